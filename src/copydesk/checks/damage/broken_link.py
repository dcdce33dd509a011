"""damage/broken-link."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag, is_inside
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_TWICE = regex_later(
    one_of(
        r"\bhttps?:(?://)?/?https?:?//",
        r"\bhttps?(?://)(?=[\w-]{2,60}\.\w)",
        r"\bhttps?:/(?![/\s])(?=[\w-]{2,60}\.\w{2,20}(?:[/\s)]|\Z))",
        r"(?<!\w)(?:h?tt?ps?|htttps?|hhttps?|httpss|htpps?|hppts?|htps|htp)(?<!\bhttps?)(?<!\btps?)(?<!\bhttps)://(?=\w)",
        r"\bhttps?:///(?=\w)",
    )
)
_WITH_SPACE = regex_later(
    r"(?<![\w!\]])\[[^\[\]\n\0]{1,120}\]\((?:https?://|www\.)[^()\s<>]{0,120} {1,20}[^()\s\"'“<>][^()\n\"'“<>]{0,120}\)"
)
_LITERAL = regex_later(
    r"(?<![\w!\]])\[[^\[\]\n\0]{0,80}\p{L} \p{L}[^\[\]\n\0]{0,80}\]\[(?P<name>[\w .-]{1,60})\](?![\[(:])"
)
_NAMED = regex_later(r"(?m:^)[ \t]{0,3}\[(?P<name>[\w .-]{1,60})\]:")
_EMPTY = regex_later(r"(?<![!\\])\[(?=[^\[\]\n]{0,200}\p{L})[^\[\]\n]{1,200}\]\(\s{0,3}(?:<>)?\)")


@rule(needs=["http", "://", "](", "]["])
def broken_link(doc: Document) -> Iterator[Flag]:
    """A link leads nowhere: its address is empty, doubled or misspelt, or names a reference that the text does not have.

    “https://https://…” comes of pasting an address behind one that a form had begun. In Markdown, an address with a
    space is no link, and neither is [a text][12] without the line “[12]: …”: readers see the brackets.

    Bad: The plan is at https://https://mill.example/plan for all to see.
    Good: The plan is at https://mill.example/plan for all to see.
    Measured: 14 of 14 findings right in 2,020 files of ten content repositories, none in 3,065 news articles.
    """
    source = doc.source
    if "http" in source or "://" in source:
        for match in _TWICE.finditer(source):
            before = source[max(0, match.start() - 1) : match.start()]
            if not is_inside(doc.code, match.start()) and before not in ("/", "=", "?", "&", "`", "%"):
                yield Flag(*match.span(), f"the address begins “{match.group()}”: it leads nowhere")
    if not doc.syntax.has_markdown or ("](" not in source and "][" not in source):
        return
    literal = list(kept_matches(_LITERAL, doc.text))
    # Some programs read a line that names an address where others read a paragraph.
    named = {match["name"].lower() for match in _NAMED.finditer(source)} if literal else frozenset()
    unnamed = (match for match in literal if match["name"].lower() not in named)
    for match in (*_WITH_SPACE.finditer(source), *unnamed):
        start, end = match.span()
        if not is_inside(doc.code, start) and doc.block_at(start + 1):
            yield Flag(start, end, f"“{match.group()[:60]}” is no link, and readers see the brackets")
    for match in _EMPTY.finditer(source) if "](" in source else ():
        if not is_inside(doc.code, match.start()) and doc.block_at(match.start() + 1):
            yield Flag(*match.span(), f"the link “{match.group()[:60]}” has no address")
