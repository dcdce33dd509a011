"""quotes/lost-quote-mark."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_MAY_OPEN = compile_later(r"\?(?<![^\s\0(].)[ \u00a0]?(?=[^\W\d_])")
"""A question mark before a word; where it stands apart, as French sets it, only one that ends no sentence is meant."""
_NO_QUESTION = compile_later(r"(?:\A|[.:,;][\s\0]+|\n[\s\0]*|\()\Z")
_CLOSES = compile_later(
    r"(?<=[^\W\d_])[ \u00a0]?\?(?=[,.;:)])|(?<=[^\W\d_])\?(?=[\s\0]+[a-zß-ÿ])|(?<=[.,!])[ \u00a0]?\?(?![^\s\0])"
)
_REACH = 600
_LEAST_WORDS = 2


@rule(needs=["?"], front_matter="alone")
def lost_quote_mark(doc: Document) -> Iterator[Flag]:
    """Question marks stand where quotation marks were.

    A program that did not know the article's encoding wrote “?” for each mark that it could not read.

    Bad: ?We are tired of all this,? the mayor said.
    Bad: ? Un pont sans voitures, c'est une rue morte ?, résume la maire.
    Good: “Are we tired of all this?” the mayor asked.
    Good: Pourquoi ? Un pont est tombé.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    text = doc.text
    read = 0
    for match in _MAY_OPEN.finditer(text):
        block = doc.block_at(match.start())
        if block is None or match.start() < read:
            continue
        lead = text[max(block.start, match.start() - 4) : match.start()]
        if match[0] != "?" and not _NO_QUESTION.search(lead):
            continue
        stop = min(block.end, match.end() + _REACH)
        closing = _CLOSES.search(text, match.end(), stop)
        if closing is None:
            continue
        words = text[match.end() : closing.start()]
        if "?" in words or len(words.split()) < _LEAST_WORDS:
            continue
        read = closing.end()
        message = "a question mark stands where a quotation mark was: the encoding was lost"
        related = (Related(closing.end() - 1, closing.end(), "the other mark of the pair"),)
        yield Flag(match.start(), match.start() + 1, message, related=related)
