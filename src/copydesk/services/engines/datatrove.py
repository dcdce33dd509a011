"""datatrove: steps of its pipelines that annotate documents, clean them, or drop them with a reason.

Its executors spread them over processes, Slurm and Ray. What a step finds in a document depends on this document alone,
so it is the same on any number of tasks. The field `copydesk` of the metadata holds what is found; one that is there
already, as from an earlier step, is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.services.collections.collection_records import CollectionRecord
from copydesk.services.collections.own_field import OWN_FIELD, annotation_of, make_room
from copydesk.services.collections.record_scanner import ScannedRecord, Scanner, undoing
from copydesk.services.engines.library_of_engine import brought_by
from copydesk.services.in_python.desk import Desk

with brought_by("datatrove"):
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.pipeline.writers.disk_base import DiskWriter


class Annotate(PipelineStep):
    """Says in the metadata of each document what is found in it: `language`, `complete`, `findings`.

    Args:
        desk: what checks the texts. For texts of strangers: `Desk(format="text", suppressions=False)`.
    """

    name, type = "annotate", "copydesk"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._scanner = Scanner(desk)

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002
        """Yield each document, annotated. The statistics count findings by rule, and incomplete documents."""
        for document in data:
            with self.track_time():
                scanned = _scanned(self._scanner, document)
                _say(document, annotation_of(scanned))
            self.stat_update("total", *(each.rule for each in scanned.findings))
            if not scanned.is_complete:
                self.stat_update("not_checked")
            yield document


class Clean(PipelineStep):
    """Mends each text: applies fixes and single suggestions, and deletes leftovers.

    The metadata say whether it could be read to the end (`complete`; else the text stays as it is), and what takes the
    changes back (`undo`): `[start, end, text]`, in code points of the new text; apply the last first. A desk with
    `select="boilerplate"` only deletes leftovers.

    Args:
        desk: what checks the texts. For texts of strangers: `Desk(format="text", suppressions=False)`.
    """

    name, type = "clean", "copydesk"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002
        """Yield each document with its text mended. The statistics count those that were changed."""
        for document in data:
            with self.track_time():
                fixed = self._desk.fix(document.text, document.id, suggested=True)
                undo = [list(edit) for edit in undoing(fixed.text, document.text)] if fixed.fixed else []
            _say(document, {"complete": fixed.is_complete, "undo": undo})
            document.text = fixed.text
            self.stat_update("total")
            if undo:
                self.stat_update("changed")
            if not fixed.is_complete:
                self.stat_update("not_checked")
            yield document


class Drop(BaseFilter):
    """Drops documents in which anything is found, or that could not be checked.

    The reason is the rule of the most severe finding, the first of several; the metadata of what is dropped hold all.

    Args:
        desk: what checks the texts; its rules are the reasons, such as `select=["mojibake", "boilerplate"]`.
        most: so many findings are let pass; none where a document could not be checked.
        exclusion_writer: writes what is dropped.
    """

    name, type = "drop", "copydesk"

    def __init__(self, desk: Desk, *, most: int = 0, exclusion_writer: DiskWriter | None = None) -> None:
        super().__init__(exclusion_writer)
        self._scanner, self._most = Scanner(desk), most

    def filter(self, document: Document) -> bool | tuple[bool, str]:
        """Tell whether a document is kept, and if not, why."""
        scanned = _scanned(self._scanner, document)
        reason = scanned.why_dropped(self._most)
        if not reason:
            return True
        _say(document, annotation_of(scanned))
        return False, reason


def _scanned(scanner: Scanner, document: Document) -> ScannedRecord:
    return scanner.scan_one(CollectionRecord(1, document.id, document.text))


def _say(document: Document, what: dict[str, Any]) -> None:
    make_room(document.metadata)
    document.metadata[OWN_FIELD] = what
