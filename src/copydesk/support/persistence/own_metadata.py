"""Own metadata: the version and the addresses of copydesk, as its installed distribution gives them.

A package brings them, too: to import `importlib.metadata` takes longer than all else that `copydesk --version` does.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypedDict, cast

from copydesk.support.persistence.packaged import in_package

if TYPE_CHECKING:
    from collections.abc import Mapping

METADATA = "metadata"
"""The name of these facts in the package."""


class OwnMetadata(TypedDict):
    """The version, and the addresses by their names."""

    version: str
    addresses: Mapping[str, str]


def own_version() -> str:
    """Return the version of copydesk."""
    return _metadata()["version"]


def own_addresses() -> Mapping[str, str]:
    """Return the addresses of copydesk by their names, such as “Homepage”."""
    return _metadata()["addresses"]


@cache
def _metadata() -> OwnMetadata:
    return cast("OwnMetadata", in_package(METADATA) or _read_installed())


def _read_installed() -> OwnMetadata:
    from importlib.metadata import metadata

    installed = metadata("copydesk")
    addresses = (each.partition(",") for each in installed.get_all("Project-URL") or ())
    return {
        "version": installed["Version"],
        "addresses": {name.strip(): address.strip() for name, _, address in addresses},
    }
