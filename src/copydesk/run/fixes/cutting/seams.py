"""Seams: tell whether the text around deletions is whole without what they take.

What is deleted stands between sentences or between blocks: what is left above ends one, what is left below begins one.
A heading that stays keeps a text below it, and no text that stays loses its heading.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.formats.features.heading_links import HeadingLinks
from copydesk.formats.parsed import MARKUP, WORDLESS, Block
from copydesk.run.fixes.cutting.lead_ins import LeadIns
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.document import Document

_WHOLE = compile_later(r"[.!?…。！？؟।۔։።။។｡][*_~”’\"'»)\]“」』]*\Z")
_OPEN = compile_later(r"[,;–—(\[„“«‚‘/&+=-][*_~\s]*\Z")
_LAST_WORD = compile_later(r"([^\W\d_]+)[^\w]*\Z")
_FIRST_LETTER = compile_later(r"[^\w]*([^\W\d_])([^\W\d_]?)")
_ADDRESS = compile_later(r"[^\w]*(?:[a-zA-Z]{2,10}://|www\.|[\w.+%-]{1,64}@)")
_ANSWER = compile_later(r"[*_~\s]*[^\W\d_]{1,2}:")
_SPEECH = compile_later(r"[—–―]\s?\w")
"""The dash before a speech, which another speech answers."""
_MARK = compile_later("[“”„«»]")
_LAST_MARK = compile_later("([“”„«»])[^“”„«»]*\\Z")
_PAIRS = frozenset(("“”", "„“", "„”", "«»", "»«"))
_EMPTY_LINE = compile_later(r"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)")
_NEAR = 400
"""So many code points of the text on either side are looked at."""
_UNWRAPPED = compile_later(r"[^\r\n]{160}")
"""Nobody breaks lines at such a width: a text with such a line has each paragraph in a line of its own."""
_HEADING, _BODY = "heading", "body"

CUT_OUT = "the sentence around it may go on above or below"
LEADS_TO_IT = "what stands above leads to it"
IN_QUOTATION = "it stands in a quotation"
ANSWER = "it may be an answer"
LAST_OF_SECTION = "the heading above would have no text"
HEADS_TEXT = "the text below would lose its heading"


class Seams:
    """Where a document's deletions leave what is above next to what is below."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._blocks = [
            block for block in document.blocks if self._text[block.start : block.end].strip(WORDLESS)
        ]
        self._lead_ins = LeadIns(document, self._blocks)

    def objections(self, lines: Sequence[Span], staying: Sequence[Span] = ()) -> Iterator[tuple[int, str]]:
        """Yield the numbers of deletions, in order and apart, after which the text around would be harmed; and why.

        `staying` are leftovers that are not deleted, in order: what announces the first of them announces them all.
        """
        for group in self._groups(lines):
            first, last = group[0], group[-1]
            whole = Span(lines[first].start, lines[last].end)
            if self._lead_ins.lead_to(whole, staying):
                yield from ((number, LEADS_TO_IT) for number in group)
            elif reason := self._objection_above(whole):
                yield from ((number, reason) for number in (group if reason == IN_QUOTATION else [first]))
            elif reason := self._objection_below(whole):
                yield last, reason
            elif reason := self._objection_of_section(whole):
                yield from ((number, reason) for number in group)
            elif self._takes_heading(whole):
                yield last, HEADS_TEXT

    def _groups(self, lines: Sequence[Span]) -> list[list[int]]:
        """Return the numbers of deletions, together if nothing that is left parts them."""
        groups: list[list[int]] = []
        for number, each in enumerate(lines):
            if groups and not self._text[lines[number - 1].end : each.start].strip(WORDLESS):
                groups[-1].append(number)
            else:
                groups.append([number])
        return groups

    def _objection_above(self, whole: Span) -> str:
        if any(
            each.start < whole.start and whole.end < each.end for each in self._quotations_at(whole.start)
        ):
            return IN_QUOTATION
        above, below = self._above(whole), self._below(whole)
        if above is None:
            return ""
        if below and self._is_quotation(
            self._text[above.start : whole.start], self._text[whole.end : below.end]
        ):
            return IN_QUOTATION
        words = self._words(max(above.start, whole.start - _NEAR), min(above.end, whole.start))
        if above.place in (_HEADING, "table"):
            return ""
        deleted = self._words(whole.start, min(whole.end, whole.start + _NEAR))
        if _ANSWER.match(deleted) and _ANSWER.match(
            self._words(above.start, min(above.end, above.start + _NEAR))
        ):
            return ANSWER
        if _SPEECH.match(deleted) and any(
            each is not None and _SPEECH.match(self._words(each.start, min(each.end, each.start + _NEAR)))
            for each in (above, below)
        ):
            return ANSWER
        is_apart = above.end <= whole.start and (
            self._document.syntax.is_markup
            or _EMPTY_LINE.search(self._document.source, above.end, whole.start)
        )
        if is_apart or _WHOLE.search(words):
            return ""
        is_line = above.end <= whole.start and self._has_a_line_for_each_paragraph
        return "" if is_line and not self._ends_open(words) else CUT_OUT

    def _is_quotation(self, above: str, below: str) -> bool:
        """Tell whether a quotation that begins in the paragraph above ends in the one below."""
        opened, closed = _LAST_MARK.search(above), _MARK.search(below)
        return opened is not None and closed is not None and opened[1] + closed[0] in _PAIRS

    def _objection_below(self, whole: Span) -> str:
        below = self._below(whole)
        if below is None or below.place != _BODY:
            return ""
        start = max(below.start, whole.end)
        words = self._words(start, min(below.end, start + _NEAR))
        first = _FIRST_LETTER.match(words)
        begins_small = first and first[1].islower() and not first[2].isupper() and not _ADDRESS.match(words)
        return CUT_OUT if begins_small else ""

    def _objection_of_section(self, whole: Span) -> str:
        above = self._above(whole)
        if above is None or above.place != _HEADING or above.end > whole.start:
            return ""
        if self._links.lead_to([self._text[above.start : above.end]], above.start, whole.end):
            return LEADS_TO_IT
        return LAST_OF_SECTION if self._empties_section(whole, above) else ""

    @cached_property
    def _links(self) -> HeadingLinks:
        return HeadingLinks(self._document.source if self._document.syntax.is_markup else "")

    def _empties_section(self, whole: Span, above: Block) -> bool:
        below = self._below(whole)
        deleted = self._blocks[self._first_from(whole.start) : self._first_from(whole.end)]
        is_text = bool(deleted) and deleted[0].place != _HEADING
        return is_text and (below is None or (below.place == _HEADING and below.level <= above.level))

    def _takes_heading(self, whole: Span) -> bool:
        deleted = self._blocks[self._first_from(whole.start) : self._first_from(whole.end)]
        below = self._below(whole)
        heading = next((each for each in reversed(deleted) if each.place == _HEADING), None)
        if heading is None or below is None or below.start < whole.start:
            return False
        if below.place == _HEADING:
            return below.level > heading.level
        return deleted[-1] is heading

    def _above(self, whole: Span) -> Block | None:
        number = self._first_from(whole.start) - 1
        return self._blocks[number] if number >= 0 else None

    def _below(self, whole: Span) -> Block | None:
        number = bisect_right(self._blocks, whole.end, key=attrgetter("end"))
        return self._blocks[number] if number < len(self._blocks) else None

    def _first_from(self, offset: int) -> int:
        return bisect_left(self._blocks, offset, key=attrgetter("start"))

    def _words(self, start: int, end: int) -> str:
        return self._text[start:end].replace(MARKUP, "").strip()

    def _quotations_at(self, offset: int) -> list[Span]:
        spans = self._document.quotations.spans
        number = bisect_left(spans, offset, key=attrgetter("start"))
        return [Span(each.start, each.end) for each in spans[max(0, number - 1) : number]]

    def _ends_open(self, words: str) -> bool:
        last = _LAST_WORD.search(words)
        return _OPEN.search(words) is not None or (last is not None and last[1].lower() in self._open_words)

    @cached_property
    def _has_a_line_for_each_paragraph(self) -> bool:
        return not self._document.syntax.is_markup and _UNWRAPPED.search(self._document.source) is not None

    @cached_property
    def _open_words(self) -> frozenset[str]:
        """The words behind which a sentence goes on, or what is shown follows."""
        found: frozenset[str] = frozenset()
        for code in {self._document.language or "en", "en"}:
            each = language_data(code)
            found |= each.never_last | each.determiners | each.leading_articles | each.never_before_a_mark
            found |= each.naming_words | each.explaining_words | each.display_words | each.verb_auxiliaries
            found |= each.tag_verbs | each.saying_verbs | each.reporting_verbs
        return found
