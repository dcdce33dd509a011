"""Patterns of the package: all that its modules and rules hold once every rule has read its own examples."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import copydesk
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.packs.matchers import PatternSet
from copydesk.packs.rule_checks import RuleCheck
from copydesk.rules import Rule
from copydesk.stories.in_memory import check_documents
from copydesk.support.patterns import LazyPattern

_AT_ONE_PLACE = {"match", "fullmatch"}
_METHODS = _AT_ONE_PLACE | {"search", "finditer", "findall", "sub", "subn", "split"}


class PackagePattern(NamedTuple):
    """A pattern, where it stands, and a function that reads a whole text with it as the package does."""

    owner: str
    pattern: str
    read: Callable[[str], object]


def package_patterns() -> list[PackagePattern]:
    """Return all patterns, each once."""
    for module in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
        # What spreads texts over engines needs their libraries, and has no patterns.
        if not module.name.endswith("__main__") and not module.name.startswith("copydesk.services.engines."):
            importlib.import_module(module.name)
    rules = all_rules(plugin_manager()).values()
    for rule in rules:
        for text in examples(rule):
            for name in ("a.txt", "a.md"):
                check_documents([Document(text, name)], [rule])
    found = [*_of_rule_files(rules), *_of_modules()]
    return list({(each.pattern, each.owner.startswith("rule")): each for each in found}.values())


def examples(rule: Rule) -> list[str]:
    """Return the bad and good texts of a rule, without the options in front of some."""
    return [re.sub(r"^\{.*?\}  +", "", text) for text in (*rule.bad, *rule.good)]


def _of_rule_files(rules: Iterable[Rule]) -> Iterator[PackagePattern]:
    for rule in rules:
        check = getattr(rule.check, "__self__", None)
        for search in check.matcher.searches if isinstance(check, RuleCheck) else ():
            patterns = getattr(search, "_patterns", None)
            if isinstance(patterns, PatternSet):
                for index, text in enumerate(patterns.texts):
                    compiled = patterns.compiled(index)
                    fills_lines = type(search).__name__ == "LineSearch"
                    yield PackagePattern(
                        f"rule {rule.id}: {text[:60]}", compiled.pattern,
                        compiled.fullmatch if fills_lines else _reader(compiled, {"finditer"}),
                    )  # fmt: skip


def _of_modules() -> Iterator[PackagePattern]:
    names = {
        id(pattern): (module.__name__, name)
        for module in [*sys.modules.values()]
        if getattr(module, "__name__", "").startswith("copydesk.")
        for name, value in vars(module).items()
        for pattern in _held(value)
    }
    for pattern in gc.get_objects():
        if isinstance(pattern, LazyPattern):
            module, name = names.get(id(pattern), ("", ""))
            used = _METHODS.intersection(vars(pattern)) or _METHODS.intersection(_used(module, name))
            yield PackagePattern(f"{module}.{name}", pattern.pattern, _reader(pattern, used))


def _held(value: object) -> Iterator[LazyPattern]:
    """Yield the patterns in a module's constant, in tuples and mappings as well."""
    if isinstance(value, LazyPattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from _held(each)
    elif isinstance(value, dict):
        yield from _held(tuple(value.values()))


def _used(module: str, name: str) -> list[str]:
    """Return the methods that a module calls of a pattern by its name."""
    source = getattr(sys.modules.get(module), "__file__", None)
    return re.findall(rf"\b{name}\.(\w+)\b", Path(source).read_text("utf-8")) if source and name else []


def _reader(pattern: Any, used: set[str]) -> Callable[[str], object]:
    """Return how the package reads a text with a pattern: it searches it, or looks at its beginning only."""
    if used and used <= _AT_ONE_PLACE:
        return pattern.fullmatch if "fullmatch" in used else pattern.match
    return lambda text: sum(1 for _ in pattern.finditer(text))
