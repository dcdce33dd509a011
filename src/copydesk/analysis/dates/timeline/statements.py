"""Statements: when something that an article tells of was founded, built or opened, and somebody was born or died.

Only plain statements with a subject of their own are taken: “The library opened in 1936”, “Fondé en 1952, le club …”.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Clause, Piece, clause_of, is_small, tokens
from copydesk.analysis.dates.timeline.subjects import (
    Subject,
    name_before,
    subject_before,
    subject_behind,
)
from copydesk.analysis.language.languages import Language, language_data
from copydesk.findings import Span

_NEAR = 6
"""So many words stand at most between a date and its verb."""
_LONGEST = 12
"""So many words stand at most between “born” and a date."""
_REACH = 160
"""How far from a date, in code points, its verb is looked for."""
_ASIDE = 10
"""So many words has an aside between a name and its verb."""
_FEWEST, _MOST = 2, 60
"""What a noun of a founding has at least behind it; an article with more dates is a chronicle or a list."""
BORN, DIED = "born", "died"
FOUNDED, BUILT, OPENED, CLOSED = "founded", "built", "opened", "closed"
_STAGES = (FOUNDED, BUILT, OPENED, CLOSED)
"""The kinds of the verbs in `Language.stages`, line by line. Its first line, of plans, tells of no beginning."""
PERSON = Subject("person", "", frozenset(), 0)
"""The person that an article is about, where a clause names nobody, or has a pronoun."""


OWN = Subject("own", "", frozenset(), 0)
"""What a clause calls its own: its foundation."""


class Statement(NamedTuple):
    """What a clause says of the beginning or end of something.

    Attributes:
        subject: what it is about.
        kind: "born", "died", "founded", "built", "opened" or "closed".
        date: when that was.
        gone: whether it was pulled down, rather than closed.
    """

    subject: Subject
    kind: str
    date: DateMention
    gone: bool = False


def statements(
    text: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span], code: str
) -> list[Statement]:
    """Return what an article says of beginnings and deaths, in order."""
    language = language_data(code)
    found: list[Statement] = []
    plain = [date for date in dates if date.complete and date.year and date.is_plain]
    if not language.foundings or len(dates) > _MOST or not dates:
        return found
    verbs = _verbs(code).keys() | language.founding_nouns | language.opening_nouns
    for date in plain:
        near = text[max(0, date.start - _REACH) : date.end + _REACH].lower()
        if not any(verb in near for verb in verbs):  # most dates are of something else
            continue
        clause = clause_of(text, sentence_at(date.start), date, language)
        if (told := _statement(text, clause, date, sentence_at, language)) and not (
            told.kind == BORN and tells_of_kin(text, sentence_at(date.start).start, date.start, language)
        ):
            found.append(_with_the_name(text, told, language))
    return found


def _with_the_name(text: str, told: Statement, language: Language) -> Statement:
    """Return the death of “he” as that of the only person whom its paragraph has named so far."""
    if told.kind != DIED or told.subject.kind != "pronoun" or language.nouns_have_capitals:
        return told
    words = tokens(text, text.rfind("\n", 0, told.subject.start) + 1, told.subject.start)
    names: list[Subject] = []
    for at, word in enumerate(words):
        ends = word.is_name and not (at + 1 < len(words) and words[at + 1].is_name)
        if ends and (name := name_before(words[: at + 1], language)):
            names.append(name)
    if len({name.head for name in names}) != 1 or not language.kin.isdisjoint(word.text for word in words):
        return told
    return told._replace(subject=names[0])


def _statement(
    text: str, clause: Clause, date: DateMention, sentence_at: Callable[[int], Span], language: Language
) -> Statement | None:
    words = _verbs(language.code)
    before, after = clause.before, clause.after
    if opening := _by_a_noun(before, date, language):
        return opening
    at = next((at for at in reversed(range(len(before))) if before[at].word in words), None)
    if at is not None:
        kind = words[before[at].word]
        person = _person_before(text, before[at], kind, sentence_at, language)
        gone = before[at].word in language.demolition_words
        if kind != BORN and person is None and _is_vague(before, language, old=gone):
            return None
        is_other = any(
            token.word in language.clause_links for token in before[at:]
        )  # built in 1871 and moved in
        reach = _LONGEST if kind == BORN else _NEAR + 1
        if is_other or len(before) - at > reach or not _has_no_object(before, at, kind, language):
            return None
        subject = person or _subject_of(text, clause, at, date, sentence_at, language, old=gone)
        return _stated(subject, kind, date, gone=gone)
    at = next((at for at, token in enumerate(after[:_NEAR]) if token.word in words), None)
    if at is None:
        return None
    kind, lead = words[after[at].word], [*before, *after[:at]]
    if kind != BORN and any(token.word in language.clause_links for token in after[:at]):
        return None  # married in 1740 and died in 1791
    gone = after[at].word in language.demolition_words
    is_attribute = at == 0 and len(lead) == 1 and lead[0].word in language.definite_articles
    if (kind != BORN and _is_vague(lead, language, old=gone)) or not (
        is_attribute or _has_no_object([*lead, *after[at : at + 2]], len(lead), kind, language)
    ):
        return None
    if gone:
        lead, before = _without_old(lead, language), _without_old(before, language)
    subject = (
        _person_before(text, after[at], kind, sentence_at, language)
        or subject_before(lead, language)
        or subject_before(before, language)  # Der Verein wurde 1923 von Bergleuten gegründet
    )
    if subject is None and all(
        is_small(token, language) or token.word in language.when_words for token in lead
    ):
        article = lead if is_attribute else ()  # Die 1958 eingeweihte Brücke
        subject = subject_behind([*article, *after[at + 1 :]], language)
    if subject is None and not before and at == 0:  # Das Bad, 1974 eröffnet, …
        subject = _before_comma(text, sentence_at(date.start).start, date.start, language)
    return _stated(subject, kind, date, gone=gone)


def _by_a_noun(before: Sequence[Piece], date: DateMention, language: Language) -> Statement | None:
    """Return what a noun says before its date: “since the opening of the bridge in 1908”, “die Gründung des Chors”."""
    nouns = language.founding_nouns | language.opening_nouns
    end = len(before)
    while end and (
        before[end - 1].word in language.year_leads | language.before_years or before[end - 1].text == ","
    ):
        end -= 1
    at = next((at for at in reversed(range(end)) if before[at].word in nouns), None)
    if at and at + 1 == end and before[at - 1].word in language.own_words - language.pronouns:
        return Statement(OWN, FOUNDED if before[at].word in language.founding_nouns else OPENED, date)
    if at is None or end - at < _FEWEST or end - at > _NEAR or _is_vague(before[at:end], language):
        return None
    links = language.belonging_words | language.genitive_articles
    rest = list(before[at + 1 : end])
    if rest[0].word in links:
        of = rest.pop(0)
        if not rest:
            return None
        if (
            language.definite_articles
            and rest[0].word not in language.definite_articles
            and not rest[0].is_name
        ):
            rest.insert(0, of._replace(word=min(language.definite_articles)))  # German “des”, French “du”
    elif language.definite_articles:
        return None
    subject = subject_behind(rest, language)
    kind = FOUNDED if before[at].word in language.founding_nouns else OPENED
    return _stated(subject, kind, date) if subject and len(subject.words) >= len(rest) - 1 else None


def _without_old(words: Sequence[Piece], language: Language) -> list[Piece]:
    """Return words without “old”: what was pulled down is called so, though it is the only one."""
    return [token for token in words if token.word not in language.old_words]


def _is_vague(words: Sequence[Piece], language: Language, *, old: bool = False) -> bool:
    """Tell whether the words of a beginning turn to a time before it, or to one of several things; “old” is said of
    the only one if it was pulled down.
    """
    which = language.earlier_words | language.which_ones
    if old:
        which -= language.old_words
    return any(token.word in which for token in words)


def _person_before(
    text: str, verb: Piece, kind: str, sentence_at: Callable[[int], Span], language: Language
) -> Subject | None:
    """Return the name before a birth or death: “The founder, Ada Lunn, died”, “Ada Lunn, who died”."""
    if kind not in (BORN, DIED):
        return None
    words = _without_aside(tokens(text, sentence_at(verb.start).start, verb.start), language)
    while (
        words
        and (
            is_small(words[-1], language)
            or words[-1].text == ","
            or words[-1].word.isdigit()
            or words[-1].word in language.relatives
        )
        and not is_he(words[-1], language)
    ):
        words.pop()
    return name_before(words, language)


def _without_aside(words: list[Piece], language: Language) -> list[Piece]:
    """Return the words before a verb without an aside with a date: “Ada Lunn, born in 1948, died”."""
    end = len(words)
    while end and is_small(words[end - 1], language):
        end -= 1
    if not end or words[end - 1].text != ",":
        return words
    start = next((at for at in reversed(range(end - 1)) if words[at].text in ",."), None)
    if start is None or words[start].text == "." or end - start > _ASIDE:
        return words
    aside = words[start + 1 : end - 1]
    return words[:start] if any(token.word.isdigit() for token in aside) else words


def is_he(word: Piece, language: Language) -> bool:
    """Tell whether a word is a pronoun, and no article as well."""
    return word.word in language.pronouns and word.word not in language.definite_articles


def _stated(subject: Subject | None, kind: str, date: DateMention, *, gone: bool = False) -> Statement | None:
    """Return the statement; a person who is born may be left out."""
    if kind == BORN and subject is None:
        return Statement(PERSON, kind, date)
    if (
        subject
        and kind in (BORN, DIED)
        and subject.kind == "noun"
        and len(subject.words) > 2
        and subject.last
    ):
        subject = subject._replace(kind="name", head=subject.last)  # l'ingénieur Jules Favre
    return Statement(subject, kind, date, gone) if subject else None


def _has_no_object(before: Sequence[Piece], at: int, kind: str, language: Language) -> bool:
    """Tell whether a verb tells of its own subject: “was founded by”, “opened in”, not “founded a choir”."""
    if kind in (BORN, DIED):
        return True
    passives = language.passives | language.reflexives
    if any(token.word in passives for token in before[max(0, at - 3) : at + 2]):
        return True
    behind = [token for token in before[at + 1 :] if token.word not in language.door_words]
    if len(behind) < len(before) - at - 1:  # opened its doors
        return True
    return not behind or all(
        is_small(token, language) and token.word not in language.determiners for token in behind
    )


def _subject_of(
    text: str,
    clause: Clause,
    at: int,
    date: DateMention,
    sentence_at: Callable[[int], Span],
    language: Language,
    *,
    old: bool = False,
) -> Subject | None:
    """Return the subject of a verb that stands before its date."""
    before = clause.before
    lead = _without_old(before[:at], language) if old else before[:at]
    if not all(is_small(token, language) and token.word not in language.same_subject for token in lead):
        return subject_before(lead, language)
    if behind := subject_behind(before[at + 1 :], language):  # Gegründet wurde der Verein 1924
        return behind
    sentence = sentence_at(before[at].start)
    if clause.opens:  # Fondé en 1952, le club
        rest = tokens(text, date.end, min(sentence.end, date.end + _REACH))
        if rest and rest[0].word in language.agents:  # Founded in 2019 by two masons, Tidewall …
            rest = rest[next((at for at, token in enumerate(rest) if token.text in ".,;:("), len(rest)) :]
        return subject_behind(rest[1:], language) if rest and rest[0].text == "," else None
    return _before_comma(text, sentence.start, before[0].start, language)


def _before_comma(text: str, start: int, end: int, language: Language) -> Subject | None:
    """Return what stands before an aside: “The bridge, opened in 1908, …”."""
    aside = tokens(text, start, end)
    if not aside or aside[-1].text not in ",(":
        return None
    return name_before(aside[:-1], language) or subject_before(aside[:-1], language)


def tells_of_kin(text: str, start: int, end: int, language: Language) -> bool:
    """Tell whether a relative is named between two offsets, of whom a pronoun may tell."""
    words = {token.text for token in tokens(text, max(0, start), end)}
    return not language.kin.isdisjoint(words)


@cache
def _verbs(code: str) -> dict[str, str]:
    """Return the verbs of beginnings and deaths, with the kind of each."""
    language = language_data(code)
    lines = zip(_STAGES[1:], language.stages[1:], strict=False)
    stages = {word: kind for kind, line in lines for word in line.split()}
    kinds = dict.fromkeys(language.foundings - language.birth_words, FOUNDED) | {
        word: stage
        for word, stage in stages.items()
        if stage == CLOSED or word in language.beginning_verbs | language.foundings
    }
    return kinds | dict.fromkeys(language.birth_words, BORN) | dict.fromkeys(language.death_words, DIED)
