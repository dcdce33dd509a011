"""Dated events: what happens only once, each event with the date that a sentence gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_VERB = compile_later(rf"\b(?:{'|'.join(sorted(language_data('en').one_time_verbs))})\b")
_BETWEEN = compile_later(r"(?P<rest>[^.;:!?,\d]{0,40}?)(?:\b(?:on|in)\b[\s\0]+)?(?:the[\s\0]+)?")
_VAGUE = compile_later(r"\b(?:or|about|around|circa|between|either|before|after|by|until|since|late|early)\b")
_AUXILIARY = r"(?:was|were|is|are|had|has|have|been)\b"
_NAME = r"(?<![\w’'.-])(?:[A-Z][\w’'.-]+[\s\0]+){0,8}[A-Z][\w’'.-]+"
_NOUN = rf"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er)(?:[\s\0]+(?!{_AUXILIARY})[\w’'-]+){{1,3}}"
_ASIDE = r"(?:,[^,.;]{2,60},|[\s\0]*\([^)]{2,40}\)|,)?"
_SUBJECT = compile_later(  # "the old bridge, a wooden one, was officially "
    rf"(?P<subject>{_NAME}|\b[Ii]t\b|{_NOUN}){_ASIDE}[\s\0]+(?:(?:who|which|that)[\s\0]+)?"
    r"(?:(?:was|were|had|has|been|first|officially|formally)[\s\0]+)*\Z"
)
_FOUNDERS = frozenset("founded established formed launched opened".split())
_OBJECT = compile_later(
    r"(?P<name>[A-Z][\w’'-]+(?:[\s\0]+[A-Z][\w’'-]+)*)|(?:the|an?|its|his|her|their)[\s\0]+(?P<object>(?:(?!(?:in|at|on|with|from|by|as|for|of|to)\b)[\w’'-]+[\s\0]*){1,3})"
)
_LEADS = compile_later(
    r"(?:The|This|That)[\s\0]+(?P<noun>[a-z][\w’'-]+)|(?P<name>[A-Z][\w’'-]+(?:[\s\0]+[A-Z][\w’'-]+)*)"
)
_BRACKET = compile_later(
    r"(?P<subject>(?<![\w’'.-])(?:[A-Z][\w’'.-]+[\s\0]+){1,9})\((?P<verb>born|died)[\s\0]+(?:on[\s\0]+|in[\s\0]+)?\Z"
)
_AGAIN = compile_later(
    r"\b(?:re-?\w+|again|first|second|third|another|also|twice|each|every|annual\w*|branch|store|temporarily|not|never)\b",
    re.IGNORECASE,
)
_REACH = 300
"""So far before a date, in code points, what it dates is looked for."""
_PLAIN = frozenset("the its his her a an new old".split())


class DatedEvent(NamedTuple):
    """An event by subject, verb and what stands between verb and date; the date it is given; the words of the name."""

    subject: str
    verb: str
    rest: str
    date: DateMention
    name: frozenset[str] = frozenset()


def dated_events(
    text: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span]
) -> Iterator[DatedEvent]:
    """Yield the events of a text that happen only once; `sentence_at` gives the sentence at an offset."""
    for date in dates:
        if (
            not date.complete
            or date.last
            or date.ambiguous
            or date.impossible
            or date.shape in ("weekday", "relative")
        ):
            continue
        sentence = sentence_at(date.start)
        begin = max(sentence.start, date.start - _REACH)
        bracket = _BRACKET.search(text, begin, date.start) if text.find("(", begin, date.start) >= 0 else None
        if bracket:
            yield DatedEvent(_head(bracket["subject"]), bracket["verb"], "", date, _name(bracket["subject"]))
            continue
        verbs = list(_VERB.finditer(text, begin, date.start))
        between = _BETWEEN.fullmatch(text, verbs[-1].end(), date.start) if verbs else None
        subject = _SUBJECT.search(text, begin, verbs[-1].start()) if between else None
        if not between or not subject or _AGAIN.search(text, subject.start(), date.end):
            continue
        if _VAGUE.search(between["rest"]):
            continue
        verb, head, rest = verbs[-1].group(), _head(subject["subject"]), _words(between["rest"])
        name = _name(subject["subject"])
        founded = _OBJECT.match(rest) if verb in _FOUNDERS else None
        if founded:  # Who founds something is not founded.
            name, rest = _name(founded["name"] or ""), ""
            head = _head(founded["name"] or founded["object"].strip())
        elif head == "it":
            head = _antecedent(text, sentence_at(max(0, sentence.start - 2)))
        if head:
            yield DatedEvent(head, verb, rest, date, name)


def _antecedent(text: str, before: Span) -> str:
    """Return what “it” stands for: the subject that the sentence before begins with; empty if it begins otherwise."""
    match = _LEADS.match(text, before.start, before.end)
    return match["noun"] or _head(match["name"]) if match else ""


def _name(subject: str) -> frozenset[str]:
    """Return the words of a name, in lower case; none of a noun."""
    words = _words(subject).lower().split()
    return frozenset(words) if subject[:1].isupper() and words[0] not in _PLAIN else frozenset()


def _head(subject: str) -> str:
    """Return the last word of a name, or the noun with its adjectives."""
    words = _words(subject).split()
    return (
        words[-1].lower()
        if subject[:1].isupper() and words[0].lower() not in _PLAIN
        else " ".join(word.lower() for word in words if word.lower() not in _PLAIN)
    )


def _words(text: str) -> str:
    return " ".join(text.replace("\0", " ").replace(",", " ").split()).removesuffix(" on").removesuffix(" in")
