"""Scalars: read one value as YAML, TOML or JSON write it: in single or double quotes, as a block, or bare.

The text of a scalar is as long as it is written: an escape has its character and then fillers, so that an offset in the
text is an offset in the file.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.parsed import MARKUP, filled
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import re


class Style(Enum):
    """How a value is written."""

    PLAIN = "without quotes"
    SINGLE = "in single quotes, where two of them stand for one"
    DOUBLE = "in double quotes, with escapes"
    LITERAL = "in TOML's single quotes, where nothing stands for anything else"
    BLOCK = "in YAML's lines further in, after | or >"


class Scalar(NamedTuple):
    """A value as it is written; offsets in code points.

    Attributes:
        start, end: the value with its quotes; of a block its lines.
        first: where its text begins, behind an opening quotation mark.
        text: the text from `first` on; fillers stand for what no reader sees, such as the second half of an escape.
        style: how it is written.
    """

    start: int
    end: int
    first: int
    text: str
    style: Style

    @property
    def value(self) -> str:
        """Return the value in one line: white space is not told apart, because YAML folds lines."""
        return in_one_line(self.text.replace(MARKUP, ""))


def in_one_line(text: str) -> str:
    """Return a text with one space for each row of white space."""
    return " ".join(text.split())


_DOUBLE = compile_later(r'"((?>(?:[^"\\]|\\[\s\S])*))"')
_SINGLE = compile_later(r"'((?>(?:[^']|'')*))'")
_LITERAL = compile_later(r"'([^'\n]*)'")
_LONG = compile_later(r'"""([\s\S]*?)(?<!\\)"""|' + r"'''([\s\S]*?)'''")
_PLAIN = compile_later(r"[^\s\"'\[\]{}>|*&!%#`@,][^\r\n]*")
_PLAIN_IN_FLOW = compile_later(r"[^\s\"'\[\]{}>|*&!%#`@,][^\r\n,\[\]{}]*")
_COMMENT = compile_later(r"[ \t]+#.*")
_BLOCK = compile_later(r"[|>][-+1-9]{0,2}[ \t]*(?:#[^\n]*)?\r?\n")
_LINE = compile_later(r"([ \t]*)([^\r\n]*)(?:\r?\n|\Z)")
_ESCAPE = compile_later(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # JSON writes one character as two halves
    r"|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\\r?\n[ \t]*|\\."
)
_FOLD = compile_later(r"[ \t]*\r?\n[ \t]*")
_NAMED = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\ufffd",
    "_": "\xa0",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
    **dict.fromkeys("abfve", " "),
}
"""What a letter behind a backslash stands for; elsewhere it is the character itself. No NUL: it is our filler."""


def read_scalar(
    source: str, at: int, end: int, *, indent: int = 0, in_flow: bool = False, is_toml: bool = False
) -> Scalar | None:
    """Return the value that begins at an offset of front matter that ends at `end`; None if it is none, or a setting.

    `indent` is how far in the key stands, in code points: what stands further in belongs to the value. `in_flow` tells
    that it stands between brackets, where a comma ends it.
    """
    mark = source[at : at + 1]
    if is_toml and (long := _LONG.match(source, at, end)):
        group = 1 if mark == '"' else 2
        style = Style.DOUBLE if mark == '"' else Style.LITERAL
        text = _unescaped(long[group]) if mark == '"' else long[group]
        return Scalar(at, long.end(), at + 3, text, style)
    if mark == '"':
        if not (quoted := _DOUBLE.match(source, at, end)):
            return None
        text = _unescaped(quoted[1])
        return Scalar(at, quoted.end(), at + 1, text if is_toml else _folded(text), Style.DOUBLE)
    if mark == "'" and is_toml:
        literal = _LITERAL.match(source, at, end)
        return Scalar(at, literal.end(), at + 1, literal[1], Style.LITERAL) if literal else None
    if mark == "'":
        if not (quoted := _SINGLE.match(source, at, end)):
            return None
        text = _folded(quoted[1].replace("''", "'" + MARKUP))
        return Scalar(at, quoted.end(), at + 1, text, Style.SINGLE)
    if is_toml:
        return None
    if mark in ("|", ">"):
        header = _BLOCK.match(source, at, end)
        return _block(source, header.end(), end, indent) if header else None
    return _plain(source, at, end, indent, in_flow=in_flow)


def _plain(source: str, at: int, end: int, indent: int, *, in_flow: bool) -> Scalar | None:
    match = (_PLAIN_IN_FLOW if in_flow else _PLAIN).match(source, at, end)
    if not match:
        return None
    last = match.end()
    comment = _COMMENT.search(source, at, last)
    # YAML goes on with the value in lines that stand further in than the key, up to a comment.
    while not comment and not in_flow and last < end:
        line = _LINE.match(source, _behind_line_end(source, last), end)
        if not line or not line[2] or len(line[1]) <= indent or line[2].startswith("#"):
            break
        last = line.end(2)
        comment = _COMMENT.search(source, line.start(2), last)
    last = comment.start() if comment else last
    text = source[at:last].rstrip()
    return Scalar(at, at + len(text), at, _folded(text), Style.PLAIN)


def _behind_line_end(source: str, at: int) -> int:
    return at + 2 if source.startswith("\r\n", at) else at + 1


def _block(source: str, at: int, end: int, indent: int) -> Scalar | None:
    pieces: list[str] = []
    first = last = at
    while at < end and (line := _LINE.match(source, at, end)):
        if line[2] and len(line[1]) <= indent:
            break
        pieces.append(MARKUP * len(line[1]) + source[line.start(2) : line.end()])
        at = line.end()
        last = line.end(2) if line[2] else last
    text = "".join(pieces)[: last - first]
    return Scalar(first, last, first, text, Style.BLOCK) if text else None


def _unescaped(written: str) -> str:
    return _ESCAPE.sub(_decoded, written) if "\\" in written else written


def _decoded(match: re.Match[str]) -> str:
    escape = match.group()
    kind, length = escape[1], len(escape)
    if kind in "\r\n":  # the line goes on without a space
        return filled(escape)
    if length == 12:
        return _joined(escape).ljust(length, MARKUP)
    if kind in "xuU" and length > 2:
        written = escape[2:]
        number = int(written, 16)
        is_character = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
        return (chr(number) if is_character else "\ufffd").ljust(length, MARKUP)
    return _NAMED.get(kind, kind) + MARKUP


def _joined(escape: str) -> str:
    high, low = int(escape[2:6], 16), int(escape[8:], 16)
    return chr(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF))


def _folded(text: str) -> str:
    """Return a text of several lines with fillers for the white space around the line ends, but for the ends."""
    return _FOLD.sub(lambda match: filled(match.group()), text) if "\n" in text else text
