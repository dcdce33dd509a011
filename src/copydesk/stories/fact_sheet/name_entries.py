"""Names of a fact sheet: the people and organisations that an article names, other names, and those that the source
spells otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.analysis.names.lexicon import PARTICLES
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.spelling.slips import fold
from copydesk.findings import Outcome, Span, is_inside
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.compare_names import NAME, POSSESSIVE
from copydesk.stories.comparing.differences import one_line
from copydesk.stories.fact_sheet.aligned import counterparts_at
from copydesk.stories.fact_sheet.entries import (
    FactEntry,
    FactKind,
    SourcePlace,
    how_it_differs,
    not_found,
    places_of,
    unchecked,
)
from copydesk.stories.fact_sheet.other_names import other_names
from copydesk.stories.source_spelling import RespelledName
from copydesk.stories.story import Member, Story

_GAP = r"[\s\0]+(?:[^\W\d_]\.?[\s\0]+)?"
"""What may stand between two words of a name: an initial."""

_SHORTEST = 3


def name_entries(story: Story, respelled: Sequence[RespelledName]) -> Iterator[FactEntry]:
    """Yield the names of the article of a story, each where it stands first.

    `respelled` are those that the sources spell otherwise, as the rule for names finds them.
    """
    named = set[int]()
    member = story.members[0]
    for place, name in _own_names(member.facts):
        differing = [each for each in respelled if _is_mentioned(name, each)]
        named.update(id(each) for each in differing)
        if differing:
            yield differing_name(_mention_of(name, differing) or place, differing)
        else:
            yield found_name(story, place, name.name, name)
    others = [each for each in respelled if id(each) not in named]
    for each in others:
        yield differing_name(each.places[0], [each])
    for place in other_names(member.facts):
        if not any(place.start <= at.start < place.end for each in others for at in each.places):
            yield found_name(story, place, one_line(member, *place))


def unchecked_names(article: Article) -> Iterator[FactEntry]:
    """Yield the names of an article without a source."""
    for place in (*(place for place, _ in _own_names(article)), *other_names(article)):
        yield unchecked(FactKind.NAME, *place)


def _own_names(article: Article) -> Iterator[tuple[Span, Name]]:
    """Yield the names in an article's own sentences, each with its first place there."""
    for name in article.names:
        places = (place for place in name.mentions if is_inside(article.sentences, place.start))
        if first := next(places, None):
            yield Span(*first), name


def _is_mentioned(name: Name, respelled: RespelledName) -> bool:
    return any(start <= at.start and at.end <= end for start, end in name.mentions for at in respelled.places)


def _mention_of(name: Name, differing: Sequence[RespelledName]) -> Span | None:
    """Return the first mention of a name that has one of the words spelled otherwise."""
    places = [at for each in differing for at in each.places]
    return next(
        (Span(*m) for m in name.mentions if any(m[0] <= at.start and at.end <= m[1] for at in places)), None
    )


def differing_name(place: Span, differing: Sequence[RespelledName]) -> FactEntry:
    """Return the entry of a name that the sources spell otherwise."""
    how = "; ".join(dict.fromkeys(how_it_differs(each.difference) for each in differing))
    readings = (reading for each in differing for reading in each.difference.readings)
    places = places_of(place for reading in readings for place in reading.places)
    return FactEntry(FactKind.NAME, *place, Outcome.DIFFERS, how, places=tuple(dict.fromkeys(places)))


def found_name(story: Story, place: Span, name: str, person: Name | None = None) -> FactEntry:
    """Return the entry of a name that no source spells otherwise; of `person` the mention that has what is lacking."""
    words = name.split()
    parts = [
        each for each in words if (len(each) >= _SHORTEST or each.isupper()) and each.lower() not in PARTICLES
    ]
    parts = parts or words
    aligned = {each.witness.path: each.their_start for each in reversed(counterparts_at(story, place.start))}
    whole = [at for source in story.sources if (at := _phrase(source, words, aligned.get(source.path, 0)))]
    if whole:
        return FactEntry(FactKind.NAME, *place, Outcome.MATCHES, places=tuple(whole))
    known = {part: _word(story.sources, part) for part in parts}
    places = tuple(dict.fromkeys(at for at in reversed(known.values()) if at))
    lacking = [part for part, at in known.items() if at is None]
    text = story.members[0].facts.text
    if person and lacking and lacking[0] not in text[slice(*place)]:
        place = next((Span(*m) for m in person.mentions if lacking[0] in text[slice(*m)]), place)
    if not lacking:
        how = "the source has these words, but not side by side"
    elif places:
        how = f"the source has no {' and no '.join(f'“{part}”' for part in lacking)}"
    else:
        how = ""
    return FactEntry(FactKind.NAME, *place, *not_found(story, how), places=places)


def _phrase(source: Member, words: Sequence[str], near: int) -> SourcePlace | None:
    """Return where a source has all words of a name, one after the other: behind an offset if possible, else first."""
    first = _words(source.facts).get(fold(words[0]))
    if first is None:
        return None
    text = source.facts.text
    pattern = re.compile(rf"(?<!\w){_GAP.join(map(re.escape, words))}(?!\w)", re.IGNORECASE)
    match = pattern.search(text, max(near, first.start)) or pattern.search(text, first.start)
    if match:
        return SourcePlace(source.path, *match.span())
    return SourcePlace(source.path, *first) if len(words) == 1 else None


def _word(sources: Sequence[Member], part: str) -> SourcePlace | None:
    """Return where the first source that has one part of a name has it."""
    for source in sources:
        if word := _words(source.facts).get(fold(part)):
            return SourcePlace(source.path, *word)
    return None


@once
def _words(article: Article) -> dict[str, Span]:
    """Return the words of an article that are no plain words, without accents and capitals, and where each stands
    first.
    """
    words: dict[str, Span] = {}
    for match in NAME.finditer(article.text):
        if not match.group().islower():
            spelling = POSSESSIVE.sub("", match.group())
            place = Span(match.start(), match.start() + len(spelling))
            words.setdefault(fold(spelling.replace("\0", "")), place)
    return words
