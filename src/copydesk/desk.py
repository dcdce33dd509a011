"""Desk: checks files one by one, each by the configuration that holds for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pluggy

from copydesk import limits
from copydesk.cache import fingerprint, rules_key
from copydesk.config import find_config, read_config
from copydesk.document import Document
from copydesk.findings import Finding, Flag
from copydesk.gitignore import PathPatterns
from copydesk.installed import ENTRY_POINTS, survey
from copydesk.linter import Result, lint, locate
from copydesk.paths import anchor_of, display_path, project_root
from copydesk.rules import Rule
from copydesk.selection import Choices, Plan, Selector
from copydesk.settings import Config, ConfigError, Source
from copydesk.suppress import SUPPRESSION_RULES, with_suppressions
from copydesk.unchecked import reason_of, unreadable

if TYPE_CHECKING:
    from copydesk.stories.sketch import Sketch

_KEPT = 16
"""So many documents are kept in memory for the places in them that findings elsewhere refer to."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do. It is picklable, and holds all that a worker needs.

    Attributes:
        config: the one configuration file to use; None to look for the closest to each file.
        isolated: whether to use no configuration file at all.
        plugins: modules to load as plugins, beside the installed ones.
        jobs: how many processes; 0 for as many as the machine has cores.
        contents: what to read instead of certain files (absolute paths): standard input, what is staged.
        use_cache: whether results of earlier runs count.
        against: sources, files or folders, that every article is held to.
        require_sources: whether an article with anything not checked against a source fails.
    """

    choices: Choices = field(default_factory=Choices)
    config: Path | None = None
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    contents: Mapping[Path, bytes] = field(default_factory=dict)
    use_cache: bool = True
    against: tuple[Path, ...] = ()
    require_sources: bool = False


class _Home(NamedTuple):
    """What holds for all files of one folder: the configuration, and the folder from which ids name them."""

    config: Config
    root: Path


class Outline(NamedTuple):
    """A source in outline, or why it has none."""

    file: Path
    sketch: Sketch | None
    reason: str = ""


class Desk:
    """Checks files one by one: holds the plugins, and by configuration the rules.

    `alone` is set for a run of one file, which is spared what wider rules would gather: there is nothing to compare it
    with, unless it has sources.

    Raises:
        ConfigError, PackError, PluginError: where a configuration, pack or plugin is first needed and is wrong.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.alone = False
        self._homes: dict[str, _Home] = {}
        self._excluded: dict[Path | None, PathPatterns] = {}
        self._again: dict[Path, Document] = {}
        self._rules_keys: dict[Path | None, bytes] = {}
        self._selectors: dict[Path | None, Selector] = {}
        self._catalogues: dict[tuple[Path, ...], dict[str, Rule]] = {}

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """The plugins."""
        from copydesk.plugins import plugin_manager

        return plugin_manager(self.request.plugins)

    def selector(self, file: Path) -> Selector:
        """The selector of the configuration that holds for a file (an absolute path)."""
        config = self.config(file)
        if config.file not in self._selectors:
            self._selectors[config.file] = Selector(self.catalogue(config), config, self.request.choices)
        return self._selectors[config.file]

    def config(self, file: Path) -> Config:
        """The configuration that holds for a file (an absolute path)."""
        return self._home(file).config

    def root(self, file: Path) -> Path:
        """The folder from which ids name a file."""
        return self._home(file).root

    def _home(self, file: Path) -> _Home:
        folder = os.path.dirname(file)  # noqa: PTH120 - asked for many times a file
        if folder not in self._homes:
            config_file = None
            if not self.request.isolated:
                config_file = self.request.config or find_config(Path(folder))
            config, problems = read_config(config_file) if config_file else (Config(), ())
            if problems:
                raise ConfigError("\n".join([*problems, *self._further_problems(config)]))
            self._homes[folder] = _Home(config, project_root(file, config_file))
        return self._homes[folder]

    def _further_problems(self, config: Config) -> list[str]:
        """What is wrong with the rules that a configuration names, for whoever is told of its other mistakes."""
        try:
            Selector(self.catalogue(config), config, self.request.choices)
        except ValueError as error:
            return [str(error)]
        return []

    def catalogue(self, config: Config) -> dict[str, Rule]:
        """All rules there are under a configuration, by id."""
        if config.packs not in self._catalogues:
            from copydesk.plugins import all_rules

            if missing := next((pack for pack in config.packs if not pack.exists()), None):
                raise ConfigError(f"{config.file}: packs: there is no {missing}; name a rule file or folder")
            self._catalogues[config.packs] = all_rules(self.manager, config.packs) | SUPPRESSION_RULES
        return self._catalogues[config.packs]

    def excludes(self, file: Path) -> bool:
        """Whether the file's configuration leaves it out; its accept list is no article."""
        config = self.config(file)
        if config.file not in self._excluded:
            self._excluded[config.file] = PathPatterns(
                config.folder, config.exclude, f"{config.file}: exclude"
            )
        return file == config.accept or self._excluded[config.file].match(file)

    def rules_key(self, file: Path) -> bytes:
        """A digest of all that a file's rules are made of, worked out without loading the built-in ones."""
        config = self.config(file)
        if config.file not in self._rules_keys:
            has_plugins = self.request.plugins or survey(ENTRY_POINTS).may_have_plugins
            self._rules_keys[config.file] = rules_key(
                config, self.request.choices, self._plugin_files() if has_plugins else ()
            )
        return self._rules_keys[config.file]

    def _plugin_files(self) -> list[Path]:
        from copydesk.plugins import plugin_files

        return plugin_files(self.manager)

    def fail_on(self, file: Path) -> str:
        """How grave a finding in this file fails the run."""
        return self.request.choices.fail_on or self.config(file).fail_on

    def plan(self, file: Path) -> Plan:
        """What is done with a file."""
        return self.selector(file).plan(file)

    def data(self, file: Path) -> bytes:
        """What a file holds, or what the request puts in its place.

        Raises:
            OSError, limits.TooLarge: it cannot be read, or should not.
        """
        if file in self.request.contents:
            return self.request.contents[file]
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
        if skipped := self.config(file).html_skip:
            document = document.without(skipped)
        document.anchor = self.anchor(file)
        return document

    def anchor(self, file: Path) -> str:
        """What ids call a file: the same from whatever folder copydesk is run."""
        return anchor_of(file, self.root(file))

    def __reduce__(self) -> tuple[type[Desk], tuple[Request]]:
        return Desk, (self.request,)

    def check(self, file: Path) -> Result:
        """Lint one file. One that cannot be read gives a finding of `unreadable-file`."""
        limits.file_begins()
        try:
            data = self.data(file)
            document = self._document(file, data)
        except (Exception, limits.TooSlow) as error:
            return unreadable(file, error)
        rules = active = self.plan(file).rules
        document.is_held = document.is_held or self.has_sources(file)
        if self.alone and not document.is_held:
            rules = tuple(rule for rule in active if not rule.gather)
        try:
            result = with_suppressions(lint(document, rules), document, active, self.selector(file).catalogue)
        except limits.TooSlow as error:  # between two rules
            return unreadable(file, error)
        return replace(result, fingerprint=self.fingerprint(file, data))

    def has_sources(self, file: Path) -> bool:
        """Whether the command line or the configuration may hold a file to sources, or asks for them."""
        return bool(self.request.against or self.request.require_sources or self.config(file).sources)

    def outline(self, file: Path) -> Outline:
        """The outline of a source, which is not itself checked."""
        limits.file_begins()
        try:
            from copydesk.stories.sketch import read_sketch

            return Outline(file, read_sketch(self.read(file)))
        except (Exception, limits.TooSlow) as error:
            return Outline(file, None, reason_of(error))

    def sources(self, file: Path) -> tuple[Source, ...]:
        """What command line and configuration hold a file to."""
        config = self.config(file)
        configured = [
            Source(config.folder / pattern, pattern, config.file)
            for each in config.sources
            if PathPatterns(config.folder, each.paths, f"{config.file}: sources").match(file)
            for pattern in each.sources
        ]
        return (*(Source(path, str(path)) for path in self.request.against), *configured)

    def fingerprint(self, file: Path, data: bytes) -> bytes:
        """A digest of all that the result of a file with this content depends on; empty where nobody wants it."""
        if not self.request.use_cache:
            return b""
        is_spared = self.alone and not self.has_sources(file)  # front matter is part of the data
        names = f"{display_path(file)}\0{self.anchor(file)}\0{is_spared}".encode("utf-8", "replace")
        return fingerprint(self.rules_key(file), names, data)

    def known_fingerprint(self, file: Path) -> bytes:
        """The fingerprint of a file as it is now; empty for one that cannot be read, which checking it will tell."""
        try:
            return self.fingerprint(file, self.data(file)) if self.request.use_cache else b""
        except (OSError, ValueError):
            return b""

    def again(self, file: Path) -> Document:
        """The document in a file that has been read before; the latest few are kept.

        Raises: as `read`.
        """
        if file not in self._again:
            self._again[file] = self.read(file)
            if len(self._again) > _KEPT:
                del self._again[next(iter(self._again))]
        return self._again[file]

    def locate(self, file: Path, flagged: Iterable[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Findings of flags that came from facts: the file is read once more, for their places."""
        try:
            return locate(self.again(file), list(flagged), self._related)
        except (Exception, limits.TooSlow) as error:
            return unreadable(file, error).findings

    def _related(self, path: str) -> Document | None:
        try:
            return self.again(Path(path).absolute())
        except (OSError, ValueError):
            return None
