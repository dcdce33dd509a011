"""quotes/placeholder-quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import Language, speech_in
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.dialogue_tags import find_tags
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_PLACEHOLDER = compile_later(
    r".[\s\0]*(?:(?P<bracketed>[\[<{]{1,2}[^\[\]<>{}\n]{2,60}[\]>}]{1,2})|(?P<lorem>(?i:lorem ipsum)[^\n]{0,200}?)"
    r"|(?P<later>(?:(?i:quote|comment|citation|zitat|cita|citat)[\s\0]+)?(?:TK|TKTK|TBC|TBD|XXX+|xxx+)"
    r"|(?i:(?:insert[\s\0]+)?(?:quote|comment)[\s\0]+(?:here|to[\s\0]+come|tk)|zitat[\s\0]+(?:folgt|hier)|citation[\s\0]+à[\s\0]+venir)))"
    r"[\s\0]*[,.!?]?[\s\0]*.\Z"
)
_WORDS = compile_later(
    r"(?i)\b(?:quote|quotation|comment|insert|tk|tbc|tbd|zitat|einfügen|citation|insérer|cita|insertar|citazione|inserire"
    r"|citação|inserir|citaat|invoegen|citat|wstaw|cytat|here|hier|placeholder|text)\b"
)
_SIGNS = (
    "[",
    "<",
    "{",
    "TK",
    "TBC",
    "TBD",
    "XXX",
    "xxx",
    "orem ipsum",
    "quote",
    "Zitat",
    "comment",
    "itation",
)


@rule(preset="strict", needs=_SIGNS)
def placeholder_quote(doc: Document) -> Iterator[Flag]:
    """Between the marks stands a placeholder: the quotation was never put in.

    Only where somebody is said to have spoken it: an article about placeholders shows them.

    Bad: “[QUOTE TK],” said the mayor.
    Bad: „[Zitat einfügen]“, sagte die Bürgermeisterin.
    Good: “[The mayor] was there,” said Ida Holm.
    Good: The wedding invitation began with “lorem ipsum”.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for quotation in doc.quotations.spans:
        start, end = quotation.start, quotation.end
        if end - start > _LONGEST:
            continue
        match = _PLACEHOLDER.match(doc.text[start:end])
        if match is None or (match["bracketed"] and not _WORDS.search(match["bracketed"])):
            continue
        if not _is_spoken(doc, quotation):
            continue
        kind = match.lastgroup or 0
        yield Flag(
            start + match.start(kind),
            start + match.end(kind),
            "a placeholder stands where the quotation belongs",
        )


_LONGEST = 260


def _is_spoken(doc: Document, quotation: Quotation) -> bool:
    """Tell whether an attribution follows a quotation or leads up to it."""
    block = doc.block_at(quotation.start)
    if block is None:
        return False
    tags = find_tags(doc.text, quotation.end - 2, min(block.end, quotation.end + _NEAR), doc.language)
    if tags and tags[0][0] <= quotation.end + 1:
        return True
    before = max(block.start, quotation.start - _NEAR)
    return _said_before(doc).search(doc.text, before, quotation.start) is not None


def _said_before(doc: Document) -> re.Pattern[str]:
    return _said(speech_in(doc.language, doc.spellings))


@cache
def _said(language: Language) -> re.Pattern[str]:
    verbs = either(language.tag_verbs)
    return compile_later(rf"(?<![\w-]){verbs}(?![\w-])[^.,!?\n“”„«»\"]{{0,50}}[:,][\s\0]*\Z")


_NEAR = 80
