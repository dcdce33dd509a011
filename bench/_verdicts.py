"""Verdicts: read how people judged findings, from bench/judged/NAME.tsv (rule, document, offset, …, verdict; no
text).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "judged"


def verdicts(name: str) -> dict[tuple[str, str, int], str]:
    """Return the verdict on each finding, by rule, document and the offset where it starts, in code points."""
    return {(row[0], row[1], int(row[2])): row[-1] for row in rows(name) if row[2].isdigit()}


def rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line."""
    for line in (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
