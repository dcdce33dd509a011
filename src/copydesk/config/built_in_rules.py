"""Built-in rules: the rules in Python, described so that the module of a rule is imported only when the rule runs.

To import all modules takes longer than to check an article. What `@rule` says of a rule, except its functions, is known
without that (`support.persistence.known_facts`).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from importlib import import_module
from typing import Any, cast

import copydesk
from copydesk import checks
from copydesk.rules import Rule, Where
from copydesk.support import limits
from copydesk.support.persistence.known_facts import known

_FUNCTIONS = ("check", "gather")


def built_in_rules() -> list[Rule]:
    """Return the rules in Python. If what is known of them cannot be used, their modules are imported."""
    with limits.going_on():
        return [_described_rule(description) for description in known("rules-in-python", describe_rules)]
    return _imported_rules()


def describe_rules() -> list[dict[str, Any]]:
    """Return what is known of each rule, apart from its functions, as simple types."""
    return list(map(_description, _imported_rules()))


def import_checks(rules: Iterable[Rule]) -> None:
    """Import the modules of these rules now, as far as they are not: for processes that are forked after it."""
    for rule in rules:
        if isinstance(rule.check, DeferredFunction):
            rule.check.function  # noqa: B018 - it is imported to be read


class DeferredFunction:
    """A function of a rule, whose module is imported at the first call.

    Args:
        rule: the rule's id.
        module: where it is defined.
        attribute: the attribute of the rule that holds the function.
    """

    def __init__(self, rule: str, module: str, attribute: str) -> None:
        self._rule = rule
        self._module = module
        self._attribute = attribute

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call the function."""
        return self.function(*arguments, **options)

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function itself."""
        with copydesk.loading:
            rules = _rules_of(self._module)
        function = next(getattr(each, self._attribute) for each in rules if each.id == self._rule)
        return cast("Callable[..., Any]", function)


def _imported_rules() -> list[Rule]:
    found = pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")
    return [rule for module in found if not module.ispkg for rule in _rules_of(module.name)]


def _rules_of(module: str) -> list[Rule]:
    return [each for each in vars(import_module(module)).values() if isinstance(each, Rule)]


def _description(rule: Rule) -> dict[str, Any]:
    described = _changed_fields(rule)
    described["where"] = _changed_fields(rule.where)
    described["functions"] = [name for name in _FUNCTIONS if described.pop(name, None)]
    return described


def _changed_fields(value: Rule | Where) -> dict[str, Any]:
    return {
        each.name: given for each in fields(value) if (given := getattr(value, each.name)) != each.default
    }


def _described_rule(description: dict[str, Any]) -> Rule:
    given = _as_tuples(description)
    for name in given.pop("functions"):
        given[name] = DeferredFunction(given["id"], given["origin"], name)
    given["options"] = _as_tuples(given.get("options", {}))
    return Rule(**given | {"where": Where(**_as_tuples(given["where"]))})


def _as_tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with tuples in place of lists: no rule has a list, and MessagePack no tuple."""
    return {name: _as_tuple(value) for name, value in values.items()}


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value
