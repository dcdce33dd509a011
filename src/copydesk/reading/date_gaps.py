"""Places where a date, or a part of one, has dropped out of the text: "in January ,", "on , 2026", "in of 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.formats.parsed import Block
from copydesk.reading.dates import DateMention

_S = r"[ \0]"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.|Apr\.?"
    r"|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PREPOSITION = (
    r"(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Tt]o|[Oo]f|[Dd]uring|[Bb]efore|[Aa]fter|[Bb]etween"
    r"|[Tt]hrough|[Ee]arly|[Ll]ate|[Mm]id|[Aa]round)"
)

_STRAY = (" ,", " .", ",,", ", ,")
_HABIT = re.compile(r"[\w”\"'’)\]][ ]+[,;](?=[ \0]|$)")
_HABITUAL = 3
"""So many stray spaces before commas are the way a text is typed, and no sign of a gap."""

# What may stand before a stray comma, full stop or bracket, and what is missing there.
_BEFORE = (
    (
        "day or year",
        re.compile(rf"\b(?:{_PREPOSITION}(?:{_S}+|-))(?P<gap>{_MONTH}{_S}+)\Z"),
    ),
    ("year", re.compile(rf"\b(?P<gap>{_MONTH}{_S}+of{_S}+)\Z")),
    ("month", re.compile(rf"\b(?P<gap>\d{{1,2}}(?:st|nd|rd|th){_S}+of{_S}+)\Z")),
    (
        "date",
        re.compile(rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil){_S}+(?P<gap>(?:early|late|mid){_S}*-?{_S}+)\Z"),
    ),
    (
        "date",
        re.compile(
            rf"(?P<gap>\((?:born|died|b\.|d\.|founded|established|est\.)(?:{_S}+(?:on|in)(?:{_S}+the)?)?{_S}+)\Z"
        ),
    ),
    (
        "date",
        re.compile(rf"\b(?:{_MONTH}|\d{{4}}){_S}+(?P<gap>(?:to|and|through|until){_S}+)\Z"),
    ),
    (
        "date",
        re.compile(r"(?<![\w'’-])(?P<gap>(?:[Ss]ince|[Uu]ntil|[Oo]n|[Ii]n|[Dd]uring)(?: the)?[ \0]+)\Z"),
    ),
)
_BEFORE_YEAR = re.compile(
    rf"(?P<gap>\b(?:{_PREPOSITION}|{_WEEKDAY}|{_MONTH}|[Dd]ated|[Bb]orn|[Dd]ied|[Pp]ublished|[Pp]osted|[Uu]pdated|and)"
    rf"(?:{_S}+the)?{_S}+)\Z"
)
_YEAR_AFTER = re.compile(rf",{_S}*\0*[12]\d{{3}}\b")
_TWO_COMMAS = re.compile(rf"(?:{_WEEKDAY}|{_MONTH}(?:{_S}+\d{{1,2}}(?:st|nd|rd|th)?)?){_S}*(?P<gap>,{_S}*,)")
_COMMAS_AND_YEAR = re.compile(rf"(?P<gap>,{_S}*,){_S}*[12]\d{{3}}\b")
_MONTH_AFTER = re.compile(rf",{_S}*(?:and{_S}+|or{_S}+)?{_MONTH}\b")
_LIST_GOES_ON = re.compile(r", (?:and|or)\b")
_PHRASAL = re.compile(
    r"\b(?:mov|com|came|go|went|log|kick|set|pitch|gav|giv|chim|weigh|settl|check|believ|liv|put|turn|carri|carry|push|held|hold|pass|sign|switch"
    r"|look|follow|press|lean|rel[iy]|mov|drag)\w*[ \0]+\Z"
)

# What may stand before a date that is left of a longer one.
_LEFT_OF = (
    ("day", re.compile(rf"\b(?P<gap>[Aa]m{_S}+\.{_S}+)\Z")),
    ("day", re.compile(rf"\b(?P<gap>[Tt]he{_S}+of{_S}+)(?:the{_S}+)?\Z")),
    (
        "date",
        re.compile(
            rf"\b(?P<gap>(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f|[Dd]uring){_S}+of{_S}+)(?:the{_S}+)?\Z"
        ),
    ),
    ("date", re.compile(rf"\b(?P<gap>[Ff]rom{_S}+(?:to|until|through){_S}+)(?:the{_S}+)?\Z")),
    ("date", re.compile(rf"(?<!\bin )\b(?P<gap>[Bb]etween{_S}+and{_S}+)(?:the{_S}+)?\Z")),
)
_DAY_LEFT = re.compile(rf"\b(?P<gap>[Oo]n{_S}+\d{{1,2}}(?:st|nd|rd|th)?{_S}*,){_S}*\Z")
_ORDINAL_LEFT = re.compile(rf"\b[Oo]n{_S}+the{_S}+(?P<gap>\d{{1,2}}(?:st|nd|rd|th){_S}+of{_S}+)\Z")
_ON = re.compile(rf"(?<!based )(?<!depending )(?<!report )(?<!data )\b(?P<gap>[Oo]n{_S}+)\Z")
_CLOSED_PREPOSITION = re.compile(
    rf"(?:\A|[.!?]{_S}+|\b(?:was|were|born|died|held|dated|until|\w+ed){_S}+)(?P<gap>(?:[Ii]n|[Oo]n|[Ss]ince){_S}*,){_S}*\Z"
)
_OPEN_RANGE = re.compile(rf"(?P<gap>{_S}+(?:to|and|through|until){_S}*(?=[,.;](?:{_S}|$)))")
_RANGE_BEFORE = re.compile(rf"\b(?:[Ff]rom|[Bb]etween){_S}+\Z")
_OPENING = re.compile(r"(?P<gap>\b(?:In|On) ?, )(?=(?:the|a|an|he|she|it|they|we|his|her|its|their|our)\b)")
_AFTER_THE_DAY = re.compile(r"\A[ \0]*[,.;:)]|\A[ \0]*\Z")


class Gap(NamedTuple):
    """A place where something is missing, and what."""

    start: int
    end: int
    missing: str


def find_gaps(plain: str, blocks: Sequence[Block], dates: Sequence[DateMention]) -> list[Gap]:
    """The gaps of a text in the form that `document.plain` gives, in order."""
    gaps = {
        gap.start: gap
        for gap in sorted([*_beside_stray_marks(plain, blocks), *_beside_dates(plain, blocks, dates)])
    }
    kept: list[Gap] = []
    for gap in sorted(gaps.values()):
        if not kept or gap.start >= kept[-1].end:
            kept.append(gap)
    return kept


def _beside_stray_marks(plain: str, blocks: Sequence[Block]) -> Iterator[Gap]:
    """Gaps that have left a space before a comma, or two commas."""
    habit: bool | None = None
    for at, mark in _stray_marks(plain):
        block = _block_of(blocks, at)
        if block is None:
            continue
        if mark in (",,", ", ,"):
            commas = _TWO_COMMAS.search(plain, max(block.start, at - 20), at + 4) or _COMMAS_AND_YEAR.match(
                plain, at
            )
            if commas and commas.start("gap") == at:
                yield Gap(*commas.span("gap"), "part of a date")
            continue
        comma = at + len(mark) - 1
        first = max(block.start, comma - 40)
        if mark[-1] == "." and plain[comma + 1 : comma + 2] not in ("", " ", "\n", "\r", "\0"):
            continue
        with_year = mark[-1] == "," and _YEAR_AFTER.match(plain, comma, block.end)
        if with_year and (before := _BEFORE_YEAR.search(plain, first, comma)):
            if not _is_month(before["gap"]) or not (habit := _types_so(plain) if habit is None else habit):
                yield Gap(before.start("gap"), comma + 1, "day" if _is_month(before["gap"]) else "date")
            continue
        for missing, pattern in _BEFORE:
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


def _block_of(blocks: Sequence[Block], at: int) -> Block | None:
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return blocks[low] if low < len(blocks) and blocks[low].start <= at else None


def _beside_dates(plain: str, blocks: Sequence[Block], dates: Sequence[DateMention]) -> Iterator[Gap]:
    """Gaps beside what is left of a date or range."""
    for date in dates:
        if date.shape in ("relative", "numeric", "iso", "weekday"):
            continue
        block = _block_of(blocks, date.start)
        if block is None:
            continue
        first = max(block.start, date.start - 32)
        if date.precision in ("year", "month", "decade", "season"):
            for missing, pattern in _LEFT_OF:
                if match := pattern.search(plain, first, date.start):
                    yield Gap(*_trimmed(plain, *match.span("gap")), missing)
                    break
        if date.precision == "year":
            for missing, pattern in (
                ("month", _DAY_LEFT),
                ("month", _ORDINAL_LEFT),
                ("date", _CLOSED_PREPOSITION),
            ):
                if match := pattern.search(plain, first, date.start):
                    yield Gap(*_trimmed(plain, *match.span("gap")), missing)
                    break
        ends = _AFTER_THE_DAY.match(plain[date.end : min(block.end, date.end + 2)]) and not date.last
        whole = date.precision == "month" and date.complete and ends
        if whole and (match := _ON.search(plain, first, date.start)):
            yield Gap(match.start("gap"), date.end, "day")
        if (match := _OPEN_RANGE.match(plain, date.end, block.end)) and _RANGE_BEFORE.search(
            plain, first, date.start
        ):
            yield Gap(*_trimmed(plain, *match.span("gap")), "range's end")
    for needle in ("In, ", "On, "):
        at = plain.find(needle)
        while at >= 0:
            opens = at == 0 or plain[at - 1] in "\n\0" or plain[max(0, at - 2)] in ".!?”"
            if opens and (match := _OPENING.match(plain, at)) and _block_of(blocks, at):
                yield Gap(at, match.end() - 1, "date")
            at = plain.find(needle, at + 1)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start] in " \0":
        start += 1
    while end > start and plain[end - 1] in " \0":
        end -= 1
    return start, end
