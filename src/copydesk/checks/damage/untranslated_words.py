"""damage/untranslated-words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.names.lexicon import is_word
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_LEAST = 5
"""Fewer words may be a saying that the language has taken in: state of the art."""
_LEAST_IN_OTHER_LETTERS = 3
"""The same in a language that is not written in Latin letters, where a saying is not taken in as it is."""
_SMALL = 2
"""So many different small words of English are among them."""
_AROUND = 6
"""So many words of the sentence are not among them."""
_ENGLISH = "en"
_LATIN = regex_later(r"\p{Latin}")
_WORD_BEFORE = regex_later(r"(?<![\p{L}\d])(?:\p{Ll}{1,3}['’])?(\p{Ll}+),? \Z")


@rule(
    places=("body", "list", "caption"),
    languages=("cs", "da", "de", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ro", "ru", "sv"),
    unknown_language=False,
    in_quotations=False,
    in_mentions=False,
    in_links=False,
)
def untranslated_words(doc: Document) -> Iterator[Flag]:
    """Some words in the middle of a sentence are still English.

    A program that translates a page leaves a stretch as it was: “Les recettes seront used to mend the wall of the mill”.
    Flagged are five words in a row, in small letters, that the language of the article does not have; quotations,
    emphasis, names and whole sentences of English are left alone.

    Bad: Les gens du village ont donné assez d'argent which will pay for the new roof, et le maire les a remerciés hier.
    Good: Les gens du village ont donné assez d'argent pour le toit « that will last for a hundred years », dit le maire.
    """
    own = _own_small_words(doc.language or "")
    if len(own & doc.spellings) < _SMALL:
        return
    common = common_words(doc.language)
    run: list[Span] = []
    for word in doc.words:
        token = doc.text[word.start : word.end]
        is_next = bool(run) and doc.text[run[-1].end : word.start] in (" ", "\n", "\N{NO-BREAK SPACE}")
        if run and not is_next:
            yield from _judged(doc, run, own, common)
            run = []
        if token.isascii() and token.islower() and (is_word(token) or token in STOP_WORDS[_ENGLISH]):
            run.append(word)
        elif run:
            yield from _judged(doc, run, own, common)
            run = []
    yield from _judged(doc, run, own, common)


def _judged(doc: Document, run: list[Span], own: frozenset[str], common: frozenset[str]) -> Iterator[Flag]:
    """Yield a run of English words without those at its ends that are words of the language, too."""

    def is_foreign(word: Span) -> bool:
        token = doc.text[word.start : word.end]
        return token in own or token not in common

    while run and not is_foreign(run[0]):
        run = run[1:]
    while run and not is_foreign(run[-1]):
        run = run[:-1]
    if not run:
        return
    small = own.intersection(doc.text[word.start : word.end] for word in run)
    sentence = doc.sentence_at(run[0].start)
    around = doc.text[sentence.start : run[0].start] + " " + doc.text[run[-1].end : sentence.end]
    before = _WORD_BEFORE.search(doc.text, sentence.start, run[0].start)
    if before is None or before[1] in own or (is_word(before[1]) and before[1] not in common):
        return  # behind a capital or a word of English it is the rest of a title
    least = _LEAST if _LATIN.match(before[1]) else _LEAST_IN_OTHER_LETTERS
    if sum(map(is_foreign, run)) < least or len(small) < _SMALL:
        return
    words = around.replace("\0", " ").split()
    if len(words) >= _AROUND and sum(word.lower().strip(".,;:") in common for word in words) * 2 >= len(
        words
    ):
        start, end = run[0].start, run[-1].end
        if "\0" not in (doc.text[start - 1 : start], doc.text[end : end + 1]):
            yield Flag(start, end, f"“{doc.text[start:end]}” is still English")


@cache
def _own_small_words(language: str) -> frozenset[str]:
    """Return the small words of English that are none in a language: its list of common words has some, from titles."""
    return frozenset(word for word in STOP_WORDS[_ENGLISH] - STOP_WORDS[language] if len(word) > 1)
