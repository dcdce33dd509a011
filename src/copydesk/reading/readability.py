"""How hard a text is to read, by textstat. Only the measures that need no word list: textstat fetches those."""

from __future__ import annotations

from copydesk.formats.parsed import MARKUP, OBJECT

MEASURES = {
    "automated-readability-index": "automated_readability_index",
    "coleman-liau": "coleman_liau_index",
    "lix": "lix",
    "rix": "rix",
}
"""Our names of the measures, and textstat's."""


def score(text: str, measure: str) -> float:
    """What a measure, one of MEASURES, gives for a text. The higher, the harder to read."""
    import textstat  # a fifth of a second to import: only who asks for it pays

    readable = text.replace(MARKUP, "").replace(OBJECT, "")
    return float(getattr(textstat, MEASURES[measure])(readable))
