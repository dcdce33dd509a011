"""Slips: how one spelling of a name may have become another in typing, hearing or transliterating."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from copydesk.analysis.names.spelling.inflection import (
    VOWELS,
    has_ending_of_its_own,
    is_longer_form,
    share_root,
)
from copydesk.analysis.names.spelling.scanning import are_read_alike, length_of_same_start
from copydesk.support.patterns import compile_later

MARKS_DIFFER = "only accents or marks differ"
ONE_LETTER = "one letter differs"
"""The weakest of slips: neither looks nor sounds alike."""

SOUND_ALIKE = "they sound alike"
SCANNED = "a scanner takes one for the other"
ENDINGS_DIFFER = "only the endings differ"
TWO_IN_LONG = "two letters differ in a long name"
TWO_LETTERS = "two letters differ"
HALF_DIFFERS = "half of a double name differs"
SWAPPED = "two neighbouring letters are swapped"
DOUBLED = "a letter is doubled"
MISSING = "one letter is missing or added"
_VOWEL = "one vowel differs"
_LIKE_SOUND = "one letter differs and sounds alike"
OF_ONE_PLACE = frozenset((SCANNED, SWAPPED, DOUBLED, MISSING, _VOWEL, _LIKE_SOUND))
"""Slips that change one place of a name, plainly."""
TURNED = "the two halves are exchanged"
_LONG_COMPOUND = 8
BEGIN_ALIKE = "they begin and end alike"
FAINT = frozenset((ENDINGS_DIFFER, TWO_LETTERS, BEGIN_ALIKE))
"""How two names differ that are alike, but that two people may well have: something must tell of one person."""

_SPECIAL = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "Æ": "Ae",
    }
)
_MARKS = compile_later(r"[-‐‑'’‘`´ \0]")
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe", "å": "aa"}
)
_SELDOM = compile_later(r"ough|ow|au|ij|rz|aa|ae|h|^wr")
"""What a name holds in which any of these sounds may stand."""
_SELDOM_SOUNDS = tuple(
    (compile_later(pattern), sound)
    for pattern, sound in (
        (r"ough|ow(?![aeiouy])", "o"), (r"(?<=[a-zß-ÿ])e?aux?", "o"), (r"ij", "ei"),
        (r"rz(?=[aeiouy])", "z"), (r"aa|ae", "a"),
        (r"(?<=[aeiouy])h(?=[aeiouy])", ""), (r"^wr|rh", "r"), (r"rch$", "rk"),
    )
)  # fmt: skip
_SOUNDS = tuple(
    (compile_later(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"ck|q", "k"),
        (r"tsch|tch|tsh|cz|ch|sh|sch|sz", "j"), (r"[kg]h", "k"), (r"c(?=[eiy])", "s"),
        (r"c", "k"), (r"x", "ks"), (r"[zc]", "s"), (r"w", "v"), (r"th", "t"), (r"dt", "t"), (r"ou|oo", "u"),
        (r"ei|ey|ay|ai", "e"), (r"ie|ee|ea|y|j(?=[aeiou])", "i"), (r"ff?$", "v"), (r"h(?=[^aeiou]|$)", ""),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""Spellings that sound alike, or that transliterations exchange, put into one form; applied in this order."""

_ALIKE = (
    frozenset("ckq"), frozenset("szc"), frozenset("fv"), frozenset("vw"), frozenset("jgy"), frozenset("iy"),
    frozenset("bp"), frozenset("bv"), frozenset("dt"), frozenset("gk"), frozenset("mn"), frozenset("xs"),
)  # fmt: skip
"""Letters that one hears for one another."""
_ALIKE_AT_START = (
    frozenset("ckq"),
    frozenset("szc"),
    frozenset("fv"),
    frozenset("vw"),
    frozenset("jgy"),
    frozenset("iy"),
)
"""The same at a name's start, where Barker and Parker are two people."""


def is_plain(name: str) -> bool:
    """Tell whether a name is made of nothing but the letters A to Z."""
    return name.isascii() and name.isalpha()


@lru_cache(4096)
def fold(name: str) -> str:
    """Write a name in lower case without accents, apostrophes and hyphens."""
    if is_plain(name):
        return name.lower()
    bare = unicodedata.normalize("NFD", name.translate(_SPECIAL))
    return _MARKS.sub("", "".join(c for c in bare if not unicodedata.combining(c))).lower()


@lru_cache(4096)
def phonetic_key(name: str) -> str:
    """Make a key that names share which sound alike or transliterate the same original."""
    key = fold(name)
    if _SELDOM.search(key):
        for pattern, replacement in _SELDOM_SOUNDS:
            key = pattern.sub(replacement, key)
    for pattern, replacement in _SOUNDS:
        key = pattern.sub(replacement, key)
    return key


def differ_in_marks(first: str, second: str) -> bool:
    """Tell whether two names are letter for letter the same but for accents, apostrophes and hyphens.

    The kind of apostrophe or hyphen is typography, no difference. German spellings without umlaut (Mueller) count
    as the same letters.
    """
    if _typed(first) == _typed(second):
        return False
    if len(first) > 1 and len(second) > 1 and (first.isupper() or second.isupper()):
        return False
    one, other = fold(first), fold(second)
    return one == other or fold(first.translate(_GERMAN)) == other or fold(second.translate(_GERMAN)) == one


def is_of_marks(right: str, wrong: str, why: str) -> bool:
    """Tell whether accents, apostrophes or hyphens differ, perhaps besides letters: O'Neill and O’Neil."""
    return why == MARKS_DIFFER or ("'" in right + wrong and "’" in right + wrong)


def _typed(name: str) -> str:
    return unicodedata.normalize(
        "NFC", re.sub(r"[’‘`´]", "'", re.sub(r"[‐‑]", "-", name.replace("\0", "")))
    ).lower()


def are_transliterations(first: str, second: str) -> bool:
    """Tell whether two spellings have the same consonants, by sound: Qaida and Qaeda, Koran and Quran."""
    return consonants(first) == consonants(second) != ""


@lru_cache(4096)
def consonants(name: str) -> str:
    """Take the consonants of a name's sound."""
    return "".join(letter for letter in phonetic_key(name) if letter not in VOWELS)


_PET_ENDINGS = ("y", "ie", "i", "ey")


def is_pet_form(name: str, other: str) -> bool:
    """Tell whether one given name is the other with the ending of endearment, as Mikey is of Mike."""
    short, long = sorted((fold(name), fold(other)), key=len)
    stem = long.rstrip("iey")
    return long.endswith(_PET_ENDINGS) and stem in (short, short.rstrip("e"), short + short[-1])


@lru_cache(16_384)
def slip(right: str, wrong: str) -> str | None:
    """Say in words what turns one name into the other; None if that is not a slip that people make.

    Both are single words of a name. Plurals of the right one, words for followers and patronyms are no slips; the
    right one without its final s is.
    """
    if not (is_plain(right) and is_plain(wrong)) and differ_in_marks(right, wrong):
        return MARKS_DIFFER
    if _are_shaped_otherwise(right, wrong) or has_ending_of_its_own(right, wrong):
        return None
    halves = (right, wrong) if "-" in right else None
    right, wrong = _differing_parts(right, wrong)
    if halves and _is_half_changed(halves, right, wrong):
        return HALF_DIFFERS
    one, other = fold(right), fold(wrong)
    if one == other or min(len(one), len(other)) < 3 or len(one) > _LONGEST:
        return None
    if is_longer_form(one, other) or (len(one) - len(other) > 1 and is_longer_form(other, one)):
        return None
    if share_root(one, other):
        return None
    distance = OSA.distance(one, other, score_cutoff=3)
    if distance == 1:
        return _single_slip(one, other)
    if distance > 3 or min(len(one), len(other)) < 4:
        return None
    return _double_slip(one, other, distance)


def _is_half_changed(halves: tuple[str, str], right: str, wrong: str) -> bool:
    """Tell whether one half of a double name is the same, and the other one begins alike and differs a little.

    Where a long half is the same, more may differ in the other than in a name that stands alone; or the halves are
    exchanged: Colborne-Vance, Vance-Colborne.
    """
    first, second = (half.split("-") for half in halves)
    if first == second[::-1] and first != second:
        return True
    one, other = fold(right), fold(wrong)
    if "-" in right or one == other or min(len(one), len(other)) < _LONG_HALF:
        return False
    return one[:3] == other[:3] and 1 < OSA.distance(one, other, score_cutoff=3) <= 3


_LONG_HALF = 5


@lru_cache(16_384)
def likeness(right: str, wrong: str) -> str | None:
    """Say what turns one name into the other, as `slip` does, or how two names are alike that may be two people's."""
    why = slip(right, wrong)
    if (
        why
        or _are_shaped_otherwise(right, wrong)
        or "-" in right + wrong
        or has_ending_of_its_own(right, wrong)
    ):
        return why
    one, other = fold(right), fold(wrong)
    if len(one) == len(other) >= _LONG_COMPOUND and other in one + one and one[0] != other[0]:
        return TURNED
    shorter = min(len(one), len(other))
    if shorter < 5 or max(len(one), len(other)) > _LONGEST or one[0] != other[0] or share_root(one, other):
        return None
    same = length_of_same_start(one, other)
    is_near = shorter > 5 and same > 1 and OSA.distance(one, other, score_cutoff=2) == 2
    if is_near and same < shorter:
        return TWO_LETTERS
    if (
        same >= 5
        and max(len(one), len(other)) - same < 4
        and abs(len(one) - len(other)) < 4
        and {one[same:], other[same:]}.isdisjoint(_ENDINGS_OF_ALL)
    ):
        return ENDINGS_DIFFER
    return None


def given_likeness(right: str, wrong: str) -> str | None:
    """Say how two given names are alike, as `likeness` does, or that they begin and end alike: Bertrand, Bernard."""
    why = likeness(right, wrong)
    if why is None and right[:3] == wrong[:3] and right[-1] == wrong[-1] and min(len(right), len(wrong)) > 4:
        return BEGIN_ALIKE if OSA.distance(right, wrong, score_cutoff=3) <= 3 else None
    if why is None and right[0] == wrong[0] and _bare_sound(right) == _bare_sound(wrong):
        return SOUND_ALIKE
    return why


def _bare_sound(name: str) -> tuple[str, str]:
    """Return the consonants that are heard in a given name, and its last letter but an e: Graeme, Graham."""
    bare = fold(name).rstrip("e").replace("h", "")
    return consonants(bare), bare[-1:]


_ENDINGS_OF_ALL = frozenset("s es ns ens ite ites ism ist ists ian ians ish".split())
"""What any surname takes, as its plural or genitive, or in words made of it."""


_LONGEST = 20
"""Longer words are several that were run together, no names (code points)."""
_ODD = compile_later(r"[A-Z]{2}|[ÂÃâã]$")
"""Capitals inside a word, and what a wrongly decoded mark leaves at its end."""


def _are_shaped_otherwise(right: str, wrong: str) -> bool:
    """Tell whether hyphens or inner capitals tell two words apart: Lyriq-V, WorkFit-S, ClifTEN."""
    if bool(_ODD.search(right)) != bool(_ODD.search(wrong)):
        return True
    if is_plain(right) and is_plain(wrong):
        return False
    one, other = _typed(right).split("-"), _typed(wrong).split("-")
    if len(one) != len(other):
        return True
    return len(one) > 1 and any(a != b and min(len(a), len(b)) < 3 for a, b in zip(one, other, strict=True))


def _differing_parts(right: str, wrong: str) -> tuple[str, str]:
    """Return the parts that differ of two names with hyphens, if all other parts are the same; else the names."""
    pairs = list(zip(right.split("-"), wrong.split("-"), strict=False))
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    return differing[0] if len(pairs) > 1 and len(differing) == 1 else (right, wrong)


def _single_slip(one: str, other: str) -> str | None:
    if len(one) == len(other):
        places = [i for i in range(len(one)) if one[i] != other[i]]
        if len(places) == 2:
            return SWAPPED
        (place,) = places
        pair = {one[place], other[place]}
        if pair <= VOWELS:
            return _VOWEL
        if any(pair <= group for group in (_ALIKE if place else _ALIKE_AT_START)) or (
            pair == {"u", "v"} and one[place - 1 : place] == "q"  # Lindquist, Lindqvist
        ):
            return _LIKE_SOUND
        if pair == {"f", "s"} and place:
            return SCANNED  # the long s of old print
        return ONE_LETTER if place and len(one) > 4 else None
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    place = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if longer[place] in (longer[place - 1 : place] or " "):
        return DOUBLED
    if place == 0 and len(shorter) < 5:
        return None
    return MISSING


def _double_slip(one: str, other: str, distance: int) -> str | None:
    if phonetic_key(one) == phonetic_key(other) or one.replace("ij", "y") == other.replace("ij", "y"):
        return SOUND_ALIKE  # Dutch writes one sound as ij or y: Dijkstra, Dykstra
    if distance == 2 and are_read_alike(one, other):
        return SCANNED
    if len(one) == len(other):
        places = [i for i in range(len(one)) if one[i] != other[i]]
        if len(places) == 2 and all(one[i] in VOWELS and other[i] in VOWELS for i in places):
            return "two vowels differ"
    if (
        one[0] == other[0]
        and min(len(one), len(other)) >= 8
        and (distance == 2 or sorted(one) == sorted(other))
    ):
        return TWO_IN_LONG
    return None
