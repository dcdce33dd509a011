"""Misreadings: the encodings that UTF-8 is read in by mistake, and the way back from each to the text it was."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Any, NamedTuple

from copydesk.support.patterns import compile_later

SPOKEN = {
    "cp1252": "windows-1252",
    "mac_roman": "Mac Roman",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "iso8859-2": "ISO 8859-2",
    "cp1254": "windows-1254",
    "cp1253": "windows-1253",
    "cp1257": "windows-1257",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1258": "windows-1258",
    "iso8859-15": "ISO 8859-15",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "cp852": "code page 852",
    "cp866": "code page 866",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "mac_cyrillic": "Mac Cyrillic",
    "cp874": "windows-874",
}
"""What people call each encoding of one byte a character, the likelier ones first: of two that give the same text the
first is named."""

OF_TWO_BYTES = {"gb18030": "GB 18030", "cp932": "Shift JIS", "big5": "Big5", "cp949": "code page 949"}
"""The same for encodings in which what is garbled may swallow a letter of ASCII."""

_LEADS = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
"""Of UTF-8: the first bytes of a sequence, from and to, and how many bytes follow."""
_REMEMBERED = 10_000
"""Runs: in most languages a text repeats its words."""
_NO_ROLES = (0, 0, 0)
_CONTROL = compile_later("[\x80-\x9f]")
_DEFINED = compile_later(r"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""What is a control character in Latin-1, and another character in windows-1252, …"""
_TYPED = compile_later("[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""… and these."""


class Garbled(NamedTuple):
    """Characters that were others.

    Attributes:
        start, end: offsets in code points.
        was: all that they may have been; empty if that is lost.
        how: what was done to them, as a sentence; empty if something of them is lost.
        is_sure: whether it is certain what they were, and what all else that is garbled in their block was.
        may_be_put_back: whether nothing garbled would be left in their block; after a part is put back nobody can tell
            what the rest was.
    """

    start: int
    end: int
    was: tuple[str, ...]
    how: str = ""
    is_sure: bool = True
    may_be_put_back: bool = True


def unread(text: str, codec: str) -> str | None:
    """Return the text whose bytes in UTF-8, read in an encoding, give this one; None if there is none."""
    try:
        return bytes_of(text, codec).decode("utf-8")
    except UnicodeError:
        return None


def bytes_of(text: str, codec: str) -> bytes:
    """Return the bytes that give a text when they are read in an encoding.

    Raises:
        UnicodeError: no bytes do.
    """
    if codec in OF_TWO_BYTES:
        return text.encode(codec)
    if codec == "cp1252" and _CONTROL.search(text):
        if _TYPED.search(text) and (control := _DEFINED.search(text)):
            raise UnicodeEncodeError(codec, text, *control.span(), "no program reads one byte now so, now so")
        text = _CONTROL.sub(_as_typed, text)
    data: bytes = codecs.charmap_encode(text, "strict", _map_of(codec))[0]
    return data


def _as_typed(control: re.Match[str]) -> str:
    """Return what a control character is in windows-1252, which is what most programs call Latin-1."""
    return _table_of("cp1252")[ord(control.group())]


@cache
def _map_of(codec: str) -> Any:
    return codecs.charmap_build(_table_of(codec))


@cache
def _table_of(codec: str) -> str:
    """Return the character of each byte; one that the encoding leaves undefined is passed through, as programs do."""
    characters = (bytes([byte]).decode(codec, "replace") for byte in range(0x100))
    return "".join(chr(byte) if each == "\ufffd" else each for byte, each in enumerate(characters))


@cache
def sequences_of(codec: str) -> re.Pattern[str]:
    """Return a pattern for what characters beyond ASCII become when their UTF-8 is read in an encoding.

    Fillers may stand within one, because each of its parts may have been written as an entity.
    """
    table = _table_of(codec)
    follows = _set_of(table[0x80:0xC0] + _controls(codec))
    return compile_later(
        "(?:{})+".format(
            "|".join(
                _set_of(table[first : last + 1]) + rf"(?:\0*{follows}){{{length}}}"
                for first, last, length in _LEADS
            )
        )
    )


@lru_cache(_REMEMBERED)
def codecs_of(run: str) -> list[str]:
    """Return the encodings of one byte a character in which a run of characters may hold UTF-8."""
    roles = [_roles().get(character, _NO_ROLES) for character in run]
    possible = 0
    for (begins_two, begins_more, _), (_, _, second), (_, _, third) in zip(
        roles, roles[1:], [*roles[2:], _NO_ROLES], strict=False
    ):
        possible |= second & (begins_two | begins_more & third)
    return [codec for number, codec in enumerate(SPOKEN) if possible >> number & 1]


@cache
def _roles() -> dict[str, tuple[int, ...]]:
    """Return in which encodings, as bits, a character begins two bytes, begins more, and follows."""
    roles: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for number, codec in enumerate(SPOKEN):
        table = _table_of(codec)
        for role, characters in enumerate(
            (table[0xC2:0xE0], table[0xE0:0xF5], table[0x80:0xC0] + _controls(codec))
        ):
            for character in characters:
                roles[character][role] |= 1 << number
    return {character: tuple(each) for character, each in roles.items()}


def _controls(codec: str) -> str:
    """Return the control characters that stand beside those of an encoding: Latin-1 and windows-1252 are one here."""
    return "".join(map(chr, range(0x80, 0xA0))) if codec == "cp1252" else ""


def _set_of(characters: str) -> str:
    return f"[{re.escape(characters)}]"
