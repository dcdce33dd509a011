"""Line matchers: search for patterns and phrases that fill a whole line or block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import regex

from copydesk.document import Document
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP
from copydesk.packs.line_index import Line, lines_and_blocks, lines_by_key, phrase_key
from copydesk.packs.matchers import TIME_LIMIT, Candidates, PatternSet
from copydesk.packs.pattern_analysis.max_length import longest_match
from copydesk.packs.pattern_analysis.needles import needles_of
from copydesk.packs.pattern_analysis.prefixes import starts_of
from copydesk.packs.prefilter import Prefilter


class LineSearch:
    """Patterns that must fill a whole line or block; decoration around the words, such as emoji and bullets, is
    optional.

    A pattern without a known beginning and without needles is tried on short lines only.
    """

    def __init__(self, patterns: PatternSet, prefilter: Prefilter) -> None:
        self._patterns = patterns
        self._prefilter = prefilter
        self._candidates = Candidates(prefilter)
        self._short_only: set[int] = set()
        self._longest: list[float] = []
        for index, pattern in enumerate(patterns.texts):
            self._add(index, pattern)

    def _add(self, index: int, pattern: str) -> None:
        """Register a pattern with the prefilter: by its possible beginnings if they are known, else by its needles."""
        needles, starts = needles_of(pattern), starts_of(pattern)
        if starts is None:
            self._candidates.add(index, needles)
        else:
            self._prefilter.add_starts(starts, self, index)
        if needles is None:
            self._short_only.add(index)
        self._longest.append(longest_match(pattern))

    def may_match(self, document: Document) -> bool:
        """Tell whether a pattern may fill any line."""
        return self._candidates.may_match(document) or self in document.once(self._prefilter.beginning)

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the lines and blocks that the patterns fill."""
        for index, lines in self._candidate_lines(document):
            longest, short_only = self._longest[index], index in self._short_only
            for extent, core, is_short in lines:
                if (short_only and not is_short) or (
                    core.end - core.start > longest and _is_longer(document.plain, core, longest)
                ):
                    continue
                pattern = self._patterns.compiled(index)
                if _fills(pattern, document.plain, extent) or (
                    core != extent and _fills(pattern, document.plain, core)
                ):
                    yield extent

    def _candidate_lines(self, document: Document) -> Iterator[tuple[int, Iterable[Line]]]:
        """Yield the index of each pattern with the lines that it may fill."""
        yield from document.once(self._prefilter.beginning).get(self, {}).items()
        for index, blocks in self._candidates.blocks(document):
            yield index, chain.from_iterable(map(document.once(lines_and_blocks).__getitem__, blocks))

    def compile(self) -> None:
        """Compile all patterns."""
        self._patterns.compile()


class LinePhraseSearch:
    """Phrases that fill a whole line or block; case, punctuation and decoration are ignored.

    The document's lines are looked up in a table of phrases, so that hundreds of phrases cost as much as one.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._keys = frozenset(map(phrase_key, phrases))

    def may_match(self, document: Document) -> bool:
        """Tell whether any line is one of the phrases."""
        return not self._keys.isdisjoint(document.once(lines_by_key))

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the lines that are one of the phrases."""
        lines = document.once(lines_by_key)
        return (span for key in self._keys & lines.keys() for span in lines[key])

    def compile(self) -> None:
        """Do nothing, because phrases are not patterns."""


def _is_longer(text: str, span: Span, longest: float) -> bool:
    """Tell whether a passage is longer than this, with each run of white space and markup counted as one character."""
    words = text[span.start : span.end]
    return (MARKUP not in words and "  " not in words) or len(
        " ".join(words.replace(MARKUP, "").split())
    ) > longest


def _fills(pattern: regex.Pattern[str], text: str, span: Span) -> bool:
    """Tell whether a pattern matches a whole passage, with or without markup in it."""
    if pattern.fullmatch(text, *span, timeout=TIME_LIMIT):
        return True
    words = text[span.start : span.end]
    return MARKUP in words and bool(pattern.fullmatch(words.replace(MARKUP, ""), timeout=TIME_LIMIT))
