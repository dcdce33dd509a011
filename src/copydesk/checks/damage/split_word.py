"""damage/split-word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache, partial

from copydesk.analysis.block_texts import by_line
from copydesk.analysis.damage.scans.misspellings import is_likely, is_piece, is_uncommon, is_unlisted
from copydesk.analysis.damage.scans.subject import speaks_of_scanning
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.vocabulary.known_words import is_known_word
from copydesk.analysis.language.words import find_words
from copydesk.analysis.names.lexicon import is_known, is_word, knows_words_of
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_NEXT = regex_later(r"[ \u00a0](\p{Ll}{2,20})(?![\p{L}\p{N}'’\-])")
_BEFORE = regex_later(r"(?r)(?<![\p{L}\p{N}'’.\-])(\p{L}\p{Ll}{1,20})[ \u00a0]")
_LEAST = 7
"""So many letters has the whole word at least, …"""
_LEAST_OF_COMMON, _PIECE_OF_COMMON = 6, 4
"""… or so many a common one, of which a piece of so many is no word."""
_PIECE = 2
_ENDINGS = frozenset(
    "mente ment mento ments miento mientos ness schaft sion sions teur tion tions ture zione zioni ção ções".split()
)


_OF_VERBS = ("er", "ers", "ing", "ings")


@rule(
    places=("body", "heading", "list", "quote", "caption"),
    unknown_language=False,
    in_mentions=False,
    front_matter="alone",
)
def split_word(doc: Document) -> Iterator[Flag]:
    """A space stands inside a word.

    A scanner, or a program that reads PDF files, breaks words where letters stand wide: “ambu lance”. Flagged are two
    words in a row that are a common word without the space, if one of them at least is no word alone.

    Bad: The town bought a new ambu lance, and the gov ernment paid for it.
    Good: To day or to night, any one may be there; al fresco and in camera stay.
    Measured: none in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = doc.language or ""
    words = common_words(language)
    if not words or speaks_of_scanning(doc.text):
        return
    in_code = cache(partial(looks_like_code, doc.text))
    end = 0
    for word in _candidates(doc.text, language):
        if word.start < end:
            continue
        # Few tokens make a word with a neighbour; what the token is by itself takes the lists of all languages to tell.
        joined, of_ending = _joined(doc, word, language), _joined_ending(doc, word, words)
        if joined is None and of_ending is None:
            continue
        lower = doc.text[word.start : word.end].lower()
        if is_uncommon(lower, language):
            found, is_foreign = joined, False
        elif not is_known(lower, language):
            found, is_foreign = of_ending, True
        else:
            continue
        if found is None:
            continue
        start, end, whole = found
        if not is_foreign and whole.lower() not in words and not is_piece(lower, language):
            continue
        if knows_words_of(language) and _is_open_compound(doc.text[start : word.start].rstrip(), lower):
            continue
        block = doc.block_at(start)
        if block and not in_code(block.start, block.end) and doc.is_in_its_language(start):
            yield Flag(start, end, f"a space stands inside “{doc.text[start:end]}”", (whole,))


def _candidates(text: str, language: str) -> Iterator[Span]:
    """Yield the tokens that may be pieces of words: those that are no common words."""
    for at, found in by_line(_candidates_in, text, language):
        for start, end in found:
            yield Span(at + start, at + end)


def _candidates_in(line: str, language: str) -> list[Span]:
    return [word for word in find_words(line) if _may_be_piece(line[word.start : word.end], language)]


@lru_cache(8192)
def _may_be_piece(token: str, language: str) -> bool:
    lower = token.lower()
    return (
        lower not in common_words(language)
        and not _is_of_verb(lower, language)
        and token.isalpha()
        and len(token) >= _PIECE
        and token[1:].islower()
        and (lower in _ENDINGS or is_unlisted(lower, language))
    )


def _joined(doc: Document, word: Span, language: str) -> tuple[int, int, str] | None:
    """Return where a word begins and ends that a token makes with the one behind it, or with the one before."""
    token = doc.text[word.start : word.end]
    behind = _NEXT.match(doc.text, word.end)
    if behind and _is_whole(token.lower() + behind[1], language):
        return word.start, behind.end(1), token + behind[1]
    before = _before(doc, word.start) if token.islower() else ""
    whole = (before + token).lower()
    if (
        before
        and not _may_govern(before, language)
        and (
            _is_whole(whole, language)
            or (
                len(token) >= _PIECE_OF_COMMON
                and len(whole) >= _LEAST_OF_COMMON
                and whole in common_words(language)
            )
        )
    ):
        return word.start - len(before) - 1, word.end, before + token
    return None


def _is_open_compound(first: str, second: str) -> bool:
    """Tell whether English may write two words with a space, of which the second is rare: window sill."""
    return (
        len(first) >= _PIECE_OF_COMMON <= len(second)
        and second not in _ENDINGS
        and first.lower() in common_words("en")
        and is_known_word(second, "en")
    )


def _is_of_verb(token: str, language: str) -> bool:
    """Tell whether a word of English names who does something, or the doing: tax payers, time keeping."""
    return knows_words_of(language) and any(
        token.endswith(ending) and token.removesuffix(ending) in common_words(language)
        for ending in _OF_VERBS
    )


def _may_govern(before: str, language: str) -> bool:
    """Tell whether a small word stands before a token that may be a case of a word on no list: po řádku."""
    data = language_data(language)
    return bool(data.surnames_decline) and before.lower() in data.stop_words


def _joined_ending(doc: Document, word: Span, words: frozenset[str]) -> tuple[int, int, str] | None:
    """Return where a common word begins and ends that a token makes which is an ending, though it may be a word in
    another language: ment.
    """
    token = doc.text[word.start : word.end]
    if token.lower() not in _ENDINGS:
        return None
    behind = _NEXT.match(doc.text, word.end)
    if behind and len(token) + len(behind[1]) >= _LEAST and (token + behind[1]).lower() in words:
        return word.start, behind.end(1), token + behind[1]
    before = _before(doc, word.start) if token.islower() else ""
    if before and len(before) + len(token) >= _LEAST and (before + token).lower() in words:
        return word.start - len(before) - 1, word.end, before + token
    return None


def _is_whole(word: str, language: str) -> bool:
    return len(word) >= _LEAST and (is_likely(word, language) or (knows_words_of(language) and is_word(word)))


def _before(doc: Document, start: int) -> str:
    match = _BEFORE.search(doc.text, max(0, start - 24), start)
    return match[1] if match and match.end() == start else ""
