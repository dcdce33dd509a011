"""Directives: which of them hold prose, and what stands behind their names. The others are left out."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Argument(Enum):
    """What stands between a directive's name and its options or content."""

    CONTENT = auto()
    """The beginning of the content."""
    TITLE = auto()
    """A line of text for readers."""
    VERSION = auto()
    """A version, and then the beginning of the content."""
    OTHER = auto()
    """Nothing for readers: a path, a signature, a class."""


class Directive(NamedTuple):
    """A directive with prose in it: what its argument is, and the places of its title and content if not as usual."""

    argument: Argument
    title_place: str = "heading"
    place: str = ""


_PROSE = {
    Directive(
        Argument.CONTENT
    ): "attention caution danger error hint important note tip warning seealso todo compound",
    Directive(Argument.CONTENT, place="quote"): "epigraph highlights pull-quote",
    Directive(Argument.CONTENT, place="list"): "glossary",
    Directive(Argument.TITLE): (
        "admonition topic sidebar rubric dropdown tab tab-item group-tab card grid-item-card details collapse"
    ),
    Directive(Argument.TITLE, "caption"): "table",
    Directive(Argument.TITLE, "caption", "table"): "list-table",
    Directive(Argument.VERSION): "versionadded versionchanged versionremoved deprecated",
    Directive(Argument.OTHER, place="caption"): "figure",
    Directive(Argument.OTHER): (
        "container class rst-class only hlist tabs tab-set grid grid-item"
        # What Sphinx describes: a signature, and what is to be said of it.
        " function method classmethod staticmethod attribute property data exception decorator object describe type"
        " option envvar confval setting"
    ),
}
_BY_NAME = {name: directive for directive, names in _PROSE.items() for name in names.split()}


def prose_directive(name: str) -> Directive | None:
    """Return the directive with this name if its content is prose; a colon in the name marks a Sphinx description."""
    return _BY_NAME.get(name) or (Directive(Argument.OTHER) if ":" in name else None)
