"""Which rules hold for a file, and how: preset, configuration and command line put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from copydesk.config import nearest
from copydesk.findings import SEVERITIES
from copydesk.gitignore import PathPatterns
from copydesk.rules import Rule
from copydesk.settings import Config, ConfigError, RuleSetting


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says of the rules; it goes before every configuration. Ids and families both count.

    Attributes:
        select: only these rules, whatever preset and configuration say; empty for no such limit.
        severity: pairs of rule or family and severity.
    """

    preset: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    fail_on: str | None = None


@dataclass(frozen=True)
class Plan:
    """What is done with a file: the rules that run, as configured, and how grave a finding fails the run."""

    rules: tuple[Rule, ...]
    fail_on: str

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules}


class Selector:
    """Makes the plan of each file that one configuration holds for. Files of equal settings share one plan.

    `catalogue` holds every rule there is under the configuration, by id.

    Raises:
        ConfigError: a rule, family or option is named that does not exist, or an option has the wrong type.
    """

    def __init__(self, catalogue: Mapping[str, Rule], config: Config, choices: Choices) -> None:
        self.catalogue = catalogue
        self._config = config
        self._choices = choices
        self._targets = [*catalogue, *sorted({rule.family for rule in catalogue.values()})]
        self._overrides = [
            (PathPatterns(config.folder, each.paths, f"{config.file}: files"), each.rules)
            for each in config.overrides
        ]
        self._plans: dict[tuple[int, ...], Plan] = {}
        for settings in (config.rules, *(rules for _, rules in self._overrides)):
            self._apply(settings, {}, str(config.file))
        self.plan(config.folder / "any")  # so that a mistake shows before the first file is read

    def plan(self, file: Path) -> Plan:
        """What is done with this file (an absolute path)."""
        matching = tuple(index for index, (paths, _) in enumerate(self._overrides) if paths.match(file))
        if matching not in self._plans:
            self._plans[matching] = self._make_plan([self._overrides[index][1] for index in matching])
        return self._plans[matching]

    def _make_plan(self, overrides: Iterable[tuple[RuleSetting, ...]]) -> Plan:
        choices = self._choices
        preset = choices.preset or self._config.preset
        chosen = {
            each.id: each for each in self.catalogue.values() if preset == "strict" or each.preset == preset
        }
        for settings in (self._config.rules, *overrides):
            chosen = self._apply(settings, chosen, str(self._config.file))
        if choices.select:
            selected = self._expand(choices.select, "--select")
            chosen = {id_: chosen.get(id_, self.catalogue[id_]) for id_ in selected}
        for id_ in self._expand(choices.extend_select, "--extend-select"):
            chosen.setdefault(id_, self.catalogue[id_])
        for id_ in self._expand(choices.ignore, "--ignore"):
            chosen.pop(id_, None)
        for target, severity in choices.severity:
            if severity not in SEVERITIES:
                raise ConfigError(f"--severity: {severity!r} is not one of {', '.join(SEVERITIES)}")
            for id_ in self._expand([target], "--severity"):
                if id_ in chosen:
                    chosen[id_] = replace(chosen[id_], severity=severity)
        rules = tuple(self._with_roster(chosen[id_]) for id_ in sorted(chosen))
        return Plan(rules, choices.fail_on or self._config.fail_on)

    def _apply(
        self, settings: Iterable[RuleSetting], chosen: dict[str, Rule], origin: str
    ) -> dict[str, Rule]:
        """`chosen` after these settings; those of a rule go before those of its family, whatever their order."""
        chosen = dict(chosen)
        for setting in sorted(settings, key=lambda each: each.target in self.catalogue):
            for id_ in self._expand([setting.target], f"{origin}: rules"):
                rule = chosen.get(id_, self.catalogue[id_])
                if setting.target == id_:
                    options = {**rule.options, **_checked(rule, setting.options, origin)}
                elif setting.options:
                    raise ConfigError(
                        f"{origin}: rules.{setting.target}: a family takes on, off or a severity only"
                    )
                else:
                    options = dict(rule.options)
                if setting.enabled is False:
                    chosen.pop(id_, None)
                elif setting.target == id_ or id_ in chosen or setting.severity is None:
                    chosen[id_] = replace(rule, severity=setting.severity or rule.severity, options=options)
        return chosen

    def _expand(self, targets: Iterable[str], origin: str) -> list[str]:
        """The ids that these ids and families name."""
        ids = []
        for target in targets:
            named = [each.id for each in self.catalogue.values() if target in (each.id, each.family)]
            if not named:
                raise ConfigError(
                    f"{origin}: there is no rule or family “{target}”{nearest(target, self._targets)}"
                )
            ids += named
        return ids

    def _with_roster(self, rule: Rule) -> Rule:
        """A rule about names is given the roster of the configuration, in the options that it has for it."""
        roster = {key: value for key, value in self._config.names.items() if key in rule.options}
        if rule.family != "names" or not roster:
            return rule
        return replace(rule, options={**rule.options, **roster})


def _checked(rule: Rule, options: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """Options with the types that the rule's own defaults have."""
    checked = {}
    for name, value in options.items():
        key = f"{origin}: rules.{rule.id}.{name}"
        if name not in rule.options:
            raise ConfigError(f"{key}: is not an option of the rule{nearest(name, list(rule.options))}")
        default = rule.options[name]
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(tuple(each) if isinstance(each, list) else each for each in value)
        wanted = (int, float) if isinstance(default, float) else type(default)
        if default is not None and (
            not isinstance(value, wanted) or isinstance(value, bool) != isinstance(default, bool)
        ):
            name_of = {tuple: "a list", bool: "true or false", str: "a text"}.get(type(default), "a number")
            raise ConfigError(f"{key}: is {value!r}; it takes {name_of}")
        checked[name] = value
    return checked
