"""quotes/reopened-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.marks import as_written
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule()
def reopened_quote(doc: Document) -> Iterator[Flag]:
    """An opening mark stands inside a quotation that is already open.

    It is left over from an edit or a translation, and often a sign that words of the quotation were changed. A
    quotation within a quotation has two marks of its own and is not meant.

    Bad: “We were all looking at [the] “The first results,” an aide said.
    Good: “We were all looking at [the] first results,” an aide said.
    Good: “She called it ‘a first result’ and left,” an aide said.
    Measured: 6 findings in 2,225 edited stories, 5 of them true (python -m bench quotes)
    """
    for fault in doc.quotations.faults:
        if fault.kind == "reopened":
            mark, end = as_written(doc.source, doc.text, fault.start, fault.end)
            related = tuple(
                Related(*partner, "the quotation opened here") for partner in [fault.partner] if partner
            )
            message = (
                f"{mark} opens inside a quotation that is already open, and no {fault.wanted} pairs with it"
            )
            yield Flag(fault.start, end, message, related=related)
