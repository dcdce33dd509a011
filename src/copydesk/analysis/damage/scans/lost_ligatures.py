"""Lost ligatures: words with a gap where a font had one sign for ff, fi, fl, ffi or ffl."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from copydesk.analysis.block_texts import by_line
from copydesk.analysis.clause_grammar.word_classes import small_words
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.wordlists import listed_words, read_list
from copydesk.analysis.names.lexicon import function_words, is_known, is_word
from copydesk.findings import Span
from copydesk.support.patterns import regex_later
from copydesk.support.persistence.known_facts import known

_LIGATURES = ("fi", "ff", "fl", "ffi", "ffl")
_ENDINGS = tuple(ligature[:length] for ligature in _LIGATURES for length in range(1, len(ligature) + 1))
_INSIDE = regex_later(r"(?<=\p{L})(?:ff[il]?|f[il]?)(?=\p{L})")
_SIGNS = regex_later(r"ff[il]?|f[il]")
_ARTICLES = r"\b(?:[ldnjmtsc]|qu|un|all|dall|dell|nell|sull|quest|quell|sant)|lorsqu|puisqu|quoiqu"
_STARTS = rf"(?<![\p{{L}}\p{{N}}.\-])(?<!(?<!{_ARTICLES})['’])"
"""Where a word begins: not inside of one, nor behind an apostrophe other than that of an article: l'office."""
_HALF = _STARTS + r"\L<halves>(?![\p{L}\p{N}'’\-])"
_BEFORE = regex_later(rf"(?r){_STARTS}(\p{{L}}{{1,14}})[ \u00a0]")
_BEHIND = regex_later(r"[ \u00a0](\p{Ll}{1,14})(?![\p{L}\p{N}'’\-])")
_REACH = 15
"""How far before a half the other one begins at most: its letters and a gap."""
_TWO = r"(?i)" + _STARTS + r"(?P<first>\L<firsts>)[ \u00a0](?P<second>(?-i:\p{Ll}{2,20}))(?![\p{L}\p{N}\-])"
_AROUND_GAP = (
    r"(?<![\p{L}\p{N}'’.\-])(?P<first>\p{L}{1,8})[ \u00a0]{1,2}(?P<second>\L<seconds>)(?![\p{L}\p{N}'’\-])"
)
_GAP = regex_later(
    r"(?<![\p{L}\p{N}.@/\-\0])(?P<first>[Ff](?:i|l|fi|fl)|(?:[EeOoUu]|[Dd]i|[Ss]u|coe)ffi|[Ss]ufi"
    r"|\p{L}{1,12}(?:ffl|[bcdeglnru]fl|(?<!o)nfi|[cdlrtuvm]ifi(?<!\b(?:t|p|r|gr|u)ifi)|gnifi))"
    r"[ \u00a0](?P<second>\p{Ll}{3,20}|(?<=ifi[ \u00a0])(?:\p{Ll}{2}|é))(?![\p{L}\p{N}\-])"
)
_NO_WORD = frozenset(("de", "fr", "es", "pt", "nl", "pl", "sv", "da", "nb", "it", "ca"))
_NO_HALF = frozenset(("re",))
"""What letters write for “about”: call back re. dates."""
_NEWER = ("tt", "ti", "ft")
"""Ligatures of newer fonts, which programs lose as well."""
_JOINS_WORDS = frozenset(("de", "nl", "sv", "da", "nb", "fi"))
"""Languages that write compounds as one word, of which no list holds most."""
_TWO_HALVES = regex_later(
    r"(?<![\p{L}\p{N}'’.@/\-\0])(?P<first>\p{L}\p{Ll}{5,20})[ \u00a0](?P<second>\p{Ll}{3,12})(?![\p{L}\p{N}\-])"
)
_PART = 3
"""The last word of a compound's first half has more letters than this."""
_PIECE, _LONG = 2, 8
_ENGLISH = "en"
_SHORTEST = 5
_SEVERAL = 2
_SHORT_END = 3
KNOWN_NAME = "english-ligatures"
"""The name of what is known of English words (`support.persistence.known_facts`)."""


class Break(NamedTuple):
    """A word that is broken in two, and what it was."""

    span: Span
    word: str


def find_breaks(text: str, spellings: frozenset[str], language: str | None) -> Iterator[Break]:
    """Find pairs of which one half is no word and both are one, with the ligature between them put back."""
    language = language or _ENGLISH
    halves = tuple(
        token
        for token in sorted(spellings & _known(language).halves)
        if not _is_own_word(token, language) and token not in _NO_HALF
    )
    end = 0
    for start, stop in _places(text, halves) if halves else ():
        half = text[start:stop]
        before = _BEFORE.search(text, max(end, start - _REACH), start)
        if (
            before
            and before.end() == start
            and half.islower()
            and (word := _joined(before[1], half, language))
        ):
            end = stop
            yield Break(Span(before.start(1), end), word)
            continue
        behind = _BEHIND.match(text, stop)
        if start >= end and behind and (word := _joined(half, behind[1], language)):
            end = behind.end(1)
            yield Break(Span(start, end), word)


def _places(text: str, halves: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for at, found in by_line(_places_in, text, halves):
        yield from ((at + start, at + end) for start, end in found)


def _places_in(line: str, halves: tuple[str, ...]) -> list[tuple[int, int]]:
    return [match.span() for match in regex.finditer(_HALF, line, halves=list(halves))]


def shortened_in_english(text: str, spellings: frozenset[str]) -> Iterator[Break]:
    """Find words out of whose middle a ligature fell without a gap, if there are several of them: dierent, ocial."""
    shortened = _known(_ENGLISH).shortened
    found = {token: shortened[token] for token in spellings & shortened.keys() if not is_word(token)}
    if len(found) < _SEVERAL:
        return
    for match in regex.finditer(_HALF, text, halves=list(found)):
        yield Break(Span(*match.span()), found[match.group()])


class _Known(NamedTuple):
    """What can be left of English words with a ligature: either half, and the whole without it."""

    halves: frozenset[str]
    shortened: Mapping[str, str]


@cache
def _known(language: str) -> _Known:
    """Return what can be left of the words of a language. English has so many that they are computed once for all."""
    if language != _ENGLISH:
        return _Known(*left_of_words(language))
    return _Known(*known(KNOWN_NAME, left_of_words))


def left_of_words(language: str = _ENGLISH) -> tuple[frozenset[str], dict[str, str]]:
    """Compute the halves of the words that have a ligature, and the words without it."""
    halves: set[str] = set()
    shortened: dict[str, str] = {}
    for word in _words(language):
        for sign in _NEWER:
            if sign in word[1:]:
                head, _, tail = word.partition(sign)
                if tail and _is_long_enough(head, tail, word, language):
                    halves.update((head, tail))
        found = _SIGNS.search(word, 1) if "f" in word else None
        if found is None:
            continue
        head, signs, tail = word[: found.start()], found.group(), word[found.end() :]
        for length in range(len(signs) + 1):
            halves.add(head + signs[:length])
            half = signs[length:] + tail
            halves.add(half)
            if language == _ENGLISH:
                halves.update((half + "s", half + "ed"))
        if len(head + tail) >= _SHORTEST - 1 and tail:
            shortened[head + tail] = head + signs + tail
    return frozenset(halves - {""}), shortened


def _words(language: str) -> Iterable[str]:
    return read_list("words").split() if language == _ENGLISH else common_words(language)


def _is_own_word(token: str, language: str) -> bool:
    """Tell whether a token is a word of this language: “ce” is none in English, though French has it."""
    if language == _ENGLISH:
        return (
            token in STOP_WORDS[_ENGLISH]
            or token in small_words()
            or (token in listed_words("words") if token in function_words() else is_word(token))
        )
    return is_known(token, language)


def _is_whole(word: str, language: str) -> bool:
    return is_word(word) if language == _ENGLISH else is_known(word, language)


def _is_long_enough(first: str, second: str, word: str, language: str) -> bool:
    """Tell whether what is left of a word on either side of a lost tt, ti or ft can hardly be two words."""
    return word in STOP_WORDS.get(language, ()) or (
        min(len(first), len(second)) >= _PIECE and len(word) >= _LONG
    )


def breaks_in(language: str | None, text: str) -> Iterator[Break]:
    """Find the broken words of another language, among its commonest."""
    for match in _alone(language, text):
        yield Break(Span(*match.span()), match["first"] + match["second"])
    yield from _without_sign(language or "", text)
    yield from _whole_words(language or "", text)
    endings = _broken_words(language or "")
    if not endings:
        return
    small = language_data(language).stop_words
    for match in regex.finditer(_TWO, text, firsts=list(endings), overlapped=True):
        first, second = match["first"], match["second"]
        if (first.lower() in small and second[0] == "f") or (len(second) < _SHORT_END and second in small):
            continue  # two words: a fette
        for ending, ligature in endings[first.lower()]:
            if second.startswith(ending):
                yield Break(Span(*match.span()), first + ligature + second)
                break


def breaks_in_compounds(language: str | None, text: str) -> Iterator[Break]:
    """Find compounds that are broken where a ligature was: Flussschi ahrt. Neither half is a word, both ends are."""
    if language not in _JOINS_WORDS:
        return
    words = common_words(language)
    for match in _TWO_HALVES.finditer(text):
        first, second = match["first"], match["second"]
        if is_known(first, language) or is_known(second, language) or {first.lower(), second} & words:
            continue
        ligature = next((each for each in _LIGATURES if _are_parts(first.lower(), each, second, words)), "")
        if ligature:
            yield Break(Span(*match.span()), first + ligature + second)


def _are_parts(first: str, ligature: str, second: str, words: frozenset[str]) -> bool:
    """Tell whether a compound has a word of the list on either side; of three f old spelling writes two: Schiffahrt."""
    tails = any(ligature[kept:] + second in words for kept in range(len(ligature) + 1))
    heads = {first + ligature[:kept] for kept in range(1, len(ligature) + 1)}
    return tails and any(head[at:] in words for head in heads for at in range(_PIECE, len(head) - _PART))


def _without_sign(language: str, text: str) -> Iterator[Break]:
    """Find the words out of which one sign fell, such as œ, and left a gap: s ur."""
    halves = _split_words(language)
    if not halves:
        return
    for match in regex.finditer(_AROUND_GAP, text, seconds=list({second for _, second in halves})):
        if word := halves.get((match["first"].lower(), match["second"])):
            yield Break(Span(*match.span()), word)


@cache
def _split_words(language: str) -> Mapping[tuple[str, str], str]:
    """Return words by what is left of them on either side of a lost sign, if one side is a single letter or no word."""
    language_words = language_data(language)
    small = language_words.stop_words
    halves: dict[tuple[str, str], str] = {}
    for word in sorted(language_words.split_words):
        first, _, second = word.partition("œ" if "œ" in word else "ij")
        if first and second and not (first in small and second in small):
            halves[first, second] = word
    return halves


def _alone(language: str | None, text: str) -> Iterator[regex.Match[str]]:
    """Find the gaps behind “fi” and “fl”, which are words in no language where they are looked for."""
    if language not in _NO_WORD or not any(f"{signs} " in text for signs in _LIGATURES):
        return
    small = language_data(language).stop_words
    for match in _GAP.finditer(text):
        if match["second"] not in small:
            yield match


def _whole_words(language: str, text: str) -> Iterator[Break]:
    """Find the words of a list whose two pieces are both told exactly, and may be words: l'a aire, o ce."""
    pieces = _broken_wholes(language)
    firsts = list({first for first, _ in pieces})
    for match in regex.finditer(_TWO, text, firsts=firsts, overlapped=True) if firsts else ():
        first, second = match["first"], match["second"]
        if ligature := pieces.get((first.lower(), second)):
            yield Break(Span(*match.span()), first + ligature + second)


@cache
def _broken_wholes(language: str) -> Mapping[tuple[str, str], str]:
    """Return what is lost between the two pieces of each word of the list."""
    pieces: dict[tuple[str, str], str] = {}
    for word in sorted(language_data(language).whole_ligature_words):
        for match in _INSIDE.finditer(word):
            signs = match.group()
            if len(signs) > 1:
                pieces[word[: match.start()], word[match.end() :]] = signs
    return pieces


@cache
def _broken_words(language: str) -> Mapping[str, list[tuple[str, str]]]:
    """Return by the first half of a broken word how second halves begin, and what is lost between them."""
    broken: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in sorted(language_data(language).ligature_words):
        match = _INSIDE.search(word)
        if match is None:
            continue
        signs = match.group()
        for kept in range(len(signs) + 1):
            for again in range(kept, len(signs) + 1):
                if len(signs) > 1 or kept:
                    first, second = word[: match.start()] + signs[:kept], signs[again:] + word[match.end() :]
                    broken[first].append((second, signs[kept:again]))
    return broken


@lru_cache(4096)
def _joined(first: str, second: str, language: str) -> str:
    if first.islower() and _is_own_word(first, language) and _is_own_word(second, language):
        return ""
    if (
        first.lower().endswith(_ENDINGS)
        and len(first + second) >= _SHORTEST
        and _is_whole(first + second, language)
    ):
        return first + second
    for ligature in _LIGATURES:
        word = first + ligature + second
        if len(word) >= _SHORTEST and _is_whole(word, language):
            return word
    for ligature in _NEWER:
        word = first + ligature + second
        if _is_whole(word, language) and _is_long_enough(first, second, word.lower(), language):
            return word
    return ""
