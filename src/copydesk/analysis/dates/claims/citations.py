"""What bears out a dated statement: a source named in words, a quotation, a link or a note."""

from __future__ import annotations

import re

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.formats.parsed import OBJECT
from copydesk.support.patterns import compile_later

_PAPERS = (
    r"according\s+to|per\s+the|as\s+per|court\s+(?:documents?|papers|records|filings?)|documents?|records?|filings?"
    r"|statement|reports?|memos?|memorandum|e-?mails?\s+dated|an?\s+(?:e-?mail|letter)|transcripts?|op-?eds?|essays?"
    r"|memoirs?|tweets?"
)
_PROCEEDINGS = r"affidavits?|lawsuits?|complaints?|indictments?|depositions?|testimony|subpoenas?|rulings?"
_INQUIRIES = (
    r"court\s+opinion|audits?|stud(?:y|ies)|surveys?|polls?|census|analys[ie]s|interviews?|press\s+release|news\s+conference"
    r"|spokes(?:man|woman|person)|sources"
)
_DOCUMENTS = f"{_PAPERS}|{_PROCEEDINGS}|{_INQUIRIES}"
SOURCE = compile_later(
    rf"\b(?:{either(language_data('en').source_verbs)}|{_DOCUMENTS})\b|\((?:AP|Reuters|AFP|UPI|Bloomberg)\)|(?:^|\s)@\w|\bvia\b",
    re.IGNORECASE,
)
"""Words that name a source or report what one said."""

_MARKS = compile_later(r"[“”\"«»„]|\[\d{1,3}\]|\[\^|" + OBJECT)
_LINK = compile_later(r"\]\(|<a\s|https?://|\[\^|\]\[|<sup|<cite|\{\{|\[@", re.IGNORECASE)


_WORD = compile_later(r"[^\W\d_]+")
_OFTEN, _PARAGRAPH = 4, 120
"""So many words such as “I” and “my” has an article in which its author tells of himself, in paragraphs so long."""

_OF_COURTS = compile_later(
    r"\b(?:courts?|judge|magistrates?|jury|jurors|trial|prosecut(?:ors?|ion|ing)|pleaded|pled|sentenced|convicted"
    r"|defendants?|acquitted|barrister|tribunal|testified|inquest|coroner|bail|jailed|guilty|appellants?|respondent|claimant"
    r"|solicitors?|cross-examined|giving\s+evidence|judgment|justice|counsel)\b",
    re.IGNORECASE,
)
_RECORD = compile_later(
    r"(?i)\b(?:minutes of (?:the|a|an)(?: \w+){0,2} (?:meeting|assembly|session)|as delivered|check against delivery"
    r"|(?<=\()(?:applause|laughter)[.!]?\)|any other business|apologies for absence)"
)
"""Minutes and speeches, in which one who was there says when it was."""
_SEVERAL = 4
"""So many different words of courts has a report from one."""

_PLAIN_DOCUMENTS = (
    r"according\s+to|alleg\w+|documents?|records?|filings?|report|statement|study|survey|affidavit|lawsuit|indictment|memo"
    r"|transcript|court\s+papers"
)
_BESIDE = compile_later(
    rf"\b(?:{either(language_data('en').plain_source_verbs)}|{_PLAIN_DOCUMENTS})\b", re.IGNORECASE
)


def tells_of_its_author(text: str, language: str | None) -> bool:
    """Tell whether an article speaks of the one who wrote it: then its author is the source.

    Paragraphs with quotation marks do not count, because a mark may be lost there; nor short ones, which may be the
    page's.
    """
    own = language_data(language or "en").first_person
    lines = [line for line in text.splitlines() if len(line) >= _PARAGRAPH and not _MARKS.search(line)]
    used = [word for line in lines for word in map(str.lower, _WORD.findall(line)) if word in own]
    return len(used) >= _OFTEN and len(set(used)) > 1


def reports_a_trial(text: str) -> bool:
    """Tell whether an article reports from a court: what it dates was said there."""
    return len({match.group().lower() for match in _OF_COURTS.finditer(text)}) >= _SEVERAL


def is_on_record(plain: str) -> bool:
    """Tell whether a text, in the form of `Document.plain`, is the minutes of a meeting or a speech as it was held."""
    return _RECORD.search(plain) is not None


def has_support(text: str, source: str, start: int, end: int, *, beside: bool = False) -> bool:
    """Tell whether a stretch of a text bears a source, a quotation, a link or a note.

    `source` is the text with its markup. With `beside` it is a sentence next to the one that wants support, and only
    plain signs of a source count.
    """
    return bool(
        _MARKS.search(text, start, end)
        or (_BESIDE if beside else SOURCE).search(text, start, end)
        or _LINK.search(source, start, end)
    )
