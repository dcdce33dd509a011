"""names/organisation-variant."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.variants.name_variants import VariantKind, unsettled
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="with-article")
def organisation_variant(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """One body is named in two ways.

    Two long names differ in a single word: it is misspelled, or one word in two forms (Coast, Coastal), or it says what
    the body is and is one of those that writers confuse (Agency, Administration), while the initials stay the same. Two
    names of two words differ in a letter of one (Calder Wick, Colder Wick). Or the long name of a firm, a ship or a
    town, which is no word of the language, stands misspelled once, alone or within a longer name. Or a slip stands once
    in a name in quotation marks or italics (“Harriet Gray”, “Harriet Grey”), in one half of a firm's name (Harker &
    Mossley, Harker & Moseley), or in the first half of a compound that names a place, where it is no word
    (Lindachbrücke, Lindbachbrücke). Two neighbouring letters that have changed places are a slip in any name (Kestwold,
    Kestwlod). Only the rarer name is flagged, and nothing is changed unless somebody asks for it with --suggested.

    Silent where the differing words are different bodies (House and Senate), where the initials differ (National
    Security Agency and Council), where one word is the other's adjective (House Democrats, House Democratic leaders), and
    where both names stand in one sentence. `prefer` and `two_people` come from the
    section `names` of the configuration; two bodies count as two people.

    Bad: The Harbour Safety Administration closed the pier. The Harbour Safety Administration fined its owner. The Harbour Safety Agency reopened it.
    Good: The House Safety Committee met at noon. The Senate Safety Committee met at one. The House Safety Committee voted.
    Measured: 18 of 18 findings on 3,065 news articles were slips (python -m bench names).
    """
    for name in doc.names:
        for variant in unsettled(name.variants, VariantKind.ORGANISATION, prefer, two_people, doc.above):
            for place in variant.places:
                yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
