"""Age phrases: the words by which a language tells ages, made into patterns, and the number that one tells."""

from __future__ import annotations

import re
from functools import cache

from copydesk.analysis.dates.counts import count_at_end, numbers
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later

_YOUNGEST = 5
_AFTER = r"(?![\w%:°]|[.,]\d|[ \0]?(?:%|[ap]\.?m\b|o'clock|uhr|kg|km|cm|per|out of|million|miles|points))"
"""What does not follow an age."""
_BARE = (
    r"(?=[ \0]*(?:[,.;:)!?\n\"”»—–|]|\Z)|[ \0]+(?:(?:in|on|after|following|from|of|last|this|at home|at his|at her|by"
    r"|when|while|and|i|på|am|nach|an|im|op|na)\b|(?-i:[A-Z][a-z]+day)\b))"
)
"""What follows an age without its unit."""

CLAUSE = r"(?=,?[ \0]+[^\W\d_])"
"""What follows it where the sentence goes on with what was done at that age."""


def years_told(match: re.Match[str], code: str) -> int:
    """Return the years that an age tells that was found; 0 for none, and for those of a small child."""
    number = next(filter(None, match.groups()))
    if number.isdigit():
        years = int(number)
    else:
        words = number.replace("\0", " ").split()
        years, used = count_at_end(words, code)
        years = years if used == len(words) else 0
    return years if years >= _YOUNGEST else 0


@cache
def age_pattern(code: str, group: str, *, bare: bool = True, follows: str = _BARE) -> re.Pattern[str]:
    """Make the pattern of a group of phrases with an age; with `bare` also of one between commas: “, 94,”."""
    language = language_data(code)
    words = either(numbers(code)) if language.numbers else "(?!)"
    number = rf"(\d{{1,3}}|{words}(?:[ -](?:(?:y|e|i|et) )?{words})?)"
    unit = either(language.year_units) if language.year_units else "(?!)"
    pieces = []
    for phrase in sorted(getattr(language, group), key=lambda phrase: (-len(phrase), phrase)):
        before, _, after = phrase.partition("#")
        tail = (
            rf"\ {unit}" if after.strip() in language.year_units else _tail(after, follows)
        )  # 82 lata, 87 lat
        pieces.append((re.escape(before) + number + tail).replace(r"\ ", r"[ \0]+"))
    if bare:
        pieces.append(rf"(?<=\w[,(])[ \0]?(\d{{2,3}})(?:[ \0]{unit})?(?=[,)])")
    return compile_later(rf"(?<![\w.,/€$£-])(?:{'|'.join(pieces)}){_AFTER}", re.IGNORECASE)


def _tail(after: str, follows: str) -> str:
    if not after.strip():
        return follows
    return re.escape(after.replace(" -", "-", 1) if after.startswith(" -") else after)
