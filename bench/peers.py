"""python -m bench peers FOLDER CORPUS.jsonl.gz …: copydesk and other linters of text, side by side in one run.

FOLDER is where the peers are: what `pip`, `npm` and `go install` put there (venv/bin, node_modules/.bin, bin); those
that are missing are left out. The articles of the corpora are written out as Markdown, one file each. Every program
checks the same files, in turn, and with every core it knows how to use; the median of the rounds counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench._corpora import records

ROUNDS = 3
GROWTH = (100, 1_000, 5_000, 20_000)

_VALE = "StylesPath = {folder}/styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = {styles}\n"
_TEXTLINT = '{"rules": {"@textlint-rule/no-unmatched-pair": true, "date-weekday-mismatch": true}}'


class Measure(NamedTuple):
    """What a run took."""

    seconds: float
    megabytes: float


def main(arguments: list[str]) -> int:
    """Print seconds, memory and ratios of every program, and how copydesk grows with the number of files."""
    peers, *corpora = map(Path, arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles"
        articles.mkdir()
        texts = [record["text"] for corpus in corpora for record in records(corpus) if "text" in record]
        for number, text in enumerate(texts):
            (articles / f"{number:05}.md").write_text(text, "utf-8")
        size = sum(file.stat().st_size for file in articles.iterdir())
        print(
            f"{len(texts):,} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores; medians of {ROUNDS} rounds"
        )
        commands = dict(_commands(peers.absolute(), folder, articles))
        measure(commands["copydesk, from the cache"], folder)  # which fills the cache
        measures: dict[str, list[Measure]] = {title: [] for title in commands}
        for _ in range(ROUNDS):
            for title, command in commands.items():
                measures[title].append(measure(command, folder))
        own = median(each.seconds for each in measures["copydesk"])
        for title, taken in sorted(
            measures.items(), key=lambda item: median(each.seconds for each in item[1])
        ):
            seconds = median(each.seconds for each in taken)
            memory = max(each.megabytes for each in taken)
            print(f"  {title:<34} {seconds:>8.2f} s  {seconds / own:>7.2f} × copydesk  {memory:>6.0f} MB")
        _growth(folder, texts)
    return 0


def _growth(folder: Path, texts: list[str]) -> None:
    print("copydesk, one process, no cache, by number of files:")
    for count in GROWTH:
        grown = folder / f"grown{count}"
        grown.mkdir()
        for number in range(count):
            (grown / f"{number:05}.md").write_text(texts[number % len(texts)], "utf-8")
        taken = measure(_copydesk(grown, "--no-cache", "--jobs", "1"), folder)
        each = 1000 * taken.seconds / count
        print(
            f"  {count:>6,} files {taken.seconds:>8.2f} s  {each:>6.2f} ms a file  {taken.megabytes:>6.0f} MB",
            flush=True,
        )


def _copydesk(articles: Path, *options: str) -> list[str]:
    return [
        sys.executable, "-m", "copydesk", "check", "--isolated", "--output-format", "concise", *options, str(articles)
    ]  # fmt: skip


def _commands(peers: Path, folder: Path, articles: Path) -> Iterator[tuple[str, list[str]]]:
    yield "bare Python", [sys.executable, "-c", "pass"]
    yield "copydesk", _copydesk(articles, "--no-cache")
    yield "copydesk, one process", _copydesk(articles, "--no-cache", "--jobs", "1")
    yield "copydesk, from the cache", _copydesk(articles)
    (folder / "textlint.json").write_text(_TEXTLINT)
    files = [str(file) for file in sorted(articles.iterdir())]
    candidates = {
        "codespell": ["venv/bin/codespell", str(articles)],
        "typos": ["venv/bin/typos", str(articles)],
        "proselint": ["venv/bin/proselint", "check", *files],
        "textlint (pairs, weekdays)": [
            "node_modules/.bin/textlint", "--config", str(folder / "textlint.json"), "--rules-base-directory",
            str(peers / "node_modules"), str(articles),
        ],
        "markdownlint-cli2": ["node_modules/.bin/markdownlint-cli2", f"{articles}/*.md"],
        "harper": ["bin/harper-cli", "lint", *files],
    }  # fmt: skip
    for styles in ("Google", "write-good"):
        if (peers / "styles" / styles).is_dir():
            file = folder / f"{styles}.ini"
            file.write_text(_VALE.format(folder=peers, styles=styles))
            candidates[f"vale ({styles})"] = ["bin/vale", "--config", str(file), str(articles)]
    file = folder / "vale.ini"
    file.write_text(_VALE.format(folder=peers, styles="Vale"))
    candidates["vale (its own spelling and repetition)"] = ["bin/vale", "--config", str(file), str(articles)]
    for title, (program, *rest) in candidates.items():
        if (peers / program).exists():
            yield title, [str(peers / program), *rest]


def measure(command: list[str], folder: Path) -> Measure:
    """Wall time, and the most memory that the process and its children together had at any look."""
    environment = os.environ | {"COPYDESK_CACHE_DIR": str(folder / "cache")}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=environment
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.02)
    return Measure(time.perf_counter() - started, most)


def _memory(process: int) -> float:
    """Megabytes that a process and its children have, pages that they share counted once (PSS)."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(_memory(int(child)) for child in children)
