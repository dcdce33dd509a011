"""Link names: by which a document refers to its own parts, and whether there is a part with each of them."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.formats.rst.inline import InlineReader, named
from copydesk.formats.rst.states import InlineText
from copydesk.support.patterns import compile_later

_LABEL = compile_later(r"\[[^\[\]\s]{1,80}\]_(?!\w)")
"""What is meant as the label of a note or a book, though it may have a sign that no label has."""


def names_in(document: Any, source: str, inliner: InlineReader) -> tuple[tuple[str, bool], ...]:
    """Return the names that the texts of a document refer to, in order, and whether something has this name."""
    references = [*inliner.references, *(match.group() for match in _LABEL.finditer(source))]
    if not references:
        return ()
    known = {*inliner.targets, *_named_parts(document)}
    return tuple((name, name in known) for name in references)


def _named_parts(document: Any) -> set[str]:
    """Return the names of targets, notes, titles and terms."""
    found: set[str] = set()
    for kind in (nodes.target, nodes.footnote, nodes.citation):
        for node in document.findall(kind):
            found.update(map(named, node["names"]))
    for node in document.findall(InlineText):
        if isinstance(node.parent, nodes.title | nodes.term):
            found.add(named(node.shown.replace(MARKUP, "").replace(OBJECT, "")))
    return found
