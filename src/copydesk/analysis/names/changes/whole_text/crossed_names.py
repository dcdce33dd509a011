"""Crossed names: one person's first name before another's surname, and initials or small words that change.

Dario Valmori, Elisa Cantalupo; Dario Cantalupo. K. L. Marbeck, K. J. Marbeck. Van den Hurkel, Van der Hurkel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.context import is_called_relative, is_someone_elses, words_of
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    are_nicknames,
    is_forename,
    is_place_or_people,
    is_proper,
    is_role,
    is_word,
    kin_words,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

if TYPE_CHECKING:
    import regex

_MOST = 400
_TWO = 2
_SHORTEST = 5
_INITIALS = regex_later(r"(?<![\p{L}\p{N}.'’-])((?:\p{Lu}\.[ \0\u00a0]?){2,3})(\p{Lu}\p{Ll}{3,})(?!\p{L})")
_PARTICLE = r"(?:van|von|de|der|den|het|ter|ten|vom|zum|zur|la|le|du|del|della|dos|da|do|di)"
_SMALL = regex_later(
    rf"(?<![\p{{L}}'’-])(?:(?!(?i:{_PARTICLE})[ \0])(\p{{Lu}}\p{{Ll}}+)[ \0])?"
    rf"((?:(?i:{_PARTICLE})[ \0]){{1,2}})(\p{{Lu}}\p{{Ll}}{{3,}})(?![\p{{L}}'’-])"
)


def crossed_names(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find names of somebody that are put together from two others, or whose initials or small words change."""
    if sum(len(word.text) == 1 for word in capitals.words) > _TWO:
        yield from _changed_parts(text, _INITIALS, "the initials differ", language)
    if _have_small_words(text, capitals):
        yield from _changed_parts(text, _SMALL, "the small words before the surname differ", language)
    full: dict[tuple[str, str], list[Span]] = {}
    words = capitals.words
    for at, (first, second) in enumerate(pairwise(words)):
        if text[first.end : second.start] not in (" ", "\0"):
            continue
        if at + _TWO < len(words) and text[second.end : words[at + _TWO].start] in (" ", "\0"):
            continue
        before = words[at - 1] if at else None
        if (
            before
            and text[before.end : first.start] in (" ", "\0")
            and not (is_role(before.text) or nouns_have_capitals(language))
        ):
            continue
        full.setdefault((first.text, second.text), []).append(Span(first.start, second.end))
    if not _TWO < len(full) < _MOST:
        return
    by_given: dict[str, list[str]] = {}
    by_surname: dict[str, list[str]] = {}
    for given, surname in full:
        by_given.setdefault(given, []).append(surname)
        by_surname.setdefault(surname, []).append(given)
    for (given, surname), places in full.items():
        if len(places) > 1 or not _is_given(given) or not _is_surname(surname):
            continue
        own = [other for other in by_given[given] if other != surname]
        others = [other for other in by_surname[surname] if other != given]
        if len(own) != 1 or len(others) != 1 or not _is_given(others[0]) or not _is_surname(own[0]):
            continue
        if are_nicknames(given, others[0]):
            continue
        one, other = full[given, own[0]], full[others[0], surname]
        if max(one[0], other[0]) > places[0] or not kin_words(language).isdisjoint(words_of(text)):
            continue
        if stand_together(text, places, one + other) or _is_another(text, places[0], language):
            continue
        why = f"the text introduces {given} {own[0]} and {others[0]} {surname}"
        better = (one[0], other[0])
        spelling = f"{given} {surname}"
        yield Variant(VariantKind.SURNAME, spelling, f"{given} {own[0]}", tuple(places), better, why)


def _have_small_words(text: str, capitals: CapitalWords) -> bool:
    """Tell whether small words of surnames stand before two words with capitals: the pattern is dear."""
    found = 0
    for word in capitals.words:
        before = text[max(0, word.start - _LONGEST_SMALL) : max(0, word.start - 1)].rpartition(" ")[2]
        found += before.lower() in _SMALL_WORDS
    return found > 1


_LONGEST_SMALL = 7
_SMALL_WORDS = frozenset(_PARTICLE.removeprefix("(?:").removesuffix(")").split("|"))


def _is_given(word: str) -> bool:
    return word not in HONORIFICS and is_forename(word) and not is_place_or_people(word)


def _is_surname(word: str) -> bool:
    return len(word) >= _SHORTEST - 1 and not (is_role(word) or is_place_or_people(word) or word.isupper())


def _is_another(text: str, place: Span, language: str | None) -> bool:
    return is_called_relative(text, place.start, language) or is_someone_elses(text, place.start)


def _changed_parts(
    text: str, pattern: regex.Pattern[str], why: str, language: str | None
) -> Iterator[Variant]:
    """Find what stands before one surname in two forms, of which the second stands once."""
    by_surname: dict[str, dict[str, list[Word]]] = {}
    for match in kept_matches(pattern, text):
        surname = match[match.re.groups]
        if not (
            is_proper(surname)
            or is_word(surname)
            or is_place_or_people(surname)
            or len(surname) < _SHORTEST - 1
        ):
            given = match[1] or "" if match.re.groups > _TWO else ""
            before = " ".join(
                match[match.re.groups - 1].replace("\0", " ").lower().replace(".", ". ").split()
            )
            start = match.start() if is_forename(given) else match.start(match.re.groups - 1)
            word = Word(text[start : match.end()], start, match.end())
            by_surname.setdefault(surname, {}).setdefault(before, []).append(word)
    for forms in by_surname.values():
        if len(forms) != _TWO or not kin_words(language).isdisjoint(words_of(text)):
            continue
        (one, first), (other, second) = sorted(forms.items(), key=lambda pair: pair[1][0].start)
        if len(second) > 1 or not _are_variants(one, other) or not _is_called(first):
            continue
        givens = {given for word in (first[0], second[0]) if is_forename(given := word.text.split()[0])}
        if len(givens) > 1:
            continue  # Jan van den Hurk and Piet van der Hurk are two people
        places, better = (tuple(word.span for word in words) for words in (second, first))
        if stand_together(text, places, better) or is_spelling_meant(text, places, better, language):
            continue
        spelling, right = (
            text[spans[0].start : spans[0].end].replace("\0", " ") for spans in (places, better)
        )
        yield Variant(VariantKind.SURNAME, spelling, right, places, better, why)


def _are_variants(one: str, other: str) -> bool:
    """Tell whether one of several initials differs, or a small word is another form of the other, or is missing."""
    first, second = one.split(), other.split()
    if "." in one:
        return (
            len(first) == len(second)
            and sum(a != b for a, b in zip(first, second, strict=True)) == 1
            and (first[0] == second[0])
        )
    if first[0][0] != second[0][0]:
        return False
    if first[0] == second[0]:
        return len(first) + len(second) > _TWO
    return {one, other} <= _ARTICLES_JOINED


_ARTICLES_JOINED = frozenset("de der den del della de la du da do dos di".split())


def _is_called(words: Sequence[Word]) -> bool:
    """Tell whether the first form is a person's: initials, or a first name before the small words."""
    return any("." in word.text or is_forename(word.text.split()[0]) for word in words)
