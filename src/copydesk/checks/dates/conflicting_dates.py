"""dates/conflicting-dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from operator import attrgetter

from copydesk.analysis.dates.claims.events import DatedEvent, dated_events
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.conflicts import conflicts, origins, slipped_days
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule(in_quotations=False, places=("body", "heading", "caption"))
def conflicting_dates(doc: Document) -> Iterator[Flag]:
    """One event is dated two ways in one article.

    A person is born once and a bridge opens once. Compared are plain statements with the same subject and the same
    verb of something that happens only once (born, died, founded, opened, signed …); a date is held against
    another only as far as both go, so “in 2015” and “on May 3, 2015” agree. So are days of one month that a slip
    of the finger parts (“the hearing begins on 3 June”, “the hearing on 13 June”), and one day in two years whose last
    digits are swapped (1823, 1832). Which of the two is right the text does not tell.

    Bad: The Orle bridge opened on May 3, 2015. ¶ Traffic has grown since the Orle bridge opened on May 5, 2015.
    Good: The Orle bridge opened on May 3, 2015. ¶ Traffic has grown since the Orle bridge opened in 2015.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    told_at: set[int] = set()
    for flag in _plain_events(doc):
        told_at.add(flag.start)
        yield flag
    told = doc.beginnings if len(doc.dates) > 1 else []
    for one, two in conflicts(doc.text, told, doc.sentence_at):
        if two.date.start not in told_at:
            there, here = (shown(doc.text, each.date.start, each.date.end) for each in (one, two))
            message = f"“{here}” here, “{there}” elsewhere for the same event ({one.subject.head or two.subject.head})"
            related = Related(one.date.start, one.date.end, f"dated “{there}” here")
            yield Flag(two.date.start, two.date.end, message, related=(related,))

    yield from _swapped_years(doc)
    for first, slip in slipped_days(doc.text, doc.dates, doc.sentence_at, doc.language or ""):
        if slip.start not in told_at:
            there, here = (shown(doc.text, each.start, each.end) for each in (first, slip))
            message = f"“{here}” here, “{there}” elsewhere, it seems for the same event"
            related = Related(first.start, first.end, f"dated “{there}” here")
            yield Flag(slip.start, slip.end, message, related=(related,))
    for date, built in origins(doc.text, doc.dates, told, doc.language or ""):
        if date.start not in told_at:
            here, there = (shown(doc.text, each.start, each.end) for each in (built.date, date))
            message = f"“{here}” here, “{there}” elsewhere for the same event ({built.subject.head})"
            related = Related(date.start, date.end, f"dated “{there}” here")
            yield Flag(built.date.start, built.date.end, message, related=(related,))


def _swapped_years(doc: Document) -> Iterator[Flag]:
    """Find one day and month in two years whose last digits are swapped: 12 October 1823 and 12 October 1832."""
    days: dict[tuple[int, int], list[DateMention]] = defaultdict(list)
    for date in doc.dates:
        if (
            date.month
            and date.day
            and date.year
            and date.complete
            and date.is_plain
            and date.precision == "day"
        ):
            days[date.month, date.day].append(date)
    for same in days.values():
        years = {str(date.year): date for date in reversed(same)}
        for one, two in combinations(sorted(years, key=lambda year: years[year].start), 2):
            if one != two and one[:2] == two[:2] and one[2:] == two[:1:-1]:
                first, date = years[one], years[two]
                here, there = (shown(doc.text, each.start, each.end) for each in (date, first))
                message = (
                    f"“{here}” here, “{there}” elsewhere: the same day, with two digits of the year swapped"
                )
                related = Related(first.start, first.end, f"dated “{there}” here")
                yield Flag(date.start, date.end, message, related=(related,))


def _plain_events(doc: Document) -> Iterator[Flag]:
    """Find events with the same subject, verb and rest of the sentence, in English."""
    known: dict[tuple[str, str], _OneEvent] = {}
    for event in dated_events(doc.text, doc.dates, doc.sentence_at):
        if event.date.precision not in ("year", "month", "day"):
            continue
        told = known.setdefault((event.subject, event.verb), _OneEvent())
        told.add_name(event)
        other = None if told.names_several() else told.dated_otherwise(event)
        if other:
            there, here = (shown(doc.text, date.start, date.end) for date in (other, event.date))
            message = f"“{here}” here, “{there}” elsewhere for the same event ({event.subject} {event.verb})"
            related = Related(other.start, other.end, f"dated “{there}” here")
            yield Flag(event.date.start, event.date.end, message, related=(related,))
        told.add(event)


_Date = tuple[int | None, int | None, int | None]


class _OneEvent:
    """The different dates that an article gives one event, each with its first mention, by the rest of the sentence.

    Statements are of the same event if their rests are equal, or one has none.
    """

    def __init__(self) -> None:
        self._dates: dict[str | None, dict[_Date, DateMention]] = defaultdict(dict)
        self._names: set[frozenset[str]] = set()

    def add(self, event: DatedEvent) -> None:
        """Take in a statement."""
        for rest in (event.rest, None):  # None stands for any
            self._dates[rest].setdefault(_day(event.date), event.date)

    def add_name(self, event: DatedEvent) -> None:
        """Take in the name of whom or what a statement is about."""
        self._names.add(event.name)

    def names_several(self) -> bool:
        """Tell whether the names are of several people or things, such as a family: Anna Berg, Peter Berg."""
        return any(not (one <= two or two <= one) for one, two in combinations(self._names, 2))

    def dated_otherwise(self, event: DatedEvent) -> DateMention | None:
        """Return the first mention of a date that disagrees with that of a statement."""
        rests = (event.rest, "") if event.rest else (None,)
        day = _day(event.date)
        first = (
            next((date for other, date in self._dates[rest].items() if _differ(day, other)), None)
            for rest in rests
        )
        return min(filter(None, first), key=attrgetter("start"), default=None)


def _day(date: DateMention) -> _Date:
    return date.year, date.month, date.day


def _differ(one: _Date, two: _Date) -> bool:
    """Tell whether two dates disagree in what both of them tell."""
    for mine, other in zip(one, two, strict=True):
        if mine is None or other is None:
            return False
        if mine != other:
            return True
    return False
