"""Source map: which source belongs to which draft, by a pattern or a table that whoever runs the command names."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from copydesk.config.settings import ConfigError, Source
from copydesk.support import limits
from copydesk.support.paths import FileIdentity, display_path, file_identity

_FIELDS = ("{stem}", "{name}", "{folder}")
_HEADER = ("draft", "source")
_MEGABYTES = 5
_NO_NAMES = frozenset({"", ".", ".."})


class SourceMap:
    """The sources of drafts.

    Args:
        given: patterns such as `wire/{stem}.txt`, from the working folder, and names of CSV files with two columns,
            draft and source, from the file's folder. In a pattern `{stem}` is the draft's name without its suffix,
            `{name}` its name, `{folder}` its folder. A draft may have several sources.

    Raises:
        ConfigError: a pattern has no field, or a table cannot be read.
    """

    def __init__(self, given: Sequence[str]) -> None:
        tables = [Path(each) for each in given if each.lower().endswith(".csv") and not _has_field(each)]
        self._patterns = [each for each in given if Path(each) not in tables]
        for pattern in self._patterns:
            if not _has_field(pattern):
                raise ConfigError(
                    f"--map: “{pattern}” would be the source of every draft; write {{stem}} where the draft's name"
                    " stands, as in 'wire/{stem}.txt', or name a .csv file; --with names one source for all"
                )
        self._listed: dict[FileIdentity, list[Source]] = {}
        for table in tables:
            for draft, source in _read(table).items():
                self._listed.setdefault(draft, []).extend(source)

    def sources(self, draft: Path) -> tuple[Source, ...]:
        """Return the sources of a draft (an absolute path), existing or not."""
        listed = self._listed.get(file_identity(draft), ())
        if draft.stem in _NO_NAMES:
            return tuple(listed)
        named = (_filled(pattern, draft) for pattern in self._patterns)
        return (*(Source(Path(os.path.abspath(text)), text) for text in named), *listed)


def _has_field(pattern: str) -> bool:
    return any(field in pattern for field in _FIELDS)


def _filled(pattern: str, draft: Path) -> str:
    folder = display_path(draft.parent)
    values = {"{stem}": draft.stem, "{name}": draft.name, "{folder}": folder}
    parts: list[str] = []
    while pattern:  # not replaced one by one: a draft may be called “{name}.txt”
        at, field = min(((pattern.find(each), each) for each in _FIELDS if each in pattern), default=(-1, ""))
        if at < 0:
            break
        parts += [pattern[:at], values[field]]
        pattern = pattern[at + len(field) :]
    return "".join([*parts, pattern])


def _read(table: Path) -> Mapping[FileIdentity, list[Source]]:
    """Read a table. What it names counts as named by a configuration: it may come with a pull request."""
    file = Path(os.path.abspath(table))
    try:
        text = limits.read_bounded(file, _MEGABYTES).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except OSError as error:
        raise ConfigError(f"--map: {table} cannot be read: {error.strerror or error}") from None
    except (ValueError, csv.Error) as error:
        raise ConfigError(f"--map: {table} is no CSV file in UTF-8: {error}") from None
    found: dict[FileIdentity, list[Source]] = {}
    for number, row in enumerate(rows, 1):
        cells = tuple(cell.strip() for cell in row)
        if not any(cells) or (number == 1 and tuple(map(str.lower, cells)) == _HEADER):
            continue
        if len(cells) != len(_HEADER) or not all(cells):
            raise ConfigError(f"--map: {table}:{number}: write two columns: a draft, and a source of it")
        draft, source = (Path(os.path.abspath(file.parent / cell)) for cell in cells)
        found.setdefault(file_identity(draft), []).append(Source(source, cells[1], file))
    return found
