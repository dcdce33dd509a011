"""Names of people and bodies, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.findings import Span
from copydesk.formats.parsed import Block


class Name(NamedTuple):
    """A person or an organisation as the article names it, with every mention."""

    name: str
    kind: str
    mentions: tuple[Span, ...]


def read_names(text: str, blocks: Sequence[Block], language: str | None = None) -> tuple[Name, ...]:
    """The people and organisations that a text names, in order of their first mention."""
    return ()
