"""Follow-ups: what can only come behind what the sentence before tells, but has an earlier date.

“She shod her first horse in 1983. Her hundredth horse was shod in 1981”, “The first stone was laid in 1734. Completed
in 1719, it …”, “The line closed in 1957. Its last train ran in 1979”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.analysis.dates.counts import ordinals
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.first_and_last.clash import (
    DateClash,
    Reading,
    is_earlier,
    is_first,
    is_last,
    looks_back,
)
from copydesk.analysis.language.languages import Language
from copydesk.support.patterns import compile_later, one_of

_MOST_YEARS = 60
_OPENING = 6
_ARRIVED = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"came|joined|arrived|took over|took up|began|started|appointed|kam|gekommen|übernahm|übernommen|begann|"
        r"antrat|angetreten|arrivée?|arriva|rejoignit",
        r"rejoint|commença|débuta|llegó|incorporó|empezó|comenzó|entrò|arrivò|arrivat[ao]|iniziò|cominciò|chegou|começou|entrou|kwam|gekomen|begon|kom|började",
        r"tillträdde|begyndte|begynte|tiltrådte|przyszedł|przyszła|objął|objęła|zaczął|zaczęła|przybył",
    )
    + r"(?!\w)"
)
_BEGUN = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"(?:first|foundation|corner)[ -]?stone|cornerstone|begun|work (?:began|started)|construction|"
        r"groundbreaking|grundstein\w*|baubeginn|spatenstich|begonnen",
        r"première pierre|commencée?s?|travaux|primera piedra|obras|comenz\w+|iniciad[ao]|prima pietra|lavori|"
        r"iniziat[ao]|"
        r"cominciat[ao]|primeira pedra|iniciad[ao]",
        r"eerste steen|begonnen|grundsten\w*|påbörjad\w*|påbegyndt|påbegynt|kamień węgielny|rozpoczęt\w{1,2}|budowę",
    )
    + r"(?!\w)"
)
_COMPLETED = compile_later(
    r"(?i)\W{0,3}(?:(?:it|he|she|they|er|sie|es|elle|il|zij|ze|het|den|det)\W{1,2})?(?:(?:was|were|wurde|war|fut|fue|fu|foi|werd|blev|ble|została?)\W{1,2})?(?:(?:only|finally|erst|enfin|finalmente)\W)?"
    + one_of(
        r"completed|finished|vollendet|fertiggestellt|achevée?s?|terminée?s?|terminad[ao]s?|concluid[ao]s?|completat[aoie]|ultimat[ao]|terminat[ao]",
        r"concluíd[ao]s?|acabad[ao]s?|voltooid|gereed|fullbordad|färdigställd|fuldført|fullført|ukończon[aey]",
    )
    + r"(?!\w)"
)
_OF_THEM = compile_later(
    r"(?i)\W{0,3}(?:the|der|die|das|le|la|el|il|o|a|de|den|det)? ?(?P<last>\w+) (?:of (?:them|these|those)|"
    r"von ihnen|davon|d'entre (?:eux|elles)|de (?:ellos|ellas)|di (?:loro|essi)"
    r"|d(?:eles|elas)|van hen|van (?:hen|deze)|av dem|af dem|z nich)(?!\w)"
)
_HUNDREDTH = compile_later(
    r"(?i)(?:\d{1,6}(?:st|nd|rd|th|e|ème|\.|[ºª])|hundredth|thousandth|millionth|hundertste[rnms]?|tausendste[rnms]?|centième|millième|centésim[ao]|milésim[ao]|centesim[ao]"
    r"|millesim[ao]|honderdste|duizendste|hundrade|tusende|setn[aey]|tysięczn[aey])\Z"
)
_CLOSED = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"closed|closure|closing|shut|geschlossen|schließung|stilllegung|stillgelegt|fermée?|fermeture|ferma|cierre|cerr[óa]\w*|clausura\w*|chius[ao]|chiusura|chiuse",
        r"encerramento|encerrad[ao]|fechamento|fechou|gesloten|sluiting|sloot|stängdes|stängning|nedlagd\w*|lukket|lukning|nedlagt|zamknięt\w{1,2}|zamknięci\w{1,2}",
    )
    + r"(?!\w)"
)
_LAST_RUN = compile_later(
    r"(?i)"
    + one_of(
        r"premi[eè]re?|prima|première|estreno|auftritt|schicht|arbeitstag|shift|train|trip|journey|run|ride|passenger|service|concert|performance|show|match|game|issue|edition",
        r"class|lesson|pupil|mass|fahrt|zug|konzert|vorstellung|spiel|ausgabe|unterrichtsstunde|messe|voyage",
        r"trajet|train|séance|représentation|numéro|cours|viaje|tren|función|concierto|partido|número|clase",
        r"misa|viaggio|treno|corsa|spettacolo|concerto|partita|numero|messa|viagem|comboio|trem|missa|rit",
        r"trein|reis|voorstelling|les|resa|tåg|föreställning|lektion|tur|tog|forestilling|kurs|pociąg|przejazd",
        r"seans",
    )
    + r"\w{0,4}\Z"
)
_AGAIN = compile_later(
    r"(?i)(?<!\w)(?:re-?open|again|wieder|rouvr|de nouveau|reab|riap|opnieuw|weer|igen|åter|ponown|museum|tourist|"
    r"heritage|special|sonder|spécia|especial|speci)"
)


def told_as_next(reading: Reading) -> Iterator[DateClash]:
    """Yield the dates that lie before that of the sentence before, though they can only come behind it; and what is
    the last of something that had been closed.
    """
    language = reading.language
    for (one, year), (two, then) in pairwise(reading.years()):
        if abs(year - then) > _MOST_YEARS or one.start >= two.start:
            continue
        if not reading.follows_in_paragraph(one, two, 1):
            continue
        first, sentence = reading.sentence_at(one.start), reading.sentence_at(two.start)
        dates = [date for date, _ in reading.years() if sentence.start <= date.start < sentence.end]
        told = reading.text[first.start : first.end]
        opening = reading.before(two)
        back = set(opening) & language.earlier_words
        if len(dates) != 1 or back or looks_back(told.lower().split(), language):
            continue
        if is_earlier(one, two) and _is_last_work(reading, one, told, opening):
            yield DateClash(two, one, "is told as that of something done, but “#” as that of the death")
        elif is_earlier(two, one) and _comes_next(reading, told, sentence.start, opening, language):
            yield DateClash(two, one, "is told as later than “#”")
        elif (
            is_earlier(one, two)
            and _is_last_run(told, opening, language)
            and not _AGAIN.search(reading.text, first.start, sentence.end)
        ):
            yield DateClash(two, one, "is told as the last time, but “#” as the end")


def after_own_death(reading: Reading) -> Iterator[DateClash]:
    """Yield what somebody did behind the death that the same sentence tells: “Ada Lunn, who died in 1951, won the cup
    in 1958”.
    """
    for (one, year), (two, then) in pairwise(reading.years()):
        if not year < then <= year + _MOST_YEARS or not reading.may_say(one, reading.language.death_words):
            continue
        sentence = reading.sentence_at(one.start)
        if not sentence.start <= two.start < sentence.end:
            continue
        died = _WHO_DIED.search(reading.text, max(sentence.start, one.start - _REACH), one.start)
        lead = died["died"].lower() if died else ""
        is_death = lead in reading.language.death_words or lead in _DEAD
        between = _DID_THEN.fullmatch(reading.text, one.end, two.start)
        if not (is_death and between):
            continue
        was = between["was"] is not None
        if not was or _SOMETHING.match(reading.text, two.end):
            yield DateClash(two, one, "lies behind “#”, the time of the death")


_REACH = 60
_DEAD = frozenset(
    "gestorben verstorben mort morte décédé décédée muerto muerta fallecido fallecida morto morta falecido".split()
)
_WHO_DIED = compile_later(
    r", (?:(?:who|der|die|qui|que|che|som) )?(?P<died>[^\W\d_]+)(?: (?:in|en|nel|em|im jahre?|i|w|am|on|le|el|il|"
    r"den|op))*[ \0]\Z",
    re.IGNORECASE,
)
_DID_THEN = compile_later(
    r"(?i),[ \0](?:(?P<was>was|war|wurde|était|fut|fue|era|fu|foi|werd|blev|ble|był|była)|became|won|gewann|"
    r"devint|remporta|ganó|divenne|vinse|ganhou|venceu|won|vann|vandt|wygrał|wygrała)"
    r"(?:[ \0][^\W\d_]{1,12}){0,4}?(?:[ \0](?:in|im jahre?|en|nel|em|i|w))?[ \0]"
)
_SOMETHING = compile_later(
    r"[ \0](?:[A-ZÄÖÜ][a-zäöüß]{4,}|(?:a|the|its|un|une|le|la|el|il|o|een|en|ett)[ \0]|[.,](?:[ \0]|\Z))"
)


def _comes_next(reading: Reading, told: str, start: int, opening: Sequence[str], language: Language) -> bool:
    """Tell whether a sentence begins with what can only come behind what the one before tells."""
    if (match := _OF_THEM.match(reading.text, start)) and is_last(match["last"].lower(), language):
        return True
    if _BEGUN.search(told) and (
        _COMPLETED.match(reading.text, start) or _is_completed(reading.text, start, told, language)
    ):
        return True
    words = [word for word in opening[:_OPENING] if word not in ",;:"]
    if len(words) < 3 or words[0] not in language.possessives | language.own_words:
        return False
    if is_last(words[1], language):
        return _LAST_RUN.match(words[2]) is not None and _ARRIVED.search(told) is not None
    is_counted = _HUNDREDTH.match(words[1]) or ordinals(language.code).get(words[1], 0) > 1
    tells_first = any(is_first(word.strip(".,"), language) for word in told.lower().split())
    return bool(is_counted) and tells_first and words[2][:4] in told.lower()


def _is_completed(text: str, start: int, told: str, language: Language) -> bool:
    """Tell whether a sentence begins with a building that was completed, or the noun of the sentence before."""
    match = _THING_COMPLETED.match(text, start)
    if match is None:
        return False
    noun = match["noun"].lower().rpartition("'")[2]
    return (
        noun in language.building_nouns
        or noun in _WORKS
        or (len(noun) > _STEM and noun[:_STEM] in told.lower())
    )


_STEM = 5
_WORKS = ("work", "works", "bau", "bauarbeiten", "travaux", "obras", "lavori", "bouw", "bygget", "budowa")
_IT_WAS = r"(?:was|were|is|wurde|war|fut|a été|se|fue|fu|è stat[ao]|foi|werd|blev|ble|stod|została?)"
_THING_COMPLETED = compile_later(
    r"(?i)\W{0,3}(?:(?:the|der|die|das|la|le|les|el|il|o|a|de|het|den)[ \0])?(?P<noun>[^\W\d_]['\w]+)[ \0]"
    + _IT_WAS
    + r"[ \0]"
    + one_of(
        r"completed|finished|vollendet|fertiggestellt|fertig|achevée?s?|terminée?s?|termin[óa]\w*|complet\w+",
        r"ultimat\w|concluíd\w|acabad\w|voltooid|klaar|gereed|färdigt?|fullbordad|fuldført|fullført|ukończon\w",
    )
    + r"(?!\w)"
)


def _is_last_work(reading: Reading, died: DateMention, told: str, opening: Sequence[str]) -> bool:
    """Tell whether a sentence tells of the last that somebody made, behind one that tells of the death."""
    language = reading.language
    if not reading.may_say(died, language.death_words, _CLOSE):
        return False
    if language.death_words.isdisjoint(reading.before(died)[-_OPENING:]):
        return False
    if any(word in language.kin for word in told.split()) or _POSTHUMOUS.search(" ".join(opening)):
        return False
    return any(
        one in language.possessives and is_last(two, language)
        for one, two in pairwise(opening[: _OPENING + 1])
    )


_CLOSE = 60
_POSTHUMOUS = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"posthum\w*|published|released|appeared|erschien\w*|veröffentlicht|parut|publié\w*|publicad\w*",
        r"publicó|apareció|uscì|pubblicat\w*|verscheen|utkom|udkom|opened|shown|played|performed|aufgeführt",
        r"uraufgeführt|gezeigt|créée?|jouée?|joué|estrenad\w*|estrenó|rappresentat\w*|opgevoerd|wife|frau",
        r"house|home",
    )
    + r"(?!\w)"
)


def _is_last_run(told: str, opening: Sequence[str], language: Language) -> bool:
    words = [word for word in opening[:_OPENING] if word not in ",;:"]
    if len(words) < 3 or not _CLOSED.search(told):
        return False
    leads = language.possessives | language.own_words | language.definite_articles | {"the"}
    is_final = words[0] in leads and is_last(words[1], language)
    return is_final and any(_LAST_RUN.match(word) for word in words[2:4])
