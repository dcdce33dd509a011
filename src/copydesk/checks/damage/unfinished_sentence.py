"""damage/unfinished-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from copydesk.compiled import regex_later
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.reading.damage.paragraphs import is_broken_by_hand, leads_to_display
from copydesk.rules import rule

_BROKEN_OFF = regex_later(
    r"(?P<cut>\[(?:…|\.\.\.)\]|,|(?<=\s)(?:the|a|an|and|or|but|of|into|because|which))[\s\0]*\Z"
)
_WORDS = 8
_TAIL = 24


@rule(places=("body",))
def unfinished_sentence(doc: Document) -> Iterator[Flag]:
    """A paragraph breaks off in mid-sentence.

    It ends in a comma, a conjunction or an article, or in the “[…]” of a shortened feed, and neither a list nor a
    quotation nor code nor the rest of the sentence follows. Lines that are broken by hand are left alone.

    Bad: The harbour board said on Tuesday evening that it would look into the ¶ Fares will rise next year.
    Good: The harbour board said on Tuesday evening that it would look into the matter. ¶ Fares will rise next year.
    Measured: 12 of 14 findings right in 5,630 articles.
    """
    for block, following in zip_longest(doc.blocks, doc.blocks[1:]):
        if block.place != "body" or block.end - block.start < 5 * _WORDS:
            continue
        match = _BROKEN_OFF.search(doc.text, max(block.start, block.end - _TAIL), block.end)
        if match is None or len(doc.text[block.start : block.end].split()) < _WORDS:
            continue
        if match["cut"].isalpha() and doc.language not in ("en", None):  # Er bietet es jetzt auch an
            continue
        if leads_to_display(doc.source, block, following):
            continue
        if following and is_broken_by_hand(doc.source, block, following):
            continue
        next_place = following.place if following else ""
        if next_place in ("list", "quote", "table") or (
            following and not doc.text[following.start].isupper()
        ):
            continue
        yield Flag(*match.span("cut"), f"the paragraph breaks off after “{match['cut']}”")
