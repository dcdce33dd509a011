"""Locating: turn flags with offsets into findings with line, column, excerpt and id."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from copydesk.engine.safe_places import is_safe_place, may_be_shown, offers_fix
from copydesk.findings import EXCERPT_LENGTH, Finding, Flag, Location, Related, identify
from copydesk.support import limits
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import Replacement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copydesk.document import Document
    from copydesk.rules import Rule

_LONGEST_SENTENCE = 10_000
_NEARBY = 150
"""Code points on either side of a flag, of which so many words are taken that a place is known by them."""
_NEARBY_WORDS, _FEWEST_NEARBY = 4, 2
_PARAGRAPHS = compile_later(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*")


def locate(
    document: Document,
    flagged: Sequence[tuple[Rule, Flag]],
    other: Callable[[str], Document | None] = lambda _path: None,
) -> tuple[Finding, ...]:
    """Turn flags into findings: add line, column, excerpt, and an id that stays the same after edits elsewhere.

    `other` returns a document by its key, or None, for related places in other documents; without a document the place
    is dropped. Findings have the offsets and lines of the file, even if the document is only a part of it.
    """
    findings = []
    occurrences: Counter[str] = Counter()
    for rule, flag in sorted(
        flagged, key=lambda pair: (pair[1].start, pair[1].end, pair[0].id, pair[1].message)
    ):
        excerpt = document.source[flag.start : flag.end]
        suggestions = flag.suggestions if offers_fix(document, flag) else ()
        key = "\0".join((rule.id, document.project_path, _sentence(document, flag), excerpt))
        occurrences[key] += 1
        line, column = document.position(flag.start)
        end_line, end_column = document.position(flag.end)
        findings.append(
            Finding(
                path=document.path,
                start=document.start + flag.start,
                end=document.start + flag.end,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                rule=rule.id,
                family=rule.family,
                severity=rule.severity,
                message=flag.message,
                excerpt=excerpt,
                suggestions=suggestions,
                fixable=rule.fixable
                and flag.is_sure
                and len(suggestions) == 1
                and is_safe_place(document, flag.start, flag.end)
                and not may_be_shown(document, flag.start, flag.end, suggestions[0]),
                related=tuple(
                    _location(where, each)
                    for each in flag.related
                    if (where := other(each.path) if each.path else document)
                ),
                id=identify(key, occurrences[key]),
                stays=not (flag.is_sure or flag.suggestions),
                nearby=_nearby(document, rule, flag),
            )
        )
    return _without_harm(document, findings)


def _without_harm(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings; of which none is fixable whose fix would make other markup of the document."""
    fixable = [each for each in findings if each.fixable]
    if not fixable:
        return tuple(findings)
    # Imported only where there are fixes.
    from copydesk.engine.kept_markup import without_markup_changes

    changes: list[tuple[Replacement, Finding]] = []
    for each in fixable:
        start, end = each.start - document.start, each.end - document.start
        if not changes or start >= changes[-1][0].end:
            changes.append((Replacement(start, end, each.suggestions[0]), each))
    tried = {each.id for _, each in changes}
    kept = {each.id for each in without_markup_changes(document, changes)}
    return tuple(
        replace(each, fixable=False) if each.fixable and each.id in tried - kept else each
        for each in findings
    )


def _location(document: Document, place: Related) -> Location:
    start, end = document.start + place.start, document.start + place.end
    return Location(document.path, *document.position(place.start), start, end, place.message)


def _nearby(document: Document, rule: Rule, flag: Flag) -> str:
    """Return digests of the words right before and right behind a flag in its paragraph, each with rule and path.

    A flagged text that is longer than a line shows is among the words, so that no other one with its beginning is taken
    for it. Where there are hardly any words, “-” stands for the digest: they would be those of many places.
    If there are hardly any on both sides, the result is empty.
    """
    source = document.source
    before = source[max(0, flag.start - _NEARBY) : flag.start]
    behind = source[flag.end : flag.end + _NEARBY]
    sides = (
        _PARAGRAPHS.split(before)[-1].split()[-_NEARBY_WORDS:],
        _PARAGRAPHS.split(behind, 1)[0].split()[:_NEARBY_WORDS],
    )
    if all(len(words) < _FEWEST_NEARBY for words in sides):
        return ""
    excerpt = " ".join(source[flag.start : flag.end].split())
    place = rule.id, document.project_path, *([excerpt] if len(excerpt) > EXCERPT_LENGTH else ())
    return "".join(
        f"~{identify(chr(0).join((*place, *words)), side)[:8]}" if len(words) >= _FEWEST_NEARBY else "~-"
        for side, words in enumerate(sides)
    )


def _sentence(document: Document, flag: Flag) -> str:
    """Return the sentence that contains a flag, normalised. A very long one is replaced by its digest.

    It is empty if splitting the text into sentences takes too long, so that the findings of the rules are kept.
    """
    try:
        start, end = document.sentence_at(flag.start)
    except limits.TooSlow:
        return ""
    return document.once(_normalised)(start, end)


def _normalised(document: Document) -> Callable[[int, int], str]:
    @cache
    def sentence(start: int, end: int) -> str:
        written = document.source[start:end]
        if end - start <= _LONGEST_SENTENCE:
            return " ".join(written.split())
        from copydesk.support.persistence.hash_functions import sha256

        return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()

    return sentence
