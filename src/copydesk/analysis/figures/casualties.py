"""Casualties: the number of those who were hurt, told once more: “four were taken to hospital”, “the five injured”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from copydesk.analysis.figures.told_figures import Figure
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_MOST = 20
_BESIDE = 2
"""So many words behind a number may say that it counts those who were hurt: the five injured, five workers injured."""
_LINKS = one_of(
    "and|und|sowie|et|y|e|ed|en|och|og|i|a|и|with|mit|avec|con|com|met|med|z|s|plus|as well as|ainsi que",
    "along with|weitere|another|also|auch|aussi|también|anche|também|ook|också|også|też|także|тоже",
)
_AND = compile_later(rf"(?<!\w)(?:{_LINKS})[ \0]\Z", re.IGNORECASE)
"""What stands before a number to which another person is added: a driver and four passengers."""
_ONE = one_of(
    "an?|one|another|the|his|her|their|its|eine?[nr]?|de[rnm]|die|das|seine?|ihre?|une?|le|la|l|son|sa",
    "una?|uno|el|su|il|lo|suo|sua|uma?|o|seu|een|de|het|zijn|haar|ett?|den|det|hans|hennes|hendes|jeden|jedna|jedno|один|одна",
)
_AND_ONE = compile_later(rf"(?<!\w)(?:{_LINKS})[ \0](?:{_ONE})(?!\w)", re.IGNORECASE)
"""What adds one person to those who are counted: and a child."""


def casualties(
    plain: str, told: Sequence[Figure], at: int, sentence_at: Callable[[int], Span], language: Language
) -> list[Figure]:
    """Return the number of those who were hurt that was told before another one, if it is the only one."""
    two = told[at]
    if not language.casualty_words or not 1 < two.value <= _MOST or two.is_money:
        return []
    if not any(word.startswith(tuple(language.casualty_words)) for word in two.words[:_BESIDE]):
        return []
    signs = _signs(language)
    before = {sentence_at(match.start()) for match in signs.finditer(plain, 0, two.start)}
    before.discard(sentence_at(two.start))
    ones = [
        one
        for one in told[:at]
        if sentence_at(one.start) in before and not one.is_money and 1 < one.value <= _MOST
    ]
    if len(ones) != 1 or len(before) != 1 or not _is_of_people(plain, ones[0], language):
        return []
    sentence = sentence_at(ones[0].start)
    has_one_more = _AND_ONE.search(plain, *sentence) or _AND.search(plain, sentence.start, ones[0].start)
    return [] if two.value > ones[0].value and has_one_more else ones


def _is_of_people(plain: str, figure: Figure, language: Language) -> bool:
    """Tell whether a number is no age, hour, distance or the like."""
    units = language.day_units | language.week_units | language.month_units | language.year_units
    units |= language.measure_nouns
    return (
        plain[figure.end : figure.end + 1] not in ("-", "%", "°")
        and figure.value == int(figure.value)
        and not (figure.words and (figure.words[0] in units or len(figure.words[0]) <= _BESIDE))
        and language.remaining_words.isdisjoint(figure.words)
    )


@cache
def _signs(language: Language) -> re.Pattern[str]:
    return compile_later(
        rf"(?<!\w){either(language.casualty_words | language.casualty_signs)}", re.IGNORECASE
    )
