"""The matchers that fill whole lines: what counts as the line, and how lines of one rule become one flag."""

from __future__ import annotations

import pytest

from copydesk.document import Document
from copydesk.packs.line_index import line_key
from copydesk.packs.matcher_kinds import Recipe
from copydesk.packs.prefilter import Prefilter
from copydesk.packs.rule_checks import RuleCheck
from copydesk.rules import Where


def flagged(key, value, source):
    check = RuleCheck("rule", [key], lambda: Recipe({key: value}, "found", False), Prefilter(), None, Where())
    check.matcher.register()
    return [source[flag.start : flag.end] for flag in check.check(Document(source))]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "LEAVE A REPLY:",
        "🚀 **Leave a\u00a0reply** ↓",
        "» Leave a reply …",
        "[Leave a Reply]",
        "leave a reply!",
    ],
)
def test_the_key_of_a_line_is_its_words(line):
    assert line_key(line) == "leave a reply"


def test_quoted_words_are_not_the_words_themselves():
    assert line_key("“Leave a reply”") != "leave a reply"


def test_lines_fill_the_line():
    source = "He did not leave a reply.\n\nLeave a reply\n\nMore text here."
    assert flagged("lines", ["leave a reply"], source) == ["Leave a reply"]


def test_lines_that_follow_each_other_are_one_flag():
    source = "The end.\n\nNo Result\nView All Result\n\nMore text here.\n\nNo result"
    expected = ["No Result\nView All Result", "No result"]
    assert flagged("lines", ["no result", "view all result"], source) == expected
    assert flagged("line", ["no result", "view all results?"], source) == expected
