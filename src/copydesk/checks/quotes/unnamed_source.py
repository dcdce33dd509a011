"""quotes/unnamed-source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import Language, language_data, seldom_told
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.tag_shapes import GAP
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_ALSO_ADVERBS = frozenset("conforme laut secondo segundo".split())
"""Words that credit somebody, and may be adverbs or numbers as well: sie rief laut."""
_MAY_STAND_ALONE = frozenset(("selon", "según", "согласно"))
"""Words that do so and may end a sentence: c'est selon, depende, según."""
_DEPENDS = compile_later(r"(?:est|epend\w*)\Z")
_WHO = frozenset(("qui", "que", "che"))
"""Words that begin what is told of a name that is lost: selon, qui cite."""
_GOES_ON = frozenset(
    "котор которые который сказанным которым які яке która które który který které která die der welche która".split()
)
_ASIDE = one_of(
    "among (?:others|other)|for example|e\\.g|unter anderem|u\\. ?a|zum beispiel|z\\. ?b|par exemple|entre autres",
    "por ejemplo|entre otr|por exemplo|entre outr|per esempio|tra gli altri|onder (?:meer|andere)|bland annat",
    "bl\\. ?a|blandt andet|blant annet|m\\. ?in|między innymi|na przykład|mimo|mezi jiným|например|в частности|наприклад",
)
_FIRST_PERSON_OR_SO = frozenset(
    "es ich er sie wir ihr man du ik ze hij we wij jag vi han hon det den jeg hun man".split()
)
_CLAUSE = compile_later(
    r"(?:[^.,!?;\n]|(?<=\d)[.,](?=\d))*?\d(?:[^.,!?;\n]|(?<=\d)[.,](?=\d))*[\s\0][a-zß-ÿ]{4,}(?:t|en)[.;!]"
)
"""A number, and a verb at the end, with no comma between: Laut Polizei wurden 40 Boote zerstört. “Laut wurde, als 40 Boote
kamen, gesungen” is about a noise."""


class _Patterns(NamedTuple):
    """The patterns of one language.

    Attributes:
        before: words that credit somebody, with nobody behind them.
        verb: the same at the start of a sentence, with a finite verb behind them; None where such a verb needs no subject.
        behind: words that stand behind their source, with nobody before them; None in most languages.
    """

    before: re.Pattern[str]
    verb: re.Pattern[str] | None
    behind: re.Pattern[str] | None


def _in_any_case(phrases: frozenset[str]) -> str:
    words = phrases | {phrase[0].upper() + phrase[1:] for phrase in phrases}
    return either(words).replace("\\ ", GAP)


@cache
def _patterns(language: Language) -> _Patterns:
    article = rf"(?:{GAP}{either(language.leading_articles)})?" if language.leading_articles else ""
    phrases = _in_any_case(language.credit_phrases)
    capitals = either(phrase[0].upper() + phrase[1:] for phrase in language.credit_phrases).replace(
        "\\ ", GAP
    )
    start = r"(?:\A|(?<=\n)|(?<=[.!?:”»“][ \0]))"
    finite = either(language.finite_auxiliaries)
    after = _in_any_case(language.credit_postpositions)
    return _Patterns(
        before=compile_later(
            rf"(?P<lead>\A|\n|[.!?:”»“,;–—(][\s\0]+|(?<=[^\W_])[\s\0]+)(?P<phrase>{phrases}){article}(?![\w'’-])"
            r"(?=(?P<mark>[\s\0]?(?:[,;](?=[\s\0])|[.:](?=[\s\0]|\Z)|\Z)))"
        ),
        verb=compile_later(
            rf"{start}(?P<phrase>{capitals})(?={GAP}(?P<verb>{finite})(?![\w-])(?P<next>{GAP}[\w'’-]+)?)"
        )
        if language.finite_auxiliaries
        else None,
        behind=compile_later(rf"(?:{start}|,[\s\0]+)(?P<phrase>{after})(?![\w-])(?={GAP}\w|[\s\0]*[.,;])")
        if language.credit_postpositions
        else None,
    )


@rule()
def unnamed_source(doc: Document) -> Iterator[Flag]:
    """A sentence credits what it says to a source that it does not name.

    The name behind “according to”, “selon” or “laut” was lost in editing or with a link.

    Bad: Laut wurden bei dem Brand 300 Boote zerstört.
    Bad: La récolte baissera d'un quart, selon, qui cite le gel d'avril.
    Good: Laut Polizei wurden bei dem Brand 300 Boote zerstört.
    Good: Laut wurde es erst, als die Boote zurückkamen.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for language in (language_data(doc.language),) if doc.language else seldom_told():
        if language.credit_phrases | language.credit_postpositions:
            yield from _in_language(doc, language)


def _in_language(doc: Document, language: Language) -> Iterator[Flag]:
    words = {
        word
        for phrase in language.credit_phrases | language.credit_postpositions
        for word in phrase.split()[:1]
    }
    if doc.spellings.isdisjoint(words | {word.capitalize() for word in words}):
        return
    patterns = _patterns(language)
    matches = [] if language.speaker_before_verb else [*_without_source(patterns.before, doc.text)]
    matches += _before_verb(patterns.verb, doc.text) if patterns.verb else ()
    matches += kept_matches(patterns.behind, doc.text) if patterns.behind else ()
    for match in matches:
        start, end = match.span("phrase")
        block = doc.block_at(start)
        if (
            block is None
            or block.end < end
            or doc.is_quoted(start)
            or block.place not in ("body", "quote", "caption")
        ):
            continue
        words_there = " ".join(match["phrase"].replace("\0", "").split())
        yield Flag(start, end, f"“{words_there}” names no source: who says so is missing")


def _without_source(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        phrase = " ".join(match["phrase"].lower().replace("\0", "").split())
        lead, mark = match["lead"].strip(" \0\n"), match["mark"].strip(" \0")
        is_first = match.start("phrase") == 0 or "\n" in match["lead"] or lead in (*".!?:”»“",)
        is_apart = lead in (",", "–", "—", "(")
        ends_here = mark in (".", ";", "") or _next_word(text, match.end("mark")) in _WHO
        if phrase in _ALSO_ADVERBS:
            is_wrong = is_apart and ends_here
        elif phrase in _MAY_STAND_ALONE:
            is_wrong = (is_apart or is_first) and not _DEPENDS.search(
                text, max(0, match.start() - 12), match.start()
            )
        elif " " in phrase:
            is_wrong = (is_apart or is_first) and _next_word(text, match.end("mark")) not in _GOES_ON
        else:
            is_wrong = True
        if is_wrong and not (mark == "," and _aside().match(text, match.end("mark"))):
            yield match


def _next_word(text: str, start: int) -> str:
    return (text[start : start + 30].replace("\0", " ").split() or [""])[0].strip(".,;:").lower()


@cache
def _aside() -> re.Pattern[str]:
    return compile_later(rf"[\s\0]*(?:{_ASIDE})(?!\w)", re.IGNORECASE)


def _before_verb(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        following = (match["next"] or "").strip(" \0\n").lower()
        if match["phrase"].lower() in _ALSO_ADVERBS and (
            following in _FIRST_PERSON_OR_SO or not _CLAUSE.match(text, match.end())
        ):
            continue
        yield match
