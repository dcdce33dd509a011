"""What shells are offered behind the options that name rules."""

from __future__ import annotations

import click
import pytest

from copydesk.cli import completions as offers
from copydesk.report import FORMATS

CONTEXT = click.Context(click.Command("check"))
OPTION = click.Option(["--select"])


@pytest.mark.parametrize(
    ("offer", "typed", "expected"),
    [
        (offers.rules, "doubled-m", ["doubled-mark"]),
        (offers.rules, "unreadable", ["unreadable-file", "unreadable-source"]),
        (offers.rules, "names", []),
        (
            offers.rules_and_families,
            "na",
            ["name-differs-from-archive", "name-differs-from-source", "name-variant", "names"],
        ),
        (offers.rules_and_families, "dates,doubled-m", ["dates,doubled-mark"]),
        (offers.severities, "doubled-m", ["doubled-mark="]),
        (
            offers.severities,
            "doubled-mark=",
            ["doubled-mark=error", "doubled-mark=info", "doubled-mark=warning"],
        ),
        (offers.among(FORMATS), "json", ["json", "json-report", "jsonl"]),
    ],
)
def test_offers(offer, typed, expected):
    assert offer(CONTEXT, OPTION, typed) == expected


def test_rules_of_packs_are_offered_and_broken_configurations_are_no_obstacle(
    tmp_path, monkeypatch, forget_settings
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house").mkdir()
    text = "summary: A thing.\nphrases: [zorp]\nbad: A zorp.\ngood: An x.\n"
    (tmp_path / "house" / "zorp-word.yaml").write_text(text)
    (tmp_path / "copydesk.yaml").write_text("packs: house\n")
    forget_settings()
    assert offers.rules_and_families(CONTEXT, OPTION, "zorp") == ["zorp-word"]
    (tmp_path / "copydesk.yaml").write_text("pack: house\n")
    forget_settings()
    assert offers.rules_and_families(CONTEXT, OPTION, "doubled-m") == ["doubled-mark"]
