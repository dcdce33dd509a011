"""Text work: check, fix, read and compare documents in memory, with the rules of a desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copydesk.analysis.dates.display import shown
from copydesk.config.selection import RuleSet
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.engine.overlaps import MarkedPlace
from copydesk.engine.suppressions import apply_suppressions, collect_suppressions
from copydesk.findings import Extended, FileResult, Finding, Suppression, is_only_shown
from copydesk.formats.decoding.encodings import decode
from copydesk.formats.registry import format_of
from copydesk.packs.rule_checks import RuleGate
from copydesk.run.fixes.edits import edits_of, pieces_after
from copydesk.run.narrowing.filters import FilterInputs, apply_filters
from copydesk.run.narrowing.known_findings import subtract
from copydesk.services.in_python.desk_settings import DeskSettings, selector_of
from copydesk.services.in_python.results import (
    FixedText,
    MentionedDate,
    NamedSomebody,
    ReadText,
    SpokenQuotation,
    TextSpan,
)

ROUNDS = 10
"""After so many rounds two rules undo each other's fixes; the fixes so far stay."""


class NoTextError(ValueError):
    """What was given is no text, or too much of it; the message says so."""


def read_document(
    text: str | bytes,
    path: str,
    settings: DeskSettings,
    *,
    format: str = "",  # noqa: A002 - as `Document` calls it
    shows_each_fault: bool = False,
    date: str = "",
) -> Document:
    """Return a text as a document; `date` is its own date, if that is known from elsewhere.

    Raises:
        NoTextError: it is none, or too large.
        NotText: bytes that are no text.
    """
    text, encoding = _text(text, path, settings.max_megabytes)
    document = Document(text, path, format_name(path, format, settings), encoding=encoding)
    level = selector_of(settings).text_of(_file(path, settings)) if settings.config.overrides else None
    return document.without(settings.config.html_skip).in_project(
        path, level=level, shows_each_fault=shows_each_fault, text_keys=settings.config.text_keys, date=date
    )


def format_name(path: str, format: str, settings: DeskSettings) -> str:  # noqa: A002
    """Return the name of the format of a text; an address that ends in .html is not the name of a file."""
    return format or settings.format or ("text" if "://" in path else format_of(path).name)


def _text(text: str | bytes, path: str, megabytes: float) -> tuple[str, str]:
    """Return a text and its encoding."""
    if not isinstance(text, str | bytes):
        if isinstance(text, os.PathLike):
            raise NoTextError(
                "this is a path and no text; read the file, such as path.read_text(encoding='utf-8')"
            )
        raise NoTextError(f"this is no text, but {'None' if text is None else type(text).__name__}")
    most = int(megabytes * 1_000_000)
    # No character takes more than four bytes; a large text is not encoded only to be counted.
    is_large = len(text) > most or (
        isinstance(text, str) and len(text) * 4 > most and len(text.encode("utf-8", "surrogatepass")) > most
    )
    if is_large:
        raise NoTextError(
            f"it has over {megabytes:g} MB; if it is an article, raise the limit with max_megabytes"
        )
    if isinstance(text, bytes):
        return decode(text, path)
    if "\0" in text:  # as in a file
        line = text.count("\n", 0, text.index("\0")) + 1
        raise NoTextError(f"not text: a NUL character in line {line}; take it out")
    return text, "utf-8"


def _file(path: str, settings: DeskSettings) -> Path:
    """Return the file that the patterns of a configuration are held to."""
    return settings.config.folder / path


def check_document(document: Document, settings: DeskSettings) -> tuple[Finding, ...]:
    """Return the findings in a document. Nothing is gathered for comparisons, for there is nothing to compare."""
    result = lint_document(document, rules_of(document.path, settings).gate, settings)
    if not result.findings and not result.suppressions:
        return ()
    return settle_findings(document.path, result.findings, result.suppressions, settings)


def rules_of(path: str, settings: DeskSettings) -> RuleSet:
    """Return the rules for a text with this name."""
    # Where no setting is for some files only, the rules are the same for any path, and no folder is asked for.
    file = _file(path, settings) if settings.config.overrides else Path(path)
    return selector_of(settings).rules_for(file)


def lint_document(
    document: Document,
    gate: RuleGate,
    settings: DeskSettings,
    story_facts: Callable[[Document], Any] | None = None,
) -> FileResult:
    """Return what the rules of a gate find in a document, and its suppressions if they count; nothing is left out yet.

    `story_facts` gathers what rules compare.
    """
    selector = selector_of(settings)
    result = lint(document, gate.rules, story_facts, selector.witnesses, concerned=gate.concerned)
    if settings.suppressions:
        active = rules_of(document.path, settings).rules
        result = collect_suppressions(result, document, active, selector.catalogue)
    return result


def settle_findings(
    path: str,
    findings: Iterable[Finding],
    suppressions: tuple[Suppression, ...],
    settings: DeskSettings,
    *,
    settled_elsewhere: Mapping[MarkedPlace, tuple[str, ...]] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings in a text that are shown: without what it suppresses, and what is accepted or explained.

    `settled_elsewhere` is None unless the text was compared with all others; see `drop_refuted`. Then it is certain
    which suppressions are of no use.
    """
    left = unsuppressed(path, findings, suppressions, settings, was_compared=settled_elsewhere is not None)
    inputs = FilterInputs(
        rules_of=lambda _path: rules_of(path, settings).by_id,
        suppressions={},
        settled_elsewhere=settled_elsewhere or {},
    )
    return tuple(apply_filters(sorted(left), inputs).findings)


def unsuppressed(
    path: str,
    findings: Iterable[Finding],
    suppressions: tuple[Suppression, ...],
    settings: DeskSettings,
    *,
    was_compared: bool,
) -> Sequence[Finding]:
    """Return the findings in a text without what it suppresses and what is accepted."""
    # As in a run, what a suppression covers is not looked for in the list of accepted findings.
    left = apply_suppressions(findings, {path: suppressions}, covers_project=was_compared)
    return subtract(left, settings.accepted).new if settings.accepted else left


def fix_text(
    text: str | bytes,
    path: str,
    settings: DeskSettings,
    *,
    format: str,  # noqa: A002 - as `Document` calls it
    suggested: bool,
    date: str = "",
) -> FixedText:
    """Apply the fixes of a text, and check it again, until nothing is left to fix. Bytes are decoded before.

    Fixes that lead back to a text that was there before are not told: two rules undo each other's.

    Raises:
        NoTextError: it is none, or too large.
        NotText: bytes that are no text.
    """
    text, _ = _text(text, path, settings.max_megabytes)
    fixed: list[Finding] = []
    seen = {text: 0}
    for _ in range(ROUNDS):
        document = read_document(text, path, settings, format=format, shows_each_fault=suggested, date=date)
        left = check_document(document, settings)
        fixable = [
            each for each in left if not each.is_failure and not is_only_shown(each, settings.choices.named)
        ]
        edits = edits_of(document, fixable, suggested=suggested)
        if not edits:
            break
        text = "".join(pieces_after(text, edits))
        fixed += [edit.finding for edit in edits]
        if text in seen:
            del fixed[seen[text] :]
            left = check_document(
                read_document(text, path, settings, format=format, shows_each_fault=suggested, date=date),
                settings,
            )
            break
        seen[text] = len(fixed)
    return FixedText(path, text, tuple(fixed), left)


def as_it_was(text: object) -> str:
    """Return what was given, to return it where it could not be fixed: bytes as far as they can be shown, and nothing
    for what is no text.
    """
    if isinstance(text, bytes | bytearray | memoryview):
        return bytes(text).decode("utf-8", "replace")
    return text if isinstance(text, str) else ""


def read_in(document: Document) -> ReadText:
    """Return what is recognised in a document."""

    def span(thing: Extended) -> TextSpan:
        return TextSpan(
            thing.start,
            thing.end,
            *document.position(thing.start),
            shown(document.text, thing.start, thing.end),
        )

    dateline = document.dateline
    return ReadText(
        document.path,
        document.format,
        document.language,
        dateline.value.isoformat() if dateline else None,
        tuple(
            NamedSomebody(each.name, each.kind, tuple(map(span, each.mentions))) for each in document.names
        ),
        tuple(
            SpokenQuotation(
                span(each.quotation),
                (each.name or span(each.speaker).text) if each.speaker else None,
                span(each.verb) if each.verb else None,
            )
            for each in document.attributions
        ),
        tuple(MentionedDate(span(each), each.value, each.precision) for each in document.dates),
    )
