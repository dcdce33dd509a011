"""Held names: the spellings of a run's articles that no other article has, while others have a near one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from copydesk.findings import Related, Span
from copydesk.stories.grouping.name_archive.attestations import Attestations, KeptName
from copydesk.stories.grouping.name_archive.lone_spellings import LoneSpellings
from copydesk.stories.grouping.name_archive.name_facts import NamedPerson, NameFacts
from copydesk.stories.grouping.name_archive.near_names import GIVEN, NearName, standing_together


class NamedArticle(NamedTuple):
    """An article of the run: its path as in `Member.path`, and who is named in it."""

    path: str
    facts: NameFacts


class LoneName(NamedTuple):
    """A name that is likely to be a slip.

    Attributes:
        path: of its article.
        pair: the name, and the one that other articles have.
        places: where the word stands that differs, in full names and alone, in order.
        elsewhere: where another article of the run has the word that differs as the frequent name has it; None if only
            the index knows it.
    """

    path: str
    pair: NearName
    places: tuple[Span, ...]
    elsewhere: Related | None


def lone_names(articles: Sequence[NamedArticle], kept: Sequence[KeptName], least: int) -> Iterator[LoneName]:
    """Yield the names that one article spells as no other does, by article.

    Args:
        articles: of the run.
        kept: the names of an index of the archive.
        least: in how many articles a name must stand to be held against another.
    """
    attested = Attestations(map(attrgetter("facts"), articles), kept)
    slips = dict(_slips(attested, articles, least))
    elsewhere = _first_places(articles, {(pair.often, pair.part) for pair in slips.values()})
    for article in articles:
        language = attested.language_of(article.facts.language)
        if any((language, name) in slips for name in article.facts.spellings):
            for person in article.facts.people():
                if pair := slips.get((language, person.name)):
                    places = person.given if pair.part == GIVEN else person.surname
                    yield LoneName(article.path, pair, places, elsewhere.get((pair.often, pair.part)))


def _slips(
    attested: Attestations, articles: Sequence[NamedArticle], least: int
) -> Iterator[tuple[tuple[str, str], NearName]]:
    """Yield the slips, by language and name; of several near names the most frequent one comes last, and so counts."""
    spelled = {name for _, facts in articles for name in facts.spellings}
    for language, counts in attested.counts().items():
        alone = {name for name in spelled if counts.get(name) == 1}
        judged = LoneSpellings(counts, language, least, alone)
        likely = sorted(filter(judged.is_slip, judged.pairs), key=attrgetter("often_articles"))
        together = standing_together((each.facts.spellings for each in articles), likely)
        for pair in likely:
            if pair not in together or judged.is_slip(pair, stand_together=True):
                yield (language, pair.rare), pair


def _first_places(
    articles: Sequence[NamedArticle], wanted: set[tuple[str, int]]
) -> dict[tuple[str, int], Related]:
    """Return where each of these names stands first, by the name and by the word of it that is wanted."""
    parts: dict[str, set[int]] = {}
    for name, part in wanted:
        parts.setdefault(name, set()).add(part)
    found: dict[tuple[str, int], Related] = {}
    for path, facts in articles:
        if not parts.keys().isdisjoint(facts.spellings):
            for person in facts.people():
                for part in parts.get(person.name, ()):
                    if (person.name, part) not in found:
                        found[person.name, part] = _related(path, person, part)
    return found


def _related(path: str, person: NamedPerson, part: int) -> Related:
    """Return the place of one word of a person's first mention in full. A finding marks the same word of the other
    name, so that one can be put in the place of the other.
    """
    if part == GIVEN:
        word = next(each for each in person.given if each.start == person.start)
    else:
        word = next(each for each in person.surname if each.end == person.end)
    return Related(*word, f"spelled “{person.name.split()[part]}” here", path)
