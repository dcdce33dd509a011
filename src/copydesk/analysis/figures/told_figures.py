"""Told figures: read the numbers of an article in digits or words, with their currency or what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.counts import count_at_end, numbers
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later

_CURRENCY = (
    r"[£$€¥₹]|(?:US|A|C|NZ|R|HK|S|MX)\$|(?-i:Rs\.?(?=[ \xa0\d])|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|Kč|zł)"
)
_DIGITS = r"\d{1,3}(?:[.,'’ \xa0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?"
_WORD = compile_later(r"[ \0\xa0-]+([^\W\d_]+(?:['-][^\W\d_]+)*)")
_NOUNS = 3
"""So many words behind a number may be those of what it counts."""
_SHORTEST = 4


class Figure(NamedTuple):
    """A number as it is told.

    Attributes:
        start, end: its offsets, with currency and scale, in code points.
        digits: its digits without marks; of a number in words those of its value.
        value: what it amounts to without its scale; 0 if marks leave that open.
        unit: the currency and the scale, in lower case; empty for what is counted.
        words: the words behind it, in lower case, the first of which it most likely counts.
    """

    start: int
    end: int
    digits: str
    value: float
    unit: str
    words: tuple[str, ...]

    @property
    def is_money(self) -> bool:
        """Tell whether it is a sum of money, or has a scale."""
        return bool(self.unit)


def figures(plain: str, code: str) -> Iterator[Figure]:
    """Yield the numbers of a whole text in the form of `Document.plain`."""
    return _told(kept_matches(_figures(code), plain), plain, code)


def figures_in(passage: str, code: str) -> Iterator[Figure]:
    """Yield the numbers of a passage in this form."""
    return _told(_figures(code).finditer(passage), passage, code)


def _told(matches: Iterable[re.Match[str]], plain: str, code: str) -> Iterator[Figure]:
    language = language_data(code)
    for match in matches:
        currency, scale = match["sign"] or match["currency"] or "", (match["scale"] or "").lower()
        unit = f"{currency.lower()} {_scale_of(scale)}".strip()
        if scale and not currency and plain[match.start("scale") - 1].isdigit():
            continue  # 40m are metres
        words = () if unit else _counted(plain, match.end(), language)
        number = match["digits"]
        if number is None:
            parts = re.split(r"[ \0-]+", match["word"])
            count, used = count_at_end(parts, code)
            value = float(count) if used == len(parts) else 0.0
            digits = str(int(value))
        else:
            digits, value = re.sub(r"\D", "", number), _value(number)
        yield Figure(*match.span(), digits, value, unit, words)


def _value(number: str) -> float:
    """Return the value of a number in digits, whose marks part thousands where three digits follow."""
    parts = re.split(r"[.,'’ \xa0\u202f]", number)
    if len(parts) == 1:
        return float(number)
    if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0":
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1])


def _scale_of(scale: str) -> str:
    """Return the first letters of a scale, the same for its forms: mill of million and millions."""
    return {"m": "mil", "mn": "mil", "mln": "mil", "bn": "bil"}.get(scale.rstrip("."), scale[:3])


def _counted(plain: str, at: int, language: Language) -> tuple[str, ...]:
    words: list[str] = []
    while len(words) < _NOUNS and (match := _WORD.match(plain, at)):
        word = match[1].lower()
        if word in language.stop_words or word in language.prepositions:
            break
        words.append(word)
        at = match.end()
    return tuple(words)


def is_same_noun(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count the same: one counts what stands directly behind it, and the other one, too."""
    if not (one.words and other.words):
        return False
    stems = {stem(word) for word in other.words if len(word) >= _SHORTEST}
    return stem(one.words[0]) in stems or stem(other.words[0]) in {
        stem(word) for word in one.words if len(word) >= _SHORTEST
    }


def stem(word: str) -> str:
    """Return what the forms of a noun have in common."""
    return word[: max(_SHORTEST, len(word) - 2)]


@cache
def _figures(code: str) -> re.Pattern[str]:
    language = language_data(code)
    scales = either(language.scale_words) if language.scale_words else "(?!)"
    currencies = either(language.currency_words) if language.currency_words else "(?!)"
    word = either(word for word, value in numbers(code).items() if value > 1) if language.numbers else "(?!)"
    words = rf"{word}(?:(?: (?:and|et|y|e|i|og|und))?[ -]{word})*"
    return compile_later(
        rf"(?<![\w.,/:#-])(?:(?P<sign>{_CURRENCY})[ \xa0]?)?(?:(?P<digits>{_DIGITS})|(?P<word>{words}))"
        rf"(?:(?=(?:m|mn|mln|bn|tn)(?!\w))|(?![\w%:]|[.,]\d|-\d))"
        rf"(?:[ \0\xa0]?(?P<scale>{scales})(?!\w))?"
        rf"(?:[ \0\xa0](?:of |de |d'|di )?(?P<currency>{currencies}|[€£]|kr\.?|zł)(?!\w))?",
        re.IGNORECASE,
    )
