"""Notes: what an article says of its own text, with the day of a later note, or of a date that is mistaken."""

from __future__ import annotations

import re
from functools import cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later

_NOTE = compile_later(
    rf"\W*(?:editor['’]s\s+)?{either(in_all_languages('note_labels'))}\b[^.\n]{{0,12}}", re.IGNORECASE
)
"""What a paragraph begins with that somebody added later: “Update, Aug. 4, 2023: …”."""


_LONGEST = 300
"""So far from the beginning of its line, in code points, no such date stands."""


def heads_a_note(text: str, date_start: int) -> bool:
    """Tell whether a date stands at the head of its line, behind a word that says that the line was added later."""
    near = max(0, date_start - _LONGEST)
    line_start = text.rfind("\n", near, date_start) + 1
    if near and not line_start:
        return False
    return _NOTE.fullmatch(text, line_start, date_start) is not None


def tells_of_a_fault(plain: str, start: int, end: int, language: str | None) -> bool:
    """Tell whether a stretch of a text, in the form of `Document.plain`, says that something in it is mistaken."""
    return _faults(language).search(plain, start, end) is not None


@cache
def _faults(language: str | None) -> re.Pattern[str]:
    """Make the pattern of a language's phrases; of one whose phrases are not known, those of all languages."""
    phrases = language_data(language).fault_phrases or in_all_languages("fault_phrases")
    return compile_later(rf"\b{either(phrases)}\b", re.IGNORECASE)
