"""dates/misspelled-date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import CALENDAR, is_forename, is_proper, is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_NAMES = tuple(
    """
    January February August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()
)
_INITIALS = frozenset(name[0] for name in _NAMES)
_OTHERS = listed_words("date_lookalikes")
"""Words a letter away from a day or a month: names, plurals, and what other languages call it."""
_IN_CONTEXT = regex_later(
    r"(?<!\w)(?P<word>\p{Lu}\p{Ll}{4,9})(?!\w)"
    r"(?:(?<=(?:on|last|next|this|in|since|until|by|every|late|early|from)\s+\w+|\d(?:st|nd|rd|th)?\s+\w+)"
    r"|(?=,?\s+\d|\s+(?:night|morning|afternoon|evening)\b))"
)
"""A capitalised word where dates stand."""


@rule(fixable=True, languages=("en",), unknown_language=False)
def misspelled_date(doc: Document) -> Iterator[Flag]:
    """The name of a day or a month is misspelled.

    “Wendesday” and “Febuary” pass every spelling checker that takes a capital for a name. Flagged is a capitalised
    word that is one letter, or two letters in the wrong order, away from the name, and stands where dates do. English
    only.

    Bad: Classes resume on Wendesday, Febuary 28.
    Good: She married Augusta on a Sunday in Novembre, as the French say.
    Measured: too rare in news to tell (1 finding in 5,630 articles, a slip).
    """
    slips = {word: meant for word in doc.spellings if word[:1] in _INITIALS and (meant := _meant(word))}
    for match in _IN_CONTEXT.finditer(doc.text) if slips else ():
        word = match["word"]
        if word in slips:
            yield Flag(*match.span("word"), f"“{word}” is a misspelt “{slips[word]}”", (slips[word],))


@lru_cache(16384)
def _meant(word: str) -> str:
    """The day or month that a word is a slip for; empty if none."""
    if not 4 < len(word) < 11 or not word[1:].isalpha() or not word[1:].islower() or not word[0].isupper():
        return ""
    if word in CALENDAR or word in _OTHERS:
        return ""
    meant = next((name for name in _NAMES if OSA.distance(word, name, score_cutoff=1) == 1), "")
    return "" if not meant or is_word(word) or is_forename(word) or is_proper(word) else meant
