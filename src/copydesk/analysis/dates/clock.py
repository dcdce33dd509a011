"""Times of day, counted in hours or minutes from midnight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

DAY = 24 * 60
"""Minutes."""


def hour_of_day(hour: int, half: str | None) -> int:
    """Return the hour from midnight of one that is told with “a” or “p” (a.m., p.m.), or with neither."""
    return hour % 12 + (12 if half.lower() == "p" else 0) if half else hour


class TimedStep(NamedTuple):
    """A time of day that comes too early, and the one before it, which it can only follow."""

    start: int
    end: int
    before: Span


_TIME = compile_later(
    r"(?i)(?<!\w)(?:at|by|about|around|until|um|gegen|kurz nach|kurz vor|à|vers|a las|hacia las|alle(?: ore)?|"
    r"verso le|dopo le|às|pelas|om|rond|kl\.?|klockan|klokken|klokka|o|około)[ \0]"
    r"(?P<hour>[01]?\d|2[0-3])(?:(?:[:.]| ?h ?)(?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.?m(?!\w))?(?![\d%]|[.,:]\d)"
)
_ALARM = one_of(
    r"raised the alarm|alarm (?:was raised|came)|called (?:the|for)|were called|was called|alerted|call came|"
    r"emergency call|notruf|alarmiert|alarm (?:ging|schlug)|gerufen",
    r"alerte|alertés|prévenus|appelés?|aviso|alarma|alertad\w+|avisad\w+|llamada|allarme|chiamat\w+|segnalazione|allertat\w+|alarme|alertad\w+|chamad\w+",
    r"alarm|melding|gealarmeerd|larm(?:et|ades)?|larmades|alarmeret|varslet|alarmert|zgłoszenie|zaalarmowan\w+|wezwan\w+",
)
_HELP = one_of(
    r"set off|set out|reached|arrived|on (?:the )?scene|were sent|got there|pulled|freed|rescued|under control|"
    r"put out|ausgerückt|rückte|eingetroffen|trafen|traf|erreichte\w*|gelöscht|geborgen",
    r"arriv\w+|sur place|maîtris\w+|secourus?|parti\w*|éteint|llegar\w*|llegó|rescatad\w+|rescataron|controlad\w+|"
    r"sali\w+|giunt\w+|intervenut\w+|soccors\w+|domat\w+|spent\w+",
    r"cheg\w+|resgatad\w+|dominad\w+|extint\w+|ter plaatse|aangekomen|vertrok\w*|gered|geblust|var på plats|"
    r"framme|kom fram|släckt|räddad\w*|nåede|fremme|slukket|reddet|na miejsc\w+|dotar\w+|ugaszon\w+|uratowan\w+",
)
_LEFT = one_of(
    r"left|departed|set out|set sail|sailed|took off|had left|cast off|abgelegt|ablegte|legte ab|gestartet|"
    r"startete|abgefahren|losgefahren|abgeflogen|parti\w*|appareillé|quitté|décollé",
    r"zarp\w+|sali[óo]|partió|despeg\w+|salpat\w+|partit\w+|decollat\w+|partiu|zarpou|descolou|vertrok\w*|vertrokken|uitgevaren|opgestegen|avgick|lämnade|lyfte|afgik|sejlede|avgikk|wypłyn\w+|odjech\w+|wystartow\w+",
)
_DISTRESS = one_of(
    r"(?:asked|called|radioed) for help|mayday|distress|ran aground|caught fire|engines? (?:failed|stopped)|"
    r"turned back|collided|capsized|hilfe|notruf|havarie|auf grund|kenterte|fiel der motor",
    r"secours|s'est échoué\w*|pris feu|moteurs?|auxilio|socorro|ayuda|encall\w+|se incendi\w+|aiuto|soccorso|"
    r"incagliat\w+|in avaria|incendi\w+|ajuda|encalh\w+|hulp|gestrand|vastgelopen|hjälp|gick på grund|hjælp|hjelp|"
    r"pomoc\w*|zapalił\w+",
)
_STARTS = one_of(
    r"start(?:s|ing)? at|beg(?:ins|inning|an) at|kicks? off at|opens at|beginnt um|beginn(?:t)?:? um|startet um|"
    r"commence(?:ra)? à|débute(?:ra)? à|empieza a las|comienza a las|comenzará a las|inizia alle|comincia alle|"
    r"inizierà alle",
    r"começa às|inicia-se às|terá início às|begint om|börjar kl|startar kl|starter kl|begynder kl|begynner kl|"
    r"rozpocznie się o|zaczyna się o",
)
_LATER_PART = one_of(
    r"cut the ribbon|unveil\w*|after which|prizes|prize-giving|awards? ceremony|final(?:e)? |speech\w*|ends|"
    r"concludes?|fireworks|siegerehrung|preisverleihung|ansprache|band durch|feuerwerk|abschluss\w*",
    r"coupera le ruban|discours|remise des prix|feu d'artifice|se terminera|cortará|entrega de premios|discurso|"
    r"fuegos artificiales|terminará|taglio del nastro|premiazione|discorso|fuochi",
    r"entrega dos prémios|entrega de prêmios|fogo de artifício|lint door|prijsuitreiking|toespraak|vuurwerk|"
    r"prisutdelning\w*|klipper|tal av|fyrverkeri\w*|præmieoverrækkelse\w*|premieutdeling\w*|wręczeni\w+|"
    r"przecięci\w+|fajerwerk\w+",
)
_STEPS = tuple(
    (
        compile_later(rf"(?i)(?<!\w)(?:{one})(?!\w)"),
        compile_later(rf"(?i)(?<!\w)(?:{two})(?!\w)"),
        sentences,
        most,
    )
    for one, two, sentences, most in (
        (_ALARM, _HELP, 3, 11 * 60),
        (_LEFT, _DISTRESS, 4, 11 * 60),
        (_STARTS, _LATER_PART, 1, 5 * 60),
    )
)
"""What comes first, what can only follow it, how many sentences later at most, and how much too early it is at most."""
_ANOTHER_DAY = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"next|following|previous|earlier|before|had|mon|tues|wednes|thurs|fri|satur|sun|yesterday|morgen",
        r"am nächsten|folgenden|tags|vortag|zuvor|hatte\w*|montag|dienstag|mittwoch|donnerstag|freitag|samstag",
        r"sonntag|lendemain|veille|avait|avaient|siguiente|anterior|había|giorno dopo|precedente|aveva|avevano",
        r"seguinte|havia|volgende|vorige|had|hadden|nästa|hade|næste|havde|neste|hadde|następn\w+|poprzedni\w+",
    )
    + r"(?:day)?(?!\w)"
)


def early_steps(plain: str, span: Span, sentence_at: Callable[[int], Span]) -> Iterator[TimedStep]:
    """Yield the times of a paragraph before which they cannot be told: help that comes before the alarm."""
    times = list(_TIME.finditer(plain, *span))
    for at, one in enumerate(times):
        first = sentence_at(one.start())
        kinds = [
            step for step in _STEPS if step[0].search(plain, first.start, min(first.end, one.end() + 40))
        ]
        for two in times[at + 1 : at + 3] if kinds else ():
            then = sentence_at(two.start())
            minutes = _minutes(one) - _minutes(two)
            alike = (one["half"] is None) == (two["half"] is None) and bool(one["minute"] or two["minute"])
            if not alike or minutes <= 0 or then == first:
                continue
            between = plain[one.end() : two.end()]
            stops = len(_STOP.findall(between))
            for _, follows, sentences, most in kinds:
                if (
                    stops <= sentences
                    and minutes <= most
                    and follows.search(plain, *_clause(plain, then, two))
                    and not _ANOTHER_DAY.search(between)
                ):
                    yield TimedStep(two.start("hour"), two.end(), Span(*one.span()))
                    break


def _clause(plain: str, sentence: Span, time: re.Match[str]) -> Span:
    """Return the part of a sentence around a time, between commas and “and”."""
    before = [match.end() for match in _PARTS.finditer(plain, sentence.start, time.start())]
    behind = _PARTS.search(plain, time.end(), sentence.end)
    return Span(before[-1] if before else sentence.start, behind.start() if behind else sentence.end)


_PARTS = compile_later(r"[;:]|,? (?:and|und|et|y|e|en|och|og|i) |, (?!after which)")
_STOP = compile_later(r"[.!?][”\"']? ")


def _minutes(match: re.Match[str]) -> int:
    hour, minute, half = (match[name] for name in ("hour", "minute", "half"))
    return hour_of_day(int(hour), half) * 60 + int(minute or 0)
