"""Thing variants: spellings in doubt of names that are nobody's, of firms, ships, houses and places."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.capitals import Capitals
from copydesk.analysis.names.people import Cast
from copydesk.analysis.names.variants.name_variants import Variant
from copydesk.analysis.names.variants.things.compound_names import compound_variants
from copydesk.analysis.names.variants.things.exchanged_letters import exchanged_variants
from copydesk.analysis.names.variants.things.joined_names import joined_variants
from copydesk.analysis.names.variants.things.marked_names import marked_variants
from copydesk.analysis.names.variants.things.rare_names import rare_variants
from copydesk.analysis.names.variants.things.two_word_names import two_word_variants


def thing_variants(
    text: str, source: str, cast: Cast, capitals: Capitals, language: str | None
) -> Iterator[Variant]:
    """Find them by each kind of name; what several find is found by the first."""
    yield from marked_variants(text, source, language)
    yield from joined_variants(text)
    yield from two_word_variants(text, cast, language)
    yield from rare_variants(text, cast, language)
    yield from compound_variants(capitals, language)
    yield from exchanged_variants(text, capitals)
