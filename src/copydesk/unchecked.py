"""What is said of a file that could not be checked."""

from __future__ import annotations

from pathlib import Path

from copydesk import limits
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.formats.encoding import NotText
from copydesk.linter import CRASHED, Result, locate
from copydesk.paths import display_path
from copydesk.rules import engine_rule

UNREADABLE = engine_rule(
    id="unreadable-file",
    family="engine",
    severity="error",
    summary="A file could not be read, so nothing in it was checked.",
    why="It is missing, may not be read, or holds no text in an encoding that can be told with certainty.",
)

NOT_CHECKED = engine_rule(
    id="not-checked-against-source",
    family="sources",
    severity="error",
    summary="Quotations or dates of an article could not be held to a source; asked for by --require-sources.",
    why="It declares none, or none that could be read, or only addresses in the web, which are not fetched.",
)

ENGINE_RULES = (CRASHED, UNREADABLE, NOT_CHECKED)
"""What the engine itself reports. Findings of the family "engine" are always on and make the exit status 2."""


def not_checked(file: Path, reason: str) -> Result:
    """The result of a file that could not be checked."""
    document = Document("", display_path(file), "text")
    flag = Flag(0, 0, f"not checked: {reason[:1].lower()}{reason[1:]}")
    return Result(document.path, locate(document, [(UNREADABLE, flag)]))


def unreadable(file: Path, error: BaseException) -> Result:
    """The result of a file that could not be checked because of an error."""
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
    elif isinstance(error, limits.TooSlow):
        reason = f"it took longer than {error}"
    elif isinstance(error, NotText | limits.TooLarge):
        reason = str(error)
    else:
        reason = f"its reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return not_checked(file, reason)
