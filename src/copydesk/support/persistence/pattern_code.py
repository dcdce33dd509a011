"""Pattern code: what patterns are compiled to, by a key that tells the pattern and who has compiled it.

A package brings the code of its patterns, which holds for the Python that has built it; what else is compiled is kept
in the cache. All that is in the cache is fetched at once: a text needs hundreds of patterns.
"""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.support import limits
from copydesk.support.persistence.packaged import archive_in_package
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import fingerprint, storage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.support.persistence.archive import Archive

SHIPPED = "patterns"
"""The name of the code in a package."""

LARGEST = 24_000_000
"""Bytes that are kept in the cache; if there are more, those of this run alone. Our own patterns take nine million."""


class PatternCode:
    """The code of the patterns of one process. No method raises."""

    def __init__(self) -> None:
        self._fresh: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        """Return the code of a pattern; None if it is not known."""
        shipped = self._shipped.get(key) if self._shipped else None
        return shipped or self._stored.get(key)

    def add(self, key: bytes, code: bytes) -> None:
        """Take in the code of a pattern that has been compiled."""
        self._fresh[key] = code

    def take(self) -> dict[bytes, bytes]:
        """Return what was compiled in this process, which then is not kept."""
        taken, self._fresh = self._fresh, {}
        return taken

    def keep(self) -> None:
        """Keep what was compiled in this process, and what others have kept meanwhile."""
        if self._fresh:
            packed = pack({**_in_cache(), **self._fresh})
            storage().put({_place(): packed if len(packed) <= LARGEST else pack(self._fresh)})
            self._fresh.clear()

    @cached_property
    def _shipped(self) -> Archive | None:
        return archive_in_package(SHIPPED)

    @cached_property
    def _stored(self) -> Mapping[bytes, bytes]:
        return _in_cache()


def _in_cache() -> Mapping[bytes, bytes]:
    kept = storage().get([_place()]).get(_place())
    if kept:
        with limits.going_on():  # what cannot be read is as good as nothing
            stored = unpack(kept)
            if isinstance(stored, dict):
                return stored
    return {}


def _place() -> bytes:
    return fingerprint("patterns", sys.version)
