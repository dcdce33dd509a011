"""quotes/quote-punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule


@rule(preset="strict", severity="info")
def quote_punctuation(
    doc: Document, *, style: Literal["inside", "outside", "consistent"] = "consistent"
) -> Iterator[Flag]:
    """A comma stands on the other side of the closing mark than the style wants.

    American copy puts commas inside (“closed,” he said), British copy those that do not belong to the quotation
    outside (“closed”, he said).

    `style`: "inside", "outside", or "consistent", which takes what the article does more often.

    Bad: “Closed,” said the sign. “Open,” said the door. “Late”, said the ferry.
    Good: “Closed,” said the sign. “Open,” said the door.
    """
    text = doc.text
    inside, outside = [], []
    for quotation in doc.quotations.spans:
        end = quotation.end
        if text[end - 2] == ",":
            inside.append((end - 2, end))
        elif text[end : end + 1] == ",":
            outside.append((end - 1, end + 1))
    side: str = style
    if style == "consistent":
        side = "" if len(inside) == len(outside) else "inside" if len(inside) > len(outside) else "outside"
    wrong = {"inside": outside, "outside": inside}.get(side, [])
    for start, end in wrong:
        mark = text[end - 2] if side == "inside" else text[end - 1]
        wanted = f",{mark}" if side == "inside" else f"{mark},"
        yield Flag(start, end, f"the comma belongs {side} the closing mark here", (wanted,))
