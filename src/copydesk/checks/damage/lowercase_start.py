"""damage/lowercase-start."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.breaks.paragraphs import lowercase_starts
from copydesk.analysis.damage.lowercase_names import is_name_of_thing, names_of_things
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, rule


@rule(places=("body",))
def lowercase_start(doc: Document, *, min_words: Count = 7) -> Iterator[Flag]:
    """A paragraph starts in lower case.

    Where a scraper drops a linked or styled word, or a rewriting tool replaces a sentence's first words, the rest of
    the sentence is left without its start. It does not claim to know which words are missing. List items,
    continuations after a comma, a colon or something displayed, links, names that are written in lower case, and texts
    that have no capitals stay.
    `min_words` is how many words a paragraph must have to be looked at.

    Bad: The talks failed on Monday. ¶ a judge in Orsund later ruled that the harbour board must open its books.
    Good: The talks failed on Monday. ¶ A judge in Orsund later ruled that the harbour board must open its books.
    Good: The board had this to say, ¶ and it said so on every page of a long report that nobody had asked for.
    Measured: 12 of 14 findings right: 8 of 8 in 3,065 news articles, 4 of 6 in 791 web articles (python -m bench damage).
    """
    starts = list(lowercase_starts(doc.text, doc.source, doc.blocks, min_words, doc.language))
    things = names_of_things(doc.source, doc.code) if starts else frozenset()
    for start, end in starts:
        word = doc.source[start:end]
        if is_name_of_thing(word, things):
            continue
        yield Flag(
            start, end, f"the paragraph starts in lower case with “{word}”: what stood before it may be lost"
        )
