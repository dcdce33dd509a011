"""python -m bench fuzz [--minutes M] [--processes N] [--seed S] [--to FOLDER]: mutate seeds/ and look for faults.

Articles, folders of articles, and settings are mutated, and properties tested that must hold for any of them (see
`bench.fuzz.properties`). Hypothesis draws the mutations, and shrinks an example that fails. What is found is written to
the folder, each kind once; the seed of a round draws the same examples again.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bench.fuzz.mutations import Text, articles, settings_files
from bench.fuzz.properties import SLOW, Fault, endures, is_the_same_however_run, is_understood_or_refused

REPOSITORY = Path(__file__).parents[2]
SETTINGS = (REPOSITORY / "rules", Path(__file__).parent)
"""The folders with specimens of settings and rule files."""

MOST_SHOWN = 600
"""Characters of a message."""

_DIFFERS = re.compile(r"[\"“(].*")

Property = Callable[[Any, Path], None]


class Round(NamedTuple):
    """A property, the examples that it is tested with, and how many of them are drawn in a row."""

    property: Property
    examples: st.SearchStrategy[Any]
    number: int


_ARTICLE = articles(REPOSITORY / "seeds")
ROUNDS = (
    Round(endures, _ARTICLE, 100),
    Round(is_the_same_however_run, st.lists(_ARTICLE, min_size=2, max_size=5), 5),
    Round(is_understood_or_refused, settings_files(SETTINGS), 20),
)


def main(arguments: list[str]) -> int:
    """Look for faults for as long as told; print what was found, and return 1 if it is anything."""
    parser = argparse.ArgumentParser(prog="python -m bench fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--to", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-fuzz")
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    seeds = range(options.seed, options.seed + options.processes)
    with ProcessPoolExecutor(options.processes) as pool:
        look = partial(look_for_faults, step=len(seeds), seconds=options.minutes * 60, to=options.to)
        results = list(pool.map(look, seeds))
    tried = sum(number for number, _ in results)
    kinds = set().union(*(kinds for _, kinds in results))
    print(f"{tried:,} examples in {options.minutes:g} minutes, {options.processes} processes: ", end="")
    print(f"{len(kinds)} kinds of faults, in {options.to}" if kinds else "no fault found")
    return int(bool(kinds))


def look_for_faults(number: int, *, step: int, seconds: float, to: Path) -> tuple[int, set[str]]:
    """Test all properties in turn; return the number of examples, and the kinds of faults that were found.

    Args:
        number: the seed of the first round; each further round adds `step`.
        step: the number of processes, so that none draws the examples of another.
        seconds: the time after which no round begins, and no example is tried.
        to: the folder for the examples that show a fault.
    """
    os.environ["COPYDESK_CACHE_DIR"] = tempfile.mkdtemp()
    warm_up()
    until = time.monotonic() + seconds
    tried, kinds = 0, set[str]()
    while time.monotonic() < until:
        for each in ROUNDS:
            count, fault = _test(each, number, until, kinds)
            tried += count
            if fault:
                kinds.add(fault.kind)
                fault.write(to)
        number += step
    return tried, kinds


def warm_up() -> None:
    """Import and compile what articles need, so that the first example is not slow."""
    from copydesk.config.request import RunOptions
    from copydesk.run.fixes.loop import fix
    from copydesk.run.session import Session

    fix(Session(RunOptions(isolated=True)), [REPOSITORY / "seeds"], suggested=True)


class _Found(NamedTuple):
    """A fault, and the example that shows it."""

    kind: str
    message: str
    example: Text | list[Text]
    seed: int

    @property
    def is_slow(self) -> bool:
        """Whether it is a fault of time."""
        return self.message.startswith(SLOW)

    def write(self, to: Path) -> None:
        """Write the example to files, and print what is wrong with it."""
        texts = [self.example] if isinstance(self.example, Text) else self.example
        name = re.sub(r"\W+", "-", self.kind).strip("-")
        for number, text in enumerate(texts):
            (to / f"{name}-{number}{text.suffix}").write_bytes(text.data())
        print(f"{self.message[:MOST_SHOWN]}\n  seed {self.seed}, {to}/{name}-*", flush=True)


def _test(each: Round, number: int, until: float, known: Collection[str]) -> tuple[int, _Found | None]:
    """Test one property; return the number of examples that were tried, and the fault of an unknown kind."""
    tried = 0
    found: _Found | None = None
    folder = Path(tempfile.mkdtemp())

    @seed(number)
    @settings(
        max_examples=each.number,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(each.examples)
    def test(example: Text | list[Text]) -> None:
        nonlocal tried, found
        if time.monotonic() > until or (found and found.is_slow):  # to shrink what is slow takes too long
            return
        tried += 1
        try:
            _try(each.property, example, folder)
        except Exception as error:
            kind = _kind(each, error)
            if kind not in known:
                # The last one that is seen is the smallest: Hypothesis ends with it.
                found = _Found(kind, _message(error), example, number)
                raise

    # Hypothesis complains if an example fails only once, as a slow one may do.
    with suppress(Exception):
        test()
    shutil.rmtree(folder)
    return tried, found


def _try(test: Property, example: Text | list[Text], folder: Path) -> None:
    """Test a property with an example; once more if it was slow, for a busy machine is slow at times."""
    try:
        test(example, folder)
    except Fault as fault:
        if not str(fault).startswith(SLOW):
            raise
        test(example, folder)


def _kind(each: Round, error: Exception) -> str:
    """Return the property and what is wrong, without what differs from example to example."""
    if isinstance(error, Fault):
        return f"{each.property.__name__}-{_DIFFERS.sub('', str(error))[:60]}"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{each.property.__name__}-{type(error).__name__}-in-{Path(place.filename).stem}-{place.name}"


def _message(error: Exception) -> str:
    return str(error) if isinstance(error, Fault) else "".join(traceback.format_exception(error)[-3:])
