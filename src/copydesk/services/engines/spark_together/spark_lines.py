"""Spark lines: the lines that stand in many documents of a source, or of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from copydesk.services.collections.together import steps as together
from copydesk.services.collections.together.steps import CollectionSteps, RecordFacts
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.engines.spark_together.shuffles import kept

with brought_by("spark"):
    from pyspark import RDD


def flags(steps: CollectionSteps, facts: RDD) -> RDD:
    """Return what is flagged of the lines of each document: `(facts, flags)`."""
    having = kept(facts.filter(lambda each: each[1].lines))
    rows = having.flatMap(lambda each: [(key, each[0]) for key in _keys(each[1])])
    several = kept(rows.groupByKey().mapValues(list).filter(lambda each: len(each[1]) > 1))
    standing = kept(several.flatMap(lambda each: [((each[0][0], name), each[0][1]) for name in each[1]]))
    copies = (
        standing.groupByKey()
        .map(lambda each: (each[0][1], (each[0][0], set(each[1]))))
        .join(having)
        .map(lambda each: ((each[1][0][0], each[0]), _is_copy(each[1][1], each[1][0][1])))
    )
    numbers = (
        standing.join(copies)
        .map(lambda each: ((each[0][0], each[1][0]), each[1][1]))
        .groupByKey()
        .mapValues(lambda each: _number(list(each)))
    )
    seen = (
        several.join(numbers)
        .flatMap(lambda each: [(name, (*each[0], each[1][1])) for name in each[1][0]])
        .groupByKey()
    )
    totals = having.flatMap(lambda each: _scopes(each[1])).countByValue()
    shared = facts.context.broadcast(dict(totals))
    return having.leftOuterJoin(seen).map(
        lambda each: (each[1][0], _flags(steps, each[1][0], each[1][1] or (), shared.value))
    )


def _scopes(facts: RecordFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the two in which lines are counted: the source of a document, and all."""
    return ("source", facts.group), ("all",)


def _keys(facts: RecordFacts) -> list[tuple[tuple[str, ...], int]]:
    prints = set(together.lines_of(facts.lines).prints)
    return [(scope, line) for scope in _scopes(facts) for line in prints]


def _is_copy(facts: RecordFacts, shared: set[int]) -> bool:
    return together.is_copy(together.lines_of(facts.lines), shared)


def _number(in_copies: list[bool]) -> int:
    return together.documents_with(in_copies.count(False), in_copy=any(in_copies))


def _flags(
    steps: CollectionSteps,
    facts: RecordFacts,
    seen: Iterable[tuple[tuple[str, ...], int, int]],
    totals: dict[tuple[str, ...], int],
) -> list[Any]:
    numbers: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
    for scope, line, number in seen:
        numbers[scope][line] = number
    of_group, of_all = (together.SeenLines(numbers[scope], totals[scope]) for scope in _scopes(facts))
    return steps.line_flags(facts, of_group, of_all)
