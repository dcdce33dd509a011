"""Paragraphs that break off in mid-sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.damage.breaks.paragraphs import (
    ends_its_paragraphs,
    is_broken_by_hand,
    leads_to_display,
)
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.common_words import begins_common_word, common_words
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data, speech_of
from copydesk.analysis.names.lexicon import begins_word, is_word, knows_words_of
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import regex_later

_BROKEN_OFF = regex_later(
    r"(?P<cut>\[(?:…|\.\.\.)\]|,|(?<=\s)(?:the|a|an|and|or|but|of|into|because|which)"
    r"|(?<=\b(?:has|have|had) (?:not|never|already|just|only|also|long) )been)[\s\0]*\Z"
)
_LAST_WORD = regex_later(r"(?<=[\s\0])(?P<cut>\p{L}\p{Ll}+|\p{Ll}|\d{1,4})[\s\0]*\Z")
_HALF_WORD = regex_later(r"(?<=\p{Ll}[\s\0])(?P<cut>\p{L}\p{Ll}{1,15}[-‐])[\s\0]*\Z")
"""A word that breaks off at the hyphen of a line's end: in the second lab-"""
_MORE = regex_later(r"[^ \0\n]")
_LAST_SENTENCE = regex_later(
    r"(?<=(?:\p{Ll}{3}|\d{4})[.][”\"’)]?[\s\0]{1,3})\p{Lu}(?:[^.!?…:\n–—]|:(?=[\s\0]\p{Ll})){30,}\Z"
)
_LINK_ENDS = regex_later(r"[*_]*(?:\]\s*[(\[]|</a>|`_)")
_NOTE = regex_later(r"\[\^[\w-]+\][\s\S]{0,6}\Z|<sup>[^<]*\Z")
_SENTENCE_BREAK = regex_later(r"[.!?][”\"’)]?\s")
_CLOCK = regex_later(r"\d{1,2}[:.h]\d\d\b")
"""The time above an entry of a live report."""
_COUNT = regex_later(r"\d{1,3} \p{Ll}{2,}(?: [\p{L}\d]+){3}[^\n]*[.!?]\Z")
"""A number and what it counts, at the start of a whole sentence."""
_SIGNATURE = 5
_LEAD = 10
_WORDS = 8
_WORDS_OF_SENTENCE = 7
_TWO = 2
_WORDS_BEFORE_SMALL = 4
"""The same of one that ends in a word of two letters or in a very common word, as hardly any does without its stop."""
_WORDS_ALONE = 12
"""How many words a sentence has at least that is alone in its paragraph: shorter ones are headlines and captions."""
_WORDS_OF_THE_ONLY = 8
"""The same where all other paragraphs have their mark, so that the text has no subheadings."""
_MARKS_AT_END = frozenset('.!?…:”"»“’)')
_SMALL = 0.3
"""The share of the commonest words in sentences; headlines have fewer."""
_NO_SENTENCE = regex_later(r"[.!?…:;|•·()\[\]/©–—]|\p{L}-\s|\d:\d")
_OF_CLASS = regex_later(r"(?:<\w+ [^<>]*\bclass\b[^<>]*>|<(?:strong|b|em|i|summary)>|[*_]{1,3})\s*\Z")
"""Before a caption or a title that is set as a paragraph, and before what is set in bold as one."""
_APART = regex_later(
    r"<(?:div|span|figure|figcaption|center|small|text|tspan|desc|label|button|li|td|th|h[1-6])\b[^<>]*>"
    r"(?:[ \t]*\r?\n?[ \t]*<[a-z][^<>]*>)*[ \t]*\r?\n?[ \t]*\Z"
)
"""Before what stands in an element that is no paragraph, such as the caption of a chart."""
_MARKS = regex_later(r"[,\0\"“”„«»]")
_TAIL = 24
_VERB_LAST = frozenset(("de", "nl"))
"""Languages whose clauses end in small verbs, and standfirsts with them: “die falsch geschrieben sind”."""
_HEADLINE, _STANDFIRST = 0, 1
"""The numbers of the blocks that may be these."""
_ENDS = frozenset(".!?…")
"""Marks at the end of a paragraph; what stands above the first that has one is the article's head."""


def find_unfinished_paragraphs(
    text: str, source: str, blocks: Sequence[Block], language: str | None
) -> Iterator[Span]:
    """The last word or mark of each paragraph that has no end, and after which nothing goes on."""
    is_tidy: bool | None = None
    for index, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        if block.place != "body" or block.end - block.start < 5 * _WORDS:
            continue
        broken = _broken_off(text[block.start : block.end], language)
        cut = Span(block.start + broken.start, block.start + broken.end) if broken else None
        word = None
        if cut is None and (word := _last_word(text, source, blocks, index, language)):
            if is_tidy is None:
                is_tidy = ends_its_paragraphs(text, blocks)
            cut = word if is_tidy else None
        if (
            cut
            and len(text[block.start : block.end].split()) >= _WORDS
            and not _is_closed(source, block, cut)
            and not (text[cut.start] == "," and _leads_to_speech(text, block, language))
            and not _goes_on(
                text, source, block, following, is_sure=cut is not word and text[cut.start].isalpha()
            )
        ):
            yield cut


@kept_by_text
def _broken_off(paragraph: str, language: str | None) -> Span | None:
    """What a paragraph ends in that no sentence can end in."""
    tail = max(0, len(paragraph) - _TAIL)
    match = _BROKEN_OFF.search(paragraph, tail)
    if match and (not match["cut"].isalpha() or language in ("en", None)):  # Er bietet es jetzt auch an
        return Span(*match.span("cut"))
    match = _LAST_WORD.search(paragraph, tail)
    data = language_data(language)
    if match and (match["cut"] in data.never_before_a_mark or match["cut"] in data.never_last):
        return Span(*match.span("cut"))
    match = _HALF_WORD.search(paragraph, tail)
    return Span(*match.span("cut")) if match else None


def _last_word(
    text: str, source: str, blocks: Sequence[Block], index: int, language: str | None
) -> Span | None:
    """The last word of a paragraph, if it is half a word or ends a sentence behind others that have their mark.

    The first block of a text, if it is one sentence, may be its headline, and the second the line below that.
    """
    block = blocks[index]
    match = _LAST_WORD.search(text, max(block.start, block.end - _TAIL), block.end)
    if match is None or not text[block.start].isupper() or looks_like_code(text, block.start, block.end):
        return None
    if _is_set_apart(source, blocks, block):
        return None
    word = match["cut"]
    if word.islower() and len(word) > 2 and index != _HEADLINE and _is_half_word(word, language):
        return Span(*match.span("cut"))  # half a word
    last = _LAST_SENTENCE.search(text[block.start : block.end])
    sentence = last.group() if last else text[block.start : block.end]
    words = _MARKS.sub("", sentence).split()
    is_small = len(word) <= _TWO or word in STOP_WORDS.get(language or "", ())
    if index == _HEADLINE and (last is None or not is_small):
        return None  # a headline may have two sentences: The school is a hundred. A pupil of 1938 came
    in_head = index == _STANDFIRST or not any(
        text[each.start : each.end].rstrip("\0 ")[-1:] in _ENDS for each in blocks[:index]
    )
    is_set_off = _OF_CLASS.search(source, max(0, block.start - 80), block.start) is not None
    if (last is None or (is_set_off and in_head)) and (
        (in_head and (not is_small or language in _VERB_LAST)) or (last is None and is_set_off)
    ):
        return None  # a standfirst
    behind_others, alone = (_WORDS_BEFORE_SMALL, _WORDS) if is_small else (_WORDS_OF_SENTENCE, _WORDS_ALONE)
    is_long = len(words) >= (behind_others if last else alone)
    if not is_long and not last and len(words) >= _WORDS_OF_THE_ONLY:
        is_long = _is_the_only(text, blocks, index)
    return Span(*match.span("cut")) if is_long and (last or _runs_on(sentence, words, language)) else None


def _is_set_apart(source: str, blocks: Sequence[Block], block: Block) -> bool:
    """Tell whether a block stands in an element that is no paragraph, while most others do not."""

    def is_in_element(each: Block) -> bool:
        return _APART.search(source, max(0, each.start - 160), each.start) is not None

    return is_in_element(block) and 2 * sum(map(is_in_element, blocks)) < len(blocks)


def _is_the_only(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether no other block of a text, but its headline, is without a mark at its end, as subheadings are."""
    return all(
        other in (index, _HEADLINE) or text[block.end - 1] in _MARKS_AT_END
        for other, block in enumerate(blocks)
    )


def _is_half_word(word: str, language: str | None) -> bool:
    """Tell whether a word is none, and others begin so."""
    if knows_words_of(language):
        return not is_word(word) and begins_word(word)
    return word not in common_words(language) and begins_common_word(word, language)


def _runs_on(sentence: str, words: Sequence[str], language: str | None) -> bool:
    """Tell whether a line of many words is a sentence rather than a headline: it has small words, and few capitals."""
    if _NO_SENTENCE.search(sentence):
        return False
    small = sum(word in STOP_WORDS.get(language or "", ()) for word in words)
    return small >= _SMALL * len(words)


def _is_closed(source: str, block: Block, cut: Span) -> bool:
    """Whether the cut is none: the words of a link end the paragraph, or a comma between the numbers of two notes."""
    if source[cut.start].isalpha():
        return _LINK_ENDS.match(source, cut.end) is not None
    behind = source[cut.end : block.end]
    return "</sup>" in behind or "[^" in behind or _NOTE.search(source[block.start : cut.start]) is not None


def _goes_on(text: str, source: str, block: Block, following: Block | None, *, is_sure: bool) -> bool:
    """Tell whether what follows a paragraph, or how its lines are broken, explains that it has no end.

    Behind a word that ends no sentence anywhere, a paragraph that begins with a number is another one, too.
    """
    if leads_to_display(source, block, following):
        return True
    if following is None:
        return False
    if text[block.start : block.end].rstrip(" \0\n").endswith(("-", "‐")):
        return text[following.start].islower()  # the word's second half, though a line may be broken by hand
    return (
        is_broken_by_hand(source, block, following)
        or following.place in ("list", "quote", "table")
        or not (
            text[following.start : following.start + 2].lstrip('“„«»"‘¿¡')[:1].isupper()
            or _CLOCK.match(text, following.start, following.end)
            or (is_sure and _COUNT.match(text, following.start, following.end))
        )
        or (text[block.end - 1] == "," and _is_signature(text, source, following))
    )


def _leads_to_speech(text: str, block: Block, language: str | None) -> bool:
    """Tell whether a paragraph that ends in a comma leads up to what somebody said, in the paragraphs that follow."""
    words = _SENTENCE_BREAK.split(text[block.start : block.end])[-1].lower().split()
    return len(words) <= _LEAD and not speech_of(language).tag_verbs.isdisjoint(words)


def _is_signature(text: str, source: str, block: Block) -> bool:
    """Tell whether a paragraph is the name under a letter: a few words in bold or at the end, without a full stop."""
    words = text[block.start : block.end].strip(" \0")
    is_apart = (
        text[block.start] == MARKUP or source[block.start - 1] in "*_" or not _MORE.search(text, block.end)
    )
    return block.place == "body" and is_apart and len(words.split()) <= _SIGNATURE and words[-1:].isalpha()
