"""names/capital-variant."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.variants.capital_variants import capital_variants
from copydesk.analysis.names.variants.name_variants import VariantKind, unsettled
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="with-article")
def capital_variant(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """The name of a thing stands with a capital inside here and without it there.

    The rarer form is flagged once, where it stands first. Silent for words that also stand in lower case, for English
    words (Setup), for surnames of two parts (MacDonald), and within addresses, handles and code.

    Bad: OpenOffice.org has a new editor. The download of Openoffice.org takes an hour.
    Good: OpenOffice.org has a new editor. The download of OpenOffice.org takes an hour.
    Measured: 7 of 7 findings on 3,065 news articles were slips (python -m bench names).
    """
    for variant in unsettled(
        capital_variants(doc.text, doc.language), VariantKind.CAPITALS, prefer, two_people, doc.above
    ):
        place = variant.places[0]
        yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
