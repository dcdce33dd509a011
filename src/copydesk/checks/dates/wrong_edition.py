"""dates/wrong-edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.counts import numbers_by_word, ordinals
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import words
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_NOUNS = {
    "en": r"(?:annual )?edition|annual|staging|year in a row|year running|consecutive year",
    "de": r"Auflage|Ausgabe|Mal in Folge|Jahr in Folge",
    "fr": r"édition|année consécutive|année d'affilée",
    "es": r"edición|año consecutivo|año seguido",
    "it": r"edizione|anno consecutivo|anno di fila",
    "pt": r"edição|ano consecutivo|ano seguido",
    "nl": r"editie|jaar op rij",
    "sv": r"upplagan?|året i rad|året i följd",
    "nb": r"utgaven?|utgave|året på rad",
    "da": r"udgave|år i træk",
    "pl": r"edycj[aię]|raz z rzędu|rok z rzędu",
    "cs": r"ročník(?:u|em)?",
}
"""What is counted of a thing that is held again and again."""
_OF_BOOKS = compile_later(
    r"\b"
    + one_of(
        r"books?|novels?|dictionar\w+|atlas|handbook|manual|guide|encyclop\w+|publish\w*|print\w*|textbook|buch\w*|bücher|roman\w*|verlag\w*",
        r"erschien\w*|druck\w*|wörterbuch|zeitung\w*|zeitschrift\w*|livres?|dictionnaire|publi\w+|libros?|diccionario|libri|libro|dizionario|livros?|stamp\w+|editor\w+",
        r"boeken?|boek|woordenboek|uitgever\w*|bok|boken|böcker|ordbok\w*|förlag\w*|forlag\w*|bøker|bøger|książ\w+|słownik\w*|knih\w+|slovník\w*|newspaper|magazine|journal",
    )
    + r"\b",
    re.IGNORECASE,
)
_OFTENER = compile_later(
    r"\b"
    + one_of(
        r"twice|zweimal|deux fois|dos veces|due volte|duas vezes|twee keer|två gånger|to ganger|to gange|dwa razy|dvakrát|six months|half-year\w*",
        r"halbjähr\w*|semestr\w*|semestral\w*|monthly|monatlich\w*|mensuel\w*|mensual\w*|mensile|mensal|quarterly|weekly|spring and autumn",
        r"summer and winter|months?",
    )
    + r"\b",
    re.IGNORECASE,
)
_EVERY_SECOND = compile_later(
    r"\b"
    + one_of(
        r"biennal\w*|biennial\w*|bienal\w*|every (?:two years|other year|second year)|alle zwei jahre|zweijähr\w+|tous les deux ans",
        r"cada dos años|ogni due anni|a cada dois anos|de dois em dois anos|tweejaarlijks\w*|om de twee jaar|vartannat år|annethvert år",
        r"hvert andet år|co dwa lata|každé dva roky",
    )
    + r"\b",
    re.IGNORECASE,
)
_EVERY_YEAR = compile_later(
    r"\b"
    + one_of(
        r"every (?:year|summer|spring|autumn|winter) since|each year since|jedes jahr|jeden (?:sommer|herbst|winter)|jährlich",
        r"chaque (?:année|été|hiver)|tous les ans|cada (?:año|verano)|todos los años|ogni (?:anno|estate)|tutti gli anni",
        r"todos os (?:anos|verões)|elk jaar|ieder jaar|varje (?:år|sommar)|hvert år|co roku|každý rok|sans (?:exception|interruption)",
        r"without a break|ohne unterbrechung|sin interrupción|senza interruzioni|sem interrupções",
    )
    + r"\b",
    re.IGNORECASE,
)
_FIRST = frozenset(
    "first erstmals première premier primera primero prima primo primeira eerste första første poprvé".split()
)
_LEAD = 60
_SLACK = 2
"""So many may be lost to a war or an illness, or held besides, without the count being wrong."""
_LONGEST = 400


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"))
def wrong_edition(doc: Document) -> Iterator[Flag]:
    """There cannot have been so many editions since the first.

    What was first held in 2010 can have its tenth edition in 2019, not its fourteenth. Compared are the edition, its year
    in the sentence, or the article's, and the year of the first one in the same paragraph. Fewer than the years are wrong
    only where the paragraph says that it is held every year. Silent on books, and on what is held more often.

    Bad: The Reed Walk, first held in 2010, drew a crowd to its 14th edition in 2019.
    Good: The Reed Walk, first held in 2010, drew a crowd to its 10th edition in 2019.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    pattern = _pattern(doc.language or "") if doc.dates else None
    for match in kept_matches(pattern, doc.plain) if pattern else ():
        block = doc.block_at(match.start())
        if block is None or block.end - block.start > 4 * _LONGEST:
            continue
        paragraph = doc.plain[block.start : block.end]
        if _OF_BOOKS.search(paragraph) or _OFTENER.search(paragraph):
            continue
        first = _first(doc, block.start, block.end, match.start())
        if first is None or not first.year:
            continue
        sentence = doc.sentence_at(match.start())
        own = [
            date.year
            for date in doc.dates_between(*sentence)
            if date.complete
            and date.year
            and date.precision in ("year", "month", "day")
            and date.start != first.start
        ]
        number = _number(match, doc.language or "")
        year = (
            max(own)
            if len(own) == 1
            else doc.years_of_writing[1]
            if not own and doc.year_of_writing
            else None
        )
        if year is None or number < _SLACK or year <= first.year:
            continue
        step = 2 if _EVERY_SECOND.search(paragraph) else 1
        most = (year - first.year) // step + 1
        too_few = bool(own) and _EVERY_YEAR.search(paragraph) and step == 1 and number < most - _SLACK - 1
        if number > most + _SLACK - step % 2 or too_few:
            quoted, begun = shown(doc.text, *match.span()), shown(doc.text, first.start, first.end)
            message = f"“{quoted}”, but from “{begun}” to {year} it would be number {most}"
            yield Flag(*match.span(), message, related=(Related(first.start, first.end, "the first one"),))


def _first(doc: Document, start: int, end: int, at: int) -> DateMention | None:
    """Return the only date of a paragraph that dates a beginning, by a verb or a word like “since” before it."""
    language = language_data(doc.language)
    known = language.foundings | language.beginning_verbs | language.since_words | _FIRST
    begun = []
    for date in doc.dates_between(start, end):
        if not (date.complete and date.year and date.is_plain):
            continue
        near = words(doc.plain, max(start, doc.sentence_at(date.start).start, date.start - _LEAD), date.start)
        if not known.isdisjoint(near[-5:]) and abs(date.start - at) <= _LONGEST:
            begun.append(date)
    return begun[0] if len({date.year for date in begun}) == 1 else None


@cache
def _ordinals(code: str) -> dict[str, int]:
    return {**ordinals(code), **numbers_by_word(language_data(code).low_ordinals)}


def _number(match: re.Match[str], code: str) -> int:
    return int(match["number"]) if match["number"] else _ordinals(code)[match["ordinal"].lower()]


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    nouns = _NOUNS.get(code)
    if nouns is None:
        return None
    number = r"(?P<number>\d{1,3})(?:st|nd|rd|th|er?|ème|:e|\.?[º°ª]|\.|a)?"
    known = _ordinals(code)
    ordinal = rf"(?P<ordinal>{either(known)})" if known else r"(?P<ordinal>(?!))"
    return compile_later(rf"(?<![\w.,])(?:{number}|{ordinal}) (?:{nouns})(?!\w)", re.IGNORECASE)
