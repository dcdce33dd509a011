"""Wording changes: which words differ between two texts, for suggestions and for sentences that stand side by side."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = compile_later(r"\w+|\s+|[^\w\s]")
_MOST_WORDS = 400
"""Longer texts are shown without differences: to find them takes a time that grows with the square."""

_ALIKE = 0.4
"""The share of common words under which differences would mark nearly everything."""


class Wording(NamedTuple):
    """Some words of a text, and whether the other text has other words there."""

    text: str
    differs: bool = False


def side_by_side(left: str, right: str) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """Return two texts in stretches; none differs if the texts are too long or too unlike to be compared."""
    words, others = _WORD.findall(left), _WORD.findall(right)
    if max(len(words), len(others)) > _MOST_WORDS:
        return (Wording(left),), (Wording(right),)
    operations = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    common = sum(_count(words[a:b]) for tag, a, b, _, _ in operations if tag == "equal")
    if 2 * common < _ALIKE * (_count(words) + _count(others)):
        return (Wording(left),), (Wording(right),)
    return (
        tuple(_stretches((words[a:b], tag != "equal") for tag, a, b, _, _ in operations)),
        tuple(_stretches((others[a:b], tag != "equal") for tag, _, _, a, b in operations)),
    )


def _count(words: list[str]) -> int:
    return sum(not each.isspace() for each in words)


def _stretches(parts: Iterator[tuple[list[str], bool]]) -> Iterator[Wording]:
    for words, differs in parts:
        if words:
            yield Wording("".join(words), differs)
