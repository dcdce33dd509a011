"""Matchers of what fills a whole line or block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import regex

from copydesk.document import Document, plain
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP
from copydesk.packs.line_index import Line, lines_and_blocks, lines_by_key, phrase_key, runs
from copydesk.packs.matchers import TIME_LIMIT, Matcher
from copydesk.packs.pattern_analysis.max_length import longest_match
from copydesk.packs.pattern_analysis.prefixes import starts_of
from copydesk.packs.prefilter import Prefilter


class LineMatcher(Matcher):
    """Patterns that must fill a whole line or block; emoji, bullets and the like around the words may stay out.

    A pattern that tells neither how a line begins nor what it holds is tried on short ones only. Lines of one rule that
    follow each other are one flag.
    """

    def __init__(
        self, patterns: Sequence[str], prefilter: Prefilter, message: str, *, case_sensitive: bool
    ) -> None:
        self._short_only: set[int] = set()
        super().__init__(patterns, prefilter, message, case_sensitive=case_sensitive)
        self._longest = list(map(longest_match, patterns))

    def _enlist(self, index: int, needles: frozenset[str] | None) -> None:
        starts = starts_of(plain(self._patterns[index]))
        if starts is None:
            super()._enlist(index, needles)
        else:
            self._prefilter.add_starts(starts, self, index)
        if needles is None:
            self._short_only.add(index)

    def _may_match(self, document: Document) -> bool:
        return super()._may_match(document) or self in document.once(self._prefilter.beginning)

    def spans(self, document: Document) -> Iterator[Span]:
        """The lines and blocks that the patterns fill."""
        for index, lines in self._candidate_lines(document):
            longest, short_only = self._longest[index], index in self._short_only
            for extent, core, is_short in lines:
                if (short_only and not is_short) or (
                    core.end - core.start > longest and _is_longer(document.plain, core, longest)
                ):
                    continue
                pattern = self._pattern(index)
                if _fills(pattern, document.plain, extent) or (
                    core != extent and _fills(pattern, document.plain, core)
                ):
                    yield extent

    def _candidate_lines(self, document: Document) -> Iterator[tuple[int, Iterable[Line]]]:
        """The index of each pattern with the lines that it may fill."""
        yield from document.once(self._prefilter.beginning).get(self, {}).items()
        for index, blocks in self.candidates(document):
            yield index, chain.from_iterable(map(document.once(lines_and_blocks).__getitem__, blocks))

    def _chosen(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        return runs(document, spans)


class LinePhraseMatcher(LineMatcher):
    """Phrases that fill a whole line or block, whatever case, punctuation or decoration is around them.

    They are looked up among the document's lines, not searched for: hundreds cost what one costs.
    """

    def __init__(self, phrases: Sequence[str], message: str) -> None:
        super().__init__((), Prefilter(), message, case_sensitive=False)
        self._keys = frozenset(map(phrase_key, phrases))

    def _may_match(self, document: Document) -> bool:
        return not self._keys.isdisjoint(document.once(lines_by_key))

    def spans(self, document: Document) -> Iterator[Span]:
        """The lines that are one of the phrases."""
        lines = document.once(lines_by_key)
        return (span for key in self._keys & lines.keys() for span in lines[key])


def _is_longer(text: str, span: Span, longest: float) -> bool:
    """Whether a stretch of text is longer than this even with each run of white space and markup counted as one."""
    words = text[span.start : span.end]
    return (MARKUP not in words and "  " not in words) or len(
        " ".join(words.replace(MARKUP, "").split())
    ) > longest


def _fills(pattern: regex.Pattern[str], text: str, span: Span) -> bool:
    """Whether a pattern fills a stretch of text, markup within it or not."""
    if pattern.fullmatch(text, *span, timeout=TIME_LIMIT):
        return True
    words = text[span.start : span.end]
    return MARKUP in words and bool(pattern.fullmatch(words.replace(MARKUP, ""), timeout=TIME_LIMIT))
