"""Patterns can be read: what is long is made of parts, each with a name or a line of its own."""

from __future__ import annotations

import ast
import re
from pathlib import PurePath

import pytest

from copydesk.support.patterns import one_of
from own_modules import nodes, trees

LONGEST = 300
"""In code points from one name of a group to the next; what an f-string puts in has a name of its own."""
BY_VERBS = {"support", "comment_section", "doubled_attribution", "missing_speaker"}
"""Modules whose patterns are lists of verbs of saying: they go to the data of the languages."""
COMPILING = {"compile_later", "regex_later", "compile_kept", "compile"}
MATCHING = {"search", "match", "fullmatch", "finditer", "findall", "sub", "split"}


def called(call):
    """The name of the function that is called, if it takes a pattern."""
    if isinstance(call.func, ast.Name):
        return call.func.id if call.func.id in COMPILING else ""
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        is_ours = call.func.value.id in ("re", "regex") and call.func.attr in COMPILING | MATCHING
        return call.func.attr if is_ours else ""
    return ""


def names_in(node):
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def pattern_expressions(tree):
    """The expressions that make the patterns of a module: what is compiled, and what the names in it stand for."""
    assigned = {}
    for node in nodes(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in paired(target, node.value):
                    assigned.setdefault(name, []).append(value)
    waiting = [
        node.args[0] for node in nodes(tree) if isinstance(node, ast.Call) and called(node) and node.args
    ]
    seen = set()
    while waiting:
        expression = waiting.pop()
        yield expression
        for name in names_in(expression) - seen:
            seen.add(name)
            waiting += assigned.get(name, [])


def paired(target, value):
    """The names of an assignment with what each is given."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield from paired(one, other)


def text_of(node):
    """What a literal, or several joined by `+`, says in one go; what an f-string puts in is left out."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(text_of, node.values))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return text_of(node.left) + text_of(node.right)
    return ""


def pieces(node):
    """The literals in an expression; those that `+` joins are one, and lists of words are none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        return
    if text := text_of(node):
        yield text
    for child in ast.iter_child_nodes(node):
        yield from pieces(child)


def is_long(piece):
    """Whether a literal goes on for long without a name."""
    return max(map(len, re.split(r"\(\?P?<\w+>", piece))) > LONGEST


def too_long(tree):
    return sorted({each.lineno for each in pattern_expressions(tree) if any(map(is_long, pieces(each)))})


def test_a_long_pattern_is_made_of_parts():
    lines = {name: too_long(tree) for name, tree in trees().items() if PurePath(name).stem not in BY_VERBS}
    found = {name: numbers for name, numbers in lines.items() if numbers}
    assert not found, "name the parts, or list them in one_of()"


LONG = "|".join(["alpha beta"] * 20)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (f"A = compile_later('{LONG}' '{LONG}')", [1]),
        (f"A = '{LONG}' + '{LONG}'\nB = rf'{{A}}x'\nC = re.compile(B)", [1]),
        (f"A = compile_later(rf'{LONG}{{x}}{LONG}')", [1]),
        (f"A = '{LONG}'\nB = '{LONG}'\nC = compile_later(rf'{{A}}|{{B}}')", []),
        (f"A = one_of('{LONG}', '{LONG}')\nC = compile_later(A)", []),
        (f"A = compile_later(r'(?P<one>{LONG})(?P<other>{LONG})')", []),
        (f"A = compile_later('|'.join('{LONG} {LONG}'.split()))", []),
        (f"A = '{LONG}' '{LONG}'", []),
    ],
)
def test_only_what_is_one_long_piece_is_told(source, lines):
    assert too_long(ast.parse(source)) == lines


def test_alternatives_are_tried_in_order():
    assert one_of("a|b", "ab", r"\d+") == r"(?:a|b|ab|\d+)"
