"""dates/raw-timestamp."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.dates.display import written_out
from copydesk.analysis.dates.notations.records import without_records
from copydesk.analysis.dates.notations.timestamps import find_timestamps
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import PLACES, Count, rule


@rule(places=sorted({*PLACES} - {"table"}))
def raw_timestamp(doc: Document, *, first_year: Count = 2001, last_year: Count = 2040) -> Iterator[Flag]:
    """A moment stands in the text as machines write it.

    A template or a scraper put a timestamp where a date belongs: seconds or milliseconds since 1970, or an ISO 8601
    date and time run together. Numbers that stand for a moment between `first_year` and `last_year` are looked at;
    one that counts, costs, dials or identifies something is left alone, and so are code and records: tables, columns of
    data, logs, and a period between two such moments.

    Bad: Posted on: 1771132586
    Good: Posted on: February 15, 2026
    Measured: no finding in 3,856 real articles (python -m bench dates: attributions, news, pages)
    """
    for stamp in without_records(doc.text, list(find_timestamps(doc.text, doc.blocks))):
        spelled = (
            doc.text[stamp.start + 4 : stamp.start + 5] == "-"
        )  # an old day may be of a register, and is no number
        if (first_year <= stamp.moment.year or spelled) and stamp.moment.year <= last_year:
            shown = (
                f"{written_out(stamp.moment)}, {stamp.moment:%H:%M:%S}{stamp.zone} ({stamp.moment:%Y-%m-%d})"
            )
            yield Flag(stamp.start, stamp.end, f"a raw timestamp stands here; it means {shown}")
