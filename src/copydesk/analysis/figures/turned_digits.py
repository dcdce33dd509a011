"""Turned digits: two amounts of one thing that have the same digits, two neighbours of which are turned round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations

from copydesk.analysis.figures.disagreements import Disagreement, is_turned, tells_change, weighty_words
from copydesk.analysis.figures.other_owners import is_told_of_another
from copydesk.analysis.figures.told_figures import Figure, is_same_noun
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_MOST_FIGURES = 60
"""An article with more numbers is a report of figures, in which some are alike by chance."""
_TELLING = 3
"""Fewer digits that are turned round are two amounts by chance, unless an article says that one is meant. So many are
one amount if anything ties them: their noun, a word that their sentences share, or that the second has no noun."""
_SURE = 2
"""So many words that two sentences share say that they tell of one thing."""
_SHORTEST_NOUN = 3
_LEAD = 40
"""So far before an amount, in code points, an article stands that says that it has been told of."""
_YEAR = compile_later(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WHICH = compile_later(
    r"(?:[ \0]{1,80}\w{1,40}){0,2},?[ \0]{1,80}(?:who|which|that|in|die|qui|que|che|som|met|mit|avec|con)\b"
)
_WHO = compile_later(
    r"(?:[ \0]{1,80}\w{1,40}){0,2},?[ \0]{1,80}(?:who|which|that|of|aus|living|working|die|qui|que|che|som)\b"
)
"""The same behind a large number, of which a small word makes no part: the 2,730 runners in the race."""
_TO = compile_later(r"(?<!\w)(?:to|auf|para|a|à|naar|til|till|do|до)[ \0]+\Z")
_PREPOSITION = 8
_INDEFINITE = compile_later(r"(?:An?|Une?|Eine?r?|Een|Una?|Uma?|Et|En|Ett|Another)[ \0]")
_HEAD_ROOT = 4
"""So many letters have two words of one root in common, if one is a noun that tells what an amount is."""
_HEAD = compile_later(
    r"(?<![^\W\d_])(?P<before>(?:[^\W\d_]{1,40}[ \0]{1,9}){0,2})(?P<noun>[^\W\d_]{4,40})[ \0]{1,9}"
    r"(?:of|von|de|di|van|på|af|av|za|за|w wysokości|в размере)[ \0]{1,9}\Z"
)
_DEMONSTRATIVES = (
    "this|that|dieser?|dieses|ces?|cette|este|esta|questo|questa|deze|dit|denne|dette|denna|detta"
)
_ALL = one_of(
    "all|whole|full|total|gesamten?|ganzen?|toute?s?|intero|intera|todo|toda",
    "hele|hela|helt|całe|całej|cały|celé|celá",
)
DEFINITE_ALL = one_of(
    _ALL,
    "alle[nr]?|sämtliche[nr]?|alla|wszystk\\w{1,4}|wszyscy|všech(?:ny|en)?|všichni",
)
"""Words directly before a number that say that it has been told of, also where a language has no articles."""


def turned_digits(
    plain: str, told: Sequence[Figure], sentence_at: Callable[[int], Span], code: str
) -> Iterator[Disagreement]:
    """Yield the amounts that another one of the same thing has with two digits turned round."""
    if len(told) > _MOST_FIGURES:
        return
    language = language_data(code)
    often = Counter((figure.digits, figure.unit) for figure in told)
    turned = [
        (one, two)
        for one, two in combinations(told, 2)
        if is_turned(one, two) or _is_turned_cent(one, two) or _are_of_one_ingredient(plain, one, two)
    ]
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
        if not years_of(plain, first) >= years_of(plain, second):
            continue  # of two years
        if _compares(plain, first, one, language) or _compares(plain, second, two, language):
            continue
        is_money = one.is_money or two.is_money
        is_long = len(one.digits.rstrip("0")) >= _TELLING
        if is_money and not _is_same_unit(one, two):
            continue
        shared = weighty_words(plain, first, language) & weighty_words(plain, second, language)
        is_meant = _is_told_of(plain, second, two, code)
        if is_money:
            is_wrong = (
                (is_meant and (is_long or bool(shared)))
                or (is_long and len(shared) >= _SURE and (is_meant or not _is_of_another(plain, second)))
                or (
                    _is_alone(told, one, two)
                    and (
                        _is_headed(plain, first, second, two, language)
                        or _is_for_the_same(plain, first, second, two, language)
                    )
                )
            )
        elif is_long is False and is_meant and _count_alike(one, two, language) and shared:
            is_wrong = True
        elif _are_of_one_ingredient(plain, one, two):
            is_wrong = is_meant and not is_part(plain, two)
        elif is_part(plain, two):
            is_wrong = is_long and not shared <= {word.removesuffix("'s")[:6] for word in two.words[:1]}
        elif is_long:
            takes_up = not _names_what_it_counts(two) and two.value == int(two.value)
            is_wrong = takes_up or bool(shared) or is_same_noun(one, two)
        else:
            is_wrong = is_same_noun(one, two) and is_meant and often[two.digits, two.unit] == 1
        if is_wrong and not is_told_of_another(plain, first, second, two, language):
            right, wrong = (two, one) if often[two.digits, two.unit] > 1 else (one, two)
            yield Disagreement(wrong, right, "perhaps two digits are turned round")


def _count_alike(one: Figure, two: Figure, language: Language) -> bool:
    """Tell whether two numbers count people, or the like, by whatever names: 120 people … the 210 visitors."""
    return any(
        mine.words and its.words and mine.words[0] in language.generic_nouns and _names_what_it_counts(its)
        for mine, its in ((one, two), (two, one))
    )


_INGREDIENT = compile_later(
    r"[ \0\xa0]{0,2}(?P<unit>k?g|m?l|[cd]l|mg|oz|lb|cups?|tbsp|tsp|EL|TL)\b(?P<what>(?:[ \0]+[^\W\d_]{1,20}){1,4})"
)
_LEAST_OF_INGREDIENT = 4


def _are_of_one_ingredient(plain: str, one: Figure, two: Figure) -> bool:
    """Tell whether two numbers measure one thing in the same unit: 240 g dark flour … the 204 g of flour."""
    if one.digits == two.digits or sorted(one.digits) != sorted(two.digits):
        return False
    first, second = (_INGREDIENT.match(plain, each.end) for each in (one, two))
    if not first or not second or first["unit"] != second["unit"]:
        return False
    named = [
        {word.lower() for word in match["what"].split() if len(word) >= _LEAST_OF_INGREDIENT}
        for match in (first, second)
    ]
    return not named[0].isdisjoint(named[1])


def _is_turned_cent(one: Figure, two: Figure) -> bool:
    """Tell whether two prices differ in the order of their cents, one of which is a nought: 5.20, 5.02."""
    mine, its = one.digits, two.digits
    return (
        one.is_money
        and mine != its
        and len(mine) == len(its) >= _TELLING
        and mine[:-2] == its[:-2]
        and mine[-2:] == its[:-3:-1]
        and one.value != int(one.value)
        and two.value != int(two.value)
    )


def _compares(plain: str, sentence: Span, figure: Figure, language: Language) -> bool:
    """Tell whether words beside a number compare it; what something rises or falls to is what it is from now on."""
    return (
        tells_change(plain, sentence, figure, language)
        and _TO.search(plain, max(sentence.start, figure.start - _PREPOSITION), figure.start) is None
    )


def _names_what_it_counts(figure: Figure) -> bool:
    """Tell whether a noun stands behind a number, not only a word as small as the Italian “ne”."""
    return bool(figure.words) and len(figure.words[0]) >= _SHORTEST_NOUN


def _is_of_another(plain: str, sentence: Span) -> bool:
    """Tell whether a sentence begins with something that has not been told of: A ticket with a bicycle costs €18.50."""
    return _INDEFINITE.match(plain, sentence.start) is not None


def _is_alone(told: Sequence[Figure], one: Figure, two: Figure) -> bool:
    """Tell whether no third amount has the currency and the scale of these two."""
    return {figure.digits for figure in told if figure.unit == two.unit} <= {one.digits, two.digits}


def _is_headed(plain: str, first: Span, second: Span, figure: Figure, language: Language) -> bool:
    """Tell whether the noun before an amount is one that the other sentence tells of: the price of €9.3 million."""
    head = _HEAD.search(plain, max(second.start, figure.start - _LEAD), figure.start)
    if head is None or head["noun"].lower() in language.stop_words:
        return False
    if language.definite_articles and _definite(language.code).search(head["before"]) is None:
        return False
    root = head["noun"].lower()[:_HEAD_ROOT]
    return any(word.startswith(root) for word in weighty_words(plain, first, language))


def _is_for_the_same(plain: str, first: Span, second: Span, figure: Figure, language: Language) -> bool:
    """Tell whether the other sentence tells of all that an amount is for: the cost of a full repair, £5 for the full
    repair. What is one of several, or another one, is not the same.
    """
    purpose = _PURPOSE.match(plain, figure.end)
    if purpose is None or purpose.end() > second.end:
        return False
    ordinals = {form for line in language.low_ordinals for form in line.lower().split()}
    if not (language.remaining_words | ordinals).isdisjoint(
        {*words(plain, *second)} - {*words(plain, *first)}
    ):
        return False
    told = weighty_words(plain, first, language)
    shared = 0
    for match in _EACH_WORD.finditer(plain, *purpose.span("what")):
        if not (weight := weighty_words(plain, Span(*match.span()), language)):
            if shared and match[0].lower() not in language.prepositions | language.definite_articles:
                break  # a verb: … for the roof is too much
        elif weight <= told:
            shared += 1
        elif shared and language.nouns_have_capitals and match[0].islower():
            break
        else:
            return shared >= _SURE and not _is_joined(plain, match.start(), language)
    return shared > 0


def _is_joined(plain: str, at: int, language: Language) -> bool:
    """Tell whether a preposition or an article joins a word to the one before it: the repair of the tiles."""
    before = words(plain, max(0, at - _LEAD), at)[-1:]
    return bool(before) and before[0] in language.prepositions | language.definite_articles


_EACH_WORD = compile_later(r"[^\W\d_]+")
_PURPOSE = compile_later(
    r"[ \0]{1,9}(?:for|für|pour|para|per|voor|för|til|till|na|za|pentru|на)[ \0]{1,9}"
    r"(?P<what>[^\W\d_]{1,40}(?:['’ \0]{1,9}[^\W\d_]{1,40}){0,5})"
)


def _is_same_unit(one: Figure, two: Figure) -> bool:
    """Tell whether two amounts have one unit, which may lack its currency the second time."""
    return one.unit == two.unit or (bool(two.unit) and " " in one.unit and one.unit.split()[-1] == two.unit)


def is_part(plain: str, figure: Figure) -> bool:
    """Tell whether a clause says which of all are meant: “the 215 pupils who take the bus”."""
    which = _WHO if len(figure.digits) > _TELLING else _WHICH
    return which.match(plain, figure.end) is not None


def years_of(plain: str, sentence: Span) -> set[str]:
    """Return the years that a sentence tells."""
    return set(_YEAR.findall(plain, *sentence))


def _is_told_of(plain: str, sentence: Span, figure: Figure, code: str) -> bool:
    """Tell whether an article before an amount says that it is one that was told of: “all of the £42,000”."""
    return _told_of(code).search(plain, max(sentence.start, figure.start - _LEAD), figure.start) is not None


@cache
def _definite(code: str) -> re.Pattern[str]:
    """Make the pattern of an article or the like that says that something has been told of."""
    return compile_later(
        rf"(?<!\w)(?:{either(language_data(code).definite_articles)}|{_DEMONSTRATIVES})(?!\w)", re.IGNORECASE
    )


@cache
def _told_of(code: str) -> re.Pattern[str]:
    articles = language_data(code).definite_articles
    if not articles:
        return compile_later(r"(?!)")
    return compile_later(rf"(?<!\w)(?:{either(articles)}|{_ALL})(?:[ \0]+{_ALL})?[ \0]*\Z", re.IGNORECASE)
