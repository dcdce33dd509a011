"""Turned digits: two amounts of one thing that have the same digits, two neighbours of which are turned round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations

from copydesk.analysis.figures.disagreements import Disagreement, is_turned, tells_change, weighty_words
from copydesk.analysis.figures.told_figures import Figure, is_same_noun
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_MOST_FIGURES = 60
"""An article with more numbers is a report of figures, in which some are alike by chance."""
_TELLING = 3
"""Fewer digits that are turned round are two amounts by chance, unless an article says that one is meant."""
_SURE = 2
"""So many words that two sentences share say that they tell of one thing."""
_LEAD = 40
"""So far before an amount, in code points, an article stands that says that it has been told of."""
_YEAR = compile_later(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WHICH = compile_later(
    r"(?:[ \0]+\w+){0,2},?[ \0]+(?:who|which|that|in|die|qui|que|che|som|met|mit|avec|con)\b"
)
_ALL = one_of(
    "all|whole|full|total|gesamten?|ganzen?|toute?s?|intero|intera|todo|toda",
    "hele|hela|helt|całe|całej|cały|celé|celá",
)


def turned_digits(
    plain: str, told: Sequence[Figure], sentence_at: Callable[[int], Span], code: str
) -> Iterator[Disagreement]:
    """Yield the amounts that another one of the same thing has with two digits turned round."""
    if len(told) > _MOST_FIGURES:
        return
    language = language_data(code)
    often = Counter((figure.digits, figure.unit) for figure in told)
    turned = [(one, two) for one, two in combinations(told, 2) if is_turned(one, two)]
    side_by_side = {
        frozenset((one.digits, two.digits))
        for one, two in turned
        if sentence_at(one.start) == sentence_at(two.start)
    }
    for one, two in turned:
        if min(often[one.digits, one.unit], often[two.digits, two.unit]) > 1:
            continue
        if frozenset((one.digits, two.digits)) in side_by_side:
            continue  # one sentence tells of both: they are two amounts
        first, second = sentence_at(one.start), sentence_at(two.start)
        if _years(plain, first) != _years(plain, second):
            continue
        if tells_change(plain, first, one, language) or tells_change(plain, second, two, language):
            continue
        is_money = one.is_money or two.is_money
        if not (_is_same_unit(one, two) if is_money else is_same_noun(one, two)):
            continue
        is_long = len(one.digits.rstrip("0")) >= _TELLING
        shared = weighty_words(plain, first, language) & weighty_words(plain, second, language)
        is_meant = _is_told_of(plain, second, two, code)
        if is_money:
            is_wrong = (is_meant and (is_long or bool(shared))) or (is_long and len(shared) >= _SURE)
        else:
            is_wrong = is_meant and often[two.digits, two.unit] == 1 and not _is_part(plain, two)
        if is_wrong:
            right, wrong = (two, one) if often[two.digits, two.unit] > 1 else (one, two)
            yield Disagreement(wrong, right, "perhaps two digits are turned round")


def _is_same_unit(one: Figure, two: Figure) -> bool:
    """Tell whether two amounts have one unit, which may lack its currency the second time."""
    return one.unit == two.unit or (bool(two.unit) and " " in one.unit and one.unit.split()[-1] == two.unit)


def _is_part(plain: str, figure: Figure) -> bool:
    """Tell whether a clause says which of all are meant: “the 215 pupils who take the bus”."""
    return _WHICH.match(plain, figure.end) is not None


def _years(plain: str, sentence: Span) -> set[str]:
    return set(_YEAR.findall(plain, *sentence))


def _is_told_of(plain: str, sentence: Span, figure: Figure, code: str) -> bool:
    """Tell whether an article before an amount says that it is one that was told of: “all of the £42,000”."""
    return _told_of(code).search(plain, max(sentence.start, figure.start - _LEAD), figure.start) is not None


@cache
def _told_of(code: str) -> re.Pattern[str]:
    articles = language_data(code).definite_articles
    if not articles:
        return compile_later(r"(?!)")
    return compile_later(rf"(?<!\w)(?:{either(articles)}|{_ALL})(?:[ \0]+{_ALL})?[ \0]*\Z", re.IGNORECASE)
