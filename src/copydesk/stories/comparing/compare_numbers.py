"""Numbers that stand in the same slot of sentences that tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.analysis.wording.amounts import SCALES, read_amount
from copydesk.analysis.wording.normal_forms import CURRENCIES, forms_of, read_wording
from copydesk.stories.article import Article
from copydesk.stories.comparing.alignment import compare_sentences
from copydesk.stories.comparing.differences import Clash, Difference, differences
from copydesk.stories.comparing.identifiers import is_entry, is_identifier
from copydesk.stories.comparing.quoted_text import compared_quotations
from copydesk.stories.story import Member, Story

_CURRENCY_WORDS = frozenset(CURRENCIES.values())
_AHEAD = 25
"""Code points in which a scale and a currency stand behind their number."""

_MUCH = 0.35
"""Share of a sentence that may differ for another copy's number to be in its place."""

_CLOSE = 0.15
"""The largest share by which a number with “about” before it may differ."""

_HEDGES = frozenset(
    "about around nearly almost some over roughly approximately least most than up under circa close".split()
)


def compare_numbers(story: Story) -> list[Difference]:
    """Return every number of a member that is another one in the same slot of its witnesses' sentences."""
    return list(_compare_numbers(story))


def _compare_numbers(story: Story) -> Iterator[Difference]:
    for passage in story.once(compare_sentences):
        compared = passage if story.sources else passage.by_similarity(_MUCH)
        yield from differences(story, compared, is_other_number if story.sources else is_other_amount)


class _Sum(NamedTuple):
    """A number, and the currency it counts, if any."""

    value: float
    currency: str


def is_other_number(member: Member, clash: Clash, witness: Member) -> bool:
    """Whether a clash is one number against another, outside dates, times and quotations, which other rules compare."""
    ours = _sum(member.facts, clash.start, clash.end)
    theirs = _sum(witness.facts, clash.their_start, clash.their_end)
    if ours is None or theirs is None or _is_quoted(member.facts, clash):
        return False
    if ours.currency and theirs.currency and ours.currency != theirs.currency:
        return ours.value == theirs.value  # else somebody has converted the sum
    if ours.value == theirs.value:
        return False
    if _in_date(member.facts, clash.start, clash.end) or _in_date(
        witness.facts, clash.their_start, clash.their_end
    ):
        return False
    hedged = is_hedged(member.facts, clash.start) or is_hedged(witness.facts, clash.their_start)
    return not (hedged and are_close(ours.value, theirs.value))


def is_one_amount(member: Member, clash: Clash, witness: Member) -> bool:
    """Tell whether a clash is a number and what the rules take for the same one: a round figure, a converted sum."""
    sums = _sum(member.facts, clash.start, clash.end), _sum(witness.facts, clash.their_start, clash.their_end)
    return None not in sums and not is_other_number(member, clash, witness)


def is_other_amount(member: Member, clash: Clash, witness: Member) -> bool:
    """Tell whether a clash of copies that nobody declared is one amount against another; see `is_other_number`.

    A copy may well be of another edition or another shop: numbers that only name something, and prices in a list, are
    left alone.
    """
    if not is_other_number(member, clash, witness):
        return False
    sides = (member.facts, clash.start, clash.end), (witness.facts, clash.their_start, clash.their_end)
    if any(is_identifier(*side) for side in sides):
        return False
    priced = any((found := _sum(*side)) is not None and found.currency for side in sides)
    return not (priced and is_entry(member.facts, clash.start))


def _sum(article: Article, start: int, end: int) -> _Sum | None:
    """The number that a stretch consists of, with its scale; None if it is anything else, a time of day included."""
    forms = forms_of(read_wording(article.text, start, end))
    currency = forms.pop() if forms and forms[-1] in _CURRENCY_WORDS else ""
    value = read_amount(forms)
    if value is None or currency:
        return None if value is None else _Sum(value, currency)
    following = forms_of(read_wording(article.text, end, min(len(article.text), end + _AHEAD)))
    if following and following[0] in SCALES:
        value *= SCALES[following.pop(0)]
    return _Sum(value, following[0] if following and following[0] in _CURRENCY_WORDS else "")


def _is_quoted(article: Article, clash: Clash) -> bool:
    return any(quoted.start <= clash.start < quoted.end for quoted in compared_quotations(article))


def _in_date(article: Article, start: int, end: int) -> bool:
    return any(date.start < end and start < date.end for date in article.dates)


def are_close(value: float, other: float) -> bool:
    """Tell whether one number may be the other in round figures."""
    return abs(value - other) <= _CLOSE * max(value, other)


def is_hedged(article: Article, start: int) -> bool:
    """Tell whether a word such as “about” stands before an offset."""
    words = read_wording(article.text, max(0, start - 30), start)[-2:]
    return any(word.form in _HEDGES for word in words)
