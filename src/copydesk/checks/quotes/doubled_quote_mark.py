"""quotes/doubled-quote-mark."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.code_signs import is_among_code_signs
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_TWICE = compile_later(
    r"(?P<opens>[\"“„«])(?<![^\s\0(].)(?P=opens)(?=[^\W\d_])"
    r"|(?P<closes>[\"”»])(?<=[a-zß-ÿ.,!?…].)(?P=closes)(?=[\s\0.,;:)]|\Z)"
    r"|(?P<comma>[\"”»])(?<=[^\W\d_],.),(?=[\s\0])"
)
_SIGNS = ('""', "““", "„„", "««", "””", "»»", ',",', ",”,", ",»,")
"""One of them stands wherever the pattern matches."""
_NEAR = 2


@rule(fixable=True)
def doubled_quote_mark(doc: Document) -> Iterator[Flag]:
    """A quotation mark stands twice where one belongs, or a comma stands on both sides of it.

    Bad: ““The well is dry,”” said Ruth Amdahl.
    Bad: “The well is dry,”, said Ruth Amdahl.
    Good: “‘The well is dry,’ he told me,” said Ruth Amdahl.
    """
    text = doc.text
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _TWICE.finditer(text):
        start, end = match.span()
        if doc.block_at(start) is None or is_among_code_signs(text, start, end):
            continue
        if any(start - _NEAR < fault.start < end + _NEAR for fault in doc.quotations.faults):
            continue  # it is told of as a mark without a partner
        if match["comma"]:
            yield Flag(
                start - 1, end, "a comma stands on both sides of the closing mark", (f",{match['comma']}",)
            )
        else:
            mark = match["opens"] or match["closes"]
            yield Flag(start, end, f"{mark} stands twice", (mark,))
