"""Capital words: every word with a capital, of any script, and whether it begins a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.context import starts_sentence
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"(?<![\p{L}\p{N}_@#/.'’-])\p{Lu}[\p{L}\p{M}]*+(?:['’-][\p{L}\p{M}]++)*+(?![\p{N}_@/])")
_MOST = 3_000
"""A text with more of them is a register."""


class Word(NamedTuple):
    """A word with a capital where it stands."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Return the place alone."""
        return Span(self.start, self.end)


class CapitalWords:
    """The words with a capital of a text, in order, and by their spelling."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [Word(match[0], *match.span()) for match in kept_matches(_WORD, text)]
        self.words: Sequence[Word] = found if len(found) <= _MOST else ()
        self.by_text: dict[str, list[Word]] = {}
        for word in self.words:
            self.by_text.setdefault(word.text, []).append(word)
        self._starts = [word.start for word in self.words]

    def between(self, start: int, end: int) -> Sequence[Word]:
        """Return the words that begin between two places."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def starts_sentence(self, word: Word) -> bool:
        """Tell whether nothing stands before a word in its sentence."""
        return starts_sentence(self.text, word.start)


def may_decline(language: str | None) -> bool:
    """Tell whether names take endings of cases: in this language, or perhaps, as nobody can tell it."""
    if language is None:
        return True
    return language_data(language).surnames_decline
