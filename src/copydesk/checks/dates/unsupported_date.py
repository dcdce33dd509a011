"""dates/unsupported-date."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Literal

from copydesk.analysis.dates.claims.citations import (
    has_support,
    is_on_record,
    reports_a_trial,
    tells_of_its_author,
)
from copydesk.analysis.dates.claims.dated_claims import CLAUSE, is_a_reporters_claim
from copydesk.analysis.dates.claims.tense import PAST, TENTATIVE
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import Range, rule
from copydesk.support.patterns import compile_later, one_of

_HOLIDAYS = one_of(
    r"birthday|Christmas|Thanksgiving|Easter|Ramadan|Passover|Hanukkah|New\s+Year['’]?s?|Halloween",
    r"(?:Labor|Memorial|Veterans|Independence|Columbus)\s+Day",
)
_VOTES = one_of(
    r"Super\s+Tuesday|[Ee]lections?|[Ee]lected|[Ii]naugurat\w+|[Pp]rimar(?:y|ies)|[Cc]aucus(?:es)?|midterms?",
    r"[Cc]onvention|debates?|took\s+office|sworn\s+in|into\s+law|took\s+effect|endors\w+|protests?|ballots?",
)
_KNOWN_EVENTS = r"born|[Oo]lympics?|World\s+Cup|Super\s+Bowl|[Ww]orld\s+[Ww]ar|D-Day|9/11|Sept(?:ember|\.)\s+11|anniversary"
_COMMON = compile_later(rf"\b(?:{_HOLIDAYS}|{_VOTES}|{_KNOWN_EVENTS})\b")
_OWN_VOICE = compile_later(r"\b(?:I|I['’]m|I['’]ve|my|me|we|our|us)\b|\?", re.IGNORECASE)
_ADDRESS = compile_later(r"\b(?:you|your)\b", re.IGNORECASE)
_SMALL_WORDS = one_of(
    "and|or|to|when|as|at|in|by|for|with|after|before|but|through|from|that|where|while|because|during|on|of",
    "the|an?|his|her|their|its|our|he|she|it|they",
    "over|under|until|amid|following|near|without|despite|against|about|only|alone|than|was|were|had",
)
_ATTRIBUTE = compile_later(rf"\s+(?!{_SMALL_WORDS}\b)\w")  # a March protest
_PREPOSITION = compile_later(
    r"(?:\A|\b(?:on|in|since|by|early|late|during|until|after|before|dated)\s+(?:the\s+)?)\Z", re.IGNORECASE
)
_DETERMINER = compile_later(
    r"(?:\b(?:the|an?|his|her|their|its|this|that|a\s+\w+)|['’]s?|[a-z]-)\s*\Z", re.IGNORECASE
)
_NAMES_A_THING = compile_later(r"\bof\s+(?:the\s+)?\Z", re.IGNORECASE)
"""Before a date that says which one is meant: the minutes of the meeting of 2 October."""
_OF_THESE_DAYS = compile_later(
    r"(?i)(?<!\w)(?:this(?:[\s\0]past)?|last|past|dies(?:en|em)|(?:vergangene|letzte|vorige)[nr]|ce|este|esta|pasado|quest[oa]|scors[oa]"
    r"|n?est[ea]|afgelopen|vorige|deze|förra|i|forrige|sidste|denne|miniony|minioną|ubiegły|minul(?:ou|ý)|tuto|viime|минулої|минулого"
    r"|прошл(?:ую|ый|ое))[\s\0]+\Z"
)
"""What tells before a weekday and its date that the day is one of those when the article was written."""
_UNTIL = compile_later(
    r"(?i)(?<!\w)(?:to|until|end(?:ed|ing)|as\s(?:at|of)|zum|bis|per|pr\.?|au|al|ao|till|den|do|k|na|на|к)[\s\0]+\Z"
)
_ENDS_OF_QUARTERS = frozenset(((3, 31), (6, 30), (9, 30), (12, 31)))
"""Days, as month and day, up to which accounts are made: the year to 31 December."""
_BEFORE = 20
_QUOTED_BY_NAME = 2
"""So many speakers with names make an article of a site's own a report on others; else it tells what the site did."""
_REACH = 600
"""How far from a date, in code points, its sentence is read."""
_PRECISIONS = ("day", "month")


@rule(in_quotations=False, places=("body",))
def unsupported_date(
    doc: Document,
    *,
    strictness: Literal["careful", "all"] = "careful",
    precision: Literal["day", "month"] = "month",
    news_days: Annotated[int, Range(0)] = 7,
    common_after_years: Annotated[int, Range(0)] = 25,
    everywhere: bool = False,
) -> Iterator[Flag]:
    """A sentence says that something happened on a certain day or in a certain month, and nothing says how that is known.

    An editor asks of every date that is not common knowledge: says who? A rewriting program adds dates that stand in no
    source; a reporter was there. So the rule asks only in an article that shows where it comes from: that leftovers, a
    page around it, its front matter or the configuration (`text: taken-in`) say was taken in, or that rounds off what it
    tells as such programs do (“serves as a reminder”, “remains to be seen”). With `everywhere` it asks in every article.

    It looks for plain statements in the past tense and is content with any sign of support in the sentence
    or in the one before or after it in the paragraph: a source that is named or speaks, a document, a quotation, a
    link, a footnote, a citation.

    It asks nothing in a report from a court, whose sources spoke there, nor in minutes and speeches. It never asks for a source of: a year alone, a weekday, “last week”; a day within `news_days` of the article's own
    date; what is more than `common_after_years` years past; births, holidays, elections and other days of the public
    calendar; plans and schedules; what the author or a quoted person tells of himself; headlines, captions, lists and
    quotations. `precision` is the loosest date that it looks at: "month", or "day" for days alone. It does not say
    that a date is wrong.

    What a site writes about its own doings needs no source: in a text of its own (see `copydesk inspect`) the rule asks
    only where several people or bodies are quoted by name, as a newsroom's reports quote them.

    With `strictness` "careful" it asks once a paragraph, and only where the dated clause states a figure (a sum, a share,
    a count) or a deed that few people see (paid, sent, met, signed, deleted). It is then silent too on: contests and
    votes, works, careers and founding days, unless it states a figure; what presidents, parliaments and high courts did;
    violence and disasters that made the news; the economy; what is mentioned in passing (“…, who left in May”), measured
    by (“up from May”) or hedged (“reportedly”); a month without a year in an article without a date. "all" asks of these.

    Bad: Two clerks copied the files in March 2024. Nobody objected. ¶ How it will end remains to be seen, and the case serves as a reminder of how little is kept.
    Good: Two clerks copied the files in March 2024. Nobody objected.
    Good: Two clerks copied the files in March 2024, according to court documents. ¶ How it will end remains to be seen, and the case serves as a reminder of how little is kept.
    Measured: no finding in 3,065 news articles and 180 clean ones of many kinds. With `everywhere` an editor would ask at 25 of 28 findings in 840 news articles (python -m bench dates), but at about 35 of 59 in 2,401 of world news never seen, and at none of 4 in the clean ones.
    """
    asked = -1
    for date in doc.dates:
        if (
            date.start >= asked
            and _asks_for_a_source(doc, date, precision, news_days, common_after_years)
            and (strictness == "all" or _deserves_the_question(doc, date))
            and _is_a_report(doc)
        ):
            block = doc.block_at(date.start)
            careful = strictness != "all" and block is not None
            asked = block.end if careful and block else doc.sentence_at(date.start).end
            quoted = shown(doc.text, date.start, date.end)
            yield Flag(
                date.start,
                date.end,
                f"says who? “{quoted}” has no source here: name one, quote it, or link to it",
                needs_leftovers=not (everywhere or doc.is_derived),
            )


def _is_a_report(doc: Document) -> bool:
    """Whether the article tells of others, and not of its author; one that its site wrote itself does if it quotes several
    by their names.
    """
    if tells_of_its_author(doc.text, doc.language) or reports_a_trial(doc.text) or is_on_record(doc.plain):
        return False
    if not doc.is_own:
        return True
    quoted = {each.name for each in doc.attributions if each.name and each.verb}
    return len(quoted) >= _QUOTED_BY_NAME


def _newest_year(doc: Document) -> int:
    """The year of the article; if that is not known, the latest that it speaks of."""
    return doc.dateline.value.year if doc.dateline else max((each.year or 0 for each in doc.dates), default=0)


def _asks_for_a_source(
    doc: Document, date: DateMention, precision: str, news_days: int, common_after_years: int
) -> bool:
    if not _is_plain_date(date, precision) or doc.once(_newest_year) - (date.year or 0) > common_after_years:
        return False
    today = doc.dateline.value if doc.dateline else None
    if date.weekday is not None and _OF_THESE_DAYS.search(doc.text, max(0, date.start - _BEFORE), date.start):
        return False  # last Saturday, 11 January 2025: the reporter was there
    if (date.month, date.day) in _ENDS_OF_QUARTERS and _UNTIL.search(
        doc.text, max(0, date.start - _BEFORE), date.start
    ):
        return False  # a turnover of £188 million in the year to 31 December
    if today and _is_news_or_ahead(date, today, news_days):
        return False
    index = bisect_right(doc.sentences, date.start, key=lambda sentence: sentence.start) - 1
    if index < 0:
        return False
    sentence = doc.sentences[index]
    soon = today is not None and ((date.month or 0) - today.month) % 12 in range(1, 6)
    near = _near(sentence, date)
    ends = doc.text[sentence.end - 1] in ".!)"
    if not ends or not _states(doc.text[near.start : near.end].replace("\0", " "), date, near, soon=soon):
        return False
    block = doc.block_at(date.start)
    around = [
        each
        for each in doc.sentences[max(0, index - 1) : index + 2]
        if block is None or block.start <= each.start < block.end
    ]
    supports = doc.once(_supports)
    return not any(supports(each, each is not sentence) for each in around)


def _near(sentence: Span, date: DateMention) -> Span:
    """Return what of a sentence is near a date in it: all of it, as sentences are."""
    return Span(max(sentence.start, date.start - _REACH), min(sentence.end, date.end + _REACH))


def _supports(doc: Document) -> Callable[[Span, bool], bool]:
    """Return what tells whether a sentence supports the date in it, or in the one beside it; each is read once."""
    return cache(lambda sentence, beside: has_support(doc.text, doc.source, *sentence, beside=beside))


def _is_plain_date(date: DateMention, precision: str) -> bool:
    """Tell whether a date names one month or day of the calendar, and is as precise as is asked for."""
    return (
        date.precision in _PRECISIONS[: _PRECISIONS.index(precision) + 1]
        and date.shape not in ("weekday", "relative")
        and not date.impossible
        and not date.last
        and date.year is not None
        and date.month is not None
    )


def _is_news_or_ahead(date: DateMention, today: datetime.date, news_days: int) -> bool:
    """Tell whether a date lies ahead of the article's own, or so near before it that the article is the source."""
    happened = datetime.date(date.year or 1, date.month or 1, date.day or 1)
    if happened > today:
        return True
    if date.day:
        return (today - happened).days <= news_days
    return (date.year, date.month) == (today.year, today.month)


def _states(text: str, date: DateMention, sentence: Span, *, soon: bool) -> bool:
    """Tell whether the sentence states in plain past tense that something happened then.

    `soon` says that a date without a year could as well lie in the months ahead: then the verb must stand close by.
    """
    if len(text) < 30:
        return False
    before = text[: date.start - sentence.start]
    if _COMMON.search(text) or _OWN_VOICE.search(text) or TENTATIVE.search(text, 0, len(before) + 70):
        return False
    after = text[date.end - sentence.start :]
    preposition = _PREPOSITION.search(before)
    if preposition and preposition.group().rstrip().lower().endswith("the"):
        preposition = None
    if not preposition and (
        _DETERMINER.search(before) or _NAMES_A_THING.search(before) or _ATTRIBUTE.match(after)
    ):
        return False
    clause = CLAUSE.split(before)[-1]
    if _ADDRESS.search(clause) or _ADDRESS.search(CLAUSE.split(after)[0]):
        return False
    if not date.complete and soon:
        return len(before) < 10 or PAST.search(clause[-40:]) is not None
    return PAST.search(clause or before) is not None or PAST.search(after[:100]) is not None


def _deserves_the_question(doc: Document, date: DateMention) -> bool:
    block = doc.block_at(date.start)
    if (block and date.start == block.start) or not (doc.dateline or date.complete):
        return False
    start, end = _near(doc.sentence_at(date.start), date)
    sentence = doc.text[start:end].replace("\0", " ")
    return is_a_reporters_claim(sentence, date.start - start, date.end - start, day=date.day is not None)
