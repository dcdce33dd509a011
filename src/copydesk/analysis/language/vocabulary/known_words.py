"""Known words: whether a word is one that people write, rare words and names among them, for fourteen languages.

A filter by Bloom holds some 150,000 words of a language in 170 kilobytes: what it does not know was never put into it;
of other words it takes one or two in a hundred for known, which makes a rule silent, never loud. It is read when it is
first asked. No library does it: spylls needs dictionaries of megabytes with licences of their own, and refuses names
and rare words, which must stay silent here; pyspellchecker and symspellpy know few rare words, and load for a second.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

_DATA = Path(__file__).parents[2] / "data" / "known"
HASHES = 6
"""How many bits of the filter stand for a word."""
_HALF = 32

KNOWN = frozenset(("cs", "da", "de", "en", "es", "fr", "it", "nb", "nl", "pl", "pt", "ru", "sv", "uk"))
"""The languages that have a filter."""


def is_known_word(word: str, language: str) -> bool:
    """Tell whether a word in small letters is a known one; False for languages without a filter."""
    if language not in KNOWN:
        return False
    bits = _filter(language)
    return all(bits[at >> 3] & 1 << (at & 7) for at in places(word.replace("ß", "ss"), len(bits) * 8))


def places(word: str, size: int) -> list[int]:
    """Return the bits that stand for a word in a filter of so many bits."""
    number = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
    first, step = number >> _HALF, number & (1 << _HALF) - 1 | 1
    return [(first + step * each) % size for each in range(HASHES)]


@cache
def _filter(language: str) -> bytes:
    return (_DATA / f"{language}.bin").read_bytes()
