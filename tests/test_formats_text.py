from __future__ import annotations

import textwrap

import pytest

from copydesk.document import Document

PARAGRAPHS = [
    "The ferry to Orsund was late again on Tuesday, and the harbour master said that nobody had told him why the crew "
    "of the early boat had stayed at home. He has asked the company for an answer by the end of the week.",
    "Passengers waited in the rain. Some of them had come from the far side of the island, where the road is closed, "
    "and had walked the last part of the way.",
    "A spokeswoman said she was sorry. The company will pay for the tickets, she said, and for a taxi where no bus "
    "goes after nine in the evening.",
]


def blocks(source):
    document = Document(source)
    assert len(document.text) == len(source)
    return [" ".join(document.text[b.start : b.end].replace("\0", "").split()) for b in document.blocks]


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_and_one_line_paragraphs_read_alike(width, end):
    wrapped = "\n\n".join(textwrap.fill(each, width) for each in PARAGRAPHS).replace("\n", end)
    assert blocks(wrapped) == blocks("\n\n".join(PARAGRAPHS)) == PARAGRAPHS


def test_indented_first_lines_part_paragraphs():
    assert (
        blocks("\n".join(textwrap.fill(each, 66, initial_indent="    ") for each in PARAGRAPHS)) == PARAGRAPHS
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["Northside", "No Result", "View All Result"],
        ["February 13, 2026", "in News", "Harbour Workers Are Being Told to Hand Over Their Keys to the Port"],
        ["Council backs a second bridge over the Orva after years of debate", "Ferry fares rise by a tenth as fuel costs climb"],
        ["A heading", "=========", "Text."],
    ],
)  # fmt: skip
def test_short_lines_stay_apart(lines):
    assert blocks("\n".join(lines)) == [line for line in lines if line[0] != "="]


def test_lists():
    document = Document("Bring:\n\n- a coat\n- boots that have been worn\n  before\n\n1. Go\n2. Stay")
    assert [(b.place, document.text[b.start : b.end]) for b in document.blocks][1:] == [
        ("list", "a coat"),
        ("list", "boots that have been worn"),
        ("body", "before"),
        ("list", "Go"),
        ("list", "Stay"),
    ]


def test_quoted_mail():
    text = "> " + textwrap.fill(PARAGRAPHS[0], 60).replace("\n", "\n> ")
    document = Document(text)
    assert [block.place for block in document.blocks] == ["quote"]
    assert blocks(text) == [PARAGRAPHS[0]]


def test_line_separators_behind_quote_marks_are_no_words():
    assert blocks("> \u2028\n> A quoted line.\n") == ["A quoted line."]
