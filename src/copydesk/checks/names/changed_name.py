"""names/changed-name."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.changes.all_changes import read_changes
from copydesk.analysis.names.variants.name_variants import are_listed
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(generality=1)
def changed_name(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """A name comes back with one of its words changed, or with its words in another order.

    Bad: x
    Good: y
    """
    for variant in read_changes(doc.text, doc.capitals, doc.names, doc.language):
        if variant.better not in prefer and not are_listed(variant.spelling, variant.better, two_people):
            for place in variant.places:
                yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
