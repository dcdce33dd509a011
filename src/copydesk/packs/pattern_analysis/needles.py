"""Needles: literals of which every match of a pattern holds one.

A matcher runs only where one of its needles stands. The needle is therefore never stricter than the matcher: both
are folded, and the folding is coarser than the matcher's own ideas of case and white space.
"""

from __future__ import annotations

import re

import regex

from copydesk.document import plain
from copydesk.formats.parsed import MARKUP
from copydesk.packs.memo import remembered
from copydesk.support.patterns import compile_kept, compile_later

_MIN_LENGTH = 3
_TELLING = compile_later(r"[{}\[\]#%©|【†»›→<>@$*/]|tk|xx")
"""So rare in prose that even one or two characters are worth looking for."""
_COMMON = frozenset(
    """
    the this that with have has you your and for from are was were will would can not all about after also been before
    but com come could did do does first get had her here him his how into its just like made make may more most new
    now off one only other our out over own people read see she some than their them then there they time two under
    until use used using very want way what when where which who work ver ing hem lea put try add top log since
    als como est que por des les une una der die das und ein ist mit von per con del los las het een van
    """.split()
)
SPACES = compile_later(" {2,}")

# The parts of a pattern, as far as they matter for its needles.
_PLAIN = compile_later(r"[^\\()\[|.^$*+?{]+")
_PLAIN_GROUP = compile_later(r"\((?:\?-?i?:|\?>|\?P?<\w+>|(?!\?))")
_OTHER_GROUP = compile_later(r"\((?:\?(?:<?[=!]|[^)(:]*:?))?")
_CLASS = compile_later(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]", re.DOTALL)
_CODED = compile_later(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_QUANTIFIER = compile_later(r"(?:[*?+]|\{(\d*)(?:,\d*)?\})[?+]?")
_LIST = compile_later(r"(?:\\[^\w\s]|[^\w\s\\^&~\[-])+")
"""A class that lists marks: no range, no kinds of characters, no set of sets."""
_ESCAPED = compile_later(r"\\?(.)")
_QUANTIFIERS = ("*", "?", "+", "{")
_SPACES_STAND = compile_later(r"(\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\\.)", re.DOTALL)
_SPACE = compile_later(r" +(?![*+?{])")
_VERBOSE = compile_later(r"\(\?[a-zA-Z]*x")


def fold(text: str) -> str:
    """A form in which texts that a caseless pattern could take for one another are equal. The length may change."""
    text = text.replace(MARKUP, "").casefold().replace("\u0307", "").replace("ı", "i")
    return SPACES.sub(" ", text) if "  " in text else text


@remembered
def needles_of(pattern: str) -> frozenset[str] | None:
    """Folded literals of which every match of `pattern` holds at least one; None where there is no telling.

    The pattern is read only as far as it is plain: what a class, an escape or an optional part could stand for is
    left out, so the answer may be weaker than it could be and is never wrong.
    """
    needles, rest = _alternatives(pattern, 0)
    is_told = rest == len(pattern) and not _VERBOSE.search(pattern)
    return needles if is_told else None


def _alternatives(pattern: str, at: int) -> tuple[frozenset[str] | None, int]:
    """The needles of the branches from `at` to the end of the group, and where that end is."""
    branches: list[frozenset[str] | None] = []
    while True:
        needles, at = _sequence(pattern, at)
        branches.append(needles)
        if at >= len(pattern) or pattern[at] == ")":
            known = [branch for branch in branches if branch is not None]
            return (frozenset().union(*known) if len(known) == len(branches) else None), at
        at += 1  # the bar


def _sequence(pattern: str, at: int) -> tuple[frozenset[str] | None, int]:
    """The most telling needles of one branch, and the offset of the bar, bracket or end that closes it."""
    candidates: list[frozenset[str]] = []
    run = ""

    def close_run() -> None:
        nonlocal run
        if not run:
            return
        folded = fold(run)
        if len(folded.strip()) >= _MIN_LENGTH or _is_telling(folded):
            candidates.append(frozenset({folded}))
        run = ""

    while at < len(pattern) and pattern[at] not in "|)":
        character = pattern[at]
        inner: frozenset[str] | None = None
        literal = ""
        if plain_text := _PLAIN.match(pattern, at):
            # A quantifier behind it belongs to its last character alone.
            run += plain_text.group()[:-1]
            literal, at = plain_text.group()[-1], plain_text.end()
        elif character == "(":
            inner, at = _group(pattern, at)
        elif character == "[":
            inner, at = _class(pattern, at)
        elif coded := _CODED.match(pattern, at):
            literal, at = chr(int(coded[coded.lastindex or 0], 16)), coded.end()
        elif character == "\\":
            escaped = pattern[at + 1 : at + 2]
            literal = escaped if not escaped.isalnum() else ""
            at += 3 if escaped in "pP" and pattern[at + 2 : at + 3] != "{" else 2
            if escaped in tuple("pPNxuUgk") and pattern[at : at + 1] in ("{", "<"):
                at = pattern.find("}" if pattern[at] == "{" else ">", at) + 1 or len(pattern)
        else:
            literal = "" if character in ".^$" else character
            at += 1
        optional, repeated, at = _quantifier(pattern, at)
        if optional or not literal:
            close_run()
            if inner is not None and not optional:
                candidates.append(inner)
        else:
            run += literal
            if repeated:
                close_run()
    close_run()
    return max(candidates, key=lambda needles: min(map(_worth, needles)), default=None), at


def _is_telling(needle: str) -> bool:
    return _TELLING.search(needle) is not None


def _worth(needle: str) -> int:
    """How telling a needle is: its length, but a word that stands in every text tells nothing."""
    return 0 if needle.strip() in _COMMON else len(needle) + 3 * _is_telling(needle)


def _group(pattern: str, at: int) -> tuple[frozenset[str] | None, int]:
    """The needles of the group that opens at `at`, none for one that may match without consuming; and its end."""
    plain_group = _PLAIN_GROUP.match(pattern, at)
    opening = plain_group or _OTHER_GROUP.match(pattern, at)
    assert opening is not None
    needles, end = _alternatives(pattern, opening.end())
    return (needles if plain_group else None), end + 1


def _class(pattern: str, at: int) -> tuple[frozenset[str] | None, int]:
    """The needles of the class that opens at `at`, which are its characters if all are rare enough; and its end."""
    written = _CLASS.match(pattern, at)
    if written is None:
        return None, len(pattern)
    content = written.group()[1:-1]
    characters = frozenset(_ESCAPED.findall(content)) if _LIST.fullmatch(content) else ""
    are_rare = characters and all(each in "()" or _is_telling(each) for each in characters)
    return (frozenset(characters) if are_rare else None), written.end()


def _quantifier(pattern: str, at: int) -> tuple[bool, bool, int]:
    """Whether the item before `at` may be missing, whether it may repeat, and where its quantifier ends."""
    match = _QUANTIFIER.match(pattern, at) if pattern[at : at + 1] in _QUANTIFIERS else None
    if match is None:
        return False, False, at
    optional = match.group()[0] in "*?" or (match.group()[0] == "{" and match[1] in ("", "0"))
    return optional, True, match.end()


def compile_pattern(pattern: str, *, case_sensitive: bool = False) -> regex.Pattern[str]:
    """Compile a pattern for `Document.plain`: a space in it stands for any white space, markup included.

    Raises:
        regex.error: it is not a pattern.
    """
    flags = regex.V0 | (regex.NOFLAG if hasattr(regex, "NOFLAG") else 0)
    return compile_kept(_spread_spaces(plain(pattern)), flags if case_sensitive else flags | regex.IGNORECASE)


def _spread_spaces(pattern: str) -> str:
    pieces = _SPACES_STAND.split(pattern)
    return "".join(
        piece if index % 2 else _SPACE.sub(r"\\0* [ \\0]*", piece) for index, piece in enumerate(pieces)
    )
