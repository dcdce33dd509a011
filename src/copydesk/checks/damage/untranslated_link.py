"""damage/untranslated-link."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data, languages
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_BEFORE = regex_later(r"(?<=[ \u00a0\n(–])(\p{L}+)[,]?[ \u00a0\n]\Z")
_BEHIND = regex_later(r",?[ \u00a0\n](\p{L}+)(?=[ \u00a0\n.,;:!?])")
_STARTS = regex_later(r"(?:\A|[.!?…:][”»“)]?[\s\0]+)\Z")
_REACH = 40
_LEAST = 6
"""So many words has a sentence, more than half of which the language knows."""
_FEW = 3
"""A text with more such words is partly in the other language."""


@rule(
    preset="strict",
    places=("body", "list", "caption"),
    unknown_language=False,
    in_quotations=False,
    in_mentions=False,
    in_links=False,
)
def untranslated_link(doc: Document) -> Iterator[Flag]:
    """A word that joins clauses is in another language than all the words around it.

    A program that translates leaves single words as they were: “The ropes sowie the sails are in the loft”,
    “However will er warten”. Flagged are words that are nothing else in the language of the text, in small letters or
    at a sentence's start, between common words of its own; in quotations, emphasis and names they stay.

    Bad: The ropes sowie the spare sails belong in the loft above the shed, and not on the quay.
    Good: The ropes and the spare sails belong in the loft, says the film “Sowie die Berge” of the shed.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = doc.language or ""
    suspects = _suspects(language)
    if not any(each.lower() in suspects for each in doc.spellings):
        return
    found = [word for word in doc.words if _is_left(doc, word, language, suspects)]
    if len(found) <= _FEW:
        for word in found:
            yield Flag(*word, f"“{doc.text[word.start : word.end]}” was left untranslated")


def _is_left(doc: Document, word: Span, language: str, suspects: dict[str, list[str]]) -> bool:
    token = doc.text[word.start : word.end]
    if token.lower() not in suspects:
        return False
    sentence = doc.sentence_at(word.start)
    first = max(0, word.start - _REACH)
    starts = word.start == sentence.start or _STARTS.search(doc.text, first, word.start) is not None
    if not token.islower() and not (starts and token.istitle()):
        return False
    before, behind = _BEFORE.search(doc.text, first, word.start), _BEHIND.match(doc.text, word.end)
    if not behind or not (before or starts):
        return False
    if behind[1][0].isupper() and not _has_nouns(language):
        return False
    beside = [match[1] for match in (before, behind) if match and not (starts and match is before)]
    own_words = common_words(language)
    theirs = frozenset().union(*(common_words(code) for code in suspects[token.lower()])) - own_words
    if any(each.lower() in theirs for each in beside) or own_words.isdisjoint(map(str.lower, beside)):
        return False
    words = [each.strip(".,;:!?()").lower() for each in doc.text[sentence.start : sentence.end].split()]
    own = sum(each in own_words for each in words)
    return len(words) >= _LEAST and own * 2 >= len(words) and doc.is_in_its_language(word.start)


def _has_nouns(language: str) -> bool:
    return bool(language_data(language).nouns_have_capitals)


@cache
def _suspects(language: str) -> dict[str, list[str]]:
    """Return the linking words of other languages that are no words of this one, with the languages that have them."""
    common = common_words(language)
    own = common | language_data(language).unmistakable_links
    found: dict[str, list[str]] = {}
    for code, other in languages().items() if common else ():
        for word in other.unmistakable_links - own:
            found.setdefault(word, []).append(code)
    return found
