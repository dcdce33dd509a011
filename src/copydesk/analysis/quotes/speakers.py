"""Speakers: the subject of a reporting verb, before it (“the mayor said”) or after it (“said the mayor”)."""

from __future__ import annotations

import re
from functools import cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

GAP = r"[\s\0]+"
FULL_STOP = r"\.(?<!\b[A-Z]\.)" + "".join(
    rf"(?<!\b{title}\.)" for title in "Mr Ms Dr St Jr Sr Lt Mrs Sen Rep Gov Gen Col Rev Sgt Prof".split()
)
"""A full stop that is not one of an initial or a title."""
_WORD = r"[^\W_][\w.&'’\0-]*"

_AUXILIARY = compile_later(
    r"(?:\A|[\s\0])(?:also|later|then|once|again|recently|reportedly|even|just|still|now|previously|simply|first|further|"
    r"has|have|had|would|will|could|did|does|is|was|been|be|going|on|to|went|[a-z]+ly)[\s\0]+\Z"
)
_CONJUNCTIONS = "but|that|while|when|because|after|before|where|which|if|than|although|though|what|how"
_BOUNDARY = compile_later(
    r"[,;:!?“”\"()—–\n]|''|"
    + FULL_STOP
    + r"(?=[\s\0]|\Z)|(?<=\s)(?:-|--)(?=\s)"
    + rf"|(?<![\w’'])(?:{_CONJUNCTIONS})(?![\w’'])"
)
_LEADING = compile_later(
    rf"\A(?:and|or|so|then|as|yet|in|on|at|during|by|with|for|of|from|to|about|under|since|until|still|also|meanwhile)\b{GAP}",
    re.IGNORECASE,
)
_PRONOUN = compile_later(r"(?:he|she|they|it|I|we|you|one|who)\b", re.IGNORECASE)
_NAME = compile_later(
    rf"(?:[A-Z][\w.&'’-]*|[A-Z]\.)(?:{GAP}(?:(?:of|the|for|de|da|del|van|von|der|bin|al|and|&|on){GAP}){{0,2}}[A-Z][\w.&'’-]*)*"
)
_ROLE = compile_later(
    rf"(?:the|a|an|one|another|his|her|their|its|our|my|some|many|several|most|both|two|three|four|five|other)\b(?:{GAP}{_WORD}){{1,9}}",
    re.IGNORECASE,
)
_DETERMINERS = "the|a|an|one|another|his|her|their|its|our|my|some|many|several|most|former|then|fellow"
_NO_SPEAKERS = (
    "in|on|at|to|of|that|this|if|by|for|from|as|about|during|after|when|it|there|with|no|not|so|what|how"
)
_ENDS_SUBJECT = one_of(
    "who|in|on|during|after|when|while|as|at|last|this|to|with|about|before|because|that|by",
    "is|was|are|were|said|and|but|has|had|would|will",
)
_AFTER_VERB = compile_later(  # said "the new mayor", who
    rf"{GAP}((?:(?:{_DETERMINERS})\b{GAP})?(?!(?:{_NO_SPEAKERS})\b){_WORD}"
    rf"(?:{GAP}(?!{_ENDS_SUBJECT}\b){_WORD}){{0,9}})",
)
_APPOSITION = compile_later(r"[,)\]—–]\Z|(?<=\s)-\Z")
_NOT_SUBJECTS = frozenset(
    "there here this that these those what yes no and but so then thus now not never also as if when while".split()
)


@cache
def verb_pattern() -> re.Pattern[str]:
    """Return any reporting verb, or “according to”."""
    forms = either(in_all_languages("reporting_verbs"))
    return compile_later(rf"(?<![\w’'-])(?:[Aa]ccording{GAP}to|{forms})(?![\w’'-])")


def subject_before(text: str, start: int, verb: int) -> Span | None:
    """Return the subject that ends where the verb at offset `verb` begins; nothing before `start` belongs to it."""
    end = _rstrip(text, start, verb)
    while match := _AUXILIARY.search(text, max(start, end - 16), end):
        shorter = _rstrip(text, start, match.start())
        if shorter >= end:
            break
        end = shorter
    for _ in range(2):  # X, the chairman, said
        if not _APPOSITION.search(text, max(start, end - 1), end):
            break
        opener = _apposition_start(text, start, end - 1)
        if opener is None:
            return None
        end = _rstrip(text, start, opener)
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        begin = match.end()
    return _trim_phrase(text, begin, end)


def _apposition_start(text: str, start: int, end: int) -> int | None:
    closing = text[end]
    opener = {")": "(", "]": "[", ",": ",", "—": "—", "–": "–", "-": " -"}.get(closing, ",")
    found = text.rfind(opener, start, end)
    while opener == "," and found > start and text[found + 1 : found + 2].isdigit():
        found = text.rfind(opener, start, found)
    return found if found > start else None


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\0"):
        end -= 1
    return end


def _trim_phrase(text: str, begin: int, end: int) -> Span | None:
    """Return a noun phrase that ends at `end`, cut out of the clause that begins at `begin`."""
    while begin < end and (text[begin].isspace() or text[begin] in "\0'’\"*_"):
        begin += 1
    clause = text[begin:end]
    while match := _LEADING.match(clause):
        begin += match.end()
        clause = text[begin:end]
        if match[0].lower().strip() not in (
            "and",
            "or",
            "so",
            "then",
            "yet",
            "as",
            "still",
            "also",
            "meanwhile",
        ):
            return _last_name(text, begin, end)
    if not clause.strip("\0 ") or len(clause) > 160:
        return _last_name(text, max(begin, end - 100), end)
    words = clause.split()
    if words[0].lower() in _NOT_SUBJECTS:
        return _last_name(text, begin, end)
    if len(words) > 12:
        return _last_name(text, begin, end)
    return Span(begin, end)


def _last_name(text: str, begin: int, end: int) -> Span | None:
    """Return the last name, pronoun or role in a stretch that holds more than a subject."""
    found = [match.span() for match in _NAME.finditer(text, begin, end)]
    roles = [match.span() for match in _ROLE.finditer(text, begin, end) if match.end() == end]
    pronouns = [
        match.span() for match in re.finditer(rf"\b{_PRONOUN.pattern}", text[begin:end], re.IGNORECASE)
    ]
    if roles and (not found or found[-1][1] < end):
        return Span(*roles[-1])
    if pronouns and begin + pronouns[-1][1] == end:
        return Span(begin + pronouns[-1][0], end)
    return Span(*found[-1]) if found else None


def subject_after(text: str, verb_end: int, stop: int) -> Span | None:
    """Return the subject that follows a verb which ends at `verb_end`: “the mayor” in “said the mayor, who”."""
    match = _AFTER_VERB.match(text, verb_end, stop)
    if match is None:
        return None
    start, end = match.span(1)
    return Span(start, start + len(text[start:end].rstrip(".'’\0")))


def first_subject(text: str, start: int, stop: int) -> Span | None:
    """Return the first name, pronoun or role of a sentence: whose words “saying” and “adding” introduce.

    What stands before the sentence's subject (a dateline, “In a statement,”, “When he left,”) is passed over.
    """
    for opener in (_DATELINE.match, _OPENER.match):
        if match := opener(text, start, stop):
            start = match.end()
    for match in _FIRST.finditer(text, start, stop):
        if match[0].lower().rstrip(",'’") not in _NOT_NAMES:
            return Span(*match.span())
    return None


_DATELINE = compile_later(r"[^.!?\n]{1,60}\)[\s\0]*(?:[—–]|--?)[\s\0]")
_OPENING_WORDS = (
    r"when|in|on|at|after|before|while|as|during|since|if|because|although|though|despite|with|for|by|until"
    r"|\w+ing|asked"
)
_TIME_LATER = (  # two long years later
    r"(?:an?|the|two|three|several)[\s\0](?:\w+[\s\0]){1,2}(?:later|earlier|ago|before|after)"
)
_OPENER = compile_later(  # "But in a statement,"
    r"[\s\0\"”’]*(?:(?:but|and|so|meanwhile|later)[\s\0,]+)?"
    rf"(?:{_OPENING_WORDS}|{_TIME_LATER})\b[^,.;\n]{{1,120}},",
    re.IGNORECASE,
)
_ANY_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Yy]ou)(?![\w])"
_ANY_ROLE = (  # the head of the Marvik Museum
    rf"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ss]ome|[Mm]any){GAP}{_WORD}"
    rf"(?:{GAP}(?:of|for|from|at){GAP}(?:the{GAP})?{_WORD}|{GAP}{_NAME.pattern})*"
)
_FIRST = compile_later(rf"(?=[A-Za-z])(?<![\w’'])(?:{_ANY_PRONOUN}|{_ANY_ROLE}|{_NAME.pattern})")
_NOT_NAMES = language_data("en").no_speakers
