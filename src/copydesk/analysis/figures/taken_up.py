"""Taken up: numbers of what an article has told of, which it tells again with another digit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from math import isclose

from copydesk.analysis.figures.casualties import casualties
from copydesk.analysis.figures.disagreements import Disagreement, is_turned, tells_change
from copydesk.analysis.figures.other_owners import is_told_of_another
from copydesk.analysis.figures.told_figures import Figure, is_same_noun, stem
from copydesk.analysis.figures.turned_digits import DEFINITE_ALL, is_part, years_of
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_MOST_FIGURES = 60
"""An article with more numbers is a report of figures, in which some are alike by chance."""
_LEAD = 40
_SMALL = 20
"""Numbers up to this may differ by one in anything; what is counted must then be told of nowhere else."""
_FEWEST = 4
_LONG, _TELLING = 3, 2
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_NEXT = 3
"""So far apart, in code points, are two sentences that follow each other."""
_OF_THESE = compile_later(
    r"[ \0](?:of (?:these|those|the|our|its)|dieser|de ces|de est[oa]s|di quest[ei]|dest[ea]s"
    r"|van deze|av dessa|af disse|av disse)[ \0]+"
)
_WORD = compile_later(r"[ \0]*([^\W\d_]{2,40})")
_FOR = compile_later(r"(?i)[ \0](?:for|für|pour|para|per|voor|för|til|na|din)\b")
"""What says which of two sums is meant: the £5.8m for the road."""
_ALL_BEFORE = compile_later(rf"(?i)(?<!\w){DEFINITE_ALL}[ \0]+(?:[^\W\d_]{{1,4}}[ \0]+)?\Z")
_ONE_OR = compile_later(r"(?i)\b(?:one or|ein oder|une? ou|una? o|uma? ou|een of|en eller)[ \0]\Z")


def taken_up(
    plain: str, told: Sequence[Figure], sentence_at: Callable[[int], Span], code: str
) -> Iterator[Disagreement]:
    """Yield the numbers that take up an earlier one, and differ from it by a slip: “42 homes … the 46 homes”."""
    if len(told) > _MOST_FIGURES:
        return
    language = language_data(code)
    told = [_with_noun(plain, each) for each in told]
    for at, two in enumerate(told):
        if not at or not two.value or not _is_definite(plain, sentence_at(two.start), two, code):
            continue
        if any(each.value == two.value and _scale(each) == _scale(two) for each in told if each is not two):
            continue
        ones = _sums(told, at) if two.is_money else _counts(plain, told, at, sentence_at, language)
        ones = ones or casualties(plain, told, at, sentence_at, language)
        slips = [one for one in ones if _is_slip(one, two)]
        if len({one.value for one in slips}) != 1:
            continue
        one = slips[-1]
        first, second = sentence_at(one.start), sentence_at(two.start)
        if first == second or not years_of(plain, first) <= years_of(plain, second) or is_sum(told, one, two):
            continue
        if two.is_money and (
            _FOR.match(plain, two.end)
            or years_of(plain, first) != years_of(plain, second)
            or _are_round(one, two)
        ):
            continue
        if tells_change(plain, first, one, language) or tells_change(plain, second, two, language):
            continue
        if is_told_of_another(plain, first, second, two, language):
            continue
        yield Disagreement(two, one, "perhaps of the same thing")


def _sums(told: Sequence[Figure], at: int) -> list[Figure]:
    """Return the earlier sums of one unit with a sum of money; round ones are alike by chance."""
    two = told[at]
    if len(two.digits.rstrip("0")) < _TELLING:
        return []
    return [
        one
        for one in told[:at]
        if one.unit == two.unit and one.value and len(one.digits.rstrip("0")) >= _TELLING
    ]


def _counts(
    plain: str, told: Sequence[Figure], at: int, sentence_at: Callable[[int], Span], language: Language
) -> list[Figure]:
    """Return the earlier numbers of what a number counts, if all of them are one number."""
    two = told[at]
    if not _is_count(plain, two, language):
        return []
    is_of_these = _OF_THESE.match(plain, two.end) is not None
    if not is_of_these and (is_part(plain, two) or _is_of_a_place(plain, two, language)):
        return []
    counts = [one for one in told[:at] if _is_count(plain, one, language)]
    alike = [one for one in told if one is not two and not one.is_money and _is_same(one, two)]
    if alike:
        is_small = max(alike[0].value, two.value) <= _SMALL
        if alike[0].start > two.start or (is_small and len({one.value for one in alike}) > 1):
            return []
        if is_small and len(alike) == 1:
            between = plain[: two.start].lower()
            if between.count(stem(two.words[0])) > 1 or (
                two.value < alike[0].value and not _is_all(plain, two)
            ):
                return []  # some of them: three projects, these two projects
            return alike
        return [one for one in alike if one.start < two.start and (one in counts or is_small)]
    if len(two.digits) >= _LONG:
        turned = [one for one in counts if is_turned(one, two)]
        if turned and len({one.value for one in turned}) == 1:
            return turned
    second = sentence_at(two.start)
    paragraph = plain.rfind("\n", 0, two.start)
    here = [one for one in told[:at] if one.start > paragraph]
    if (
        two.words[0] in language.generic_nouns
        and len(here) == 1
        and here[0] in counts
        and here[0].words[0] not in language.generic_nouns
        and 0 <= second.start - sentence_at(here[0].start).end <= _NEXT
    ):
        return here
    return []


def _with_noun(plain: str, figure: Figure) -> Figure:
    """Give a number the words behind “of these”, which it counts, too."""
    match = None if figure.words or figure.is_money else _OF_THESE.match(plain, figure.end)
    noun = _WORD.match(plain, match.end()) if match else None
    return figure._replace(words=(noun[1].lower(),)) if noun else figure


def _is_same(one: Figure, two: Figure) -> bool:
    """Tell whether two numbers count the same, or one counts a kind of the other: houseplants, plants."""
    if not (one.words and two.words):
        return False
    if is_same_noun(one, two):
        return True
    short, long = sorted((one.words[0], two.words[0]), key=len)
    common = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return len(short) >= _FEWEST and (long.endswith(short) or common >= max(_FEWEST, len(short) - 2))


def _is_count(plain: str, figure: Figure, language: Language) -> bool:
    """Tell whether a number counts things, and is no year, age, time, measure or part of an adjective."""
    if figure.is_money or not figure.words or figure.value != int(figure.value) or figure.value < 2:
        return False
    if _FIRST_YEAR <= figure.value <= _LAST_YEAR and plain[figure.start : figure.end].isdigit():
        return False
    noun = figure.words[0]
    units = (
        language.day_units
        | language.week_units
        | language.month_units
        | language.year_units
        | language.measure_nouns
    )
    if len(noun) < _FEWEST or noun in units or "-" in noun or plain[figure.end : figure.end + 1] == "-":
        return False
    if _ONE_OR.search(plain, max(0, figure.start - _LEAD), figure.start):
        return False
    if not language.remaining_words.isdisjoint(figure.words) or noun in _months(language.code):
        return False
    return language.nouns_have_capitals or not plain[figure.end + 1 : figure.end + 2].isupper()


def _is_of_a_place(plain: str, figure: Figure, language: Language) -> bool:
    """Tell whether a preposition behind what is counted says which are meant: the 46 homes on the hill."""
    noun = _WORD.match(plain, figure.end)
    behind = _WORD.match(plain, noun.end()) if noun else None
    return behind is not None and behind[1].lower() in language.prepositions | language.relatives


def _is_slip(one: Figure, two: Figure) -> bool:
    """Tell whether one digit differs, is lost or stands elsewhere, or a small number is off by one."""
    mine, its = one.digits, two.digits
    if one.value == two.value:
        return False
    if not one.is_money and max(one.value, two.value) <= _SMALL:
        return abs(one.value - two.value) == 1
    if len(mine) == len(its):
        return (len(mine) > 1 and sum(a != b for a, b in zip(mine, its, strict=True)) <= 1) or is_turned(
            one, two
        )
    short, long = sorted((mine, its), key=len)
    return (
        len(long) - len(short) == 1
        and len(short) > 1
        and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    )


def is_sum(told: Sequence[Figure], one: Figure, two: Figure) -> bool:
    """Tell whether other numbers make up the difference of two, or the second."""
    values = [each.value for each in told if each is not one and each is not two and each.value]
    apart = abs(one.value - two.value)
    pairs = [*combinations(values, 2), *((one.value, each) for each in values)]
    return any(isclose(each, apart) for each in values) or any(
        isclose(a + b, two.value) or isclose(abs(a - b), two.value) for a, b in pairs
    )


def _are_round(one: Figure, two: Figure) -> bool:
    """Tell whether two sums have two digits before their noughts, one of which differs by more than a slip."""
    mine, its = one.digits.rstrip("0"), two.digits.rstrip("0")
    return (
        len(mine) == len(its) == _TELLING
        and all(abs(int(a) - int(b)) != 1 for a, b in zip(mine, its, strict=True) if a != b)
        and not is_turned(one, two)
    )


def _is_all(plain: str, figure: Figure) -> bool:
    return _ALL_BEFORE.search(plain, max(0, figure.start - _LEAD), figure.start) is not None


def _scale(figure: Figure) -> list[str]:
    return figure.unit.split()[-1:]


@cache
def _months(code: str) -> frozenset[str]:
    return frozenset(word.lower() for line in language_data(code).months for word in line.split())


def _is_definite(plain: str, sentence: Span, figure: Figure, code: str) -> bool:
    """Tell whether an article or “all” directly before a number says that it has been told of."""
    return _definite(code).search(plain, max(sentence.start, figure.start - _LEAD), figure.start) is not None


@cache
def _definite(code: str) -> re.Pattern[str]:
    language = language_data(code)
    words = language.definite_articles | language.length_leads
    articles = rf"{either(words)}|" if words else ""
    return compile_later(
        rf"(?<!\w)(?:{articles}{DEFINITE_ALL})(?:[ \0]+{DEFINITE_ALL})?[ \0]*\Z", re.IGNORECASE
    )
