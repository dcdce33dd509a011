"""Changed titles: a title in quotation marks or italics that comes back with one of its words changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.context import is_someone_elses
from copydesk.analysis.names.lexicon import function_words, spelling_words
from copydesk.analysis.names.spelling.inflection import is_declined, is_longer_form
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_ITALICS = compile_later(r"[*_](?<![\w*].)(?=[^\s*_])([^*_\n]{3,70})(?<=[^\s*_])[*_](?![\w*])")
_ITALIC_TAGS = compile_later(r"<(?:em|i|cite)>([^<>\n]{3,70})</(?:em|i|cite)>")
_WORD = compile_later(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_TITLE = compile_later(r"[.!?,;:…]\Z")
_MOST_WORDS = 8
_SHORTEST = 3
_MOST = 120
"""A text with more of them is a list of titles."""
_NEAR = 160


class Title(NamedTuple):
    """A title: its words, and its place."""

    words: tuple[str, ...]
    place: Span


def changed_titles(
    text: str, source: str, quoted: Sequence[tuple[int, int]], language: str | None
) -> Iterator[Variant]:
    """Find titles that stand once and are another with one word changed."""
    titles: dict[tuple[str, ...], list[Title]] = {}
    for title in _read(text, source, quoted):
        titles.setdefault(tuple([word.lower() for word in title.words]), []).append(title)
    if not 1 < len(titles) < _MOST:
        return
    by_rest: dict[tuple[int, tuple[str, ...]], list[tuple[str, ...]]] = {}
    for words in titles:
        for index in range(len(words)):
            by_rest.setdefault((index, words[:index] + words[index + 1 :]), []).append(words)
    for (index, rest), alike in by_rest.items():
        if len(alike) != 2 or all(word in function_words() for word in rest):
            continue
        right, wrong = sorted(alike, key=lambda words: (-len(titles[words]), titles[words][0].place))
        if len(titles[wrong]) > 1 or not _may_be_changed(right[index], wrong[index], len(rest), language):
            continue
        first, (second,) = titles[right], titles[wrong]
        better = tuple(title.place for title in first)
        if stand_together(text, (second.place,), better, _NEAR):
            continue
        if not _is_another(text, second.place, language):
            why = f"only “{first[0].words[index]}” and “{second.words[index]}” differ"
            spelling, other = (" ".join(title.words) for title in (second, first[0]))
            yield Variant(VariantKind.ORGANISATION, spelling, other, (second.place,), better, why)


def slips_in_titles(text: str, quoted: Sequence[tuple[int, int]], language: str | None) -> Iterator[Variant]:
    """Find the titles in quotation marks of which one word is another one that is spelled nearly so."""
    if len(quoted) < _LEAST:
        return
    for variant in changed_titles(text, "", [(start - 1, end + 1) for start, end in quoted], language):
        ours, theirs = variant.spelling.split(), variant.better.split()
        pairs = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
        if len(ours) != len(theirs) or len(pairs) != 1 or not _are_near(*pairs[0], len(ours)):
            continue
        if not _are_verb_forms(*pairs[0], language) and not _are_set_side_by_side(text, variant):
            yield variant


_LEAST = 2


def _are_verb_forms(one: str, other: str, language: str | None) -> bool:
    """Tell whether two French words are forms of one verb, as two buttons may have them: Trouver, Trouvez."""
    start, _ = shared_ends(fold(one), fold(other))
    return language == "fr" and {fold(one)[start:], fold(other)[start:]} <= _VERB_ENDINGS


_VERB_ENDINGS = frozenset(
    ("", "e", "es", "ee", "ees", "r", "z", "s", "er", "ez", "ent", "ons", "ont", "i", "is", "it")
)


def _are_set_side_by_side(text: str, variant: Variant) -> bool:
    """Tell whether an inscription in capitals follows the other within a few words, as where the text compares them."""
    if not (variant.spelling.isupper() and variant.better.isupper()):
        return False
    places = sorted((variant.places[0], variant.better_places[0]))
    between = text[places[0].end : places[1].start]
    return len(between) <= _NEXT and "\n" not in between


_NEXT = 60


def _are_near(one: str, other: str, count: int) -> bool:
    if is_longer_form(fold(one), fold(other)) or is_longer_form(fold(other), fold(one)):
        return count > _LEAST and abs(len(one) - len(other)) == 1
    distance = OSA.distance(fold(one), fold(other), score_cutoff=3)
    start, _ = shared_ends(one, other)
    return (distance == 1 and min(len(one), len(other)) > _SHORTEST) or (
        count > _LEAST and start > 1 and distance <= min(3, len(one) // 2)
    )


def _read(text: str, source: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Title]:
    places = [(start + 1, end - 1) for start, end in quoted if 5 < end - start < 80]
    marked: list[tuple[int, int]] = []
    if "*" in source or "_" in source:
        marked += [match.span(1) for match in _ITALICS.finditer(source)]
    if "<" in source:
        marked += [match.span(1) for match in _ITALIC_TAGS.finditer(source)]
    for start, end in chain(places, marked):
        written = text[start:end].strip(" \0\u00a0\u202f")
        if not written[:1].isupper() or _NO_TITLE.search(written):
            continue
        words = list(_WORD.finditer(text, start, end))
        if 1 < len(words) <= _MOST_WORDS:
            yield Title(tuple([word[0] for word in words]), Span(words[0].start(), words[-1].end()))


def _may_be_changed(right: str, wrong: str, shared: int, language: str | None) -> bool:
    """Tell whether two words are no forms of one, and look alike; in a long title any word may be another."""
    if right in function_words() or wrong in function_words() or right.isdigit() or wrong.isdigit():
        return False
    if "-" in right + wrong or min(len(right), len(wrong)) < _SHORTEST:
        return False
    shorter, longer = sorted((right, wrong), key=len)
    if longer.startswith(shorter) and len(longer) - len(shorter) < 3:
        return shared > 1
    if language_data(language).surnames_decline and is_declined(right, wrong):
        return False
    start, end = shared_ends(right, wrong)
    is_near = OSA.distance(fold(right), fold(wrong)) <= len(longer) * 0.5
    return start > 0 or end > 1 or is_near or shared > 2


def _is_another(text: str, place: Span, language: str | None) -> bool:
    """Tell whether the text says that a title is another one's, or another title: its sequel, renamed."""
    if is_someone_elses(text, place.start):
        return True
    around = text[max(0, place.start - _NEAR // 2) : place.end + _NEAR // 2]
    return not spelling_words(language).isdisjoint(_WORD.findall(around))
