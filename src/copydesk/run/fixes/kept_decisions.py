"""KeptDecisions: the lists in which a person's decisions are kept: accepted findings, and names of two people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from copydesk.config.settings_writer import with_accept_list, with_two_people
from copydesk.engine.failures import describe_error
from copydesk.findings import Finding
from copydesk.run.narrowing.known_findings import Entry, entry_of
from copydesk.run.session import Session
from copydesk.support.atomic_write import replace_content
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.paths import display_path, is_link
from copydesk.support.plurals import count

ACCEPT_LIST = "copydesk-accepted.tsv"
"""The name of the list that is begun where a configuration names none."""

_SETTINGS = "copydesk.yaml"
_LARGEST = 50.0
"""Megabytes."""


class KeptDecisions:
    """What is to be written to lists, gathered for each configuration that says where they are."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._accepted: dict[Path | None, list[tuple[Path, Entry]]] = {}
        self._pairs: dict[Path | None, list[tuple[str, str]]] = {}

    def accept(self, finding: Finding) -> None:
        """Note that a finding is let pass."""
        file = Path(finding.path).absolute()
        entry = entry_of(finding, self._session.config.project_path(file))
        self._accepted.setdefault(self._settings_file(file), []).append((file, entry))

    def two_people(self, finding: Finding, other: str) -> None:
        """Note that the flagged name and another one belong to two people."""
        pair = finding.excerpt, other
        pairs = self._pairs.setdefault(self._settings_file(Path(finding.path).absolute()), [])
        if pair not in pairs:
            pairs.append(pair)

    def _settings_file(self, file: Path) -> Path | None:
        return self._session.config.settings_for(file).file

    def write(self) -> Iterable[str]:
        """Write the lists, and return a line for each file that was written, or why it could not be."""
        for settings, accepted in self._accepted.items():
            yield from self._write_accepted(settings, accepted)
        for settings, pairs in self._pairs.items():
            lines = ", ".join(f"[{first}, {second}]" for first, second in pairs)
            yield _change_settings(
                settings, partial(_with_pairs, pairs=pairs), f"names: {{two_people: [{lines}]}}"
            )

    def _write_accepted(self, settings: Path | None, accepted: list[tuple[Path, Entry]]) -> Iterable[str]:
        named = self._session.config.settings_for(accepted[0][0]).accept
        file = named or (settings.parent if settings else Path.cwd()) / ACCEPT_LIST
        lines = "".join(f"{entry}\n" for _, entry in accepted)

        def added(text: str) -> str:
            return text + ("" if not text or text.endswith("\n") else "\n") + lines

        yield _change(file, added, f"{count(len(accepted), 'line')} added", lines)
        if named is None:
            line = f"accept: {ACCEPT_LIST}"
            yield _change_settings(settings, lambda text: with_accept_list(text, ACCEPT_LIST), line)


def _with_pairs(text: str, pairs: list[tuple[str, str]]) -> str | None:
    changed: str | None = text
    for pair in pairs:
        changed = with_two_people(changed, pair) if changed is not None else None
    return changed


def _change_settings(settings: Path | None, change: Callable[[str], str | None], by_hand: str) -> str:
    file = settings or Path.cwd() / _SETTINGS
    if file.suffix not in (".yaml", ".yml"):
        return f"{display_path(file)}: not changed; add {by_hand} to it"
    return _change(file, change, "changed", by_hand)


def _change(file: Path, change: Callable[[str], str | None], done: str, by_hand: str) -> str:
    """Change a list or a configuration, and return a line that says so, or what a person has to add."""
    name = display_path(file)
    try:
        old = read_bounded(file, _LARGEST) if file.exists() or is_link(file) else None
        new = change((old or b"").decode("utf-8"))
        if new is None:
            return f"{name}: not changed, for the entry cannot be put there safely; add {by_hand}"
        replace_content(file, old, new.encode("utf-8"))
    except (OSError, TooLarge, UnicodeDecodeError) as error:
        return f"{name}: not changed: {describe_error(error)}; add {by_hand}"
    return f"{name}: {done}"
