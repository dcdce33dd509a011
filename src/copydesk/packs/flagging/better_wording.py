"""Better wording: phrases that should be another one, or should be written with other capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.document import Document, plain
from copydesk.findings import Flag, Span
from copydesk.formats.parsed import MARKUP
from copydesk.packs.flagging.letter_case import begins_sentence, is_among_capitals, written_at
from copydesk.packs.flagging.message_flags import filled_message, quoted, wording_at, wording_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class UnwantedPhrase(NamedTuple):
    """A phrase that a rule does not want.

    Attributes:
        phrase: as the rule writes it.
        better: the phrase to write for it; empty if there is none. If only capitals tell the two apart, the better one
            is how the phrase is written.
        message: the message of its flags; `{match}` and `{better}` stand for the two.
    """

    phrase: str
    better: str
    message: str


class WordingFlags:
    """A better phrase for every phrase."""

    def __init__(self, wordings: Iterable[UnwantedPhrase]) -> None:
        self._by_key = {wording_key(each.phrase): each for each in wordings}

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag each place with the better phrase, if it does not stand there already."""
        for span in spans:
            key = wording_at(document, span)
            phrase, better, message = self._by_key[key]
            if key == wording_key(better):
                if _has_right_capitals(document, span, better):
                    continue
            elif better:
                better = written_at(document, span, phrase, better)
                if _stands_already(document, span, key, wording_key(better)):
                    continue
            told = filled_message(message, quoted(document, span), better)
            yield Flag(*span, told, (better,) if better else ())


def _has_right_capitals(document: Document, span: Span, term: str) -> bool:
    """Tell whether a term is written as it must be, but for a capital at the start of a sentence or in a heading, and
    for a line in capitals.
    """
    found, term = _words_as_written(document, span), " ".join(plain(term).split())
    if found == term:
        return True
    if found == term[:1].upper() + term[1:]:
        return document.place(span.start) == "heading" or begins_sentence(document, span.start)
    return found.isupper() and is_among_capitals(document, span)


def _words_as_written(document: Document, span: Span) -> str:
    """Return the words between two offsets without markup, with their capitals."""
    return " ".join(document.plain[span.start : span.end].replace(MARKUP, "").split())


def _stands_already(document: Document, span: Span, phrase: str, better: str) -> bool:
    """Tell whether a phrase is a part of the better one, which stands there: “Okafor” in “Mayor Okafor”."""
    at = better.find(phrase)
    while at >= 0:
        start, end = span.start - at, span.end + len(better) - at - len(phrase)
        if start >= 0 and wording_key(document.plain[start:end]) == better:
            return True
        at = better.find(phrase, at + 1)
    return False
