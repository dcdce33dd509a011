"""damage/changed-number."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.dates.display import shown
from copydesk.analysis.figures.taken_up import taken_up
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule


@rule(in_quotations=False, places=("body", "list", "caption", "heading"))
def changed_number(doc: Document) -> Iterator[Flag]:
    """The article repeats a number, but with another digit.

    “Plans for 42 homes” and “without the full 46 homes”: “the”, “these” or “all” before a number shows that the article
    has given it before. Two counts of the same noun are compared, or of a general one in the next sentence (“six
    lorries”, “the five vehicles”), and two sums in one currency. One digit differs, is missing or stands elsewhere; small
    numbers differ by one. The rule is silent where the sentences compare, speak of two years or of a part, and where
    another number explains the difference. The text does not show which of the two is right.

    Bad: Plans for 42 homes were put off. ¶ Without the full 46 homes, the firm said, the work would not pay.
    Good: Plans for 42 homes were put off. ¶ Without the full 42 homes, the firm said, the work would not pay.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    code = doc.language or ""
    told = [each for each in doc.figures if doc.block_at(each.start)]
    for wrong in taken_up(doc.plain, told, doc.sentence_at, code):
        quoted, other = shown(doc.text, wrong.figure.start, wrong.figure.end), wrong.other
        if other:
            elsewhere = shown(doc.text, other.start, other.end)
            message = f"“{quoted}” here, “{elsewhere}” elsewhere: {wrong.says}"
            related = (Related(other.start, other.end, "the other number is here"),)
            yield Flag(wrong.figure.start, wrong.figure.end, message, related=related)
