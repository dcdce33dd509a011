"""Beginnings: two dates in one sentence, one of which tells how a thing or a person came into being.

Before it is founded, a firm moves nowhere, and before it is built, a bridge is not opened. What the sentence tells of
another thing (“… bought a rival that was founded in 1999”) counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.counts import numbers
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?|\d+|[,;:()—–]")
_REACH, _BEHIND = 120, 40
"""How far before and behind a date, in code points, its verb is looked for."""
_NEAR = 4
"""So many words before a date stands the participle that it belongs to: founded by him in 1962."""
_CLOSED = 3
"""The place of closing and of demolition in the order of stages."""
_LONGEST = 16
"""So many words stand between two dates that tell of one thing."""


def tells_before_beginning(
    text: str, sentence: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether the later date of a sentence is that of a beginning, the earlier one that of what came after it.

    The earlier date is `two`: “Founded in 2004, the chain nearly closed in 1999”, “… was founded in 2004 and sold in
    1999”.
    """
    between = _words(text, one.end, two.start)
    if len(between) > _LONGEST or not between:
        return False
    before = _words(text, max(sentence.start, one.start - _REACH), one.start)
    founding = _founding(before, between, language)
    if founding is None:
        return False
    opens, between = founding
    since = between[-1].lower() in language.since_words if between else False
    if not between or not _dates_what_happens(between[-1], language):
        return False
    told = [word.lower() for word in (between[:-1] if since else between)]
    if not language.looking_back.isdisjoint(told) or not language.foundings.isdisjoint(told):
        return False
    link = next((index for index, word in enumerate(told) if _links(word, language)), None)
    if opens and (link is None or link == 0):
        return not {"(", ")", ":", ";", "—", "–"} & set(told) and told.count(",") <= 1
    if link is None:
        return False
    rest = [word for word in between[link:] if not _links(word.lower(), language)]
    after = _words(text, two.end, min(sentence.end, two.end + _BEHIND))
    return _begins_with_verb(rest or after, language) or (
        _is_small(rest, language) and _begins_with_verb(after, language)
    )


def tells_since_before_birth(
    text: str, sentence: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether somebody does something since a year, and was born in a later one: since 1985 … born in 1987."""
    before = _words(text, max(sentence.start, one.start - _REACH), one.start)
    between = _words(text, one.end, two.start)
    if not before or before[-1].lower() not in language.since_words or len(between) > _LONGEST:
        return False
    told = [word.lower() for word in between]
    link = next((index for index, word in reversed([*enumerate(told)]) if _links(word, language)), None)
    if link is None or not language.looking_back.isdisjoint(told):
        return False
    rest = between[link + 1 :]
    after = _words(text, two.end, min(sentence.end, two.end + _BEHIND))[:3]
    is_born = not language.foundings.isdisjoint(word.lower() for word in (*rest, *after))
    return is_born and all(_is_small([word], language) or _is_verb(word.lower(), language) for word in rest)


def stages_are_reversed(
    text: str, sentence: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether a thing went through two stages in the wrong order: opened in 1934 and built in 1938."""
    between = [word.lower() for word in _words(text, one.end, two.start)]
    link = next((index for index, word in enumerate(between) if _links(word, language)), None)
    if link is None or len(between) > _LONGEST:
        return False
    before = [word.lower() for word in _words(text, max(sentence.start, one.start - _REACH), one.start)]
    after = [word.lower() for word in _words(text, two.end, min(sentence.end, two.end + _BEHIND))][:3]
    first = _stage([*before[-_NEAR:], *between[:link]], language)
    rest = between[link:]
    then = _stage(rest, language)
    then = _stage(after, language) if then is None else then
    if first is None or then is None or first in (then, _CLOSED):
        return False  # closed in 1990 and opened in 2004, as something else
    small = all(
        _links(word, language)
        or _is_small([word], language)
        or _stage([word], language) is not None
        or word in language.year_units
        or word in language.later_words
        or word in language.looking_back
        or word in numbers(language.code)
        for word in rest
    )
    is_own = language.foundings.isdisjoint(rest) or not language.clause_links.isdisjoint(rest)
    is_earlier = _key(one) < _key(two)
    return small and is_own and not _looks_back(rest, language) and (first > then) == is_earlier


def _looks_back(words: Sequence[str], language: Language) -> bool:
    """Tell whether words look back at another thing: “which”, but not “two years earlier”."""
    pairs = zip(("", *words), words, strict=False)
    return any(word in language.looking_back and last not in language.year_units for last, word in pairs)


def _key(date: DateMention) -> tuple[int, ...]:
    return tuple(filter(None, (date.year, date.month, date.day)))


def _stage(words: Sequence[str], language: Language) -> int | None:
    """Return the place in the order of stages that the last of some words which names one has."""
    stages = [frozenset(line.split()) for line in language.stages]
    found = (next((at for at, names in enumerate(stages) if word in names), None) for word in reversed(words))
    return next((at for at in found if at is not None), None)


def _founding(before: Sequence[str], between: list[str], language: Language) -> tuple[bool, list[str]] | None:
    """Return whether the participle of a beginning opens its clause, and what stands between the dates without it."""
    near = [word.lower() for word in before[-_NEAR - 4 :]]
    index = next((at for at in reversed(range(len(near))) if near[at] in language.foundings), None)
    while between and between[0].lower() in language.before_years:
        between = between[1:]
    if index is not None:
        place = len(before) - len(near) + index
        leads = before[:place]
        if not BREAKS.isdisjoint(before[place:]) or not language.agents.isdisjoint(near[index:]):
            return None
        return not leads, between
    for at, word in enumerate(between[:3]):
        if word in BREAKS:
            break
        if word.lower() in language.foundings:  # die 2004 gegründete Kette; die 1972 gegründet wurde, zog
            attributive = len(before) <= 2 and (
                at == 0 and at + 1 < len(between) and between[at + 1] not in BREAKS
            )
            rest = between[at + 1 :]
            return attributive, rest
    return None


def _dates_what_happens(word: str, language: Language) -> bool:
    """Tell whether a word may stand before the year of an event, and not of a thing: “in 1999”, not “of 1999”."""
    lower = word.lower()
    if lower in language.year_leads:
        return True
    return (
        language.bare_years
        and lower not in language.belonging_words
        and lower not in language.determiners
        and word not in BREAKS
    )


def _begins_with_verb(words: Sequence[str], language: Language) -> bool:
    """Tell whether words go on with the subject: a verb in the past, or a pronoun, stands first or second."""
    for word in words[:2]:
        lower = word.lower()
        if lower in language.determiners or word[:1].isupper():
            return False
        if lower in language.same_subject or _is_verb(lower, language):
            return True
    return False


def _is_verb(word: str, language: Language) -> bool:
    return (
        word in language.ending_verbs
        or word in language.foundings
        or word in language.irregular_pasts
        or (word.endswith("ed") and bool(language.irregular_pasts))
        or has_past_form(word, language)
    )


def _is_small(words: Sequence[str], language: Language) -> bool:
    return all(
        word.lower() in language.stop_words or word.lower() in language.pronouns or word in BREAKS
        for word in words
    )


def _links(word: str, language: Language) -> bool:
    return word in BREAKS or word in language.clause_links


def _words(text: str, start: int, end: int) -> list[str]:
    return [match.group().rstrip("'’") for match in _WORD.finditer(text, start, end)]
