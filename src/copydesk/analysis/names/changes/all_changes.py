"""All changes of names that a text has, each place once, without those that its names' variants tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from copydesk.analysis.names.capitals import Capitals
from copydesk.analysis.names.changes.changed_names import changed_names
from copydesk.analysis.names.changes.changed_surnames import changed_surnames
from copydesk.analysis.names.changes.changed_words import changed_words
from copydesk.analysis.names.changes.exchanged_signs import exchanged_signs
from copydesk.analysis.names.changes.exchanges import (
    bare_particles,
    changed_particles,
    double_words,
    exchanged_words,
    split_names,
)
from copydesk.analysis.names.changes.name_mentions import read_mentions
from copydesk.analysis.names.changes.rewordings.changed_titles import slips_in_titles
from copydesk.analysis.names.changes.rewordings.hyphenated_places import hyphenated_places
from copydesk.analysis.names.changes.rewordings.paraphrased_places import paraphrased_places
from copydesk.analysis.names.changes.rewordings.respelled_names import respelled_names
from copydesk.analysis.names.changes.rewordings.reworded_compounds import reworded_compounds
from copydesk.analysis.names.changes.rewordings.rhyming_given import rhyming_given
from copydesk.analysis.names.changes.whole_text.acronym_slips import acronym_slips
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords
from copydesk.analysis.names.changes.whole_text.crossed_names import crossed_names
from copydesk.analysis.names.changes.whole_text.declined_slips import declined_slips
from copydesk.analysis.names.changes.whole_text.headline_names import headline_names
from copydesk.analysis.names.changes.whole_text.linked_names import linked_names
from copydesk.analysis.names.changes.whole_text.long_bodies import long_bodies
from copydesk.analysis.names.changes.whole_text.numbered_names import numbered_names
from copydesk.analysis.names.changes.whole_text.remade_words import remade_words
from copydesk.analysis.names.changes.whole_text.role_holders import role_holders
from copydesk.analysis.names.changes.whole_text.same_surname import same_surname
from copydesk.analysis.names.changes.whole_text.written_addresses import written_addresses
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.spelling.inflection import surnames_may_decline
from copydesk.analysis.names.spelling.mentioned_spellings import (
    are_called_unrelated,
    are_named_together,
    open_neighbouring_sentences,
)
from copydesk.analysis.names.spelling.surname_cases import are_cases
from copydesk.analysis.names.variants.name_variants import Variant
from copydesk.analysis.names.variants.strays.other_roles import are_called_by_other_roles
from copydesk.analysis.names.variants.strays.titled_slips import titled_slips
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

_BETWEEN_CELLS = 3 * MARKUP
"""What stands between the cells of a row; words of two are no name."""


def read_changes(
    text: str,
    source: str,
    capitals: Capitals,
    names: Sequence[Name],
    quoted: Sequence[tuple[int, int]],
    language: str | None,
) -> Iterator[Variant]:
    """Find the names that come back changed."""
    mentions = read_mentions(capitals)
    told = [place for name in names for variant in name.variants for place in variant.places]
    words = CapitalWords(text)
    declines = surnames_may_decline(text, language)
    left: list[Variant] = []
    found = chain(
        exchanged_words(text, mentions + double_words(text, capitals.singles), language),
        exchanged_signs(text),
        changed_particles(mentions),
        bare_particles(text, words),
        split_names(capitals, mentions),
        changed_names(text, mentions, language),
        changed_surnames(text, names, capitals.singles, language),
        changed_words(text, capitals, language),
        reworded_compounds(text, capitals, language),
        hyphenated_places(text, language),
        paraphrased_places(text, capitals, mentions, language),
        rhyming_given(text, names, capitals, language),
        acronym_slips(text, words),
        headline_names(text, words, language),
        linked_names(text, words, quoted, language),
        slips_in_titles(text, quoted, language),
        declined_slips(text, words, language),
        same_surname(text, words, language),
        numbered_names(text, language),
        remade_words(text, words, language),
        role_holders(text, names, language),
        crossed_names(text, words, language),
        long_bodies(text, words, language),
        written_addresses(text, words, language),
        titled_slips(text, words, language),
        respelled_names(text, source, words, quoted, language),
    )
    for variant in found:
        places = variant.places + variant.better_places
        if not any(place.start < other.end and other.start < place.end for place in places for other in told):
            told += variant.places
            if not (
                _BETWEEN_CELLS in variant.spelling
                or are_named_together(text, variant.spelling, variant.better)
                or are_called_unrelated(text, places, language)
                or open_neighbouring_sentences(text, places)
                or (declines and are_cases(variant.spelling, variant.better, language))
                or (
                    " " not in variant.spelling
                    and are_called_by_other_roles(text, variant.places, variant.better_places, language)
                )
            ):
                left.append(variant)
    yield from _without_rows(text, left)


def _without_rows(text: str, variants: Sequence[Variant]) -> Iterator[Variant]:
    """Yield the variants but for those that stand side by side: who lists names that are written wrong means them."""
    places = sorted(place for variant in variants for place in variant.places)
    in_rows = {
        place
        for one, other in pairwise(places)
        if one.end < other.start and _IN_A_ROW.fullmatch(text, one.end, other.start)
        for place in (one, other)
    }
    yield from (each for each in variants if in_rows.isdisjoint(each.places))


_IN_A_ROW = compile_later(r"[”»\"']?,?[\s\0]{1,2}(?:[^\W\d_]{1,4}[\s\0])?[“„«»\"']?")
