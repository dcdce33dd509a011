"""No rule mends a part of a word that it takes for a whole one, because an accent or another sign stands inside."""

from __future__ import annotations

import pytest

from copydesk.document import Document
from copydesk.engine.safe_places import offers_fix
from copydesk.findings import Flag


@pytest.mark.parametrize(
    ("text", "part", "is_offered"),
    [
        ("The Qur´an scholars met.", "an scholars", False),
        ("The Qur`an scholars met.", "an scholars", False),
        ("The Qurʼan scholars met.", "an scholars", False),
        ("The Qur\u0301an scholars met.", "an scholars", False),
        ("It is a Qur´an here.", "a Qur", False),
        ("He ate a `an scholar", "an scholar", True),
        ("It is an scholar, he said.", "an scholar", True),
        ("It is an “an scholar”, he said.", "an scholar", True),
        ("It´s late.", "´", True),
        ("It is a´ so.", "a", True),
    ],
)
def test_a_suggestion_for_a_part_of_a_word_is_not_offered(text, part, is_offered):
    start = text.index(part)
    assert offers_fix(Document(text), Flag(start, start + len(part), "it is wrong", ("x",))) is is_offered
