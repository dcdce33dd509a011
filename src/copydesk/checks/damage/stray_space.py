"""damage/stray-space."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.spaced_marks import (
    DATE_WORDS,
    FUNCTION_WORDS,
    looks_like_code,
    may_have_spaced_marks,
    spaced_marks,
)
from copydesk.analysis.dates.lost_dates.empty_dates import find_gaps, touches
from copydesk.analysis.language.detection import detect_language
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_MARKS = {
    ",": "comma",
    ".": "full stop",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
}
_SPACES_ITS_MARKS = frozenset({"fr"})
"""Languages that put a space before tall marks: ; : ! ?"""
_SHORT_LINE = 60


@rule(fixable=True, places=("body", "list", "quote", "caption"))
def stray_space(doc: Document) -> Iterator[Flag]:
    """A space stands before a comma, full stop or other mark.

    It is left where a scraper took a link or a footnote apart. French puts spaces before some marks, and these are left
    alone there; so are ellipses, decimals (.5), file names (.txt) and emoticons. Where a word seems to be missing
    before the mark, `missing-word` says so.

    Bad: The harbour board met on Tuesday , and nobody came .
    Good: The harbour board met on Tuesday, and nobody came ... or so they say :)
    Measured: 57 of 57 findings right in 3,065 news articles; about 3 in 4 in 791 web articles, where code is read as prose (python -m bench damage).
    """
    if not may_have_spaced_marks(doc.text):
        return
    marks = ",." if doc.language in _SPACES_ITS_MARKS else _MARKS
    gaps = None
    for block in doc.blocks:
        for _, start, end, word, mark in spaced_marks(doc.text, block.start, block.end):
            if mark not in marks:
                continue
            if mark in ",." and (word.lower() in FUNCTION_WORDS or word.lower() in DATE_WORDS):
                continue
            if mark not in ",." and _is_typography(doc, start):
                continue
            # "3 : 1"; and headlines set their colons apart
            if mark in ":;" and (word.isdigit() or block.end - block.start < _SHORT_LINE):
                continue
            if looks_like_code(doc.text, block.start, block.end):
                break
            if "\0" in doc.text[start:end] and word.isdigit():
                continue  # a footnote's number
            if gaps is None:
                gaps = find_gaps(doc.plain, doc.blocks, doc.dates)
            if touches(gaps, start, end):
                continue  # the date that is missing there is another rule's
            is_glued = doc.text[end : end + 1].isalpha()  # the space stands on the wrong side
            suggestions = () if "\0" in doc.text[start:end] else (f"{mark} " if is_glued else mark,)
            yield Flag(start, end, f"there is a space before the {_MARKS[mark]}", suggestions)


def _is_typography(doc: Document, space: int) -> bool:
    """Whether a space before a tall mark belongs there: one that does not break, or in a paragraph of French."""
    if doc.text[space] == "\xa0" or doc.language in _SPACES_ITS_MARKS:
        return True
    block = doc.block_at(space)
    return block is not None and detect_language(doc.text[block.start : block.end]) in _SPACES_ITS_MARKS
