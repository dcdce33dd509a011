"""Built-in rules: the rules in Python, described so that the module of a rule is imported only when the rule runs.

To import all modules takes longer than to check an article. What `@rule` says of a rule, except its functions, is known
without that (`support.persistence.known_facts`).
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import copydesk
from copydesk import checks
from copydesk.rules import Rule, rule_of, simple_fields
from copydesk.support import limits
from copydesk.support.persistence.known_facts import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def built_in_rules() -> list[Rule]:
    """Return the rules in Python, the same in every run of a process. If what is known of them cannot be used, their
    modules are imported.
    """
    with limits.going_on():
        return list(_described_rules())
    return _imported_rules()


@cache
def _described_rules() -> tuple[Rule, ...]:
    return tuple(_described_rule(description) for description in known("rules-in-python", describe_rules))


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
    import pkgutil

    found = pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")
    return [rule for module in found if not module.ispkg for rule in _rules_of(module.name)]


def _rules_of(module: str) -> list[Rule]:
    return [each for each in vars(import_module(module)).values() if isinstance(each, Rule)]


def _description(rule: Rule) -> dict[str, Any]:
    functions = [name for name in ("check", "gather") if getattr(rule, name)]
    return {"fields": simple_fields(rule), "functions": functions}


def _described_rule(description: dict[str, Any]) -> Rule:
    fields, functions = description["fields"], description["functions"]
    deferred = {name: DeferredFunction(fields["id"], fields["origin"], name) for name in functions}
    return rule_of(fields, **deferred)
