"""quotes/doubled-credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.tag_shapes import GAP
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_WORD = r"[^\W_](?:[\w'’.-]*[\w'’])?"
_CLAUSE_WORDS = r"(?:what|which|that|who|whom|where|how|when|ce|ceux|laquelle|lequel|qui|que)"
_BEGINS = r"(?:the|an?|his|her|its|he|she|they|it|their|our|this|these|some|all|no|le|la|les|un|une|son|sa)"
_NAME = rf"[^\W\d_a-zß-ÿ][\w'’-]*{GAP}"
_SOURCE = rf"(?:{_BEGINS}{GAP})?(?:(?!(?:{_CLAUSE_WORDS}|{_BEGINS})\b)[a-zß-ÿ][\w'’-]*{GAP}){{0,3}}(?:{_NAME}){{0,3}}"
"""One noun or name: a second one, “according to Holt the mayor said”, speaks for itself."""


@rule()
def doubled_credit(doc: Document) -> Iterator[Flag]:
    """A sentence names its source twice: “according to the police” at both ends, or “according to Holt said”.

    Bad: According to farmer Ida Holt said the bank had been dug up by badgers.
    Bad: Selon la mairie, 14 maisons ont été évacuées hier, selon la mairie.
    Bad: “The bank is safe,” adds Holt, who dug it, according to Holt.
    Good: According to farmer Ida Holt, the bank had been dug up by badgers.
    Good: According to the mayor, the bank is safe; according to the farmer, it is not.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = language_data(doc.language)
    again = list(_named_again(doc, language))
    yield from again
    words = {word for phrase in language.credit_phrases for word in phrase.split()[:1]}
    if doc.spellings.isdisjoint(words | {word.capitalize() for word in words}):
        return
    text = doc.text
    earlier: tuple[int, re.Match[str]] | None = None
    for match in kept_matches(_credit(language), text):
        if doc.is_quoted(match.start()) or doc.block_at(match.start()) is None:
            continue
        sentence = doc.sentence_at(match.start()).start
        said = _said(language)
        if said and match["phrase"][0].isupper() and (second := said.match(text, match.end("phrase"))):
            related = (Related(*match.span("phrase"), "named here"),)
            yield Flag(*second.span("verb"), "this sentence already says who said it", related=related)
        if any(flag.start <= match.start() < flag.end for flag in again):
            continue
        if earlier and earlier[0] == sentence and (end := _same(text, earlier[1], match)):
            related = (Related(*earlier[1].span("phrase"), "the first time"),)
            yield Flag(
                match.start("phrase"), end, "this sentence has named the same source before", related=related
            )
        earlier = sentence, match


def _named_again(doc: Document, language: Language) -> Iterator[Flag]:
    """Find a speaker who is named again at the end of a sentence, as “adds Holt, according to Holt” has it."""
    if not language.tag_verbs or doc.spellings.isdisjoint(language.tag_verbs):
        return
    text = doc.text
    last: re.Match[str] | None = None
    for match in kept_matches(_named(language), text):
        one, last = last, match
        if one is None or (one["behind"] or one["before"]) != (match["behind"] or match["before"]):
            continue
        between = text[one.end() : match.start()]
        if one["before"] and match["verb"] and between.endswith(", "):
            continue  # “Holt said the bank is safe, said Holt”: looked for by doubled-attribution, as is the next one
        credited = (match["phrase"] or "").lower() if not match["then"] else ""
        if between == ", " and credited in language.crediting_words:
            continue
        if len(between) > _FAR or not _BETWEEN.fullmatch(between) or not _ENDS.match(text, match.end()):
            continue
        if doc.is_quoted(one.start()) or doc.is_quoted(match.start()) or doc.block_at(match.start()) is None:
            continue
        related = (Related(*one.span(), "the first time"),)
        yield Flag(*match.span(), "this sentence has named the same speaker before", related=related)


_FAR = 160
_BETWEEN = compile_later(r"[^.!?;:“”„«»\"‘’‚–—\n]*,[ \0]*(?:(?:[a-zß-ÿ]{1,5}[ \0]+){0,2})")
"""What stands between: no other sentence and no speech, at the end a mark and small words (as, wie)."""
_ENDS = compile_later(r"[ \0]*(?:[.!?]|\n|\Z)")


@cache
def _named(language: Language) -> re.Pattern[str]:
    """Make the pattern of a verb of saying, or a phrase that credits, with a name of one word beside it."""
    leads = language.credit_phrases | language.crediting_words
    leads |= {phrase[0].upper() + phrase[1:] for phrase in leads}
    phrase = either(leads).replace("\\ ", GAP) if leads else "(?!)"
    name = r"[^\W\d_a-zß-ÿ][\w'’-]{3,}"
    verb = either(language.tag_verbs)
    return compile_later(
        rf"(?<![\w'’-])(?:(?:(?P<phrase>{phrase})(?:{GAP}(?P<then>{verb}))?|(?P<verb>{verb})){GAP}(?P<behind>{name})(?!{GAP}[^\W\d_a-zß-ÿ])"
        rf"|(?P<before>{name}){GAP}{verb})(?![\w-])"
    )


@cache
def _credit(language: Language) -> re.Pattern[str]:
    phrases = language.credit_phrases | {phrase[0].upper() + phrase[1:] for phrase in language.credit_phrases}
    phrase = either(phrases).replace("\\ ", GAP)
    apart = "" if any(each.endswith("'") for each in phrases) else GAP
    return compile_later(
        rf"(?<![\w'’-])(?P<phrase>{phrase}){apart}(?:{either(language.tag_verbs)}{GAP})?(?=(?P<source>{_WORD}(?:{GAP}{_WORD}){{0,5}}))"
    )


@cache
def _said(language: Language) -> re.Pattern[str] | None:
    """A source and a verb of saying with nothing between, in a language in which no verb stands there."""
    if language.speaker_before_verb:
        verb = rf"{either(language.saying_verbs | language.adding_verbs | language.telling_verbs)}(?!{GAP}(?:by|to|in)\b)"
    elif language.tags_stand_inside and language.verb_auxiliaries and not language.may_omit_subject:
        verb = rf"{either(language.verb_auxiliaries)}{GAP}{either(language.tag_verbs)}"
    else:
        return None
    return compile_later(rf"{GAP}(?=\w+{GAP}\w+{GAP}){_SOURCE}(?P<verb>{verb})(?![\w-])")


def _same(text: str, first: re.Match[str], second: re.Match[str]) -> int | None:
    """Return where the second source ends, if it is the first one: the words that both begin with, up to a mark."""
    one, two = (each["source"].replace("\0", " ").lower().split() for each in (first, second))
    count = 0
    while count < min(len(one), len(two)) and one[count].rstrip(".") == two[count].rstrip("."):
        count += 1
    if not count or first["phrase"].lower() != second["phrase"].lower():
        return None
    words = [*_PIECES.finditer(second["source"])]
    end = second.start("source") + words[count - 1].end()
    ends = any(
        count == len(source)
        and text[match.end("source") : match.end("source") + 1] in (",", ".", ";", "", "\n")
        for source, match in ((one, first), (two, second))
    )
    is_one_clause = {*",;:–—("}.isdisjoint(text[first.start() : second.start()])
    return end if (ends or is_one_clause) and max(map(len, one[:count])) >= _LONG else None


_LONG = 4
_PIECES = compile_later(r"[^\s\0]+")
