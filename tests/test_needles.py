"""The prefilter and the matcher never disagree."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.document import Document, plain
from copydesk.formats.parsed import Block, Parsed
from copydesk.packs.pattern_analysis.compiling import compile_pattern
from copydesk.packs.pattern_analysis.folding import fold
from copydesk.packs.pattern_analysis.needles import needles_of
from copydesk.packs.prefilter import Prefilter
from pattern_texts import patterns


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        ("read more", {"read more"}),
        ("Read  MORE", {"read more"}),
        (r"\bread more\b", {"read more"}),
        ("(?:share|tweet) this", {"share this", "tweet this"}),
        ("(?:share|tweet)", {"share", "tweet"}),
        ("share|tweet", {"share", "tweet"}),
        ("share|t.", None),
        ("subscribes?", {"subscribe"}),
        ("subscribe{0,3}d", {"subscrib"}),
        ("sub(?:scribe)?", {"sub"}),
        ("[Rr]ead it", {"read it"}),
        (r"©\s*\d{4} by them", {" by them"}),
        (r"\p{Lu}\w+ writes", {" writes"}),
        (r"\d+ of \d+", {" of "}),
        ("(?!not this)anything", {"anything"}),
        ("(?x) spaced out", None),
        (r"a\.b\.c", {"a.b.c"}),
        (r"(?P<who>somebody) \g<who>", {"somebody"}),
        (r"from \uFFFC here", {"from \ufffc her"}),
        (r"\x41\u0062\U00000063 \w", {"abc "}),
        (r"(?:\w+[/|]){2,3}", {"/", "|"}),
        (r"[a-z]{3}[/-]", None),
        ("", None),
        ("(?:abc){e<=1}", None),
        ("(?V1)[[a-z]--[b]] and so on", None),
        ("(?|abc|abd)", None),
        ("(one)? (?(1)two|three)", None),
        ("{{title}}", {"{{title}}"}),
        ("(?:with|by) (?:be|been)", {"with be", "by be"}),
        (r"an? (?:we|of)\b", {"a we", "an we", "a of", "an of"}),
        (
            r"(?:could|walk),? (?:19|20)\d\d",
            {"could 19", "could 20", "could, 19", "could, 20", "walk 19", "walk 20", "walk, 19", "walk, 20"},
        ),
        ("(?:share){0}", None),
        ("(?:share){2,3}", {"share"}),
    ],
)
def test_needles(pattern, needles):
    assert needles_of(pattern) == (frozenset(needles) if needles else None)


def test_folding_is_coarser_than_caseless_matching():
    for character in filter(str.isalpha, [*map(chr, range(0x250)), *"ıİſK’ẞßΣςﬁ"]):
        pattern = regex.compile(regex.escape(character), regex.IGNORECASE)
        for other in {character.lower(), character.upper(), character.title()} | {"i", "ı", "İ", "I"}:
            if pattern.fullmatch(other):
                assert fold(other) == fold(character), (character, other)


def test_folding_over_all_of_unicode():
    """Every pair of characters that a caseless pattern takes for one another folds alike."""
    letters = [chr(i) for i in range(sys.maxunicode + 1) if chr(i).isalpha() and chr(i).lower() != chr(i)]
    for letter in letters:
        lower = letter.lower()
        if len(lower) == 1 and regex.fullmatch(regex.escape(lower), letter, regex.IGNORECASE):
            assert fold(letter) == fold(lower), hex(ord(letter))


ATOMS = [
    "read ",
    "moré",
    "ß",
    "İ",
    "ab]",
    "xx",
    "©",
    r"\.",
    "[%/]",
    "[^a]",
    r"[\d%]",
    r"\w",
    r"\p{Lu}",
    r"\b",
    "(?=r)",
    ".",
]
REPEATS = ["", "", "", "?", "{2}", "{0,2}", "*", "+", "??", "{1,2}+"]
TEXTS = st.lists(
    st.sampled_from(["read ", "READ ", "More", "moré", "ss", "ß", "i̇", "ab]", "xx", "©", ".", "%", "/", "7"])
)


@settings(max_examples=300, deadline=None)
@given(pattern=patterns(ATOMS, REPEATS), text=TEXTS.map("".join))
def test_every_match_holds_a_needle(pattern, text):
    needles = needles_of(pattern)
    if needles is not None:
        for match in regex.finditer(pattern, text, regex.IGNORECASE | regex.V0, overlapped=True):
            assert any(needle in fold(match.group()) for needle in needles), (pattern, match, needles)


WORDS = st.lists(
    st.sampled_from(["read", "More", "İstanbul", "the", "straße", "ſo", "K", "share"]), min_size=1
)
SPACES = st.sampled_from([" ", "\n", "\u00a0", "  ", "\0 ", " \0", "\0\0 \0", "\u2009"])


@settings(max_examples=200, deadline=None)
@given(WORDS, st.data())
def test_what_matches_has_its_needle(words, data):
    text = "".join(word.swapcase() + data.draw(SPACES) for word in words) + "end"
    pattern = " ".join(words)
    document = Document(text, "x.txt", "text", parsed=Parsed(text, (Block(0, len(text)),), {}))
    if compile_pattern(pattern).search(plain(text)):
        needles = needles_of(pattern)
        prefilter = Prefilter()
        prefilter.add(needles or frozenset(), "rule", 0)
        assert needles is None or list(prefilter.numbers(document, "rule")) == [0]
