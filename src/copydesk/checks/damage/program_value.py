"""damage/program-value."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_VALUE = regex_later(r"(?<=\p{L}[ \u00a0])(?P<value>undefined|null)(?=[ \u00a0]\p{L}|[.,;](?:[\s\0]|\Z)|\Z)")
_OF_PROGRAMS = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        "javascript|typescript|python|java|sql|json|html|css|api|php|excel|strings?|bool(?:ean)?|arrays?|bugs?",
        "variab\\p{L}{1,4}|funktion\\p{L}{0,4}|funzion\\p{L}|fonctions?|funci(?:ón|ones)|funç(?:ão|ões)|functies?|funkcj\\p{L}{1,3}|funkc\\p{L}{1,3}",
        "program\\p{L}{0,12}|software|code|código|codice|kod|koden|kód|algori\\p{L}{3,10}|statist\\p{L}{1,6}|hypoth\\p{L}{3,5}|hipótesis|ipotesi|valeurs?|valor(?:es)?|valor[ei]",
    )
    + r"(?!\p{L})"
)
_FEW = 3
"""A text with more of them is one about programs."""


@rule(
    places=("body", "list", "caption"),
    languages=("cs", "es", "fi", "fr", "it", "nl", "pl", "pt", "ro", "sv"),
    unknown_language=False,
    in_mentions=False,
    in_quotations=False,
    in_links=False,
    needs=["undefined", "null"],
)
def program_value(doc: Document) -> Iterator[Flag]:
    """“undefined” or “null” stands in a sentence of a language that has no such word.

    A template had nothing to put there, and wrote the program's own word for it. Texts about programs, and those that
    show code, may use the words.

    Bad: I andra akten sjöng null tillsammans med Karin Alm, och när ridån gick ner reste sig hela publiken i salen.
    Good: Il giudice ha dichiarato nullo il contratto, e in questo caso anche il voto non è più di due anni fa.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if doc.code or _OF_PROGRAMS.search(doc.text):
        return
    found = list(_VALUE.finditer(doc.text))
    if len(found) <= _FEW:
        for match in found:
            if doc.is_in_its_language(match.start()):
                yield Flag(
                    *match.span(), f"“{match.group()}” is a program's word for a value that is missing"
                )
