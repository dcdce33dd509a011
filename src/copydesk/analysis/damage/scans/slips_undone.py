"""Slips: what may have stood on a page before a slip of the hand or of a scanner made a token of it.

A slip swaps two letters, drops, doubles or adds one, hits the key beside it, loses an accent, or takes a letter for one
that looks like it. The first letter is hardly ever wrong, and is not touched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SEEN_ALIKE = ("ce", "fs", "bh", "un", "lt", "il", "vy")
"""Letters that scanners take for each other."""
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")
"""What falls out of a word whose font had one sign for it."""
_READ_AS = (
    ("m", "rn"),
    ("rnm", "mm"),
    ("mrn", "mm"),
    ("rnp", "mp"),
    ("rn", "m"),
    ("nn", "rm"),
    ("nn", "rn"),
    ("li", "h"),
    ("h", "li"),
    ("cl", "d"),
    ("d", "cl"),
    ("ii", "u"),
    ("vv", "w"),
)
"""What a scanner has read, and the letters on the page."""
_VOWELS = "aeiouy"
_ANY_VOWEL, _ANY_LETTER = 7, 8
"""In a word of so many letters any vowel or any letter may be wrong, lost or added and it can still be told."""

VAGUE = frozenset(("extra", "wrong"))
"""The slips that any letter may come of."""
SURE = frozenset(("swapped", "doubled", "accent", "lost sign", "scanned"))
"""The slips that hardly ever make a right word of another."""


def readings(token: str, letters: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what may have stood there, each with the kind of slip; `letters` are those of the language."""
    yield from _of_hands(token, letters)
    yield from _of_scanners(token)


def _of_hands(token: str, letters: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    last = len(token) - 1
    is_long = len(token) >= _ANY_LETTER
    for at in range(1, len(token)):
        before, here, behind = token[:at], token[at], token[at + 1 :]
        if at < last and token[at + 1] != here:
            yield "swapped", before + token[at + 1] + here + token[at + 2 :]
        if here == token[at - 1]:
            yield "doubled", before + behind
        elif at < last and (here in beside(token[at - 1]) or here in beside(token[at + 1])):
            yield "added", before + behind
        elif at < last and is_long:
            yield "extra", before + behind
        for letter in letters:
            yield "lost", before + letter + token[at:]
        if at == last:
            yield from (("lost", token + letter) for letter in letters)
        for letter in accented(here, letters):
            yield "accent", before + letter + behind
        for letter in beside(here):
            yield "key", before + letter + behind
        if at < last and is_long:
            for letter in letters:
                yield "vowel" if here in _VOWELS and letter in _VOWELS else "wrong", before + letter + behind
        elif at < last - 1 and len(token) >= _ANY_VOWEL and here in _VOWELS:
            for letter in _VOWELS:
                yield "vowel", before + letter + behind


def _of_scanners(token: str) -> Iterator[tuple[str, str]]:
    for sign in _LIGATURES:
        for at in range(len(token) - 1):
            yield "lost sign", token[:at] + sign + token[at:]
    for wrong, right in _READ_AS:
        at = token.find(wrong)
        while at >= 0:
            yield "scanned", token[:at] + right + token[at + len(wrong) :]
            at = token.find(wrong, at + 1)


@cache
def beside(letter: str) -> frozenset[str]:
    """Return the letters whose keys touch the key of a letter, and those that look like it."""
    alike = {pair.replace(letter, "", 1) for pair in _SEEN_ALIKE if letter in pair}
    rows = [(row, _ROWS[row].find(letter)) for row in range(len(_ROWS)) if letter in _ROWS[row]]
    touching = {
        key
        for row, at in rows
        for near in _ROWS[max(0, row - 1) : row + 2]
        for key in near[max(0, at - 1) : at + 2]
    }
    return frozenset(alike | touching) - {letter}


@cache
def accented(letter: str, letters: tuple[str, ...]) -> frozenset[str]:
    """Return the letters of a language that lose an accent to become this one."""
    return frozenset(each for each in letters if each != letter and _plain(each) == letter)


def bare(word: str) -> str:
    """Return a word without its accents."""
    return "".join(map(_plain, word))


@cache
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
