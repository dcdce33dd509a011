"""Text linting: check one text in memory, without a configuration, for `copydesk.lint`."""

from __future__ import annotations

import sys
import warnings
from functools import cache
from pathlib import Path

from copydesk.config.project import ProjectConfig
from copydesk.config.request import RunOptions
from copydesk.config.selection import CliOverrides, Selector
from copydesk.config.settings import Config, ConfigError, nearest
from copydesk.document import Document
from copydesk.engine.extras import note_on_rules_left_out
from copydesk.engine.linter import without_comparing
from copydesk.engine.suppressions import collect_suppressions
from copydesk.findings import FileResult, Finding
from copydesk.formats.registry import format_of
from copydesk.rules import NO_DOCSTRINGS, PRESETS
from copydesk.run.narrowing.filters import FilterInputs, apply_filters
from copydesk.stories.in_memory import check_documents
from copydesk.support.plurals import shown_value

_used_formats: set[str] = set()


def load(preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> Selector:
    """Load the rules for `copydesk.lint`; what it raises is said there."""
    if sys.flags.optimize > 1:
        raise RuntimeError(NO_DOCSTRINGS)
    if preset is not None and preset not in PRESETS:
        raise ValueError(
            f"preset: {shown_value(preset)} is not one of {', '.join(PRESETS)}{nearest(preset, PRESETS)}"
        )
    try:
        return _selector(preset, select, ignore)
    except ConfigError as error:
        raise ValueError(str(error).removeprefix("--")) from None  # arguments here are no options


@cache
def _selector(preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> Selector:
    config = Config()
    catalogue = ProjectConfig(RunOptions(isolated=True)).catalogue(config)
    selector = Selector(catalogue, config, CliOverrides(preset=preset, select=select, ignore=ignore))
    if note := note_on_rules_left_out(selector.rules_for(Path("any")).left_out):
        warnings.warn(note, stacklevel=4)  # where `copydesk.lint` is called
    return selector


def is_first_of_format(path: str) -> bool:
    """Tell whether no text of the format of this path has been asked for."""
    name = format_of(path).name
    is_first = name not in _used_formats
    _used_formats.add(name)
    return is_first


def lint_text(text: str, path: str, selector: Selector) -> list[Finding]:
    """Check a text; see `copydesk.lint`."""
    rules = selector.rules_for(Path(path))  # the same for any path
    document = Document(text, path)
    findings = check_documents([document], without_comparing(document, rules.rules), selector.witnesses)
    result = collect_suppressions(
        FileResult(path, tuple(findings)), document, rules.rules, selector.catalogue
    )
    inputs = FilterInputs(rules_of=lambda _path: rules.by_id, suppressions={path: result.suppressions})
    return list(apply_filters(result.findings, inputs).findings)
