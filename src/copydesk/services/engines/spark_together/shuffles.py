"""Shuffles: what brings values together in Spark, and keeps them between stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from copydesk.services.engines.library_of_engine import brought_by

with brought_by("spark"):
    from pyspark import RDD, StorageLevel
    from pyspark.sql import SparkSession


def kept(values: RDD) -> RDD:
    """Return the same values, which are not made again; with a checkpoint folder not even after a loss."""
    values.persist(StorageLevel.MEMORY_AND_DISK)
    if values.context.getCheckpointDir():
        values.checkpoint()
    return values


def for_each_key(pairs: RDD, key: str, work: Callable[[Any, Iterator[str]], Iterable[Any]]) -> RDD:
    """Return what `work(key, names)` yields of each key. Names come in order and as a stream: there may be millions.

    Args:
        pairs: `(key, name)`; a key is a tuple.
        key: the columns of a key, as Spark writes them.
        work: asked for each key.
    """
    rows = pairs.map(lambda each: (*each[0], each[1]))
    return _streamed(rows, key, "name string", lambda found, rest: work(found, (name for (name,) in rest)))


def with_number(pairs: RDD, numbers: RDD, key: str) -> RDD:
    """Join names with the number of their key: `(key, (name, number))`. Unlike `join` it holds one name at a time.

    A key has at most one number; names without one are left out.
    """
    rows = pairs.map(lambda each: (*each[0], each[1], None)).union(
        numbers.map(lambda each: (*each[0], None, each[1]))
    )
    return _streamed(rows, key, "name string, number long", _with_first)


def _with_first(key: Any, rows: Iterator[Any]) -> Iterator[tuple[Any, tuple[str, int]]]:
    _, number = next(rows)  # it has no name, and is therefore the first
    if number is not None:
        for name, _ in rows:
            yield key, (name, number)


def _streamed(rows: RDD, key: str, rest: str, work: Callable[[Any, Iterator[Any]], Iterable[Any]]) -> RDD:
    """Return what `work(key, rows without it)` yields; rows are sorted by the key and the column behind it.

    Java sorts, on disk if need be. RDDs are sorted by Python, which takes the more memory the more rows there are.
    """
    frame = SparkSession.builder.getOrCreate().createDataFrame(rows, f"{key}, {rest}", verifySchema=False)
    width = key.count(",") + 1
    parted = frame.repartition(rows.context.defaultParallelism, *frame.columns[:width])

    def streamed(rows: Iterator[Any]) -> Iterator[Any]:
        for found, group in groupby(rows, lambda row: tuple(row[:width])):
            yield from work(found, (row[width:] for row in group))

    return parted.sortWithinPartitions(*frame.columns[: width + 1]).rdd.mapPartitions(streamed)


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
