"""dates/undated-relative."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.dates.dateline import impossible_days
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_TODAY = ("today", "tonight")


@rule(preset="strict", in_quotations=False, places=("body", "list"))
def undated_relative(doc: Document) -> Iterator[Flag]:
    """A time is told from the day of publication, and the article does not say which day that is.

    “Yesterday”, “last week”, “in November”: on a page without a date of its own nobody can tell when that was. A date
    in the front matter, the page's metadata, a dateline or a “Published” line puts all of them right.

    Bad: The council rejected the plan last week.
    Good: Published: March 3, 2025 ¶ The council rejected the plan last week.
    """
    if doc.dateline is not None or any(impossible_days(doc.meta)):  # a wrong date is mended, not given
        return
    for date in doc.dates:
        if date.value is None and not date.complete and not date.impossible and not _is_vague(doc, date):
            quoted = shown(doc.text, date.start, date.end)
            yield Flag(
                date.start, date.end, f"“{quoted}” depends on the article's own date, which it does not give"
            )


def _is_vague(doc: Document, date: DateMention) -> bool:
    """Tell whether it speaks of the present age, or of a month or day that comes again every year."""
    word = doc.text[date.start : date.end].lower()
    if word in _TODAY or word.endswith(("century", "decade")):
        return True
    before = doc.text[max(0, date.start - 12) : date.start].lower()
    return before.rstrip("\0 \n").endswith((" a", "every", "each", "any", "one"))
