"""quotes/glued-quote-mark."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.quotes.code_signs import is_among_code_signs
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_OPENS = compile_later(r"[^\W\d_]{2}[:,].[^\W\d_a-zß-ÿ][a-zß-ÿ]*[ ][a-zß-ÿ]")
_CLOSES = compile_later(
    r"[a-zß-ÿ](?:[”»“],|[,!?][”»])[a-zß-ÿ]{2}|[a-zß-ÿ][,!?]\"(?:said|says|he|she|they|the|asked|added|told)[ ]"
)
_WORD = compile_later(r"[\s\0][^\W\d_]+[:,]\Z")
_LETTERS = "a-zß-ÿĀ-žα-ωά-ώа-яёіїєґ"
_WORD_BEFORE = compile_later(rf"(?:\A|[\s\0(])[^\W\d_]?[{_LETTERS}]{{2,}}\Z")
_WORD_BEHIND = compile_later(rf"[{_LETTERS}]{{2,}}(?=[\s\0.,;:)]|\Z)")
_OPENING = frozenset('“„«"')


@rule(front_matter="alone")
def glued_quote_mark(doc: Document) -> Iterator[Flag]:
    """No space stands between a quotation mark and the words outside the quotation.

    The space was lost with markup, or when a sentence was pasted.

    Bad: The mayor said:"The bridge is shut for good."
    Bad: “The bridge is shut,”said Mrs Pell.
    Bad: She called the bridge“a danger to all”and left.
    Good: The mayor said: "The bridge is shut for good," and left.
    Measured: 3 findings in 3,065 news articles and none in 2,020 files of ten content repositories, all true.
    """
    text = doc.text
    language = language_data(doc.language)
    small_words = language.stop_words | language.tag_verbs
    for pair in doc.quotations.pairs:
        start, end = pair.start, pair.end
        if text[start - 1 : start] in _BEFORE and _OPENS.match(text, max(0, start - 3)):
            block = doc.block_at(start)
            if block and _WORD.search(text, max(block.start, start - 30), start):
                yield from _flag(doc, start - 1, start + 1)
        if text[end : end + 1].isalpha() and _CLOSES.match(text, end - 3):
            yield from _flag(doc, end - 1, end)
        elif text[end : end + 1] in _BEFORE and _CLOSES.match(text, end - 2):
            yield from _flag(doc, end - 1, end + 1)
        elif " " in text[start:end]:
            if text[start] in _OPENING and text[start - 1 : start].isalpha() and text[start + 1].isalpha():
                block = doc.block_at(start)
                if block and _WORD_BEFORE.search(text, max(block.start, start - 30), start):
                    yield from _flag(doc, start - 1, start + 1)
            if text[end : end + 1].isalpha() and text[end - 2] not in " \0":
                word = _WORD_BEHIND.match(text, end)
                if word and word[0] in small_words:
                    yield from _flag(doc, end - 1, end + 1)


def _flag(doc: Document, start: int, end: int) -> Iterator[Flag]:
    if not is_among_code_signs(doc.text, start, end):
        yield Flag(start, end, "a space is missing at this quotation mark")


_BEFORE = (":", ",")
