"""Front matter edits: write what findings suggest into the values of front matter, so that it can still be read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from copydesk.engine.above_the_text.texts import spoken_text_at
from copydesk.findings import Finding
from copydesk.formats.features.frontmatter import front_matter_end
from copydesk.formats.features.spoken_settings.spoken_texts import SpokenText, find_spoken_texts
from copydesk.formats.features.spoken_settings.value_writer import rewritings, unescaped
from copydesk.support.source_text import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.document import Document

Placed = tuple[Finding, SpokenText]


def placed_in_front_matter(
    document: Document, findings: Iterable[Finding]
) -> tuple[list[Placed], list[Finding]]:
    """Return the findings that lie in a text of the front matter, each with the text, and all others; both in order."""
    findings = list(findings)
    end = front_matter_end(document.source) if document.syntax.has_front_matter and document.meta else 0
    if not any(each.start < end for each in findings):
        return [], findings
    texts = find_spoken_texts(document.source, document.meta, document.text_keys)
    placed, others = [], []
    for finding in findings:
        spoken = spoken_text_at(texts, finding.start, finding.end) if finding.start < end else None
        if spoken:
            placed.append((finding, spoken))
        else:
            others.append(finding)
    return placed, others


def front_matter_rewritings(
    document: Document, placed: Iterable[Placed], *, suggested: bool
) -> Iterator[tuple[Replacement, Finding]]:
    """Yield what is to be written into the front matter, in order, with the finding that asks for it.

    All changes of one value are made together, or the first alone that can be made.
    """
    wanted = [
        (finding, spoken)
        for finding, spoken in placed
        if len(finding.suggestions) == 1 and (finding.fixable or suggested)
    ]
    for spoken, group in groupby(wanted, key=lambda each: each[1]):
        changes = _apart(finding for finding, _ in group)
        pairs = [(_change(finding, spoken), finding) for finding in changes]
        together = rewritings(document.source, spoken, [change for change, _ in pairs])
        if len(together) == len(pairs):
            yield from zip(together, (finding for _, finding in pairs), strict=True)
            continue
        for change, finding in pairs:
            if alone := rewritings(document.source, spoken, [change]):
                yield alone[0], finding
                break


def _apart(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Return the findings, but of those that overlap or touch the first."""
    kept: list[Finding] = []
    for finding in findings:
        if not kept or finding.start > kept[-1].end:
            kept.append(finding)
    return kept


def _change(finding: Finding, spoken: SpokenText) -> Replacement:
    return Replacement(finding.start, finding.end, unescaped(finding.suggestions[0], spoken.scalar.style))
