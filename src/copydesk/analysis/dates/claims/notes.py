"""Notes: paragraphs that somebody added to an article later, with the day on which they did."""

from __future__ import annotations

import re

from copydesk.support.patterns import compile_later

_NOTE = compile_later(
    r"\W*(?:editor['’]s\s+)?(?:updated?|edit(?:ed)?|correct(?:ion|ed)|clarification|addendum|postscript|note|nachtrag"
    r"|aktualisierung|korrektur|mise\s+à\s+jour|erratum|actualización|corrección|atualização|aggiornamento)\b[^.\n]{0,12}",
    re.IGNORECASE,
)
"""What a paragraph begins with that somebody added later: “Update, Aug. 4, 2023: …”."""


def heads_a_note(text: str, date_start: int) -> bool:
    """Tell whether a date stands at the head of its line, behind a word that says that the line was added later."""
    line_start = text.rfind("\n", 0, date_start) + 1
    return _NOTE.fullmatch(text, line_start, date_start) is not None
