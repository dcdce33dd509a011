"""Record lines: what is written of a record to each file of results, as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from copydesk.report.escaping import json_text
from copydesk.report.writers.json import as_dict
from copydesk.services.collections.own_field import OWN_FIELD, annotation_of, make_room
from copydesk.services.collections.record_scanner import ScannedRecord
from copydesk.services.collections.shards import Shard


def finding_lines(shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
    """Yield each finding of a record as a line of JSON: the fields of the JSON report, and where the record stands."""
    for finding in scanned.findings:
        yield json_text({"shard": shard.name, "record": scanned.record.number, **as_dict(finding)})


@dataclass(frozen=True)
class RecordLines:
    """Makes the lines of a record.

    Attributes:
        text_field: the field of a record that has its text.
        most: a record with more findings is dropped, and one that could not be checked; None: none is dropped.
    """

    text_field: str
    most: int | None = None

    def annotated(self, _shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
        """Yield the record with what is found in it."""
        yield json_text({**_record(scanned), OWN_FIELD: annotation_of(scanned)})

    def cleaned(self, _shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
        """Yield the record with its text mended, unless it is dropped or is none."""
        if scanned.record.data is None or self._reason(scanned):
            return
        data = _record(scanned)
        if scanned.cleaned:
            data |= {self.text_field: scanned.cleaned.text, OWN_FIELD: {"undo": scanned.cleaned.edits}}
        yield json_text(data)

    def kept(self, _shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
        """Yield the record as it stands, unless it is dropped."""
        if not self._reason(scanned):
            yield f"{scanned.record.line}\n" if scanned.record.line else json_text(_record(scanned))

    def dropped(self, _shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
        """Yield the record with the reason and what is found in it, if it is dropped."""
        if reason := self._reason(scanned):
            yield json_text({**_record(scanned), OWN_FIELD: {"reason": reason, **annotation_of(scanned)}})

    def attributes(self, _shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
        """Yield the attributes of the record as dolma has them: for each rule spans of code points, each with 1."""
        spans: dict[str, list[tuple[int, int, float]]] = {}
        for each in scanned.findings:
            name = f"{OWN_FIELD}__{OWN_FIELD}__{each.rule.replace('-', '_')}"
            spans.setdefault(name, []).append((each.start, each.end, 1.0))
        yield json_text({"id": scanned.record.name, "attributes": spans})

    def _reason(self, scanned: ScannedRecord) -> str:
        return "" if self.most is None else scanned.why_dropped(self.most)


def _record(scanned: ScannedRecord) -> dict[str, Any]:
    """Return the record as JSON can hold it, with room for the field that says what is found."""
    record = scanned.record
    data = {"id": record.name} if record.data is None else dict(_as_json(record.data))
    make_room(data)
    return data


def _as_json(value: Any) -> Any:
    """Return a value as JSON can hold it: times, bytes, numbers of other kinds and infinite ones as text."""
    if isinstance(value, Mapping):
        return {str(key): _as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(each) for each in value]
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if isinstance(value, str | int | None) else str(value)
