"""quotes/unclosed-bracket."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.marks import as_written
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule()
def unclosed_bracket(doc: Document) -> Iterator[Flag]:
    """A bracket opens and never closes.

    Readers wait for the end of the aside.

    Bad: The bridge (built in 1931 is closed.
    Good: The bridge (built in 1931) is closed.
    """
    for fault in doc.quotations.faults:
        if fault.kind == "unclosed-bracket":
            mark, end = as_written(doc.source, doc.text, fault.start, fault.end)
            yield Flag(
                fault.start,
                end,
                f"{mark} is never closed: the {fault.wanted} it should pair with is missing",
            )
