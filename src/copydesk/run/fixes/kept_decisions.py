"""Kept decisions: the lists in which a person's decisions are kept: accepted findings, and names of two people."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.settings import ConfigError
from copydesk.engine.failures import describe_error
from copydesk.run.fixes.settings_writer import with_accept_list, with_line, with_two_people
from copydesk.run.narrowing.known_findings import LARGEST, entries_of, entry_of
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support.atomic_write import replace_content
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.paths import display_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from copydesk.findings import Finding

ACCEPT_LIST = "copydesk-accepted.tsv"
"""The name of the list that is begun where a configuration names none."""

_SETTINGS = "copydesk.yaml"
_REMEDY = "“copydesk check --output-format ledger” prints the lines to add"


class Written(NamedTuple):
    """What became of a list or a configuration: a line that says so, whether it was written, and, if not, whether that
    is for a person to do, because copydesk writes no such file.
    """

    line: str
    is_done: bool
    is_for_people: bool = False


class KeptDecisions:
    """What is to be written to lists, gathered for each configuration that says where they are.

    Args:
        session: the session that has found the findings.
        files: the files (absolute paths), by path as in findings.
    """

    def __init__(self, session: Session, files: Mapping[str, Path]) -> None:
        self._session = session
        self._files = files
        self._accepted: dict[Path, list[Finding]] = {}
        self._pairs: dict[Path, list[tuple[str, str]]] = {}

    def accept(self, finding: Finding) -> None:
        """Note that a finding is accepted."""
        self._accepted.setdefault(self._settings_file(finding), []).append(finding)

    def forget(self, finding: Finding) -> None:
        """Take it back that a finding is accepted."""
        self._accepted[self._settings_file(finding)].remove(finding)

    def forget_pair(self, finding: Finding, other: str) -> None:
        """Take it back that two names belong to two people."""
        self._pairs[self._settings_file(finding)].remove((finding.excerpt, other))

    def two_people(self, finding: Finding, other: str) -> None:
        """Note that the flagged name and another one belong to two people."""
        self._pairs.setdefault(self._settings_file(finding), []).append((finding.excerpt, other))

    def _settings_file(self, finding: Finding) -> Path:
        """Return the configuration of a finding's file, or the one that would be begun in its project."""
        config, file = self._session.config, self._files[finding.path]
        return config.settings_for(file).file or config.root_of(file) / _SETTINGS

    def write(self) -> Iterator[Written]:
        """Write the lists, and yield what became of each file. The articles must have been written before."""
        for settings, accepted in self._accepted.items():
            if not accepted:
                continue
            yield from self._write_accepted(settings, accepted)
        for settings, noted in self._pairs.items():
            pairs = list(dict.fromkeys(noted))  # one pair may be decided for several findings
            if not pairs:
                continue
            yield _change_settings(settings, partial(_with_pairs, pairs=pairs), "names", "two_people", pairs)

    def _write_accepted(self, settings: Path, accepted: list[Finding]) -> Iterator[Written]:
        named = self._session.config.settings_for(self._files[accepted[0].path]).accept
        file = named or settings.parent / ACCEPT_LIST
        lines = "\n".join(self._lines(accepted))

        def added(text: str) -> str:
            entries_of(file, text.encode())  # a file that is no such list is left alone
            return with_line(text, lines)

        done = "added" if file.exists() else "written to a new file"
        written = _change(file, added, f"{count(len(accepted), 'line')} {done}", _REMEDY)
        yield written
        if named is None and written.is_done:
            yield _change_settings(
                settings, lambda text: with_accept_list(text, ACCEPT_LIST), "", "accept", ACCEPT_LIST
            )

    def _lines(self, accepted: list[Finding]) -> Iterator[str]:
        """Yield a line for each finding as it is now: its id depends on its sentence, which may have been mended."""
        session = Session(self._session.options)
        result = run(session, sorted({self._files[each.path] for each in accepted}))
        for finding in accepted:
            now = [
                each
                for each in result.findings
                if (each.path, each.rule, each.excerpt) == (finding.path, finding.rule, finding.excerpt)
            ]
            nearest = min(now, key=lambda each: abs(each.start - finding.start), default=finding)
            yield str(entry_of(nearest, session.config.project_path(self._files[finding.path])))


def _with_pairs(text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    changed: str | None = text
    for pair in pairs:
        changed = with_two_people(changed, pair) if changed is not None else None
    return changed


def _change_settings(
    file: Path, change: Callable[[str], str | None], table: str, key: str, value: object
) -> Written:
    """Change a configuration in YAML; for one in TOML say what is to be added to it."""
    written = json.dumps(value, ensure_ascii=False)
    if file.suffix == ".toml":
        head = f"[tool.copydesk{f'.{table}' if table else ''}]"
        line = f"{display_path(file)}: not changed; add this under {head}: {key} = {written}"
        return Written(line, is_done=False, is_for_people=True)
    by_hand = f"{table}: {{{key}: {written}}}" if table else f"{key}: {written}"
    done = "changed" if file.exists() else "created"
    return _change(file, change, done, f"add by hand: {by_hand}")


def _change(file: Path, change: Callable[[str], str | None], done: str, remedy: str) -> Written:
    """Change a list or a configuration; where that cannot be, say what a person can do instead."""
    name = display_path(file)
    try:
        old = read_bounded(file, LARGEST) if file.exists() else None
        text = (old or b"").decode("utf-8")
        line_end = "\r\n" if "\r\n" in text else "\n"
        new = change(text.replace("\r\n", "\n"))
        if new is None:
            line = f"{name}: not changed, for the entry cannot be put there safely; {remedy}"
            return Written(line, is_done=False)
        replace_content(file, old, new.replace("\n", line_end).encode("utf-8"))
    except ConfigError as error:
        return Written(f"{name}: not changed: {error}", is_done=False)
    except (OSError, TooLarge, UnicodeDecodeError) as error:
        return Written(f"{name}: not changed: {describe_error(error)}; {remedy}", is_done=False)
    return Written(f"{name}: {done}", is_done=True)
