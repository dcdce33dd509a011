"""damage/replacement-character."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.scans.subject import speaks_of_encoding
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(severity="error", in_mentions=False, front_matter="alone")
def replacement_character(doc: Document) -> Iterator[Flag]:
    """A character has been lost and replaced by U+FFFD.

    A program that could not read a byte put the sign � in its place. What stood there must be looked up.

    An article about how characters are stored shows the sign alone: (�).

    Bad: The caf� opens at nine.
    Good: The café opens at nine.
    """
    shows_it = "\ufffd" in doc.text and speaks_of_encoding(doc.text)
    at = doc.text.find("\ufffd")
    while at >= 0:
        end = at + 1
        while doc.text.startswith("\ufffd", end):
            end += 1
        if shows_it and _stands_apart(doc, at, end):
            at = doc.text.find("\ufffd", end)
            continue
        lost = "a character was" if end == at + 1 else f"{end - at} characters (or bytes of them) were"
        yield Flag(at, end, f"{lost} lost here when the text was decoded")
        at = doc.text.find("\ufffd", end)


def _stands_apart(doc: Document, start: int, end: int) -> bool:
    around = doc.text[start - 1 : start] + doc.text[end : end + 1]
    return not any(map(str.isalnum, around))
