"""damage/glued-note."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.names.lexicon import is_known
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_NUMBERED = regex_later(
    r"(?<![\p{L}\p{N}'’.@#/_\-])(?P<word>\p{L}\p{Ll}{4,20})(?P<note>[1-9]\d?)(?=[.,;]?[ \u00a0]\p{L}|[.,;]?\s*$)(?![.,]\d)"
)
_VERSIONED = frozenset(
    "covid python windows formula channel group opera firefox chrome safari android galaxy level version stage class route model unit track apollo".split()
)
"""Words whose number stands close up because it belongs to them."""


@rule(preset="strict", places=("body", "quote"), unknown_language=False, in_mentions=False, in_links=False)
def glued_note(doc: Document) -> Iterator[Flag]:
    """A footnote's number stands close up behind a word, as if it were part of it.

    Copying took the mark down into the line: “known to the Romans12 and”. Flagged are numbers behind common words in prose;
    names of versions, and words that stand with other numbers or several times, are left alone.

    Bad: The spring was known to the people12 of the valley.
    Good: The people of the valley drink from python3 and windows11.
    Measured: no finding in 2,225 news articles and 2,020 files of ten content repositories.
    """
    if not common_words(doc.language):
        return
    found = list(kept_matches(_NUMBERED, doc.text))
    words = [match["word"].lower() for match in found]
    for match, word in zip(found, words, strict=True):
        if word in _VERSIONED or words.count(word) > 1 or not is_known(word, doc.language):
            continue
        if doc.source.count(match.group()) > 1 or looks_like_code(doc.text, *doc.sentence_at(match.start())):
            continue
        yield Flag(*match.span(), f"the number of a note stands close up behind “{match['word']}”")
