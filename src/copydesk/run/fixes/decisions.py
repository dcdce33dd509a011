"""Decisions: how an article changes by what a person decides about its findings one after the other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.document import Document
from copydesk.engine.failures import describe_error
from copydesk.engine.kept_markup import has_same_nesting
from copydesk.findings import BOILERPLATE, Finding
from copydesk.formats.html.elements import BLOCKS
from copydesk.run.fixes.edits import Edit, NotRoundTrippable, edited, edits_of, in_document
from copydesk.run.fixes.kinds import objection_to_kind
from copydesk.run.fixes.loop import Outdated, refuse_outdated, whole
from copydesk.run.fixes.reach import OutOfReach, Reach
from copydesk.support.atomic_write import replace_content
from copydesk.support.paths import display_path
from copydesk.support.patterns import compile_later
from copydesk.support.plurals import count
from copydesk.support.source_text import Replacement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.formats.parsed import Block
    from copydesk.run.result import RunResult
    from copydesk.run.session import Session

_SPEAKS_OF_NEXT = compile_later(r"(?<![^\r\n])(?:\.\. \S|\{[:%]?[.#: ])[^\r\n]*\s*\Z")
"""A label or directive of reStructuredText, or attributes of a Markdown block, at the end of a text."""
_INDENT = compile_later(r"[ \t]*")
_OPENS_LINE = compile_later(r"[#= \t]*(?:<(?:p|div|section|article|h[1-6])(?:\s[^<>]*)?>[ \t]*)*")
"""What may stand before a block on its line: marks of a heading, tags that open its elements."""
_OPENING_TAG = compile_later(r"<([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>\s*")
_MOST_TAGS = 20
_NEAR = 300
"""How far above a block such a line is looked for, in code points."""
_PLACES = frozenset({"body", "heading"})
"""Where a comment may stand before a block; inside of a list or a table it would break it."""


class Decisions:
    """The decisions on the findings of one file.

    Nothing is written before `write`. All edits are of the text that was checked.
    """

    def __init__(self, session: Session, result: RunResult, reach: Reach, path: str) -> None:
        self._session = session
        self._file = result.paths[path]
        self._result = result
        self._reach = reach
        self._may_change = not objection_to_kind(session, self._file)
        self._edits: list[Edit] = []
        self.is_written = False

    @cached_property
    def _data(self) -> bytes:
        return self._session.data(self._file)

    @cached_property
    def _documents(self) -> Sequence[Document]:
        return self._session.read(self._file, self._data)

    def _document(self, finding: Finding) -> Document:
        return self._documents[max(0, bisect_right(self._starts, finding.start) - 1)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [each.start for each in self._documents]

    def replacement(self, finding: Finding, text: str) -> Edit | None:
        """Return the edit that puts a text in the place of what is flagged; None if that would change markup."""
        return self._edit(replace(finding, suggestions=(text,)))

    def deletion(self, finding: Finding) -> Edit | None:
        """Return the edit that takes a leftover away; None if other text or markup would go with it."""
        return self._edit(finding) if finding.family == BOILERPLATE and not finding.suggestions else None

    def _edit(self, finding: Finding) -> Edit | None:
        document = self._document(finding)
        own = in_document(document, [finding]) if self._may_change else []
        edits = edits_of(document, own, suggested=True)
        return edits[0].moved(document.start) if edits else None

    def suppression(self, finding: Finding, rules: str = "") -> Edit | None:
        """Return the edit that puts a comment before the finding's block, with the `rules` to suppress there, that of
        the finding if there are none; None where a comment cannot stand.
        """
        document = self._document(finding)
        block = document.block_at(finding.start - document.start)
        if (
            not document.syntax.comment_form
            or not self._may_change
            or block is None
            or (block.place not in _PLACES and not document.syntax.is_page)
        ):
            return None
        at = _place_before(document, block)
        if at is None:
            return None
        return _comment(document, at, f"copydesk-disable-next-block {rules or finding.rule}", finding)

    def suppression_in_file(self, finding: Finding) -> Edit | None:
        """Return the edit that puts a comment at the top, which suppresses a rule in the whole file; None where none
        can stand.
        """
        document = self._documents[0]
        if not document.syntax.comment_form or not self._may_change or not document.blocks:
            return None
        at = _place_before(document, document.blocks[0])
        if at is None:
            return None
        return _comment(document, at, f"copydesk-disable-file {finding.rule}", finding)

    def take(self, edit: Edit) -> bool:
        """Take an edit; return false if it meets one that was taken before."""
        if any(_meet(edit, other) for other in self._edits):
            return False
        self._edits.append(edit)
        return True

    def drop(self, edit: Edit) -> None:
        """Take an edit back."""
        if edit in self._edits:
            self._edits.remove(edit)

    def line_now(self, finding: Finding) -> int:
        """Return the line in which a finding stands after the edits that were taken."""
        source = self._documents[0].file_text.text
        lines = sum(
            each.text.count("\n") - source.count("\n", each.start, each.end)
            for each in self._edits
            if each.end <= finding.start
        )
        return max(1, finding.line + lines)

    def write(self) -> str:
        """Write the file, and return a line that says so, or why not; empty if nothing is to change."""
        if not self._edits:
            return ""
        name = display_path(self._file)
        try:
            refuse_outdated(self._session, self._result, self._file, self._session.data(self._file))
            content = edited(whole(self._documents[0]), self._data, self._edits)
            replace_content(self._reach.target(self._file), self._data, content)
        except OSError as error:
            return f"{name}: not changed: {describe_error(error)}"
        except (NotRoundTrippable, OutOfReach, Outdated) as reason:
            return f"{name}: not changed: {reason}"
        self.is_written = True
        return f"{name}: changed in {count(len(self._edits), 'place')}"


def _place_before(document: Document, block: Block) -> int | None:
    """Return where a comment on a block can stand: before its line, or before its element in a page, where lines mean
    nothing; None if the block stands in something else.
    """
    source = document.source
    line_start = source.rfind("\n", 0, block.start) + 1
    if not document.syntax.is_page or not source[line_start : block.start].strip():
        return line_start if _OPENS_LINE.fullmatch(source, line_start, block.start) else None
    at = block.start
    for _ in range(_MOST_TAGS):
        tag_start = source.rfind("<", max(0, at - _NEAR), at)
        tag = _OPENING_TAG.fullmatch(source, tag_start, at) if tag_start >= 0 else None
        if tag is None:
            return None
        at = tag_start
        if tag[1].lower() in BLOCKS:
            before = source.rfind("\n", 0, at) + 1
            return at if source[before:at].strip() else before
    return None


def _comment(document: Document, at: int, directive: str, finding: Finding) -> Edit | None:
    """Return the edit that puts a comment, with an empty line under it, before a line of a document; None if it would
    break up what it stands in.
    """
    source = document.source
    if at == 0 and source.startswith("%"):
        return None  # Pandoc reads a title there, in the first lines only
    if _SPEAKS_OF_NEXT.search(source, max(0, at - _NEAR), at):
        return None  # the line above names or dresses the block, and a comment would come between them
    line_end = "\r\n" if "\r\n" in source else "\n"
    indent = _INDENT.match(source, at)  # a note, or a directive, goes on as far as its lines are indented
    comment = document.syntax.comment_form.replace("…", directive)
    lines = f"{indent.group() if indent else ''}{comment}"
    if at == source.rfind("\n", 0, at) + 1:
        lines += line_end * 2
    changed = Document(source[:at] + lines + source[at:], document.path, document.format)
    starts = {each.start for each in changed.syntax.comments(changed.source)}
    is_read = at + lines.index(comment) in starts
    is_harmless = (
        is_read
        and _reads_alike(document, changed)
        and has_same_nesting(document.syntax, source, document.text, [Replacement(at, at, lines)])
    )
    return Edit(at, at, lines, finding).moved(document.start) if is_harmless else None


def _reads_alike(document: Document, other: Document) -> bool:
    """Tell whether two documents have the same blocks, with the same words."""

    def read(each: Document) -> list[tuple[str, int, str]]:
        return [(block.place, block.level, each.text[block.start : block.end]) for block in each.blocks]

    return read(document) == read(other)


def _meet(edit: Edit, other: Edit) -> bool:
    """Tell whether two edits change the same characters, or put something in the same place."""
    return (edit.start < other.end and other.start < edit.end) or edit.start == other.start
