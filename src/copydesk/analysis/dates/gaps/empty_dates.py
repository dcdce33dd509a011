"""Places where a date, or a part of one, has dropped out of the text: "in January ,", "on , 2026", "in of 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.dates.gaps.remnants import Gap, beside_dates, block_of
from copydesk.analysis.dates.mentions import DateMention
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


@cache
def _before_marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What may stand before a stray mark, and what is missing there; compiled when a text first has one."""
    return (
        (
            "day or year",
            compile_later(rf"\b(?:{_PREPOSITION}(?:{_S}+|-))(?P<gap>{_MONTH}{_S}+)\Z"),
        ),
        ("year", compile_later(rf"\b(?P<gap>{_MONTH}{_S}+of{_S}+)\Z")),
        (
            "year",
            compile_later(
                rf"\b(?P<gap>(?:spring|summer|autumn|fall|winter|end|beginning|start|middle|year|month|week|night|morning)"
                rf"{_S}+of{_S}+)\Z"
            ),
        ),
        ("month", compile_later(rf"\b(?P<gap>\d{{1,2}}(?:st|nd|rd|th){_S}+of{_S}+)\Z")),
        (
            "date",
            compile_later(
                rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil){_S}+(?P<gap>(?:early|late|mid){_S}*-?{_S}+)\Z"
            ),
        ),
        (
            "date",
            compile_later(
                rf"(?P<gap>\((?:born|died|b\.|d\.|founded|established|est\.)(?:{_S}+(?:on|in)(?:{_S}+the)?)?{_S}+)\Z"
            ),
        ),
        (
            "date",
            compile_later(rf"\b(?:{_MONTH}|\d{{4}}){_S}+(?P<gap>(?:to|and|through|until){_S}+)\Z"),
        ),
        ("date", compile_later(rf"(?<!out)\b(?P<gap>[Dd]ated{_S}+)\Z")),
        (
            "date",
            compile_later(
                r"(?<![\w'’-])(?P<gap>(?:[Ss]ince|[Uu]ntil|[Oo]n|[Ii]n|[Dd]uring|By)(?: the)?[ \0]+)\Z"
            ),
        ),
    )


_NO_FULL_STOP = compile_later(r"[^ \n\r\0]|[ \0]*\.")
"""What follows the point of a file's ending or of an ellipsis with spaces (. . .)."""
_EVENT = r"[Dd]ated|[Bb]orn|[Dd]ied|[Pp]ublished|[Pp]osted|[Uu]pdated"
_FOREIGN_PREPOSITION = "am|im|seit|vom|le|en|depuis|el|desde|il|nel|dal|em|op|sinds"
_BEFORE_YEAR = compile_later(  # "on the , 2026", "Monday , 2026"
    rf"(?P<gap>\b(?:{_PREPOSITION}|{_WEEKDAY}|{_MONTH}|{_EVENT}|and|{_FOREIGN_PREPOSITION})(?:{_S}+the)?{_S}+)\Z"
)
_YEAR_AFTER = compile_later(rf",{_S}*\0*[12]\d{{3}}\b")
_TWO_COMMAS = compile_later(
    rf"(?:{_WEEKDAY}|{_MONTH}(?:{_S}+\d{{1,2}}(?:st|nd|rd|th)?)?){_S}*(?P<gap>,{_S}*,)"
)
_COMMAS_AND_YEAR = compile_later(rf"(?P<gap>,{_S}*,){_S}*[12]\d{{3}}\b")
_MONTH_AFTER = compile_later(rf",{_S}*(?:and{_S}+|or{_S}+)?{_MONTH}\b")
_LIST_GOES_ON = compile_later(r", (?:and|or)\b")
_PHRASAL = compile_later(
    r"\b(?:mov|com|came|go|went|log|kick|set|pitch|gav|giv|chim|weigh|settl|check|believ|liv|put|turn|carri|carry|push|held|hold|pass|sign|switch"
    r"|look|follow|press|lean|rel[iy]|mov|drag)\w*[ \0]+\Z"
)


def find_gaps(plain: str, blocks: Sequence[Block], dates: Sequence[DateMention]) -> list[Gap]:
    """The gaps of a text in the form that `document.plain` gives, in order."""
    gaps = {
        gap.start: gap
        for gap in sorted([*_beside_stray_marks(plain, blocks), *beside_dates(plain, blocks, dates)])
    }
    kept: list[Gap] = []
    for gap in sorted(gaps.values()):
        if not kept or gap.start >= kept[-1].end:
            kept.append(gap)
    return kept


def touches(gaps: Sequence[Gap], start: int, end: int) -> bool:
    """Whether one of the gaps reaches into what lies between two offsets."""
    return any(gap.start < end and start < gap.end for gap in gaps)


def _beside_stray_marks(plain: str, blocks: Sequence[Block]) -> Iterator[Gap]:
    """Gaps that have left a space before a comma, or two commas."""
    habit: bool | None = None
    for at, mark in _stray_marks(plain):
        block = block_of(blocks, at)
        if block is None:
            continue
        if mark in (",,", ", ,"):
            commas = _TWO_COMMAS.search(plain, max(block.start, at - 20), at + 4) or _COMMAS_AND_YEAR.match(
                plain, at
            )
            if commas and commas.start("gap") == at:
                yield Gap(*commas.span("gap"), "part of a date")
            continue
        if mark == "mid-,":
            yield Gap(at, at + len(mark), "date")
            continue
        comma = at + len(mark) - 1
        first = max(block.start, comma - 40)
        if mark[-1] == "." and _NO_FULL_STOP.match(plain, comma + 1, block.end):
            continue
        with_year = mark[-1] == "," and _YEAR_AFTER.match(plain, comma, block.end)
        if with_year and (before := _BEFORE_YEAR.search(plain, first, comma)):
            if not _is_month(before["gap"]) or not (habit := _types_so(plain) if habit is None else habit):
                yield Gap(before.start("gap"), comma + 1, "day" if _is_month(before["gap"]) else "date")
            continue
        for missing, pattern in _before_marks():
            before = pattern.search(plain, first, comma)
            if not before:
                continue
            if habit is None:
                habit = _types_so(plain)
            if not _is_other(plain, before, comma, block, missing, habit):
                if before["gap"].strip(" \0") in ("in", "on"):
                    missing = "date or name"
                yield Gap(before.start("gap"), comma + 1, missing)
            break


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
    """Whether the mark is one of a list, the typist's habit, or the gap is that of a place or a thing."""
    word = before["gap"].strip(" \0").lower()
    if missing == "day or year":
        return habit or plain[comma] != "," or _MONTH_AFTER.match(plain, comma) is not None
    if word in ("in", "on", "during") or word.endswith(" the"):
        opens = before.start("gap") <= block.start or plain[max(0, before.start("gap") - 2)] in ".!?"
        if habit:
            return not (opens and before["gap"][0].isupper())
        return (
            _LIST_GOES_ON.match(plain, comma) is not None
            and _PHRASAL.search(plain, block.start, before.start("gap")) is not None
        )
    return False


def _types_so(plain: str) -> bool:
    found = _HABIT.finditer(plain)
    return sum(1 for _ in zip(range(_HABITUAL + 1), found, strict=False)) > _HABITUAL
