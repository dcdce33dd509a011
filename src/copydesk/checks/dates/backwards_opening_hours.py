"""dates/backwards-opening-hours."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.clock import DAY, hour_of_day
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of, regex_later

_HOUR = r"(?:1[3-9]|2[0-3])"
_MINUTES = r"(?:[:.h ]{1,2}[0-5]\d)?"
_UNIT = r"(?: ?(?:uhr|uur|heures|horas|hrs|hours|h)(?!\p{L}))?"
_FROM = one_of(
    r"from|between|open|von|zwischen|ab|de|dès|entre(?: las| les| as)?|das|dalle|ore|van|tussen|kl\.?|klockan|klokken",
    r"klokka|od|między|godz\.|från|fra|desde(?: las)?|de las|mellan|mellem|mellom|tra le",
)
_TO = "to|until|till|and|bis|und|en|à|a|às|et|y|e|alle|tot|till|til|do|og|och"
_DAILY = regex_later(
    rf"(?i)(?P<one>{_HOUR}){_MINUTES}{_UNIT}(?: (?:{_TO}) | ?[-–] ?)(?:(?:las|kl\.?|klockan|klokken|klokka) )?"
    rf"(?P<two>{_HOUR}){_MINUTES}(?P<unit>{_UNIT})(?![\d%°]|[.,:/]\d)(?! ?(?:€|\$|percent|per cent|prozent|grad))"
)
_PM = regex_later(
    r"(?i)(?P<one>1[01]|[1-9])(?:[:.][0-5]\d)? ?(?:pm|p\.m\.)(?: to | until | till | and | ?[-–] ?)"
    r"(?P<two>1[01]|[1-9])(?:[:.][0-5]\d)? ?(?:pm|p\.m\.)(?!\p{L})"
)
_LEAD = regex_later(rf"(?i)(?<!\p{{L}})(?:{_FROM}) \Z")
_OPEN = regex_later(
    r"(?i)"
    + one_of(
        r"\b(?:open|opening|hours|daily|every|shop|bar|café|evening|service|geöffnet|öffnet|offen|täglich|jeden|abends|uhr)",
        r"\b(?:ouvert|ouverte|tous les|heures|soir|abiert[oa]|abre|todos|cada|tarde|aperti?|aperta|ogni|orario|sera)",
        r"\b(?:aberto|aberta|todos|open|geopend|dagelijks|elke|uur|öppet|dagligen|åbent?|åpent|daglig|czynn[eya]|otwart[eya])",
    )
)
_CHANGED = regex_later(
    r"(?i)"
    + one_of(
        r"\b(?:changed|moved|cut|shifted|brought|earlier|forward|instead|down|verlegt|vorverlegt|vorgezogen|statt|avanc\w+)",
        r"\b(?:déplac\w+|adelant\w+|cambi\w+|anticip\w+|sposta\w+|antecip\w+|mud[ao]\w*|vervroegd|verplaatst|verschoven)",
        r"\b(?:tidigarelag\w+|flytta\w*|flytte\w*|fremrykk\w+|rykke\w*|ändra\w*|endre\w*|ændre\w*|przesuni\w+|przenie\w+)",
        r"\b(?:fell|drop\w*|sank|next day|folgetag\w*|lendemain|siguiente|volgende|time zone|utc)",
    )
)
_TIMED = regex_later(
    r"\d[:.h]\d|(?i)\b(?:uhr|uur|heures|horas|hrs|hours|kl|klockan|klokken|klokka|godz|dalle|las|das)\b|\dh|\d h\b"
)
"""What shows that two numbers are times of day."""
_LONGEST = 6
"""What ends at most so many hours earlier in the day than it begins would last eighteen hours or more."""
_MAYBE = compile_later(r"(?:1[3-9]|2[0-3])[^\n]{1,14}(?:1[3-9]|2[0-3])(?!\d)|\d ?p\.?m")
"""Two hours near each other, which most articles lack."""
_NEAR = 80


_HALF = r"(?P<{n}>1[0-2]|[1-9])(?:[:.](?P<{n}m>[0-5]\d))? ?(?P<{n}half>[ap])\.?m\.?(?!\p{{L}})"
_HALVES = regex_later(
    rf"(?i)(?<!\p{{L}})(?:from|between|open|hours:?) {_HALF.format(n='one')}(?: to | until | till | and | ?[-–] ?){_HALF.format(n='two')}"
)
_ANY = r"(?P<{n}>[01]?\d|2[0-4])(?:(?:[:.]| ?h ?)(?P<{n}m>[0-5]\d))?(?P<{n}unit>{unit})"
_WHOLE = regex_later(
    rf"(?i)(?<!\p{{L}})(?:{_FROM}) {_ANY.format(n='one', unit=_UNIT)}(?: (?:{_TO}) | ?[-–] ?)(?:(?:las|kl\.?|klockan|klokken|klokka) )?"
    rf"{_ANY.format(n='two', unit=_UNIT)}(?![\d%°]|[.,:/]\d)(?! ?(?:€|\$|percent|per cent|prozent|grad|\p{{L}}*(?:jahr|ans|year|min)))"
)
_CLOCK_OF_A_DAY = regex_later(
    r"(?i)(?:uhr|\dh\b|\d ?h(?:eures?)?(?!\p{L})|\bheures\b|\bkl\.?\b|klockan|klokken|klokka|godz|часов)"
)
"""Signs of languages in which hours are counted to twenty-four in writing."""
_OVERNIGHT = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        r"next|following|day|morning|overnight|night|nacht|nachts|nächsten|folgenden|folgetags?|früh|morgens",
        r"abends|lendemain|matin|soir|nuit|siguiente|mañana|noche|tarde|dopo|successivo|mattin\p{L}|sera|notte",
        r"seguinte|manhã|noite|volgende|ochtend|avond|nacht|nästa|natten|morgonen|kvällen|næste|neste|natten",
        r"morgenen|aftenen|następnego|rano|wieczorem|nocy|noc|on|mon|tues|wednes|thurs|fri|satur|sun",
    )
    + r"(?:day|s)?(?!\p{L})"
)
_SHUT = regex_later(
    r"(?i)(?<!\p{L})(?:clos|shut|ban|curfew|quiet|cut|out(?:age)?|gesperr|sperr|geschlossen|ruhe|verbot|fermé|interdi|coup|cerrad|cortad|prohib|chius|viet|fechad|proibid"
    r"|gesloten|afgesloten|verbod|stäng|avstäng|lukket|spær|steng|zamkn|zakaz)"
)
_WHOLE_DAY, _MOST_OF_IT, _LONG = 22 * 60, 20 * 60, 17 * 60
_LAST_IN = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        r"last (?:admissions?|entry|entries|orders?|entrance)|(?:letzter|der letzte) (?:einlass|eintritt)|einlassschluss|letzte bestellung|dernières? (?:entrées?|admissions?)",
        r"última (?:entrada|admissão|admisión)|último (?:acceso|ingreso)|ultimo (?:ingresso|accesso)|ultima entrata|laatste (?:toegang|entree)|sista (?:insläpp|inträde)",
        r"sidste (?:indgang|adgang)|siste (?:inngang|adgang)|ostatni\w? wejści\w{1,2}",
    )
    + r"[^.!?\d\n]{0,24}?(?P<hour>[01]?\d|2[0-3])(?:(?:[:.]| ?h ?)(?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.?m(?!\p{L}))?(?![\d%°])"
)
"""What a museum says of the hour behind which it lets nobody in."""
_IN_FRONT = 200


@rule(in_quotations=False, places=("body", "list", "caption"))
def backwards_opening_hours(doc: Document) -> Iterator[Flag]:
    """Opening hours that end before they begin, both in the afternoon or evening.

    “From 14.15 to 9”, “from 1pm until 10.20am”, and “last admission at 5.45pm” where it closes at 4pm are wrong, too.
    “Open from 21 to 19”: to run over a whole night and day they would last some twenty hours. What is open past midnight
    (“from 18 to 2”) stays, and so does what was moved from one hour to another.

    Bad: The bar is open from 10pm to 8pm every evening.
    Good: The bar is open from 8pm to 10pm every evening, and on Friday from 10pm to 2am.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    yield from _longer_than_a_night(doc)
    yield from _after_closing(doc)
    if not any(kept_matches(_MAYBE, doc.plain)):
        return
    for pattern in (_DAILY, _PM) if "pm" in doc.plain or "p.m" in doc.plain else (_DAILY,):
        for match in kept_matches(pattern, doc.plain):
            near = max(0, match.start() - 12), match.start()
            if int(match["one"]) <= int(match["two"]) or not _LEAD.search(doc.plain, *near):
                continue
            sentence = doc.sentence_at(match.start())
            around = max(sentence.start, match.start() - _NEAR), min(sentence.end, match.end() + _NEAR)
            is_short = int(match["one"]) - int(match["two"]) <= _LONGEST
            is_timed = pattern is _PM or _TIMED.search(doc.plain, near[0], match.end())
            is_open = _OPEN.search(doc.plain, *around) or (is_short and is_timed)
            if is_open and not _CHANGED.search(doc.plain, *around):
                shown = match.group().strip()
                yield Flag(*match.span(), f"“{shown}”: the hours end before they begin")


def _longer_than_a_night(doc: Document) -> Iterator[Flag]:
    """Find hours that would run over a night and most of a day: “from 1pm until 10.20am”, “von 13 bis 12 Uhr”."""
    has_halves = any(half in doc.plain for half in ("pm", "p.m", "PM", "P.M"))
    for match in kept_matches(_HALVES, doc.plain) if has_halves else ():
        one = _minute_of(match["one"], match["onem"], match["onehalf"])
        two = _minute_of(match["two"], match["twom"], match["twohalf"])
        if (two - one) % DAY > _LONG and match["onehalf"] != match["twohalf"]:
            yield from _unless_overnight(doc, match)
    if not _HAS_HOURS.search(doc.plain):
        return
    for match in kept_matches(_WHOLE, doc.plain):
        one = _minute_of(match["one"], match["onem"], None)
        two = _minute_of(match["two"], match["twom"], None)
        wraps = (two - one) % DAY
        if two >= one or max(one, two) > DAY or (int(match["one"]) > _NOON and int(match["two"]) > _NOON):
            continue
        is_told = bool(match["onem"] or match["twom"] or match["oneunit"] or match["twounit"])
        is_written = _CLOCK_OF_A_DAY.search(match.group()) is not None
        if int(match["one"]) > _NOON:
            least = _MOST_OF_IT if _SHUT.search(doc.plain, *doc.sentence_at(match.start())) else _LONG
            if (is_told or is_written) and wraps > least:
                yield from _unless_overnight(doc, match)
        elif is_written and wraps > _WHOLE_DAY:
            yield from _unless_overnight(doc, match)


def _unless_overnight(doc: Document, match: regex.Match[str]) -> Iterator[Flag]:
    near = doc.plain[match.end() : min(doc.sentence_at(match.start()).end, match.end() + _NEAR // 2)]
    before = doc.plain[max(0, match.start() - _NEAR) : match.start()]
    if not (_OVERNIGHT.search(near[: _NEAR // 3]) or _CHANGED.search(near) or _CHANGED.search(before)):
        shown = match.group().strip()
        yield Flag(*match.span(), f"“{shown}”: the hours end before they begin")


def _after_closing(doc: Document) -> Iterator[Flag]:
    """Find a last admission behind the hour at which the place closes: “9am to 4pm … Last admission at 5.45pm”."""
    for match in kept_matches(_LAST_IN, doc.plain) if any(sign in doc.plain for sign in _LASTS) else ():
        block = doc.block_at(match.start())
        if block is None:
            continue
        near = doc.plain[max(block.start, match.start() - _IN_FRONT) : match.start()]
        hours = [*_CLOSING.finditer(near)]
        last = _minute_of(match["hour"], match["minute"], match["half"])
        ends = [_minute_of(each["hour"], each["minute"], each["half"]) for each in hours]
        halves = {each["half"] is None for each in hours} | {match["half"] is None}
        if ends and len(halves) == 1 and all(end > _NOON * 60 and last > end for end in ends):
            start = match.start("hour")
            quoted = doc.plain[start : match.end()]
            yield Flag(start, match.end(), f"“{quoted}” is behind the hour of closing")


def _minute_of(hour: str, minute: str | None, half: str | None) -> int:
    return hour_of_day(int(hour), half) * 60 + int(minute or 0)


_LASTS = (
    *(
        "ast admission",
        "ast entr",
        "ast order",
        "inlass",
        "Eintritt",
        "Bestellung",
        "ernière entr",
        "ernières entr",
    ),
    *(
        "ernière admission",
        "ltima entrada",
        "ltima admi",
        "ltimo acceso",
        "ltimo ingreso",
        "ltimo ingresso",
        "ltimo accesso",
    ),
    *(
        "ltima entrata",
        "aatste toegang",
        "aatste entree",
        "ista in",
        "idste ",
        "iste inngang",
        "iste adgang",
        "statni",
    ),
)
"""Pieces of what `_LAST_IN` looks for, which are found sooner."""
_NOON = 12
_HAS_HOURS = compile_later(
    r"\d(?:[:.h ]{0,2}[0-5]\d)?(?: ?(?:[Uu]hr|uur|h|heures|horas))? ?(?:[-–]|[a-zàåé]{1,5})(?: (?:las|kl\.?|klo\w{3,5}))? ?[01]?\d(?!\d)"
)
"""Two hours with no more than a word between them."""

_CLOSING = regex_later(
    r"(?i)\d(?:[:.h ]{1,2}[0-5]\d)?(?: ?(?:[ap]\.?m\.?|uhr|h|heures))?(?: (?:to|until|till|bis|à|a las|a|alle|às|tot|till|til|do) | ?[-–] ?)"
    r"(?P<hour>[01]?\d|2[0-3])(?:(?:[:.]| ?h ?)(?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.?m(?!\p{L}))?(?![\d%°]| ?\p{Lu}\p{L}{3})"
)
