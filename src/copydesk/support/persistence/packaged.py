"""Packaged facts: what the build has computed from copydesk's own files, and the package brings.

The files of a package do not change. A checkout, whose files do, has no such facts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import copydesk
from copydesk.support import limits
from copydesk.support.persistence.archive import Archive
from copydesk.support.persistence.packing import pack, unpack

FOLDER = Path(copydesk.__file__).with_name("_known")


def in_package(name: str) -> Any:
    """Return facts that the package brings; None if it does not, or they cannot be read."""
    with limits.going_on():
        return unpack(_file(FOLDER, name).read_bytes())
    return None


def archive_in_package(name: str) -> Archive | None:
    """Return an archive that the package brings; None if it does not, or it cannot be read."""
    with limits.going_on():
        return Archive(archive_file(FOLDER, name))
    return None


def archive_file(folder: Path, name: str) -> Path:
    """Return the file of an archive for a package."""
    return folder / f"{name}.archive"


def write_facts(folder: Path, name: str, facts: object) -> None:
    """Write facts for a package. Raises OSError if that fails."""
    _file(folder, name).write_bytes(pack(facts))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.msgpack"
