"""What start-up may import: nothing heavy that a plain run does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "textstat", "rich", "babel", "charset_normalizer", "nltk", "html.entities", "html.parser", "pyromark", "docutils", "hypothesis",
    "traceback", "multiprocessing", "jinja2", "pygments",
}  # fmt: skip


def modules_after(code):
    command = f"import sys\n{code}\nprint(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    return set(result.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import copydesk.run.runner, copydesk.cli.commands.check",
        "from copydesk.config.plugins import *; all_rules(plugin_manager())",
        "from copydesk.config.rule_sources.built_in_rules import describe_rules; describe_rules()",
        "from copydesk.config.request import RunOptions; from copydesk.run.session import Session; Session(RunOptions()).check(__import__('pathlib').Path('/nowhere.txt'))",
    ],
    ids=["command line", "rules", "modules of rules", "a plain text"],
)
def test_nothing_heavy_is_imported(code):
    assert not HEAVY & modules_after(code)


def test_no_pattern_of_ours_is_compiled():
    """Modules hold patterns by `compile_later` and `regex_later`; only those for bytes, and few, are compiled at once."""
    code = """
import re, regex, sys
def spy(module):
    compile_ = module.compile
    def spied(pattern, *rest, **options):
        caller = sys._getframe(1).f_globals["__name__"]
        if caller.startswith("copydesk") and isinstance(pattern, str):
            print("compiled at import:", caller, pattern)
        return compile_(pattern, *rest, **options)
    module.compile = spied
spy(re); spy(regex)
import copydesk.cli.commands.check
from copydesk.config.plugins import *; all_rules(plugin_manager())
from copydesk.config.rule_sources.built_in_rules import describe_rules; describe_rules()
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == ""


def test_rules_that_do_not_run_are_not_imported(tmp_path):
    (tmp_path / "a.txt").write_text("Paris in the the spring.\n")
    code = f"from copydesk.__main__ import main; assert main(['check', {str(tmp_path)!r}]) == 1"
    modules_after(code)  # which finds out what there is
    (tmp_path / "a.txt").write_text("Paris in the the winter.\n")
    modules = modules_after(code)
    assert "copydesk.checks.damage.doubled_word" in modules
    assert not {
        name
        for name in modules
        if name.startswith(("copydesk.stories.comparing", "copydesk.checks.readability"))
    }


def test_the_version_imports_no_metadata():
    """A package brings its version; a checkout asks Python, which imports the modules for mail for it."""
    modules = modules_after(
        "from copydesk.support.persistence import own_metadata\n"
        "own_metadata.in_package = lambda name: {'version': '9.8.7', 'addresses': {}}\n"
        "from copydesk.__main__ import main; main(['--version'])"
    )
    assert not {name for name in modules if name.startswith(("importlib.metadata", "email", "difflib"))}
    assert not {name for name in modules if name.startswith(("copydesk.document", "copydesk.formats"))}


def test_help_imports_no_rule():
    modules = modules_after("from copydesk.__main__ import main; main(['--help'])")
    assert not {name for name in modules if name.startswith(("copydesk.checks", "regex", "yaml"))}


NEEDED_TO_CHECK = (
    "copydesk.checks.", "copydesk.analysis.", "copydesk.packs.loader", "copydesk.document", "copydesk.rules",
    "copydesk.engine.linter", "copydesk.engine.locating", "copydesk.engine.suppressions", "copydesk.config.selection",
    "copydesk.config.plugins", "copydesk.config.settings_reader", "copydesk.formats.format", "copydesk.formats.known.",
    "copydesk.formats.decoding", "ahocorasick_rs", "csv", "difflib", "importlib.metadata", "json", "pluggy", "regex",
    "shlex", "yaml",
)  # fmt: skip
"""The beginnings of the names of modules that only a file needs whose result is not known yet."""


@pytest.mark.parametrize(
    "article", ["Aldery in the the spring, as before.\n", "Aldery in spring, as before.\n"]
)
def test_what_is_known_already_imports_nothing_that_checks(tmp_path, article):
    (tmp_path / "a.txt").write_text(article)
    status = int("the the" in article)
    # Other formats show the text, which is read for it.
    command = ["check", "--output-format", "concise", str(tmp_path / "a.txt")]
    code = f"from copydesk.__main__ import main; assert main({command!r}) == {status}"
    assert "copydesk.engine.linter" in modules_after(code)
    modules = modules_after(code)
    needed = {"shlex"} if status else set()  # what to type next is told as a shell reads it
    assert {name for name in modules if name.startswith(NEEDED_TO_CHECK)} <= needed


def test_the_records_of_a_run_are_cheap_to_make():
    """A dataclass takes four times as long to make as a named tuple: a run has only those that plugins know."""
    modules = modules_after("import copydesk.cli.commands.check")
    made = modules_after(
        "import copydesk.cli.commands.check\n"
        "for module in list(filter(None, sys.modules.values())):\n"
        "    for each in vars(module).values():\n"
        "        if isinstance(each, type) and '__dataclass_fields__' in vars(each) and 'copydesk' in each.__module__:\n"
        "            sys.modules['dataclass:' + each.__name__] = None"
    )
    assert made - modules == {"dataclass:Flag", "dataclass:Finding"}
