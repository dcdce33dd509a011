"""RunResult: what came of a run, and what the accept lists leave of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from copydesk.document import Document
from copydesk.engine.failures import NOT_CHECKED, UNREADABLE_SOURCE
from copydesk.engine.locating import locate
from copydesk.engine.overlaps import drop_subsumed
from copydesk.engine.suppressions import UNUSED
from copydesk.findings import Finding, Flag, at_least
from copydesk.rules import Rule
from copydesk.run.narrowing.known_findings import read_ledger, stale, subtract
from copydesk.run.session import Session
from copydesk.support.lazy import LazyMapping
from copydesk.support.paths import display_path


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run.

    Attributes:
        findings: of all files, sorted by path, then place.
        paths: the files asked for, unreadable ones included, by the path that findings show.
        desk: where they were checked.
        whole: whether all of a project was asked for; only then rules that compare documents have seen them all.
        outcomes: what came of the quotations and dates that were held to sources, counted.
    """

    findings: tuple[Finding, ...]
    paths: Mapping[str, Path]
    desk: Session
    outcomes: Mapping[str, int] = field(default_factory=dict)
    whole: bool = False

    @property
    def files(self) -> int:
        """How many files were asked for."""
        return len(self.paths)

    @property
    def anchors(self) -> Mapping[str, str]:
        """By path, how ids name the file."""
        return LazyMapping(lambda: {path: self.desk.project_path(file) for path, file in self.paths.items()})

    @property
    def failing(self) -> int:
        """How many findings are grave enough to fail the run."""
        return sum(at_least(finding.severity, self._fail_on(finding.path)) for finding in self.findings)

    @property
    def incomplete(self) -> bool:
        """Whether something could not be checked, and is not left out as known or out of question."""
        return any(each.is_failure or each.rule == UNREADABLE_SOURCE.id for each in self.findings)

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules that ran, by id."""
        plans = {id(plan): plan for plan in map(self.desk.plan, self.paths.values())}
        return {rule.id: rule for plan in plans.values() for rule in plan.rules}

    @property
    def checked(self) -> dict[str, Set[str]]:
        """By anchor, the ids of the rules that ran on each file, and saw all they need; without unreadable files."""
        unread = {finding.path for finding in self.findings if finding.rule == "unreadable-file"}
        plans = {path: self.desk.plan(file) for path, file in self.paths.items() if path not in unread}
        always = {UNREADABLE_SOURCE.id, *([NOT_CHECKED.id] if self.desk.request.require_sources else ())}
        ids = {
            id(plan): always.union(rule.id for rule in plan.rules if self.whole or not rule.compares)
            for plan in plans.values()
        }
        anchors = self.anchors
        return {anchors[path]: ids[id(plan)] for path, plan in plans.items()}

    def exists(self, anchor: str) -> bool:
        """Whether there is still a file that ids name so."""
        return any((root / anchor).exists() for root in set(map(self.desk.root, self.paths.values())))

    def only(self, keep: Callable[[Finding], bool]) -> RunResult:
        """The run with these findings alone."""
        return replace(self, findings=tuple(filter(keep, self.findings)))

    def without_accepted(self) -> RunResult:
        """The run without what accept lists let pass, and with a finding for each line that lets nothing pass.

        Raises:
            ConfigError: an accept list cannot be read.
        """
        run = self
        for file in sorted({accept for path in self.paths if (accept := self._accept_of(path))}):
            concerned = [each for each in run.findings if self._accept_of(each.path) == file]
            entries = read_ledger(file)
            _, known, over = subtract(concerned, entries)
            accepted = set(known)
            unused = stale(over, self.checked, self.exists)
            findings = [each for each in run.findings if each not in accepted]
            findings += self._unused_lines(file, {entry.line: entry.excerpt for entry in unused})
            run = replace(run, findings=tuple(sorted(findings)))
        return run

    def drop_subsumed(self) -> RunResult:
        """The run with one finding for one thing (see `overlaps`). What is let pass or accepted explains nothing."""

        def rules_of(path: str) -> Mapping[str, Rule]:
            return self.desk.plan(self._file(path)).by_id

        return replace(self, findings=tuple(drop_subsumed(self.findings, rules_of)))

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

    def _accept_of(self, path: str) -> Path | None:
        return self.desk.accept_list(self._file(path))

    def _fail_on(self, path: str) -> str:
        return self.desk.fail_on(self._file(path))

    def _file(self, path: str) -> Path:
        return self.paths.get(path) or Path(path).absolute()
