"""Matchers: find the phrases or patterns of a rule file, and flag them.

A matcher consists of one or two searches, which find places, of a function that chooses among them, and of one that
makes flags. Searches use `Document.plain`.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import regex

from copydesk.document import Document, plain
from copydesk.findings import Flag, Span
from copydesk.packs.line_index import plain_of, trimmed
from copydesk.packs.pattern_analysis.compiling import compile_pattern
from copydesk.packs.pattern_analysis.needles import needles_of, reach_of
from copydesk.support.plurals import shown_value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

    from copydesk.analysis.block_texts import BlockText
    from copydesk.packs.prefilter import Prefilter

TIME_LIMIT = 1.0
"""Seconds for a pattern of somebody else's pack in one passage; after that TimeoutError is raised, and the rule counts
as crashed. Our own patterns need no limit, as tests show, and asking for the time takes longer than most matches.
"""

_COST_OF_A_TRY = 6
"""To try a pattern at one offset takes as long as to search so many code points with it."""


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
        """Compile all patterns, to find mistakes in them. Raises ValueError."""


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
        """Compile all patterns now. Raises ValueError if one is invalid."""
        for search in self.searches:
            search.compile()


class PatternSet:
    """The patterns of a rule; each is compiled when it is first needed, so that a thousand cost no time at start.

    Args:
        patterns: the patterns.
        case_sensitive: whether capital and small letters differ.
        seconds: limits the time of one pattern in one passage.
        check: says what is wrong with a pattern besides what keeps it from being compiled, by raising ValueError.
        are_literal: whether they are made of phrases, so that nothing can be wrong with them.
    """

    def __init__(
        self,
        patterns: Iterable[str],
        *,
        case_sensitive: bool,
        seconds: float | None,
        check: Callable[[str, regex.Pattern[str]], None] | None = None,
        are_literal: bool = False,
    ) -> None:
        self.texts = tuple(map(plain, patterns))
        self.seconds = seconds
        self._case_sensitive = case_sensitive
        self._check = check
        self._are_literal = are_literal

    @cache  # noqa: B019 - pattern sets live as long as the rules
    def compiled(self, index: int) -> regex.Pattern[str]:
        """Compile one pattern. Raises regex.error if it is invalid."""
        return compile_pattern(
            self.texts[index],
            case_sensitive=self._case_sensitive,
            spreads_optional=self.seconds is not None,  # of somebody else's pack
        )

    def compile(self) -> None:
        """Compile all patterns that may be wrong. Raises ValueError if one is invalid, or what the check raises."""
        if self._are_literal:
            return
        for index, text in enumerate(self.texts):
            try:
                pattern = self.compiled(index)
            except regex.error as error:
                reason = str(error).partition(" at position")[
                    0
                ]  # which would be one in the text with spread spaces
                raise ValueError(f"has {shown_value(text)}, which is no pattern: {reason}") from error
            if self._check:
                self._check(text, pattern)


class MatchedSpan(Span):
    """A span that a pattern has found, and keeps the match for its groups."""

    match: regex.Match[str]

    @classmethod
    def of(cls, match: regex.Match[str]) -> MatchedSpan:
        """Return the whole of a match."""
        span = cls(*match.span())
        span.match = match
        return span


class ProseSearch:
    """Patterns anywhere in the prose.

    Args:
        patterns: the patterns.
        prefilter: the prefilter of all rules.
        owner: the name by which the prefilter knows it.
        keeps_matches: whether it finds whole matches, as `MatchedSpan`.
    """

    def __init__(
        self, patterns: PatternSet, prefilter: Prefilter, owner: str, *, keeps_matches: bool = False
    ) -> None:
        self.owner = owner
        self._patterns = patterns
        self._prefilter = prefilter
        self._keeps_matches = keeps_matches
        self._find = self._spans_in  # once: what is found in a block is kept under it

    def register(self) -> None:
        """Tell the prefilter the needles of the patterns."""
        for index, pattern in enumerate(self._patterns.texts):
            reach_of(pattern)  # worked out now, and remembered; for our own patterns the build has done so
            self._prefilter.add(needles_of(pattern), self.owner, index)

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the matches, without white space or markup at either end unless whole matches are kept."""
        texts, numbers = document.block_texts, self._prefilter.numbers(document, self.owner)
        if not self._keeps_matches:
            for block, spans in texts.found(self._find, among=numbers):
                yield from (Span(block.start + start, block.start + end) for start, end in spans)
            return
        for number in numbers:
            block = document.blocks[number]
            for match in self._matches(texts[number], document.plain, block.start, block.end):
                if match.start() < match.end():
                    yield MatchedSpan.of(match)

    def _spans_in(self, passage: BlockText) -> tuple[Span, ...]:
        text = passage.once(plain_of)
        found = (match.span() for match in self._matches(passage, text, 0, len(text)))
        spans = (trimmed(passage.text, start, end) for start, end in found)
        return tuple(span for span in spans if span.start < span.end)

    def _matches(self, passage: BlockText, text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
        """Yield the matches in a passage, which stands between two offsets of a text."""
        seconds = self._patterns.seconds
        for index, needles in self._prefilter.patterns_in(passage, self.owner):
            pattern, reach = self._patterns.compiled(index), reach_of(self._patterns.texts[index])
            starts = _possible_starts([start + needle for needle in needles], reach, start, end)
            yield from (
                _matches(pattern, text, start, end, seconds)
                if starts is None
                else _matches_at(pattern, text, starts, start, end, seconds)
            )

    def compile(self) -> None:
        """Compile all patterns."""
        self._patterns.compile()


def _possible_starts(
    needles: Sequence[int], reach: Sequence[int] | None, begin: int, end: int
) -> Sequence[int] | None:
    """Return the offsets at which a match can begin; None if they are not known, or trying them would not save time.

    Args:
        needles: the offsets of the needles; none if they are not known.
        reach: how much stands before a needle in a match, at least and at most.
        begin: where the block that is searched begins.
        end: where it ends.
    """
    if not needles or not reach:
        return None
    least, most = reach
    if len(needles) * (most - least + 1) * _COST_OF_A_TRY > end - begin:
        return None
    starts = {start for needle in needles for start in range(max(begin, needle - most), needle - least + 1)}
    return sorted(starts)


def _matches_at(
    pattern: regex.Pattern[str],
    text: str,
    starts: Iterable[int],
    begin: int,
    end: int,
    seconds: float | None,
) -> Iterator[regex.Match[str]]:
    """Yield what `finditer` would, if a match can begin at these offsets only."""
    # To pass a time limit on takes as long as most tries.
    match_at = pattern.match if seconds is None else partial(pattern.match, timeout=seconds)
    behind = begin
    for start in starts:
        if start >= behind and (match := match_at(text, start, end)):
            yield match
            behind = match.end()


def _matches(
    pattern: regex.Pattern[str], text: str, begin: int, end: int, seconds: float | None
) -> Iterator[regex.Match[str]]:
    if pattern.pattern.startswith(r"\G"):  # it can match at the block's start only
        match = pattern.match(text, begin, end, timeout=seconds)
        return iter([match] if match else [])
    return pattern.finditer(text, begin, end, timeout=seconds)
