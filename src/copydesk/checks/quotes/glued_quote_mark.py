"""quotes/glued-quote-mark."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.code_signs import is_among_code_signs
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_GLUED = compile_later(
    r"(?P<opens>[\"“„«‘])(?<=[a-zß-ÿ]{2}[:,].)(?=[^\W\d_a-zß-ÿ][a-zß-ÿ]*[ ][a-zß-ÿ])"
    r"|[“”»](?:(?<=[a-zß-ÿ].),(?=[a-zß-ÿ]{2})|(?<=[a-zß-ÿ][,!?].)(?=[a-zß-ÿ]{2}))"
    r"|\"(?<=[a-zß-ÿ][,!?].)(?=(?:said|says|he|she|they|the|asked|added|told)[ ])"
)
_WORD = compile_later(r"[\s\0][^\W\d_]+[:,]\Z")


@rule()
def glued_quote_mark(doc: Document) -> Iterator[Flag]:
    """No space stands between a quotation mark and the words outside the quotation.

    The space was lost with markup, or when a sentence was pasted.

    Bad: The mayor said:"The bridge is shut for good."
    Bad: “The bridge is shut,”said Mrs Pell.
    Good: The mayor said: "The bridge is shut for good," and left.
    Measured: 6 findings in 3,065 news articles, all true.
    """
    text = doc.text
    for match in _GLUED.finditer(text):
        start, end = match.span()
        block = doc.block_at(start)
        if block is None or is_among_code_signs(text, start, end):
            continue
        if match["opens"] and not _WORD.search(text, max(block.start, start - 30), start):
            continue
        yield Flag(start, end, "a space is missing at this quotation mark")
