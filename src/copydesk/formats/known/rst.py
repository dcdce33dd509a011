"""reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.features.links import Links, Target
from copydesk.formats.format import Format
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.formats.features.comments import Comment
    from copydesk.formats.features.nesting import Part
    from copydesk.formats.parsed import Parsed

_ROLE = r":(?:doc|ref|any|download|term|numref):`(?:[^`<]*<)?/?([^`<>]+)"
_TARGET = compile_later(rf"<([^<>`\s]+)>`_|{_ROLE}|(?m:^[ \t]*\.\.[ ]+_[^:\n]+:[ ]+(\S+))")
_OPENING = compile_later(r"(?:(?<![\w:.+-])(:[\w:.+-]+:))?`[\s*]*\Z")
_CLOSING = compile_later(r"[\s*.!›→>»]*(?:<[^<>`]*>)?`(_)?")
_NAME = compile_later(r"__?(?!\w)")


def parse(source: str) -> Parsed:
    """Read reStructuredText."""
    from copydesk.formats.rst.rst_reader import parse

    return parse(source)


def nesting(source: str) -> Sequence[Part]:
    """Return the parts of a text in reStructuredText."""
    from copydesk.formats.rst.rst_reader import nesting

    return nesting(source)


def find_comments(source: str) -> Iterable[Comment]:
    """Return the comments that are meant for copydesk."""
    from copydesk.formats.rst.rst_reader import find_comments

    return find_comments(source)


class _RstLinks(Links):
    """Finds links as reStructuredText writes them: `words <target>`_, words_, and roles that lead somewhere."""

    def find_targets(self, source: str) -> Iterator[Target]:
        """Yield where the links of a source lead, in order."""
        for match in _TARGET.finditer(source):
            yield Target(*match.span(), match[match.lastindex or 0])

    def is_linked(self, source: str, start: int, end: int) -> bool:
        """Tell whether the text between two offsets is the text of a link."""
        if _NAME.match(source, end):
            return True
        opening, closing = _OPENING.search(source, max(0, start - 60), start), _CLOSING.match(source, end)
        return bool(opening and closing and (opening[1] or closing[1]))


FORMAT = Format(
    "rst",
    (".rst", ".rest"),
    parse,
    is_own_markup=True,
    has_entities=False,
    has_front_matter=False,
    has_overlines=True,
    has_indented_parts=True,
    meta_name="fields",
    underline=compile_later(r"(?<![^\r\n])([!-/:-@\[-`{-~])\1+[ \t]*(?=[\r\n]|\Z)"),
    comments=find_comments,
    comment_form=".. …",
    links=_RstLinks(),
    nesting=nesting,
)
