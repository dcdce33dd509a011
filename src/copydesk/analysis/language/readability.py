"""How hard a text is to read, by textstat. Only the measures that need no word list: textstat fetches those."""

from __future__ import annotations

from typing import Literal

from copydesk.formats.parsed import MARKUP, OBJECT

Measure = Literal["automated-readability-index", "coleman-liau", "lix", "rix"]
"""Our names of the measures."""

_MEASURES: dict[Measure, str] = {
    "automated-readability-index": "automated_readability_index",
    "coleman-liau": "coleman_liau_index",
    "lix": "lix",
    "rix": "rix",
}
"""The same, and textstat's."""


def score(text: str, measure: Measure) -> float:
    """What a measure, gives for a text. The higher, the harder to read."""
    import textstat  # a fifth of a second to import: only who asks for it pays

    readable = text.replace(MARKUP, "").replace(OBJECT, "")
    return float(getattr(textstat, _MEASURES[measure])(readable))
