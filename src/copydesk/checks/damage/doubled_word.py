"""damage/doubled-word."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_DOUBLED = regex.compile(r"(?<![\p{L}\p{N}'-])(\p{L}+)[\s\0]+\1(?![\p{L}\p{N}'’-])", regex.IGNORECASE)


@rule(fixable=True)
def doubled_word(doc: Document, *, allow: tuple[str, ...] = ("had", "that")) -> Iterator[Flag]:
    """The same word is typed twice in a row.

    It slips in where a line breaks between the two, and readers stop at it.

    Bad: Paris in the the spring.
    Good: Paris in the spring.
    """
    for block in doc.blocks:
        for match in _DOUBLED.finditer(doc.text, block.start, block.end):
            if match[1].lower() not in allow:
                yield Flag(*match.span(), f"“{match[1]}” is repeated", (match[1],))
