"""Which dated sentences tell of a matter that somebody must have told."""

from __future__ import annotations

import pytest

from copydesk.analysis.dates.claims.dated_claims import is_a_reporters_claim


def claim(sentence: str) -> bool:
    """What is said of the sentence whose date stands between brackets."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return is_a_reporters_claim(sentence.replace("[", "").replace("]", ""), start, end, day=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry board paid Quist Haulage $40,200 in [March 2024].",
        "In [March 2024], two clerks copied the boarding files.",
        "The harbour’s traffic fell in [March 2024] by 12 percent.",
        "The chairman met with the owners of the mole in [March 2024].",
        "The account was moved to Tolm in [March 2024].",
    ],
)
def test_figures_and_deeds_are_claims(sentence):
    assert claim(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Orla Quist became harbour master in [March 2024].",
        "The President moved the seat of the council in [March 2024].",
        "In [March 2024], the Senate sent two bills back.",
        "Raiders attacked the two ferries in [March 2024].",
        "Her second album sold well in [March 2024].",
        "The board reportedly paid $40,200 in [March 2024].",
        "She praised the clerk, who sent the files in [March 2024].",
        "The fare was up 4 percent from [March 2024].",
        "The island was quiet in [March 2024].",
    ],
)
def test_public_record_and_asides_are_none(sentence):
    assert not claim(sentence)
