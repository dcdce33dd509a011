"""damage/wrong-article."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.names.lexicon import is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_BEFORE = r"(?<![\p{L}\p{N}'’\"“‘.,(&/\-\0])"
_WRONG = regex_later(
    rf"{_BEFORE}(?:(?P<a>a|(?<![\p{{L}}\p{{N}}][ \u00a0])A)[ \u00a0](?P<vowel>(?:[ai]|e(?![uw])|o(?!ne|nce|ui|u[ai]))[a-z]{{3,20}})"
    rf"|(?P<an>[Aa]n)[ \u00a0](?P<consonant>(?=[a-z]{{0,3}}[aeiouy])[b-dfgj-np-tv-z][a-z]{{2,20}}))(?![\p{{L}}\p{{N}}@_]|\.\w)"
)


@rule(places=("body", "list", "quote", "caption"), languages=("en",), unknown_language=False)
def wrong_article(doc: Document) -> Iterator[Flag]:
    """“A” stands before a vowel, or “an” before a consonant.

    The word behind it was exchanged for another, by an edit or by a program that rewrites articles, or “an” was to be
    “and”. Only words in lower case are looked at, and none with u or h at its head, whose sound the letters do not
    tell.

    Bad: It was a enormous crowd that waited for an big announcement.
    Good: It was an enormous crowd of a union that waited an hour for a once-big announcement.
    Measured: 31 of 32 findings right in 5,630 articles.
    """
    for match in _WRONG.finditer(doc.text):
        article, word = match["a"] or match["an"], match["vowel"] or match["consonant"]
        block = doc.block_at(match.start())
        if block is None or looks_like_code(doc.text, match.start(), match.end() + 12):
            continue
        if match["an"] and not is_word(word):  # an lcov file: spelt out, it may begin with a vowel
            continue
        better = article + "n" if match["a"] else article[:1]
        start = match.start("a" if match["a"] else "an")
        yield Flag(start, match.end(), f"“{article}” before “{word}”", (f"{better} {word}",))
