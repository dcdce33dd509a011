"""damage/differing-score."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.figures.scores import told_again_wrong
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule(in_quotations=False, places=("body", "caption"))
def differing_score(doc: Document) -> Iterator[Flag]:
    """A match that ended 2–1 is “the 4–1 win” afterwards.

    An article tells how one match ended, and comes back to “the” win, defeat or draw with a score that it has nowhere
    else, without a word of another match, season or opponent. The text does not tell which of the two is right.

    Bad: Brackley beat Thorpe End 2–1 on Saturday. The 4–1 win takes the side into the top half.
    Good: Brackley beat Thorpe End 2–1 on Saturday. The 4–1 win over Ashford last week lifted them to second.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for again, first in told_again_wrong(doc.text, doc.sentence_at):
        now, then = doc.text[slice(*again)], doc.text[slice(*first)]
        message = f"“{now}” here, but the match ended “{then}” above"
        yield Flag(*again, message, related=(Related(*first, "the score that was told first"),))
