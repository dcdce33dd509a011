"""Matchers: find the phrases or patterns of a rule file, and flag them.

A matcher consists of one or two searches, which find places, of a function that chooses among them, and of one that
makes flags. Searches use `Document.plain`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
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
"""Seconds for a pattern of somebody else's pack in one passage; after that TimeoutError is raised, and the rule counts
as crashed. Our own patterns need no limit, as tests show, and asking for the time takes longer than most matches.
"""


class Search(Protocol):
    """A search for the phrases or patterns of a rule in a document.

    Attributes:
        owner: the name by which the prefilter knows it.
    """

    owner: str

    def register(self) -> None:
        """Tell the prefilter what is searched for."""

    def spans(self, document: Document) -> Iterable[Span]:
        """Return the places. Raises TimeoutError if a pattern needs longer than TIME_LIMIT."""

    def compile(self) -> None:
        """Compile all patterns, to find mistakes in them. Raises regex.error."""


class Matcher:
    """Finds and flags what a rule file looks for.

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
        self.searches = searches
        self._choose = choose
        self._flag = flag

    def flags(self, document: Document, owners: Collection[Hashable]) -> Iterator[Flag]:
        """Yield the flags of one document; only searches of these owners are made.

        Raises:
            TimeoutError: a pattern needs longer than TIME_LIMIT.
        """
        found = chain.from_iterable(
            search.spans(document) for search in self.searches if search.owner in owners
        )
        spans = sorted(found, key=lambda span: (span.start, -span.end))
        yield from self._flag(document, self._choose(document, spans))

    def register(self) -> None:
        """Tell the prefilter what is searched for."""
        for search in self.searches:
            search.register()

    def compile(self) -> None:
        """Compile all patterns now. Raises regex.error if one is invalid."""
        for search in self.searches:
            search.compile()


class PatternSet:
    """The patterns of a rule; each is compiled when it is first needed, so that a thousand cost no time at start.

    `seconds` limits the time of one pattern in one passage.
    """

    def __init__(self, patterns: Iterable[str], *, case_sensitive: bool, seconds: float | None) -> None:
        self.texts = tuple(map(plain, patterns))
        self.seconds = seconds
        self._case_sensitive = case_sensitive

    @cache  # noqa: B019 - pattern sets live as long as the rules
    def compiled(self, index: int) -> regex.Pattern[str]:
        """Compile one pattern. Raises regex.error if it is invalid."""
        return compile_pattern(self.texts[index], case_sensitive=self._case_sensitive)

    def compile(self) -> None:
        """Compile all patterns. Raises regex.error if one is invalid."""
        for index in range(len(self.texts)):
            self.compiled(index)


class ProseSearch:
    """Patterns anywhere in the prose."""

    def __init__(self, patterns: PatternSet, prefilter: Prefilter, owner: str) -> None:
        self.owner = owner
        self._patterns = patterns
        self._prefilter = prefilter

    def register(self) -> None:
        """Tell the prefilter the needles of the patterns."""
        for index, pattern in enumerate(self._patterns.texts):
            self._prefilter.add(needles_of(pattern), self.owner, index)

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the matches, without white space or markup at either end."""
        for index, blocks in self._prefilter.blocks(document, self.owner):
            pattern = self._patterns.compiled(index)
            for block in map(document.blocks.__getitem__, blocks):
                for match in _matches(pattern, document.plain, block, self._patterns.seconds):
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


def _matches(
    pattern: regex.Pattern[str], text: str, block: Block, seconds: float | None
) -> Iterator[regex.Match[str]]:
    if pattern.pattern.startswith(r"\G"):  # it can match at the block's start only
        match = pattern.match(text, block.start, block.end, timeout=seconds)
        return iter([match] if match else [])
    return pattern.finditer(text, block.start, block.end, timeout=seconds)
