"""What other text linters find: which files each reads, how it is called, and where its report says that a fault is.

Every report is turned into marks with offsets in code points, whatever the program counts in and from. A program that
names only a line marks the word that it found there, or all of the line.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench._planted_faults import line_start
from bench._processes import copydesk
from bench.peers import TEXTLINT, VALE

SECONDS = 600

Texts = Mapping[str, str]
"""Texts by the names of their files."""


class Mark(NamedTuple):
    """A place that a program marks."""

    path: str
    start: int
    end: int


class Finder(NamedTuple):
    """A program.

    Attributes:
        command: its command; the names of the files come behind it.
        marks: what reads its report.
        suffixes: of the files that it reads; empty if it reads all.
        is_english: whether it knows English only.
        reports_as_errors: whether its report is on standard error.
    """

    command: list[str]
    marks: Callable[[str, Texts], Iterator[Mark]]
    suffixes: tuple[str, ...] = ()
    is_english: bool = False
    reports_as_errors: bool = False


def finders(installed: Path, folder: Path) -> dict[str, Finder]:
    """Return copydesk and the programs that are installed; their settings are written to a folder."""
    modules, programs = installed / "node_modules", installed / "venv" / "bin"
    beside = Path(__file__).parent
    textlint, vale = folder / "textlint.json", folder / "vale.ini"
    textlint.write_text(TEXTLINT, "utf-8")
    vale.write_text(VALE.format(folder=folder, styles="Vale").replace("[*.md]", "[*]"), "utf-8")
    (folder / "styles").mkdir()
    text = (".md", ".txt")
    peers = {
        "codespell": Finder([f"{programs}/codespell"], codespell_marks, is_english=True),
        "typos": Finder([f"{programs}/typos", "--isolated", "--format", "json"], typos_marks, is_english=True),
        "proselint": Finder([f"{programs}/proselint", "check", "-o", "json"], proselint_marks, text, True),
        "Vale": Finder(
            [f"{installed}/bin/vale", "--config", str(vale), "--output", "JSON"],
            vale_marks, (".html", *text), True,
        ),
        "textlint": Finder([
            f"{modules}/.bin/textlint", "--config", str(textlint), "--rules-base-directory", str(modules),
            "--format", "json",
        ], textlint_marks, text),
        "markdownlint-cli2": Finder(
            [f"{modules}/.bin/markdownlint-cli2"], markdownlint_marks, (".md",), reports_as_errors=True
        ),
    }  # fmt: skip
    found = {name: peer for name, peer in peers.items() if Path(peer.command[0]).exists()}
    if (modules / "harper.js").is_dir():
        command = ["node", str(beside / "harper_peer.mjs"), str(modules)]
        found["Harper"] = Finder(command, utf16_marks, text, True)
    if (installed / "languagetool").is_dir():
        command = ["java", "-cp", f"{installed}/languagetool/*", str(beside / "LanguageToolPeer.java")]
        found["LanguageTool"] = Finder(command, utf16_marks, text, True)
    return {"copydesk": Finder(copydesk("--isolated", "--no-cache"), copydesk_marks), **found}


def marks_of(finder: Finder, texts: Texts, folder: Path) -> list[Mark]:
    """Return what a program marks in files of a folder."""
    ran = subprocess.run(
        [*finder.command, *texts],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    try:
        return sorted(set(finder.marks(ran.stderr if finder.reports_as_errors else ran.stdout, texts)))
    except (ValueError, LookupError, TypeError) as error:
        raise SystemExit(
            f"{finder.command[0]} was not understood: {ran.stderr.strip() or ran.stdout.strip()[:500]}"
        ) from error


def copydesk_marks(report: str, _texts: Texts) -> Iterator[Mark]:
    """Read copydesk's JSON."""
    for each in json.loads(report):
        yield Mark(each["path"], each["offset"], each["end_offset"])


def codespell_marks(report: str, texts: Texts) -> Iterator[Mark]:
    """Read lines such as `a.txt:3: teh ==> the`; a word that is wrong twice in a line is there twice."""
    seen: dict[tuple[str, str, str], int] = {}
    for path, line, word in re.findall(r"(?m)^(.+?):(\d+): (.+?) ==> ", report):
        start = line_start(texts[path], int(line))
        column = texts[path].index(word, max(start, seen.get((path, line, word), 0)))
        seen[path, line, word] = column + len(word)
        yield _word(path, column, word)


def typos_marks(report: str, texts: Texts) -> Iterator[Mark]:
    """Read objects, one a line, with places in bytes."""
    for each in map(json.loads, report.splitlines()):
        if each["type"] == "typo" and "line_num" in each:
            path = each["path"].removeprefix("./")
            line = line_start(texts[path], each["line_num"])
            before = texts[path][line:].encode()[: each["byte_offset"]].decode()
            yield _word(path, line + len(before), each["typo"])


def proselint_marks(report: str, _texts: Texts) -> Iterator[Mark]:
    """Read JSON with places that count from 1."""
    for address, checked in json.loads(report)["result"].items():
        for each in checked["diagnostics"]:
            start, end = each["span"]
            yield Mark(address.rpartition("/")[2], start - 1, end - 1)


def vale_marks(report: str, texts: Texts) -> Iterator[Mark]:
    """Read JSON with columns that count from 1, the last one included."""
    for path, found in json.loads(report).items():
        for each in found:
            line = line_start(texts[path], each["Line"])
            yield Mark(path, line + each["Span"][0] - 1, line + each["Span"][1])


def textlint_marks(report: str, texts: Texts) -> Iterator[Mark]:
    """Read JSON with places in UTF-16."""
    for file in json.loads(report):
        path = Path(file["filePath"]).name
        for each in file["messages"]:
            start, end = each["range"]
            yield Mark(path, _code_points(texts[path], start), _code_points(texts[path], end))


def markdownlint_marks(report: str, texts: Texts) -> Iterator[Mark]:
    """Read lines such as `a.md:64:81 error MD013/line-length …`; the rest of the line is marked, or all of it."""
    for path, line, column in re.findall(r"(?m)^(.+?):(\d+)(?::(\d+))? (?:error|warning) MD", report):
        start = line_start(texts[path], int(line))
        end = texts[path].find("\n", start)
        yield Mark(path, start + int(column or 1) - 1, len(texts[path]) if end < 0 else end)


def utf16_marks(report: str, texts: Texts) -> Iterator[Mark]:
    """Read lines of a path and two offsets in UTF-16, as our programs around Harper and LanguageTool print them."""
    for line in report.splitlines():
        path, start, end = line.split("\t")
        yield Mark(path, _code_points(texts[path], int(start)), _code_points(texts[path], int(end)))


def _code_points(text: str, units: int) -> int:
    """Return the offset in code points of one in units of UTF-16."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _word(path: str, start: int, word: str) -> Mark:
    return Mark(path, start, start + len(word))
