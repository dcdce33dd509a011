"""Clauses: whether the clause of a date tells of the past or of a plan, by the words of its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_CLOSED = compile_later(r"[.!?…][\s\0”\"'’»)\]*_]*\Z")
_LAST_WORD = compile_later(r"(?<!\w)[\w'’]++[\s\0]*\Z")
_LIMIT = compile_later(
    r"(?<!\w)(?:auf|für|bis|ab|para|hasta|pour|per|até|voor|tot|na|till|til|på|fram)[\s\0]+"
    r"(?:(?:den|dem|el|le|il|o|de)[\s\0]+)?\Z",
    re.IGNORECASE,
)
"""Words that make a date a limit or an aim: auf den 3. Mai verschoben."""
_REACH = 200
"""How far from a date, in code points, its clause is read."""
_BESIDE = 30
"""So far beside a date, in code points, a participle is read."""
_PRECISIONS = ("day", "month")


def is_told_as_past(text: str, sentence: Span, date: DateMention, language: Language) -> bool:
    """Tell whether a whole sentence tells in the past tense of what happened on a day or in a month, and of no plan."""
    start = max(sentence.start, date.start - _REACH)
    if _LIMIT.search(text, max(sentence.start, date.start - 24), date.start):
        return False
    return _tells(text, sentence, date, language.code, "past_forms", ("plan_forms",), start)


def is_told_as_future(text: str, sentence: Span, date: DateMention, language: Language) -> bool:
    """Tell whether a whole sentence tells in the future of what is to happen on a day or in a month."""
    return _tells(text, sentence, date, language.code, "future_forms", ("past_forms", "hearsay_forms"), None)


def looks_ahead(text: str, sentence: Span, language: Language) -> bool:
    """Tell whether a sentence has a form of the future, and none of the past."""
    if not language.future_forms or not _forms(language.code, "future_forms").search(text, *sentence):
        return False
    return not language.past_forms or not _forms(language.code, "past_forms").search(text, *sentence)


def has_past_form(word: str, language: Language) -> bool:
    """Tell whether a word is a form of the past tense in a language."""
    return _forms(language.code, "past_forms").fullmatch(word) is not None


def _tells(
    text: str,
    sentence: Span,
    date: DateMention,
    code: str,
    wanted: str,
    unwanted: Sequence[str],
    start: int | None,
) -> bool:
    """Tell whether the clause of a date has one of the wanted forms, and none that is unwanted stands in it, or from
    `start` on.
    """
    closed = _CLOSED.search(text, max(sentence.start, sentence.end - 6), sentence.end)
    if date.precision not in _PRECISIONS or not closed:
        return False
    first, last = _clause(text, sentence, date, _breaks(code))
    forms = _forms(code, wanted)
    before = _LAST_WORD.search(text, first, date.start)
    word = before.group().replace("\0", " ").strip().lower() if before else ""
    if word and word not in language_data(code).before_dates and not forms.fullmatch(word):
        return False
    found = (
        forms.search(text, first, date.start)
        or forms.search(text, date.end, last)
        or (wanted == "past_forms" and _is_beside_a_deed(text, first, date, code))
    )
    where = first if start is None else start, last
    return bool(found) and not any(_forms(code, group).search(text, *where) for group in unwanted)


def _clause(text: str, sentence: Span, date: DateMention, breaks: re.Pattern[str]) -> tuple[int, int]:
    start = max(sentence.start, date.start - _REACH)
    for match in breaks.finditer(text, start, date.start):
        start = match.end()
    end = min(sentence.end, date.end + _REACH)
    closing = breaks.search(text, date.end, end)
    return start, closing.start() if closing else end


def _is_beside_a_deed(text: str, first: int, date: DateMention, code: str) -> bool:
    """Tell whether a participle of what is done once stands directly before a day, or behind it."""
    language = language_data(code)
    deeds = language.deed_participles
    if not deeds or date.precision != "day":
        return False
    before = list(words(text, max(first, date.start - _BESIDE), date.start))
    while before and before[-1] in language.before_dates:
        before.pop()
    return (bool(before) and before[-1] in deeds) or not deeds.isdisjoint(
        words(text, date.end, date.end + _BESIDE)[:1]
    )


@cache
def _breaks(code: str) -> re.Pattern[str]:
    """Make the pattern of what parts two clauses in a language."""
    return compile_later(rf"[,;:()—–]|(?<!\w){either(language_data(code).clause_links)}(?!\w)", re.IGNORECASE)


@cache
def _forms(code: str, group: str) -> re.Pattern[str]:
    """Make the pattern of a group of forms of a language."""
    forms: frozenset[str] = getattr(language_data(code), group)
    endings = sorted(re.escape(form[1:]) for form in forms if form.startswith("-"))
    words = either(form for form in forms if not form.startswith("-"))
    ends = "|".join(f"(?<={ending})" for ending in endings)
    word_with_ending = rf"|(?<!\w)[^\W\d_]{{2,}}+(?:{ends})" if ends else ""
    return compile_later(rf"(?:(?<!\w){words}(?!\w){word_with_ending})", re.IGNORECASE)
