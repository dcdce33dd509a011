"""Quotations that two documents give to two speakers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.quotes.attributions import Attribution
from copydesk.findings import Span
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_quotations import hold_quotations
from copydesk.stories.comparing.differences import Answer
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

_FEWEST_WORDS = 6
_QUOTES = compile_later(r"[\s\0]+(?:has\s+|had\s+)?(?:quot|cit)(?:es|ed)\b")
_NO_NAMES = frozenset(
    ["The", "A", "An", "He", "She", "They", "It", "We", "I", "One", "Another", "His", "Her"]
)


class Misattributed(NamedTuple):
    """A quotation's speaker, as a member and as a witness have it, with the places of both names."""

    member: Member
    start: int
    end: int
    name: str
    witness: Member
    their_start: int
    their_end: int
    other: str


def hold_speakers(story: Story) -> list[Misattributed]:
    """The quotations whose speakers are two people by name, one finding for each attribution."""
    found: dict[tuple[str, int], Misattributed] = {}
    for held, quoted in story.once(hold_quotations) if story.sources else ():
        ours = _speaker(held.member.facts, quoted.attribution)
        if ours is None or len(quoted.words) < _FEWEST_WORDS:
            continue
        theirs = list(_speakers(held.answers, ours.name))
        if theirs and all(_are_two(ours.name, other.name) for _, other in theirs):
            answer, other = theirs[0]
            speaker = Misattributed(
                held.member, *ours.place, ours.name, answer.witness, *other.place, other.name
            )
            found.setdefault((held.member.path, ours.place.start), speaker)
    return list(found.values())


class _Speaker(NamedTuple):
    name: str
    place: Span


def _speaker(article: Article, attribution: Attribution) -> _Speaker | None:
    """Who a quotation is given to in so many words, if by name: the full one where that is known."""
    if attribution.speaker is None or attribution.inherited:
        return None
    place = Span(*attribution.speaker)
    if _QUOTES.match(article.text, place.end):
        return None  # “Marwick quoted him as saying”: Marwick said nothing
    parts = article.text[place.start : place.end].replace("\0", "").split()
    if not 0 < len(parts) < 5 or parts[0] in _NO_NAMES or not all(part[0].isupper() for part in parts):
        return None
    if attribution.name and parts[-1].rstrip("’'s") in attribution.name:
        return _Speaker(attribution.name, place)
    return _Speaker(" ".join(parts), place) if len(parts) > 1 else None


def _speakers(answers: tuple[Answer, ...], ours: str) -> Iterator[tuple[Answer, _Speaker]]:
    """Who the witnesses give it to; none of them where one names our speaker in the same sentence."""
    found = []
    for answer in answers:
        article: Article = answer.witness.facts
        for each in article.attributions:
            start, end, _ = each.quotation
            if not (start < answer.their_end and answer.their_start < end):
                continue
            around = [s for s in article.sentences if s.start < end and start < s.end]
            if around and ours.split()[-1] in article.text[around[0].start : around[-1].end]:
                return
            if speaker := _speaker(article, each):
                found.append((answer, speaker))
    yield from found


def _are_two(name: str, other: str) -> bool:
    """Whether two names are those of two people: no word in common, and none that is the other's misspelling."""
    from rapidfuzz.distance import OSA

    ours, theirs = (fold(name.split()[-1]), fold(other.split()[-1])) if name and other else ("", "")
    if (
        not ours
        or not theirs
        or {fold(word) for word in name.split()} & {fold(word) for word in other.split()}
    ):
        return False
    return OSA.distance(ours, theirs) > max(2, min(len(ours), len(theirs)) // 2)
