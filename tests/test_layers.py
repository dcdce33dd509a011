"""Imports go downward only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import copydesk

PACKAGE = Path(copydesk.__file__).parent
LAYERS = [
    {"__main__"},
    {"cli"},
    {"fixes", "api", "schemas"},
    {"runner", "report", "baseline", "testing"},
    {"wider", "outcome", "edits"},
    {"planning"},
    {"unread"},
    {"comparing"},
    {"desk"},
    {"rulebook"},
    {"unchecked"},
    {"spread"},
    {"request"},
    {"cache", "pool", "sources", "gathered"},
    {"walk", "selection", "ledger"},
    {"plugins", "config", "optiontypes", "suppress", "paths", "changes"},
    {"packs", "directives", "configvalues"},
    {"kinds", "rulefiles"},
    {"linematchers"},
    {"matchers"},
    {"prefilter"},
    {"lines"},
    {"starts"},
    {"checks"},
    {"stories", "literals", "widths"},
    {"linter"},
    {"overlaps"},
    {"document"},
    {"analyses"},
    {"reading"},
    {"formats"},
    {"settings", "engine_rules"},
    {
        "rules",
        "hookspecs",
        "gitignore",
        "installed",
        "yamltext",
        "limits",
        "soundness",
        "lazy",
        "memory",
    },
    {"compiled", "written"},
    {"storage"},
    {"findings"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = {path: path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
CHECKS_MAY_USE = {"rules", "findings", "document", "reading", "stories", "yamltext", "compiled"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("copydesk"):
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.split(".")[1] for alias in node.names if alias.name.startswith("copydesk.")
            )


def test_every_module_has_a_layer():
    assert set(MODULES.values()) - {"__init__"} <= set(LEVEL)


@pytest.mark.parametrize("path", sorted(MODULES), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward(path):
    module = MODULES[path]
    if module == "__init__":
        return
    for target in imported(path):
        assert target == module or LEVEL[target] > LEVEL[module] or is_type_only(path, target), target
        if module == "checks":
            assert target in CHECKS_MAY_USE, f"a check may not import {target}"


def is_type_only(path, target):
    """Hook specifications name types of the layers above them, which they import for the type checker alone."""
    return path.name == "hookspecs.py" and target in {"document", "rules"}


def test_readings_know_no_document():
    for path, module in MODULES.items():
        assert module != "reading" or "document" not in imported(path), path
