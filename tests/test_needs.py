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

RULES = {id_: each for id_, each in all_rules(plugin_manager()).items() if each.needs}
FIXTURES = {file.stem: file for file in (Path(__file__).parent / "rules").rglob("*.md")}


def documents(fixture):
    """Every document of a fixture, as plain text and as Markdown."""
    for case in testing.parse(fixture.read_text("utf-8")):
        for sample in case.samples:
            for name in ("a.txt", "a.md"):
                yield Document(sample.source, name)


def test_several_rules_need_something():
    assert len(RULES) > 10


@pytest.mark.parametrize(
    "fixture",
    [pytest.param(id_, marks=[] if id_ in RULES else pytest.mark.slow) for id_ in sorted(FIXTURES)],
)
def test_no_rule_says_anything_where_its_needs_are_absent(fixture):
    """With and without asking first, the findings in every fixture are the same: in those of rules that need something,
    where these speak most, and in the others, which takes long.
    """
    ungated = [replace(each, needs=()) for each in RULES.values()]
    for document in documents(FIXTURES[fixture]):
        assert lint(document, RULES.values()).findings == lint(document, ungated).findings


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
