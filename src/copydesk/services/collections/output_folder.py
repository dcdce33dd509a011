"""Output folder: the results of each file of a collection, written whole or not at all; a scan can go on later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

from copydesk.report.escaping import json_text
from copydesk.report.writers.json import as_dict
from copydesk.services.collections.data_card import DataCard
from copydesk.services.collections.own_field import OWN_FIELD, annotation_of, make_room
from copydesk.services.collections.record_scanner import ScannedRecord
from copydesk.services.collections.shards import ScanError, Shard
from copydesk.support.paths import leads_out

_SETTINGS = "scan.json"
_CARD, _PAGE = "card.json", "card.md"
_FINDINGS, _ANNOTATED, _CLEANED = ".findings.jsonl", ".annotated.jsonl", ".cleaned.jsonl"
_PART = ".part"
"""Behind the name of a file that is not finished."""


def finding_lines(shard: Shard, scanned: ScannedRecord) -> Iterator[str]:
    """Yield each finding of a record as a line of JSON: the fields of the JSON report, and where the record stands."""
    for finding in scanned.findings:
        yield json_text({"shard": shard.name, "record": scanned.record.number, **as_dict(finding)})


class OutputFolder:
    """A folder for the results of a scan.

    For each file of the collection it has the findings, and if wanted the annotated and the cleaned records, as JSON
    Lines, and a card, which is written last: a file that has one is finished. `card.json` and `card.md` are for all.

    Args:
        folder: the folder; it is made if there is none.
        settings: what the results depend on.
        text_field: the field of a record that has its text.
        annotates, cleans: whether there are files of annotated and of cleaned records.
        collection: what tells whether another file of the collection has changed, if the results of each depend on all.

    Raises:
        ScanError: the folder holds anything else, or results of other settings.
        OSError: it cannot be made or written.
    """

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, Any],
        text_field: str,
        *,
        annotates: bool,
        cleans: bool,
        collection: str = "",
    ) -> None:
        self.folder, self._text_field, self._collection = folder, text_field, collection
        self._suffixes = [_FINDINGS] + [_ANNOTATED] * annotates + [_CLEANED] * cleans
        folder.mkdir(parents=True, exist_ok=True)
        marker = folder / _SETTINGS
        if not marker.exists():
            if any(folder.iterdir()):
                raise ScanError(
                    f"{folder}: nothing is written there: it holds something else; name an empty folder"
                )
            _write(marker, json_text(settings, indent=1))
        elif _read(marker) != json.loads(json_text(settings)):
            raise ScanError(
                f"{folder}: it holds the results of other settings or of another version; name another folder, or"
                " delete it to begin anew"
            )

    def finished(self, shard: Shard) -> DataCard | None:
        """Return the card of a file that is finished and has not changed since; else None."""
        data = _read(self._place(shard, f".{_CARD}"))
        try:
            is_same = data is not None and shard.identity and data["file"] == self._identity(shard)
            if not is_same or not all(self._place(shard, suffix).exists() for suffix in self._suffixes):
                return None
            return DataCard.from_dict(data["card"])
        except (KeyError, TypeError, AttributeError):
            return None

    def write(self, shard: Shard, scanned: Iterable[ScannedRecord]) -> DataCard:
        """Write the results of a file as they come, and return its card.

        Of a file that could not be read to its end no card is written, so that the next scan reads it again.

        Raises:
            ScanError: a link leads out of the folder.
            OSError: it cannot be written.
        """
        card, breaks_off = DataCard(), False
        places = [self._place(shard, suffix) for suffix in self._suffixes]
        if leads_out(self.folder, places[0].parent):
            raise ScanError(
                f"{places[0].parent}: nothing is written there: a link leads out of {self.folder}"
            )
        places[0].parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            streams = {
                suffix: stack.enter_context(_opened(_part(place)))
                for suffix, place in zip(self._suffixes, places, strict=True)
            }
            for each in scanned:
                card.count(shard.name, each)
                breaks_off |= each.record.is_end
                self._write_record(shard, each, streams)
        for place in places:
            _part(place).replace(place)
        if not breaks_off:
            place = self._place(shard, f".{_CARD}")
            _write(place, json_text({"file": self._identity(shard), "card": card.to_dict()}))
        return card

    def finish(
        self, cards: Sequence[DataCard], compared: Mapping[str, int] = MappingProxyType({})
    ) -> DataCard:
        """Write the card of all files, and return it; `compared` is as in the card."""
        whole = DataCard.of_all(cards, compared)
        _write(self.folder / _CARD, json_text(whole.to_dict(), indent=1))
        _write(self.folder / _PAGE, whole.as_markdown())
        return whole

    def whole(self) -> DataCard | None:
        """Return the card of all files as it was written; None if there is none."""
        try:
            return DataCard.from_dict(_read(self.folder / _CARD))
        except (KeyError, TypeError, AttributeError):
            return None

    def _identity(self, shard: Shard) -> str:
        return f"{shard.identity} {self._collection}".rstrip()

    def _place(self, shard: Shard, suffix: str) -> Path:
        return self.folder / f"{shard.name}{suffix}"

    def _write_record(self, shard: Shard, scanned: ScannedRecord, streams: Mapping[str, TextIO]) -> None:
        record = scanned.record
        if record.skipped:
            return
        streams[_FINDINGS].writelines(finding_lines(shard, scanned))
        data = {"id": record.name} if record.data is None else dict(_as_json(record.data))
        make_room(data)
        if _ANNOTATED in streams:
            streams[_ANNOTATED].write(json_text({**data, OWN_FIELD: annotation_of(scanned)}))
        if _CLEANED in streams and record.data is not None:
            if scanned.cleaned:
                data[self._text_field] = scanned.cleaned.text
                data[OWN_FIELD] = {"undo": scanned.cleaned.edits}
            streams[_CLEANED].write(json_text(data))


def _as_json(value: Any) -> Any:
    """Return a value as JSON can hold it: times, bytes, numbers of other kinds and infinite ones as text."""
    if isinstance(value, Mapping):
        return {str(key): _as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(each) for each in value]
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if isinstance(value, str | int | None) else str(value)


def _part(place: Path) -> Path:
    return place.with_name(place.name + _PART)


def _write(place: Path, text: str) -> None:
    with _opened(_part(place)) as stream:
        stream.write(text)
    _part(place).replace(place)


def _opened(place: Path) -> TextIO:
    """Open a new file for writing. What was left there by a scan that was interrupted, or a link, goes."""
    place.unlink(missing_ok=True)
    return place.open("x", encoding="utf-8", errors="backslashreplace", newline="\n")


def _read(place: Path) -> Any:
    """Return what a file of JSON holds; None if there is none, or it is damaged."""
    try:
        return json.loads(place.read_bytes())
    except (OSError, ValueError):
        return None
