"""boilerplate/link-button."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag, is_inside
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

# A line that is nothing but one link to a place in the same page. A footnote leads back by a sign, not by words.
_BUTTON = regex_later(
    r"(?m:^)[ \t]{0,3}[*_]{0,3}\[[^\[\]\n\p{L}]{0,9}+(?P<label>\p{L}[^\[\]\n]{2,60})\]\(#(?P<target>[^()\s]{1,80})\)[*_ \t]{0,6}(?m:$)"
)
_NO_PART_OF_AN_ADDRESS = regex_later(r"[^\w\- ]")
_MOST_WORDS, _MOST_BUTTONS = 7, 2


@rule(generality=1, needs=["](#"])
def link_button(doc: Document) -> Iterator[Flag]:
    """A paragraph is only a link to another place in the page, as a button is.

    “[Jump to recipe](#recipe)” was a button of the page that the article was taken from. It leads nowhere once the
    page's own code is gone. Several such lines under each other are a table of contents, and so are lists: they stay, and
    so does a link to a heading of the article.

    Bad: [Down to the pattern](#pattern)
    Good: The [pattern](#pattern) is at the end.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if doc.syntax.is_page:
        return
    lines = [match for match in _BUTTON.finditer(doc.source) if len(match["label"].split()) <= _MOST_WORDS]
    if not lines or len(lines) > _MOST_BUTTONS:
        return
    headings = {
        _NO_PART_OF_AN_ADDRESS.sub("", doc.text[block.start : block.end].strip(" \0").lower()).replace(
            " ", "-"
        )
        for block in doc.blocks
        if block.place == "heading"
    }
    for match in lines:
        before = doc.source[: match.start()].rstrip(" \t\r\n")
        behind = doc.source[match.end() : match.end() + 3].replace("\r", "")
        alone = match.start() - len(before) != 1 and behind[:2] in ("", "\n", "\n\n")
        if alone and match["target"] not in headings and not is_inside(doc.code, match.start("label")):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield Flag(start, match.end(), f"“{match['label']}” is a button of the page")
