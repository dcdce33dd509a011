"""dates/future-past."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from copydesk.analysis.dates.claims.clauses import is_told_as_past
from copydesk.analysis.dates.claims.notes import heads_a_note
from copydesk.analysis.dates.claims.tense import PAST, PLANNED, TENTATIVE
from copydesk.analysis.dates.display import shown, written_out
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_PLAIN_BEFORE = compile_later(
    r"(?:\A|[,;—–]|\b(?:on|in|since|during|and|early|late|mid-?|dated)|\bon\s+the|\bon\s+the\s+evening\s+of)[\s\0]*\Z",
    re.IGNORECASE,
)
_FROM = compile_later(
    r"\b(?:took[\s\0]+place|was[\s\0]+held|were[\s\0]+held|ran|lasted)\b[^.;:]{0,50}[\s\0]from[\s\0]+\Z"
)
"""The span of what is over: “took place from 3 to 12 July 2021”."""
_CLAUSE_BREAK = compile_later(r"[;:—]|\s–\s|\bwhich\b|\bwhile\b|\bbut\b|\bthat\b|\bwho\b")
_YEAR_ALONE = compile_later(
    r"\b(?:in|since|during)\s+\|(?:\s*[,.;)—–]|\s*\Z|\s+(?:the|a|he|she|it|they|and|by|after|when|at|in)\b)",
    re.IGNORECASE,
)
_PERFECT = compile_later(r"\b(?:has|have|having|[a-z]+['’]ve)\s+(?:\w+ly\s+)?\Z")
_ADJECTIVE = compile_later(
    r"\b(?:an?|the|more|most|of|with|for|to|by|its|our|their|and|very|highly|has|have)\s+\Z"
)
_CHANGED = (
    r"updated|last\s+changed|modified|reviewed|revised|corrected|amended|clarified|edited|editor['’]s\s+note"
)
_CHANGE = compile_later(rf"\b(?:{_CHANGED})\b[^.]{{0,12}}\Z", re.IGNORECASE)
_UPDATE = compile_later(rf"\b(?:{_CHANGED}|published)\b[^.]{{0,12}}\Z", re.IGNORECASE)
_ENTRY = compile_later(r"[\s\0*_)]*:")
"""What follows a date that heads an entry of a calendar: “December 14, 2022: …”."""
_CLOSED = compile_later(r"[.!?…][\s\0”\"'’»)\]*_]*\Z")
_AUXILIARY = compile_later(r"\b(?:was|were|been|being|got|had|has|have)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_BY = compile_later(r"\s+by\b")
_REACH = 600
"""How far from a date, in code points, its sentence is read; what is longer tells of nothing plainly."""
_FIRST_VERB = 90
_BACK_TO_VERB_FROM_YEAR = 30
_BACK_TO_VERB = 120
_OF_OUR_TIME = 2000
"""A day at the head of an article that is not marked as its own is that of a life, or of history, if it lies before."""
_MARGIN = datetime.timedelta(days=1)
"""An article may be dated a day before its events by the time zone it is read in."""


@rule(in_quotations=False, places=("body", "list"))
def future_past(doc: Document) -> Iterator[Flag]:
    """Something is said to have happened on a day after the article's own date.

    Either the date of the event is wrong or that of the article. Only whole sentences in the past tense with a date
    that bears its year are looked at, and in languages other than English only days and months: never what was scheduled, due, set, expected or planned, and never a date
    after by, until, through, for or to. A date that heads an entry of a calendar (“December 14, 2026: …”) tells of no
    past, nor does a participle (“hosted by …”, “council-elected”). What a note that was added later tells (“Update,
    Aug. 4, 2026: …”) is measured by the note's own date.

    Bad: Published: March 3, 2025 ¶ The council rejected the plan on April 9, 2026.
    Good: Published: March 3, 2025 ¶ The council had scheduled the vote for April 9, 2026.
    Measured: 13 findings in 3,856 real articles, 11 to act on: all where the page's date is older than its text (python -m bench dates)
    """
    own = doc.dateline.value if doc.dateline else doc.day_of_writing
    if own is None or (doc.dateline is None and own.year < _OF_OUR_TIME):
        return
    today, origin = max(own, _last_change(doc) or own), doc.dateline.origin if doc.dateline else "dateline"
    language = language_data(doc.language)
    for date in doc.dates:
        if not (date.complete and _is_after(date, today)):
            continue
        told = (
            is_told_as_past(doc.text, doc.sentence_at(date.start), date, language)
            if language.past_forms
            else _tells_of_the_past(doc, date)
        )
        if told:
            quoted = shown(doc.text, date.start, date.end)
            yield Flag(
                date.start,
                date.end,
                f"“{quoted}” is told as past, but the article is dated {written_out(today)} ({origin})",
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
        and (
            _CHANGE.search(doc.text, max(0, date.start - 40), date.start)
            or heads_a_note(doc.text, date.start)
        )
    ]
    changes = [doc.meta.get(key) for key in ("modified", "updated", "lastmod")]
    told += [value.date() for value in changes if isinstance(value, datetime.datetime)]
    told += [value for value in changes if type(value) is datetime.date]
    return max(told, default=None)


def _is_after(date: DateMention, today: datetime.date) -> bool:
    if date.ambiguous or date.impossible or not date.year or date.value is None:
        return False
    if date.last and (date.precision != "day" or date.shape == "year"):
        return False
    if date.precision == "season":
        return date.year > today.year
    if date.precision == "day" and date.month and date.day:
        return datetime.date(date.year, date.month, date.day) > today + _MARGIN
    if date.precision == "month" and date.month:
        return (date.year, date.month) > (today.year, today.month)
    return date.precision == "year" and date.year > today.year


def _tells_of_the_past(doc: Document, date: DateMention) -> bool:
    sentence = doc.sentence_at(date.start)
    before = doc.text[max(sentence.start, date.start - _REACH) : date.start].replace("\0", " ")
    after = doc.text[date.end : min(sentence.end, date.end + _REACH)].replace("\0", " ")
    if not _CLOSED.search(after) or _ENTRY.match(doc.text, date.end):
        return False
    is_span = date.last is not None and _FROM.search(before) is not None
    if (
        _UPDATE.search(before)
        or not (is_span or _PLAIN_BEFORE.search(before))
        or (date.precision == "year" and not _YEAR_ALONE.search(before + "|" + after))
    ):
        return False
    reach = _BACK_TO_VERB_FROM_YEAR if date.precision == "year" else _BACK_TO_VERB
    return _verb_before(before, reach) or _verb_after(before, after)


def _verb_before(before: str, reach: int) -> bool:
    """Whether a past tense governs the date from the left, and no plan stands between or before it in the clause."""
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :][-160:]
    verbs = [match for match in PAST.finditer(clause) if _is_verb(clause, match)]
    if verbs and _PERFECT.search(clause, 0, verbs[-1].start()):
        return False
    if not verbs or len(clause) - verbs[-1].start() > reach:
        return False
    return not PLANNED.search(clause) and not TENTATIVE.search(before)


def _verb_after(before: str, after: str) -> bool:
    """Tell whether the date opens its clause, and the first verb after it is in the past tense."""
    opening = re.search(
        r"(?:\A|[,;—–]|\band\b)\s*(?:\w+\s+)?(?:(?:on|in|since|early\s+in|late\s+in|during)\s*)?\Z",
        before,
        re.IGNORECASE,
    )
    clause = after[:_FIRST_VERB]
    verb = next((match for match in PAST.finditer(clause) if _is_verb(clause, match)), None)
    if not opening or not verb or _ADJECTIVE.search(clause, 0, verb.start()):
        return False
    if PLANNED.search(clause, 0, verb.end()) or TENTATIVE.search(clause):
        return False
    return not PLANNED.search(before[-60:])


def _is_verb(clause: str, match: re.Match[str]) -> bool:
    """Tell whether a form of the past is the verb of a clause, no part of a compound or participle: “hosted by”."""
    if clause[max(0, match.start() - 1) : match.start()] in tuple("-‑"):
        return False
    return not _BY.match(clause, match.end()) or _AUXILIARY.search(clause, 0, match.start()) is not None
