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
_BY_SUFFIX = {suffix: each for each in FORMATS.values() for suffix in each.suffixes}

SUFFIXES = frozenset(_BY_SUFFIX)
"""The suffixes that a walk over a folder picks up."""


def format_of(path: str) -> Format:
    """The format of the file at `path`; plain text where the suffix tells nothing."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower(), FORMATS["text"])


def format_named(name: str) -> Format:
    """The format of this name; one that only a plugin knows is taken for markup."""
    return FORMATS.get(name) or Format(name)
