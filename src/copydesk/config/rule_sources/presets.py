"""Presets: which rules run where nobody says more."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.rules import Rule

CRAWL = "crawl"
"""The preset for whole crawls: those of the preset “recommended” that together take less than a millisecond for an
article. `python -m bench crawl` shows what each rule takes."""

PRESET_NAMES = ("recommended", "strict", CRAWL)
"""The presets that can be chosen; a rule itself belongs to one of `rules.PRESETS`."""


def is_in_preset(rule: Rule, preset: str) -> bool:
    """Tell whether a preset has a rule."""
    if preset == CRAWL:
        return rule.id in crawl_rules()
    return preset == "strict" or rule.preset == preset


@cache
def crawl_rules() -> frozenset[str]:
    """Return the ids of the rules for crawls."""
    return frozenset(Path(__file__).with_name("crawl_rules.txt").read_text("utf-8").split())
