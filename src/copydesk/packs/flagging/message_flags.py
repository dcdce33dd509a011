"""Message flags: the same message for every place, and what all messages of rule files are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.document import Document, plain
from copydesk.findings import Flag, Span
from copydesk.packs.pattern_analysis.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class MessageFlags:
    """The same message for every place; `{match}` in it stands for the flagged text."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag each place."""
        for span in spans:
            yield Flag(*span, filled_message(self._message, quoted(document, span), ""))


def filled_message(message: str, found: str, better: str) -> str:
    """Return a message in which `{match}` and `{better}` are replaced, each once and for all."""
    return better.join(piece.replace("{match}", found) for piece in message.split("{better}"))


def quoted(document: Document, span: Span) -> str:
    """Return the source between two offsets on one line."""
    return " ".join(document.source[span.start : span.end].split())


def wording_key(phrase: str) -> str:
    """Return a phrase, of a rule or a document, in a form in which equal phrases are equal."""
    return " ".join(fold(plain(phrase)).split())


def wording_at(document: Document, span: Span) -> str:
    """Return the key of the words between two offsets."""
    return wording_key(document.plain[span.start : span.end])
