"""Founders: what was founded or built by somebody who was a child then, not yet born, or already dead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.first_and_last.clash import DateClash, Reading
from copydesk.analysis.dates.timeline.statements import BORN, DIED, Statement
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later, one_of

_YOUNGEST = 10
_REACH = 70
_AFTER_DEATH = 1
_NAME = (
    r"(?:[a-zà-þ]{1,12} ){0,3}?(?P<name>[A-ZÀ-Þ][\w'’-]+(?: (?:de|von|van|della?|di|da|du|af|av)\b)?(?: "
    r"[A-ZÀ-Þ][\w'’-]+){1,3})"
)


def founded_by_nobody(reading: Reading, told: Sequence[Statement]) -> Iterator[DateClash]:
    """Yield the years in which something was founded by somebody who cannot have done it."""
    language = reading.language
    lives = [each for each in told if each.kind in (BORN, DIED) and each.subject.kind == "name"]
    if not language.agents or not lives:
        return
    for date, year in reading.years():
        sentence = reading.sentence_at(date.start)
        near = reading.text[max(sentence.start, date.start - _REACH) : date.start]
        behind = reading.text[date.end : min(sentence.end, date.end + _REACH)]
        verbs = _made(language.code)
        if not (verbs.search(near) or verbs.search(behind)):
            continue
        match = _agent(language.code).search(behind) or _agent(language.code).search(near)
        if match is None:
            continue
        head = match["name"].split()[-1].lower()
        for life in lives:
            bound = life.date.year or 0
            others = {word.lower() for word in match["name"].split()}
            if (
                life.subject.head != head
                or not life.subject.words <= others
                or life.date.start == date.start
                or not life.date.is_plain
            ):
                continue
            if life.kind == BORN and year < bound + _YOUNGEST:
                yield _clash(date, life.date, "is told as the work of somebody who was born in “#”")
            if (
                life.kind == DIED
                and year > bound + _AFTER_DEATH
                and not _goes_on_after(reading, date, language)
            ):
                yield _clash(date, life.date, "is told as the work of somebody who died in “#”")


def _clash(date: DateMention, life: DateMention, says: str) -> DateClash:
    return DateClash(date, life, says) if date.start > life.start else DateClash(life, date, _TURNED)


_TURNED = "does not go with “#”, when this person founded or built something"


def _goes_on_after(reading: Reading, date: DateMention, language: Language) -> bool:
    """Tell whether a sentence looks back, or tells of what was made after somebody's plans."""
    words = {*reading.before(date), *reading.after(date, _REACH)}
    looks_back = not words.isdisjoint(language.earlier_words | language.had_words)
    return looks_back or _PLANS.search(" ".join(words)) is not None


_PLANS = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"plans|plan|design|designs|designed|drawings|after|entwurf|entwürfe|plänen|nach|entworfen|dessins",
        r"conçu|d'après|diseño|diseñado|planos|progetto|progettato|disegni|projeto|ontwerp|ontworpen|ritningar",
        r"ritad|tegnet|tegninger|projekt|projektu",
    )
    + r"(?!\w)"
)


@cache
def _made(code: str) -> re.Pattern[str]:
    language = language_data(code)
    verbs = (language.foundings | language.beginning_verbs) - language.birth_words
    return compile_later(rf"(?<!\w){either(verbs)}(?!\w)", re.IGNORECASE)


@cache
def _agent(code: str) -> re.Pattern[str]:
    return compile_later(rf"(?<!\w)(?i:{either(language_data(code).agents)}) {_NAME}")
