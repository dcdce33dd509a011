"""The reader of patterns: the tree that a pattern is read as."""

from __future__ import annotations

import sys

import pytest
import regex

from copydesk.packs.pattern_analysis.syntax import (
    Alternatives,
    Assertion,
    CharacterSet,
    Literal,
    Repetition,
    Sequence,
    Unknown,
    digits,
    read_pattern,
)

A, B = Literal("a"), Literal("b")


def listed(characters):
    return CharacterSet(frozenset(characters))


@pytest.mark.parametrize(
    ("pattern", "items"),
    [
        ("ab", [A, B]),
        (r"\.\x61\u0062", [Literal("."), A, B]),
        (r"^\bab$", [Assertion(), Assertion(), A, B, Assertion()]),
        ("(?=ab)(?<!b)a", [Assertion(), Assertion(), A]),
        ("a?b*", [Repetition(A, 0, 1), Repetition(B, 0, None)]),
        ("a+?b{2}+", [Repetition(A, 1, None), Repetition(B, 2, 2)]),
        ("a{,3}b{2,}", [Repetition(A, 0, 3), Repetition(B, 2, None)]),
        ("(a)(?:b)(?i:a)(?>b)(?P<n>a)(?<m>b)", [Sequence((each,)) for each in (A, B, A, B, A, B)]),
        ("(?:a|b)", [Alternatives((Sequence((A,)), Sequence((B,))))]),
        ("(?:a|)", [Alternatives((Sequence((A,)), Sequence(())))]),
        (r"[ab][]a][a\]]", [listed("ab"), listed("]a"), listed("]a")]),
        ("[a-c][^a][[:alpha:]]", [CharacterSet(has_others=True)] * 3),
        (r"[\d%]", [CharacterSet(frozenset("%"), has_marks=True)]),
        (r"\d\p{P}", [CharacterSet(digits()), CharacterSet(has_marks=True)]),
        ("[2-4x]", [CharacterSet(frozenset("234x"))]),
        (r"\w.\p{Lu}", [CharacterSet(has_others=True)] * 3),
        (r"a\1(?P=n)(?1)", [A, Unknown(), Unknown(), Unknown()]),
        ("{a}", [Literal("{"), A, Literal("}")]),
    ],
)
def test_trees(pattern, items):
    assert read_pattern(pattern) == Sequence(tuple(items))


@pytest.mark.parametrize(
    "pattern",
    [
        "(?x)a b",
        "(?V1)a",
        "a{e<=1}",
        "(?:ab){1i+2d<3}",
        "(?(1)a|b)",
        "(?|a|b)",
        "(*FAIL)",
        "(a",
        "a)",
        "a**",
        "[a",
    ],
)
def test_what_is_not_understood_is_unknown_as_a_whole(pattern):
    assert read_pattern(pattern) == Unknown()


def test_digits_are_those_that_patterns_match():
    assert digits() == set(regex.findall(r"\d", "".join(map(chr, range(sys.maxunicode + 1)))))
