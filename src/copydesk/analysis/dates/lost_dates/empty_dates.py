"""Empty dates: places where a date, or a part of one, is missing: "in January ,", "on , 2026", "in of 2025"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from operator import attrgetter

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.lost_dates.remnants import Gap, beside_dates, block_of
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import in_all_languages
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_S = r"[ \0]"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PREPOSITION = (
    r"(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Tt]o|[Oo]f|[Dd]uring|[Bb]efore|[Aa]fter|[Bb]etween"
    r"|[Tt]hrough|[Ee]arly|[Ll]ate|[Mm]id|[Aa]round)"
)

_STRAY = (" ,", " .", ",,", ", ,", "mid-,")
_HABIT = compile_later(r"[\w”\"'’)\]][ ]+[,;](?=[ \0]|$)")
_HABITUAL = 3
"""So many stray spaces before commas are the way a text is typed, and no sign of a gap."""


_PART_OF_TIME = "spring|summer|autumn|fall|winter|end|beginning|start|middle|year|month|week|night|morning"
_LIFE = r"born|died|b\.|d\.|founded|established|est\."
_BEFORE_MARKS = (
    ("day or year", rf"\b(?:{_PREPOSITION}(?:{_S}+|-))(?P<gap>{_MONTH}{_S}+)\Z"),  # in January ,
    ("year", rf"\b(?P<gap>{_MONTH}{_S}+of{_S}+)\Z"),  # January of ,
    ("year", rf"\b(?P<gap>(?:{_PART_OF_TIME}){_S}+of{_S}+)\Z"),  # the summer of ,
    ("month", rf"\b(?P<gap>\d{{1,2}}(?:st|nd|rd|th){_S}+of{_S}+)\Z"),  # the 3rd of ,
    (
        "date",
        rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil){_S}+(?P<gap>(?:early|late|mid)(?:{_S}*-)?{_S}+)\Z",
    ),  # in early ,
    ("date", rf"(?P<gap>\((?:{_LIFE})(?:{_S}+(?:on|in)(?:{_S}+the)?)?{_S}+)\Z"),  # (born on ,
    ("date", rf"\b(?:{_MONTH}|\d{{4}}){_S}+(?P<gap>(?:to|and|through|until){_S}+)\Z"),  # from 1998 to ,
    ("date", rf"(?<!out)\b(?P<gap>[Dd]ated{_S}+)\Z"),  # dated ,
    (
        "date",
        r"(?<![\w'’.-])(?P<gap>(?:[Ss]ince|[Uu]ntil|[Oo]n|[Ii]n|[Dd]uring|By)(?: the)?[ \0]+)\Z",
    ),  # since ,
)
"""What may stand before a stray mark, and what is missing there."""


@cache
def _before_marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Make the patterns when a text first has a stray mark."""
    return tuple((missing, compile_later(pattern)) for missing, pattern in _BEFORE_MARKS)


_LEFT_A_SPACE = compile_later(r"[ ]\0*\Z")
"""What a gap leaves before a mark. The end of a link or a tag alone is none: “in <a …>late May</a>,”."""
_NO_FULL_STOP = compile_later(r"[^ \n\r\0]|[ \0]*\.")
"""What follows the point of a file's ending or of an ellipsis with spaces (. . .)."""
_EVENT = r"[Dd]ated|[Bb]orn|[Dd]ied|[Pp]ublished|[Pp]osted|[Uu]pdated"
_FOREIGN_PREPOSITION = "am|im|seit|vom|le|en|depuis|el|desde|il|nel|dal|em|op|sinds"
_BEFORE_YEAR = compile_later(  # "on the , 2026", "Monday , 2026"
    rf"(?P<gap>\b(?:{_PREPOSITION}|{_WEEKDAY}|{_MONTH}|{_EVENT}|and|{_FOREIGN_PREPOSITION})(?:{_S}+the)?{_S}+)\Z"
)
_YEAR_AFTER = compile_later(rf",{_S}*[12]\d{{3}}\b")
_TWO_COMMAS = compile_later(
    rf"(?:{_WEEKDAY}|{_MONTH}(?:{_S}+\d{{1,2}}(?:st|nd|rd|th)?)?){_S}*(?P<gap>,{_S}*,)"
)
_COMMAS_AND_YEAR = compile_later(rf"(?P<gap>,{_S}*,){_S}*[12]\d{{3}}\b")
_MONTH_AFTER = compile_later(rf",{_S}*(?:and{_S}+|or{_S}+)?{_MONTH}\b")
_BETWEEN = {
    needle: compile_later(rf"\b(?:{verbs})\Z")
    for verbs, *needles in (
        (
            "born|died|buried|married|wed|began|ended|founded|established|inaugurated",
            " on in ",
            " on at ",
        ),
        ("starb|verstarb|geboren", " am in ", " am im "),
        ("morte?|décédée?|née?", " le à ", " le dans "),
        ("murió|falleció|nació", " el en "),
        ("mor[iì]|mort[oa]|nat[oa]", " il a ", " il nel ", " il nella "),
        ("morreu|faleceu|nasceu", " no dia em ", " a em "),
        ("overleed|stierf|geboren", " op in "),
        ("dog|avled|föddes|född|døde|født", " den i ", " den på "),
    )
    for needle in needles
}
"""A preposition of a day and one of a place with nothing between them, and the verbs before it: died on at. The verbs
are those of the same language, for French “il a” has a verb."""
_LIST_GOES_ON = compile_later(r", (?:and|or)\b")
_PHRASAL = compile_later(
    r"\b(?:mov|com|came|go|went|log|kick|set|pitch|gav|giv|chim|weigh|settl|check|believ|liv|put|turn|carri|carry|push|held|hold|pass|sign|switch"
    r"|look|follow|press|lean|rel[iy]|mov|drag)\w*[ \0]+\Z"
)


def find_gaps(plain: str, blocks: Sequence[Block], dates: Sequence[DateMention]) -> list[Gap]:
    """Return the gaps of a text in the form that `document.plain` gives, in order."""
    gaps = {
        gap.start: gap
        for gap in sorted(
            [
                *_beside_stray_marks(plain, blocks),
                *_between_prepositions(plain, blocks),
                *_before_months(plain, blocks),
                *beside_dates(plain, blocks, dates),
            ]
        )
    }
    kept: list[Gap] = []
    for gap in sorted(gaps.values()):
        if not kept or gap.start >= kept[-1].end:
            kept.append(gap)
    return kept


def touches(gaps: Sequence[Gap], start: int, end: int) -> bool:
    """Tell whether one of the gaps, which are in order, reaches into what lies between two offsets."""
    index = bisect_right(gaps, start, key=attrgetter("end"))
    return index < len(gaps) and gaps[index].start < end


def _beside_stray_marks(plain: str, blocks: Sequence[Block]) -> Iterator[Gap]:
    """Find gaps that have left a space before a comma, or two commas."""
    habit = _Habit(plain)
    for at, mark in _stray_marks(plain):
        block = block_of(blocks, at)
        if block is None:
            continue
        if mark in (",,", ", ,"):
            gap = _between_commas(plain, at, block)
        elif mark == "mid-,":
            gap = Gap(at, at + len(mark), "date")
        else:
            gap = _before_mark(plain, at + len(mark) - 1, block, habit)
        if gap:
            yield gap


def _between_prepositions(plain: str, blocks: Sequence[Block]) -> Iterator[Gap]:
    """Find gaps between “on” and a preposition of place, behind a verb that asks for a day: born on in, né le à."""
    for needle, verbs in _BETWEEN.items():
        at = plain.find(needle)
        while at >= 0:
            verb = verbs.search(plain, max(0, at - 16), at)
            if verb and (block := block_of(blocks, at)) and block.start <= verb.start():
                yield Gap(at + 1, at + len(needle) - 1, "date")
            at = plain.find(needle, at + 1)


def _before_months(plain: str, blocks: Sequence[Block]) -> Iterator[Gap]:
    """Find spans that lost their beginning before a month without a year: von bis Mai, från till maj."""
    for needle in (" von bis ", " från till ", " fra til ", " od do "):
        at = plain.find(needle)
        while at >= 0:
            end = at + len(needle)
            word = re.match(r"\w+", plain[end : end + 16])
            if word and word.group().lower() in _months() and block_of(blocks, at):
                yield Gap(at + 1, end - 1, "date")
            at = plain.find(needle, end)


@cache
def _months() -> frozenset[str]:
    return frozenset(word for line in in_all_languages("months") for word in line.split())


class _Habit:
    """Whether a text is typed with spaces before its commas; asked of many marks, found out once."""

    def __init__(self, plain: str) -> None:
        self._plain = plain

    @cached_property
    def is_typed_so(self) -> bool:
        """Tell whether there are more such spaces than gaps could have left."""
        found = kept_matches(_HABIT, self._plain)
        return sum(1 for _ in zip(range(_HABITUAL + 1), found, strict=False)) > _HABITUAL


def _between_commas(plain: str, at: int, block: Block) -> Gap | None:
    """Find the gap between two commas: Monday, , 2026."""
    after_day = _TWO_COMMAS.search(plain, max(block.start, at - 20), at + 4)
    commas = after_day or _COMMAS_AND_YEAR.match(plain, at)
    return Gap(*commas.span("gap"), "part of a date") if commas and commas.start("gap") == at else None


def _before_mark(plain: str, mark: int, block: Block, habit: _Habit) -> Gap | None:
    """Find the gap before a stray comma or full stop."""
    first = max(block.start, mark - 40)
    if not _LEFT_A_SPACE.search(plain, first, mark):
        return None
    if plain[mark] == "." and _NO_FULL_STOP.match(plain, mark + 1, block.end):
        return None
    with_year = plain[mark] == "," and _YEAR_AFTER.match(plain, mark, block.end)
    if with_year and (before := _BEFORE_YEAR.search(plain, first, mark)):
        is_month = _is_month(before["gap"])
        if is_month and habit.is_typed_so:
            return None
        return Gap(before.start("gap"), mark + 1, "day" if is_month else "date")
    for missing, pattern in _before_marks():
        if before := pattern.search(plain, first, mark):
            if _is_other(plain, before, mark, block, missing, habit.is_typed_so):
                return None
            name = "date or name" if before["gap"].strip(" \0") in ("in", "on") else missing
            return Gap(before.start("gap"), mark + 1, name)
    return None


def _stray_marks(plain: str) -> Iterator[tuple[int, str]]:
    more = (*(("\0,",) if "\0" in plain else ()), *((" )",) if "(born" in plain or "(died" in plain else ()))
    for mark in (*_STRAY, *more):
        at = plain.find(mark)
        while at >= 0:
            yield at, mark
            at = plain.find(mark, at + len(mark))


def _is_month(words: str) -> bool:
    return re.match(_MONTH, words) is not None


def _is_other(plain: str, before: re.Match[str], comma: int, block: Block, missing: str, habit: bool) -> bool:
    """Tell whether the mark is one of a list, the typist's habit, or the gap is that of a place or a thing."""
    word = before["gap"].strip(" \0").lower()
    if missing == "day or year":
        return (
            "\0" in before["gap"]
            or habit
            or plain[comma] != ","
            or _MONTH_AFTER.match(plain, comma) is not None
        )
    if word in ("in", "on", "during") or word.endswith(" the"):
        opens = before.start("gap") <= block.start or plain[max(0, before.start("gap") - 2)] in ".!?"
        if habit:
            return not (opens and before["gap"][0].isupper())
        return (
            _LIST_GOES_ON.match(plain, comma) is not None
            and _PHRASAL.search(plain, max(block.start, before.start("gap") - 40), before.start("gap"))
            is not None
        )
    return False
