"""Lives: when something that an article tells of was founded, built or opened, and somebody was born or died.

Only plain statements with a subject of their own are taken: “The library opened in 1936”, “Fondé en 1952, le club …”.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Clause, Piece, clause_of, is_small, tokens
from copydesk.analysis.dates.timeline.subjects import (
    Subject,
    goes_on,
    is_about,
    is_agent,
    is_body,
    is_its_first,
    is_place,
    is_then,
    name_before,
    subject_before,
    subject_behind,
)
from copydesk.analysis.language.languages import Language, language_data
from copydesk.findings import Span

_NEAR = 6
"""So many words stand at most between a date and its verb."""
_BACK = 250
"""So far behind a beginning, in code points, “its first” is that of the same thing."""
_LONGEST = 12
"""So many words stand at most between a birth and what its sentence goes on with."""
_TWO = 2
_REACH = 160
_GAP = 3
_END = 5
_CLOSE = 3
"""So many words before a date stands the participle of another thing."""
_FARTHEST = 160
_ASIDE = 10
"""So many words has an aside between a name and its verb."""
_MOST = 60
"""An article with more dates is a chronicle or a list."""
_BORN, _DIED, _FOUNDED, CLOSED = "born", "died", "0", "3"
_PERSON = Subject("person", "", frozenset(), 0)
"""The person that an article is about, where a clause names nobody, or has a pronoun."""


class Statement(NamedTuple):
    """What a clause says of the beginning or end of something.

    Attributes:
        subject: what it is about.
        kind: "born", "died", or the number of the stage: founded 0, built 1, opened 2, closed 3.
        date: when that was.
    """

    subject: Subject
    kind: str
    date: DateMention


class Contradiction(NamedTuple):
    """Something that happens to a subject outside its life, and the statement that bounds it."""

    date: DateMention
    bound: Statement


def statements(
    text: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span], code: str
) -> list[Statement]:
    """Return what an article says of beginnings and deaths, in order."""
    language = language_data(code)
    found: list[Statement] = []
    plain = [date for date in dates if date.complete and date.year and date.is_plain]
    if not language.foundings or len(dates) > _MOST or len(dates) < _TWO:
        return found
    verbs = _verbs(code)
    for date in plain:
        near = text[max(0, date.start - _REACH) : date.end + _REACH].lower()
        if not any(verb in near for verb in verbs):  # most dates are of something else
            continue
        clause = clause_of(text, sentence_at(date.start), date, language)
        if (told := _statement(text, clause, date, sentence_at, language)) and not (
            told.kind == _BORN and _tells_of_kin(text, sentence_at(date.start).start, date.start, language)
        ):
            found.append(_with_the_name(text, told, language))
    return found


def _with_the_name(text: str, told: Statement, language: Language) -> Statement:
    """Return the death of “he” as that of the only person whom its paragraph has named so far."""
    if told.kind != _DIED or told.subject.kind != "pronoun" or language.nouns_have_capitals:
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


def contradictions(
    text: str,
    dates: Sequence[DateMention],
    told: Sequence[Statement],
    sentence_at: Callable[[int], Span],
    code: str,
) -> Iterator[Contradiction]:
    """Yield what happens to a thing before it began, and what a person does before birth or after death."""
    language = language_data(code)
    lives = [life for life in _lives(told) if not _is_one_of_several(text, life.subject)]
    own = {statement.date.start for statement in told}
    bodies = sum(is_body(life.subject, language) for life in lives if life.kind == _FOUNDED) == 1
    alone = sum(statement.kind == _BORN for statement in told) == 1
    for date in dates if lives else ():
        if not (date.complete and date.year and date.precision in ("year", "month", "day", "season")):
            continue
        if date.start in own or date.impossible or date.ambiguous or date.last:
            continue
        sentence = sentence_at(date.start)
        clause: Clause | None = None
        for life in lives:
            bound = life.date.year or 0
            is_outside = date.year > bound if life.kind == _DIED else date.year < bound
            if not is_outside:
                continue
            clause = clause or clause_of(text, sentence, date, language)
            if (
                _goes_on_in_sentence(text, sentence, date, life, language)
                or _is_coordinated(text, sentence, date, life, language)
                or _is_in_the_next_sentence(text, sentence, clause, life, sentence_at, language)
                or (
                    (alone or life.kind != _BORN or life.subject.kind != "person")
                    and _is_of(clause, date, life, told, language, bodies=bodies)
                    and not _looks_elsewhere(text, sentence, clause, language, kin=life.kind != _DIED)
                )
            ):
                person = life.subject.kind in ("pronoun", "person")
                paragraph = text.rfind("\n", 0, sentence.start)
                if person and _tells_of_kin(text, paragraph, sentence.start, language):
                    continue
                yield Contradiction(date, life)
                break


def _is_of(
    clause: Clause,
    date: DateMention,
    life: Statement,
    told: Sequence[Statement],
    language: Language,
    *,
    bodies: bool,
) -> bool:
    """Tell whether the clause of a date tells what the subject of a life did, had or was."""
    subject = life.subject
    if clause.before and clause.before[-1].word in language.belonging_words:
        return False  # a house of 1899
    if not language.foundings.isdisjoint(token.word for token in clause.before[-_CLOSE:]):
        return False  # it bought a house built in 1899
    if life.kind == _DIED:
        active = is_about(clause, subject, language) and _is_active(clause, language)
        return active or is_agent(clause, subject, language)
    if (
        subject.kind == "pronoun" and life.kind != _BORN
    ):  # “it” may be anything, but for what directly follows
        return is_its_first(clause, language) and _is_last_told(date, life, told)
    if is_about(clause, subject, language) and language.had_words.isdisjoint(
        token.word for token in clause.words
    ):
        return True
    if is_then(clause, subject, language):
        return True
    if life.kind == _BORN:
        return is_agent(clause, subject, language)
    if bodies and life.kind == _FOUNDED and is_body(subject, language):
        for word in language.bodies:
            if is_about(clause, subject._replace(kind="noun", head=word), language):
                return True
    if life.kind != _FOUNDED and is_place(clause, subject, language):
        return True
    return is_its_first(clause, language) and _is_last_told(date, life, told)


def _is_last_told(date: DateMention, life: Statement, told: Sequence[Statement]) -> bool:
    """Tell whether a date follows a life, not far from it, and no beginning of anything else is told between them."""
    others = (
        each
        for each in told
        if life.date.end < each.date.start < date.start and each.subject.kind != "pronoun"
    )
    return 0 < date.start - life.date.end < _BACK and all(
        each.subject.head == life.subject.head for each in others
    )


def _goes_on_in_sentence(
    text: str, sentence: Span, date: DateMention, life: Statement, language: Language
) -> bool:
    """Tell whether a sentence goes on from somebody's birth: “born in 1960 and a member since 1957”."""
    if life.kind != _BORN or not sentence.start <= life.date.end < date.start < sentence.end:
        return False
    between = tokens(text, life.date.end, date.start)
    words = {token.word for token in between}
    if len(between) < 2 or len(between) > _LONGEST or between[-1].word not in language.year_leads:
        return False
    own = language.since_words | language.beginning_verbs
    names = any(token.is_name for token in between) and not language.nouns_have_capitals
    lost = words & (language.earlier_words | language.had_words) or language.kin & {
        token.text for token in between
    }
    return not (names or lost) and not own.isdisjoint(words)


def _is_in_the_next_sentence(
    text: str,
    sentence: Span,
    clause: Clause,
    life: Statement,
    sentence_at: Callable[[int], Span],
    language: Language,
) -> bool:
    """Tell whether a sentence goes on with the subject of the one before: “It won its first medal in 1949”."""
    before = sentence_at(life.date.start)
    if not 0 <= sentence.start - before.end <= _GAP or "\n" in text[before.end : sentence.start]:
        return False
    words = tokens(text, before.start, before.end)
    agents = any(token.word in language.agents for token in words)
    if life.kind in (_BORN, _DIED) and len(tokens(text, life.date.end, before.end)) > _END:
        return False  # it may name others: “died in 1970 and left her the business”
    personal = life.kind in (_BORN, _DIED) or any(_is_he(word, language) for word in clause.words[:2])
    if personal and _tells_of_kin(text, before.start, before.end, language):
        return False
    if _looks_elsewhere(text, sentence, clause, language):
        return False
    own = [token for token in clause.words if token.word in language.had_words]
    return (
        not own
        and goes_on(clause, life.subject, language, agents=agents)
        and (life.kind != _DIED or _is_active(clause, language))
    )


def _is_one_of_several(text: str, subject: Subject) -> bool:
    """Tell whether a noun stands behind two names: the Bell company, the Lamp company."""
    if subject.kind != "noun":
        return False
    head = re.escape(subject.head)
    before = re.findall(rf"(?<=[^\W\d_] )([^\W\d_]+) {head}(?!\w)", text, re.IGNORECASE)
    return len({word for word in before if word[0].isupper()}) > 1


def _is_coordinated(
    text: str, sentence: Span, date: DateMention, life: Statement, language: Language
) -> bool:
    """Tell whether a sentence goes on with its subject: “launched in 1904, worked until 1931 and sank in 1899”."""
    if life.kind == _BORN or not sentence.start <= life.date.end < date.start < sentence.end:
        return False
    between = tokens(text, life.date.end, date.start)
    link = next(
        (at for at in reversed(range(len(between))) if between[at].word in language.clause_links), None
    )
    if link is None or len(between) - link > _LONGEST or date.start - life.date.end > _FARTHEST:
        return False
    clause = between[link + 1 :]
    words = {token.word for token in clause}
    if not clause or words & (language.earlier_words | language.had_words | language.foundings):
        return False
    if not language.looking_back.isdisjoint(words) or clause[-1].word not in language.year_leads:
        return False
    if life.kind == _DIED and (
        not (language.passives - language.has_words).isdisjoint(words)
        or language.kin & {token.text for token in between}
    ):
        return False  # what is done to the dead: “died in 1970 and was buried”
    verb = clause[0].word
    if clause[0].word in language.has_words and len(clause) > 1:
        verb = clause[1].word
        if verb not in language.prepositions and not is_small(clause[1], language):
            return True
    return (
        verb in language.same_subject
        or verb in language.ending_verbs
        or verb in language.irregular_pasts
        or (verb.endswith("ed") and bool(language.irregular_pasts))
        or (verb not in language.definite_articles and has_past_form(verb, language))
    )


def _lives(told: Sequence[Statement]) -> list[Statement]:
    """Return the statements that bound a life: of each noun or name the only one, or the first of several stages."""
    by_head: dict[tuple[str, bool], list[Statement]] = defaultdict(list)
    for statement in told:
        if statement.kind == CLOSED:
            continue
        by_head[statement.subject.head, statement.kind == _DIED].append(statement)
    lives = []
    for (_, died), group in by_head.items():
        years = {statement.date.year for statement in group}
        kinds = {statement.kind for statement in group}
        if len(years) > 1 and (died or len(kinds) < len(group)):
            continue  # two things of one kind, or a date that is told two ways
        lives.append(min(group, key=lambda statement: statement.date.year or 0))
    births = [statement for statement in told if statement.kind == _BORN]
    if len({birth.date.year for birth in births}) == 1 and births[0].subject.kind == "name":
        lives.append(births[0]._replace(subject=_PERSON))
    lives = [life for life in lives if life.subject.kind != "person" or len(births) == 1]
    return [*lives, *(birth for birth in births if birth not in lives and birth.subject.kind == "person")]


def _statement(
    text: str, clause: Clause, date: DateMention, sentence_at: Callable[[int], Span], language: Language
) -> Statement | None:
    words = _verbs(language.code)
    before, after = clause.before, clause.after
    at = next((at for at in reversed(range(len(before))) if before[at].word in words), None)
    if at is not None:
        kind = words[before[at].word]
        person = _person_before(text, before[at], kind, sentence_at, language)
        if kind != _BORN and person is None and _is_vague(before, language):
            return None
        is_other = any(
            token.word in language.clause_links for token in before[at:]
        )  # built in 1871 and moved in
        reach = _LONGEST if kind == _BORN else _NEAR + 1
        if is_other or len(before) - at > reach or not _has_no_object(before, at, kind, language):
            return None
        subject = person or _subject_of(text, clause, at, date, sentence_at, language)
        return _stated(subject, kind, date)
    at = next((at for at, token in enumerate(after[:_NEAR]) if token.word in words), None)
    if at is None:
        return None
    kind, lead = words[after[at].word], [*before, *after[:at]]
    if (kind != _BORN and _is_vague(lead, language)) or not _has_no_object(
        [*lead, *after[at : at + 2]], len(lead), kind, language
    ):
        return None
    subject = _person_before(text, after[at], kind, sentence_at, language) or subject_before(lead, language)
    if subject is None and all(is_small(token, language) for token in lead):
        subject = subject_behind(after[at + 1 :], language)
    return _stated(subject, kind, date)


def _is_vague(words: Sequence[Piece], language: Language) -> bool:
    """Tell whether the words of a beginning turn to a time before it, or to one of several things."""
    return any(token.word in language.earlier_words or token.word in language.which_ones for token in words)


def _person_before(
    text: str, verb: Piece, kind: str, sentence_at: Callable[[int], Span], language: Language
) -> Subject | None:
    """Return the name before a birth or death: “The founder, Ada Lunn, died”, “Ada Lunn, who died”."""
    if kind not in (_BORN, _DIED):
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
        and not _is_he(words[-1], language)
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


def _is_he(word: Piece, language: Language) -> bool:
    return word.word in language.pronouns and word.word not in language.definite_articles


def _stated(subject: Subject | None, kind: str, date: DateMention) -> Statement | None:
    """Return the statement; a person who is born may be left out."""
    if kind == _BORN and subject is None:
        return Statement(_PERSON, kind, date)
    return Statement(subject, kind, date) if subject else None


def _has_no_object(before: Sequence[Piece], at: int, kind: str, language: Language) -> bool:
    """Tell whether a verb tells of its own subject: “was founded by”, “opened in”, not “founded a choir”."""
    if kind in (_BORN, _DIED):
        return True
    if any(token.word in language.passives for token in before[max(0, at - 3) : at + 2]):
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
) -> Subject | None:
    """Return the subject of a verb that stands before its date."""
    before = clause.before
    lead = before[:at]
    if not all(is_small(token, language) and token.word not in language.same_subject for token in lead):
        return subject_before(lead, language)
    if behind := subject_behind(before[at + 1 :], language):  # Gegründet wurde der Verein 1924
        return behind
    sentence = sentence_at(before[at].start)
    if clause.opens:  # Fondé en 1952, le club
        rest = tokens(text, date.end, sentence.end)
        return subject_behind(rest[1:], language) if rest and rest[0].text == "," else None
    aside = tokens(text, sentence.start, before[0].start)
    if not aside or aside[-1].text not in ",(":
        return None
    return name_before(aside[:-1], language) or subject_before(aside[:-1], language)


def _looks_elsewhere(
    text: str, sentence: Span, clause: Clause, language: Language, *, kin: bool = True
) -> bool:
    """Tell whether a clause or its sentence turns to what was before, or to a relative."""
    words = {token.word for token in tokens(text, sentence.start, sentence.end)}
    if not words.isdisjoint(language.earlier_words):
        return True
    near = {token.text for token in clause.words}
    return kin and not language.kin.isdisjoint(near)


def _tells_of_kin(text: str, start: int, end: int, language: Language) -> bool:
    """Tell whether a relative is named between two offsets, of whom a pronoun may tell."""
    words = {token.text for token in tokens(text, max(0, start), end)}
    return not language.kin.isdisjoint(words)


def _is_active(clause: Clause, language: Language) -> bool:
    """Tell whether a clause tells what somebody did, not what was done to them."""
    words = {token.word for token in clause.words}
    return words.isdisjoint(language.passives)


@cache
def _verbs(code: str) -> dict[str, str]:
    """Return the verbs of beginnings and deaths, with the kind of each."""
    language = language_data(code)
    stages = {word: str(at) for at, line in enumerate(language.stages[:4]) for word in line.split() if at}
    kinds = dict.fromkeys(language.foundings - language.birth_words, "0") | {
        word: stage
        for word, stage in stages.items()
        if stage == CLOSED or word in language.beginning_verbs | language.foundings
    }
    return kinds | dict.fromkeys(language.birth_words, _BORN) | dict.fromkeys(language.death_words, _DIED)
