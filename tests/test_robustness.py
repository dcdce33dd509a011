"""Hostile input: an error or a finding, never a hang, a traceback or a lost file. The big ones: bench/hostile.py."""

from __future__ import annotations

import html
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.engine.rule_flags import first_flags
from copydesk.findings import Flag, Related
from copydesk.formats import registry
from copydesk.formats.parsed import Parsed
from copydesk.rules import rule
from copydesk.run.discovery import find_files
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.stories.grouping.sketch import read_sketch
from copydesk.support import limits
from copydesk.support.source_text import with_line_feeds
from copydesk.support.untrusted.gitignore import BadPattern, PathPatterns
from copydesk.support.untrusted.safe_yaml import YamlError, load_yaml
from newsroom_files import rss

FORMATS = sorted(registry.FORMATS)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
IN_FILES = {
    "newsxml": lambda text: rss(f"<description>{html.escape(_NOT_IN_XML.sub('', text))}</description>"),
    "ninjs": lambda text: json.dumps({"uri": "a", "headline": text, "body_html": text}),
    "jsonl": lambda text: json.dumps({"text": text}, ensure_ascii=False),
}
"""How files of several articles hold a text."""


def in_file(format_name, source):
    return IN_FILES.get(format_name, str)(source)


PIECES = st.sampled_from(
    [*"ab .,“”\"'()[]<>*_`#|&;{}%-!\n\r\t\0\ufffc\u200bİß𝔸", "\n\n", "---\n", "+++\n", "![", "](a)", "<code>", "<mark>,", "<p>", "</p>", "<!--", "-->",
     "{{", "}}", "{%", "%}", "![a](b)", "[a]: b", "http://a.b", "&amp;", "Mara Vint", " said", "12 May 2024", "> ",
     "1. ", "```", "$$", "<script>", "</div>", "\r\n", "title: a\n", ".. a:: ", "::\n\n", "====\n"]
)  # fmt: skip
SOURCES = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("format_name", FORMATS)
@few
@given(source=SOURCES)
def test_a_reader_moves_no_character(format_name, source):
    source = in_file(format_name, source)
    parsed = registry.format_named(format_name).read(source)
    assert len(parsed.text) == len(source)
    end = 0
    for block in parsed.blocks:
        assert end <= block.start < block.end <= len(source)
        end = block.end
    line_ends = {index for index, character in enumerate(source) if character in "\r\n"}
    assert all(parsed.text[index] == source[index] for index in line_ends)


@pytest.mark.parametrize("format_name", FORMATS)
@few
@given(source=SOURCES)
def test_every_analysis_stays_inside_the_document(format_name, source):
    source = in_file(format_name, source)
    document = Document(source, "a", format_name)
    spans = [*document.words, *document.sentences, *document.quotations.spans, *document.dates]
    spans += [mention for name in document.names for mention in name.mentions]
    assert all(0 <= span.start < span.end <= len(source) for span in spans)
    for offset in (0, len(source) // 2, len(source)):
        line, column = document.position(offset)
        assert line >= 1
        assert column >= 1
        assert document.place(offset)


@few
@given(source=SOURCES)
def test_no_rule_fails_on_any_text(rules, source):
    for format_name in FORMATS:
        written = in_file(format_name, source)
        result = lint(Document(written, "a", format_name), rules.values(), read_sketch)
        assert not [finding.message for finding in result.findings if finding.family == "engine"]
        read = with_line_feeds(written)
        assert all(read[each.start : each.end] == each.excerpt for each in result.findings)


def test_a_reader_that_moves_characters_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("On the the pier.")
    moved = replace(registry.format_named("text"), parse=lambda source: Parsed(source[:-2], (), {}))
    monkeypatch.setattr("copydesk.document.registry.format_of", lambda _path: moved)
    ((name, rule, message),) = check(tmp_path)
    assert (name, rule) == ("a.txt", "unreadable-file")
    assert "the text read has 14 characters, its source 16" in message


@few
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    result = Session(RunOptions(isolated=True)).check(tmp_path / "a.txt")
    assert all(finding.rule != "crashed-rule" for finding in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 10_000,
        "\n".join(" " * depth + "a:" for depth in range(500)),
        "&a [*a]",
        "a: &a [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1 if n else ''}, *a{n - 1 if n else ''}]\n" for n in range(30)),
        "a: 'open",
        "a" * 1_100_000,
    ],
)
def test_yaml_that_is_a_trap(text):
    with pytest.raises(YamlError):
        load_yaml(text)


def test_yaml_with_an_alias():
    assert load_yaml("a: &a [x]\nb: *a\n") == {"a": ["x"], "b": ["x"]}


@pytest.mark.parametrize(
    "flags",
    [
        ["a text"],
        [None],
        [Flag(0, 99, "outside")],
        [Flag(3, 1, "turned round")],
        [Flag(-3, -1, "before")],
        [Flag("a", "b", "no numbers")],
        [Flag(0, 1, None)],
        [Flag(0, 1, "x", ["no tuple"])],
        [Flag(0, 1, "x", (7,))],
        [Flag(0, 1, "x", ("\ud800",))],
        [Flag(0, 1, "x", (), (Related(0, 99, "outside"),))],
        [Flag(0, 1, "x", (), ("no place",))],
        None,
        7,
    ],
)
def test_nonsense_from_a_rule_is_a_finding(flags):
    @rule(family="test")
    def nonsense(doc):
        """Nonsense."""
        return flags

    (finding,) = lint(Document("A text."), [nonsense]).findings
    assert finding.rule == "crashed-rule"
    assert "nonsense" in finding.message


def test_of_a_rule_that_never_ends_the_first_flags_are_reported():
    @rule(family="test")
    def endless(doc):
        """Endless."""
        while True:
            yield Flag(0, 1, "x")

    findings = lint(Document("A text."), [endless]).findings
    assert len(findings) == 10_001
    assert {finding.rule for finding in findings} == {"endless"}
    assert [finding.message for finding in findings if "more" in finding.message] == [
        "x, and there are more behind this one, which are not shown"
    ]


def test_flags_before_the_nonsense_are_kept():
    @rule(family="test")
    def wrong(doc):
        """Wrong."""
        yield Flag(0, 1, "x")
        yield "nonsense"

    findings = lint(Document("A text."), [wrong]).findings
    assert {finding.rule for finding in findings} == {"crashed-rule", "wrong"}


def test_what_is_found_behind_the_last_that_is_reported_is_never_hidden_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.engine.rule_flags.first_flags", partial(first_flags, most=3))
    text = "On the the pier.\n\n" * 5
    (tmp_path / "a.md").write_text(text)
    assert [(rule, "more" in message) for _, rule, message in check(tmp_path)] == [
        *[("doubled-word", False)] * 3,
        ("doubled-word", True),
    ]
    directive = "<!-- copydesk-disable doubled-word -->\n\n"
    end = "<!-- copydesk-enable doubled-word -->\n\nIn the the end.\n"
    (tmp_path / "a.md").write_text(directive + text + end)
    ((name, rule, message),) = check(tmp_path)
    assert (name, rule) == ("a.md", "crashed-rule")
    assert message == (
        "rule doubled-word has more findings in this file than can be reported, and the last of those reported is"
        " hidden; so findings that should be shown may be missing"
    )


def test_a_message_stands_on_one_line():
    @rule(family="test")
    def injected(doc):
        """Injected."""
        yield Flag(0, 1, "one\n::error::two\r\x1b[31m\u2028\ud800")

    (finding,) = lint(Document("A text."), [injected]).findings
    assert finding.message.splitlines() == [finding.message]
    finding.message.encode("utf-8")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")
@pytest.mark.parametrize("catches", [False, True])
def test_a_rule_that_hangs_is_stopped(monkeypatch, catches):
    monkeypatch.setattr(limits, "RULE_SECONDS", 0.2)

    @rule(family="test")
    def hangs(doc):
        """Hangs."""
        while True:
            try:
                time.sleep(10)
            except Exception:
                if not catches:
                    raise

    with limits.interrupting():
        (finding,) = lint(Document("A text."), [hangs]).findings
    assert "hangs" in finding.message
    assert "longer than 0.2 s" in finding.message


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")
def test_what_many_rules_need_and_takes_too_long_is_tried_once(monkeypatch):
    monkeypatch.setattr(limits, "FILE_SECONDS", 1.0)
    tried = []

    def endless(doc):
        tried.append(doc)
        while True:
            pass

    def needing(name):
        def check(doc):
            """Needs it."""
            yield Flag(doc.once(endless), 1, "never")

        check.__name__ = name
        return rule(family="test")(check)

    @rule(family="test")
    def needs_nothing(doc):
        """Needs nothing."""
        yield Flag(0, 1, "found")

    document = Document("A text.")
    with limits.interrupting():
        limits.file_begins()
        findings = lint(document, [needing("one"), needing("two"), needs_nothing]).findings
    assert len(tried) == 1
    assert {finding.rule for finding in findings} == {"needs-nothing", "crashed-rule"}
    (slow,) = [finding.message for finding in findings if finding.rule == "crashed-rule"]
    assert slow == (
        "what 2 rules need to know of the text took longer than 0.5 s, so they did not run: one, two"
    )


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")
def test_what_is_found_without_sentences_is_not_lost_for_want_of_them(monkeypatch):
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.5)

    def endless(*_):
        while True:
            pass

    monkeypatch.setattr("copydesk.analysis.language.sentences.find_sentences", endless)

    @rule(family="test")
    def needs_sentences(doc):
        """Needs them."""
        yield Flag(doc.sentences[0].start, 1, "never")

    @rule(family="test")
    def needs_none(doc):
        """Needs none."""
        yield Flag(0, 1, "found")

    with limits.interrupting():
        limits.file_begins()
        findings = lint(Document("A text."), [needs_sentences, needs_none]).findings
    assert {finding.rule for finding in findings} == {"crashed-rule", "needs-none"}


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")
def test_rules_behind_many_slow_ones_still_run(monkeypatch):
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.5)

    def endless(doc):
        """Never ends."""
        while True:
            pass

    @rule(family="test")
    def quick(doc):
        """Is quick."""
        yield Flag(0, 1, "found")

    slow = []
    for number in range(3):
        endless.__name__ = f"slow_{number}"
        slow.append(rule(family="test")(endless))
    with limits.interrupting():
        limits.file_begins()
        findings = lint(Document("A text."), [*slow, quick]).findings
    assert "quick" in {finding.rule for finding in findings}


def test_a_rule_that_has_to_wait_is_not_slow(monkeypatch):
    monkeypatch.setattr(limits, "RULE_SECONDS", 1)

    @rule(family="test")
    def waits(doc):
        """Waits."""
        time.sleep(1.2)
        return ()

    with limits.interrupting():
        assert not lint(Document("A text."), [waits]).findings


def check(folder: Path, **options):
    found = run(Session(RunOptions(isolated=True, **options)), [folder]).findings
    return [(finding.path.rpartition("/")[2], finding.rule, finding.message) for finding in found]


@pytest.mark.slow
def test_files_too_large_are_named_with_the_remedy(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("word " * 400_000)
    (tmp_path / "copydesk.yaml").write_text("max-file-size: 1\n")
    (finding,) = run(Session(RunOptions()), [tmp_path]).findings
    assert finding.rule == "unreadable-file"
    assert "--max-file-size" in finding.message
    assert "2.0 MB" in finding.message
    result = run(Session(RunOptions(max_file_size=3)), [tmp_path])
    assert not any(finding.is_failure for finding in result.findings)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_pipes_and_devices_are_not_opened(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert [(name, rule) for name, rule, _ in check(tmp_path)] == [("a.txt", "unreadable-file")]
    (device,) = run(Session(RunOptions(isolated=True)), [Path("/dev/zero")]).findings
    assert "device" in device.message


def test_links_in_a_circle_and_to_nowhere(tmp_path):
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").symlink_to(tmp_path)
    assert [(name, rule) for name, rule, _ in check(tmp_path)] == [
        ("gone.txt", "unreadable-file"),
        ("self.txt", "unreadable-file"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named_as_one(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    ((name, rule, message),) = check(tmp_path)
    assert (name, rule) == ("closed", "unreadable-file")
    assert "folder" in message


def test_folders_very_deep(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(300):
        Path("deep").mkdir()
        os.chdir("deep")
    Path("a.txt").write_text("In the the spring.")
    os.chdir(tmp_path)
    assert [rule for _, rule, _ in check(tmp_path)] == ["doubled-word"]


def test_gitignore_lines_that_are_no_patterns(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("!\n[z-a]\nb.txt\n")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A text.")
    assert [file.name for file in find_files([tmp_path], lambda _file: False)] == ["a.txt"]


def test_a_bad_pattern_in_the_configuration_is_an_error(tmp_path):
    with pytest.raises(BadPattern, match=r"copydesk\.yaml: exclude: “!”"):
        PathPatterns(tmp_path, ["!"], "copydesk.yaml: exclude").match(tmp_path / "a.txt")


def copydesk(folder, *arguments, **options):
    command = [sys.executable, "-m", "copydesk", "check", "--output-format", "json", *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_file_names_that_are_not_utf_8(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("In the the spring.")
    process = copydesk(tmp_path)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 1
    assert rb"caf\udce9.txt" in out
    assert not err


def is_gone(group):
    """Whether a group of processes has ended; on a busy machine that takes a moment."""
    for _ in range(2_000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_ctrl_c_ends_all_processes_quietly(tmp_path):
    for number in range(100):  # the run takes some seconds
        (tmp_path / f"{number}.txt").write_text("The council met. " * 2_000)
    process = copydesk(tmp_path, "--jobs", "2", "--no-cache", "--isolated", start_new_session=True)
    started = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(10_000):  # until there are workers; where the system does not tell, some seconds
        time.sleep(0.01 if started.exists() else 5)
        if not started.exists() or started.read_text():
            break
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=300)
    # Where Python would lose an interrupt, in a callback, the process ends by the signal itself. A shell says 130 to both.
    assert process.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in err
    assert is_gone(process.pid)


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "arguments", [["check", "a.txt"], ["rules"], ["explain", "doubled-word"], ["--help"]]
)
def test_output_that_cannot_be_written_is_one_line_and_status_2(tmp_path, arguments):
    (tmp_path / "a.txt").write_text("On the the pier.\n")
    command = [sys.executable, "-P", "-m", "copydesk", *arguments]
    with FULL.open("wb") as full:
        ended = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 2
    assert ended.stderr == "copydesk: standard output cannot be written: No space left on device\n"


def test_a_closed_standard_output_is_no_pass(tmp_path):
    (tmp_path / "a.txt").write_text("On the the pier.\n")
    shell = f"{shlex.quote(sys.executable)} -P -m copydesk check a.txt >&-"
    ended = subprocess.run(["sh", "-c", shell], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("copydesk: standard output is closed")


@pytest.mark.parametrize(
    "arguments", [["check", ""], ["fix", ""], ["inspect", ""], ["check", "--baseline", "", "."]]
)
def test_an_empty_path_is_no_working_folder(capsys, arguments):
    assert main(arguments) == 2
    assert "an empty path names no file" in capsys.readouterr().err


def test_a_file_that_gives_nothing_yet_is_told_and_stops_no_other(tmp_path, monkeypatch):
    class Silent(io.FileIO):
        def read(self, *_):
            return None

    monkeypatch.setattr(limits, "open", lambda handle, _mode: Silent(handle), raising=False)
    (tmp_path / "silent.txt").write_text("It rained.\n")
    for read in (limits.read_bounded, partial(limits.read_head, size=5)):
        with pytest.raises(OSError, match="nothing to read in it yet"):
            read(tmp_path / "silent.txt")


def test_a_text_of_too_many_paragraphs_is_not_checked(monkeypatch):
    monkeypatch.setattr("copydesk.formats.format._MOST_BLOCKS", 3)
    for name, text in (("a.txt", "One.\n\nTwo.\n\nThree.\n\nFour.\n"), ("a.md", "- a\n- b\n- c\n- d\n")):
        result = Desk().check(text, name)
        assert not result.is_complete
        assert "it has more than 3 paragraphs, as no article has" in result.findings[0].message
