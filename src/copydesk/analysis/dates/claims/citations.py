"""What bears out a dated statement: a source named in words, a quotation, a link or a note."""

from __future__ import annotations

import re

from copydesk.formats.parsed import OBJECT
from copydesk.support.patterns import compile_later

_VERBS = (
    "accused accuses acknowledged admitted alleged alleges alleging announced announces argued argues"
    " asserted asserts calculated cited cites citing claimed claims complained concluded concludes confirmed"
    " confirms criticized declared denied described describes disclosed documented estimated explained finding"
    " finds found indicated indicates insisted learned learns noted notes pledged quoted quotes recalled"
    " recalls replied reported reporting reports responded revealed reveals said say saying says show showed shown"
    " shows stated suggested tells testified told tweeted vowed warned writes wrote"
)
_DOCUMENTS = (
    r"according\s+to|per\s+the|as\s+per|court\s+(?:documents?|papers|records|filings?)|documents?"
    r"|records?|filings?|statement|reports?|memos?|memorandum|e-?mails?\s+dated|an?\s+(?:e-?mail|letter)"
    r"|transcripts?|affidavits?|lawsuits?|complaints?|indictments?|depositions?|testimony|subpoenas?"
    r"|audits?|stud(?:y|ies)|surveys?|polls?|census|analys[ie]s|interviews?|press\s+release"
    r"|news\s+conference|spokes(?:man|woman|person)|sources|op-?eds?|essays?|memoirs?|tweets?|rulings?"
    r"|court\s+opinion"
)
SOURCE = compile_later(
    rf"\b(?:{'|'.join(_VERBS.split())}|{_DOCUMENTS})\b|\((?:AP|Reuters|AFP|UPI|Bloomberg)\)|(?:^|\s)@\w|\bvia\b",
    re.IGNORECASE,
)
"""Words that name a source or report what one said."""

_MARKS = compile_later(r"[“”\"«»„]|\[\d{1,3}\]|\[\^|" + OBJECT)
_LINK = compile_later(r"\]\(|<a\s|https?://|\[\^|\]\[|<sup|<cite|\{\{|\[@", re.IGNORECASE)


_BESIDE = compile_later(
    r"\b(?:according\s+to|said|says|told|reported|wrote|testified|revealed|confirmed|alleg\w+|documents?|records?|filings?|report"
    r"|statement|study|installed_plugins|affidavit|lawsuit|indictment|memo|transcript|announced|acknowledged|disclosed|court\s+papers)\b",
    re.IGNORECASE,
)


def has_support(text: str, source: str, start: int, end: int, *, beside: bool = False) -> bool:
    """Whether a stretch of a text bears a source, a quotation, a link or a note.

    `source` is the text with its markup. With `beside` it is a sentence next to the one that wants support, and only
    plain signs of a source count.
    """
    return bool(
        _MARKS.search(text, start, end)
        or (_BESIDE if beside else SOURCE).search(text, start, end)
        or _LINK.search(source, start, end)
    )
