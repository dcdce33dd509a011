"""quotes/verbless-attribution."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.lexicon import HONORIFICS, is_forename
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_ROLES = one_of(
    "spokesperson|spokesman|spokeswoman|director|mayor|minister|official|officer|manager|president|chairman",
    "chairwoman|chief executive|judge|teacher|doctor|farmer|owner|founder|leader|lawyer|analyst|researcher|author",
    "editor|witness",
)
_NAME = r"(?P<first>[A-Z][\w'’-]+)\.?(?:[\s\0]+[A-Z][\w'’-]{2,}){1,3}"
_ROLE = rf"(?:the|its|his|her|an?|one)[\s\0]+(?:[a-z][\w’'-]+[\s\0]+){{0,2}}{_ROLES}"
_WHO = compile_later(rf"[\s\0]+(?P<who>{_NAME}|{_ROLE})\.(?=\s*\Z|[\s\0]+[A-Z“\"])")
_ABBREVIATED = frozenset(
    "Sen Rep Gov Rev Adm Gen Col Sgt Capt Lt Maj Supt Insp Det Jr Sr St Hon Pres Atty".split()
)
_LEAST_WORDS = 4


@rule()
def verbless_attribution(doc: Document) -> Iterator[Flag]:
    """A quotation is followed by its speaker and a full stop: “said” is missing.

    Flagged are a name behind a title, a first name and surname, and a role, if the quotation before them ends in a
    comma and is no mere title.

    Bad: “A cold drink is not a safety matter,” Mr Champney. ¶ The rest laughed.
    Good: “A cold drink is not a safety matter,” said Mr Champney. ¶ The rest laughed.
    Measured: 2 of 2 findings right in 5,630 articles.
    """
    for quotation in doc.quotations.spans:
        if doc.text[quotation.end - 2 : quotation.end - 1] != ",":
            continue
        block = doc.block_at(quotation.start)
        if block is None or quotation.end > block.end:
            continue
        match = _WHO.match(doc.text, quotation.end, block.end)
        if match is None or len(doc.text[quotation.start : quotation.end].split()) < _LEAST_WORDS:
            continue
        first, last = match["first"], match["who"].replace("\0", " ").split()[-1]
        if last in _ABBREVIATED or (first and not (first in HONORIFICS or is_forename(first))):
            continue
        yield Flag(*match.span("who"), "the verb of this attribution is missing, as in “… said”")
