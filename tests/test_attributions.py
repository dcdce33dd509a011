"""Attributions: who says each quotation, and with which verb."""

from __future__ import annotations

import pytest

from copydesk.document import Document


def read(text):
    document = Document(text)
    return [
        (
            text[slice(*each.speaker)] if each.speaker else None,
            text[slice(*each.verb)] if each.verb else None,
        )
        for each in document.attributions
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("“We waited,” said Marta Lindqvist.", "Marta Lindqvist", "said"),
        ("“We waited,” says Ole Brandt, the harbour master.", "Ole Brandt", "says"),
        ("“We waited,” she added.", "she", "added"),
        ("“We waited,” a former clerk tells the Courier.", "a former clerk", "tells"),
        ("“We waited?” the mayor asked.", "the mayor", "asked"),
        ("Lindqvist said: “We waited.”", "Lindqvist", "said"),
        ("Ole Brandt, the harbour master, said, “We waited.”", "Ole Brandt", "said"),
        ("According to Marta Lindqvist, “nobody came”.", "Marta Lindqvist", "According to"),
        ("“Nobody came,” according to the port authority.", "the port authority", "according to"),
        ("Closing it, Brandt says, “helps nobody.”", "Brandt", "says"),
        ("“We waited,” Brandt barked.", "Brandt", "barked"),
        ("The mayor praised the plan on Friday, calling it “a start.”", "The mayor", "calling"),
    ],
)
def test_speaker_and_verb(text, speaker, verb):
    assert read(text) == [(speaker, verb)]


def test_a_quotation_without_words_of_its_own_takes_its_neighbour_s():
    first, second = read("“We waited,” said Marta Lindqvist. “Nobody came.”")
    assert first == second == ("Marta Lindqvist", "said")


def test_a_quotation_that_is_interrupted_goes_on():
    first, second = read("“I waited,” said Marta Lindqvist, “and I left because I was cold.”")
    assert first == second == ("Marta Lindqvist", "said")


def test_nobody_is_invented():
    assert read("“We waited two hours in the rain.”") == [(None, None)]


def test_names_resolve_surnames():
    document = Document("Marta Lindqvist left. “We waited,” Lindqvist said.\n\nOle Brandt stayed.")
    assert [each.name for each in document.attributions] in (["Marta Lindqvist"], [None])
