"""Choosing: leave out places that a rule file found and does not want: overlaps, addresses, exceptions, and the first
few where some are allowed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from copydesk.document import Document, plain
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP
from copydesk.packs.flagging.message_flags import wording_at, wording_key
from copydesk.packs.pattern_analysis.compiling import compile_pattern, literal_pattern
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import regex

Chooser = Callable[[Document, Iterable[Span]], Iterator[Span]]
"""Chooses among places; they are sorted, of equal starts the longest first."""

_LONGEST_ADDRESS = 200
"""In code points, to either side."""
_ADDRESS = compile_later(
    r"://|\bwww\.|\w@\w|(?<![^\W_])[@#]\w|(?<![\w-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,9}(?![\w-])"
)
"""An address of the web or of mail, a user's name, a hashtag, the name of a file."""
_ROOM = 200
"""In code points: how much longer an exception may be in a text than in the rule, because of white space and markup."""

PER: dict[str, Callable[[Document, Span], Hashable]] = {
    "text": lambda _document, _span: None,
    "paragraph": lambda document, span: document.block_at(span.start),
    "sentence": lambda document, span: document.sentence_at(span.start),
}
"""The stretches in which places are counted, each with a function that tells in which one a place lies."""


def all_of(choosers: Sequence[Chooser]) -> Chooser:
    """Return what chooses as all of these do, one after the other."""

    def choose(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        for chooser in choosers:
            spans = chooser(document, spans)
        return iter(spans)

    return choose


def without_overlaps(document: Document, spans: Iterable[Span]) -> Iterator[Span]:  # noqa: ARG001
    """Keep the first of spans that overlap."""
    end = -1
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span


def without_addresses(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    """Leave out what is part of an address, such as “email” in info@email.example: nobody can write it differently."""
    return (span for span in spans if not _ADDRESS.search(_unbroken_around(document.text, span)))


def _unbroken_around(text: str, span: Span) -> str:
    """Return what stands between two offsets with all that touches it, without white space or markup between."""
    before = text[max(0, span.start - _LONGEST_ADDRESS) : span.start].replace(MARKUP, " ")
    after = text[span.end : span.end + _LONGEST_ADDRESS].replace(MARKUP, " ")
    first = "" if before[-1:].isspace() else before.split()[-1:]
    last = "" if after[:1].isspace() else after.split()[:1]
    return "".join((*first, text[span.start : span.end], *last))


class Exceptions:
    """Phrases in which a place is right, such as “email” in “Email Standard Council”.

    Args:
        phrases: the phrases; one may be the place itself.
        case_sensitive: whether capital and small letters differ.
    """

    def __init__(self, phrases: Iterable[str], *, case_sensitive: bool) -> None:
        self._phrases = {phrase: wording_key(phrase) for phrase in phrases}
        self._case_sensitive = case_sensitive

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        """Leave out the places that lie in such a phrase."""
        return (span for span in spans if not self._is_excepted(document, span))

    def _is_excepted(self, document: Document, span: Span) -> bool:
        key = wording_at(document, span)
        block = document.block_at(span.start)
        for phrase in (phrase for phrase, whole in self._phrases.items() if key in whole):
            reach = len(phrase) + _ROOM
            start, end = max(block.start if block else 0, span.start - reach), span.end + reach
            found = self._compiled(phrase).finditer(
                document.plain, start, min(end, block.end if block else end)
            )
            if any(match.start() <= span.start and span.end <= match.end() for match in found):
                return True
        return False

    @cache  # noqa: B019 - exceptions live as long as the rules
    def _compiled(self, phrase: str) -> regex.Pattern[str]:
        return compile_pattern(literal_pattern(plain(phrase)), case_sensitive=self._case_sensitive)


class Allowance:
    """So many places are right; those behind them are too many.

    Args:
        most: how many are right.
        per: in what; one of `PER`.
        holds: tells whether the rule is for a place; others do not count.
    """

    def __init__(self, most: int, per: str, holds: Callable[[Document, Span], bool]) -> None:
        self._most = most
        self._stretch = PER[per]
        self._holds = holds

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        """Leave out the first places of each stretch."""
        count: Counter[Hashable] = Counter()
        for span in spans:
            if self._holds(document, span):
                stretch = self._stretch(document, span)
                count[stretch] += 1
                if count[stretch] > self._most:
                    yield span
