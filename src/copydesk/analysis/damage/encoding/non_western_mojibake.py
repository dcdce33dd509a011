"""Mojibake of encodings that are not the Western ones: UTF-8 read as Cyrillic, Thai or Chinese, and Mac Roman."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from copydesk.analysis.damage.encoding.mojibake import Garbled
from copydesk.support.patterns import compile_kept, compile_later

_LETTERS = "áàâäãåçéèêëíìîïñóòôöõøúùûüýÿßæœšžÁÀÂÄÅÇÉÈÊÖØÓÚÜÑ£©°«»·½"
_MARKS = "’‘“”–—…•€"
_CODECS = ("cp1251", "cp1250", "cp1253", "cp1254", "cp874", "cp437", "cp850", "cp866", "koi8_r")
_PAIRED_CODECS = ("gbk", "shift_jis")
"""Encodings of two bytes a sign: what follows the mark is swallowed with it."""
_LEAD = compile_later("[ВГЕвÂĂĹâΒΓΕβÃÅยรลโ┬├┼ÔтбБце鈥鈧窶竄ÕÒÓíìî]")
"""What everything misread begins with."""
_SWALLOWED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
# One byte for one byte: the marks of Mac Roman in windows-1252, and of windows-1252 in Mac Roman.
_SHORT = r"(?:do|did|does|is|was|wo|ca|are|were|have|has|had|could|would|should)n"
_WHO = r"\b(?:it|that|he|she|there|what|who|let|we|they|you|I)"
_SINGLE = {
    r"(?<=[a-z])Õ(?=(?:s|t|re|ll|ve|d|m)\b)": "’",
    r"(?<![\p{L}\p{N}])Ò(?=\p{Lu}\p{Ll})": "“",
    r"(?<=\p{Ll}[.,!?]?)Ó(?![\p{L}\p{N}])": "”",
    rf"(?<=\b{_SHORT})í(?=t\b)": "’",
    rf"(?<={_WHO})í(?=(?:s|re|ve|ll|m|d)\b)": "’",
    r"(?<![\p{L}\p{N}])ì(?=\p{Lu}\p{Ll})": "“",
    r"(?<=\p{Ll}[.,!?])î(?![\p{L}\p{N}])": "”",
}


def find_non_western(text: str) -> Iterator[Garbled]:
    """Where letters and marks of a Latin text have been read in an encoding of another script."""
    if text.isascii() or not _LEAD.search(text):
        return
    table = _table()
    for match in _pattern().finditer(text):
        yield Garbled(*match.span(), table[match.group()])
    for pattern, was in _singles():
        for match in pattern.finditer(text):
            yield Garbled(*match.span(), was)


@cache
def _table() -> dict[str, str]:
    """What the letters and marks look like when they are misread, and what they were."""
    table: dict[str, str] = {}
    for codec in _CODECS:
        for was in _LETTERS + _MARKS:
            _add(table, was, codec)
    for codec in _PAIRED_CODECS:
        for mark in _MARKS:
            for letter in _SWALLOWED:
                _add(table, mark + letter, codec)
    return table


def _add(table: dict[str, str], was: str, codec: str) -> None:
    try:
        garbled = was.encode("utf-8").decode(codec)
    except UnicodeError:
        return
    if garbled.isprintable() and not _is_western(garbled):
        table.setdefault(garbled, was)


def _is_western(garbled: str) -> bool:
    """Tell whether windows-1252 makes the same of it: that is read elsewhere."""
    try:
        garbled.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True


@cache
def _pattern() -> regex.Pattern[str]:
    """Misread marks anywhere, misread letters beside a Latin letter: in their own script none stands there."""
    by_mark: dict[bool, list[str]] = {True: [], False: []}
    for garbled, was in _table().items():
        by_mark[was[0] in _MARKS].append(regex.escape(garbled))
    marks, letters = (
        "|".join(sorted(each, key=len, reverse=True)) for each in (by_mark[True], by_mark[False])
    )
    return compile_kept(rf"(?:{marks})|(?<=[A-Za-z])(?:{letters})|(?:{letters})(?=[A-Za-z])")


@cache
def _singles() -> list[tuple[regex.Pattern[str], str]]:
    return [(compile_kept(pattern), was) for pattern, was in _SINGLE.items()]
