"""Listing: who is named in an archive, how often and since when, and what the roster should say of near spellings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk.analysis.names.lexicon import is_forename
from copydesk.analysis.names.spelling.rarity import are_unknown
from copydesk.stories.grouping.name_archive.attestations import Attestations
from copydesk.stories.grouping.name_archive.lone_spellings import LoneSpellings, may_be_person
from copydesk.stories.grouping.name_archive.name_facts import NameFacts
from copydesk.stories.grouping.name_archive.near_names import (
    GIVEN,
    NearName,
    differing_little,
    standing_together,
)
from copydesk.support.patterns import compile_later

_LEAST = 2
"""A name in fewer articles shows no other one to be wrong."""
_JOINING = frozenset({"y", "e", "et", "und", "and", "och", "og", "en", "i"})
"""Words for “and”: what has one names two."""
_PLAIN = compile_later(r"[^\W\d_a-z][^\W\d_A-Z]+(?:-[^\W\d_a-z][^\W\d_A-Z]+)*\Z")
"""A word in small letters behind a capital; also two with a hyphen."""
_MOST_WORDS = 3
_SHORTEST = 2
"""Letters that an unknown word has at least."""


@dataclass(slots=True)
class ListedName:
    """A person's name in one spelling.

    Attributes:
        name: the spelling.
        articles: in how many articles it stands.
        mentions: how often it stands in them in full.
        since: the earliest date of these articles (ISO 8601); empty if none says its date.
        article: the earliest of these articles, or the first one if none says its date.
        near: spellings that differ little, whether they are other people's or not.
    """

    name: str
    articles: int
    mentions: int
    since: str
    article: str
    near: set[str] = field(default_factory=set)


class Proposals(NamedTuple):
    """What may go into the section `names` of a configuration, once somebody has read it.

    Attributes:
        prefer: pairs of a name in one article that is likely to be a slip, and the spelling of others.
        two_people: pairs of names that are alike and both attested, so that they may be two people's.
    """

    prefer: tuple[NearName, ...]
    two_people: tuple[NearName, ...]


class Listing(NamedTuple):
    """The names of an archive, those in most articles first."""

    names: tuple[ListedName, ...]
    proposals: Proposals


def list_names(articles: Sequence[NameFacts]) -> Listing:
    """Return who is named in these articles."""
    listed = _listed(articles)
    prefer: list[NearName] = []
    two_people: list[NearName] = []
    for language, counts in Attestations(articles).counts().items():
        judged = LoneSpellings(counts, language, 1, counts.keys())
        together = standing_together((facts.spellings for facts in articles), judged.pairs)
        for pair in judged.pairs:
            listed[pair.rare].near.add(pair.often)
            listed[pair.often].near.add(pair.rare)
        for one, other in differing_little(counts):
            listed[one].near.add(other)
            listed[other].near.add(one)
        for pair in judged.pairs:
            if pair.often_articles < _LEAST:
                continue  # one article against another: nobody can tell which is right
            if judged.is_slip(pair, stand_together=pair in together) or (
                pair not in together and judged.is_repeated_slip(pair)
            ):
                prefer.append(pair)
            elif pair.rare_articles >= _LEAST or pair in together:
                two_people.append(pair)
    settled = {frozenset((pair.often, pair.rare)) for pair in prefer}
    two_people = [pair for pair in two_people if frozenset((pair.often, pair.rare)) not in settled]
    people = (each for each in listed.values() if reads_as_person(each.name.split()))
    names = sorted(people, key=lambda each: (-each.articles, -each.mentions, each.name))
    return Listing(tuple(names), Proposals(_frequent_first(prefer), _frequent_first(two_people)))


def reads_as_person(words: Sequence[str]) -> bool:
    """Tell whether the words of a name read as one person's, and not as a thing's, or as more of the sentence.

    Words that are known as given names show a person; without one, only two or three words in capitals and small
    letters that are no words of English do.
    """
    if not may_be_person(words) or _JOINING.intersection(words):
        return False
    small = [index for index, word in enumerate(words) if word[0].islower()]
    if is_forename(words[GIVEN]):  # behind a whole name a small word leads on: Ines Okafor von Code
        return not any(
            index > 1 and not is_forename(words[1]) and words[index - 1][0].isupper() for index in small
        )
    return (
        not small
        and len(words) <= _MOST_WORDS
        and all(map(_PLAIN.match, words))
        and are_unknown(_SHORTEST, *words[1:-1])
    )


def _listed(articles: Iterable[NameFacts]) -> dict[str, ListedName]:
    listed: dict[str, ListedName] = {}
    for facts in articles:
        for person in facts.people():
            each = listed.setdefault(person.name, ListedName(person.name, 0, 0, "", facts.article))
            each.articles += 1
            each.mentions += person.times
            if facts.date and (not each.since or facts.date < each.since):
                each.since, each.article = facts.date, facts.article
    return listed


def _frequent_first(pairs: Iterable[NearName]) -> tuple[NearName, ...]:
    """Return the pairs, those of the most frequent names first, each once in whatever languages."""
    by_names = {frozenset((pair.often, pair.rare)): pair for pair in pairs}
    return tuple(sorted(by_names.values(), key=lambda pair: (-pair.often_articles, pair.often, pair.rare)))
