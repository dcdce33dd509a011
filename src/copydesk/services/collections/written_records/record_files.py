"""Record files: the files that a scan writes for each file of a collection, as its records come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TextIO

from copydesk.services.collections.compressed_streams import packed
from copydesk.services.collections.record_scanner import ScannedRecord
from copydesk.services.collections.shards import Shard, is_json_lines
from copydesk.services.collections.written_records.record_lines import RecordLines, finding_lines

if TYPE_CHECKING:  # needs pyarrow
    from copydesk.services.engines.checked_table import CheckedTable

ATTRIBUTES = "attributes"
"""The folder in which dolma looks for attributes."""
_TABLE = ".checked.parquet"


class Wanted(NamedTuple):
    """Which files are written besides the findings and the card.

    Attributes:
        annotated: each record with what is found in it.
        cleaned: each record with its text mended.
        most: if it is a number, records with more findings are parted from the others.
        attributes: the attributes of dolma, in a folder of their own.
        table: a Parquet file with a row for each record.
    """

    annotated: bool = False
    cleaned: bool = False
    most: int | None = None
    attributes: bool = False
    table: bool = False


class RecordFile(Protocol):
    """A file that is open for writing."""

    def write(self, shard: Shard, scanned: ScannedRecord) -> object:
        """Write what is found in a record."""

    def close(self) -> object:
        """Write what is left, and close the file."""


class RecordFiles:
    """Knows which files are wanted, where they lie, and how each is opened.

    Args:
        wanted: which files are written.
        text_field: the field of a record that has its text.
    """

    def __init__(self, wanted: Wanted, text_field: str) -> None:
        lines = RecordLines(text_field, wanted.most)
        self._lines: dict[str, _LinesOf] = {".findings.jsonl": finding_lines}
        if wanted.annotated:
            self._lines[".annotated.jsonl"] = lines.annotated
        if wanted.cleaned:
            self._lines[".cleaned.jsonl"] = lines.cleaned
        if wanted.most is not None:
            self._lines |= {".kept.jsonl": lines.kept, ".dropped.jsonl": lines.dropped}
        self._attributes = lines.attributes if wanted.attributes else None
        self._has_table = wanted.table

    def of(self, folder: Path, shard: Shard) -> Iterator[tuple[Path, Callable[[Path], RecordFile]]]:
        """Yield where each file of results lies for a file of the collection, and what opens it at another place."""
        for suffix, lines in self._lines.items():
            yield folder / f"{shard.name}{suffix}", _opener(lines, "")
        if self._attributes:
            # dolma looks for attributes in a file that is called as the documents are, and is compressed as they are.
            name = shard.name if is_json_lines(shard.path) else f"{shard.name}.jsonl"
            yield folder / ATTRIBUTES / name, _opener(self._attributes, Path(name).suffix.lower())
        if self._has_table:
            yield folder / f"{shard.name}{_TABLE}", _table


def opened(place: Path, compression: str = "") -> TextIO:
    """Open a new file for writing. What was left there by a scan that was interrupted, or a link, goes."""
    place.unlink(missing_ok=True)
    return packed(place, compression)


_LinesOf = Callable[[Shard, ScannedRecord], Iterator[str]]


class _LinesFile:
    def __init__(self, stream: TextIO, lines: _LinesOf) -> None:
        self._stream, self._lines = stream, lines

    def write(self, shard: Shard, scanned: ScannedRecord) -> None:
        self._stream.writelines(self._lines(shard, scanned))

    def close(self) -> None:
        self._stream.close()


def _opener(lines: _LinesOf, compression: str) -> Callable[[Path], RecordFile]:
    return lambda place: _LinesFile(opened(place, compression), lines)


def _table(place: Path) -> CheckedTable:
    from copydesk.services.engines.checked_table import CheckedTable

    place.unlink(missing_ok=True)
    return CheckedTable(place)


def require_table_library() -> Any:
    """Import what writes tables.

    Raises:
        ModuleNotFoundError: it is not installed; the message says what to type.
    """
    from copydesk.services.engines import checked_table

    return checked_table
