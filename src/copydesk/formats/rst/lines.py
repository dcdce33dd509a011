"""SourceLines: a source as docutils takes it, and the place of a text of which docutils tells the line only."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = compile_later(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ODD = compile_later(r"[\0\v\f\x1c-\x1f\x85\u2028\u2029]")
_TAB_WIDTH = 8


class SourceLines:
    """The lines of a source, from 0.

    Attributes:
        texts: each with its tabs as spaces, and without white space at its end.
    """

    def __init__(self, source: str) -> None:
        self.texts: list[str] = []
        self._starts: list[int] = []
        self._columns: dict[int, list[int]] = {}
        self._taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._tried: dict[tuple[int, str], int] = {}
        for match in _LINE.finditer(source):
            line = _ODD.sub(" ", match.group().rstrip("\r\n"))
            if "\t" in line:
                self._columns[len(self.texts)] = list(_columns(line))
                line = line.expandtabs(_TAB_WIDTH)
            self.texts.append(line.rstrip())
            self._starts.append(match.start())

    def offset(self, line: int, column: int) -> int:
        """Return the offset in the source of a column of a line's text."""
        columns = self._columns.get(line)
        return self._starts[line] + (columns[column] if columns and column < len(columns) else column)

    def take(self, line: int, text: str, column: int = -1, *, in_table: bool = False) -> int | None:
        """Return the column of a text in a line.

        That is the `column` at which the line above it stands; else, as other texts than a table's fill their lines,
        the end; else the first place that no other text has taken.
                None if there is no such place.
        """
        whole, taken = self.texts[line], self._taken[line]
        for start in chain(_likely(whole, text, column, in_table=in_table), self._occurrences(line, text)):
            end = start + len(text)
            index = bisect_left(taken, (start, end))
            if (not index or taken[index - 1][1] <= start) and (
                index == len(taken) or end <= taken[index][0]
            ):
                taken.insert(index, (start, end))
                return start
        return None

    def _occurrences(self, line: int, text: str) -> Iterator[int]:
        """Yield the places of a text in a line: first as whole words, then in any form. None is tried twice."""
        whole = self.texts[line]
        start = self._tried.get((line, text), 0)
        while (at := whole.find(text, start)) >= 0:
            start = at + len(text)
            if not _is_within_word(whole, at, start):
                self._tried[line, text] = start
                yield at
        at = whole.find(text)
        while at >= 0:
            yield at
            at = whole.find(text, at + len(text))


def _likely(whole: str, text: str, column: int, *, in_table: bool) -> Iterator[int]:
    if column >= 0 and whole.startswith(text, column):
        yield column
    if whole.lstrip().startswith(f":{text}:"):  # the name of a field
        yield whole.index(":") + 1
    if whole.endswith(text) and not in_table:
        yield len(whole) - len(text)


def _columns(line: str) -> Iterator[int]:
    """Yield, for each column of a line with its tabs expanded, its index in the line as written."""
    column = 0
    for index, character in enumerate(line):
        width = _TAB_WIDTH - column % _TAB_WIDTH if character == "\t" else 1
        column += width
        yield from [index] * width


def _is_within_word(whole: str, start: int, end: int) -> bool:
    before, after = whole[start - 1 : start] if start else "", whole[end : end + 1]
    return (before.isalnum() and whole[start].isalnum()) or (after.isalnum() and whole[end - 1].isalnum())
