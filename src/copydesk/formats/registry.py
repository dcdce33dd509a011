"""Registry: the formats that copydesk reads, by name and by suffix."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules

from copydesk.formats import known
from copydesk.formats.format import Format

FORMATS: dict[str, Format] = {
    module.name: import_module(f"{known.__name__}.{module.name}").FORMAT
    for module in iter_modules(known.__path__)
}
_BY_SUFFIX = {
    suffix: each for each in FORMATS.values() for suffix in (*each.suffixes, *each.suffixes_when_named)
}

SUFFIXES = frozenset(suffix for each in FORMATS.values() for suffix in each.suffixes)
"""The suffixes that a walk over a folder picks up."""


def format_of(path: str) -> Format:
    """Return the format of the file at `path`; plain text if the suffix is unknown."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower(), FORMATS["text"])


def format_named(name: str) -> Format:
    """Return the format of this name; a name that only a plugin knows counts as markup."""
    return FORMATS.get(name) or Format(name)
