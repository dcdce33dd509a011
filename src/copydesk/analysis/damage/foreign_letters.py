"""Foreign letters: words of two scripts, which in numbers show that a text was read in the wrong encoding."""

from __future__ import annotations

from copydesk.support.patterns import compile_later, regex_later

_FOREIGN = compile_later(
    "[\x80-\x9f\xa4-\xac\xaf\xb1-\xb4\xb8-\xbe„ƒˆ‰†‡\u2500-\u259f\u0370-\u03ff\u0400-\u06ff\u0e00-\u0e7f\uff61-\uff9f]"
)
"""Where none of these stands, no word has letters of two scripts that come of misreading."""
_OTHER = r"[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}\p{Armenian}\uff61-\uff9f]"
_WORD = regex_later(r"[\p{L}\p{M}\xad]++")
_TWO_SCRIPTS = regex_later(rf"\p{{Latin}}\xad*{_OTHER}|{_OTHER}\xad*\p{{Latin}}")
_SIGN_INSIDE = regex_later(
    r"\p{L}[„ƒˆ‰†‡¤¦±³¾\u2500-\u259f\x80-\x9f]\p{L}|(?<=[^\0-\x7f\s])[¤-ª¬¯±-´¸-º¼-¾](?=[^\0-\x7f\s])|[~|{}]„"
)
"""A sign that stands in no word."""
_FORMULA = regex_later(r"[µμΩα-ω]\p{Latin}{1,2}|\p{Latin}{1,2}[α-ω]|[A-Za-z]{1,3}-?[а-я]{1,3}")
"""A unit, a variable, or an abbreviation with an ending."""


def may_be_foreign(text: str) -> bool:
    """Tell cheaply whether any word of a text may have letters of two scripts."""
    return not text.isascii() and _FOREIGN.search(text) is not None


def foreign_words(text: str, start: int, end: int) -> int:
    """Return how many words between two offsets have letters of two scripts, or signs inside."""
    return len(_SIGN_INSIDE.findall(text, start, end)) + sum(
        _TWO_SCRIPTS.search(word.group()) is not None and not _FORMULA.fullmatch(word.group())
        for word in _WORD.finditer(text, start, end)
    )
