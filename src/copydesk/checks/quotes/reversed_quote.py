"""quotes/reversed-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.pairing.faults import FaultKind, written_faults
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(fixable=True)
def reversed_quote(doc: Document) -> Iterator[Flag]:
    """A curly mark is turned the wrong way round.

    A closing mark stands where a quotation opens, or the other way round. What opens and closes is judged by the
    language's convention and by the article's other marks: “ closes in German, and ” opens in Swedish. Nothing is mended
    unseen where the language cannot be told.

    Bad: “We are tired,“ the mayor said. “We are going home.”
    Good: “We are tired,” the mayor said. “We are going home.”
    Good: „Wir sind müde“, sagte die Bürgermeisterin.
    Measured: 27 findings in 840 news articles, none of them judged false (python -m bench quotes)
    """
    for fault in written_faults(doc.source, doc.text, doc.quotations.faults, FaultKind.REVERSED_QUOTE):
        message = (
            f"{fault.mark} is turned the wrong way round; {fault.partner_mark} pairs with {fault.wanted}"
        )
        related = fault.related("the other mark of the pair")
        is_sure = doc.language is not None  # ” opens in Finnish and Swedish
        yield Flag(fault.start, fault.end, message, (fault.wanted,), related, is_sure=is_sure)
