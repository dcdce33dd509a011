"""quotes/overlapping-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_LEAST_WORDS = 3
_REACH = 24


@rule()
def overlapping_quote(doc: Document) -> Iterator[Flag]:
    """The word before a quotation mark stands behind it once more.

    The quotation was put into a sentence that had its first word, or its last one, already. Only small words are meant,
    such as “that” and “who”: others may well stand on both sides.

    Bad: She said that “that nobody had asked her about it”.
    Good: She said that “nobody had asked her about it”.
    Good: The word that “that” replaces is short.
    Measured: 2 findings in 3,065 news articles and one in 2,020 files of ten content repositories, all true.
    """
    small = language_data(doc.language).stop_words
    if not small:
        return
    text = doc.text
    for quotation in doc.quotations.spans:
        start, end = quotation.start, quotation.end
        before = text[max(0, start - _REACH) : start]
        if before[-1:] not in (" ", "\0", "\n") or quotation.runs_on:
            continue
        words = before.replace("\0", "").split()
        inner = text[start + 1 : start + 1 + _REACH].replace("\0", "").split()
        if not words or not inner or words[-1] not in small or inner[0] != words[-1]:
            continue
        if len(text[start:end].split()) < _LEAST_WORDS:
            continue
        first = before.rindex(words[-1]) + max(0, start - _REACH)
        last = text.find(inner[0], start) + len(inner[0])
        if doc.block_at(first) is doc.block_at(last):
            yield Flag(first, last, f"“{words[-1]}” stands before the quotation mark and behind it")
