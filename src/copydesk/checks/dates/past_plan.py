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
from copydesk.support.patterns import compile_later, one_of, regex_later

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


_NEXT_ONE = regex_later(
    r"(?i)(?:\A|[,;:] |\b(?:and|und|et|y|e|en|och|og) )\W{0,3}(?:the |das |der |die |la |le |el |il |o |a |de |het |det |den )?"
    + one_of(
        r"next|coming|upcoming|nächste[rns]?|kommende[rns]?|prochaine?|próxim[ao]|prossim[ao]|volgende|eerstvolgende|nästa|kommande",
        r"næste|neste|kommende|następn\w{1,3}|najbliższ\w{1,3}",
    )
    + r" (?!day|year|week|month|morning|tag|jahr|monat|woche|jour|année|mois|día|año|mes|giorno|anno|dia|ano|dag|jaar|år)\p{L}{3}"
)
"""The beginning of a sentence about the next one: “The next fair …”."""
_ASKED = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        r"can|may|must|should|are (?:asked|invited|requested)|is open|are open|remains? open|runs|will|können|kann|müssen|muss|sollen|sollten|läuft|werden",
        r"peuvent|peut|doivent|doit|sont (?:priés|invités|ouvertes)|pueden|puede|podrán|podrá|deben|possono|può|devono|potranno",
        r"podem|pode|devem|poderão|kunnen|kan|moeten|skal|må|können|można|należy|mogą|prosimy|przyjmowane są|ska|måste",
    )
    + r"(?!\p{L})"
)
_LIMIT = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        r"by|until|till|no later than|bis|bis zum|bis spätestens|spätestens(?: am| zum)?|jusqu'au|au plus tard le|hasta el",
        r"a más tardar el|entro(?: e non oltre)? il|fino al|non oltre il|até(?: ao?| o)?(?: dia)?|uiterlijk(?: op)?|tot(?: en met)?|senast(?: den)?",
        r"till och med(?: den)?|til(?: og med)?(?: den)?|senest(?: den)?|do(?: dnia)?|najpóźniej(?: do)?",
    )
    + r"(?: (?:the|dem|den|le|el|il|o)?)? ?(?:\p{L}{3,12},? )?(?:the |den |dem )?\Z"
)
_PAST = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        r"was|were|had|did|took|war|waren|wurden?|hatten?|konnten?|mussten?|sollten|fut|eut|était|étaient",
        r"avait|pouvaient|a été|fue|fueron|tuvo|había|podían|estaba|fu|furono|ebbe|era|erano|aveva|è stat\p{L}",
        r"foi|foram|teve|eram|podiam|vond|waren|had|konden|var|hade|kunde|havde|kunne|hadde|był\p{L}{0,2}",
        r"odbył\p{L}{0,2}|można było|should have|could have",
    )
    + r"(?!\p{L})"
)


@rule(in_quotations=False, places=("body",))
def past_plan(doc: Document) -> Iterator[Flag]:
    """What is still to come is dated before the article.

    Either the date of the plan is wrong or that of the article, or an old text was published again. Only plans in the
    present or future tense are looked at (will open, is expected to), with a day or month that bears its year, more than
    a month before the article's own date.

    Bad: Published: March 12, 2024 ¶ The sale is expected to be completed by the end of November 2023.
    Bad: Published: March 12, 2024 ¶ Claims can be handed in until 3 March 2024.
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
    told_at: set[int] = set()
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
            told_at.add(date.start)
    for date in doc.dates:
        if date.start in told_at or not (_is_over(date, today) or _has_passed(date, today)):
            continue
        if _is_named_next(doc, date) or (
            date.complete and (_is_of_the_next(doc, date) or _ends_what_is_open(doc, date))
        ):
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


def _is_over(date: DateMention, today: datetime.date) -> bool:
    """Tell whether a day that bears its year lies before the article's, by more than the difference of time zones."""
    if date.ambiguous or date.impossible or not (date.complete and date.year and date.month and date.day):
        return False
    if date.precision != "day":
        return False
    last = datetime.date(date.year, date.month, date.day)
    if date.last and all(date.last):
        year, month, day = date.last
        try:
            last = datetime.date(year or 1, month or 1, day or 1)
        except ValueError:
            return False
    return today - datetime.timedelta(days=_A_YEAR) < last < today - datetime.timedelta(days=1)


_A_YEAR = 5 * 366
"""What lies farther back is history."""


def _has_passed(date: DateMention, today: datetime.date) -> bool:
    """Tell whether a weekday with its day and month, but without a year, lies in the weeks before the article."""
    if date.complete or date.weekday is None or not (date.month and date.day) or date.impossible:
        return False
    try:
        day = datetime.date(today.year, date.month, date.day)
    except ValueError:
        return False
    return today - _MARGIN < day < today - datetime.timedelta(days=1)


_NEXT_DAY = regex_later(
    r"(?i)(?<!\p{L})(?:next|this coming|coming|nächste[rnms]?|kommende[rnms]?|el próximo|prossim[ao]|na próxima|no próximo|volgende|komende|aanstaande|nästa"
    r"|kommande|næste|neste|førstkommende|najbliższ\p{L}{1,3}|w przyszł\p{L}{1,2})(?: \(| |,)\Z"
)


def _is_named_next(doc: Document, date: DateMention) -> bool:
    """Tell whether a date begins with a weekday that is called the next one: “next Saturday, 14 September”."""
    if date.weekday is None or doc.is_quoted(date.start):
        return False
    lead = doc.plain[max(doc.sentence_at(date.start).start, date.start - _LEAD) : date.start]
    return _NEXT_DAY.search(lead) is not None


_LEAD = 16


def _is_of_the_next(doc: Document, date: DateMention) -> bool:
    """Tell whether a sentence that begins with “the next …” has a date, and no word of the past."""
    start, end = doc.sentence_at(date.start)
    sentence = doc.plain[start:end]
    return _NEXT_ONE.match(sentence) is not None and not _PAST.search(sentence)


def _ends_what_is_open(doc: Document, date: DateMention) -> bool:
    """Tell whether a date is the last one by which readers can or must do something: “can be sent until 3 May 2024”.

    The verb stands before the date, or directly behind one that opens its sentence; and no clause of its own stands
    between, which would tell whom or what the date is about.
    """
    start, end = doc.sentence_at(date.start)
    limit = _LIMIT.search(doc.plain, max(start, date.start - _NEAR), date.start)
    if limit is None or _PAST.search(doc.plain, start, end):
        return False
    lead = doc.plain[start : limit.start()]
    asked = next(iter(_ASKED.finditer(lead)), None)
    if asked:
        return _RELATIVE.search(lead) is None and _HAVE.match(lead, asked.end()) is None
    behind = _ASKED.match(doc.plain, date.end + 1, end)
    return not lead.strip() and behind is not None


_NEAR = 50
_HAVE = regex_later(r"(?i) (?:have|haben|avoir|haber|aver|ter|hebben|ha)(?!\p{L})")
_RELATIVE = regex_later(
    r"(?i)(?<!\p{L})(?:who|which|what|that|whom|whose|wer|was|welche[rnms]?|qui|que|dont|ce que|quien(?:es)?|chi|che|quem|wie|wat|dat|som|vem|kto|który\p{L}*|co|anyone|those)(?!\p{L})"
)
