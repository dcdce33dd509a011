"""Told apart: sentences that set two spellings of a name against each other, or tell how somebody writes one.

She spells it Orrin, without the *e*; his cousins write “Orren”; Orrin is not Orren, who lives next door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_FEW = 6
"""So many places of each spelling, the first, are looked at."""
_REACH = 200
"""How far from a spelling, in code points, a sentence that speaks of it goes at most."""
_MARK = r"[\"“”„«»‹›‚‘’'*_\0]"
_END = compile_later(r"[.!?][\"”»]?[\s\0]|\n")
_WORD = compile_later(r"[^\W\d_]+")


def are_told_apart(text: str, ones: Sequence[Span], others: Sequence[Span], language: str | None) -> bool:
    """Tell whether a sentence shows that two spellings are meant, given the places of both."""
    ones, others = ones[:_FEW], others[:_FEW]
    return (
        _shows_letter(text, ones, others)
        or any(_is_told_as_spelling(text, place, language) for place in (*ones, *others))
        or _are_set_against(text, ones, others, language)
    )


def _shows_letter(text: str, ones: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether letters that one spelling has more often stand by themselves in marks or emphasis: med *qv*."""
    if not ones or not others:
        return False
    one, other = (text[each[0].start : each[0].end].lower() for each in (ones, others))
    return any(
        one.count(letters) != other.count(letters)
        for place in (*ones, *others)
        for shown in _LETTERS.finditer(text, *_line_around(text, place))
        for letters in [(shown[1] or shown[2]).lower()]
    )


_LETTERS = compile_later(
    rf"(?<!\w){_MARK}{{1,3}}([^\W\d_]{{1,3}}){_MARK}{{1,3}}(?!\w)|(?<!\w)([^\W\d_]):[^\W\d_]{{2}}"
)
"""Letters in marks, or before a Finnish ending: kahdella t:llä."""


def _line_around(text: str, place: Span) -> tuple[int, int]:
    """Return what stands around a place, as far as its paragraph goes."""
    start, end = max(0, place.start - _REACH), min(len(text), place.end + _REACH)
    return max(start, text.rfind("\n", start, place.start) + 1), _found(text.find("\n", place.end, end), end)


def _found(at: int, otherwise: int) -> int:
    return otherwise if at < 0 else at


def _is_told_as_spelling(text: str, place: Span, language: str | None) -> bool:
    """Tell whether a name stands in marks by itself where a sentence says that somebody writes so, or behind words
    that say it: English visitors write *Orren*; her cousins spell it Orren.
    """
    before, behind = _sentence_around(text, place)
    if _opens(before) and _CLOSED.match(behind):
        verbs = _of(language, "spelling_verbs")
        return not verbs.isdisjoint(_WORD.findall(before.lower())) or not verbs.isdisjoint(
            _WORD.findall(behind.lower())
        )
    return _spelled(language).search(before) is not None


def _opens(before: str) -> bool:
    return _OPENED.search(before[-4:]) is not None


_OPENED = compile_later(rf"(?:^|[^\w{_MARK[1:-1]}]){_MARK}{{1,3}}\Z")
_CLOSED = compile_later(rf"{_MARK}{{1,3}}(?!\w)")


@cache
def _spelled(language: str | None) -> re.Pattern[str]:
    """Make the pattern of what tells that a spelling follows: spells it Orren."""
    return compile_later(
        rf"(?i)(?<!\w){either(_of(language, 'spelled_phrases'))}[\s\0]{{1,3}}{_MARK}{{0,3}}\Z"
    )


def _sentence_around(text: str, place: Span) -> tuple[str, str]:
    """Return what stands before a place and behind it in its sentence."""
    before = text[max(0, place.start - _REACH) : place.start]
    starts = [match.end() for match in _END.finditer(before)]
    end = _END.search(text, place.end, place.end + _REACH)
    return before[starts[-1] if starts else 0 :], text[place.end : end.start() if end else place.end + _REACH]


def _are_set_against(text: str, ones: Sequence[Span], others: Sequence[Span], language: str | None) -> bool:
    """Tell whether a sentence says that one name is not the other, or stands for it: Orren, instead of Orrin."""
    negations = _of(language, "negations")
    return any(
        not negations.isdisjoint(_WORD.findall(between.lower())) or _instead(language).fullmatch(between)
        for places, like in ((ones, others), (others, ones))
        for name in {text[place.start : place.end] for place in like}
        for place in places
        for between in _between(text, place, name)
    )


def _between(text: str, place: Span, name: str) -> Iterator[str]:
    """Yield what stands in a clause between a place and a name, which may be no mention that is listed."""
    start = max(0, place.start - _CLAUSE - len(name))
    before = text.rfind(name, start, place.start)
    behind = text.find(name, place.end, place.end + _CLAUSE + len(name))
    gaps = [(before + len(name), place.start)] if before >= 0 else []
    gaps += [(place.end, behind)] if behind >= 0 else []
    for first, last in gaps:
        between = text[first:last]
        if (
            between
            and not between[0].isalnum()
            and not between[-1].isalnum()
            and not _CLAUSE_END.search(between)
        ):
            yield between


_CLAUSE = 40
_CLAUSE_END = compile_later(r"[.!?;:\n]")


@cache
def _instead(language: str | None) -> re.Pattern[str]:
    phrases = either(_of(language, "instead_phrases"))
    name = rf"{_MARK}{{0,3}}[\s\0]{{0,2}}(?:[^\W\d_][\w.-]*[\s\0]{{1,2}}){{0,2}}"
    return compile_later(rf"(?i){_MARK}{{0,3}},?[\s\0]{{1,3}}{phrases}[\s\0]{{0,2}}{name}{_MARK}{{0,3}}")


def _of(language: str | None, group: str) -> frozenset[str]:
    """Return the words of a group of a language; those of all if it has none or nobody can tell it."""
    own: frozenset[str] = getattr(language_data(language), group)
    return own or in_all_languages(group)
