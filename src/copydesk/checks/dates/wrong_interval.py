"""dates/wrong-interval."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from copydesk.analysis.dates.claims.intervals import intervals
from copydesk.analysis.dates.claims.sequels import sequels
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.timeline.ago import told_ago
from copydesk.analysis.dates.timeline.anchors import misplaced
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule

_OPENING = 3


@rule(in_quotations=False, places=("body", "list", "caption"))
def wrong_interval(doc: Document) -> Iterator[Flag]:
    """The time between two dates is not the one that the text tells.

    “In May 2012 … three years later, in 2019”, or “on 14 August, two months after the arrest in October”. Compared are
    years and months between neighbouring dates, and a span may be off by one, or by a tenth. “The following day”, “two
    weeks later” and “the year after” are compared with all dates of the paragraph before them, unless another such
    time stands between.

    A distance from an event (“1919, the year after the opening”) is compared with the year that the article gives the
    event elsewhere; and “1998, more than forty years ago” with the article's own year, or with the year of today if
    that is not known.

    Bad: The survey began in May 2012 and was finished three years later, in 2019.
    Bad: He won the cup in 2015. The year after, in 2011, he retired.
    Good: The survey began in May 2012 and was finished seven years later, in 2019.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    yield from _ago(doc)
    if len(doc.dates) < 2:
        return
    told_at: set[int] = set()
    for told in intervals(doc.text, doc.dates, doc.language or ""):
        block = None if told.fits or told.start in told_at else doc.block_at(told.start)
        if block is None:
            continue
        opens = told.start - block.start < _OPENING  # it goes on from the paragraph before
        if (
            opens
            or block.start <= min(told.one.start, told.two.start)
            or (told.is_backwards and told.start - doc.sentence_at(told.start).start < _OPENING)
        ):
            told_at.add(told.start)
            one, two = (shown(doc.text, date.start, date.end) for date in (told.one, told.two))
            message = f"“{shown(doc.text, told.start, told.end)}” does not fit “{one}” and “{two}”"
            near = told.two if told.two.start > told.start else told.one
            related = Related(near.start, near.end, "this is one of the two dates")
            yield Flag(told.start, told.end, message, related=(related,))
    for anchored in misplaced(doc.text, doc.dates, doc.beginnings, doc.sentence_at, doc.language or ""):
        words, date, event = (
            shown(doc.text, each.start, each.end) for each in (anchored, anchored.date, anchored.event)
        )
        message = f"“{words}” does not fit “{date}”: elsewhere that event is dated “{event}”"
        related = Related(anchored.event.start, anchored.event.end, "the event is dated here")
        yield Flag(anchored.start, anchored.end, message, related=(related,))
    for sequel in sequels(doc.plain, doc.dates, doc.block_at, doc.language or ""):
        if not sequel.fits:
            quoted, last = (shown(doc.text, start, end) for start, end in (sequel[:2], sequel.last[:2]))
            related = Related(sequel.last.start, sequel.last.end, "the date before")
            message = f"“{quoted}” does not follow “{last}”"
            yield Flag(sequel.start, sequel.end, message, related=(related,))


def _ago(doc: Document) -> Iterator[Flag]:
    """Find a year that is said to be longer ago than it is, in the article's year or, if that is not known, in ours."""
    told = [each for each in told_ago(doc.plain, doc.dates, doc.language or "") if each.years]
    today = doc.year_of_writing if told else None
    for each in told:
        if not each.fits(today, datetime.date.today().year):
            quoted = shown(doc.text, each.start, each.end)
            message = f"“{quoted}”: {each.years} years after {each.year} is {each.year + each.years}"
            yield Flag(each.start, each.end, message)
