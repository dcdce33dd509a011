"""The Julian calendar."""

from __future__ import annotations

import datetime

import pytest

from copydesk.analysis.dates.notations.julian import julian_weekday, may_be_julian


@pytest.mark.parametrize(
    ("day", "weekday"),
    [((1917, 10, 25), 2), ((1918, 1, 31), 2), ((1752, 9, 2), 2), ((1900, 2, 29), 1), ((1582, 10, 4), 3)],
)
def test_weekdays(day, weekday):
    assert julian_weekday(*day) == weekday


def test_the_day_after_the_last_julian_one_is_the_next_of_the_week():
    assert (julian_weekday(1918, 1, 31) + 1) % 7 == datetime.date(1918, 2, 14).weekday()


def test_which_dates_may_be_julian():
    assert may_be_julian(datetime.date(1917, 10, 25), "ru", "", "")
    assert not may_be_julian(datetime.date(1918, 2, 1), "ru", "", "")
    assert not may_be_julian(datetime.date(1917, 10, 25), "en", "", "")
    assert may_be_julian(datetime.date(1917, 10, 25), "en", "", "25 October 1917, Old Style")
    assert not may_be_julian(datetime.date(1935, 10, 25), "en", "", "25 October 1935, Old Style")
    assert may_be_julian(datetime.date(1917, 10, 25), None, "25 октября 1917", "")
    assert not may_be_julian(datetime.date(1917, 10, 25), None, "25 October 1917", "")
