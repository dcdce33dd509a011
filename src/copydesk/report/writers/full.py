"""full: each finding with its line of the source, carets under the place, suggestions and related places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TextIO

from copydesk.report.closing import close
from copydesk.report.escaping import harmless
from copydesk.report.terminal import has_colour, has_links, paint, rule_mark, width, write_line, write_wrapped
from copydesk.support.source_text import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.findings import Finding
    from copydesk.report.base import Report

_ELLIPSIS = "…"
_LEAST_COLUMNS = 24
_INDENT_OF_NOTES = 10


def write(report: Report, stream: TextIO) -> None:
    """Write a short paragraph for each finding, and how the report closes."""
    colour = has_colour(stream)
    if report.findings:
        _write_findings(report, stream, colour=colour)
    close(report, stream)


def _write_findings(report: Report, stream: TextIO, *, colour: bool) -> None:
    room, links = room_for_text(), has_links(stream)

    @cache
    def lines(path: str) -> list[str]:
        return LINE_END.split(report.source(path) or "")

    for finding in report.findings:
        write_paragraph(stream, finding, lines(finding.path), room, colour=colour, links=links)


def room_for_text() -> int:
    """Return how many columns a line of an article may take."""
    from shutil import get_terminal_size  # imported only where there is something to show

    return max(_LEAST_COLUMNS, min(get_terminal_size().columns, 120)) - 8


def write_paragraph(
    stream: TextIO, finding: Finding, lines: list[str], room: int, *, colour: bool, links: bool
) -> None:
    """Write the lines on a finding; `lines` are those of its file, `room` the columns for its text."""
    write_wrapped(stream, _heading(finding, colour=colour, links=links))
    if finding.end > finding.start and finding.line <= len(lines):
        for line in _excerpt(finding, lines[finding.line - 1], room, colour=colour):
            write_line(stream, line)
    for line in _notes(finding, colour=colour):
        write_wrapped(stream, line, _INDENT_OF_NOTES)
    write_line(stream, "")


def _heading(finding: Finding, *, colour: bool, links: bool) -> str:
    place = paint(f"{harmless(finding.path)}:{finding.line}:{finding.column}", "bold", colour=colour)
    severity = paint(finding.severity, finding.severity, colour=colour)
    return (
        f"{place} {severity}: {harmless(finding.message)}"
        f" {rule_mark(finding.rule, colour=colour, links=links)}"
    )


def _excerpt(finding: Finding, line: str, room: int, *, colour: bool) -> Iterator[str]:
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    before, marked, after = _window(line, start, end, room)
    carets = "^" * max(1, width(marked))
    if finding.end_line != finding.line:
        carets += f"{_ELLIPSIS} to line {finding.end_line}"
    number = f"{finding.line:>5}"
    gutter = paint(f"{number} |", "dim", colour=colour)
    blank = paint(f"{'':>5} |", "dim", colour=colour)
    yield f"{gutter} {before}{marked}{after}"
    yield f"{blank} {' ' * width(before)}{paint(carets, finding.severity, colour=colour)}"


def _window(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """Return the text before, in and after the flagged part, cut to `room` columns in all."""
    reach = room + 1  # of a line of megabytes no more is gone through than can be shown
    marked = harmless(line[start : min(end, start + reach)])
    if len(marked) > room:
        marked = marked[: room - 1] + _ELLIPSIS
    spare = max(0, room - len(marked))
    before, after = harmless(line[max(0, start - reach) : start]), harmless(line[end : end + reach])
    left = min(len(before), max(spare // 2, spare - len(after)))
    right = min(len(after), spare - left)
    if left < len(before):
        before = _end_of(before, left)
    if right < len(after):
        after = _end_of(after[::-1], right)[::-1]
    return before, marked, after


def _end_of(text: str, room: int) -> str:
    """Return an ellipsis and the last words of a text, in so many columns."""
    if not room:
        return ""
    shown = text[len(text) - room + 1 :]
    if not text[len(text) - room].isspace() and 0 <= (first := shown.find(" ")) < room // 2:
        shown = shown[first + 1 :]
    return _ELLIPSIS + shown


def _notes(finding: Finding, *, colour: bool) -> Iterator[str]:
    if finding.suggestions:
        label = "fix" if finding.fixable else "suggestion" if len(finding.suggestions) == 1 else "suggestions"
        shown = " | ".join(visible(text) for text in finding.suggestions)
        yield f"        {paint(f'{label}:', 'dim', colour=colour)} {shown}"
    for place in finding.related:
        where = f"{harmless(place.path)}:{place.line}:{place.column}"
        yield f"        {paint('see:', 'dim', colour=colour)} {where} {harmless(place.message)}"


_SPACES = str.maketrans({" ": "␣", "\u00a0": "⍽", "\n": "⏎"})


def visible(text: str) -> str:
    """Return a suggestion so that it can be seen: white space is named, and at either end shown as a sign."""
    if bare := text.strip():
        before, _, after = text.partition(bare)
        return f"{before.translate(_SPACES)}{harmless(bare)}{after.translate(_SPACES)}"
    return {"": "(delete)", " ": "(space)", "\u00a0": "(no-break space)"}.get(text, "(white space)")
