"""The article's own date, and where it says so."""

from __future__ import annotations

import datetime

import pytest

from copydesk.analysis.dates.dateline import find_dateline
from copydesk.document import Document
from copydesk.stories.in_memory import check_documents

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
        "He died on 13 February 2026.",
        "Voting ends on 13 February 2026!",
        "Born: February 13, 2026\nDied: February 14, 2026",
        "Opening of the hall: 13 February 2026",
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


ZERO_DATES = [
    "0001-01-01",
    "0001-01-01T00:00:00Z",
    "9999-12-31",
    "9999-12-31T23:59:59-12:00",
    "1399-12-31",
    "3000-01-01",
]
TIMES = ["yesterday", "last Monday", "next Monday", "in May", "on 1 January", "on 31 December", "9999 years ago",
         "last winter", "on Monday, 31 December 9999", "on 9999-12-31", "in 0001", "in ten thousand years"]  # fmt: skip


@pytest.mark.parametrize("day", ZERO_DATES)
def test_a_date_that_stands_for_none_dates_no_article(day):
    assert Document(f"---\ndate: {day}\n---\n{BODY}", "a.md").dateline is None
    followed = Document(f"---\ndate: {day}\nlastmod: 2026-02-13\n---\n{BODY}", "a.md").dateline
    assert followed
    assert followed.value == DAY


@pytest.mark.parametrize("day", [*ZERO_DATES, "1400-01-01", "2999-12-31", "10000-01-01", f"0x{'F' * 5_000}"])
def test_no_day_takes_a_rule_out_of_the_calendar(rules, day):
    told = "".join(
        f"The council said that the bridge opened {time}. It will close {time}.\n\n" for time in TIMES
    )
    articles = [Document(f"---\ndate: {day}\nstory: a\n---\n\n{told}", path) for path in ("a.md", "b.md")]
    of_dates = [rule for rule in rules.values() if rule.family == "dates"]
    assert not [each.message for each in check_documents(articles, of_dates) if each.family == "engine"]


@pytest.mark.parametrize("key", ["datum", "dato", "data", "fecha", "дата", "publicerad"])
def test_keys_in_front_matter_in_other_languages(key):
    document = Document(f"---\n{key}: 2025-02-27\n---\nA text.\n", "post.md")
    assert document.dateline is not None
    assert document.dateline.value == datetime.date(2025, 2, 27)
