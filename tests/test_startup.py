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
        "from copydesk.run.session import *; Session(RunOptions()).check(__import__('pathlib').Path('/nowhere.txt'))",
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


def test_help_imports_no_rule():
    modules = modules_after("from copydesk.__main__ import main; main(['--help'])")
    assert not {name for name in modules if name.startswith(("copydesk.checks", "regex", "yaml"))}


def test_what_is_known_already_imports_no_rule(tmp_path):
    (tmp_path / "a.txt").write_text("Aldery in the the spring, which no other test has asked about.\n")
    code = f"from copydesk.__main__ import main; assert main(['check', {str(tmp_path)!r}]) == 1"
    assert any(name.startswith("copydesk.checks.") for name in modules_after(code))
    modules = modules_after(code)
    assert not {
        name
        for name in modules
        if name.startswith(("copydesk.checks.", "copydesk.analysis.", "regex", "yaml"))
    }
