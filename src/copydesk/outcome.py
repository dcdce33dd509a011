"""Run: what came of a run, and what the accept lists leave of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from copydesk.document import Document
from copydesk.findings import Finding, Flag, at_least
from copydesk.ledger import read_ledger, stale, subtract
from copydesk.linter import locate
from copydesk.paths import display_path
from copydesk.rules import Rule
from copydesk.selection import Plan
from copydesk.suppress import UNUSED


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    Attributes:
        findings: of all files, sorted by path, then place.
        files: how many files were asked for, unreadable ones included.
        plans: what was done with each file, by path.
        anchors: by path, how ids name the file.
        root: the folder that anchors start from.
    """

    findings: tuple[Finding, ...]
    files: int
    plans: Mapping[str, Plan] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    root: Path = field(default_factory=Path)

    @property
    def failing(self) -> int:
        """How many findings are grave enough to fail the run."""
        return sum(at_least(finding.severity, self._fail_on(finding.path)) for finding in self.findings)

    @property
    def incomplete(self) -> bool:
        """Whether something could not be checked."""
        return any(finding.family == "engine" for finding in self.findings)

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules that ran, by id."""
        return {rule.id: rule for plan in self._distinct_plans() for rule in plan.rules}

    @property
    def checked(self) -> dict[str, frozenset[str]]:
        """By anchor, the ids of the rules that ran on each file; without files that could not be read."""
        unread = {finding.path for finding in self.findings if finding.rule == "unreadable-file"}
        ids = {id(plan): frozenset(rule.id for rule in plan.rules) for plan in self._distinct_plans()}
        return {self.anchors[path]: ids[id(plan)] for path, plan in self.plans.items() if path not in unread}

    def exists(self, anchor: str) -> bool:
        """Whether there is still a file that ids name so."""
        return (self.root / anchor).exists()

    def only(self, keep: Callable[[Finding], bool]) -> Run:
        """The run with these findings alone; what could not be checked always stays."""
        return replace(
            self, findings=tuple(each for each in self.findings if each.family == "engine" or keep(each))
        )

    def without_accepted(self) -> Run:
        """The run without what accept lists let pass, and with a finding for each line that lets nothing pass.

        Raises:
            ConfigError: an accept list cannot be read.
        """
        run = self
        for file in sorted({plan.accept for plan in self._distinct_plans() if plan.accept}):
            concerned = [each for each in run.findings if self._accept_of(each.path) == file]
            entries = read_ledger(file)
            _, known, over = subtract(concerned, entries)
            accepted = set(known)
            unused = stale(over, self.checked, self.exists)
            findings = [each for each in run.findings if each not in accepted]
            findings += self._unused_lines(file, {entry.line: entry.excerpt for entry in unused})
            run = replace(run, findings=tuple(sorted(findings)))
        return run

    def _unused_lines(self, file: Path, excerpts: Mapping[int, str]) -> Iterable[Finding]:
        rule = self.rules.get(UNUSED.id)
        if rule is None or not excerpts:
            return ()
        source = file.read_text("utf-8-sig")
        document = Document(source, display_path(file), "text")
        flags = []
        offset = 0
        for number, line in enumerate(source.split("\n"), 1):
            if number in excerpts:
                message = f"nothing is left of “{excerpts[number]}” to accept; the line can go"
                flags.append((rule, Flag(offset, offset + len(line.rstrip()), message)))
            offset += len(line) + 1
        return locate(document, flags)

    def _distinct_plans(self) -> Iterable[Plan]:
        return {id(plan): plan for plan in self.plans.values()}.values()

    def _accept_of(self, path: str) -> Path | None:
        return self.plans[path].accept if path in self.plans else None

    def _fail_on(self, path: str) -> str:
        if path in self.plans:
            return self.plans[path].fail_on
        return next((plan.fail_on for plan in self._distinct_plans()), "warning")
