"""Sequences: two dates in one sentence that tell of one thing, first how it begins and then what came later."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS, words_and_breaks
from copydesk.findings import Span

_REACH = 120
"""How far before a date, in code points, the verb that it belongs to is looked for."""
_AFTER = 40
"""How far behind it: German and Dutch have the verb there."""
_SERIES = 16
"""So many words stand at most between the first of a series and its date, and between both dates."""
_WORDS_BETWEEN = 3
"""So many words may stand between “until” and the noun of an end: until his sudden death."""


def tells_of_later(
    text: str, start: int, end: int, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether the second of two neighbouring dates in a sentence is told as later than the first.

    `start` and `end` are the sentence's. Either something begins at the first date, and an event that can only come
    later is dated by the second, with the same subject: “built in 1871 and closed in 1902”. Or the second is that of an
    end behind “until”: “from 1842 until his death in 1871”.
    """
    between = words_and_breaks(text, one.end, two.start)
    if _is_until_an_end(between, language):
        return True
    link = next((index for index, word in enumerate(between) if _links(word, language)), None)
    before = [*words_and_breaks(text, max(start, one.start - _REACH), one.start), *between[:link]]
    if link is None:
        return False
    if _is_first_and_last(before, between[link:], language):
        return True
    if (language.beginning_verbs | language.beginning_presents).isdisjoint(before):
        return False
    clause = [word for word in _last_clause(between, link, language) if not _links(word, language)]
    after = _after(text, two, end, language)
    if not language.works.isdisjoint(before) and not language.completions.isdisjoint([*clause, *after[:3]]):
        return True
    if not language.looking_back.isdisjoint(clause):
        return False
    if _ends_the_same(clause, language):
        return True
    return _is_of_small_words(clause, language) and (
        _ends_the_same(after[:4], language) or _goes_on_with_the_same(after[:1], language)
    )


def tells_of_the_same(
    text: str, first: Span, second: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether the sentence behind one that dates a beginning goes on with the same subject, in the past tense.

    `first` and `second` are the sentences of the two dates. A pronoun stands for the subject, or languages that need
    none leave it out: “It was founded in 2012. In 2009 it paid …”.
    """
    before = words_and_breaks(text, max(first.start, one.start - _REACH), one.start)
    told = [*_since_the_last_year(before), *words_and_breaks(text, one.end, min(first.end, one.end + _AFTER))]
    if language.beginning_verbs.isdisjoint(told) or not language.agents.isdisjoint(told):
        return False
    if not (language.ending_verbs | language.death_words).isdisjoint(told):
        return False  # the date may be that of the end: “She was born in 1890 and died in 1971. She began in 1913.”
    before = words_and_breaks(text, second.start, two.start)
    after = _after(text, two, second.end, language)
    if not language.looking_back.isdisjoint([*before, *after[:3]]) or not BREAKS.isdisjoint(before):
        return False
    after = [word for word in after if word != ","][:2]
    if before and before[0] in language.same_subject:
        is_article = before[0] in language.definite_articles and not _is_of_small_words(before[1:2], language)
        return not is_article  # het stadhuis
    if language.may_omit_subject and before and before[0] in language.completions:
        return _is_of_small_words(before[1:], language)
    return _is_of_small_words(before, language) and _goes_on_with_the_same(after, language)


def _since_the_last_year(words: Sequence[str]) -> Sequence[str]:
    """Return the last of some words, without those up to a year."""
    last = next((at for at in reversed(range(len(words))) if len(words[at]) == 4 and words[at].isdigit()), -1)
    return words[last + 1 :]


def dates_a_beginning(text: str, start: int, end: int, date: DateMention, language: Language) -> bool:
    """Tell whether a date stands near a verb by which something begins, in the sentence from `start` to `end`."""
    near = words_and_breaks(text, max(start, date.start - _AFTER), min(end, date.end + _AFTER))
    return not language.beginning_verbs.isdisjoint(near)


def _is_first_and_last(before: Sequence[str], rest: Sequence[str], language: Language) -> bool:
    """Tell whether the first of a series is dated, and then its last: “the first in 2008, and the last in 2016”."""
    return (
        len(rest) <= _SERIES
        and not language.first_words.isdisjoint(before[-_SERIES:])
        and not language.last_words.isdisjoint(word.rpartition("'")[2] for word in rest)
        and language.first_words.isdisjoint(rest)
    )


def _last_clause(between: Sequence[str], link: int, language: Language) -> Sequence[str]:
    """Return what stands between two dates without an aside: “in 2012, when the mill burned, and in”."""
    for index in range(len(between) - 1, link, -1):
        if (
            between[index] in language.clause_links
            and between[index - 1] in BREAKS
            and between[link] in BREAKS
        ):
            return between[index:]
    return between[link:]


def _after(text: str, date: DateMention, end: int, language: Language) -> list[str]:
    words = words_and_breaks(text, date.end, min(end, date.end + _AFTER))
    return words[1:] if words and words[0] in language.before_years else words  # Polish: 1990 roku


def _links(word: str, language: Language) -> bool:
    return word in BREAKS or word in language.clause_links


def _ends_the_same(clause: Sequence[str], language: Language) -> bool:
    """Tell whether a clause has a verb of what comes later, and no subject of its own before it."""
    verb = next((index for index, word in enumerate(clause) if word in language.ending_verbs), None)
    return verb is not None and _is_of_small_words(clause[:verb], language)


def _is_of_small_words(words: Sequence[str], language: Language) -> bool:
    return all(word in language.stop_words or word in language.pronouns or word.isdigit() for word in words)


def _goes_on_with_the_same(words: Sequence[str], language: Language) -> bool:
    """Tell whether a pronoun stands for the subject, or it is left out before a verb in the past tense."""
    if not language.same_subject.isdisjoint(words):
        return True
    return language.may_omit_subject and bool(words) and has_past_form(words[0], language)


def _is_until_an_end(between: Sequence[str], language: Language) -> bool:
    until = next((index for index, word in enumerate(between) if word in language.until_words), None)
    if until is None or not language.looking_back.isdisjoint(between[:until]):
        return False
    return not language.ending_nouns.isdisjoint(between[until + 1 : until + 2 + _WORDS_BETWEEN])
