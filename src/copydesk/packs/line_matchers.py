"""Line matchers: search for patterns and phrases that fill a whole line or block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP
from copydesk.packs.line_index import Line, lines_of, phrase_key, plain_of
from copydesk.packs.pattern_analysis.max_length import longest_match
from copydesk.packs.pattern_analysis.needles import needles_of
from copydesk.packs.pattern_analysis.prefixes import starts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import regex

    from copydesk.analysis.block_texts import BlockText
    from copydesk.document import Document
    from copydesk.packs.matchers import PatternSet
    from copydesk.packs.prefilter import Prefilter


class LineSearch:
    """Patterns that must fill a whole line or block; decoration around the words, such as emoji and bullets, is
    optional.

    A pattern without a known beginning and without needles is tried on short lines only.
    """

    def __init__(self, patterns: PatternSet, prefilter: Prefilter, owner: str) -> None:
        self.owner = owner
        self._patterns = patterns
        self._prefilter = prefilter
        self._find = self._filled_in  # once: what is found in a block is kept under it

    def register(self) -> None:
        """Tell the prefilter the possible beginnings of each pattern, or its needles if they are not known."""
        for index, pattern in enumerate(self._patterns.texts):
            starts, (needles, _) = starts_of(pattern), _limits(pattern)
            if starts is None:
                self._prefilter.add(needles, self.owner, index)
            else:
                self._prefilter.add_starts(starts, self.owner, index)

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the lines and blocks that the patterns fill."""
        prefilter, owner = self._prefilter, self.owner
        numbers = {*prefilter.numbers(document, owner), *document.once(prefilter.lines).get(owner, ())}
        found = document.block_texts.found(self._find, among=numbers)
        for block, spans in found:
            yield from (Span(block.start + start, block.start + end) for start, end in spans)

    def _filled_in(self, passage: BlockText) -> tuple[Span, ...]:
        return tuple(self._filled(passage.once(plain_of), self._candidate_lines(passage)))

    def _filled(self, text: str, candidates: Iterable[tuple[int, Iterable[Line]]]) -> Iterator[Span]:
        for index, lines in candidates:
            needles, longest = _limits(self._patterns.texts[index])
            short_only = needles is None
            for extent, core, is_short in lines:
                if (short_only and not is_short) or (
                    core.end - core.start > longest and _is_longer(text, core, longest)
                ):
                    continue
                pattern = self._patterns.compiled(index)
                if _fills(pattern, text, extent, self._patterns.seconds) or (
                    core != extent and _fills(pattern, text, core, self._patterns.seconds)
                ):
                    yield extent

    def _candidate_lines(self, passage: BlockText) -> Iterator[tuple[int, Iterable[Line]]]:
        """Yield the index of each pattern with the lines of a passage that it may fill."""
        yield from passage.once(self._prefilter.lines_in, self._prefilter.version).get(self.owner, {}).items()
        for index, _ in self._prefilter.patterns_in(passage, self.owner):
            yield index, passage.once(lines_of)

    def compile(self) -> None:
        """Compile all patterns."""
        self._patterns.compile()


class LinePhraseSearch:
    """Phrases that fill a whole line or block; case, punctuation and decoration are ignored.

    The prefilter looks up the document's lines in a table of phrases, so that hundreds of them cost as much as one.
    """

    def __init__(self, phrases: Sequence[str], prefilter: Prefilter, owner: str) -> None:
        self.owner = owner
        self._phrases = phrases
        self._prefilter = prefilter

    def register(self) -> None:
        """Tell the prefilter the phrases."""
        self._prefilter.add_lines(frozenset(map(phrase_key, self._phrases)), self.owner)

    def spans(self, document: Document) -> Iterator[Span]:
        """Find the lines that are one of the phrases."""
        prefilter, owner = self._prefilter, self.owner
        numbers = document.once(prefilter.phrases).get(owner, ())
        found = document.block_texts.found(prefilter.phrases_in, prefilter.version, among=numbers)
        for block, spans in found:
            yield from (Span(block.start + start, block.start + end) for start, end in spans[owner])

    def compile(self) -> None:
        """Do nothing, because phrases are not patterns."""


def _limits(pattern: str) -> tuple[frozenset[str] | None, float]:
    """Return a pattern's needles, and the length of its longest match.

    Both are worked out when the pattern is registered, and remembered; for our own patterns the build has done so.
    """
    return needles_of(pattern), longest_match(pattern)


def _is_longer(text: str, span: Span, longest: float) -> bool:
    """Tell whether a passage is longer than this, with each run of white space and markup counted as one character."""
    words = text[span.start : span.end]
    return (MARKUP not in words and "  " not in words) or len(
        " ".join(words.replace(MARKUP, "").split())
    ) > longest


def _fills(pattern: regex.Pattern[str], text: str, span: Span, seconds: float | None) -> bool:
    """Tell whether a pattern matches a whole passage, with or without markup in it."""
    if pattern.fullmatch(text, *span, timeout=seconds):
        return True
    words = text[span.start : span.end]
    return MARKUP in words and bool(pattern.fullmatch(words.replace(MARKUP, ""), timeout=seconds))
