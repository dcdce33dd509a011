"""Exchanges: names whose words change places, whose small words change, or that stand in two words once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.analysis.names.capitals import Capitals
from copydesk.analysis.names.changes.evidence import speaks_of_kin
from copydesk.analysis.names.changes.name_mentions import Mention, stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords
from copydesk.analysis.names.lexicon import PARTICLES, is_forename, is_place_or_people, is_proper, is_word
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_PARTNERS = compile_later(r"&[\s\0]?([A-ZÀ-Þ][\w'’-]{2,30})")
_PARTNER_BEFORE = compile_later(r"(?<![\w'’-])([A-ZÀ-Þ][\w'’-]{2,30})[\s\0]?\Z")
_LEAST = 4
_OTHER_ORDER = "the same words in another order"


def exchanged_words(text: str, mentions: Sequence[Mention], language: str | None) -> Iterator[Variant]:
    """Find names whose words stand in another order once: Brenner & Quist, Quist & Brenner."""
    by_words: dict[frozenset[str], dict[tuple[str, ...], list[Span]]] = {}
    for mention in mentions:
        _add(by_words, mention.words, mention.span)
        for word in mention.words:
            if "-" in word:
                _add_halves(by_words, text, word, mention)
    for match in _PARTNERS.finditer(text) if "&" in text else ():
        if before := _PARTNER_BEFORE.search(text, max(0, match.start() - 34), match.start()):
            _add(by_words, (before[1], "&", match[1]), Span(before.start(), match.end()))
    for orders in by_words.values():
        if len(orders) > 1:
            yield from _exchanged(text, orders, language)


_ByWords = dict[frozenset[str], dict[tuple[str, ...], list[Span]]]


def _add(by_words: _ByWords, words: tuple[str, ...], place: Span) -> None:
    by_words.setdefault(frozenset(words), {}).setdefault(words, []).append(place)


def _add_halves(by_words: _ByWords, text: str, word: str, mention: Mention) -> None:
    at = text.find(word, mention.start, mention.end)
    if at >= 0:
        _add(by_words, ("-", *word.split("-")), Span(at, at + len(word)))


def double_words(text: str, singles: dict[str, list[int]]) -> list[Mention]:
    """List the names with a hyphen that stand alone, as mentions of their halves."""
    if "-" not in text:
        return []
    return [
        Mention(("-", *word.split("-")), at, at + len(word), titled=False)
        for word, places in singles.items()
        if "-" in word and not all(half in singles for half in word.split("-"))
        for at in places
    ]


def _exchanged(
    text: str, orders: dict[tuple[str, ...], list[Span]], language: str | None
) -> Iterator[Variant]:
    right, *others = sorted(orders, key=lambda words: (-len(orders[words]), orders[words]))
    for words in others:
        places, better = orders[words], orders[right]
        if (
            len(words) != len(right)
            or len(places) > 1
            or not all((len(word) > 1 and not word.isupper()) or word in "&-" for word in words)
        ):
            continue
        known = [is_word(word) or is_proper(word) for word in words if word not in "&-"]
        if all(known) or (any(known) and len(words) == _TWO and not any(map(is_forename, words))):
            continue  # Portable Gamebox: a word that says what it is may stand on either side
        spelling, other = (text[at[0].start : at[0].end] for at in (places, better))
        if stand_together(text, places, better) or is_spelling_meant(text, places, better, language):
            continue
        if any(map(is_forename, words)) and speaks_of_kin(
            text, [Mention(words, *places[0], titled=False)], language
        ):
            continue  # Ana Ruiz Vega, Ana Vega Ruiz: cousins have the same surnames
        if spelling != other:
            yield Variant(
                VariantKind.ORGANISATION,
                spelling,
                other,
                tuple(places),
                tuple(better),
                _OTHER_ORDER,
            )


def changed_particles(mentions: Sequence[Mention]) -> Iterator[Variant]:
    """Find small words inside a surname that change where it stands alone: Koen van der Heuvel, Van den Heuvel."""
    by_surname: dict[str, dict[str, list[Mention]]] = {}
    for mention in mentions:
        words = mention.words
        if words[-2].lower() not in PARTICLES:
            continue
        first = next((at for at, word in enumerate(words) if word.lower() in PARTICLES), None)
        if first is not None and first < len(words) - 1:
            particles = " ".join(words[first:-1]).lower()
            by_surname.setdefault(words[-1], {}).setdefault(particles, []).append(mention)
    for surname, alike in by_surname.items():
        if len(alike) != _TWO or len(surname) < _LEAST:
            continue
        first_form, second = sorted(alike.values(), key=lambda each: (-len(each), each[0].start))
        if len(second) > 1 or second[0].words[0].lower() not in PARTICLES:
            continue
        if not is_forename(first_form[0].words[0]):
            continue
        places = tuple(mention.span for mention in first_form)
        why = f"the small words before “{surname}” differ"
        yield Variant(VariantKind.SURNAME, second[0].name, first_form[0].name, (second[0].span,), places, why)


_TWO = 2


def bare_particles(text: str, words: CapitalWords) -> Iterator[Variant]:
    """Find a surname that comes back without the first name and with another particle: Udo von Rauten, Van Rauten."""
    by_surname: dict[str, dict[str, list[re.Match[str]]]] = {}
    for word in words.words:
        if len(word.text) < _LONG or not word.text[1:].islower() or text[word.start - 1] not in " \0":
            continue
        if before := _PARTICLE.search(text, max(0, word.start - 12), word.start):
            by_surname.setdefault(word.text, {}).setdefault(before[1].lower(), []).append(before)
    for surname, alike in by_surname.items():
        if len(alike) != _TWO or is_place_or_people(surname) or is_proper(surname) or is_word(surname):
            continue
        first, second = sorted(alike.values(), key=lambda each: each[0].start())
        given = _GIVEN.search(text, max(0, first[0].start() - 30), first[0].start())
        if len(second) > 1 or not second[0][1][0].isupper() or given is None or not is_forename(given[1]):
            continue
        places, better = (
            tuple(Span(match.start(), match.end() + len(surname)) for match in each)
            for each in (second, first)
        )
        if stand_together(text, places, better):
            continue
        spelling, right = (f"{each[0][1]} {surname}" for each in (second, first))
        why = f"the small word before “{surname}” differs"
        yield Variant(VariantKind.SURNAME, spelling, right, places, better, why)


_LONG = 5
_PARTICLE = compile_later(r"(?<![\w'’-])([Vv][ao]n|D[aeio]|de|Del|Della|Dal|Dalla|Te[nr]|Af|av|af)[ \0]$")
_GIVEN = compile_later(r"(?<![\w'’-])([^\W\d_]+)[ \0]$")


def split_names(capitals: Capitals, mentions: Sequence[Mention]) -> Iterator[Variant]:
    """Find somebody's surname that stands in several words: Carla Eastbrook, East Brook; Vandenberg, Van den Berg."""
    surnames: dict[str, list[Mention]] = {}
    for mention in mentions:
        if is_forename(mention.words[0]) and len(mention.words[-1]) > _LEAST:
            surnames.setdefault(mention.words[-1].lower(), []).append(mention)
    for mention in mentions if surnames else ():
        if mention.words[0].islower() or not mention.words[-1][1:].islower():
            continue
        known = surnames.get("".join(mention.words).lower())
        if not known or is_word(known[0].words[-1]):
            continue
        surname = known[0].words[-1]
        places = [Span(at, at + len(surname)) for at in capitals.singles.get(surname, ())]
        places += [Span(each.end - len(surname), each.end) for each in known]
        why = (
            "it stands in two words here" if len(mention.words) == _TWO else "it stands in several words here"
        )
        yield Variant(VariantKind.SURNAME, mention.name, surname, (mention.span,), tuple(sorted(places)), why)
