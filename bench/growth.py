"""python -m bench growth [NAME …]: what takes more than twice as long in a text twice as long.

Each text is one piece repeated (see `_repetitions`): part of a name chooses some. Measured is processor time, of
reading, of each analysis and each rule, and of what follows the rules. Printed are steps that take longer than LEAST
seconds and grow by more than MOST; 1 is returned if there are any.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench._repetitions import REPETITIONS
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.locating import locate
from copydesk.engine.overlaps import merge_boilerplate
from copydesk.engine.suppressions import collect_suppressions
from copydesk.findings import FileResult, Finding, Flag
from copydesk.formats import registry
from copydesk.rules import Rule
from copydesk.run.fixes.edits import edits_of
from copydesk.run.narrowing.filters import FilterInputs, apply_filters
from copydesk.stories.grouping.sketch import read_sketch

SIZE = 15_000
"""Code points of the shorter text; the other has twice as many."""
LEAST = 0.1
MOST = 2.7
ANALYSES = (
    "plain", "language", "words", "spellings", "sentences", "quotations", "code", "names", "attributions", "dateline",
    "dates", "page", "provenance",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Measure the repetitions that are named, or all, in all formats or some; print each step that is not linear."""
    parser = argparse.ArgumentParser(prog="python -m bench growth", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--formats", default=",".join(sorted(registry.FORMATS)))
    parser.add_argument("--size", type=int, default=SIZE)
    options = parser.parse_args(arguments)
    rules = all_rules(plugin_manager())
    _take("The council met.", "text", rules)  # so that everything is loaded
    gc.freeze()
    found = 0
    for name, repetition in REPETITIONS.items():
        if options.names and not any(part in name for part in options.names):
            continue
        for format_name in options.formats.split(","):
            longer = _take(repetition.text(2 * options.size), format_name, rules)
            if max(longer.values()) < LEAST:
                continue
            shorter = _take(repetition.text(options.size), format_name, rules)
            for step, seconds in longer.items():
                growth = seconds / max(shorter[step], 0.002)
                if seconds >= LEAST and growth > MOST:
                    found += 1
                    print(
                        f"{seconds:7.2f} s, {growth:4.1f} times  {step:<30} {format_name:<9} {name}",
                        flush=True,
                    )
    return int(found > 0)


def _take(text: str, format_name: str, rules: dict[str, Rule]) -> dict[str, float]:
    """Return the seconds of processor time that each step takes."""
    gc.collect()
    gc.disable()
    try:
        taken: dict[str, float] = {}
        for step, seconds in _steps(text, format_name, rules):
            taken[step] = taken.get(step, 0.0) + seconds
        return taken
    finally:
        gc.enable()


def _steps(text: str, format_name: str, rules: dict[str, Rule]) -> Iterator[tuple[str, float]]:
    seconds, document = _timed(lambda: Document(text, "a", format_name))
    yield "reading", seconds
    for analysis in ANALYSES:
        yield f"Document.{analysis}", _timed(lambda name=analysis: getattr(document, name))[0]
    flagged: list[tuple[Rule, Flag]] = []
    for rule in rules.values():
        if not rule.compares and rule.where.reads(document):
            seconds, flags = _timed(lambda each=rule: _flags(each, document))
            yield rule.id, seconds
            seconds, held = _timed(
                lambda each=rule, found=flags: [flag for flag in found if each.where.holds(document, flag)]
            )
            yield f"places of {rule.id}", seconds
            flagged += ((rule, flag) for flag in held)
    seconds, merged = _timed(lambda: merge_boilerplate(document, flagged))
    yield "overlaps", seconds
    seconds, findings = _timed(lambda: locate(document, merged))
    yield "locating", seconds
    yield from _behind_findings(document, findings, rules)
    yield "sketch", _timed(lambda: read_sketch(document))[0]


def _behind_findings(
    document: Document, findings: tuple[Finding, ...], rules: dict[str, Rule]
) -> Iterator[tuple[str, float]]:
    plain = FileResult("a", findings)
    seconds, result = _timed(lambda: collect_suppressions(plain, document, rules.values(), rules))
    yield "suppressions", seconds
    inputs = FilterInputs(rules_of=lambda _path: rules, suppressions={"a": result.suppressions})
    yield "filters", _timed(lambda: apply_filters(sorted(result.findings), inputs))[0]
    yield "fixes", _timed(lambda: edits_of(document, findings, suggested=True))[0]


def _flags(rule: Rule, document: Document) -> list[Flag]:
    try:
        return list(rule.check(document, **rule.options))
    except TimeoutError:  # of a pattern, which has a limit of its own
        return []


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result
