"""damage/lost-ligature."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from copydesk.analysis.damage.fixability import limit_faults
from copydesk.analysis.damage.scans.lost_ligatures import (
    breaks_in,
    breaks_in_compounds,
    find_breaks,
    shortened_in_english,
)
from copydesk.analysis.damage.scans.subject import speaks_of_scanning
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.names.lexicon import may_know_words_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(places=("body", "heading", "list", "quote", "caption"), in_mentions=False)
def lost_ligature(doc: Document) -> Iterator[Flag]:
    """A word is broken or shortened where a font had one sign for two letters.

    Text taken from a PDF file loses “ff”, “fi” and “fl”, or has a gap before or behind them: “di erent”, “signifi cant”,
    “Ef zienz”. Only the common words of a language are known. Words that are closed up again (“dierent”)
    are flagged in English where there are two and more. Of more than five in a file the first stands for all.

    Bad: The di erent boards found a speci c bene t.
    Good: The different boards found it of use if I say so.
    """
    if may_know_words_of(doc.language):
        found = list(
            chain(
                find_breaks(doc.text, doc.spellings, doc.language),
                shortened_in_english(doc.text, doc.spellings),
            )
        )
    else:
        known = list({each.span.start: each for each in breaks_in(doc.language, doc.text)}.values())
        starts = {each.span.start for each in known}
        others = find_breaks(doc.text, doc.spellings, doc.language)
        found = known + [each for each in others if each.span.start not in starts]
        starts |= {each.span.start for each in found}
        found += [
            each for each in breaks_in_compounds(doc.language, doc.text) if each.span.start not in starts
        ]
    if not found or speaks_of_scanning(doc.text):
        return
    found.sort()
    shown, more = limit_faults(found, each=doc.shows_each_fault)
    for span, word in shown:
        if not looks_like_code(doc.text, *span):
            broken = doc.text[span.start : span.end]
            yield Flag(*span, f"a ligature was lost in “{broken}”: “{word}”{more}", () if more else (word,))
