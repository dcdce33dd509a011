"""ProjectConfig: the configuration, the rules and the sources that hold for each file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pluggy

from copydesk.config.files import find_config, read_config
from copydesk.config.request import RunOptions
from copydesk.config.selection import RuleSet, Selector
from copydesk.config.settings import Config, ConfigError, Source
from copydesk.engine.suppressions import SUPPRESSION_RULES
from copydesk.rules import Rule
from copydesk.support.environment import ENTRY_POINTS, digest_of, installed_plugins, own_code
from copydesk.support.gitignore import PathPatterns
from copydesk.support.paths import anchor_of, project_root
from copydesk.support.storage import fingerprint


def rules_key(config: Config, choices: object, plugins: Iterable[Path]) -> bytes:
    """A digest of all that the rules are made of. The repr of `choices` must tell all of them.

    `plugins` are the files and folders that plugins consist of.
    """
    settings = (sys.version, installed_plugins(ENTRY_POINTS).distributions, choices, str(config.folder))
    return fingerprint(
        own_code(),
        repr(settings).encode("utf-8", "surrogateescape"),
        config.file.read_bytes() if config.file else b"",
        digest_of([*config.packs, *plugins]),
    )


class _FolderConfig(NamedTuple):
    """What holds for all files of one folder: the configuration, and the folder from which ids name them."""

    config: Config
    root: Path


class ProjectConfig:
    """Holds the plugins, and by configuration the rules.

    Raises:
        ConfigError, PackError, PluginError: where a configuration, pack or plugin is first needed and is wrong.
    """

    def __init__(self, request: RunOptions) -> None:
        self.request = request
        self._homes: dict[str, _FolderConfig] = {}
        self._excluded: dict[Path | None, PathPatterns] = {}
        self._rules_keys: dict[Path | None, bytes] = {}
        self._selectors: dict[Path | None, Selector] = {}
        self._catalogues: dict[tuple[Path, ...], dict[str, Rule]] = {}

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """The plugins."""
        from copydesk.config.plugins import plugin_manager

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

    def _home(self, file: Path) -> _FolderConfig:
        folder = os.path.dirname(file)  # noqa: PTH120 - asked for many times a file
        if folder not in self._homes:
            config_file = None
            if not self.request.isolated:
                config_file = self.request.config or find_config(Path(folder))
            config, problems = read_config(config_file) if config_file else (Config(), ())
            if problems:
                raise ConfigError("\n".join([*problems, *self._further_problems(config)]))
            self._homes[folder] = _FolderConfig(config, project_root(file, config_file))
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
            from copydesk.config.plugins import all_rules

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

    def accept_list(self, file: Path) -> Path | None:
        """The list of what is let pass in a file (an absolute path), if there is one beside what the run itself writes.

        Raises:
            ConfigError: it does not exist, and the run is not the one that makes it.
        """
        config = self.config(file)
        if config.accept in (None, self.request.baseline_written):
            return None
        if config.accept.exists():
            return config.accept
        if self.request.creates_baseline:
            return None
        raise ConfigError(
            f"{config.file}: accept: there is no {config.accept}; “copydesk baseline write --baseline FILE” makes"
            " such a list, “--output-format ledger” prints lines for one"
        )

    def rules_key(self, file: Path) -> bytes:
        """A digest of all that a file's rules are made of, worked out without loading the built-in ones."""
        config = self.config(file)
        if config.file not in self._rules_keys:
            has_plugins = self.request.plugins or installed_plugins(ENTRY_POINTS).may_have_plugins
            self._rules_keys[config.file] = rules_key(
                config, self.request.choices, self._plugin_files() if has_plugins else ()
            )
        return self._rules_keys[config.file]

    def _plugin_files(self) -> list[Path]:
        from copydesk.config.plugins import plugin_files

        return plugin_files(self.manager)

    def fail_on(self, file: Path) -> str:
        """How grave a finding in this file fails the run."""
        return self.request.choices.fail_on or self.config(file).fail_on

    def plan(self, file: Path) -> RuleSet:
        """What is done with a file."""
        return self.selector(file).plan(file)

    def project_path(self, file: Path) -> str:
        """What ids call a file: the same from whatever folder copydesk is run."""
        return anchor_of(file, self.root(file))

    def may_have_references(self, file: Path) -> bool:
        """Whether the command line or the configuration may hold a file to sources, or asks for them."""
        return bool(self.request.against or self.request.require_sources or self.config(file).sources)

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
