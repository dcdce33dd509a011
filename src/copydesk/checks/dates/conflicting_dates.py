"""dates/conflicting-dates."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.dates.claims.events import DatedEvent, dated_events
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule(in_quotations=False, places=("body", "heading", "caption"))
def conflicting_dates(doc: Document) -> Iterator[Flag]:
    """One event is dated two ways in one article.

    A person is born once and a bridge opens once. Compared are plain statements with the same subject and the same
    verb of something that happens only once (born, died, founded, opened, signed …); a date is held against
    another only as far as both go, so “in 2015” and “on May 3, 2015” agree. Which of the two is right the text
    does not tell.

    Bad: The Orle bridge opened on May 3, 2015. ¶ Traffic has grown since the Orle bridge opened on May 5, 2015.
    Good: The Orle bridge opened on May 3, 2015. ¶ Traffic has grown since the Orle bridge opened in 2015.
    Measured: no finding in 5,630 articles (python -m bench dates)
    """
    known: dict[tuple[str, str], list[DatedEvent]] = {}
    for event in dated_events(doc.text, doc.dates, doc.sentence_at):
        others = known.setdefault((event.subject, event.verb), [])
        for other in others:
            if _same(event, other) and _differ(event.date, other.date):
                there, here = (shown(doc.text, d.start, d.end) for d in (other.date, event.date))
                message = (
                    f"“{here}” here, “{there}” elsewhere for the same event ({event.subject} {event.verb})"
                )
                related = Related(other.date.start, other.date.end, f"dated “{there}” here")
                yield Flag(event.date.start, event.date.end, message, related=(related,))
                break
        others.append(event)


def _same(one: DatedEvent, two: DatedEvent) -> bool:
    return one.rest == two.rest or not one.rest or not two.rest


def _differ(one: DateMention, two: DateMention) -> bool:
    """Tell whether two dates disagree in what both of them tell."""
    for mine, other in ((one.year, two.year), (one.month, two.month), (one.day, two.day)):
        if mine is None or other is None:
            return False
        if mine != other:
            return one.precision in ("year", "month", "day") and two.precision in ("year", "month", "day")
    return False
