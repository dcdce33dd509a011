"""Attributions that are tacked on: to a sentence that names its speaker, or to a quotation that holds one inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.analysis.quotes.tag_shapes import CAPITAL, GAP, TO, shapes_of
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_LONGEST_NAME = 60
_CLEAR = frozenset("said says stated states added adds explains notes claims insists argues".split())
"""Verbs that a name behind another verb cannot be joined to: no participle of what somebody is called or told."""
_MARKS = frozenset('“”„«»"‘')


class _Patterns(NamedTuple):
    """The patterns of one language.

    Attributes:
        tail: an attribution at the end of a sentence, with groups for it and its speaker's name.
        lead: a speaker and a verb of saying at the start of a sentence; the name is a group.
        inside: an attribution between the marks of a quotation.
        behind: one behind a quotation, with a group for its speaker's name, if it has one.
        doubled: a verb in the past, of saying or not, and an attribution behind it; None where endings do not tell.
    """

    tail: re.Pattern[str]
    lead: re.Pattern[str]
    inside: re.Pattern[str]
    behind: re.Pattern[str]
    doubled: re.Pattern[str] | None


@cache
def _patterns(language: Language) -> _Patterns:
    shapes = shapes_of(language)
    verb, name = shapes.verb, shapes.name
    behind = rf"{verb}{GAP}(?P<name>{name})"
    last = rf"{behind}|(?P<before>{name}){GAP}{verb}" if language.speaker_before_verb else behind
    auxiliary = rf"(?:{either(language.verb_auxiliaries)}{GAP})?" if language.verb_auxiliaries else ""
    endings = [form[1:] for form in language.past_forms if form.startswith("-")]
    speaker = rf"(?:{shapes.speaker}|{shapes.role})"
    doubled = ""
    if language.speaker_before_verb:
        says = either(_CLEAR & language.tag_verbs)
        reporting = rf"(?:(?!indeed)[a-z]{{2,12}}ed|{either(language.reporting_verbs)})"
        doubled = one_of(
            rf"{TO}(?!indeed)[a-z]{{2,12}}ed{GAP}{name}{GAP}(?P<tag>{says})(?![\w-])",
            # “…,” expressed says Lindqvist.
            rf"{TO}{reporting}{GAP}(?P<straight>{says}{GAP}{speaker})(?![\w-])",
            # “…,” she used to tell me, said Lindqvist.
            rf"{TO}{shapes.pronoun}{GAP}(?:[a-z]{{2,9}}{GAP}){{1,3}}{either(language.reporting_verbs)}"
            rf"(?:{GAP}(?:me|us|him|her|them|people|visitors|everyone))?,{GAP}(?P<habit>{says}{GAP}{speaker})(?![\w-])",
        )
    elif endings:
        reporting = rf"(?:[^\W\d_A-Z]{{2,16}}?{either(endings)}|{either(language.reporting_verbs)})"
        doubled = rf"{TO}{reporting}{GAP}(?P<tag>{verb}{GAP}{speaker})(?![\w-])"
    return _Patterns(
        tail=compile_later(rf",{GAP}(?P<tag>{last})\.(?=[\s\0]|\Z)"),
        lead=compile_later(
            rf"(?:[\w.'’-]{{1,30}}{GAP}){{0,3}}?(?P<name>{CAPITAL}[\w'’-]+){GAP}{auxiliary}{either(language.reporting_verbs)}\b"
        ),
        inside=compile_later(rf",{GAP}(?P<tag>{shapes.inverted}|{verb}{GAP}{name})(?=[.,])"),
        behind=compile_later(rf"{TO}(?P<tag>{shapes.inverted}|{behind})(?![\w-])"),
        doubled=compile_later(doubled) if doubled else None,
    )


def find_tacked_on(
    language: Language, text: str, verbs: Iterable[str], sentence_at: Callable[[int], tuple[int, int]]
) -> Iterator[tuple[Span, Span]]:
    """Find “Lindqvist asked all to come, said Lindqvist.”: the second attribution and the first.

    `verbs` are the verbs of saying that the text has.
    """
    patterns = _patterns(language)
    for match in _tails(language, patterns.tail, text, verbs):
        start, _ = sentence_at(match.start())
        lead = patterns.lead.match(text, start, match.start())
        if lead is None or not _MARKS.isdisjoint(text[start : match.end()]):
            continue
        name = match["name"] or (match["before"] if language.speaker_before_verb else None) or ""
        if name.split()[-1:] == [lead["name"]]:
            yield Span(*match.span("tag")), Span(*lead.span())


def _tails(
    language: Language, tail: re.Pattern[str], text: str, verbs: Iterable[str]
) -> Iterator[re.Match[str]]:
    """Find the attributions at the ends of sentences, by their verbs where these are single words."""
    if language.verb_auxiliaries:
        yield from tail.finditer(text)
        return
    for verb in verbs:
        for needle in (f", {verb} ", f" {verb}."):
            at = text.find(needle)
            while at >= 0:
                comma = at if needle[0] == "," else text.rfind(",", max(0, at - _LONGEST_NAME), at)
                if comma >= 0 and (match := tail.match(text, comma)):
                    yield match
                at = text.find(needle, at + 1)


def attribution_inside(
    language: Language, text: str, quotation: Quotation, stop: int
) -> tuple[Span, Span] | None:
    """Return the attribution behind a quotation and the one between its marks, if they are of the same speaker."""
    if not language.tags_stand_inside:
        return None
    patterns = _patterns(language)
    behind = patterns.behind.match(text, quotation.end, stop)
    inside = behind and patterns.inside.search(text, quotation.start, quotation.end)
    if not behind or not inside:
        return None
    name = behind["name"]
    if name and name.split()[-1] not in inside["tag"]:
        return None
    return Span(*behind.span("tag")), Span(*inside.span("tag"))


_THAT = frozenset("that dass daß que qu che dat att at že że что што".split())
_WHATEVER = frozenset(
    "what whatever everything all anything which was wat vad hvad hva que qu che quanto co".split()
)
"""Words that make a clause of the first verb: what he said suggests that."""
_CLAUSE_REACH = 40


def find_verbs_in_a_row(
    text: str, verbs: Iterable[str], pronouns: frozenset[str]
) -> Iterator[tuple[Span, Span]]:
    """Find “the mayor said stated that”: the second verb and the first. `verbs` are those that the text has."""
    known = frozenset(verbs)
    for verb in known if len(known) > 1 else ():
        needle = f" {verb} "
        at = text.find(needle)
        while at >= 0:
            start = at + len(needle)
            second, _, rest = text[start : start + _CLAUSE_REACH].partition(" ")
            third = rest.lstrip(" ").split(" ", 1)[0].split("'")[0].split("’")[0]
            comma = second.endswith(",")
            second = second.rstrip(",")
            if second != verb and second in known and third in _THAT and comma == (third in ("dass", "daß")):
                lead = text[max(0, at - _CLAUSE_REACH) : at].lower()
                words = _LETTERS.findall(lead[max(lead.rfind(mark) for mark in ".!?") + 1 :])
                is_clause = len(words) > 1 and words[-1] in pronouns  # a man she said claimed that
                if _WHATEVER.isdisjoint(words) and not is_clause:
                    yield Span(start, start + len(second)), Span(at + 1, start - 1)
            at = text.find(needle, at + 1)


_LETTERS = compile_later(r"[^\W\d_]+")
_LONGEST_LEAD = 80
_MOST_WORDS = 9


def told_again(language: Language, text: str, start: int, quotation: Quotation, stop: int) -> Span | None:
    """Return the attribution behind a quotation that has no other words than the one before it, from `start`.

    A broker in the city said: “…,” a broker in the city said.
    """
    lead = _LETTERS.findall(text[max(start, quotation.start - _LONGEST_LEAD) : quotation.start].lower())
    behind = _UP_TO_STOP.match(text, quotation.end, stop)
    if not lead or not behind:
        return None
    words = _LETTERS.findall(behind["tag"].lower())
    credited = (language.crediting_words | _ACCORDING).intersection(words[:1])
    if credited and lead[0] in credited and _BY_PRONOUN.fullmatch(behind["tag"]):
        return Span(*behind.span("tag"))  # Selon Bruno Castel, « … », selon lui.
    told = language.tag_verbs.intersection(words)
    weightless = told | language.pronouns | language.determiners
    if len(words) > _MOST_WORDS or not told or weightless.issuperset(words):
        return None
    return Span(*behind.span("tag")) if set(words) <= set(lead) and len(words) > 1 else None


_ACCORDING = frozenset(("according",))
_BY_PRONOUN = compile_later(r"(?:according[\s\0]to|[^\W\d_]+)[\s\0]+[^\W\d_A-Z]{2,6}")
_UP_TO_STOP = compile_later(r"[,\s\0]*(?P<tag>[^\W\d_][^.,;:!?“”„«»\"\n]{3,70})(?=[.,]|\Z)")


def behind_another_verb(language: Language, text: str, start: int, stop: int) -> Span | None:
    """Return the attribution that stands behind a verb in the past: “…”, pronunciou disse ele.

    In English its speaker stands between the two: “…,” expressed Dr Lindqvist states.
    """
    doubled = _patterns(language).doubled
    match = doubled.match(text, start, stop) if doubled else None
    return Span(*match.span(match.lastgroup or 0)) if match else None
