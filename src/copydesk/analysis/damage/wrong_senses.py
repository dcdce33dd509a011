"""Wrong senses: words that a program put for another sense of the word that stood there: the left financial institution
of the river.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import regex_later

_CHOICE = regex_later(r"(?<!\{)\{[^{}|\n]{1,40}\|[^{}\n]{1,80}\}")
"""What a program that rewords texts chooses from: {small|tiny|little}."""
_MARKS = '.,;:!?…()[]"“”„«»‘\0'
_SIGNS = 2


class WrongSense(NamedTuple):
    """A word in a wrong sense, and the words beside it that show it."""

    span: Span
    beside: tuple[str, ...]


class _Known(NamedTuple):
    """What a language's file lists: by phrase the words beside which it is wrong, and phrases by their longest word."""

    beside: dict[str, frozenset[str]]
    by_word: dict[str, list[str]]
    words: frozenset[str]


@cache
def _known(language: str | None) -> _Known:
    beside: dict[str, frozenset[str]] = {}
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for line in language_data(language).wrong_senses:
        phrases, _, words = line.partition("=")
        for phrase in map(str.strip, phrases.split(",")):
            key = phrase.lower()
            if key not in beside:
                longest = max(phrase.split(), key=len)
                for word in {longest, longest.lower(), longest.title()}:
                    by_word[word].append(key)
            beside[key] = beside.get(key, frozenset()) | {word.lower() for word in words.split()}
    return _Known(beside, dict(by_word), frozenset(by_word))


def find_wrong_senses(
    text: str, blocks: Sequence[Block], spellings: frozenset[str], language: str | None
) -> Iterator[WrongSense]:
    """Find them in a text that shows two signs of such a program: choices left over, or several wrong words."""
    known = _known(language)
    phrases = {phrase for word in known.words & spellings for phrase in known.by_word[word]}
    has_choice = bool(phrases) and "{" in text and _CHOICE.search(text) is not None
    if len(phrases) < _SIGNS and not has_choice:
        return
    placed = sorted(_placed(text, blocks, known, phrases))
    if has_choice or _are_signs(text, [each for _, each in placed], len({index for index, _ in placed})):
        yield from (each for _, each in placed)


def _are_signs(text: str, found: Sequence[WrongSense], in_blocks: int) -> bool:
    """Tell whether they show a program: two different words in two paragraphs, or two that are wrong anywhere."""
    different = {text[each.span.start : each.span.end].lower(): each for each in found}
    if len(different) < _SIGNS:
        return False
    return in_blocks >= _SIGNS or sum(not each.beside for each in different.values()) >= _SIGNS


def _placed(
    text: str, blocks: Sequence[Block], known: _Known, phrases: set[str]
) -> Iterator[tuple[int, WrongSense]]:
    """Yield what stands beside words that show it, with the index of its block."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters become two
        return
    around: dict[int, set[str]] = {}
    for phrase in phrases:
        start = lower.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            index = bisect_right(blocks, start, key=lambda block: block.start) - 1
            is_whole = not lower[start - 1 : start].isalpha() and not lower[end : end + 1].isalpha()
            if is_whole and index >= 0 and end <= blocks[index].end:
                if index not in around:
                    around[index] = _words_of(lower[blocks[index].start : blocks[index].end])
                wanted = known.beside[phrase]
                if not wanted or not wanted.isdisjoint(around[index]):
                    yield index, WrongSense(Span(start, end), tuple(sorted(wanted & around[index])))
            start = lower.find(phrase, end)


def _words_of(lower: str) -> set[str]:
    return {word.strip(_MARKS) for word in lower.replace("'", " ").replace("’", " ").split()}
