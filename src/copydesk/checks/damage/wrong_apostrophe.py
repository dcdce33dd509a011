"""damage/wrong-apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_WRONG = regex_later(
    r"(?<=\p{L})(?P<mark>[`´]|''|’’|[ \u00a0]['’][ \u00a0])(?=(?P<rest>s|t|re|ve|ll|d|m)(?![\p{L}\p{N}'’`´]))"
    r"|(?<=(?<![\p{L}'’])(?:[ldjmtscnLDJMTSCN]|[Qq]u|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull|[Uu]n))(?P<elided>[`´])(?=\p{Ll}{2})"
)
_APART = regex_later(
    r"(?i)(?:n[ \u00a0]['’][ \u00a0]t|\b(?:it|he|she|that|there|what|who)[ \u00a0]['’][ \u00a0]s|\b(?:i|we|you|they)[ \u00a0]['’][ \u00a0](?:re|ve|ll|d|m))\Z"
)


@rule(fixable=True)
def wrong_apostrophe(doc: Document) -> Iterator[Flag]:
    """An accent, two marks or a mark between spaces stands for an apostrophe.

    “It´s” and “don`t” are typed on keyboards that hide the apostrophe, “didn''t” comes out of a database, and “didn ' t”
    out of a program that parts words.

    Bad: It´s late, and the mayor didn''t know.
    Good: It’s late, and the mayor didn't know that Hawai`i has `code`.
    Measured: 2 of 2 findings right in 5,630 articles.
    """
    for match in _WRONG.finditer(doc.text):
        mark = match["mark"] or match["elided"]
        is_apart = mark.strip(" \u00a0") != mark
        if is_apart and not _APART.search(doc.text, max(0, match.start() - 8), match.end("rest")):
            continue
        yield Flag(*match.span(), f"“{mark}” stands for an apostrophe", ("’" if "’" in doc.text else "'",))
