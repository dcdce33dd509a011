"""Rule selection: combine preset, configuration and command line into the rules for a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from copydesk.config.rule_options import BadOption, read_option
from copydesk.config.rule_sources.presets import is_in_preset
from copydesk.config.settings import MORE_PROBLEMS, MOST_PROBLEMS, Config, ConfigError, RuleSetting, nearest
from copydesk.engine.extras import lacks_library, what_is_lacking
from copydesk.engine.suppressions import SUPPRESSION_RULES
from copydesk.findings import BOILERPLATE, SEVERITIES
from copydesk.support.untrusted.gitignore import PathPatterns

if TYPE_CHECKING:  # imports the patterns of rule files, which a run needs only where something has changed
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from copydesk.config.request import CliOverrides
    from copydesk.packs.rule_checks import RuleGate
    from copydesk.rules import Rule

NAMES = "names"
"""The family of the rules that know the section `names` of a configuration."""


@dataclass(frozen=True)
class RuleSet:
    """The rules that run on a file.

    Attributes:
        rules: with their options and severities.
        fail_on: the lowest severity that makes a run fail.
        left_out: the rules of the preset or a family that do not run because a library is not installed.
    """

    rules: tuple[Rule, ...]
    fail_on: str
    left_out: tuple[Rule, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """Return the rules by their ids."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def gate(self) -> RuleGate:
        """Return the gate of the rules that need nothing but the file."""
        from copydesk.packs.rule_checks import RuleGate

        return RuleGate(rule for rule in self.rules if not rule.compares)


class Selector:
    """Choose the rules of each file that has one configuration. Files with equal settings share one RuleSet.

    `catalogue` contains all rules available under the configuration, by id.

    Raises:
        ConfigError: a setting names a rule, family or option that does not exist, or a rule (not only its family)
            whose library is not installed; or an option has a wrong value.
    """

    def __init__(self, catalogue: Mapping[str, Rule], config: Config, choices: CliOverrides) -> None:
        self.catalogue = catalogue
        self._config = config
        self._choices = choices
        self._targets = [*catalogue, *sorted({rule.family for rule in catalogue.values()})]
        self._overrides = [
            (PathPatterns(config.folder, each.paths, f"{config.origin}: files[{index}].paths"), each.rules)
            for index, each in enumerate(config.overrides)
        ]
        self._texts = [each.text for each in config.overrides]
        self._rule_sets: dict[tuple[int, ...], RuleSet] = {}
        # Mistakes are reported before the first file is read.
        if problems := list(islice(self._problems(), MOST_PROBLEMS + 1)):
            problems[MOST_PROBLEMS:] = [MORE_PROBLEMS] * (len(problems) > MOST_PROBLEMS)
            raise ConfigError(*(f"{config.origin}: {problem}" for problem in problems))
        self._rules_under(())

    def _problems(self) -> Iterator[str]:
        """Yield the mistakes in the settings of rules, wherever they stand in the configuration."""
        for setting in (*self._config.rules, *(each for _, settings in self._overrides for each in settings)):
            rule = self.catalogue.get(setting.target)
            if rule is None and setting.target not in self._targets:
                yield f"{setting.key}: {self._no_such(setting.target)}"
            elif rule is None and setting.options:
                key = f"{setting.key}.{setting.target}"
                yield f"{key}: a family can be set to on, off or a severity only; set options under a rule"
            elif rule is not None:
                for problem in _read_options(rule, setting)[1]:
                    yield f"{setting.key}.{rule.id}.{problem}"

    def _no_such(self, target: str) -> str:
        return f"there is no rule or family “{target}”{nearest(target, self._targets)}"

    def rules_for(self, file: Path) -> RuleSet:
        """Return the rules of a file (an absolute path)."""
        return self._rules_under(self._matching(file))

    def _rules_under(self, matching: tuple[int, ...]) -> RuleSet:
        if matching not in self._rule_sets:
            self._rule_sets[matching] = self._make_rule_set([self._overrides[index][1] for index in matching])
        return self._rule_sets[matching]

    @cached_property
    def witnesses(self) -> tuple[Rule, ...]:
        """Return the rules that decide whether leftovers in an article count: those that run by default, whichever of
        them run here.
        """
        return tuple(
            each
            for each in self.catalogue.values()
            if each.family == BOILERPLATE and each.preset == "recommended"
        )

    def overrides_of(self, file: Path) -> tuple[int, ...]:
        """Return the numbers, from 0, of the configuration's entries under “files” that hold for a file."""
        return self._matching(file)

    def text_of(self, file: Path) -> str | None:
        """Return "own" or "taken-in" if the configuration says how this article came here, else None; the last entry
        counts.
        """
        declared = [text for index in self._matching(file) if (text := self._texts[index])]
        return declared[-1] if declared else None

    def _matching(self, file: Path) -> tuple[int, ...]:
        return tuple(index for index, (paths, _) in enumerate(self._overrides) if paths.match(file))

    def _make_rule_set(self, overrides: Iterable[tuple[RuleSetting, ...]]) -> RuleSet:
        choices = self._choices
        preset = choices.preset or self._config.preset
        chosen = {each.id: each for each in self.catalogue.values() if is_in_preset(each, preset)}
        for settings in (self._config.rules, *overrides):
            chosen = self._apply(settings, chosen)
        if choices.select:
            selected = self._expand(choices.select, "--select")
            chosen = {id_: chosen.get(id_, self.catalogue[id_]) for id_ in selected}
        for id_ in self._expand(choices.extend_select, "--extend-select"):
            chosen.setdefault(id_, self.catalogue[id_])
        for id_ in self._expand(choices.ignore, "--ignore"):
            chosen.pop(id_, None)
        if choices.ignore and chosen.keys() <= SUPPRESSION_RULES.keys():
            of_which = " of --select" if choices.select else ""
            raise ConfigError(f"--ignore leaves no rule{of_which}, so nothing would be checked")
        for target, severity in choices.severity:
            if severity not in SEVERITIES:
                raise ConfigError(f"--severity: “{severity}” is not one of {', '.join(SEVERITIES)}")
            for id_ in self._expand([target], "--severity"):
                if id_ in chosen:
                    chosen[id_] = replace(chosen[id_], severity=severity)
        left_out = tuple(chosen.pop(id_) for id_ in sorted(chosen) if lacks_library(chosen[id_]))
        for rule in left_out:
            self._refuse_if_named(rule, (self._config.rules, *overrides))
        if left_out and choices.select and not chosen:
            raise ConfigError(f"--select: {left_out[0].id} cannot run: {what_is_lacking(left_out[0])}")
        from copydesk.packs.rule_checks import narrowed

        rules = narrowed((self._with_roster(chosen[id_]) for id_ in sorted(chosen)), self.catalogue.values())
        return RuleSet(rules, choices.fail_on or self._config.fail_on, left_out)

    def _refuse_if_named(self, rule: Rule, settings: Iterable[tuple[RuleSetting, ...]]) -> None:
        """Raise an error if somebody named a rule whose library is not installed.

        Who only chose a preset or the rule's family gets the run without the rule, and is told so.
        """
        origins = [
            *(
                f"{self._config.origin}: {each.key}"
                for group in settings
                for each in group
                if each.target == rule.id and _turns_on(each, rule)
            ),
            *(["--select"] if rule.id in self._choices.select else []),
            *(["--extend-select"] if rule.id in self._choices.extend_select else []),
        ]
        if origins:
            raise ConfigError(f"{origins[0]}: {rule.id} cannot run: {what_is_lacking(rule)}")

    def _apply(self, settings: Iterable[RuleSetting], chosen: dict[str, Rule]) -> dict[str, Rule]:
        """Return the chosen rules after these settings. Settings of a family apply first, so that those of a rule
        override them.
        """
        chosen = dict(chosen)
        for setting in sorted(settings, key=lambda each: each.target in self.catalogue):
            for id_ in self._expand([setting.target], setting.key):
                rule = chosen.get(id_, self.catalogue[id_])
                options = {
                    **rule.options,
                    **(_read_options(rule, setting)[0] if setting.target == id_ else {}),
                }
                if setting.enabled is False:
                    chosen.pop(id_, None)
                elif id_ in chosen or _turns_on(setting, rule):
                    chosen[id_] = replace(rule, severity=setting.severity or rule.severity, options=options)
        return chosen

    def _expand(self, targets: Iterable[str], origin: str) -> list[str]:
        """Return the ids that these ids and families name."""
        ids = []
        for target in targets:
            named = [each.id for each in self.catalogue.values() if target in (each.id, each.family)]
            if not named:
                raise ConfigError(f"{origin}: {self._no_such(target)}")
            ids += named
        return ids

    def _with_roster(self, rule: Rule) -> Rule:
        """Return a rule about names with the names of the configuration in its options `prefer` and `two_people`,
        beside those that it was given itself.
        """
        roster = {
            key: tuple(dict.fromkeys((*rule.options[key], *value)))
            for key, value in self._config.names.items()
            if key in rule.options
        }
        if rule.family != NAMES or not roster:
            return rule
        return replace(rule, options={**rule.options, **roster})


def _turns_on(setting: RuleSetting, rule: Rule) -> bool:
    """Tell whether a setting makes a rule run. The severity of a family only holds for rules that run anyway."""
    if setting.enabled is False:
        return False
    return setting.target == rule.id or (setting.target == rule.family and setting.severity is None)


def _read_options(rule: Rule, setting: RuleSetting) -> tuple[dict[str, Any], list[str]]:
    """Return the valid options of a setting, and messages about the others."""
    options: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in setting.options.items():
        if len(problems) > MOST_PROBLEMS:
            break
        if name not in rule.options:
            problems.append(f"{name}: is not an option of the rule{nearest(name, list(rule.options))}")
            continue
        try:
            options[name] = read_option(rule, name, value)
        except BadOption as error:
            problems.append(f"{name}: {error}")
    return options, problems
