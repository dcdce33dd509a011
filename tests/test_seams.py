"""Deletions and mending leave the text around them whole: sentences, sections, and what links and notes speak of."""

from __future__ import annotations

import pytest

from copydesk import Desk
from copydesk.document import Document
from copydesk.findings import Span
from copydesk.run.fixes.cutting.seams import IN_QUOTATION, Seams

DESK = Desk({"files": [{"paths": ["*"], "text": "taken-in"}]})
P = "The harbour board met on Tuesday in the old hall and heard the report of the engineer."
LONG = f"{P} {P} Nobody in the hall spoke against the plan."
SHARE = "Share this article on Facebook"


def fixed(name, text):
    return DESK.fix(text, name, suggested=True).text


@pytest.mark.parametrize("end", [".txt", ".md", ".rst"])
@pytest.mark.parametrize(
    "lines",
    [
        "He went to the shelf to\nread more\nabout the pier and those who built it.",
        "One drawer is called\nComments\nand the other Letters.",
        "The sign on the pier said\nSign up for our newsletter\nin red letters.",
        "She read what stood there:\nAll rights reserved.\nThen she shut the book.",
        "The sign over the pier says:\n\nFollow us on Twitter",
        "Auf dem Schild stand:\n\nFolgen Sie uns auf Facebook",
        "Sur la porte on lisait :\n\nSuivez-nous sur Facebook",
        "Q: What is printed there?\n\nA: All rights reserved.",
        "**Advertisement**\nis a novel by Ruth Amdahl.",
    ],
)
def test_no_words_of_a_sentence_are_deleted(end, lines):
    text = f"{P}\n\n{lines}\n"
    assert fixed(f"a{end}", text) == text


def test_nothing_is_deleted_within_a_quotation_of_several_paragraphs():
    words = "All rights reserved.\n\n"
    text = f"{P}\n\nShe said: “It says this.\n\n{words}Nothing else.” She went on.\n"
    at = text.index(words)
    assert list(Seams(Document(text, "a.md")).objections([Span(at, at + len(words))])) == [(0, IN_QUOTATION)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"{P}\n{SHARE}\n{P}\n"),
        ("a.txt", f"{LONG}\nBoard backs the pier\n{SHARE}\n{P}\n"),
        ("a.md", f"{P}\n\n{SHARE}\n\n{P}\n"),
        ("a.md", f"{P}\n\n## Related articles\n\n- {SHARE}\n\n{P}\n"),
        ("a.md", f"{P}\n\n## Leave a comment\n\n## The pier\n\n{P}\n"),
        ("a.html", f"<body><p>{P}</p><p>{SHARE}</p><p>{P}</p></body>\n"),
    ],
)
def test_a_leftover_between_sentences_or_blocks_is_deleted(name, text):
    assert fixed(name, text) != text


@pytest.mark.parametrize(
    "text",
    [
        "Pier\n: a walk above the water\n\nShare on Facebook\n: a button\n",
        f"{SHARE}\n[TOC]\n",
        f"{SHARE}\n[[toc]]\n",
        f"{SHARE}\n[@amdahl1911]\n",
        f"{SHARE}\n*[HTML]: markup\n",
        f"{SHARE}[^2]\n\n[^2]: By hand.\n",
        f"{SHARE} ^share\n",
        f"See [the list](#related-articles).\n\n## Related articles\n\n- {SHARE}\n",
        f"See [[#Related articles]].\n\n## Related articles\n\n- {SHARE}\n",
        f"See [Related articles].\n\n## Related articles\n\n- {SHARE}\n",
        f"See [the second](#related-articles-1).\n\n## Related articles\n\n- {SHARE}\n",
        f"## Share this article\n\n{P}\n",
        f"## How do I get it?\n\n{SHARE}\n\n## And then?\n\n{P}\n",
    ],
)
def test_what_other_parts_speak_of_stays(text):
    text = f"{P}\n\n{text}\n{P}\n"
    assert fixed("a.md", text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The \ufb02 sign is a ligature, said the clerk.\n", "\ufb02 sign"),
        ("Das Zeichen \ufb02 ist eine Ligatur, sagte sie.\n", "\ufb02 ist"),
        ("He wrote p\u0430ypal with a Cyrillic a.\n", "p\u0430ypal"),
        ("The clerk wrote caf\u00c3\u00a9 on the sign.\n", "caf\u00c3\u00a9"),
        ("The letter said: “I was born on Febuary 3, 2021 [sic] in Orrest.”\n", "Febuary"),
        ("See [it](#the-\ufb01rst-pier).\n\n# The \ufb01rst pier\n\nIt is old.\n", "# The \ufb01rst"),
        ("The board met by the pier, wrote she #\ufb01rst-tag.\n", "#\ufb01rst"),
        ("It was so on the pier. ^\ufb01rst-block\n", "^\ufb01rst"),
    ],
)
def test_what_is_shown_marked_or_a_name_is_not_mended(text, left):
    assert left in fixed("a.md", text)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The \ufb02 at roof of the hall leaked, and the re\ufb02 ection was gone.\n", "flat roof"),
        ("# The \ufb01rst pier\n\nIt is old.\n", "# The first pier"),
        ("It was on Febuary 3, 2021 in Orrest.\n", "February"),
    ],
)
def test_other_slips_are_mended(text, mended):
    assert mended in fixed("a.md", text)


def test_an_item_of_a_numbered_list_in_plain_text_stays():
    steps = "1. Open the page.\n2. Share this article on Facebook.\n3. Close the page.\n"
    assert DESK.fix(steps, "a.txt", suggested=True).text == steps


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("— Follow us on Facebook.", "— No, said the reeve."),
        ("—Síguenos en Facebook.", "—No —dijo la reeve."),
    ],
)
def test_a_speech_that_is_answered_stays(call, answer):
    text = f"Two people met at the mill in the spring.\n\n{call}\n\n{answer}\n"
    assert DESK.fix(text, "a.txt", suggested=True).text == text


SHOWN = [
    ["Sign up for our newsletter", "Follow us on Twitter"],
    ["Come to the pier", "Sign up for our newsletter", "Follow us on Twitter"],
    ["Sign up for our newsletter", "Bring a friend", "Follow us on Twitter", SHARE],
]


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize(
    ("name", "form", "between"),
    [
        ("a.txt", "{}", "\n\n"),
        ("a.md", "{}", "\n\n"),
        ("a.rst", "{}", "\n\n"),
        ("a.html", "<p>{}</p>", "\n"),
        ("a.md", "> {}", "\n>\n"),
    ],
)
def test_what_a_colon_leads_to_stays_to_its_last_line(name, form, between, shown):
    lines = [P, "The poster over the stairs says:", *shown, "Nobody had taken it down since the spring."]
    text = between.join(form.format(each) for each in lines) + "\n"
    assert fixed(name, text) == text


def test_a_list_that_a_colon_leads_to_keeps_all_its_entries():
    text = f"{P}\n\nThe poster says:\n\n- Come to the pier.\n- Bring a friend.\n- {SHARE}\n\n{P}\n"
    assert fixed("a.md", text) == text


def test_what_a_colon_leads_to_ends_with_the_next_paragraph():
    text = f"{P}\n\nThe poster says:\n\nCome to the pier\n\n{P}\n\n{{}}{P}\n"
    assert fixed("a.md", text.format(f"{SHARE}\n\n")) == text.format("")


ENTRIES = ["Mend the pier", "Paint the sheds", SHARE]
LISTS = {
    "a.md": ["- {}\n- {}\n- {}\n", "1. {}\n2. {}\n3. {}\n"],
    "a.rst": ["* {}\n* {}\n* {}\n", "#. {}\n#. {}\n#. {}\n"],
    "a.txt": ["- {}\n- {}\n- {}\n", "1. {}\n2. {}\n3. {}\n"],
    "a.html": [
        "<ol><li>{}</li><li>{}</li><li>{}</li></ol>\n",
        "<ul>\n<li>{}</li>\n<li>{}</li>\n<li>{}</li>\n</ul>\n",
    ],
}


def with_list(name, form, above, below, entries):
    paragraph = "<p>{}</p>\n" if name == "a.html" else "{}\n\n"
    space = "" if name == "a.html" else "\n"
    return paragraph.format(above) + form.format(*entries) + space + paragraph.format(below)


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, forms in LISTS.items() for form in forms])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The board agreed on three points.", P),
        ("The board wrote down what is to be done.", "All 3 points were agreed by the board on the quay."),
        ("The board wrote down what is to be done.", "Nobody on the quay spoke about the third point."),
        ("Der Vorstand hat die drei Punkte beschlossen.", "Niemand am Kai hat dem Vorstand widersprochen."),
    ],
)
def test_an_entry_of_a_list_that_the_text_counts_stays(name, form, above, below):
    text = with_list(name, form, above, below, ENTRIES)
    assert fixed(name, text) == text


@pytest.mark.parametrize(("name", "form"), [(name, LISTS[name][0]) for name in ("a.md", "a.rst", "a.html")])
@pytest.mark.parametrize(
    "above", ["The board agreed on two points.", "The board wrote down what is to be done in three days."]
)
def test_an_entry_that_the_text_does_not_count_goes(name, form, above):
    left = fixed(name, with_list(name, form, above, P, ENTRIES))
    assert [each in left for each in ENTRIES] == [True, True, False]


@pytest.mark.parametrize("mark", ["-", "*", "1.", "1)"])
@pytest.mark.parametrize(
    ("first", "second"), [("\n", "\n\n"), ("\n\n", "\n")], ids=["empty line below", "empty line above"]
)
def test_a_list_keeps_the_space_between_its_entries(mark, first, second):
    entries = first.join(f"{mark} {each}" for each in ("Mend the pier", "Paint the sheds"))
    for text in (
        f"{P}\n\n{entries}{second}{mark} {SHARE}\n\n{P}\n",
        f"{P}\n\n{mark} {SHARE}{second}{entries}\n\n{P}\n",
    ):
        left = fixed("a.md", text)
        assert left == text or ("\n\n" in entries and left.count(entries) == 1)
        assert second == "\n" or left == text
