"""quotes/unopened-bracket."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.faults import FaultKind, written_faults
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="alone")
def unopened_bracket(doc: Document) -> Iterator[Flag]:
    """A bracket closes that never opened.

    Readers cannot tell where the aside begins. The bracket after a list's letter or number, and a smiley's, are not meant.

    Bad: The bridge, built in 1931) is closed.
    Good: The bridge (built in 1931) is closed.
    """
    for fault in written_faults(doc.source, doc.text, doc.quotations.faults, FaultKind.UNOPENED_BRACKET):
        message = f"the bracket {fault.mark} closes nothing: no {fault.wanted} opens before it"
        yield Flag(fault.start, fault.end, message)
