"""Filters: decide whether a finding is shown, step by step. `check`, `fix` and `lint()` all use them.

Flags in one document pass four filters in `engine.linter.lint`, in the worker that checks the file:

1. rule flags: an invalid flag never becomes a finding (`engine.rule_flags`);
2. place: flags outside the rule's places are dropped (`rules.Where.holds`);
3. leftovers: flags of rules with `own_text: false`, and those that `needs_leftovers`, are dropped where too few rules
   for leftovers flag anything for the article's origin (`Document.kinds_of_leftovers`);
4. overlaps: of boilerplate that is flagged twice, the larger extent is kept (`engine.overlaps`).

The findings of all files, with those of cross-file checks, then pass FILTERS below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from copydesk.engine.overlaps import MarkedPlace, drop_refuted, drop_subsumed
from copydesk.engine.rule_flags import AND_MORE
from copydesk.findings import Finding, Suppression

if TYPE_CHECKING:
    from copydesk.rules import Rule
    from copydesk.run.narrowing.accept_list import AcceptLists
    from copydesk.run.narrowing.baseline import Baseline
    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.narrowing.coverage import Coverage
    from copydesk.run.narrowing.known_findings import Entry

Findings = Sequence[Finding]
"""Findings sorted by path, then place."""


class FilterInputs(NamedTuple):
    """The facts about a run that the filters need.

    Attributes:
        rules_of: returns the rules for the file at a path, by their ids.
        suppressions: by path, those of each file that has any.
        coverage: which rules ran on which file; None without lists of findings.
        covers_project: whether all files of the project were checked.
        accept_lists, baseline, changes: None if there is none.
        settled_elsewhere: see `drop_refuted`; for findings of a text that was compared with others.
    """

    rules_of: Callable[[str], Mapping[str, Rule]]
    suppressions: Mapping[str, tuple[Suppression, ...]]
    covers_project: bool = False
    coverage: Coverage | None = None
    accept_lists: AcceptLists | None = None
    baseline: Baseline | None = None
    changes: Changes | None = None
    settled_elsewhere: Mapping[MarkedPlace, tuple[str, ...]] = {}


def _suppressions(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop the findings that the articles themselves suppress, and report suppressions that cover none."""
    if not inputs.suppressions:
        return findings
    from copydesk.engine.suppressions import (
        apply_suppressions,  # imported only where an article suppresses something
    )

    return sorted(apply_suppressions(findings, inputs.suppressions, covers_project=inputs.covers_project))


def _accept_list(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop the findings that the project has accepted, and report lines of the list without a finding."""
    if inputs.accept_lists is None or inputs.coverage is None:
        return findings
    return inputs.accept_lists.drop_accepted(findings, inputs.coverage)


def _refuted(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop findings that call a spelling wrong which a source of the article has."""
    return drop_refuted(findings, inputs.settled_elsewhere)


def _subsumed(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop findings inside another finding that explains them. A finding dropped before explains nothing."""
    return tuple(drop_subsumed(findings, inputs.rules_of))


def _baseline(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop the findings in the baseline."""
    return inputs.baseline.drop_known(findings) if inputs.baseline else findings


def _changed_lines(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop the findings that are not on a changed line."""
    return inputs.changes.drop_elsewhere(findings) if inputs.changes else findings


FILTERS: tuple[tuple[str, Callable[[Findings, FilterInputs], Findings]], ...] = (
    ("suppressions", _suppressions),
    ("accept list", _accept_list),
    ("refuted", _refuted),
    ("subsumed", _subsumed),
    ("baseline", _baseline),
    ("changed lines", _changed_lines),
)
"""The filters that all findings of a run pass together, in this order."""


class Filtered(NamedTuple):
    """The remaining findings, the number that each filter hid, and the lines of the baseline without a finding."""

    findings: Findings
    hidden: Mapping[str, int]
    stale: tuple[Entry, ...]


def apply_filters(findings: Findings, inputs: FilterInputs) -> Filtered:
    """Apply all filters to the findings of a run. What they hide must not stand for what is not reported."""
    every, hidden = findings, {}
    stale: tuple[Entry, ...] = ()
    for name, apply in FILTERS:
        left = apply(findings, inputs)
        hidden[name] = len(findings) - len(left)
        if name == "baseline" and inputs.baseline and inputs.coverage:
            stale = tuple(inputs.coverage.stale(inputs.baseline.left_over(findings)))
        findings = left
    if failures := list(_hidden_cuts(every, findings)):
        findings = sorted([*findings, *failures])
    return Filtered(findings, hidden, stale)


def _hidden_cuts(findings: Findings, shown: Findings) -> Iterator[Finding]:
    """Yield a failure for each finding that says that there are more which are not reported, if it is hidden itself:
    those behind it might have to be shown.
    """
    cut = {each for each in findings if each.message.endswith(AND_MORE)}
    for each in sorted(cut.difference(shown) if cut else ()):
        message = (
            f"rule {each.rule} has more findings in this file than can be reported, and the last of those reported is"
            " hidden; so findings that should be shown may be missing"
        )
        from copydesk.engine.failures import crashed_at  # imported only where that is so

        yield from crashed_at(each.path, message)
