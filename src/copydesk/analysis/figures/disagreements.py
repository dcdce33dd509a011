"""Disagreements: numbers of one article that cannot all be right: parts and their sum, a slip of digits, a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from copydesk.analysis.figures.told_figures import Figure, is_same_noun
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_PARTS_NEAR, _TOTAL_NEAR = 50, 90
"""So far apart, in code points, stand two parts, and their sum before them."""
_NOUN_NEAR = 30
_INTRODUCTION = 800
"""So far before a list, in code points, stands the number of its entries."""
_FEWEST, _MOST = 3, 60
"""So many entries has a list that is counted."""
_NEAR, _SURE = 80, 2
"""So near a number, in code points, so many words must stand near another one of the same thing."""
_BESIDE = 60
"""So far beside a number, in code points, stand the words that compare it."""
_TELLING = 3
"""A number of fewer digits stands in two places by chance."""
_MOST_FIGURES = 60
"""An article with more numbers is a report of figures, in which some are alike by chance."""


class Disagreement(NamedTuple):
    """A number, another one that it does not go with, and why."""

    figure: Figure
    other: Figure | None
    says: str


def wrong_sums(
    plain: str, told: Sequence[Figure], sentence_at: Callable[[int], Span], code: str
) -> Iterator[Disagreement]:
    """Yield the sums that their parts do not make: “38 members, 21 women and 19 men”."""
    halves = _halves(code)
    for at, (one, two) in enumerate(pairwise(told)):
        if one.is_money or two.is_money or not (one.value and two.value):
            continue
        if two.start - one.end > _PARTS_NEAR or "." in plain[one.end : two.start]:
            continue
        nouns = frozenset((_noun(plain, one, halves), _noun(plain, two, halves)))
        if nouns not in halves or (at + 2 < len(told) and _goes_on(plain, two, told[at + 2])):
            continue
        whole = _whole(plain, told, at, sentence_at, code)
        parts = one.value + two.value
        if whole and whole.value not in (parts, one.value, two.value) and 2 * parts >= whole.value:
            says = f"{one.digits} and {two.digits} make {parts:g}, not {whole.digits}"
            yield Disagreement(whole, one, says)


def larger_than_the_whole(plain: str, told: Sequence[Figure], code: str) -> Iterator[Disagreement]:
    """Yield the parts that are larger than what they are taken from: “nine of the eight members”."""
    pattern = _out_of(code)
    for part, whole in pairwise(told):
        if part.is_money or whole.is_money or not whole.words or part.words or part.value <= whole.value:
            continue
        if (
            whole.value > 1
            and len(part.digits) < _TELLING
            and pattern.fullmatch(plain, part.end, whole.start)
        ):
            yield Disagreement(part, whole, f"more than the {whole.digits} that it is taken from")


def slips(
    plain: str, told: Sequence[Figure], sentence_at: Callable[[int], Span], code: str
) -> Iterator[Disagreement]:
    """Yield the numbers that another one of the same thing has with two digits turned round, or another point."""
    if len(told) > _MOST_FIGURES:
        return
    language = language_data(code)
    units = Counter(figure.unit for figure in told)
    for one, two in combinations(told, 2):
        if not _is_slip(one, two):
            continue
        first, second = sentence_at(one.start), sentence_at(two.start)
        if (
            first == second
            or tells_change(plain, first, one, language)
            or tells_change(plain, second, two, language)
        ):
            continue
        if one.is_money or two.is_money:
            alone = units[one.unit] == 2 and " " in one.unit
            fewest = (
                _SURE if one.digits == two.digits and not alone else 1
            )  # a point moves by chance more often
            same = (
                one.unit == two.unit
                and _shared(plain, (first, one), (second, two), language, fewest) >= fewest
            )
        else:
            same = is_same_noun(one, two) and len(one.digits) >= _TELLING
        if same:
            yield Disagreement(two, one, "perhaps of the same thing")


def wrong_list_counts(
    plain: str, told: Sequence[Figure], entries: int, start: int, code: str
) -> Iterator[Disagreement]:
    """Yield the numbers of entries that an article's only numbered list has not: “of the eight kettles”, of six listed.

    The right number stands before the list, which begins at `start`.
    """
    if not _FEWEST <= entries <= _MOST:
        return
    language = language_data(code)
    before = [each for each in told if start - _INTRODUCTION < each.start < start]
    right = [each for each in before if each.value == entries and each.words and not each.is_money]
    for figure in told:
        if (
            figure.is_money
            or not figure.words
            or figure.value == entries
            or not _FEWEST <= figure.value <= _MOST
        ):
            continue
        other = next((each for each in right if is_same_noun(figure, each)), None)
        titled = plain[figure.end + 1 : figure.end + 2].isupper() and not language.nouns_have_capitals
        if (
            other
            and not titled
            and _all_of(code).search(plain, max(0, figure.start - _NOUN_NEAR), figure.start)
        ):
            yield Disagreement(figure, other, f"but the list has {entries}")


def _whole(
    plain: str, told: Sequence[Figure], at: int, sentence_at: Callable[[int], Span], code: str
) -> Figure | None:
    """Return the sum that stands before or behind two parts, in a way that says so."""
    one, two = told[at], told[at + 1]
    sentence = sentence_at(one.start)
    if at + 2 < len(told):
        behind = told[at + 2]
        near = plain[max(two.end, behind.start - _NOUN_NEAR) : behind.end + _NOUN_NEAR]
        if (
            behind.start < sentence.end
            and behind.start - two.end < _TOTAL_NEAR
            and _phrases(code, "total_phrases").search(near)
        ):
            return behind if behind.value else None
    if not at:
        return None
    whole = told[at - 1]
    between = plain[whole.end : one.start]
    if (
        whole.is_money
        or not whole.value
        or len(between) > _TOTAL_NEAR
        or whole.value < max(one.value, two.value)
    ):
        return None
    if _phrases(code, "of_which_phrases").search(between):
        return whole
    if _phrases(code, "including_phrases").search(between):
        return whole if one.value + two.value > whole.value else None
    is_apposition = whole.start >= sentence.start and _APPOSITION.fullmatch(between) is not None
    return whole if is_apposition and whole.words else None


_APPOSITION = compile_later(r"(?:[ \0]+[^\W\d_]+){1,3}[ \0]*(?:,|:|\(|–|—| -)[ \0]*")
"""What stands between a sum and its first part: “ members, ”."""


def _goes_on(plain: str, part: Figure, following: Figure) -> bool:
    """Tell whether a third part follows."""
    between = plain[part.end : following.start]
    return (
        len(between) < _PARTS_NEAR
        and re.fullmatch(r"[^.;:()]*(?:,|\w)? ?(?:and|und|et|y|e|en|och|og|i|a|,) ?", between) is not None
    )


def _noun(plain: str, figure: Figure, halves: frozenset[frozenset[str]]) -> str:
    """Return the half that a number counts: “21 women”, “21 of them are women”."""
    for word in words(plain, figure.end, figure.end + _NOUN_NEAR)[:3]:
        if any(word in pair for pair in halves):
            return word
    return ""


@cache
def _halves(code: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(line.lower().split()) for line in language_data(code).halves)


def _is_slip(one: Figure, two: Figure) -> bool:
    """Tell whether two numbers have the same digits, two neighbours of which are turned round, or another point."""
    mine, its = one.digits, two.digits
    if len(mine) != len(its) or len(mine) < 2 or one.value == two.value or not (one.value and two.value):
        return False
    if mine == its:
        return one.value != int(one.value) or two.value != int(two.value)
    return is_turned(one, two)


def is_turned(one: Figure, two: Figure) -> bool:
    """Tell whether two numbers have the same digits, two neighbours of which are turned round."""
    mine, its = one.digits, two.digits
    if len(mine) != len(its) or mine == its:
        return False
    apart = [at for at in range(len(mine)) if mine[at] != its[at]]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    first, last = apart
    return mine[first] == its[last] and mine[last] == its[first] and "0" not in (mine[first], its[first])


def _shared(
    plain: str, one: tuple[Span, Figure], two: tuple[Span, Figure], language: Language, fewest: int
) -> int:
    """Return how many words of weight two sentences share; if more than one is wanted, near the numbers."""
    spans = []
    for sentence, figure in (one, two):
        near = _NEAR if fewest > 1 else sentence.end - sentence.start
        spans.append(Span(max(sentence.start, figure.start - near), min(sentence.end, figure.end + near)))
    mine, its = (weighty_words(plain, each, language) for each in spans)
    return len(mine & its)


def weighty_words(plain: str, sentence: Span, language: Language) -> set[str]:
    """Return the stems of the words of a sentence that say what it is about."""
    small = language.stop_words | language.scale_words | language.currency_words | language.prepositions
    return {
        word.removesuffix("'s")[:6]
        for word in words(plain, *sentence)
        if len(word) >= 4 and word not in small
    }


_MORE = frozenset(("más", "plus", "più", "mais"))
_SUPERLATIVE = compile_later(
    r"(?<!\w)(?:el|la|los|las|le|les|il|i|o|a|os|as)[ \0]+(?:más|plus|più|mais)[ \0]"
)


def tells_change(plain: str, sentence: Span, figure: Figure, language: Language) -> bool:
    """Tell whether words beside a number say that it rises or falls, what it was before, or what it was to be."""
    start, end = max(sentence.start, figure.start - _BESIDE), min(sentence.end, figure.end + _BESIDE)
    told = {word for word in words(plain, start, end) if len(word) > 2}  # “set up” compares nothing
    if _SUPERLATIVE.search(plain, start, end):
        told -= _MORE  # “el billete más caro” compares tickets, not what they cost
    change = language.rising_words | language.falling_words
    return not (change | language.sooner_words | language.compared_words).isdisjoint(told)


@cache
def _phrases(code: str, group: str) -> re.Pattern[str]:
    return compile_later(rf"(?<!\w){either(getattr(language_data(code), group))}(?!\w)", re.IGNORECASE)


@cache
def _out_of(code: str) -> re.Pattern[str]:
    return compile_later(rf"[ \0]+{either(language_data(code).out_of_phrases)}[ \0]+", re.IGNORECASE)


@cache
def _all_of(code: str) -> re.Pattern[str]:
    """Make the pattern of what stands before the number of all there are: “of the eight”, “all eight”."""
    language = language_data(code)
    definite = language.definite_articles | language.possessives | language.length_leads
    articles = rf"|{either(definite)}" if definite else ""
    return compile_later(rf"(?<!\w)(?:{either(language.out_of_phrases)}{articles})[ \0]+\Z", re.IGNORECASE)
