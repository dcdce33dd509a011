"""Series: tell editions of one series, such as release notes, digests and yearly calls, from copies of one story.

Editions share a frame and differ in content, so they are not compared, however similar they look. Three signs show
them: titles or file names that are equal except for a month, a weekday, a date, a version or a number; the version or
issue in their front matter; own dates far apart.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from copydesk.support.patterns import compile_later

EDITION_KEYS = ("version", "release", "issue", "edition", "episode", "volume", "number", "week", "season")
"""Keys of front matter that number the editions of a series."""

APART = 30
"""Days between the own dates of two articles beyond which they are two editions: copies of one story appear within
days.
"""

_PART = compile_later(r"\d+|[^\W\d_]+")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_INDEX_NAMES = ("index", "_index", "readme")
"""File names that tell nothing; the folder's name is used instead."""


class Edition(NamedTuple):
    """A name of an article (title, file name, number in the front matter), split into parts.

    Attributes:
        frame: its words without months, weekdays and numbers, in lower case.
        marks: its months, weekdays and numbers, in order.
        is_dated: whether the marks include a month, a weekday, a year, or at least two numbers. A single small number
            may count copies as well as editions.
    """

    frame: str
    marks: tuple[str, ...]
    is_dated: bool


def editions(path: str, meta: Mapping[str, Any], calendar: Container[str]) -> tuple[Edition, ...]:
    """Return the names of an article that may show its edition: file name, title, and the numbers in its front
    matter.

    Args:
        path: the article's file.
        meta: its front matter.
        calendar: the names of months and weekdays in its language, in lower case.
    """
    return tuple(_editions(path, meta, calendar))


def _editions(path: str, meta: Mapping[str, Any], calendar: Container[str]) -> Iterator[Edition]:
    file = PurePath(path)
    yield _parse_name(file.parent.name if file.stem.lower() in _INDEX_NAMES else file.stem, calendar)
    title = meta.get("title")
    yield _parse_name(title if isinstance(title, str) else "", calendar)
    counted = [f"{key} {meta[key]}" for key in EDITION_KEYS if isinstance(meta.get(key), str | int | float)]
    yield Edition("front matter", tuple(counted), bool(counted))


def _parse_name(name: str, calendar: Container[str]) -> Edition:
    parts: list[str] = _PART.findall(name.lower())
    marks = [
        part for part in parts if part.isdecimal() or part in calendar or part.translate(_FOLDED) in calendar
    ]
    numbers = [part for part in marks if part.isdecimal()]
    is_dated = (
        len(numbers) != len(marks)
        or len(numbers) > 1
        or any(_FIRST_YEAR <= int(number) <= _LAST_YEAR for number in numbers if len(number) == 4)
    )
    return Edition(" ".join(part for part in parts if part not in marks), tuple(marks), is_dated)


def are_editions(
    ours: tuple[Edition, ...], theirs: tuple[Edition, ...], our_date: str | None, their_date: str | None
) -> bool:
    """Tell whether two articles are two editions of one series rather than copies of one story.

    Args:
        ours: the names of one article, from `editions`.
        theirs: the names of the other.
        our_date: the own date of the one, ISO 8601, if known.
        their_date: the own date of the other.
    """
    days = _days_between(our_date or _date_in(ours[0]), their_date or _date_in(theirs[0]))
    if days > APART:
        return True
    path, title, counted = (
        one if one.frame == other.frame and one.marks != other.marks else None
        for one, other in zip(ours, theirs, strict=True)
    )
    if counted and counted.marks and theirs[-1].marks:
        return True
    if title and (title.is_dated or days):
        return True
    # A second version of one article keeps its title.
    is_same_title = bool(ours[1].frame) and ours[1] == theirs[1]
    return path is not None and not is_same_title and bool(path.frame) and (path.is_dated or days > 0)


def _date_in(name: Edition) -> str | None:
    """Return the day that a file name begins with, as file names of blogs do; None if there is none."""
    day = "-".join(name.marks[:3])
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def _days_between(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
