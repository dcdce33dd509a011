"""Configuration: which file holds, what it does, and what is said of every mistake in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.config.files import find_config, load_config, read_config
from copydesk.config.project import ProjectConfig
from copydesk.config.request import CliOverrides, RunOptions
from copydesk.config.rule_options import option_schema, option_type, read_option
from copydesk.config.selection import Selector
from copydesk.config.settings import Config, ConfigError


@pytest.fixture
def select(tmp_path, rules):
    """The plan that a copydesk.yaml gives for a file."""

    def plan(text, file="a.txt", **choices):
        path = tmp_path / "copydesk.yaml"
        path.write_text(text)
        read_config.cache_clear()
        plan = Selector(rules, load_config(path), CliOverrides(**choices)).rules_for(tmp_path / file)
        return {rule.id: rule for rule in plan.rules}

    return plan


def test_without_a_file_the_recommended_rules_run(rules):
    plan = Selector(rules, Config(), CliOverrides()).rules_for(Path("a.txt").absolute())
    assert {rule.id for rule in plan.rules} == {
        rule.id for rule in rules.values() if rule.preset == "recommended"
    }
    assert plan.fail_on == "warning"


def test_extends_strict_runs_everything(select, rules):
    assert set(select("extends: strict")) == set(rules)
    assert set(select("", preset="strict")) == set(rules)
    assert "long-sentence" not in select("extends: strict", preset="recommended")


def test_rules_are_switched_and_set(select):
    chosen = select(
        "rules: {doubled-word: off, long-sentence: {limit: 30, severity: error}, feed-footer: info}"
    )
    assert "doubled-word" not in chosen
    assert chosen["long-sentence"].options["limit"] == 30
    assert chosen["long-sentence"].severity == "error"
    assert chosen["feed-footer"].severity == "info"


def test_a_family_is_switched_and_a_rule_goes_before_its_family(select):
    chosen = select("rules: {feed-footer: error, boilerplate: off, readability: on}")
    assert [rule.id for rule in chosen.values() if rule.family == "boilerplate"] == ["feed-footer"]
    assert {"hard-to-read", "long-sentence"} <= set(chosen)


def test_a_familys_severity_switches_nothing_on(select):
    assert "long-sentence" not in select("rules: {readability: error}")


def test_a_pack_that_is_missing_is_named_with_the_configuration(tmp_path, forget_settings):
    (tmp_path / "copydesk.yaml").write_text("packs: [desk]\n")
    forget_settings()
    with pytest.raises(
        ConfigError, match=r"copydesk\.yaml: packs: there is no .*desk; name a rule file or folder"
    ):
        ProjectConfig(RunOptions()).rules_for(tmp_path / "a.txt")


def test_a_pack_without_a_rule_file_counts_as_none(tmp_path, forget_settings):
    (tmp_path / "copydesk.yaml").write_text("packs: [desk]\n")
    (tmp_path / "desk").mkdir()
    forget_settings()
    with pytest.raises(ConfigError, match=r"copydesk\.yaml: packs: .*desk holds no rule file"):
        ProjectConfig(RunOptions()).rules_for(tmp_path / "a.txt")


def test_a_key_with_nothing_behind_it_says_nothing(select):
    text = "rules:\n#  doubled-word: off\nexclude:\nfiles:\nnames:\naccept:\nmax-file-size:\n"
    assert set(select(text)) == set(select(""))


def test_overrides_by_file(select):
    text = "files: [{paths: [press/**], rules: {doubled-word: off}}]"
    assert "doubled-word" not in select(text, "press/one.md")
    assert "doubled-word" in select(text, "posts/one.md")


def test_the_command_line_goes_first(select):
    text = "rules: {doubled-word: off, feed-footer: error}"
    assert set(select(text, select=("doubled-word",))) == {"doubled-word"}
    assert select(text, select=("feed-footer",))["feed-footer"].severity == "error"
    assert select(text, severity=(("feed-footer", "info"),))["feed-footer"].severity == "info"
    assert "feed-footer" not in select(text, ignore=("boilerplate",))


def test_exclude(tmp_path):
    file = tmp_path / "copydesk.yaml"
    file.write_text("exclude: [drafts/, '*.tmp.md']\naccept: accepted.txt")
    config = ProjectConfig(RunOptions(config=file))
    assert config.excludes(tmp_path / "drafts" / "a.md")
    assert config.excludes(tmp_path / "deep" / "a.tmp.md")
    assert not config.excludes(tmp_path / "a.md")
    assert config.excludes(tmp_path / "accepted.txt")


def test_the_closest_file_holds(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.copydesk]\nextends = 'strict'\n")
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "copydesk.yaml").write_text("")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    assert find_config(tmp_path / "a" / "b") == tmp_path / "a" / "copydesk.yaml"
    assert find_config(tmp_path) == tmp_path / "pyproject.toml"
    assert load_config(tmp_path / "pyproject.toml").preset == "strict"


def test_the_roster_reaches_the_rules_of_names(tmp_path, rules):
    file = tmp_path / "copydesk.yaml"
    file.write_text("names: {prefer: [Ines Okafor], two_people: [[Clark, Clarke]]}")
    rule = replace(
        rules["doubled-word"], id="roster", family="names", options={"prefer": (), "two_people": ()}
    )
    plan = Selector({"roster": rule}, load_config(file), CliOverrides()).rules_for(tmp_path / "a.txt")
    assert plan.rules[0].options == {"prefer": ("Ines Okafor",), "two_people": (("Clark", "Clarke"),)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extend: strict", ["extend:", "did you mean “extends”?"]),
        ("extends: strickt", ["extends:", "did you mean “strict”?"]),
        ("rules: [a]", ["rules:", "mapping"]),
        ("rules: {doubled-wrod: off}", ["“doubled-wrod”", "did you mean “doubled-word”?"]),
        ("rules: {doubled-word: loud}", ["rules.doubled-word", "error"]),
        ("rules: {doubled-word: 7}", ["rules.doubled-word", "7"]),
        ("rules: {doubled-word: {alow: [a]}}", ["rules.doubled-word.alow", "did you mean “allow”?"]),
        ("rules: {doubled-word: {allow: 3}}", ["rules.doubled-word.allow", "a list"]),
        ("rules: {long-sentence: {limit: many}}", ["rules.long-sentence.limit", "a number"]),
        (
            "rules: {long-sentence: {severity: grave}}",
            ["rules.long-sentence.severity", "info, warning, error"],
        ),
        ("rules: {damage: {allow: [a]}}", ["rules.damage", "family"]),
        ("files: a", ["files", "a mapping, or a list"]),
        ("files: [{path: a}]", ["files[0].path", "did you mean “paths”?"]),
        ("fail-on: never", ["fail-on", "info, warning, error"]),
        ("names: {prefer: {a: b}}", ["names.prefer", "list of texts"]),
        ("names: {two_people: [[a, b, c]]}", ["names.two_people", "pairs"]),
        ("exclude: 3", ["exclude", "list of texts"]),
        ("a: b: c", ["copydesk.yaml: line 1, column 5: a “:” stands where YAML allows none"]),
        ("extends: strict\nrules: {}\nextends: recommended", ["line 3: “extends” stands in line 1 already"]),
        ("rules: {long-sentence: {limit: 0}}", ["rules.long-sentence.limit", "a number of 1 or more"]),
        ("rules: {long-sentence: {limit: .inf}}", ["rules.long-sentence.limit", "a number of 1 or more"]),
        (
            f"rules: {{long-sentence: {{limit: {10**400}}}}}",
            ["rules.long-sentence.limit", "a number of 1 or more"],
        ),
        ("rules: {page-chrome: {chance: 85}}", ["rules.page-chrome.chance", "a number from 0 to 1"]),
        ("rules: {doubled-word: {allow: [1]}}", ["rules.doubled-word.allow", "a list of texts"]),
        (
            "rules: {unsupported-date: {strictness: al}}",
            ["rules.unsupported-date.strictness", "careful, all"],
        ),
        ("rules: {doubled-word: 1}", ["rules.doubled-word", "is 1"]),
        ("max-file-size: .inf", ["max-file-size", "megabytes"]),
        ("max-file-size: -1", ["max-file-size", "megabytes"]),
        (f"max-file-size: {10**400}", ["max-file-size", "megabytes"]),
        (
            "files: [{paths: a, rules: {doubled-wrod: off}}]",
            ["files[0].rules: there is no", "“doubled-word”?"],
        ),
        ("files: [{paths: a, rules: {doubled-word: {alow: []}}}]", ["files[0].rules.doubled-word.alow"]),
        ("files: [{paths: a, text: mine}]", ["files[0].text: is “mine”; it must be one of own, taken-in"]),
        ("copies: sometimes", ["copies: is “sometimes”; it must be “on” or “off”"]),
        ("files: [{rules: {doubled-word: off}}]", ["files[0]: needs paths, and rules or text or both"]),
        ("files: [{paths: ['!']}]", ["files[0].paths: “!” is not a valid pattern for paths"]),
        ("just words", ["the file", "mapping"]),
    ],
)
def test_every_mistake_is_named(select, tmp_path, text, says):
    with pytest.raises(ConfigError) as caught:
        select(text)
    for words in ["copydesk.yaml", *says]:
        assert words in str(caught.value)


def test_all_mistakes_are_named_at_once(tmp_path, forget_settings):
    (tmp_path / "copydesk.yaml").write_text(
        "fail-on: never\nexclude: 3\nexclude: 4\nrules:\n  doubled-word: loud\n  feed-foter: off\n"
        "  long-sentence: {limit: 0, most: 3}\nsources: [{paths: a}]\n"
    )
    forget_settings()
    with pytest.raises(ConfigError) as caught:
        ProjectConfig(RunOptions()).rules_for(tmp_path / "a.txt")
    said = [line.partition("copydesk.yaml: ")[2] for line in str(caught.value).splitlines()]
    keys = ["line 3", "rules.doubled-word", "exclude", "fail-on", "sources[0]", "rules: there is no"]
    keys += ["rules.long-sentence.limit", "rules.long-sentence.most"]
    assert len(said) == len(keys)
    for line, key in zip(said, keys, strict=True):
        assert line.startswith(key)


@pytest.mark.parametrize("name", ["copydesk.yaml", "copydesk.yml", ".copydesk.yaml", ".copydesk.yml"])
def test_names_of_the_file(tmp_path, name, forget_settings):
    (tmp_path / name).write_text("extends: strict")
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nneeds = ['copydesk']\n")
    forget_settings()
    assert find_config(tmp_path) == tmp_path / name
    (tmp_path / "pyproject.toml").write_text("copydesk, and no TOML")
    forget_settings()
    assert find_config(tmp_path) == tmp_path / name


@pytest.mark.parametrize(
    "other", [("pyproject.toml", "[tool.copydesk]\nextends = 'strict'"), (".copydesk.yml", "")]
)
def test_two_configurations_in_one_folder_are_a_mistake(tmp_path, other, forget_settings):
    (tmp_path / "copydesk.yaml").write_text("")
    (tmp_path / other[0]).write_text(other[1])
    forget_settings()
    with pytest.raises(
        ConfigError, match=rf"copydesk\.yaml and {other[0]} both configure copydesk; move all settings"
    ):
        find_config(tmp_path)
    assert load_config(tmp_path / "copydesk.yaml").preset == "recommended"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("none.yaml", None, "none.yaml: cannot be read: no such file or directory"),
        (
            "latin.yaml",
            b"exclude: [caf\xe9]",
            "latin.yaml: cannot be read: it is not encoded in UTF-8; save it as UTF-8",
        ),
        ("other.toml", b"[tool.other]", "other.toml: there is no table [tool.copydesk] in it; add one"),
        ("broken.toml", b"[tool", "broken.toml: Expected"),
        ("bell.yaml", b"a: \x07", "bell.yaml: line 1: control characters are not allowed"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, name, data, says):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / name)
    assert str(caught.value).partition(f"{tmp_path}/")[2].startswith(says)


def test_every_option_says_what_it_takes(rules):
    for rule in rules.values():
        for name, default in rule.options.items():
            assert option_type(rule, name) is not type(default) or isinstance(default, bool | float), name
            assert (
                read_option(rule, name, list(default) if isinstance(default, tuple) else default) == default
            )
            assert option_schema(rule, name), name


def test_all_mistakes_of_a_configuration_are_told_at_once(tmp_path, monkeypatch, capsys, forget_settings):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("A boat.\n")
    (tmp_path / "copydesk.yaml").write_text(
        "fail-on: hi\nrules: {doubled-wod: off, long-sentence: {limt: 3}}\npacks: [house, desk]\n"
        "accept: accepted.tsv\nnames: {index: names.tsv}\n"
    )
    forget_settings()
    assert main(["check"]) == 2
    told = capsys.readouterr().err.splitlines()
    keys = [
        "fail-on: is",
        "packs: there is no",
        "packs: there is no",
        "rules: there is no",
        "rules.long-sentence.limt",
    ]
    assert len(told) == 7
    for line, key in zip(told, [*keys, "accept: there is no", "names.index: "], strict=True):
        assert f"copydesk.yaml: {key}" in line
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.tsv\nnames: {index: names.tsv}\n")
    forget_settings()
    assert main(["check"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_one_entry_need_not_stand_in_a_list(tmp_path):
    (tmp_path / "copydesk.yaml").write_text(
        "packs: house\nexclude: a\nfiles: {paths: press, text: own}\nsources: {paths: a, from: b}\n"
        "names: {prefer: Ines Okafor, two_people: [Clark, Clarke]}\nhtml: {skip: nav}\n"
    )
    config = load_config(tmp_path / "copydesk.yaml")
    assert config.overrides[0].paths == ("press",)
    assert config.sources[0].sources == ("b",)
    assert config.names == {"prefer": ("Ines Okafor",), "two_people": (("Clark", "Clarke"),)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rules:\n\tdoubled-word: off\n", "line 2, column 1: a tab stands before the text"),
        ("exclude: [a\nb: c\n", "lacks a comma or its “]”"),
        ("exclude: `a`\n", "a value cannot begin with “`”"),
        ("fail-on: 'a\n", "such as a quotation mark, is not closed"),
        ("rules:\n  a: b\n c: d\n", "line 3, column 2: this line is not indented like those"),
    ],
)
def test_mistakes_of_yaml_are_told_in_plain_words(tmp_path, text, told):
    (tmp_path / "copydesk.yaml").write_text(text)
    with pytest.raises(ConfigError, match=re.escape(told)):
        load_config(tmp_path / "copydesk.yaml")


def test_settings_without_effect_are_shown(tmp_path, monkeypatch, capsys, forget_settings):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "a.md").write_text("We saw the the boat.\n")
    (tmp_path / "copydesk.yaml").write_text(
        "exclude: [drafts/, press/b.md]\nrules: {readability: error, names: off}\n"
        "names: {prefer: [Ines Okafor]}\n"
        "files: [{paths: [prss/**], rules: {dates: off}}, {paths: [press/**], text: own}]\n"
    )
    assert main(["config", "show", "press/a.md"]) == 0
    out = capsys.readouterr().out
    assert "\nfiles: files[1] (press/**)\n" in out
    told = out.partition("without effect:\n")[2]
    assert "rules.readability: nothing of it runs here; “readability: on” would run it" in told
    assert "names: no rule about names runs here" in told
    assert "exclude (drafts/): matches no article" in told
    assert "files[0].paths (prss/**): matches no article" in told
    assert "files[1]" not in told
    assert main(["config", "show", "b.md"]) == 0
    assert "files: none of the 2 entries matches this path" in capsys.readouterr().out
    (tmp_path / "copydesk.yaml").write_text("rules: {dates: off, doubled-word: error}\n")
    forget_settings()
    main(["config", "show"])
    assert "without effect" not in capsys.readouterr().out


def test_options_without_effect_are_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("We saw the the boat.\n")
    severities = ["--severity", "long-sentence=error", "--severity", "damage=info"]
    main(["check", "--isolated", "a.md", *severities, "--link-template", "https://desk.example/{path}"])
    told = capsys.readouterr().err
    assert "--severity long-sentence=error has no effect, because long-sentence does not run here" in told
    assert "--link-template has an effect on the format html only" in told
    assert "damage" not in told


def test_names_of_a_rule_and_of_the_section_hold_together(select):
    options = select(
        "names: {two_people: [[Marta Dellwod, Marta Dellwood]], prefer: [Ines Okafor]}\n"
        "rules: {name-variant: {two_people: [[Clark, Clarke]]}}\n"
    )["name-variant"].options
    assert options["two_people"] == (("Clark", "Clarke"), ("Marta Dellwod", "Marta Dellwood"))
    assert options["prefer"] == ("Ines Okafor",)


def test_a_page_says_when_to_use_which_list_of_names(capsys):
    main(["explain", "name-differs-from-archive"])
    page = capsys.readouterr().out
    assert "Options (in copydesk.yaml under “rules: name-differs-from-archive:”):\n  least: 2\n" in page
    assert "under “names:”, for all rules about names" in page
    assert "two_people: pairs of names that are both right" in page
