"""quotes/unattributed-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, rule


@rule(preset="strict", places=("body", "list"))
def unattributed_quote(doc: Document, *, least_words: Count = 8) -> Iterator[Flag]:
    """A quotation of a sentence or more that nobody says.

    Neither its own paragraph nor the one before or after names a speaker. A pull quote, a motto or a line of
    dialogue may do without one, which is why the rule is not on by default.

    `least_words`: how long a quotation is before it needs a speaker.

    Bad: The pier is closed. ¶ “We waited two hours in the rain and nobody came.” ¶ The council will meet.
    Good: The pier is closed. ¶ “We waited two hours in the rain and nobody came,” said Marta Lindqvist.
    """
    for attribution in doc.attributions:
        if attribution.speaker is not None and attribution.verb is not None:
            continue
        start, end = attribution.quotation[:2]
        words = doc.text[start:end].split()
        first = next((character for character in words[0] if character.isalpha()), "")
        if len(words) >= least_words and first.isupper():
            yield Flag(start, end, "nobody is named as the speaker of this quotation")
