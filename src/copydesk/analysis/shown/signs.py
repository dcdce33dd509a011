"""Signs: whether a sentence speaks of signs, spelling or what can be read somewhere, so that what looks like a slip may
be what it shows.
"""

from __future__ import annotations

from functools import cache

import regex

from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import any_word, regex_later

_SENTENCE_END = regex_later(r"[.!?…][\"'”’»)]*[ \u00a0]+(?=[\p{Lu}\d\"“‘„«(])|[\r\n]")
_SPELLED, _LONGEST = 4, 100
"""Letters and signs of a word of which it can be said that a sentence has it twice to compare the two."""


def speaks_of_signs(text: str, start: int, end: int, language: str | None) -> bool:
    """Tell whether the sentence between two offsets of a text has a word for signs or spelling (comma, ligature, sic),
    or for what words are read on (poster, ticket, misprint).

    Words of the text's language count and those of English, whose terms all use.
    """
    around = sentence_around(text, start, end)
    return _sign_words(language or "en").search(around.replace("\0", "")) is not None


def has_both_spellings(text: str, start: int, end: int, better: str) -> bool:
    """Tell whether the sentence around a misspelt word has the better spelling, too: “don`t for don't” compares them.

    `better` is to stand in the place of what is between the two offsets.
    """
    first, last = start, end
    while first and not text[first - 1].isspace():
        first -= 1
        if start - first > _LONGEST:
            return False
    while last < len(text) and not text[last].isspace():
        last += 1
        if last - end > _LONGEST:
            return False
    word = (text[first:start] + better + text[end:last]).strip('.,;:!?()"“”«»\0')
    if not _SPELLED <= len(word) <= _LONGEST or any(map(str.isspace, word)) or word in text[first:last]:
        return False
    around = sentence_around(text, start, end)
    return regex.search(rf"(?<!\w){regex.escape(word)}(?!\w)", around) is not None


def sentence_around(text: str, start: int, end: int, *, reach: int = 240) -> str:
    """Return the sentence between two offsets, of which at most `reach` code points to either side are looked at."""
    first, last = max(0, start - reach), min(len(text), end + reach)
    ends = [first, *(match.end() for match in _SENTENCE_END.finditer(text, first, last)), last]
    begin = max((at for at in ends if at <= start), default=first)
    return text[begin : min((at for at in ends if at >= end), default=last)]


@cache
def _sign_words(language: str) -> regex.Pattern[str]:
    own, english = language_data(language), language_data("en")
    words = any_word(own.sign_words | own.display_words | english.sign_words | english.display_words)
    return regex_later(rf"(?i:{words}|\bU\+[0-9a-f]{{4,6}}\b)")
