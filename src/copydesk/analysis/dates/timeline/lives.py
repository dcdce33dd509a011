"""Lives: what an article dates outside the life of its subject, before it was founded, built, opened or born, or after
its death.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import (
    Clause,
    clause_of,
    is_small,
    tokens,
    without_year_word,
)
from copydesk.analysis.dates.timeline.statements import (
    BORN,
    CLOSED,
    DIED,
    FOUNDED,
    OWN,
    PERSON,
    Statement,
    is_he,
    tells_of_kin,
)
from copydesk.analysis.dates.timeline.subjects import (
    Subject,
    goes_on,
    is_about,
    is_agent,
    is_body,
    is_its_first,
    is_place,
    is_then,
    matches,
)
from copydesk.analysis.language.languages import Language, language_data
from copydesk.findings import Span

_BACK = 250
"""So far behind a beginning, in code points, “its first” is that of the same thing."""
_LONGEST = 12
"""So many words stand at most between a statement and what its sentence goes on with."""
_FARTHEST = 160
"""The same in code points."""
_GAP = 3
"""So many code points stand at most between two sentences of a paragraph."""
_END = 5
"""So many words at most end a sentence behind a birth or death, if the next one goes on with the same person."""
_NEAR = 4
"""So many words behind a name, and before it, stands the verb."""
_CLOSE = 3
"""So many words before a date stands the participle of another thing."""
_HISTORY = 150
"""Years before a birth from which on a person is told to know of the date: no slip of a digit is so large but of the
first two, and these change less often than people speak of history."""


class Contradiction(NamedTuple):
    """Something that happens to a subject outside its life, and the statement that bounds it."""

    date: DateMention
    bound: Statement


def contradictions(
    text: str,
    dates: Sequence[DateMention],
    told: Sequence[Statement],
    sentence_at: Callable[[int], Span],
    code: str,
) -> Iterator[Contradiction]:
    """Yield what happens to a thing before it began, and what a person does before birth or after death."""
    language = language_data(code)
    lives = [life for life in (*_lives(told), *_ends(told)) if not _is_one_of_several(text, life.subject)]
    own = {statement.date.start for statement in told}
    bodies = sum(is_body(life.subject, language) for life in lives if life.kind == FOUNDED) == 1
    alone = sum(statement.kind == BORN for statement in told) == 1
    for date in dates if lives else ():
        if not (date.complete and date.year and date.precision in ("year", "month", "day", "season")):
            continue
        if date.start in own or date.impossible or date.ambiguous or date.last:
            continue
        sentence = sentence_at(date.start)
        clause: Clause | None = None
        for life in lives:
            bound = life.date.year or 0
            is_outside = date.year > bound if life.kind in (DIED, CLOSED) else date.year < bound
            if not is_outside or (life.kind == BORN and bound - date.year > _HISTORY):
                continue
            clause = clause or clause_of(text, sentence, date, language)
            if life.kind == CLOSED:
                if _is_in_what_is_gone(clause, life, language):
                    yield Contradiction(date, life)
                    break
                continue
            if (
                _goes_on_in_sentence(text, sentence, date, life, language)
                or _is_coordinated(text, sentence, date, life, language)
                or _is_in_the_next_sentence(text, sentence, clause, life, sentence_at, language)
                or (
                    (alone or life.kind != BORN or life.subject.kind != "person")
                    and _is_of(clause, date, life, told, language, bodies=bodies)
                    and not _looks_elsewhere(text, sentence, clause, language, kin=life.kind == BORN)
                )
            ):
                person = life.subject.kind in ("pronoun", "person")
                paragraph = text.rfind("\n", 0, sentence.start)
                if person and tells_of_kin(text, paragraph, sentence.start, language):
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
    lead = without_year_word([token.word for token in clause.before], language)
    if lead and lead[-1] in language.belonging_words:
        return False  # a house of 1899
    if not language.foundings.isdisjoint(token.word for token in clause.before[-_CLOSE:]):
        return False  # it bought a house built in 1899
    if life.kind == DIED:
        active = is_about(clause, subject, language) and _is_active(clause, language, subject)
        return active or is_agent(clause, subject, language)
    if subject.kind == "pronoun" and life.kind != BORN:  # “it” may be anything, but for what directly follows
        return is_its_first(clause, language) and _is_last_told(date, life, told)
    if is_about(clause, subject, language) and language.had_words.isdisjoint(
        token.word for token in clause.words
    ):
        return True
    if is_then(clause, subject, language):
        return True
    if life.kind == BORN:
        return is_agent(clause, subject, language)
    if bodies and life.kind == FOUNDED and is_body(subject, language):
        for word in language.bodies:
            if is_about(clause, subject._replace(kind="noun", head=word), language):
                return True
    if life.kind != FOUNDED and is_place(clause, subject, language):
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
    if life.kind != BORN or not sentence.start <= life.date.end < date.start < sentence.end:
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
    if life.kind in (BORN, DIED) and len(tokens(text, life.date.end, before.end)) > _END:
        return False  # it may name others: “died in 1970 and left her the business”
    personal = life.kind in (BORN, DIED) or any(is_he(word, language) for word in clause.words[:2])
    if personal and tells_of_kin(text, before.start, before.end, language):
        return False
    if _looks_elsewhere(text, sentence, clause, language):
        return False
    own = [token for token in clause.words if token.word in language.had_words]
    return (
        not own
        and goes_on(clause, life.subject, language, agents=agents)
        and (life.kind != DIED or _is_active(clause, language))
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
    if life.kind == BORN or not sentence.start <= life.date.end < date.start < sentence.end:
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
    if life.kind == DIED and (
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
        if statement.kind == CLOSED or statement.subject == OWN:
            continue
        by_head[statement.subject.head, statement.kind == DIED].append(statement)
    lives = []
    for (_, died), group in by_head.items():
        years = {statement.date.year for statement in group}
        kinds = {statement.kind for statement in group}
        if len(years) > 1 and (died or len(kinds) < len(group)):
            continue  # two things of one kind, or a date that is told two ways
        lives.append(min(group, key=lambda statement: statement.date.year or 0))
    births = [statement for statement in told if statement.kind == BORN]
    if len({birth.date.year for birth in births}) == 1 and births[0].subject.kind == "name":
        lives.append(births[0]._replace(subject=PERSON))
    lives = [life for life in lives if life.subject.kind != "person" or len(births) == 1]
    return [*lives, *(birth for birth in births if birth not in lives and birth.subject.kind == "person")]


def _ends(told: Sequence[Statement]) -> list[Statement]:
    """Return the statements that something was pulled down, if nothing tells that it was built again."""
    return [
        end
        for end in told
        if end.kind == CLOSED
        and end.subject.kind == "noun"
        and end.gone
        and all(
            (each.date.year or 0) < (end.date.year or 0) or each == end
            for each in told
            if each.kind not in (BORN, DIED)
        )
    ]


def _is_in_what_is_gone(clause: Clause, life: Statement, language: Language) -> bool:
    """Tell whether something was held in what had been pulled down: “The last concert in the gasworks was held in”."""
    words = {token.word for token in clause.words}
    lost = (
        language.foundings | language.earlier_words | language.looking_back | language.had_words
    ) - language.year_leads
    old = [token for token in clause.words if token.word not in language.old_words]
    return is_place(Clause(old, (), clause.opens), life.subject, language) and lost.isdisjoint(words)


def _looks_elsewhere(
    text: str, sentence: Span, clause: Clause, language: Language, *, kin: bool = True
) -> bool:
    """Tell whether a clause or its sentence turns to what was before, or to a relative."""
    words = {token.word for token in tokens(text, sentence.start, sentence.end)}
    if not words.isdisjoint(language.earlier_words):
        return True
    near = {token.text for token in clause.words}
    return kin and not language.kin.isdisjoint(near)


def _is_active(clause: Clause, language: Language, subject: Subject | None = None) -> bool:
    """Tell whether a clause tells what somebody did, not what was done to them: the verb stands near the subject."""
    words = list(clause.words)
    at = next(
        (at for at, token in enumerate(words) if subject is not None and matches(token, subject, language)),
        None,
    )
    near = words if at is None else words[: at + _NEAR]
    return language.passives.isdisjoint(token.word for token in near)
