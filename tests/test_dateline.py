"""The article's own date, and where it says so."""

from __future__ import annotations

import datetime

import pytest

from copydesk.analysis.dates.dateline import find_dateline
from copydesk.document import Document

DAY = datetime.date(2026, 2, 13)
BODY = "\n\nThe council met in the old hall and spoke at length of the bridge, the ferry and the price of a pass."


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Published: February 13, 2026", "published line"),
        ("Published on Feb. 13, 2026 at 5:15 pm", "published line"),
        ("**Posted on**: 13 February 2026", "published line"),
        ("🕒 **Posted on**: 1770946200", "published line"),
        ("Date: 2026-02-13", "published line"),
        ("Last updated 13/02/2026", "published line"),
        ("By Orla Quist | February 13, 2026", "published line"),
        ("February 13, 2026", "published line"),
        ("Friday, 13 February 2026, 10.15 GMT", "published line"),
        ("Friday 13 February 2026 · 4 min read", "published line"),
        ("LONDON, February 13, 2026 — The council met.", "dateline"),
        ("NEW ORLE, Feb. 13, 2026 (Exampler) - The council met.", "dateline"),
        ("ORLE (AP) — Feb. 13, 2026 — The council met.", "dateline"),
        ("ORLE, Feb. 13, 2026 /Wire Example/ -- The council met.", "dateline"),
    ],
)
def test_found(text, origin):
    document = Document(text + BODY)
    assert document.dateline == (DAY, origin)


@pytest.mark.parametrize(
    "text",
    [
        "The council met on February 13, 2026, in the old hall.",
        "First published in 2004.",
        "Posted on: the door of the old hall",
        "Published: 03/04/2026",
        "ORLE — The council met on Feb. 13, 2026.",
        "Published: February 30, 2026",
    ],
)
def test_not_found(text):
    assert Document(text + BODY).dateline is None


@pytest.mark.parametrize(
    "value",
    [DAY, datetime.datetime(2026, 2, 13, 5, 16), "2026-02-13", "2026-02-13T05:16:26Z", "Feb. 13, 2026"],
)
def test_metadata(value):
    assert find_dateline("", (), {"date": value}) == (DAY, "front matter")
    assert find_dateline("", (), {"date": value}, "metadata") == (DAY, "metadata")


def test_publication_stands_above_updates():
    text = "Updated: March 1, 2026\n\nPublished: February 13, 2026" + BODY
    assert Document(text).dateline == (DAY, "published line")


def test_a_dateline_without_a_year_takes_that_of_the_copyright():
    text = "LONDON, Feb. 13 — The council met.\n\n© 2026 The Example"
    assert Document(text).dateline == (DAY, "dateline")


@pytest.mark.parametrize(
    "comment",
    [
        "Gary44 says:\n\nFebruary 13, 2026 at 5:04 pm\n\nA shame.",
        "Gary44 says:\nFebruary 13, 2026 at 5:04 pm\nA shame.",
    ],
)
def test_a_comment_does_not_date_the_article(comment):
    assert Document(f"The ferry{BODY}\n\n{comment}").dateline is None


def test_an_article_in_short_paragraphs_is_not_dated_from_below():
    assert (
        Document("The ferry" + BODY * 5 + "\n\nRower, February 13, 2026 at 5:04 pm\n\nA shame.").dateline
        is None
    )


def test_somebody_who_speaks_above_the_date_is_no_comment():
    assert Document(f"The mayor says:\n\nFebruary 13, 2026{BODY}").dateline == (DAY, "published line")
