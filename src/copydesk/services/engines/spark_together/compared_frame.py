"""Compared frame: a data frame whose documents are compared with one another, from its texts to its findings.

The stages are those of `services.collections.together.steps`; Spark brings together what belongs together. Between
them results are kept in memory and on disk, and where the context has a checkpoint folder, there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk.report.writers.json import as_dict
from copydesk.services.collections.together import steps as together
from copydesk.services.collections.together.steps import CollectionSteps, CollectionText, RecordFacts
from copydesk.services.engines.checked_schema import CHECKED
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.engines.spark_together import spark_copies, spark_lines, spark_names, spark_sources
from copydesk.services.engines.spark_together.shuffles import kept, with_needed
from copydesk.services.in_python.desk import Desk

with brought_by("spark"):
    from pyspark import RDD
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema


_PARTITIONS = "spark.default.parallelism"


def compare_frame(
    frame: DataFrame, desk: Desk, *, text_field: str = "text", id_field: str = "id", group_field: str = ""
) -> DataFrame:
    """Return a data frame with a row for each document: the columns of `CHECKED`, with what comparing finds.

    Args:
        frame: the documents.
        desk: what checks the texts.
        text_field: the column with the text of a document.
        id_field: the one with its name.
        group_field: the one with its source, such as a site; without it, what its id says before the last slash.

    Raises:
        ValueError: a column is not there, an id is missing or stands twice, a rule that runs cannot be parted, or
            Spark was not told how many partitions to make.
    """
    if not frame.sparkSession.sparkContext.getConf().get(_PARTITIONS):
        raise ValueError(
            f"set {_PARTITIONS} when the session is made: without it each join doubles the partitions"
        )
    columns = [id_field, text_field, *[group_field] * bool(group_field)]
    for name in columns:
        if name not in frame.columns:
            raise ValueError(f"there is no column “{name}”; columns: {', '.join(frame.columns)}")
    steps = CollectionSteps(desk)
    if steps.left_out:
        raise ValueError(
            f"these rules compare in a way that cannot be parted: {', '.join(steps.left_out)}; ignore them"
        )
    texts = kept(frame.select(*columns).rdd.map(_text_of))
    _require_own_ids(texts)
    facts = kept(texts.mapValues(steps.gather))
    found = kept(_found(steps, texts, facts).mapValues(list).reduceByKey(lambda one, other: [*one, *other]))
    settled = _settled(steps, facts, found)
    rows = facts.groupWith(found, settled).map(lambda each: _row(steps, *(list(some) for some in each[1])))
    return frame.sparkSession.createDataFrame(rows, from_arrow_schema(CHECKED))


def _text_of(row: Sequence[Any]) -> tuple[str, CollectionText]:
    name, text, *group = row
    name = "" if name is None else str(name)
    return name, CollectionText(name, text, *("" if each is None else str(each) for each in group))


def _require_own_ids(texts: RDD) -> None:
    wrong = texts.mapValues(lambda _: 1).reduceByKey(lambda one, other: one + other)
    for name, number in wrong.filter(lambda each: each[1] > 1 or not each[0]).take(1):
        problem = f"“{name}” is that of {number}" if name else f"there is none for {number}"
        raise ValueError(f"each document needs an id of its own: {problem}")


def _found(steps: CollectionSteps, texts: RDD, facts: RDD) -> RDD:
    """Return what comparing finds, by document."""
    sketches = kept(facts.mapValues(lambda each: each.sketch).filter(lambda each: each[1]))
    sources = kept(spark_sources.found_sources(sketches))
    plans = kept(
        sources.flatMap(lambda each: [each[1].plan] * bool(each[1].plan)).union(
            spark_copies.plans(steps, sketches, texts, sources)
        )
    )
    compared = with_needed(plans.map(lambda plan: (_key(plan), (plan, plan.keys))), texts).flatMap(
        lambda each: list(steps.compare(each[0], each[1].get).items())
    )
    missing = sources.filter(lambda each: each[1].missing).join(texts)
    flagged = spark_lines.flags(steps, facts).union(spark_names.flags(steps, facts))
    located = with_needed(flagged.filter(lambda each: each[1]).map(_flagged), texts).map(
        lambda each: (each[0][0].id, steps.locate(each[0][0], each[0][1], each[1].get))
    )
    return compared.union(located).union(
        missing.mapValues(lambda each: steps.missing_sources(each[1], each[0].missing))
    )


def _settled(steps: CollectionSteps, facts: RDD, found: RDD) -> RDD:
    """Return the places that findings of a document mean and that are settled in others, by document."""
    settled = facts.join(found).flatMap(lambda each: list(steps.settled(*each[1]).items()))
    meant = found.flatMap(
        lambda each: {(place, each[0]) for finding in each[1] for place in together.places_meant(finding)}
    )
    return meant.join(settled).map(lambda each: (each[1][0], (each[0], each[1][1])))


def _key(plan: together.StoryPlan) -> tuple[Any, ...]:
    """Return what tells a comparison from others."""
    return plan.members, tuple(plan.nearest), plan.sources


def _flagged(given: tuple[RecordFacts, Sequence[tuple[str, Any]]]) -> tuple[Any, ...]:
    """Return flags of a document as a task, with the ids of the texts that they speak of."""
    facts, flags = given
    related = {each.path for _, flag in flags for each in flag.related if each.path}
    return (facts.id, flags[0][0]), (given, {facts.id, *related})


def _row(
    steps: CollectionSteps, facts: list[RecordFacts], found: list[Any], settled: list[Any]
) -> tuple[Any, ...]:
    (own,) = facts
    findings = steps.settle(own, [finding for some in found for finding in some], dict(settled))
    complete = not any(each.is_failure for each in findings)
    return own.id, own.language or None, complete, [as_dict(each) for each in findings]
