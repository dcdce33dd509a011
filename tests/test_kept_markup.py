"""No fix makes markup of what was none, or loses markup, and none changes the width of a drawn line's words."""

from __future__ import annotations

import pytest
from bench.mojibake import fixed

import copydesk

SENTENCE = "The harbour board met on Tuesday in the town hall, and nobody came to it."
GRID = f"{SENTENCE}\n\n+------------------+---+\n| The ﬁrst of all. | x |\n+------------------+---+\n"
SIMPLE = f"{SENTENCE}\n\n==================  =====\nIt is the ﬁrst one     12\n==================  =====\n"
TITLE = f"============\nThe ﬁrst day\n============\n\n{SENTENCE}\n"
UNDER = f"The ﬁrst day\n============\n\n{SENTENCE}\n"


@pytest.mark.parametrize("text", [GRID, SIMPLE, TITLE, UNDER])
def test_no_width_is_changed_where_lines_are_drawn(text):
    assert fixed(text, "a.rst", suggested=False) == fixed(text, "a.rst", suggested=True) == text
    assert not any(each.fixable for each in copydesk.lint(text, path="a.rst"))
    assert fixed(f"The ﬁrst day.\n\n{text}", "a.rst", suggested=False) == f"The first day.\n\n{text}"


@pytest.mark.parametrize(
    "line",
    [
        "\u200b# Not a heading, he said to the board.",
        "\u200b1. Not a list, he said to the board.",
        "\u200b> Not a quotation, he said to the board.",
        "\u200b- Not a list, he said to the board.",
        "Write {\u200b{ secret }} to see it.",
        "The sign *\u200b*not bold*\u200b* is shown.",
        "Ask @\u200beveryone, or #\u200bhelp.",
        "See [a]\u200b(b) and <\u200bb>, a\u200b_b_ and `\u200bc`.",
        "Go to www\u200b.aldery.example for it.",
        "See [[It´s late]] and [[The ﬁrst , so far]] for it.",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.rst"])
def test_what_keeps_a_sign_from_being_markup_stays(line, name):
    text = f"{SENTENCE}\n\n{line}\n\n{SENTENCE}\n"
    assert fixed(text, name, suggested=False) == text


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.rst", "a.html"])
def test_between_letters_it_is_mended_in_every_format(name):
    text = f"The har\u200bbour is open , he says.\n\n{SENTENCE} It is the ﬁrst time.\n"
    mended = f"The harbour is open, he says.\n\n{SENTENCE} It is the first time.\n"
    assert fixed(text, name, suggested=False) == mended


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The board said *\u00ad*yes*\u00ad* on Monday.", "a.md"),
        ("The board said _\u200b_yes_\u200b_ on Monday.", "a.md"),
        ("Use ``int``s in the code, and call the``foo`` of the board.", "a.rst"),
    ],
)
def test_what_parts_marks_of_markup_stays_where_fixes_are_asked_for(line, name):
    text = f"{SENTENCE}\n\n{line}\n\n{SENTENCE}\n"
    assert fixed(text, name, suggested=True) == text


def test_a_harmless_fix_is_made_beside_one_that_is_not():
    text = f"1\u200b. The third day\n\n{SENTENCE} It is the ﬁrst.\n"
    assert fixed(text, "a.md", suggested=False) == text.replace("ﬁ", "fi")
    fixable = [each.rule for each in copydesk.lint(text, path="a.md") if each.fixable]
    assert fixable == ["ligature"]


@pytest.mark.parametrize(
    "text",
    [
        "The character “\u200b” is U+200B, and the mark (\u200e) is U+200E in the book of the town.",
        "In the formula a\u2062b is a product, and f\u2061(x) is a value of it in the book of the town.",
    ],
)
def test_invisible_characters_that_are_shown_or_mean_something_stay(text):
    assert fixed(text, "a.txt", suggested=False) == text


@pytest.mark.parametrize(
    "text",
    [
        "See ﬁrst_ and `the ﬁrst of all`_ of it.\n\n.. _ﬁrst: /a\n\n.. _the ﬁrst of all: /b\n",
        "See `It´s here`_ and [CIT´s]_ for the details.\n\n.. _It´s here: /a\n\n.. [CIT´s] A book of the town.\n",
        "It´s here\n=========\n\nSee `It´s here`_ for the details, said the board.\n",
        "See `It´s here`_ for the details.\n\nThis is _`It´s here`, and all of it is for the board.\n",
        "Read `It´s here </a>`_ and then `It´s here`_ again, said the board of the town to us.\n",
        "See :term:`It´s here` for the details.\n\n.. glossary::\n\n   It´s here\n      A term that the board has for it.\n",
        "See :ref:`It´s here` for the details.\n\nIt´s here\n=========\n\nThe board of the town has it all.\n",
    ],
)
def test_no_name_by_which_a_document_refers_to_itself_is_changed(text):
    text = f"{SENTENCE}\n\n{text}"
    assert fixed(text, "a.rst", suggested=False) == fixed(text, "a.rst", suggested=True) == text


@pytest.mark.parametrize("link", ["[it](#the-%EF%AC%81rst-supply)", "[[#The ﬁrst supply]]"])
def test_a_heading_to_which_a_link_leads_stays(link):
    text = f"# The ﬁrst supply\n\n{SENTENCE}\n\nSee {link} below.\n"
    assert fixed(text, "a.md", suggested=False) == text


def test_beside_names_what_is_wrong_is_mended():
    rest = "See `ﬁve here`_ or `ﬁve so </a>`__.\n\n.. _ﬁve here: /a\n"
    text, mended = (
        f"{SENTENCE} {said}\n\n{rest}" for said in ("It is the ﬁrst time.", "It is the first time.")
    )
    assert fixed(text, "a.rst", suggested=False) == mended


SPACED = "We saw the old pier , and left ."


@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize(
    ("before", "behind", "is_kept"),
    [
        ('<p style="white-space:pre">', "</p>", True),
        ('<div style="color: red; WHITE-SPACE : break-spaces !important"><p>', "</p></div>", True),
        ('<p style="white-space-collapse: preserve">', "</p>", True),
        ('<section class="whitespace-pre-wrap"><p>Fine.</p><p>', "</p></section>", True),
        (
            "<style>b, div .verse { margin: 0; white-space: pre-line }</style><p class='a verse'>",
            "</p>",
            True,
        ),
        ("<style>@media print { .a { color: red } #v { white-space: pre } }</style><p id=v>", "</p>", True),
        ('<style>p { white-space: normal }</style><p style="white-space: nowrap">', "</p>", False),
        ('<p style="white-space:pre">Fine.</p><p>', "</p>", False),
    ],
)
def test_spaces_that_a_page_shows_as_they_are_stay(name, before, behind, is_kept):
    first = "<p>The harbour board met on Tuesday in the old hall and heard the report of the engineer.</p>"
    text = (
        f"{first}\n\n{before}{SPACED}{behind}\n\n<p>The hall was full, and the mayor thanked them all.</p>\n"
    )
    assert (SPACED in copydesk.Desk().fix(text, name).text) == is_kept
