"""quotes/foreign-quote-marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.tag_shapes import TO
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_MARKS = frozenset("“”„«»")
_MOST = 2


@rule()
def foreign_quote_marks(doc: Document) -> Iterator[Flag]:
    """A quotation has the marks of another language, while the article's others have its own.

    The marks came with a translation, a pasted passage or another keyboard. Only quotations with an attribution behind
    them are meant: a title or a word may keep the marks of its language.

    Bad: „The roof is broken“, said Mary Holt. ¶ “We shall mend it,” she said. “Tomorrow,” she said.
    Good: “The roof is broken,” said Mary Holt. ¶ “We shall mend it,” she said.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = language_data(doc.language)
    text, spans = doc.text, doc.quotations.spans
    glyphs = {text[each.start] for each in spans}
    if _MARKS.isdisjoint(glyphs) or not language.tag_verbs or not language.quotation_marks:
        return
    pairs = Counter(text[each.start] + text[each.end - 1] for each in spans)
    own = max((pairs[pair] for pair in language.quotation_marks), default=0)
    usual = max(language.quotation_marks, key=lambda pair: pairs[pair])
    straight = pairs['""'] + pairs["''"]
    for pair, count in pairs.items():
        if not _MARKS.issuperset(pair) or count > _MOST or pair == usual or pair[0] == pair[1]:
            continue
        is_half_own = pair not in language.quotation_marks and any(
            each[0] == pair[0] and each[0] != each[1] for each in language.quotation_marks
        )
        if own < 2 * count and not (is_half_own and not own and not straight):
            continue
        if pair in language.quotation_marks and pair[0] == usual[0]:
            continue
        for each in spans:
            if (
                text[each.start] + text[each.end - 1] != pair
                or " " not in text[each.start + 2 : each.end - 2]
            ):
                continue  # other marks, or a word that the text speaks of
            if _tag(language).match(text, each.end, each.end + 60):
                message = f"the article's language does not use the marks {pair}; {usual} are usual in it"
                if pair in language.quotation_marks or own:
                    message = f"this quotation has the marks {pair}, most others have {usual}"
                yield Flag(each.start, each.start + 1, message)


@cache
def _tag(language: Language) -> re.Pattern[str]:
    """A verb of saying soon behind a quotation."""
    verbs = either(language.tag_verbs)
    return compile_later(rf"{TO}(?:\w[\w'’-]*[\s\0]+){{0,3}}?{verbs}(?![\w-])")
