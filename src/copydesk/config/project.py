"""Project configuration: find the plugins, settings, rules and sources of each file."""

from __future__ import annotations

import os
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
from copydesk.support.distributions import ENTRY_POINTS, installed_plugins
from copydesk.support.paths import anchor_of, project_root
from copydesk.support.untrusted.gitignore import PathPatterns


class _FolderConfig(NamedTuple):
    """What holds for all files of one folder: the configuration, and the folder from which ids name them."""

    config: Config
    root: Path


class ProjectConfig:
    """The plugins and the rules, loaded once, and the settings of each file. Files are absolute paths.

    Raises:
        ConfigError, PackError, PluginError: when a wrong configuration, pack or plugin is first needed.
    """

    def __init__(self, options: RunOptions) -> None:
        self.options = options
        self._folders: dict[str, _FolderConfig] = {}
        self._excluded: dict[Path | None, PathPatterns] = {}
        self._selectors: dict[Path | None, Selector] = {}
        self._catalogues: dict[tuple[Path, ...], dict[str, Rule]] = {}

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """The plugin manager, with all plugins loaded."""
        from copydesk.config.plugins import plugin_manager

        return plugin_manager(self.options.plugins)

    def selector_for(self, file: Path) -> Selector:
        """Return the selector of rules for the configuration of a file."""
        config = self.settings_for(file)
        if config.file not in self._selectors:
            self._selectors[config.file] = Selector(self.catalogue(config), config, self.options.choices)
        return self._selectors[config.file]

    def settings_for(self, file: Path) -> Config:
        """Return the configuration of a file."""
        return self._folder(file).config

    def root_of(self, file: Path) -> Path:
        """Return the folder from which the ids of findings name a file."""
        return self._folder(file).root

    def _folder(self, file: Path) -> _FolderConfig:
        folder = os.path.dirname(file)  # noqa: PTH120 - asked for many times a file
        if folder not in self._folders:
            config_file = None
            if not self.options.isolated:
                config_file = self.options.config or find_config(Path(folder))
            config, problems = read_config(config_file) if config_file else (Config(), ())
            if problems:
                raise ConfigError(*problems, *self._further_problems(config))
            self._folders[folder] = _FolderConfig(config, project_root(file, config_file))
        return self._folders[folder]

    def _further_problems(self, config: Config) -> list[str]:
        """Return the mistakes in the rules that a configuration names, so that they are reported with its other
        mistakes.
        """
        try:
            Selector(self.catalogue(config), config, self.options.choices)
        except ValueError as error:
            return list(error.args)
        return []

    def catalogue(self, config: Config) -> dict[str, Rule]:
        """Return all rules that are available under a configuration, by id."""
        if config.packs not in self._catalogues:
            from copydesk.config.plugins import all_rules

            if missing := next((pack for pack in config.packs if not pack.exists()), None):
                raise ConfigError(f"{config.file}: packs: there is no {missing}; name a rule file or folder")
            self._catalogues[config.packs] = all_rules(self.manager, config.packs) | SUPPRESSION_RULES
        return self._catalogues[config.packs]

    def excludes(self, file: Path) -> bool:
        """Tell whether a file is excluded by its configuration, or is its accept list."""
        config = self.settings_for(file)
        if config.file not in self._excluded:
            self._excluded[config.file] = PathPatterns(
                config.folder, config.exclude, f"{config.file}: exclude"
            )
        return file == config.accept or self._excluded[config.file].match(file)

    def accept_list(self, file: Path) -> Path | None:
        """Return the list of the findings accepted in a file, unless the run itself writes that list.

        Raises:
            ConfigError: the list does not exist, and this run does not create it.
        """
        config = self.settings_for(file)
        if config.accept in (None, self.options.baseline_written):
            return None
        if config.accept.exists():
            return config.accept
        if self.options.creates_baseline:
            return None
        raise ConfigError(
            f"{config.file}: accept: there is no {config.accept}; “copydesk baseline write --baseline FILE” makes"
            " such a list, “--output-format ledger” prints lines for one"
        )

    def plugin_files(self) -> list[Path]:
        """Return the files and folders of all plugins; nothing is loaded if there are no plugins."""
        if not (self.options.plugins or installed_plugins(ENTRY_POINTS).may_have_plugins):
            return []
        from copydesk.config.plugins import plugin_files

        return plugin_files(self.manager)

    def fail_on(self, file: Path) -> str:
        """Return the lowest severity with which a finding in this file makes the run fail."""
        return self.options.choices.fail_on or self.settings_for(file).fail_on

    def rules_for(self, file: Path) -> RuleSet:
        """Return the rules that run on a file."""
        return self.selector_for(file).rules_for(file)

    def text_of(self, file: Path) -> str | None:
        """Return "own" or "taken-in" if the configuration says how an article came here, else None."""
        return self.selector_for(file).text_of(file) if self.settings_for(file).overrides else None

    def compares_copies(self, file: Path) -> bool:
        """Tell whether a file is compared with articles that nobody declared to be of the same story."""
        chosen = self.options.compare_copies
        return self.settings_for(file).copies if chosen is None else chosen

    def project_path(self, file: Path) -> str:
        """Return the name of a file in ids; it is the same in whatever folder copydesk is started."""
        return anchor_of(file, self.root_of(file))

    def may_have_references(self, file: Path) -> bool:
        """Tell whether the command line or the configuration may name sources for a file, or requires them."""
        return bool(self.options.against or self.options.require_sources or self.settings_for(file).sources)

    def sources(self, file: Path) -> tuple[Source, ...]:
        """Return the sources that the command line and the configuration name for a file."""
        config = self.settings_for(file)
        configured = [
            Source(config.folder / pattern, pattern, config.file)
            for each in config.sources
            if PathPatterns(config.folder, each.paths, f"{config.file}: sources").match(file)
            for pattern in each.sources
        ]
        return (*(Source(path, str(path)) for path in self.options.against), *configured)
