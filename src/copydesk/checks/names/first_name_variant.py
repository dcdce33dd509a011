"""names/first-name-variant."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.variants.name_variants import VariantKind, unsettled
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="with-article")
def first_name_variant(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """One person's first name is spelled in two ways.

    Two full names share the surname, and the first names differ as a slip would make them; or a first name stands alone
    that differs so from the one of somebody introduced, also behind a title that asks for no surname (dona, Tante) and
    behind “his wife”, where the text tells of the marriage. So does one office before or behind both (its chief engineer,
    Morag Dellow). Silent
    where both are known first names, since families share a surname, unless that is a rare one, the two look or sound alike, and no word of kinship stands anywhere; for short
    forms (Bill, William), initials, words of kinship nearby, two names side by side, and two who are both introduced.

    Bad: Leland Okafor opened the meeting. Okafor spoke for an hour. “Nobody left,” Leeland Okafor said later.
    Good: Lucy Okafor opened the meeting. Luke Okafor closed it. Okafor spoke for an hour.
    Measured: 8 findings in 3,065 news articles and 2,020 files of ten content repositories, all read: 7 slips, one false.
    """
    for name in doc.names:
        for variant in unsettled(name.variants, VariantKind.FIRST_NAME, prefer, two_people, doc.above):
            for place in variant.places:
                yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
