"""Which format a file is in, by its suffix."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from copydesk.formats.parsed import Parsed

_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
}

_READERS = {"html": "html.reader"}

SUFFIXES = frozenset(_BY_SUFFIX)
"""The suffixes that a walk over a folder picks up."""


def format_of(path: str) -> str:
    """The name of the format of the file at `path`; plain text where the suffix tells nothing."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower(), "text")


def parse(source: str, format_name: str) -> Parsed:
    """Take a source apart. Raises ModuleNotFoundError for a format that does not exist."""
    reader = import_module(f"copydesk.formats.{_READERS.get(format_name, format_name)}")
    parsed: Parsed = reader.parse(source)
    return parsed
