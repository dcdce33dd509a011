"""dates/backwards-span."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_UNITS = one_of(
    "seconds|minutes|hours|days|weeks|months|years",
    "sekunden|minuten|stunden|tagen?|wochen|monaten?|jahren?",
    "secondes|heures|jours|semaines|mois|ans",
    "segundos|minutos|horas|días|semanas|meses|años",
    "secondi|minuti|ore|giorni|settimane|mesi|anni",
    "dias|anos",
    "uur|dagen|weken|maanden|jaar",
)
_TO = r"(?:[\s\0]?[-–][\s\0]?|[\s\0](?:to|bis|à|a|o|or|oder|ou|tot|of)[\s\0])"
_CHANGES = r"(?![\s\0]+(?:after|later|before|into|from|ago|left|earlier|time|old))"
_SPAN = regex_later(
    rf"(?i)(?<![\d.,:/$£€%–-])(?<first>\d{{1,3}}){_TO}(?<last>\d{{1,3}})[\s\0]{_UNITS}\b{_CHANGES}"
)
_FROM = "from|von|vom|de|du|desde|del|dal|da|van|between|zwischen|entre|tra|fra|tussen"
_SCORED = (
    r"scores?|scored|won|win|wins|beat|beats|lost|led|leads?|leading|voted?|drew|defeat\w*|ahead|up|trail\w*"
)
_CHANGE_BEFORE = regex_later(rf"(?i)\b(?:{_FROM}|{_SCORED})\b[^.!?\n]{{0,24}}\Z")


@rule(places=("body", "list", "quote", "caption"))
def backwards_span(doc: Document) -> Iterator[Flag]:
    """A span of time is longer at its beginning than at its end.

    “For 14 to 10 days”: the numbers are swapped, or one of them is wrong. What changes from one number to another,
    the scores of matches, and a countdown of several such spans, stay.

    Bad: It keeps for 14 to 10 days in a cold place.
    Good: It keeps for 10 to 14 days in a cold place, and the wait was cut from 14 to 10 days.
    Measured: no finding in 5,630 articles.
    """
    spans = [
        match
        for match in kept_matches(_SPAN, doc.text)
        if int(match["first"]) > int(match["last"])
        and not _CHANGE_BEFORE.search(doc.text, max(0, match.start() - 40), match.start())
    ]
    for match in spans if len(spans) == 1 else ():
        shown = " ".join(match.group().replace("\0", " ").split())
        yield Flag(*match.span(), f"the span “{shown}” ends before it begins")
