"""Shown texts: what stands above and beside an article, such as its title and its captions, as a document to compare.

Who wrote the article or took its picture is no claim that a source could bear out, and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.engine.above_the_text.texts import BYLINE, blocks_of, read_front_matter_texts
from copydesk.formats.html.head_texts import find_head_texts
from copydesk.formats.parsed import MARKUP, Beside, Block, filled
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from copydesk.document import Document

_PICTURE = (
    r"(?:(?:file|stock)\s+)?(?:photo(?:graph)?|picture|image|illustration|foto|fotografie|bild|imagen?|fotografía"
    r"|cr[ée]dits?|©)(?:\s+(?:cr[ée]dits?|courtesy))?"
)
_BY = r"(?::|/|\b(?:by|von|de|par|di|door|van|courtesy\s+of)\b|(?<=©))"
_CREDIT = compile_later(rf"(?i)(?:^|(?<=[\s\0.|(\[–—-])){_PICTURE}\s*{_BY}[^()\[\]\n]*")
"""Who took a picture, from the word that says so to the end of the line or the bracket."""
_AGENCY = compile_later(
    r"[(\[][^()\[\]\n]*\b(?:[Pp]hotos?|[Ff]oto|[Ii]mages?|Getty|AFP|AP|Reuters|dpa|EPA|EFE|ANSA)\b[^()\[\]\n]*[)\]]"
)

_SIGNED = compile_later(r"[(\[][^\W\d_][^()\[\]/\n]{2,60}/[^()\[\]/\n]{2,60}[)\]][\s\0.]*$")
"""Whose picture it is, at the end of a caption: (Jan Holt/Orrest Gazette)."""
_BEHIND_BAR = compile_later(r"\|[^|\n]{2,60}$")
"""At the end of a title or a caption who took the picture or whose page it is: The old pier. | Jan Holt."""


def read_shown_texts(document: Document) -> Document | None:
    """Return a document of the texts above and beside an article, with the same offsets; None if there are none."""
    passages = sorted(_passages(document), key=lambda each: each.start)
    source = document.source
    pieces, blocks, at = [], list[Block](), 0
    for each in passages:
        if each.start < at:
            continue
        pieces += [filled(source[at : each.start]), each.text]
        blocks += blocks_of(each)
        at = each.end
    if not blocks:
        return None
    return document.with_other_text("".join(pieces), blocks)


def _passages(document: Document) -> Iterator[Beside]:
    front = read_front_matter_texts(document)
    for block in front.alone.blocks if front else ():
        if front and block.place != BYLINE:
            text = front.alone.text[block.start : block.end]
            yield Beside(block.start, _without_credit(text, block.place), block.place)
    if document.syntax.is_page:
        for each in find_head_texts(document.source):
            if document.block_at(each.start) is None:
                yield each


def _without_credit(text: str, place: str) -> str:
    if place not in ("caption", "heading"):
        return text
    bar = _BEHIND_BAR.search(text)
    if bar and bar.end() - bar.start() < bar.start():  # else the label of a column stands before the bar
        text = text[: bar.start()] + _hidden(bar)
    for pattern in (_AGENCY, _CREDIT, _SIGNED) if place == "caption" else ():
        text = pattern.sub(_hidden, text)
    return text


def _hidden(credit: Match[str]) -> str:
    return MARKUP * len(credit.group())
