"""Nesting of reStructuredText: its parts, literal blocks and directives that are not read included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from copydesk.formats.features.nesting import Part
from copydesk.formats.rst.states import InlineText, UnreadDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.formats.rst.lines import SourceLines

_NOWHERE = -1
"""Instead of an offset, for what no change of words touches."""


def parts_of(document: Any, lines: SourceLines) -> Iterator[Part]:
    """Yield the parts of a document, in order."""
    before: list[Any] = []
    for node in document.findall(_is_part):
        around = _around(node)
        shared = next(
            (at for at, (ours, theirs) in enumerate(zip(around, before, strict=False)) if ours is not theirs),
            min(len(around), len(before)),
        )
        before = around
        kind = (*(type(each).__name__ for each in around), type(node).__name__)
        if isinstance(node, InlineText):
            last = min(node.line + node.words.count("\n"), len(lines.texts) - 1)
            start, end = lines.offset(min(node.line, last), 0), lines.offset(last, len(lines.texts[last]))
            yield Part(start, end, kind, shared, node.words)
        else:
            yield Part(_NOWHERE, _NOWHERE, kind, shared, node.astext())


def _is_part(node: Any) -> bool:
    return isinstance(
        node, InlineText | UnreadDirective | nodes.literal_block | nodes.doctest_block | nodes.transition
    )


def _around(node: Any) -> list[Any]:
    """Return what a node stands in, the outermost first, but for its paragraph and the document."""
    around = []
    node = node.parent
    while node is not None and node.parent is not None:
        around.append(node)
        node = node.parent
    if around and isinstance(around[0], nodes.paragraph):
        del around[0]
    return around[::-1]
