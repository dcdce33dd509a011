"""Case folding: map texts to one form if a pattern that ignores case could match them alike."""

from __future__ import annotations

from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

SPACES = compile_later(" {2,}")


def fold(text: str) -> str:
    """Fold case, markup and runs of spaces. The length may change."""
    text = text.replace(MARKUP, "").casefold().replace("\u0307", "").replace("ı", "i")
    return SPACES.sub(" ", text) if "  " in text else text
