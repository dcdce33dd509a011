"""Said twice: a sentence or a clause that stands in a text a second time, perhaps with its words in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        words = [match.group().lower() for match in _WORD.finditer(text, sentence.start, sentence.end)]
        if len(words) >= _LEAST_OF_SENTENCE and _weighty(words, small) >= _LEAST_WEIGHTY_OF_SENTENCE:
            wholes.setdefault(tuple(sorted(words)), []).append((sentence, sentence))
        for clause, key in _clauses(text, sentence):
            if len(key) >= _LEAST_WORDS and _weighty(key, small) >= _LEAST_WEIGHTY:
                clauses.setdefault(key, []).append((clause, sentence))
    told: set[Span] = set()
    for places in (*wholes.values(), *clauses.values()):
        if len(places) != _TWO or places[0][1] == places[1][1] or places[1][1] in told:
            continue
        (first, _), (second, whole) = places
        told.add(whole)
        yield second, first


def _weighty(words: Sequence[str], small: frozenset[str]) -> int:
    return len({word for word in words if word not in small and len(word) >= _SHORTEST and word[0].isalpha()})


def _clauses(text: str, sentence: Span) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the clauses of a sentence between its marks, without the conjunction that begins one."""
    links = in_all_languages("clause_links")
    at = sentence.start
    ends = [match.start() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    for end in (*ends, sentence.end):
        matches = list(_WORD.finditer(text, at, end))
        if matches and matches[0].group().lower() in links:
            del matches[0]
        if matches and matches[0].group().lower() not in _RELATIVE:
            yield (
                Span(matches[0].start(), matches[-1].end()),
                tuple(match.group().lower() for match in matches),
            )
        at = end + 1
