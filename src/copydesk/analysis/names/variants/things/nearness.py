"""Nearness: whether two names stand in one sentence, as two things do and nobody varies the name of one."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.names.variants.one_person import neighbours
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_LONGEST_SENTENCE = 300
_SENTENCE_END = compile_later(r"[.!?…][”\"»“’*_]?[\s\0]|\n")


def share_sentence(text: str, ones: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether a place of the ones and one of the others stand in the same sentence; both are in order."""
    return any(
        right.start - left.end < _LONGEST_SENTENCE and not _SENTENCE_END.search(text, left.end, right.start)
        for left, right in neighbours(ones, others)
    )
