"""Known facts: what is computed from copydesk's own files, such as those of languages, is computed once.

A package brings them (`packaged`). Those of a checkout are kept in the cache, by the content of all its files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from copydesk.support import limits
from copydesk.support.digests import digest_of_code
from copydesk.support.persistence.packaged import in_package
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import fingerprint, storage

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def known(name: str, compute: Callable[[], T]) -> T:
    """Return what `compute` returns, if possible without computing it. It consists of what `pack` packs, and is not
    None.
    """
    if (facts := in_package(name)) is not None:
        return cast("T", facts)
    key = fingerprint(b"known", name, digest_of_code())
    if kept := storage().get([key]).get(key):
        with limits.going_on():  # whatever is wrong with it, it can be computed
            return cast("T", unpack(kept))
    computed = compute()
    storage().put({key: pack(computed)})
    return computed
