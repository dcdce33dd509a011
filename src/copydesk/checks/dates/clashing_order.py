"""dates/clashing-order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.timeline.first_and_last.clash import DateClash, Reading, is_earlier
from copydesk.analysis.dates.timeline.first_and_last.closings import after_the_closing, closing_before_opening
from copydesk.analysis.dates.timeline.first_and_last.first_times import (
    before_taking_up,
    changed_before_published,
    since_before_founding,
    the_same_before,
)
from copydesk.analysis.dates.timeline.first_and_last.last_ones import after_the_last
from copydesk.analysis.dates.timeline.first_and_last.periods import outside_its_period
from copydesk.analysis.dates.timeline.first_and_last.readiness import before_it_was_ready
from copydesk.analysis.dates.timeline.first_and_last.since_then import since_otherwise
from copydesk.analysis.dates.timeline.first_and_last.told_lengths import (
    before_it_could_begin,
    ended_after,
    too_old_then,
)
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule

_FEWEST, _MOST = 2, 40
"""An article with one date has nothing to compare; one with more dates is a chronicle."""


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"))
def clashing_order(doc: Document) -> Iterator[Flag]:
    """Something is dated outside the time that the article itself gives it.

    The last session is held after the closing. The monks rebuild what they had left. Somebody works on after their
    death. A text is revised before it first came out. A house opens before it was bought, or has guests before it was
    open. “We” have worked there since a time before it was founded. A bridge is nine years old in a year in which it did
    not exist yet.

    The article does not tell which of the two dates is wrong, nor whether both speak of the same thing; so the rule is
    strict. It does not compare what looks back (“had”, “earlier”, “former”), and does not read chronicles of many dates.

    Bad: The pool closes on 2 March 2026. ¶ The last session will be held on 8 March 2026.
    Bad: The last monks left in 1791. ¶ After the fire of 1803, the monks rebuilt the tower.
    Good: The pool closes on 9 March 2026. ¶ The last session will be held on 8 March 2026.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if len(doc.dates) > _MOST or (len(doc.dates) < _FEWEST and len(doc.lengths) < _FEWEST):
        return
    reading = Reading(doc.plain, doc.dates, doc.sentence_at, language_data(doc.language))
    told_at: set[int] = set()
    for clash in _clashes(doc, reading):
        if clash.date.start not in told_at:
            told_at.add(clash.date.start)
            date, other = (shown(doc.text, each.start, each.end) for each in clash[:2])
            message = f"“{date}” {clash.says.replace('#', other)}"
            related = Related(clash.other.start, clash.other.end, "the other date is here")
            yield Flag(clash.date.start, clash.date.end, message, related=(related,))


def _clashes(doc: Document, reading: Reading) -> Iterator[DateClash]:
    """Yield the clashes of days, where two are told, and those of years, where two are."""
    if sum(date.month is not None for date in doc.dates) > 1:
        yield from outside_its_period(reading)
        yield from after_the_closing(reading)
        yield from closing_before_opening(reading)
    yield from before_it_was_ready(reading, doc.lengths)
    years = [date for date, _ in reading.years()]
    if len(years) < _FEWEST:
        return
    yield from after_the_last(reading)
    if any(is_earlier(two, one) for one, two in pairwise(years)):  # the text goes back in time
        yield from changed_before_published(reading)
        yield from before_taking_up(reading)
        yield from the_same_before(reading)
    yield from since_before_founding(reading)
    yield from since_otherwise(reading, doc.beginnings)
    if doc.lengths:
        yield from too_old_then(reading, doc.lengths, doc.beginnings)
        yield from before_it_could_begin(reading, doc.lengths)
        yield from ended_after(reading, doc.lengths)
