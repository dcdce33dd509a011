"""Every rule against its fixture and against its own bad and good lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk import testing
from copydesk.config.plugins import all_rules, plugin_manager

FOLDER = Path(__file__).parent / "rules"
RULES = all_rules(plugin_manager())
FIXTURES = {path.stem: path for path in FOLDER.rglob("*.md")}


def test_every_rule_has_a_fixture_and_every_fixture_a_rule():
    assert {rule_id: path.parent.name for rule_id, path in FIXTURES.items()} == {
        rule_id: rule.family for rule_id, rule in RULES.items()
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_fixture(rule, request):
    accept = request.config.getoption("accept")
    problems = testing.fixture_problems(rule, FIXTURES[rule.id], accept=accept)
    assert not problems, "\n\n".join(["pytest --accept writes what the rule says:", *problems])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_fixture_shows_both_sides(rule):
    cases = testing.parse(FIXTURES[rule.id].read_text("utf-8"))
    flagged = [any(testing.CARETS.match(line) for line in case.raw.split("\n")) for case in cases]
    assert any(flagged), "no case that is flagged"
    assert not all(flagged), "no case that must stay silent"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_bad_flags_and_good_does_not(rule):
    assert rule.scope != "document" or (rule.bad and rule.good), "a rule shows a bad and a good text"
    assert not testing.example_problems(rule)
