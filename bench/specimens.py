"""Specimens: what copydesk and other text linters find in seeds/, with python -m bench specimens FOLDER.

FOLDER contains the other programs, as for `python -m bench peers`; missing ones are left out. Each program checks the
specimens that it can read, with the settings it comes with; those that know English only are not given other languages.

A planted fault counts as marked if a program marks any of its characters or one right beside them, whatever it says of
them; a fault of a quotation, also if it marks a quotation mark of the same line. All else that it marks is elsewhere:
right or wrong, nobody has planted it.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench._peer_findings import Mark, Texts, finders, marks_of
from bench._planted_faults import CHANGED, PLANTED, SEEDS, SPECIMENS, Planted, line_start, place
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document

COPIES = "copies"
"""The family of what a copy of a story changed, which only a comparison can find."""
QUOTES = "quotes"
FAMILIES = ("boilerplate", "damage", "dates", "names", QUOTES, COPIES)
MARKS = frozenset('"“”„«»')


class Fault(NamedTuple):
    """A planted fault: its family, and the places at which a program may mark it."""

    path: str
    family: str
    spans: tuple[tuple[int, int], ...]


class Count(NamedTuple):
    """How many faults were planted by family, how many of them a program marks, and how many places elsewhere."""

    planted: Counter[str]
    marked: Counter[str]
    elsewhere: int


def main(arguments: list[str]) -> int:
    """Print a table in Markdown: the faults that each program marks, by family, and what it finds elsewhere."""
    parser = argparse.ArgumentParser(prog="python -m bench specimens")
    parser.add_argument("peers", type=Path)
    options = parser.parse_args(arguments)
    texts = {name: (SEEDS / name).read_bytes().decode("utf-8") for name in SPECIMENS}
    english = {name for name, text in texts.items() if Document(text, name).language == "en"}
    faults = list(planted_faults(texts))
    print("| program | files |", *(f"{family} |" for family in FAMILIES), "all | elsewhere |")
    print("| --- |", *("---: |",) * (len(FAMILIES) + 3), sep=" ")
    with tempfile.TemporaryDirectory() as name:
        settings, folder = Path(name), Path(name) / "specimens"
        folder.mkdir()
        for each in texts:
            shutil.copy(SEEDS / each, folder)
        for title, finder in finders(options.peers.absolute(), settings).items():
            given = {
                each: text
                for each, text in texts.items()
                if (not finder.suffixes or each.endswith(finder.suffixes))
                and (not finder.is_english or each in english)
            }
            counted = count([f for f in faults if f.path in given], marks_of(finder, given, folder))
            print(row(title, len(given), counted), flush=True)
    return 0


def planted_faults(texts: Texts) -> Iterator[Fault]:
    """Return the faults that are planted in texts."""
    families = {rule.id: rule.family for rule in all_rules(plugin_manager()).values()}
    for planted in PLANTED:
        family = families.get(planted.rule, planted.rule)
        yield Fault(planted.path, family, tuple(_spans(planted, family, texts[planted.path])))
    for planted in CHANGED:
        yield Fault(planted.path, COPIES, (place(planted, texts[planted.path]),))


def _spans(planted: Planted, family: str, text: str) -> Iterator[tuple[int, int]]:
    yield place(planted, text)
    if family == QUOTES:  # a mark that is missing is told at the one that is left
        start = line_start(text, planted.line)
        line = text.split("\n")[planted.line - 1]
        yield from ((start + at, start + at + 1) for at, character in enumerate(line) if character in MARKS)


def count(faults: Iterable[Fault], marks: Iterable[Mark]) -> Count:
    """Count the faults that are marked, and the marks at no fault."""
    planted, marked = Counter[str](), Counter[str]()
    at_faults = set()
    left = list(marks)
    for fault in faults:
        here = {
            mark
            for mark in left
            if mark.path == fault.path
            and any(mark.start <= end and start <= mark.end for start, end in fault.spans)
        }
        planted[fault.family] += 1
        marked[fault.family] += bool(here)
        at_faults |= here
    return Count(planted, marked, len(set(left) - at_faults))


def row(title: str, files: int, counted: Count) -> str:
    """Return the line of a program: the faults marked of those planted in the files that it was given."""
    cells = [_of(counted.marked, counted.planted, family) for family in FAMILIES]
    return "| " + " | ".join([
        title, str(files), *cells, f"{counted.marked.total()} of {counted.planted.total()}", str(counted.elsewhere)
    ]) + " |"  # fmt: skip


def _of(marked: Mapping[str, int], planted: Mapping[str, int], family: str) -> str:
    return f"{marked[family]} of {planted[family]}" if planted[family] else "–"
