"""run: paths → findings, in this process or in a pool, and then what only several files together show."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from copydesk.config import Config, find_config, load_config
from copydesk.document import Document
from copydesk.findings import Finding, Flag, at_least
from copydesk.formats.encoding import NotText
from copydesk.linter import CRASHED, Result, lint, locate
from copydesk.plugins import all_rules, plugin_manager
from copydesk.rules import Rule
from copydesk.selection import Choices, Plan, Selector
from copydesk.sources import Declared, declared_sources, outcomes_of, shelve
from copydesk.stories import Member, Story, articles_of, find_stories, wider_flags
from copydesk.stories.article import Article, read_article
from copydesk.walk import find_files

UNREADABLE = Rule(
    id="unreadable-file",
    family="engine",
    check=lambda _document: (),
    severity="error",
    summary="A file could not be read, so nothing in it was checked.",
    why="It is missing, may not be read, or holds no text in an encoding that can be told with certainty.",
)

NOT_CHECKED = Rule(
    id="not-checked-against-source",
    family="sources",
    check=lambda _document: (),
    severity="error",
    summary="Quotations or dates of an article could not be held to a source; asked for by --require-sources.",
    why="It declares none, or none that could be read, or only addresses in the web, which are not fetched.",
)

ENGINE_RULES = (CRASHED, UNREADABLE, NOT_CHECKED)
"""What the engine itself reports. Findings of the family "engine" are always on and make the exit status 2."""

STDIN = "-"
_KEPT = 16
"""So many documents are kept in memory for the places in them that findings elsewhere refer to."""

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
        stdin: the text that stands for the path "-", and the name it goes by.
        against: sources, files or folders, that every article is held to.
        require_sources: whether an article with anything not checked against a source fails.
    """

    choices: Choices = field(default_factory=Choices)
    config: Path | None = None
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    stdin: tuple[str, bytes] | None = None
    against: tuple[Path, ...] = ()
    require_sources: bool = False


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
        self.manager = plugin_manager(request.plugins)
        self._again: dict[str, Document] = {}
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
        return all_rules(self.manager, config.packs)

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
        if self.request.stdin and file == Path(os.path.abspath(self.request.stdin[0])):
            data = self.request.stdin[1]
        else:
            data = file.read_bytes()
        document: Document = self.manager.hook.copydesk_read(path=path, data=data)
        return document

    def check(self, file: Path) -> Result:
        """Lint one file. One that cannot be read gives a finding of `unreadable-file`."""
        try:
            document = self.read(file)
        except (OSError, NotText) as error:
            return Result(display_path(file), (_unreadable(file, error),))
        return lint(document, self.plan(file).rules)

    def gather(self, file: Path) -> Result:
        """The facts of a source, which is not itself checked."""
        try:
            return Result(display_path(file), (), {"source": read_article(self.read(file))})
        except (OSError, NotText) as error:
            return Result(display_path(file), (_unreadable(file, error),))

    def declared(self, file: Path, article: Article) -> Declared:
        """What an article is to be held to."""
        return declared_sources(file, article, [*self.request.against, *self.selector(file).sources(file)])

    def locate(self, file: Path, flagged: Iterable[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Findings of flags that came from facts: the file is read once more, for their places."""
        try:
            return locate(self.read(file), list(flagged), self._read_again)
        except (OSError, NotText) as error:
            return (_unreadable(file, error),)

    def _read_again(self, path: str) -> Document | None:
        """The document at a path as findings show it; the latest few are kept."""
        if path not in self._again:
            try:
                self._again[path] = self.read(Path(path).absolute())
            except (OSError, NotText):
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
    plans = {display_path(file): desk.plan(file) for file in files}
    results = []
    for result in _results(desk, files):
        results.append(result)
        if progress:
            progress(len(results), len(files))
    findings = [finding for result in results for finding in result.findings]
    wide = {rule.id: rule for plan in plans.values() for rule in plan.rules if rule.gather}
    by_path = {display_path(file): file for file in files}
    held = _hold(desk, {path: by_path[path] for path in articles_of(results)}, results)
    findings += held.findings
    for path, flagged in wider_flags(results, wide.values(), held.stories).items():
        findings += desk.locate(by_path[path], flagged)
    failing = sum(
        at_least(finding.severity, plans[finding.path].fail_on)
        for finding in findings
        if finding.path in plans
    )
    return Run(tuple(sorted(findings)), len(files), failing, held.outcomes)


class _Held(NamedTuple):
    stories: list[Story]
    findings: list[Finding]
    outcomes: Counter[str]


def _hold(desk: Desk, files: Mapping[str, Path], results: Iterable[Result]) -> _Held:
    """Put the articles of a run together with their sources and with one another."""
    articles = articles_of(results)
    declared = {
        path: each for path, article in articles.items() if any(each := desk.declared(files[path], article))
    }
    texts = {files[path]: Member(path, article) for path, article in articles.items()}
    wanted = dict.fromkeys(file for each in declared.values() for file in each.files if file not in texts)
    findings: list[Finding] = []
    for file, result in zip(wanted, _results(desk, list(wanted), "gather"), strict=True):
        findings += result.findings
        texts.update((file, Member(result.path, facts)) for facts in result.facts.values())
    incomplete = {
        path
        for path, each in declared.items()
        if each.elsewhere or any(file not in texts for file in each.files)
    }
    stories = find_stories(articles, shelve(declared, articles, texts), incomplete)
    by_article = {story.members[0].path: story for story in stories if story.sources}
    outcomes: Counter[str] = Counter()
    for path in articles if desk.request.require_sources else declared:
        counts = outcomes_of(by_article.get(path), articles[path], complete=path not in incomplete)
        outcomes += counts
        if desk.request.require_sources and (number := counts["not checked"]):
            message = f"{number} quotations and dates are not checked against a source"
            findings += desk.locate(files[path], [(NOT_CHECKED, Flag(0, 0, message))])
    return _Held(stories, findings, outcomes)


def _results(desk: Desk, files: list[Path], work: str = "check") -> Iterator[Result]:
    """What the desk's method `work` gives for each file."""
    jobs = min(desk.request.jobs or os.cpu_count() or 1, len(files) // _FILES_PER_WORKER)
    if jobs < 2:
        yield from map(getattr(desk, work), files)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(desk.request,)) as pool:
        yield from pool.map(partial(_in_worker, work), files, chunksize=8)


_worker_desk: Desk


def _start_worker(request: Request) -> None:
    global _worker_desk
    _worker_desk = Desk(request)


def _in_worker(work: str, file: Path) -> Result:
    result: Result = getattr(_worker_desk, work)(file)
    return result


def display_path(file: Path) -> str:
    """The path as findings show it: relative to the working folder if it lies under it, with forward slashes."""
    working = Path.cwd()
    return (file.relative_to(working) if file.is_relative_to(working) else file).as_posix()


def _unreadable(file: Path, error: Exception) -> Finding:
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    document = Document("", display_path(file), "text")
    return locate(document, [(UNREADABLE, Flag(0, 0, f"not checked: {reason[:1].lower()}{reason[1:]}"))])[0]
