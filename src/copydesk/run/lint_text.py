"""What `copydesk.lint` does: one text in memory, under no configuration."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copydesk.config.request import RunOptions
from copydesk.config.selection import CliOverrides
from copydesk.config.settings import ConfigError, nearest
from copydesk.document import Document
from copydesk.engine.overlaps import drop_subsumed
from copydesk.engine.suppressions import apply_suppressions, collect_suppressions
from copydesk.findings import FileResult, Finding
from copydesk.rules import PRESETS
from copydesk.run.session import Session
from copydesk.stories import check_documents


def lint_text(
    text: str, path: str, preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> list[Finding]:
    """See `copydesk.lint`."""
    if preset is not None and preset not in PRESETS:
        raise ValueError(f"preset: {preset!r} is not one of {', '.join(PRESETS)}{nearest(preset, PRESETS)}")
    desk = _desk(preset, select, ignore)
    anywhere = Path.cwd() / "any"
    try:
        plan = desk.plan(anywhere)
    except ConfigError as error:
        raise ValueError(str(error).removeprefix("--")) from None  # arguments here are no options
    document = Document(text, path)
    result = FileResult(path, tuple(check_documents([document], plan.rules)))
    result = collect_suppressions(result, document, plan.rules, desk.selector(anywhere).catalogue)
    left = sorted(apply_suppressions(result.findings, {path: result.suppressions}, whole=False))
    return list(drop_subsumed(left, lambda _path: plan.by_id))


@cache
def _desk(preset: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> Session:
    return Session(RunOptions(CliOverrides(preset=preset, select=select, ignore=ignore), isolated=True))
