"""Normal forms: the words of a text as two wordings are compared, each with its place.

Every comparison rests on these forms. Case, accents, punctuation, quotation marks, white space and markup do not
count; nor do contractions ("isn't", "is not"), number words ("ten", "10"), "$5" and "five dollars", "U.S." and "US",
"&" and "and", fillers ("um"), "[sic]". A letter in brackets is the letter ("[A]t"). Words in brackets (in a quotation
also in parentheses) and ellipses stand for words that are not there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import compile_later

GAP = "…"
"""The form of an ellipsis: any words may have stood here."""

EDIT = "[]"
"""The form of a bracketed word, by which an editor replaces words of the speaker."""

BREAK = "¶"
"""The form of the place between two quotations that are searched as one text."""

NEGATIONS = frozenset(
    ["not", "never", "no", "nor", "neither", "hardly", "none", "nothing", "nobody", "without"]
)
"""Words that turn a statement into its opposite."""

SMALL_WORDS = language_data("en").stop_words | language_data("en").weightless_words
"""Words that two sentences share by chance."""

_ELLIPSIS = r"\.\s?\.\s?\.(?:\s?\.)?|…|\[\s*(?:\.\s?\.\s?\.|…)\s*\]"
_BRACKETED = r"[(\[][Ss]ic[)\]]|\[[^\[\]\n]{0,120}\](?!\w)"
_INITIALS = r"(?:[^\W\d_]\.){2,}"  # U.S.
_AMOUNT = r"[$£€¥]\s?\d+(?:[.,]\d+)*(?:\s?(?i:thousand|million|billion|trillion|m|bn|k)\b)?|\d+(?:[.,:]\d+)*"
_MASKED_WORD = (  # d---, f**k, d–n
    r"(?<!\w)(?:[^\W\d_](?:[-–—]{2,}|\*{2,}|[–—_](?=[a-z]{1,3}\b))[^\W\d_]*|[^\W\d_]{2,5}\*{2,}[^\W\d_]+)"
    r"|(?<![\w.])[b-hj-z][–—](?=[\s.,;:!?'’\"”])"
)
_PLAIN_WORD = (  # also [w]ord and wo<b>r</b>d
    r"(?:[^\W_]|[\[\]](?=\w)(?<=\w.)|\0(?=\w)(?<=\w.))+(?:['’]\0*[^\W\d_]+)?"
)
_TOKEN = compile_later(
    "|".join((_ELLIPSIS, _BRACKETED, _INITIALS, _AMOUNT, "[&%]", _MASKED_WORD, _PLAIN_WORD))
)
_QUOTED_TOKEN = compile_later(r"(?!\([Ss]ic\))\([^()\n]{1,100}\)|" + _TOKEN.pattern)
_MASKED = compile_later(r"\w+(?:[–—_*]|--)")
_FILLERS = frozenset(["um", "uh", "erm", "er", "uhm", "hmm"])
_CONTRACTED = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "'d",
}  # fmt: skip
_WHOLE = {word: tuple(forms) for word, *forms in map(str.split, language_data("en").expansions)}
_IS = frozenset(
    "it he she that this what there here who where how when why everything nothing everyone nobody".split()
)
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen twenty"
        ).split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
     "ninety": "90"}  # fmt: skip
_DECADES = {
    "twenties": ("20", "s"), "thirties": ("30", "s"), "forties": ("40", "s"), "fifties": ("50", "s"),
    "sixties": ("60", "s"), "seventies": ("70", "s"), "eighties": ("80", "s"), "nineties": ("90", "s"),
}  # fmt: skip
CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
"""The word that stands after a sum, for the sign before it."""

_MONEY = compile_later(r"\d[\d.,]*|[a-z]+")
_SHORT_SCALES = {"m": "million", "bn": "billion", "k": "thousand"}
_TENS = frozenset(["20", "30", "40", "50", "60", "70", "80", "90"])
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th"}  # fmt: skip

SPELLED_OUT = {form: word for word, form in (_NUMBERS | _ORDINALS).items()}
"""The words for the forms of numbers, to compare “firsthand” and “first-hand”."""


class SpelledWord(NamedTuple):
    """A word: its place in code points, and its normal form; the form is GAP or EDIT where words are left out."""

    start: int
    end: int
    form: str


def read_wording(text: str, start: int, end: int, *, quoted: bool = False) -> list[SpelledWord]:
    """Return the words between two offsets. One written word may give several forms ("isn't") or none.

    Args:
        text: the text.
        start: the offset of the first code point.
        end: the offset after the last one.
        quoted: whether the words are a quotation; if so, words in parentheses count as an editor's, like words in
            brackets.
    """
    words: list[SpelledWord] = []
    for match in (_QUOTED_TOKEN if quoted else _TOKEN).finditer(text, start, end):
        forms = _forms(match.group())
        at, to = match.span()
        if (
            len(forms) == 1
            and words
            and len(forms[0]) == 1
            and forms[0] in "123456789"
            and words[-1].form in _TENS
            and text[words[-1].end : at] in ("-", "‑", "‐", " ")
            and not text[words[-1].start].isdigit()
        ):
            tens = words.pop()
            words.append(SpelledWord(tens.start, to, str(int(tens.form) + int(forms[0]))))
            continue
        words += [SpelledWord(at, to, form) for form in forms]
    return words


@lru_cache(50_000)
def _forms(token: str) -> tuple[str, ...]:
    if token.isalpha() and token.isascii():
        word = token.lower()
        if word in _FILLERS:
            return ()
        return _WHOLE.get(word) or _DECADES.get(word) or (_NUMBERS.get(word) or _ORDINALS.get(word) or word,)
    if token[0] in ".…":
        return (GAP,)
    if token[0] in "[(" and token[-1] in "])":
        inner = token[1:-1].strip()
        if inner.lower() == "sic":
            return ()
        if not inner.strip(".… "):
            return (GAP,)
        return (inner.lower(),) if len(inner) == 1 and inner.isalpha() and inner in "aAI" else (EDIT,)
    if token[0].isdigit():
        return (token.replace(",", ""),)
    if token[0] in CURRENCIES:
        parts = _MONEY.findall(token.replace(",", "").lower())
        return (*(_SHORT_SCALES.get(part, part) for part in parts), CURRENCIES[token[0]])
    if _MASKED.match(token):
        return (token[0].lower() + "*",)
    return _spelled(token)


def _spelled(token: str) -> tuple[str, ...]:
    if ("[" in token or "]" in token) and token[1:2] != "]":
        footnoted, _, mark = token.partition("[")
        return _spelled(footnoted) if mark.isdigit() else (EDIT,)  # “want[ed]”, “[yo]u”
    word = token.replace("’", "'").replace("\0", "").replace("]", "").lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    word = word.replace(".", "")
    if word in _WHOLE:
        return _WHOLE[word]
    if "'" in word:
        stem, _, ending = word.rpartition("'")
        if word.endswith("n't"):
            return (word[:-3], "not")
        if "'" + ending in _CONTRACTED:
            return (stem, _CONTRACTED["'" + ending])
        if ending == "s":
            return (stem, "is") if stem in _IS else (stem + "s",)
        return (stem + ending,)
    return (word,) if word else ()


def forms_of(words: Sequence[SpelledWord]) -> list[str]:
    """Return the forms without their places."""
    return [word.form for word in words]
