"""The shape of the package: sizes of folders, one meaning a name, and values where strings would do for a while."""

from __future__ import annotations

import ast
from collections import defaultdict

import pytest

from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.findings import BOILERPLATE, FAILURES, Outcome
from own_modules import PACKAGE, nodes, trees

MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})
CATALOGUES = {"report/writers", "report/sheet_writers", "cli/commands", "formats/known"} | {
    f"checks/{folder.name}" for folder in FOLDERS if folder.parent.name == "checks"
}
"""Folders that hold one thing a file, any number of them: rules, output formats, commands."""
TOLD_APART_BY_VALUES = {"format", "language", "lang", "code"}
"""What things are called that a check must not compare with a string."""


def name(path):
    return path.relative_to(PACKAGE).as_posix()


def entries(folder):
    """The modules and folders that a folder consists of."""
    return [
        path
        for path in folder.iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or path in FOLDERS
    ]


def strings(tree):
    return {
        node.value: node.lineno
        for node in nodes(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def comparisons(tree):
    """The two sides of each comparison, `match` included."""
    for node in nodes(tree):
        if isinstance(node, ast.Compare):
            yield node.left, node.comparators
        elif isinstance(node, ast.Match):
            yield node.subject, [case.pattern for case in node.cases]


def called(node):
    """What an attribute, a variable or a function is called, without the verb of the function's name."""
    if isinstance(node, ast.Call):
        return called(node.func).rpartition("_")[2]
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def compared_with_strings(tree):
    """Lines that compare a format or a language with a string."""
    for left, right in comparisons(tree):
        sides = [left, *right]
        texts = [text for side in sides for text in strings(side) if text]
        if texts and any(called(side) in TOLD_APART_BY_VALUES for side in sides):
            yield left.lineno


def test_the_root_is_seen_at_a_glance():
    assert len(entries(PACKAGE)) + 1 <= 19, "with __init__.py"


def test_folders_are_small_or_catalogues():
    sizes = {name(folder): len(entries(folder)) for folder in FOLDERS}
    assert not {name: size for name, size in sizes.items() if size > 12 and name not in CATALOGUES | {"."}}


def test_catalogues_hold_one_thing_a_file():
    assert not [path for each in CATALOGUES for path in entries(PACKAGE / each) if path in FOLDERS]


def repeated(places):
    return {each: where for each, where in places.items() if len(where) > 1}


def test_no_two_public_classes_have_one_name():
    classes = defaultdict(list)
    for name, tree in trees().items():
        for node in nodes(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(name)
    assert not repeated(classes)


def test_no_two_modules_have_one_name():
    modules = defaultdict(list)
    for path in [*MODULES, *FOLDERS]:
        if path.stem != "__init__" and path != PACKAGE and name(path.parent) not in {*CATALOGUES, "checks"}:
            modules[path.stem].append(name(path))
    assert not repeated(modules)


def test_checks_compare_no_format_and_no_language_with_a_string():
    assert not [
        f"{name}:{line}"
        for name, tree in trees().items()
        if name.startswith("checks/")
        for line in compared_with_strings(tree)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "doc.language == 'en'",
        "'en' != language",
        "document.format in ('text', 'markdown')",
        "detect_language(text) not in {'fr'}",
    ],
)
def test_comparisons_with_strings_are_seen(line):
    assert list(compared_with_strings(ast.parse(line))) == [1]


def test_no_analysis_knows_a_rule():
    rules = all_rules(plugin_manager()).keys()
    assert len(rules) > 100
    assert not [
        (name, line, text)
        for name, tree in trees().items()
        if name.startswith("analysis/")
        for text, line in strings(tree).items()
        if text in rules
    ]


def test_families_and_outcomes_are_compared_by_their_names():
    values = {FAILURES, BOILERPLATE, *map(str, Outcome)}
    assert not [
        (name, left.lineno)
        for name, tree in trees().items()
        for left, right in comparisons(tree)
        if values & {text for side in (left, *right) for text in strings(side)}
    ]


PRINTING = {"__main__.py", "cli/streams.py", "cli/last_resort.py", "cli/progress.py"}
"""The modules that may print: all others leave it to `cli/streams.py`, which escapes what others wrote."""


def test_only_one_module_prints():
    names = {"print", "click.echo", "click.secho", "sys.stdout", "sys.stderr"}
    assert not [
        (name, node.lineno)
        for name, tree in trees().items()
        if name not in PRINTING
        for node in nodes(tree)
        if isinstance(node, (ast.Name, ast.Attribute)) and ast.unparse(node) in names
    ]
