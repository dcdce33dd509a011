"""readability/long-sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, rule


@rule(severity="info", preset="strict", places=("body", "list"), in_quotations=False)
def long_sentence(doc: Document, *, limit: Count = 45) -> Iterator[Flag]:
    """A sentence is longer than readers can hold.

    `limit` is the number of words from which a sentence counts as long. What somebody is quoted as saying is left
    alone.

    Bad: The council, which had met four times since the spring without agreeing on anything but the date of its next meeting, voted on Monday, after a debate that ran past midnight and emptied the gallery, to put off until the autumn its decision about the bridge that the town has waited for these twenty years.
    Good: The council put off its decision until the autumn.
    """
    starts = [word.start for word in doc.words]
    for sentence in doc.sentences:
        words = bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start)
        if words > limit:
            yield Flag(*sentence, f"a sentence of {words} words; the limit is {limit}")
