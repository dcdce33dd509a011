"""Verdicts: read how people judged findings, from bench/judged/NAME.tsv (rule, document, offset, …, verdict; no
text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "judged"


def verdicts(name: str) -> dict[tuple[str, str, int], str]:
    """Return the verdict on each finding, by rule, document and the offset where it starts, in code points."""
    return {(row[0], row[1], int(row[2])): row[-1] for row in rows(name) if row[2].isdigit()}


def rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line."""
    for line in _lines(name):
        if not line.startswith("#"):
            yield line.split("\t")


def add(name: str, said: Mapping[tuple[str, str, int], str]) -> tuple[int, int]:
    """Add verdicts, in the place of earlier ones on the same finding; return how many are new, and how many changed.

    It is for lists of four fields. Comments stay on top, and the lines are sorted.
    """
    old = verdicts(name)
    lines = [line for line in _lines(name) if line.startswith("#")]
    for (rule, document, offset), verdict in sorted({**old, **said}.items()):
        lines.append(f"{rule}\t{document}\t{offset}\t{verdict}")
    (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return len(said.keys() - old.keys()), sum(said[key] != old[key] for key in said.keys() & old.keys())


def _lines(name: str) -> list[str]:
    return list(filter(None, (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()))
