"""Numbers that stand in the same slot of sentences that tell the same."""

from __future__ import annotations

from copydesk.compiled import compile_later
from copydesk.reading.wording import read_wording
from copydesk.stories.article import Article
from copydesk.stories.readings import Clash
from copydesk.stories.story import Member

_NUMBER = compile_later(r"\d+(?:\.\d+)?")
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_HEDGES = frozenset(
    "about around nearly almost some over roughly approximately least most than up under circa close".split()
)


def is_other_number(member: Member, clash: Clash, witness: Member) -> bool:
    """Whether a clash is one number against another, outside dates and times."""
    ours, theirs = (
        _value(member.facts, clash.start, clash.end),
        _value(witness.facts, clash.their_start, clash.their_end),
    )
    if ours is None or theirs is None or ours == theirs:
        return False
    if _currency(member.facts, clash.start) != _currency(witness.facts, clash.their_start):
        return False
    if _in_date(member.facts, clash.start, clash.end) or _in_date(
        witness.facts, clash.their_start, clash.their_end
    ):
        return False
    hedged = _is_hedged(member.facts, clash.start) or _is_hedged(witness.facts, clash.their_start)
    return not (hedged and abs(ours - theirs) <= 0.15 * max(abs(ours), abs(theirs)))


def _value(article: Article, start: int, end: int) -> float | None:
    """The number that a stretch consists of, with its scale; None if it is anything else, a time of day included."""
    value = None
    for word in read_wording(article.text, start, end):
        if _NUMBER.fullmatch(word.form) and value is None:
            value = float(word.form)
        elif word.form in _SCALES and value is not None:
            value *= _SCALES[word.form]
        else:
            return None
    following = next((w.form for w in read_wording(article.text, end, min(len(article.text), end + 15))), "")
    return value * _SCALES.get(following, 1.0) if value is not None else None


def _in_date(article: Article, start: int, end: int) -> bool:
    return any(date.start < end and start < date.end for date in article.dates)


def _is_hedged(article: Article, start: int) -> bool:
    words = read_wording(article.text, max(0, start - 30), start)[-2:]
    return any(word.form in _HEDGES for word in words)


def _currency(article: Article, start: int) -> str:
    before = article.text[max(0, start - 1) : start]
    return before if before in tuple("$£€¥") else ""
