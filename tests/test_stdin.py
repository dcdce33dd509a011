"""Standard input in the place of a file."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress

import pytest

from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.run.session import Session


@pytest.fixture
def pipe(tmp_path, monkeypatch, capfdbinary, forget_settings):
    """A call with something on standard input: exit status, and the bytes on standard output and error."""
    monkeypatch.chdir(tmp_path)

    def run(data, *arguments):
        forget_settings()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        status = main(list(arguments))
        return status, *capfdbinary.readouterr()

    return run


def test_check(pipe):
    text = b"The post A b c appeared first on D."
    status, out, _ = pipe(text, "check", "-", "--stdin-filename", "posts/new.md", "--output-format", "json")
    assert status == 1
    assert [(each["path"], each["rule"]) for each in json.loads(out)] == [("posts/new.md", "feed-footer")]


@pytest.mark.parametrize(
    ("data", "fixed"),
    [
        (
            b"\xef\xbb\xbfOn the pier of the town , he says.\r\n\r\nEnd",
            b"\xef\xbb\xbfOn the pier of the town, he says.\r\n\r\nEnd",
        ),
        (b"On the pier.\n", b"On the pier.\n"),
        (b"", b""),
        ("On the ﬁrst of the Żółws.".encode("utf-16"), "On the first of the Żółws.".encode("utf-16")),
    ],
)
def test_fix_is_a_filter(pipe, tmp_path, data, fixed):
    status, out, err = pipe(data, "fix", "-", "--ignore", "legacy-encoding")
    assert (status, out) == (0, fixed)
    assert b"in 1 file" in err or b"0 fixes" in err
    assert not list(tmp_path.iterdir())


def test_what_fix_leaves_goes_to_standard_error(pipe):
    left = "He said “no. It is over.\n\nEnd of it.\n".encode()
    status, out, err = pipe(left, "fix", "-", "--stdin-filename", "a.md")
    assert (status, out) == (1, left)
    assert b"a.md:1:9: warning: " in err
    assert b"a.md" not in pipe(left, "fix", "-", "--stdin-filename", "a.md", "--quiet")[2]


def test_what_cannot_be_fixed_comes_out_as_it_was(pipe, tmp_path):
    binary = b"\xff\x00\x00\xfe the the" * 9
    assert pipe(binary, "fix", "-")[:2] == (2, binary)
    (tmp_path / "copydesk.yaml").write_text("exclude: drafts/")
    text = b"On the the pier.\n"
    assert pipe(text, "fix", "-", "--stdin-filename", "drafts/a.md")[:2] == (0, text)


@pytest.mark.parametrize("name", ["", ".", "..", "/", "posts", "posts/", "nowhere/"])
def test_a_name_that_is_none_of_a_file(pipe, tmp_path, name):
    (tmp_path / "posts").mkdir()
    for file in ("a.md", "posts/b.md"):
        (tmp_path / file).write_text("On and on the the road.\n")
    text = b"On the the pier.\n"
    status, out, err = pipe(text, "fix", "-", "--stdin-filename", name)
    assert (status, out, b"names no file but a folder" in err) == (2, text, True)
    for command in ("check", "inspect"):
        status, out, err = pipe(text, command, "-", "--stdin-filename", name)
        assert (status, out, b"names no file but a folder" in err) == (2, b"", True)


@pytest.mark.parametrize(
    "options",
    [
        ["--no-such-option"],
        ["--preset", "wrong"],
        ["--select", "no-such-rule"],
        ["--plugin", "no_such_module"],
        ["--config", "missing.yaml"],
        ["--stdin-filename", "broken/a.md"],
    ],
)
def test_what_came_in_comes_out_whatever_is_wrong(pipe, tmp_path, options):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "copydesk.yaml").write_text("rules: [")
    text = b"\xef\xbb\xbfOn the the pier.\r\nEnd"
    status, out, err = pipe(text, "fix", "-", *options)
    assert (status, out, b"Error: " in err) == (2, text, True)
    assert pipe(text, "fix", "-", "--diff", *options)[:2] == (2, b"")
    assert pipe(text, "--wrong", "fix", "-")[:2] == (2, text)


def test_what_came_in_comes_out_even_after_a_fault_of_ours(pipe, monkeypatch, capfdbinary):
    def fail(*_arguments, **_options):
        raise RecursionError

    monkeypatch.setattr("copydesk.cli.commands.fix.fix", fail)
    out = b""
    with suppress(RecursionError):
        out = pipe(b"On the the pier.\n", "fix", "-")[1]
    assert out + capfdbinary.readouterr().out == b"On the the pier.\n"


def test_what_came_in_comes_out_of_a_folder_that_is_gone(pipe, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    status, out, err = pipe(b"On the the pier.\n", "fix", "-")
    assert (status, out, b"the working folder is gone" in err) == (2, b"On the the pier.\n", True)
    status, out, err = pipe(b"On the the pier.\n", "check", "-")
    assert (status, out, b"the working folder is gone" in err) == (2, b"", True)


def test_fix_shows_its_changes(pipe):
    assert (
        b"-On the pier , he says.\n+On the pier, he says.\n"
        in pipe(b"On the pier , he says.\n", "fix", "-", "--diff")[1]
    )


def test_fix_has_one_standard_output(pipe):
    status, out, err = pipe(b"On the the pier.\n", "fix", "-", "a.txt")
    assert (status, out) == (2, b"On the the pier.\n")
    assert "“-” cannot be used with other paths".encode() in err


def test_inspect(pipe):
    data = b"The wall stands, said Ilka Brandvold."
    status, out, _ = pipe(data, "inspect", "-", "--stdin-filename", "a.md", "--output-format", "json")
    (read,) = json.loads(out)
    assert (status, read["path"], read["format"]) == (0, "a.md", "markdown")
    assert [name["name"] for name in read["names"]] == ["Ilka Brandvold"]


def test_inspect_says_what_is_too_large(pipe, tmp_path):
    (tmp_path / "copydesk.yaml").write_text("max-file-size: 0.001")
    (tmp_path / "a.txt").write_text("words " * 999)
    status, _, err = pipe(b"", "inspect", "a.txt")
    assert (status, b"a.txt: it has 0.0 MB" in err) == (2, True)


def test_what_cannot_be_inspected_is_named_as_it_was_given(pipe):
    status, _, err = pipe(b"a\0b", "inspect", "-", "--stdin-filename", "a.md")
    assert (status, err.startswith(b"copydesk: a.md: ")) == (2, True)


@pytest.mark.parametrize("command", [["check"], ["inspect"]])
def test_of_a_text_that_is_too_large_no_more_is_read_than_shows_it(pipe, tmp_path, monkeypatch, command):
    (tmp_path / "copydesk.yaml").write_text("max-file-size: 0.001\n")
    stream = io.BytesIO(b"On the the pier.\n" * 1_000)
    monkeypatch.setattr(io, "BytesIO", lambda _data: stream)
    status, out, err = pipe(b"", *command, "-", "--stdin-filename", "a.md")
    assert status == 2
    assert b"it has over 0.001 MB, and more than 0.001 MB are not read" in out + err
    assert stream.tell() < 10_000  # the buffer above it reads a little ahead


def test_staged_contents_are_held_to_the_size_limit(tmp_path):
    options = RunOptions(contents={tmp_path / "a.md": b"On the the pier.\n" * 700_000}, isolated=True)
    (finding,) = Session(options).check(tmp_path / "a.md").findings
    assert (finding.rule, "it has over 10 MB" in finding.message) == ("unreadable-file", True)
