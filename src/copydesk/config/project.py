"""Project configuration: find the plugins, settings, rules and sources of each file."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.confinement import Confinement, confined, large_objections, objections
from copydesk.config.files import find_config, message_about_link, read_archive_index, read_config
from copydesk.config.settings import Config, ConfigError, Source
from copydesk.packs.rule_files import RULE_FILES
from copydesk.support.distributions import ENTRY_POINTS, installed_plugins
from copydesk.support.paths import anchor_of, display_path, is_link, project_root, repository
from copydesk.support.untrusted.gitignore import PathPatterns

if TYPE_CHECKING:  # with these come the rules, which a run needs only where something has changed
    from collections.abc import Iterable, Iterator, Mapping

    import pluggy

    from copydesk.config.request import RunOptions
    from copydesk.config.selection import RuleSet, Selector
    from copydesk.rules import Rule
    from copydesk.stories.grouping.name_archive.attestations import KeptName


class _FolderConfig(NamedTuple):
    """What holds for all files of one folder.

    Attributes:
        config: the configuration.
        root: the folder from which ids name the files.
        articles: what the articles may name.
        settings: what the configuration may name.
        objection: why no file in the folder may be read: the folder is reached through a link. Empty if they may.
    """

    config: Config
    root: Path
    articles: Confinement
    settings: Confinement
    objection: str


class ProjectConfig:
    """The plugins and the rules, loaded once, and the settings of each file. Files are absolute paths.

    Raises:
        ConfigError, PackError, PluginError: when a wrong configuration, pack or plugin is first needed.
    """

    def __init__(self, options: RunOptions) -> None:
        self.options = options
        self._folders: dict[str, _FolderConfig] = {}
        self._excluded: dict[Path | None, Mapping[str, PathPatterns]] = {}
        self._selectors: dict[Path | None, Selector] = {}
        self._catalogues: dict[tuple[tuple[Path, ...], tuple[str, ...]], dict[str, Rule]] = {}
        self._indexes: dict[Path, tuple[KeptName, ...]] = {}

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """The plugin manager, with all plugins loaded."""
        from copydesk.config.plugins import plugin_manager

        return plugin_manager(self.options.plugins)

    def selector_for(self, file: Path) -> Selector:
        """Return the selector of rules for the configuration of a file."""
        config = self.settings_for(file)
        if config.file not in self._selectors:
            from copydesk.config.selection import Selector

            try:
                self._selectors[config.file] = Selector(self.catalogue(config), config, self.options.choices)
            except ConfigError as error:
                raise ConfigError(*dict.fromkeys((*error.args, *self._missing_lists(config)))) from None
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
            self._folders[folder] = self._read_folder(Path(folder))
        return self._folders[folder]

    def _read_folder(self, folder: Path) -> _FolderConfig:
        named, allowed = self.options.config, self.options.allowed
        beside = folder
        while _is_linked(beside) and confined(beside, Path.cwd(), allowed=allowed).refuses(beside):
            beside = beside.parent  # nothing is read behind a link out of the project, nor what configures it
        file = None if self.options.isolated else named or find_config(beside)
        around = (Path.cwd(),) if named or not file else (file.parent, Path.cwd())
        articles = settings = confined(folder, *around, allowed=allowed)
        if file and not named:
            settings = confined(file.parent, allowed=allowed)
        elif file and articles.objection(file):
            if not articles.objection(file.parent):
                raise ConfigError(message_about_link(file))
            settings = Confinement(None)  # the user's own, who may name any file in it
        elif file:
            settings = articles.with_folder_of(file)
            if is_link(file) and settings.objection_to_setting(file):
                raise ConfigError(message_about_link(file))
        config, problems = read_config(file, self.options.settings)
        refused = list(objections(config, settings))
        if not named:
            refused += large_objections(config)
        if problems or refused:  # a pack that must not be read is not searched for further mistakes
            further = [] if refused else self._further_problems(config)
            raise ConfigError(*dict.fromkeys((*problems, *refused, *further)))
        objection = articles.objection_to_article(folder) if _is_linked(folder) else ""
        return _FolderConfig(config, project_root(folder / "any", file), articles, settings, objection)

    def _further_problems(self, config: Config) -> list[str]:
        """Return the mistakes in the rules that a configuration names, so that they are reported with its other
        mistakes.
        """
        from copydesk.config.selection import Selector

        try:
            Selector(self.catalogue(config), config, self.options.choices)
        except ValueError as error:
            return list(dict.fromkeys((*error.args, *self._missing_lists(config))))
        return list(self._missing_lists(config))

    def _missing_lists(self, config: Config) -> Iterator[str]:
        """Yield the mistakes in the lists that a configuration names, of findings and of names."""
        if problem := self._problem_of_accept_list(config):
            yield problem
        if config.archive_index:
            try:
                read_archive_index(config.file, config.archive_index)
            except ConfigError as error:
                yield str(error)

    def catalogue(self, config: Config) -> dict[str, Rule]:
        """Return all rules that are available under a configuration, by id."""
        packs = config.packs, config.pack_distributions
        if packs not in self._catalogues:
            from copydesk.config.plugins import all_rules
            from copydesk.engine.suppressions import SUPPRESSION_RULES
            from copydesk.packs.rule_files import problem_of_pack

            if unusable := {pack: problem for pack in config.packs if (problem := problem_of_pack(pack))}:
                told = (f"{config.origin}: packs: {problem}" for problem in unusable.values())
                there = config._replace(packs=tuple(pack for pack in config.packs if pack not in unusable))
                raise ConfigError(*told, *self._further_problems(there))
            self._catalogues[packs] = all_rules(self.manager, self.packs_of(config)) | SUPPRESSION_RULES
        return self._catalogues[packs]

    def packs_of(self, config: Config) -> tuple[Path, ...]:
        """Return all packs that a configuration names, those of installed distributions too.

        Raises:
            ConfigError: a distribution is not installed, or offers no packs.
        """
        if not config.pack_distributions:
            return config.packs
        from copydesk.config.rule_sources.installed_packs import InstalledPackError, installed_packs

        try:
            installed = [pack for name in config.pack_distributions for pack in installed_packs(name)]
        except InstalledPackError as error:
            raise ConfigError(f"{config.origin}: packs: {error}") from None
        return (*config.packs, *installed)

    def excludes(self, file: Path) -> bool:
        """Tell whether a file is excluded by its configuration, or is its accept list or a fixture of its packs."""
        return bool(self.exclusion_of(file))

    def exclusion_of(self, file: Path) -> str:
        """Return the setting or the option that excludes a file, for messages; empty if none does."""
        config = self.settings_for(file)
        if config.file not in self._excluded:
            self._excluded[config.file] = self._exclusions(config)
        if file == config.accept:
            return f"“accept” in {display_path(config.file or file)}"
        if _is_fixture(file, config.packs):
            return f"“packs” in {display_path(config.file or file)}, as a fixture of a rule"
        return next((name for name, each in self._excluded[config.file].items() if each.match(file)), "")

    def _exclusions(self, config: Config) -> Mapping[str, PathPatterns]:
        """Return the patterns that exclude files, by what they come from."""
        options, here = self.options, Path.cwd()
        named = {"--extend-exclude": PathPatterns(here, options.extend_exclude, "--extend-exclude")}
        if options.exclude is not None:
            return {"--exclude": PathPatterns(here, options.exclude, "--exclude"), **named}
        own = PathPatterns(config.folder, config.exclude, f"{config.origin}: exclude")
        origin = display_path(config.file) if config.file else config.origin
        return {f"“exclude” in {origin}": own, **named}

    def accept_list(self, file: Path) -> Path | None:
        """Return the list of the findings accepted in a file, unless the run itself writes that list.

        Raises:
            ConfigError: the list does not exist, and this run does not create it.
        """
        config = self.settings_for(file)
        if problem := self._problem_of_accept_list(config):
            others = (each for each in self._missing_lists(config) if each != problem)
            raise ConfigError(problem, *others)
        if config.accept is None or config.accept == self.options.baseline_written:
            return None
        return config.accept if os.path.lexists(config.accept) else None

    def _problem_of_accept_list(self, config: Config) -> str:
        """Return why the list of accepted findings cannot be used; empty if it can, or if there need be none."""
        accept, options = config.accept, self.options
        if (
            not accept
            or accept == options.baseline_written
            or options.creates_baseline
            or os.path.lexists(accept)
        ):
            return ""
        return (
            f"{config.origin}: accept: there is no {accept}; “copydesk baseline write --baseline FILE” makes"
            " such a list, “--output-format ledger” prints lines for one"
        )

    def archive_index(self, file: Path) -> tuple[KeptName, ...]:
        """Return the names of the archive that a file is held to; none if its configuration names no index.

        Raises:
            ConfigError: the index cannot be read.
        """
        config = self.settings_for(file)
        if config.archive_index is None:
            return ()
        if config.archive_index not in self._indexes:
            self._indexes[config.archive_index] = read_archive_index(config.file, config.archive_index)
        return self._indexes[config.archive_index]

    @property
    def may_have_plugins(self) -> bool:
        """Tell whether there may be a plugin, without loading any."""
        return bool(self.options.plugins) or installed_plugins(ENTRY_POINTS).may_have_plugins

    def plugin_files(self) -> list[Path]:
        """Return the files and folders of all plugins; nothing is loaded if there are no plugins."""
        if not self.may_have_plugins:
            return []
        from copydesk.config.plugins import plugin_files

        return plugin_files(self.manager)

    def objection_to_link(self, file: Path) -> str:
        """Return why a file must not be read although somebody named it: links lead elsewhere. Empty if it may."""
        folder = self._folder(file)
        if not os.path.islink(file):  # noqa: PTH114 - asked for each file
            return folder.objection
        return folder.articles.with_suffix_of(file).objection_to_article(file)

    def refuses_folder(self, folder: Path) -> bool:
        """Tell whether no file in a folder may be read, because links lead to it: not even their names are shown."""
        return _is_linked(folder) and bool(self.objection_to_link(folder / "any"))

    def confinement_of(self, article: Path, source: Source) -> Confinement:
        """Return the confinement of a source that is declared for an article."""
        if source.origin is None:  # the command line
            return Confinement(None)
        folder = self._folder(article)
        confinement = folder.articles if source.origin == article else folder.settings
        return confinement.with_suffix_of(article)

    def max_file_size(self, file: Path) -> float:
        """Return how many megabytes of a file are read at most."""
        return self.options.max_file_size or self.settings_for(file).max_file_size

    def fail_on(self, file: Path) -> str:
        """Return the lowest severity with which a finding in this file makes the run fail."""
        return self.options.choices.fail_on or self.settings_for(file).fail_on

    def rules_for(self, file: Path) -> RuleSet:
        """Return the rules that run on a file."""
        return self.selector_for(file).rules_for(file)

    def left_out(self, files: Iterable[Path]) -> list[Rule]:
        """Return the rules of a preset or family that do not run on these files because a library is not installed.

        Where every result is known already the rules are not loaded, unless something may name such a rule.
        """
        concerned = filter(self._may_leave_out, files)
        rules = {rule.id: rule for file in concerned for rule in self.rules_for(file).left_out}
        return list(rules.values())

    def _may_leave_out(self, file: Path) -> bool:
        """Tell whether more rules than the recommended ones are asked for on a file."""
        choices, settings = self.options.choices, self.settings_for(file)
        named = (*settings.rules, *(each for override in settings.overrides for each in override.rules))
        return (
            (choices.preset or settings.preset) == "strict"
            or bool(choices.select or choices.extend_select)
            or any(each.enabled for each in named)
        )

    def import_checks(self, files: Iterable[Path]) -> None:
        """Import the modules of all rules that run on these files, which else are imported when a rule first runs."""
        from copydesk.config.rule_sources.built_in_rules import import_checks

        rule_sets = {id(rules): rules for rules in map(self.rules_for, files)}  # most files share one
        for rules in rule_sets.values():
            import_checks(rules.rules)

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
            if PathPatterns(config.folder, each.paths, f"{config.origin}: sources").match(file)
            for pattern in each.sources
        ]
        return (*(Source(path, str(path)) for path in self.options.against), *configured)


def _is_fixture(file: Path, packs: Iterable[Path]) -> bool:
    """Tell whether a file lies in a pack beside the rule of its name: its texts have faults on purpose."""
    return any(
        file.is_relative_to(pack) and any(os.path.lexists(file.with_suffix(each)) for each in RULE_FILES)
        for pack in packs
    )


def _is_linked(folder: Path) -> bool:
    """Tell whether a link stands between the top of a repository and a folder in it."""
    top = repository(folder)
    return top is not None and os.path.realpath(folder) != os.path.join(  # noqa: PTH118
        os.path.realpath(top), *folder.relative_to(top).parts
    )
