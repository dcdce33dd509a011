"""Entries that are added to a configuration, which else stays as a person wrote it."""

from __future__ import annotations

import pytest
import yaml

from copydesk.run.fixes.settings_writer import with_accept_list, with_two_people

PAIR = ("Clark", "Clarke")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("", 'names:\n  two_people:\n    - ["Clark", "Clarke"]\n'),
        ("preset: strict", 'preset: strict\nnames:\n  two_people:\n    - ["Clark", "Clarke"]\n'),
        ("names:\n  prefer: [Ilka]  # ours\n", 'names:\n  two_people: [["Clark", "Clarke"]]\n  prefer: [Ilka]  # ours\n'),
        ("names:\n  two_people: [[A, B]]  # kin\n", 'names:\n  two_people: [[A, B], ["Clark", "Clarke"]]  # kin\n'),
        ("names: {two_people: []}\n", 'names: {two_people: [["Clark", "Clarke"]]}\n'),
        (
            "names:\n  two_people:\n    # kin\n    - [A, B]\n    - - C\n      - D\npreset: strict\n",
            'names:\n  two_people:\n    # kin\n    - [A, B]\n    - - C\n      - D\n    - ["Clark", "Clarke"]\npreset: strict\n',
        ),
    ],
)  # fmt: skip
def test_a_pair_of_names(text, added):
    assert with_two_people(text, PAIR) == added


@pytest.mark.parametrize(
    "text", ["names: none\n", "- a list\n", "a: [\n", "names: &x {two_people: []}\nb: *x\n", "names:\n"]
)
def test_what_cannot_be_written_safely_is_left_to_a_person(text):
    written = with_two_people(text, PAIR)
    assert written is None or yaml.safe_load(written)["names"]["two_people"] == [list(PAIR)]


def test_an_accept_list():
    assert with_accept_list("preset: strict\n", "known.tsv") == 'preset: strict\naccept: "known.tsv"\n'
    assert with_accept_list("accept: other.tsv\n", "known.tsv") is None
    assert with_accept_list("{preset: strict}\n", "known.tsv") is None
