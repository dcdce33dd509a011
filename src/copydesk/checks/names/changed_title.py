"""names/changed-title."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.changes.rewordings.changed_titles import changed_titles
from copydesk.analysis.names.variants.name_variants import unsettled
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(preset="strict", front_matter="with-article")
def changed_title(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """A title in quotation marks or italics comes back with one of its words changed.

    The title of a book, a film, a song or a picture stands twice, and one of its words is another one that looks like
    it, or any other one in a title of four words or more. Silent where both stand in one sentence, where the text says
    whose the second one is (its sequel), and for titles that have endings of cases.

    Bad: The film “The Salt Ledger” opens on Friday. Critics were kind. “The Salt Letter” runs for two hours.
    Good: The film “The Salt Ledger” opens on Friday. Its sequel, “The Salt Letter”, runs for two hours.
    Measured: no finding in 3,065 news articles; 3 in 2,020 files of ten content repositories, one of them true.
    """
    quoted = [(quotation.start, quotation.end) for quotation in doc.quotations.spans]
    found = changed_titles(doc.text, doc.source, quoted, doc.language)
    for variant in unsettled(found, None, prefer, two_people, doc.above):
        for place in variant.places:
            yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
