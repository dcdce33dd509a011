"""damage/drop-cap."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.fixability import is_in_one_piece
from copydesk.analysis.names.lexicon import is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_SPLIT = regex_later(
    r"[“\"‘'\0]*(?P<split>(?P<cap>\p{Lu})(?:[ \u00a0\0]|\r?\n){1,4}(?P<rest>\p{Ll}{1,12}))(?=[ \u00a0,’'])"
)
_EXPLAINS = regex_later(r"[ \u00a0](?:is|was|means?|meant|stands?)\b")
"""Behind two words that a text speaks of: “A re is a note”."""
_ENGLISH_REST = frozenset("n t f s".split())
"""What I-n, I-t, I-f, A-t, O-n and A-s leave of a word of two letters."""


@rule(fixable=True, places=("body",), languages=("en",))
def drop_cap(doc: Document) -> Iterator[Flag]:
    """A paragraph's first letter stands apart from its word.

    On the page it was a large initial; copied, it became a word of its own: “T he council”. Flagged where the two make
    a word and the rest alone is none.

    Bad: T he council voted on Monday.
    Good: A man voted on Monday. ¶ I never vote. ¶ T cells are white.
    Measured: no finding in 5,630 articles.
    """
    for block in doc.blocks:
        match = _SPLIT.match(doc.text, block.start, block.end)
        if match and _is_split(match["cap"], match["rest"]):
            start, end = match.span("split")
            word = match["cap"] + match["rest"]
            suggestions = (word,) if is_in_one_piece(match["split"]) else ()
            message = f"“{word}” is parted from its first letter"
            yield Flag(start, end, message, suggestions, is_sure=not _EXPLAINS.match(doc.text, end))


def _is_split(cap: str, rest: str) -> bool:
    if not is_word(cap + rest):
        return False
    return rest in _ENGLISH_REST if len(rest) == 1 else not is_word(rest) or (cap == "T" and rest == "he")
