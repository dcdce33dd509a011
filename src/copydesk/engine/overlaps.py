"""Overlaps: choose what is reported of two findings at one place. An editor does one thing there, so one is enough.

Of boilerplate findings, which cover whole passages, the longest is reported, and a general rule yields to a specific
one; the parts of one form are reported as one. Faults inside a block of boilerplate are not reported, because the block
should be deleted. A finding that explains others (mojibake explains stray letters) replaces them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from copydesk.findings import BOILERPLATE, Finding, Flag, at_least

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from copydesk.document import Document
    from copydesk.rules import Rule

    Flagged = tuple[Rule, Flag]

_SENTENCE = 7
"""So many spaces at least has a sentence of the article in front of what the page left."""
_NOTHING = "\0 \t\r\n\u00a0"

_OF_ONE_FORM = ("comment-form", "comment-notice")
"""Rules that find parts of one thing: where their passages touch, the first of these rules reports them together."""


def merge_boilerplate(document: Document, flagged: Sequence[Flagged]) -> list[Flagged]:
    """Keep the longer of two boilerplate flags if one contains the other.

    A more general rule yields to the other rules of its family: their flags are cut off from its flags, and a flag that
    they cover completely is dropped.
    """
    kept = [pair for pair in flagged if pair[0].family != BOILERPLATE]
    settled: list[Flagged] = []
    by_generality = sorted((pair for pair in flagged if pair[0].family == BOILERPLATE), key=_generality)
    for _, group in groupby(by_generality, key=_generality):
        named = sorted((flag for _, flag in settled), key=attrgetter("start"))
        settled += [
            (rule, _trimmed(document, flag, named))
            for rule, flag in group
            if not (named and (_is_covered(document, flag, named) or _is_behind_prose(document, flag, named)))
        ]
    end = -1
    for rule, flag in sorted(
        settled, key=lambda pair: (pair[1].start, -pair[1].end, pair[0].generality, pair[0].id)
    ):
        if flag.end > end or rule.severity == "error":
            kept.append((rule, flag))
            end = max(flag.end, end)
    return _with_whole_forms(document, kept)


def _with_whole_forms(document: Document, flagged: Sequence[Flagged]) -> list[Flagged]:
    """Join the flags of a form's parts that touch: an editor deletes the form, not its lines one by one."""
    parts = sorted((pair for pair in flagged if pair[0].id in _OF_ONE_FORM), key=lambda pair: pair[1].start)
    if len({rule.id for rule, _ in parts}) < len(_OF_ONE_FORM):
        return list(flagged)
    joined: list[Flagged] = []
    for rule, flag in parts:
        if joined and not document.text[joined[-1][1].end : flag.start].strip(_NOTHING):
            before, first = joined[-1]
            if _OF_ONE_FORM.index(rule.id) < _OF_ONE_FORM.index(before.id):
                before, message = rule, flag.message
            else:
                message = first.message
            joined[-1] = before, replace(first, end=max(first.end, flag.end), message=message)
        else:
            joined.append((rule, flag))
    return [pair for pair in flagged if pair[0].id not in _OF_ONE_FORM] + joined


def _generality(pair: Flagged) -> int:
    return pair[0].generality


def _is_covered(document: Document, flag: Flag, others: Iterable[Flag]) -> bool:
    """Tell whether other flags, in order, cover a flag except for white space and markup.

    What is nothing but markup, such as a shortcode, is covered only if another flag touches it.
    """
    at = flag.start
    for other in others:
        if other.end > at and other.start < flag.end:
            if document.text[at : other.start].strip(_NOTHING):
                return False
            at = other.end
    return at > flag.start and not document.text[at : flag.end].strip(_NOTHING)


def _is_behind_prose(document: Document, flag: Flag, others: Iterable[Flag]) -> bool:
    """Tell whether what other flags name in a line stands behind a sentence: the rest of the line is the article's."""
    first = next(
        (other.start for other in others if flag.start < other.start < other.end <= flag.end), flag.start
    )
    before = document.text[flag.start : first].rstrip(_NOTHING)
    return before.endswith((".", "!", "?", "…")) and "\n" not in before and before.count(" ") >= _SENTENCE


def _trimmed(document: Document, flag: Flag, others: Sequence[Flag]) -> Flag:
    """Return a flag without its ends that other flags overlap from outside."""
    trimmed, (start, end) = None, (flag.start, flag.end)
    while trimmed != (start, end):  # what lay inside may reach out of what is left
        trimmed = start, end
        for other in others:
            if other.start < start < other.end < end:
                start = other.end
            elif start < other.start < end < other.end:
                end = other.start
    if trimmed == (flag.start, flag.end):
        return flag
    text = document.text[start:end]
    start += len(text) - len(text.lstrip(_NOTHING))
    end = start + len(text.strip(_NOTHING))
    return replace(flag, start=start, end=end, message=f"{flag.message}; part of it has a finding of its own")


def drop_reported(flagged: Iterable[Flagged], findings: Sequence[Finding], start: int = 0) -> list[Flagged]:
    """Drop the flags of cross-file rules inside a finding of their family, which reports the same already.

    `start` is the offset in its file at which the flagged document begins; the findings have offsets of that file.
    """
    return [
        (rule, flag)
        for rule, flag in flagged
        if rule.family != BOILERPLATE
        or not any(
            finding.family == rule.family
            and finding.start <= start + flag.start
            and start + flag.end <= finding.end
            for finding in findings
        )
    ]


MarkedPlace = tuple[str, str, int, int]
"""The path and family of a finding, and its start and end."""


def settled_places(findings: Iterable[Finding]) -> dict[MarkedPlace, Finding]:
    """Return the findings that a source has settled, by place: those with a suggestion that comes from another file."""
    return {
        _place(each): each
        for each in findings
        if each.suggestions and any(place.path != each.path for place in each.related)
    }


def _place(finding: Finding) -> MarkedPlace:
    return finding.path, finding.family, finding.start, finding.end


def places_meant(finding: Finding) -> Iterator[MarkedPlace]:
    """Yield the places that a finding points to, as findings of its family would mark them."""
    return ((each.path, finding.family, each.start, each.end) for each in finding.related)


def drop_refuted(
    findings: Sequence[Finding], elsewhere: Mapping[MarkedPlace, tuple[str, ...]] = MappingProxyType({})
) -> Sequence[Finding]:
    """Return the findings without those that point to another spelling which a source calls wrong.

    A finding with a suggestion that comes from another file was held to a source, and a source decides: the findings of
    its family that call the source's spelling wrong, or repeat what is said at its place, are dropped.

    Args:
        findings: of some files.
        elsewhere: the suggestions of the `settled_places` of other files, as far as these findings point to them.
    """
    settled = settled_places(findings)
    if not settled and not elsewhere:
        return findings
    suggested = {**elsewhere, **{place: each.suggestions for place, each in settled.items()}}

    def is_refuted(finding: Finding) -> bool:
        here = settled.get(_place(finding))
        if here is not None and here is not finding:
            return True
        return any(suggested.get(place) == (finding.excerpt,) for place in places_meant(finding))

    return [each for each in findings if not is_refuted(each)]


def drop_subsumed(
    findings: Iterable[Finding], rules_of: Callable[[str], Mapping[str, Rule]]
) -> Iterator[Finding]:
    """Return the findings, which are sorted, without those inside others that explain them, related places included.

    Of two findings at the same place the first stays. A finding also stays if it is more severe than the one that
    contains it. `rules_of` returns the rules for the file at a path, by their ids; it is called only if findings
    overlap.
    """
    for path, group in groupby(findings, key=attrgetter("path")):
        of_file = list(group)
        overlap = any(after.start < before.end for before, after in pairwise(of_file))
        yield from _unexplained(of_file, rules_of(path)) if overlap else of_file


def _unexplained(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    outer: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.start, -each.end, each.rule)):
        rule = rules.get(finding.rule)
        explains = rule is not None and (
            rule.explains or (rule.family == BOILERPLATE and rule.generality > 0)
        )
        if explains and (not outer or finding.end > outer[-1].end):
            outer.append(finding)
    starts = [each.start for each in outer]

    def around(path: str, start: int, end: int) -> Finding | None:
        index = bisect_right(starts, start) - 1
        found = outer[index] if index >= 0 and path == outer[index].path else None
        return found if found and end <= found.end else None

    for finding in findings:
        holder = around(finding.path, finding.start, finding.end)
        if (
            holder is None
            or holder is finding
            or not at_least(holder.severity, finding.severity)
            or not all(around(each.path, each.start, each.end) for each in finding.related)
        ):
            yield finding
