"""quotes/unopened-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.faults import FaultKind, WrittenFault, written_faults
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule(front_matter="alone")
def unopened_quote(doc: Document) -> Iterator[Flag]:
    """A quotation closes that never opened.

    Readers cannot tell where the quoted words begin, and may take them for the article's own. Where the closing mark ends
    a whole sentence, the first word of what was said is flagged, and the word with the mark suggested; elsewhere the
    closing mark is flagged.

    Bad: We are tired,” the mayor said on Monday.
    Good: “We are tired,” the mayor said on Monday.
    Measured: 12 findings in 2,225 edited stories, none of them judged false (python -m bench quotes)
    """
    for fault in written_faults(doc.source, doc.text, doc.quotations.faults, FaultKind.UNOPENED_QUOTE):
        if fault.missing and fault.missing.is_told:
            yield _at_place(doc, fault, fault.missing.start)
            continue
        message = f"the quotation mark {fault.mark} closes nothing: no {fault.wanted} opens before it"
        related = fault.related_missing(f"the missing {fault.wanted} seems to belong before these words")
        yield Flag(fault.start, fault.end, message, related=related)


def _at_place(doc: Document, fault: WrittenFault, start: int) -> Flag:
    """Return the flag at the first word of the quotation."""
    end = start
    while end < len(doc.text) and (doc.text[end].isalnum() or doc.text[end] in "'’-"):
        end += 1
    word = doc.source[start:end]
    before = doc.text[fault.start - 1 : fault.start]
    space = before if fault.mark in "»«" and before in ("\u00a0", "\u202f", " ") else ""
    suggestions = (fault.wanted + space + word,) if word == doc.text[start:end] else ()
    message = f"the {fault.wanted} that opens this quotation seems to be missing before “{word}”"
    related = (Related(fault.start, fault.end, f"the quotation mark {fault.mark} closes it here"),)
    return Flag(start, end, message, suggestions, related, is_sure=False)
