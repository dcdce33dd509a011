"""Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.format import Format

if TYPE_CHECKING:
    from copydesk.formats.parsed import Parsed


def parse(source: str) -> Parsed:
    """Read plain text."""
    from copydesk.formats.text import parse

    return parse(source)


FORMAT = Format(
    "text",
    (".txt", ".text"),
    parse,
    is_markup=False,
    has_entities=False,
    has_front_matter=False,
    comment_form="",
)
