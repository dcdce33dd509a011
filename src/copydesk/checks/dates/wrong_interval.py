"""dates/wrong-interval."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.dates.claims.intervals import intervals
from copydesk.analysis.dates.display import shown
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule(in_quotations=False, places=("body", "list", "caption"))
def wrong_interval(doc: Document) -> Iterator[Flag]:
    """The time between two dates is not the one that the text tells.

    “In May 2012 … three years later, in 2019”, or “on 14 August, two months after the arrest in October”. Compared are
    years and months between neighbouring dates, and a span may be off by one, or by a tenth.

    Bad: The survey began in May 2012 and was finished three years later, in 2019.
    Good: The survey began in May 2012 and was finished seven years later, in 2019.
    """
    for told in intervals(doc.text, doc.dates, doc.language or "") if len(doc.dates) > 1 else ():
        block = doc.block_at(told.start)
        if not told.fits and block and block.start <= min(told.one.start, told.two.start):
            one, two = (shown(doc.text, date.start, date.end) for date in (told.one, told.two))
            message = f"“{shown(doc.text, told.start, told.end)}” does not fit “{one}” and “{two}”"
            near = told.two if told.two.start > told.start else told.one
            related = Related(near.start, near.end, "this is one of the two dates")
            yield Flag(told.start, told.end, message, related=(related,))
