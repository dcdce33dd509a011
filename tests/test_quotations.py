"""Quotations: what marks enclose, and where they go wrong."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from copydesk import testing
from copydesk.analysis.quotes.pairing.faults import FaultKind
from copydesk.analysis.quotes.quotations import read_quotations
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.parsed import Block


def quoted(text, language=None):
    quotations = read_quotations(text, Document(text).blocks, language)
    return [text[each.start : each.end] for each in quotations.spans]


def faults(text, language=None):
    return [
        (fault.kind, fault.start) for fault in read_quotations(text, Document(text).blocks, language).faults
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no” and “never”.", ["“no”", "“never”"]),
        ('She said "no," he said.', ['"no,"']),
        ("„Nein“, sagte sie.", ["„Nein“"]),
        ("»Nein«, sagte sie.", ["»Nein«"]),
        ("”Nej”, sade hon. ”Ja”, sade han.", ["”Nej”", "”Ja”"]),
        ("Elle dit « non » et part.", ["« non »"]),
        ("彼は「いいえ」と言った。", ["「いいえ」"]),
        ("‘No,’ she said.", ["‘No,’"]),
        ("'No,' she said.", ["'No,'"]),
        ("''No,'' she said.", ["''No,''"]),
        ("``No,'' she said.", ["``No,''"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("“Our”—she paused—“secret.”", ["“Our”", "“secret.”"]),
    ],
)
def test_outermost_quotations(text, expected):
    assert quoted(text) == expected
    assert faults(text) == []


def test_a_quotation_of_several_paragraphs_has_a_part_in_each():
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    spans = read_quotations(text, Document(text).blocks).spans
    assert [(text[each.start : each.end], each.runs_on) for each in spans] == [
        ("“One.", True), ("“Two.", True), ("“Three,”", False),
    ]  # fmt: skip


def test_markup_between_marks_and_words_is_looked_through():
    text = "He said \0\0“no\0\0” twice."
    assert [each[:2] for each in read_quotations(text, [Block(0, len(text))]).spans] == [(10, 16)]


@pytest.mark.parametrize(
    "text", ["“One, she said.", "One,” she said.", "“One,“ she said.", '“One," she said.']
)
def test_a_fault_does_not_leak_into_the_next_paragraph(text):
    assert len(faults(text)) == 1
    assert faults(f"{text}\n\n“Two,” he said.\n\nHe said “three”.") == faults(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One, she said. “Two,” she said.", [(FaultKind.UNCLOSED_QUOTE, 0)]),
        ("“One,” she said. Two,” she said.", [(FaultKind.UNOPENED_QUOTE, 21)]),
        ("“One and two [the] “Three and four,” she said.", [(FaultKind.REOPENED_QUOTE, 19)]),
        ("“One,“ she said. “Two.”", [(FaultKind.REVERSED_QUOTE, 5)]),
        ('“One," she said.', [(FaultKind.MIXED_PAIR, 5)]),
        ("The pier (old is shut.", [(FaultKind.UNCLOSED_BRACKET, 9)]),
        ("The pier, old) is shut.", [(FaultKind.UNOPENED_BRACKET, 13)]),
    ],
)
def test_the_wrong_mark_is_the_one_named(text, expected):
    assert faults(text) == expected


def test_spans_are_sorted_and_apart():
    text = "‘A “b” c’ and “d ‘e’ f” and 'g' (h) 'i.'"
    spans = read_quotations(text, Document(text).blocks).spans
    assert all(first.end <= second.start for first, second in pairwise(spans))


FIXTURES = Path(__file__).parent / "rules" / "quotes"
CLEAN = [
    pytest.param(case.samples[0].source, id=case.title)
    for case in testing.parse((FIXTURES / "unclosed-quote.md").read_text("utf-8"))
    if not any(testing.CARETS.match(line) for line in case.raw.split("\n"))
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_closes_well_has_no_other_fault_either(text):
    assert faults(text) == []


def test_an_entity_is_flagged_whole(rules):
    document = Document("<p>Her &ldquo;one was lost.</p>", "a.html")
    (finding,) = lint(document, [rules["unclosed-quote"]]).findings
    assert (finding.excerpt, finding.column) == ("&ldquo;", 8)
