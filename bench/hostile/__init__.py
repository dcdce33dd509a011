"""python -m bench hostile [NAME …]: hostile inputs, and what each of them got.

Each runs as a process of its own, with a cache of its own. It is endured if it ends in time, with an exit status of
0, 1 or 2, without a traceback, and with a finding for every file that was not checked. Memory is that of all its
processes.
"""

from __future__ import annotations

import json
import pkgutil
import resource
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from bench._processes import copydesk, run_measured
from bench.hostile.cases import CASES, Maker

TIME_LIMIT = 300.0


class Outcome(NamedTuple):
    """What one hostile input got."""

    status: int
    seconds: float
    cpu_seconds: float
    megabytes: float
    findings: list[dict[str, object]] | None
    errors: str


def main(arguments: list[str]) -> int:
    """Run the cases named (part of a name will do), or all, and print what each got; 1 if one was not endured."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    failed = 0
    for name, maker in CASES.items():
        if arguments and not any(each in name for each in arguments):
            continue
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(Path(folder), maker)
        problem = verdict(outcome)
        failed += bool(problem)
        took = f"{outcome.seconds:>6.1f} s {outcome.cpu_seconds:>6.1f} s CPU {outcome.megabytes:>5.0f} MB"
        print(f"{name:<44} {took}  {problem or what_it_got(outcome)}", flush=True)
    print(f"{failed} not endured" if failed else "all endured")
    return int(failed > 0)


def run(folder: Path, maker: Maker) -> Outcome:
    """Make a case in a folder and check it."""
    work = folder / "work"
    work.mkdir()
    command = copydesk(*(maker(work) or [work]))
    source = Path(__file__).parents[2] / "src"
    # Not in the way of files whose names are not UTF-8.
    output, errors = folder / "output", folder / "errors"
    taken = run_measured(
        command,
        work,
        output=output,
        errors=errors,
        time_limit=TIME_LIMIT,
        COPYDESK_CACHE_DIR=str(folder / "cache"),
        PYTHONPATH=f"{source}:{work}",
    )
    try:
        findings = json.loads(output.read_text("utf-8"))
    except ValueError:
        findings = None
    return Outcome(*taken, findings, errors.read_text("utf-8", "replace"))


def verdict(outcome: Outcome) -> str:
    """What is wrong with what a case got; empty if it was endured."""
    if outcome.status == -9:
        return "HANGS, or was killed"
    if outcome.status not in (0, 1, 2):
        return f"STATUS {outcome.status}: {outcome.errors[-300:]}"
    if "Traceback" in outcome.errors:
        return f"TRACEBACK: {outcome.errors[-400:]}"
    if outcome.findings is None and outcome.status != 2:
        return "NO JSON"
    if outcome.findings is None and not outcome.errors.strip():
        return "STATUS 2 WITHOUT A WORD"
    return ""


def what_it_got(outcome: Outcome) -> str:
    """The outcome in one line."""
    if outcome.findings is None:
        return f"error: {' '.join(outcome.errors.split())[:150]}"
    engine = [finding for finding in outcome.findings if finding["family"] == "engine"]
    got = f"status {outcome.status}, {len(outcome.findings):,} findings"
    if engine:
        return f"{got}; {len(engine)} × {engine[0]['rule']}: {str(engine[0]['message'])[:150]!r}"
    return got
