"""Letter case: tell capitals that belong to the spelling of a word from those of its place, as in a first word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.parsed import MARKUP

if TYPE_CHECKING:
    from copydesk.document import Document
    from copydesk.findings import Span

_NEAR = 200
"""In code points: how far around a word its sentence is looked at."""
_ENDS_OF_SENTENCES = ".!?…:;"
_QUOTES = "\"'“”„‘’«»‹›"
_BETWEEN = " \t\r\n([{–—-*_#>•|" + MARKUP
"""What may stand between the end of a sentence and the first word of the next, besides quotation marks."""


def begins_sentence(document: Document, offset: int) -> bool:
    """Tell whether a word may begin a sentence, a line, or what is quoted, so that its capital may mean just that."""
    block = document.block_at(offset)
    before = document.text[max(block.start if block else 0, offset - _NEAR) : offset].rstrip(_BETWEEN)
    ends = _ENDS_OF_SENTENCES
    if before.endswith(tuple(_QUOTES)):  # She said, “Percent is a word.”
        before, ends = before.rstrip(_BETWEEN + _QUOTES), ends + ","
    return not before or before[-1] in ends


def is_among_capitals(document: Document, span: Span) -> bool:
    """Tell whether everything near it in the sentence is written in capitals, as in some headlines."""
    start, end = document.sentence_at(span.start)
    before = document.text[max(start, span.start - _NEAR) : span.start]
    others = before + document.text[span.end : min(end, span.end + _NEAR)]
    return others == others.upper()


def written_at(document: Document, span: Span, phrase: str, better: str) -> str:
    """Return a better phrase with the capitals of what it replaces, as far as they do not belong to its spelling.

    Args:
        document: the document.
        span: the place of what is replaced.
        phrase: what is replaced, as the rule writes it.
        better: the better phrase, as the rule writes it.
    """
    found = " ".join(document.source[span.start : span.end].split())
    capital = better[:1].upper() + better[1:]
    if found == phrase:  # its capitals are the rule's own: NYPD, Prime Minister
        return capital if found[:1].isupper() and begins_sentence(document, span.start) else better
    letters = [character for character in found if character.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return better.upper()
    return capital if found[:1].isupper() else better
