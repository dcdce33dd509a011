"""Everything that is done with a text takes time in proportion to its length, whatever the text is.

Each case here took far longer than LONGEST while something was gone through again for each of its pieces; now each
takes a few tenths of a second at most. `python -m bench growth` measures all steps with hundreds of pieces.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from bench._repetitions import REPETITIONS, Repetition

from copydesk.analysis.damage.scans.lost_ligatures import find_breaks
from copydesk.analysis.shown.topics import is_about
from copydesk.document import Document
from copydesk.engine.failures import CRASHED
from copydesk.engine.linter import lint
from copydesk.engine.locating import locate
from copydesk.findings import Flag
from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.parsed import Block
from copydesk.report.base import Report
from copydesk.report.writers import full, rdjsonl
from copydesk.run.fixes.edits import edits_of
from copydesk.stories.in_memory import check_documents
from timing import is_quick

pytestmark = pytest.mark.slow

LONGEST = 1.5
"""Seconds of processor time, many times as much as is needed, for a busy machine."""


def test_repetitions_are_as_long_as_they_should_be():
    for each in REPETITIONS.values():
        assert 1_000 <= len(each.text(1_000)) < 1_400


@pytest.mark.parametrize(
    ("format_name", "repetition", "length"),
    [
        ("html", Repetition("<svg><g>", "</i></b>"), 120_000),
        ("html", Repetition("<code>", "<hr>"), 120_000),
        ("html", Repetition("<i></i><br>", before="<p>a"), 120_000),
        ("html", Repetition("<form>a", "</form>"), 250_000),
        ("html", Repetition("https://example.org)"), 250_000),
        ("markdown", Repetition("![a ", " b](c.png)"), 250_000),
        ("markdown", Repetition('[a№ lang="b"] ', before="{ "), 120_000),
        ("rst", Repetition("``a "), 60_000),
        ("rst", Repetition("`a "), 60_000),
        ("rst", Repetition("..\n\n   a\n\n"), 60_000),
        ("rst", Repetition(".. _a:\n\n"), 60_000),
    ],
)
def test_reading(format_name, repetition, length):
    text = repetition.text(length)
    assert is_quick(lambda: Document(text, "a", format_name), LONGEST)


def grid(columns, rows, cell="a "):
    line = "+" + "--+" * columns + "\n"
    return line + ("|" + f"{cell}|" * columns + "\n" + line) * rows


@pytest.mark.parametrize(
    "table",
    [
        grid(900, 4),
        grid(900, 4, "e\u0301 "),
        grid(3, 2_000),
        grid(100, 40),
        "= " * 4_000 + "\n" + "a " * 4_000 + "\n" + "= " * 4_000 + "\n",
        "= =\n" + "a b\n" * 4_000 + "= =\n",
    ],
    ids=["wide", "wide-accents", "long", "large", "simple-wide", "simple-long"],
)
def test_tables_of_any_shape(table):
    document = []
    assert is_quick(lambda: document.append(Document(table, "a.rst")), 3 * LONGEST)
    assert sum(block.place == "table" for block in document[0].blocks) > 3_000


@pytest.mark.parametrize(
    "table",
    [
        "+" * 1_500 + "\n" + ("|" * 1_499 + "+\n") * 200 + "+" * 1_500 + "\n",
        "+"
        + "+" * 1_500
        + "+\n"
        + ("+" + "|" * 1_500 + "+\n|" + "+" * 1_499 + " +\n") * 100
        + "+" * 1_502
        + "\n",
        "= " * 2_500 + "\n" + "a\n" * 2_500 + "= " * 2_500 + "\n",
        grid(2_000, 80),
    ],
    ids=["corners", "lattice", "empty-cells", "wide"],
)
def test_tables_that_are_drawn_to_cost_time(table):
    def read():
        with suppress(NotText):
            Document(table, "a.rst")

    assert is_quick(read, 3 * LONGEST)


@pytest.mark.parametrize(
    ("repetition", "length"),
    [
        (Repetition("№№ Vint met. "), 120_000),
        (Repetition("Sen. Vint met. "), 400_000),
        (Repetition("The №№ Development Board (HDB) met. "), 100_000),
    ],
)
def test_names(repetition, length):
    text = repetition.text(length)
    assert is_quick(lambda: Document(text).names, LONGEST)


@pytest.mark.parametrize(
    "repetition",
    [
        Repetition("»", between="a"),
        Repetition("»", between=" a "),
        Repetition("word› ", before="»a"),
        Repetition("‹", between=" a "),
    ],
    ids=["runs", "words of marks", "behind a mark", "angles"],
)
def test_lone_marks(repetition):
    text = repetition.text(20_000)
    assert is_quick(lambda: Document(text).quotations, 2 * LONGEST)


@pytest.mark.parametrize(
    ("rule_id", "format_name", "repetition", "length"),
    [
        ("reversed-quote", "markdown", Repetition("`", between="a"), 40_000),
        ("reversed-quote", "text", Repetition("”a“ "), 60_000),
        ("mixed-quote-marks", "text", Repetition('“a" '), 60_000),
        ("mojibake", "text", Repetition("Ã¢â‚¬â„¢"), 120_000),
        ("replacement-character", "text", Repetition("wo\ufffdrd№ "), 40_000),
        ("template-residue", "text", Repetition("&amp;nbsp; &lt;p&gt; [b]word[/b] "), 60_000),
        ("leftover-markup", "text", Repetition("a<br>"), 30_000),
        ("invisible-character", "html", Repetition("wo\u200brd "), 120_000),
        ("stray-space", "text", Repetition("word : the board met again "), 60_000),
        ("unfilled-field", "markdown", Repetition("{{ title }} "), 60_000),
        ("conflicting-dates", "text", Repetition("the bridge opened 2024 "), 40_000),
        ("weekday-mismatch", "text", Repetition("Monday, 3 May, "), 100_000),
        ("weekday-mismatch", "text", Repetition("Am Montag, 3. Mai, tagte der Rat.\n\n"), 100_000),
        ("weekday-mismatch", "text", Repetition("Monday, 4 May, or Monday, 3 May 2021, "), 100_000),
    ],
)
def test_rules(rules, rule_id, format_name, repetition, length):
    text = repetition.text(length)
    assert is_quick(lambda: lint(Document(text, "a", format_name), [rules[rule_id]]), 2 * LONGEST)


def test_fixes_of_many_leftovers(rules):
    paragraph = "Share this article\n\nThe council of the town met on the bridge, and went home.\n\n"
    text = paragraph * 6_000
    flags = [(rules["share-prompt"], Flag(at, at + 18, "x")) for at in range(0, len(text), len(paragraph))]
    findings = locate(Document(text).bare(), flags)
    assert is_quick(lambda: edits_of(Document(text), findings, suggested=True), LONGEST)


@pytest.mark.parametrize("write", [full.write, rdjsonl.write])
def test_reports_of_one_long_line(write, tmp_path):
    text = "wörd " * 120_000
    flags = [(CRASHED, Flag(at, at + 4, "x")) for at in range(0, len(text), 100)]
    report = Report(locate(Document(text).bare(), flags), 1, source=lambda _path: text, quiet=True)
    with (tmp_path / "report").open("w", encoding="utf-8") as stream:
        assert is_quick(lambda: write(report, stream), LONGEST)


def test_copies(rules):
    text = Repetition("Mara №№ met. ").text(30_000)
    articles = [
        Document(f"---\nstory: a\n---\n\n{text}", "a.md"),
        Document(f"---\nstory: a\n---\n\n{text.replace('m', 'rn', 9)}", "b.md"),
    ]
    compared = [rule for rule in rules.values() if rule.scope == "story"]
    assert is_quick(lambda: check_documents(articles, compared), LONGEST)


def test_halves_of_words_that_are_none_after_another():
    text = "x\n\n" * 10_000
    assert is_quick(lambda: list(find_breaks(text, frozenset({"x"}), "en")), 0.5)


def test_a_word_as_long_as_a_text():
    text = "a" * 200_000
    blocks = [Block(0, len(text))]
    assert is_quick(lambda: is_about("damage_topics", text, blocks, "en"), 0.5)


def test_lost_characters_are_found_in_the_time_of_one_reading(rules):
    text = "The pier \ufffd\n" * 4_000
    assert is_quick(lambda: lint(Document(text), [rules["replacement-character"]]), LONGEST)
