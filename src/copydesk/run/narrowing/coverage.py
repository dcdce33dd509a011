"""Coverage: record which rules ran on which file, to find the lines of a list that have no finding any more."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.findings import UNREADABLE_FILE, UNREADABLE_SOURCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

    from copydesk.config.project import ProjectConfig
    from copydesk.findings import Finding
    from copydesk.run.narrowing.known_findings import Entry


class Coverage:
    """The files of a run, by path as in findings, and the rules that saw everything they need.

    Files that some of the `findings` report as unreadable are not covered.
    """

    def __init__(
        self,
        config: ProjectConfig,
        paths: Mapping[str, Path],
        findings: Iterable[Finding],
        *,
        covers_project: bool,
    ) -> None:
        self._config = config
        self._paths = paths
        self._unread = {finding.path for finding in findings if finding.rule == UNREADABLE_FILE}
        self._covers_project = covers_project

    @cached_property
    def _rules(self) -> dict[str, Set[str]]:
        """Return the ids of the rules that ran on each file that could be read, by the file's name in ids."""
        from copydesk.engine.failures import (
            NOT_CHECKED,  # imported only for lists with lines without a finding
        )

        config = self._config
        always = {UNREADABLE_SOURCE, *([NOT_CHECKED.id] if config.options.require_sources else ())}
        files = [file for path, file in self._paths.items() if path not in self._unread]
        rule_sets = {file: config.rules_for(file) for file in files}
        ids = {
            id(rule_set): always.union(
                rule.id for rule in rule_set.rules if self._covers_project or not rule.compares
            )
            for rule_set in rule_sets.values()
        }
        return {config.project_path(file): ids[id(rule_set)] for file, rule_set in rule_sets.items()}

    @cached_property
    def _roots(self) -> Set[Path]:
        return set(map(self._config.root_of, self._paths.values()))

    def _exists(self, name: str) -> bool:
        """Tell whether there is a file of this name. Of names that lead out of the project, nothing is told."""
        path = os.path.normpath(name)
        if Path(path).is_absolute() or os.pardir in Path(path).parts:
            return True
        return any(os.path.lexists(root / path) for root in self._roots)

    def stale(self, left_over: Collection[Entry], beside: Path | None = None) -> list[Entry]:
        """Return the entries that certainly have no finding any more, of those without a finding.

        Without a repository the names start from the folder of whoever wrote the list; most often it lies there. So a
        file with such a name `beside` the list is not gone.
        """
        if not left_over:
            return []
        from copydesk.run.narrowing.known_findings import stale  # imported only for lists with such lines

        def exists(name: str) -> bool:
            return self._exists(name) or (beside is not None and os.path.lexists(beside / name))

        return stale(left_over, self._rules, exists)
