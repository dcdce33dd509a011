"""Readability: measure how hard a text is to read, with textstat. Measures with word lists are excluded: textstat
downloads these.
"""

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
"""The names of the measures, ours and textstat's."""


def score(text: str, measure: Measure) -> float:
    """Return the value of a measure for a text. A higher value means harder to read."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # what its own libraries have to say is nothing for a reader of findings
        import textstat  # an extra, which the rule names; a fifth of a second to import

    readable = text.replace(MARKUP, "").replace(OBJECT, "")
    return float(getattr(textstat, _MEASURES[measure])(readable))
