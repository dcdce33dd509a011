"""Slips between two spellings of a name."""

from __future__ import annotations

import pytest

from copydesk.analysis.names.spelling.slips import differ_in_marks, fold, is_pet_form, slip


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [
        ("Dudarsky", "Dudersky", "one vowel differs"),
        ("Farrow", "Forraw", "two vowels differ"),
        ("Wendling", "Wendlign", "two neighbouring letters are swapped"),
        ("Dellwood", "Delwood", "a letter is doubled"),
        ("Davenant", "Daveant", "one letter is missing or added"),
        ("Karsten", "Carsten", "one letter differs and sounds alike"),
        ("Mabbett", "Mabbelt", "one letter differs"),
        ("Malenkov", "Malenkoff", "they sound alike"),
        ("Stephanakis", "Stepahnaksi", "two letters differ in a long name"),
        ("Garcerán", "Garceran", "only accents or marks differ"),
        ("Mühlstein", "Muehlstein", "only accents or marks differ"),
        ("O'Hallan", "OHallan", "only accents or marks differ"),
    ],
)
def test_a_slip_is_named(right, wrong, why):
    assert slip(right, wrong) == why


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Carver", "Carvers"),
        ("Carver", "Carverite"),
        ("Anders", "Anderson"),
        ("Kerry", "Perry"),
        ("Barker", "Parker"),
        ("O'Hallan", "O’Hallan"),
        ("Dellwood", "Dellwood"),
        ("Dellwood", "DELLWOOD"),
        ("Lyriq", "Lyriq-V"),
        ("Clifton", "ClifTEN"),
        ("Lee", "Li"),
        ("Tanner", "Turner-Hill"),
    ],
)
def test_no_slip(right, wrong):
    assert slip(right, wrong) is None


def test_the_right_name_may_end_in_s():
    assert slip("Robarts", "Robart") == "one letter is missing or added"


def test_folding_drops_accents_and_marks():
    assert fold("Łukasz-Sørvå’g") == "lukaszsorvag"


def test_capitals_and_kinds_of_apostrophe_are_no_marks():
    assert not differ_in_marks("O'Hallan", "O’hallan")
    assert differ_in_marks("José", "Jose")


def test_pet_forms():
    assert is_pet_form("Mike", "Mikey")
    assert is_pet_form("Tom", "Tommy")
    assert not is_pet_form("Leland", "Leeland")
