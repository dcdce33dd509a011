"""Speakers: find quotations that an article and its source attribute to two different people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.names.lexicon import PARTICLES, is_forename
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.quotes.attributions import Attribution
from copydesk.findings import Span
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.compare_quotations import compare_quotations
from copydesk.stories.comparing.differences import ComparedPassage, Counterpart
from copydesk.stories.comparing.quoted_text import QuotedSentence
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

_FEWEST_WORDS = 6
"""Shorter quotations are compared only if the source has them word for word: several people may say nearly the same."""

_QUOTES = compile_later(r"[\s\0]+(?:has\s+|had\s+)?(?:quot|cit)(?:es|ed)\b")
_PARAGRAPH = compile_later(r"\n[\s\0]*\n")
_NO_NAMES = frozenset(
    ["The", "A", "An", "He", "She", "They", "It", "We", "I", "One", "Another", "His", "Her"]
)


class Misattributed(NamedTuple):
    """A quotation with the speaker named by a member and the speaker named by a witness, and the places of both
    names.
    """

    member: Member
    start: int
    end: int
    name: str
    witness: Member
    their_start: int
    their_end: int
    other: str


def compare_speakers(story: Story) -> list[Misattributed]:
    """Return the quotations that a source attributes to another person by name, once for each attribution."""
    found: dict[tuple[str, int], Misattributed] = {}
    for passage, quoted in story.once(compare_quotations) if story.sources else ():
        if speaker := other_speaker(passage, quoted):
            of = quoted.attribution.speaker
            found.setdefault((passage.member.path, of.start if of else speaker.start), speaker)
    return list(found.values())


def other_speaker(passage: ComparedPassage, quoted: QuotedSentence) -> Misattributed | None:
    """Return who says a quoted sentence here and in its source, if that is another person by name; else None."""
    ours = _speaker_of(passage.member.facts, quoted.attribution)
    if ours is None:
        return None
    if quoted.attribution.inherited:
        ours = ours._replace(place=Span(passage.start, passage.end))
    if len(quoted.words) < _FEWEST_WORDS:
        passage = passage.by_similarity(0.0)
    theirs = list(_speakers(passage.counterparts, ours.name))
    if not theirs or not all(are_two(ours.name, other.name) for _, other in theirs):
        return None
    counterpart, other = theirs[0]
    return Misattributed(
        passage.member, *ours.place, ours.name, counterpart.witness, *other.place, other.name
    )


class NamedSpeaker(NamedTuple):
    """Who says a quotation, and where that is said."""

    name: str
    place: Span


def named_speaker(article: Article, attribution: Attribution) -> NamedSpeaker | None:
    """Return the speaker that the article itself names beside a quotation; the full name where it is known."""
    if attribution.speaker is None or attribution.inherited:
        return None
    place = Span(*attribution.speaker)
    if _QUOTES.match(article.text, place.end):
        return None  # “Marwick quoted him as saying”: Marwick said nothing
    parts = article.text[place.start : place.end].replace("\0", "").split()
    capitals = [part for part in parts if part[0].isupper()]
    if not 0 < len(capitals) < 5 or parts[0] in _NO_NAMES or not parts[-1][0].isupper():
        return None
    if len(capitals) < len(parts) and not _has_particles(parts, attribution.name or ""):
        return None
    if attribution.name and parts[-1].rstrip("’'s") in attribution.name:
        return NamedSpeaker(attribution.name, place)
    return NamedSpeaker(" ".join(parts), place) if len(parts) > 1 else None


def _has_particles(parts: Sequence[str], name: str) -> bool:
    """Tell whether the small words of a speaker belong to the surname: “van der Kemp”, not “Sprecher von Kemp”."""
    first = next(at for at, part in enumerate(parts) if not part[0].isupper())
    if any(part not in PARTICLES for part in parts if not part[0].isupper()):
        return False
    surname = " ".join(parts[first:]).rstrip("’'s")
    return surname in name or (first > 0 and is_forename(parts[0]))


def _speaker_of(article: Article, attribution: Attribution) -> NamedSpeaker | None:
    """Return the speaker that the article names beside a quotation, or beside the piece that it goes on from.

    It goes on right behind the tag: “…,” said Marwick. “And …”
    """
    if not attribution.inherited or attribution.speaker is None:
        return named_speaker(article, attribution)
    speaker, quotation = attribution.speaker, attribution.quotation
    if not speaker.end <= quotation.start or _PARAGRAPH.search(article.text, speaker.end, quotation.start):
        return None
    begun = [s for s in article.sentences if s.end > speaker.end and s.start < quotation.start]
    if len(begun) > 1 or any(speaker.end < start < quotation.start for start in _people_at(article)):
        return None
    return named_speaker(article, attribution._replace(inherited=False))


@once
def _people_at(article: Article) -> tuple[int, ...]:
    """Return where an article mentions people."""
    return tuple(start for name in article.names if name.kind == "person" for start, _ in name.mentions)


def _speakers(counterparts: tuple[Counterpart, ...], ours: str) -> Iterator[tuple[Counterpart, NamedSpeaker]]:
    """Yield the speakers that the witnesses name; none if a witness names our speaker in the same sentence."""
    found = []
    for counterpart in counterparts:
        article: Article = counterpart.witness.facts
        for each in article.attributions:
            start, end, _ = each.quotation
            if not (start < counterpart.their_end and counterpart.their_start < end):
                continue
            around = [s for s in article.sentences if s.start < end and start < s.end]
            if around and ours.split()[-1] in article.text[around[0].start : around[-1].end]:
                return
            if speaker := _speaker_of(article, each):
                found.append((counterpart, speaker))
    yield from found


def are_two(name: str, other: str) -> bool:
    """Tell whether two names belong to two people: no word in common, and neither last name a misspelling of the
    other.
    """
    from rapidfuzz.distance import OSA

    ours, theirs = (fold(name.split()[-1]), fold(other.split()[-1])) if name and other else ("", "")
    if not ours or not theirs or _telling(name) & _telling(other):
        return False
    return OSA.distance(ours, theirs) > max(2, min(len(ours), len(theirs)) // 2)


def _telling(name: str) -> set[str]:
    """Return the words of a name that few people share: no “van” and “der”."""
    return {fold(word) for word in name.split()} - PARTICLES
