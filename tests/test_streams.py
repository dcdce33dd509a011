"""Standard streams that are closed, full, left, or in an encoding of yesterday; errors and interrupts that nobody expected."""

from __future__ import annotations

import io
import os
import shlex
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import copydesk
from copydesk.__main__ import main
from copydesk.report import FOR_PEOPLE, FORMATS

COPYDESK = f"{shlex.quote(sys.executable)} -P -m copydesk"
posix = pytest.mark.skipif(sys.platform == "win32", reason="no POSIX shell")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The café café 𝔸 opened in the the spring.\n", "utf-8")
    return tmp_path


def shell(script, **environment):
    return subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


@posix
@pytest.mark.parametrize(
    ("script", "status", "out", "err"),
    [
        ("check - <&-", 2, "", "Error: “-” reads standard input, which is closed\n"),
        ("scan - <&-", 2, "", "Error: “-” reads standard input, which is closed\n"),
        ("check - 0>written", 2, "", "Error: standard input cannot be read: Bad file descriptor\n"),
        ("check --config missing.yaml 2>&-", 2, "", ""),
        ("check --config missing.yaml 2>/dev/full", 2, "", ""),
        ("fix - 2>&- <<< 'In the spring , he said.'", 0, "In the spring, he said.\n", ""),
        ("check a.txt >&- 2>&-", 2, "", ""),
        ("--version | true; exit ${PIPESTATUS[0]}", 2, "", ""),
    ],
)
def test_streams_that_are_closed_or_full(folder, script, status, out, err):
    ended = shell(f"{COPYDESK} {script}")
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, out, err)
    assert (folder / "a.txt").read_text("utf-8").count("the") == 2


@posix
def test_no_file_gets_the_number_of_a_closed_stream(folder):
    script = (
        "import os; from copydesk.cli.streams import prepare; prepare(); print(os.open('a.txt', os.O_RDONLY))"
    )
    assert int(shell(f"{shlex.quote(sys.executable)} -P -c {shlex.quote(script)} <&- 2>&-").stdout) > 2


@posix
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("PYTHONOPTIMIZE=2 {} check a.txt", "Error: Python was told to drop docstrings"),
        ("mkdir gone; cd gone; rmdir ../gone; {} check .", "Error: the working folder is gone"),
    ],
)
def test_surroundings_in_which_nothing_can_be_checked(folder, script, message):
    ended = shell(script.format(COPYDESK))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(message)
    assert ended.stderr.count("\n") == 1


@posix
def test_names_are_read_as_utf8_in_any_locale(folder):
    (folder / "é").mkdir()
    (folder / "é/a.txt").write_text("It was was late.\n")
    plain = shell(f"{COPYDESK} check --output-format json é")
    there = "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0"
    assert shell(f"{there} {COPYDESK} check --output-format json é").stdout == plain.stdout
    (folder / "copydesk.yaml").write_text(
        'files:\n- paths: ["é/**"]\n  rules: {doubled-word: off}\n', encoding="utf-8"
    )
    assert shell(f"{there} {COPYDESK} check é").returncode == 0


@posix
def test_a_pipe_that_nobody_reads(folder):
    os.mkfifo(folder / "f.json")
    ended = shell(f"{COPYDESK} check a.txt --output-format json=f.json")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "no program reads this pipe" in ended.stderr
    ended = shell(f"cat f.json & {COPYDESK} check a.txt --output-format json=f.json; wait")
    assert ended.stdout.startswith("[")


def test_no_memory_even_to_say_so(monkeypatch, capfd):
    def fails(*_arguments):
        raise MemoryError

    def ends(status):
        raise KeyboardInterrupt(status)

    monkeypatch.setattr("copydesk.cli.streams.prepare", fails)
    monkeypatch.setattr("copydesk.cli.last_resort.status_after", fails)
    monkeypatch.setattr(os, "_exit", ends)
    with pytest.raises(KeyboardInterrupt, match="2"):
        main(["check"])
    assert capfd.readouterr().err == "copydesk: out of memory\n"


def test_many_and_long_mistakes_are_shortened(folder, capsys):
    many = "rules:\n" + "".join(f"  nonsense-{number}: off\n" for number in range(200))
    (folder / "copydesk.yaml").write_text(many)
    assert main(["check"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 50
    assert lines[-1].endswith("there are more mistakes; correct these first")
    (folder / "sub").mkdir()
    (folder / "sub/copydesk.yaml").write_text(f"rules:\n  {'x' * 5_000}: off\n")
    assert main(["check", "sub"]) == 2
    assert len(capsys.readouterr().err) < 1_000


def test_a_wrong_instruction_for_completions(folder):
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "copydesk"],
        env={**os.environ, "_COPYDESK_COMPLETE": "bogus"},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", FORMATS)
def test_formats_for_programs_are_utf_8_and_others_are_in_the_encoding_of_the_terminal(
    folder, monkeypatch, encoding, name
):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding))
    assert main(["check", "--output-format", name, "a.txt"]) == 1
    written = sys.stdout.buffer.getvalue()
    text = written.decode(encoding if name in FOR_PEOPLE else "utf-8")
    if name in {"junit", "checkstyle"}:
        ET.fromstring(written)
    said = "“the” is repeated"
    if name in FOR_PEOPLE:
        said = said.encode(encoding, "backslashreplace").decode(encoding)
    assert said in text or name in {"ledger", "statistics", "statistics-json"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["rules"], ["explain", "doubled-word"]]
)
def test_help_and_pages_in_an_old_encoding(monkeypatch, arguments):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "cp437"))
    assert main(arguments) == 0
    assert sys.stdout.buffer.getvalue().decode("cp437")


ORDERS = "In the \x1b[31m spring.\n ::error::x\n\nIt is the ﬁrst of all that have come to the town hall since last May.\n"


def test_a_diff_is_a_patch_only_where_nobody_obeys_it(folder, capsysbinary, monkeypatch):
    (folder / "a.txt").write_text("In the ﬁrst spring.\n")
    (folder / "b.txt").write_text(ORDERS)
    assert main(["fix", "--diff"]) == 2
    out, err = capsysbinary.readouterr()
    assert b"+In the first spring." in out
    assert b"b.txt" not in out
    assert err.startswith(b"copydesk: b.txt: its diff is not printed: it contains")

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["fix", "--diff", "b.txt"]) == 1
    out, _ = capsysbinary.readouterr()
    assert "In the ·[31m spring.\n".encode() in out
    assert b"\n  \\::error::x\n" in out


@posix
def test_a_diff_in_a_file_can_be_applied_whatever_the_name_and_the_text(folder):
    name = 'b "::x"\n##[y\\z ü\x1b.txt'
    (folder / "a.txt").unlink()
    (folder / name).write_text(ORDERS, newline="")
    ended = shell(f"{COPYDESK} fix --diff > p.patch")
    assert ended.returncode == 1
    subprocess.run(["git", "apply", "p.patch"], check=True, cwd=folder)
    assert (folder / name).read_bytes().decode() == ORDERS.replace("ﬁ", "fi")


def test_an_error_that_nobody_expected_is_one_line_and_no_result(folder, capsys, monkeypatch):
    def fails(*_arguments, **_options):
        raise RuntimeError("bad\n::error::x \x1b[31m")

    monkeypatch.setattr("copydesk.cli.commands.check.run", fails)
    assert main(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Error: copydesk failed: RuntimeError: bad ::error::x ·[31m (at test_streams.py:")
    monkeypatch.setenv("COPYDESK_DEBUG", "1")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("Traceback (most recent call last):\n")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(36, "File name too long", "a\n::error::b"), "Error: a ::error::b: File name too long\n"),
        (SystemExit(0), "Error: a plugin or a library ended copydesk (SystemExit(0))\n"),
        (MemoryError(), "Error: copydesk failed: MemoryError: "),
    ],
)
def test_no_error_passes_for_a_result(folder, capsys, monkeypatch, error, line):
    def fails(*_arguments, **_options):
        raise error

    monkeypatch.setattr("copydesk.cli.commands.check.run", fails)
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith(line)


class Interrupting:
    """An import system in which Ctrl-C comes while a certain module is loaded."""

    def __init__(self, module):
        self.module = module

    def find_spec(self, name, path=None, target=None):
        if name == self.module:
            raise KeyboardInterrupt


@pytest.mark.parametrize("module", ["copydesk.cli.last_resort", "copydesk.cli.commands.check"])
def test_an_interrupt_while_modules_are_loaded(folder, capsys, monkeypatch, module):
    monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [Interrupting(module), *sys.meta_path])
    assert main(["check"]) == 130
    assert capsys.readouterr().err.strip() == "copydesk: interrupted"


@posix
def test_an_interrupt_that_python_would_lose():
    """Python cannot raise KeyboardInterrupt in a callback: it prints it, and goes on."""
    script = """
import signal, time, weakref
from copydesk.__main__ import main
class Thing:
    pass
main(["--version"])
thing = Thing()
reference = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
del thing
time.sleep(30)
"""
    ended = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (-signal.SIGINT, "")


def test_the_entry_imports_next_to_nothing():
    script = (
        "import sys; before = set(sys.modules); import copydesk.__main__; print(*sys.modules.keys() - before)"
    )
    ended = subprocess.run(
        [sys.executable, "-S", "-E", "-c", script],
        cwd=Path(copydesk.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(ended.stdout.split()) == {"copydesk", "copydesk.__main__", "atexit", "gc"}


def test_a_library_that_is_missing(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "copydesk.cli.group", None)
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("Error: copydesk is not wholly installed; install it again: ")


@posix
def test_a_pipe_that_does_not_wait_is_read_to_its_end(folder):
    """The text comes in two parts, and the pipe says in between that nothing is there."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "copydesk", "fix", "-"], stdin=reading, stdout=subprocess.PIPE
    ) as process:
        os.close(reading)
        os.write(writing, b"The first part.\n\n")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        os.write(writing, b"The second part.\n")
        os.close(writing)
        assert process.stdout.read() == b"The first part.\n\nThe second part.\n"
