"""damage/spaced-letters."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, regex_later

_MAY_BE_SPACED = compile_later(r" [^\W\d_] [^\W\d_] [^\W\d_] [^\W\d_]\b")
_SPACED = regex_later(r"(?<![\p{L}\p{N}'’.@/-])\p{L}(?: \p{Ll}){4,20}(?![\p{L}\p{N}'’-])")
_VOWELS = frozenset("aeiouyæøåäöüáéíóúàèìòùâêîôû")
"""Of these alone is no word of a page, but a sentence of a dialect: a æ u å æ ø i æ å."""
_LISTS = ("a b ", "a e i", "a x ", "a y ", "a n ", "x y ")
"""How a row of letters begins that is no word: the alphabet, the vowels, variables."""


@rule(places=("body", "quote", "caption"), in_mentions=False)
def spaced_letters(doc: Document) -> Iterator[Flag]:
    """A word is spaced letter by letter.

    A PDF file that sets letters apart (“t e r c i o”) is copied with the spaces between them, and no search finds the
    word. The alphabet and the vowels in a row are left alone.

    Bad: The w o n d e r f u l day went on.
    Good: The vowels are a e i o u, and the letters begin a b c d e.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    end = 0
    for candidate in kept_matches(_MAY_BE_SPACED, doc.text):
        if candidate.start() < end:
            continue
        match = _SPACED.search(doc.text, max(0, candidate.start() - 1), candidate.end() + 60)
        if match and match.start() <= candidate.start() + 1:
            end = match.end()
            word = match.group().replace(" ", "")
            if not match.group().lower().startswith(_LISTS) and not _VOWELS.issuperset(word.lower()):
                yield Flag(*match.span(), f"the word “{match.group()}” is spaced letter by letter", (word,))
