"""Output folder: the results of each file of a collection, written whole or not at all; a scan can go on later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import MappingProxyType
from typing import Any

from copydesk.report.escaping import json_text
from copydesk.services.collections.data_card import DataCard
from copydesk.services.collections.record_scanner import ScannedRecord
from copydesk.services.collections.shards import STANDARD_INPUT, ScanError, Shard
from copydesk.services.collections.written_records.record_files import RecordFiles, Wanted, opened
from copydesk.support.paths import leads_out

_SETTINGS = "scan.json"
_CARD, _PAGE = "card.json", "card.md"
_PART = ".part"
"""Behind the name of a file that is not finished."""


class OutputFolder:
    """A folder for the results of a scan.

    For each file of the collection it has the findings, what else is wanted of its records, and a card, which is
    written last: a file that has one is finished. `card.json` and `card.md` are for all.

    Args:
        folder: the folder; it is made if there is none.
        settings: what the results depend on.
        text_field: the field of a record that has its text.
        wanted: which files there are besides.
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
        wanted: Wanted,
        *,
        collection: str = "",
    ) -> None:
        self.folder, self._collection = folder, collection
        self._files = RecordFiles(wanted, text_field)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise ScanError(f"{folder}: it is a file, or lies below one; name a folder") from None
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
            is_same = (
                data is not None and shard.path != STANDARD_INPUT and data["file"] == self._identity(shard)
            )
            if not is_same or not all(place.exists() for place, _ in self._files.of(self.folder, shard)):
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
        identity = self._identity(shard)  # as it is before it is read
        files = [*self._files.of(self.folder, shard)]
        for parent in {place.parent for place, _ in files}:
            if leads_out(self.folder, parent):
                raise ScanError(f"{parent}: nothing is written there: a link leads out of {self.folder}")
            parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            streams = [stack.enter_context(closing(make(_part(place)))) for place, make in files]
            for each in scanned:
                card.count(shard.name, each)
                breaks_off |= each.record.is_end
                if not each.record.skipped:
                    for stream in streams:
                        stream.write(shard, each)
        try:
            for place, _ in files:
                _part(place).replace(place)
        except FileNotFoundError:
            raise ScanError(
                f"{self.folder}: another scan writes there; wait until it has ended, and scan again"
            ) from None
        if not breaks_off:
            place = self._place(shard, f".{_CARD}")
            _write(place, json_text({"file": identity, "card": card.to_dict()}))
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


def _part(place: Path) -> Path:
    return place.with_name(place.name + _PART)


def _write(place: Path, text: str) -> None:
    with opened(_part(place)) as stream:
        stream.write(text)
    _part(place).replace(place)


def _read(place: Path) -> Any:
    """Return what a file of JSON holds; None if there is none, or it is damaged."""
    try:
        return json.loads(place.read_bytes())
    except (OSError, ValueError):
        return None
