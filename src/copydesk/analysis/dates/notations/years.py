"""Years that stand alone or end a date: 2019, 2019–21, spring 2019, the first quarter of 2019, fiscal 2019."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from copydesk.analysis.dates.notations.grammar import COUNTED, GAP
from copydesk.analysis.dates.parts import Parts, words_before
from copydesk.analysis.dates.values import QUARTERS, SEASONS
from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.support.patterns import compile_later

_SHORT_SPAN = 20
"""Years that a range may reach over the turn of a century without saying so."""

_YEARS = compile_later(
    rf"([12]\d{{3}})[\s\0]?[-–—‑/][\s\0]?([12]\d{{3}}|\d\d)(?![\w%]|[-–/.,]\d)(?!{GAP}{COUNTED})"
)
_COUNTED_NEXT = compile_later(rf"(?:{GAP}|-){COUNTED}")
_PLURAL_NEXT = compile_later(rf"{GAP}(?:[a-z]+{GAP})?[a-z]{{3,}}s\b(?<!ss)")
_YEAR_NEXT = compile_later(rf"{GAP}(?:год[ау]?|г|року?|roku)\b")
"""Behind a year, in Slavic languages, “year”: Весной 1987 года."""
_FISCAL_NEXT = compile_later(rf"{GAP}(?:fiscal|financial){GAP}year\b")

_PART_OF_YEAR = rf"(?:early|late|mid)(?:-|{GAP})"
_SEASON = (  # "early summer of "
    rf"(?:{_PART_OF_YEAR})?(?P<season>{'|'.join(SEASONS)}),?{GAP}(?:(?:of|in){GAP})?"
)
_QUARTER = rf"(?P<quarter>{'|'.join(QUARTERS)}){GAP}quarter{GAP}(?:of{GAP})?(?:(?:fiscal|FY){GAP})?"
_SHORT_QUARTER = rf"Q(?P<q>[1-4]){GAP}(?:of{GAP})?"
_FISCAL = rf"(?:fiscal|financial)(?:{GAP}year)?{GAP}|FY{GAP}?"
_BEFORE_YEAR = compile_later(  # "late in the first quarter of "
    rf"(?:{_PART_OF_YEAR}(?:in{GAP})?)?(?:\bthe{GAP})?(?:{_SEASON}|{_QUARTER}|{_SHORT_QUARTER}|{_FISCAL})?\Z",
    re.IGNORECASE,
)
_LAST_WORDS_BEFORE = frozenset(
    "early late mid spring summer autumn fall winter of in quarter fiscal financial year fy q1 q2 q3 q4".split()
)
"""What the words that belong to a year may end in."""

_TEMPORAL = in_all_languages("before_years")
"""Words before a year."""

COUNTING = language_data("en").before_numbers
"""Words before a number that is no year."""

_COMPARING = frozenset(("over", "than"))
"""Words before a count, and before a year that another one is held against."""
_MORE = frozenset(("more", "less", "fewer", "other", "rather"))
_PERCENT = frozenset(("percent", "cent"))
_NOTHING_COUNTED = compile_later(
    r"\0*(?:[.,;:!?)\]”\"]|\s*\Z|\s+(?:and|as|because|but|or|when|while|with)\b)"
)


@dataclass(frozen=True)
class Number:
    """Four digits that may be a year.

    Attributes:
        start, end: offsets in code points.
        first, last: the block that they stand in.
        before: the character before them; a space at the block's start.
        nouns_have_capitals: whether a capital before them makes no name, as in German.
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    before: str
    nouns_have_capitals: bool = False

    @cached_property
    def year(self) -> int:
        """The number."""
        return int(self.text[self.start : self.end])

    @cached_property
    def words(self) -> list[str]:
        """Return the words before it."""
        return words_before(self.text, self.first, self.start)

    @cached_property
    def word(self) -> str:
        """Return the word before it, without what opens a bracket or a quotation; empty if there is none."""
        return self.words[-1].lstrip("([“\"'‘") if self.words else ""

    @cached_property
    def is_after_temporal(self) -> bool:
        """Tell whether a word before it says that a year follows, or nothing stands before it."""
        return self.word.lower() in _TEMPORAL or self.word == ""


def read_year(number: Number) -> Parts | None:
    """Read a year with what belongs to it: a season, a quarter, the end of a range. None if it is no year."""
    if any(veto(number) for veto in _VETOES):
        return None
    start, month, precision = _part_of_year(number)
    if (years := _YEARS.match(number.text, number.start, number.last)) and _is_range(years):
        until = (_end_of_range(number.year, years[2]), month, None)
        return Parts(start, years.end(), precision, number.year, month, last=until, shape="year")
    end = number.end
    if precision == "year" and start == number.start:
        if any(veto(number) for veto in _BARE_VETOES):
            return None
        if fiscal := _FISCAL_NEXT.match(number.text, end, number.last):
            end = fiscal.end()
    return Parts(start, end, precision, number.year, month, shape="year")


def _part_of_year(number: Number) -> tuple[int, int | None, str]:
    """Read what stands before a year and belongs to it: where it starts, the season or quarter, the precision."""
    nothing = number.start, None, "year"
    lower = number.word.lower()
    if not (lower.rstrip(",") in _LAST_WORDS_BEFORE or number.before.isalpha() or number.before == "-"):
        return nothing
    match = _BEFORE_YEAR.search(number.text, max(number.first, number.start - 44), number.start)
    if match is None or match.start() == number.start:
        return nothing
    if match["season"]:
        return match.start(), SEASONS[match["season"].lower()], "season"
    if match["quarter"]:
        return match.start(), QUARTERS[match["quarter"].lower()], "quarter"
    if match["q"]:
        return match.start(), 32 + int(match["q"]), "quarter"
    return match.start(), None, "year"


def _end_of_range(year: int, written: str) -> int:
    """Complete the last year of a range: 2019–21, 1999–00."""
    if len(written) == 4:
        return int(written)
    until = year // 100 * 100 + int(written)
    return until + 100 if until < year and until + 100 - year <= _SHORT_SPAN else until


def _is_range(match: re.Match[str]) -> bool:
    """Tell whether "2019–21" is a range; "2019-03" could be a month, "2024/11" a number and "1625-20" a product."""
    slash = "/" in match.group()
    if len(match[2]) == 4:
        return not slash or int(match[2]) == int(match[1]) + 1
    short = int(match[2])
    return short == (int(match[1]) + 1) % 100 or (short > 12 and not slash and int(match[1]) >= 1700)


# --- vetoes: what makes a number no year ---


def _is_out_of_reach(number: Number) -> bool:
    return not 1000 <= number.year < 2100


def _runs_on(number: Number) -> bool:
    """2019a, 2019%, 2019.5, “1984”, 2019-model."""
    return not _follows_as_year(number.text, number.end, number.last, number.before)


def _is_counted(number: Number) -> bool:
    """Page 1998."""
    return number.word.lower() in COUNTING and not _is_compared(number)


def _is_compared(number: Number) -> bool:
    """Rose 4% over 2024, higher than 2024: a year that another one is held against, and no count of anything."""
    words = [word.lower() for word in number.words]
    if words[-1] not in _COMPARING or not 1900 <= number.year < 2050 or not number.year % 100:
        return False
    if not _NOTHING_COUNTED.match(number.text, number.end, number.last):
        return False
    if words[-1] == "than" and not _MORE.intersection(words[-2:-1]):
        return True
    return any(word.endswith("%") or word in _PERCENT for word in words[-8:-1])


_Veto = Callable[[Number], bool]
_VETOES: tuple[_Veto, ...] = (_is_out_of_reach, _runs_on, _is_counted)


def _counts_something(number: Number) -> bool:
    """2000 people."""
    return _COUNTED_NEXT.match(number.text, number.end, number.last) is not None


def _is_round_or_remote(number: Number) -> bool:
    """1500 lamps: only "in", "since" or "year", or another word of time where no plural follows, make it a year."""
    if 1800 <= number.year < 2050 and number.year % 100:
        return False
    if not number.is_after_temporal:
        return True
    if number.word.lower() in ("in", "since", "year"):
        return False
    return _PLURAL_NEXT.match(number.text, number.end, number.last) is not None


def _belongs_to_name(number: Number) -> bool:
    """Windows 2000, Marvik 2030: a capital before it, but not at the start."""
    return (
        number.word[:1].isupper()
        and not number.nouns_have_capitals
        and len(number.words) > 1
        and not number.is_after_temporal
        and not number.word.endswith((",", ".", ":", ";", ")"))
        and not _YEAR_NEXT.match(number.text, number.end, number.last)
    )


_BARE_VETOES: tuple[_Veto, ...] = (_counts_something, _is_round_or_remote, _belongs_to_name)
"""The same for a year that stands without a season or quarter before it."""


def _follows_as_year(text: str, end: int, last: int, before: str) -> bool:
    after = text[end : end + 2] if end + 2 <= last else text[end:last] + " "
    if after[:1].isalnum() or after[:1] in "%°_=@":
        return False
    if after[:1] in ".,:" and after[1:2].isdigit():
        return False
    if after[:1] in "”\"'’»" and before in "“\"'‘«":
        return False  # a title such as “1984”
    return not (after[:1] == "-" and after[1:2].isalpha() and text[end + 1 : end + 4] != "era")
