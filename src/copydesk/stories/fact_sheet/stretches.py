"""Stretches: parts of an article that belong to entries of other kinds."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from copydesk.findings import Extended, Span


def merged(stretches: Iterable[Extended]) -> list[Span]:
    """Return stretches in order, those that touch or overlap as one: a quotation may hold another one, and dates."""
    found: list[Span] = []
    for each in sorted(stretches, key=attrgetter("start")):
        if found and each.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(each.end, found[-1].end))
        else:
            found.append(Span(each.start, each.end))
    return found
