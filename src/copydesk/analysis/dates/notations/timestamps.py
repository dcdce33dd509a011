"""Timestamps: moments as machines write them, in seconds since 1970, in ISO 8601, as in mail and in logs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later, one_of

_MONTHS, _HALF = 12, 12
"""The months of a year, and the hours of half a day."""
_SECONDS = {10: 1, 13: 1_000, 16: 1_000_000}
"""Units to a second, by the number of digits that such a moment has from 2001 to 2286."""

_EPOCH = compile_later(r"1\d{9}(?:\d{3}|\d{6})?")
_ISO = tuple(
    compile_later(
        century + r"\d\d-?\d\d-?\d\d(?:T|[ _](?=\d\d:\d\d:\d\d))\d\d:?\d\d(?::?\d\d)?(?:[.,]\d{1,9})?"
        r"(?P<zone>[ ]?Z\b|[ ]?UTC\b|[ ]?[+-]\d\d:?\d\d\b)?"
        r"(?!\w|:\d)"
    )
    for century in ("19", "20")
)
"""One pattern for each century: a pattern that begins with plain characters is looked for many times faster."""

_MONTH, _DAY, _YEAR, _TIME = r"[A-Z][a-z]{2}", r"\d{1,2}", r"\d{4}", r"\d\d:\d\d:\d\d"
_OF_MAIL = rf",\s+{_DAY}\s+{_MONTH}\s+{_YEAR}\s+{_TIME}(?:\s+(?:GMT|UTC|[+-]\d{{4}}))?"
"""Tue, 3 Mar 2026 10:00:00 GMT"""
_OF_LOGS = rf"\s+{_MONTH}\s+{_DAY}\s+{_TIME}(?:\s+[A-Z]{{3,4}})?\s+{_YEAR}"
"""Tue Mar 3 10:00:00 UTC 2026"""
_OF_JAVASCRIPT = (
    rf"\s+{_MONTH}\s+{_DAY}\s+{_YEAR}\s+{_TIME}(?:\s+(?:GMT|UTC)[+-]\d{{4}}(?:\s+\([A-Z][\w ]+\))?)?"
)
"""Tue Mar 3 2026 10:00:00 GMT+0100 (Central European Standard Time)"""
_MAIL = compile_later(rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun){one_of(_OF_MAIL, _OF_LOGS, _OF_JAVASCRIPT)}(?!\w)")
_NUMERIC = compile_later(
    r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>20\d\d)[ T]"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?: ?(?P<half>[AaPp]\.?[Mm]\b))?(?!\w|:\d)"
)
"""A program's numeric date and a time with seconds: 08/03/2025 00:00:00, 3/8/2025 12:00:00 AM."""
_CLOCK = compile_later(r":[0-9][0-9]:[0-9][0-9]")
_MAIL_HEAD = compile_later(r"\b(?:From|To|Subject): ")
_MAIL_FORMATS = ("%a, %d %b %Y %H:%M:%S", "%a %b %d %H:%M:%S %Y", "%a %b %d %Y %H:%M:%S")
_NUMBERED = one_of(
    "no|nos|nr|number|id|ids|isbn|issn|doi|tel|telephone|phone|call|text|fax|mobile|cell|whatsapp|account|acct",
    "invoice|order|ticket|case|serial|sku|item|bug|issue|code|pin|barcode|upc|patent|npi|usd|eur|gbp|rs|inr",
    r"hash|seed|port|version|build|(?:number|id|code|isbn)\s+(?:is|was|of)",
    "about|nearly|some|than|almost|approximately|roughly|over|exactly|of",
)
"""Words before a number that is no moment: invoice 1234567890."""
_NOT_BEFORE = compile_later(rf"(?:[\w$£€¥#№@/=&+.,:-]|\b{_NUMBERED}\b[\s\0.:#]*)\Z", re.IGNORECASE)
_TIME_BEFORE = compile_later(
    r"\b(?:on|at|since|posted|published|updated|created|modified|date|dated|time|timestamp|filed|until|by|from|in|of)\b[\s\0:*]*\Z",
    re.IGNORECASE,
)
_NOT_AFTER = compile_later(
    r"\0*(?:[\w%°$€£=@+]|[.,:/-]\d|,\d{3}|[-–—/]\w)|[\s\0]+(?:st|nd|rd|th|ext|x\d|bytes?|people|users?|dollars|euros|pounds|votes?|shares|records?"
    r"|items?|units?|rows|times|miles|km|kilomet\w+|seconds|years|downloads|views|visits|hits|tokens|cells|stars|inhabitants)\b",
    re.IGNORECASE,
)
_LABEL = r"(?:num|nr|n[oº°]|kont|conto|cuenta|compte|tel|fon|ref|lot|los|код|номер|сч[её]т)\w{0,12}\.?"
_BELONGS_TO_A_WORD = compile_later(rf"(?:[^\W\d_][ \0\xa0]\(?|{_LABEL}[ \0\xa0]?:[\s\0]*)\Z", re.IGNORECASE)
"""The word for what a number is of, or its label: lot 1518273645, Spendenkonto: 1299483000."""
_A_NOUN_AFTER = compile_later(r"[\s\0]+[a-z]{3,}s\b")


class Timestamp(NamedTuple):
    """A moment in the text: its place, what it stands for, and what a reader is told of its time zone."""

    start: int
    end: int
    moment: datetime.datetime
    zone: str


def find_timestamps(text: str, blocks: Sequence[Block]) -> Iterator[Timestamp]:
    """Yield the timestamps in the blocks of a text, in order; none of code, of left-over markup, or of quoted mail."""
    found = [stamp for stamp in (*_epochs(text), *_written(text)) if not _is_code(text, stamp)]
    if not found:
        return
    inside = iter(blocks)
    block = next(inside, None)
    last_end = 0
    for stamp in sorted(found):
        while block and block.end <= stamp.start:
            block = next(inside, None)
        if block and block.start <= stamp.start and stamp.start >= last_end:
            last_end = stamp.end
            yield stamp


def _is_code(text: str, stamp: Timestamp) -> bool:
    """Tell whether straight quotes or an equals sign hug it, or it stands in a mail's head."""
    before = text[max(0, stamp.start - 14) : stamp.start]
    if before[-1:] in ("'", '"', "=", "`", "{", "\\") or text[stamp.end : stamp.end + 1] in (
        "'",
        '"',
        "`",
        "}",
    ):
        return True
    return before.endswith("timestamped ") or (
        before.endswith("Date: ") and _MAIL_HEAD.search(text, stamp.end, stamp.end + 40) is not None
    )


def _epochs(text: str) -> Iterator[Timestamp]:
    for match in _EPOCH.finditer(text):
        start, end = match.span()
        digits = match.group()
        if text[start - 1 : start].isdigit() or text[end : end + 1].isdigit():
            continue
        if digits[:10].endswith("00000") or digits[:10] in ("1234567890", "1111111111", "1000000001"):
            continue
        if _NOT_AFTER.match(text, end):
            continue
        timed = _TIME_BEFORE.search(text, max(0, start - 24), start)
        if not timed and (
            _NOT_BEFORE.search(text, max(0, start - 24), start) or _A_NOUN_AFTER.match(text, end)
        ):
            continue
        if not timed and _BELONGS_TO_A_WORD.search(text, max(0, start - 40), start):
            continue
        weak = timed and timed.group().lower().startswith(("of", "in", "by", "from", "at"))
        if weak and _A_NOUN_AFTER.match(text, end):
            continue
        seconds = int(digits) / _SECONDS[len(digits)]
        yield Timestamp(start, end, datetime.datetime.fromtimestamp(seconds, datetime.UTC), " UTC")


def _written(text: str) -> Iterator[Timestamp]:
    for match in (match for pattern in _ISO for match in pattern.finditer(text)):
        start, end = match.span()
        zone = match["zone"] or ""
        bare = match.group()[: len(match.group()) - len(zone)].replace("_", "T").replace(",", ".")
        if text[start - 1 : start].isalnum() or text[start - 1 : start] in tuple("/=_-"):
            continue
        try:
            moment = datetime.datetime.fromisoformat(bare)
        except ValueError:
            continue
        zone = zone.strip()
        yield Timestamp(start, end, moment, " UTC" if zone in ("Z", "UTC") else f" {zone}" if zone else "")
    if _CLOCK.search(text):
        yield from _of_mail(text)
        yield from _numeric(text)


def _numeric(text: str) -> Iterator[Timestamp]:
    """Yield numeric dates with seconds; a day that may be either is read as the first number."""
    for match in _NUMERIC.finditer(text):
        start = match.start()
        if text[start - 1 : start].isalnum() or text[start - 1 : start] in tuple("/=_-."):
            continue
        day, month = int(match["one"]), int(match["two"])
        if month > _MONTHS or (match["half"] and day <= _MONTHS):  # with AM, as Americans write
            day, month = month, day
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % _HALF + _HALF * (match["half"][0] in "pP")
        try:
            moment = datetime.datetime(
                int(match["year"]), month, day, hour, int(match["minute"]), int(match["second"])
            )
        except ValueError:
            continue
        yield Timestamp(*match.span(), moment, "")


def _of_mail(text: str) -> Iterator[Timestamp]:
    for match in _MAIL.finditer(text):
        words = match.group().split()
        if words[3].isdigit():  # what follows the time is the zone, and the zone's name
            zone = "".join(words[5:6]).removeprefix("GMT" if len(words) > 5 and words[5][3:] else "")
            words = words[:5]
        else:
            zone = words.pop(4) if len(words) > 5 else ""
        for form in _MAIL_FORMATS:
            try:
                moment = datetime.datetime.strptime(" ".join(words), form)
            except ValueError:
                continue
            yield Timestamp(*match.span(), moment, f" {zone}" if zone else "")
            break
