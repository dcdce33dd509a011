"""Filters: every step that decides whether a finding is shown, in order. `check`, `fix` and `lint()` all use them.

What a rule flags in one document passes three filters in `engine.linter.lint`, in the worker that checks the file:

1. validation: a flag that makes no sense never becomes a finding (`engine.validation`);
2. place: the rule does not look there (`engine.linter.applies`);
3. overlaps: of boilerplate that is flagged twice, the wider extent is kept (`engine.overlaps`).

The findings of all files, with those of cross-file checks, then pass FILTERS, which stand below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from copydesk.engine.overlaps import drop_subsumed
from copydesk.engine.suppressions import apply_suppressions
from copydesk.findings import Finding, Suppression
from copydesk.rules import Rule

if TYPE_CHECKING:
    from copydesk.run.narrowing.accept_list import AcceptLists
    from copydesk.run.narrowing.baseline import Baseline
    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.narrowing.coverage import Coverage
    from copydesk.run.narrowing.known_findings import Entry

Findings = Sequence[Finding]
"""Findings sorted by path, then place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterInputs:
    """What the filters need to know of a run.

    Attributes:
        rules_of: gives the rules that hold for the file at a path, by their ids.
        suppressions: by path, those of each file with any.
        coverage: which rules ran on which file; None where there are no lists of findings.
        covers_project: whether all files of the project were checked.
        accept_lists, baseline, changes: None where there is nothing to leave out.
    """

    rules_of: Callable[[str], Mapping[str, Rule]]
    suppressions: Mapping[str, tuple[Suppression, ...]]
    covers_project: bool = False
    coverage: Coverage | None = None
    accept_lists: AcceptLists | None = None
    baseline: Baseline | None = None
    changes: Changes | None = None


def _suppressions(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop what the articles themselves suppress, and report suppressions that cover nothing."""
    return sorted(apply_suppressions(findings, inputs.suppressions, covers_project=inputs.covers_project))


def _accept_list(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop what the project has accepted, and report lines of the list that accept nothing."""
    if inputs.accept_lists is None or inputs.coverage is None:
        return findings
    return inputs.accept_lists.drop_accepted(findings, inputs.coverage)


def _subsumed(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop what lies in another finding that explains it. A finding dropped above explains nothing."""
    return tuple(drop_subsumed(findings, inputs.rules_of))


def _baseline(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop what was there when the baseline was written."""
    return inputs.baseline.drop_known(findings) if inputs.baseline else findings


def _changed_lines(findings: Findings, inputs: FilterInputs) -> Findings:
    """Drop what is not on a changed line."""
    return inputs.changes.drop_elsewhere(findings) if inputs.changes else findings


FILTERS: tuple[tuple[str, Callable[[Findings, FilterInputs], Findings]], ...] = (
    ("suppressions", _suppressions),
    ("accept list", _accept_list),
    ("subsumed", _subsumed),
    ("baseline", _baseline),
    ("changed lines", _changed_lines),
)
"""The filters that all findings of a run pass together, in this order."""


class Filtered(NamedTuple):
    """What the filters leave, how many findings each hides, and the lines of the baseline that hide none."""

    findings: Findings
    hidden: Mapping[str, int]
    stale: tuple[Entry, ...]


def apply_filters(findings: Findings, inputs: FilterInputs) -> Filtered:
    """Let the findings of a run pass all filters."""
    hidden = {}
    stale: tuple[Entry, ...] = ()
    for name, apply in FILTERS:
        left = apply(findings, inputs)
        hidden[name] = len(findings) - len(left)
        if name == "baseline" and inputs.baseline and inputs.coverage:
            stale = tuple(inputs.coverage.stale(inputs.baseline.left_over(findings)))
        findings = left
    return Filtered(findings, hidden, stale)
