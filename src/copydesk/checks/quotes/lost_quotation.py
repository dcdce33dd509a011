"""quotes/lost-quotation."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_NOTHING = compile_later(
    r":[ \u00a0\0][.,](?<=[^\W\d_][\w \u00a0]...)(?=[\s\0]+[^\W\d_]|[ \0]*(?:\n|\Z))(?![^\n]{0,30}[ ][^\w\s\0][ \n])"
)
"""Not in a list of signs: the separators are , and ;."""
_EMPTY = compile_later(r":[ \u00a0\0]*(?P<marks>[„“«»‘‚][ \u00a0]?[“”»«’‘])(?![^\s\0.,;])")
_SIGNS = (
    "„“",
    "„”",
    "“”",
    "«»",
    "« »",
    "«\u00a0»",
    "»«",
    "‘’",
    "‚‘",
    ": .",
    ": ,",
    ":\u00a0.",
    ":\u00a0,",
    ":\0.",
    ":\0,",
)


@rule(needs=_SIGNS)
def lost_quotation(doc: Document) -> Iterator[Flag]:
    """Nothing stands between a colon and the full stop or comma behind it.

    “She said: .” has lost what was said, with its marks, its link or its markup.

    Bad: The mayor said: . Then she left.
    Bad: The mayor only said: “” Then she left.
    Good: The mayor said: nothing. The list of signs was , : .
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for match in kept_matches(_EMPTY, doc.text):
        if doc.block_at(match.start()) and match["marks"][0] != match["marks"][-1]:
            yield Flag(*match.span(), "nothing stands between these marks")
    for match in kept_matches(_NOTHING, doc.text):
        if doc.block_at(match.start()):
            yield Flag(*match.span(), "what the colon leads up to is missing")
