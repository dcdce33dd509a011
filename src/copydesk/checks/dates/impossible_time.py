"""dates/impossible-time."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
_MONTH = r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = one_of(_WEEKDAY, r"\d{1,2}\.?[\s\0](?-i:\p{L}{3,9})(?:[\s\0]\d{4})?", rf"{_MONTH}[\s\0]\d")
_DIGITS = r"(?P<hour>\d(?<![\d:.,/$£€-].)\d?)(?:[:.h](?P<minute>\d\d))?"
_UNIT = r"[ \u00a0]?(?:(?P<half>[ap]\.m\.|[ap]m)|(?P<clock>uhr|uur|gmt|utc|local time))(?![\p{L}\d]|-\p{L})"
_DAY_AFTER = rf"(?<=:\d\d)(?P<day>(?=,?[\s\0](?:(?:on|am|op|il|el)[\s\0])?{_DAY}(?!\p{{L}})))"  # , on Monday
_TIME = regex_later(rf"(?i){_DIGITS}(?:{_UNIT}|{_DAY_AFTER})")
_BEFORE = regex_later(r"(?i)(?<!\p{L})(?:at|um|om|alle|às|a las|kl\.?)[\s\0]\Z")
_ODD = regex_later(
    r"(?P<hour>\d(?<![\d:.,/$£€-].)\d?)(?P<mark>[:.h])(?P<minute>\d\d)(?![\d%°]|[:.,]\d|[ \0]?[%°€$£])"
)
_RUNNING = regex_later(r"\d(?<![\d:.,].)\d?:[6-9]\d:\d\d(?![\d:]|[.,]\d)")
_FRENCH = regex_later(r"(?P<hour>\d(?<![\d:.,/$£€-].)\d) ?h ?(?P<minute>\d\d)(?![\d%°]|[:.,]\d)")
"""15 h 30; behind words that only a time of day follows."""
_BARE_UHR = regex_later(
    r"(?i)(?<!\p{L})(?:bis|um|ab|von|gegen|nach|vor) (?P<hour>2[5-9]|[3-9]\d) Uhr(?![\p{L}-])"
)
_EVENING = regex_later(r"(?<![\d.:,])(?:1[6-9]|2[0-4])(?:[.:]00)?(?: Uhr)? bis \Z")
_SMALL_HOURS = 31
"""Hours from 25 to this are those of the night, behind “20 bis”."""
_SECONDS = regex_later(r"\d(?<![\d:.,].)\d?:[0-5]\d:[6-9]\d(?![\d:]|[.,]\d)")
_HOUR_LEAD = regex_later(r"(?i)(?<!\p{L})(?:à|vers|dès|avant|jusqu'à)[ \0]\Z")
_CLOCK = regex_later(
    r"(?i)(?<!\p{L})(?:kl\.?|klokk(?:en|a)|klockan|klo|kello|kell|godz\.?|godzinie|a[ \0]las|las|alle[ \0]ore|ore"
    r"|à|às|ora|saat|в|о|v|ob)[ \0]\Z"
)
"""What only a time of day stands behind, and words that one stands behind with a colon."""
_AT = regex_later(
    r"(?i)(?<!\p{L})(?:at|by|until|till|um|bis|ab|om|o|alle|dalle|fino[ \0]alle|tot|vanaf)[ \0]\Z"
)
_OPENS = regex_later(
    r"(?i)(?<!\p{L})(?:open(?:s|ed)?|start(?:s|ed)?|begin(?:s|nt)?|began|clos(?:es|ed)|leaves?|left|ends?|departs?|arriv\w+"
    r"|reach|doors?|expected|due|beginnt|öffnet|schließt|endet|fährt|begint|sluit|vertrekt|apre|inizia|chiude|parte)(?!\p{L})"
)
_PLAYED = regex_later(
    r"(?i)(?<!\p{L})(?:video|podcast|episode|track|recording|film|clip|minutes?|mark|halftime|lap|song|solo|stood|scores?|led|lead|quarter)"
)
_LETTERS = regex_later(r"(?i)(?<!\p{L})(?:à|às|las|ora|ore|saat|в|о|v|ob)[ \0]\Z")
"""Those of them that a number of things stands behind as well: à 25.10 euros."""
_PART_OF_DAY = regex_later(
    r"(?i) (?:"
    + one_of(
        r"(?:in the|that|this|on the same|the same|next) (?:morning|afternoon|evening)|at night|o'clock|(?:am|in der) (?:morgen|abend|nachmittag|früh|nacht)",
        r"morgens|abends|nachmittags|nachts|du (?:matin|soir)|de l'après-midi|de la (?:mañana|tarde|noche)|d[ie]l (?:mattino|pomeriggio)|di (?:mattina|sera)",
        r"da (?:manhã|tarde|noite)|'s (?:ochtends|avonds|middags)|på (?:morgonen|kvällen|eftermiddagen|morgenen|kvelden)|om (?:morgenen|aftenen)|rano|wieczorem",
    )
    + r")(?!\p{L})"
)
_AT_A_TIME = regex_later(
    r"(?i)(?<!\p{L})(?:at|by|until|till|about|around|um|gegen|bis|ab|à|vers|a las|alle|às|om|kl\.?|klockan|klokken|klokka|o|o godz\.?) \Z"
)
_NEAR = 60
_ALONE = regex_later(r"^(?P<hour>\d\d):(?P<minute>\d\d)$", regex.MULTILINE)
"""A time that fills a line, as a live report has before each entry."""
_ENTRIES = 3
_DAY_AND_A_HALF = 34
"""More hours than these are rather a length."""


@rule(severity="error")
def impossible_time(doc: Document) -> Iterator[Flag]:
    """A time of day that no clock shows.

    A digit was mistyped, or a clock of twenty-four hours was given “p.m.” as well. Without such a mark a time is one of
    day only if a day stands behind it and “at” before; running times and time codes (28:31) stay.

    Bad: The next concert is at 25:30 on Saturday.
    Bad: The gate closes at 14:30 p.m.
    Good: The goal came at 65:12, and the gate closes at 2:30 p.m.
    Measured: 1 of 1 findings right in 5,630 articles.
    """
    for match in kept_matches(_TIME, doc.text):
        if _is_impossible(match) and (
            match["day"] is None or _BEFORE.search(doc.text, max(0, match.start() - 8), match.start())
        ):
            shown = " ".join(match.group().replace("\0", " ").split())
            yield Flag(*match.span(), f"“{shown}” is no time of day")
    for match in kept_matches(_ODD, doc.text):
        if _cannot_be(match) and not _TIME.match(doc.text, match.start()) and _is_of_day(doc, match):
            yield Flag(*match.span(), f"“{match.group()}” is no time of day")
    for match in kept_matches(_BARE_UHR, doc.plain) if " Uhr" in doc.plain else ():
        if int(match["hour"]) < _SMALL_HOURS and _EVENING.search(
            doc.plain, max(0, match.start() - 12), match.start("hour")
        ):
            continue  # open from 20 to 26 o'clock: until two, and it is still Friday
        yield Flag(*match.span(), f"“{match['hour']} Uhr” is no time of day")
    for match in kept_matches(_SECONDS, doc.text) if ":" in doc.text else ():
        yield Flag(*match.span(), f"“{match.group()}” has more than 59 seconds")
    for match in kept_matches(_FRENCH, doc.plain) if " h " in doc.plain else ():
        near = max(0, match.start() - 10), match.start()
        is_one = int(match["hour"]) < _DAY_AND_A_HALF or int(match["minute"]) > 59
        if is_one and _cannot_be(match) and _HOUR_LEAD.search(doc.plain, *near):
            yield Flag(*match.span(), f"“{match.group()}” is no time of day")
    entries = list(kept_matches(_ALONE, doc.text)) if ":" in doc.text else []
    odd = [match for match in entries if _cannot_be(match)]
    if len(entries) - len(odd) >= _ENTRIES and len(odd) == 1:
        yield Flag(*odd[0].span(), f"“{odd[0].group()}” is no time of day")
    for match in kept_matches(_RUNNING, doc.text) if ":" in doc.text else ():
        yield Flag(*match.span(), f"“{match.group()}” has more than 59 minutes")


def _cannot_be(match: regex.Match[str]) -> bool:
    hour, minute = int(match["hour"]), int(match["minute"])
    return minute > 59 or hour > 24 or (hour == 24 and minute > 0)


def _is_of_day(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether the words before make it a time of day: kl. 25.10, or “doors open at 25:10”."""
    start, mark = match.start(), match["mark"]
    near = max(0, start - 14), start
    if _CLOCK.search(doc.text, *near):
        strict = mark == "." and _LETTERS.search(doc.text, *near) is not None
        return not strict and int(match["hour"]) < 60
    if _PART_OF_DAY.match(doc.plain, match.end()) and _AT_A_TIME.search(doc.plain, *near):
        return int(match["hour"]) < _DAY_AND_A_HALF
    if mark != ":" or not _AT.search(doc.text, *near):
        return False
    if doc.text.count(match.group()) > 1:
        return False  # a text about such times
    sentence = doc.sentence_at(start)
    around = max(sentence.start, start - _NEAR), min(sentence.end, match.end() + _NEAR)
    if _PLAYED.search(doc.text, *around):
        return False
    if int(match["minute"]) > 59:
        return int(match["hour"]) < 25
    return _OPENS.search(doc.text, around[0], start) is not None


def _is_impossible(match: regex.Match[str]) -> bool:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        is_word = match["minute"] is None and match["half"] == "am"  # German: am 20. am Abend
        return minute > 59 or (hour > 12 and not is_word and (match["minute"] is not None or hour < 25))
    return match["minute"] is not None and (minute > 59 or hour > 24 or (hour == 24 and minute > 0))
