"""quotes/unopened-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.marks import as_written
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule()
def unopened_quote(doc: Document) -> Iterator[Flag]:
    """A quotation closes that never opened.

    Readers cannot tell where the quoted words begin, and may take them for the article's own.

    Bad: We are tired,” the mayor said on Monday.
    Good: “We are tired,” the mayor said on Monday.
    Measured: 12 findings in 2,225 edited stories, none of them judged false (python -m bench quotes)
    """
    for fault in doc.quotations.faults:
        if fault.kind == "unopened":
            mark, end = as_written(doc.source, doc.text, fault.start, fault.end)
            yield Flag(
                fault.start,
                end,
                f"{mark} closes nothing: the {fault.wanted} it should pair with is missing",
            )
