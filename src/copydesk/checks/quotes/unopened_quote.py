"""quotes/unopened-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule()
def unopened_quote(doc: Document) -> Iterator[Flag]:
    """A quotation closes that never opened.

    Readers cannot tell where the quoted words begin, and may take them for the article's own.

    Bad: We are tired,” the mayor said on Monday.
    Good: “We are tired,” the mayor said on Monday.
    """
    for fault in doc.quotations.faults:
        if fault.kind == "unopened":
            mark = doc.source[fault.start : fault.end]
            yield Flag(
                fault.start,
                fault.end,
                f"{mark} closes nothing: the {fault.wanted} it should pair with is missing",
            )
