"""Pattern code: what patterns are compiled to, by a key that tells the pattern and who has compiled it.

A package brings the code of its patterns, which holds for the Python that has built it; what else is compiled is kept
in the cache. All of it is fetched at once: a text needs hundreds of patterns.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from copydesk.support import limits
from copydesk.support.persistence.packaged import in_package
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import fingerprint, storage

SHIPPED = "patterns"
"""The name of the code in a package."""

_LARGEST = 8_000_000
"""Bytes that are kept in the cache; if there are more, those of this run alone."""


class PatternCode:
    """The code of the patterns of one process. No method raises."""

    def __init__(self) -> None:
        self._fresh: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        """Return the code of a pattern; None if it is not known."""
        places, code = self._shipped
        if place := places.get(key):
            start, end = place
            return code[start:end]
        return self._stored.get(key)

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
            packed = pack({**_stored(), **self._fresh})
            storage().put({_place(): packed if len(packed) <= _LARGEST else pack(self._fresh)})
            self._fresh.clear()

    @cached_property
    def _shipped(self) -> tuple[Mapping[bytes, Sequence[int]], bytes]:
        with limits.going_on():  # there is none
            places, code = in_package(SHIPPED)
            return dict(places), bytes(code)
        return {}, b""

    @cached_property
    def _stored(self) -> Mapping[bytes, bytes]:
        return _stored()


def as_shipped(code: Mapping[bytes, bytes]) -> list[Any]:
    """Return code as a package brings it: all in one piece, which takes less time to read, and where each begins and
    ends.
    """
    ends = list(accumulate(map(len, code.values()), initial=0))
    return [dict(zip(code, map(list, pairwise(ends)), strict=True)), b"".join(code.values())]


def _stored() -> Mapping[bytes, bytes]:
    kept = storage().get([_place()]).get(_place())
    if kept:
        with limits.going_on():  # what cannot be read is as good as nothing
            stored = unpack(kept)
            if isinstance(stored, dict):
                return stored
    return {}


def _place() -> bytes:
    return fingerprint("patterns", sys.version)
