"""dates/unsupported-moment."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from copydesk.analysis.dates.claims.citations import has_support, tells_of_its_author
from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.claims.tense import PAST, TENTATIVE
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language, language_data
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_CLOCK = compile_later(r"(?<![\d.,:])\d{1,2}(?:[:.]| ?h ?)\d\d(?![\d.,:]?\d)")
_WORDED = compile_later(
    one_of(
        r"(?<!\w)at (?:(?:a )?(?:quarter|half|five|ten|twenty)[ -](?:past|to) \w{3,6}|\w{3,6} o['’]clock|(?:\w{3,6}|\d{1,2})(?= (?:in the|at night)))",
        r"(?<!\w)um (?:halb |viertel (?:vor |nach )?)?\w{1,6}(?:(?= (?:am|in der) )|(?= Uhr))(?: Uhr)?",
        r"(?<!\w)à (?:\w{2,6}|\d{1,2}) heures?(?: et demie| et quart| moins le quart)?",
        r"(?<!\w)a las? \w{1,6}(?: y media| y cuarto)? de la (?:madrugada|mañana|tarde|noche)",
        r"(?<!\w)alle \w{1,8}(?: e mezz[ao]| e un quarto)? (?:del mattino|del pomeriggio|di mattina|di notte|di sera|della sera|della notte)",
        r"(?<!\w)às \w{1,6}(?: e meia)? (?:horas )?da (?:madrugada|manhã|tarde|noite)",
        r"(?<!\w)om (?:half |kwart (?:voor |over ))?\w{2,6} (?:uur|['’]s (?:nachts|ochtends|morgens|middags|avonds))",
        r"(?<!\w)(?:klockan|klokken|kl\.) (?:halv )?\w{2,6} (?:på|om) (?:morgonen|eftermiddagen|kvällen|natten|morgenen|morgningen|ettermiddagen|kvelden|aftenen)",
        r"(?<!\w)o (?:\w{4,12}ej|wpół do \w{5,12}ej)(?= (?:nad|rano|po|wieczorem|w))",
        r"(?<!\w)v[eo]? (?:\w{2,8}|\d{1,2}) hodin(?:y|u)?(?= (?:ráno|odpoledne|večer|v))",
    )
)
"""A time of day in words: at a quarter past seven, um halb sechs, à cinq heures."""
_JOINT = compile_later(r"[\s\0]*(?>(?:[ap]\.?m\.?)?)[\s\0,]*(?>(?:[^\W\d_]{1,9}[\s\0,]+){0,3})\Z")
"""Between a day and a time: “at precisely”, “um”."""
_ZONE = compile_later(r"[\s\0]*(?:[ap]\.?m\.?)?[\s\0]*\(?(?:UTC|GMT|CES?T|[ECMP][SD]?T)\b", re.IGNORECASE)
_LATER_ON = compile_later(r"\b(?:that|which|who)[\s\0]+would\b")
"""The future seen from then, which is past: “a moment that would change the field”."""
_CLOSED = compile_later(r"[.!][\s\0”\"'’»)\]*_]*\Z")
_WORD = compile_later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OWN = compile_later(
    r"(?<!\w)"
    + one_of(
        r"we|our|wir|nous|noi|nosotros|wij|мы|met|meets|convened|s['’]est réunie?|se sont réunis|tagte|trat (?:\w+ )?zusammen|se reunió",
        r"si è riunit[oa]|reuniu(?:-se)?|kwam bijeen|sammanträdde|møttes|mødtes|zebrał[oa]?|sešl[ao]|собрал(?:ся|ась|ись)",
        r"minutes of|séance|sitzung|sesión|seduta|sessão|vergadering|møte|möte|zebranie",
    )
    + r"(?!\w)",
    re.IGNORECASE,
)
"""Who tells of a day of their own, or of a meeting, has it from the calendar."""
_MOST = 2
"""An article with more such moments is a log."""
_NEAR = 40
_REACH = 400
_NEWS = datetime.timedelta(days=60)
"""So long after it happened somebody may still be quoted for the hour; later only a document tells it."""


@rule(in_quotations=False, places=("body", "list"))
def unsupported_moment(doc: Document, *, everywhere: bool = False) -> Iterator[Flag]:
    """Something long past is dated to the hour or minute, and nothing says how that is known.

    “The first bee came on 6 April 2023 at 10.52”: a program that rewrites a text adds such figures. So the rule asks only
    in an article that shows where it comes from: that leftovers, a page around it, its front matter or the configuration
    (`text: taken-in`) say was taken in, or that rounds off what it tells as such programs do (“plays a vital role”, “in
    conclusion”). With `everywhere` it asks in every article. It looks for whole sentences in the past tense with a day,
    its year and a time of day, more than two months before the article's own date, or in an article without one. Any sign
    of a source in the sentence contents it, and so does a time zone. It does not say that the moment is wrong.

    Bad: The clock fell from the tower on 9 February 2019 at 4:17 in the morning. ¶ Clocks play a vital role in every town. In conclusion, they are loved.
    Good: The clock fell from the tower on 9 February 2019 at 4:17 in the morning.
    Measured: no finding in 3,856 articles; with `everywhere` one, in a scene from a book.
    """
    flags = [replace(flag, needs_leftovers=not (everywhere or doc.is_derived)) for flag in _moments(doc)]
    if len(flags) <= _MOST and not (flags and tells_of_its_author(doc.text, doc.language)):
        yield from flags


def _moments(doc: Document) -> Iterator[Flag]:
    language = language_data(doc.language)
    for date in doc.dates:
        if not _is_plain_day(date) or not _is_long_past(doc, date):
            continue
        sentence = doc.sentence_at(date.start)
        clock = _clock_beside(doc.text, date, sentence)
        near = Span(max(sentence.start, date.start - _REACH), min(sentence.end, date.end + _REACH))
        if clock and _CLOSED.search(doc.text, near.start, near.end) and _wants_a_source(doc, near, language):
            start, end = min(date.start, clock.start), max(date.end, clock.end)
            unit = "minute" if _CLOCK.search(doc.text, *clock) else "hour"
            message = f"says who? “{shown(doc.text, start, end)}” is told to the {unit}, without a source"
            yield Flag(start, end, message)


def _is_plain_day(date: DateMention) -> bool:
    return (
        date.complete
        and date.precision == "day"
        and date.shape == "calendar"
        and not (date.impossible or date.last)
    )


def _is_long_past(doc: Document, date: DateMention) -> bool:
    if doc.dateline is None:
        return True
    day = datetime.date(date.year or 1, date.month or 1, date.day or 1)
    return day < doc.dateline.value - _NEWS


def _clock_beside(text: str, date: DateMention, sentence: Span) -> Span | None:
    """Return a time of day that belongs to a date."""
    behind = _CLOCK.search(text, date.end, min(sentence.end, date.end + _NEAR)) or _WORDED.search(
        text, date.end, min(sentence.end, date.end + _NEAR)
    )
    if behind and _JOINT.match(text, date.end, behind.start()):
        return None if _ZONE.match(text, behind.end()) else Span(*behind.span())
    near = max(sentence.start, date.start - _NEAR), date.start
    for before in (*_CLOCK.finditer(text, *near), *_WORDED.finditer(text, *near)):
        if not _ZONE.match(text, before.end()) and _JOINT.match(text, before.end(), date.start):
            return Span(*before.span())
    return None


def _wants_a_source(doc: Document, near: Span, language: Language) -> bool:
    """Tell whether a stretch of text tells of the past, and nobody speaks in it and no source is named."""
    if has_support(doc.text, doc.source, *near) or _OWN.search(doc.text, *near):
        return False
    words = [match.group().lower() for match in _WORD.finditer(doc.text, *near)]
    speaking = language.tag_verbs | language.source_verbs | language.first_person
    if not speaking.isdisjoint(words) or not language.source_words.isdisjoint(words):
        return False
    if not language.past_forms:
        clause = _LATER_ON.sub("", doc.text[near.start : near.end])
        return PAST.search(clause) is not None and not TENTATIVE.search(clause)
    if not language.has_words.isdisjoint(words):  # a été remontée
        return language.future_forms.isdisjoint(words)
    told = any(word in language.beginning_verbs or has_past_form(word, language) for word in words)
    return told and language.future_forms.isdisjoint(words)
