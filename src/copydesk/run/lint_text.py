"""Text linting: check one text in memory, without a configuration, for `copydesk.lint`."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

from copydesk.config.request import RunOptions
from copydesk.config.selection import CliOverrides
from copydesk.config.settings import ConfigError, nearest
from copydesk.document import Document
from copydesk.engine.linter import without_comparing
from copydesk.engine.suppressions import collect_suppressions
from copydesk.findings import FileResult, Finding
from copydesk.rules import PRESETS
from copydesk.run.narrowing.filters import FilterInputs, apply_filters
from copydesk.run.session import Session
from copydesk.stories.in_memory import check_documents

_loading = threading.Lock()
"""Held while rules are loaded: the modules of rules must not be imported by two threads at once."""


def lint_text(
    text: str, path: str, preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> list[Finding]:
    """Check a text; see `copydesk.lint`."""
    if preset is not None and preset not in PRESETS:
        raise ValueError(f"preset: {preset!r} is not one of {', '.join(PRESETS)}{nearest(preset, PRESETS)}")
    anywhere = Path.cwd() / "any"
    with _loading:
        config = _session(preset, select, ignore).config
        try:
            rules = config.rules_for(anywhere)
        except ConfigError as error:
            raise ValueError(str(error).removeprefix("--")) from None  # arguments here are no options
    document = Document(text, path)
    findings = check_documents([document], without_comparing(document, rules.rules))
    catalogue = config.selector_for(anywhere).catalogue
    result = collect_suppressions(FileResult(path, tuple(findings)), document, rules.rules, catalogue)
    inputs = FilterInputs(rules_of=lambda _path: rules.by_id, suppressions={path: result.suppressions})
    return list(apply_filters(result.findings, inputs).findings)


@cache
def _session(preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> Session:
    return Session(RunOptions(CliOverrides(preset=preset, select=select, ignore=ignore), isolated=True))
