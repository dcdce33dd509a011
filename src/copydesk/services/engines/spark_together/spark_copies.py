"""Spark copies: which documents tell one story, and the comparisons that this makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.services.collections.together import steps as together
from copydesk.services.collections.together.steps import CollectionSteps, SharedCounts
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.engines.spark_together.shuffles import components, for_each_key, kept, with_both

with brought_by("spark"):
    from pyspark import RDD


def plans(steps: CollectionSteps, sketches: RDD, texts: RDD, sources: RDD) -> RDD:
    """Return the comparisons of copies.

    Args:
        steps: the settings.
        sketches: by document.
        texts: by document.
        sources: the `FoundSources` of those that declare any.
    """
    weights = kept(_weights(steps, _candidates(steps, sketches), sketches, texts).union(_declared(sketches)))
    weights = weights.reduceByKey(max)
    labels = components(weights.keys())
    stories = kept(
        weights.map(lambda each: (each[0][0], each))
        .join(labels)
        .map(lambda each: (each[1][1], each[1][0]))
        .groupByKey()
        .mapValues(lambda story: together.nearest_by_story(dict(story))[0])
    )
    held = sources.mapValues(lambda each: each.ids).filter(lambda each: each[1] is not None)
    told = labels.join(sketches.mapValues(together.date_of).leftOuterJoin(held))
    members = told.map(lambda each: (each[1][0], (each[0], *each[1][1])))
    return stories.cogroup(members).flatMap(lambda each: _plans(next(iter(each[1][0])), list(each[1][1])))


def _plans(story: Any, members: list[tuple[str, str, Any]]) -> Iterator[together.StoryPlan]:
    dates = {name: date for name, date, _ in members}
    return together.plans_of_story(story, dates, {name: ids for name, _, ids in members if ids is not None})


def _candidates(steps: CollectionSteps, sketches: RDD) -> RDD:
    """Return the pairs that may be copies, each with nothing."""
    hashed = sketches.flatMap(lambda each: [(key, each[0]) for key in steps.hashes(each[1])])
    counted = kept(for_each_key(hashed, "kind int, hash long", _neighbours).reduceByKey(_added))
    pairs = counted.filter(lambda each: each[0][1] is not None)
    crowded = counted.filter(lambda each: each[0][1] is None).map(lambda each: (each[0][0], each[1]))
    sizes = kept(sketches.mapValues(together.size_of).leftOuterJoin(crowded))
    return with_both(pairs, sizes).filter(lambda each: _may_be_copies(*each[1])).mapValues(lambda _: None)


def _neighbours(key: tuple[int, int], names: Iterator[str]) -> Iterator[tuple[Any, SharedCounts]]:
    kind, _ = key
    for pair in together.neighbours(names):
        yield pair, _one(kind)


def _may_be_copies(counted: SharedCounts, one: tuple[int, Any], other: tuple[int, Any]) -> bool:
    none = SharedCounts()
    return together.may_be_copies(counted, (one[0], other[0]), (one[1] or none, other[1] or none))


def _one(kind: int) -> SharedCounts:
    return SharedCounts(*(int(kind == each) for each in range(len(SharedCounts._fields))))


def _added(one: SharedCounts, other: SharedCounts) -> SharedCounts:
    return SharedCounts(*map(sum, zip(one, other, strict=True)))


def _weights(steps: CollectionSteps, pairs: RDD, sketches: RDD, texts: RDD) -> RDD:
    weighed = kept(
        with_both(pairs, sketches)
        .mapValues(lambda each: together.weigh(*each[1:]))
        .filter(lambda each: each[1] is not None)
    )
    doubtful = with_both(weighed.filter(lambda each: each[1].heroes), texts)
    certain = weighed.filter(lambda each: not each[1].heroes)
    cleared = doubtful.filter(lambda each: not steps.is_template(*each[1])).mapValues(lambda each: each[0])
    return certain.union(cleared).mapValues(lambda each: each.weight)


def _declared(sketches: RDD) -> RDD:
    keys = sketches.map(lambda each: (together.story_of(each[1]), each[0])).filter(lambda each: each[0])
    return keys.groupByKey().flatMap(
        lambda each: [(pair, together.DECLARED) for pair in together.declared_pairs(sorted(each[1]))]
    )
