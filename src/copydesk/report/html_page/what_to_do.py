"""What to do: tell an editor what can be done about a finding, and which leftovers a fix deletes."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from copydesk.findings import BOILERPLATE, Finding, is_only_shown
from copydesk.run.fixes.cutting.cuts import cuts_of
from copydesk.run.fixes.edits import in_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.report.base import Report


class _Cut(NamedTuple):
    """A passage of leftovers, with offsets of the file, and why it is not deleted; empty if it is."""

    start: int
    end: int
    refused: str


_IF_RIGHT = "If it is right as it stands, accept it with a line from below."


def remedy(finding: Finding) -> str:
    """Return what an editor does about a fault that no fix mends, as the rule's id, its family and the places tell."""
    known = _remedies()
    if any(each.path != finding.path for each in finding.related):
        return str(known["beside"])
    words = finding.rule.split("-")
    by_fault = (each["remedy"] for each in known["faults"] if not set(words).isdisjoint(each["words"]))
    return str(next(by_fault, known["families"].get(finding.family, known["other"])))


@cache
def _remedies() -> Mapping[str, Any]:
    text = files("copydesk.report.html_page").joinpath("remedies.yaml").read_text("utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


class Advice:
    """Tells what can be done about the findings of a report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._by_path: dict[str, list[Finding]] = defaultdict(list)
        for each in report.findings:
            self._by_path[each.path].append(each)
        self._path, self._cuts = "", list[_Cut]()

    def on(self, finding: Finding) -> str:
        """Return what an editor does about a finding, in a sentence."""
        if finding.is_failure:
            return "This could not be checked. Mend what the message names, and check again."
        if finding.fixable:
            return "`copydesk fix` mends this safely."
        if len(finding.suggestions) > 1:
            return "Choose the suggestion that is right, and write it."
        if finding.suggestions:
            return "Read it; if the suggestion is right, `copydesk fix --suggested` applies it."
        if finding.family == BOILERPLATE:
            return self._on_leftover(finding)
        return f"{remedy(finding)} {_IF_RIGHT}"

    def _on_leftover(self, finding: Finding) -> str:
        if finding.stays:
            return "Read it; it may belong to the article. If it is a leftover, delete it by hand."
        cut = next((each for each in self._cuts_in(finding.path) if _overlap(each, finding)), None)
        if cut is None:
            return "Read it; if it is a leftover, delete it by hand."
        if cut.refused:
            return f"Read it; if it is a leftover, delete it by hand, because {cut.refused}."
        rule = f" --select {finding.rule}" if is_only_shown(finding, self._report.named) else ""
        return f"Read it; if it is a leftover, `copydesk fix --suggested{rule}` deletes it."

    def _cuts_in(self, path: str) -> list[_Cut]:
        """Return the leftovers of a file; those of the last one are kept, since files come one after the other."""
        if path != self._path:
            self._path = path
            self._cuts = [
                _Cut(cut.start + document.start, cut.end + document.start, cut.refused)
                for document in self._report.documents(path)
                for cut in cuts_of(document, in_document(document, self._by_path[path]))
            ]
        return self._cuts


def _overlap(cut: _Cut, finding: Finding) -> bool:
    return cut.start < finding.end and finding.start < cut.end
