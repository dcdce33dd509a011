"""The widest match: never less than what a pattern can really match."""

from __future__ import annotations

import math

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.packs.pattern_analysis.max_length import longest_match
from pattern_texts import patterns

ATOMS = ["a", "b", ".", "[ab]", "[^a]", r"\w", r"\b", r"\p{L}", "^", r"\.", "(?=a)", "(?<!b)"]
REPEATS = ["", "?", "{2}", "{0,3}", "{,2}", "*", "+", "{1,}", "??", "{1,2}+"]


@settings(max_examples=100, deadline=None)
@given(pattern=patterns(ATOMS, REPEATS), text=st.text("ab.", max_size=30))
def test_no_match_is_longer(pattern, text):
    longest = longest_match(pattern)
    for match in regex.finditer(pattern, text, overlapped=True):
        assert len(match.group()) <= longest


@pytest.mark.parametrize(
    ("pattern", "longest"),
    [
        ("abc", 3),
        ("a|bcd", 3),
        ("(?:ab){2,3}c?", 7),
        (r"[\])]{2}\p{Lu}\.", 4),
        (r"The post .{5,200} appeared\b", 218),
        ("a+", math.inf),
        (r"(a)\1", math.inf),
        ("(?:abc){e<=1}", math.inf),
        ("(?x) a b", math.inf),
        ("(?R)", math.inf),
    ],
)
def test_max_length(pattern, longest):
    assert longest_match(pattern) == longest
