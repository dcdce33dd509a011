"""dates/backwards-times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.clock import DAY, early_steps, hour_of_day
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import word_set
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_CLOCK = r"(?:at|um|gegen|à|a las|alle|às|om|kl\.?|klockan|klokken|klokka|o|w|в) (?P<hour#>[01]?\d|2[0-3])(?:[:.h](?P<minute#>[0-5]\d)(?: ?(?P<half#>[ap])\.?m\.?(?!\p{L}))?| ?(?P<half#>[ap])\.?m\.?(?!\p{L}))(?![\d%]|[.,:]\d)"
_LEAVES = one_of(
    r"leaves?|left|departs?|departed|sets? off|starts?|fährt|fuhr|startet|verlässt|part(?:ait)?|quitte|sale|salió|parte|partì",
    r"begins?|opens?|beginnt|öffnet|commence|empieza|comincia|inizia|começa|begint|börjar|begynder|zaczyna",
    r"vertrekt|vertrok|avgår|avgick|kører|afgår|går|odjeżdża|rusza",
)
_COMES = one_of(
    r"arriv\w+|lands?|landed|reach(?:es|ed)|gets? to|gets? in|returns?|kommt|erreicht|landet|trifft|llega|llegó|arriva|arrivò|chega|chegou",
    r"ends?|finish(?:es)?|closes?|endet|schließt|finit|s'achève|termina|finisce|acaba|eindigt|slutar|slutter|kończy",
    r"komt|aankomst|anländer|är framme|ankommer|er fremme|er framme|dojeżdża|przyjeżdża|przybywa",
)
_TRIP = regex_later(
    rf"(?i)(?<!\p{{L}})(?:{_LEAVES})(?!\p{{L}})[^.!?\n]{{0,40}}? {_CLOCK.replace('#', '1')}[^.!?\n]{{1,30}}?(?<!\p{{L}})(?:{_COMES})(?!\p{{L}})"
    rf"[^.!?\n]{{0,40}}? {_CLOCK.replace('#', '2')}"
)
_AFTER = one_of(
    r"(?:minutes?|hours?|seconds) (?:later|after that)|minuten (?:später|darauf)|stunden? (?:später|darauf)|(?:minutes|heures?) plus tard",
    r"(?:minutos|horas?) (?:después|más tarde|depois)|(?:minuti|ore|ora) dopo|(?:minuten|uur) later|(?:minuter|timmar) senare",
    r"(?:minutter|timer|minuter|timmar) (?:senere|derefter|etter|efter|senare)|(?:minuut|minuten|uur) (?:daarna|erna)",
    r"(?:minuten|stunden?|viertelstunde) danach|(?:minutes?|hours?) afterwards|(?:minutes|heures?) après|(?:minutos|horas?) mais tarde",
    r"(?:minut|minuty|godzin[ęy]?) (?:później|potem)|(?:minuti|ore|ora) più tardi",
)
_SOON = regex_later(
    rf"(?i)(?<!\p{{L}}){_CLOCK.replace('#', '1')}(?:[^\n:\d]){{1,160}}?(?:{_AFTER}),? {_CLOCK.replace('#', '2')}"
)
_OTHER = regex_later(
    r"(?i)\b(?:local time|time zone|clocks|sommerzeit|next (?:day|morning)|following|previous|vortag|tags|lendemain|siguiente|dopo|zones)\b"
)
_SHIFTED = regex_later(
    r"(?i)"
    + one_of(
        r"daylight saving|clocks? (?:go|went|change)|zeitumstellung|winterzeit|sommerzeit|changement d'heure|heure d'(?:été|hiver)",
        r"cambio de hora|cambio dell'ora|ora (?:legale|solare)|mudança (?:da|de) hora|horário de verão|wintertijd|zomertijd",
        r"zmian\w+ czasu|sommartid|vintertid|sommertid|normaltid",
    )
)
"""The night in which an hour comes twice."""
_ZONES = regex_later(
    r"(?i)"
    + one_of(
        r"\btime ?zones?\b|\bhours? (?:ahead|behind)\b|\blocal (?:time|clocks?)\b|\bown (?:watch|clock)\b|\bdate line\b",
        r"(?-i:\b(?:CES?T|EES?T|E[SD]T|P[SD]T|BST|GMT|UTC|MES?Z)\b)|zeitzone|zeitverschiebung|ortszeit|stunden? (?:voraus|zurück)",
        r"fuseaux? horaires?|décalage horaire|heures? locales?|heures? (?:d'avance|de retard)|husos? horarios?|horas? loca(?:l|les)|horas? (?:más|menos) que",
        r"fus[oi] orari[oi]?|or[ae] local[ei]|or[ae] (?:avanti|indietro)|fusos? horários?|tijdzones?|plaatselijke tijd|uur (?:vooruit|achter|later dan)",
        r"tidszon\w*|tidszone\w*|tidssone\w*|lokal tid|timmes? (?:före|efter)|timer? (?:foran|bagud|bak)|stref\w+ czasow\w+|czasu (?:lokalnego|miejscowego)",
        r"часов\w+ пояс\w*|местно\w+ времен\w*|місцев\w+ час\w*|časov\w+ pásm\w*|místního času|aikavyöhyk\w+|paikallista aikaa",
    )
)
"""What says of two places that their clocks differ."""
_OVER_THE_BORDER = regex_later(
    r"(?i)(?<!\p{L})(?:"
    + one_of(
        r"flight|flies|flew|plane|border|frontier|customs|flug|flieg\w+|flog|grenze|vol|avion|frontière|vuelo|avión|frontera|volo|aereo|frontiera",
        r"confine|voo|avião|fronteira|vlucht|vliegtuig|grens|flyg\w*|gräns\w*|flyet|grænse\w*|grense\w*|lotem|samolot\w*|granic\w+|рейс|самол[её]т|границ\w+",
    )
    + r")(?!\p{L})"
)
"""A journey on which the clocks may change."""
_SAME = one_of(
    r"the same (?:evening|night|day|morning|afternoon)|am (?:selben|gleichen) (?:abend|tag|morgen|nachmittag)",
    r"(?:le|du|la) même (?:soir|soirée|jour|nuit|matin)|(?:esa|la|de la) misma (?:noche|tarde|mañana)|(?:ese|el|del) mismo día",
    r"(?:della|la) stessa (?:sera|notte|mattina)|(?:lo|dello) stesso giorno|[dn]?a mesma (?:noite|tarde|manhã)|[dn]?o mesmo dia",
    r"dezelfde (?:avond|dag|nacht|ochtend)|tego samego (?:wieczoru|dnia|ranka)|samma (?:kväll|dag|natt|morgon)",
    r"samme (?:aften|kveld|dag|nat|natt|morgen)",
)
_SAME_WORDS = (
    " same ",
    " selben ",
    " gleichen ",
    " même ",
    " mism",
    " stess",
    " mesm",
    " dezelfde ",
    " samego ",
    " samm",
)
"""Pieces of these words, which are found sooner."""
_TIME = r"(?P<hour#>[01]?\d|2[0-3])(?P<mark#>[:.h]| h )(?P<minute#>[0-5]\d)(?: ?(?P<half#>[ap])\.?m\.?(?!\p{L}))?(?![\d%]|[.,:]\d)"
_SAME_DAY = regex_later(
    rf"(?i)(?<![\d.,:/-])(?<!\p{{L}}){_TIME.replace('#', '1')}(?:(?![.!?] (?-i:\p{{Lu}})|\n|\d).){{3,140}}?(?<![\d.,:/-])(?<!\p{{L}})(?:"
    rf"(?<early>{_SAME})(?:(?![.!?] (?-i:\p{{Lu}})|\n|\d).){{1,20}}?)?{_TIME.replace('#', '2')}(?:(?<=\d) ?(?:uhr|uur|h|horas))?(?(early)|,?(?: of| de| on)? {_SAME})"
)
"""“set off at 21:40 … at 20:15 the same evening”, and with the day before its time."""
_DIGITS = regex_later(r"\d(?<!\d\d)\d?(?:(?:[:.h]| h )[0-5]\d(?!\d)| ?[ap]\.?m(?!\p{L}))")
_FAR = 220
_BEHIND = 30
_LONGEST = 15 * 60
_LONGEST_HALF = 11 * 60
_NOON = 12


@rule(in_quotations=False, places=("body", "list", "caption"))
def backwards_times(doc: Document) -> Iterator[Flag]:
    """Something arrives before it leaves, or happens “minutes later” at an earlier time.

    Read as times of two days, they would lie more than fifteen hours apart; where “5:30” may be one in the afternoon, more
    than eleven. On “the same evening” any earlier time is wrong, unless the sentence looks back (“had”). Silent in a
    paragraph about the night in which the clocks change, about a flight or a border, and in an article that speaks of time
    zones, or of clocks that differ.

    Bad: The train leaves Denby at 14:20 and arrives in Corle at 13:50.
    Bad: The alarm rang at 3.40pm. Ten minutes later, at 3.10pm, the first engine was there.
    Good: The train leaves Denby at 22:20 and arrives in Corle at 6:50.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    clocks = [match.start() for match in kept_matches(_DIGITS, doc.plain)]
    blocks = {
        (block.start, block.end)
        for one, two in pairwise(clocks)
        if two - one < _FAR and (block := doc.block_at(one)) and two < block.end
    }
    told_at = set()
    for flag in (*_on_the_same_day(doc, sorted(blocks)), *_too_early(doc)):
        if flag.start not in told_at:
            told_at.add(flag.start)
            yield flag
    for span, pattern in product(sorted(blocks), (_TRIP, _SOON)):
        for match in pattern.finditer(doc.plain, *span):
            one, two = _minutes(match, "1"), _minutes(match, "2")
            halves = (match["half1"] is None) == (match["half2"] is None)
            around = doc.plain[max(0, match.start() - 60) : match.end() + 60]
            if (
                halves
                and one != two
                and _is_too_long(match, two - one)
                and not _OTHER.search(around)
                and not _clocks_differ(doc, span)
                and not _OVER_THE_BORDER.search(doc.plain, *span)
            ):
                start = match.start("hour2")
                yield Flag(
                    start,
                    match.end(),
                    f"“{doc.plain[start : match.end()]}” is earlier than the time before it",
                )


def _on_the_same_day(doc: Document, blocks: list[tuple[int, int]]) -> Iterator[Flag]:
    """Find what is told as later on the same day, but has an earlier time."""
    if not any(word in doc.plain for word in _SAME_WORDS):
        return
    language = language_data(doc.language)
    linking = language.when_words | language.definite_articles | language.relatives | language.pronouns
    back = language.had_words | language.earlier_words | language.looking_back - linking
    for span in blocks:
        for match in _SAME_DAY.finditer(doc.plain, *span):
            one, two = _minutes(match, "1"), _minutes(match, "2")
            told = word_set(doc.plain[match.start() : match.end() + _BEHIND])
            halves = (match["half1"] is None) == (match["half2"] is None)
            is_clock = halves and match["mark1"] == match["mark2"] and max(one, two) > _NOON * 60
            if is_clock and two < one and back.isdisjoint(told) and not _clocks_differ(doc, span):
                start, end = match.start("hour2"), match.end("minute2")
                yield Flag(
                    start,
                    end,
                    f"“{doc.plain[start:end]}” is earlier than the time before it, on the same day",
                )


def _too_early(doc: Document) -> Iterator[Flag]:
    """Find help that comes before the alarm, a distress at sea before the departure, and speeches before the event."""
    spans = {
        (block.start, block.end)
        for match in kept_matches(_DIGITS, doc.plain)
        if (block := doc.block_at(match.start()))
    }
    for span in sorted(spans):
        for step in early_steps(doc.plain, Span(*span), doc.sentence_at):
            if not _clocks_differ(doc, span):
                quoted, before = doc.plain[step.start : step.end], doc.plain[slice(*step.before)]
                related = Related(*step.before, "what comes first is here")
                yield Flag(
                    step.start,
                    step.end,
                    f"“{quoted}” is earlier than “{before}”, which it follows",
                    related=(related,),
                )


def _clocks_differ(doc: Document, span: tuple[int, int]) -> bool:
    """Tell whether the clocks change in a paragraph, or the article says that those of its places differ."""
    return _SHIFTED.search(doc.plain, *span) is not None or doc.once(_has_zones)


def _has_zones(doc: Document) -> bool:
    return _ZONES.search(doc.plain) is not None


def _is_too_long(match: regex.Match[str], minutes: int) -> bool:
    """Tell whether the second time can only be before the first: “at 9:00 … at 5:30” may be one in the afternoon."""
    is_afternoon_told = match["half1"] or max(int(match["hour1"]), int(match["hour2"])) > _NOON
    return minutes % DAY > _LONGEST and (bool(is_afternoon_told) or minutes % (DAY // 2) > _LONGEST_HALF)


def _minutes(match: regex.Match[str], number: str) -> int:
    hour = hour_of_day(int(match[f"hour{number}"]), match[f"half{number}"])
    return hour * 60 + int(match[f"minute{number}"] or 0)
