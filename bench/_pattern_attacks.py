"""Attacks: texts on which a pattern takes long if it can read them in more ways than one, made from its own repeats.

A text has a head that leads up to a repeat, what the repeat takes, as often as wanted, and a tail that ends the match
in vain. `re._parser` reads the pattern; what only the module `regex` knows is put into the words of `re` first, which
need not be exact: whether a text is an attack is told by the clock.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_CHARACTERS = [*"a \0\n-.A1,'’–“”\"/|:;!?()[]{}<>*_#&%=+~`^$@\\é\t…—·«»‘→©\xa0\u200b\ufffcb0Zz\ue000中аα"]
"""One or more of every kind that patterns tell apart, the most usual first."""
_PROPERTIES = {
    "L": "a-zA-Zéаб", "Lu": "A-ZÉБ", "Ll": "a-zéаб", "N": "0-9", "P": r"!-/:;?@\[-\]_{}“”’«»…—·", "S": r"$+<=>^`|~→©",
    "M": "\u0301", "Cf": "\u200b\xad", "Z": " \xa0", "Latin": "a-zA-Zé", "Greek": "α-ω", "Cyrillic": "а-яА-Я",
}  # fmt: skip
_REGEX_ONLY = re.compile(
    r"\\(?P<property>[pP])\{(?P<not>\^?)(?P<name>\w+)\}|\\[GKMm]|\(\?[a-zA-Z]+\)|(?P<flags>\(\?[a-zA-Z]*-[a-zA-Z]+:)"
    r"|\(\?P?<(?P<group>\w+)>|(?P<other>\\.|\[\^?\]?|.)",
    re.DOTALL,
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_LOOKS = (_constants.ASSERT, _constants.ASSERT_NOT)
_OFTEN = 8
"""A repeat that goes on for less is no target."""
_WAYS = ("least", "once", "by chance", "by chance")
_TAILS = ("", "\0", "a\n" + "!" * 500)
"""The last is longer than what a pattern allows at its end."""
_COMMON = (
    *_CHARACTERS, "\0 ", "a\0", "a\0 ", "a ", "A ", "Aa ", "a, ", "A, ", "a. ", "A. ", "a\n", "\n\n", "a\n\n", "“a” ",
    "“a ", "(a", "[a", "<a", "<a ", "1 ", "12 ", "1.", "1,", "a@", "a-", "--", "a — ", "| a ", "* a\n",
)  # fmt: skip


class Attack(NamedTuple):
    """A text of any length."""

    head: str
    pump: str
    tail: str = ""

    def __str__(self) -> str:
        return f"{self.head!r}, then {self.pump!r} again and again, then {self.tail[:20]!r}"

    def text(self, length: int) -> str:
        """The text with so many code points in its middle, about."""
        return self.head + self.pump * max(1, length // len(self.pump)) + self.tail


def attacks(pattern: str, most: int, seed: int = 0) -> list[Attack]:
    """Return up to so many attacks on a pattern: some that every pattern gets, and more of its own."""
    chance = random.Random(f"{seed} {pattern!r}")
    tree = list(_parser.parse(_for_re(pattern)))
    own = list(dict.fromkeys(_own(tree, chance)))
    common = chance.sample(_COMMON, min(len(_COMMON), most // 3))
    return [Attack("", pump) for pump in common] + chance.sample(own, min(len(own), most - len(common)))


def _for_re(pattern: str) -> str:
    """Put a pattern into words that `re` knows: no properties, no flags inside, no group twice."""
    pieces: list[str] = []
    groups: set[str] = set()
    in_set = False
    for match in _REGEX_ONLY.finditer(pattern):
        piece = match["other"] or ""
        if match["property"]:
            known = _PROPERTIES.get(match["name"][:2], _PROPERTIES.get(match["name"], "中"))
            is_not = (match["property"] == "P") != bool(match["not"])
            piece = (r"\W\d" if in_set else f"[^{known}]") if is_not else known if in_set else f"[{known}]"
        elif match["group"]:
            piece = "(?:" if match["group"] in groups else f"(?P<{match['group']}>"
            groups.add(match["group"])
        elif match["flags"]:
            piece = "(?:"
        elif in_set:
            in_set, piece = piece != "]", r"\[" if piece == "[" else piece
        elif piece.startswith("["):
            in_set = True
        pieces.append(piece)
    return "".join(pieces)


_Node = tuple[Any, Any]


class _Repeat(NamedTuple):
    """A repeat, all that stands before it in the pattern, and all that stands behind it."""

    before: list[_Node]
    body: list[_Node]
    behind: list[_Node]


def _own(tree: list[_Node], chance: random.Random) -> Iterator[Attack]:
    """Yield the attacks on a pattern's own repeats, and its matches in rows."""
    for way in _WAYS:
        match = _Sampler(chance, way).all(tree)
        for apart in ("", " ", "\n", ". "):
            yield from _if_fit("", match + apart)
        yield from _if_fit("", match[:-1])
        yield from _if_fit("", match[:-1] + " ")
    for repeat in _repeats(tree, [], []):
        bodies = list(dict.fromkeys(_bodies(repeat, chance)))
        for head in dict.fromkeys(_Sampler(chance, way).all(repeat.before) for way in _WAYS[:3]):
            yield from _if_fit("", head)
            yield from _if_fit("", head + " ")
            for body in bodies:
                for tail in _TAILS:
                    yield from _if_fit(head, body, tail)
                yield from _if_fit("", head + body)


def _if_fit(head: str, pump: str, tail: str = "") -> Iterator[Attack]:
    if pump and len(head) < 400 and len(pump) < 300:
        yield Attack(head, pump, tail)


def _repeats(tree: Iterable[_Node], before: list[_Node], behind: list[_Node]) -> Iterator[_Repeat]:
    """Yield the repeats of a tree, those inside others and inside assertions as well."""
    nodes = list(tree)
    for index, (kind, value) in enumerate(nodes):
        first, rest = before + nodes[:index], nodes[index + 1 :] + behind
        if kind in _REPEATS:
            _, most, body = value
            if int(most) >= _OFTEN:
                yield _Repeat(first, list(body), rest)
            yield from _repeats(body, first, rest)
        elif kind in _LOOKS:
            yield from _repeats(value[1], first if value[0] > 0 else [], rest)
        else:
            for branch in _branches(kind, value):
                yield from _repeats(branch, first, rest)


def _branches(kind: Any, value: Any) -> Sequence[Iterable[_Node]]:
    """Return what a group holds: its alternatives, or its content alone."""
    if kind is _constants.BRANCH:
        return list(value[1])
    if kind is _constants.SUBPATTERN:
        return [value[3]]
    if kind is _constants.ATOMIC_GROUP:
        return [value]
    if kind is _constants.GROUPREF_EXISTS:
        return [branch for branch in value[1:] if branch]
    return []


def _bodies(repeat: _Repeat, chance: random.Random) -> Iterator[str]:
    """Yield what a repeat takes at a time: its characters, or whole turns, also with what stands behind it."""
    characters = _characters(*repeat.body[0]) if len(repeat.body) == 1 else []
    if not characters:
        for way in (*_WAYS, *_WAYS):
            yield _Sampler(chance, way).all(repeat.body)
        for inner in _repeats(repeat.body, [], []):
            yield from _bodies(inner._replace(behind=[]), chance)
        return
    yield from characters[:6]
    yield from chance.sample(characters, min(6, len(characters)))
    behind = ""
    for node in repeat.behind[:4]:
        behind += _Sampler(chance, "once").all([node])
        yield behind
        for character in characters[:2]:
            yield character + behind
            yield behind + character


class _Sampler:
    """Makes texts that a pattern matches, assertions aside: the shortest, with each repeat once, or by chance."""

    def __init__(self, chance: random.Random, way: str) -> None:
        self._chance = chance
        self._way = way
        self._groups: dict[int, str] = {}

    def all(self, nodes: Iterable[_Node]) -> str:
        """Return a text for nodes in a row."""
        return "".join(self._one(kind, value) for kind, value in nodes)

    def _one(self, kind: Any, value: Any) -> str:
        if characters := _characters(kind, value):
            return self._chance.choice(characters) if self._way == "by chance" else characters[0]
        if kind in _REPEATS:
            least, most, body = value
            turns = (
                self._chance.randint(least, min(int(most), least + 2)) if self._way == "by chance" else least
            )
            return "".join(
                self.all(body) for _ in range(max(turns, min(1, int(most))) if self._way == "once" else turns)
            )
        if kind is _constants.GROUPREF:
            return self._groups.get(value, "")
        if branches := _branches(kind, value):
            text = self.all(branches[0] if self._way == "least" else self._chance.choice(branches))
            if kind is _constants.SUBPATTERN:
                self._groups[value[0]] = text
            return text
        return ""


def _characters(kind: Any, value: Any) -> list[str]:
    """Return characters that a node for one character takes; none if it is another kind of node."""
    if kind is _constants.LITERAL:
        return [chr(value)]
    if kind is _constants.NOT_LITERAL:
        return [each for each in _CHARACTERS if ord(each) != value]
    if kind is _constants.ANY:
        return [each for each in _CHARACTERS if each != "\n"]
    if kind is not _constants.IN:
        return []
    return _members(tuple(value))


@cache
def _members(items: tuple[tuple[Any, Any], ...]) -> list[str]:
    """Return characters of a set."""
    listed = [chr(value if kind is _constants.LITERAL else value[0]) for kind, value in items
              if kind in (_constants.LITERAL, _constants.RANGE)]  # fmt: skip
    return [each for each in [*_CHARACTERS, *listed] if _is_in(items, each)] or ["☃"]


def _is_in(items: Iterable[tuple[Any, Any]], character: str) -> bool:
    is_negated, is_listed = False, False
    for kind, value in items:
        if kind is _constants.NEGATE:
            is_negated = True
        elif kind is _constants.LITERAL:
            is_listed |= ord(character) == value
        elif kind is _constants.RANGE:
            is_listed |= value[0] <= ord(character) <= value[1]
        else:
            is_listed |= _CATEGORIES[value].match(character) is not None
    return is_listed != is_negated


_CATEGORIES = {
    _constants.CATEGORY_DIGIT: re.compile(r"\d"), _constants.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    _constants.CATEGORY_SPACE: re.compile(r"\s"), _constants.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    _constants.CATEGORY_WORD: re.compile(r"\w"), _constants.CATEGORY_NOT_WORD: re.compile(r"\W"),
}  # fmt: skip
