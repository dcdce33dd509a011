"""damage/ocr-slip."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.names.lexicon import is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_READINGS = (
    ("rn", "m"),
    ("b", "h"),
    ("li", "h"),
    ("c", "e"),
    ("ii", "n"),
    ("ii", "u"),
    ("vv", "w"),
    ("u", "n"),
    ("n", "u"),
)
"""What a scanner takes a letter for, and the letter."""
_NUMERONYM = regex_later(r"[A-Za-z]\d{2,}[A-Za-z]")
"""l10n: the letters between the first and the last, counted."""
_WITH_SIGN = regex_later(r"\p{Ll}+[I01]+\p{Ll}+|\p{Ll}{2,}I+")
_NUMBER = regex_later(
    r"\d{1,3},(?=\d{0,2}O)[\dO]{3}|[1-9]\d{0,2}(?:,\d{3}){0,9}O+|\d+[Ol]\d+|l\d{2,3}(?:st|nd|rd|th)|l[89]\d\d"
)
_COMMON = STOP_WORDS["en"] | frozenset(
    "time home name same made make many much more most must may men man woman".split()
)
_ANY_OF = r"(?<![\p{L}\p{N}'’@#_./\-])\L<words>(?![\p{L}\p{N}'’@_\-])"


@rule(places=("body", "list", "quote", "caption"), languages=("en",), unknown_language=False)
def ocr_slip(doc: Document) -> Iterator[Flag]:
    """A scanner took one letter for another.

    “tbe” for “the”, “rnen” for “men”, “aIl” for “all”, “4O” for “40”. Among words only slips for the commonest English
    ones are looked for, since a rare word may be what it seems to be.

    Bad: He hoped tbat the rnen would come for 4O days.
    Good: The B12 level of O2, H2O and 10l was fine, as was the barn.
    Measured: too rare in news to tell (1 finding in 5,630 articles, a slip).
    """
    slips = {
        found: meant for found in doc.spellings if (meant := _meant(found)) and not _is_acronym(found, doc)
    }
    if not slips:
        return
    for match in regex.finditer(_ANY_OF, doc.text, words=list(slips)):
        found = match.group()
        yield Flag(
            *match.span(),
            f"“{found}” looks like “{slips[found]}”, read wrongly by a scanner",
            (slips[found],),
        )


def _is_acronym(found: str, doc: Document) -> bool:
    """Tell whether a word in lower case stands in capitals, too."""
    return found.islower() and found.upper() in doc.spellings


@lru_cache(16384)
def _meant(found: str) -> str:
    """What a scanner may have had before it; empty for what is as it should be."""
    if found.isalpha() and found.islower():
        return _word(found)
    if _WITH_SIGN.fullmatch(found):
        return _letters(found)
    return found.replace("O", "0").replace("l", "1") if _NUMBER.fullmatch(found) else ""


def _word(found: str) -> str:
    if found.startswith("rn"):  # as no English word does
        return "m" + found[2:] if is_word("m" + found[2:]) else ""
    for wrong, right in _READINGS:
        if wrong in found and (word := found.replace(wrong, right, 1)) in _COMMON:
            is_sound = len(found) > 2 and (wrong not in ("c", "n") or len(found) > 3)
            return word if is_sound and not is_word(found) else ""
    return ""


def _letters(found: str) -> str:
    if _NUMERONYM.fullmatch(found):
        return ""
    readings = (found.replace("I", "l").replace("1", each).replace("0", "o") for each in "li")
    return next((word for word in readings if len(word) > 2 and is_word(word)), "")
