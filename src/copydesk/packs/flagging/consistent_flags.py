"""Consistent flags: of several variants, an article should use only one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from copydesk.findings import Flag, Related, Span
from copydesk.packs.flagging.message_flags import filled_message, quoted, wording_at, wording_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.document import Document


class ConsistentFlags:
    """Groups of variants; a document should use one of a group. The rarer ones are flagged, of equally frequent ones
    the later.
    """

    def __init__(self, message: str, groups: Sequence[Sequence[str]]) -> None:
        self._message = message
        self._group_of = {
            wording_key(variant): index for index, group in enumerate(groups) for variant in group
        }

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag every variant except the most frequent one of its group."""
        groups: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for span in spans:
            variant = wording_at(document, span)
            groups[self._group_of[variant]][variant].append(span)
        for variants in groups.values():
            usual, *rarer = sorted(variants.values(), key=lambda spans: (-len(spans), spans[0]))
            first = usual[0]
            kept = quoted(document, first)
            for span in (span for spans in rarer for span in spans):
                message = filled_message(self._message, quoted(document, span), kept)
                yield Flag(*span, message, (kept,), (Related(*first, f"“{kept}” here"),))
