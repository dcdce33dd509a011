"""Pairs of names, one person or two: how often the two are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from copydesk.document import Document

TABLE = Path(__file__).parent / "data" / "name_pairs.tsv"


class Pair(NamedTuple):
    kind: str
    same: bool
    name: str
    other: str


def read_pairs(path: Path = TABLE) -> list[Pair]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [Pair(kind, verdict == "one", name, other) for kind, verdict, name, other in rows]


def said_to_be_one(pair: Pair) -> bool:
    """Whether the second name of a pair is taken for a slip for the first, in an article that names the first often."""
    surname = pair.name.split()[-1]
    text = (
        f"Members of the club met in the hall on the hill. {pair.name} opened the meeting and read the accounts.\n\n"
        f"The accounts were long. {surname} spoke for an hour, and few of the members stayed. Nobody asked {surname} "
        f"a question about them, which was a relief to {surname}.\n\nIn the evening "
    )
    start = len(text)
    text += f"{pair.other} said that it had been enough for one year."
    return any(
        start <= place.start < start + len(pair.other)
        for name in Document(text).names
        for variant in name.variants
        for place in variant.places
    )


def test_pairs_are_told_apart():
    pairs = read_pairs()
    assert len(pairs) >= 150
    said = [said_to_be_one(pair) for pair in pairs]
    right = sum(one and pair.same for one, pair in zip(said, pairs, strict=True))
    wrong = [pair for one, pair in zip(said, pairs, strict=True) if one and not pair.same]
    missed = [pair for one, pair in zip(said, pairs, strict=True) if pair.same and not one]
    f1 = 2 * right / (2 * right + len(wrong) + len(missed))
    assert f1 >= 0.95, (f1, wrong, missed)
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("kind", sorted({pair.kind for pair in read_pairs() if pair.same}))
def test_every_kind_of_slip_is_found(kind):
    pairs = [pair for pair in read_pairs() if pair.kind == kind]
    assert sum(map(said_to_be_one, pairs)) >= 0.75 * len(pairs)
