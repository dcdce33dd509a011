"""Flagging: make flags of the places that a rule file's matcher found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from copydesk.document import Document, plain
from copydesk.findings import Flag, Related, Span
from copydesk.packs.pattern_analysis.folding import fold


class MessageFlags:
    """The same message for every place; `{match}` in it stands for the flagged text."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag each place."""
        for span in spans:
            yield Flag(*span, self._message.replace("{match}", _quote(document, span)))


class PreferFlags:
    """A better phrase for every phrase; `{better}` in the message stands for it."""

    def __init__(self, message: str, better: Mapping[str, str]) -> None:
        self._message = message
        self._better = {_phrase_key(phrase): preferred for phrase, preferred in better.items()}

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag each place with the better phrase, in the case of what it replaces."""
        for span in spans:
            found = _quote(document, span)
            key = _phrase_key(document.plain[span.start : span.end])
            better = _in_case_of(found, self._better[key])
            if _stands_already(document, span, key, _phrase_key(better)):
                continue
            yield Flag(*span, _filled(self._message, found, better), (better,))


def _stands_already(document: Document, span: Span, phrase: str, better: str) -> bool:
    """Tell whether a phrase is a part of the better one, which stands there: “Okafor” in “Mayor Okafor”."""
    at = better.find(phrase)
    while at >= 0:
        start, end = span.start - at, span.end + len(better) - at - len(phrase)
        if start >= 0 and _phrase_key(document.plain[start:end]) == better:
            return True
        at = better.find(phrase, at + 1)
    return False


class ConsistentFlags:
    """Groups of variants; a document should use one of a group. The rarer ones are flagged, of equally frequent ones
    the later.
    """

    def __init__(self, message: str, groups: Sequence[Sequence[str]]) -> None:
        self._message = message
        self._group_of = {
            _phrase_key(variant): index for index, group in enumerate(groups) for variant in group
        }

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag every variant except the most frequent one of its group."""
        groups: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for span in spans:
            variant = _phrase_key(document.plain[span.start : span.end])
            groups[self._group_of[variant]][variant].append(span)
        for variants in groups.values():
            usual, *rarer = sorted(variants.values(), key=lambda spans: (-len(spans), spans[0]))
            first = usual[0]
            kept = _quote(document, first)
            for span in (span for spans in rarer for span in spans):
                message = _filled(self._message, _quote(document, span), kept)
                yield Flag(*span, message, (kept,), (Related(*first, f"“{kept}” here"),))


def _filled(message: str, found: str, better: str) -> str:
    return message.replace("{match}", found).replace("{better}", better)


def _phrase_key(phrase: str) -> str:
    """Return a phrase, of a rule or a document, in a form in which equal phrases are equal."""
    return " ".join(fold(plain(phrase)).split())


def _quote(document: Document, span: Span) -> str:
    return " ".join(document.source[span.start : span.end].split())


def _in_case_of(original: str, replacement: str) -> str:
    """Return `replacement` with the capitals of `original`: all, the first letter, or unchanged."""
    letters = [character for character in original if character.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return replacement.upper()
    return replacement[:1].upper() + replacement[1:] if original[:1].isupper() else replacement
