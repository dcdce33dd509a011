"""Stretches: parts of an article that belong to entries of other kinds."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.findings import Span


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return stretches in order, those that touch or overlap as one: a quotation may hold another one, and dates."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found
