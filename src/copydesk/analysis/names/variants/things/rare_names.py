"""Rare names: single words that can only be names, of a firm, a ship or a town, and stand in two spellings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter, itemgetter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.context import (
    is_in_lower_case,
    shows_person,
    stand_side_by_side,
    starts_sentence,
    word_before,
)
from copydesk.analysis.names.lexicon import may_know_words_of, nouns_have_capitals
from copydesk.analysis.names.people import Cast
from copydesk.analysis.names.spelling.inflection import is_longer_form
from copydesk.analysis.names.spelling.rarity import are_rare
from copydesk.analysis.names.spelling.scanning import length_of_same_start
from copydesk.analysis.names.spelling.slips import (
    OF_ONE_PLACE,
    ONE_LETTER,
    SCANNED,
    TWO_IN_LONG,
    TWO_LETTERS,
    likeness,
    slip,
)
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST = 6
_SHORT = 7
"""From this length on, a slip need not look like a scanner's."""
_LONG = 8
"""From this length on, two spellings that stand once each are one word's."""
_TWICE = 2
_MANY = 200
"""In a text with more such words than this, a register, what stands once is held against no other that does."""
_MOST = 2_000
"""Of more such words, the first are compared: no article has as many, and a register of names has no end of them."""
_LONGER = 9
"""From this length on, two letters may differ."""
_ENDINGS_ALIKE = frozenset("dt")
"""Last letters that one hears for one another and that inflect no English word."""


def rare_variants(text: str, cast: Cast, language: str | None = None) -> Iterator[Variant]:
    """Find long unknown words that differ as a slip would make them, of which one stands twice or more and one once.

    The better-attested one stands within a sentence somewhere, and neither is ever written small. In a language
    of which no list of words is at hand, both stand within sentences, and their endings are the same.
    """
    if nouns_have_capitals(language):
        return
    is_known = may_know_words_of(language)
    places = _places(text, cast, language)
    once = [token for token, words in places.items() if len(words) == 1]
    least = 2 if len(once) > _MANY else 1
    often = [
        token
        for token, words in places.items()
        if once and len(words) >= least and _is_name(text, token, words)
    ]
    once = once[:_MOST]
    for better in often[:_MOST]:
        for token in _near(better, once):
            sure = _is_surely_place(text, token, places[token], better, places[better])
            if not is_known and not sure and not _are_surely_names(text, token, places[token], better):
                continue
            variant = _variant(text, token, places[token], better, places[better], is_sure=sure)
            if variant:
                yield variant


def _places(text: str, cast: Cast, language: str | None) -> dict[str, list[CapitalWord]]:
    """Return where long words stand that are neither known names nor people's, alone or in the name of a body.

    What has the shape of a person's name may be a body's or a place's: Vesterlø Mejeri, Comune di Montelupara.
    """
    places: dict[str, list[CapitalWord]] = {}
    for token in cast.strays:
        if _is_rare(token):
            places[token] = cast.words(token)
    for run in cast.bodies:
        for word in run.words:
            if _is_rare(word.text):
                places.setdefault(word.text, []).append(word)
    for person in cast.people:
        if person.count < _TWICE or not any(_is_rare(word.text) for word in person.words):
            continue
        if shows_person(text, person, language):
            continue
        for word in [*chain.from_iterable(person.full), *person.bare]:
            if _is_rare(word.text):
                places.setdefault(word.text, []).append(word)
    for words in places.values():
        words.sort(key=attrgetter("start"))
    return places


def _is_rare(token: str) -> bool:
    return len(token) >= _SHORTEST and token.isalpha() and token[1:].islower() and are_rare(token)


def _near(better: str, tokens: Sequence[str]) -> list[str]:
    """Return the words that differ from one in a letter or two, in their order."""
    farthest = 2 if len(better) >= _LONGER else 1
    found = extract(better, tokens, scorer=OSA.distance, score_cutoff=farthest, limit=None)
    return [token for token, distance, _ in sorted(found, key=itemgetter(2)) if distance]


def _is_name(text: str, token: str, words: Sequence[CapitalWord]) -> bool:
    """Tell whether a word has its capital within a sentence."""
    return not is_in_lower_case(text, token) and any(not starts_sentence(text, word.start) for word in words)


def _are_surely_names(text: str, token: str, words: Sequence[CapitalWord], better: str) -> bool:
    """Tell whether a word is nothing made of the other: it differs inside, and stands within a sentence."""
    return (
        token[-_ENDING:] == better[-_ENDING:]
        and slip(better, token) in OF_ONE_PLACE
        and _is_name(text, token, words)
    )


_ENDING = 3
_ATTESTED = 3
_SAME_START = 6
_AS_LONG = 9


def _is_surely_place(
    text: str, token: str, words: Sequence[CapitalWord], better: str, better_words: Sequence[CapitalWord]
) -> bool:
    """Tell whether a word stands once behind a small word, and one much like it stands thrice, behind the same once.

    So do the names of places: til Vesterlø, til Vestersø. Both end in the same letter, as no two forms of a word do.
    """
    why = slip(better, token)
    least = _ATTESTED - 1 if why in OF_ONE_PLACE and len(token) >= _AS_LONG else _ATTESTED
    if len(better_words) < least or len(words) > 1 or not _is_name(text, token, words):
        return False
    before = word_before(text, words[0])
    befores = {word_before(text, word) for word in better_words}
    stands_alike = before.islower() and before in befores
    if not stands_alike and why not in OF_ONE_PLACE and len(befores) < _ATTESTED:
        return False
    same = length_of_same_start(better, token)
    if why in (None, TWO_IN_LONG):
        return same >= _SAME_START and min(len(better), len(token)) >= _AS_LONG
    if why == ONE_LETTER:
        return same > 2 and min(len(better), len(token)) >= _LONG
    return better[-1] == token[-1] and not is_longer_form(better, token)


def _variant(
    text: str,
    token: str,
    words: Sequence[CapitalWord],
    better: str,
    better_words: Sequence[CapitalWord],
    *,
    is_sure: bool,
) -> Variant | None:
    why = slip(better, token) or (likeness(better, token) if is_sure else None)
    if why is None or (why == ONE_LETTER and not is_sure) or is_in_lower_case(text, token):
        return None
    if min(len(better), len(token)) < _SHORT and (why != SCANNED or len(better_words) == 1):
        return None
    if len(better_words) == 1 and (better_words[0].start > words[0].start or len(token) < _LONG):
        return None
    is_other_end = (
        is_sure and why in (TWO_LETTERS, TWO_IN_LONG) and better[-2:] != token[-2:]
    )  # Ruitenveen, Ruitenveld
    if (_is_inflected(better, token) and not is_other_end) or stand_side_by_side(text, better, token):
        return None
    return Variant(
        VariantKind.ORGANISATION, token, better, _spans(words), _spans(better_words), f"{why} in a rare word"
    )


def _is_inflected(better: str, token: str) -> bool:
    """Tell whether two words may be forms of one: Arkansas, Arkansans; a lost e at the end makes no form."""
    if better == token + "e":
        return False
    if {better[-3:], token[-3:]} == {"man", "men"}:
        return True
    if token.removesuffix("s").endswith("an") != better.removesuffix("s").endswith("an"):
        return True
    return better[-1] != token[-1] and not {better[-1], token[-1]} <= _ENDINGS_ALIKE


def _spans(words: Sequence[CapitalWord]) -> tuple[Span, ...]:
    return tuple(Span(word.start, word.end) for word in words)
