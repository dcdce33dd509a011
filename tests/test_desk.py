"""Desk: copydesk for programs. Whatever a text is, there is a result, and it is the same everywhere."""

from __future__ import annotations

import datetime
import itertools
import json
import pickle
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest

import copydesk
from copydesk import Desk
from copydesk.services.in_python import text_work
from copydesk.support import limits

ROOT = Path(__file__).parent.parent
TEXT = "“We will open the the bridge,” said Ines Okafor on 3 May 2001.\n"
SUPPRESSED = "<!-- copydesk-disable-file doubled-word -->\n\nThe the day.\n"


@pytest.fixture(scope="module")
def desk():
    return Desk()


def rules(result):
    return [each.rule for each in result.findings]


def test_a_desk_finds_what_lint_finds(desk):
    for file in sorted((ROOT / "seeds").glob("*.txt"))[:3]:
        text = file.read_text("utf-8")
        assert list(desk.check(text, file.name).findings) == copydesk.lint(text, path=file.name)


def test_the_version_is_that_of_the_distribution():
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", copydesk.__version__)
    assert set(dir(copydesk)) >= {"Desk", "__version__", "lint", "result_schema"}
    with pytest.raises(AttributeError, match="no_such_name"):
        copydesk.no_such_name  # noqa: B018


def test_to_import_copydesk_costs_nothing():
    command = [sys.executable, "-c", "import copydesk, sys; print(*sys.modules)"]
    modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert [each for each in modules if each.startswith("copydesk")] == ["copydesk"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "this is no text, but None"),
        (3, "this is no text, but int"),
        (b"\xff\xfe\xff", "not"),
        (b"a\0\0\1\2", "not"),
        ("Two lines,\none a\0b.", "a NUL character in line 2"),
        (bytearray(b"a"), "this is no text, but bytearray"),
    ],
)
def test_what_is_no_text_is_said_and_never_raised(desk, text, says):
    result = desk.check(text, "a.txt")
    assert rules(result) == ["unreadable-file"]
    assert not result.is_complete
    assert says in result.findings[0].message
    assert desk.read(text).problem
    assert desk.compare(text, "A source.").sheet.problem
    assert desk.compare("A draft.", [text]).sheet.problem
    if not isinstance(text, bytes):
        fixed = desk.fix(text)
        returned = {str: text, bytearray: "a"}.get(type(text), "")
        assert (json.loads(json.dumps(fixed.to_dict()))["text"], fixed.is_complete) == (returned, False)


@pytest.mark.parametrize("text", ["", "\ufeff", "a \udcff the the b", "\r\r", "\1\2", "x" * 20_000])
@pytest.mark.parametrize("path", ["a.md", "a.html", "a.rst", "https://example.org/a.html", "\udcff", ""])
def test_strange_texts_and_names(desk, text, path):
    assert desk.check(text, path).is_complete
    assert not desk.read(text, path).problem
    assert desk.fix(text, path).is_complete


def test_an_address_does_not_tell_a_format(desk):
    page = "<p>It is the the day.</p> & <b>"
    assert desk.read(page, "https://example.org/a.html").format == "text"
    assert desk.read(page, "a.html").format == "html"
    assert desk.read(page, "https://example.org/a", format="html").format == "html"
    assert Desk(format="markdown").read(page).format == "markdown"
    for call in (lambda: Desk(format="marcdown"), lambda: desk.check("a", format="marcdown")):
        with pytest.raises(ValueError, match="did you mean “markdown”"):
            call()


def test_size():
    small = Desk(max_megabytes=0.001)
    assert "over 0.001 MB" in small.check("é" * 501).findings[0].message
    assert small.check("e" * 1000).is_complete


@pytest.fixture
def little_time(monkeypatch):
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.3)
    monkeypatch.setattr(limits, "RULE_SECONDS", 0.3)
    monkeypatch.setattr(text_work, "check_document", endless)


def endless(*_arguments):
    while True:
        pass


def test_limits_of_time_hold_in_any_thread(desk, little_time):
    with ThreadPoolExecutor(2) as threads:
        results = [desk.check("a"), *threads.map(desk.check, ["b", "c"])]
    assert {each.findings[0].message for each in results} == {"not checked: it took longer than 0.3 s"}


def test_a_desk_can_be_sent_to_other_processes_and_needs_no_file_there(tmp_path):
    settings = tmp_path / "copydesk.yaml"
    settings.write_text("rules: {doubled-word: error}\n")
    sent = pickle.dumps(Desk(settings))
    settings.unlink()
    assert [each.severity for each in pickle.loads(sent).check("The the day.").findings] == ["error"]


def test_settings_from_a_mapping_and_from_a_file(tmp_path):
    (tmp_path / "copydesk.yaml").write_text("files: [{paths: [a/**], rules: {doubled-word: off}}]\n")
    for config in (
        tmp_path / "copydesk.yaml",
        {"files": [{"paths": ["a/**"], "rules": {"doubled-word": "off"}}]},
    ):
        desk = Desk(config)
        assert rules(desk.check("The the day.", "a/b.txt")) == []
        assert rules(desk.check("The the day.", "b.txt")) == ["doubled-word"]
    assert rules(Desk(select="names").check("The the day.")) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"config": {"ruels": {}}}, "config: ruels: is not a setting; did you mean “rules”?"),
        ({"config": {"rules": {"doubled-wrod": "off"}}}, "there is no rule or family “doubled-wrod”"),
        ({"config": "no/such/file.yaml"}, "cannot be read"),
        ({"select": ["namse"]}, "select: there is no rule or family “namse”; did you mean “names”?"),
        ({"select": [None]}, "select: None is not the name of a rule or family"),
        ({"ignore": 5}, "ignore: 5 is not the name of a rule or family"),
        ({"preset": "stricter"}, "preset: “stricter” is not one of"),
        ({"preset": 5}, "preset: 5 is not one of"),
        ({"config": 5}, "config: 5 is neither a path nor a mapping of settings"),
        ({"format": 5}, "format: 5 is not one of"),
        ({"max_megabytes": -1}, "max_megabytes: -1 is not a number of megabytes greater than 0"),
    ],
)
def test_mistakes_are_told_when_the_desk_is_made(arguments, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        Desk(**arguments)


def test_what_is_suppressed_and_accepted_is_no_unused_suppression(tmp_path):
    (finding,) = Desk(suppressions=False, select="doubled-word").check(SUPPRESSED, "a.md").findings
    (tmp_path / "accepted.tsv").write_text(f"{finding.id}\n")
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.tsv\n")
    assert not Desk(tmp_path / "copydesk.yaml").check(SUPPRESSED, "a.md").findings


def test_accepted_findings(tmp_path):
    (finding,) = Desk().check("The the day.", "a.txt").findings
    (tmp_path / "accepted.tsv").write_text(f"{finding.id}\n")
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.tsv\n")
    assert rules(Desk(tmp_path / "copydesk.yaml").check("The the day.", "a.txt")) == []


def test_strangers_suppress_nothing(desk):
    assert rules(desk.check(SUPPRESSED, "a.md")) == []
    assert rules(Desk(suppressions=False).check(SUPPRESSED, "a.md")) == ["doubled-word"]


def test_fix(desk):
    text = "The \ufb01rst day, the the day.\r\n\r\nIt is \ufb01ne.\r\n"
    fixed = desk.fix(text, "a.md")
    assert fixed.text == text.replace("\ufb01", "fi")
    assert [each.rule for each in fixed.fixed] == ["ligature", "ligature"]
    assert [each.rule for each in fixed.left] == ["doubled-word"]
    assert desk.fix(text, "a.md", suggested=True).text == "The first day, the day.\r\n\r\nIt is fine.\r\n"


def test_bytes_are_fixed_as_the_text_that_they_are(desk):
    assert desk.fix("It is the \ufb01rst of them.".encode()).to_dict()["text"] == "It is the first of them."
    assert desk.fix(b"\xff\x00\x00\xfe" * 9).to_dict()["text"].startswith("\ufffd\0")


def test_a_draft_without_words_is_not_compared(desk):
    assert "the draft has no words" in desk.compare(" \n", "He went.").to_dict()["problem"]


def test_read(desk):
    read = desk.read(TEXT)
    assert (read.language, read.format) == ("en", "text")
    assert [(each.name, each.kind) for each in read.names] == [("Ines Okafor", "person")]
    assert [(each.speaker, each.place.text) for each in read.quotations] == [
        ("Ines Okafor", "“We will open the the bridge,”")
    ]
    assert [(each.value, each.place.line, each.place.column) for each in read.dates] == [
        ("2001-05-03", 1, 52)
    ]


def test_compare(desk):
    source = TEXT.replace("3 May", "4 May").replace("the the", "the")
    rows = desk.compare(TEXT, [("wire.txt", source), source]).sheet.rows
    assert {(row.kind.value, row.outcome.value) for row in rows} >= {
        ("date", "differs"),
        ("name", "matches"),
    }
    assert rows[0].there[0].path == "wire.txt"
    assert desk.compare(TEXT, TEXT, "a.txt").to_dict()["counts"]["matches"] == len(
        desk.compare(TEXT, [("a.txt", TEXT)], "a.txt").sheet.rows
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_texts_come_back_in_order(desk, jobs):
    texts = [
        (f"{number}.txt", f"The {'the ' * (number % 3)}day." if number % 7 else None) for number in range(100)
    ]
    results = list(desk.check_many(texts, jobs=jobs))
    assert [each.path for each in results] == [name for name, _ in texts]
    assert results == [desk.check(text, name) for name, text in texts]


def test_texts_are_asked_for_one_by_one_where_there_is_one_process(desk):
    results = desk.check_many(itertools.repeat("The the day."), jobs=1)
    assert rules(next(results)) == ["doubled-word"]


def test_what_json_has_is_valid_against_the_schema(desk):
    schema = copydesk.result_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    results = {
        "checked": desk.check(TEXT),
        "fixed": desk.fix(TEXT, suggested=True),
        "read": desk.read(TEXT),
        "compared": desk.compare(TEXT, TEXT.replace("3 May", "4 May")),
    }
    for name, result in results.items():
        validator = jsonschema.Draft202012Validator({**schema, "anyOf": [{"$ref": f"#/$defs/{name}"}]})
        validator.validate(json.loads(json.dumps(result.to_dict())))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({})


def test_results_are_the_same_in_threads(desk):
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(desk.check, [TEXT] * 8)) == [desk.check(TEXT)] * 8


def test_the_examples_of_the_page_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.yaml").write_text("fail-on: error\n")
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(block, {"__name__": "__main__"})
    assert "doubled-word" in capsys.readouterr().out


def test_the_watch_costs_next_to_nothing(desk):
    desk.check("a")
    started = time.process_time()
    for _ in range(20):
        with limits.interrupting_as_guest():
            pass
    assert time.process_time() - started < 0.1


def test_a_text_can_be_named_by_a_path(desk):
    found = desk.check("Paris in the the spring.", Path("posts/a.md"))
    assert [(each.path, each.rule) for each in found.findings] == [("posts/a.md", "doubled-word")]
    assert found.path == "posts/a.md"
    assert copydesk.lint("Paris in the the spring.", path=Path("a.md"))[0].path == "a.md"
    (many,) = desk.check_many([(Path("a.md"), "Paris in the the spring.")], jobs=1)
    assert many.findings[0].path == "a.md"
    assert desk.fix("The oﬃce.", Path("a.md")).text == "The office."
    assert "path and no text; read the file" in desk.check(Path("posts/a.md")).findings[0].message


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        ([], "no source was given"),
        ("", "source 1 holds no text to compare with"),
        ([("wire.txt", " \n"), b""], "wire.txt and source 2 hold no text to compare with"),
        (None, "the sources are no texts, but NoneType"),
        (Path("wire.txt"), "the sources are no texts, but PosixPath"),
        ([Path("wire.txt")], "this is a path and no text"),
    ],
)
def test_sources_that_hold_nothing_are_a_problem(desk, sources, problem):
    compared = desk.compare("It was on 3 May 2001.", sources)
    assert problem in compared.problem == compared.sheet.problem
    assert not desk.compare("It was on 3 May 2001.", ["", "It was on 3 May 2001."]).problem


def test_mistakes_in_a_mapping_name_no_file():
    for config in {"rules": {"doubled-wrod": "off"}}, {"packs": ["nowhere"]}:
        with pytest.raises(ValueError, match=r"\Aconfig: (rules|packs): "):
            Desk(config)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda desk: desk.check("It rained.", date="xx"), "date: “xx” is not a day"),
        (lambda desk: desk.check("It rained.", date="-5-1-1"), "date: “-5-1-1” is not a day"),
        (lambda desk: desk.fix("It rained.", date=5), "date: 5 is not a day"),
        (lambda desk: desk.fix("It rained.", suggested="no"), "suggested: “no” is neither True nor False"),
        (lambda desk: desk.check_many([], jobs=-1), "jobs: -1 is not a number of processes"),
        (lambda desk: desk.check_many([], jobs="2"), "jobs: “2” is not a number of processes"),
        (lambda desk: desk.check_many("It rained."), "texts: “It rained.” is no sequence of texts"),
        (lambda desk: desk.check_many(None), "is no sequence of texts"),
        (lambda desk: copydesk.Desk(suppressions="False"), "suppressions: “False” is neither True nor False"),
    ],
)
def test_an_argument_that_means_nothing_is_a_mistake(desk, call, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        call(desk)


@pytest.mark.parametrize("date", [None, "", "2024-05-12", "12 May 2024", datetime.date(2024, 5, 12)])
def test_a_date_is_one_that_front_matter_may_have(desk, date):
    assert desk.check("It rained.", date=date).is_complete


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_is_no_text_costs_no_other(desk, jobs):
    odd = [("a",), ("a", "It rained.", "c"), (), 5, None, ["a", "b"], {"a": 1}]
    found = list(desk.check_many([*odd, ("b.md", "It sat on the the pier.")], jobs=jobs))
    assert [each.is_complete for each in found] == [False] * len(odd) + [True]
    assert [each.rule for each in found[-1].findings] == ["doubled-word"]
    assert "no text, but tuple" in desk.compare("It rained.", [("a",)]).problem


def test_a_desk_whose_configuration_is_in_a_folder_that_is_gone(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(ValueError, match=r"copydesk\.yaml: cannot be found: the working folder"):
        Desk("copydesk.yaml")
