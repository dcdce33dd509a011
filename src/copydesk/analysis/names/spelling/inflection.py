"""Inflection: words that differ as forms of one word do, and not by a slip."""

from __future__ import annotations

from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import compile_later

VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
_LONG = 8
"""In words of fewer letters two swapped ones are a slip."""
_DERIVED = compile_later(r"(?:(?:[ei]an)?is[mt]s?|[ei]ans?|ites?)$")
_ROOT_ENDING = compile_later(r"(?:iks?|(?<![aeio])[aeio]+s?)$")


_IN_NO_ENDING = frozenset("bcfgpvxz")
"""Letters that are no ending of a word's form: Stenkampf is none of Stenkamp."""


_LETTERS_OF_CASES = compile_later(r"[ěřůąęłśźćńčšžőõäöü]|[а-яіїє]{4}")
_FEW = 3


def surnames_may_decline(text: str, language: str | None) -> bool:
    """Tell whether surnames take endings: in this language or, where nobody can tell it, by its letters."""
    if language is not None:
        return language_data(language).surnames_decline
    return len(_LETTERS_OF_CASES.findall(text[:_SAMPLE])) >= _FEW


_SAMPLE = 2_000


def is_declined(first: str, second: str) -> bool:
    """Tell whether two spellings differ in nothing but the last letters, as the cases of one surname do."""
    if _are_finnish_cases(first, second):
        return True
    same = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    shorter = min(len(first), len(second))
    return max(len(first), len(second)) - shorter < 4 and (same is None or shorter - same < 3)


def _are_finnish_cases(first: str, second: str) -> bool:
    """Virtanen; Virtasen, Virtaset, Virtaselle."""
    return any(
        one.endswith("nen") and other.startswith(one[:-3] + "s") and len(other) < len(one) + _LONGEST_CASE
        for one, other in ((first, second), (second, first))
    )


_LONGEST_CASE = 4


def may_be_case(first: str, second: str) -> bool:
    """Tell whether two spellings may be cases of one surname: what changes inside it, before a like ending, is a slip.

    Only -n also ends two cases, as of Virtanen and Virtasen; and Finnish doubles a vowel at the end: Rautavaaraa.
    """
    shorter, longer = sorted((first, second), key=len)
    if longer == shorter + shorter[-1] and longer[-1] in _DOUBLED:
        return True
    changes_inside = first[-1] == second[-1] != "n" and abs(len(first) - len(second)) < 2
    return is_declined(first, second) and not changes_inside


_DOUBLED = frozenset("aäeiouyöõü")
"""Vowels that a case of Finnish or Estonian doubles."""


def is_inflected(first: str, second: str) -> bool:
    """Tell whether two words look like forms of one: Minister and Ministry, Europees and Europese, Navarro and Navarra.

    Two letters swapped in a short word are a slip, and so is one consonant at the end for another.
    """
    if first[-1] == second[-1] or not is_declined(first, second) or first[:4] != second[:4]:
        return False
    if len(first) != len(second):
        shorter, longer = sorted((first, second), key=len)
        return longer[:-1] != shorter or longer[-1] not in _IN_NO_ENDING
    is_swapped = len(first) < _LONG and sorted(first) == sorted(second)
    return not is_swapped and (first[:-1] != second[:-1] or {first[-1], second[-1]} <= VOWELS)


def is_longer_form(stem: str, longer: str) -> bool:
    """Tell whether a word is the other with an ending: Dellwood and Dellwoods; a lone s after another s is a slip."""
    if not longer.startswith(stem) or longer == stem:
        return False
    ending = longer[len(stem) :]
    if ending == "s":
        return not stem.endswith("s")
    return len(ending) > 1


def share_root(one: str, other: str) -> bool:
    """Tell whether two words are derived from one: Virginia and Virginian, Virtanen and Virtasen."""
    if _are_finnish_cases(one, other):
        return True
    if not (_DERIVED.search(one) or _DERIVED.search(other)):
        return False
    stems = [
        _DERIVED.sub("", word) if _DERIVED.search(word) else _ROOT_ENDING.sub("", word)
        for word in (one, other)
    ]
    return stems[0] == stems[1] and len(stems[0]) > 2


def has_ending_of_its_own(one: str, other: str) -> bool:
    """Tell whether one word is the other with an ending behind an apostrophe, or its German plural.

    Demirkaş’a is a case of the Turkish Demirkaş; Baumstämme are several of one Baumstamm.
    """
    shorter, longer = sorted((one, other), key=len)
    if longer[: len(shorter) + 1] in (shorter + "'", shorter + "’"):
        return True
    ending = longer[len(shorter) :]
    return (
        ending in _ENDINGS_WITH_UMLAUT
        and longer.translate(_WITHOUT_UMLAUTS) == shorter + ending
        and longer != shorter + ending
    )


_ENDINGS_WITH_UMLAUT = ("e", "er", "en", "ern")
_WITHOUT_UMLAUTS = str.maketrans("äöü", "aou")


def is_other_gender(first: str, second: str) -> bool:
    """Tell whether two spellings are a woman's and a man's form of one Polish surname: Brodzka, Brodzki.

    No case of the one is the other.
    """
    return first[:-1] == second[:-1] and {first[-1], second[-1]} == {"i", "a"} and first.endswith(_ADJECTIVAL)


_ADJECTIVAL = ("ski", "ska", "cki", "cka", "dzki", "dzka")


_OF_MEN = ("ов", "ев", "ёв", "ин", "ын", "ov", "ev", "in", "yn")
_ADJECTIVES = (
    ("ski", "ska"),
    ("sky", "ska"),
    ("sky", "skaya"),
    ("ský", "ská"),
    ("cki", "cka"),
    ("cký", "cká"),
)


def are_of_family(one: str, other: str) -> bool:
    """Tell whether two Slavic surnames may be a man's and a woman's of one family: Petrov, Petrova; Novák, Nováková."""
    his, hers = sorted((one.lower(), other.lower()), key=lambda name: name.endswith(("a", "á")))
    if his.endswith(_OF_MEN) and hers == his + "a":
        return True
    if hers.endswith("ová"):
        stem = hers.removesuffix("ová")
        return stem in (his, his.removesuffix("a"), his[:-2] + his[-1:])  # Novák, Svoboda, Havel
    return any(his.endswith(man) and hers == his.removesuffix(man) + woman for man, woman in _ADJECTIVES)
