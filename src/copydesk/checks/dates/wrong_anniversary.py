"""dates/wrong-anniversary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from copydesk.analysis.dates.claims.anniversaries import Anniversary, anniversaries
from copydesk.analysis.dates.claims.sequences import dates_a_beginning
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule

_FARTHEST = 300
"""How far before an anniversary, in code points, the beginning that it counts from is told."""


@rule(in_quotations=False, places=("body", "caption"))
def wrong_anniversary(doc: Document) -> Iterator[Flag]:
    """The number of an anniversary does not fit the years.

    What was founded in 1962 had its fiftieth anniversary in 2012. Compared are an anniversary with a date in its
    sentence, and the last date before it in its paragraph at which something was founded, built, opened or born. Silent
    where the anniversary is that of something else (“of the battle”), and where the two differ by one year.

    Bad: The firm was founded in 1962 and celebrated its fiftieth anniversary in 2002.
    Good: The firm was founded in 1962 and celebrated its fortieth anniversary in 2002.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if len(doc.dates) < 2:
        return
    for told in anniversaries(doc.text, doc.sentence_at, doc.dates_between, doc.language or ""):
        begun = _beginning(doc, told)
        if begun is None or begun.year is None or told.date.year is None:
            continue
        years = told.date.year - begun.year
        if years > 1 and abs(years - told.years) > 1:
            quoted, date = shown(doc.text, told.start, told.end), shown(doc.text, begun.start, begun.end)
            message = f"“{quoted}”, but from {begun.year} to {told.date.year} it is {years} years"
            related = Related(begun.start, begun.end, f"“{date}” is the beginning")
            yield Flag(told.start, told.end, message, related=(related,))


def _beginning(doc: Document, told: Anniversary) -> DateMention | None:
    """Return the last date before an anniversary in its paragraph that dates a beginning."""
    language, block = language_data(doc.language), doc.block_at(told.start)
    index = bisect_left(doc.dates, told.start, key=lambda date: date.start)
    for date in reversed(doc.dates[:index]):
        if block is None or date.start < max(block.start, told.start - _FARTHEST):
            return None
        if date != told.date and date.complete and not date.impossible:
            sentence = doc.sentence_at(date.start)
            if dates_a_beginning(doc.text, *sentence, date, language):
                return date
    return None
