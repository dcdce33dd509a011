"""dates/garbled-year."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import in_all_languages
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_FOUR = compile_later(r"[12lI](?<!\w.)[0-9SOolIBgqZG]{3}(?!\w)")
_FIVE = compile_later(r"(?:19|20)(?<![\d.,]..)\d{3}(?<!00)(?=[ \0]?(?:[,;)!?]|\.?[ \0\n]*\Z|\.\s|\n))(?!,\d)")
_YEAR = compile_later(r"(?:[1lI][5-9SBOgqG][\dSOolIBgqZ][\dSOIBgqZ]|2[Oo0][\dSOolIB][\dSOIB])")
_AMOUNT = compile_later(r"\d{3}[SOIBlgZG]|(?:\D*\d)?\D*")
"""Three digits and a letter may be an amount (180l) or a model, and what has fewer than two digits a word."""
_IN_A_DATE = compile_later(
    r"(?<!\w)(?:\d{1,2}\.?[ \0]+[^\W\d_]{3,12}\.?(?:[ \0]+de)?|[^\W\d_]{3,9}\.?[ \0]+\d{1,2},)[ \0]+\Z"
)
_LAST_WORD = compile_later(r"(?<!\w)([^\W\d_]{1,12}),?[ \0]+\Z")
_NEAR = 32


@rule(in_quotations=False, in_mentions=False)
def garbled_year(doc: Document) -> Iterator[Flag]:
    """A letter stands for a digit in a year, or a year has a digit too many.

    A scanner, or a finger, took S for 8 or O for 0: “in 1S47”; or a key was hit twice: “1 June 20223”. Only behind a word that a year follows, or as a part of
    a date. A text about how scanned pages are read shows such years, and is left alone.

    Bad: The railway reached Dunmore in 1S47, and the tolls fell.
    Bad: She was born on 3 March 19O4.
    Good: The railway reached Dunmore in 1847, and the tank was filled in 180l steps.
    Measured: no finding in 3,856 articles.
    """
    for match in kept_matches(_FOUR, doc.text):
        written = match.group()
        if written.isdigit() or not _YEAR.fullmatch(written) or _AMOUNT.fullmatch(written):
            continue
        near = max(0, match.start() - _NEAR), match.start()
        word = _LAST_WORD.search(doc.text, *near)
        leads = word is not None and any(
            word[1].lower() in in_all_languages(group) for group in ("before_years", "before_months")
        )
        is_read_so = leads or _IN_A_DATE.search(doc.text, *near)
        if is_read_so and not doc.is_shown("damage_topics", *match.span()):
            yield Flag(*match.span(), f"“{written}” is a year with a letter in the place of a digit")
    for match in kept_matches(_FIVE, doc.text):
        if _IN_A_DATE.search(doc.text, max(0, match.start() - _NEAR), match.start()):
            yield Flag(*match.span(), f"“{match.group()}” is a year with a digit too many")
