"""Known facts: what is computed from copydesk's own files, such as those of languages, is computed once.

A package brings the facts with it, because its files do not change: the build has written them. Those of a checkout are
kept in the cache, by the content of all its files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import copydesk
from copydesk.support import limits
from copydesk.support.digests import digest_of_code
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import fingerprint, storage

T = TypeVar("T")

FOLDER = Path(copydesk.__file__).with_name("_known")
"""The facts in a package, a file each; a checkout has none."""


def known(name: str, compute: Callable[[], T]) -> T:
    """Return what `compute` returns, if possible without computing it. It consists of what `pack` packs, and is not
    None.
    """
    if (facts := in_package(name)) is not None:
        return cast(T, facts)
    key = fingerprint(b"known", name, digest_of_code())
    if kept := storage().get([key]).get(key):
        with limits.going_on():  # whatever is wrong with it, it can be computed
            return cast(T, unpack(kept))
    computed = compute()
    storage().put({key: pack(computed)})
    return computed


def in_package(name: str) -> Any:
    """Return facts that the package brings; None if it does not, or they cannot be read."""
    with limits.going_on():
        return unpack(_file(FOLDER, name).read_bytes())
    return None


def write_known(folder: Path, name: str, facts: object) -> None:
    """Write facts for a package. Raises OSError if that fails."""
    _file(folder, name).write_bytes(pack(facts))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.msgpack"
