"""Patterns for `re` match the same on every Python that we allow.

Before 3.11.5, Python's `re` lets a possessive group match too far (CPython issues 106052 and 100061); of a group that
has to match twice, `{2,}+`, it says too little even today. An atomic group around an ordinary repeat, `(?>(?:…)*)`,
means the same as `(?:…)*+` and is right everywhere, and so is a possessive repeat of one character.
"""

from __future__ import annotations

import ast
import itertools
import re

import pytest
import regex

from copydesk import lint
from copydesk.analysis.names.capitals import find_capitals
from copydesk.formats.html.tokens import read_tags
from copydesk.formats.parsed import Block
from own_modules import nodes, trees

POSSESSIVE_GROUP = re.compile(r"(?<!\\)(?:\\\\)*(?<!\()\)(?:[*+?]|\{\d*,?\d*\})\+")
FOR_REGEX = {"regex_later", "compile_kept"}


def pattern_texts(tree):
    """The string literals of a module; what an f-string puts in counts as a group. Those for `regex` are left out."""
    left_out = {
        id(part)
        for call in nodes(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in FOR_REGEX
        for argument in call.args
        for part in ast.walk(argument)
    }
    for node in nodes(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "(?:x)" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_pattern_for_re_has_a_possessive_group():
    assert not [
        (name, text)
        for name, tree in trees().items()
        for text in pattern_texts(tree)
        if POSSESSIVE_GROUP.search(text)
    ]


@pytest.mark.parametrize(
    "code", ["x = r'(?:ab?c)*+'", "x = rf'{WORD}{{1,3}}+'", "x = compile_later(r'(a|bc)?+')"]
)
def test_a_possessive_group_is_seen(code):
    assert any(POSSESSIVE_GROUP.search(text) for text in pattern_texts(ast.parse(code)))


@pytest.mark.parametrize("code", [r"x = r'[^\W\d_]*+'", r"x = r'\(\)\)++'", "x = regex_later(r'(?:ab?c)*+')"])
def test_other_repeats_are_not(code):
    assert not any(POSSESSIVE_GROUP.search(text) for text in pattern_texts(ast.parse(code)))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?>(?:ab?c)*)",
        r"(?>(?:ab?c)+)c?",
        r"(?>(?:ab|a)?)b",
        r"(?>(?:a{1,2}){2,})",
        r"a(?>(?:b*cb)?)",
        r"b?(?>(?:a+c*c)*)*",
        r"(?>(?:(?!c)[abc])+)",
        r"(?>(?:b(?=a)[ab]*+)*)c",
        r"a*+(?>(?:c(?![ab]\b)(?=b)[ab]*+)*)",
        r"(?:(?>(?:[^c]b|[^c][^c]){1,2})(?!a))+|cc",
        r"(?>(?:a(?>(?:b|ca?)*)c)*)b?",
    ],
)
def test_atomic_groups_and_repeats_of_one_character_are_right(pattern):
    texts = ("".join(letters) for length in range(7) for letters in itertools.product("abc", repeat=length))
    by_re, by_regex = re.compile(pattern), regex.compile(pattern)
    for text in texts:
        found, expected = by_re.match(text), by_regex.match(text)
        assert (found and found.span()) == (expected and expected.span()), text


def test_a_possessive_apostrophe_is_no_part_of_a_name():
    text = "It was mostly Sears' own idea, not O'Neill's."
    assert set(find_capitals(text, [Block(0, len(text))]).singles) == {"It", "Sears", "O'Neill"}


def test_a_name_and_its_possessive_are_no_variants():
    text = (
        "Halina Vodris opened the ferry office on Monday, and the harbour board was there.\n\n"
        "Vodris said the timetable would change. Later Vodris met the board, and the board asked about Vodris and the "
        "fares.\n\n"
        "It was mostly, the board agreed, Vodris' own idea, and nobody else had asked for it.\n"
    )
    assert lint(text) == []


def test_attributes_end_where_their_quotes_say():
    source = "<a title='x > y' href=\"z\">w</a>"
    assert [source[tag.start : tag.end] for tag in read_tags(source)] == [
        "<a title='x > y' href=\"z\">",
        "</a>",
    ]
