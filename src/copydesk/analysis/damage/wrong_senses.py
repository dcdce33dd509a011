"""Wrong senses: words that a program put for another sense of the word that stood there: the left financial institution
of the river.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import regex_later

_CHOICE = regex_later(r"(?<!\{)\{[^{}|\n]{1,40}\|[^{}\n]{1,80}\}")
"""What a program that rewords texts chooses from: {small|tiny|little}."""
_ANY_OF = r"(?i)(?<![\p{L}\p{N}_\-])\L<words>(?![\p{L}\p{N}_\-])"
_WORDS = regex_later(r"\p{L}+")
_SIGNS = 2


class WrongSense(NamedTuple):
    """A word in a wrong sense, and the words beside it that show it."""

    span: Span
    beside: tuple[str, ...]


class _Known(NamedTuple):
    """What a language's file lists: by phrase the words beside which it is wrong, and phrases by their longest word."""

    beside: dict[str, frozenset[str]]
    by_word: dict[str, list[str]]


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
    return _Known(beside, dict(by_word))


def find_wrong_senses(
    text: str, blocks: Sequence[Block], spellings: frozenset[str], language: str | None
) -> Iterator[WrongSense]:
    """Find them in a text that shows two signs of such a program: choices left over, or several wrong words."""
    known = _known(language)
    phrases = {phrase for word in known.by_word.keys() & spellings for phrase in known.by_word[word]}
    has_choice = bool(phrases) and "{" in text and _CHOICE.search(text) is not None
    if len(phrases) < _SIGNS and not has_choice:
        return
    by_block = [list(_in_block(text, block, known, phrases)) for block in blocks]
    found = [each for group in by_block for each in group]
    if has_choice or _are_signs(text, found, sum(map(bool, by_block))):
        yield from found


def _are_signs(text: str, found: Sequence[WrongSense], in_blocks: int) -> bool:
    """Tell whether they show a program: two different words in two paragraphs, or two that are wrong anywhere."""
    different = {text[each.span.start : each.span.end].lower(): each for each in found}
    if len(different) < _SIGNS:
        return False
    return in_blocks >= _SIGNS or sum(not each.beside for each in different.values()) >= _SIGNS


def _in_block(text: str, block: Block, known: _Known, phrases: set[str]) -> Iterator[WrongSense]:
    around: set[str] | None = None
    for match in regex.finditer(_ANY_OF, text, pos=block.start, endpos=block.end, words=list(phrases)):
        wanted = known.beside[match.group().lower()]
        if around is None:
            around = set(_WORDS.findall(text[block.start : block.end].lower()))
        if not wanted or not wanted.isdisjoint(around):
            yield WrongSense(Span(*match.span()), tuple(sorted(wanted & around)))
