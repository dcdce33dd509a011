from __future__ import annotations

import pytest

from copydesk.analysis.damage.breaks.paragraphs import lowercase_starts
from copydesk.analysis.damage.encoding.mojibake import find_garbled
from copydesk.analysis.damage.markup.residue import find_residue
from copydesk.analysis.damage.spaced_marks import looks_like_code, spaced_marks
from copydesk.analysis.damage.stranded_marks import find_stranded_marks
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint

PROSE = "members of the board then left the harbour hall without a word."


@pytest.mark.parametrize("good", ["it’s", "café", "“naïve” – so…", "5 £ ©", "Łódź", "日本", "😀"])
def test_what_was_garbled_is_found_and_mended(good):
    garbled = "".join(
        character if character.isascii() else "".join(
            bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in character.encode()
        )
        for character in good
    )  # fmt: skip
    mended = list(garbled)
    for start, end, (was,), *_ in find_garbled(garbled):
        mended[start:end] = [was, *[""] * (end - start - 1)]
    assert "".join(mended) == good


@pytest.mark.parametrize(
    "text",
    ["pâté", "São Paulo", "Ångström", "“MAÇÔ", "CAFÉ”", "√2", "Österreich – ÖBB’s", "Ã", "À « gauche »"],
)
def test_letters_that_words_have_are_not_garbled(text):
    assert not list(find_garbled(text))


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        ("The talks failed.", True),
        ("Harbour News", True),
        ("“We left.”", True),
        ("The talks failed, said the board,", False),
        ("The board had this to say about the wall:", False),
        ("The board and the crews of all of the boats that lay there went to the", False),
        ("No one knew …", False),
    ],
)
def test_a_start_in_lower_case_needs_an_end_before_it(before, starts):
    document = Document(f"{before}\n\n{PROSE}\n\nThe end came soon.")
    found = lowercase_starts(document.text, document.source, document.blocks, 7)
    assert [document.text[start:end] for start, end in found] == (["members"] if starts else [])


def test_spaced_marks_name_the_word_before_them():
    (mark,) = spaced_marks("The (old) wall\0 , which", 0, 23)
    assert mark.word == "wall"
    assert mark.mark == ","


def test_code_is_told_from_prose():
    assert looks_like_code("a = b ; c", 0, 9)
    assert not looks_like_code("The wall is old; the boats are not.", 0, 35)


def test_orphans():
    document = Document("The wall () and,, the boats.")
    assert [document.text[start:end] for start, end in find_stranded_marks(document.text)] == [
        "()",
        ",,",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("wall <br> boat", "an HTML tag"),
        ("a &amp; b", "an HTML entity"),
        ("a [/b] c", "BBCode"),
        ("a [b](/c) d", "a Markdown link"),
    ],
)
def test_residue_by_kind(text, kind):
    document = Document(text)
    assert [each.kind for each in find_residue(document.text, document.blocks, document.syntax)] == [kind]


@pytest.mark.parametrize("source", ["", "\n\n", "---\n---\n", "<!-- nothing -->", "```\ncode\n```"])
@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
def test_no_rule_stumbles_over_a_document_without_text(source, path):
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.family == "damage"]
    assert not [f for f in lint(Document(source, path), rules).findings if f.rule == "crashed-rule"]


@pytest.mark.parametrize(
    ("element", "breaks_off"),
    [
        ("<p>…</p>", True),
        ("<div class='c'>…</div>", False),
        ("<figure><img src='a.png'><div>…</div></figure>", False),
    ],
)
def test_a_caption_in_an_element_of_its_own_needs_no_stop(element, breaks_off):
    caption = "Figures are for the summer. The number of tickets that were sold in the winter is not known to the board"
    others = (
        "The council published its figures on Monday, and the mayor said that they were better than last year's.",
        element.replace("…", caption),
        "The mayor thanked the board for its work, and the harbour is open again.",
        "Nobody was hurt, and the porter said that he would have been surprised.",
    )
    rules = [each for each in all_rules(plugin_manager()).values() if each.id == "unfinished-sentence"]
    found = lint(Document("\n\n".join(others), "a.md"), rules).findings
    assert bool(found) == breaks_off
