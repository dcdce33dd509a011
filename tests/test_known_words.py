"""Words known, forms of them, and what slips make."""

import pytest

from copydesk.analysis.damage.scans.misspellings import may_be_no_word, word_meant, words_meant
from copydesk.analysis.language.vocabulary.known_words import KNOWN, is_known_word
from copydesk.analysis.language.vocabulary.likely_words import likely_words, small_words
from copydesk.analysis.language.vocabulary.word_forms import is_form_of_known


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "spurns"),
        ("en", "supremo"),
        ("de", "schliessen"),
        ("de", "schließen"),
        ("fr", "fanfares"),
        ("pl", "kobiet"),
    ],
)
def test_rare_words_are_known(language, word):
    assert not may_be_no_word(word, language)
    assert not word_meant(word, language)


def test_no_word_of_a_language_without_a_filter_is_known():
    assert not is_known_word("casa", "xx")
    assert not word_meant("casaa", "xx")


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "glovemakers"), ("de", "bergdorfes"), ("nl", "graanzolder"), ("en", "reimagining")],
)
def test_forms_and_compounds_are_right(language, word):
    assert is_form_of_known(word, language) or is_known_word(word, language)


@pytest.mark.parametrize(
    ("language", "slip", "meant"),
    [
        ("en", "ultimitely", "ultimately"),
        ("en", "refered", "referred"),
        ("en", "accomodate", "accommodate"),
        ("en", "confirned", "confirmed"),
        ("de", "vorrausgegangen", "vorausgegangen"),
        ("fr", "entierement", "entièrement"),
        ("es", "respositorio", "repositorio"),
        ("pt", "abrengente", "abrangente"),
        ("it", "cornune", "comune"),
    ],
)
def test_slips(language, slip, meant):
    assert word_meant(slip, language) == meant


@pytest.mark.parametrize(
    "word",
    ["modernised", "modernized", "halved", "spates", "hared", "tieback", "stdio", "commonjs", "decider"],
)
def test_right_words_stay(word):
    assert not word_meant(word, "en")


def test_small_words_behind_and_before():
    assert words_meant("peoplefrom", "en") == ("people", "from")
    assert words_meant("somewhat", "en") is None


@pytest.mark.parametrize("language", sorted(KNOWN))
def test_every_language_has_its_lists(language):
    assert len(likely_words(language)) > 10_000
    assert all(small_words(language))
