"""dates/past-plan."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from copydesk.analysis.dates.claims.clauses import is_told_as_future
from copydesk.analysis.dates.dateline import is_of_a_change
from copydesk.analysis.dates.display import shown, written_out
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_DEED = one_of(
    r"open|close|begin|start|finish|end|reopen|take\s+place|go\s+on\s+sale|move|launch|return|publish|vote|meet",
    r"be\s+(?:completed|held|opened|built|finished|ready|launched|published|released|demolished|closed|delivered|heard)",
    r"be\s+(?:reopened|introduced|restored|replaced|removed|repaired|installed|in\s+place|done|over)",
)
_WILL = rf"(?:will|is\s+to|are\s+to)\s+(?:\w+ly\s+)?(?:{_DEED})"
_DUE = r"(?:is|are)\s+(?:expected|due|scheduled|set|slated|planned)"
_HOPES = r"(?:expects?|hopes?|plans?|aims?)\s+(?:\w+\s+){0,2}to\s+\w+"
_SAID_TO_HOPE = r"said\b[^.;:]{0,40}\b(?:expected|hoped|planned|aimed)\s+(?:\w+\s+){0,2}to\s+\w+"
_BY = (  # “by the end of”, “in early”
    r"\b(?:by|in|on|before|until)\s+(?:(?:the|early|late|mid)[\s-]+)?(?:(?:end|start|beginning|middle)\s+of\s+)?"
)
_PLAN = compile_later(
    rf"\b(?:{_WILL}|{_DUE}|{_HOPES}|{_SAID_TO_HOPE})\b[^.,;:()]{{0,60}}?{_BY}\Z", re.IGNORECASE
)
_REACH = 200
"""How far before a date, in code points, its plan is looked for."""
_MARGIN = datetime.timedelta(days=31)
"""So long before the article's date may lie what it announces: the date may be that of an update."""


@rule(in_quotations=False, places=("body",))
def past_plan(doc: Document) -> Iterator[Flag]:
    """What is still to come is dated before the article.

    Either the date of the plan is wrong or that of the article, or an old text was published again. Only plans in the
    present or future tense are looked at (will open, is expected to), with a day or month that bears its year, more than
    a month before the article's own date.

    Bad: Published: March 12, 2024 ¶ The sale is expected to be completed by the end of November 2023.
    Good: Published: March 12, 2024 ¶ The sale was expected to be completed by the end of November 2023.
    """
    if is_of_a_change(doc.meta):
        return
    today, origin = (
        (doc.dateline.value, doc.dateline.origin) if doc.dateline else (doc.day_of_writing, "dateline")
    )
    if today is None:
        return
    language = language_data(doc.language)
    for date in doc.dates:
        if not (date.complete and _is_long_before(date, today)):
            continue
        sentence = doc.sentence_at(date.start)
        near = max(sentence.start, date.start - _REACH), date.start
        told = (
            is_told_as_future(doc.text, sentence, date, language)
            if language.future_forms
            else _PLAN.search(doc.text, *near)
        )
        if told:
            quoted, day = shown(doc.text, date.start, date.end), written_out(today)
            message = f"“{quoted}” is told as still to come, but the article is dated {day} ({origin})"
            yield Flag(date.start, date.end, message)


def _is_long_before(date: DateMention, today: datetime.date) -> bool:
    if (
        date.ambiguous
        or date.impossible
        or date.last
        or date.value is None
        or not date.year
        or not date.month
    ):
        return False
    if date.precision not in ("day", "month"):
        return False
    last = datetime.date(date.year, date.month, date.day or 28)
    return last < today - _MARGIN
