"""Planted faults of quotation marks and brackets in clean text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from copydesk.analysis.quotes.quotations import Quotation
from copydesk.document import Document

_CURLED = "“”„«»"


class Planted(NamedTuple):
    """A text with one fault, and the offset of the character where the finding must stand."""

    text: str
    wrong: int


class Kind(NamedTuple):
    """A kind of fault; `inject` returns None for a text that has no place for it."""

    name: str
    inject: Callable[[str, random.Random], Planted | None]


def curled(text: str, opening: str = "“", closing: str = "”") -> str:
    """Return the text with curly double marks for straight ones; a paragraph whose marks do not pair stays as it is."""
    marks = {}
    for quotation in Document(text).quotations.spans:
        if text[quotation.start] == '"':
            marks[quotation.start] = opening
            if not quotation.runs_on:
                marks[quotation.end - 1] = closing
    if len(marks) != text.count('"'):
        return text
    return "".join(marks.get(index, character) for index, character in enumerate(text))


def _quotations(text: str) -> list[Quotation]:
    """Return quotations of one paragraph: of those over several, the last one may lack its opening mark without
    fault.
    """
    kept, runs_on = [], False
    for each in Document(text).quotations.spans:
        if (
            not runs_on
            and not each.runs_on
            and text[each.start] in _CURLED + '"'
            and each.end - each.start > 4
        ):
            kept.append(each)
        runs_on = each.runs_on
    return kept


def _closing_deleted(text: str, chance: random.Random) -> Planted | None:
    if not (quotations := _quotations(text)):
        return None
    start, end, _ = chance.choice(quotations)[:3]
    return Planted(text[: end - 1] + text[end:], start)


def _opening_deleted(text: str, chance: random.Random) -> Planted | None:
    if not (quotations := _quotations(text)):
        return None
    start, end, _ = chance.choice(quotations)[:3]
    return Planted(text[:start] + text[start + 1 :], end - 2)


def _opening_added(text: str, chance: random.Random) -> Planted | None:
    long_ones = [each for each in _quotations(text) if text.count(" ", each.start, each.end) >= 5]
    if not long_ones:
        return None
    start, end, _ = chance.choice(long_ones)[:3]
    spaces = [match.start() for match in re.finditer(r"(?<=\S) (?=\w)", text[start + 3 : end - 3])]
    if not spaces:
        return None
    place = start + 3 + chance.choice(spaces) + 1
    return Planted(text[:place] + text[start] + text[place:], place)


def _closing_reversed(text: str, chance: random.Random) -> Planted | None:
    curly = [each for each in _quotations(text) if text[each.start] in _CURLED]
    if not curly:
        return None
    start, end, _ = chance.choice(curly)[:3]
    return Planted(text[: end - 1] + text[start] + text[end:], end - 1)


def _straight_for_curly(text: str, chance: random.Random) -> Planted | None:
    curly = [each for each in _quotations(text) if text[each.start] in _CURLED]
    if not curly:
        return None
    start, end, _ = chance.choice(curly)[:3]
    place = chance.choice((start, end - 1))
    return Planted(text[:place] + '"' + text[place + 1 :], place)


def _bracket_lost(text: str, chance: random.Random) -> Planted | None:
    pairs = [match.span() for match in re.finditer(r"\([^()\n]{2,200}\)|\[[^\[\]\n]{2,200}\]", text)]
    if not pairs:
        return None
    start, end = chance.choice(pairs)
    if chance.random() < 0.5:
        return Planted(text[: end - 1] + text[end:], start)
    return Planted(text[:start] + text[start + 1 :], end - 2)


KINDS = (
    Kind("closing mark deleted", _closing_deleted),
    Kind("opening mark deleted", _opening_deleted),
    Kind("opening mark added", _opening_added),
    Kind("closing mark turned round", _closing_reversed),
    Kind("straight mark for curly", _straight_for_curly),
    Kind("bracket lost", _bracket_lost),
)
