"""Which runs of capitalised words can be a person's name, and what of a run is the name."""

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
    function_words,
    is_acronym,
    is_forename,
    is_proper,
    is_word,
)
from copydesk.analysis.names.spelling.slips import fold

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
_BEFORE_NAMES = HONORIFICS | ROLES


def strip_titles(words: Sequence[CapitalWord], text: str) -> tuple[Sequence[CapitalWord], bool]:
    """A run without what stands before and after a name: titles, roles, a sentence's first word, Jr., MP.

    Returns the remaining words and whether a title or a role was among the others.
    """
    kept = words
    if len(kept) == 2 and is_forename(kept[0].text) and kept[0].text not in _BEFORE_NAMES:
        return (kept[:1] if kept[1].text in SUFFIXES else kept), False
    while len(kept) > 1 and kept[-1].text.rstrip(".") in SUFFIXES:
        kept = kept[:-1]
    titled = False
    for index in range(len(kept) - 2, -1, -1):
        plain = kept[index].text.rstrip(".")
        if plain in _BEFORE_NAMES and (
            plain in HONORIFICS or not (index and _is_called(kept[index - 1].text))
        ):
            kept = kept[index + 1 :]
            titled = True
            break
    while len(kept) > 1 and (kept[0].text in PARTICLES or _is_no_name_start(kept, text)):
        kept = kept[1:]
    return kept, titled


def _is_called(word: str) -> bool:
    """Whether a role behind this word is rather a surname: Stephen King, but not German Chancellor."""
    return is_forename(word) and word not in PEOPLES


def is_no_surname(word: str) -> bool:
    """Whether a word is a role or heads the name of a body or a place: Prime Minister, Foreign Ministry."""
    if word in _NO_SURNAMES:
        return word not in _HEADS_AND_SURNAMES
    return not {word, word.removesuffix("s")}.isdisjoint(ROLES) and word not in _SURNAMES_TOO


def _is_no_name_start(words: Sequence[CapitalWord], text: str) -> bool:
    """Whether a run's first word only happens to stand before a name."""
    first, second = words[0].text, words[1].text
    if len(first) == 1:
        return first in "AI"
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
        return False
    if first in PEOPLES:
        return len(words) > 2 or not is_word(second)
    if first.isupper():
        return len(words) > 2
    is_body = words[-1].text in BODY_HEADS
    if len(words) > 2 and is_forename(second) and not is_body:
        return is_word(first) or is_proper(first) or _starts_sentence(text, words[0].start)
    return is_word(first) and _starts_sentence(text, words[0].start) and not is_word(second)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" \0“\"'‘(«")
    return not before or before[-1] in ".!?:;\n\r…"


@lru_cache(8192)
def looks_like_person(words: tuple[str, ...]) -> bool:
    """Whether a run of two to five words can be a person's name."""
    first, last = words[0], words[-1]
    if len(last) < 2 or last.endswith(".") or is_acronym(last) or not _LINKS.isdisjoint(words):
        return False
    if any(len(word) > 3 and word.isupper() for word in words) or not BODY_HEADS.isdisjoint(words[1:-1]):
        return False
    has_forename = is_forename(first) or first.endswith(".")
    if not has_forename:
        if first in BODY_HEADS or first in PLACE_HEADS or is_proper(first):
            return False
        if all(is_word(word) for word in words if word[0].isupper()):
            return False
    if last in ROLES:
        return last in _SURNAMES_TOO and has_forename and not is_proper(first)
    singular = last.removesuffix("s")
    if singular in ROLES:
        return False
    if not {last, singular}.isdisjoint(_NO_SURNAMES):
        return has_forename and not is_proper(first) and len(words) == 2 and last in _HEADS_AND_SURNAMES
    if last in CALENDAR or last in PEOPLES:
        return has_forename and not is_proper(first)
    return True


def same_given(first: str, second: str) -> bool:
    """Whether two given names can be one person's: equal but for accents, an initial, or a short form."""
    if first == second or fold(first) == fold(second):
        return True
    if "." in first or "." in second or min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return are_nicknames(first, second)
