"""Edits: turn the suggestions of findings into changes of a source, and apply them to its bytes."""

from __future__ import annotations

import codecs
import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from copydesk.document import Document
from copydesk.engine.kept_markup import Replacement, without_markup_changes
from copydesk.findings import BOILERPLATE, Finding, Span
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import LINE_END, with_line_feeds

_CODECS = (
    *(("utf-8", mark, "utf-8") for mark in (b"", codecs.BOM_UTF8)),
    ("utf-16", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("utf-16", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("utf-32", codecs.BOM_UTF32_LE, "utf-32-le"),
    ("utf-32", codecs.BOM_UTF32_BE, "utf-32-be"),
)
# Characters that may be deleted with a line besides its words: bullets, and marks of emphasis.
_BEFORE = compile_later(r"[ \t]*(?:(?:[-*+>#]+|\d{1,3}[.)])[ \t]+)*[*_~]{0,3}\Z")
_AFTER = compile_later(r"[*_~]{0,3}[ \t]*\Z")
_ELEMENT = compile_later(r"[ \t]*<(p|li|div|h[1-6])\b[^<>]*>\Z")
_EMPTY_LINE_ABOVE = compile_later(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\Z")
_REST_OF_LINE = compile_later(r"[^\S\r\n]*(?:\r\n|\n|\r)")
_LINE_ABOVE = compile_later(r"(?<![^\r\n])([^\r\n]+)(?:\r\n|\n|\r)\Z")
_INDENT = compile_later(r"[ \t]+(?=\S)")
_TAG = compile_later(r"<(/?)([a-zA-Z][\w-]*+)[^<>]*?(/?)>")
_MARKUP_SIGNS = compile_later("[<>&]")
_MARGIN = 1_000
"""How far beside a passage, in code points, its line may begin and end: there are only bullets, marks and tags."""
_MARKS_BETWEEN = ".,;:!?…\"“”„‘’‚'«»‹›)]"
_FEW_MARKS = 6
"""So many marks may stand between the end of a word and what is replaced, in code points."""
_VOID = frozenset("br img hr wbr input source".split())


class Edit(NamedTuple):
    """A change: put `text` in the place of a part of the source."""

    start: int
    end: int
    text: str
    finding: Finding


class NotRoundTrippable(ValueError):
    """A file in which more than the edits would change; the message gives the reason."""


def edits_of(document: Document, findings: Iterable[Finding], *, suggested: bool) -> list[Edit]:
    """Return the edits that findings suggest, in order; of two that overlap the first.

    If some put back what was read in the wrong encoding, only these are. Safe edits are those of rules that are
    `fixable`. `suggested` adds single suggestions of all other rules, and deletes boilerplate that fills whole lines.
    No edit changes markup (the replaced text has no fillers in it, but for those of entities) or joins lines.
    """
    edits: list[Edit] = []
    findings = sorted(findings)
    wanted = _with_same_markup(
        document, [_replaced(document, finding, suggested=suggested) for finding in findings]
    )
    if suggested:
        cuts = _Cuts(document)
        wanted += [
            cuts.cut(start, end, finding)
            for start, end, finding in _boilerplate_runs(document, findings)
            if not document.is_garbled(start, end)
        ]
    for edit in sorted(filter(None, wanted)):
        if not edits or edit.start > edits[-1].end:
            edits.append(edit)
    return _restoring(document, edits)


def _with_same_markup(document: Document, edits: Iterable[Edit | None]) -> list[Edit | None]:
    """Return the edits, apart from each other, after which the document has the same markup as before."""
    changes: list[tuple[Replacement, Edit | None]] = []
    for edit in sorted(filter(None, edits)):
        if not changes or edit.start > changes[-1][0].end:
            changes.append((Replacement(edit.start, edit.end, edit.text), edit))
    return without_markup_changes(document, changes)


def _restoring(document: Document, edits: list[Edit]) -> list[Edit]:
    """Return those that put back what was read in the wrong encoding, of each paragraph all or none; else the others.

    Nothing else is mended before, because even the language of a garbled text is not known.
    """
    restoring = {(edit.start, edit.end): edit for edit in edits if document.garbled_at(edit.start, edit.end)}
    if not restoring:
        return edits
    left = [each.start for each in document.garbled if each.was and each[:2] not in restoring]
    whole = [edit for edit in restoring.values() if not _is_among(left, document.paragraph_at(edit.start))]
    return whole or [edit for edit in edits if edit[:2] not in restoring]


def _is_among(offsets: Sequence[int], span: Span) -> bool:
    """Tell whether one of some offsets, in order, lies in a span."""
    index = bisect_left(offsets, span.start)
    return index < len(offsets) and offsets[index] < span.end


def _replaced(document: Document, finding: Finding, *, suggested: bool) -> Edit | None:
    start, end = finding.start, finding.end
    if len(finding.suggestions) != 1 or not (finding.fixable or suggested):
        return None
    if (
        not (_is_plain(document, start, end) or _is_spelled_out(document, finding))
        or finding.suggestions[0] == document.source[start:end]
    ):
        return None
    if LINE_END.search(document.source, start, end) and not LINE_END.search(finding.suggestions[0]):
        return None
    if _glues(document.source, start, end, finding.suggestions[0]):
        return None
    beside = document.source[max(0, start - 1) : start] + document.source[end : end + 1]
    # The first of two line feeds may be written as a carriage return, which the second would join.
    if not finding.suggestions[0] and beside in ("\r\n", "\n\n"):
        return None
    return Edit(start, end, finding.suggestions[0], finding)


def _glues(source: str, start: int, end: int, new: str) -> bool:
    """Tell whether a mark that is put in the place of a space would glue two words: said,“ he → said,“he.

    To put the halves of one word together is the sense of an apostrophe, and of what puts letters there.
    """
    if new in ("'", "’") or any(character.isalnum() or character.isspace() for character in new):
        return False
    if not source[end : end + 1].isalnum() or not any(map(str.isspace, source[start:end])):
        return False
    lead = source[max(0, start - _FEW_MARKS) : start]
    before = lead.rstrip(_MARKS_BETWEEN) or lead
    return before[-1:].isalnum()


def _is_plain(document: Document, start: int, end: int) -> bool:
    text = document.text[start:end]
    return text == document.source[start:end] and OBJECT not in text and "\0" not in text


def _is_spelled_out(document: Document, finding: Finding) -> bool:
    """Tell whether the replaced characters are entities, and no markup, and the new ones are neither."""
    source, text = (each[finding.start : finding.end] for each in (document.source, document.text))
    if "&" not in source or OBJECT in text or _MARKUP_SIGNS.search(finding.suggestions[0]):
        return False
    return html.unescape(source).replace("\xad", "") == text.replace(MARKUP, "")


def _boilerplate_runs(document: Document, findings: list[Finding]) -> list[tuple[int, int, Finding]]:
    """Return start and end of each boilerplate passage; findings next to each other on one line become one passage."""
    runs: list[tuple[int, int, Finding]] = []
    for finding in findings:
        if finding.family != BOILERPLATE or finding.suggestions or finding.stays:
            continue
        if runs and not document.source[runs[-1][1] : finding.start].strip(" \t"):
            start, end, first = runs.pop()
            runs.append((start, max(end, finding.end), first))
        else:
            runs.append((finding.start, finding.end, finding))
    return runs


class _Cuts:
    """Deletes the lines of one document that boilerplate fills."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._last = len(document.source.rstrip())

    def cut(self, start: int, end: int, finding: Finding) -> Edit | None:
        """Delete the lines between two offsets, with one empty line next to them; None if they contain other text."""
        document, source = self._document, self._document.source
        first, last = max(0, start - _MARGIN), min(len(source), end + _MARGIN)
        line_start = max(source.rfind("\n", first, start), source.rfind("\r", first, start)) + 1
        ending = LINE_END.search(source, end, last)
        line_end = ending.start() if ending else last
        if (first and not line_start) or (last < len(source) and not ending):
            return None
        if not _is_all(source[line_start:start], source[end:line_end]):
            return None
        if self._reach_out(line_start, line_end, start, end) and not _is_plain(document, start, end):
            return None
        if document.syntax.is_markup and not _is_balanced(source[line_start:line_end]):
            return None
        cut_end = ending.end() if ending else line_end
        if _holds_up(document, line_start, cut_end):
            return None
        if cut_end >= self._last:  # these are the last lines: delete the empty line before them
            body = len(source[:line_start].rstrip())
            rest = _REST_OF_LINE.match(source, body) if body else None
            return Edit(rest.end() if rest else 0, len(source), "", finding)
        if _is_empty_before(source, line_start) and (next_line := LINE_END.match(source, cut_end)):
            cut_end = next_line.end()
        return Edit(line_start, cut_end, "", finding)

    def _reach_out(self, line_start: int, line_end: int, start: int, end: int) -> bool:
        """Tell whether a block with a part of a passage reaches beyond the passage's lines."""
        blocks = self._document.blocks
        first = bisect_right(blocks, start, key=attrgetter("end"))
        last = bisect_left(blocks, end, lo=first, key=attrgetter("start")) - 1
        return first <= last and (blocks[first].start < line_start or blocks[last].end > line_end)


def _is_all(before: str, after: str) -> bool:
    """Tell whether nothing but bullets, marks of emphasis or tags stands before and after a passage on its lines."""
    if element := _ELEMENT.match(before):
        return after.strip().lower() == f"</{element[1].lower()}>"
    return _BEFORE.match(before) is not None and _AFTER.match(after) is not None


def _holds_up(document: Document, line_start: int, cut_end: int) -> bool:
    """Tell whether the deletion would damage the lines around it: break up or create a heading, or detach lines from
    it.
    """
    source, syntax = document.source, document.syntax
    if syntax.underline.match(source, cut_end):
        return True
    if syntax.has_overlines:
        above = _LINE_ABOVE.search(source, max(0, line_start - 300), line_start)
        if above and syntax.underline.match(above[1]):
            return True
    if not syntax.has_indented_parts:
        return False
    return _indent(source, cut_end) > _indent(source, line_start)


def _indent(source: str, line_start: int) -> int:
    """Return the number of spaces and tabs that a line begins with; 0 for an empty line."""
    match = _INDENT.match(source, line_start)
    return len(match.group()) if match else 0


def _is_empty_before(source: str, line_start: int) -> bool:
    """Tell whether the line above is empty or missing."""
    above = source[max(0, line_start - 80) : line_start]
    return not above.strip(" \t") or _EMPTY_LINE_ABOVE.search(above) is not None


def _is_balanced(lines: str) -> bool:
    """Tell whether every element that begins in these lines also ends in them."""
    opened: list[str] = []
    for match in _TAG.finditer(lines):
        name = match[2].lower()
        if match[1]:
            if not opened or opened.pop() != name:
                return False
        elif not match[3] and name not in _VOID:
            opened.append(name)
    return not opened


def edited(document: Document, data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the file's bytes after the edits; all bytes outside the edits stay the same.

    Raises:
        NotRoundTrippable: the text cannot be converted back to the file's bytes, or its encoding lacks a new character.
    """
    mark, codec, written = _way_back(document, data)
    is_old = "\r" in written and "\n" not in written
    pieces = [mark]
    at = 0
    for edit in sorted(edits):
        pieces.append(written[at : edit.start].encode(codec))
        try:
            pieces.append((edit.text.replace("\n", "\r") if is_old else edit.text).encode(codec))
        except UnicodeEncodeError:
            raise NotRoundTrippable(f"“{edit.text}” cannot be written in {document.encoding}") from None
        at = edit.end
    return b"".join((*pieces, written[at:].encode(codec)))


def _way_back(document: Document, data: bytes) -> tuple[bytes, str, str]:
    """Return the byte-order mark and the codec of a file, and its text with the line ends as they are written."""
    ways = [way[1:] for way in _CODECS if way[0] == document.encoding] or [(b"", document.encoding)]
    for mark, codec in ways:
        try:
            if mark + document.source.encode(codec) == data:
                return mark, codec, document.source
            written = data[len(mark) :].decode(codec)
            if mark + written.encode(codec) == data and with_line_feeds(written) == document.source:
                return mark, codec, written
        except (UnicodeError, LookupError):
            continue
    raise NotRoundTrippable(f"its bytes are not what {document.encoding} makes of its text")
