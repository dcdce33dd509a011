"""table: a table for each draft on the terminal; where it is too narrow for whole words, a list."""

from __future__ import annotations

import shutil
import textwrap
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, TextIO

from copydesk.report.escaping import harmless
from copydesk.report.sheet_report import STYLES, SheetReport, exceeded_line, sheet_summary
from copydesk.report.terminal import has_colour, paint, width, write_line, write_wrapped
from copydesk.stories.fact_sheet.entries import FactKind
from copydesk.support.plurals import beginning, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.table import Table

    from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet, SheetRow, TextPlace

_ELSEWHERE = 100
"""Columns where no terminal says how many it has."""

_WIDEST = 160
_LONGEST = 240
"""Code points of a text in a cell."""

_RULE = "─"
"""What the line under the heads is drawn with."""

_NOTHING_CHECKED = "quotations, dates, numbers and names"
_HEADS = ("Line", "What", "In the draft", "Outcome", "In the source")


class _Line(NamedTuple):
    """The cells of a row, and the style of its outcome."""

    cells: tuple[str, str, str, str, str]
    style: str


def write(report: SheetReport, stream: TextIO) -> None:
    """Write the sheets, and a summary unless the report is quiet."""
    colour = has_colour(stream)
    room = min(shutil.get_terminal_size((_ELSEWHERE, 24)).columns, _WIDEST)
    rule = _RULE if _can_show(stream, _RULE) else "-"
    for sheet in report.sheets:
        for line in _sheet(sheet, room, colour=colour):
            write_line(stream, line.replace(_RULE, rule))
    if not report.quiet:
        write_wrapped(stream, harmless(sheet_summary(report)), 0)
        if exceeded := exceeded_line(report):
            write_wrapped(stream, paint(harmless(exceeded), "error", colour=colour), 0)


def _can_show(stream: TextIO, text: str) -> bool:
    """Tell whether the encoding of a terminal has a text."""
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _sheet(sheet: DraftSheet, room: int, *, colour: bool) -> Iterator[str]:
    yield paint(harmless(sheet.path), "bold", colour=colour)
    for number, source in enumerate(sheet.sources, 1):
        name = f"source {number}" if len(sheet.sources) > 1 else "source"
        yield from _wrapped(f"{name}: {source.path} ({source.confidence}: {source.why})", room, "  ")
    for note in sheet.notes:
        yield from _wrapped(f"note: {note}", room, "  ")
    if sheet.problem:
        for line in _wrapped(f"{sheet.failure}: {sheet.problem}", room, "  "):
            yield paint(line, "error", colour=colour)
    if sheet.rows and not sheet.sources:
        yield f"  {count(len(sheet.rows), 'quotation, date, number or name', _NOTHING_CHECKED)} not checked"
    lines = [_line(sheet, row) for row in sheet.rows] if sheet.sources else []
    if lines and _fits(lines, room):
        yield from _table(lines, room, colour=colour)
    else:
        yield from _list(lines, room, colour=colour)
    yield from _sentences("Added", lambda each: f"line {each.line}", sheet.added, room, colour=colour)
    where = partial(_where_in, sheet)
    yield from _sentences("Left out of the source", where, sheet.left_out, room, colour=colour)
    yield ""


def _line(sheet: DraftSheet, row: SheetRow) -> _Line:
    ours = _short(row.here.text)
    if row.kind is FactKind.QUOTATION:
        ours = f"“{ours}”" + (f" — {row.speaker}" if row.speaker else "")
    theirs = "; ".join(filter(None, (row.how, _where_in(sheet, row.there[0]) if row.there else "")))
    cells = (str(row.here.line), row.kind.value, harmless(ours), row.outcome.value, harmless(theirs))
    return _Line(cells, STYLES[row.outcome])


def _where_in(sheet: DraftSheet, place: TextPlace) -> str:
    """Return the line of a place in a source, with the number of the source where there are several."""
    paths = [source.path for source in sheet.sources]
    line = f"line {place.line}"
    if place.path not in paths:
        return f"{place.path}, {line}"
    return f"source {paths.index(place.path) + 1}, {line}" if len(paths) > 1 else line


def _short(text: str) -> str:
    return beginning(text, _LONGEST)


def _longest_words(lines: Sequence[_Line]) -> list[int]:
    """Return the width of the longest word in each column."""
    cells = (_HEADS, *(line.cells for line in lines))
    return [
        max(width(word) for cell in column for word in cell.split() or [""])
        for column in zip(*cells, strict=True)
    ]


def _fits(lines: Sequence[_Line], room: int) -> bool:
    """Tell whether a table has room for the longest word of each column, and enough for its sentences."""
    line, what, ours, _, theirs = _longest_words(lines)
    outcome = max(width(each.cells[3]) for each in lines)
    return line + what + outcome + max(ours, 20) + max(theirs, 16) + 3 * len(_HEADS) <= room


def _table(lines: Sequence[_Line], room: int, *, colour: bool) -> Iterator[str]:
    from rich.console import Console
    from rich.text import Text

    table = _empty_table(_longest_words(lines))
    for (number, what, ours, outcome, theirs), style in lines:
        painted = Text.from_ansi(paint(outcome, style, colour=colour))
        table.add_row(number, what, Text(ours), painted, Text(theirs))
    drawn = StringIO()
    console = Console(
        file=drawn,
        width=room,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
    )
    console.print(table)
    yield from (each.rstrip() for each in drawn.getvalue().rstrip("\n").split("\n"))


def _empty_table(longest: Sequence[int]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head, least in zip(_HEADS, longest, strict=True):
        is_text = head in (_HEADS[2], _HEADS[4])
        table.add_column(
            head,
            justify="right" if head == _HEADS[0] else "left",
            min_width=least,
            no_wrap=not is_text,
        )
    return table


def _list(lines: Sequence[_Line], room: int, *, colour: bool) -> Iterator[str]:
    for (number, what, ours, outcome, theirs), style in lines:
        yield f"  line {number}, {what}: {paint(outcome, style, colour=colour)}"
        yield from _wrapped(ours, room, "    ")
        if theirs:
            yield from _wrapped(f"source: {theirs}", room, "    ")


def _sentences(
    title: str, where: Callable[[TextPlace], str], places: Sequence[TextPlace], room: int, *, colour: bool
) -> Iterator[str]:
    if places:
        yield paint(f"  {title}:", "bold", colour=colour)
    for place in places:
        yield from _wrapped(f"{where(place)}: {_short(place.text)}", room, "    ")


def _wrapped(text: str, room: int, indent: str) -> list[str]:
    """Return a text in lines that break between words only."""
    return textwrap.wrap(
        harmless(text),
        room,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
