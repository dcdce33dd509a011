"""quotes/unclosed-bracket."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.faults import FaultKind, written_faults
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="alone")
def unclosed_bracket(doc: Document) -> Iterator[Flag]:
    """A bracket opens and never closes.

    Readers wait for the end of the aside.

    Bad: The bridge (built in 1931 is closed.
    Good: The bridge (built in 1931) is closed.
    """
    for fault in written_faults(doc.source, doc.text, doc.quotations.faults, FaultKind.UNCLOSED_BRACKET):
        message = f"the bracket {fault.mark} opens here, and no {fault.wanted} closes it"
        yield Flag(fault.start, fault.end, message)
