"""dates/late-deadline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_TAKING_IN = one_of(
    "registrations?|entries|applications?|bookings?|submissions?|nominations?|sign-?ups?|ticket sales|tickets|voting|polls|enrol?ments?|anmeldung\\w*|bewerbung\\w*",
    "vorverkauf|einschreibung\\w*|inscriptions?|candidatures?|réservations?|billetterie|dépôt des dossiers|inscripci[óo]n(?:es)?|solicitudes|plazo|matrícula",
    "iscrizion[ie]|candidature|domande|prenotazioni|inscriç(?:ão|ões)|candidaturas|inschrijving\\w*|aanmelding\\w*|kaartverkoop|anmälan|ansökan|biljetter",
    "tilmelding\\w*|påmelding\\w*|ansøgning\\w*|søknad\\w*|zapisy|zgłoszenia|nabór|wnioski|přihlášky|приём заявок|регистрация|jelentkezés\\w*",
)
_OPENS = one_of(
    "opens?|open|begins?|starts?|opened|beginnt|beginnen|startet|öffnet|läuft ab|ab|ouvriront|ouvrent|ouvrira|débuteront|débutent|commencent|s'ouvrent|à partir du",
    "se abren|se abrirán|abre|abren|empieza|comienza|comienzan|aprono|apriranno|si aprono|partono|iniziano|abrem|abre|começam|opent|openen|start|vanaf",
    "öppnar|börjar|åbner|starter|begynder|åpner|begynner|rozpoczną|rozpoczynają|ruszają|ruszą|startują|začínají|začnou|откроется|начнётся|открывается",
)
_CLOSES = one_of(
    "closes?|close|ends?|end|shut|deadline|endet|enden|schließt|schließen|anmeldeschluss|einsendeschluss|closes|seront closes|ferment|fermeront|clôturées?",
    "s'achèvent|prennent fin|se cierran|se cerrarán|cierra|cierran|termina|terminan|finaliza|chiudono|chiuderanno|si chiudono|scadono|terminano|fecham|terminam",
    "encerram|sluit|sluiten|eindigt|stänger|slutar|lukker|slutter|stenger|avsluttes|zakończą|kończą|zamkną|potrwają|končí|skončí|завершится|закончится",
)
_EXTENDED = one_of(
    "extended|pushed back|put back|prolonged|postponed|delayed|verlängert\\w*|verschoben|prolongée?s?|reportée?s?|repoussée?s?|ampliado|ampli[óo]|prorrogado|prorrog[óo]",
    "aplazad[ao]|prorogat[ao]|rinviat[ao]|posticipat[ao]|slittat[ao]|prorrogad[ao]|adiad[ao]|verlengd|uitgesteld|förlängde?s?|förlängts|sköts upp|forlænget|udskudt",
    "forlenget|utsatt|przedłużon\\w+|przesunięt\\w+|przełożon\\w+|prodloužen\\w*|odložen\\w*|продлён|продлили|перенесли",
)
_SPEAKS_OF_A_LIMIT = one_of(
    "deadline|closing date|due date|limit|term|date|frist|anmeldeschluss|einsendeschluss|stichtag|date limite|échéance|délai|clôture|plazo|fecha límite|vencimiento",
    "scadenza|termine|prazo|data limite|termijn|deadline|sista dag\\w*|frist\\w*|fristen|termin\\w*|lhůta|termín|срок\\w*|határidő\\w*",
)
_EARLY = one_of(
    "early[ -]?birds?|frühbucher\\w*|frühbucherrabatt|tarif (?:réduit|préférentiel)|prévente|advance (?:tickets|booking|entry)|pre-?sale|vorverkauf|voorverkoop",
    "preventa|prevendita|pré-venda|förköp|forsalg|forhåndssalg|przedsprzedaż|předprodej",
)
_EVENT = one_of(
    "is on|takes place on|will be held on|is held on|will take place on|runs on|kicks off on|starts on|findet am|findet|startet am|steigt am|a lieu le|aura lieu le|se déroulera le",
    "se celebra el|se celebrará el|tendrá lugar el|si svolge il|si terrà il|si corre il|realiza-se a|terá lugar a|vindt plaats op|is op|går av stapeln den|hålls den",
    "finder sted den|holdes den|arrangeres|odbędzie się|się odbędzie|se koná|se uskuteční|состоится",
)
_LIMIT = one_of(
    "closes? on|ends? on|until|till|by|endet am|bis zum|bis|jusqu'au|hasta el|cierra el|fino al|chiude il|até|encerra a|tot|sluit op|till|t\\.o\\.m\\.|til|slutter|do|končí|до",
)
_FIRST = regex_later(rf"(?i)(?<!\p{{L}})(?:{_TAKING_IN})(?!\p{{L}})")
_OPENING = regex_later(rf"(?i)(?<!\p{{L}})(?:{_OPENS})(?!\p{{L}})")
_CLOSING = regex_later(rf"(?i)(?<!\p{{L}})(?:{_CLOSES})(?!\p{{L}})")
_PUT_OFF = regex_later(rf"(?i)(?<!\p{{L}})(?:{_EXTENDED})(?!\p{{L}})")
_LIMITS = regex_later(rf"(?i)(?<!\p{{L}})(?:{_SPEAKS_OF_A_LIMIT})(?!\p{{L}})")
_BIRDS = regex_later(rf"(?i)(?<!\p{{L}})(?:{_EARLY})(?!\p{{L}})")
_HELD = regex_later(rf"(?i)(?<!\p{{L}})(?:{_EVENT})(?!\p{{L}})")
_BY = regex_later(rf"(?i)(?<!\p{{L}})(?:{_LIMIT})(?!\p{{L}})[^.;:]{{0,14}}\Z")
_VETO = regex_later(
    r"(?i)(?<!\p{L})(?:retroactive\w*|backdated|shortened|cut|earlier|brought forward|verkürzt|vorgezogen|avancé\w*|adelant\w*|anticip\w*|next year|following year"
    r"|nächsten jahr\w*|année suivante|año siguiente|anno successivo)(?!\p{L})"
)
_SIGNS: tuple[str, ...] = (
    "egistration",
    "ntr",
    "pplication",
    "ooking",
    "adline",
    "rist",
    "elai",
    "nscri",
    "andidat",
    "lazo",
    "scri",
    "razo",
    "nmeld",
    "ewerb",
    "lose",
    "imit",
    "erm",
)
_SIGNS += (
    "irds",
    "bird",
    "nsök",
    "nmäl",
    "meld",
    "nsøg",
    "øknad",
    "pisy",
    "głosz",
    "řihláš",
    "lhůt",
    "срок",
    "заяв",
    "ticket",
    "Ticket",
    "verkauf",
    "elentkez",
    "atárid",
    "élai",
    "date",
    "échéance",
    "cadenza",
)
_STOP = regex_later(r"\A(?:[^.!?\n]{0,60})[.!?] (?=\p{Lu})")
_FROM_TO = regex_later(r"(?i)\A (?:to|auf|au|al|até|tot|naar|till|til|na)(?: den| the| el| o)? ?\Z")
_FAR = 120
_SEASON = 6
"""Dates farther apart, in months, may be of two years."""


@rule(in_quotations=False, places=("body", "list", "caption"), needs=_SIGNS)
def late_deadline(doc: Document) -> Iterator[Flag]:
    """A deadline lies before the opening, is extended to an earlier day, or an early-bird offer ends after the event.

    Compared are days of one sentence or two neighbouring ones, when they bear no years or the same one, or have it told.

    Bad: Registration opens on 15 May and closes on 2 May.
    Bad: The deadline was 30 June, but the council extended it to 15 June.
    Good: Registration opens on 15 May and closes on 2 June.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    days = [
        date for date in doc.dates if date.month and date.day and not date.impossible and not date.ambiguous
    ]
    for at, one in enumerate(days[:-1]):
        two = days[at + 1]
        if two.start - one.end > _FAR or not _is_earlier(two, one) or one.last or two.last:
            continue
        first, second = doc.sentence_at(one.start), doc.sentence_at(two.start)
        lead = doc.plain[max(first.start, one.start - _FAR) : one.start]
        middle, behind = doc.plain[one.end : two.start], doc.plain[two.end : min(second.end, two.end + 30)]
        if _VETO.search(lead + middle + behind):
            continue
        related = Related(one.start, one.end, "the other date is here")
        here, there = (shown(doc.text, each.start, each.end) for each in (two, one))
        if first == second and _FIRST.search(lead) and _OPENING.search(lead) and _CLOSING.search(middle):
            yield Flag(two.start, two.end, f"closes on “{here}”, but opens on “{there}”", related=(related,))
        elif (_PUT_OFF.search(middle) or (_FROM_TO.match(middle) and _PUT_OFF.search(behind))) and (
            _LIMITS.search(lead) or _FIRST.search(lead)
        ):
            yield Flag(
                two.start, two.end, f"extended to “{here}”, which lies before “{there}”", related=(related,)
            )
    yield from _early_birds(doc, days)


def _early_birds(doc: Document, days: list[DateMention]) -> Iterator[Flag]:
    """Find offers for the early that end after the event of the sentence before."""
    for one, two in pairwise(days):
        middle = doc.plain[one.end : two.start]
        if (
            not _is_earlier(one, two)
            or len(middle) > _FAR
            or not _STOP.match(middle)
            or not _BIRDS.search(middle)
        ):
            continue
        lead = doc.plain[max(0, one.start - _FAR // 2) : one.start]
        if _HELD.search(lead) and _BY.search(middle):
            related = Related(one.start, one.end, "the event is dated here")
            here, there = (shown(doc.text, each.start, each.end) for each in (two, one))
            message = f"the early offer ends on “{here}”, after the event on “{there}”"
            yield Flag(two.start, two.end, message, related=(related,))


def _is_earlier(one: DateMention, other: DateMention) -> bool:
    if not (one.month and one.day and other.month and other.day):
        return False
    if one.complete and other.complete and one.year and other.year:
        return (one.year, one.month, one.day) < (other.year, other.month, other.day)
    if one.complete or abs(one.month - other.month) > _SEASON:
        return False
    return (one.month, one.day) < (other.month, other.day)
