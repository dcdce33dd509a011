"""dates/ambiguous-date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from copydesk.analysis.dates.display import shown, written_out
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(preset="strict")
def ambiguous_date(doc: Document) -> Iterator[Flag]:
    """A date in numbers can be read as two different days.

    03/04/2025 is March 4 to one reader and 3 April to another. The rule stays silent where the article settles the
    order: by another date in numbers, by its language, or by being dated on that very day.

    Bad: The licence lapsed on 03/04/2025.
    Good: The licence lapsed on 4 March 2025.
    """
    for date in doc.dates:
        if date.ambiguous and date.year and date.month and date.day:
            one = datetime.date(date.year, date.month, date.day)
            two = datetime.date(date.year, date.day, date.month)
            quoted = shown(doc.text, date.start, date.end)
            yield Flag(date.start, date.end, f"“{quoted}” can mean {written_out(one)} or {written_out(two)}")
