"""python -m bench scale CORPUS [--documents N] [--of M]: what each step takes, and what M documents would take.

The steps are those of `services/collections/together/steps`, one after the other in this process, on N documents of
the corpus (JSON Lines, with .gz, with a `text` and an `id`). Measured are processor time and bytes: of findings as
Parquet (zstd), else as they are packed. What M documents take is reckoned: N's figures times M / N. That holds where
each document has as many near ones as here, which no sample can tell.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from bench._corpora import records
from copydesk import Desk
from copydesk.services.collections.together import steps

DOCUMENTS = 2_000
OF = 1_000_000_000
_ID_BYTES = 8
"""Between stages a document is a number of 64 bits."""
_HASH_BYTES = 8 + 1 + _ID_BYTES
"""A hash, its kind, and the document."""
_PAIR_BYTES = 2 * _ID_BYTES + 3
"""Two documents, and three counts of a byte."""

Pair = tuple[str, str]


class _Stage(NamedTuple):
    """What one stage takes: its name, seconds of processors, and bytes that are moved to it and kept after it."""

    name: str
    seconds: float
    moved: float
    kept: float


def main(arguments: list[str]) -> int:
    """Print a table, as docs/scale.md has it."""
    parser = argparse.ArgumentParser(prog="python -m bench scale", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--of", type=int, default=OF)
    options = parser.parse_args(arguments)
    taken = islice(records(options.corpus), options.documents)
    texts = {each["id"]: steps.CollectionText(each["id"], each["text"]) for each in taken}
    number = len(texts)
    print(f"{number:,} documents of {sum(_size(each.text) for each in texts.values()) / number:,.0f} bytes\n")
    print(
        f"| stage | ms a document | bytes moved | bytes kept | {options.of:,}: core hours | moved, TB | kept, TB |"
    )
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for stage in _stages(texts):
        times = options.of / number
        print(
            f"| {stage.name} | {stage.seconds / number * 1000:.3f} | {stage.moved / number:,.0f}"
            f" | {stage.kept / number:,.0f} | {stage.seconds * times / 3600:,.0f}"
            f" | {stage.moved * times / 1e12:.2f} | {stage.kept * times / 1e12:.2f} |"
        )
    return 0


def _stages(texts: dict[str, steps.CollectionText]) -> Iterator[_Stage]:
    desk = Desk(format="text", suppressions=False)
    work = steps.CollectionSteps(desk)
    for given in islice(texts.values(), 50):  # so that everything is loaded
        work.gather(given)
    whole = sum(_size(each.text) for each in texts.values())
    seconds, checked = _timed(lambda: [desk.check(each.text, each.id) for each in texts.values()])
    yield _Stage("check alone", seconds, whole, _parquet([each.to_dict() for each in checked]))

    seconds, facts = _timed(lambda: {key: work.gather(each) for key, each in texts.items()})
    sketches = {key: each.sketch for key, each in facts.items() if each.sketch}
    kept = sum(sum(map(len, (each.findings, each.sketch, each.lines, each.names))) for each in facts.values())
    yield _Stage("gather (check, and what is compared)", seconds, whole, kept)
    yield _Stage("– of which sketches", 0, 0, sum(map(len, sketches.values())))

    seconds, hashes = _timed(lambda: {key: work.hashes(each) for key, each in sketches.items()})
    yield _Stage(
        "hashes", seconds, sum(map(len, sketches.values())), _HASH_BYTES * sum(map(len, hashes.values()))
    )

    seconds, (counted, crowded, made) = _timed(lambda: _count(hashes))
    yield _Stage(
        "pairs of each hash, counted",
        seconds,
        _HASH_BYTES * sum(map(len, hashes.values())),
        _PAIR_BYTES * made,
    )

    sizes = {key: steps.size_of(each) for key, each in sketches.items()}
    seconds, pairs = _timed(lambda: list(_candidates(counted, crowded, sizes)))
    yield _Stage(
        f"bound: {len(pairs):,} of {len(counted):,} pairs stay",
        seconds,
        _PAIR_BYTES * made,
        2 * _ID_BYTES * len(pairs),
    )

    moved = sum(len(sketches[one]) + len(sketches[other]) for one, other in pairs)
    seconds, weights = _timed(lambda: dict(_weights(work, pairs, sketches, texts)))
    yield _Stage(f"weigh: {len(weights):,} pairs stay", seconds, moved, (2 * _ID_BYTES + 8) * len(weights))

    seconds, plans = _timed(lambda: list(_plans(weights, sketches)))
    yield _Stage(f"stories: {len(plans):,} plans", seconds, (2 * _ID_BYTES + 8) * len(weights), 0)

    moved = sum(_size(texts[key].text) for plan in plans for key in plan.keys)
    seconds, found = _timed(lambda: [work.compare(plan, texts.get) for plan in plans])
    rows = [each for some in found for findings in some.values() for each in findings]
    yield _Stage(f"compare: {len(rows):,} findings", seconds, moved, sum(len(str(each)) for each in rows))

    prints = [steps.lines_of(each.lines).prints for each in facts.values() if each.lines]
    yield _Stage(
        "lines of all, shuffled twice for two scopes", 0, 4 * (8 + _ID_BYTES) * sum(map(len, prints)), 0
    )


def _count(
    hashes: dict[str, list[tuple[int, int]]],
) -> tuple[dict[Pair, list[int]], dict[str, list[int]], int]:
    """Return the counts of pairs, those of crowded hashes, and how many pairs were made before they were counted."""
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for key in sorted(hashes):
        for each in hashes[key]:
            groups[each].append(key)
    counted: dict[Pair, list[int]] = defaultdict(lambda: [0, 0, 0])
    crowded: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    made = 0
    for (kind, _), keys in groups.items():
        for one, other in steps.neighbours(keys):
            if other is None:
                crowded[one][kind] += 1
            else:
                counted[one, other][kind] += 1
                made += 1
    return counted, crowded, made


def _candidates(
    counted: dict[Pair, list[int]], crowded: dict[str, list[int]], sizes: dict[str, int]
) -> Iterator[Pair]:
    for (one, other), counts in counted.items():
        most = tuple(steps.SharedCounts(*crowded.get(key, (0, 0, 0))) for key in (one, other))
        if steps.may_be_copies(steps.SharedCounts(*counts), (sizes[one], sizes[other]), most):  # type: ignore[arg-type]
            yield one, other


def _weights(
    work: steps.CollectionSteps,
    pairs: Iterable[Pair],
    sketches: dict[str, bytes],
    texts: dict[str, steps.CollectionText],
) -> Iterator[tuple[Pair, float]]:
    for one, other in pairs:
        found = steps.weigh(sketches[one], sketches[other])
        if found and not (found.heroes and work.is_template(found, texts[one], texts[other])):
            yield (one, other), found.weight


def _plans(weights: dict[Pair, float], sketches: dict[str, bytes]) -> Iterator[steps.StoryPlan]:
    for nearest in steps.nearest_by_story(weights):
        dates = {key: steps.date_of(sketches[key]) for key in nearest}
        yield from steps.plans_of_story(nearest, dates, {})


def _timed(work: Any) -> tuple[float, Any]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _parquet(rows: list[dict[str, Any]]) -> int:
    """Return the bytes of results as Parquet; without pyarrow as JSON."""
    try:
        import pyarrow
        import pyarrow.parquet

        from copydesk.services.engines.checked_schema import CHECKED
    except ModuleNotFoundError:
        return sum(_size(json.dumps(each)) for each in rows)
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, CHECKED), stream, compression="zstd")
    return len(stream.getvalue())
