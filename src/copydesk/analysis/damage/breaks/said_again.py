"""Said again: words that stand a second time in their sentence, with one word between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"[\p{L}\p{N}]+(?:['’\-]\p{L}+)*")
_LEAST = 3
"""Of fewer words in a row, sayings are made: the end of the day, the end of the road."""
_MOST_BETWEEN = 1
_LONGEST = 16
_LONG = 14
"""So many letters have the words together at least."""
_END = regex_later(r"[.,!?;:…\n\"“”„«»(){}\[\]|–—•*_/<>=]")


def find_said_again(text: str, start: int, stop: int, language: str | None) -> Iterator[tuple[Span, Span]]:
    """Yield what stands twice in a sentence, word for word: the first place, and the second.

    De komende maanden speelt de komende maanden. Between the two stands one word and no mark, and they
    begin or end their part of the sentence.
    """
    small = language_data(language).stop_words
    for first, last in _pieces(text, start, stop):
        matches = list(_WORD.finditer(text, first, last))
        if len(matches) < 2 * _LEAST + 1:
            continue
        words = [match.group().lower() for match in matches]
        if len(words) - len(set(words)) < _LEAST:
            continue
        found = _row(words)
        if found is None:
            continue
        at, length, gap = found
        row = words[at : at + length]
        if (
            sum(map(len, row)) < _LONG
            or all(word in small for word in row)
            or _is_rhetoric(row, words, at, gap)
        ):
            continue
        again = at + length + gap
        yield (
            Span(matches[at].start(), matches[at + length - 1].end()),
            Span(matches[again].start(), matches[again + length - 1].end()),
        )


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between marks that end sentences or set words apart."""
    at = start
    for match in _END.finditer(text, start, stop):
        yield at, match.start()
        at = match.end()
    yield at, stop


def _row(words: Sequence[str]) -> tuple[int, int, int] | None:
    """Return where a row of words begins that stands again, how long it is, and how many words are between."""
    for gap in range(1, _MOST_BETWEEN + 1):
        for length in range(_LONGEST, _LEAST - 1, -1):
            step = length + gap
            if step + length > len(words):
                continue
            run = 0
            for index in range(len(words) - step):
                run = run + 1 if words[index] == words[index + step] else 0
                if run == length:
                    return index - length + 1, length, gap
    return None


def _is_rhetoric(row: Sequence[str], words: Sequence[str], at: int, gap: int) -> bool:
    """Tell whether two clauses are built alike: numbers, or words that begin and end them, differ."""
    between = words[at + len(row) : at + len(row) + gap]
    return any(word[0].isdigit() for word in (*row, *between)) or len(set(row)) < len(row)
