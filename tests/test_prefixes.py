"""How lines begin: no line that a pattern fills begins otherwise than is told."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.packs.pattern_analysis.prefixes import starts_at, starts_of
from pattern_texts import patterns

ATOMS = [*"aBß1. ^", r"\.", "[ab]", "[^a]", "[(-]", r"\w", r"\d", r"\b", r"\p{P}", "(?=a)", "(?<!b)"]
REPEATS = ["", "", "?", "{2}", "{0,3}", "*", "+", "{1,}", "??", "{1,2}+"]


@settings(max_examples=200, deadline=None)
@given(pattern=patterns(ATOMS, REPEATS), text=st.text("aAbBß1.(- ", min_size=1, max_size=14))
def test_what_a_pattern_fills_begins_as_told(pattern, text):
    starts = starts_of(pattern)
    if starts is not None and regex.fullmatch(pattern, text, regex.IGNORECASE | regex.V0):
        assert starts.intersection(starts_at(text, 0, len(text))), (pattern, text, starts)


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("read more", {"read mor"}),
        ("(?:Read|see)(?: also)?:? this", {"read als", "read: th", "read thi", "see also", "see: thi", "see this"}),
        (r"[\p{S}\p{P} ]*(?:home|start)", {"home", "start"}),
        (r"[\[(]?(?:\d+ )?photos?\b", {"photo", "photos"}),
        (r"(?:the )?\w+", None),
        (r"\d{1,2}/\d{1,2}", None),
        (r"by .{3,20}", {"by "}),
        (r"ad\d* end", {"ad", "ad end"}),
        (r"«a»", {"a»"}),
        ("(?x) a b", None),
        ("(?:abc){e<=1}", None),
    ],
)  # fmt: skip
def test_prefixes(pattern, starts):
    assert starts_of(pattern) == (frozenset(starts) if starts else None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("READ More here", "read mor"),
        ("  → [12] Read\0 \0 more", "read mor"),
        ("R\0e\0a\0d more", "read mor"),
        ("İstanbul’da bugün", "istanbul"),
        ("no", "no"),
        ("12 – 14", ""),
    ],
)
def test_starts_at(text, start):
    assert list(starts_at(text, 0, len(text)))[-1:] == ([start] if start else [])
