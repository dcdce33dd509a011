"""Expansions: abbreviations whose full name must stand at their first use, as in “World Health Organization (WHO)”."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from copydesk.document import Document, plain
from copydesk.findings import Flag, Related, Span
from copydesk.packs.flagging.message_flags import filled_message, quoted, wording_at, wording_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_GROWS = ("-", "'")
"""What may follow an abbreviation and belong to it: NATO-led, NATO's. Then a full name in its place would break it."""


class ExpansionFlags:
    """The first use of each abbreviation, if its full name stands neither before it nor in the same sentence.

    Args:
        message: the message of a flag; `{better}` stands for the full name and the abbreviation.
        full_names: by abbreviation, its full names, the best first.
        holds: tells whether the rule is for a place; elsewhere an abbreviation needs no full name.
    """

    def __init__(
        self,
        message: str,
        full_names: Mapping[str, Sequence[str]],
        holds: Callable[[Document, Span], bool],
    ) -> None:
        self._message = message
        self._full_names = full_names
        self._abbreviations = {plain(each): each for each in full_names}
        self._of_full_name: dict[str, list[str]] = defaultdict(list)
        for abbreviation, names in full_names.items():
            for name in names:
                self._of_full_name[wording_key(name)].append(abbreviation)
        self._holds = holds

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag the first use of each abbreviation that lacks its full name; the spans are those of both."""
        first_uses: dict[str, Span] = {}
        expanded: dict[str, Span] = {}
        for span in spans:
            for abbreviation in self._of_full_name.get(wording_at(document, span), ()):
                expanded.setdefault(abbreviation, span)
            written = self._abbreviations.get(document.plain[span.start : span.end])
            if written and written not in first_uses and self._holds(document, span):
                first_uses[written] = span
        for abbreviation, use in sorted(first_uses.items(), key=lambda pair: pair[1]):
            full = expanded.get(abbreviation)
            if full is None or full.start >= max(use.end, document.sentence_at(use.start).end):
                yield self._flag(document, abbreviation, use, full)

    def _flag(self, document: Document, abbreviation: str, use: Span, full: Span | None) -> Flag:
        better = f"{self._full_names[abbreviation][0]} ({abbreviation})"
        message = filled_message(self._message, quoted(document, use), better)
        related = (Related(*full, "the full name stands only here"),) if full else ()
        is_free = document.plain[use.end : use.end + 1] not in _GROWS
        return Flag(*use, message, (better,) if is_free else (), related)
