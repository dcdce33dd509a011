"""How paragraphs begin and end: which start in lower case though nothing leads up to them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import function_words, is_word
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_FIRST_WORD = compile_later(r"[\s\0]*([^\W\d_]+(?:[’'\-‐‑][^\W\d_]+)*)")
_WORD = compile_later(r"[^\W\d_]{2,}|\w")
_WHOLE_WORD = compile_later(r"(?<![\w.])[^\W\d_]+(?:[’'‐‑][^\W\d_]+)*(?!\w)")
_APOSTROPHE = compile_later(r"[’'‐‑]")
_BOLD = MARKUP * 2
_SENTENCE_END = compile_later(r"[.!?…][\"”’»)\]\0\s]*\Z")
_GOES_ON = compile_later(r"[,;:\-‐–—(\[/&+=…][\"”’»\0\s]*\Z|\.\.\.[\"”’»\0\s]*\Z")
_DISPLAYED = compile_later(
    r"```|~~~|\$\$|\\\[|\\begin\{|<(?:pre|table|blockquote|figure|img|iframe|video|audio|svg|math|embed|object)\b|!\[|\{\{|\{%"
    r"|^[^\S\n]*>|\n[ \t\r]*\n(?: {4}|\t)",
    re.MULTILINE,
)
_LINK_BEGINS = compile_later(r"(?:\[|<a\b[^<>]*>)[*_\s]*\Z", re.IGNORECASE)
_PARTICLES = listed_words("lowercase_particles")
_LOWER_NAMES = frozenset(
    "adidas bell danah ebay iphone ipad will k.d e.e tripadvisor thyssenkrupp flydubai".split()
)
_LABEL_WORDS = 6
_PARAGRAPH = 60
_ENDED = compile_later(r"[.!?…:][\"”’»)\]\0\s]*\Z")
_WRAPPED = 100
"""Code points of the longest line that somebody may have broken by hand."""
_DECORATED = compile_later(r"[^\w\s.,;…:!?'’\"“”()\-–—&/%$€£\0]")
_SMALL_I = compile_later(
    r"(?<![\w.'’])i(?:['’](?:m|ve|ll|d)| (?:am|was|have|had|think|found|did|do|can|could|would|will|just|really|love|like"  # noqa: E501
    r"|want|wanted|know|got|went|made|use|used|started))\b"
)
_CODE_LIKE = compile_later(r"[<>{}=\\/_|$]|\d\.\w+\.")
_FUNCTION_END = compile_later(
    r"\b(?:the|an?|of|to|in|on|at|for|and|or|but|by|with|from|as|that|which|who|is|was|are|were|did|has|had|it|this|its"
    r"|their|his|her|be|not|i|he|she|they|we)[\s\0]*\Z",
    re.IGNORECASE,
)


def lowercase_starts(
    text: str, source: str, blocks: Sequence[Block], min_words: int, language: str | None = None
) -> list[Span]:
    """The first words of the paragraphs that start in lower case, after nothing that they could continue.

    None if paragraphs of this text often start so: then it is a style.
    """
    paragraphs = 0
    found: list[tuple[int, Span]] = []
    for index, block in enumerate(blocks):
        if block.place != "body":
            continue
        first = text[block.start]
        if not first.islower() and first != MARKUP and not first.isspace():
            paragraphs += first.isupper()
            continue
        piece = text[block.start : block.end]
        word = _FIRST_WORD.match(piece)
        if word and word[1][0].islower() and _is_prose(piece, min_words) and "footnote" not in block.hints:
            found.append((index, Span(block.start + word.start(1), block.start + word.end(1))))
        paragraphs += 1
    if (len(found) > 2 and len(found) > 0.3 * paragraphs) or (
        found and len(list(kept_matches(_SMALL_I, text))) > 1
    ):
        return []
    starts = Counter(text[span.start : span.end] for _, span in found)
    return [
        span
        for index, span in found
        if (starts[text[span.start : span.end]] == 1 or text[span.start : span.end] in STOP_WORDS["en"])
        and not _is_lower_name(text, span)
        and not _is_set_in_bold(text, blocks[index])
        and not _LINK_BEGINS.search(source, max(0, span.start - 300), span.start)
        and not (language in ("en", None) and _is_coined(text, text[span.start : span.end]))
        and not _is_entry(text, blocks, index, span)
        and not _continues(text, source, blocks, index)
    ]


def _is_set_in_bold(text: str, block: Block) -> bool:
    """Tell whether all of a block is bold: below a heading it goes on with it."""
    return text[max(0, block.start - 2) : block.start] == _BOLD == text[block.end : block.end + 2]


def is_broken_by_hand(source: str, before: Block, after: Block) -> bool:
    """Tell whether the break between two blocks may be one of many line breaks: no empty line, and the line is short.

    Where tags part the blocks, their lines say nothing.
    """
    if "</" in source[before.end : after.start]:
        return False
    line = source.rfind("\n", before.start, before.end) + 1 or before.start
    return source.count("\n", before.end, after.start) < 2 and before.end - line < _WRAPPED


def ends_its_paragraphs(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether nearly all long paragraphs of a text end in a mark, and there are some, for one that does not.

    The first may be a headline.
    """
    has_headline = bool(blocks) and not _ENDED.search(text[blocks[0].start : blocks[0].end])
    long = [
        text[block.start : block.end]
        for block in blocks[has_headline:]
        if block.place == "body" and block.end - block.start >= _PARAGRAPH
    ]
    ended = sum(_ENDED.search(piece) is not None for piece in long)
    others = len(long) - ended - 1
    return ended > 2 and 3 * others <= ended


def leads_to_display(source: str, block: Block, following: Block | None) -> bool:
    """Whether code, a table or a picture stands between a block and the one that follows it, or ends the source."""
    return _DISPLAYED.search(source, block.end, following.start if following else len(source)) is not None


def _is_prose(piece: str, min_words: int) -> bool:
    return _SENTENCE_END.search(piece) is not None and sum(1 for _ in _WORD.finditer(piece)) >= min_words


def _is_lower_name(text: str, word: Span) -> bool:
    """Tell whether the word is one that keeps its small letter: iPhone, van Dyck, example.org, al-Sahar."""
    written = text[word.start : word.end]
    after = text[word.end : word.end + 2].lstrip(MARKUP)
    if text[word.start - 1 : word.start] == MARKUP == text[word.end : word.end + 1]:
        return True  # set apart by markup of its own, as commands are
    if not written.islower() or written in _LOWER_NAMES or after[:1] in tuple("0123456789_@/\\(=)<*#"):
        return True
    if after[:1] == "." and (after[1:2].isalnum() or after[1:2] in (":", ",") or len(written) <= 2):
        return True
    if after[:1] == ";" and after[1:2].isalpha():  # tl;dr
        return True
    following = text[word.end : word.end + 3].strip(" \0'’")
    head, *rest = re.split(r"[’'\-‐‑]", written)
    if rest and len(head) == 1 and len(rest[0]) == 1:
        return True
    return head in _PARTICLES and (following[:1].isupper() or after[:1] in ("’", "'"))


def _is_coined(text: str, written: str) -> bool:
    """Whether a word that English does not have keeps its small letter elsewhere too, or is put together: node-gyp."""
    if len(written) < 3 or all(map(is_word, re.split(r"[’'\-‐‑]", written))):
        return False
    if "-" in written:
        return True
    again = _forms(text).get(written.lower(), Counter())
    return again.total() > 1 and again.keys() == {written}


@lru_cache(1)
def _forms(text: str) -> Mapping[str, Counter[str]]:
    """Count how often each word of a text, and each part of one, is written in which way, by the word in lower case."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for match in _WHOLE_WORD.finditer(text):
        whole = match.group()
        for form in {whole, *_APOSTROPHE.split(whole)}:
            forms[form.lower()][form] += 1
    return forms


def _is_entry(text: str, blocks: Sequence[Block], index: int, word: Span) -> bool:
    """Whether the paragraph defines its first word: the line before names it, or a dash, colon or bracket follows."""
    if re.match(r"[\s\0]*(?:[–—:=(]|-\s)", text[word.end : word.end + 8]):
        return True
    written = text[word.start : word.end]
    following = text[word.end : word.end + 2].strip(" \0")
    if written not in STOP_WORDS["en"] and following[:1].isupper():
        return True
    return any(
        other.end - other.start <= 60
        and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", text[other.start : other.end])
        for other in blocks[max(0, index - 3) : index]
        if len(text[other.start : other.end].split()) <= 5
    )


def _continues(text: str, source: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether the block before leads up to this one, or something stands between them that sentences run around."""
    if index == 0:
        return False
    before, block = blocks[index - 1], blocks[index]
    if before.place in ("quote", "table", "chrome") or _DISPLAYED.search(source[before.end : block.start]):
        return before.place != "chrome"
    piece = text[before.start : before.end]
    if before.place in ("heading", "caption"):
        return piece.rstrip(" \0").endswith(":")
    if (
        before.place == "list"
        and (word := _FIRST_WORD.match(text, block.start))
        and word[1] in function_words()
    ):
        return True  # a sentence goes on behind its list
    if _SENTENCE_END.search(piece) and not _GOES_ON.search(piece):
        return False
    if before.place == "list" or _CODE_LIKE.search(piece) or _FUNCTION_END.search(piece):
        return True
    words = [word for word in _WORD.findall(piece) if word[0].isalpha()]
    is_apart = source.count("\n", before.end, block.start) > 1
    return not _is_label(piece, words, is_apart=is_apart)


def _is_label(piece: str, words: list[str], *, is_apart: bool) -> bool:
    """Whether a line without a full stop is a label or headline of its own: few words, capitals, or decorated."""
    if not any(len(word) > 2 for word in words):
        return _DECORATED.search(piece) is not None
    if _DECORATED.search(piece) and len(words) <= _LABEL_WORDS + 2:
        return True
    long_words = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    if _GOES_ON.search(piece):
        return (
            piece.rstrip(" \0").endswith(":")
            and len(words) <= _LABEL_WORDS
            and capitals == len(long_words) > 0
        )
    if len(words) <= _LABEL_WORDS and is_apart and not words[0][0].islower():
        return True
    return capitals >= 0.7 * len(long_words) > 0
