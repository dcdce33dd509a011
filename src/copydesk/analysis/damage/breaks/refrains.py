"""Refrains: what is said again on purpose, by its own clauses that begin alike, or by words before it that say so."""

from __future__ import annotations

from collections import Counter

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_CLAUSE = compile_later(r"(?:\A|[,;:.!?][\s\0]|[\s\0](?:and|und|et|y|e|ed|en|och|og|i|a|и)[\s\0])[\s\0]*")
_WORD = compile_later(r"[^\W_]+(?:['’][^\W\d_]+)*")
_ALIKE, _SEVERAL, _SHORTEST = 3, 3, 3
_LEAD, _FEW = 80, 8
"""So long at most, in code points and words, is what opens a paragraph and says that it tells of the next, or again."""


def is_litany(text: str, span: Span) -> bool:
    """Tell whether a third of the clauses begin alike: “I saw the sea go, and I saw the sea come”, “here he …”."""
    stretch = text[span.start : span.end]
    openings = [
        _WORD.findall(stretch[match.end() : match.end() + 60].lower())[:_ALIKE]
        for match in _CLAUSE.finditer(stretch)
    ]
    whole = Counter(" ".join(each) for each in openings if len(each) == _ALIKE)
    single = Counter(each[0] for each in openings if each and len(each[0]) >= _SHORTEST)
    alike = max(whole.values(), default=0)
    by_word = max(single.values(), default=0)
    return max(alike if alike > 1 else 0, by_word if by_word >= _SEVERAL else 0) * 3 >= len(openings)


def tells_of_the_next(text: str, block: int, start: int, code: str | None) -> bool:
    """Tell whether the few words before a sentence, which open its paragraph, turn to the next of several."""
    language = language_data(code)
    before = words(text, max(block, start - _LEAD), start)
    if not 0 < len(before) <= _FEW or start - block > _LEAD:
        return False
    return not (language.which_ones | language.comeback_words).isdisjoint(before)
