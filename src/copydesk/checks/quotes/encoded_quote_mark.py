"""quotes/encoded-quote-mark."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_ENCODED = compile_later(
    one_of(
        # u201cThe pond u00ab Le lac
        r"u(?:201[89a-e]|00[ab]b)(?:(?<![a-z]{6})[ ]?(?=[^\W\d_])(?<!201[89a-e][ ])|(?<=[^\W\d_].{5})(?<!201[89])|(?<=[.,!?].{5}))(?=[ .,;]|[^\W_]|\Z)",
        r"%22(?:(?<!\S...)(?=[^\W\d_]+[ ])|(?<=[^\W\d_][.,!?]...)(?=[ ,.]|\Z))",
        r"%(?:E2%80%9[89CDE](?<!\S.{9})|C2%[AB]B(?<!\S.{6}))(?=[^\W\d_])",
        r"x9[1-4](?<!\S...)(?=[^\W\d_a-zß-ÿ][a-zß-ÿ])",
        r"66(?<!\S..)(?=[ ]?[^\W\d_][^\n]{5,300}[^\W\d_][.,!?]99(?!\S))",
        r"99(?:(?<=[^\W\d_][,!?]..)|(?<=[^\W\d_]{4}\...))(?=[ ][a-zß-ÿ]|[ ]?\Z)",
        r"ii(?:(?<=[a-zß-ÿ]{2}[,!?]..)|(?<=[a-zß-ÿ]{4}\...))(?=[ ][a-zß-ÿ])",
        r"quot(?<!\S....)(?=[^\W\d_a-zß-ÿ][a-zß-ÿ])",
        r"&82(?:16|17|18|20|21|22);",
    )
)
_SIGNS = (
    "u201", "u00a", "u00b", "%22", "%E2%80", "%C2%", "x91", "x93", "x94", "66", ",99", ".99", ",ii", ".ii", "!ii", "?ii",
    "&8",
)  # fmt: skip
_BARE_NAME = compile_later(r"quot[A-ZÀ-Þ]")


@rule(front_matter="alone")
def encoded_quote_mark(doc: Document) -> Iterator[Flag]:
    """A quotation mark is still written as a code, or a scanner read it as figures or letters.

    A program should have replaced u201c, %22 or “quot” by the mark that it stands for. A scanner reads the two strokes
    of a mark as 66, 99 or “ii”.

    Bad: u201cThe pond is frozen,u201d said the warden.
    Bad: The warden said %22The pond is frozen,%22 and left.
    Bad: The pond was 66frozen as hard as the church floor,99 he said.
    Good: The pond froze in 1966 and again in 1999.
    Good: He wrote the code u201c in his notebook.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    text = doc.text
    if not any(sign in text for sign in _SIGNS) and not _BARE_NAME.search(text):
        return
    for match in _ENCODED.finditer(text):
        if doc.block_at(match.start()):
            yield Flag(*match.span(), f"“{match[0].strip()}” stands for a quotation mark")
