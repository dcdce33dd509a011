"""The specimens in seeds/: what the default rules say of them, and whether every planted fault is among it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bench._planted_faults import CHANGED, PLANTED, README, SECTIONS, SEEDS, SPECIMENS, place

from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import BOILERPLATE, Finding
from copydesk.stories.in_memory import check_documents

SNAPSHOT = Path(__file__).parent / "data" / "seeds.tsv"
EXCERPT_LENGTH = 40

SILENT = sorted(path for path, section in SECTIONS.items() if "**Silent.**" in section)

RULES = [rule for rule in all_rules(plugin_manager()).values() if rule.preset == "recommended"]
KNOWN = {rule.id for rule in RULES} | {rule.family for rule in RULES}


@cache
def read(path: str) -> Document:
    return Document((SEEDS / path).read_bytes().decode("utf-8"), path)


@cache
def findings(path: str) -> tuple[Finding, ...]:
    return lint(read(path), RULES).findings


def snapshot() -> str:
    """One line a finding: path, line, column, rule, and how the excerpt starts."""
    return "".join(
        "\t".join((f.path, str(f.line), str(f.column), f.rule, " ".join(f.excerpt[:EXCERPT_LENGTH].split())))
        + "\n"
        for path in SPECIMENS
        for f in findings(path)
    )


def test_what_the_rules_say_is_as_recorded(request):
    actual = snapshot()
    if request.config.getoption("accept"):
        SNAPSHOT.write_text(actual, "utf-8")
    assert actual.splitlines() == SNAPSHOT.read_text("utf-8").splitlines(), (
        "pytest --accept rewrites the record"
    )


def test_every_specimen_is_described():
    assert sorted(SECTIONS) == SPECIMENS
    assert {planted.path for planted in PLANTED} == set(SPECIMENS) - set(SILENT)


def test_every_row_of_a_table_is_read():
    assert len(PLANTED) + len(CHANGED) == sum(
        line.startswith("| ") and "`" in line for line in README.splitlines()
    )


def test_the_frame_of_a_page_is_reported_if_the_page_was_taken_in():
    def lines(document):
        return {f.line for f in lint(document, RULES).findings if f.family == BOILERPLATE}

    page = read("lighthouse.html")
    frame = {14, 20, 44, 46, 52}  # skip link, menu, related articles, footer
    assert not frame & lines(page)
    taken_in = page.in_project("lighthouse.html", level="taken-in")
    assert {14, 44} <= lines(taken_in)  # the related articles and the footer are one run


@pytest.mark.parametrize("path", SILENT)
def test_clean_specimen_is_silent(path):
    assert not [(f.line, f.column, f.rule, f.excerpt, f.message) for f in findings(path)]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p.path}:{p.line}-{p.rule}")
def test_planted_fault_is_reported(planted):
    start, end = place(planted, read(planted.path).source)
    if planted.rule not in KNOWN:
        pytest.skip(f"no rule “{planted.rule}” yet")
    found = [f for f in findings(planted.path) if f.start < end and start < f.end]
    reported = planted.rule in {f.rule for f in found} | {f.family for f in found}
    assert reported


@cache
def story_findings() -> list[Finding]:
    """What the rules that compare documents say of the copies of one story."""
    copies = sorted({changed.path for changed in CHANGED} | {"ferry-wire.txt"})
    return check_documents(
        [read(path) for path in copies], [rule for rule in RULES if rule.scope != "document"]
    )


@pytest.mark.parametrize("changed", CHANGED, ids=lambda p: f"{p.path}:{p.line}-{p.rule}")
def test_change_against_the_original_is_reported(changed):
    start, end = place(changed, read(changed.path).source)
    if changed.rule not in KNOWN:
        pytest.skip(f"no rule “{changed.rule}” yet")
    found = [f for f in story_findings() if f.path == changed.path and f.start < end and start < f.end]
    assert changed.rule in {f.rule for f in found}
