"""Single letters: old encodings of one byte a character taken for each other, where single words show it.

What no word of a language has, a capital inside it (reuniÆo) or a sign (for‡a), is a letter of the language if the
byte is read in the encoding that it was written in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import regex

from copydesk.analysis.damage.encoding.misreadings import Garbled
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import compile_kept, regex_later

_WAYS = {
    ("mac_roman", "cp1252"): "Mac Roman was read as windows-1252",
    ("cp850", "cp1252"): "code page 850 was read as windows-1252",
    ("cp1252", "mac_roman"): "windows-1252 was read as Mac Roman",
    ("cp1250", "cp1252"): "windows-1250 was read as windows-1252",
    ("iso8859-2", "cp1252"): "ISO 8859-2 was read as windows-1252",
    ("cp1254", "cp1252"): "windows-1254 was read as windows-1252",
    ("cp1252", "cp850"): "windows-1252 was read as code page 850",
    ("mac_latin2", "cp1250"): "Mac Central European was read as windows-1250",
}
"""By the encoding that it was written in and the one that it was read in."""
_UNKNOWN = {
    "cp1254": frozenset("çğıöşü"),
    "cp1250": frozenset("áčéěíňóřšťúůýž"),
    "mac_roman": frozenset("äöå"),
}
"""What is looked for in unknown languages (Turkish, Czech, Finnish), by the encoding that it was written in."""
_MARKS = frozenset("«»“”‘’…–—•°·ªº®©²´\xa0\xad")
"""What stands beside words, or within them, of its own right."""
_BETWEEN_ONLY = frozenset("„‚‰™§¶±¾¼½£¹³†¬¿¡¢¥µ¦¯÷")
"""What stands beside words; between two small letters it cannot."""
_MODIFIERS = "ªºˆ˜ˇ"
"""Signs that Unicode takes for letters."""
_LIKE_A_NOTE = regex_later(r"\p{Ll}+[bcdfghijklmnpqrstvwxzłż]¹")
"""What is no note's number where another word shows that letters were misread: mog¹."""
_VOWELS = frozenset("aeiouyæœ")
_SEVERAL = 2
_SHORT = 3
"""Words with fewer letters have no footnote's sign (p† is “på”), and tell nothing where they mean something."""
_DETACHED = regex_later(
    r"(?<!\w)(?:\p{L}{1,20}[¨ˇ˛˘˝]|[¨ˇ](?=[aouAOUsScCzZ]))\p{Ll}{1,20}|\p{Ll}{2,20}¬\p{Ll}{2,20}(?!\w)"
)
_SEVEN_BITS = regex_later(
    r"(?<![\w{}\\/$|<>=])\p{L}{0,20}(?<=\p{L})\{\p{Ll}[\p{Ll}{]{0,20}(?![\w}|=:/\\]|[^{}\n]{0,200}\})"
    r"|(?<![\w{}\\/$|<>=])(?:\p{L}{1,20}\{){2,5}(?![\w}|=:/\\]|[^{}\n]{0,200}\})"
)
_WITH_BRACES = frozenset(("sv", "fi", "de", "da", "nb", "et"))
"""Languages whose letters stood in the place of braces in encodings of seven bits."""


class _Way(NamedTuple):
    how: str
    letters: Mapping[str, str]


def find_single_letters(text: str, language: str | None) -> Iterator[Garbled]:
    """Yield the words whose letters beyond a to z were read in another encoding than they were written in."""
    if language in _WITH_BRACES and "{" in text:
        for match in _SEVEN_BITS.finditer(text):
            yield Garbled(*match.span(), (), "", False)
    if text.isascii():
        return
    if any(sign in text for sign in "¨ˇ˛˘˝¬"):
        for match in _DETACHED.finditer(text):
            yield Garbled(*match.span(), (), "", False)
    ways = _ways(language)
    if not ways:
        return
    suspects = frozenset().union(*(way.letters for way in ways)) - _own(language)
    if suspects.isdisjoint(text):
        return
    signs = regex.escape("".join(sorted(each for each in suspects if not each.isalpha())), special_only=False)
    pattern = rf"\p{{L}}[\p{{L}}{signs}]*+" if signs else r"\p{L}++"
    words = [
        match for match in compile_kept(pattern).finditer(text) if not suspects.isdisjoint(match.group())
    ]
    weak: defaultdict[str, set[str]] = defaultdict(set)
    readings: list[tuple[regex.Match[str], list[tuple[_Way, str]], bool]] = []
    counts: Counter[str] = Counter()
    for match in words:
        word = match.group()
        read = [
            (way, was) for way in ways if (was := _put_back(word, way.letters, _own(language))) is not None
        ]
        strong = [(way, was) for way, was in read if _is_strong(word, was, language)]
        if language and (strong or (word.islower() and _may_be_weak(word))):
            for way, _ in strong or read:
                weak[way.how].add(word)
        readings.append((match, strong or read, bool(strong)))
        counts.update(way.how for way, _ in read)
    for match, read, is_strong in readings:
        if is_strong or (
            _may_be_weak(match.group()) and any(len(weak[way.how]) >= _SEVERAL for way, _ in read)
        ):
            likeliest = sorted(read, key=lambda each: -counts[each[0].how])
            yield Garbled(
                *match.span(), tuple(dict.fromkeys(was for _, was in likeliest)), likeliest[0][0].how, False
            )


def _own(language: str | None) -> frozenset[str]:
    return language_data(language).accented_letters if language else frozenset().union(*_UNKNOWN.values())


@cache
def _ways(language: str | None) -> tuple[_Way, ...]:
    """Return for each way what characters stand for letters of the language."""
    own = _own(language)
    ways = []
    for (written, read), how in _WAYS.items() if own else ():
        if not language:
            own = _UNKNOWN.get(written, frozenset())
        letters = {}
        for byte in range(0x80, 0x100):
            was, now = (bytes([byte]).decode(codec, "replace") for codec in (written, read))
            if was in own and now != "\ufffd" and now not in _MARKS:
                letters[now] = was
        if not letters.keys() <= own:
            ways.append(_Way(how, letters))
    return tuple(ways)


def _put_back(word: str, letters: Mapping[str, str], own: frozenset[str]) -> str | None:
    """Return what a word was; None if it has a character that this way does not lead to.

    Letters of the language beside signs that are none came through rightly: Ksi±żę.
    """
    if any(not each.isascii() and each not in letters and each not in own for each in word) or word.isascii():
        return None
    return (
        "".join(letters.get(each, each) for each in word) if not own.issuperset(set(word) - _ASCII) else None
    )


_ASCII = frozenset(map(chr, range(128)))


def _may_be_weak(word: str) -> bool:
    """Tell whether a word counts beside others: it has only letters, or ends in what may be a note's number."""
    return word.isalpha() or _LIKE_A_NOTE.fullmatch(word) is not None


def _is_strong(word: str, was: str, language: str | None) -> bool:
    """Tell whether no word can be written so: a sign or a capital between small letters, or two foreign letters.

    Nor can æ or œ stand behind a vowel (zmieniæ, wrzeœnia), and what is one of the commonest words again was one.
    """
    changed = [at for at, each in enumerate(word) if each != was[at]]
    if was in language_data(language).stop_words and word.isalpha() and len(word) >= _SHORT:
        return True
    if (
        word.islower()
        and len(word) > _SHORT
        and was in (common := common_words(language))
        and word not in common
    ):
        return True
    for at in changed:
        if word[at] in "æœ" and was[at] not in _VOWELS and word[at - 1 : at] in _VOWELS:
            return True
        before, after = word[at - 1 : at], word[at + 1 : at + 2]
        if not word[at].isalpha() or word[at] in _MODIFIERS:
            is_short = word[at:] == "†" and at < _SHORT and before.islower()
            beside = before.isalpha() and after.islower() and (word[at] != "„" or before.islower())
            if beside or is_short or (word[at] not in _BETWEEN_ONLY and was[:at].isalpha() and at > 1):
                return True
        elif (
            word[at].isupper()
            and was[at].islower()
            and (before.islower() or (before and not before.isascii() and after.islower()))
        ):
            return True
    return len({word[at] for at in changed}) >= _SEVERAL and word.islower()
