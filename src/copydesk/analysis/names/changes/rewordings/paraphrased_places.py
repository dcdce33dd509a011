"""Paraphrased places: a place's name of one word that stands in two words once: Oberried, in Oberes Ried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.changes.name_mentions import Mention
from copydesk.analysis.names.changes.rewordings.reworded_compounds import places_of_words
from copydesk.analysis.names.context import word_before
from copydesk.analysis.names.lexicon import PLACE_PREPOSITIONS, nouns_have_capitals
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_TWO = 2
_STEM = 3
_NO_ADJECTIVES = frozenset("ns")
"""Endings that adjectives do not have: Open Data."""
_JOINTS = ("", "n", "en", "er", "s")
"""What may stand between the parts of the word: Obernried."""


def paraphrased_places(
    text: str, capitals: Capitals, mentions: Sequence[Mention], language: str | None
) -> Iterator[Variant]:
    """Find an adjective and a noun behind a preposition without an article whose compound is a name of the text.

    A place that is really called so would take an article or the same ending as its adjective: im Oberen Ried.
    """
    if not nouns_have_capitals(language):
        return
    known: dict[str, list[int]] = {}
    endings = tuple(sorted(language_data(language).name_inflections - _NO_ADJECTIVES))
    for mention in mentions:
        first, second = mention.words[:_TWO]
        if mention.titled or second[0].islower():
            continue
        before = word_before(text, CapitalWord(first, mention.start, mention.start + len(first)))
        if before.lower() not in PLACE_PREPOSITIONS:
            continue
        known = known or places_of_words(capitals)
        word = next((each for each in _compounds(first, second.lower(), endings) if each in known), None)
        if word is None:
            continue
        better = tuple(Span(at, at + len(word)) for at in known[word])
        place = Span(mention.start, text.find(second, mention.start) + len(second))
        if not is_spelling_meant(text, (place,), better, language):
            why = "it stands in two words here"
            yield Variant(VariantKind.ORGANISATION, f"{first} {second}", word, (place,), better, why)


def _compounds(first: str, second: str, endings: Sequence[str]) -> Iterator[str]:
    for ending in endings:
        stem = first.removesuffix(ending)
        if stem != first and len(stem) >= _STEM:
            for joint in _JOINTS:
                yield stem + joint + second
