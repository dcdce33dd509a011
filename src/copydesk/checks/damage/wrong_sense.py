"""damage/wrong-sense."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.wrong_senses import find_wrong_senses
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(places=("body", "heading", "list", "quote", "caption"), in_mentions=False, unknown_language=False)
def wrong_sense(doc: Document) -> Iterator[Flag]:
    """A program that rewords texts took a word in another sense.

    The bank of a river became a “financial institution”, a queue (in German a “snake”) a reptile. Such words are flagged
    only beside words that show what was meant, and only in a text that shows twice what made it: by another such word in
    another paragraph, or by the choices that a program left over, {small|tiny}.

    Bad: The path keeps to the left financial institution of the river. ¶ When the detergent is low, walk on the sand.
    Good: The bank is a financial institution, and it stands beside the river.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for found in find_wrong_senses(doc.text, doc.blocks, doc.spellings, doc.language):
        word = doc.text[found.span.start : found.span.end]
        beside = f" beside “{'”, “'.join(found.beside[:2])}”" if found.beside else ""
        yield Flag(
            *found.span, f"“{word}”{beside}: a program that rewords texts took a word in another sense"
        )
