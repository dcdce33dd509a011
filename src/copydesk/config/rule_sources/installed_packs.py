"""Installed packs: find the folders of rule files that an installed distribution offers under its name.

A distribution offers them as entry points of the group "copydesk.packs", each with the dotted name of a folder in its
package. Nothing of the package is imported, and a distribution that offers none is not looked into.
"""

from __future__ import annotations

from importlib import metadata, util
from pathlib import Path

from copydesk.support.distributions import looking_only_where_installed
from copydesk.support.plurals import shown_value

GROUP = "copydesk.packs"
"""The group of entry points by which distributions offer packs."""


class InstalledPackError(ValueError):
    """A distribution that offers no packs; the message names it, and the remedy."""


def installed_packs(name: str) -> list[Path]:
    """Return the folders and files of rules that an installed distribution offers.

    Raises:
        InstalledPackError: it is not installed, offers none, or lacks what it offers.
    """
    with looking_only_where_installed():
        try:
            offered = [each for each in metadata.distribution(name).entry_points if each.group == GROUP]
        except (metadata.PackageNotFoundError, ValueError):
            raise InstalledPackError(
                f"no distribution {shown_value(name)} is installed where copydesk is; install it with pip, or"
                " with “pipx inject copydesk”"
            ) from None
        if not offered:
            raise InstalledPackError(
                f"{shown_value(name)} offers no rules; its authors name them as entry points of the group “{GROUP}”"
            )
        return [_folder(name, each.value) for each in offered]


def _folder(name: str, dotted: str) -> Path:
    """Return the folder with a dotted name; its package is found, but not imported."""
    top, *below = dotted.strip().split(".")
    spec = util.find_spec(top) if top.isidentifier() and all(map(str.isidentifier, below)) else None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, *below)
        if folder.is_dir():
            return folder
    raise InstalledPackError(
        f"{shown_value(name)} offers rules in {shown_value(dotted)}, but there is no such folder in it"
    )
