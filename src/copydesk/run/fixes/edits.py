"""Edits: turn the suggestions of findings into changes of a source, and apply them to its bytes."""

from __future__ import annotations

import codecs
import html
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from copydesk.analysis.damage.encoding.declared_encoding import is_kept_in_ascii
from copydesk.analysis.shown.signs import speaks_of_signs
from copydesk.engine.kept_markup import is_plain, without_markup_changes
from copydesk.formats.decoding.kept_encoding import is_read_again, misread_as
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.run.fixes.cutting.cuts import cuts_of, is_empty_before
from copydesk.run.fixes.front_matter_edits import front_matter_rewritings, placed_in_front_matter
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import LINE_END, Replacement, with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.document import Document
    from copydesk.findings import Finding, Span

_CODECS = (
    *(("utf-8", mark, "utf-8") for mark in (b"", codecs.BOM_UTF8)),
    ("utf-16", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("utf-16", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("utf-32", codecs.BOM_UTF32_LE, "utf-32-le"),
    ("utf-32", codecs.BOM_UTF32_BE, "utf-32-be"),
)
_FEW_FAULTS = 2
_SIC = compile_later(r"[^.!?\r\n]{0,60}[.!?]?[\"”’'»*_]{0,3}\s?[\[(]\W{0,3}sic\b", re.IGNORECASE)
_MARKUP_SIGNS = compile_later("[<>&]")
_MARKS_BETWEEN = ".,;:!?…\"“”„‘’‚'«»‹›)]"
_FEW_MARKS = 6
"""So many marks may stand between the end of a word and what is replaced, in code points."""


class Edit(NamedTuple):
    """A change: put `text` in the place of a part of the source."""

    start: int
    end: int
    text: str
    finding: Finding

    def moved(self, by: int) -> Edit:
        """Return the edit so many code points further on."""
        return self._replace(start=self.start + by, end=self.end + by)


class NotRoundTrippable(ValueError):
    """A file in which more than the edits would change; the message gives the reason."""


def by_document(
    documents: Iterable[Document], findings: Iterable[Finding]
) -> Iterator[tuple[Document, list[Finding]]]:
    """Yield each document of a file that has any of some findings, with these, with offsets of the document."""
    findings = sorted(findings, key=attrgetter("start"))
    starts = [each.start for each in findings]
    for document in documents:
        first, last = document.start, document.start + len(document.source)
        own = in_document(document, findings[bisect_left(starts, first) : bisect_right(starts, last)])
        if own:
            yield document, own


def in_document(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in one of a file's documents, with offsets of the document."""
    first, last = document.start, document.start + len(document.source)
    return [
        replace(each, start=each.start - first, end=each.end - first)
        for each in findings
        if first <= each.start and each.end <= last
    ]


def edits_of(document: Document, findings: Iterable[Finding], *, suggested: bool) -> list[Edit]:
    """Return the edits that findings suggest, in order; of two that overlap the first.

    If some put back what was read in the wrong encoding, only these are. Safe edits are those of rules that are
    `fixable`. `suggested` adds single suggestions of all other rules, and deletes boilerplate that fills whole lines.
    No edit changes markup (the replaced text has no fillers in it, but for those of entities) or joins lines, or puts
    the first character in UTF-8 into a file that declares another encoding.
    """
    is_in_ascii = document.encoding == "utf-8" and is_kept_in_ascii(document.file_text.text)
    edits: list[Edit] = []
    placed, findings = placed_in_front_matter(document, sorted(findings))
    few = _with_few_faults(findings)
    wanted = _with_same_markup(
        document,
        [
            _replaced(document, finding, suggested=suggested)
            for finding in findings
            if finding.fixable or not _may_be_shown(document, finding, few)
        ],
    )
    if suggested:
        wanted += [Edit(*cut[:2], "", cut.finding) for cut in cuts_of(document, findings) if not cut.refused]
    wanted += [
        Edit(*change, finding)
        for change, finding in front_matter_rewritings(document, placed, suggested=suggested)
    ]
    for edit in sorted(filter(None, wanted)):
        if is_in_ascii and not edit.text.isascii():
            continue
        if not edits or edit.start > edits[-1].end or _may_touch(document, edits[-1], edit):
            edits.append(edit)
    return _restoring(document, edits)


def _with_few_faults(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the rules that find so little that all of it may be what the text shows."""
    number = Counter(each.rule for each in findings)
    return frozenset(rule for rule, found in number.items() if found <= _FEW_FAULTS)


def _may_be_shown(document: Document, finding: Finding, few: frozenset[str]) -> bool:
    """Tell whether a slip may be meant: somebody has marked it, or it is made of signs in a sentence on signs."""
    start, end = finding.start, finding.end
    if _SIC.match(document.source, end):
        return True
    is_of_signs = finding.rule in few and not document.source[start:end].isascii()
    return is_of_signs and speaks_of_signs(document.text, start, end, document.language)


def _may_touch(document: Document, edit: Edit, further: Edit) -> bool:
    """Tell whether two edits may touch: they delete paragraphs, or elements of a page.

    Both are made in one round, since a leftover may be flagged only as long as others stand beside it.
    """
    touches = further.start == edit.end and not edit.text and not further.text
    return touches and (document.syntax.is_page or is_empty_before(document.source, further.start))


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
        not (is_plain(document, start, end) or _is_spelled_out(document, finding))
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


def _is_spelled_out(document: Document, finding: Finding) -> bool:
    """Tell whether the replaced characters are entities, and no markup, and the new ones are neither."""
    source, text = (each[finding.start : finding.end] for each in (document.source, document.whole_text))
    if "&" not in source or OBJECT in text or _MARKUP_SIGNS.search(finding.suggestions[0]):
        return False
    return html.unescape(source).replace("\xad", "") == text.replace(MARKUP, "")


def edited(document: Document, data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the file's bytes after the edits; all bytes outside the edits stay the same.

    Raises:
        NotRoundTrippable: the text cannot be converted back to the file's bytes, or its encoding lacks a new character.
    """
    mark, codec, written = _way_back(document, data)
    edits = sorted(edits)
    pieces = list(pieces_after(written, edits))
    try:
        after = b"".join((mark, *(piece.encode(codec) for piece in pieces)))
    except UnicodeEncodeError as error:  # of a new piece: the old ones were written in it before
        raise NotRoundTrippable(f"“{error.object}” cannot be written in {document.encoding}") from None
    syntax = document.syntax
    for new in dict.fromkeys(edit.text for edit in edits):
        if name := misread_as(data, codec, new, is_page=syntax.is_page, is_xml=syntax.is_xml):
            raise NotRoundTrippable(
                f"“{new}” cannot be written so that it is read as such: the file is read as {name}"
            )
    if not is_read_again(data, after, "".join(pieces)):
        raise NotRoundTrippable("after the fixes it could not be told any more in which encoding it is")
    return after


def pieces_after(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    """Yield the pieces of a text after the edits, in order: what stays, and what is new.

    New lines end as the others do where these end in a carriage return, as on old Macs.
    """
    is_old = "\r" in text and "\n" not in text
    at = 0
    for edit in sorted(edits):
        yield text[at : edit.start]
        yield edit.text.replace("\n", "\r") if is_old else edit.text
        at = edit.end
    yield text[at:]


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
