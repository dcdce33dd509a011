"""quotes/misfitting-quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import Language, speech_in
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.analysis.quotes.tag_shapes import GAP, TO, shapes_of
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import Count, rule
from copydesk.support.patterns import compile_later

_BEFORE = 60
_LONGEST_FIRST_WORD = 12
_MARKED = frozenset(",.!?…;:-–—'’")
_STARTS = frozenset(("", ".", "!", "?", "…"))
_WORDS = compile_later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@rule(preset="strict")
def misfitting_quote(doc: Document, *, least_words: Count = 4) -> Iterator[Flag]:
    """A quotation does not fit the sentence that it stands in.

    What is told of a speaker (“she”) goes over into what he says himself (“I”) without “she said”, or a quotation closes
    where no sentence can end, behind “the”, and the speech goes on without marks.

    `least_words`: how many words a quotation must have that closes too early; a shorter one names a word.

    Bad: She said that she “I like it here because it is quiet”.
    Bad: “We told them and they never knew about the” harbour at all.
    Good: She said that she “liked it here because it is quiet”.
    Good: She said: “I like it here because it is quiet.”
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    spoken = speech_in(doc.language, doc.spellings)
    if not spoken.tag_verbs:
        return
    for quotation in doc.quotations.spans:
        block = doc.block_at(quotation.start)
        if block is None or quotation.end > block.end or quotation.runs_on:
            continue
        around = Span(block.start, block.end)
        if subject := _told_and_speaking(doc, spoken, quotation, around):
            yield Flag(*subject, "this is told of the speaker, but the quotation behind it speaks as “I”")
        elif _is_half_a_sentence(doc, spoken, quotation, around):
            yield Flag(
                quotation.start,
                quotation.end,
                "the quotation closes behind the first clause of what was said, which goes on without marks",
            )
        elif _closes_early(doc, spoken, quotation, around, least_words):
            yield Flag(
                quotation.end - 1,
                quotation.end,
                "the quotation closes in the midst of a sentence of what was said",
            )


def _told_and_speaking(
    doc: Document, language: Language, quotation: Quotation, block: Span
) -> tuple[int, int] | None:
    """Return the pronoun of reported speech right before a quotation that begins with “I”, and its first word."""
    text = doc.text
    start = quotation.start + 1
    first = _WORDS.search(text, start, start + _LONGEST_FIRST_WORD)
    if first is None or first[0].lower() not in _subjects(language):
        return None
    before = _reporting(language).search(text, max(block.start, quotation.start - _BEFORE), quotation.start)
    return (before.start("who"), first.end()) if before else None


@cache
def _subjects(language: Language) -> frozenset[str]:
    """Return the words of a language that are the subject of who speaks: I, we, j'ai."""
    return frozenset(
        word for word in language.i_words | language.we_words if word in _NOMINATIVES or "'" in word
    )


_NOMINATIVES = frozenset("i we ich wir ik wij jag vi jeg yo nosotros eu nós io noi je nous ja".split())


@cache
def _reporting(language: Language) -> re.Pattern[str]:
    """Make the pattern of a verb of saying, “that” and a pronoun, at the end: said that she."""
    verb = either(language.reporting_verbs | language.tag_verbs)
    return compile_later(
        rf"(?<!\w){verb},?{GAP}(?:{either(_THAT)}{GAP}|qu['’])(?P<who>{either(language.pronouns)}){GAP}\Z"
    )


_THAT = frozenset("that dass daß que che dat att at že".split())


def _is_half_a_sentence(doc: Document, language: Language, quotation: Quotation, block: Span) -> bool:
    """Tell whether “When she called” is all of a quotation, and “I” goes on behind it, up to the attribution."""
    text = doc.text
    words = _WORDS.findall(text, quotation.start + 1, quotation.end)
    if len(words) < _LEAST_CLAUSE or words[0].lower() not in language.subclause_words or words[0].islower():
        return False
    if _STOPS.search(text, quotation.start + 1, quotation.end - 2):
        return False
    behind = _goes_on(language).match(text, quotation.end, block.end)
    return behind is not None and behind["verb"].lower() not in language.saying_verbs


_LEAST_CLAUSE = 3
_STOPS = compile_later(r"[.!?;:…]")


@cache
def _goes_on(language: Language) -> re.Pattern[str]:
    """Make the pattern of a clause with “I”, without marks, and the attribution behind it."""
    subject, verb = either(_subjects(language)), r"(?P<verb>[^\W\d_]+)"
    clause = rf"{verb}{GAP}{subject}"
    if language.speaker_before_verb:
        clause = rf"{subject}{GAP}{verb}"
    return compile_later(
        rf"[\s\0,]+{clause}{GAP}[^.!?;:“”„«»\"\n]{{5,120}}?,{GAP}"
        rf"(?:{either(language.tag_verbs)}|{shapes_of(language).speaker}{GAP}{either(language.tag_verbs)})(?!\w)"
    )


def _closes_early(
    doc: Document, language: Language, quotation: Quotation, block: Span, least_words: int
) -> bool:
    """Tell whether a quotation ends behind a word that ends no sentence, and goes on without marks."""
    text = doc.text
    inner = text[quotation.start + 1 : quotation.end - 1].replace("\0", "").rstrip(" \u00a0\u202f")
    if not inner or inner[-1] in _MARKED:
        return False
    words = _WORDS.findall(inner)
    lead = text[max(block.start, quotation.start - 4) : quotation.start].rstrip(" \0")
    if len(words) < least_words or lead[-1:] not in _STARTS or not words[0][0].isupper():
        return False
    if words[-1] not in language.never_last | language.never_before_a_mark:
        return False
    behind = _GOES_ON.match(text, quotation.end, block.end)
    return behind is not None and not _tag(language).match(text, quotation.end, block.end)


_GOES_ON = compile_later(r"[\s\0]+[^\W\d_A-Z]+")


@cache
def _tag(language: Language) -> re.Pattern[str]:
    shapes = shapes_of(language)
    return compile_later(
        rf"{TO}(?:{shapes.inverted}|(?:{shapes.speaker}{GAP}|{shapes.role}{GAP})?{shapes.verb})"
    )
