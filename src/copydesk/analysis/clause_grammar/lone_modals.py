"""Lone modals: sentences that end in a modal verb, of which the verb that must stand beside it is lost."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_BE = compile_later(r"(?<=[a-z]{3} )(?:can|could|may|must|should|cannot) be\.(?= {1,9}[A-Z“\"]|\s*\Z)")
_BEFORE = 200
"""In code points: how far back a sentence is read."""
_SENTENCE_BREAK = compile_later(r"[.!?:;…\n\"“”]")
_LEAST_WORDS = 6
_MADE_WHOLE = frozenset(
    "as than what how who where which that why when if though however way so neither nor all it and but or whether"
    " never".split()
)
"""Words of clauses that may end in “be”: as good as it can be, what the price may be, but some might be."""
_LONE = r"(?<=\p{L}{3} )\L<modals>\.(?= {1,9}\p{Lu}|\s*\Z)"
_INFINITIVE = "n"
"""The letter in which the infinitives end that stand before a modal at the end of a clause: dat hij gaan zal."""


def find_lone_modals(plain: str, language: str | None) -> Iterator[Span]:
    """Find sentences that end in “before any money can be” or in “waar de geur niet zal”."""
    if language in ("en", None) and " be." in plain:
        for match in _BE.finditer(plain):
            words = _words_before(plain, match.start())
            is_long = len(words) >= _LEAST_WORDS and words[-1] not in language_data("en").pronouns
            if is_long and _MADE_WHOLE.isdisjoint(words):
                yield Span(*match.span())
    data = language_data(language)
    if not any(f" {modal}." in plain for modal in data.final_modals):
        return
    pattern = regex.compile(_LONE, cache_pattern=True, modals=list(data.final_modals))
    for lone in pattern.finditer(plain):
        words = _words_before(plain, lone.start())
        if len(words) < _LEAST_WORDS or words[-1].endswith(_INFINITIVE):
            continue
        if words[-1] not in data.pronouns | data.determiners and data.suspending_words.isdisjoint(words[-2:]):
            yield Span(*lone.span())


def _words_before(plain: str, at: int) -> list[str]:
    """Return the words of the sentence before an offset, in lower case."""
    before = plain[max(0, at - _BEFORE) : at]
    return _SENTENCE_BREAK.split(before)[-1].lower().replace(",", " ").split()
