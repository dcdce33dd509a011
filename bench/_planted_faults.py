"""The specimens in seeds/ and the faults planted in them, as their README lists them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parent.parent / "seeds"
README = (SEEDS / "README.md").read_text("utf-8")
SPECIMENS = sorted(path.name for path in SEEDS.iterdir() if path.name != "README.md")

_SECTION = re.compile(r"(?ms)^## (\S+\.\w+)\n(.*?)(?=^## |\Z)")
_ROW = re.compile(r"(?m)^\| (\d+) \| ([a-z-]+) \| `(.+)` \|$")
_CHANGED = re.compile(r"(?m)^\| (\S+) \| (\d+) \| ([a-z-]+) \| `(.+)` \| .+ \|$")


class Planted(NamedTuple):
    """A fault: where it is, and the rule that reports it, or the family where any of its rules may."""

    path: str
    line: int
    rule: str
    excerpt: str


SECTIONS: dict[str, str] = dict(_SECTION.findall(README))
PLANTED = [
    Planted(path, int(line), rule, excerpt)
    for path, section in SECTIONS.items()
    for line, rule, excerpt in _ROW.findall(section)
]
CHANGED = [Planted(path, int(line), rule, excerpt) for path, line, rule, excerpt in _CHANGED.findall(README)]
"""What the copies of the story changed, against its original."""


def line_start(text: str, number: int) -> int:
    """Return the offset at which a line begins; lines count from 1."""
    return sum(len(line) + 1 for line in text.split("\n")[: number - 1])


def place(planted: Planted, source: str) -> tuple[int, int]:
    """Return where the excerpt stands, as offsets; the table writes every space as a plain one."""
    line = source.replace("\u00a0", " ").replace("\u202f", " ").split("\n")[planted.line - 1]
    column = line.find(planted.excerpt)
    assert column >= 0, f"{planted.path}:{planted.line} does not hold “{planted.excerpt}”"
    start = line_start(source, planted.line) + column
    return start, start + len(planted.excerpt)
