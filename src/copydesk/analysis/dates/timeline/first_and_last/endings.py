"""Endings: what begins at one date and ends at an earlier one: “began in 2020 and will last until 2018”."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import BREAKS, words_and_breaks
from copydesk.findings import Span

_REACH = 100
"""So far before a date, in code points, stands the verb of a beginning."""
_BEHIND = 40
_LONGEST = 14
"""So many words stand at most between the two dates of one thing."""
_SUBJECT = 4
"""So many words has the subject of the sentence that tells of the end."""


def ends_before_it_begins(
    text: str, first: Span, second: Span, one: DateMention, two: DateMention, language: Language
) -> bool:
    """Tell whether something begins at one date and is told to end at the next, which is the earlier one.

    `first` and `second` are their sentences: the same, or two next to each other.
    """
    begins = language.beginning_verbs | language.beginning_presents
    before = words_and_breaks(text, max(first.start, one.start - _REACH), one.start)
    after_one = words_and_breaks(text, one.end, min(first.end, one.end + _BEHIND))
    end = min(second.end, two.end + _BEHIND)
    after = words_and_breaks(text, two.end, end)
    after = after[: next((at for at, word in enumerate(after) if word in BREAKS), len(after))]
    if first == second:
        between = words_and_breaks(text, one.end, two.start)
        if len(between) > _LONGEST:
            return False
        links = [at for at, word in enumerate(between) if word in language.clause_links or word in BREAKS]
        if not links:
            return False
        clause, lead = between[links[-1] + 1 :], between[: links[-1]]
        small = _is_small(clause, language)
    else:
        clause, lead = words_and_breaks(text, second.start, two.start), after_one
        clause = _without_distance(clause, language)
        small = len(_weights(clause, language)) <= 1 and len(clause) <= 2 * _SUBJECT
    if begins.isdisjoint([*before, *lead]) or not small:
        return False
    if not language.looking_back.isdisjoint(clause) or not language.earlier_words.isdisjoint(clause):
        return False
    told = [*clause, *after]
    if not language.finishing_verbs.isdisjoint(told):
        return True
    until = not language.until_words.isdisjoint(clause[-3:])
    return until and not language.lasting_verbs.isdisjoint(told)


def _without_distance(clause: list[str], language: Language) -> list[str]:
    """Return a clause without “a year earlier,” before its date."""
    unit = next((at for at, word in enumerate(clause) if word in language.year_units), None)
    if unit is None or "," not in clause[unit:]:
        return clause
    return [*clause[:unit], *clause[clause.index(",", unit) + 1 :]]


def _weights(clause: Sequence[str], language: Language) -> list[str]:
    """Return the words of a clause that are neither small nor tell of an end."""
    known = language.finishing_verbs | language.lasting_verbs | language.until_words
    return [word for word in clause if word not in known and not _is_small([word], language)]


def _is_small(words: Sequence[str], language: Language) -> bool:
    small = (
        language.stop_words
        | language.pronouns
        | language.finishing_verbs
        | language.lasting_verbs
        | language.until_words
        | language.time_adverbs
        | language.prepositions
        | language.passives
        | language.some_words
        | language.year_leads
        | language.before_dates
        | language.later_words
        | language.after_words
        | language.year_units
        | language.ending_verbs
    )
    return all(word in small or word.isdigit() for word in words)
