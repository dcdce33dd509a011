"""What is said of a file that could not be checked."""

from __future__ import annotations

from pathlib import Path

from copydesk.document import Document
from copydesk.engine.engine_rules import UNREADABLE
from copydesk.engine.linter import Result, locate
from copydesk.findings import Flag
from copydesk.formats.decoding.encodings import NotText
from copydesk.support import limits
from copydesk.support.paths import display_path


def not_checked(file: Path, reason: str) -> Result:
    """The result of a file that could not be checked."""
    document = Document("", display_path(file), "text")
    flag = Flag(0, 0, f"not checked: {reason[:1].lower()}{reason[1:]}")
    return Result(document.path, locate(document, [(UNREADABLE, flag)]))


def unreadable(file: Path, error: BaseException) -> Result:
    """The result of a file that could not be checked because of an error."""
    return not_checked(file, reason_of(error))


def reason_of(error: BaseException) -> str:
    """Why a file could not be read."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, limits.TooSlow):
        return f"it took longer than {error}"
    if isinstance(error, NotText | limits.TooLarge):
        return str(error)
    return f"its reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
