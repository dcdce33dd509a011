"""Change wording: say what would be written in the place of what, so that even a single mark can be seen."""

from __future__ import annotations

import unicodedata

from copydesk.report.writers.full import visible
from copydesk.support.plurals import beginning

_LONGEST = 60
_MARKS = "“”„«»\"'‘’‚‹›"


def change(old: str, new: str) -> str:
    """Return a phrase for a change: “the the” becomes “the”."""
    if old.strip() and old in new:
        before, _, after = new.partition(old)
        if not (before.strip() and after.strip()) and (added := (before + after).strip()):
            where = "behind" if new.startswith(old) else "before"
            return f"put {quoted(added)} {where} {quoted(old)}"
    if len(new) == len(old) + 1 and new[:-2] + new[-1] == old and new[-2] in _MARKS:
        return f"put {quoted(new[-2])} behind {quoted(new[:-2])}"
    return f"{quoted(old)} becomes {quoted(new)}" if new else f"{quoted(old)} is deleted"


def quoted(text: str) -> str:
    """Return a text so that it can be told from the words around it.

    White space is named, and so is a single mark; a text with marks of quotation stands between bars, because other
    such marks around it could not be told from its own.
    """
    if not text.strip():
        return visible(text)
    shown = visible(beginning(text, _LONGEST))
    if len(text) == 1 and not text.isalnum():
        return f"{shown} ({unicodedata.name(text, 'a mark').lower()})"
    return f"|{shown}|" if any(each in text for each in _MARKS) else f"“{shown}”"
