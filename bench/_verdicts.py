"""What readers said of findings: bench/judged/NAME.tsv, with rule, document, offset, and the verdict last; no text."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "judged"


def verdicts(name: str) -> dict[tuple[str, str, int], str]:
    """The verdict on each finding, by rule, document and the offset where it starts, in code points."""
    lines = (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(row[0], row[1], int(row[2])): row[-1] for row in rows if row[2].isdigit()}
