"""python -m bench hostile [NAME …]: hostile inputs, and what each of them got.

Each runs as a process of its own, with a cache of its own. It is endured if it ends in time and in little memory, with
an exit status of 0, 1 or 2, without a traceback, and with a finding for every file that was not checked.
"""

# ruff: noqa: D103 - each case is described by its name

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

TIME_LIMIT = 150.0
SENTENCE = "The council met on Tuesday, and Mara Vint said “the bridge will open in May” before the vote. "

Maker = Callable[[Path], list[str] | None]
CASES: dict[str, Maker] = {}


class Outcome(NamedTuple):
    """What one hostile input got."""

    status: int
    seconds: float
    megabytes: float
    findings: list[dict[str, object]] | None
    errors: str


def case(maker: Maker) -> Maker:
    """Register a function that fills a folder, and may return other arguments than that folder."""
    CASES[maker.__name__.replace("_", " ")] = maker
    return maker


def main(arguments: list[str]) -> int:
    """Run the cases named (part of a name will do), or all, and print what each got; 1 if one was not endured."""
    failed = 0
    for name, maker in CASES.items():
        if arguments and not any(each in name for each in arguments):
            continue
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(Path(folder), maker)
        problem = verdict(outcome)
        failed += bool(problem)
        print(
            f"{name:<44} {outcome.seconds:>6.1f} s {outcome.megabytes:>5.0f} MB  {problem or what_it_got(outcome)}",
            flush=True,
        )
    print(f"{failed} not endured" if failed else "all endured")
    return int(failed > 0)


def run(folder: Path, maker: Maker) -> Outcome:
    """Make a case in a folder and check it."""
    work = folder / "work"
    work.mkdir()
    arguments = maker(work)
    command = [
        sys.executable,
        "-m",
        "copydesk",
        "check",
        "--output-format",
        "json",
        *(arguments or [str(work)]),
    ]
    source = str(Path(__file__).parents[1] / "src")
    environment = os.environ | {"COPYDESK_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": f"{source}:{work}"}
    # Not in the way of files whose names are not UTF-8.
    output, errors = folder / "output", folder / "errors"
    started = time.perf_counter()
    peak = [0]
    with output.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen(
            command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, cwd=work, env=environment
        )
        timer = threading.Timer(TIME_LIMIT, process.kill)
        timer.start()
        while process.poll() is None:
            peak.append(memory(process.pid))
            time.sleep(0.01)
        timer.cancel()
    seconds = time.perf_counter() - started
    try:
        findings = json.loads(output.read_text("utf-8"))
    except ValueError:
        findings = None
    return Outcome(
        process.returncode, seconds, max(peak) / 1024, findings, errors.read_text("utf-8", "replace")
    )


def memory(process: int) -> int:
    """The most memory that a process has had so far, in kilobytes; 0 if it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def verdict(outcome: Outcome) -> str:
    """What is wrong with what a case got; empty if it was endured."""
    if outcome.status == -9:
        return "HANGS, or was killed"
    if outcome.status not in (0, 1, 2):
        return f"STATUS {outcome.status}: {outcome.errors[-300:]}"
    if "Traceback" in outcome.errors:
        return f"TRACEBACK: {outcome.errors[-400:]}"
    if outcome.findings is None and outcome.status != 2:
        return "NO JSON"
    if outcome.findings is None and not outcome.errors.strip():
        return "STATUS 2 WITHOUT A WORD"
    return ""


def what_it_got(outcome: Outcome) -> str:
    """The outcome in one line."""
    if outcome.findings is None:
        return f"error: {' '.join(outcome.errors.split())[:150]}"
    engine = [finding for finding in outcome.findings if finding["family"] == "engine"]
    got = f"status {outcome.status}, {len(outcome.findings):,} findings"
    if engine:
        return f"{got}; {len(engine)} × {engine[0]['rule']}: {str(engine[0]['message'])[:150]!r}"
    return got


def write(folder: Path, name: str, text: str | bytes) -> None:
    """Write a file."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


# --- size ---


@case
def fifty_megabytes(folder: Path) -> None:
    write(folder, "a.txt", (SENTENCE * 5 + "\n\n") * 105_000)


@case
def ten_megabytes_of_articles(folder: Path) -> None:
    write(folder, "a.txt", ((SENTENCE * 5 + "\n\n") * 20_000))


@case
def a_line_of_ten_megabytes(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE * 100_000)


@case
def a_line_of_ten_megabytes_in_markdown(folder: Path) -> None:
    write(folder, "a.md", SENTENCE * 100_000)


@case
def a_word_of_ten_megabytes(folder: Path) -> None:
    write(folder, "a.txt", "a" * 9_900_000)


@case
def a_hundred_thousand_short_files(folder: Path) -> None:
    for number in range(100_000):
        if number % 1000 == 0:
            (folder / str(number)).mkdir()
        write(folder, f"{number // 1000 * 1000}/{number}.txt", "A short text.\n")


@case
def twenty_thousand_articles(folder: Path) -> None:
    for number in range(20_000):
        write(folder, f"{number}.txt", f"Report {number}\n\n" + SENTENCE * 10)


# --- repetition ---

for mark in (
    "“",
    '"',
    "'",
    "(",
    "[",
    "*",
    "_",
    "`",
    ">",
    "<",
    "{{",
    "{%",
    "[a](",
    "![",
    "&",
    "\n",
    " ",
    "-",
    "#",
    "|",
    "\u0301",
    "\u200b",
    ". ",
    "Mr. ",
    "May ",
    "1/",
    "Vint ",
):
    for suffix in ("txt", "md", "html"):

        def repeated(folder: Path, mark: str = mark, suffix: str = suffix) -> None:
            write(folder, f"a.{suffix}", (mark * 300_000)[:300_000])

        repeated.__name__ = f"{mark!r} 300,000 times in {suffix}"
        case(repeated)


@case
def a_hundred_thousand_capitalised_names(folder: Path) -> None:
    letters = "abcdefghij"
    names = ("".join(letters[int(digit)] for digit in f"{number:05}") for number in range(100_000))
    write(folder, "a.txt", "".join(f"Mara V{name} said so. " for name in names))


@case
def many_different_dates(folder: Path) -> None:
    write(
        folder, "a.txt", "".join(f"It was on {day % 31} May {1900 + day % 150}. " for day in range(100_000))
    )


@case
def many_unclosed_quotes(folder: Path) -> None:
    write(folder, "a.txt", "“He said so and went. \n\n" * 100_000)


@case
def many_boilerplate_lines(folder: Path) -> None:
    write(
        folder, "a.txt", "Share this:\n\nRead more: Another story\n\nSubscribe to our newsletter\n\n" * 20_000
    )


@case
def the_same_word_a_million_times(folder: Path) -> None:
    write(folder, "a.txt", "the " * 1_000_000)


# --- nesting ---


@case
def markdown_quotes_ten_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", ">" * 10_000 + " deep\n")


@case
def markdown_lists_a_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", "".join("  " * depth + "- item\n" for depth in range(1_000)))


@case
def markdown_emphasis_fifty_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", "*a **b " * 50_000 + "c" + " b** a*" * 50_000)


@case
def html_a_hundred_thousand_deep(folder: Path) -> None:
    write(folder, "a.html", "<div><p><b>" * 100_000 + "deep")


@case
def html_without_end_tags(folder: Path) -> None:
    write(folder, "a.html", "<p><i><form><a href='x'>text " * 50_000)


@case
def html_with_one_endless_attribute(folder: Path) -> None:
    write(folder, "a.html", "<p title='" + "x" * 5_000_000)


@case
def html_with_many_unfinished_tags(folder: Path) -> None:
    write(folder, "a.html", "<a <b <!-- <![CDATA[ <script " * 100_000)


@case
def templates_that_do_not_close(folder: Path) -> None:
    write(folder, "a.md", "{{ a {% b {# c {{< d " * 50_000)


# --- front matter and configuration ---


@case
def front_matter_nested_a_hundred_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", "---\na: " + "[" * 100_000 + "\n---\nText.\n")


@case
def front_matter_as_a_bomb_of_aliases(folder: Path) -> None:
    write(folder, "a.md", "---\n" + alias_bomb() + "---\nText.\n")


@case
def front_matter_of_nine_megabytes(folder: Path) -> None:
    write(
        folder,
        "a.md",
        "---\n" + "".join(f"key{number}: value\n" for number in range(500_000)) + "---\nText.\n",
    )


@case
def front_matter_in_json_nested_deep(folder: Path) -> None:
    write(folder, "a.md", '{\n"a": ' + "[" * 100_000 + "\n\nText.\n")


@case
def front_matter_in_toml_nested_deep(folder: Path) -> None:
    write(folder, "a.md", "+++\na = " + "[" * 100_000 + "\n+++\nText.\n")


@case
def configuration_nested_deep(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "rules: " + "{a: " * 100_000)


@case
def configuration_as_a_bomb_of_aliases(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(
        folder, "copydesk.yaml", "extends:\n" + "".join(f"  {line}\n" for line in alias_bomb().splitlines())
    )


@case
def configuration_with_a_python_object(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "extends: !!python/object/apply:os.system ['touch pwned']\n")


@case
def configuration_with_an_endless_number(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "max-file-size: " + "9" * 10_000 + "\n")


@case
def configuration_that_is_a_folder(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    (folder / "copydesk.yaml").mkdir()


@case
def configuration_that_names_itself_as_a_pack(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "packs: [.]\n")


@case
def pyproject_with_a_mistake(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "pyproject.toml", "[tool.copydesk\n")


@case
def pyproject_nested_deep(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "pyproject.toml", "a = " + "[" * 100_000)


@case
def gitignore_with_bad_patterns(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, ".gitignore", "[\n!\n\\\n***/**\n[z-a]\n" + "*a" * 5_000 + "\n")


# --- packs and plugins ---


@case
def a_catastrophic_pattern(folder: Path) -> None:
    pack(folder, "pattern: '(?:a+)+$'", "a" * 50_000 + "b")


@case
def a_pattern_with_a_mistake(folder: Path) -> None:
    pack(folder, "pattern: '(a'", SENTENCE)


@case
def a_pattern_that_repeats_a_billion_times(folder: Path) -> None:
    pack(folder, "pattern: '((a{1,1000}){1,1000}){1,1000}'", "a" * 10_000)


@case
def a_pack_that_is_no_mapping(folder: Path) -> None:
    (folder / "pack").mkdir()
    write(folder, "pack/rule.yaml", "- a\n")
    write(folder, "copydesk.yaml", "packs: [pack]\n")
    write(folder, "a.txt", SENTENCE)


def pack(folder: Path, matcher: str, text: str) -> None:
    """A pack of one rule, and a text."""
    (folder / "pack").mkdir()
    write(folder, "pack/rule.yaml", f"summary: A rule.\nbad: a\ngood: b\n{matcher}\n")
    write(folder, "copydesk.yaml", "packs: [pack]\n")
    write(folder, "a.txt", text)


PLUGIN = """
import time, os, sys
from copydesk.findings import Flag, Related
from copydesk.hookspecs import hookimpl
from copydesk.rules import rule

@rule(family="hostile")
def hostile_rule(doc):
    \"\"\"A hostile rule.

    Bad: x
    \"\"\"
    {body}

@hookimpl
def copydesk_rules():
    return [hostile_rule]
"""


def plugin(name: str, body: str, files: int = 1) -> None:
    """A case with a plugin."""

    def make(folder: Path) -> list[str]:
        write(folder, "hostile_plugin.py", PLUGIN.format(body=body))
        for number in range(files):
            write(folder, f"a{number}.txt", SENTENCE)
        return ["--plugin", "hostile_plugin", "--jobs", "2", "."]

    make.__name__ = f"a rule that {name}"
    case(make)


for name, body in {
    "raises": "raise OSError('no\\nno')",
    "raises with a long message": "raise ValueError('x' * 10_000_000)",
    "raises SystemExit": "sys.exit(0)",
    "raises KeyboardInterrupt": "raise KeyboardInterrupt",
    "recurses": "f = lambda: f()\n    f()",
    "hangs": "while True: pass",
    "hangs and catches everything it can": "while True:\n        try: time.sleep(60)\n        except Exception: pass",
    "yields without end": "while True: yield Flag(0, 1, 'x')",
    "yields texts": "yield 'x'",
    "yields nothing but None": "return None",
    "yields a place outside": "yield Flag(0, 10**9, 'x')",
    "yields a place turned round": "yield Flag(5, 1, 'x')",
    "yields a negative place": "yield Flag(-5, -1, 'x')",
    "yields places that are no numbers": "yield Flag('a', None, 'x')",
    "yields a message that is no text": "yield Flag(0, 1, b'x')",
    "yields a message of many lines": "yield Flag(0, 1, 'x\\n::error::injected\\r\\x1b[31m\\u2028')",
    "yields a lone surrogate": "yield Flag(0, 1, 'x\\ud800')",
    "yields suggestions that are no texts": "yield Flag(0, 1, 'x', (1,))",
    "yields a related place outside": "yield Flag(0, 1, 'x', (), (Related(0, 10**9, 'y'),))",
}.items():
    plugin(name, body)
plugin("ends its process", "os._exit(3)\n    yield", files=200)
plugin(
    "is killed", "os.kill(os.getpid(), 9) if doc.path.endswith('7.txt') else None\n    return ()", files=200
)
plugin(
    "blocks all signals and hangs",
    "import signal\n    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)) if doc.path == 'a7.txt' else None\n"
    "    time.sleep(600 if doc.path == 'a7.txt' else 0)\n    return ()",
    files=100,
)


# --- bytes and encodings ---


@case
def nul_bytes(folder: Path) -> None:
    write(folder, "a.txt", b"one\0two\n")


@case
def every_byte(folder: Path) -> None:
    for suffix in ("txt", "md", "html"):
        write(folder, f"a.{suffix}", bytes(range(256)) * 100)


@case
def random_bytes(folder: Path) -> None:
    write(folder, "a.txt", os.urandom(1_000_000))


@case
def mixed_encodings(folder: Path) -> None:
    write(
        folder, "a.txt", "naïve café\n".encode() + "naïve café\n".encode("latin-1") + "naïve".encode("utf-16")
    )


@case
def a_surrogate_in_utf_8(folder: Path) -> None:
    write(folder, "a.txt", "one \ud800 two\n")


@case
def only_a_byte_order_mark(folder: Path) -> None:
    write(folder, "a.txt", b"\xef\xbb\xbf")
    write(folder, "b.txt", b"\xff\xfe")


@case
def no_bytes_at_all(folder: Path) -> None:
    for suffix in ("txt", "md", "html", "mdx"):
        write(folder, f"a.{suffix}", b"")


@case
def control_characters(folder: Path) -> None:
    write(folder, "a.txt", "".join(map(chr, range(1, 160))) * 1000)


@case
def right_to_left_and_combining_marks(folder: Path) -> None:
    write(folder, "a.txt", "\u202e" * 10_000 + "a\u0301" * 100_000 + "\u200d" * 100_000 + "𝔸" * 100_000)


# --- names and kinds of files ---


@case
def names_that_are_not_utf_8(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(SENTENCE + "the the", "utf-8")


@case
def names_with_line_breaks(folder: Path) -> None:
    (folder / "a\n::error::injected\n.txt").write_text(SENTENCE + "the the", "utf-8")


@case
def links_in_a_circle(folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    (folder / "self").symlink_to(folder)
    (folder / "c.txt").symlink_to(folder / "c.txt")
    write(folder, "d.txt", SENTENCE)


@case
def a_link_to_nowhere(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "nowhere")


@case
def a_pipe_in_the_folder(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")


@case
def a_pipe_named(folder: Path) -> list[str]:
    os.mkfifo(folder / "a.txt")
    return [str(folder / "a.txt")]


@case
def a_socket(folder: Path) -> list[str]:
    with socket.socket(socket.AF_UNIX) as each:
        here = Path.cwd()
        os.chdir(folder)
        each.bind("a.txt")
        os.chdir(here)
    return [str(folder / "a.txt")]


@case
def devices(folder: Path) -> list[str]:  # noqa: ARG001
    return ["/dev/zero", "/dev/null", "/dev/random"]


@case
def a_path_that_does_not_exist(folder: Path) -> list[str]:
    return [str(folder / "nowhere.txt"), str(folder / "a\0b.txt".replace("\0", "")), "x" * 5_000]


@case
def an_unreadable_folder(folder: Path) -> None:
    (folder / "closed").mkdir()
    write(folder, "closed/a.txt", SENTENCE)
    write(folder, "b.txt", SENTENCE)
    (folder / "closed").chmod(0)


@case
def folders_five_hundred_deep(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)
    for _ in range(500):
        Path("deep").mkdir()
        os.chdir("deep")
    write(Path(), "a.txt", SENTENCE + "the the")
    os.chdir(here)


@case
def files_that_vanish_and_change(folder: Path) -> None:
    for number in range(400):
        write(folder, f"{number}.txt", SENTENCE * 30)

    def disturb() -> None:
        time.sleep(0.4)
        for number in range(400):
            try:
                if number % 2:
                    (folder / f"{number}.txt").unlink()
                else:
                    write(folder, f"{number}.txt", "Other.")
            except OSError:
                return
            time.sleep(0.002)

    threading.Thread(target=disturb, daemon=True).start()


def alias_bomb() -> str:
    """YAML of a kilobyte that stands for a billion texts."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 10)}]" for depth in range(1, 9)]
    return "\n".join(lines) + "\n"


if hasattr(resource, "RLIMIT_CORE"):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
