"""Rule files: find and read the files of a pack."""

from __future__ import annotations

import os
from pathlib import Path

from copydesk.support.limits import read_bounded

RULE_FILES = (".yaml", ".yml")
"""The suffixes of rule files."""
TABLES = (".csv", ".tsv")
"""The suffixes of the tables of terms that rule files may name; they lie beside these."""
_MOST_FILES = 1_000
_LARGEST = 1.0
"""Megabytes."""


class PackError(ValueError):
    """Rule files that cannot be used; each argument is a mistake, and names file, key and remedy."""

    def __str__(self) -> str:
        return "\n".join(self.args)


def rule_files(path: Path) -> list[Path]:
    """Return the rule files of a pack, sorted: a file, or the YAML files in a folder. Hidden ones, and folders
    behind links, are left out.

    Raises:
        PackError: there is no such file or folder, or it has too many rule files.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - which never raises
        if os.path.lexists(path):
            return [path]
        raise PackError(f"{path}: no such rule file or folder")
    found: list[Path] = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if name.endswith(RULE_FILES) and name[0] != "."]
        if len(found) > _MOST_FILES:
            raise PackError(f"{path}: it has more than {_MOST_FILES:,} rule files; name a folder with fewer")
    return sorted(found)


def pack_files(path: Path) -> list[Path]:
    """Return the rule files of a pack and the tables that they may name, sorted. Raises PackError as `rule_files`."""
    rules = rule_files(path)
    tables = [table for folder in {file.parent for file in rules} for table in _tables_in(folder)]
    return sorted({*rules, *tables})


def _tables_in(folder: Path) -> list[Path]:
    try:
        return [Path(each.path) for each in os.scandir(folder) if each.name.endswith(TABLES)]
    except OSError:  # who reads the table says why it cannot be read
        return []


def problem_of_pack(path: Path) -> str:
    """Return why no rule can come from a file or folder, for a message; empty if some can."""
    if not path.exists():
        return f"there is no {path}; name a rule file or folder"
    if not rule_files(path):
        return f"{path} holds no rule file (.yaml, .yml); fetch it if it is a submodule of git"
    return ""


def read_rule_file(file: Path) -> bytes:
    """Return the content of a rule file, or of a table beside it.

    Raises:
        OSError, TooLarge: it cannot be read.
    """
    return read_bounded(file, _LARGEST)
