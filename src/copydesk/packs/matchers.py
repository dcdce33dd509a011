"""Matchers: find the phrases or patterns of a rule file, and flag them.

A matcher consists of one or two searches, which find places, of a function that chooses among them, and of one that
makes flags. Searches use `Document.plain`; each pattern has a time limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Protocol

import regex

from copydesk.document import Document, plain
from copydesk.findings import Flag, Span
from copydesk.formats.parsed import Block
from copydesk.packs.line_index import trimmed
from copydesk.packs.pattern_analysis.compiling import compile_pattern
from copydesk.packs.pattern_analysis.needles import needles_of
from copydesk.packs.prefilter import Prefilter

TIME_LIMIT = 1.0
"""Seconds for one pattern in one passage; after that TimeoutError is raised, and the rule counts as crashed."""


class Search(Protocol):
    """A search for the phrases or patterns of a rule in a document."""

    def may_match(self, document: Document) -> bool:
        """Tell whether anything may be found; usually nothing."""

    def spans(self, document: Document) -> Iterable[Span]:
        """Return the places. Raises TimeoutError if a pattern needs longer than TIME_LIMIT."""

    def compile(self) -> None:
        """Compile all patterns, to find mistakes in them. Raises regex.error."""


class Matcher:
    """The check of a rule file.

    Args:
        searches: they find the spans.
        choose: keeps or joins spans; they are sorted, of equal starts the longest first.
        flag: makes flags of the spans that are left.
    """

    def __init__(
        self,
        searches: Sequence[Search],
        choose: Callable[[Document, Iterable[Span]], Iterator[Span]],
        flag: Callable[[Document, Iterable[Span]], Iterator[Flag]],
    ) -> None:
        self._searches = searches
        self._choose = choose
        self._flag = flag

    def check(self, document: Document) -> Iterable[Flag]:
        """Yield the flags of one document. Raises TimeoutError if a pattern needs longer than TIME_LIMIT."""
        searches = [search for search in self._searches if search.may_match(document)]
        return self._flags(document, searches) if searches else ()

    def _flags(self, document: Document, searches: Sequence[Search]) -> Iterator[Flag]:
        found = chain.from_iterable(search.spans(document) for search in searches)
        spans = sorted(found, key=lambda span: (span.start, -span.end))
        yield from self._flag(document, self._choose(document, spans))

    def compile(self) -> None:
        """Compile all patterns now. Raises regex.error if one is invalid."""
        for search in self._searches:
            search.compile()


class PatternSet:
    """The patterns of a rule; each is compiled when it is first needed, so that a thousand cost no time at start."""

    def __init__(self, patterns: Iterable[str], *, case_sensitive: bool) -> None:
        self.texts = tuple(map(plain, patterns))
        self._case_sensitive = case_sensitive

    @cache  # noqa: B019 - pattern sets live as long as the rules
    def compiled(self, index: int) -> regex.Pattern[str]:
        """Compile one pattern. Raises regex.error if it is invalid."""
        return compile_pattern(self.texts[index], case_sensitive=self._case_sensitive)

    def compile(self) -> None:
        """Compile all patterns. Raises regex.error if one is invalid."""
        for index in range(len(self.texts)):
            self.compiled(index)


class Candidates:
    """The blocks in which each pattern of a set may match: those that contain one of its needles."""

    def __init__(self, prefilter: Prefilter) -> None:
        self._prefilter = prefilter
        self._everywhere: list[int] = []

    def add(self, index: int, needles: frozenset[str] | None) -> None:
        """Register a pattern with the prefilter; a pattern without needles is tried on every block."""
        if needles is None:
            self._everywhere.append(index)
        else:
            self._prefilter.add(needles, self, index)

    def may_match(self, document: Document) -> bool:
        """Tell whether any pattern may match."""
        return bool(self._everywhere) or self in document.once(self._prefilter.hits)

    def blocks(self, document: Document) -> Iterator[tuple[int, Iterable[int]]]:
        """Yield the index of each pattern that may match, with the numbers of the blocks in which it may."""
        for index in self._everywhere:
            yield index, range(len(document.blocks))
        for index, blocks in document.once(self._prefilter.hits).get(self, {}).items():
            yield index, sorted(blocks)


class ProseSearch:
    """Patterns anywhere in the prose."""

    def __init__(self, patterns: PatternSet, prefilter: Prefilter) -> None:
        self._patterns = patterns
        self._candidates = Candidates(prefilter)
        for index, pattern in enumerate(patterns.texts):
            self._candidates.add(index, needles_of(pattern))

    def may_match(self, document: Document) -> bool:
        """Tell whether any pattern may match."""
        return self._candidates.may_match(document)

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the matches, without white space or markup at either end."""
        for index, blocks in self._candidates.blocks(document):
            pattern = self._patterns.compiled(index)
            for block in map(document.blocks.__getitem__, blocks):
                for match in _matches(pattern, document.plain, block):
                    span = trimmed(document.text, *match.span())
                    if span.start < span.end:
                        yield span

    def compile(self) -> None:
        """Compile all patterns."""
        self._patterns.compile()


def without_overlaps(document: Document, spans: Iterable[Span]) -> Iterator[Span]:  # noqa: ARG001
    """Keep the first of spans that overlap; they are sorted."""
    end = -1
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span


def _matches(pattern: regex.Pattern[str], text: str, block: Block) -> Iterator[regex.Match[str]]:
    if pattern.pattern.startswith(r"\G"):  # it can match at the block's start only
        match = pattern.match(text, block.start, block.end, timeout=TIME_LIMIT)
        return iter([match] if match else [])
    return pattern.finditer(text, block.start, block.end, timeout=TIME_LIMIT)
