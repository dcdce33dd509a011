"""boilerplate/reference-mark."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_EDITORS_NOTES = one_of(
    r"citation needed|clarification needed|verification needed|page needed|better source needed",
    r"according to whom\?|by whom\?|who\?|when\?|where\?|which\?|why\?|original research\?",
    r"dubious|dead link|permanent dead link|failed verification|not in citation given|update|edit|edit source",
    r"Beleg fehlt|Einzelnachweise?|Bearbeiten",
    r"réf\. nécessaire|réf\. souhaitée|cita requerida|editar|senza fonte|modifica|carece de fontes\?|bron\?",
)
_NOTE = regex_later(rf"\[{_EDITORS_NOTES}\](?!\()")
# After a stop, or after a word of plain letters: a number that touches anything else is an index of code.
_NUMBER = regex_later(
    r"(?:(?<=[.,;:!?”\"’)])|(?<=[\s\0]\p{Lu}?\p{Ll}{2,30}))"
    r"(?:\[(?:[1-9]\d{0,2}|(?:note|nb|n) \d{1,2}|\^\d{1,3}\^?)\]){1,20}(?=[\s\0.,;:!?)”\"’]|\Z)(?![.:]\w)"
)
_HEADING = one_of(
    "references|notes|footnotes|sources|citations|bibliography|works cited|endnotes",
    "literatur|quellen|einzelnachweise|références|referencias|riferimenti|note|fonti|referências|bronnen",
)
_LIST = regex_later(
    r"(?mi)^[*_\# \t>\0]*+"
    + one_of(
        r"\[\^?\d{1,3}\^?\]:?[ \t\0]*\S",  # [1] Parish records
        r"\^? ?\d{1,3}[.)][ \t].*(?:https?:|\ufffc|\b(?:1[89]|20)\d\d\b)",  # 1. Parish records, 1904
        rf"{_HEADING}[*_:\0]*[ \t]*$",
    )
)


@rule(own_text=False, places=("body", "list", "quote", "caption", "chrome"), needs=["["])
def reference_mark(doc: Document) -> Iterator[Flag]:
    """The number of a note that the text does not have, or a mark of an encyclopaedia's editors.

    “[3]” and “[citation needed]” come along when an encyclopaedia's page is copied, “[^1^]” from a chatbot. Silent
    on numbers where the text has a list of references or notes of its own, and in HTML, where they are links.

    Bad: The clock was built by a carpenter.[3] It has one hand.
    Bad: Nobody knows how old it is.[citation needed]
    Good: The clock was built by a carpenter.[1] It has one hand. ¶ [1] Parish records, vol. 4.
    Good: The mayor said that “[he] had no money”, and the array a[3] was empty.
    Measured: no finding in 5,630 articles.
    """
    if doc.syntax.is_page:
        return
    for mark in kept_matches(_NOTE, doc.text):
        yield Flag(*mark.span(), f"“{mark.group()}” is a mark of an encyclopaedia's editors")
    for mark in _numbers(doc.text):
        yield Flag(*mark.span(), f"“{mark.group()}” points to a note that the text does not have")


def _numbers(text: str) -> list[regex.Match[str]]:
    """The numbers of notes, if the text has no notes."""
    numbers = list(_NUMBER.finditer(text))
    if numbers and _LIST.search(text):
        return []
    if (
        len({mark.group() for mark in numbers}) == 1
    ):  # “name[23]”, and no other number: a pattern of file names
        return [mark for mark in numbers if not text[mark.start() - 1].isalpha()]
    return numbers
