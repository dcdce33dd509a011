"""Spark names: the spellings of one document that no other has, while others have a near one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from copydesk.services.collections.together import steps as together
from copydesk.services.collections.together.steps import CollectionSteps, RecordFacts
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.engines.spark_together.shuffles import kept
from copydesk.stories.grouping.name_archive.attestations import commonest
from copydesk.stories.grouping.name_archive.held_names import JudgedPair, NamedArticle, place_of
from copydesk.stories.grouping.name_archive.lone_spellings import Bearers, borne_words, is_slip, word_places
from copydesk.stories.grouping.name_archive.near_names import (
    GIVEN,
    SURNAME,
    NearName,
    near_in_group,
    words_but,
)

with brought_by("spark"):
    from pyspark import RDD

_Key = tuple[str, str]
"""A language and a name."""


def flags(steps: CollectionSteps, facts: RDD) -> RDD:
    """Return what is flagged of the names in documents: `(facts, flags)`."""
    options = steps.options(together.NAMES)
    named = kept(facts.filter(lambda each: each[1].names))
    if options is None or named.isEmpty():
        return facts.context.emptyRDD()
    main = commonest(
        Counter(named.map(lambda each: together.names_of(each[1].names).language).countByValue())
    )
    least = options["least"]
    # In how many documents a name stands, and the first of them.
    spelled = kept(
        named.flatMap(lambda each: [(key, (1, each[0])) for key in _spellings(each[1], main)]).reduceByKey(
            lambda one, other: (one[0] + other[0], min(one[1], other[1]))
        )
    )
    pairs = kept(
        spelled.flatMap(lambda each: _parts(each[0], each[1][0]))
        .groupByKey()
        .flatMap(lambda each: _near(each[0], list(each[1]), least))
    )
    judged = _judged(pairs, spelled).filter(lambda each: is_slip(each[1].pair, each[1].bearers, each[0]))
    rare = judged.map(lambda each: ((each[0], each[1].pair.rare), each[1])).join(spelled)
    first = spelled.map(lambda each: (each[0][1], each[1][1])).reduceByKey(min)
    placed = (
        rare.map(lambda each: (each[1][0].pair.often, (each[1][1][1], each[0][0], each[1][0])))
        .join(first)
        .map(lambda each: (each[1][1], each[1][0]))
        .join(named)
        .map(lambda each: (each[1][0][0], (*each[1][0][1:], _place(each[1][1], each[1][0][2].pair))))
    )
    return named.join(placed.groupByKey()).map(
        lambda each: (each[1][0], _flags(steps, each[1][0], list(each[1][1])))
    )


def _spellings(facts: RecordFacts, main: str) -> list[_Key]:
    names = together.names_of(facts.names)
    return [(names.language or main, person) for person in names.spellings]


def _parts(key: _Key, number: int) -> list[Any]:
    language, person = key
    return [((language, part, words_but(part, person)), (person, number)) for part in (GIVEN, SURNAME)]


def _near(key: Any, people: list[tuple[str, int]], least: int) -> Iterator[tuple[str, NearName]]:
    language, part, _ = key
    doubted = {person for person, number in people if number == 1}
    for pair in near_in_group(dict(people), part, language, least, doubted):
        yield language, pair


def _judged(pairs: RDD, spelled: RDD) -> RDD:
    """Return each pair, by language, with the numbers of names that have its words."""
    bearers = spelled.flatMap(
        lambda each: [((each[0][0], *place), 1) for place in word_places(each[0][1])]
    ).reduceByKey(lambda one, other: one + other)
    asked = pairs.flatMap(
        lambda each: [((each[0], *word), (each, number)) for number, word in enumerate(borne_words(each[1]))]
    )
    answered = asked.leftOuterJoin(bearers).map(
        lambda each: (each[1][0][0], (each[1][0][1], each[1][1] or 0))
    )
    return answered.groupByKey().map(
        lambda each: (each[0][0], JudgedPair(each[0][1], Bearers(*(count for _, count in sorted(each[1])))))
    )


def _place(facts: RecordFacts, pair: NearName) -> Any:
    return place_of(NamedArticle(facts.id, together.names_of(facts.names)), pair.often, pair.part)


def _flags(
    steps: CollectionSteps, facts: RecordFacts, found: Sequence[tuple[str, JudgedPair, Any]]
) -> list[Any]:
    likely: dict[str, list[JudgedPair]] = defaultdict(list)
    places = {}
    for _, judged, place in found:
        likely[judged.pair.rare].append(judged)
        places[judged.pair.often, judged.pair.part] = place
    language = found[0][0]  # all names of a document are counted under one
    return steps.name_flags(facts, language, likely, lambda person, part: places[person, part])
