"""Person shape: whether a run of capitalised words can be a person's name, and which of its words are the name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.lexicon import (
    BODY_HEADS,
    CALENDAR,
    HONORIFICS,
    PARTICLES,
    PEOPLES,
    PLACE_HEADS,
    ROLES,
    SUFFIXES,
    are_nicknames,
    countries,
    function_words,
    is_acronym,
    is_forename,
    is_proper,
    is_role,
    is_word,
)
from copydesk.analysis.names.spelling.slips import fold
from copydesk.support.patterns import compile_later

_LINKS = frozenset("and the of for in on at to or a an und oder et And The Of For In On At To Or".split())
_SURNAMES_TOO = frozenset(
    "King Major Judge Bishop Pope Prince Earl Duke Justice Constable Head Marshal Cardinal Count Saint".split()
)
"""Roles that are surnames as well, so that they may end a name."""
_HEADS_AND_SURNAMES = frozenset(
    "Street Lane Park Hill Hall Lake Bay Church House Day Post Castle Court Bank Guard".split()
)
"""The same of words that end the names of places and bodies."""
_NO_SURNAMES = BODY_HEADS | PLACE_HEADS
_HEADS_ONLY = BODY_HEADS | (PLACE_HEADS - _HEADS_AND_SURNAMES)
_ROLES_AND_HEADS = _NO_SURNAMES | ROLES
_BEFORE_NAMES = HONORIFICS | ROLES
_LONE_WORDS = "AIÀÉÈÓ"
"""Letters that are words of their own at the start of a sentence: À Montfleur."""
_ABBREVIATION = compile_later(r"(?<![^\W\d_])[a-zà-ÿ]\.[ \0\u00a0\u202f]{0,2}$")
"""The first half of an abbreviation of which the second is no initial: z. B., e. V."""


def strip_titles(words: Sequence[CapitalWord], text: str) -> tuple[Sequence[CapitalWord], bool]:
    """Cut off what stands before and after a name: titles, roles, a sentence's first word, Jr., MP.

    Returns the remaining words, and whether a title or a role was among the others.
    """
    kept = words
    if len(kept) == 2 and is_forename(kept[0].text) and kept[0].text not in _BEFORE_NAMES:
        return (kept[:1] if kept[1].text in SUFFIXES else kept), False
    while len(kept) > 1 and kept[-1].text.rstrip(".") in SUFFIXES:
        kept = kept[:-1]
    titled = False
    for index in range(len(kept) - 2, -1, -1):
        plain = kept[index].text.rstrip(".")
        if index and len(plain) == 1:
            continue  # an initial: Max M. Marin
        if (plain in _BEFORE_NAMES or is_role(plain)) and (
            plain in HONORIFICS or not (index and _is_called(kept[index - 1].text))
        ):
            kept = kept[index + 1 :]
            titled = True
            break
    if len(kept) > 2 and _is_calling(kept[0].text) and not is_word(kept[1].text):
        kept, titled = kept[1:], True
    while len(kept) > 1 and (kept[0].text in PARTICLES or _is_no_name_start(kept, text)):
        kept = kept[1:]
    return kept, titled


def _is_called(word: str) -> bool:
    """Tell whether a role behind this word is rather a surname: Stephen King, but not German Chancellor."""
    return is_forename(word) and word not in PEOPLES


def is_no_surname(word: str) -> bool:
    """Tell whether a word is a role or heads the name of a body or a place: Prime Minister, Foreign Ministry."""
    if word in _NO_SURNAMES:
        return word not in _HEADS_AND_SURNAMES
    return not {word, word.removesuffix("s")}.isdisjoint(ROLES) and word not in _SURNAMES_TOO


def _is_no_name_start(words: Sequence[CapitalWord], text: str) -> bool:
    """Tell whether a run's first word only happens to stand before a name."""
    first, second = words[0].text, words[1].text
    if first.endswith(".") and _ABBREVIATION.search(text, max(0, words[0].start - 5), words[0].start):
        return True
    if len(first) == 1:
        return first in _LONE_WORDS
    if is_forename(first):
        return (
            len(words) > 2
            and is_word(first)
            and is_forename(second)
            and _starts_sentence(text, words[0].start)
        )
    if first.lower() in function_words() or first in CALENDAR:
        return True
    if first.endswith("."):
        # R. Sí: who answers, not a name
        return first[1:] == "." and second.istitle() and fold(second) in function_words()
    if first in PEOPLES:
        return len(words) > 2 or not is_word(second)
    if first.isupper():
        return len(words) > 2
    is_body = words[-1].text in BODY_HEADS
    if len(words) > 2 and is_forename(second) and not is_body:
        return is_word(first) or is_proper(first) or _starts_sentence(text, words[0].start)
    return is_word(first) and _starts_sentence(text, words[0].start) and not is_word(second)


def _is_calling(word: str) -> bool:
    """Tell whether a word is one for somebody who does something, and no given name: Gardener, Printer."""
    return word.endswith(_CALLING_ENDINGS) and is_word(word) and not is_forename(word)


_CALLING_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "wright", "smith")


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" \0“\"'‘(«")
    return not before or before[-1] in ".!?:;\n\r…"


@lru_cache(8192)
def looks_like_person(words: tuple[str, ...]) -> bool:
    """Tell whether a run of two to five words can be a person's name."""
    if any(veto(words) for veto in _VETOES):
        return False
    if not _has_forename(words):
        return not _is_name_of_something(words) and not _ends_as_no_person(words)
    return not _ends_as_no_person(words) or _is_called_like_role_or_place(words)


def _has_forename(words: tuple[str, ...]) -> bool:
    return is_forename(words[0]) or words[0].endswith(".")


def _ends_in_no_surname(words: tuple[str, ...]) -> bool:
    """Hanna B., Marvik TV."""
    return len(words[-1]) < 2 or words[-1].endswith(".") or is_acronym(words[-1])


def _is_linked(words: tuple[str, ...]) -> bool:
    """Hanna And Tove."""
    return not _LINKS.isdisjoint(words)


def _shouts(words: tuple[str, ...]) -> bool:
    """Hanna BREAKING News."""
    return any(len(word) > 3 and word.isupper() for word in words)


def _has_head_inside(words: tuple[str, ...]) -> bool:
    """Marvik Agency Press, Marvik County Common Pleas."""
    return not _HEADS_ONLY.isdisjoint(words[1:-1])


def _is_call(words: tuple[str, ...]) -> bool:
    """Join LinkedIn, Follow Tolmouth: the call of a page, in whatever language the text is."""
    return words[0] in _CALLS and not is_forename(words[0])


_CALLS = frozenset("Join Follow Share Subscribe Visit Watch Download Contact Click Discover Log".split())


def _is_brand(words: tuple[str, ...]) -> bool:
    """Marvik LinkedIn: no surname has a capital inside but behind a prefix (McKay, DeLuca, LaSalle)."""
    match = _CAPITAL_INSIDE.match(words[-1])
    return match is not None and match[1] not in _PREFIXES


_CAPITAL_INSIDE = compile_later(r"([A-Z][a-z]+)[A-Z]")
_PREFIXES = frozenset(
    "Mc Mac De Del Della Dela Di Da Du La Le Van Vande Vander Von Fitz Des Dos Abdel Ben San St Al El Ap".split()
)


def _is_country(words: tuple[str, ...]) -> bool:
    """Arabia Saudita, Costa Rica."""
    return " ".join(words) in countries()


_VETOES = (_is_call, _is_brand, _is_country, _ends_in_no_surname, _is_linked, _shouts, _has_head_inside)


def _is_name_of_something(words: tuple[str, ...]) -> bool:
    """Lake Marvik, Norway Cup, Blue Door: the first word is known, or all are plain words."""
    first = words[0]
    return (
        first in BODY_HEADS
        or first in PLACE_HEADS
        or is_proper(first)
        or all(is_word(word) for word in words if word[0].isupper())
    )


def _ends_as_no_person(words: tuple[str, ...]) -> bool:
    """Marvik Mayor, Marvik Ministry, Old January, New Norwegians."""
    last = words[-1]
    forms = {last, last.removesuffix("s")}
    return not forms.isdisjoint(_ROLES_AND_HEADS) or last in CALENDAR or last in PEOPLES


def _is_called_like_role_or_place(words: tuple[str, ...]) -> bool:
    """Stephen King, Hanna Hill, Tove May: behind a given name that is no other name, such a word may be a surname."""
    first, last = words[0], words[-1]
    if is_proper(first):
        return False
    if last in ROLES:
        return last in _SURNAMES_TOO
    if last.removesuffix("s") in ROLES:
        return False
    if not {last, last.removesuffix("s")}.isdisjoint(_NO_SURNAMES):
        return len(words) == 2 and last in _HEADS_AND_SURNAMES
    return True


def same_given(first: str, second: str) -> bool:
    """Tell whether two given names can be one person's: equal but for accents, an initial, or a short form."""
    if first == second or fold(first) == fold(second):
        return True
    if "." in first or "." in second or min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return are_nicknames(first, second)
