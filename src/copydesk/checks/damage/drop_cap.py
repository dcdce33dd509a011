"""damage/drop-cap."""

from __future__ import annotations

from collections.abc import Iterator

import regex

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
_WORDS_OF_ONE_LETTER = frozenset("AIOX")
_ENGLISH_REST = frozenset("n t f s".split())
"""What I-n, I-t, I-f, A-t, O-n and A-s leave of a word of two letters."""


_LOST = {
    language: regex_later(rf"(?P<rest>{left})")
    for language, left in {
        "en": (
            r"(?:n|t)(?= (?:the|that|this|an?|his|her|its|their|my|our|one|most|some|every|first|\d{4})[ ,])"
            r"|t(?= (?:was|took|began|rained|started)[ ,])|s(?= (?:the|soon|a|he|she|they|we)[ ])"
            r"|f(?= (?:you|he|she|they|we|the|all)[ ])|hen(?= (?:the|he|she|they|we|a)[ ])|hey(?= (?:were|had|came|are)[ ])"
        ),
        "de": r"[mn](?= (?:\p{Lu}|\d{4}|der |den |dem |einem |einer |diesem |jenem ))",
        "fr": r"n(?= (?:\d{4}|ce |cette |plein |même ))|u(?= (?:début|milieu|fond|cours|bout) )",
        "es": r"n(?= (?:\d{4}|el |la |los |las |un |una |su |este |aquel ))",
        "it": r"n(?= (?:un |una |quel |quella |questo ))|el(?= \d{4})",
        "nl": r"n(?= (?:\d{4}|de |het |een |deze |dit ))|p(?= (?:de |het |een ))",
        "pt": r"m(?= (?:\d{4}|uma? ))",
    }.items()
}
"""By language: what is left of the small word that begins an article, whose initial was a picture: n the winter."""
_CAPITALS = regex_later(
    r"(?:N|T) (?:THE|THAT|THIS|A|HIS|HER)(?= \p{Ll})|HE(?= (?:first (?!\p{Ll}+ed\b|saw|met|came|went|heard|took|began|knew|wrote|made|sang|read|felt|got|had)|old|new|only|great|little|next)[ ]?)"
)
_SPLITTING = frozenset((None, "en"))
"""Where an initial that stands apart is looked for, or one before capitals."""
_FIRST = 3
"""Among so many first blocks is an article's first paragraph."""
_PARAGRAPH = 60


@rule(fixable=True, places=("body",), languages=tuple(_LOST))
def drop_cap(doc: Document) -> Iterator[Flag]:
    """A paragraph's first letter stands apart from its word.

    On the page it was a large initial; copied, it became a word of its own: “T he council”. Flagged where the two make
    a word and the rest alone is none.

    At the start of an article the initial may be lost, as it was a picture: “n the winter of 1947”.

    Bad: T he council voted on Monday.
    Bad: n the winter of 1947 the road to the mill was closed for nine weeks, and bread came by boat.
    Good: A man voted on Monday. ¶ I never vote. ¶ T cells are white.
    Measured: no finding in 5,630 articles.
    """
    yield from _lost_initials(doc)
    found = [
        match
        for block in (doc.blocks if doc.language in _SPLITTING else ())
        if (match := _SPLIT.match(doc.text, block.start, block.end))
        and _is_split(match["cap"], match["rest"])
    ]
    for match in found:
        start, end = match.span("split")
        word = match["cap"] + match["rest"]
        suggestions = (word,) if is_in_one_piece(match["split"]) else ()
        message = f"“{word}” is parted from its first letter"
        yield Flag(start, end, message, suggestions, is_sure=len(found) == 1 and _is_initial(doc, match))


def _lost_initials(doc: Document) -> Iterator[Flag]:
    """The first paragraph, whose first letter is not there at all."""
    pattern = _LOST.get(doc.language or "")
    block = next((block for block in doc.blocks[:_FIRST] if block.place == "body"), None)
    while pattern and block and block.end - block.start < _PARAGRAPH:
        index = doc.blocks.index(block) + 1
        block = next((each for each in doc.blocks[index:_FIRST] if each.place == "body"), None)
    if not (pattern and block):
        return
    match = pattern.match(doc.text, block.start, block.end)
    if match is None and doc.language in _SPLITTING:
        match = _CAPITALS.match(doc.text, block.start, block.end)
    if match:
        rest = doc.text[block.start : match.end()]
        yield Flag(block.start, match.end(), f"the first letter of the article is missing before “{rest}”")


def _is_initial(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether a letter can be nothing but the initial of its word: it is no word itself, and what it left is none.

    “A t test” and “A s orbital” begin sentences, and in a poem several lines may begin with a letter that stands apart.
    """
    start, end = match.span("split")
    block = doc.block_at(start)
    is_long = block is not None and block.end - block.start >= _PARAGRAPH
    return (
        is_long
        and match["cap"] not in _WORDS_OF_ONE_LETTER
        and len(match["rest"]) > 1
        and not _EXPLAINS.match(doc.text, end)
        and doc.is_plain_prose(start, end)
    )


def _is_split(cap: str, rest: str) -> bool:
    if not is_word(cap + rest):
        return False
    return rest in _ENGLISH_REST if len(rest) == 1 else not is_word(rest) or (cap == "T" and rest == "he")
