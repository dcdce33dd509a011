"""Built-in rule files: their rules, described so that no file is read and no pattern analysed before it may match.

All that is known of them is computed once (`support.persistence.known_facts`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from copydesk.packs.matcher_kinds import Recipe
from copydesk.packs.pattern_analysis.memo import forget, memories, recall
from copydesk.packs.prefilter import Prefilter
from copydesk.packs.rule_checks import RuleCheck
from copydesk.packs.rule_files import PackError, rule_files
from copydesk.rules import Rule, rule_of, simple_fields, where_of
from copydesk.support.paths import built_in_packs
from copydesk.support.persistence.known_facts import known
from copydesk.support.persistence.packaged import archive_in_package
from copydesk.support.persistence.packing import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from copydesk.support.persistence.archive import Archive

MATCHERS = "matchers"
"""The name of what the matchers are made of; in a package it is an archive of its own, as a text needs few of them."""


def built_in_pack() -> tuple[list[Rule], Prefilter]:
    """Return the rules of our own rule files, and their prefilter, to which other packs may be added.

    Raises:
        PackError: a file has a mistake, in a checkout.
        Exception: what is known of the files is not what this version knows of them.
    """
    facts = known("rule-files", describe_pack)
    prefilter = Prefilter(facts["prefilter"])
    matchers = facts.get(MATCHERS) or archive_in_package(MATCHERS)
    if matchers is None:
        raise ValueError("the package lacks the matchers")
    folder = built_in_packs()
    return [_rule(description, matchers, folder, prefilter) for description in facts["rules"]], prefilter


def describe_pack() -> dict[str, Any]:
    """Return what is known of all files, as simple types.

    Raises:
        PackError: rule files are missing or unreadable, are not YAML, or have keys or values that a rule cannot have.
    """
    from copydesk.packs.loader import RuleParser
    from copydesk.packs.rule_reading.rule_file_cache import RuleFiles

    files = rule_files(built_in_packs())
    contents, prefilter = RuleFiles(files), Prefilter()
    rules: list[dict[str, Any]] = []
    matchers: dict[str, bytes] = {}
    for file in files:
        forget()  # what is remembered then belongs to this file
        parser = RuleParser(file)
        rule = parser.read(contents, prefilter)
        if rule is None:
            raise PackError(*parser.problems)
        rules.append(
            {
                "fields": {**simple_fields(rule), "origin": file.relative_to(built_in_packs()).parts},
                "kinds": parser.check.kinds,
            }
        )
        matchers[parser.check.name] = pack([*parser.recipe, memories])
    return {"rules": rules, "prefilter": prefilter.as_data(), MATCHERS: matchers}


def _rule(
    description: dict[str, Any], matchers: Mapping[str, bytes] | Archive, folder: Path, prefilter: Prefilter
) -> Rule:
    fields = description["fields"]
    name = f"{fields['family']}/{fields['id']}"
    recipe = partial(_recipe, matchers, name)
    check = RuleCheck(name, description["kinds"], recipe, prefilter, None, where_of(fields["where"]))
    return rule_of({**fields, "origin": str(folder.joinpath(*fields["origin"]))}, check=check.check)


def _recipe(matchers: Mapping[str, bytes] | Archive, name: str) -> Recipe:
    data, message, case_sensitive, analyses = unpack(matchers.get(name) or b"")
    recall(analyses)
    return Recipe(data, message, case_sensitive)
