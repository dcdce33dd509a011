"""Plain prose: where a slip is nothing but a slip, because all that stands around is ordinary writing.

A careful author can mean nearly everything somewhere: in code, verse, a table, a name, a word of another language, a
text about spelling. A fix is made unseen only where none of this is in sight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from statistics import median

import regex

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import is_word, may_know_words_of
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import any_word, compile_later, regex_later

_FEWEST_WORDS = 4
_LEAST_SHARE = 0.5
"""The share of a paragraph's words that are common ones of the language, at least."""
_BESIDE = 2
"""So many words to either side must be of the language, but for those with capitals."""
_NEAR = 80
"""Code points on either side of a place: markup that is no further away on both sides may set it apart."""
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', "!”", "?”", ".“", ".»")
_OF_ADDRESSES = frozenset("/@#\\_=<>{}[]|~^")
_OFTEN = 3
"""What a text has so often may be meant."""
_SEVERAL = 4
"""So many different words for signs and writing tell what a document is about."""
_LONGEST_LINE_OF_VERSE = 55
_LONGEST_PARAGRAPH = 5_000
_LEAST_OF_ENTRIES = 60
"""Code points of an entry of a list that is a sentence rather than a name or a value."""
_EMPTY_LINE = compile_later(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_WORD = regex_later(r"(?<![\p{L}\p{M}\p{N}])\p{L}[\p{L}\p{M}]*+(?:['’]\p{L}+)?+(?![\p{L}\p{M}\p{N}])")
_ODD_SIGN = regex_later(
    r"[{}\[\]<>|\\^~_#@=*`+§¶•→←↔×÷±≤≥≠≈∀-⋿]|(?<!\w)/\w|\w/(?!\w)|/\w+/|\p{L}{2}\.\p{Ll}{2}|[ ]-\p{L}(?!\p{L})"
    r"|(?<!\w)--\p{L}|[ ]{3}|\t|\.\.\.?\p{L}|(?<![\w'’])\p{L} \p{L} \p{L}(?![\w'’.])"
)
"""Signs and shapes of code, formulas, tables, addresses, hashtags, brands and spaced letters."""
_RARE_SCRIPT = regex_later(r"[^\P{L}\p{Latin}\p{Cyrillic}]")
_CAPITALS = regex_later(r"\p{Lu}{3}")
_OWN_SINGLE_LETTERS = frozenset("AIaàeéiìoóuywvzk")
"""Words of one letter in some language."""


def is_plain_prose(doc: Document, start: int, end: int, *, in_quotations: bool = False) -> bool:
    """Tell whether what lies between two offsets is a part of an ordinary sentence in the document's language.

    That is a sentence of a paragraph in the body, which is most of it made of common words, has no signs of code or
    formulas, no emphasis or link of its own around the place, and no word for signs, spelling or verse nearby, nor the
    whole document several.
    """
    block = doc.block_at(start)
    if block is None or end > block.end or block.end - block.start > _LONGEST_PARAGRAPH:
        return False
    if block.place != "body" and (block.place != "list" or block.end - block.start < _LEAST_OF_ENTRIES):
        return False
    if not in_quotations and (doc.is_quoted(start) or doc.is_mentioned(start, end)):
        return False
    paragraph = Span(block.start, block.end)
    place = _with_words_touched(doc.text, paragraph, start, end)
    return (
        not _is_set_apart(doc.text, paragraph, start, end)
        and not doc.once(_verses)(*paragraph)
        and not _has_odd_signs(doc.text, paragraph, place)
        and _is_of_language(doc, paragraph, place)
        and not doc.once(_specimens)(block.start)
    )


def is_among_words(doc: Document, start: int, end: int) -> bool:
    """Tell whether nothing around a place shows that more than words may be meant: no emphasis or link of its own, no
    signs of code in its paragraph, no verse, and no word for signs nearby. The language may be any.
    """
    paragraph, text = Span(*doc.paragraph_at(start)), doc.once(_without_garbled)
    return (
        not _is_set_apart(text, paragraph, start, end)
        and not doc.once(_verses)(*paragraph)
        and not _has_signs_of_code(text, paragraph, _with_words_touched(text, paragraph, start, end))
        and not doc.once(_specimens)(paragraph.start)
    )


def _without_garbled(doc: Document) -> str:
    """Return the text with letters for what was read in the wrong encoding, which has signs of all kinds."""
    pieces, at = [], 0
    for each in doc.garbled:
        pieces += [doc.text[at : each.start], "x" * (each.end - each.start)]
        at = each.end
    return "".join((*pieces, doc.text[at:]))


def unless_often(flags: Iterable[Flag]) -> Iterator[Flag]:
    """Yield the flags of a rule; none is sure if they are so many that the author may mean it so."""
    found = list(flags)
    for flag in found:
        yield replace(flag, is_sure=False) if flag.is_sure and len(found) >= _OFTEN else flag


def _is_set_apart(text: str, block: Span, start: int, end: int) -> bool:
    """Tell whether markup stands near on both sides, as where a few words are emphasised, or a link."""
    before = text.rfind(MARKUP, max(block.start, start - _NEAR), start)
    return before >= 0 and text.find(MARKUP, end, min(block.end, before + _NEAR)) >= 0


def _with_words_touched(text: str, paragraph: Span, start: int, end: int) -> Span:
    """Return a place with all that touches it up to white space."""
    while start > paragraph.start and not text[start - 1].isspace():
        start -= 1
    while end < paragraph.end and not text[end].isspace():
        end += 1
    return Span(start, end)


def _has_odd_signs(text: str, paragraph: Span, place: Span) -> bool:
    """Tell whether a paragraph has signs of anything but prose outside a place, or there what addresses have."""
    around = (text[paragraph.start : place.start], text[place.end : paragraph.end])
    return any(map(_RARE_SCRIPT.search, around)) or _has_signs_of_code(text, paragraph, place)


def _has_signs_of_code(text: str, paragraph: Span, place: Span) -> bool:
    around = (text[paragraph.start : place.start], text[place.end : paragraph.end])
    return any(map(_ODD_SIGN.search, around)) or not _OF_ADDRESSES.isdisjoint(text[place.start : place.end])


def _is_of_language(doc: Document, paragraph: Span, place: Span) -> bool:
    """Tell whether a paragraph and the words beside a place are of the document's language."""
    language = doc.language or "en"
    if not common_words(language) or not doc.is_in_its_language(place.start):
        return False
    knows = _known(language)
    before, behind = (
        [match.group() for match in _WORD.finditer(doc.text, *part)]
        for part in ((paragraph.start, place.start), (place.end, paragraph.end))
    )
    words = [*before, *behind]
    known = sum(map(knows, words))
    ends = doc.text[paragraph.start : paragraph.end].rstrip().endswith(_SENTENCE_ENDS)
    if known < (1 if ends else _FEWEST_WORDS) or known < _LEAST_SHARE * len(words):
        return False
    beside = [*before[-_BESIDE:], *behind[:_BESIDE]]
    known = sum(map(knows, beside))
    strange = sum(word.islower() and not knows(word) for word in beside)
    return known > strange if known > _BESIDE else known > 0 == strange


@cache
def _known(language: str) -> Callable[[str], bool]:
    """Return what tells whether a word is a common one of a language."""
    common = common_words(language)
    knows_more = may_know_words_of(language)

    def knows(word: str) -> bool:
        lower = word.lower().replace("’", "'")
        stem = lower.partition("'")
        return (
            lower in common
            or (stem[0] in common and bool(stem[1]))
            or (bool(stem[1]) and stem[2] in common)
            or (knows_more and is_word(stem[0]))
        )

    return knows


def _verses(doc: Document) -> Callable[[int, int], bool]:
    """Return what tells whether the lines of a block, or those around it, are short and several, as in verse."""

    @cache
    def are_short(start: int, end: int) -> bool:
        source = doc.source
        first = max(0, start - _LONGEST_PARAGRAPH)
        gaps = [match.end() for match in _EMPTY_LINE.finditer(source, first, start)]
        gap = _EMPTY_LINE.search(source, end, end + _LONGEST_PARAGRAPH)
        around = source[gaps[-1] if gaps else first : gap.start() if gap else end + _LONGEST_PARAGRAPH]
        lines = [line for line in around.splitlines() if line.strip()]
        return len(lines) > 1 and median(map(len, lines)) < _LONGEST_LINE_OF_VERSE

    return are_short


def _specimens(doc: Document) -> Callable[[int], bool]:
    """Return what tells whether the block that begins at an offset, one beside it or a heading has a word for signs,
    spelling or what is shown as it was written, or the whole document several.
    """
    words = specimen_words(doc.language or "en")
    if len({match.group().lower() for match in words.finditer(doc.text)}) >= _SEVERAL:
        return lambda _offset: True
    title = str(doc.meta.get("title", ""))
    if words.search(title) or any(
        words.search(doc.text, block.start, block.end) for block in doc.blocks if block.place == "heading"
    ):
        return lambda _offset: True
    starts = [block.start for block in doc.blocks]

    @cache
    def has_any(offset: int) -> bool:
        number = bisect_left(starts, offset)
        near = doc.blocks[max(0, number - 1) : number + 2]
        return any(words.search(doc.text, block.start, block.end) for block in near)

    return has_any


@cache
def specimen_words(language: str) -> regex.Pattern[str]:
    """Return the pattern of the words by which a text tells that it shows signs, spelling or others' writing."""
    own, english = (each.sign_words | each.specimen_words for each in map(language_data, (language, "en")))
    words = own | (english - common_words(language))  # “font” is a verb in French
    return regex_later(rf"(?i:{any_word(words)})")
