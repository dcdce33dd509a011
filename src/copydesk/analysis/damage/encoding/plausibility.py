"""Plausibility: whether a text that came of decoding is one that somebody may have written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from copydesk.support.patterns import compile_later, regex_later

_WORD = regex_later(r"[\p{L}\p{M}]+")
_SIGN = regex_later(
    r"[\u2010-\u2027\u2030-\u203e\u20a0-\u20bf\u2116\u2122\u2190-\u22ff\u25a0-\u27bf\u3001-\u3011\U0001f000-\U0001faff]"
)
"""Marks and pictures that two bytes cannot make."""
_CAPITAL_INSIDE = regex_later(
    r"(?<!\bMc|\bMac|\bDe|\bLe|\bLa)(?<=\p{Ll})(?:(?![A-Z])\p{Lu}|(?<![a-z])\p{Lu})"
)
_SMALL_BEHIND_CAPITALS = regex_later(r"\p{Lu}{2}(?![a-zß])\p{Ll}\Z")
"""MANHù: in capitals it would be Ù; so this is rather a capital, and the number of a note (MANHÃ¹)."""
_UNLIKELY = regex_later(
    r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\p{Cn}\p{Co}\p{Cs}\u0180-\u018e\u0190-\u019f\u01a2-\u01ae\u01b1-\u0217\u021c-\u0258\u025a-\u02ba"
    r"\u02bd-\u02ff\u0309\u030d-\u0322\u0329-\u0383\u03cf-\u03ff\u0460-\u048f\u0500-\u052f\u066a-\u066f\u0700-\u08ff]"
)
_GARBLED_STILL = compile_later("[ÂÃ][\xa0-\xbf]|â€")
_RARE = compile_later(
    "[\u0080-\u036f\u2028-\u2bff](?<![€™‰‹›−√≈≠≤≥←↑→↓№àáâãäåæçèéêëìíîïñòóôõöøùúûüßœąćęłńśźżčďěňřšťůžőűășțşţğıđ«»¿¡\xa0])",
    re.IGNORECASE,
)
"""Letters and signs beyond ASCII, but those that several languages use."""
_WITHOUT_SPACES = frozenset(
    "CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA FULLWIDTH HALFWIDTH IDEOGRAPHIC HANGUL".split()
)
_OF_ANY_SCRIPT = frozenset(("COMBINING", "VARIATION"))


class Evidence(NamedTuple):
    """What speaks for a text: how many words and signs are as people write them, how many not, how many are rare."""

    likely: int
    odd: int
    rare: int = 0

    @property
    def convinces(self) -> bool:
        """Tell whether the text may count as restored."""
        return self.likely > 0 and self.odd * 20 <= self.likely

    @property
    def doubts(self) -> tuple[bool, int, int, int]:
        """Sort what is likelier first."""
        return not self.convinces, self.odd, -self.likely, self.rare


def judge(text: str, start: int, end: int) -> Evidence:
    """Weigh the characters beyond ASCII between two offsets of a text, in the words that they stand in."""
    likely = len(_SIGN.findall(text, start, end))
    odd = len(_UNLIKELY.findall(text, start, end)) + len(_GARBLED_STILL.findall(text, start, end))
    first = start
    while first and text[first - 1].isalpha():
        first -= 1
    for word in _WORD.finditer(text, first):
        if word.start() >= end:
            break
        if word.end() > start and not word.group().isascii():
            verdict = _judge_word(word.group())
            likely += verdict > 0
            odd += verdict < 0
    return Evidence(likely, odd, len(_RARE.findall(text, start, end)))


@cache
def _judge_word(word: str) -> int:
    """Return 1 for a word as some language has it, -1 for one that none has, 0 where it is too short to tell."""
    scripts = scripts_of(word)
    if len(scripts) != 1 or _CAPITAL_INSIDE.search(word) or _SMALL_BEHIND_CAPITALS.search(word):
        return -1
    script = scripts.pop()
    if script == "LATIN":
        return int(len(word) >= 3 or any(map(str.isascii, word)))
    return int(len(word) >= (2 if script == "CJK" else 3))


def scripts_of(text: str) -> set[str]:
    """Return the names of the scripts that the letters of a text belong to, such as "LATIN".

    All that East Asian languages mix is one script, "CJK".
    """
    names = {
        unicodedata.name(each, "").partition(" ")[0] for each in text if unicodedata.category(each)[0] in "LM"
    }
    return {"CJK" if name in _WITHOUT_SPACES else name for name in names} - _OF_ANY_SCRIPT
