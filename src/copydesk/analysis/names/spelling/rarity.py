"""Rarity: whether a name is so unusual that two people are unlikely to bear nearly the same one."""

from __future__ import annotations

from functools import lru_cache

from copydesk.analysis.names.lexicon import is_forename, is_proper, is_word
from copydesk.analysis.names.people import Person
from copydesk.analysis.names.spelling.slips import FAINT, ONE_LETTER

_LONG = 8
"""In names of so many letters any one of them may be a slip."""


def are_unknown(length: int, *names: str) -> bool:
    """Tell whether all names have at least so many letters and are neither words nor well-known names."""
    return all(len(name) >= length and _is_unknown(name) for name in names)


@lru_cache(8192)
def _is_unknown(name: str) -> bool:
    return not is_word(name) and not is_proper(name) and not is_forename(name)


def are_rare(*names: str) -> bool:
    """Tell whether names are long and unknown, so that two people are unlikely to bear nearly the same."""
    return are_unknown(6, *names)


def is_rare_surname(person: Person) -> bool:
    """Tell whether no two people of a text are likely to share this person's surname."""
    return are_unknown(5, person.surname) or (
        len(person.surname) > 3
        and "-" not in person.surname
        and len(person.words) > 2
        and not is_word(person.surname)
    )


def are_rare_names(right: str, wrong: str, why: str) -> bool:
    """Tell whether two words that may not mean people are still one name: rare, all letters, and clearly a slip."""
    parts = (right + "-" + wrong).split("-")
    are_names = all(part.isalpha() and part[0].isupper() for part in parts) and min(map(len, parts)) > 3
    is_plain = why not in FAINT and (why != ONE_LETTER or min(len(right), len(wrong)) >= _LONG)
    return are_rare(right, wrong) and is_plain and are_names and wrong + "s" != right
