"""Peers: compare copydesk with other text linters, with python -m bench peers FOLDER CORPUS.jsonl.gz … [--files N].

FOLDER contains the other programs; missing ones are left out. They are installed there by hand:

python -m venv venv && venv/bin/pip install codespell typos proselint
npm install textlint @textlint-rule/textlint-rule-no-unmatched-pair textlint-rule-date-weekday-mismatch
npm install markdownlint-cli2 harper.js
GOBIN=$PWD/bin go install github.com/vale-cli/vale/v3/cmd/vale@latest    # and styles/Google, styles/write-good
mvn dependency:copy-dependencies -DoutputDirectory=languagetool          # of org.languagetool:language-en

The articles of the corpora, or N of them spread over all, are written as Markdown, one file each. Every program
checks the same files, in turn, and with every core that it can use; the median of the rounds counts. The slow ones
check one file and a few files, and the time for all is estimated from these two.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench._corpora import records
from bench._processes import run_measured

ROUNDS = 3
FEW = 25
"""How many files the slow programs check."""
GROWTH = (100, 1_000, 5_000, 20_000)

VALE = "StylesPath = {folder}/styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = {styles}\n"
TEXTLINT = '{"rules": {"@textlint-rule/no-unmatched-pair": true, "date-weekday-mismatch": true}}'


class Measure(NamedTuple):
    """The time and memory of a run."""

    seconds: float
    megabytes: float


class Peer(NamedTuple):
    """A program: its command without the paths, and whether it is slow and takes files one by one."""

    command: list[str]
    is_slow: bool = False


def main(arguments: list[str]) -> int:
    """Print seconds, memory and ratios of every program, and how copydesk grows with the number of files."""
    parser = argparse.ArgumentParser(prog="python -m bench peers")
    parser.add_argument("peers", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--files", type=int, default=0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles"
        articles.mkdir()
        texts = [
            record["text"] for corpus in options.corpora for record in records(corpus) if "text" in record
        ]
        texts = texts[:: max(1, len(texts) // (options.files or len(texts)))][: options.files or None]
        for number, text in enumerate(texts):
            (articles / f"{number:05}.md").write_text(text, "utf-8")
        files = sorted(articles.iterdir())
        size = sum(file.stat().st_size for file in files)
        print(
            f"{len(texts):,} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores; medians of {ROUNDS} rounds"
        )
        peers = dict(_peers(options.peers.absolute(), folder, articles))
        _whole(peers["copydesk, from the cache"], files, folder)  # which fills the cache
        measures: dict[str, list[Measure]] = {title: [] for title in peers}
        for _ in range(ROUNDS):
            for title, peer in peers.items():
                measures[title].append(_whole(peer, files, folder))
        own = median(each.seconds for each in measures["copydesk"])
        for title, taken in sorted(
            measures.items(), key=lambda item: median(each.seconds for each in item[1])
        ):
            seconds = median(each.seconds for each in taken)
            memory = max(each.megabytes for each in taken)
            reckoned = f"  reckoned from {FEW} files" if peers[title].is_slow else ""
            print(
                f"  {title:<38} {seconds:>8.2f} s  {seconds / own:>7.2f} × copydesk  {memory:>6.0f} MB{reckoned}"
            )
        if not options.files:
            _growth(folder, texts)
    return 0


def _whole(peer: Peer, files: Sequence[Path], folder: Path) -> Measure:
    """Return the time and memory of a program for all files."""
    if not peer.is_slow:
        return measure(peer.command, folder)
    few = files[:: -(-len(files) // FEW)]
    one = measure([*peer.command, str(few[0])], folder)
    some = measure([*peer.command, *map(str, few)], folder)
    each = (some.seconds - one.seconds) / (len(few) - 1)
    return Measure(one.seconds + each * (len(files) - 1), some.megabytes)


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


def _peers(installed: Path, folder: Path, articles: Path) -> Iterator[tuple[str, Peer]]:
    yield "bare Python", Peer([sys.executable, "-c", "pass"])
    yield "copydesk", Peer(_copydesk(articles, "--no-cache"))
    yield "copydesk, one process", Peer(_copydesk(articles, "--no-cache", "--jobs", "1"))
    yield "copydesk, from the cache", Peer(_copydesk(articles))
    (folder / "textlint.json").write_text(TEXTLINT)
    modules = installed / "node_modules"
    beside = Path(__file__).parent
    candidates = {
        "codespell": Peer([f"{installed}/venv/bin/codespell", str(articles)]),
        "typos": Peer([f"{installed}/venv/bin/typos", str(articles)]),
        "proselint": Peer([f"{installed}/venv/bin/proselint", "check"], is_slow=True),
        "textlint (pairs, weekdays)": Peer([
            f"{modules}/.bin/textlint", "--config", f"{folder}/textlint.json", "--rules-base-directory", str(modules),
            str(articles),
        ]),
        "markdownlint-cli2": Peer([f"{modules}/.bin/markdownlint-cli2", f"{articles}/*.md"]),
    }  # fmt: skip
    for styles in ("Google", "write-good", "Vale"):
        file = folder / f"{styles}.ini"
        file.write_text(VALE.format(folder=installed, styles=styles))
        if styles == "Vale" or (installed / "styles" / styles).is_dir():
            candidates[f"vale ({styles})"] = Peer(
                [f"{installed}/bin/vale", "--config", str(file), str(articles)]
            )
    yield from ((title, peer) for title, peer in candidates.items() if Path(peer.command[0]).exists())
    if (modules / "harper.js").is_dir():
        yield "harper", Peer(["node", str(beside / "harper_peer.mjs"), str(modules)], is_slow=True)
    if (installed / "languagetool").is_dir():
        command = ["java", "-cp", f"{installed}/languagetool/*", str(beside / "LanguageToolPeer.java")]
        yield "languagetool (English)", Peer(command, is_slow=True)


def measure(command: list[str], folder: Path) -> Measure:
    """Return the wall time, and the highest total memory seen of the process and its children."""
    taken = run_measured(command, folder, COPYDESK_CACHE_DIR=str(folder / "cache"))
    return Measure(taken.seconds, taken.megabytes)
