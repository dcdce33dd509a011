"""dates/unsupported-date."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.reading.date_support import has_support
from copydesk.reading.dates import DateMention
from copydesk.reading.tense import PAST, PLANNED
from copydesk.rules import rule

_COMMON = re.compile(
    r"\b(?:born|birthday|Christmas|Thanksgiving|Easter|Ramadan|Passover|Hanukkah|(?:Labor|Memorial|Veterans|Independence|Columbus)\s+Day"
    r"|New\s+Year['’]?s?|Halloween|Super\s+Tuesday|[Ee]lections?|[Ee]lected|[Ii]naugurat\w+|[Pp]rimar(?:y|ies)|[Cc]aucus(?:es)?|midterms?"
    r"|[Oo]lympics?|World\s+Cup|Super\s+Bowl|[Ww]orld\s+[Ww]ar|D-Day|9/11|Sept(?:ember|\.)\s+11|anniversary|[Cc]onvention|debates?"
    r"|took\s+office|sworn\s+in|into\s+law|took\s+effect|endors\w+|protests?|ballots?)\b"
)
_OWN_VOICE = re.compile(r"\b(?:I|I['’]m|I['’]ve|my|me|we|our|us|you|your)\b|\?", re.IGNORECASE)
_GOVERNED = re.compile(r"(?:\A|\b(?:on|in|since|by|early|late|during|until|after|before|dated)\s+(?:the\s+)?)\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:—]|\s–\s|,\s(?=(?:and|but|which|who|where)\b)")
_STRICTNESS = ("day", "month")


@rule(preset="strict", in_quotations=False, places=("body",))
def unsupported_date(
    doc: Document, *, precision: str = "month", news_days: int = 7, common_after_years: int = 25
) -> Iterator[Flag]:
    """A sentence says that something happened on a certain day or in a certain month, and nothing says how that is known.

    An editor asks of every date that is not common knowledge: says who? A rewriting program adds dates that stand in no
    source. The rule looks for plain statements in the past tense and is content with any sign of support in the sentence
    or in the one before or after it in the paragraph: a source that is named or speaks, a document, a quotation, a
    link, a footnote, a citation.

    It never asks for a source of: a year alone, a weekday, “last week”; a day within `news_days` of the article's own
    date; what is more than `common_after_years` years past; births, holidays, elections and other days of the public
    calendar; plans and schedules; what the author or a quoted person tells of himself; headlines, captions, lists and
    quotations. `precision` is the loosest date that it looks at: "month", or "day" for days alone. It does not say
    that a date is wrong.

    Bad: Two clerks copied the files in March 2024. They were never told.
    Good: Two clerks copied the files in March 2024, according to court documents.
    """
    for date in doc.dates:
        if _asks_for_a_source(doc, date, precision, news_days, common_after_years):
            shown = " ".join(doc.source[date.start : date.end].split())
            yield Flag(date.start, date.end, f"says who? “{shown}” has no source here: name one, quote it, or link to it")


def _asks_for_a_source(
    doc: Document, date: DateMention, precision: str, news_days: int, common_after_years: int
) -> bool:
    if date.precision not in _STRICTNESS[: _STRICTNESS.index(precision) + 1] or date.shape in ("weekday", "relative"):
        return False
    if date.impossible or date.last or date.year is None or date.month is None:
        return False
    today = doc.dateline.value if doc.dateline else None
    if today:
        happened = datetime.date(date.year, date.month, date.day or 1)
        last = datetime.date(date.year, date.month, date.day or 28)
        if happened > today or (today - last).days <= news_days or today.year - date.year > common_after_years:
            return False
    index = bisect_right(doc.sentences, date.start, key=lambda sentence: sentence.start) - 1
    if index < 0:
        return False
    sentence = doc.sentences[index]
    if not _states(doc.text[sentence.start : sentence.end].replace("\0", " "), date, sentence):
        return False
    block = doc.block_at(date.start)
    around = [
        each
        for each in doc.sentences[max(0, index - 1) : index + 2]
        if block is None or block.start <= each.start < block.end
    ]
    return not any(has_support(doc.text, doc.source, *each, beside=each is not sentence) for each in around)


def _states(text: str, date: DateMention, sentence: Span) -> bool:
    if text[-1:] not in ".!)" or len(text) < 30:
        return False
    before = text[: date.start - sentence.start]
    if _COMMON.search(text) or _OWN_VOICE.search(text) or PLANNED.search(text):
        return False
    if not _GOVERNED.search(before):
        return False
    clause = _CLAUSE.split(before)[-1]
    return PAST.search(clause or before) is not None or PAST.search(text[date.end - sentence.start :][:100]) is not None
