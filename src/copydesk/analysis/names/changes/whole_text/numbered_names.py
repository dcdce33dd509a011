"""Numbered names: of models and firms, whose number gains a zero or changes: Glimma 40, Glimma 400; Netz7, Netz9."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.context import says
from copydesk.analysis.names.lexicon import CALENDAR, function_words, is_known, is_proper
from copydesk.analysis.names.spelling.exchanged_neighbours import are_exchanged
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_APART = regex_later(
    r"(?<![\p{L}\p{N}_@#/.'’-])(\p{Lu}\p{Ll}{3,})[ \0](\d{2,5})"
    r"(?![\p{N}_%€$£]|[.,:/-]\d|[ \0]?(?:%|km|kg|m\b))"
)
_TOGETHER = regex_later(r"(?<![\p{L}\p{N}_@#/.'’-])(\p{Lu}\p{Ll}{3,})(\d)(?![\p{L}\p{N}_/@-]|\.\d)")
_MOST = 200
_TWO = 2


def numbered_names(text: str, language: str | None) -> Iterator[Variant]:
    """Find names with a number that stand once and are another, before, with one more zero or another digit."""
    yield from _swapped_digits(text)
    for pattern in (_APART, _TOGETHER):
        by_word: dict[str, dict[str, list[Span]]] = {}
        for match in kept_matches(pattern, text):
            by_word.setdefault(match[1], {}).setdefault(match[2], []).append(Span(*match.span()))
        if len(by_word) > _MOST:
            continue
        for word, numbers in by_word.items():
            if (
                len(numbers) != _TWO
                or word in CALENDAR
                or is_proper(word)
                or word.lower() in function_words()
            ):
                continue
            if pattern is _APART and is_known(word, language):
                continue
            (one, first), (other, second) = sorted(numbers.items(), key=lambda pair: pair[1][0])
            if len(first) < _TWO or len(second) > 1 or stand_together(text, first, second):
                continue
            if pattern is _TOGETHER and not says(text, CapitalWord(word + other, *second[0])):
                continue  # Gardasil9 is another vaccine than Gardasil4, but a firm speaks
            if pattern is _APART and not _has_one_zero_more(one, other):
                continue
            spelling, better = (
                text[spans[0].start : spans[0].end].replace("\0", " ") for spans in (second, first)
            )
            why = "only the numbers differ"
            yield Variant(VariantKind.ORGANISATION, spelling, better, tuple(second), tuple(first), why)


_CODE = regex_later(
    r"(?<![\p{L}\p{N}_-])(\p{Lu}{1,4}|(?:\p{Lu}\.[ \0]?){1,3}"
    r"|\p{Lu}\p{Ll}+ (?:Bill|Act|Order|Route|Flight|Case|Unit|File))"
    r"[ \0](\d{3,6})(?![\p{N}_%]|[.,:/-]\d)"
)


def _swapped_digits(text: str) -> Iterator[Variant]:
    """Find numbers behind letters that stand once and are another with two neighbouring digits swapped."""
    codes: dict[str, list[Span]] = {}
    for match in kept_matches(_CODE, text):
        if not (
            len(match[2]) == _YEAR and match[2].startswith(("1", "20")) and match[1].endswith((".", "t"))
        ):
            codes.setdefault(match[2], []).append(Span(*match.span()))
    if not 1 < len(codes) < _MOST // 5:
        return
    for number, places in codes.items():
        near = [other for other in codes if other != number and are_exchanged(other, number)]
        if len(places) > 1 or len(near) != 1 or codes[near[0]][0] > places[0]:
            continue
        first = codes[near[0]]
        letters = {text[place.start : place.start + 1] for place in (first[0], places[0])}
        if len(first) > 1 and len(letters) == 1 and not stand_together(text, first, places):
            spelling, better = (
                text[spans[0].start : spans[0].end].replace("\0", " ") for spans in (places, first)
            )
            why = "two digits are exchanged"
            yield Variant(VariantKind.ORGANISATION, spelling, better, tuple(places), tuple(first), why)


_YEAR = 4


def _has_one_zero_more(one: str, other: str) -> bool:
    return one + "0" == other or other + "0" == one
