"""Topics: whether an article is about the texts of pages and mails, or about misread and misspelt text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.language.languages import language_data
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:-[^\W\d_\s]+)*")
_SHORTEST = 60
"""A block with fewer code points may be a line of the page (“Newsletter”); headings are read whatever their length."""
_LONGEST_HEADLINE = 160
_KINDS = 2
_TIMES = 3
"""An article on a topic has so many words of it, and names them so often; a headline counts twice."""


def is_about(topic: str, text: str, blocks: Sequence[Block], language: str | None) -> bool:
    """Tell whether an article is about a topic: the name of a group of words in the files of languages."""
    whole, beginnings = _vocabulary(topic, language)
    shortest = min(map(len, beginnings), default=1)
    found: Counter[str] = Counter()
    for times, word in _words(text, blocks):
        if word in whole:
            found[word] += times
            continue
        for end in range(len(word), shortest - 1, -1):
            if word[:end] in beginnings:
                found[word[:end]] += times
                break
    return len(found) >= _KINDS and found.total() >= _TIMES


@cache
def _vocabulary(topic: str, language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a topic, and the beginnings of words (written “scan*”), of a language and of English, whose
    terms all use.
    """
    entries = getattr(language_data(language or "en"), topic) | getattr(language_data("en"), topic)
    beginnings = frozenset(entry[:-1] for entry in entries if entry.endswith("*"))
    return frozenset(entry for entry in entries if not entry.endswith("*")), beginnings


def _words(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield the words of prose and headings, in lower case, each with how much it counts."""
    for number, block in enumerate(blocks):
        length = block.end - block.start
        is_headline = block.place == "heading" or (not number and length <= _LONGEST_HEADLINE)
        if block.is_framed or (length < _SHORTEST and not is_headline):
            continue
        for word in _WORD.findall(text, block.start, block.end):
            yield 1 + is_headline, word.lower()
