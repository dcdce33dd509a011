"""Rule files: find and read the files of a pack."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.support.limits import read_bounded
from copydesk.support.paths import is_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RULE_FILES = (".yaml", ".yml")
"""The suffixes of rule files."""
TABLES = (".csv", ".tsv")
"""The suffixes of the tables of terms that rule files may name; they lie beside these."""
_BESIDE_RULES = (".md", ".py", *TABLES)
_ALMOST = (".yaml.txt", ".yml.txt", ".yam", ".ymal", ".yalm", ".ylm")
"""What the names of files end in that were meant to be rule files."""
_MOST_FILES = 1_000
_MOST_FOLDERS = 10_000
_LARGEST = 1.0
"""Megabytes."""


class PackError(ValueError):
    """Rule files that cannot be used; each argument is a mistake, and names file, key and remedy."""

    def __str__(self) -> str:
        return "\n".join(self.args)


def rule_files(path: Path, leads_out: Callable[[Path], object] = lambda _link: False) -> list[Path]:
    """Return the rule files of a pack, sorted: a file, or the YAML files in a folder. Hidden ones are left out.

    A link to a folder is followed, unless it leads to what is read already. One that `leads_out` stands in the list
    itself instead: nothing behind it is looked at.

    Raises:
        PackError: there is no such file or folder, it has too many rule files, a folder cannot be entered or is empty,
            a link leads nowhere, or a name is almost that of a rule file.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - which never raises
        if os.path.lexists(path):
            return [path]
        raise PackError(f"{path}: no such rule file or folder")
    found: list[Path] = []
    for folder, links, names in _folders_in(path, leads_out):
        found += [link for link in links if leads_out(link)]
        for file in (Path(folder, name) for name in names if name[0] != "."):
            if _is_rule_file(file):
                found.append(file)
            elif _may_be_family(file):
                if leads_out(file):
                    found.append(file)
                elif not os.path.exists(file):  # noqa: PTH110 - which never raises
                    raise PackError(f"{file}: this link leads nowhere; mend or delete it")
        if len(found) > _MOST_FILES:
            raise PackError(f"{path}: it has more than {_MOST_FILES:,} rule files; name a folder with fewer")
    return sorted(found)


def _folders_in(
    path: Path, leads_out: Callable[[Path], object]
) -> Iterator[tuple[str, list[Path], list[str]]]:
    """Yield each folder of a pack once, with the links to folders in it and the names of its files."""
    path_name = os.fspath(path)
    pending, seen = [path_name], set[str]()
    for top in pending:  # links come last, so that what has a place in the pack itself is read there
        real_top = os.path.realpath(top)
        for folder, subfolders, names in os.walk(top, onerror=_refuse_folder):
            real = real_top + folder[len(top) :]
            if real in seen:
                subfolders.clear()
                continue
            seen.add(real)
            if len(seen) > _MOST_FOLDERS:
                raise PackError(f"{path}: it has more than {_MOST_FOLDERS:,} folders; name one with fewer")
            if not subfolders and not names and folder != path_name:
                raise PackError(
                    f"{folder}: this folder of a pack is empty; fetch it if it is a submodule of git, else delete it"
                )
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            links = [link for link in (Path(folder, name) for name in subfolders) if is_link(link)]
            pending += [os.fspath(link) for link in links if not leads_out(link)]
            yield folder, links, names


def _is_rule_file(file: Path) -> bool:
    """Tell whether a file of a pack is a rule file.

    Raises:
        PackError: it was meant to be one.
    """
    name = file.name.lower()
    if name.endswith(_ALMOST):
        raise PackError(f"{file}: is not read, because its name does not end in .yaml; rename it")
    return name.endswith(RULE_FILES)


def _may_be_family(file: Path) -> bool:
    """Tell whether what is no folder may be a link to one that is not there, as far as its name says."""
    return file.suffix not in _BESIDE_RULES and is_link(file)


def _refuse_folder(error: OSError) -> None:
    raise PackError(f"{error.filename}: this folder of a pack cannot be read: {error.strerror}") from None


def pack_files(path: Path, leads_out: Callable[[Path], object] = lambda _link: False) -> list[Path]:
    """Return the rule files of a pack and the tables that they may name, sorted; see `rule_files`."""
    rules = rule_files(path, leads_out)
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
