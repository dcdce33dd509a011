"""All patterns: compile those that our own rules need, for the package."""

from __future__ import annotations

import pkgutil
from contextlib import suppress
from importlib import import_module

from copydesk import analysis, formats
from copydesk.config.rule_sources.built_in_rules import built_in_rules, import_checks
from copydesk.document import Document
from copydesk.packs.loader import load_packs
from copydesk.support.paths import built_in_packs
from copydesk.support.patterns import compile_all


def code_of_patterns() -> dict[bytes, bytes]:
    """Return the code of the patterns, by their keys: those in rule files, those that modules hold, and those made of
    the words of a language, which the rules make when they read their examples.

    Raises:
        PackError: a rule file has a mistake.
    """
    _import_all()
    in_python, in_files = built_in_rules(), load_packs([built_in_packs()])
    import_checks(in_python)
    for rule in in_files:
        rule.check.__self__.matcher.compile()  # type: ignore[attr-defined]
    rules = [*in_python, *in_files]
    usual = [rule for rule in rules if not rule.compares and rule.preset == "recommended"]
    for example in (example for rule in usual for example in (*rule.bad, *rule.good)):
        document = Document(example)
        for rule in usual:
            if rule.where.reads(document):
                list(rule.check(document, **rule.options))
    return compile_all()


def _import_all() -> None:
    """Import all modules that read articles, as far as what they need is there when the package is built."""
    for package in (analysis, formats):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            with suppress(ImportError):
                import_module(module.name)
