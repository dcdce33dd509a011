"""Dates are read at the right place and with the right value."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from copydesk.analysis.dates.dateline import Dateline
from copydesk.analysis.dates.mentions import read_dates
from copydesk.document import Document
from copydesk.formats.parsed import Block

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "date_phrases.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def dates_of(text, dateline="", language="en"):
    document = Document(text)
    origin = Dateline(datetime.date.fromisoformat(dateline), "front matter") if dateline else None
    return read_dates(text, document.blocks, origin, language)


def values(text, **more):
    return [(text[date.start : date.end], date.value) for date in dates_of(text, **more)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_phrase(row):
    language, dateline, text, *expected = row
    found = values(text, dateline=dateline, language=language)
    pairs = [each.rpartition("=")[::2] for each in expected]
    assert found == [(phrase, None if value == "-" else value) for phrase, value in pairs]


def test_the_table_is_long_enough():
    assert sum(len(row) - 3 for row in ROWS) >= 300


def test_parts_and_precision():
    (date,) = dates_of("They met on Friday, February 13, 2026.")
    assert (date.year, date.month, date.day, date.weekday) == (2026, 2, 13, 4)
    assert (date.precision, date.origin, date.shape, date.complete) == ("day", "text", "calendar", True)


def test_what_was_resolved_says_so():
    (date,) = dates_of("It closed in July.", dateline="2026-02-13")
    assert (date.value, date.origin, date.precision, date.complete) == ("2025-07", "dateline", "month", False)


def test_numbers_are_ambiguous_until_the_article_settles_them():
    assert [date.ambiguous for date in dates_of("It lapsed on 03/04/2025.")] == [True]
    assert values("It lapsed on 03/04/2025, after 25/03/2025.")[0] == ("03/04/2025", "2025-04-03")
    assert values("It lapsed on 03/04/2025, after 03/25/2025.")[0] == ("03/04/2025", "2025-03-04")
    assert values("It lapsed on 03/04/2025.", dateline="2025-03-04") == [("03/04/2025", "2025-03-04")]


def test_a_month_takes_the_year_that_its_paragraph_has_named():
    text = "In March 2013 the roof fell, and by June the hall was shut."
    assert values(text, dateline="2026-02-13")[1] == ("June", "2013-06")


def test_markup_inside_a_date():
    text = "They met on \0\0February\0\0 13, 2026, or on \0Friday\0, \0Feb. 13\0."
    assert [date.value for date in dates_of(text, dateline="2026-02-10")] == ["2026-02-13", "2026-02-13"]


@pytest.mark.parametrize("phrase", ["February\n13, 2026", "February\r\n13,\xa02026", "13\nFebruary 2026"])
def test_hard_wrapped_and_windows_lines(phrase):
    text = f"They met on {phrase}."
    (date,) = read_dates(text, (Block(0, len(text)),))
    assert (text[date.start : date.end], date.value) == (phrase, "2026-02-13")


def test_no_date_crosses_a_paragraph():
    assert values("It closed in May\n\n13 people came.") == [("May", None)]


def test_every_language_is_silent_about_nothing():
    assert [values("", language=language) for language in ("en", "de", "fr", "xx")] == [[], [], [], []]
