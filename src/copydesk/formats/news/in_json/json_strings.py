"""JSON strings: where the texts of a JSON object stand, and what they mean."""

from __future__ import annotations

import json
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.formats.news.spelled import Spelled
from copydesk.formats.parsed import Fault
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = compile_later(r'"(?>(?:[^"\\]+|\\.)*)"|[{}\[\],:]|[^\s{}\[\],:"]+')
_ESCAPE = compile_later(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_MOST_DEPTH = 100
_PROSE = compile_later(r"(?:[^\W\d_]{1,60}[ ,;:.'’-]{1,3}){8}")
"""So many words in a row are a text."""
_MEANT = {"\r": " "}
"""A carriage return comes before a line feed, which ends the line."""


class JsonText(NamedTuple):
    """A string in an object: the keys that lead to it, with “#” for a list, and its place between its quotes."""

    path: tuple[str, ...]
    start: int
    end: int


class TooDeep(ValueError):
    """Objects that are nested deeper than those of any article."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"objects are nested more than {_MOST_DEPTH} deep; no article is")
        self.offset = offset


def read_value(source: str, at: int) -> tuple[Any, int] | Fault:
    """Return the value that begins at an offset, and where it ends; a fault if it is broken."""
    try:
        return JSONDecoder(strict=False).raw_decode(source, at)
    except JSONDecodeError as error:
        return Fault(error.pos, f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}; mend it")
    except (RecursionError, ValueError) as error:  # nested too deep, or a number of too many digits
        return Fault(at, f"this JSON cannot be read: {' '.join(str(error).split())[:100]}; mend it")


def texts_in(source: str) -> Iterator[JsonText]:
    """Yield the strings that are values in a source that is valid JSON, in order.

    Raises:
        TooDeep: it is nested deeper than any article.
    """
    path: list[str] = []
    is_key = False
    for token in _TOKEN.finditer(source):
        sign = token.group()
        if sign in "{[":
            if len(path) >= _MOST_DEPTH:
                raise TooDeep(token.start())
            path.append("" if sign == "{" else "#")
            is_key = sign == "{"
        elif sign in "}]":
            path.pop()
            is_key = False
        elif sign == ",":
            is_key = bool(path) and path[-1] != "#"
        elif sign == ":":
            is_key = False
        elif sign.startswith('"'):
            if is_key:
                path[-1] = json.loads(sign, strict=False) if "\\" in sign else sign[1:-1]
            else:
                yield JsonText(tuple(path), token.start() + 1, token.end() - 1)


def first_prose(source: str, texts: Iterable[JsonText]) -> int | None:
    """Return where the first of some strings that has many words begins; None if none has."""
    return next((text.start for text in texts if _PROSE.search(source, text.start, text.end)), None)


def spelled_out(source: str, text: JsonText) -> Spelled:
    """Return what a string means."""
    spelled = Spelled(source)
    at = text.start
    for escape in _ESCAPE.finditer(source, text.start, text.end):
        spelled.copy(at, escape.start())
        meant = json.loads(f'"{escape.group()}"')
        spelled.put(_MEANT.get(meant, meant), *escape.span())
        at = escape.end()
    spelled.copy(at, text.end)
    return spelled
