"""Sequences: two dates in one sentence that tell of one thing, first how it begins and then what came later."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[,;:()—–]")
_BREAKS = frozenset(",;:()—–")
_REACH = 120
"""How far before a date, in code points, the verb that it belongs to is looked for."""
_AFTER = 40
"""How far behind it: German and Dutch have the verb there."""
_WORDS_BETWEEN = 3
"""So many words may stand between “until” and the noun of an end: until his sudden death."""


def tells_of_later(
    text: str, start: int, end: int, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether the second of two neighbouring dates in a sentence is told as later than the first.

    `start` and `end` are the sentence's. Either something begins at the first date, and an event that can only come
    later is dated by the second, with the same subject: “built in 1871 and closed in 1902”. Or the second is that of an
    end behind “until”: “from 1842 until his death in 1871”.
    """
    between = _words(text, one.end, two.start)
    if _is_until_an_end(between, language):
        return True
    link = next((index for index, word in enumerate(between) if _links(word, language)), None)
    if link is None or not language.looking_back.isdisjoint(between):
        return False
    before = [*_words(text, max(start, one.start - _REACH), one.start), *between[:link]]
    if language.beginning_verbs.isdisjoint(before):
        return False
    clause = [word for word in between[link:] if not _links(word, language)]
    if _ends_the_same(clause, language):
        return True
    after = _words(text, two.end, min(end, two.end + _AFTER))[:4]
    return _is_of_small_words(clause, language) and _ends_the_same(after, language)


def _words(text: str, start: int, end: int) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text, start, end)]


def _links(word: str, language: Language) -> bool:
    return word in _BREAKS or word in language.clause_links


def _ends_the_same(clause: Sequence[str], language: Language) -> bool:
    """Tell whether a clause has a verb of what comes later, and no subject of its own before it."""
    verb = next((index for index, word in enumerate(clause) if word in language.ending_verbs), None)
    return verb is not None and _is_of_small_words(clause[:verb], language)


def _is_of_small_words(words: Sequence[str], language: Language) -> bool:
    return all(word in language.stop_words or word in language.pronouns or word.isdigit() for word in words)


def _is_until_an_end(between: Sequence[str], language: Language) -> bool:
    until = next((index for index, word in enumerate(between) if word in language.until_words), None)
    if until is None or not language.looking_back.isdisjoint(between[:until]):
        return False
    return not language.ending_nouns.isdisjoint(between[until + 1 : until + 2 + _WORDS_BETWEEN])
