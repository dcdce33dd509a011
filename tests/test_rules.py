"""Every rule against its fixture and against its own bad and good lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from copydesk import testing
from copydesk.document import Document
from copydesk.linter import CRASHED
from copydesk.plugins import all_rules, plugin_manager
from copydesk.stories import check_documents

FOLDER = Path(__file__).parent / "rules"
RULES = all_rules(plugin_manager())
FIXTURES = {path.stem: path for path in FOLDER.rglob("*.md")}


def check(rule, documents, options=()):
    unknown = set(options) - set(rule.options)
    assert not unknown, f"{rule.id} has no option {unknown}"
    configured = replace(rule, options={**rule.options, **dict(options)})
    return check_documents(documents, [configured])


def test_every_rule_has_a_fixture_and_every_fixture_a_rule():
    assert {rule_id: FIXTURES[rule_id].parent.name for rule_id in FIXTURES} == {
        rule_id: rule.family for rule_id, rule in RULES.items()
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_fixture(rule, request):
    path = FIXTURES[rule.id]
    differences = testing.verify(
        path, lambda documents, options: check(rule, documents, options), accept=request.config.getoption("accept")
    )
    assert not differences, "\n\n".join(
        f"{path.name}: {title}\n--- expected\n{expected}\n--- actual (pytest --accept writes it)\n{actual}"
        for title, expected, actual in differences
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_fixture_shows_both_sides(rule):
    cases = testing.parse(FIXTURES[rule.id].read_text("utf-8"))
    flagged = [any(testing.CARETS.match(line) for line in case.raw.split("\n")) for case in cases]
    assert any(flagged), f"{rule.id}: no case that is flagged"
    assert not all(flagged), f"{rule.id}: no case that must stay silent"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_bad_flags_and_good_does_not(rule):
    assert rule.scope != "document" or (rule.bad and rule.good), f"{rule.id} shows no bad or no good text"
    for text in rule.bad:
        findings = check(rule, [Document(text)])
        assert [finding.rule for finding in findings] and not any(f.rule == CRASHED.id for f in findings), text
    for text in rule.good:
        assert not check(rule, [Document(text)]), text
