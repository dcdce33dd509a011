"""run: paths → findings, in this process or in a pool, and then what only several files together show."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.config import Config, find_config, load_config
from copydesk.document import Document
from copydesk.findings import Finding, Flag
from copydesk.formats.encoding import NotText
from copydesk.linter import CRASHED, Result, lint, locate
from copydesk.outcome import Run
from copydesk.paths import anchor_of, display_path, project_root
from copydesk.plugins import all_rules, plugin_manager
from copydesk.rules import Rule
from copydesk.selection import Choices, Plan, Selector
from copydesk.stories import wider_flags
from copydesk.suppress import SUPPRESSION_RULES, let_pass, with_suppressions
from copydesk.walk import find_files

UNREADABLE = Rule(
    id="unreadable-file",
    family="engine",
    check=lambda _document: (),
    severity="error",
    summary="A file could not be read, so nothing in it was checked.",
    why="It is missing, may not be read, or holds no text in an encoding that can be told with certainty.",
)

ENGINE_RULES = (CRASHED, UNREADABLE)
"""What the engine itself reports; always on, and each such finding makes the exit status 2."""

STDIN = "-"
_FILES_PER_WORKER = 40
"""Below this many files for each worker, starting workers costs more than they save."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do. It is picklable, and holds all that a worker needs.

    Attributes:
        config: the one configuration file to use; None to look for the closest to each file.
        isolated: whether to use no configuration file at all.
        plugins: modules to load as plugins, beside the installed ones.
        jobs: how many processes; 0 for as many as the machine has cores.
        contents: what to read instead of certain files (absolute paths): standard input, what is staged.
    """

    choices: Choices = field(default_factory=Choices)
    config: Path | None = None
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    contents: Mapping[Path, bytes] = field(default_factory=dict)


class Desk:
    """Checks files one by one: holds the plugins, and by configuration the rules.

    Raises:
        ConfigError, PackError, PluginError: where a configuration, pack or plugin is first needed and is wrong.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.manager = plugin_manager(request.plugins)
        self._selectors: dict[Path | None, Selector] = {}

    def selector(self, file: Path) -> Selector:
        """The selector of the configuration that holds for a file (an absolute path)."""
        config_file = self.config_file(file)
        if config_file not in self._selectors:
            config = load_config(config_file) if config_file else Config()
            self._selectors[config_file] = Selector(self.catalogue(config), config, self.request.choices)
        return self._selectors[config_file]

    def config_file(self, file: Path) -> Path | None:
        """The configuration file that holds for a file (an absolute path)."""
        if self.request.isolated:
            return None
        return self.request.config or find_config(file.parent)

    def catalogue(self, config: Config) -> dict[str, Rule]:
        """All rules there are under a configuration, by id."""
        return all_rules(self.manager, config.packs) | SUPPRESSION_RULES

    def excludes(self, file: Path) -> bool:
        """Whether the file's configuration leaves it out."""
        return self.selector(file).excludes(file)

    def plan(self, file: Path) -> Plan:
        """What is done with a file."""
        return self.selector(file).plan(file)

    def read(self, file: Path) -> Document:
        """The document in a file.

        Raises:
            OSError: it cannot be read.
            NotText: what it holds is no text.
        """
        path = display_path(file)
        document: Document = self.manager.hook.copydesk_read(path=path, data=self.bytes_of(file))
        document.anchor = self.anchor(file)
        return document

    def bytes_of(self, file: Path) -> bytes:
        """What a file holds, or what the request puts in its place. Raises OSError if it cannot be read."""
        return self.request.contents[file] if file in self.request.contents else file.read_bytes()

    def anchor(self, file: Path) -> str:
        """What ids call a file: the same from whatever folder copydesk is run."""
        return anchor_of(file, project_root(file, self.config_file(file)))

    def check(self, file: Path) -> Result:
        """Lint one file. One that cannot be read gives a finding of `unreadable-file`."""
        try:
            document = self.read(file)
        except (OSError, NotText) as error:
            return Result(display_path(file), (_unreadable(file, error),))
        rules = self.plan(file).rules
        return with_suppressions(lint(document, rules), document, rules, self.selector(file).catalogue)

    def locate(self, file: Path, flagged: Iterable[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Findings of flags that came from facts: the file is read once more, for their places."""
        try:
            return locate(self.read(file), list(flagged))
        except (OSError, NotText) as error:
            return (_unreadable(file, error),)


def run(paths: Iterable[Path], request: Request, progress: Callable[[int, int], None] | None = None) -> Run:
    """Check files and folders. `progress` is told after each file how many of how many are done.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong; nothing is then checked.
    """
    desk = Desk(request)
    files = find_files(paths, desk.excludes)
    plans = {display_path(file): desk.plan(file) for file in files}
    results = []
    for result in _results(desk, files):
        results.append(result)
        if progress:
            progress(len(results), len(files))
    findings = [finding for result in results for finding in result.findings]
    wide = {rule.id: rule for plan in plans.values() for rule in plan.rules if rule.gather}
    by_path = {display_path(file): file for file in files}
    for path, flagged in wider_flags(results, wide.values()).items():
        findings += desk.locate(by_path[path], flagged)
    root = project_root(files[0], desk.config_file(files[0])) if files else Path.cwd()
    anchors = {path: desk.anchor(file) for path, file in by_path.items()}
    findings = sorted(let_pass(findings, results))
    return Run(tuple(findings), len(files), plans, anchors, root).without_accepted()


def _results(desk: Desk, files: list[Path]) -> Iterator[Result]:
    jobs = min(desk.request.jobs or os.cpu_count() or 1, len(files) // _FILES_PER_WORKER)
    if jobs < 2:
        yield from map(desk.check, files)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(desk.request,)) as pool:
        yield from pool.map(_check_in_worker, files, chunksize=8)


_worker_desk: Desk


def _start_worker(request: Request) -> None:
    global _worker_desk
    _worker_desk = Desk(request)


def _check_in_worker(file: Path) -> Result:
    return _worker_desk.check(file)


def _unreadable(file: Path, error: Exception) -> Finding:
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    document = Document("", display_path(file), "text")
    return locate(document, [(UNREADABLE, Flag(0, 0, f"not checked: {reason[:1].lower()}{reason[1:]}"))])[0]
