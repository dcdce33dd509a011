"""quotes/placeholder-speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import Language, speech_in
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.tag_shapes import GAP, TO, shapes_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_EMPTY = frozenset("undefined null NaN nil XXX XXXX NN TBD NAME NAMN NAVN NOM NOMBRE NOME".split())
"""What a program or a template writes where a name belongs."""
_NUMBERED = frozenset(
    "Speaker Sprecher Sprecherin Intervenant Locuteur Hablante Orador Spreker Talare Taler Mówca Mluvčí Parlante Falante".split()
)
"""What a transcript calls somebody whose name it does not know, with a number or a letter behind it."""
_SLASHED = compile_later(r"(?:\A|-)[^\W\d_]+/(?:-?[^\W\d_]+)\Z")


@cache
def _patterns(language: Language) -> re.Pattern[str]:
    shapes = shapes_of(language)
    pronoun = rf"{either(language.pronouns)}/-?{either(language.pronouns)}(?![\w/])"
    numbered = "|".join(sorted(_NUMBERED | {word.upper() for word in _NUMBERED}))
    nobody = (
        rf"(?:(?:{'|'.join(sorted(_EMPTY))})(?![\w-])(?!\.\w)(?!{GAP}[A-ZÀ-Þ][a-zß-ÿ])"
        rf"|(?:U(?:nknown|NKNOWN){GAP})?(?:{numbered}){GAP}(?:\d{{1,2}}|[A-D])(?!\w)"
        rf"|(?:Unknown|Unidentified|UNKNOWN|UNIDENTIFIED){GAP}(?:Speaker|SPEAKER)(?!\w)"
        rf"|\[(?i:name|speaker|namn|navn|nom|nombre|nome|naam)\]|{pronoun})"
    )
    joined = rf"{either(language.tag_verbs | language.verb_auxiliaries)}(?:-t)?-{pronoun}"
    credit = either(language.crediting_words) if language.crediting_words else "(?!)"
    return compile_later(
        rf"{TO}(?:(?:{shapes.verb}|according{GAP}to|{credit}){GAP}(?P<behind>{nobody})"
        rf"|(?P<before>{nobody}){GAP}{shapes.verb}|(?P<joined>{joined})"
        rf"|(?P<ending>{either(language.tag_verbs)}/[^\W\d_]{{1,3}})(?!\w))"
    )


@rule()
def placeholder_speaker(doc: Document) -> Iterator[Flag]:
    """A quotation is given to nobody: its speaker is a word that holds the place of a name.

    A template was filled with nothing (“said undefined”), a transcript knows its speakers by numbers only, or two
    pronouns were left to choose from (“he/she said”).

    Bad: “The roof is leaking,” said undefined.
    Bad: “The roof is leaking,” he/she said.
    Bad: “The roof is leaking,” said SPEAKER 2.
    Good: “The roof is leaking,” said Speaker Pell.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if not _may_have_one(doc.text, doc.spellings):
        return
    spoken = speech_in(doc.language, doc.spellings)
    pattern = _patterns(spoken)
    for quotation in doc.quotations.spans:
        if match := pattern.match(doc.text, quotation.end, quotation.end + 80):
            yield _flag(doc, match)
    for block in doc.blocks:
        if doc.text[block.start] in "–—":
            for dash in _DASH.finditer(doc.text, block.start + 1, block.end):
                if match := pattern.match(doc.text, dash.end(), min(block.end, dash.end() + 80)):
                    yield _flag(doc, match)


_DASH = compile_later(r"[–—,][\s\0]*")


def _may_have_one(text: str, spellings: frozenset[str]) -> bool:
    """Tell whether any word of a text may hold the place of a name."""
    if not spellings.isdisjoint(_SIGNS):
        return True
    return "/" in text and any("/" in word and _SLASHED.search(word) for word in spellings)


_SIGNS = _EMPTY | _NUMBERED | {word.upper() for word in _NUMBERED}


def _flag(doc: Document, match: re.Match[str]) -> Flag:
    start, end = match.span(match.lastgroup or 0)
    shown = " ".join(doc.text[start:end].replace("\0", "").split())
    return Flag(start, end, f"“{shown}” stands where the speaker's name belongs")
