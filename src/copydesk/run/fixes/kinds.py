"""Kinds: tell which named files are no text in a format that copydesk knows, but perhaps code or data.

They are checked as plain text when they are named, since findings harm nothing; a fix would.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from copydesk.formats.registry import FORMATS, suffixes
from copydesk.support.limits import TooSlow

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.run.session import Session

_REMEDY = "--format text fixes it as plain text"


def objection_to_kind(session: Session, file: Path) -> str:
    """Return why a named file is not fixed, and the remedy; empty if it may be."""
    suffix = file.suffix.lower()
    if session.options.format or suffix in suffixes() or os.path.isdir(file):  # noqa: PTH112 - which never raises
        return ""
    try:
        documents = session.read(file)
    except (Exception, TooSlow):  # the run will tell why
        return ""
    if not documents or any(
        each.syntax is not FORMATS["text"] for each in documents
    ):  # a plugin knows its format
        return ""
    if suffix:
        return (
            f"“{suffix}” is the suffix of no text that copydesk reads, and it may be code or data; {_REMEDY}"
        )
    if (
        file.name.startswith(".")
        or file.name.lower().endswith("file")
        or documents[0].source.startswith("#!")
    ):
        return f"it may be a program or settings; {_REMEDY}"
    return ""
