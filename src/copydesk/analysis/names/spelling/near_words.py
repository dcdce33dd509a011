"""Near words: whether two words that stand in the same place of a name, with the rest the same, may be one word.

Rules that compare the names of one article and rules that compare those of many ask here, so that they agree.
"""

from __future__ import annotations

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.spelling.nisba import is_nisba
from copydesk.analysis.names.spelling.slips import MISSING, given_likeness, likeness

_SHORTEST = 3


def may_be_one_word(one: str, two: str) -> bool:
    """Tell whether two words are long enough to compare, no initials, and not a name and another one made of it."""
    return min(len(one), len(two)) >= _SHORTEST and "." not in one + two and not is_nisba(one, two)


def near_word(one: str, two: str, *, is_given: bool, language: str | None) -> str | None:
    """Say how two words of otherwise equal names are alike; None if they are not.

    `is_given` tells that they are given names; else they are surnames. `language` is the article's two-letter code,
    where known.
    """
    why = given_likeness(one, two) if is_given else likeness(one, two)
    return why or (MISSING if _differ_in_last_s(one, two, language) else None)


def _differ_in_last_s(one: str, two: str, language: str | None) -> bool:
    """Tell whether a name has an s too many or too few, where that makes no genitive."""
    if language_data(language).genitives_end_in_s or language is None:
        return False
    return one + "s" == two or two + "s" == one
