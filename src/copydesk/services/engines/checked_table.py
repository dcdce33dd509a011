"""Checked table: a Parquet file with a row for each record of a file, in the columns that engines have, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from copydesk.services.collections.own_field import annotation_of
from copydesk.services.collections.record_scanner import ScannedRecord
from copydesk.services.collections.shards import Shard
from copydesk.services.engines.checked_schema import CHECKED
from copydesk.services.engines.library_of_engine import brought_by

with brought_by("collections"):
    import pyarrow as pa
    import pyarrow.parquet as pq

CHECKED_RECORDS = pa.schema([*CHECKED, ("shard", pa.string()), ("record", pa.int64())])
"""With the file of the collection, and the number of the record in it."""
_ROWS = 1_000
"""So many rows are in memory, and then become a row group."""


class CheckedTable:
    """Writes the rows of a file.

    Args:
        place: where it lies; there is no such file yet.
    """

    def __init__(self, place: Path) -> None:
        self._writer = pq.ParquetWriter(place, CHECKED_RECORDS, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, shard: Shard, scanned: ScannedRecord) -> None:
        """Write the row of a record."""
        where = {"path": scanned.record.name, "shard": shard.name, "record": scanned.record.number}
        self._rows.append(_as_text({**where, **annotation_of(scanned)}))
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        """Write the last rows, and close the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, CHECKED_RECORDS))
            self._rows = []


def _as_text(value: Any) -> Any:
    """Return a value without half characters, which Arrow cannot hold: `?` stands for each."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    return [*map(_as_text, value)] if isinstance(value, list | tuple) else value
