"""The page of a sheet: what it shows of a draft and its sources, and how it behaves in a real browser."""

from __future__ import annotations

import pytest

from copydesk.__main__ import main
from copydesk.findings import Outcome
from copydesk.report.html_page.sheet_page import _pair
from copydesk.run.cross_file.sheets.draft_sheets import SentencePair, SheetRow, TextPlace
from copydesk.stories.fact_sheet.entries import FactKind
from in_browser import (
    assert_accessible,
    assert_all_is_there_without_script,
    assert_no_link_is_dead,
    opened,
    visible,
)

WIRE = """\
# The pier

The ferry pier will close on Tuesday until the summer, Ottilie Dannecker said. Some 240 boats will move.

“We found rust that no paint will cover,” Dannecker said. The council voted 7 to 4 for the works in the spring.

The trust has asked the town to be patient until then.

A crane will be lent by the trust.
"""
DRAFT = """\
# The pier

The ferry pier will close on Tuesday until the summer, Ottilie Daneker said. About 240 boats will move.

“We found rust that no paint can cover,” said Daneker. The council voted 8 to 4 for the works in the spring.

The trust has asked the town to be patient until then.

Nobody knows what the eels will make of the 30 lamps. A man who counts the boats by night says 240 is too few.
"""
HOSTILE = "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"


def text_place(sentence, text, path="draft.txt"):
    start = sentence.index(text)
    return TextPlace(
        path, 1, start + 1, start, start + len(text), text, sentence[:start], sentence[start + len(text) :]
    )


def test_what_overlaps_is_marked_with_both():
    ours, theirs = "“We saw 8 boats,” she said.", "“We saw 7 boats,” she said."
    pair = SentencePair(text_place(ours, ours), text_place(theirs, theirs, "wire.txt"), "body", True)
    rows = [
        (
            number,
            SheetRow(kind, outcome, "", "", text_place(ours, text), (text_place(theirs, other, "wire.txt"),)),
        )
        for number, kind, outcome, text, other in (
            (1, FactKind.QUOTATION, Outcome.MATCHES, "We saw 8 boats", "We saw 7 boats"),
            (2, FactKind.NUMBER, Outcome.DIFFERS, "8", "7"),
        )
    ]
    view = _pair(pair, rows)
    assert [(piece.text, piece.numbers, piece.style) for piece in view.here] == [
        ("“", (), ""),
        ("We saw ", (1,), "good"),
        ("8", (2, 1), "error"),
        (" boats", (1,), "good"),
        (",” she said.", (), ""),
    ]
    assert [piece.text for piece in view.there if 2 in piece.numbers] == ["7"]
    assert [card.is_quoted for card in view.cards] == [False, False]


@pytest.fixture
def page(tmp_path, monkeypatch, browser):
    """The sheet of two drafts, one with a hostile name and text, opened in a browser."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire.md").write_text(WIRE)
    (tmp_path / "draft.md").write_text(DRAFT)
    (tmp_path / "<img onerror=x>.txt").write_text(
        f"“We found {HOSTILE} here,” said {HOSTILE} Ottilie Daneker.\n"
    )
    main(
        [
            "compare",
            "--isolated",
            "draft.md",
            "<img onerror=x>.txt",
            "--with",
            "wire.md",
            "--output-format",
            "html=sheet.html",
        ]
    )
    with opened(browser, tmp_path / "sheet.html") as page:
        yield page


def test_hostile_texts_do_nothing(page):
    assert page.title().startswith("copydesk: ")
    assert page.locator("main img").count() == 0
    assert page.complaints == []


def test_draft_and_source_stand_side_by_side(page):
    pair = page.locator(".pair", has_text="no paint can cover").first
    ours, theirs = pair.locator("p.passage").all()
    assert ours.bounding_box()["x"] < theirs.bounding_box()["x"]
    assert ours.bounding_box()["y"] == theirs.bounding_box()["y"]
    assert theirs.locator(".mark.error").inner_text() == "We found rust that no paint will cover"
    assert pair.locator(".change ins b").inner_text() == "will"
    assert (
        page.locator(".pair", has_text="the 30 lamps").locator(".nothing").inner_text()
        == "no sentence of the source says this"
    )
    assert page.locator(".omitted").first.inner_text().startswith("A crane will be lent")


def test_what_need_not_be_compared_is_not_shown_twice(page):
    same = page.locator(".pair", has_text="The trust has asked")
    assert same.locator("p.passage").count() == 1
    assert same.locator(".nothing").inner_text().startswith("the same, word for word: wire.md:")


def test_facts_of_a_sentence_that_no_source_tells_are_said_to_stand_elsewhere(page):
    elsewhere = page.locator(".pair", has_text="A man who counts").locator(".nothing").inner_text()
    assert (
        elsewhere
        == "no sentence of the source says this; what is marked stands in others, see the cards below"
    )


def test_all_cards_of_a_sheet_are_as_wide(page):
    assert len({round(card.bounding_box()["width"]) for card in page.locator(".facts .card").all()}) == 1


def test_filters(page):
    every = visible(page, ".card")
    page.locator("#filters input[value=matches]").uncheck()
    assert 0 < visible(page, ".card") < every
    page.locator("#filters input[value=number]").uncheck()
    assert page.locator("#shown").inner_text().endswith(f"of {every} rows shown")
    page.keyboard.press("Escape")
    assert visible(page, ".card") == every
    page.keyboard.press("/")
    page.keyboard.type("we found rust")
    assert visible(page, ".card") == 1


def test_keys_and_links(page):
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id").startswith("card-")
    assert_no_link_is_dead(page)
    twice = page.evaluate(
        "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(each => each.id))"
    )
    assert twice == 0


def test_without_script_everything_is_there(browser, page, tmp_path):
    assert_all_is_there_without_script(browser, page, tmp_path / "sheet.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing(browser, page, tmp_path, scheme, width):
    assert_accessible(browser, tmp_path / "sheet.html", scheme, width)
