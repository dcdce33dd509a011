"""What bears out a dated statement: a source named in words, a quotation, a link or a note."""

from __future__ import annotations

import re

from copydesk.formats.parsed import OBJECT

_VERBS = (
    "said says saying told tells reported reports reporting announced announces revealed reveals confirmed confirms disclosed"
    " acknowledged admitted alleged alleges alleging claimed claims argued argues wrote writes testified recalled recalls explained"
    " insisted warned denied tweeted found finds finding showed shows show shown suggested indicates indicated concluded concludes"
    " estimated calculated described describes cited cites citing quoted quotes learned learns declared asserted asserts complained"
    " accused accuses documented noted notes stated responded replied criticized complained vowed pledged"
)
_DOCUMENTS = (
    "according\\s+to|per\\s+the|as\\s+per|court\\s+(?:documents?|papers|records|filings?)|documents?|records?|filings?|statement|reports?|memos?"
    "|memorandum|e-?mails?\\s+dated|an?\\s+(?:e-?mail|letter)|transcripts?|affidavits?|lawsuits?|complaints?|indictments?|depositions?|testimony|subpoenas?|audits?"
    "|stud(?:y|ies)|surveys?|polls?|census|analys[ie]s|interviews?|press\\s+release|news\\s+conference|spokes(?:man|woman|person)"
    "|sources|op-?eds?|essays?|memoirs?|tweets?|rulings?|court\\s+opinion"
)
SOURCE = re.compile(
    rf"\b(?:{'|'.join(_VERBS.split())}|{_DOCUMENTS})\b|\((?:AP|Reuters|AFP|UPI|Bloomberg)\)|(?:^|\s)@\w|\bvia\b",
    re.IGNORECASE,
)
"""Words that name a source or report what one said."""

_MARKS = re.compile(r"[“”\"«»„]|\[\d{1,3}\]|\[\^|" + OBJECT)
_LINK = re.compile(r"\]\(|<a\s|https?://|\[\^|\]\[|<sup|<cite|\{\{|\[@", re.IGNORECASE)


_BESIDE = re.compile(
    r"\b(?:according\s+to|said|says|told|reported|wrote|testified|revealed|confirmed|alleg\w+|documents?|records?|filings?|report"
    r"|statement|study|survey|affidavit|lawsuit|indictment|memo|transcript|announced|acknowledged|disclosed|court\s+papers)\b",
    re.IGNORECASE,
)


def has_support(text: str, source: str, start: int, end: int, *, beside: bool = False) -> bool:
    """Whether the stretch of a text bears a source, a quotation, a link or a note; `source` is the text with its markup."""
    return bool(
        _MARKS.search(text, start, end) or (_BESIDE if beside else SOURCE).search(text, start, end) or _LINK.search(source, start, end)
    )
