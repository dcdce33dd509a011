"""Dialects: whether a paragraph is in a dialect, whose small words the written language takes for slips."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+")
_MANY, _SEVERAL = 4, 2
"""So many words of a dialect has a text of which one in a paragraph is enough, and so many any other paragraph."""


class Dialect:
    """The words of a dialect that one text has."""

    def __init__(self, spellings: Iterable[str], language: str | None) -> None:
        self._words = language_data(language).dialect_words.intersection(map(str.lower, spellings))

    def holds(self, paragraph: str) -> bool:
        """Tell whether a paragraph of the text is in the dialect."""
        if not self._words:
            return False
        found = self._words.intersection(map(re.Match.group, _WORD.finditer(paragraph.lower())))
        return len(found) >= (1 if len(self._words) >= _MANY else _SEVERAL)
