"""Term tables: read a CSV file of terms beside a rule file, with the columns wrong, right and message."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.packs.rule_files import TABLES, read_rule_file
from copydesk.support.closest import closest
from copydesk.support.plurals import shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = ("wrong", "right", "message")
"""What stands in the first line; the last may be missing, and others, such as notes, are not read."""
_NEEDED = COLUMNS[:2]
_DELIMITERS = (",", ";", "\t")
_MOST_ROWS = 20_000


class TableError(ValueError):
    """A table that cannot be used; the message names the file, the line and the remedy."""


class Term(NamedTuple):
    """A row of a table. `right` may be empty: then nothing is suggested. An empty `message` is that of the rule."""

    wrong: str
    right: str
    message: str


def read_terms(folder: Path, name: str) -> list[Term]:
    """Return the terms of a table in a folder.

    Raises:
        TableError: the name is that of no table in the folder, or the table is not as it should be.
    """
    if Path(name).name != name or not name.endswith(TABLES):
        raise TableError(
            f"{shown_value(name)} is not the name of a table; put the file into the folder of the rule, and name it"
            f" here without a folder, such as house-terms{TABLES[0]}"
        )
    file = folder / name
    try:
        text = read_rule_file(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableError(f"{file}: it is not encoded in UTF-8; save it as “CSV UTF-8”") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TableError(f"{file}: cannot be read: {reason[:1].lower()}{reason[1:]}") from None
    try:
        return list(_terms(text))
    except TableError as error:
        raise TableError(f"{file}: {error}") from None


def _terms(text: str) -> Iterator[Term]:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TableError(f"line {line}: it has a character U+0000, which no text has; delete it")
    lines = text.splitlines(keepends=True)
    head = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader, []))
        count = 0
        for row in reader:
            if any(map(str.strip, row)):
                count += 1
                if count > _MOST_ROWS:
                    raise TableError(f"it has more than {_MOST_ROWS:,} terms; divide it into several rules")
                yield _term(row, columns, reader.line_num)
    except csv.Error as error:
        raise TableError(f"line {reader.line_num}: {error}; write quotation marks in pairs") from None
    if not count:
        raise TableError("it has no terms; write one in each line under the first")


def _columns(names: Sequence[str]) -> list[str]:
    """Return the names of the columns, after a look at them."""
    columns = [name.strip().lower() for name in names]
    if missing := [name for name in _NEEDED if name not in columns]:
        raise TableError(
            f"line 1: it has no column “{missing[0]}”; the first line names the columns: {', '.join(COLUMNS)}"
        )
    for name in columns:
        if columns.count(name) > 1 and name in COLUMNS:
            raise TableError(f"line 1: the column “{name}” stands there twice; delete one")
        if name and name not in COLUMNS and (near := closest(name, COLUMNS)) and near not in columns:
            raise TableError(f"line 1: {shown_value(name)} is no column that is read; did you mean “{near}”?")
    return columns


def _term(row: Sequence[str], columns: Sequence[str], line: int) -> Term:
    if len(row) > len(columns):
        raise TableError(
            f"line {line}: it has {len(row)} cells, and the first line has {len(columns)}; put a text with a"
            " comma in quotation marks"
        )
    cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
    if not cells.get("wrong"):
        raise TableError(
            f"line {line}: the cell “wrong” is empty; write what is looked for, or delete the line"
        )
    term = Term(*(cells.get(name, "") for name in COLUMNS))
    if term.wrong == term.right:
        raise TableError(
            f"line {line}: {shown_value(term.wrong)} is right as well as wrong; change one of them"
        )
    if not (term.right or term.message):
        raise TableError(
            f"line {line}: {shown_value(term.wrong)} has neither a right term nor a message; write one of them"
        )
    return term
