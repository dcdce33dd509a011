"""quotes/unopened-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.faults import FaultKind, written_faults
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="alone")
def unopened_quote(doc: Document) -> Iterator[Flag]:
    """A quotation closes that never opened.

    Readers cannot tell where the quoted words begin, and may take them for the article's own.

    Bad: We are tired,” the mayor said on Monday.
    Good: “We are tired,” the mayor said on Monday.
    Measured: 12 findings in 2,225 edited stories, none of them judged false (python -m bench quotes)
    """
    for fault in written_faults(doc.source, doc.text, doc.quotations.faults, FaultKind.UNOPENED_QUOTE):
        message = f"the quotation mark {fault.mark} closes nothing: no {fault.wanted} opens before it"
        related = fault.related_missing(f"the missing {fault.wanted} seems to belong before these words")
        yield Flag(fault.start, fault.end, message, related=related)
