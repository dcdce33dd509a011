"""Plain prose: where a slip is nothing but a slip, because all that stands around is ordinary writing.

A careful author can mean nearly everything somewhere: in code, verse, a table, a name, a word of another language, a
text about spelling. A fix is made unseen only where none of this is in sight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from operator import attrgetter
from statistics import median

import regex

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import is_word, may_know_words_of
from copydesk.analysis.shown.signs import sentence_around
from copydesk.findings import Extended, Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import any_word, compile_later, regex_later

_FEWEST_WORDS = 4
_LEAST_SHARE = 0.5
"""The share of a paragraph's words that are common ones of the language, at least."""
_BESIDE = 2
"""So many words to either side must be of the language, but for those with capitals."""
_NEAR = 80
"""Code points on either side of a place: markup that is no further away on both sides may set it apart."""
_SENTENCE = 240
_SEVERAL = 4
"""So many different words for signs and writing tell what a document is about."""
_DENSITY = 1_000
"""Not rarer than once in so many code points."""
_LONGEST_LINE_OF_VERSE = 55
_LINES, _LONGEST_LONE_LINE = 3, 40
_LINE_END = compile_later(r"\r\n|\r|\n|<br\b[^<>]*>")
_HINTS = ("code", "example", "lyric", "poem", "sample", "stanza", "transcri", "verse")
"""What the classes of a page's elements have of others' writing."""
_LONGEST_PARAGRAPH = 5_000
_LEAST_OF_ENTRIES = 60
"""Code points of an entry of a list that is a sentence rather than a name or a value."""
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', "!”", "?”", ".“", ".»")
_OF_ADDRESSES = frozenset("/@#\\_=<>{}[]|~^")
_EMPTY_LINE = compile_later(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_WORD = regex_later(r"(?<![\p{L}\p{M}\p{N}])\p{L}[\p{L}\p{M}]*+(?:['’]\p{L}+)?+(?![\p{L}\p{M}\p{N}])")
_ODD_SIGN = regex_later(
    r"[{}\[\]<>|\\^~_#@=*`+§¶•→←↔×÷±≤≥≠≈∀-⋿]|(?<!\w)/\w|\w/(?!\w)|/\w+/|\p{L}{2}\.\p{Ll}{2}|[ ]-\p{L}(?!\p{L})"
    r"|(?<!\w)--\p{L}|[ ]{3}|\t|\.\.\.?\p{L}|(?<![\w'’])\p{L} \p{L} \p{L}(?![\w'’.])|[ ][.,:;-][ ][.,:;-]|\w''|''\w"
    r"|[ ]\.+[ ]\p{Ll}|\$\p{L}|\p{L}\$"
)
"""Signs and shapes of code, formulas, tables, addresses, hashtags, wikis and spaced letters."""
_PART_OF_ADDRESS = regex_later(r"\w\.\w|\d")
_RARE_SCRIPT = regex_later(r"[^\P{L}\p{Latin}\p{Cyrillic}]")
_COLON = compile_later(r":[\s\0]")


class PlainProse:
    """What in one text is plain prose; most answers are kept for a paragraph."""

    def __init__(
        self,
        text: str,
        source: str,
        blocks: Sequence[Block],
        title: str,
        language: str | None,
        code: Sequence[Span],
        garbled: Iterable[Extended],
    ) -> None:
        self._text = text
        self._source = source
        self._blocks = blocks
        self._title = title
        self._language = language or "en"
        self._code = code
        self._garbled = garbled
        self._verses: dict[Span, bool] = {}
        self._with_words_for_signs: dict[int, bool] = {}

    def holds(self, start: int, end: int, *, in_quotations: bool) -> bool:
        """Tell whether what lies between two offsets is a part of an ordinary sentence in the document's language.

        That is a sentence of a paragraph, most of which is common words, without signs of code or formulas, emphasis or
        a link of its own around the place, or a word for signs, spelling or verse nearby; nor has the whole document
        several. Outside quotations a colon may be what begins one.
        """
        number = self._number(start)
        block = self._blocks[number] if number >= 0 else None
        if block is None or end > block.end or block.end - block.start > _LONGEST_PARAGRAPH:
            return False
        if not in_quotations and _is_in_quotation_element(self._source, start):
            return False
        if block.place != "body" and (block.place != "list" or block.end - block.start < _LEAST_OF_ENTRIES):
            return False
        paragraph = Span(block.start, block.end)
        place = _with_words_touched(self._text, paragraph, start, end)
        return (
            self._is_among_words(self._text, paragraph, start, end)
            and not _has_rare_script(self._text, paragraph, place)
            and not self._tells_of_writing(start, end, in_quotations=in_quotations)
            and self._is_of_language(paragraph, place)
        )

    def is_among_words(self, paragraph: Span, start: int, end: int) -> bool:
        """Tell whether nothing around what was read in the wrong encoding shows that more than words may be meant.

        The language may be any.
        """
        if self._tells_of_writing(start, end, in_quotations=True):
            return False
        text = self._without_garbled
        place = _with_words_touched(text, paragraph, start, end)
        return not _PART_OF_ADDRESS.search(text, *place) and self._is_among_words(text, paragraph, start, end)

    def _is_among_words(self, text: str, paragraph: Span, start: int, end: int) -> bool:
        """Tell whether no emphasis or link of its own, no signs of code, no verse, and no word for signs is near."""
        first = bisect_left(self._code, paragraph.start, key=attrgetter("end"))
        if first < len(self._code) and self._code[first].start < paragraph.end:
            return False
        if any(sign in hint for hint in self._hints_at(paragraph.start) for sign in _HINTS):
            return False
        return (
            not _is_set_apart(text, paragraph, start, end)
            and not self._is_verse(paragraph)
            and not _has_odd_signs(text, paragraph, _with_words_touched(text, paragraph, start, end))
            and not self._is_about_signs
            and not self._speaks_of_signs(paragraph.start)
        )

    def _tells_of_writing(self, start: int, end: int, *, in_quotations: bool) -> bool:
        """Tell whether the sentence has a word for names, works or letters, or before the place a colon."""
        sentence = sentence_around(self._text, start, end)
        if _naming_words(self._language).search(sentence):
            return True
        lead = self._text[max(0, start - _SENTENCE) : start] + "x"
        before = sentence_around(lead, len(lead) - 1, len(lead))
        return not in_quotations and _COLON.search(before) is not None

    def _is_of_language(self, paragraph: Span, place: Span) -> bool:
        """Tell whether a paragraph and the words beside a place are of the document's language."""
        if not common_words(self._language):
            return False
        knows = _known(self._language)
        before, behind = (
            [match.group() for match in _WORD.finditer(self._text, *part)]
            for part in ((paragraph.start, place.start), (place.end, paragraph.end))
        )
        words = [*before, *behind]
        known = sum(map(knows, words))
        is_sentence = self._text[slice(*paragraph)].rstrip(" \n\0").endswith(_SENTENCE_ENDS)
        if known < (1 if is_sentence else _FEWEST_WORDS) or known < _LEAST_SHARE * len(words):
            return False
        beside = [*before[-_BESIDE:], *behind[:_BESIDE]]
        known = sum(map(knows, beside))
        strange = sum(word.islower() and not knows(word) for word in beside)
        return known > strange if known > _BESIDE else known > 0 == strange

    def _number(self, offset: int) -> int:
        """Return the number of the last block that begins at an offset or before; -1 before the first."""
        return bisect_right(self._blocks, offset, key=attrgetter("start")) - 1

    def _hints_at(self, offset: int) -> Sequence[str]:
        number = self._number(offset)
        return self._blocks[number].hints if number >= 0 else ()

    def _is_verse(self, paragraph: Span) -> bool:
        """Tell whether the lines of a paragraph, or those around it, are short and several."""
        if paragraph not in self._verses:
            source, (start, end) = self._source, paragraph
            first = max(0, start - _LONGEST_PARAGRAPH)
            gaps = [match.end() for match in _EMPTY_LINE.finditer(source, first, start)]
            gap = _EMPTY_LINE.search(source, end, end + _LONGEST_PARAGRAPH)
            around = source[gaps[-1] if gaps else first : gap.start() if gap else end + _LONGEST_PARAGRAPH]
            lines = [line for line in _LINE_END.split(around) if line.strip()]
            self._verses[paragraph] = (
                len(lines) > 1 and median(map(len, lines)) < _LONGEST_LINE_OF_VERSE
            ) or self._is_among_short_ones(paragraph.start)
        return self._verses[paragraph]

    def _is_among_short_ones(self, offset: int) -> bool:
        """Tell whether a paragraph is one of several short ones in a row, which may be lines."""
        number = self._number(offset)
        rows = [
            self._blocks[max(0, first) : first + _LINES] for first in range(number - _LINES + 1, number + 1)
        ]
        return any(len(row) == _LINES and all(map(_is_lone_line, row)) for row in rows)

    @cached_property
    def _is_about_signs(self) -> bool:
        """Whether the title, a heading, or several words of the text tell that it is about signs, spelling or verse."""
        words = _specimen_words(self._language)
        if words.search(self._title):
            return True
        headings = (block for block in self._blocks if block.place == "heading")
        if any(words.search(self._text, block.start, block.end) for block in headings):
            return True
        found = [match.group().lower() for match in words.finditer(self._text)]
        return len(set(found)) >= _SEVERAL and len(found) * _DENSITY >= len(self._text)

    def _speaks_of_signs(self, offset: int) -> bool:
        """Tell whether the paragraph with an offset or one beside it does."""
        number = self._number(offset)
        return any(
            map(self._has_word_for_signs, range(max(0, number - 1), min(number + 2, len(self._blocks))))
        )

    def _has_word_for_signs(self, number: int) -> bool:
        if number not in self._with_words_for_signs:
            block = self._blocks[number]
            found = _specimen_words(self._language).search(self._text, block.start, block.end)
            self._with_words_for_signs[number] = found is not None
        return self._with_words_for_signs[number]

    @cached_property
    def _without_garbled(self) -> str:
        """The text with letters for what was read in the wrong encoding, which has signs of all kinds."""
        pieces, at = [], 0
        for each in self._garbled:
            pieces += [self._text[at : each.start], "x" * (each.end - each.start)]
            at = each.end
        return "".join((*pieces, self._text[at:]))


def _is_lone_line(block: Block) -> bool:
    return block.place == "body" and block.end - block.start < _LONGEST_LONE_LINE


def _is_set_apart(text: str, paragraph: Span, start: int, end: int) -> bool:
    """Tell whether markup stands near on both sides, as where a few words are emphasised, or a link."""
    before = text.rfind(MARKUP, max(paragraph.start, start - _NEAR), start)
    return before >= 0 and text.find(MARKUP, end, min(paragraph.end, before + _NEAR)) >= 0


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
    return any(map(_ODD_SIGN.search, around)) or not _OF_ADDRESSES.isdisjoint(text[place.start : place.end])


def _has_rare_script(text: str, paragraph: Span, place: Span) -> bool:
    return any(
        map(_RARE_SCRIPT.search, (text[paragraph.start : place.start], text[place.end : paragraph.end]))
    )


@cache
def _known(language: str) -> Callable[[str], bool]:
    """Return what tells whether a word is a common one of a language, as it is or with an apostrophe."""
    common = common_words(language)
    knows_more = may_know_words_of(language)

    def knows(word: str) -> bool:
        first, apostrophe, last = word.lower().replace("’", "'").partition("'")
        if first in common or (apostrophe and (last in common or f"{first}'{last}" in common)):
            return True
        return knows_more and is_word(first)

    return knows


@cache
def _specimen_words(language: str) -> regex.Pattern[str]:
    """Return the pattern of the words by which a text tells that it shows signs, spelling or others' writing."""
    own, english = (each.sign_words | each.specimen_words for each in map(language_data, (language, "en")))
    words = own | (english - common_words(language))  # “font” is a verb in French
    return regex_later(rf"(?i:{any_word(words)})")


@cache
def _naming_words(language: str) -> regex.Pattern[str]:
    """Return the pattern of the words by which a sentence tells what somebody wrote, or what something is named."""
    own = language_data(language)
    return regex_later(rf"(?i:{any_word((own.naming_words - own.reporting_verbs) | own.writing_words)})")


def _is_in_quotation_element(source: str, offset: int) -> bool:
    """Tell whether an offset lies in HTML's element for a quotation within a sentence, `<q>`."""
    opening = source.rfind("<q", max(0, offset - _LONGEST_PARAGRAPH), offset)
    return (
        opening >= 0
        and source[opening + 2 : opening + 3] in (" ", ">")
        and "</q" not in source[opening:offset]
    )
