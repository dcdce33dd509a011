"""damage/lost-word."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.clause_grammar.lost_words import find_lost_words
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule

_PLACES = ("body", "list", "quote", "caption")

_ENDS = frozenset(".!?:;…\"'”’»")
"""How a block of sentences ends: titles and messages of commits leave words out, and name parts of programs."""

_TAIL = 300
"""In code points: the address of a link at the end of a block is shorter."""


@rule(
    preset="strict",
    places=_PLACES,
    languages=("en",),
    unknown_language=False,
    generality=1,
    front_matter="alone",
)
def lost_word(doc: Document) -> Iterator[Flag]:
    """A small word fell out of a clause, or one is left over.

    An edit that is broken off leaves “they been to a restaurant”, “the help can provided” and “one the biggest” behind.
    The rule knows of each English word as what parts of speech it is used, and reports what no clause can be: a pronoun
    before a participle, “would” before a past form, two verbs in a row. It does not claim to know the word.

    Bad: They been to the harbour, and the help can provided by the town.
    Bad: It is one the biggest yards, and it is going be sold.
    Good: Had they been to the harbour, the help that the town can provide would have been there.
    Measured: 1 of 10 findings right in 272 whole articles that it had not met, which speak in dialect and quote; 38 of 38 in the 3,065 news articles with which it was made.
    """
    blocks = [Span(block.start, block.end) for block in doc.blocks if block.place in _PLACES]
    for start, end in find_lost_words(doc.plain, [span for span in blocks if _is_prose(doc.text, span)]):
        is_drawn = "<" in doc.source[start:end]  # a field or a place that a script fills
        if not is_drawn and not doc.is_mentioned(start, end) and doc.is_in_its_language(start):
            found = " ".join(doc.text[start:end].replace("\0", "").split())
            yield Flag(
                start,
                end,
                f"“{found}”: these words cannot stand together: one is missing, left over or in a wrong form",
            )


def _is_prose(text: str, span: Span) -> bool:
    return text[max(span.start, span.end - _TAIL) : span.end].rstrip(" \n\t\0)]*_")[-1:] in _ENDS
