"""quotes/mark-inside-word."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_INSIDE = compile_later(
    r"[”»](?<=[a-zß-ÿа-я]{2}.)(?=[a-zß-ÿа-я]{2})(?!(?:ed|ing|ers?|ish|esque|ly|ness|able)(?!\w))"
)


@rule(
    languages=("en", "es", "it", "pt", "fr", "pl", "cs", "ru"),
    unknown_language=False,
    needs=["”", "»"],
    front_matter="alone",
)
def mark_inside_word(doc: Document) -> Iterator[Flag]:
    """A quotation mark stands inside a word.

    It was set at the wrong place, or the space behind it is lost. Languages that put endings behind a closing mark, or
    open quotations with it, are not meant, nor are English endings (“friend”ed).

    Bad: The “har”bour is closed, and the people of the island have to wait for the post.
    Good: The “harbour” is closed, and the people of the island have to wait for the post.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for match in kept_matches(_INSIDE, doc.text):
        if doc.block_at(match.start()):
            yield Flag(*match.span(), f"{match[0]} stands inside a word")
