"""Rules from elsewhere: packs of installed distributions, and plugins that are a single file."""

from __future__ import annotations

import pytest

from copydesk.__main__ import main
from copydesk.config.plugins import PluginError, all_rules, plugin_manager
from copydesk.config.rule_sources.plugin_modules import import_plugin

RULE = "summary: A thing.\nphrases: [zorp]\nbad: A zorp.\ngood: An x.\n"
PLUGIN = '''
from copydesk.findings import Flag
from copydesk.rules import rule

from zorps import WORDS

@rule()
def zorp_word(doc):
    """A word that is none.

    Bad: A zorp.
    Good: An x.
    """
    for word in doc.words:
        if doc.text[word.start : word.end] in WORDS:
            yield Flag(*word, "no word")
'''


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    project = tmp_path / "project"
    project.mkdir()
    (project / "a.txt").write_text("A zorp came to Ines Okafor.\n")
    monkeypatch.chdir(project)

    def run(*arguments):
        status = main(list(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def install(folder, value="house_style.rules"):
    """Put a distribution with a pack into a folder; whoever imports its package fails."""
    (folder / "house_style" / "rules" / "house").mkdir(parents=True)
    (folder / "house_style" / "__init__.py").write_text("raise SystemExit('imported')\n")
    (folder / "house_style" / "rules" / "house" / "zorp-word.yaml").write_text(RULE)
    (folder / "house_style-1.dist-info").mkdir()
    (folder / "house_style-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: house-style\nVersion: 1\n"
    )
    entry_points = f"[copydesk.packs]\nhouse = {value}\n" if value else "[other]\nhouse = house_style\n"
    (folder / "house_style-1.dist-info" / "entry_points.txt").write_text(entry_points)


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def test_a_pack_of_a_distribution_is_used_and_not_imported(call, site, tmp_path):
    install(site)
    (tmp_path / "project" / "copydesk.yaml").write_text("packs: ['package:house-style']\n")
    status, out, _ = call("check", "a.txt", "--output-format", "concise")
    assert (status, "a thing [zorp-word]" in out) == (1, True)
    assert call("pack", "test", "package:house-style")[:2] == (
        0,
        "passed  house/zorp-word\n1 rule: 1 passed, 0 failed\n",
    )


def test_a_changed_pack_of_a_distribution_is_read_again(call, site, tmp_path):
    install(site)
    (tmp_path / "project" / "copydesk.yaml").write_text("packs: ['package:house-style']\n")
    assert call("check", "a.txt")[0] == 1
    (site / "house_style" / "rules" / "house" / "zorp-word.yaml").write_text(RULE.replace("zorp", "other"))
    assert call("check", "a.txt")[0] == 0


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (
            None,
            "“house-style” offers no rules; its authors name them as entry points of the group “copydesk.packs”",
        ),
        (
            "house_style.rulez",
            "“house-style” offers rules in “house_style.rulez”, but there is no such folder in it",
        ),
        ("house_style....etc", "there is no such folder in it"),
        ("nowhere", "there is no such folder in it"),
    ],
)
def test_a_distribution_without_a_pack_is_a_mistake(call, site, tmp_path, value, says):
    install(site, value)
    (tmp_path / "project" / "copydesk.yaml").write_text("packs: ['package:house-style']\n")
    for command in (["check", "a.txt"], ["pack", "test", "package:house-style"], ["rules"]):
        status, _, err = call(*command)
        assert (status, says in err) == (2, True), err


@pytest.mark.parametrize("name", ["house-style", "", "../site", "house_style/rules"])
def test_no_distribution_is_found_in_the_working_folder(call, tmp_path, name):
    install(tmp_path / "project")
    (tmp_path / "project" / "copydesk.yaml").write_text(f"packs: ['package:{name}']\n")
    status, _, err = call("check", "a.txt")
    assert (status, f"copydesk.yaml: packs: no distribution “{name}” is installed" in err) == (2, True)


@pytest.fixture
def plugin(tmp_path):
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "zorps.py").write_text("WORDS = {'zorp'}\n")
    (folder / "house_rules.py").write_text(PLUGIN)
    return folder / "house_rules.py"


def test_a_plugin_is_named_by_its_path(call, plugin):
    status, out, _ = call("check", "a.txt", "--plugin", "../plugins/house_rules.py", "-o", "concise")
    assert (status, "no word [zorp-word]" in out) == (1, True)
    assert all_rules(plugin_manager([str(plugin)]))["zorp-word"].family == "house-rules"


def test_a_changed_plugin_is_read_again(call, plugin):
    arguments = ("check", "a.txt", "--plugin", str(plugin))
    assert call(*arguments)[0] == 1
    assert call(*arguments, "--severity", "zorp-word=info")[0] == 0


def test_the_rules_of_a_plugin_are_tested(call, plugin):
    assert call("pack", "test", str(plugin))[:2] == (
        0,
        "passed  house-rules/zorp-word\n1 rule: 1 passed, 0 failed\n",
    )
    (plugin.parent / "zorp-word.md").write_text("=== flags it\nA zorp.\n")
    assert call("pack", "test", str(plugin))[0] == 1


def test_an_article_beside_a_plugin_is_no_fixture(call, plugin):
    (plugin.parent / "zorp-word.md").write_text("# Zorps\n\nA thing.\n")
    (plugin.parent / "posts").mkdir()
    (plugin.parent / "posts" / "zorp-word.md").write_text("=== flags nothing\nA thing.\n")
    assert call("pack", "test", str(plugin))[0] == 0


def test_two_files_of_one_name_are_two_plugins(call, plugin):
    other = plugin.parent / "more" / plugin.name
    other.parent.mkdir()
    other.write_text(PLUGIN.replace("from zorps import WORDS", "WORDS = {'came'}").replace("zorp_", "other_"))
    rules = all_rules(plugin_manager([str(plugin), str(other)]))
    assert {rules[name].family for name in ("zorp-word", "other-word")} == {"house-rules"}


def test_a_file_takes_the_place_of_no_module(tmp_path):
    (tmp_path / "json.py").write_text(PLUGIN.replace("from zorps import WORDS", "WORDS = ()"))
    assert import_plugin(str(tmp_path / "json.py")).__name__.startswith("copydesk_plugin_json@")
    import json

    assert json.loads("1") == 1


def test_a_file_with_hooks_says_itself_which_rules_it_has(tmp_path):
    hook = "\nfrom copydesk.hookspecs import hookimpl\n@hookimpl\ndef copydesk_rules():\n    return []\n"
    (tmp_path / "hooked.py").write_text(PLUGIN.replace("from zorps import WORDS", "WORDS = ()") + hook)
    assert "zorp-word" not in all_rules(plugin_manager([str(tmp_path / "hooked.py")]))


def test_a_file_with_another_hook_offers_its_rules_too(tmp_path):
    hook = "\nfrom copydesk.hookspecs import hookimpl\n@hookimpl\ndef copydesk_packs():\n    return []\n"
    (tmp_path / "hooked.py").write_text(PLUGIN.replace("from zorps import WORDS", "WORDS = ()") + hook)
    assert "zorp-word" in all_rules(plugin_manager([str(tmp_path / "hooked.py")]))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.py", None, "there is no file "),
        ("empty.py", "", "has neither rules nor hooks; put @rule"),
        ("broken.py", "def", "SyntaxError: invalid syntax"),
        ("lacking.py", "import no_such_module", "No module named 'no_such_module'"),
        ("rules.txt", "", "is no Python file; its name must end in .py"),
        (
            "silent.py",
            "from copydesk.rules import rule\n@rule()\ndef silent(doc): return []\n",
            "rule silent: a rule's docstring is its documentation",
        ),
    ],
)
def test_a_file_that_is_no_plugin_is_named(tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(PluginError, match="a plugin could not be loaded") as caught:
        plugin_manager([str(tmp_path / name)])
    assert says in str(caught.value)
