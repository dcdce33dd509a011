"""Needless entities: codes for characters that an author of Markdown types, as an export from a page leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_NEEDLESS = compile_later(
    r"&(?:quot|apos|#0?39|szlig|aelig|oelig|[A-Za-z](?:uml|acute|grave|circ|tilde|cedil|ring|slash));"
)
_BETWEEN_WORDS = compile_later(r"&nbsp;(?<=[^\W\d_]{3}&nbsp;)(?=[^\W\d_]{4})")
"""A space that an author would keep unbroken stands beside a number, a mark or a short word."""


def find_needless_entities(source: str, text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Find them in lines without HTML, which is pasted with its entities; spaces only beside others of them."""
    if "&" not in source:
        return
    spans = [(source.rfind("\n", 0, block.start) + 1, block) for block in blocks]
    plain = [block for line, block in spans if source.find("<", line, block.end) < 0]
    found = [match for block in plain for match in _NEEDLESS.finditer(source, block.start, block.end)]
    if found:
        found += [
            match for block in plain for match in _BETWEEN_WORDS.finditer(source, block.start, block.end)
        ]
    shown = (match for match in found if text[match.start()] != MARKUP)
    yield from (Span(*match.span()) for match in sorted(shown, key=lambda match: match.start()))
