"""python -m bench engines CORPUS [--documents N] [--characters N]: the programs of docs/engines.md on N documents each.

For each engine that is installed, in turn, and first for a desk with as many processes and no engine: the seconds of a
run on two documents (start-up); what each further document takes, by the clock and in processor time of all processes
together; the most memory; and whether the findings are those of the desk, field by field. If not, 1 is returned.

CORPUS is a file of JSON Lines, with .gz, with a `text` and an `id` in each line. If it has fewer than N, it is read
again under new names. --characters takes so many of each text.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from bench._corpora import records
from bench._engine_recipes import Findings, found_by_desk, found_in, recipes, write_articles
from bench._processes import Descendants, run_measured

DOCUMENTS = 2_000
FEW = 2
PROCESSES = 2
_LONGEST_SECONDS = 1_800
_DESK = f"""
import json
from pathlib import Path
from bench._engine_recipes import found_by_desk
documents = map(json.loads, open("articles.jsonl", encoding="utf-8"))
Path("checked").mkdir()
with open("checked/part.jsonl", "w", encoding="utf-8") as stream:
    for path, findings in found_by_desk(documents, {PROCESSES}).items():
        print(json.dumps({{"path": path, "findings": findings}}), file=stream)
"""


class _Run(NamedTuple):
    """One run: the seconds by the clock and of processors, the megabytes, and what it found."""

    seconds: float
    cpu_seconds: float
    megabytes: float
    found: Findings


def main(arguments: list[str]) -> int:
    """Print a line for each engine."""
    parser = argparse.ArgumentParser(prog="python -m bench engines", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--characters", type=int)
    parser.add_argument("--only", default="", help="part of the name of an engine")
    options = parser.parse_args(arguments)
    taken = islice(_without_end(options.corpus), options.documents)
    documents = [{**each, "text": each["text"][: options.characters]} for each in taken]
    expected = found_by_desk(documents, PROCESSES)
    print(
        f"{len(documents):,} documents, {PROCESSES} processes, {sum(map(len, expected.values())):,} findings"
    )
    print("engine                start-up s  ms a document  processor ms       MB  same findings")
    programs = [("a desk, no engine", "", _DESK)]
    for recipe in recipes():
        if not recipe.is_installed:
            print(f"{recipe.name:<21} not installed")
        elif options.only in recipe.name:
            programs.append((recipe.name, recipe.library, recipe.program))
    differs = False
    for name, library, program in programs:
        few, all_of_them = (_run(program, some) for some in (documents[:FEW], documents))
        further = len(documents) - FEW
        is_same = all_of_them.found == expected
        differs |= not is_same
        print(
            f"{f'{name} {_version(library)}':<21} {few.seconds:10.1f}"
            f"  {(all_of_them.seconds - few.seconds) / further * 1000:13.2f}"
            f"  {(all_of_them.cpu_seconds - few.cpu_seconds) / further * 1000:12.2f}"
            f"  {all_of_them.megabytes:7.0f}  {'yes' if is_same else 'NO'}",
            flush=True,
        )
    return int(differs)


def _without_end(corpus: Path) -> Iterator[dict[str, str]]:
    for turn in count():
        for record in records(corpus):
            yield {"id": f"{turn}/{record['id']}", "text": record["text"]}


def _version(library: str) -> str:
    return version(packages_distributions()[library][0]) if library else ""


def _run(program: str, documents: list[dict[str, str]]) -> _Run:
    """Run a program in a folder of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_articles(folder, documents)
        (folder / "program.py").write_text(program, "utf-8")
        with Descendants() as started:
            taken = run_measured(
                [sys.executable, "program.py"],
                folder,
                errors=folder / "errors.txt",
                time_limit=_LONGEST_SECONDS,
                PYSPARK_PYTHON=sys.executable,
                PYTHONPATH=str(Path(__file__).parents[1]),
            )
        if taken.status:
            print((folder / "errors.txt").read_text("utf-8", "replace")[-2_000:], file=sys.stderr)
        return _Run(taken.seconds, started.cpu_seconds, taken.megabytes, found_in(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
