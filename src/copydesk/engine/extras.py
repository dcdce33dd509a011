"""Extras: libraries that only some rules need, and that are installed on request, such as `copydesk[readability]`."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.rules import Rule

_LIBRARIES = {"readability": "textstat"}
"""The library that each extra brings, as pip and Python call it."""


def install_command(extra: str) -> str:
    """Return what to type to install the libraries of an extra: they are named, because pip would look for
    `copydesk[extra]` in the package index, where the copydesk of a checkout is not found.
    """
    from importlib.metadata import requires  # slow to import, and hardly ever needed

    ends = (f"; extra == '{extra}'", f'; extra == "{extra}"')
    needed = [each.partition(";")[0].strip() for each in requires("copydesk") or () if each.endswith(ends)]
    return " ".join(("pip install", *(f"'{each}'" for each in needed)))


def lacks_library(rule: Rule) -> bool:
    """Tell whether a rule needs a library that is not installed."""
    return bool(rule.extra) and not _is_installed(_LIBRARIES[rule.extra])


@cache
def _is_installed(library: str) -> bool:
    return find_spec(library) is not None  # which finds it without importing it


def what_is_lacking(rule: Rule) -> str:
    """Return what a rule needs, how to get it, and how to do without it, as the end of a sentence."""
    library = _LIBRARIES[rule.extra]
    return (
        f"it needs the library {library}, which is not installed; type: {install_command(rule.extra)}, or leave"
        f" the rule out: --ignore {rule.id}, or “{rule.id}: off” under “rules” in the configuration"
    )


def note_on_rules_left_out(rules: Iterable[Rule]) -> str:
    """Return one line about rules that are left out because their libraries are not installed; empty if none is."""
    return " ".join(f"{rule.id} is not checked: {what_is_lacking(rule)}." for rule in rules)
