"""quotes/faulty-dash-line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import Language, speech_in
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.speech_lines import lines_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_LINE = compile_later(
    r"(?P<first>[–—])[\s\0]*(?:(?P<second>[–—])[\s\0]+(?=[^\W\d_])|(?P<empty>,)[\s\0]+(?=[^\W\d_])"
    r"|(?P<name>[^\W\d_a-zß-ÿ][^–—\n,;:.!?\0]{2,60}[^\s–—,]),?[\s\0]+[–—][\s\0]*(?P<again>(?P=name))(?=[\s\0,.]|\Z))"
)

_DASHES = ("–", "—")


def _unclosed_tags(doc: Document, language: Language) -> Iterator[tuple[int, int]]:
    """Find “—dice me enseñó más” in quotations: the dash before the verb, and none before the speech goes on."""
    if not language.has_dashes_in_speech or doc.spellings.isdisjoint(language.tag_verbs):
        return
    for match in _unclosed(language).finditer(doc.text):
        if doc.is_quoted(match.start()):
            yield match.span("tag")


@cache
def _unclosed(language: Language) -> re.Pattern[str]:
    speaking = either(language.i_words | language.we_words)
    return compile_later(
        rf"[–—](?P<tag>{either(language.tag_verbs)}(?:[\s\0]+[^\W\d_]+){{0,3}}?)[\s\0]+{speaking}(?!\w)[^.,;:!?–—»”\"\n]{{0,80}}[.,;:!?»”\"\n]"
    )


@rule(needs=_DASHES)
def faulty_dash_line(doc: Document) -> Iterator[Flag]:
    """A dash at the start of a speech or of an attribution stands twice, or what belongs behind it, or the dash behind
    an attribution, is lost.

    Bad: — — There is no fish today.
    Bad: “Be kind to the tide.” ¶ — , harbour master
    Bad: “Be kind to the tide.” ¶ — Ole Brandt — Ole Brandt, harbour master
    Bad: «Y sin embargo —dice Ida me enseñó mucho».
    Good: “Be kind to the tide.” ¶ — Ole Brandt, harbour master
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    text = doc.text
    for span in _unclosed_tags(doc, speech_in(doc.language, doc.spellings)):
        yield Flag(*span, "the dash behind this attribution is missing")
    for line in lines_of(text, doc.blocks):
        words = text[line.start : line.end].lstrip("\0> ")
        start = line.end - len(words)
        match = _LINE.match(text, start, line.end) if words[:1] in _DASHES else None
        if not match:
            continue
        if match["second"]:
            yield Flag(start, match.end("second"), "the dash stands twice", (match["first"],))
        elif match["empty"]:
            yield Flag(start, match.end("empty"), "the name that belongs behind this dash is missing")
        else:
            yield Flag(*match.span("again"), f"“{match['name']}” stands twice in this attribution")
