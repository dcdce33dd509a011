"""Surname cases: the forms that a surname takes in a language that declines it."""

from __future__ import annotations

from functools import lru_cache

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.spelling.inflection import is_other_gender, may_be_case

_ANY = "-"
_SHORTEST_STEM = 3


@lru_cache(1024)
def surname_cases(surname: str, language: str | None) -> tuple[str, ...]:
    """Return the forms of a surname in all cases but the first; none, if the language's data tell of none.

    They are what the endings make of it: a form too many does no harm, for it stands in no text.
    """
    for line in language_data(language).surname_cases:
        ending, _, cases = line.partition(" = ")
        if ending == _ANY:
            return tuple(surname + case for case in cases.split())
        if surname.endswith(ending) and len(surname) - len(ending) >= _SHORTEST_STEM:
            stem = surname.removesuffix(ending)
            return tuple(stem + case for case in cases.split())
    return ()


def are_cases(one: str, other: str, language: str | None) -> bool:
    """Tell whether two names of as many words differ in nothing but cases: Anna Brzoza, Anną Brzozą.

    Where the language is known, only those cases count that its data tell of.
    """
    words, others = one.split(), other.split()
    return len(words) == len(others) and all(
        first == second or _is_case(first, second, language)
        for first, second in zip(words, others, strict=True)
    )


def _is_case(first: str, second: str, language: str | None) -> bool:
    if language is None:
        return may_be_case(first, second) and not is_other_gender(first, second)
    return second in surname_cases(first, language) or first in surname_cases(second, language)
