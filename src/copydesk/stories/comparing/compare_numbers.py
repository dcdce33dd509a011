"""Numbers in the same slot of sentences that tell the same, and the words that say whether they rise or fall."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.wording.amounts import SCALES, read_amount
from copydesk.analysis.wording.normal_forms import CURRENCIES, forms_of, read_wording
from copydesk.analysis.wording.number_mentions import find_numbers
from copydesk.findings import Span
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

_EXACT = 1e9
_UP, _DOWN = "up", "down"
_SECOND = frozenset(("than", "least", "most", "to"))
"""What is a hedge only with the word before it: more than."""
_HEDGES = frozenset(
    "about around nearly almost some over roughly approximately least most than up under circa close".split()
)
_BEFORE_NUMBERS = _HEDGES | {"more", "less", "fewer", "at"}


def compare_numbers(story: Story) -> list[Difference]:
    """Return every number of a member that is another one in the same slot of its witnesses' sentences."""
    return list(_compare_numbers(story))


def _compare_numbers(story: Story) -> Iterator[Difference]:
    for passage in story.once(compare_sentences):
        compared = passage if story.sources else passage.by_similarity(_MUCH)
        yield from differences(story, compared, is_other_number if story.sources else is_other_amount)


class _Sum(NamedTuple):
    """A number, the currency it counts, if any, and where it stands, behind words such as “about”."""

    value: float
    currency: str
    start: int


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
    return not is_rounded((member.facts, ours.start, ours.value), (witness.facts, theirs.start, theirs.value))


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
    if any((found := _sum(*side)) is not None and found.start != side[1] for side in sides):
        return False  # one copy rounds where the other does not
    priced = any((found := _sum(*side)) is not None and found.currency for side in sides)
    return not (priced and is_entry(member.facts, clash.start))


def _sum(article: Article, start: int, end: int) -> _Sum | None:
    """The number that a stretch consists of, with its scale; None if it is anything else, a time of day included."""
    words = read_wording(article.text, start, end)
    while words and words[0].form in _BEFORE_NUMBERS:
        del words[0]
    forms = forms_of(words)
    currency = forms.pop() if forms and forms[-1] in _CURRENCY_WORDS else ""
    value = read_amount(forms)
    if value is None or currency:
        return None if value is None else _Sum(value, currency, words[0].start)
    following = forms_of(read_wording(article.text, end, min(len(article.text), end + _AHEAD)))
    if following and following[0] in SCALES:
        value *= SCALES[following.pop(0)]
    counted = following[0] if following and following[0] in _CURRENCY_WORDS else ""
    return _Sum(value, counted, words[0].start)


def _is_quoted(article: Article, clash: Clash) -> bool:
    return any(quoted.start <= clash.start < quoted.end for quoted in compared_quotations(article))


def _in_date(article: Article, start: int, end: int) -> bool:
    return any(date.start < end and start < date.end for date in article.dates)


def is_rounded(ours: tuple[Article, int, float], theirs: tuple[Article, int, float]) -> bool:
    """Tell whether one of two numbers may be the other in round figures, by the words before them.

    Behind the same word, or as round without one, it is another number: “some 640,000” and “some 600,000”.

    Args:
        ours: the article, where the number stands, and its value.
        theirs: the same of the witness.
    """
    (_, _, value), (_, _, other) = ours, theirs
    if abs(value - other) > _CLOSE * max(value, other):
        return False
    hedge, their_hedge = _hedge(*ours[:2]), _hedge(*theirs[:2])
    if not hedge:
        return bool(their_hedge) and _figures(value) > _figures(other)
    return hedge != their_hedge


def _figures(value: float) -> int:
    """Return how many figures a number has without the noughts behind it: 2 of 640,000."""
    return (
        len(f"{value:.9g}".replace(".", "").strip("0"))
        if value < _EXACT
        else len(str(int(value)).rstrip("0"))
    )


def _hedge(article: Article, start: int) -> str:
    """Return the words such as “about” or “more than” that stand before an offset."""
    words = [word.form for word in read_wording(article.text, max(0, start - 30), start)[-2:]]
    if not words or not _HEDGES.intersection(words):
        return ""
    return words[-1] if words[-1] in _HEDGES and words[-1] not in _SECOND else " ".join(words)


def turned_directions(story: Story) -> list[Difference]:
    """Return every word of direction that a source has turned round beside the same number: rose 4 percent, fell 4
    percent.
    """
    if not story.sources:
        return []
    return [
        each for passage in story.once(compare_sentences) for each in differences(story, passage, _is_turned)
    ]


def _is_turned(member: Member, clash: Clash, witness: Member) -> bool:
    ours, theirs = member.facts, witness.facts
    if _is_quoted(ours, clash):
        return False
    one = _directions(ours, clash.start, clash.end)
    other = _directions(theirs, clash.their_start, clash.their_end)
    if {*one, *other} != {_UP, _DOWN} or len({*one}) != 1 or len({*other}) != 1:
        return False
    our_sentence, their_sentence = _around(ours, clash.start), _around(theirs, clash.their_start)
    # Two halves of a sentence that have changed places have the same words on the whole.
    if sorted(_directions(ours, *our_sentence)) == sorted(_directions(theirs, *their_sentence)):
        return False
    return bool(_values(ours, our_sentence) & _values(theirs, their_sentence))


def _directions(article: Article, start: int, end: int) -> list[str]:
    """Return which way the words between two offsets point, in order."""
    rising, falling = _direction_words(article.language)
    forms = forms_of(read_wording(article.text, start, end))
    return [_UP if form in rising else _DOWN for form in forms if form in rising or form in falling]


@lru_cache(64)
def _direction_words(language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    rules = language_data(language or "en")
    rising, falling = (" ".join(words) for words in (rules.rising_words, rules.falling_words))
    return (
        frozenset(forms_of(read_wording(rising, 0, len(rising)))) - _SMALL,
        frozenset(forms_of(read_wording(falling, 0, len(falling)))) - _SMALL,
    )


_SMALL = frozenset(
    """more less fewer higher lower plus moins mehr weniger mer meer minder más menos mais più meno mere
    mindre""".split()
)
"""Words that turn with the sentence around them: “less often”, “no more often”."""


def _around(article: Article, offset: int) -> Span:
    """Return the sentence that holds an offset."""
    index = bisect_right(article.sentences, offset, key=itemgetter(0)) - 1
    return Span(*article.sentences[max(index, 0)])


def _values(article: Article, sentence: Span) -> set[float]:
    return {
        mention.value
        for mention in find_numbers(article.text, *sentence)
        if not _in_date(article, mention.start, mention.end)
    }
