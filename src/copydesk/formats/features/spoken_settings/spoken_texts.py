"""Spoken texts: find the values of front matter that are text, and their places in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.formats.features.frontmatter import front_matter_end
from copydesk.formats.features.spoken_settings.inline_marks import without_marks
from copydesk.formats.features.spoken_settings.scalars import Scalar, in_one_line, read_scalar
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.formats.features.spoken_settings.text_keys import TextKeys

_KEY = compile_later(
    r"(?m)(?:^([ \t]*(?:-[ \t]+)*)|[{,][ \t]*)"
    r"(?:\"([\w .-]+)\"|'([\w .-]+)'|([^\W\d][\w.-]*(?: [\w-]+)?))[ \t]*(?:=|:(?=[\s\"'\[{|>]))[ \t]*"
)
_ITEM = compile_later(r"\s*(?:#[^\n]*\n\s*)*-[ \t]+")
_BETWEEN = compile_later(r"[\s,]*")
_SENTENCE_WORDS = compile_later(r"[^\W\d_]{2}")
_MOST_ITEMS = 100
"""Of a longer list no further items are read."""


class SpokenText(NamedTuple):
    """A value that readers see.

    Attributes:
        scalar: how it is written, and where.
        text: as long as `Scalar.text`, with fillers for markup in it.
        place: the kind of place it stands in, one of `rules.PLACES`.
    """

    scalar: Scalar
    text: str
    place: str

    @property
    def start(self) -> int:
        """Return the offset of the text in the file, in code points."""
        return self.scalar.first

    @property
    def end(self) -> int:
        """Return the offset behind the text."""
        return self.scalar.first + len(self.text)


def find_spoken_texts(source: str, meta: Mapping[str, Any], keys: TextKeys) -> list[SpokenText]:
    """Return the texts in the front matter of a source, in order.

    `meta` is the front matter as its parser read it. A value counts only if it stands there with the same words: no
    mistake of ours about how it is written can do harm.
    """
    if not meta or not (end := front_matter_end(source)):
        return []
    told = _told(meta)
    return [
        SpokenText(scalar, without_marks(scalar.text), place)
        for scalar, place in _scalars(source, end, keys)
        if scalar.value in told and _SENTENCE_WORDS.search(scalar.text)
    ]


def _told(meta: Mapping[str, Any]) -> set[str]:
    """Return all texts that front matter holds, each in one line."""
    told: set[str] = set()
    pending: list[Any] = [meta]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            told.add(in_one_line(value.replace(MARKUP, "")))
        elif isinstance(value, Mapping):
            pending += value.values()
        elif isinstance(value, list):
            pending += value[:_MOST_ITEMS]
    return told


def _scalars(source: str, end: int, keys: TextKeys) -> Iterator[tuple[Scalar, str]]:
    """Yield what is written behind keys of texts, with its place."""
    is_toml = source.startswith("+++")
    at = 0
    while match := _KEY.search(source, at, end):
        at = match.end()
        key = match[2] or match[3] or match[4]
        place = keys.place(key.rpartition(".")[2])
        if not place:
            continue
        in_flow = match[1] is None
        indent = len(match[1] or "") if not in_flow else 0
        for scalar in _values(source, at, end, indent, in_flow=in_flow, is_toml=is_toml):
            yield scalar, place
            at = max(at, scalar.end)


def _values(source: str, at: int, end: int, indent: int, *, in_flow: bool, is_toml: bool) -> Iterator[Scalar]:
    """Yield the value at an offset, or the values of the list there."""
    if source.startswith("[", at):
        for _ in range(_MOST_ITEMS):
            between = _BETWEEN.match(source, at + 1 if source.startswith("[", at) else at, end)
            at = between.end() if between else end
            scalar = read_scalar(source, at, end, in_flow=True, is_toml=is_toml)
            if scalar is None:
                return
            yield scalar
            at = scalar.end
    elif source.startswith(("\n", "\r\n"), at):
        for _ in range(_MOST_ITEMS):
            item = _ITEM.match(source, at, end)
            if item is None:
                return
            column = item.end() - source.rfind("\n", 0, item.end()) - 1
            scalar = read_scalar(source, item.end(), end, indent=max(indent, column - 1), is_toml=is_toml)
            if scalar is None:
                return
            yield scalar
            at = scalar.end
    elif scalar := read_scalar(source, at, end, indent=indent, in_flow=in_flow, is_toml=is_toml):
        yield scalar
