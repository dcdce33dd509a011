"""Which blocks are the article and which are the page around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.formats.parsed import Block


class Page(NamedTuple):
    """A reading of the page: for each block, how sure it is that the block is page chrome (0 to 1)."""

    chrome: tuple[float, ...]


def read_page(text: str, blocks: Sequence[Block], language: str | None = None) -> Page:
    """Tell article from chrome."""
    return Page((0.0,) * len(blocks))
