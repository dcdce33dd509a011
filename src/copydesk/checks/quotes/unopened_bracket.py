"""quotes/unopened-bracket."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.marks import as_written
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule()
def unopened_bracket(doc: Document) -> Iterator[Flag]:
    """A bracket closes that never opened.

    Readers cannot tell where the aside begins. The bracket after a list's letter or number, and a smiley's, are not meant.

    Bad: The bridge, built in 1931) is closed.
    Good: The bridge (built in 1931) is closed.
    """
    for fault in doc.quotations.faults:
        if fault.kind == "unopened-bracket":
            mark, end = as_written(doc.source, doc.text, fault.start, fault.end)
            yield Flag(
                fault.start,
                end,
                f"{mark} closes nothing: the {fault.wanted} it should pair with is missing",
            )
