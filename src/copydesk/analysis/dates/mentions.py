"""Dates as prose writes them, and what they resolve to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.analysis.dates.dateline import Dateline
from copydesk.analysis.dates.notations.bare_names import BareNames
from copydesk.analysis.dates.notations.calendar import CalendarReader
from copydesk.analysis.dates.notations.grammar import grammar_of, knows_dates, language_by_dates
from copydesk.analysis.dates.notations.numeric_dates import read_number
from copydesk.analysis.dates.notations.relative import find_relative
from copydesk.analysis.dates.parts import DateMention, Parts
from copydesk.analysis.dates.resolution import Resolver
from copydesk.formats.parsed import Block

__all__ = ["DateMention", "read_dates"]


def read_dates(
    text: str, blocks: Sequence[Block], dateline: Dateline | None = None, language: str | None = None
) -> tuple[DateMention, ...]:
    """Return the dates of a text, in order."""
    today = dateline.value if dateline else None
    language = language if knows_dates(language) else language_by_dates(text)
    found = list(_written(text, blocks, language))
    relative = [
        Parts(start, end, precision, value=value, shape="relative")
        for start, end, value, precision in find_relative(text, today)
    ]
    if relative:
        found = _merged(found, relative, blocks)
    return tuple(Resolver(text, today, language).resolve(found))


def _written(text: str, blocks: Sequence[Block], language: str | None) -> Iterator[Parts]:
    """Yield what names and numbers say, in order."""
    grammar = grammar_of(language)
    reader, names = CalendarReader(text, grammar), BareNames(text, grammar)
    following = iter(blocks)
    block = next(following, None)
    done = 0
    for hit in grammar.anchors.finditer(text):
        kind = grammar.kind_of(hit.group())
        if kind is None or hit.start() < done:
            continue
        at = hit.start()
        while block and block.end <= at:
            block = next(following, None)
        if block is None:
            return
        if at < block.start or text[at - 1 : at].isalnum():
            continue
        if parts := _at(text, hit, kind, reader, names, block):
            done = parts.end
            yield parts


def _at(
    text: str, hit: re.Match[str], kind: str, reader: CalendarReader, names: BareNames, block: Block
) -> Parts | None:
    """Return the date at a name or number, or None."""
    at, end = hit.span()
    first, last = block.start, block.end
    if kind == "number":
        short = end - at < 3 or not text[at : at + 3].isdigit()
        stands_free = at == first or text[at - 1] not in "$£€.,:/-–—+"
        parts = reader.calendar(at, first, last) if short and stands_free else None
        return parts or read_number(text, at, first, last, nouns_have_capitals=reader.nouns_have_capitals)
    if kind == "month":
        return reader.calendar(at, first, last) or names.month(at, end, first, last)
    lead = reader.weekday_lead(at, last)
    if lead:
        parts = reader.calendar(lead, first, last) or read_number(text, lead, first, last)
        if parts and parts.precision == "day" and parts.start in (lead, lead - 4):
            weekday = None if reader.joins_weekdays(at, first) else reader.weekday_of(hit)
            closing = text[parts.end : parts.end + 1] == ")" and "(" in text[end:lead]
            return parts._replace(start=at, end=parts.end + closing, weekday=weekday)
    return names.weekday(at, end, first, last)


def _merged(found: list[Parts], relative: list[Parts], blocks: Sequence[Block]) -> list[Parts]:
    """Return both in order of place; a relative time that overlaps a written date, or lies outside all blocks, is left
    out.
    """
    merged: list[Parts] = []
    following = iter(blocks)
    block = next(following, None)
    for parts in sorted([*found, *relative], key=lambda parts: (parts.start, parts.shape == "relative")):
        while block and block.end <= parts.start:
            block = next(following, None)
        if block is None or parts.start < block.start or parts.end > block.end:
            continue
        if merged and parts.start < merged[-1].end:
            continue
        merged.append(parts)
    return merged
