"""dates/future-past."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from copydesk.analysis.dates.claims.tense import PAST, PLANNED, TENTATIVE
from copydesk.analysis.dates.display import shown, written_out
from copydesk.analysis.dates.mentions import DateMention
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_PLAIN_BEFORE = compile_later(
    r"(?:\A|[,;—–]|\b(?:on|in|since|during|and|early|late|mid-?|dated)|\bon\s+the|\bon\s+the\s+evening\s+of)[\s\0]*\Z",
    re.IGNORECASE,
)
_CLAUSE_BREAK = compile_later(r"[;:—]|\s–\s|\bwhich\b|\bwhile\b|\bbut\b|\bthat\b|\bwho\b")
_YEAR_ALONE = compile_later(
    r"\b(?:in|since|during)\s+\|(?:\s*[,.;)—–]|\s*\Z|\s+(?:the|a|he|she|it|they|and|by|after|when|at|in)\b)",
    re.IGNORECASE,
)
_PERFECT = compile_later(r"\b(?:has|have|having|[a-z]+['’]ve)\s+(?:\w+ly\s+)?\Z")
_ADJECTIVE = compile_later(
    r"\b(?:an?|the|more|most|of|with|for|to|by|its|our|their|and|very|highly|has|have)\s+\Z"
)
_CHANGE = compile_later(
    r"\b(?:updated|modified|reviewed|revised|corrected|editor['’]s note)\b[^.]{0,12}\Z", re.IGNORECASE
)
_UPDATE = compile_later(
    r"\b(?:updated|modified|reviewed|revised|corrected|published|editor['’]s note)\b[^.]{0,12}\Z",
    re.IGNORECASE,
)
_FIRST_VERB = 90
_BACK_TO_VERB_FROM_YEAR = 30
_BACK_TO_VERB = 80
_MARGIN = datetime.timedelta(days=1)
"""An article may be dated a day before its events by the time zone it is read in."""


@rule(in_quotations=False, places=("body", "heading", "list", "caption"))
def future_past(doc: Document) -> Iterator[Flag]:
    """Something is said to have happened on a day after the article's own date.

    Either the date of the event is wrong or that of the article. Only plain statements in the past tense with a date
    that bears its year are looked at: never what was scheduled, due, set, expected or planned, and never a date
    after by, until, through, for or to.

    Bad: Published: March 3, 2025 ¶ The council rejected the plan on April 9, 2026.
    Good: Published: March 3, 2025 ¶ The council had scheduled the vote for April 9, 2026.
    Measured: 13 findings in 3,856 real articles, 11 to act on: all where the page's date is older than its text (python -m bench dates)
    """
    if doc.dateline is None:
        return
    today = max(doc.dateline.value, _last_change(doc) or doc.dateline.value)
    for date in doc.dates:
        if date.complete and _is_after(date, today) and _tells_of_the_past(doc, date):
            quoted = shown(doc.text, date.start, date.end)
            yield Flag(
                date.start,
                date.end,
                f"“{quoted}” is told as past, but the article is dated {written_out(today)} ({doc.dateline.origin})",
            )


def _last_change(doc: Document) -> datetime.date | None:
    """The day of the last change that the front matter, the page or the text tells."""
    told = [
        datetime.date(date.year, date.month, date.day)
        for date in doc.dates
        if date.complete
        and date.value
        and date.year
        and date.month
        and date.day
        and _CHANGE.search(doc.text, max(0, date.start - 40), date.start)
    ]
    changes = [doc.meta.get(key) for key in ("modified", "updated", "lastmod")]
    told += [value.date() for value in changes if isinstance(value, datetime.datetime)]
    told += [value for value in changes if type(value) is datetime.date]
    return max(told, default=None)


def _is_after(date: DateMention, today: datetime.date) -> bool:
    if date.ambiguous or date.impossible or date.last or not date.year or date.value is None:
        return False
    if date.precision == "day" and date.month and date.day:
        return datetime.date(date.year, date.month, date.day) > today + _MARGIN
    if date.precision == "month" and date.month:
        return (date.year, date.month) > (today.year, today.month)
    return date.precision == "year" and date.year > today.year


def _tells_of_the_past(doc: Document, date: DateMention) -> bool:
    sentence = doc.sentence_at(date.start)
    before = doc.text[sentence.start : date.start].replace("\0", " ")
    after = doc.text[date.end : sentence.end].replace("\0", " ")
    if (
        _UPDATE.search(before)
        or not _PLAIN_BEFORE.search(before)
        or (date.precision == "year" and not _YEAR_ALONE.search(before + "|" + after))
    ):
        return False
    reach = _BACK_TO_VERB_FROM_YEAR if date.precision == "year" else _BACK_TO_VERB
    return _verb_before(before, reach) or _verb_after(before, after)


def _verb_before(before: str, reach: int) -> bool:
    """Whether a past tense governs the date from the left, and no plan stands between or before it in the clause."""
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :][-160:]
    verbs = list(PAST.finditer(clause))
    if verbs and _PERFECT.search(clause, 0, verbs[-1].start()):
        return False
    if not verbs or len(clause) - verbs[-1].start() > reach:
        return False
    return not PLANNED.search(clause) and not TENTATIVE.search(before)


def _verb_after(before: str, after: str) -> bool:
    """Whether the date opens its clause, and the first verb after it is in the past tense."""
    opening = re.search(
        r"(?:\A|[,;—–]\s*|\band\s+)(?:\w+\s+)?(?:on|in|since|early\s+in|late\s+in|during)?\s*\Z",
        before,
        re.IGNORECASE,
    )
    clause = after[:_FIRST_VERB]
    verb = PAST.search(clause)
    if not opening or not verb or _ADJECTIVE.search(clause, 0, verb.start()):
        return False
    if PLANNED.search(clause, 0, verb.end()) or TENTATIVE.search(clause):
        return False
    return not PLANNED.search(before[-60:])
