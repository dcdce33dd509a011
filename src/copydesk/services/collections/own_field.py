"""Own field: where a record says what copydesk has found in it."""

from __future__ import annotations

from itertools import count
from typing import Any

from copydesk.report.writers.json import as_dict
from copydesk.services.collections.record_scanner import ScannedRecord

OWN_FIELD = "copydesk"


def annotation_of(scanned: ScannedRecord) -> dict[str, Any]:
    """Return what the field holds of a record that was checked."""
    found: dict[str, Any] = {
        "language": scanned.language,
        "complete": scanned.is_complete,
        "findings": [as_dict(each) for each in scanned.findings],
    }
    if scanned.record.unread_date:
        found["unread_date"] = scanned.record.unread_date
    return found


def make_room(data: dict[str, Any]) -> None:
    """Rename the field that a record has already, as from an earlier scan: nothing is lost."""
    if OWN_FIELD in data:
        data[_free_name(data)] = data.pop(OWN_FIELD)


def _free_name(data: dict[str, Any]) -> str:
    return next(name for n in count(1) if (name := f"{OWN_FIELD}_before{n if n > 1 else ''}") not in data)
