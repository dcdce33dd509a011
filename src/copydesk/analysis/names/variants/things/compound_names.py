"""Compound names: of bridges, schools and valleys, that are one word with a second half that says what they are.

Where every noun has a capital, a word that no list has may be any noun; but one that begins with a word that nobody
knows, and ends in -brücke or -schule, is a name: Lindachbrücke, Lindbachbrücke.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.lexicon import is_known
from copydesk.analysis.names.spelling.slips import (
    OF_ONE_PLACE,
    ONE_LETTER,
    SOUND_ALIKE,
    TWO_IN_LONG,
    slip,
)
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST = 5
"""So many letters the first half has."""
_SHORTEST_HEAD = 3
_LONG = 8
"""In a first half of so many letters, two may differ or change places."""
_MOST = 200
"""Of more names with one second half, a gazetteer's, none is compared."""
_SLIPS = OF_ONE_PLACE | {SOUND_ALIKE}


def compound_variants(capitals: Capitals, language: str | None) -> Iterator[Variant]:
    """Find compounds whose second half is the same, and whose first halves, which are no words, differ by a slip."""
    named = language_data(language)
    if not named.compound_heads:
        return
    heads = tuple(sorted(named.compound_heads, key=len, reverse=True))
    endings = ("", *named.name_inflections)
    by_head: dict[str, dict[str, list[CapitalWord]]] = {}
    for spelling, words in _long_words(capitals).items():
        for first, head in _halves(spelling, heads, endings):
            if not is_known(spelling, language) and not is_known(first, language):
                by_head.setdefault(head, {}).setdefault(first, []).extend(words)
            break
    for alike in by_head.values():
        if 1 < len(alike) < _MOST:
            yield from _variants(alike)


def _long_words(capitals: Capitals) -> dict[str, list[CapitalWord]]:
    """Return the words that may be compounds, those in runs included: Die Lindachbrücke."""
    found: dict[str, list[CapitalWord]] = {}
    for spelling, starts in capitals.singles.items():
        if _may_be_compound(spelling):
            found[spelling] = [CapitalWord(spelling, start, start + len(spelling)) for start in starts]
    for words in chain([run.words for run in capitals.runs], capitals.loose):
        for word in words:
            if _may_be_compound(word.text):
                found.setdefault(word.text, []).append(word)
    return found


def _may_be_compound(spelling: str) -> bool:
    return len(spelling) >= _SHORTEST + _SHORTEST_HEAD and spelling[1:].islower()


def _halves(word: str, heads: Sequence[str], endings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the first half of a compound and its second one without an ending, for the longest second half first."""
    for head in heads:
        at = word.rfind(head)
        if at >= _SHORTEST and word[at + len(head) :] in endings:
            yield word[:at], head


def _variants(alike: Mapping[str, list[CapitalWord]]) -> Iterator[Variant]:
    for one, two in combinations(alike, 2):
        right, wrong = (one, two) if _rank(alike[one]) <= _rank(alike[two]) else (two, one)
        why = slip(right, wrong)
        is_clear = why in _SLIPS or (
            why in (ONE_LETTER, TWO_IN_LONG) and min(len(one), len(two)) >= _LONG and len(alike[right]) > 1
        )
        if why is None or not is_clear or len(alike[wrong]) > 1:
            continue
        (word,) = alike[wrong]
        better = right + word.text[len(wrong) :]
        places = sorted(Span(each.start, each.end) for each in alike[right])
        yield Variant(
            VariantKind.ORGANISATION,
            word.text,
            better,
            (Span(word.start, word.end),),
            tuple(places),
            f"{why} in a name",
        )


def _rank(words: Sequence[CapitalWord]) -> tuple[int, int]:
    """Return what sorts the better attested spelling first: that with more places, or the earlier one."""
    return -len(words), min(word.start for word in words)
