"""Which blocks are the article and which the page around it; fingerprints of lines."""

from __future__ import annotations

import pickle

import pytest

from copydesk.document import Document
from copydesk.formats.parsed import Block
from copydesk.reading.boilerplate import contexts, page, shapes
from copydesk.reading.boilerplate.chrome import find_chrome
from copydesk.reading.boilerplate.fingerprints import fingerprint, line_fingerprints
from copydesk.reading.boilerplate.shapes import is_sentence

PARAGRAPHS = [
    "The council voted on Monday to build a second bridge over the river, which the town has wanted for thirty years.",
    "“We have waited for long enough,” said the mayor, who had campaigned for the bridge since she took office in 2014.",
    "The bridge will cost four million crowns and is to open in the summer of next year, if the weather holds.",
]
MENU = ["Home", "News", "Sport", "Weather", "Contact", "Log in", "Subscribe"]


def read(*lines):
    document = Document("\n\n".join(lines))
    return document, document.page


def test_article_text_is_not_chrome():
    document, reading = read("Council backs new bridge", *PARAGRAPHS)
    assert all(chance < 0.5 for chance in reading.chrome[1:])
    assert not [
        region for region in find_chrome(document.text, document.blocks, reading) if region.where == "inside"
    ]


def test_a_menu_before_the_article_is_one_region():
    document, reading = read(*MENU, "Council backs new bridge for the valley", *PARAGRAPHS)
    region = find_chrome(document.text, document.blocks, reading)[0]
    assert (region.first, region.last, region.where) == (0, len(MENU) - 1, "before")


def test_without_a_paragraph_there_is_no_telling():
    document, reading = read(*MENU)
    assert find_chrome(document.text, document.blocks, reading) == []
    assert read()[1] == page.Page((), (), (), None)


def test_every_feature_has_a_weight_for_every_bin():
    tables = page.weights()
    assert set(tables["own"]) == {"bias", *shapes.FEATURES}
    assert set(tables["context"]) == {"bias", *contexts.FEATURES}
    sources = ["", "a", "* x", "©", "12", "«É»", "\n\n".join([*MENU, *PARAGRAPHS] * 40), "\ufffc", "\0\0x\0"]
    for source in sources:
        document = Document(source)
        assert len(document.page.chrome) == len(document.blocks)


def test_what_html_calls_navigation_counts():
    block = Block(0, 4, "chrome")
    plain_block = Block(0, 4)
    words = page.weights()["words"]
    odds = [
        page.own_odds(shapes.read_shapes("Acts", [each], "en", words), page.weights()["own"])[0]
        for each in (block, plain_block)
    ]
    assert odds[0] > odds[1] + 1


@pytest.mark.parametrize(
    "line", ["The mayor said so to us.", "“The mayor said so to us.”", "Did the mayor say so to us?"]
)
def test_sentences(line):
    assert is_sentence(line, Block(0, len(line)))
    assert not is_sentence(line[:-4] + "abcd", Block(0, len(line)))


def test_fingerprints_see_words_only():
    assert fingerprint("  Valley   VOICE: ") == fingerprint("**Valley Voice**")
    assert fingerprint("Valley Voice") != fingerprint("Valley Vice")
    assert fingerprint("* *") is None


def test_facts_are_small_and_pickle():
    document = Document("\n\n".join(f"Line number {number} of many" for number in range(1000)))
    lines = line_fingerprints(document.text, document.blocks, frozenset({"body"}))
    assert pickle.loads(pickle.dumps(lines)) == lines
    assert len(pickle.dumps(lines)) < 20_000
