"""quotes/doubled-attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from copydesk.analysis.language.languages import Language, speech_of
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_GAP = r"[\s\0]+"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Sgt|Capt|Col|Rev|St)\."
_NAME = rf"(?:{_TITLE}|[A-Z]\.(?:[A-Z]\.)*|[A-Z][\w'’-]+(?:\.[\w'’-]+)*)"
"""A word of a name, with a full stop only where it ends no sentence."""
_FIRST_NAMES = rf"(?:{_NAME}{_GAP}){{0,3}}"
_END = r"\b[\s\0]*(?=[.,;]|\Z)"


class _Patterns(NamedTuple):
    """The patterns of one language.

    Attributes:
        twice: the same verb twice in a row, the second of them in the group “second”.
        sign: what every attribution has, its verb or “according to”.
        echo: a second attribution behind the one that follows a quotation; its last group is the second one.
        before: an attribution that leads up to a quotation, with groups for the speaker and the verb.
        after: an attribution behind a quotation, with a group for a speaker before the verb and one for one after it.
    """

    twice: re.Pattern[str]
    sign: re.Pattern[str]
    echo: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    verb, pronoun = either(language.tag_verbs), either(language.pronouns)
    listed = rf"[\s\0]*,{_GAP}(?=\w+[\s\0]*[.,;:“\"])"
    before_verb = rf"(?P<who>{pronoun}|[A-Z][\w.'’-]+(?:{_GAP}[A-Z][\w.'’-]+){{0,3}})"
    behind_verb = rf"(?P<behind>{_subject(language)})"
    return _Patterns(
        twice=compile_later(rf"\b({verb})\b(?:{_GAP}|{listed})(?P<second>\1)\b(?!{_GAP}(?:that|it)\b)"),
        sign=compile_later(rf"\b(?:{verb}|according)\b"),
        echo=compile_later(rf",?{_GAP}(?:{'|'.join(_echoes(language))})"),
        before=compile_later(
            rf"(?<![\w.'’-])(?P<who>[\w.'’-]+){_GAP}(?:also{_GAP})?(?P<first>{verb})\b[\s\0]*[:,][\s\0]*\Z"
        ),
        after=compile_later(rf",?[\s\0]*(?P<second>{before_verb}{_GAP}{verb}|{verb}{_GAP}{behind_verb})\b"),
    )


def _subject(language: Language) -> str:
    return rf"(?:{either(language.pronouns)}|{_NAME}(?:{_GAP}{_NAME}){{0,3}})"


def _echoes(language: Language) -> Iterator[str]:
    """The forms that two attributions behind one quotation have; the last group of each is the second of the two."""
    verb, says = either(language.tag_verbs), either(language.saying_verbs)
    subject = _subject(language)
    speaker_first = rf"{subject}{_GAP}{verb}(?:{_GAP}(?:reporters|journalists))?"
    verb_first = rf"(?:{verb}|according{_GAP}to){_GAP}{subject}"
    # “…,” Lindqvist said, she said. — “…,” according to Lindqvist, said Lindqvist.
    yield (
        rf"(?:{speaker_first}|{verb_first})\b[\s\0]*,{_GAP}"
        rf"(?P<second>{subject}{_GAP}{verb}|{says}{_GAP}{subject}){_END}"
    )
    # “…,” Lindqvist said, according to Marta Lindqvist
    yield (
        rf"{_FIRST_NAMES}(?P<last>[A-Z][\w'’-]+){_GAP}{verb}[\s\0]*,{_GAP}"
        rf"(?P<source>according{_GAP}to{_GAP}{_FIRST_NAMES}(?P=last))\b"
    )
    # “…,” said Lindqvist said.
    yield rf"{verb}{_GAP}{subject}{_GAP}(?P<more>{either(language.saying_verbs | language.adding_verbs)}){_END}"
    # “…,” she said she said
    yield rf"(?P<subject>{subject}{_GAP}{verb}){_GAP}(?P<again>(?P=subject))\b"


_GOES_ON = frozenset(",?!")
_REACH = 240
"""Code points in which two attributions follow each other."""


@rule()
def doubled_attribution(doc: Document) -> Iterator[Flag]:
    """The same quotation is attributed twice.

    “Said said” and “Smith said, he said” are left over when an attribution was moved and its old place not cleared.

    Bad: “We waited two hours,” Lindqvist said, he said.
    Bad: Lindqvist said: “We waited two hours,” she said.
    Good: Lindqvist said: “We waited two hours.” She left.
    Measured: 4 findings in 3,065 news articles, all true (python -m bench quotes)
    """
    spoken = speech_of(doc.language)
    verbs = doc.spellings & spoken.tag_verbs
    if not verbs:
        return
    patterns = _patterns(spoken)
    plain = doc.plain.replace("\0", "")
    twice = any(f"{verb} {verb}" in plain or f"{verb}, {verb}" in plain for verb in verbs)
    for match in patterns.twice.finditer(doc.text) if twice else ():
        if (block := doc.block_at(match.start())) and match.end() <= block.end:
            yield Flag(
                *match.span("second"),
                f"“{match[1]}” stands twice",
                related=(Related(*match.span(1), "the first"),),
            )
    for quotation in doc.quotations.spans:
        block = doc.block_at(quotation.start)
        if block is None or quotation.end > block.end or quotation.runs_on:
            continue
        if not _GOES_ON.intersection(
            (doc.text[quotation.end - 2], doc.text[quotation.end : quotation.end + 1])
        ):
            continue
        if echo := _echo(patterns, doc.text, quotation.end, block.end):
            yield Flag(
                *echo.span(echo.lastgroup or 0),
                "this quotation already has its attribution",
            )
        elif doc.text[max(block.start, quotation.start - 60) : quotation.start].rstrip("\0 \t\r\n")[-1:] in (
            ":",
            ",",
        ):
            yield from _attributed_before(doc, patterns, quotation)


def _echo(patterns: _Patterns, text: str, start: int, stop: int) -> re.Match[str] | None:
    """The two attributions that follow a quotation, which ends at `start`, within its block."""
    signs = patterns.sign.finditer(text, start, min(stop, start + _REACH))
    if len([*islice(signs, 2)]) < 2:  # most often so, and quickly seen
        return None
    return patterns.echo.match(text, start, stop)


def _attributed_before(doc: Document, patterns: _Patterns, quotation: Quotation) -> Iterator[Flag]:
    """The attribution behind a quotation that another attribution of the same speaker leads up to."""
    block = doc.block_at(quotation.start)
    if block is None:
        return
    before = patterns.before.search(doc.text, max(block.start, quotation.start - 60), quotation.start)
    again = patterns.after.match(doc.text, quotation.end, block.end) if before else None
    if not before or not again:
        return
    who = again["who"] or again["behind"]
    if who in speech_of(doc.language).pronouns or who.split()[-1] == before["who"]:
        message = "this quotation already has its attribution, before it"
        related = (Related(*before.span("first"), "attributed here"),)
        yield Flag(*again.span("second"), message, related=related)
