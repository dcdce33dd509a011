"""run: paths → findings, in this process or in a pool, and then what only several files together show."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pluggy

from copydesk import limits
from copydesk.cache import Cache, fingerprint, rules_key
from copydesk.config import Config, find_config, load_config
from copydesk.document import Document
from copydesk.findings import Finding, Flag, at_least
from copydesk.formats.encoding import NotText
from copydesk.gitignore import PathPatterns
from copydesk.installed import ENTRY_POINTS, survey
from copydesk.linter import CRASHED, Result, lint, locate
from copydesk.plugins import all_rules, plugin_files, plugin_manager
from copydesk.rules import Rule
from copydesk.selection import Choices, Plan, Selector
from copydesk.stories.article import read_article
from copydesk.walk import find_files
from copydesk.wider import NOT_CHECKED, wider_findings

UNREADABLE = Rule(
    id="unreadable-file",
    family="engine",
    check=lambda _document: (),
    severity="error",
    summary="A file could not be read, so nothing in it was checked.",
    why="It is missing, may not be read, or holds no text in an encoding that can be told with certainty.",
)

ENGINE_RULES = (CRASHED, UNREADABLE, NOT_CHECKED)
"""What the engine itself reports. Findings of the family "engine" are always on and make the exit status 2."""

STDIN = "-"
_KEPT = 16
"""So many documents are kept in memory for the places in them that findings elsewhere refer to."""

_FILES_PER_WORKER = 40
"""Below this many files for each worker, starting workers costs more than they save."""
_FILES_AT_ONCE = 500
"""Files whose kept results are asked for together."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do. It is picklable, and holds all that a worker needs.

    Attributes:
        config: the one configuration file to use; None to look for the closest to each file.
        isolated: whether to use no configuration file at all.
        plugins: modules to load as plugins, beside the installed ones.
        jobs: how many processes; 0 for as many as the machine has cores.
        stdin: the text that stands for the path "-", and the name it goes by.
        against: sources, files or folders, that every article is held to.
        require_sources: whether an article with anything not checked against a source fails.
        use_cache: whether results of earlier runs count.
    """

    choices: Choices = field(default_factory=Choices)
    config: Path | None = None
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    stdin: tuple[str, bytes] | None = None
    against: tuple[Path, ...] = ()
    require_sources: bool = False
    use_cache: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found.

    Attributes:
        findings: of all files, sorted by path, then place.
        files: how many files were asked for, unreadable ones included.
        failing: how many findings are grave enough to fail the run.
        outcomes: of the quotations and dates that have a source, how many match, differ …: see sources.OUTCOMES.
    """

    findings: tuple[Finding, ...]
    files: int
    failing: int
    outcomes: Mapping[str, int] = field(default_factory=dict)

    @property
    def incomplete(self) -> bool:
        """Whether something could not be checked."""
        return any(finding.family == "engine" for finding in self.findings)


class Desk:
    """Checks files one by one: holds the plugins, and by configuration the rules.

    Raises:
        ConfigError, PackError, PluginError: where a configuration, pack or plugin is first needed and is wrong.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self._excluded: dict[Path | None, PathPatterns] = {}
        self._rules_keys: dict[Path | None, bytes] = {}
        self._again: dict[str, Document] = {}
        self._selectors: dict[Path | None, Selector] = {}
        self._catalogues: dict[tuple[Path, ...], dict[str, Rule]] = {}

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """The plugins."""
        return plugin_manager(self.request.plugins)

    def selector(self, file: Path) -> Selector:
        """The selector of the configuration that holds for a file (an absolute path)."""
        config_file = self.config_file(file)
        if config_file not in self._selectors:
            config = self.config(file)
            self._selectors[config_file] = Selector(self.catalogue(config), config, self.request.choices)
        return self._selectors[config_file]

    def config_file(self, file: Path) -> Path | None:
        """The configuration file that holds for a file (an absolute path)."""
        if self.request.isolated:
            return None
        return self.request.config or find_config(file.parent)

    def config(self, file: Path) -> Config:
        """The configuration that holds for a file (an absolute path)."""
        config_file = self.config_file(file)
        return load_config(config_file) if config_file else Config()

    def catalogue(self, config: Config) -> dict[str, Rule]:
        """All rules there are under a configuration, by id."""
        if config.packs not in self._catalogues:
            self._catalogues[config.packs] = all_rules(self.manager, config.packs)
        return self._catalogues[config.packs]

    def excludes(self, file: Path) -> bool:
        """Whether the file's configuration leaves it out."""
        config_file = self.config_file(file)
        if config_file not in self._excluded:
            config = self.config(file)
            self._excluded[config_file] = PathPatterns(config.folder, config.exclude)
        return self._excluded[config_file].match(file)

    def rules_key(self, file: Path) -> bytes:
        """A digest of all that a file's rules are made of, worked out without loading the built-in ones."""
        config_file = self.config_file(file)
        if config_file not in self._rules_keys:
            has_plugins = self.request.plugins or survey(ENTRY_POINTS).may_have_plugins
            self._rules_keys[config_file] = rules_key(
                self.config(file), self.request.choices, plugin_files(self.manager) if has_plugins else ()
            )
        return self._rules_keys[config_file]

    def fail_on(self, file: Path) -> str:
        """How grave a finding in this file fails the run."""
        return self.request.choices.fail_on or self.config(file).fail_on

    def plan(self, file: Path) -> Plan:
        """What is done with a file."""
        return self.selector(file).plan(file)

    def data(self, file: Path) -> bytes:
        """What a file holds.

        Raises:
            OSError, limits.TooLarge: it cannot be read, or should not.
        """
        if self.request.stdin and file == Path(os.path.abspath(self.request.stdin[0])):
            return self.request.stdin[1]
        return limits.read_bounded(file, self.config(file).max_file_size)

    def read(self, file: Path) -> Document:
        """The document in a file.

        Raises:
            OSError: it cannot be read.
            NotText, TooLarge: what it holds is no text, or too much.
        """
        return self._document(file, self.data(file))

    def _document(self, file: Path, data: bytes) -> Document:
        document: Document = self.manager.hook.copydesk_read(path=display_path(file), data=data)
        return document

    def __reduce__(self) -> tuple[type[Desk], tuple[Request]]:
        return Desk, (self.request,)

    def check(self, file: Path) -> Result:
        """Lint one file. One that cannot be read gives a finding of `unreadable-file`."""
        limits.file_begins()
        try:
            data = self.data(file)
            document = self._document(file, data)
        except (Exception, limits.TooSlow) as error:
            return _unreadable(file, error)
        result = lint(document, self.plan(file).rules)
        return replace(result, fingerprint=self.fingerprint(file, data))

    def fingerprint(self, file: Path, data: bytes) -> bytes:
        """A digest of all that the result of a file with this content depends on; empty where nobody wants it."""
        if not self.request.use_cache:
            return b""
        return fingerprint(self.rules_key(file), display_path(file).encode("utf-8", "replace"), data)

    def known_fingerprint(self, file: Path) -> bytes:
        """The fingerprint of a file as it is now; empty for one that cannot be read, which checking it will tell."""
        try:
            return self.fingerprint(file, self.data(file)) if self.request.use_cache else b""
        except (OSError, ValueError):
            return b""

    def gather(self, files: Sequence[Path]) -> Iterator[tuple[Path, Result]]:
        """The facts of sources, which are not themselves checked."""
        for file in files:
            limits.file_begins()
            try:
                yield file, Result(display_path(file), (), {"source": read_article(self.read(file))})
            except (Exception, limits.TooSlow) as error:
                yield file, _unreadable(file, error)

    def locate(self, file: Path, flagged: Iterable[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Findings of flags that came from facts: the file is read once more, for their places."""
        try:
            return locate(self.read(file), list(flagged), self._read_again)
        except (Exception, limits.TooSlow) as error:
            return _unreadable(file, error).findings

    def _read_again(self, path: str) -> Document | None:
        """The document at a path as findings show it; the latest few are kept."""
        if path not in self._again:
            try:
                self._again[path] = self.read(Path(path).absolute())
            except (OSError, ValueError):
                return None
            if len(self._again) > _KEPT:
                del self._again[next(iter(self._again))]
        return self._again[path]


def run(paths: Iterable[Path], request: Request, progress: Callable[[int, int], None] | None = None) -> Run:
    """Check files and folders. `progress` is told after each file how many of how many are done.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong; nothing is then checked.
    """
    desk = Desk(request)
    files = find_files(paths, desk.excludes)
    by_path = {display_path(file): file for file in files}
    results: list[Result] = []
    with limits.interrupting():
        for result in check_files(desk, files):
            results.append(result)
            if progress:
                progress(len(results), len(files))
        findings = [finding for result in results for finding in result.findings]
        wider = wider_findings(desk, by_path, results)
    findings += wider.findings
    failing = sum(
        at_least(finding.severity, desk.fail_on(by_path.get(finding.path) or Path(finding.path).absolute()))
        for finding in findings
    )
    return Run(tuple(sorted(findings)), len(files), failing, wider.outcomes)


def check_files(desk: Desk, files: Sequence[Path]) -> Iterator[Result]:
    """The result of each file, in no certain order: kept ones first, the others as they become ready."""
    kept = Cache()
    unknown = []
    for some in (files[at : at + _FILES_AT_ONCE] for at in range(0, len(files), _FILES_AT_ONCE)):
        fingerprints = {file: desk.known_fingerprint(file) for file in some}
        found = kept.find(filter(None, fingerprints.values()))
        unknown += [file for file in some if fingerprints[file] not in found]
        yield from found.values()
    for result in _check_anew(desk, unknown):
        kept.add(result)
        yield result
    kept.flush()


def _check_anew(desk: Desk, files: Sequence[Path]) -> Iterator[Result]:
    for file in files:
        desk.plan(file)  # a mistake in any configuration shows before the first file is checked
    jobs = min(desk.request.jobs or available_cores(), len(files) // _FILES_PER_WORKER)
    if jobs < 2:
        yield from map(desk.check, files)
        return
    from copydesk.pool import check_in_pool

    yield from check_in_pool(files, jobs, desk.check, not_checked)


def available_cores() -> int:
    """How many processes can run at once; fewer than the machine's cores in a container or under `taskset`."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def display_path(file: Path) -> str:
    """The path as findings show it: relative to the working folder if it lies under it, with forward slashes."""
    working = Path.cwd()
    return (file.relative_to(working) if file.is_relative_to(working) else file).as_posix()


def not_checked(file: Path, reason: str) -> Result:
    """The result of a file that could not be checked."""
    document = Document("", display_path(file), "text")
    flag = Flag(0, 0, f"not checked: {reason[:1].lower()}{reason[1:]}")
    return Result(document.path, locate(document, [(UNREADABLE, flag)]))


def _unreadable(file: Path, error: BaseException) -> Result:
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
    elif isinstance(error, limits.TooSlow):
        reason = f"reading it took longer than {error}"
    elif isinstance(error, NotText | limits.TooLarge):
        reason = str(error)
    else:
        reason = f"its reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return not_checked(file, reason)
