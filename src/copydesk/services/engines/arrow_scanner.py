"""Arrow scanner: documents as rows of Arrow tables in, what is found in them out, for any engine that has tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from copydesk.services.collections.collection_records import Fields, record_of, require_one
from copydesk.services.collections.own_field import annotation_of
from copydesk.services.collections.record_scanner import ScannedRecord, Scanner
from copydesk.services.engines.checked_schema import CHECKED, CLEANED
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.in_python.desk import Desk

with brought_by("collections"):
    import pyarrow as pa


@dataclass(frozen=True)
class ArrowScanner:
    """Checks documents in rows; it can be pickled.

    Attributes:
        desk: what checks the texts. For texts of strangers: `Desk(format="text", suppressions=False)`.
        text_field, id_field: the columns with the text and the name of a document.
        cleans: whether the texts are also cleaned: fixes and single suggestions applied, leftovers deleted.
        place: what a document without a name is named by, besides its number.
    """

    desk: Desk
    text_field: str = "text"
    id_field: str = "id"
    cleans: bool = False
    place: str = "document"

    @property
    def schema(self) -> Any:
        """Return the Arrow schema of what is found: `CHECKED`, or if texts are cleaned `CLEANED`."""
        return CLEANED if self.cleans else CHECKED

    def require_columns(self, names: Sequence[str]) -> None:
        """Raise ValueError if the columns of these names do not have one with the text and one with the name."""
        for name in (self.text_field, self.id_field):
            if name not in names:
                others = ", ".join(names) or "none"
                raise ValueError(
                    f"there is no column “{name}”; columns: {others} (text_field and id_field name them)"
                )
            require_one(names, name)

    def scan_table(self, table: Any) -> Any:
        """Return an Arrow table with a row for each row of a table, in the same order.

        Raises:
            ValueError: a column is not there.
        """
        self.require_columns(table.column_names)
        return pa.Table.from_batches(self.scan_batches(table.to_batches()), self.schema)

    def scan_batches(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield a record batch for each of some record batches, which may come from a stream.

        Raises:
            ValueError: a column is not there.
        """
        scanner, fields = Scanner(self.desk, self.cleans), Fields(self.text_field, self.id_field)
        numbers = count(1)
        for batch in batches:
            self.require_columns(batch.schema.names)
            rows = batch.select([self.text_field, self.id_field]).to_pylist()
            found = [scanner.scan_one(record_of(row, fields, self.place, next(numbers))) for row in rows]
            yield pa.RecordBatch.from_pylist(list(map(self._row, found)), self.schema)

    def _row(self, scanned: ScannedRecord) -> dict[str, Any]:
        row = {"path": scanned.record.name, **annotation_of(scanned)}
        if self.cleans and not scanned.record.problem:
            text, edits = scanned.cleaned or (scanned.record.text, ())
            row["text"] = text
            row["undo"] = [{"start": start, "end": end, "text": before} for start, end, before in edits]
        return row
