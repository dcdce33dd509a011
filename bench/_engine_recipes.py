"""Engine recipes: the programs in docs/engines.md, run as a reader would, and what they find."""

from __future__ import annotations

import ast
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from copydesk import Desk

PAGE = Path(__file__).parents[1] / "docs" / "engines.md"
_PROGRAM = re.compile(r"(?ms)^## ([^\n]+)\n(?:(?!^## |^```).)*^```python\n(.*?)^```$")

Findings = dict[str, list[dict[str, Any]]]
"""What is found in each document, by its id, as the JSON report has it."""


class Recipe(NamedTuple):
    """A program of the page. It reads `articles.jsonl` and writes to the folder `checked`.

    Attributes:
        name: the heading above it.
        library: the package of the engine, as Python imports it.
        program: the program.
    """

    name: str
    library: str
    program: str

    @property
    def is_installed(self) -> bool:
        """Tell whether the engine is there."""
        return find_spec(self.library) is not None


def recipes() -> list[Recipe]:
    """Return the programs of the page, in order. What writes no results is part of another program."""
    found = _PROGRAM.findall(PAGE.read_text("utf-8"))
    return [Recipe(name, _library(program), program) for name, program in found if "checked" in program]


def _library(program: str) -> str:
    imports = [node for node in ast.parse(program).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imports]
    tops = [str(name).partition(".")[0] for name in names]
    return next(name for name in tops if name != "copydesk" and name not in sys.stdlib_module_names)


def write_articles(folder: Path, documents: Iterable[Mapping[str, str]]) -> None:
    """Write what the programs read."""
    lines = (json.dumps({"id": each["id"], "text": each["text"]}) + "\n" for each in documents)
    (folder / "articles.jsonl").write_text("".join(lines), "utf-8")


def found_by_desk(documents: Iterable[Mapping[str, str]], jobs: int) -> Findings:
    """Return what a desk finds, without any engine."""
    desk = Desk(format="text", suppressions=False)
    texts = ((each["id"], each["text"]) for each in documents)
    return {each.path: each.to_dict()["findings"] for each in desk.check_many(texts, jobs=jobs)}


def found_in(folder: Path) -> Findings:
    """Return what a program has written. A document without a row is not in it."""
    found: Findings = {}
    for row in _rows(folder / "checked"):
        if "path" in row:
            found[row["path"]] = row["findings"]
        else:  # a document of datatrove
            found[row["id"]] = row["metadata"]["copydesk"]["findings"]
    return found


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.rglob("*.parquet")):
        import pyarrow.parquet

        yield from pyarrow.parquet.ParquetFile(file).read().to_pylist()
    for file in sorted(folder.rglob("*.jsonl*")):
        data = file.read_bytes()
        yield from map(json.loads, (gzip.decompress(data) if file.suffix == ".gz" else data).splitlines())
