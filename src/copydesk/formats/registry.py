"""Registry: the formats that copydesk reads, by name and by suffix. They are imported when one is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from copydesk.formats import known
from copydesk.support.lazy import LazyMapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.formats.format import Format

NAMES = tuple(module.name for module in iter_modules(known.__path__))
"""The names of all formats."""


def _import_formats() -> dict[str, Format]:
    return {name: import_module(f"{known.__name__}.{name}").FORMAT for name in NAMES}


FORMATS: Mapping[str, Format] = LazyMapping(_import_formats)


@cache
def suffixes() -> frozenset[str]:
    """Return the suffixes that a walk over a folder picks up."""
    return frozenset(suffix for each in FORMATS.values() for suffix in each.suffixes)


@cache
def _by_suffix() -> Mapping[str, Format]:
    return {
        suffix: each for each in FORMATS.values() for suffix in (*each.suffixes, *each.suffixes_when_named)
    }


def format_of(path: str) -> Format:
    """Return the format of the file at `path`; plain text if the suffix is unknown."""
    return _by_suffix().get(PurePath(path).suffix.lower(), FORMATS["text"])


def format_named(name: str) -> Format:
    """Return the format of this name; a name that only a plugin knows counts as markup."""
    from copydesk.formats.format import Format  # a module of all that a format may have

    return FORMATS.get(name) or Format(name)
