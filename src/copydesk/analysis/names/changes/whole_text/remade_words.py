"""Remade words: a name that stands once without its hyphen, mark, inner capital or space, or with one too many.

Al-Khoury, Alkhoury; McTavishan, Mctavishan; Møllegaarden, Møllegården; Thornmere, Thorn mere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from rapidfuzz.distance import OSA

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.context import (
    is_called_relative,
    is_in_lower_case,
    is_someone_elses,
    starts_sentence,
    word_before,
)
from copydesk.analysis.names.lexicon import (
    is_forename,
    is_known,
    is_proper,
    is_word,
    may_know_words_of,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.inflection import is_inflected, is_longer_form
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import DOUBLED, SCANNED, SWAPPED, fold, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_SHORTEST = 6
_SHORTEST_SPLIT = 7
_MOST = 1_500
_TWO = 2
_SPLIT = regex_later(r"(?<![\p{L}\p{N}_@#/.'’-])(\p{Lu}\p{Ll}+)[ ](\p{Ll}{3,})(?![\p{L}\p{N}_'’-])")
_RUN_TOGETHER = regex_later(r"(\p{Lu}\p{Ll}+)(\p{Lu}\p{Ll}{3,})")
_PREFIX = regex_later(r"(?:[LDlds]['’])(?=\p{Lu})")


def remade_words(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find names that are put together otherwise once."""
    by_key: dict[str, dict[str, list[Word]]] = {}
    for token, words in capitals.by_text.items():
        bare = _bare(token)
        if len(bare) >= _SHORTEST and not bare.isupper():
            by_key.setdefault(_key(bare), {}).setdefault(bare, []).extend(words)
    if len(by_key) > _MOST:
        return
    for spellings in by_key.values():
        if len(spellings) == _TWO:
            yield from _marks(text, spellings, language)
    yield from _slips(text, by_key, language)
    yield from _turned(text, capitals, language)
    yield from _species(text, language)
    yield from _streets(text, capitals, language)
    yield from _splits(text, by_key, language)
    yield from _run_together(text, capitals)


def _bare(token: str) -> str:
    """Return a word without an article before it and without the ending of a possessive."""
    bare = _PREFIX.sub("", token, count=1) if token[1:2] in ("'", "’") and token[0] in "Lld" else token
    for ending in ("'s", "’s"):
        bare = bare.removesuffix(ending)
    return bare


def _key(token: str) -> str:
    return fold(token).replace("aa", "a")


def _marks(text: str, spellings: dict[str, list[Word]], language: str | None) -> Iterator[Variant]:
    (right, first), (wrong, second) = sorted(
        spellings.items(), key=lambda pair: (-len(pair[1]), pair[1][0].start)
    )
    if len(second) > 1 or first[0].start > second[0].start:
        return
    one, other = _typed(right), _typed(wrong)
    if one.replace("ё", "е") == other.replace("ё", "е") or one.isupper() or other.isupper():
        return
    if one.lower() == other.lower() and not _has_inner_capital(one, other):
        return
    if "-" in one + other and not (_is_of_person(text, first + second) or _is_broken(other, language)):
        return  # Front-end, Frontend
    if any(is_known(word, language) or is_in_lower_case(text, word) for word in (right, wrong)):
        return
    if is_proper(right) or is_forename(right) or is_proper(wrong) or is_forename(wrong):
        return
    yield from _doubt(
        text, wrong, right, second, first, "only a hyphen, a mark or a capital differs", language
    )


def _slips(text: str, by_key: dict[str, dict[str, list[Word]]], language: str | None) -> Iterator[Variant]:
    """Find a long rare name that stands once with a letter doubled or two swapped, also where a sentence begins.

    With a capital inside any letter may be wrong: Notebarn, NoteBurn.
    """
    rare = {
        token: words
        for spellings in by_key.values()
        for token, words in spellings.items()
        if len(token) >= _LONG
        and token.isalpha()
        and (_is_rare(text, token, language) or (is_forename(token) and len(words) > 1))
    }
    if not 1 < len(rare) < _MOST_RARE:
        return
    for token, words in rare.items():
        if len(words) > 1:
            continue
        near = [
            other
            for other in rare
            if other[0] == token[0]
            and rare[other][0].start < words[0].start
            and (
                OSA.distance(fold(other), fold(token), score_cutoff=1) == 1
                or slip(other.capitalize(), token.capitalize()) == SCANNED
            )
        ]
        if len(near) != 1:
            continue
        right = near[0]
        why = slip(right.capitalize(), token.capitalize())
        if (
            why in (DOUBLED, SWAPPED, SCANNED)
            or (why and token[1:].islower() != right[1:].islower())
            or (why and not _may_be_another(text, right, token, rare[right][0], words[0], language))
        ):
            yield from _doubt(text, token, right, words, rare[right], why, language)


def _may_be_another(
    text: str, right: str, wrong: str, first: Word, second: Word, language: str | None
) -> bool:
    """Tell whether two rare words that differ in a letter may be two names, or two forms of one."""
    if nouns_have_capitals(language) or (
        not may_know_words_of(language) and min(len(right), len(wrong)) < _LONG
    ):
        return True
    has_lost_vowel = _has_lost_vowel(text, right, wrong, first, second, language)
    if right[-1] != wrong[-1] and not has_lost_vowel:
        return True
    if (
        (is_inflected(right, wrong) and not has_lost_vowel)
        or is_longer_form(right, wrong)
        or is_longer_form(wrong, right)
    ):
        return True
    givens = [_FIRST_NAME.search(text, max(0, word.start - 20), word.start) for word in (first, second)]
    if givens[1] and (not givens[0] or givens[0][1] != givens[1][1]):
        return True
    is_english = language is not None and may_know_words_of(language)
    if not is_english and any(starts_sentence(text, word.start) for word in (first, second)):
        return True
    if _LISTED.match(text, second.end):
        return True
    return is_called_relative(text, second.start, language) or is_someone_elses(text, second.start)


_LISTED = regex_later(r",?[ \0]\p{Lu}(?:\.|[ \0,;])|,[ \0]\p{Lu}")
"""Behind an author's name in a list of references, or a member's in a roll."""


def _has_lost_vowel(
    text: str, right: str, wrong: str, first: Word, second: Word, language: str | None
) -> bool:
    """Tell whether a last vowel is lost where the same small word stands before both: del Tarvanna, del Tarvann.

    English has no endings that a last consonant for another would make.
    """
    if language is not None and may_know_words_of(language):
        return len(right) == len(wrong) and not {right[-1], wrong[-1]} <= _ENDING_LETTERS
    befores = {word_before(text, CapitalWord(*word)) for word in (first, second)}
    return (
        language in _ROMANCE
        and len(befores) == 1
        and befores <= language_data(language).stop_words
        and right[:-1] == wrong
        and right[-1] in "aoe"
    )


_ROMANCE = frozenset(("es", "it", "pt"))
_ENDING_LETTERS = frozenset("aeiouysnrm")


_LONG = 7
_MOST_RARE = 300


def _is_rare(text: str, token: str, language: str | None) -> bool:
    return not (
        token.isupper()
        or is_known(token, language)
        or is_word(token)
        or is_proper(token)
        or is_forename(token)
        or is_in_lower_case(text, token)
    )


def _typed(word: str) -> str:
    return normalize("NFC", word.replace("’", "'").replace("\0", ""))


def _has_inner_capital(right: str, wrong: str) -> bool:
    """Tell whether one of two words is a Scottish or Irish surname without its second capital: Mctavishan."""
    match = _CELTIC.fullmatch(right) or _CELTIC.fullmatch(wrong)
    return match is not None and not is_word(match[1])


_CELTIC = regex_later(r"(?:Ma?c|O')(\p{Lu}\p{Ll}+)")


def _is_of_person(text: str, words: Sequence[Word]) -> bool:
    """Tell whether a first name stands before a word somewhere, or the word has an Arabic article: Al-Khoury."""
    for word in words:
        if _ARABIC.match(word.text):
            return True
        before = _FIRST_NAME.search(text, max(0, word.start - 20), word.start)
        if before and is_forename(before[1]):
            return True
    return False


def _is_broken(word: str, language: str | None) -> bool:
    """Tell whether a word has the hyphen of a line's end: Dell-wood."""
    match = _BROKEN.fullmatch(word)
    return match is not None and not (is_known(match[1], language) or is_word(match[1]))


_BROKEN = regex_later(r"\p{Lu}\p{Ll}+-(\p{Ll}+)")
_ARABIC = regex_later(r"(?:A[bdlnrs]|Abd|Ash|At|Bin|El|Ibn|Ul)-\p{Lu}")
_FIRST_NAME = regex_later(r"(?<![\p{L}'’-])(\p{Lu}\p{Ll}+)[ \0]$")


_SPECIES = regex_later(r"[*_\0](?<![\p{L}*_\0].)(\p{Lu}\p{Ll}{3,})[ \0](\p{Ll}{5,})[*_\0]")


def _species(text: str, language: str | None) -> Iterator[Variant]:
    """Find the second Latin name of a plant or an animal, in italics, with a letter wrong: *Carabus tarvanensis*."""
    by_genus: dict[str, dict[str, list[Word]]] = {}
    for match in kept_matches(_SPECIES, text):
        by_genus.setdefault(match[1], {}).setdefault(match[2], []).append(Word(match[2], *match.span(2)))
    for kinds in by_genus.values():
        if len(kinds) != _TWO:
            continue
        (right, first), (wrong, second) = sorted(kinds.items(), key=lambda pair: pair[1][0].start)
        is_near = OSA.distance(right, wrong, score_cutoff=2) <= 1 + (min(len(right), len(wrong)) > _LONG)
        if len(second) == 1 and is_near and not (is_known(right, language) or is_known(wrong, language)):
            yield from _doubt(text, wrong, right, second, first, "the first word is the same", language)


_STREET = regex_later(
    r"(\p{Lu}\p{Ll}{4,})(straße|strasse|gasse|weg|platz|allee|straat|laan|gracht|plein|gata|gatan|vägen|gade|vej|gate|veien)"
)


def _streets(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find the name of a street, in one word, that comes back with a letter wrong: Finkenbeekstraße."""
    streets = {
        token: match for token in capitals.by_text if (match := _STREET.fullmatch(token.removesuffix("s")))
    }
    if not 1 < len(streets) < _MOST_STREETS:
        return
    for token, match in streets.items():
        words = capitals.by_text[token]
        near = [
            other
            for other, street in streets.items()
            if street[2] == match[2]
            and street[1] != match[1]
            and capitals.by_text[other][0].start < words[0].start
            and slip(street[1], match[1]) is not None
        ]
        if len(near) == len(words) == 1 and len(capitals.by_text[near[0]]) > 1:
            right = near[0]
            yield from _doubt(
                text, token, right, words, capitals.by_text[right], "a letter differs", language
            )


_MOST_STREETS = 12


def _turned(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find double names whose halves change places once: Vance-Dellow, Dellow-Vance."""
    for token, words in capitals.by_text.items() if "-" in text else ():
        one, hyphen, other = token.partition("-")
        right = f"{other}-{one}"
        if not hyphen or one == other or len(words) > 1 or right not in capitals.by_text or "-" in other:
            continue
        first = capitals.by_text[right]
        if first[0].start < words[0].start and one[0].isupper() and not (is_proper(one) and is_proper(other)):
            yield from _doubt(text, token, right, words, first, "the halves are exchanged", language)


def _splits(text: str, by_key: dict[str, dict[str, list[Word]]], language: str | None) -> Iterator[Variant]:
    """Find a place’s or a person’s name that stands in two words once, the second in lower case."""
    if not any(
        len(word) >= _SHORTEST_SPLIT and len(places) >= _TWO
        for spellings in by_key.values()
        for word, places in spellings.items()
    ):
        return  # the pattern is dear
    for match in kept_matches(_SPLIT, text):
        joined = match[1] + match[2]
        if len(joined) < _SHORTEST_SPLIT:
            continue
        words = by_key.get(_key(joined), {}).get(joined, ())
        if len(words) < _TWO or is_known(joined, language) or is_in_lower_case(text, joined):
            continue
        if all(text[max(0, word.start - 2) : word.start].strip(" \0") in (".", "", "\n") for word in words):
            continue
        word = Word(match[0].replace("\0", " "), *match.span())
        yield from _doubt(text, word.text, joined, [word], words, "it stands in two words here", language)


def _run_together(text: str, capitals: CapitalWords) -> Iterator[Variant]:
    """Find a first name and a surname without a space between them, and perhaps with a letter wrong."""
    together = [
        (words, match)
        for token, words in capitals.by_text.items()
        if len(words) == 1
        and len(token) >= _SHORTEST_SPLIT
        and not token[1:].islower()
        and (match := _RUN_TOGETHER.fullmatch(token))
        and match[1] not in ("Mac", "Mc")
    ]
    if not together:
        return
    full: dict[str, list[Span]] = {}
    for first, second in zip(capitals.words, capitals.words[1:], strict=False):
        if text[first.end : second.start] in (" ", "\0") and first.text.isalpha() and second.text.isalpha():
            full.setdefault(f"{first.text} {second.text}", []).append(Span(first.start, second.end))
    for words, match in together:
        token = words[0].text
        is_at_verb = is_forename(match[1]) and _VERB_BEHIND.match(text, words[0].end) is not None
        near = [
            name
            for name in full
            if name.startswith(match[1] + " ")
            and OSA.distance(name, f"{match[1]} {match[2]}", score_cutoff=1)
            in ((0, 1) if is_at_verb else (1,))
        ]
        if len(near) == 1:
            places = full[near[0]]
            why = "a space is missing"
            yield Variant(VariantKind.SURNAME, token, near[0], (words[0].span,), tuple(places), why)


_VERB_BEHIND = regex_later(r"[ \0]\p{Ll}{3,}")


def _doubt(
    text: str,
    wrong: str,
    right: str,
    second: Sequence[Word],
    first: Sequence[Word],
    why: str,
    language: str | None,
) -> Iterator[Variant]:
    places, better = (tuple(word.span for word in words) for words in (second, first))
    if stand_together(text, places, better) or is_spelling_meant(text, places, better, language):
        return
    yield Variant(VariantKind.ORGANISATION, wrong, right, places, better, why)
