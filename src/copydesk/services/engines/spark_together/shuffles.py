"""Shuffles: what brings values together in Spark, and keeps them between stages."""

from __future__ import annotations

from copydesk.services.engines.library_of_engine import brought_by

with brought_by("spark"):
    from pyspark import RDD, StorageLevel


def kept(values: RDD) -> RDD:
    """Return the same values, which are not made again; with a checkpoint folder not even after a loss."""
    values.persist(StorageLevel.MEMORY_AND_DISK)
    if values.context.getCheckpointDir():
        values.checkpoint()
    return values


def with_both(pairs: RDD, things: RDD) -> RDD:
    """Join pairs of ids that have a value with what belongs to each id: `(pair, (value, thing, other thing))`."""
    with_one = pairs.map(lambda each: (each[0][0], each)).join(things)
    return (
        with_one.map(lambda each: (each[1][0][0][1], each[1]))
        .join(things)
        .map(lambda each: (each[1][0][0][0], (each[1][0][0][1], each[1][0][1], each[1][1])))
    )


def with_needed(tasks: RDD, things: RDD) -> RDD:
    """Join tasks with the things that they need.

    Args:
        tasks: `(key, (task, ids))`; each has a key of its own.
        things: by id. One that is not there is left out.

    Returns:
        `(task, {id: thing})`.
    """
    needed = tasks.flatMap(lambda each: [(name, each[0]) for name in each[1][1]])
    brought = needed.join(things).map(lambda each: (each[1][0], (each[0], each[1][1])))
    return tasks.cogroup(brought).map(lambda each: (next(iter(each[1][0]))[0], dict(each[1][1])))


def components(pairs: RDD) -> RDD:
    """Return `(id, least id)` of all that hang together by these pairs.

    In each round an id takes the least label of its neighbours, and then the label of its label, so that the rounds
    grow with the logarithm of the longest chain.
    """
    edges = kept(pairs.flatMap(lambda pair: (pair, pair[::-1])))
    labels = edges.keys().distinct().map(lambda each: (each, each))
    while True:
        near = edges.join(labels).values().reduceByKey(min)
        least = labels.join(near).mapValues(min)
        following = kept(least.map(lambda each: (each[1], each[0])).join(least).map(lambda each: each[1]))
        if following.join(labels).filter(lambda each: each[1][0] != each[1][1]).isEmpty():
            return following
        labels = following
