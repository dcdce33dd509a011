"""What rules say that they need."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from copydesk import testing
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.rules import rule

RULES = [each for each in all_rules(plugin_manager()).values() if each.needs]
FIXTURES = sorted((Path(__file__).parent / "rules").rglob("*.md"))


def documents():
    """Every document of every fixture, as plain text and as Markdown."""
    for fixture in FIXTURES:
        for case in testing.parse(fixture.read_text("utf-8")):
            for sample in case.samples:
                for name in ("a.txt", "a.md"):
                    yield Document(sample.source, name)


@pytest.fixture(scope="module")
def without_needs():
    """The findings of the rules in every document, whether or not it has what they need."""
    ungated = [replace(each, needs=()) for each in RULES]
    return [(document, lint(document, ungated).findings) for document in documents()]


def test_several_rules_need_something():
    assert len(RULES) > 10


def test_no_rule_says_anything_where_its_needs_are_absent(without_needs):
    """With and without asking first, the findings in every fixture are the same."""
    for document, findings in without_needs:
        assert lint(document, RULES).findings == findings


def test_a_rule_is_not_called_where_its_needs_are_absent():
    called = []

    @rule(needs=["%"], family="test")
    def percent(doc):
        """Calls are noted."""
        called.append(doc.source)
        return ()

    lint(Document("Ten in a hundred."), [percent])
    lint(Document("Ten %."), [percent])
    lint(Document("<p>Ten &#37;", "a.html"), [percent])
    assert called == ["Ten %.", "<p>Ten &#37;"]
