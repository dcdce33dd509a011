"""names/roster-name."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.names.spelling.roster import corrections
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(front_matter="alone")
def roster_name(
    doc: Document, *, prefer: tuple[str, ...] = (), two_people: tuple[tuple[str, str], ...] = ()
) -> Iterator[Flag]:
    """A name is spelled otherwise than in the project's roster.

    The section `names` of the configuration lists under `prefer` how people and bodies are spelled here, and under
    `two_people` pairs that only look alike. A word that looks like a slip for a listed name is flagged wherever it
    stands, even if the article never writes it right. Without a roster the rule says nothing.

    Bad: {prefer: [Marta Dellwood]}  Marta Delwood runs the archive. “We were not asked,” Delwood said.
    Good: {prefer: [Marta Dellwood]}  Marta Dellwood runs the archive. “We were not asked,” Dellwood said.
    """
    if not prefer:  # most projects have none, and to read the names takes long
        return
    for each in corrections(doc.text, doc.names, prefer, two_people):
        yield Flag(
            each.start,
            each.end,
            f"“{each.spelling}”, but your list of correct names has “{each.entry}”",
            (each.better,),
        )
