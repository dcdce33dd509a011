"""Said twice: a sentence or a clause that stands in a text a second time, perhaps with its words in another order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"[\p{L}\p{N}]+(?:['’\-][\p{L}\p{N}]+)*")
_CLAUSE_END = regex_later(r"[,;:()–—…]|[ \u00a0\n]-[ \u00a0\n]")
_LEAST_WORDS, _LEAST_WEIGHTY = 6, 4
"""So many words has a clause that is looked for, and so many that say something."""
_LEAST_OF_SENTENCE, _LEAST_WEIGHTY_OF_SENTENCE = 9, 4
"""So many has a sentence whose words may stand in another order."""
_RELATIVE = frozenset(
    "che cui dont où que qui quien quienes som where which who whose "
    "która które który которая которое которые который".split()
)
"""Such a clause says who or what is meant, as may be said twice."""
_SHORTEST = 3
_TWO = 2


def find_said_twice(
    text: str, sentences: Sequence[Span], language: str | None
) -> Iterator[tuple[Span, Span]]:
    """Yield what is said the second time, and where it was said first.

    Only what stands twice is told: what stands more often is a refrain or a form.
    """
    small = language_data(language).stop_words
    if not small:
        return
    clauses: dict[tuple[str, ...], list[tuple[Span, Span]]] = {}
    wholes: dict[tuple[str, ...], list[tuple[Span, Span]]] = {}
    for sentence in sentences:
        words, parts = _read(text[sentence.start : sentence.end])
        if len(words) >= _LEAST_OF_SENTENCE:
            wholes.setdefault(words, []).append((sentence, sentence))
        for start, end, key in parts:
            clause = Span(sentence.start + start, sentence.start + end)
            clauses.setdefault(key, []).append((clause, sentence))
    told: set[Span] = set()
    for found, least in ((wholes, _LEAST_WEIGHTY_OF_SENTENCE), (clauses, _LEAST_WEIGHTY)):
        for key, places in found.items():
            if len(places) != _TWO or places[0][1] == places[1][1] or places[1][1] in told:
                continue
            if _weighty(key, small) < least:
                continue
            (first, _), (second, whole) = places
            told.add(whole)
            yield second, first


def _weighty(words: Sequence[str], small: frozenset[str]) -> int:
    return len({word for word in words if word not in small and len(word) >= _SHORTEST and word[0].isalpha()})


_Words = tuple[str, ...]


@lru_cache(1024)
def _read(sentence: str) -> tuple[_Words, tuple[tuple[int, int, _Words], ...]]:
    """Return the words of a sentence, sorted, and where its clauses are, with the words of each.

    They are remembered, because editors ask again after each key.
    """
    words = [(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(sentence)]
    clauses = _clauses(sentence, words) if len(words) >= _LEAST_WORDS else ()
    return tuple(sorted(word for word, _, _ in words)), tuple((*place, key) for place, key in clauses)


_Word = tuple[str, int, int]
"""A word in small letters, where it begins, and where it ends."""


def _clauses(sentence: str, words: Sequence[_Word]) -> Iterator[tuple[Span, _Words]]:
    """Yield the clauses between the marks of a sentence that are long enough, each without its first conjunction."""
    links = in_all_languages("clause_links")
    first = 0
    ends = [match.start() for match in _CLAUSE_END.finditer(sentence)]
    for end in (*ends, len(sentence)):
        behind = bisect_left(words, end, first, key=lambda word: word[1])
        clause = words[first:behind]
        first = behind
        if clause and clause[0][0] in links:
            clause = clause[1:]
        if len(clause) >= _LEAST_WORDS and clause[0][0] not in _RELATIVE:
            yield Span(clause[0][1], clause[-1][2]), tuple(word for word, _, _ in clause)
