"""Letters that look like ‘ and open no quotation: ayn in Arabic names (‘Abduh, Sa‘id, al-‘Ani), the Hawaiian ‘okina."""

from __future__ import annotations

from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import is_word
from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.support.patterns import compile_later

_VOWELS = frozenset("AaIiUuEeOoĀāĪīŪū")
# Not where ‘ stands for an apostrophe: don‘t, O‘Brien, l‘eau.
_INSIDE = compile_later(r"‘(?<=[^\W\d_]{2}‘)(?=[a-zāīū])(?!(?:s|t|d|m|re|ve|ll|em|il|un|en|on)\b)")
_BEFORE = compile_later(
    r"(?i)\b(?:(?:al|el|ar|as|ash|at|ad|an|az)[-‐‑]|(?:ibn|bin|bint|abu|abū|abi|abī|umm|abd|banu|wa)[-‐‑\s\0]+)\Z"
)
_FOREIGN = compile_later(
    r"[^\W\d_]*(?:[aeiouāēīōūAEIOU][’‘'][aeiouāēīōū]|[āēīōūĀĒĪŌŪḥḤṣṢṭṬẓẒḍḌ])|(?<=\0[’‘'])[^\W\d_]+(?:[’‘'][^\W\d_]+)*\0"
)
"""Words with the letter inside as well, or with vowels and consonants as only scholars write them, or in emphasis."""
_NEAR = 12
_WORD = compile_later(r"[^\W_]+")
_NAMES = listed_words("ayn_names")


def writes_ayn(text: str) -> bool:
    """Tell whether a text has ‘ inside a word, where no quotation opens."""
    return "‘" in text and _INSIDE.search(text) is not None


def is_ayn(text: str, mark: Mark, *, elsewhere: bool) -> bool:
    """Tell whether a ‘ at the start of a word may be the letter; `elsewhere` tells whether the text `writes_ayn`."""
    if mark.glyph != "‘" or text[mark.end : mark.end + 1] not in _VOWELS:
        return False
    word = _WORD.match(text, mark.end)
    if word is None or word[0].lower() in _NAMES:
        return word is not None
    # What begins with a word of the language is a quotation, whoever is quoted.
    return not is_word(word[0]) and (
        elsewhere or _BEFORE.search(text, max(0, mark.start - _NEAR), mark.start) is not None
    )


def is_letter(text: str, mark: Mark) -> bool:
    """Tell whether the word that a mark begins shows that the mark is a letter: ‘Iwakeli’i, ‘Ālim, <em>‘iwa</em>."""
    return _FOREIGN.match(text, mark.end) is not None
