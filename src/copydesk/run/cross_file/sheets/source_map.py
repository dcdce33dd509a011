"""Source map: which source belongs to which draft, by a pattern or a table that whoever runs the command names."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.config.settings import ConfigError, Source
from copydesk.support import limits
from copydesk.support.paths import FileIdentity, display_path, file_identity
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELD = compile_later(r"\{(?:stem|name|folder)\}")
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
        self._patterns: list[str] = []
        self._listed: dict[FileIdentity, list[Source]] = {}
        self._rows: list[tuple[Path, str]] = []
        for each in given:
            if _FIELD.search(each):
                self._patterns.append(each)
            elif each.lower().endswith(".csv"):
                self._read(Path(each))
            else:
                raise ConfigError(
                    f"--map: “{each}” would be the source of every draft; write {{stem}} where the draft's name"
                    " stands, as in 'wire/{stem}.txt', or name a .csv file; --with names one source for all"
                )

    def sources(self, draft: Path) -> tuple[Source, ...]:
        """Return the sources of a draft (an absolute path), existing or not."""
        listed = self._listed.get(file_identity(draft), ())
        if draft.stem in _NO_NAMES:
            return tuple(listed)
        named = (_filled(pattern, draft) for pattern in self._patterns)
        return (*(Source(Path(os.path.abspath(text)), text) for text in named), *listed)

    def check_drafts(self, drafts: Sequence[Path]) -> None:
        """Refuse rows whose draft does not exist: it would not be compared, and nobody would know.

        Args:
            drafts: absolute paths of what is compared; one may be read from standard input under a name of no file.

        Raises:
            ConfigError: it names the rows.
        """
        given = frozenset(drafts)
        missing = [
            problem for draft, problem in self._rows if draft not in given and not os.path.lexists(draft)
        ]
        if missing:
            raise ConfigError(*(f"--map: {problem}" for problem in missing))

    def _read(self, table: Path) -> None:
        """Read a table. What it names counts as named by a configuration: it may come with a pull request."""
        file = Path(os.path.abspath(table))
        try:
            text = limits.read_bounded(file, _MEGABYTES).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except OSError as error:
            raise ConfigError(f"--map: {table} cannot be read: {error.strerror or error}") from None
        except (ValueError, csv.Error) as error:
            raise ConfigError(f"--map: {table} is no CSV file in UTF-8: {error}") from None
        for number, row in enumerate(rows, 1):
            cells = tuple(cell.strip() for cell in row)
            if not any(cells) or (number == 1 and tuple(map(str.lower, cells)) == _HEADER):
                continue
            if len(cells) != len(_HEADER) or not all(cells):
                raise ConfigError(f"--map: {table}:{number}: write two columns: a draft, and a source of it")
            draft, source = (Path(os.path.abspath(file.parent / cell)) for cell in cells)
            self._rows.append(
                (draft, f"{table}:{number}: there is no draft “{cells[0]}”; correct the row or take it out")
            )
            self._listed.setdefault(file_identity(draft), []).append(Source(source, cells[1], file))


def _filled(pattern: str, draft: Path) -> str:
    values = {"{stem}": draft.stem, "{name}": draft.name, "{folder}": display_path(draft.parent)}
    return _FIELD.sub(lambda field: values[field.group()], pattern)
