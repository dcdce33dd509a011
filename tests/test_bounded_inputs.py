"""Configuration, packs, lists and front matter that would never end: each is refused in time, with a message."""

from __future__ import annotations

import os
import time

import pytest

from copydesk.config.confinement import Confinement
from copydesk.config.files import find_config, load_config
from copydesk.config.request import RunOptions
from copydesk.config.settings import ConfigError
from copydesk.document import Document
from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.features.frontmatter import read_front_matter
from copydesk.packs import rule_files
from copydesk.packs.loader import PackError, load_packs
from copydesk.packs.pattern_analysis.bounds import LARGEST, check_bounds
from copydesk.run.cross_file import source_files
from copydesk.run.cross_file.references import MOST_DECLARED, declared_references
from copydesk.run.cross_file.source_files import files_of_sources
from copydesk.run.narrowing.known_findings import read_ledger
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.stories.grouping.sketch import Sketch
from copydesk.support.untrusted import globs
from copydesk.support.untrusted.safe_toml import load_toml
from copydesk.support.untrusted.safe_yaml import load_yaml

RULE = "summary: Rain.\nbad: rain\ngood: sun\n"


@pytest.fixture(autouse=True)
def _in_time():
    before = time.process_time()
    yield
    # Far more than any of them needs on a busy machine; what is read without a bound never ends.
    assert time.process_time() - before < 20


@pytest.fixture(params=["pipe", "device", "folder", "link to nowhere", "circle of links"])
def no_file(request, tmp_path):
    """Makes something that is no file."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")

    def make(name):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        match request.param:
            case "pipe":
                os.mkfifo(file)
            case "device":
                file.symlink_to("/dev/zero")
            case "folder":
                file.mkdir()
            case "circle of links":
                file.symlink_to(file.name)
            case _:
                file.symlink_to("nowhere")
        return file

    return make


@pytest.mark.parametrize("name", ["copydesk.yaml", ".copydesk.yml", "pyproject.toml"])
def test_a_configuration_that_is_no_file_is_not_passed_over(no_file, name, forget_settings):
    file = no_file(name)
    with pytest.raises(ConfigError, match=f"{name}: (?:cannot be read|this link leads out of the project)"):
        load_config(find_config(file.parent))


def test_a_pyproject_beside_a_configuration_may_be_no_file(no_file, tmp_path, forget_settings):
    if os.path.realpath(no_file("pyproject.toml")).startswith(os.path.realpath(tmp_path)):
        (tmp_path / "copydesk.yaml").write_text("")
        assert find_config(tmp_path) == tmp_path / "copydesk.yaml"


def test_a_list_that_is_no_file(no_file):
    with pytest.raises(ConfigError, match="cannot be read"):
        read_ledger(no_file("list.tsv"))


def test_a_rule_file_that_is_no_file(no_file, tmp_path):
    no_file("house/rain.yaml")
    if not (tmp_path / "house/rain.yaml").is_dir():
        with pytest.raises(PackError, match=r"rain\.yaml: "):
            load_packs([tmp_path])


def test_large_files_are_not_read(tmp_path):
    for name in ("copydesk.yaml", "house/rain.yaml", "list.tsv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(60_000_000)
    with pytest.raises(ConfigError, match=r"has 60\.0 MB, and more than 1 MB are not read; shorten it"):
        load_config(tmp_path / "copydesk.yaml")
    with pytest.raises(PackError, match="more than 1 MB"):
        load_packs([tmp_path / "house"])
    with pytest.raises(ConfigError, match="more than 50 MB"):
        read_ledger(tmp_path / "list.tsv")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "a.toml",
            "[tool.copydesk]\n" + ".".join("a" * 20_000) + " = 1",
            "a key has more than 20 parts (at line 2, c",
        ),
        ("a.toml", "[" + ".".join(["'a'"] * 20_000) + "]", "a key has more than 20 parts"),
        (
            "a.toml",
            f"[tool.copydesk]\nfail-on = 0x{'f' * 9_000}",
            "a number has more than 1,000 digits (at line 2",
        ),
        ("a.toml", "[tool.copydesk]\na = " + "[" * 9_000, "nested too deeply"),
        ("a.yaml", f"fail-on: {':'.join('1' * 100_000)}", "a number has more than 1,000 digits"),
        ("a.yaml", f"fail-on: {':'.join('1' * 300)}:1.5", "does not fit its tag"),
        ("a.yaml", f"max-file-size: 0x{'f' * 9_000}", "a number has more than 1,000 digits"),
        ("a.yaml", "fail-on: !!int ''", "does not fit its tag"),
        ("a.yaml", "fail-on: !!bool often", "does not fit its tag"),
        ("a.yaml", "fail-on: !!timestamp never", "does not fit its tag"),
        ("a.yaml", f"fail-on: {'x' * 500_000}", f"fail-on: is “{'x' * 39}…”; it must be"),
        (
            "a.yaml",
            "".join(f"key{number}: 1\n" for number in range(20_000)),
            "there are more mistakes; correct these",
        ),
    ],
)
def test_configuration_that_would_take_long(tmp_path, name, text, says):
    (tmp_path / name).write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / name)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 10_000


@pytest.mark.parametrize("line", ["doubled-wor{}: off", "doubled-word: {{{}}}"])
def test_of_many_unknown_names_the_first_are_told(tmp_path, line):
    numbers = range(15_000)
    if "{{" in line:
        lines = [line.format(", ".join(f"o{number}: 1" for number in numbers))]
    else:
        lines = [line.format(number) for number in numbers]
    file = tmp_path / "copydesk.yaml"
    file.write_text("rules:\n" + "".join(f"  {each}\n" for each in lines), "utf-8")
    (tmp_path / "a.txt").write_text("Rain.\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        run(Session(RunOptions(config=file)), [tmp_path / "a.txt"])
    assert len(raised.value.args) == 50
    assert raised.value.args[-1] == f"{file}: there are more mistakes; correct these first"


def test_a_project_cannot_raise_the_limit_of_a_file_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("On the pier.\n", "utf-8")
    settings = tmp_path / "copydesk.yaml"
    settings.write_text("max-file-size: 10.5\n", "utf-8")
    with pytest.raises(ConfigError, match="only who runs copydesk may raise it: with --max-file-size"):
        run(Session(RunOptions()), [tmp_path])
    own = Session(RunOptions(config=settings)).config
    assert own.max_file_size(tmp_path / "a.md") == 10.5
    assert Session(RunOptions(config=settings, max_file_size=2)).config.max_file_size(tmp_path / "a.md") == 2


def test_ordinary_dotted_keys_and_numbers_are_read():
    assert load_toml("a.'b.c'.d = '1.2.3.4.5.6.7.8.9.10.11.12'\n")["a"]["b.c"]["d"].endswith("12")
    assert load_yaml("a: 1:30\nb: 0x1F\nc: 1.5\nd: [1_000, .inf]") == {
        "a": 90,
        "b": 31,
        "c": 1.5,
        "d": [1000, float("inf")],
    }


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_configuration_may_begin_with_a_byte_order_mark(tmp_path, start):
    (tmp_path / "a.yaml").write_text(f"{start}extends: strict\n", "utf-8")
    (tmp_path / "a.toml").write_text(f"{start}[tool.copydesk]\nextends = 'strict'\n", "utf-8")
    for name in ("a.yaml", "a.toml"):
        assert load_config(tmp_path / name).preset == "strict"


@pytest.mark.parametrize("name", ["copydesk.yaml", "pyproject.toml"])
def test_configuration_in_utf_16_is_not_passed_over(tmp_path, name, forget_settings):
    (tmp_path / name).write_bytes("[tool.copydesk]\n".encode("utf-16"))
    with pytest.raises(ConfigError, match="it is not encoded in UTF-8"):
        load_config(find_config(tmp_path))


@pytest.mark.parametrize(
    "body",
    [
        f"+++\n{'.'.join('a' * 20_000)} = 1\n+++\n",
        f"---\ntitle: {':'.join('1' * 100_000)}\n---\n",
        "---\ntitle: !!int ''\n---\n",
        f'{{\n"title": {"9" * 9_000}\n}}\n',
    ],
)
def test_front_matter_that_would_take_long(body):
    assert not isinstance(read_front_matter(body + "It rained.\n")[0].get("title"), int)


@pytest.mark.parametrize(
    ("matcher", "says"),
    [
        ("pattern: '" + "(" * 3_000 + "a" + ")" * 3_000 + "'", "“pattern” has groups within groups"),
        ("line: '" + "(?:" * 200 + "a" + "|b)?" * 200 + "'", "“line” has groups within groups"),
        ("pattern: '" + "(?:" * 20 + "ab" + "){9}" * 20 + "'", "“pattern” repeats something too often"),
        ("pattern: '(?:ab){1000000000}'", "“pattern” repeats something too often"),
        (
            "pattern: 'a{99999999}'",
            "“pattern” repeats something too often, or is too long; write smaller numbers in",
        ),
        ("line: '(?:[ab]{2000}|c{9,}){300,}'", "“line” repeats something too often"),
        ("pattern: '(?:\\p{L}{2000}){300}?'", "“pattern” repeats something too often"),
        ("pattern: '(?x)(?:(?:ab) {2000} )#x\n\n  {300}'", "“pattern” repeats something too often"),
        ("pattern: '(?:(?:ab)(?#x){2000})(?i){300}'", "“pattern” repeats something too often"),
        ("pattern: 'a{" + "9" * 5_000 + "}'", "“pattern” repeats something too often"),
        ("line: '(?:ab){1," + "9" * 400 + "}'", "“line” repeats something too often"),
        (r"pattern: '\UFFFFFFFF'", "which is no pattern: bad hex escape"),
        (
            "parts:\n  p0: [rain]\n"
            + "".join(f"  p{n}: ['{{{{p{n - 1}}}}}{{{{p{n - 1}}}}}']\n" for n in range(1, 40))
            + "pattern: '{{p39}}'",
            "becomes longer than 200,000 characters with its parts",
        ),
        ("".join(f"key{number}: 1\n" for number in range(20_000)), "“key19” is not a key of a rule file"),
    ],
)
def test_rules_that_would_take_long(tmp_path, matcher, says):
    (tmp_path / "rain.yaml").write_text(RULE + matcher)
    with pytest.raises(PackError) as caught:
        load_packs([tmp_path])
    assert f"rain.yaml: {says}" in str(caught.value) or says in str(caught.value)
    assert len(str(caught.value)) < 20_000


def test_patterns_of_a_rule_are_bounded_together():
    check_bounds(["(?:ab|[(]{3})+" * 1_000, r"\(" * 1_000])
    with pytest.raises(ValueError, match="too long"):
        check_bounds(["a" * LARGEST, "b"])


def test_a_pack_of_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(rule_files, "_MOST_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.yaml").write_text(RULE)
    with pytest.raises(PackError, match="more than 3 rule files; name a folder with fewer"):
        load_packs([tmp_path])


@pytest.mark.parametrize(
    ("bound", "says"), [("MOST_FILES", "more than 2 files"), ("MOST_MEGABYTES", "more than 2 MB")]
)
def test_sources_that_are_too_many(tmp_path, monkeypatch, bound, says):
    monkeypatch.setattr(source_files, bound, 2)
    for number in range(3):
        with (tmp_path / f"{number}.txt").open("wb") as stream:
            stream.truncate(1_000_000)
    for path in (tmp_path, tmp_path / "*.txt"):
        assert says in files_of_sources([(path, Confinement(tmp_path))]).refused[path]
        assert len(files_of_sources([(path, Confinement(None))]).files[path]) == 3


def test_globs_that_look_at_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(globs, "MOST_NAMES", 5)
    for number in range(4):
        (tmp_path / f"{number}.txt").touch()
    paths = [tmp_path / "*.txt", tmp_path / "**"]
    found = files_of_sources((path, Confinement(tmp_path)) for path in paths)
    assert len(found.files[paths[0]]) == 4
    assert "look at more than 5 files" in found.refused[paths[1]]


def test_folders_that_hold_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(globs, "MOST_NAMES", 5)
    for number in range(6):
        (tmp_path / f"{number}.py").touch()
    found = files_of_sources([(tmp_path, Confinement(tmp_path))])
    assert "look at more than 5 files" in found.refused[tmp_path]


def test_an_article_of_too_many_sources(tmp_path):
    texts = tuple(f"{number}.txt" for number in range(50_000))
    declared = declared_references(tmp_path / "a.md", Sketch(b"", b"", b"", b"", sources=texts), ())
    assert (len(declared.sources), declared.elsewhere) == (MOST_DECLARED, 50_000 - MOST_DECLARED)


@pytest.mark.parametrize(
    "piece",
    [
        "=\n",
        "a\n=\n\n",
        "- a\n",
        "- - a\n",
        ".. a\n\n",
        ".. _a:\n",
        "a_ *b* ",
        "| a\n",
        ":a: b\n",
        "+-+\n|a|\n+-+\n\n",
    ],
)
def test_restructured_text_of_far_too_many_parts_is_not_read(monkeypatch, piece):
    monkeypatch.setattr("copydesk.formats.rst.states._MOST_STEPS", 200)
    Document(piece * 10, "a.rst")
    with pytest.raises(NotText, match="far more headings, entries, marks"):
        Document(piece * 250, "a.rst")


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.txt", "a\n"),
        ("a.txt", "a\r"),
        ("a.md", "a\n\n"),
        ("a.html", "<p>a"),
        ("a.rst", "a\n"),
        ("a.mdx", "<A>"),
    ],
)
def test_a_file_of_far_too_many_lines_and_tags_is_not_read(monkeypatch, name, piece):
    monkeypatch.setattr("copydesk.formats.format._MOST_PIECES", 50)
    Document(piece * 20, name)
    with pytest.raises(NotText, match="more than 50 lines"):
        Document(piece * 60, name)
