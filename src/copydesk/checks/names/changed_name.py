"""names/changed-name."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.changes.all_changes import read_changes
from copydesk.analysis.names.variants.name_variants import unsettled
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="with-article")
def changed_name(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """A name comes back once with a word changed, or with its words in another order.

    Flags a name of several words of which one differs and looks somewhat like the other (Hexley Restoration Trust,
    Hexley Conservation Trust), the kind of a firm, a street or a club that changes (GmbH, AG; Lane, Road), words in
    another order (Brenner & Quist, Quist & Brenner), a word or a part of one that a machine put into another of the same
    meaning (Blue Anchor, Azure Anchor; Castelmuro, Castelparete; Grace Penrose, Elegance Penrose), two signs of a model's
    or regiment's number that are exchanged, and somebody who speaks without being introduced and whose surname begins like
    that of somebody introduced.

    Flags also letters that are nearly an acronym which the text has explained; a surname of the headline that the article
    lacks, while somebody in it is called nearly so; a slip in a name with small words, brackets or quotation marks, in a
    case of a name, in a hashtag or an address; a word that says what kind a thing is (Prize, Award); a hyphen, a mark or
    a space that is lost; a small word, an apostrophe, a plural or a space of a thing's name that changes (Institute for
    Biology, Institute of Biology; rue des Tanneurs, rue des Tanneur; Millrace Press, Mill Race Press); other initials; one person's first name before another's surname; and a title, or somebody's
    role, before the name of one whom it cannot mean (Mrs Pym, where only Harold Pym is introduced).

    Silent where the text introduces both, or where both stand in one sentence, three such names stand in the text, a word
    of kinship stands nearby, or the words are forms of one. `prefer` and `two_people` come from the section `names` of the
    configuration.

    Bad: The Hexley Restoration Trust bought the mill. Work begins in May. The Hexley Conservation Trust needs volunteers.
    Good: The Hexley Restoration Trust bought the mill from the Hexley Conservation Trust. The Hexley Conservation Trust is glad.
    Measured: 40 findings in 3,065 news articles and 2,020 files of ten content repositories; of the 12 in names of things 10 are slips.
    """
    quoted = [(quotation.start + 1, quotation.end - 1) for quotation in doc.quotations.spans]
    found = read_changes(doc.text, doc.source, doc.capitals, doc.names, quoted, doc.language)
    for variant in unsettled(found, None, prefer, two_people, doc.above):
        for place in variant.places:
            yield Flag(*place, variant.message, variant.suggestions, variant.related(place))
