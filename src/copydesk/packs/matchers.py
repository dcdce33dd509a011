"""Matchers: what looks for a rule file's phrases and patterns. Each runs on `Document.plain`, under a time limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

import regex

from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.formats.parsed import Block
from copydesk.packs.line_index import bare
from copydesk.packs.pattern_analysis.needles import compile_pattern, fold, needles_of
from copydesk.packs.prefilter import Prefilter

TIME_LIMIT = 1.0
"""Seconds that one pattern may spend on one stretch of text; past it TimeoutError makes the rule a crashed one."""


class Matcher:
    """Patterns looked for anywhere in the prose.

    They are compiled when a document first holds one of their needles, so that a thousand of them cost no time at
    start; `compiled` brings a mistake in one to light at once.

    Attributes:
        message: what a flag says; `{match}` in it stands for the flagged text.
    """

    def __init__(
        self, patterns: Sequence[str], prefilter: Prefilter, message: str, *, case_sensitive: bool
    ) -> None:
        self._patterns = patterns
        self._prefilter = prefilter
        self._case_sensitive = case_sensitive
        self.message = message
        self._everywhere: list[int] = []
        for index, pattern in enumerate(patterns):
            self._enlist(index, needles_of(pattern))

    def _enlist(self, index: int, needles: frozenset[str] | None) -> None:
        """Have the prefilter look for a pattern."""
        self._prefilter.add(needles or (), self, index)
        if needles is None:
            self._everywhere.append(index)

    @cached_property
    def compiled(self) -> list[regex.Pattern[str]]:
        """All patterns. Raises regex.error for one that is none."""
        return [self._pattern(index) for index in range(len(self._patterns))]

    @cache  # noqa: B019 - matchers live as long as the rules
    def _pattern(self, index: int) -> regex.Pattern[str]:
        return compile_pattern(self._patterns[index], case_sensitive=self._case_sensitive)

    def check(self, document: Document) -> Iterable[Flag]:
        """The flags of one document. Raises TimeoutError if a pattern passes TIME_LIMIT."""
        return self._flags(document) if self._may_match(document) else ()

    def _may_match(self, document: Document) -> bool:
        """Whether there is anything to try, as mostly there is not."""
        return bool(self._everywhere) or self in document.once(self._prefilter.hits)

    def _flags(self, document: Document) -> Iterator[Flag]:
        spans = sorted(self.spans(document), key=lambda span: (span.start, -span.end))
        for span in self._chosen(document, spans):
            yield self.flag(document, span)

    def _chosen(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:  # noqa: ARG002
        """Of spans that overlap the first, and of those the longest."""
        end = -1
        for span in spans:
            if span.start >= end:
                end = span.end
                yield span

    def candidates(self, document: Document) -> Iterator[tuple[int, Iterable[int]]]:
        """The index of each pattern with the numbers of the blocks that hold one of its needles, if there are any."""
        for index in self._everywhere:
            yield index, range(len(document.blocks))
        for index, blocks in document.once(self._prefilter.hits).get(self, {}).items():
            yield index, sorted(blocks)

    def spans(self, document: Document) -> Iterator[Span]:
        """Where the patterns match, without white space or markup at either end."""
        for index, blocks in self.candidates(document):
            pattern = self._pattern(index)
            for block in map(document.blocks.__getitem__, blocks):
                for match in _matches(pattern, document.plain, block):
                    span = bare(document.text, *match.span())
                    if span.start < span.end:
                        yield span

    def flag(self, document: Document, span: Span) -> Flag:
        """What to say of one match."""
        return Flag(*span, self.message.replace("{match}", _quote(document, span)))


class PreferMatcher(Matcher):
    """Phrases with better ones to put in their place."""

    def __init__(
        self, better: dict[str, str], prefilter: Prefilter, message: str, *, case_sensitive: bool
    ) -> None:
        super().__init__(
            [literal(phrase) for phrase in better], prefilter, message, case_sensitive=case_sensitive
        )
        self._better = {fold(phrase): preferred for phrase, preferred in better.items()}

    def flag(self, document: Document, span: Span) -> Flag:
        """Name the better phrase, in the case of what it replaces."""
        found = _quote(document, span)
        better = _like(self._better[fold(document.plain[span.start : span.end])], found)
        return Flag(*span, self.message.replace("{match}", found).replace("{better}", better), (better,))


class ConsistentMatcher(Matcher):
    """Groups of variants of which a document should use one: the rarer are flagged, of equals the later."""

    def __init__(
        self, groups: Sequence[Sequence[str]], prefilter: Prefilter, message: str, *, case_sensitive: bool
    ) -> None:
        variants = [variant for group in groups for variant in group]
        super().__init__(
            [literal(each) for each in variants], prefilter, message, case_sensitive=case_sensitive
        )
        self._group_of = {fold(variant): index for index, group in enumerate(groups) for variant in group}

    def _flags(self, document: Document) -> Iterator[Flag]:
        """Flag every variant but the commonest of its group."""
        groups: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for flag in super()._flags(document):
            variant = fold(document.plain[flag.start : flag.end])
            groups[self._group_of[variant]][variant].append(Span(flag.start, flag.end))
        for variants in groups.values():
            usual, *rarer = sorted(variants.values(), key=lambda spans: (-len(spans), spans[0]))
            first = usual[0]
            for span in (span for spans in rarer for span in spans):
                kept, found = _quote(document, first), _quote(document, span)
                message = self.message.replace("{match}", found).replace("{better}", kept)
                yield Flag(*span, message, (kept,), (Related(*first, f"“{kept}” here"),))


def _matches(pattern: regex.Pattern[str], text: str, block: Block) -> Iterator[regex.Match[str]]:
    if pattern.pattern.startswith(r"\G"):  # at the block's start or nowhere
        match = pattern.match(text, block.start, block.end, timeout=TIME_LIMIT)
        return iter([match] if match else [])
    return pattern.finditer(text, block.start, block.end, timeout=TIME_LIMIT)


def literal(phrase: str) -> str:
    """A pattern for the phrase as whole words."""
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return before + regex.escape(" ".join(phrase.split()), literal_spaces=True) + after


def _quote(document: Document, span: Span) -> str:
    return " ".join(document.source[span.start : span.end].split())


def _like(replacement: str, original: str) -> str:
    """`replacement` in the case of `original`: all capitals, a first capital, or as it stands."""
    letters = [character for character in original if character.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if original[:1].isupper() else replacement
