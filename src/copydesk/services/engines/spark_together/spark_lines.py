"""Spark lines: the lines that stand in many documents of a source, or of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from copydesk.services.collections.together import steps as together
from copydesk.services.collections.together.steps import CollectionSteps, RecordFacts
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.engines.spark_together.shuffles import for_each_key, kept, with_number

with brought_by("spark"):
    from pyspark import RDD


_LINE = "scope string, source string, line long"
_SOURCE = "source string"


def flags(steps: CollectionSteps, facts: RDD) -> RDD:
    """Return what is flagged of the lines of each document: `(facts, flags)`."""
    having = kept(facts.filter(lambda each: each[1].lines))
    rows = having.flatMap(lambda each: [(key, each[0]) for key in _keys(each[1])])
    several = kept(for_each_key(rows, _LINE, _if_several))
    standing = several.map(lambda each: ((each[0][:2], each[1]), each[0][2]))
    copies = (
        standing.groupByKey()
        .map(lambda each: (each[0][1], (each[0][0], set(each[1]))))
        .join(having)
        .map(lambda each: ((each[1][0][0], each[0]), _is_copy(each[1][1], each[1][0][1])))
    )
    numbers = (
        standing.join(copies)
        .map(lambda each: ((*each[0][0], each[1][0]), (int(not each[1][1]), each[1][1])))
        .reduceByKey(lambda one, other: (one[0] + other[0], one[1] or other[1]))
        .mapValues(lambda each: together.documents_with(each[0], in_copy=each[1]))
    )
    seen = (
        with_number(several, numbers, _LINE)
        .map(lambda each: (each[1][0], (*each[0], each[1][1])))
        .groupByKey()
    )
    sources = kept(having.map(lambda each: ((each[1].group,), each[0])))
    of_source = sources.mapValues(lambda _: 1).reduceByKey(lambda one, other: one + other)
    of_all = having.count()
    told = with_number(sources, of_source, _SOURCE).values().leftOuterJoin(seen)
    return having.join(told).map(
        lambda each: (each[1][0], _flags(steps, each[1][0], each[1][1][1] or (), (each[1][1][0], of_all)))
    )


def _if_several(key: Any, names: Iterator[str]) -> Iterator[tuple[Any, str]]:
    first = list(islice(names, 2))
    if len(first) > 1:
        for name in chain(first, names):
            yield key, name


def _scopes(facts: RecordFacts) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the two in which lines are counted: the source of a document, and all."""
    return ("source", facts.group), ("all", "")


def _keys(facts: RecordFacts) -> list[tuple[str, str, int]]:
    prints = set(together.lines_of(facts.lines).prints)
    return [(*scope, line) for scope in _scopes(facts) for line in prints]


def _is_copy(facts: RecordFacts, shared: set[int]) -> bool:
    return together.is_copy(together.lines_of(facts.lines), shared)


def _flags(
    steps: CollectionSteps,
    facts: RecordFacts,
    seen: Iterable[tuple[str, str, int, int]],
    totals: tuple[int, int],
) -> list[Any]:
    numbers: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for scope, source, line, number in seen:
        numbers[scope, source][line] = number
    of_group, of_all = (
        together.SeenLines(numbers[scope], total) for scope, total in zip(_scopes(facts), totals, strict=True)
    )
    return steps.line_flags(facts, of_group, of_all)
