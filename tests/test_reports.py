"""Output formats: each read by a consumer or held to its schema, with text that is out to break it."""

from __future__ import annotations

import io
import json
import os
import re
import time
import tomllib
import xml.etree.ElementTree as ET
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import junitparser
import pyromark
import pytest

import report_schemas as schemas
from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.engine.failures import ENGINE_RULES
from copydesk.findings import Finding, Location
from copydesk.report import FORMATS
from copydesk.report.base import Report
from copydesk.report.recognition import is_report
from copydesk.report.terminal import rule_mark
from copydesk.report.writers.json_report import SCHEMA

SOURCE = "Ein Satz.\r\nÄ 🚀 the the pier\r\n"
HOSTILE = 'a\nb\r::error::c%0A ]]> <b a="\'"> | `x` \x00\x1b[31m \ud800 \u2028 @you [x](javascript:y), ﷽'
PATH = "posts/ü a%20:,&<b>\udcff.md"


def finding(path="a.md", severity="warning", number=1, **fields):
    values = {
        "path": path,
        "start": 15,
        "end": 22,
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 12,
        "rule": "doubled-word",
        "family": "damage",
        "severity": severity,
        "message": "“the” is repeated",
        "excerpt": "the the",
        "suggestions": ("the",),
        "fixable": True,
        "related": (Location("a.md", 2, 3, 13, 14, "see here"),),
        "id": f"{number:016x}",
    }
    return Finding(**{**values, **fields})


PLAIN = (finding(), finding("b.md", "error", 2, family="engine", rule="unreadable-file", suggestions=()))
BAD = (
    finding(
        PATH,
        message=HOSTILE,
        excerpt=HOSTILE,
        suggestions=(HOSTILE, ""),
        related=(Location(PATH, 9, 9, 0, 0, HOSTILE),),
    ),
    finding(PATH, "info", 2, end_line=4, end_column=1, related=()),
    finding(PATH, "error", 2),
)


def written(name, findings=BAD, rules=None):
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace", newline="\n")
    report = Report(
        tuple(findings),
        3,
        rules or {},
        lambda path: SOURCE if path != "gone.md" else None,
        documents=lambda path: (Document(SOURCE, path),) if path != "gone.md" else (),
    )
    import_module(f"copydesk.report.writers.{name.replace(chr(45), chr(95))}").write(report, stream)
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("findings", [(), PLAIN, BAD], ids=["nothing", "plain", "hostile"])
def test_every_format_takes_everything(name, findings):
    text = written(name, findings)
    assert "\x1b" not in text
    assert "\x00" not in text


def lines_like(pattern):
    """A reader of reports of which some lines give the path, line and rule of a finding."""
    return lambda text: [
        (match["path"], int(match["line"]), match["rule"]) for match in re.finditer(rf"(?m)^{pattern}$", text)
    ]


def under_paths(heading, pattern):
    """A reader of reports that give the path once, as a heading, and then line and rule of each finding."""

    def read(text):
        _, *parts = re.split(rf"(?m)^{heading}$", text)
        return [
            (path, int(match["line"]), match["rule"])
            for path, part in zip(parts[::2], parts[1::2], strict=True)
            for match in re.finditer(rf"(?m)^{pattern}$", part)
        ]

    return read


def read_json(text):
    return [(each["path"], each["line"], each["rule"]) for each in json.loads(text)]


def read_jsonl(text):
    return read_json(f"[{','.join(text.splitlines())}]")


def read_by_rule(text):
    for rule, part in re.findall(r"(?m)^([\w-]+): \d+ \w+(?: \(.*\))?\n((?:  .*\n)+)", text):
        for path, line in re.findall(r"(?m)^  (.+):(\d+):\d+  ", part):
            yield path, int(line), rule


def read_statistics(text):
    """A table tells only which rules have findings."""
    for rule in re.findall(r"(?m)^ *\d+ .*  ([\w-]+)$", text):
        yield None, None, rule


def read_statistics_json(text):
    for each in json.loads(text):
        yield None, None, each["rule"]


def read_sarif(text):
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        yield place["artifactLocation"]["uri"], place["region"]["startLine"], result["ruleId"]


def read_github(text):
    for _, properties, _ in commands(text):
        yield properties["file"], int(properties["line"]), properties["title"].removeprefix("copydesk: ")


def read_gitlab(text):
    for issue in json.loads(text):
        place = issue["location"]
        yield place["path"], place["lines"]["begin"], issue["check_name"]


def read_junit(text):
    for case in ET.fromstring(text).iter("testcase"):
        yield case.get("file"), int(case.get("line")), case.get("name").split()[0]


def read_checkstyle(text):
    for file in ET.fromstring(text):
        for error in file:
            yield file.get("name"), int(error.get("line")), error.get("source").rpartition(".")[2]


def read_rdjsonl(text):
    for diagnostic in map(json.loads, text.splitlines()):
        place = diagnostic["location"]
        yield place["path"], place["range"]["start"]["line"], diagnostic["code"]["value"]


def read_html(text):
    for path, section in re.findall(r'<h2 id="name-\d+">([^<]+)</h2>([\s\S]*?)(?=<h2 |</main>)', text):
        for rule, line in re.findall(r'data-rule="([^"]+)"[\s\S]*?>line (\d+)</a>', section):
            yield path, int(line), rule


def read_ledger(text):
    """An accept list has no lines: it holds wherever the words stand."""
    for row in text.splitlines():
        _, rule, path, _ = row.split("\t")
        yield path, None, rule


READERS = {
    "full": lines_like(r"(?P<path>\S+?):(?P<line>\d+):\d+ \w+: .+ \[(?P<rule>\S+)\]"),
    "concise": lines_like(r"(?P<path>\S+?):(?P<line>\d+):\d+: \w+: .+ \[(?P<rule>\S+)\]"),
    "grouped": under_paths(r"(\S+)", r"  (?P<line>\d+):\d+ .* (?P<rule>\S+)"),
    "by-rule": read_by_rule,
    "statistics": read_statistics,
    "statistics-json": read_statistics_json,
    "json": read_json,
    "json-report": lambda text: [
        (each["path"], each["line"], each["rule"]) for each in json.loads(text)["findings"]
    ],
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "checkstyle": read_checkstyle,
    "rdjsonl": read_rdjsonl,
    "markdown": under_paths(r"### (.+)", r"\| (?P<line>\d+) \| .* \| `(?P<rule>[^`]+)` \|"),
    "html": read_html,
    "ledger": read_ledger,
}
"""For each format what a consumer does with it: it finds the path, line and rule of each finding in the report."""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_each_finding(name):
    findings = finding(), finding("b.md", "error", 2, line=1, rule="repeated-line")
    assert name in READERS, "a format needs a reader here, which shows that its reports can be used"
    told = sorted(READERS[name](written(name, findings)))
    assert told == [(told[0][0] and each.path, told[0][1] and each.line, each.rule) for each in findings]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name):
    docs = (Path(__file__).parent.parent / "docs" / "ci.md").read_text("utf-8")
    assert re.search(rf"(?m)^\| `{name}` \| .{{10,}} \|$", docs), f"docs/ci.md lacks a line for {name}"


def validate(instance, schema):
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(instance)


@pytest.mark.parametrize("findings", [(), PLAIN, BAD], ids=["nothing", "plain", "hostile"])
def test_json_formats_hold_to_their_schemas(findings, rules):
    validate(json.loads(written("sarif", findings, rules)), schemas.SARIF)
    validate(json.loads(written("gitlab", findings)), schemas.GITLAB)
    for line in written("rdjsonl", findings).splitlines():
        validate(json.loads(line), schemas.RDJSON)
    assert [json.loads(line) for line in written("jsonl", findings).splitlines()] == json.loads(
        written("json", findings)
    )


def published(monkeypatch, home="https://example.org/copydesk", rules="https://example.org/pages/"):
    monkeypatch.delenv("COPYDESK_RULE_PAGES", raising=False)
    monkeypatch.setattr("copydesk.report.base._addresses", lambda: {"homepage": home, "rules": rules})


def test_sarif_tells_of_rules_what_github_shows(rules, monkeypatch):
    published(monkeypatch)
    log = json.loads(written("sarif", PLAIN, rules | {rule.id: rule for rule in ENGINE_RULES}))
    validate(log, schemas.SARIF)
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["semanticVersion"] == driver["version"]
    assert driver["informationUri"] == "https://example.org/copydesk"
    doubled, unreadable = driver["rules"]
    assert doubled["helpUri"] == "https://example.org/pages/doubled-word/"
    assert doubled["help"]["markdown"].startswith(f"**{rules['doubled-word'].summary}**\n\n")
    assert "Bad:\n\n```text\n" in doubled["help"]["markdown"]
    precisions = [each["properties"]["precision"] for each in (doubled, unreadable)]
    assert precisions == ["high", "very-high"]


@pytest.mark.parametrize("findings", [(), PLAIN, BAD], ids=["nothing", "plain", "hostile"])
def test_a_report_with_a_head_holds_to_its_schema(findings, rules):
    report = json.loads(written("json-report", findings, rules))
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    validate(report, closed(SCHEMA))
    assert report["findings"] == json.loads(written("json", findings))
    assert report.keys() == set(SCHEMA["required"])


def closed(schema):
    """The schema, in which a key that it does not know is a mistake."""
    if isinstance(schema, list):
        return list(map(closed, schema))
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if schema.get("type") == "object" else {}
    return {key: closed(value) for key, value in schema.items()} | more


def test_the_head_of_a_report(desk, tmp_path):
    status, out, _ = desk("gone.md", "--output-format", "json-report")
    report = json.loads(out)
    validate(report, closed(SCHEMA))
    totals = report["totals"]
    assert totals["files"] == len(report["files"])
    assert (
        totals["findings"] == totals["error"] + totals["warning"] + totals["info"] == len(report["findings"])
    )
    assert totals["files_not_checked"] == sum(not each["checked"] for each in report["files"])
    assert report["complete"] == (not report["not_checked"])
    assert {each["rule"] for each in report["findings"]} == {each["id"] for each in report["rules"]}
    assert (totals["files"], totals["files_not_checked"], status) == (2, 1, 2)
    for _ in range(2):  # an earlier report may be replaced
        assert desk("--output-format", "json-report=report.json")[0] == 1
    (tmp_path / "report.json").write_text(out.replace('"form"', '"notes"'))
    assert "report.json" in desk("--output-format", "json-report=report.json")[2]


def test_the_schema_of_a_report_is_printed(capsys):
    assert main(["schema", "report"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA


def test_sarif(rules):
    (run,) = json.loads(written("sarif", PLAIN, rules))["runs"]
    first, second = run["results"]
    assert run["invocations"] == [{"executionSuccessful": False}]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    region = {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 12}
    assert first["locations"][0]["physicalLocation"]["region"] == {**region, "snippet": {"text": "the the"}}
    replacement = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "the"}}
    assert first["relatedLocations"][0]["message"] == {"text": "see here"}
    assert first["partialFingerprints"] == {"copydesk/v1": first and f"{1:016x}"}
    assert "fixes" not in second


def test_sarif_paths_are_uris():
    (run,) = json.loads(written("sarif"))["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogateescape") == PATH
    from copydesk.report.escaping import uri as as_uri

    assert as_uri("/a b/c.md") == "file:///a%20b/c.md"
    assert as_uri("C:/a.md") == "file:///C%3A/a.md"


def commands(text):
    """Workflow commands as GitHub's runner reads them."""
    for line in text.splitlines():
        if match := re.match(r"::([a-z]+) ([^:]*(?:(?!::):[^:]*)*)::(.*)$", line):
            properties = dict(each.split("=", 1) for each in match[2].split(","))
            for key, value in properties.items():
                for escape, character in (
                    ("%2C", ","),
                    ("%3A", ":"),
                    ("%0A", "\n"),
                    ("%0D", "\r"),
                    ("%25", "%"),
                ):
                    value = value.replace(escape, character)
                properties[key] = value
            yield match[1], properties, match[3]


def test_github():
    (first, properties, message), second, third = commands(written("github"))
    assert (first, second[0], third[0]) == ("error", "warning", "notice")
    assert (properties["line"], properties["col"], properties["endColumn"]) == ("2", "5", "12")
    assert properties["file"] == PATH.replace("\udcff", "\ufffd")
    assert message == "“the” is repeated"
    assert "col" not in third[1]
    assert "::error::c%250A" in second[2]


def test_github_says_what_it_will_not_show():
    findings = [finding(number=number) for number in range(13)] + [finding(severity="error", number=99)]
    text = written("github", findings)
    assert text.startswith("::error ")
    assert text.splitlines()[-1] == (
        "copydesk: GitHub shows 10 annotations of each severity; 3 of 13 warnings are in this log only."
    )
    assert len(list(commands(text))) == 14
    assert "GitHub shows" not in written("github", PLAIN)


def test_gitlab_fingerprints_never_collide():
    issues = json.loads(written("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert issues[0]["location"]["lines"] == {"begin": 2, "end": 2}


def test_junit_is_read_by_a_consumer():
    suites = junitparser.JUnitXml.fromstring(written("junit").encode())
    (suite,) = suites
    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (3, 2, 0, 1)
    kinds = [type(case.result[0]).__name__ for case in suite]
    assert kinds == ["Failure", "Skipped", "Failure"]
    assert "::error::c%0A ]]> <b" in next(iter(suite)).result[0].message


def test_junit_of_an_unread_file_and_of_nothing():
    suites = junitparser.JUnitXml.fromstring(written("junit", PLAIN).encode())
    assert (suites.tests, suites.failures, suites.errors) == (2, 1, 1)
    clean = junitparser.JUnitXml.fromstring(written("junit", ()).encode())
    assert (clean.tests, clean.failures) == (1, 0)


def test_checkstyle():
    root = ET.fromstring(written("checkstyle"))
    (file,) = root
    assert root.tag == "checkstyle"
    assert [error.get("severity") for error in file] == ["warning", "info", "error"]
    assert file[0].attrib.keys() == {"line", "column", "severity", "message", "source"}
    assert file[0].get("source") == "copydesk.damage.doubled-word"
    assert file[0].get("message").startswith("a\nb\r::error::c")


def test_rdjsonl_counts_bytes():
    diagnostic = json.loads(written("rdjsonl", PLAIN).splitlines()[0])
    extent = {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 16}}
    assert diagnostic["location"]["range"] == extent
    assert SOURCE.split("\r\n")[1].encode()[8:15] == b"the the"
    assert diagnostic["suggestions"] == [{"range": extent, "text": "the"}]
    gone = json.loads(written("rdjsonl", [finding("gone.md")]))
    assert gone["location"]["range"]["start"] == {"line": 2, "column": 5}


def test_markdown_is_a_table_and_nothing_else():
    html = pyromark.html(written("markdown"), options=pyromark.Options.ENABLE_TABLES)
    assert html.count("<tr>") in (3, 4)  # with the heading, or without
    assert html.count("<td") == 15
    assert "<b" not in html.replace("<body", "")
    assert "<a " not in html
    assert "javascript:y" in html


def test_markdown_stops_before_github_drops_it():
    text = written("markdown", [finding(message=HOSTILE * 2, number=number) for number in range(1_200)])
    assert len(text.encode()) < 1 << 20
    assert "200 further findings are not shown here." in text


def test_html_holds_no_markup_of_the_text():
    page = written("html")
    assert "<b a=" not in page
    assert page.count('class="card ') == page.count('id="mark-') == 3
    assert "Nothing was found." in written("html", ())


def test_grouped():
    lines = written("grouped", PLAIN).splitlines()
    assert lines[:2] == ["a.md", "  2:5  warning  “the” is repeated  doubled-word"]
    assert lines[-2] == "3 files checked: 1 error, 1 warning."
    assert lines[-1] == "Next: “copydesk fix” mends 1."  # the other file could not be checked


def test_several_formats_at_once(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("He sat on the the pier.\n")
    asked = [part for name in FORMATS for part in ("--output-format", f"{name}=out.{name}")]
    assert main(["check", *asked, "a.txt"]) == 1
    assert capsys.readouterr().out == ""
    assert all((tmp_path / f"out.{name}").read_text() for name in FORMATS)
    validate(json.loads((tmp_path / "out.sarif").read_text()), schemas.SARIF)
    assert main(["check", "--output-format", "json=nowhere/a.json", "a.txt"]) == 2
    assert "the report could not be written" in capsys.readouterr().err


def test_a_file_whose_name_is_no_text(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    try:
        (tmp_path / "bad\udcff.txt").write_text("He sat on the the pier.\n")
    except OSError:
        pytest.skip("this file system takes text only")
    assert main(["check", "--output-format", "json"]) == 1
    assert json.loads(capsysbinary.readouterr().out)[0]["path"] == "bad\udcff.txt"


@pytest.fixture
def desk(tmp_path, monkeypatch, capfd, forget_settings):
    """A project with an article that has a fault, and a call of the command line in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / ".git" / "config").write_text("[core]\n")
    (tmp_path / "copydesk.yaml").write_text("rules: {}\n")
    (tmp_path / "a.txt").write_text("He sat on the the pier.\n")

    def call(*arguments):
        status = main(["check", "a.txt", *arguments])
        output = capfd.readouterr()
        return status, output.out, output.err

    return call


def contents(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "place",
    [
        *("a.txt", "./a.txt", "nowhere/../a.txt", "hard.json", "link.json"),
        *("other.md", "package.json", "only-headings.md", "spaces-first.txt"),
        *(
            "copydesk.yaml",
            "pyproject.toml",
            ".git/config",
            ".git/hooks/post-commit",
            ".GIT/new",
            "linked/new.json",
        ),
        *("dangling.json", "known.tsv", "accepted.tsv", "house.yml", "folder"),
    ],
)
def test_a_report_takes_the_place_of_nothing_else(desk, tmp_path, place):
    known = "0123456789abcdef\tdoubled-word\ta.txt\tthe the\n"
    for name, text in (
        ("other.md", "An article.\n"),
        ("only-headings.md", "# One\n\n# Two\n"),
        ("spaces-first.txt", " \n" * 20_000 + "An article.\n"),
        ("package.json", '{"name": "desk"}\n'),
        ("known.tsv", known),
        ("accepted.tsv", known),
        ("house.yml", ""),
    ):
        (tmp_path / name).write_text(text)
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.tsv\n")
    (tmp_path / "hard.json").hardlink_to("a.txt")
    (tmp_path / "link.json").symlink_to("a.txt")
    (tmp_path / "dangling.json").symlink_to("../outside.json")
    (tmp_path / "folder").mkdir()
    (tmp_path / "linked").symlink_to("..")
    before = contents(tmp_path)
    config = ["--config", "house.yml"] if place == "house.yml" else []
    status, out, err = desk("--output-format", f"ledger={place}", "--baseline", "known.tsv", *config)
    assert (status, out) == (2, "")
    assert err.startswith(f"Error: {Path(place)}: nothing is written there: ")
    assert err.count("\n") == 1
    assert contents(tmp_path) == before
    assert not [name for name in ("outside.json", "new.json") if (tmp_path.parent / name).exists()]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["He sat on the the pier.\n", "He sat on the pier.\n"])
def test_a_report_replaces_an_earlier_one(desk, tmp_path, name, text):
    file = tmp_path / "report.txt"
    (tmp_path / "a.txt").write_text(text)
    status = desk("--output-format", f"{name}=report.txt")[0]
    assert status == int("the the" in text)
    earlier = file.read_bytes()
    assert not earlier or is_report(earlier, ["doubled-word"])
    file.write_bytes(earlier.replace(b"\n", b"\r\n"))
    assert desk("--output-format", f"{name}=report.txt")[0] == status
    assert file.read_bytes() == earlier


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_with_a_note_behind_it_stays(desk, tmp_path, name):
    (tmp_path / "a.txt").write_text("He sat on the the pier.\n")
    desk("--output-format", f"{name}=report.txt")
    noted = (tmp_path / "report.txt").read_bytes() + b"\nAsk Mara about the pier.\n"
    (tmp_path / "report.txt").write_bytes(noted)
    status, _, err = desk("--output-format", f"{name}=report.txt")
    assert (status, (tmp_path / "report.txt").read_bytes()) == (2, noted)
    assert "it holds something else than a report of copydesk" in err


def test_a_report_goes_to_an_empty_file(desk, tmp_path):
    (tmp_path / "report.json").write_text("\n")
    assert desk("--output-format", "json=report.json")[0] == 1
    assert json.loads((tmp_path / "report.json").read_text())


@pytest.mark.parametrize(
    "text",
    [
        "# copydesk\n\nWe use it.\n",
        "## copydesk\n\nWe use it.\n",
        "[1, 2]\n",
        '[{"id": "12", "path": "/"}]\n',
        "<!doctype html>\n<html><head><title>The copydesk</title>\n",
        "Notes:\n  12:30  warning signs go up\n",
        "Three files checked: nothing found.\n",
        "art.txt:1:4: warning: two words [doubled-word]\nAsk Mara about the pier.\n",
        "a.txt\n  1:4  warning  two words  doubled-word\n\nAsk Mara about the pier.\n",
        "2 files checked by Mara\nand one by Ilka\n",
        "<!doctype html>\n<html><head><title>copydesk</title></head><body><p>Our desk.</p></body></html>\n",
        '<?xml version="1.0"?>\n<testsuites name="copydesk"><testsuite name="our tests"/></testsuites>\n',
        '<?xml version="1.0"?>\n<checkstyle version="4.3">\n</checkstyle>\n<file name="a"/>\n',
        "0123456789abcdef\tdoubled-word\ta.txt\tthe the\nAsk Mara.\n",
        # Reports of other programs
        "app/x.py:1:76: warning: unused import [unused-import]\n",
        "app/x.py:1:76: warning: two words [doubled-word]\napp/x.py:2:1: error: unused [unused-import]\n",
        "app/x.js\n  1:4  warning  unused  no-unused-vars\n\n",
        '[{"description": "no-console", "check_name": "a", "fingerprint": "1", "severity": "major"}]\n',
        '{"message": "x", "location": {"path": "a.txt"}, "source": {"name": "vale"}}\n',
        '{"message": "x", "location": {"path": "a.txt"}, "severity": "ERROR"}\n',
        '{"runs": [{"tool": {"driver": {"name": "copydesk"}}}, {"tool": {"driver": {"name": "vale"}}}]}\n',
        '[{"id": "0123456789abcdef", "path": "a.txt", "title": "An article"}]\n',
        "",
    ],
)
def test_what_is_no_report(text):
    assert not is_report(text.encode(), ["doubled-word"])


@pytest.mark.parametrize("other", ["./r.json", "link/r.json", "hard.json", "nowhere/../r.json"])
@pytest.mark.parametrize("exists", [True, False])
def test_two_reports_to_one_file_are_refused(desk, tmp_path, other, exists):
    (tmp_path / "link").symlink_to(".")
    if exists:
        (tmp_path / "r.json").write_text("[]\n")
        (tmp_path / "hard.json").hardlink_to("r.json")
    elif other == "hard.json":
        pytest.skip("a hard link has a file")
    status, out, err = desk("--output-format", "json=r.json", "--output-format", f"sarif={other}")
    assert (status, out, "json and sarif would run together" in err) == (2, "", True)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there are no such paths")
def test_pipes_and_devices(desk, tmp_path):
    assert desk("--output-format", "json=/dev/null", "--output-format", "sarif=/dev/null")[:2] == (1, "")
    assert "[doubled-word]" in desk("--output-format", "concise=/dev/stdout")[1]
    status, out, err = desk("--output-format", "json", "--output-format", "sarif=/dev/stdout")
    assert (status, out, "json and sarif would run together" in err) == (2, "", True)
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert desk("--output-format", "concise=pipe")[0] == 1
    assert b"[doubled-word]" in os.read(reader, 9999)
    os.close(reader)


def test_an_earlier_report_stays_if_the_new_one_cannot_be_written(desk, tmp_path, monkeypatch):
    (tmp_path / "r.json").write_text("[]\n")

    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    status, out, err = desk("--output-format", "json=r.json", "--output-format", "concise")
    assert (status, (tmp_path / "r.json").read_text()) == (2, "[]\n")
    assert "r.json: the report could not be written: No space left on device" in err
    assert "[doubled-word]" in out, "one report that cannot be written does not stop the others"


def test_a_report_in_a_file_is_told_and_whether_it_would_be_checked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The ferry left.\n", "utf-8")
    for name, is_checked in (("report.json", False), ("report.md", False)):
        kind = "json" if name.endswith("json") else "markdown"
        assert main(["check", "--isolated", "--output-format", f"{kind}={name}", "."]) == 0
        err = capsys.readouterr().err
        assert f"copydesk: report written to {name}" in err
        assert ("the next run checks it as an article" in err) == is_checked
        assert main(["check", "--isolated", "-q", "--output-format", f"{kind}={name}", "a.txt"]) == 0
        assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("formats", "is_told"),
    [
        (["html=r.html"], True),
        (["html=r.html", "json=r.json"], True),
        (["concise=r.txt"], True),
        (["html=r.html", "concise"], False),
        (["html=r.html", "json"], False),
    ],
)
def test_the_count_is_told_where_every_report_is_in_a_file(desk, formats, is_told):
    options = [each for wanted in formats for each in ("--output-format", wanted)]
    err = desk(*options)[2]
    assert (re.search(r"(?m)^\d+ files? checked: \d+ ", err) is not None) == is_told
    assert "checked" not in desk(*options, "--quiet")[2]


def test_spaces_at_the_ends_of_a_suggestion_are_shown(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The ferry left,and nobody came to the old pier.\n", "utf-8")
    main(["check", "--isolated", "a.txt"])
    assert ": ,␣\n" in capsys.readouterr().out


def test_of_a_family_the_rules_are_listed(capsys):
    assert main(["explain", "names"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert "a family of" in listed[0]
    assert main(["rules", "names"]) == 0
    rules = capsys.readouterr().out.splitlines()
    assert len(rules) == len(listed) - 1 > 5
    assert all(line.startswith("names ") for line in rules)
    assert main(["rules", "nmaes"]) == 2
    assert "“nmaes”; did you mean “names”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "on_terminal", "linked"),
    [
        ({"TERM_PROGRAM": "WezTerm"}, True, True),
        ({"TERM": "xterm-kitty"}, True, True),
        ({"WT_SESSION": "1"}, True, True),
        ({"VTE_VERSION": "7600"}, True, True),
        ({"VTE_VERSION": "5000"}, True, False),
        ({"FORCE_HYPERLINK": "1"}, True, True),
        ({"FORCE_HYPERLINK": "0", "TERM_PROGRAM": "WezTerm"}, True, False),
        ({}, True, False),
        ({"TERM_PROGRAM": "WezTerm", "NO_COLOR": "1"}, True, False),
        ({"TERM_PROGRAM": "WezTerm", "CI": "true"}, True, False),
        ({"FORCE_HYPERLINK": "1", "FORCE_COLOR": "1"}, False, False),
        ({"FORCE_HYPERLINK": "1", "CI": "true"}, True, False),
    ],
)
@pytest.mark.parametrize("name", ["full", "concise"])
def test_rules_are_links_where_the_terminal_shows_them(monkeypatch, name, variables, on_terminal, linked):
    for each in (
        "TERM_PROGRAM",
        "WT_SESSION",
        "VTE_VERSION",
        "KONSOLE_VERSION",
        "DOMTERM",
        "FORCE_HYPERLINK",
    ):
        monkeypatch.delenv(each, raising=False)
    for each in ("CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for each, value in variables.items():
        monkeypatch.setenv(each, value)
    published(monkeypatch)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: on_terminal)
    import_module(f"copydesk.report.writers.{name}").write(Report(PLAIN, 2), stream)
    link = "\x1b]8;;https://example.org/pages/"
    assert (link in stream.getvalue(), "\x1b]8;;\x1b\\" in stream.getvalue()) == (linked, linked)


def test_nothing_is_linked_before_it_is_published(monkeypatch, rules):
    """A link that leads nowhere is worse than none, on the terminal and in reports for programs."""
    monkeypatch.delenv("COPYDESK_RULE_PAGES", raising=False)
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    named = {name.lower(): url for name, url in project["urls"].items()}
    assert {"homepage", "rules"} <= named.keys()
    if any("OWNER" in url for url in named.values()):
        assert rule_mark("doubled-word", colour=False, links=True) == "[doubled-word]"
        for name in ("sarif", "json-report"):
            assert "OWNER" not in written(name, PLAIN, rules)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://desk.example/rules/{rule}/", "https://desk.example/rules/doubled-word/"),
        ("file:///desk/rules/{rule}/index.html", "file:///desk/rules/doubled-word/index.html"),
        ("https://desk.example/rules/", ""),
        ("javascript:{rule}", ""),
        ("https://desk.example/\x1b{rule}", ""),
    ],
)
def test_the_environment_says_where_the_pages_of_the_rules_are(monkeypatch, said, address):
    monkeypatch.setenv("COPYDESK_RULE_PAGES", said)
    mark = rule_mark("doubled-word", colour=False, links=True)
    assert mark == (f"\x1b]8;;{address}\x1b\\[doubled-word]\x1b]8;;\x1b\\" if address else "[doubled-word]")


@pytest.mark.parametrize("form", ["html=r.html", "markdown=r.md", "full=r.txt"])
def test_a_report_is_no_article(tmp_path, monkeypatch, capsys, form):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The harbour board met on Monday , and it left.\n", "utf-8")
    assert main(["check", "--isolated", "-q", "--output-format", form, "."]) == 1
    name = form.partition("=")[2]
    written = (tmp_path / name).read_bytes()
    told = f"copydesk: not checked: {name} is a report of copydesk; name it to check it\n"
    capsys.readouterr()
    assert main(["check", "--isolated", "."]) == 1
    assert ("1 file checked: 1 warning." in (told_now := capsys.readouterr()).out, told_now.err) == (
        True,
        told,
    )
    assert main(["fix", "--isolated", "--suggested", "."]) == 0
    assert capsys.readouterr() == ("1 fix made in 1 file; 0 findings left.\n", told)
    assert main(["check", "--isolated", name]) in (0, 1)
    assert "1 file checked" in capsys.readouterr().out
    main(["fix", "--isolated", "--suggested", name])
    assert (tmp_path / name).read_bytes() == written
    capsys.readouterr()
    (tmp_path / name).write_bytes(written + b"\nAn article, after all.\n")
    main(["check", "--isolated", "."])
    assert "report of copydesk" not in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zones of the surroundings here")
def test_a_time_zone_a_day_away(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text("The ferry left.\n")
    try:
        with monkeypatch.context() as there:
            there.setenv("TZ", "XXX24")
            time.tzset()
            assert main(["check", "--isolated", "--output-format", "html", str(tmp_path / "a.txt")]) == 0
    finally:
        time.tzset()
    assert "+00:00" in capsys.readouterr().out


@pytest.mark.parametrize("name", [".gitignore", ".env", ".env.local", ".gitattributes"])
def test_no_report_becomes_the_settings_of_another_program(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("He sat on the the pier.\n")
    assert main(["check", "--isolated", "-o", f"json={name}", "a.md"]) == 2
    assert main(["baseline", "write", "--isolated", "--baseline", name, "a.md"]) == 2
    assert "settings of another program" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_report_with_a_head_tells_what_was_left_out(desk):
    for each in ("markdown=before.md", "html=before.html"):
        desk("--output-format", each)
    report = json.loads(desk(".", "--output-format", "json-report")[1])
    assert "Not checked, as reports of copydesk: before.html, before.md." in report["left_out"]
    assert report["complete"] is True


def test_a_report_with_a_head_is_not_complete_without_a_source(desk, tmp_path):
    (tmp_path / "a.md").write_text("---\nsources: gone.md\n---\nThe weir.\n")
    status, out, _ = desk("a.md", "--output-format", "json-report")
    report = json.loads(out)
    assert (status, report["complete"]) == (2, False)
    assert [each["rule"] for each in report["not_checked"]] == ["unreadable-source"]
