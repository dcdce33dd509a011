"""Cases of names: no form that a language makes of somebody's name is taken for another spelling of it."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
import yaml

from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint

LANGUAGES = yaml.safe_load((Path(__file__).parent / "data" / "name_cases.yaml").read_text("utf-8"))
PEOPLE = [(code, *person) for code, entry in LANGUAGES.items() for person in entry["people"]]
RULES = [
    rule
    for rule in all_rules(plugin_manager()).values()
    if rule.family == "names" and rule.scope == "document" and rule.preset == "recommended"
]


def findings(text):
    return [finding.message for finding in lint(Document(text, "article.md"), RULES).findings]


def forms_of(given, surname):
    """The cases of a surname, alone and behind those of the first name."""
    return [
        *surname[1:],
        *(f"{first} {last}" for first, last in zip(cycle(given[1:]), surname[1:], strict=False)),
    ]


@pytest.mark.parametrize(
    ("code", "given", "surname"), PEOPLE, ids=[f"{person[0]}-{person[2].split()[0]}" for person in PEOPLE]
)
def test_a_case_is_no_other_spelling(code, given, surname):
    given, surname = given.split(), surname.split()
    told = LANGUAGES[code]["introduced"].format(given=given[0], surname=surname[0])
    again = cycle(LANGUAGES[code]["again"])
    texts = [f"{told}\n\n{next(again).format(form=form)}\n" for form in forms_of(given, surname)]
    assert {text.rsplit("\n", 2)[1]: found for text in texts if (found := findings(text))} == {}


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        ("fi", "Aino Kivivaara", "Kiviwaaralle"),
        ("pl", "Piotr Dobrzyński", "Dobżyńskiego"),
        ("cs", "Jan Hradilek", "Hradálka"),
        ("sv", "Sven Lindgard", "Sven Lingard"),
    ],
)
def test_a_slip_is_one(code, right, wrong):
    given, surname = right.split()
    told = LANGUAGES[code]["introduced"].format(given=given, surname=surname)
    assert findings(f"{told}\n\n{LANGUAGES[code]['again'][0].format(form=wrong)}\n")
