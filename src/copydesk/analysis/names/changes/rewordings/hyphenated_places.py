"""Hyphenated places: names with hyphens, one word of which changes once: Saint-Alban-des-Prés, -des-Champs."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.spelling.meanings import REWORDED, mean_the_same
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import ONE_LETTER, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_NAME = compile_later(r"[A-ZÀ-Þ](?<![\w-].)[^\W\d_]{1,20}(?:-[^\W\d_]{1,20}){2,5}(?![\w-])")
_LINK = compile_later(r"-[a-zà-ÿ]{2,4}-")
_MOST = 200
"""A text with more such names than this is a register."""

_Parts = tuple[str, ...]


def hyphenated_places(text: str, language: str | None) -> Iterator[Variant]:
    """Find names with a word in lower case inside that stand once, and are another with one of its words changed."""
    if sum(1 for _ in kept_matches(_LINK, text)) < _TWO:
        return
    names: dict[_Parts, list[Span]] = {}
    for match in kept_matches(_NAME, text):
        parts = tuple(match[0].split("-"))
        if parts[-1][0].isupper() and any(part.islower() for part in parts[1:-1]):
            names.setdefault(parts, []).append(Span(*match.span()))
    if not 1 < len(names) < _MOST:
        return
    by_rest: dict[tuple[int, _Parts], list[_Parts]] = {}
    for parts in names:
        for index in range(len(parts)):
            by_rest.setdefault((index, parts[:index] + parts[index + 1 :]), []).append(parts)
    for (index, _), alike in by_rest.items():
        if len(alike) != _TWO:
            continue
        right, wrong = sorted(alike, key=lambda parts: (-len(names[parts]), names[parts][0]))
        why = _reason(right[index], wrong[index], language)
        if why is None or len(names[wrong]) > 1 or stand_together(text, names[wrong], names[right]):
            continue
        places, better = tuple(names[wrong]), tuple(names[right])
        if not is_spelling_meant(text, places, better, language):
            yield Variant(VariantKind.ORGANISATION, "-".join(wrong), "-".join(right), places, better, why)


_TWO = 2


def _reason(right: str, wrong: str, language: str | None) -> str | None:
    """Say how two parts are alike; None if they may be parts of two places' names."""
    if right[0].isupper() != wrong[0].isupper():
        return None
    if mean_the_same(right, wrong, language):
        return f"of the parts that differ, {REWORDED}"
    why = None if right.islower() else slip(right, wrong)
    return None if why == ONE_LETTER else why
