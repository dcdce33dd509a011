"""quotes/unclosed-inverted-mark."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.code_signs import is_among_code_signs
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_OPENS = compile_later(r"[¿¡](?=[\0*_]*[^\W_])")
_CLOSES = compile_later("[?!]")
"""Either mark closes what opens with the other, as long as nothing else opens: ¡Qué dices?"""
_OPENING_RUN, _CLOSING_RUN = compile_later("[¿¡]+"), compile_later("[?!]+")
_CLOSING = {"¿": "?", "¡": "!"}


@rule(languages=["es", "gl", "ast"], needs=["¿", "¡"], front_matter="alone")
def unclosed_inverted_mark(doc: Document) -> Iterator[Flag]:
    """A Spanish question or exclamation opens and never closes.

    Bad: ¿Saldrá el barco antes de mayo. Nadie lo sabe.
    Good: ¿Saldrá el barco antes de mayo? Nadie lo sabe. ¡Qué dices?
    Measured: none in 3,065 news articles, and 2 findings in 2,020 files of ten content repositories, both true.
    """
    text = doc.text
    marks = list(_OPENS.finditer(text))
    for index, match in enumerate(marks):
        block = doc.block_at(match.start())
        if block is None or is_among_code_signs(text, *match.span()):
            continue
        following = marks[index + 1].start() if index + 1 < len(marks) else block.end
        same = (each.start() for each in marks[index + 1 :] if each[0] == match[0])
        is_closed = text.find(_CLOSING[match[0]], match.end(), min(block.end, next(same, block.end))) >= 0
        if _are_all_closed(text[block.start : block.end]):
            continue  # ¿Dijo «¡ven!» o no?
        if not is_closed and not _CLOSES.search(text, match.end(), min(block.end, following)):
            if text[block.end - 1] in ":…":
                continue  # the question goes on behind a list
            if following < block.end and text[match.end() : following].count(" ") <= 1:
                continue  # ¡¿Qué?!, or marks in a row that the text speaks of
            mark = match[0]
            yield Flag(*match.span(), f"{mark} opens here, and no {_CLOSING[mark]} closes it")


def _are_all_closed(paragraph: str) -> bool:
    """Whether a paragraph has as many closing marks as opening ones, a run of them counted once: one may stand in another."""
    return len(_CLOSING_RUN.findall(paragraph)) >= len(_OPENING_RUN.findall(paragraph))
