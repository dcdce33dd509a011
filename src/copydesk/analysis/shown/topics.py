"""Topics: whether an article is about the texts of pages and mails, or about misread and misspelt text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Extended
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:-[^\W\d_\s]+)*")
_SHORTEST = 60
"""A block with fewer code points may be a line of the page (“Newsletter”); headings are read whatever their length."""
_LONGEST_HEADLINE = 160
_FEET = {"page_topics": 2}
"""So many of the last paragraphs may be the foot of a mail or a page, which speaks of mails in every article."""
_SHORT = 8
"""An article of so many paragraphs has a foot of one at most."""
_STEM = 4
"""Words that begin with the same letters, so many, are of one kind: scan, scanner."""
_KINDS = 2
_TIMES = 3
_EVERY = 150
"""One word in so many is of the topic. Long notes on a new version of a program name encodings, too, now and then."""
_QUOTATIONS, _SHORT_QUOTATION = 6, 60
"""So many quotations of so few code points are many."""
_GROUPS = {"mistakes": ("damage_topics", "mistake_words")}
"""The groups of words of a topic that is not called as its only group is."""
_PARAGRAPHS = {"page_topics": 2, "damage_topics": 1, "mistakes": 1}
"""An article on a topic has so many words of it, names them so often, and in so many paragraphs behind the first."""


def is_about(
    topic: str, text: str, blocks: Sequence[Block], language: str | None, quotations: Sequence[Extended] = ()
) -> bool:
    """Tell whether an article is about a topic: a group of words in the files of languages, or "mistakes" of all kinds.

    One with many short quotations, of signs and slips perhaps, needs fewer words of mistakes.
    """
    found: Counter[str] = Counter()
    paragraphs = set()
    words = 0
    for number, block in enumerate(_paragraphs(blocks, _FEET.get(topic, 0))):
        count, kinds = _of_topic(topic, language, text[block.start : block.end])
        words += count
        found.update(kinds)
        if kinds and number:
            paragraphs.add(number)
    short = sum(each.end - each.start <= _SHORT_QUOTATION for each in quotations)
    is_full_of_them = topic == "mistakes" and short >= _QUOTATIONS
    times = _KINDS if is_full_of_them else max(_TIMES, words / _EVERY)
    return len(found) >= _KINDS and found.total() >= times and len(paragraphs) >= _PARAGRAPHS[topic]


@cache
def _vocabulary(topic: str, language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a topic, and the beginnings of words (written “scan*”), of a language and of English, whose
    terms all use.
    """
    entries: frozenset[str] = frozenset()
    for group in _GROUPS.get(topic, (topic,)):
        entries |= getattr(language_data(language or "en"), group) | getattr(language_data("en"), group)
    beginnings = frozenset(entry[:-1] for entry in entries if entry.endswith("*"))
    return frozenset(entry for entry in entries if not entry.endswith("*")), beginnings


@lru_cache(1024)
def _of_topic(topic: str, language: str | None, paragraph: str) -> tuple[int, tuple[str, ...]]:
    """Return the number of words of a paragraph, and the kinds of those that are of a topic.

    It is remembered, because editors ask again after each key.
    """
    whole, beginnings = _vocabulary(topic, language)
    lengths = [len(each) for each in beginnings] or [1]
    shortest, longest = min(lengths), max(lengths)
    kinds = []
    words = _WORD.findall(paragraph)
    for word in map(str.lower, words):
        kind = word if word in whole else ""
        for end in range(min(len(word), longest), shortest - 1, -1) if not kind else ():
            if word[:end] in beginnings:
                kind = word[:end]
                break
        if kind:
            kinds.append(kind[:_STEM])
    return len(words), tuple(kinds)


def _paragraphs(blocks: Sequence[Block], foot: int) -> Sequence[Block]:
    """Return the blocks of prose and the headings, without those that may be the foot."""
    paragraphs = [
        block
        for number, block in enumerate(blocks)
        if not block.is_framed
        and (
            block.end - block.start >= _SHORTEST
            or block.place == "heading"
            or (not number and block.end - block.start <= _LONGEST_HEADLINE)
        )
    ]
    foot = min(foot, 1) if len(paragraphs) <= _SHORT else foot
    return paragraphs[: len(paragraphs) - foot]
