"""Collection records: the texts of a collection, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from copydesk.analysis.dates.dateline import is_readable_date


class Fields(NamedTuple):
    """The fields of a record that count.

    Attributes:
        text: the one with the text.
        id: the one that names it; a record without it is named by its place.
        group: the one by which the card counts, such as a source's name; empty: the host of the record's `url`.
        date: the one with its date; empty: none.
        keeps_lines: whether records have their line as well, to be written as it stands.
    """

    text: str = "text"
    id: str = "id"
    group: str = ""
    date: str = ""
    keeps_lines: bool = False


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """One text of a collection.

    Attributes:
        number: its line in the file, from 1; in files without lines its number.
        name: its id, or the name of its file and its number.
        text: the text; empty if there is a problem.
        group: what it is counted with.
        date: its own date, as the record has it; empty if it has none.
        unread_date: what stands in the field with its date and cannot be read as one; else empty.
        format: the name of its format where the file tells it; else empty.
        data: the record as it stands in the file.
        line: the line that it stands in, where lines hold records and are kept; else empty.
        problem: why it has no text that can be checked; empty if it has.
        is_end: whether the file cannot be read from here on.
        skipped: of which kind it is, if it holds no text and is only counted; else empty.
    """

    number: int
    name: str
    text: str = ""
    group: str = ""
    date: str = ""
    format: str = ""
    data: Mapping[str, Any] | None = None
    line: str = ""
    problem: str = ""
    is_end: bool = False
    skipped: str = ""
    unread_date: str = ""


def record_of(data: Any, fields: Fields, place: str, number: int) -> CollectionRecord:
    """Return the record that some data is; `place` names its file."""
    otherwise = f"{place}:{number}"
    if not isinstance(data, Mapping):
        return CollectionRecord(number, otherwise, problem="the record is no object with fields")
    if not _is_at_most(data, _DEEPEST):
        return CollectionRecord(number, otherwise, problem=f"its values are nested more than {_DEEPEST} deep")
    name = data.get(fields.id)
    name = str(name) if isinstance(name, str | int) and str(name).strip() else otherwise
    text = data.get(fields.text)
    if not isinstance(text, str):
        return CollectionRecord(number, name, data=data, problem=_no_text(data, fields.text))
    date, unread = _date(data, fields.date)
    return CollectionRecord(
        number, name, text, _group(data, fields.group), date, data=data, unread_date=unread
    )


_SHOWN_DATE = 60
_DEEPEST = 100
"""So deep values may lie in each other."""


def _is_at_most(value: Any, depth: int) -> bool:
    """Tell whether values in values go no deeper."""
    if not isinstance(value, Mapping | list | tuple):
        return True
    inside = value.values() if isinstance(value, Mapping) else value
    return depth > 0 and all(_is_at_most(each, depth - 1) for each in inside)


def require_one(names: Sequence[str], field: str) -> None:
    """Raise ValueError if several columns of a table have the name of the field with the text."""
    if names.count(field) > 1:
        raise ValueError(f"{names.count(field)} columns are called “{field}”; give them different names")


def _no_text(data: Mapping[str, Any], field: str) -> str:
    if field in data:
        return f"the field “{field}” holds no text"
    others = ", ".join(key for key, value in data.items() if isinstance(value, str))
    return f"there is no field “{field}”; fields with text: {others or 'none'} (--text-field names one)"


def _date(data: Mapping[str, Any], field: str) -> tuple[str, str]:
    """Return the date of a record, of which front matter could have any, and what cannot be read as one.

    A number of seconds is none.
    """
    value = data.get(field) if field else None
    if value is None or (isinstance(value, str) and not value.strip()):
        return "", ""
    told = value.isoformat() if isinstance(value, date) else value
    if isinstance(told, str) and is_readable_date(told):
        return told, ""
    return "", str(told)[:_SHOWN_DATE] if isinstance(told, str | int | float) else type(told).__name__


def _group(data: Mapping[str, Any], field: str) -> str:
    if field:
        value = data.get(field)
        return str(value) if isinstance(value, str | int) else ""
    url = data.get("url")
    try:
        return (urlsplit(url).hostname or "") if isinstance(url, str) else ""
    except ValueError:
        return ""
