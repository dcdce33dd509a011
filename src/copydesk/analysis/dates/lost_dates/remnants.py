"""What is left of a date when a part of it has gone: "in of 2025", "from to 2019", "on the of May"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.parts import words_before
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_S = r"[ \0]"

# What may stand before a date that is left of a longer one.
_LEFT_OF = (
    ("day", compile_later(rf"\b(?P<gap>[Aa]m{_S}+\.{_S}+)\Z")),
    ("day", compile_later(rf"\b(?P<gap>[Tt]he{_S}+(?:(?:st|nd|rd|th){_S}+)?of{_S}+)(?:the{_S}+)?\Z")),
    (
        "date",
        compile_later(
            rf"\b(?P<gap>(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f|[Dd]uring){_S}+of{_S}+)(?:the{_S}+)?\Z"
        ),
    ),
    ("date", compile_later(rf"\b(?P<gap>[Ff]rom{_S}+(?:to|until|through){_S}+)(?:the{_S}+)?\Z")),
    ("date", compile_later(rf"(?<!\bin )\b(?P<gap>[Bb]etween{_S}+and{_S}+)(?:the{_S}+)?\Z")),
)
_FOREIGN_RANGE = compile_later(
    rf"(?<!\w)(?P<gap>(?:von{_S}+bis|de{_S}+à|du{_S}+au|desde{_S}+hasta|de{_S}+a|da{_S}+a|dal{_S}+al|van{_S}+tot|od{_S}+do|från{_S}+till"
    rf"|fra{_S}+til){_S}+)(?:(?:zum|den|el|o|de){_S}+)?\Z",
    re.IGNORECASE,
)
"""A span without its beginning, in other languages: von bis Mai, från till maj."""
_FOREIGN_DAY = compile_later(
    rf"(?<!\w)(?P<gap>(?:(?:depuis|dès){_S}+le|(?:jusqu'au|à{_S}+partir{_S}+du|du|au)|(?<!est{_S})(?<!sera{_S})le|(?:el|desde{_S}+el|hasta{_S}+el){_S}+de|desde{_S}+de"
    rf"|(?:no{_S}+dia|a|em|até){_S}+de|il|am|dnia|op){_S}+)\Z",
    re.IGNORECASE,
)
"""What asks for a day, before a month: depuis le mars 2023, desde el de marzo de 2023."""
_FOREIGN_SURE = compile_later(
    rf"(?<!\w)(?P<gap>(?:(?:desde|hasta|entre|para){_S}+el{_S}+de|(?:no{_S}+dia|em|até|desde|entre|para){_S}+de|del{_S}+de|du{_S}+de|am{_S}+\.|vom{_S}+\.){_S}+)\Z",
    re.IGNORECASE,
)
"""The same where no other reading is left, whatever follows the month: em de março de 1987."""
_FOREIGN_LEFT = (
    " bis", " à", " au", " hasta", " a", " al", " tot", " do", " till", " til", " zum", " den", " el", " o", " de",
    "le", "il", "am", "op", "du", "au",
)  # fmt: skip
_OF_A_MONTH = frozenset("che con come e entre fra per prima tra como com ni o ou que y".split())
"""Behind these, “il marzo 2023” is the whole month, and “el de marzo de 2023” the one of that month."""
_DAY_LEFT = compile_later(rf"\b(?P<gap>[Oo]n{_S}+\d{{1,2}}(?:st|nd|rd|th)?{_S}*,){_S}*\Z")
_ORDINAL_LEFT = compile_later(rf"\b[Oo]n{_S}+the{_S}+(?P<gap>\d{{1,2}}(?:st|nd|rd|th){_S}+of{_S}+)\Z")
_LEFT_OPEN = ("of", "to", "and", "until", "through", "the", "on", "On", ",", ".")
"""What stands right before a date only if there may be a gap."""

_ON = compile_later(rf"(?<!based )(?<!depending )(?<!report )(?<!data )\b(?P<gap>[Oo]n{_S}+)\Z")
_CLOSED_PREPOSITION = compile_later(
    rf"(?:\A|[.!?]{_S}+|\b(?:was|were|born|died|held|dated|until|\w+ed){_S}+)(?P<gap>(?:[Ii]n|[Oo]n|[Ss]ince){_S}*,){_S}*\Z"
)
_LEFT_OF_YEAR = (("month", _DAY_LEFT), ("month", _ORDINAL_LEFT), ("date", _CLOSED_PREPOSITION))
_OPEN_RANGE = compile_later(rf"(?P<gap>{_S}+(?:to|and|through|until){_S}*(?=[,.;](?:{_S}|$)))")
_RANGE_BEFORE = compile_later(rf"\b(?:[Ff]rom|[Bb]etween){_S}+\Z")
_OPENING = compile_later(
    r"(?P<gap>\b(?:In|On) ?, )(?=(?:the|a|an|he|she|it|they|we|his|her|its|their|our)\b)"
)
_AFTER_THE_DAY = compile_later(r"\A[ \0]*[,.;:)]|\A[ \0]*\Z")


class Gap(NamedTuple):
    """A place where something is missing, and what."""

    start: int
    end: int
    missing: str


def beside_dates(plain: str, blocks: Sequence[Block], dates: Sequence[DateMention]) -> Iterator[Gap]:
    """Gaps beside what is left of a date or range."""
    for date in dates:
        if date.shape in ("relative", "numeric", "iso", "weekday"):
            continue
        before = plain[max(0, date.start - 12) : date.start].rstrip(" \0")
        if before.lower().endswith(_FOREIGN_LEFT) and (block := block_of(blocks, date.start)):
            yield from _beside_foreign(plain, block, date)
        opens_range = plain.startswith((" to", " and", " through", " until"), date.end)
        if not (before.endswith(_LEFT_OPEN) or opens_range):
            continue  # nearly all dates leave here
        if block := block_of(blocks, date.start):
            yield from _beside(plain, block, date)
    for needle in ("In, ", "On, "):
        at = plain.find(needle)
        while at >= 0:
            opens = at == 0 or plain[at - 1] in "\n\0" or plain[max(0, at - 2)] in ".!?”"
            if opens and (match := _OPENING.match(plain, at)) and block_of(blocks, at):
                yield Gap(at, match.end() - 1, "date")
            at = plain.find(needle, at + 1)


def _beside_foreign(plain: str, block: Block, date: DateMention) -> Iterator[Gap]:
    """Yield the gap before a date in a language other than English."""
    first = max(block.start, date.start - 32)
    if match := _FOREIGN_RANGE.search(plain, first, date.start):
        yield Gap(*_trimmed(plain, *match.span("gap")), "date")
    elif date.precision == "month" and (match := _FOREIGN_SURE.search(plain, first, date.start)):
        yield Gap(match.start("gap"), date.end, "day")
    elif date.precision == "month" and date.complete and date.year and date.shape == "calendar":
        ends = _AFTER_THE_DAY.match(plain[date.end : min(block.end, date.end + 2)])
        match = _FOREIGN_DAY.search(plain, first, date.start) if ends and not date.last else None
        whole = " del " in plain[date.start : date.end].replace("\0", " ")  # il giugno del 1962
        if (
            match
            and not whole
            and _OF_A_MONTH.isdisjoint(words_before(plain, block.start, match.start("gap"))[-1:])
        ):
            yield Gap(match.start("gap"), date.end, "day")


def _beside(plain: str, block: Block, date: DateMention) -> Iterator[Gap]:
    """Yield the gaps beside one date."""
    first = max(block.start, date.start - 32)
    patterns = _LEFT_OF if date.precision in ("year", "month", "decade", "season") else ()
    if date.precision == "year":
        patterns = (*patterns, *_LEFT_OF_YEAR)
    for missing, pattern in patterns:
        if match := pattern.search(plain, first, date.start):
            yield Gap(*_trimmed(plain, *match.span("gap")), missing)
            break
    ends = _AFTER_THE_DAY.match(plain[date.end : min(block.end, date.end + 2)]) and not date.last
    whole = date.precision == "month" and date.complete and ends
    if whole and (match := _ON.search(plain, first, date.start)):
        yield Gap(match.start("gap"), date.end, "day")
    range_goes_on = _OPEN_RANGE.match(plain, date.end, block.end)
    if range_goes_on and _RANGE_BEFORE.search(plain, first, date.start):
        yield Gap(*_trimmed(plain, *range_goes_on.span("gap")), "range's end")


def block_of(blocks: Sequence[Block], at: int) -> Block | None:
    """Return the block that holds an offset, or None."""
    index = bisect_right(blocks, at, key=lambda block: block.start) - 1
    return blocks[index] if index >= 0 and at < blocks[index].end else None


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start] in " \0":
        start += 1
    while end > start and plain[end - 1] in " \0":
        end -= 1
    return start, end
