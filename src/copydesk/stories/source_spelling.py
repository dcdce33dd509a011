"""Source spelling: names that an article spells otherwise than its source, with every place, and the spelling to write.

A source decides. It decides, too, between two spellings that the article itself has: the one that stands more often may
be the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from copydesk.analysis.names.lexicon import PARTICLES, is_word
from copydesk.analysis.names.spelling.slips import are_transliterations, slip
from copydesk.analysis.names.variants.name_variants import Pairs, Variant, VariantKind, are_listed
from copydesk.findings import Span, is_inside
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_names import NAME, compare_names, words_of
from copydesk.stories.comparing.differences import Difference, VariantReading
from copydesk.stories.story import Member, Story


class RespelledName(NamedTuple):
    """A spelling of a name that no source has.

    Attributes:
        difference: the spelling where it stands first, and that of the source.
        places: where it stands, in order.
        better: what to write instead; empty if the two may be two people's names.
    """

    difference: Difference
    places: tuple[Span, ...]
    better: str


def respelled_names(story: Story, prefer: Sequence[str] = (), two_people: Pairs = ()) -> list[RespelledName]:
    """Return the names of the article of a story that its sources spell otherwise; none if one is in another language.

    Args:
        story: an article with sources.
        prefer: spellings of the project's roster, which count more than a source's.
        two_people: pairs of names that only look alike.
    """
    if story.in_another_language:  # Kyjiw, Kyiv
        return []
    found: dict[int, RespelledName] = {}
    for each in (*_compared(story), *_settled(story)):
        if not is_allowed(each.difference.ours, each.difference.readings[0].text, prefer, two_people):
            found.setdefault(each.places[0].start, each)
    return [found[start] for start in sorted(found)]


def is_allowed(ours: str, theirs: str, prefer: Sequence[str], two_people: Pairs) -> bool:
    """Tell whether the project says that our spelling is right, or that it is somebody else's."""
    return _is_on_roster(ours, theirs, prefer) or are_listed(ours, theirs, two_people)


def _is_on_roster(ours: str, theirs: str, prefer: Sequence[str]) -> bool:
    """Tell whether the roster has our spelling: the words that differ; of small words, all as they stand."""
    differing = set(ours.split()) - set(theirs.split())
    words = {word for entry in prefer for word in entry.split()} - PARTICLES
    return bool(differing & words) or (" " in ours and any(f" {ours} " in f" {entry} " for entry in prefer))


def _compared(story: Story) -> Iterator[RespelledName]:
    """Yield the names that differ in the same person's name, or at the same place of aligned sentences."""
    for difference in story.once(compare_names):
        ours, theirs = difference.ours, difference.readings[0].text
        is_spelling = (
            slip(theirs, ours)
            or slip(ours, theirs)
            or are_transliterations(ours, theirs)
            or not PARTICLES.isdisjoint((ours + " " + theirs).split())
        )
        places = _places(difference.member.facts, Span(difference.start, difference.end))
        yield RespelledName(difference, places, theirs if is_spelling else "")


def _places(article: Article, first: Span) -> tuple[Span, ...]:
    """Return the places where one person or body is called by the same word."""
    words = article.text[slice(*first)].split()
    small = not PARTICLES.isdisjoint(words[:1])  # “Van de Kemp” where a sentence begins
    joined = r"[\s\0]+".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE if small else 0)
    for name in article.names:
        if any(start <= first.start and first.end <= end for start, end in name.mentions):
            spans = {
                Span(*match.span())
                for mention in name.mentions
                for match in pattern.finditer(article.text, *mention)
            }
            if small and (surname := NAME.search(article.text, first.end)):
                whole = re.compile(
                    rf"{pattern.pattern}(?=[\s\0]+{re.escape(surname.group())}(?!\w))", re.IGNORECASE
                )
                return tuple(
                    sorted({first, *(Span(*match.span()) for match in whole.finditer(article.text))})
                )
            if len(words) == 1 and not is_word(words[0]):
                spans |= _alone(article, pattern)
            return tuple(sorted({first, *spans}))
    return (first,)


def _alone(article: Article, pattern: re.Pattern[str]) -> set[Span]:
    """Return where a word stands in nobody's and nothing's name, as a first name may."""
    mentions = sorted(Span(*mention) for name in article.names for mention in name.mentions)
    found = (Span(*match.span()) for match in pattern.finditer(article.text))
    return {span for span in found if not is_inside(mentions, span.start)}


def _settled(story: Story) -> Iterator[RespelledName]:
    """Yield the spellings in doubt of which the sources have the other one."""
    for member in story.members:
        in_names = (variant for name in member.facts.names for variant in name.variants)
        for variant in chain(in_names, member.facts.changed_names):
            if variant.kind is not VariantKind.ACRONYM and (
                decided := _decided(member.facts.text, variant, story.sources)
            ):
                places, reading = decided
                yield RespelledName(Difference(member, *places[0], (reading,)), places, reading.text)


def _decided(
    text: str, variant: Variant, sources: Sequence[Member]
) -> tuple[tuple[Span, ...], VariantReading] | None:
    """Return the places of the wrong spelling, and the reading of the right one; None if the sources do not tell."""
    sides = (
        (variant.places, variant.spelling, variant.better),
        (variant.better_places, variant.better, variant.spelling),
    )
    known = frozenset[str]().union(*(words_of(source.facts) for source in sources))
    for mentions, wrong, right in sides:
        places = tuple(_within(text, mentions, wrong))
        ours, theirs = set(wrong.split()), set(right.split())
        if places and not known & (ours - theirs) and theirs - ours and theirs - ours <= known:
            having = tuple(_first(source, min(theirs - ours)) for source in sources)
            return places, VariantReading(right, tuple(filter(None, having)))
    return None


def _within(text: str, mentions: Sequence[Span], word: str) -> Iterator[Span]:
    """Yield where a word stands in mentions, which may be of a whole name."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for mention in mentions:
        if match := pattern.search(text, *mention):
            yield Span(*match.span())


def _first(source: Member, word: str) -> tuple[Member, int, int] | None:
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source.facts.text)
    return (source, *match.span()) if match else None
