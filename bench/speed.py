"""Speed: measure start-up on one article, and articles a second, with python -m bench speed CORPUS.jsonl.gz.

Whole processes are timed, in turn with a bare interpreter, so that a busy machine slows both equally.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench._corpora import records

ROUNDS = 9
ARTICLE_BYTES = 6_000


def main(arguments: list[str]) -> int:
    """Print the figures for one corpus of articles (objects with a key "text")."""
    (corpus,) = map(Path, arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = [record["text"] for record in records(corpus)]
        for number, text in enumerate(texts):
            (folder / f"{number:05}.txt").write_text(text, "utf-8")
        size = sum(file.stat().st_size for file in folder.iterdir())
        article = min(folder.iterdir(), key=lambda file: abs(file.stat().st_size - ARTICLE_BYTES))
        bare, one = alternate([[sys.executable, "-c", "pass"], check(article)])
        print(
            f"one article of {article.stat().st_size:,} bytes: {median(one) - median(bare):.3f} s over bare Python"
        )
        print(f"  (medians of {ROUNDS}: bare {median(bare):.3f} s, copydesk {median(one):.3f} s)")
        (whole,) = alternate([check(folder)], rounds=3)
        seconds = median(whole) - median(one)
        print(
            f"{len(texts):,} articles, {size / 1e6:.1f} MB, one process, no cache: {seconds:.2f} s over start-up"
        )
        print(f"  {len(texts) / seconds:,.0f} articles a second, {size / 1e6 / seconds:.2f} MB a second")
    return 0


def check(path: Path) -> list[str]:
    """Return the command that checks a path with all default rules, in one process, without a cache."""
    options = ["--no-cache", "--isolated", "--jobs", "1", "--output-format", "concise"]
    return [sys.executable, "-m", "copydesk", "check", *options, str(path)]


def alternate(commands: list[list[str]], rounds: int = ROUNDS) -> list[list[float]]:
    """Return wall times in seconds of commands run in turn, after one round that does not count."""
    times: list[list[float]] = [[] for _ in commands]
    for round_ in range(rounds + 1):
        for command, seconds in zip(commands, times, strict=True):
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env=_environment())
            if round_:
                seconds.append(time.perf_counter() - started)
    return times


def _environment() -> dict[str, str]:
    """Return our environment without the variable that keeps Python from storing compiled modules."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
