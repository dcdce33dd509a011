"""Accept lists: drop the findings that a project has accepted, in the list that its configuration names."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.findings import Flag
from copydesk.support.paths import display_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from copydesk.config.project import ProjectConfig
    from copydesk.findings import Finding
    from copydesk.run.narrowing.coverage import Coverage
    from copydesk.run.narrowing.known_findings import Entry


class AcceptLists:
    """The accept lists for the files of a run, read before the first file is checked.

    Raises:
        ConfigError: a list cannot be read.
    """

    def __init__(self, config: ProjectConfig, files: Iterable[Path]) -> None:
        self._config = config
        self._files = tuple(files)
        lists = {accept for file in self._files if (accept := config.accept_list(file))}
        self._entries: dict[Path, list[Entry]] = {}
        if lists:
            from copydesk.run.narrowing.known_findings import (
                read_ledger,  # imported only where there is a list
            )

            self._entries = {accept: read_ledger(accept) for accept in sorted(lists)}

    def drop_accepted(self, findings: Sequence[Finding], coverage: Coverage) -> Sequence[Finding]:
        """Drop the accepted findings, and add an `unused-suppression` finding for each line that certainly has no
        finding.
        """
        if not self._entries:
            return findings
        from copydesk.run.narrowing.known_findings import subtract

        for accept, entries in self._entries.items():
            concerned = [each for each in findings if self._list_of(each.path) == accept]
            _, known, left_over = subtract(concerned, entries)
            accepted = {finding for finding, _ in known}
            kept = [each for each in findings if each not in accepted]
            findings = sorted([*kept, *self._unused_lines(accept, coverage.stale(left_over))])
        return findings

    def _list_of(self, path: str) -> Path | None:
        return self._config.accept_list(Path(path).absolute())

    def _unused_lines(self, accept: Path, unused: Collection[Entry]) -> Iterable[Finding]:
        if not unused:
            return ()
        from copydesk.document import Document  # imported only where a line is to be reported
        from copydesk.engine.locating import locate
        from copydesk.engine.suppressions import UNUSED
        from copydesk.run.narrowing.known_findings import read_list, text_of

        rule_sets = {id(rules): rules for rules in map(self._config.rules_for, self._files)}
        rules = chain.from_iterable(each.rules for each in rule_sets.values())
        rule = next((rule for rule in rules if rule.id == UNUSED.id), None)
        if rule is None:
            return ()
        source = text_of(accept, read_list(accept))
        excerpts = {entry.line: entry.excerpt for entry in unused}
        flags = []
        offset = 0
        for number, line in enumerate(source.split("\n"), 1):
            if number in excerpts:
                message = f"“{excerpts[number]}” is no longer found; delete this line"
                flags.append((rule, Flag(offset, offset + len(line.rstrip()), message)))
            offset += len(line) + 1
        return locate(Document(source, display_path(accept), "text"), flags)
