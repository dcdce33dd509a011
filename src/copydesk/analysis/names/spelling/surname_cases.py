"""Surname cases: the forms that a surname takes in a language that declines it."""

from __future__ import annotations

from functools import lru_cache

from copydesk.analysis.language.languages import language_data

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
