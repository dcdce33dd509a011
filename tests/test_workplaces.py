"""Where people work: editors, shells, continuous integration, Python programs, a first day."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

import copydesk
import report_schemas
from copydesk.__main__ import main
from copydesk.config.files import load_config
from copydesk.config.schema import config_schema, pack_schema
from copydesk.config.settings_reader import KEYS
from copydesk.engine.suppressions import SUPPRESSION_RULES
from copydesk.formats.registry import suffixes
from copydesk.packs.loader import KEYS as PACK_KEYS

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def call(tmp_path, monkeypatch, capsys, forget_settings):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main(list(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


# --- schemas ---


@pytest.fixture(scope="module")
def config_validator(rules):
    schema = config_schema(rules | SUPPRESSION_RULES)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@pytest.fixture(scope="session")
def rules():
    from copydesk.config.plugins import all_rules, plugin_manager

    return all_rules(plugin_manager())


def test_the_schemas_have_the_keys_that_the_readers_know(rules):
    assert set(config_schema(rules)["properties"]) == set(KEYS)
    assert set(pack_schema()["properties"]) == set(PACK_KEYS)


def test_every_rule_file_holds_to_the_schema():
    validator = jsonschema.Draft7Validator(pack_schema())
    files = sorted((ROOT / "rules").rglob("*.yaml"))
    assert len(files) > 100
    assert not [
        f"{file.name}: {error.message}"
        for file in files
        for error in validator.iter_errors(yaml.safe_load(file.read_text("utf-8")))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "summary: A.\nphrases: [a]\nbad: a\n",
        "summary: A.\nphrases: [a]\nline: b\nbad: a\ngood: b\n",
        "summary: A.\nbad: a\ngood: b\n",
        "summary: A.\nlines: [a]\nline_phrases: [b]\nbad: a\ngood: b\n",
        "summary: A.\nlines: [a]\npattern: b\nbad: a\ngood: b\n",
        "summary: A.\nline: a\nparts: [a]\nbad: a\ngood: b\n",
        "summary: A.\nprefer: [a]\nbad: a\ngood: b\n",
        "summary: A.\nphrases: [a]\nseverity: loud\nbad: a\ngood: b\n",
        "sumary: A.\nphrases: [a]\nbad: a\ngood: b\n",
    ],
)
def test_bad_rule_files_do_not(text):
    assert list(jsonschema.Draft7Validator(pack_schema()).iter_errors(yaml.safe_load(text)))


@pytest.mark.parametrize("phrases", ["lines", "line_phrases"])
def test_patterns_and_phrases_of_lines_may_stand_together(phrases):
    rule = {"summary": "A.", "bad": "a", "good": "b", phrases: ["a"], "line": "{{b}}", "parts": {"b": ["c"]}}
    jsonschema.validate(rule, pack_schema())


def test_configurations_of_the_documents_hold_to_the_schema(config_validator, tmp_path):
    blocks = re.findall(
        r"```yaml\n(.*?)```", (ROOT / "docs" / "configuration.md").read_text("utf-8"), re.DOTALL
    )
    (block,) = [text for text in blocks if "extends:" in text]
    config_validator.validate(yaml.safe_load(block))
    (tmp_path / "copydesk.yaml").write_text(block)
    load_config(tmp_path / "copydesk.yaml")


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("rules: {doubled-word: off, damage: error, feed-footer: {severity: info}}", True),
        ("rules: {doubled-word: {allow: [had]}, my-own: {anything: 1}}", True),
        ("accept: a.tsv\nexclude: drafts/\nfail-on: error", True),
        ("extends: strickt", False),
        ("rules: {doubled-word: loud}", False),
        ("rules: {doubled-word: {alow: [had]}}", False),
        ("fail_on: error", False),
        ("names: {two_people: [[a, b, c]]}", False),
    ],
)
def test_the_schema_agrees_with_the_reader(config_validator, text, valid, tmp_path):
    assert config_validator.is_valid(yaml.safe_load(text)) == valid


def test_schema_command(call):
    status, out, _ = call("schema", "config")
    assert status == 0
    assert "doubled-word" in json.loads(out)["properties"]["rules"]["properties"]
    assert json.loads(call("schema", "pack")[1])["required"] == ["summary", "bad", "good"]


# --- first day ---


def test_init_fits_the_folder_and_is_valid(call, tmp_path, config_validator, forget_settings):
    (tmp_path / "themes").mkdir()
    (tmp_path / "drafts").mkdir()
    (tmp_path / "README.md").write_text("# A site\n")
    (tmp_path / "post.md").write_text("The the day.\n\nThe post A b c appeared first on D.\n")
    status, out, _ = call("init")
    text = (tmp_path / "copydesk.yaml").read_text("utf-8")
    assert status == 0
    assert "copydesk.yaml written. 2 files checked: “copydesk check” shows 2 findings in 1 file." in out
    assert "copydesk baseline write" in out
    assert "  - themes/" in text
    assert "#  - drafts/" in text
    assert "1  feed-footer" in text
    config_validator.validate(yaml.safe_load(text))
    uncommented = re.sub(r"(?m)^#(?=(?: {2}\S|files:|names:|packs:|accept:))", "", text).replace(
        "rules: {}", "rules:"
    )
    config_validator.validate(yaml.safe_load(uncommented))
    forget_settings()
    assert call("check")[0] == 1


@pytest.mark.parametrize("name", ["copydesk.yaml", ".copydesk.yaml", "pyproject.toml"])
def test_init_never_overwrites(call, tmp_path, name):
    text = "[tool.copydesk]\n" if name == "pyproject.toml" else "fail-on: error\n"
    (tmp_path / name).write_text(text)
    status, _, err = call("init")
    assert (status, "exists already and is not changed" in err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == text


def test_init_writes_through_no_link_and_leaves_no_half_file(call, tmp_path, monkeypatch):
    (tmp_path / "copydesk.yaml").symlink_to("../outside.yaml")
    status, _, err = call("init")
    assert (status, "already" in err) == (2, True)
    assert not (tmp_path.parent / "outside.yaml").exists()
    (tmp_path / "copydesk.yaml").unlink()

    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    status, _, err = call("init")
    assert (status, "could not be written: No space left on device" in err) == (2, True)
    assert not (tmp_path / "copydesk.yaml").exists()


@pytest.mark.parametrize("folder", [".git", ".git/hooks", "link"])
def test_init_writes_nothing_into_a_folder_of_git(call, tmp_path, monkeypatch, folder):
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "link").symlink_to(".git")
    monkeypatch.chdir(tmp_path / folder)
    status, _, err = call("init")
    assert (status, "it belongs to git" in err) == (2, True)
    assert not list(tmp_path.rglob("copydesk.yaml"))


def test_init_in_an_empty_folder(call, tmp_path):
    assert call("init")[0] == 0
    assert load_config(tmp_path / "copydesk.yaml").preset == "recommended"


def test_a_file_whose_name_is_a_dash(call, tmp_path):
    (tmp_path / "-").write_text("He ran in the the park.\n")
    assert call("check", "./-")[0] == 1


# --- shells ---


def test_completion_scripts(call):
    for shell in ("bash", "zsh", "fish"):
        status, out, _ = call("completion", shell)
        assert status == 0
        assert "_COPYDESK_COMPLETE" in out
    assert call("completion", "csh")[0] == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_commands_and_options(call, tmp_path):
    (tmp_path / "complete.sh").write_text(call("completion", "bash")[1])
    program = tmp_path / "copydesk"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n')
    program.chmod(0o755)
    for words, wanted in (
        ("copydesk b", "baseline"),
        ("copydesk check --sta", "--staged"),
        ("copydesk check --ignore names,doubled-w", "names,doubled-word"),
        ("copydesk explain unread", "unreadable-source"),
    ):
        script = (
            f"source complete.sh; COMP_WORDS=({words}); COMP_CWORD={len(words.split()) - 1};"
            ' _copydesk_completion copydesk; echo "${COMPREPLY[@]}"'
        )
        environment = {**ENVIRONMENT, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, env=environment, text=True, capture_output=True
        )
        assert wanted in done.stdout.split(), done.stderr


# --- continuous integration ---


def code_block(document, marker):
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / document).read_text("utf-8"), re.DOTALL)
    (block,) = [text for text in blocks if marker in text]
    return block


def test_the_gitlab_jobs_report(call, tmp_path):
    job = yaml.safe_load(code_block("ci.md", "codequality"))["copydesk"]
    command = job["script"][-1].split()
    assert command.pop(0) == "copydesk"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.md").write_text("The post A b c appeared first on D.\n")
    assert call(*command)[0] == 1
    report = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text())
    jsonschema.validate(report, report_schemas.GITLAB)
    assert report[0]["location"] == {"path": "content/post.md", "lines": {"begin": 1, "end": 1}}


def test_the_hooks_we_offer():
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    assert hooks.keys() == {"copydesk", "copydesk-all", "copydesk-fix"}
    assert hooks.pop("copydesk-fix")["entry"] == "copydesk fix --quiet --exit-zero"
    assert hooks["copydesk-all"]["pass_filenames"] is False
    assert hooks["copydesk-all"]["always_run"] is True
    for hook in hooks.values():
        assert hook["require_serial"] is True
        assert hook["entry"] == "copydesk check"


def test_the_hooks_are_given_what_a_folder_is_searched_for():
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")):
        given = re.compile(hook["files"])
        assert hook["types"] == ["text"]
        assert "types_or" not in hook
        for suffix in suffixes():
            assert given.search(f"content/news{suffix}")
            assert given.search(f"content/NEWS{suffix.upper()}")
        for suffix in (".py", ".yaml", ".png", ".csv", ".xml", ".json", ".jsonl", ".mdown", ""):
            assert not given.search(f"content/news{suffix}")
        assert not given.search("content/md")


# --- Python ---


def test_lint():
    (finding,) = copydesk.lint("Paris in the the spring.")
    assert (finding.rule, finding.family, finding.start, finding.end) == ("doubled-word", "damage", 9, 16)
    assert (finding.path, finding.line, finding.column) == ("<string>", 1, 10)


def test_lint_goes_by_the_suffix_and_the_suppressions():
    text = "<!-- copydesk-disable-file doubled-word -->\n\nThe the day, `the the`.\n"
    assert copydesk.lint(text, path="a.md") == []
    found = copydesk.lint(text, select=["doubled-word", "suppression"])
    assert [each.rule for each in found] == ["malformed-suppression", "doubled-word"]


def test_lint_chooses_rules():
    text = "The the day.\n\nThe post A b c appeared first on D."
    for select in (["boilerplate"], "boilerplate"):
        assert [each.rule for each in copydesk.lint(text, select=select)] == ["feed-footer"]
    assert [each.rule for each in copydesk.lint(text, ignore=["boilerplate"])] == ["doubled-word"]
    assert len(copydesk.lint(text, preset="strict")) >= 2
    for mistake in ({"select": ["no-such-rule"]}, {"preset": "strickt"}):
        with pytest.raises(ValueError, match=r"strict|no-such-rule"):
            copydesk.lint(text, **mistake)


def test_lint_says_what_is_no_rule():
    with pytest.raises(ValueError, match="select: 5 is not the name"):
        copydesk.lint("A text.", select=5)


def test_lint_looks_for_no_configuration(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.yaml").write_text("rules: {doubled-word: off}\n")
    assert len(copydesk.lint("The the day.", path="a.md")) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"select": ["namse"]}, "select: there is no rule or family “namse”; did you mean “names”?"),
        ({"ignore": "namse"}, "ignore: there is no"),
        ({"preset": "stricter"}, "preset: “stricter” is not one of"),
    ],
)
def test_a_wrong_argument_is_named_as_an_argument(arguments, says):
    with pytest.raises(ValueError, match="^" + re.escape(says)):
        copydesk.lint("Text.", **arguments)


def test_a_family_that_is_named_is_all_of_its_rules():
    text = "The council rejected the plan last week."
    assert [each.rule for each in copydesk.lint(text, select="dates")] == ["undated-relative"]
    assert not copydesk.lint(text)
