"""The command line as a user meets it: exit statuses, reports, mistakes."""

from __future__ import annotations

import json
import sys

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.engine.suppressions import SUPPRESSION_RULES

FOOTER = "The post A b c appeared first on D."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.txt").write_text("The council met on Monday.\n")
    (tmp_path / "faulty.txt").write_text(f"The council met.\n\n{FOOTER}\n")
    return tmp_path


@pytest.fixture
def call(capsys):
    def run(*arguments):
        status = main(list(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["clean.txt"], 0),
        (["faulty.txt"], 1),
        (["."], 1),
        ([], 1),
        (["faulty.txt", "--exit-zero"], 0),
        (["faulty.txt", "--fail-on", "error"], 0),
        (["faulty.txt", "--severity", "feed-footer=error", "--fail-on", "error"], 1),
        (["faulty.txt", "--ignore", "feed-footer"], 0),
        (["faulty.txt", "--ignore", "boilerplate"], 0),
        (["faulty.txt", "--select", "names,quotes"], 2),
        (["faulty.txt", "--select", "damage"], 0),
        (["faulty.txt", "--select", "damage", "--extend-select", "feed-footer"], 1),
        (["missing.txt"], 2),
        (["missing.txt", "--exit-zero"], 2),
        (["faulty.txt", "--select", "fed-footer"], 2),
        (["faulty.txt", "--config", "missing.yaml"], 2),
        (["faulty.txt", "--output-format", "jsn"], 2),
        (["--no-such-option"], 2),
        (["clean.txt", "--no-cache", "--isolated", "--quiet"], 0),
    ],
)
def test_exit_status(folder, call, arguments, status, rules):
    if {rule.family for rule in rules.values()} >= {"names", "quotes"} and "names,quotes" in arguments:
        status = 0
    assert call("check", *arguments)[0] == status


def test_json_is_the_contract(folder, call):
    _, out, _ = call("check", "--output-format", "json", "faulty.txt")
    (finding,) = json.loads(out)
    assert len(finding.pop("id")) >= 8
    assert finding.pop("message")
    assert finding == {
        "path": "faulty.txt",
        "rule": "feed-footer",
        "family": "boilerplate",
        "severity": "warning",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 1 + len(FOOTER),
        "offset": 18,
        "end_offset": 18 + len(FOOTER),
        "excerpt": FOOTER,
        "suggestions": [],
        "fixable": False,
        "related": [],
    }


def test_an_id_survives_edits_elsewhere(folder, call):
    def identity():
        return json.loads(call("check", "--output-format", "json", "faulty.txt")[1])[0]["id"]

    before = identity()
    (folder / "faulty.txt").write_text(f"Something new was written here.\n\nAnd here.\n\n{FOOTER}\n")
    assert identity() == before


def test_equal_findings_have_different_ids(folder, call):
    (folder / "faulty.txt").write_text(f"{FOOTER}\n\nThe council met.\n\n{FOOTER}\n")
    found = json.loads(call("check", "--output-format", "json", "faulty.txt")[1])
    assert len({finding["id"] for finding in found}) == 2


def test_concise(folder, call):
    _, out, _ = call("check", "--output-format", "concise", "faulty.txt")
    line, summary, advice = out.splitlines()
    assert line.startswith("faulty.txt:3:1: warning: ")
    assert line.endswith(" [feed-footer]")
    assert summary == "1 file checked: 1 warning."
    assert advice == "Next: “copydesk fix --diff --suggested faulty.txt” shows what could be changed."


def test_full_puts_carets_under_the_place(folder, call):
    _, out, _ = call("check", "faulty.txt")
    source, carets = out.splitlines()[1:3]
    assert source.index(FOOTER) == carets.index("^")
    assert carets.count("^") == len(FOOTER)


def test_full_shows_a_window_of_a_long_line_and_no_control_characters(folder, call):
    (folder / "long.txt").write_text("one two " * 200 + "in the the \x1b[31m spring " + "some more " * 200)
    _, out, _ = call("check", "--select", "doubled-word", "long.txt")
    source, carets = out.splitlines()[1:3]
    assert len(source) <= 120
    assert source[carets.index("^") : carets.rindex("^") + 1] == "the the"
    assert "\x1b" not in out


def test_several_formats_and_a_file(folder, call):
    _, out, _ = call(
        "check", "--output-format", "concise", "--output-format", "json=report.json", "faulty.txt"
    )
    assert "[feed-footer]" in out
    assert json.loads((folder / "report.json").read_text())[0]["rule"] == "feed-footer"


def test_an_unreadable_file_does_not_stop_the_others(folder, call):
    (folder / "broken.txt").write_bytes("café ".encode() * 20 + b"\xe9\xff broken" + "café".encode())
    status, out, _ = call("check", "--output-format", "json", ".")
    assert status == 2
    assert [finding["rule"] for finding in json.loads(out)] == ["unreadable-file", "feed-footer"]


def test_statistics_stand_instead_of_findings(folder, call):
    _, out, _ = call("check", "--statistics", ".")
    assert out.split("\n")[1].split() == ["1", "1", "0", "100%", "warning", "feed-footer"]
    _, out, _ = call("check", "--statistics", "--output-format", "json", ".")
    assert json.loads(out) == [
        {
            "rule": "feed-footer",
            "family": "boilerplate",
            "severity": "warning",
            "findings": 1,
            "files": 1,
            "fixable": 0,
            "share": 1.0,
        }
    ]
    status, _, err = call("check", "--statistics", "--output-format", "sarif", ".")
    assert (status, "but not sarif" in err) == (2, True)


def test_findings_are_grouped_by_rule(folder, call):
    _, out, _ = call("check", "--group-by", "rule", ".")
    assert out.startswith("feed-footer: 1 warning (")


@pytest.mark.parametrize(
    ("choice", "variables", "coloured"),
    [
        ("auto", {}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False),
        ("auto", {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour(folder, call, monkeypatch, choice, variables, coloured):
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in call("check", "--color", choice, ".")[1]) is coloured


def test_a_long_report_ends_with_an_overview(folder, call):
    (folder / "long.txt").write_text("".join(f"We saw the the boat number {n}.\n\n" for n in range(40)))
    (folder / "wrong.txt").write_text("It was on 31 June 2020.\n")
    _, out, _ = call("check", "--output-format", "concise", "--isolated", ".")
    end = out[out.index("findings  ") :]
    assert "40      1        0    95%  warning   doubled-word" in end
    assert "The errors among them:\n  wrong.txt:1:" in end
    assert (
        end.rstrip().split("\n")[-1].startswith("Next: “copydesk fix --diff --suggested --isolated .” shows")
    )
    assert "The errors among them" not in call("check", "--output-format", "concise", "wrong.txt")[1]


def test_a_crashing_rule_is_a_finding_and_status_2(folder, call, tmp_path, monkeypatch):
    (tmp_path / "crashing.py").write_text(
        "from copydesk.hookspecs import hookimpl\nfrom copydesk.rules import rule\n"
        "@rule(family='test')\ndef crashes(doc):\n    '''Crashes.'''\n    return [1 / 0]\n"
        "@hookimpl\ndef copydesk_rules():\n    return [crashes]\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    status, out, _ = call("check", "--plugin", "crashing", "--output-format", "json", "faulty.txt")
    found = {finding["rule"]: finding["message"] for finding in json.loads(out)}
    assert status == 2
    assert set(found) == {"crashed-rule", "feed-footer"}
    assert "ZeroDivisionError" in found["crashed-rule"]
    assert "crashes" in found["crashed-rule"]


def test_a_pool_finds_what_one_process_finds(folder, call):
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(f"Article {number}.\n\n{FOOTER}\n")
    alone = call("check", "--output-format", "json", "--jobs", "1", ".")
    assert call("check", "--output-format", "json", "--jobs", "2", ".") == alone
    assert len(json.loads(alone[1])) == 201


def test_explain(call):
    status, out, _ = call("explain", "feed-footer")
    assert status == 0
    assert out.startswith("feed-footer: a rule of the family “boilerplate”; severity: warning; on by")
    assert "Bad:" in out


def test_explain_knows_the_engine_and_helps_with_mistakes(call):
    assert call("explain", "unreadable-file")[0] == 0
    status, _, err = call("explain", "fed-footer")
    assert (status, "did you mean “feed-footer”?" in err) == (2, True)


def test_rules_lists_every_rule(folder, call, rules):
    listed = json.loads(call("rules", "--output-format", "json")[1])
    assert {entry["id"] for entry in listed} == {*rules, *SUPPRESSION_RULES}
    text = call("rules")[1]
    assert all(rule_id in text for rule_id in rules)


def test_inspect_is_the_contract(folder, call):
    status, out, _ = call("inspect", "--output-format", "json", "clean.txt")
    (reading,) = json.loads(out)
    assert status == 0
    assert set(reading) >= {"path", "format", "dateline", "names", "quotations", "dates", "blocks"}
    assert reading["blocks"][0]["start"] == 0
    assert call("inspect", "missing.txt")[0] == 2


def test_pack_test(folder, call):
    pack = folder / "packs" / "house" / "weasel.yaml"
    pack.parent.mkdir(parents=True)
    pack.write_text("summary: A weasel.\nphrases: [some say]\nbad: Some say so.\ngood: He says so.\n")
    assert call("pack", "test", "packs")[0] == 0
    pack.write_text("summary: A weasel.\nphrases: [some say]\nbad: Nobody.\ngood: Some say so.\n")
    status, out, _ = call("pack", "test", "packs")
    assert status == 1
    assert "“bad” is not flagged: Nobody." in out
    assert "“good” is flagged" in out


def test_pack_fixtures(folder, call):
    pack = folder / "weasel.yaml"
    pack.write_text("summary: A weasel.\nphrases: [some say]\nbad: Some say so.\ngood: He says so.\n")
    fixture = folder / "weasel.md"
    fixture.write_text("=== a case\nSome say so.\n")
    assert call("pack", "test", ".")[0] == 1
    assert call("pack", "test", "--accept", ".")[0] == 0
    assert fixture.read_text() == "=== a case\nSome say so.\n^^^^^^^^ a weasel\n"
    assert call("pack", "test", ".")[0] == 0


def test_a_mistyped_command_is_helped(call):
    status, _, err = call("chek", ".")
    assert (status, "Did you mean “check”?" in err) == (2, True)


def test_config_show(folder, call):
    (folder / "copydesk.yaml").write_text("rules: {feed-footer: error, doubled-word: {allow: [so]}}\n")
    status, out, _ = call("config", "show", "faulty.txt")
    assert status == 0
    assert str(folder / "copydesk.yaml") in out
    assert "feed-footer: error (set here)" in out
    assert 'allow=["so"]' in out


def test_parts_of_html_pages_are_not_read(folder, call):
    page = "<nav><p>Home the the sea</p></nav><p>Rain the the sea.</p><footer>Fog the the sea.</footer>"
    (folder / "page.html").write_text(page)
    assert len(json.loads(call("check", "page.html", "--output-format", "json")[1])) == 3
    (folder / "house.yaml").write_text("html: {skip: [nav, footer]}\n")
    found = json.loads(call("check", "page.html", "--output-format", "json", "--config", "house.yaml")[1])
    assert [each["column"] for each in found] == [page.index("Rain") + 6]
    (folder / "wrong.yaml").write_text("html: {skip: [nav, foot]}\n")
    status, _, err = call("check", "page.html", "--config", "wrong.yaml")
    assert (status, "html.skip: is “foot”; it must be one of nav, header" in err) == (2, True)


@pytest.mark.parametrize(
    ("formats", "where"),
    [(["json", "full"], "on standard output"), (["json=a", "sarif", "sarif=a"], "in a")],
)
def test_reports_do_not_run_together(folder, call, formats, where):
    options = [f"--output-format={each}" for each in formats]
    status, out, err = call("check", *options)
    assert (status, out) == (2, "")
    assert f"would run together {where}; give each a file of its own" in " ".join(err.split())


@pytest.mark.parametrize("options", [["--config", "missing.yaml"], ["--select", "fed-footer"]])
def test_mistakes_show_where_there_is_nothing_to_check(folder, call, options):
    (folder / "empty").mkdir()
    assert call("check", "empty")[0] == 0
    status, out, err = call("check", "empty", *options)
    assert (status, out) == (2, "")
    assert err.startswith("Error: ")


def test_a_path_that_may_not_be_read_is_told_as_one_that_is_missing(folder, call, monkeypatch):
    (folder / "source.txt").write_text((folder / "clean.txt").read_text("utf-8"), "utf-8")
    monkeypatch.setattr("os.access", lambda *_, **__: False)  # which click would ask, and stop
    for arguments in (["inspect", "clean.txt"], ["check", "clean.txt", "--against", "source.txt"]):
        assert call(*arguments)[0] == 0


def test_the_summary_tells_what_was_not_checked(folder, call):
    assert "\n1 file checked, 1 could not be read: 1 error.\n" in call("check", "clean.txt", "missing.txt")[1]
    assert "\n1 file checked: 1 error." in call("check", "clean.txt", "--against", "missing.txt")[1]


def test_why_no_file_that_is_named_is_checked(folder, call):
    (folder / "copydesk.yaml").write_text("exclude: [faulty.txt]\n")
    assert (
        call("check", "faulty.txt")[1]
        == "No files to check: faulty.txt is excluded by “exclude” in copydesk.yaml; with --exclude '' these patterns"
        " do not count.\n"
    )
    assert call("check", "clean.txt", "--extend-exclude", "clean.txt")[1].endswith("by --extend-exclude.\n")
    (folder / "empty").mkdir()
    assert call("check", "empty")[1].startswith(
        "No files to check: empty holds no articles (files that end in .atom .htm"
    )
    status, out, _ = call("check", "clean.txt", "faulty.txt")
    assert status == 0
    assert " Not checked: faulty.txt is excluded by “exclude” in copydesk.yaml;" in out


def test_an_article_is_no_list_of_accepted_findings(folder, call):
    (folder / "copydesk.yaml").write_text("accept: faulty.txt\n")
    for command in ("check", "fix"):
        status, out, err = call(command, "faulty.txt")
        assert (status, out) == (2, "")
        assert "faulty.txt:1" in err


def test_no_run_without_any_rule(folder, call):
    status, out, err = call("check", "faulty.txt", "--select", "feed-footer", "--ignore", "boilerplate")
    assert (status, out) == (2, "")
    assert "--ignore leaves no rule of --select" in err
    families = ",".join({rule.family for rule in all_rules(plugin_manager()).values()})
    status, out, err = call("check", "faulty.txt", "--ignore", families)
    assert (status, out) == (2, "")
    assert "--ignore leaves no rule, so nothing would be checked" in err


@pytest.mark.skipif(sys.platform == "win32", reason="no folder that is in use can be deleted here")
def test_a_working_folder_that_was_deleted(folder, call, monkeypatch):
    (folder / "gone").mkdir()
    monkeypatch.chdir(folder / "gone")
    (folder / "gone").rmdir()
    for arguments in (["check"], ["check", str(folder / "clean.txt")], ["check", "--staged"]):
        status, out, err = call(*arguments)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "the working folder is gone" in err


def test_inspect_shows_what_readers_see(folder, call):
    (folder / "page.html").write_text(
        "<p>&ldquo;The ferry &amp; the bus are late,&rdquo; said Ilka Brandvold on May&nbsp;3.</p>"
    )
    out = call("inspect", "page.html")[1]
    assert "“The ferry & the bus are late,” — Ilka Brandvold\n" in out
    assert '"text": "May 3"' in call("inspect", "page.html", "--output-format", "json")[1]


@pytest.mark.parametrize(
    "name", ["--extend-exclude=*.md", "--config=evil.md", "-qv.md", "--exit-zero", "--select=dates"]
)
@pytest.mark.parametrize("command", [["check"], ["fix", "--quiet"], ["scan"], ["baseline", "write"]])
def test_the_name_of_a_file_is_no_option(name, command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("He sat on the the pier.\n")
    (tmp_path / name).write_text("He sat on the the pier.\n")
    assert main([*command, name, "a.md"]) == 2
    assert "also the name of a file here; put -- before the names" in capsys.readouterr().err
    assert (tmp_path / "a.md").read_text() == "He sat on the the pier.\n"


def test_behind_two_dashes_and_elsewhere_a_name_may_be_that_of_an_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("He sat on the the pier.\n")
    (tmp_path / "--quiet").write_text("He sat on the pier.\n")
    assert main(["check", "--isolated", "--", "--quiet", "a.md"]) == 1
    assert main(["check", "--isolated", "./--quiet"]) == 0
    assert main(["check", "--isolated", "-q", "a.md"]) == 1


@pytest.mark.parametrize("value", ["", ",", " , "])
def test_a_choice_of_no_rule_is_an_error(value, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("He sat on the the pier.\n")
    assert main(["check", "--isolated", "--select", value, "a.md"]) == 2
    assert "it names no rule" in capsys.readouterr().err


def test_a_configuration_that_turns_all_off_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("He sat on the the pier.\n")
    families = {each.family for each in Desk().rules.values()}
    off = "".join(f"  {each}: off\n" for each in sorted(families))
    (tmp_path / "copydesk.yaml").write_text(f"rules:\n{off}")
    assert main(["check", "a.md"]) == 0
    assert "the configuration turns all rules off, so nothing was checked" in capsys.readouterr().err
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.md").write_text("He sat on the the pier.\n")
    (other / "copydesk.yaml").write_text("rules:\n  names: off\n")
    assert main(["check", "other"]) == 1
    assert "turns all rules off" not in capsys.readouterr().err
