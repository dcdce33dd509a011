"""Held names: the spellings of a run's articles that no other article has, while others have a near one.

The steps, each a function of plain values, so that an engine can do the grouping between them:

1. `NameFacts.spellings` of each article, by language; an article whose language is not known counts as one of the
   `commonest`. In how many articles each name stands, and the first of these by their paths.
2. Group the names of a language by part and `words_but` that part: `near_in_group` yields the pairs, of which the rare
   name stands in one article. Count the names by `word_places`: these are the `Bearers` of the `borne_words`.
3. `is_slip` drops most pairs. `slip_in` takes those of one article and one of its names, and chooses.
4. `place_of` finds the frequent name in the first article that has it, and `flags_of_name` says all that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from copydesk.analysis.names.spelling.slips import is_of_marks
from copydesk.analysis.names.variants.name_variants import Pairs, Variant, kind_of, unsettled
from copydesk.findings import Flag, Related, Span
from copydesk.stories.grouping.name_archive.attestations import Attestations, KeptName
from copydesk.stories.grouping.name_archive.lone_spellings import Bearers, LoneSpellings, is_slip
from copydesk.stories.grouping.name_archive.name_facts import NamedPerson, NameFacts
from copydesk.stories.grouping.name_archive.near_names import GIVEN, SURNAME, NearName


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


class JudgedPair(NamedTuple):
    """Two near names, with how many names have their words."""

    pair: NearName
    bearers: Bearers


def lone_names(articles: Sequence[NamedArticle], kept: Sequence[KeptName], least: int) -> Iterator[LoneName]:
    """Yield the names that one article spells as no other does, by article.

    Args:
        articles: of the run, by path.
        kept: the names of an index of the archive.
        least: in how many articles a name must stand to be held against another.
    """
    attested = Attestations(map(attrgetter("facts"), articles), kept)
    likely = _likely(attested, articles, least)
    wanted = {pair.often for pairs in likely.values() for pair, _ in pairs}
    first: dict[str, NamedArticle] = {}
    for article in articles:
        for name in wanted.intersection(article.facts.spellings):
            first.setdefault(name, article)
    for article in articles:
        language = attested.language_of(article.facts.language)
        spellings = article.facts.spellings
        chosen = {
            name: pair
            for name in spellings
            if (pair := slip_in(spellings, likely.get((language, name), ()), language))
        }
        for person in article.facts.people() if chosen else ():
            if pair := chosen.get(person.name):
                elsewhere = (
                    place_of(first[pair.often], pair.often, pair.part) if pair.often in first else None
                )
                yield lone_name(article.path, person, pair, elsewhere)


def _likely(
    attested: Attestations, articles: Sequence[NamedArticle], least: int
) -> dict[tuple[str, str], list[JudgedPair]]:
    """Return the pairs that are likely slips, by language and rare name."""
    spelled = {name for _, facts in articles for name in facts.spellings}
    found: dict[tuple[str, str], list[JudgedPair]] = {}
    for language, counts in attested.counts().items():
        alone = {name for name in spelled if counts.get(name) == 1}
        judged = LoneSpellings(counts, language, least, alone)
        for pair in filter(judged.is_slip, judged.pairs):
            found.setdefault((language, pair.rare), []).append(JudgedPair(pair, judged.bearers(pair)))
    return found


def slip_in(spellings: Collection[str], likely: Iterable[JudgedPair], language: str) -> NearName | None:
    """Return the pair that counts of those of one rare name in an article: that of the most frequent other name.

    Args:
        spellings: the names in the article.
        likely: the pairs of one of them that are slips, unless the article has both names.
        language: the two-letter code of the article's language; may be empty.
    """
    pairs = (
        pair
        for pair, bearers in likely
        if pair.often not in spellings or is_slip(pair, bearers, language, stand_together=True)
    )
    return max(pairs, key=lambda pair: (pair.often_articles, pair.part == SURNAME, pair.often), default=None)


def lone_name(path: str, person: NamedPerson, pair: NearName, elsewhere: Related | None) -> LoneName:
    """Return a person's rare name in the article at a path, with its places."""
    return LoneName(path, pair, person.given if pair.part == GIVEN else person.surname, elsewhere)


def place_of(article: NamedArticle, name: str, part: int) -> Related | None:
    """Return where one word of a name stands first in an article that spells somebody so."""
    person = next((each for each in article.facts.people() if each.name == name), None)
    return _related(article.path, person, part) if person else None


def _related(path: str, person: NamedPerson, part: int) -> Related:
    """Return the place of one word of a person's first mention in full. A finding marks the same word of the other
    name, so that one can be put in the place of the other.
    """
    if part == GIVEN:
        word = next(each for each in person.given if each.start == person.start)
    else:
        word = next(each for each in person.surname if each.end == person.end)
    return Related(*word, f"spelled “{person.name.split()[part]}” here", path)


def flags_of_name(lone: LoneName, prefer: tuple[str, ...], two_people: Pairs) -> Iterator[Flag]:
    """Yield the flags of a lone name, unless the roster settles it (see `name_variants.unsettled`)."""
    if not any(unsettled([_variant(lone)], None, prefer, two_people)):
        return
    pair = lone.pair
    verb = "other has" if pair.often_articles == 1 else "others have"
    others = f"{pair.often_articles} {verb} “{pair.often}”"
    message = f"“{pair.rare}” stands in this article only, and {others}: {pair.why}"
    suggestions = (pair.right,) if pair.often_articles > _EDITORS_DOUBT else ()
    related = (lone.elsewhere,) if lone.elsewhere else ()
    for place in lone.places:  # a fix mends all of them at once
        yield Flag(*place, message, suggestions, related, lone.path)


_EDITORS_DOUBT = 2
"""In so few articles the other spelling may be the wrong one."""


def _variant(lone: LoneName) -> Variant:
    """Return the pair as other rules about names have it, so that the roster is asked in the same way."""
    pair = lone.pair
    kind = kind_of(pair.part, differs_in_marks=is_of_marks(pair.right, pair.wrong, pair.why))
    return Variant(kind, pair.rare, pair.often, lone.places, (), pair.why)
