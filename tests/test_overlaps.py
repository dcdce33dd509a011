"""One finding for one thing."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Flag
from copydesk.rules import Rule

PROSE = "The council voted on Monday to build a second bridge over the river, which the town has wanted for years."


def said(text, path="a.md", **choices):
    return [(each.rule, each.excerpt) for each in copydesk.lint(text, path=path, **choices)]


def test_a_line_to_be_cut_does_not_explain_what_is_wrong_in_it():
    assert said(f"{PROSE}\n\nPosted on: 1773809529", "a.txt") == [
        ("page-label", "Posted on: 1773809529"),
        ("raw-timestamp", "1773809529"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We waited,” said said Ilka Brandvold.", [("doubled-word", "said said")]),
        ("The mills” ä¸\xadæ\x96\x87 turn.", [("unopened-quote", "”"), ("mojibake", "ä¸\xadæ\x96\x87")]),
        ("It was <img alt='&nbsp;'> late.", [("leftover-markup", "<img alt='&nbsp;'>")]),
    ],
)
def test_what_is_explained_is_not_said_again(text, expected):
    assert said(text, "a.txt") == expected


def test_what_reaches_out_of_a_leftover_is_said():
    text = f"{PROSE} “It is time,” said Ilka Brandvold. Brandvold signed it.\n\nFiled under: Ilka Brandvald, bridges"
    rules = [rule for rule, _ in said(text, "a.txt")]
    assert "page-label" in rules
    assert len(rules) == 2


def test_what_is_let_pass_explains_nothing():
    label = "Posted on: 1773809529"
    text = f"<p>{PROSE}</p>\n<!-- copydesk-disable-next-block page-label -->\n<p>{label}</p>\n"
    assert said(text, "a.html") == [("raw-timestamp", "1773809529")]


def test_an_error_is_not_hidden_in_a_warning():
    text = f"{PROSE}\n\nUpdated: 31 February 2026 at 10:15 am"
    assert ("impossible-date", "31 February 2026") in said(text, "a.txt")


def leftovers(text, *flagged):
    """The excerpts of what rules of these generalities flag, each between two words."""
    rules = []
    for number, (generality, first, last) in enumerate(flagged):
        flag = Flag(text.index(first), text.index(last) + len(last), "cut it")
        rules.append(
            Rule(f"rule-{number}", "boilerplate", lambda _doc, flag=flag: [flag], "", generality=generality)
        )
    return [each.excerpt for each in lint(Document(text), rules).findings]


@pytest.mark.parametrize(
    ("flagged", "expected"),
    [
        ([(0, "a", "c"), (0, "b", "b")], ["a\n\nb\n\nc"]),
        ([(0, "a", "b"), (1, "b", "c")], ["a\n\nb", "c"]),
        ([(1, "a", "b"), (0, "b", "c")], ["a", "b\n\nc"]),
        ([(2, "a", "c"), (1, "c", "d"), (0, "d", "e")], ["a\n\nb\n\nc", "d\n\ne"]),
        ([(2, "a", "e"), (0, "b", "c"), (0, "c", "f")], ["a", "b\n\nc", "c\n\nd\n\ne\n\nf"]),
        ([(2, "a", "c"), (0, "a", "a"), (0, "b", "b"), (0, "c", "c")], ["a", "b", "c"]),
        ([(0, "a", "b"), (0, "b", "c")], ["a\n\nb", "b\n\nc"]),
    ],
)
def test_the_more_general_gives_way(flagged, expected):
    assert leftovers("a\n\nb\n\nc\n\nd\n\ne\n\nf", *flagged) == expected


FORM = ["Leave a reply", "This site uses Akismet to reduce spam.", "Post comment"]


@pytest.mark.parametrize("glue", ["\n", "\n\n"])
def test_the_parts_of_a_comment_form_that_touch_are_one_finding(glue):
    text = f"{PROSE}\n\n{glue.join(FORM)}\n\nThe mayor was not there to see it.\n\n{FORM[1]}\n"
    assert said(text, "a.txt") == [("comment-form", glue.join(FORM)), ("comment-notice", FORM[1])]


def test_a_notice_alone_keeps_its_name_where_the_form_is_not_looked_for():
    text = f"{PROSE}\n\n" + "\n\n".join(FORM)
    assert said(text, "a.txt", select=["comment-notice"]) == [("comment-notice", FORM[1])]
