"""quotes/dangling-attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.tag_shapes import GAP
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later


@rule(preset="strict")
def dangling_attribution(doc: Document) -> Iterator[Flag]:
    """“Before adding” follows a quotation that nobody is said to have said.

    The words belong behind an attribution (“…,” she said, before adding that …), which was cut or went to the sentence
    before.

    Bad: “It was dark,” Ida Holt replied. “And I was alone,” before adding that she would go again.
    Good: “It was dark,” Ida Holt replied, before adding that she would go again.
    Good: Ida Holt replied, “It was dark,” before adding that she would go again.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = language_data(doc.language)
    if not language.trailing_phrases:
        return
    text = doc.text
    for quotation in doc.quotations.spans:
        match = _trailing(language).match(text, quotation.end)
        if match is None:
            continue
        if text[quotation.end - 2] != "," and "," not in match["gap"]:
            continue
        block = doc.block_at(quotation.start)
        lead = (
            text[max(block.start, quotation.start - 4) : quotation.start].rstrip(" \0\u00a0") if block else ""
        )
        if block and lead[-1:] in ("", ".", "!", "?"):
            yield Flag(
                *match.span("phrase"), "this sentence says of nobody that he or she said the quotation before"
            )


@cache
def _trailing(language: Language) -> re.Pattern[str]:
    phrase = either(language.trailing_phrases).replace("\\ ", GAP)
    return compile_later(rf"(?P<gap>,?[\s\0]+)(?P<phrase>{phrase})(?![\w-])")
