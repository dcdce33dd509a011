"""names/changed-title."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.changes.changed_titles import changed_titles
from copydesk.analysis.names.variants.name_variants import are_listed
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule()
def changed_title(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """A title in quotation marks or italics comes back with one of its words changed.

    Bad: x
    Good: y
    """
    quoted = [(quotation.start, quotation.end) for quotation in doc.quotations.spans]
    for variant in changed_titles(doc.text, doc.source, quoted, doc.language):
        if variant.better not in prefer and not are_listed(variant.spelling, variant.better, two_people):
            for place in variant.places:
                yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
