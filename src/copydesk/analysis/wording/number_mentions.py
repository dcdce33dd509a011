"""Number mentions: find the numbers of a text, in digits or in words, with what they count."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.analysis.wording.amounts import SCALES, read_amount
from copydesk.analysis.wording.normal_forms import CURRENCIES, SMALL_WORDS, read_wording
from copydesk.support.patterns import compile_later

_DIGITS = compile_later(r"\d+(?:\.\d+)?")
_CURRENCIES = frozenset(CURRENCIES.values())
_TELLING = 3
"""A number of so many digits, or with a decimal part, seldom stands in two articles by chance."""


class NumberMention(NamedTuple):
    """A number in a text.

    Attributes:
        start, end: its place, in code points; with a scale and the sign of a currency: “$2.4 million”.
        value: what it amounts to.
        counted: the word that tells what it counts, in its normal form: “boats”, “dollars”; may be empty.
        is_telling: whether it seldom stands in two articles by chance.
    """

    start: int
    end: int
    value: float
    counted: str
    is_telling: bool

    @property
    def currency(self) -> str:
        """Return the currency that it counts, a word; empty if it counts something else."""
        return self.counted if self.counted in _CURRENCIES else ""

    def is_same(self, other: NumberMention) -> bool:
        """Tell whether two mentions say the same in any sentence: one value, and telling or of the same things."""
        if self.value != other.value:
            return False
        return self.is_telling or bool(self.counted and _stem(self.counted) == _stem(other.counted))


def find_numbers(text: str, start: int, end: int) -> list[NumberMention]:
    """Return the numbers between two offsets. Ordinals, times of day and the words “a” and “one” are none."""
    words = read_wording(text, start, end)
    found, at = [], 0
    while at < len(words):
        if not _begins(text, words[at].start, words[at].form):
            at += 1
            continue
        last = at + 1
        for stop in range(at + 1, len(words) + 1):
            if (
                words[stop - 1].form != "and"
                and read_amount([word.form for word in words[at:stop]]) is not None
            ):
                last = stop
            elif words[stop - 1].form != "and":
                break
        value = read_amount([word.form for word in words[at:last]])
        if value is not None:
            following = [word.form for word in words[last : last + 2] if word.form not in SMALL_WORDS]
            counted = following[0] if following else ""
            to = words[last - 1].end
            written = text[words[at].start : to]
            digits = sum(character.isdigit() for character in written)
            is_scaled = any(word.form in SCALES for word in words[at:last])
            found.append(
                NumberMention(
                    words[at].start, to, value, counted, digits >= _TELLING or is_scaled or "." in written
                )
            )
        at = last
    return found


def _begins(text: str, start: int, form: str) -> bool:
    """Tell whether a number begins with a word; “one” is more often a pronoun."""
    return bool(_DIGITS.fullmatch(form)) and text[start : start + 3].lower() != "one"


def _stem(word: str) -> str:
    return word.removesuffix("s")
