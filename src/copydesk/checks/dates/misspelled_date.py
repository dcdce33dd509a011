"""dates/misspelled-date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex
from rapidfuzz.distance import OSA

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import CALENDAR, is_forename, is_proper, is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_NAMES = tuple(
    """
    January February August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()
)
_INITIALS = frozenset(name[0] for name in _NAMES)
_OTHERS = listed_words("date_lookalikes")
"""Words a letter away from a day or a month: names, plurals, and what other languages call it."""
_IN_CONTEXT = regex_later(
    r"(?<!\w)(?P<word>\p{Lu}\p{Ll}{4,9})(?!\w)"
    r"(?:(?<=(?:on|last|next|this|in|since|until|by|every|late|early|from)\s+\w+|\d(?:st|nd|rd|th)?\s+\w+)"
    r"|(?=,?\s+\d|\s+(?:night|morning|afternoon|evening)\b))"
)
"""A capitalised word where dates stand."""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_AMOUNT = regex_later(
    rf",?\s+(?!(?:{_DAY}|{_YEAR})(?![\w%°]|[.,:/]\d))\d"
    r"|\s+\d+\s+(?:[ckm]?m|k?g|mi|ha|ft|in|l|per ?cent|million|billion|kilo\p{Ll}+"
    r"|(?:mile|met(?:er|re)|yard|minute|hour|day|week|month|year|time|point|hectare|acre|euro|pound|dollar)s?|people)\b"
)
"""Behind a place it tells how far, many or large something is: Augst 3 km away."""
_CERTAIN = regex_later(
    rf"\b{_WEEKDAY},?\s+(?:the\s+)?(?:{_DAY}\s+(?:of\s+)?#\b|#\s+{_DAY}(?!\w))"
    rf"|\b{_DAY}\s+(?:of\s+)?#,?\s+{_YEAR}\b|#\s+{_DAY},?\s+{_YEAR}\b"
)
"""A month, in the place of “#”, with a day and a year, or a day and a weekday."""
_CERTAIN_WEEKDAY = regex_later(
    rf"#,?\s+(?:the\s+)?(?:(?:{_MONTH})\s+{_DAY}(?!\w)|{_DAY}\s+(?:of\s+)?(?:{_MONTH})\b)"
    r"|#\s+(?:night|morning|afternoon|evening)\b"
)
_SPELLING = regex_later(
    r"(?i)\b(?:mis)?(?:spell(?:s|ed|ing|ings)?|spelt|print(?:s|ed)?|typ(?:o|os|ed))\b|\bmis(?:read|took|taken)\w*"
)
"""Words for how something is written."""
_OLD_YEAR = regex_later(r"\b1[0-8]\d\d\b")
"""In old letters and diaries days and months are spelt as their writers pleased."""
_SHORTEST = 6
"""Shorter words may be names: Augst."""
_NEAR = 40
"""In code points: how far to either side the rest of a date is looked for."""


@rule(fixable=True, languages=("en",), unknown_language=False)
def misspelled_date(doc: Document) -> Iterator[Flag]:
    """The name of a day or a month is misspelled.

    “Wendesday” and “Febuary” pass every spelling checker that takes a capital for a name. Flagged is a capitalised
    word that is one letter, or two letters in the wrong order, away from the name, and stands where dates do. Mended
    unseen is only what is a date beyond doubt, in ordinary prose: two letters have changed places or one is lost, a day and a
    year or weekday stand beside it, and no year before 1900. Others may be puns (Tunesday, Septembeer). What a text
    quotes to show how something is spelt stays, and so does a text about how scanned pages are read. English only.

    Bad: Classes resume on Wendesday, Febuary 28.
    Good: She married Augusta on a Sunday in Novembre, as the French say.
    Measured: too rare in news to tell (1 finding in 5,630 articles, a slip).
    """
    slips = {word: name for word in doc.spellings if word[:1] in _INITIALS and (name := _meant(word))}
    for match in kept_matches(_IN_CONTEXT, doc.text) if slips else ():
        meant = slips.get(match["word"])
        if (
            not meant
            or _AMOUNT.match(doc.text, match.end("word"))
            or _is_quoted_spelling(doc, match.start("word"))
        ):
            continue
        if not doc.is_shown("damage_topics", *match.span("word")):
            message = f"“{match['word']}” is a misspelt “{meant}”"
            yield Flag(*match.span("word"), message, (meant,), is_sure=_is_certain(doc, match, meant))


def _is_quoted_spelling(doc: Document, start: int) -> bool:
    """Tell whether a misspelling is quoted, in a paragraph with a word for spelling."""
    block = doc.block_at(start) if doc.is_quoted(start) else None
    return block is not None and _SPELLING.search(doc.text, block.start, block.end) is not None


def _is_certain(doc: Document, match: regex.Match[str], meant: str) -> bool:
    """Tell whether what stands beside the word makes a date of it, whatever the word might be elsewhere."""
    start, end = match.span("word")
    if not _is_slip_of_hand(match["word"], meant) or not doc.is_plain_prose(start, end):
        return False
    around = f"{doc.text[max(0, start - _NEAR) : start]}#{doc.text[end : end + _NEAR]}"
    if _OLD_YEAR.search(around):
        return False
    return (_CERTAIN_WEEKDAY if meant.endswith("day") else _CERTAIN).search(around) is not None


def _is_slip_of_hand(word: str, meant: str) -> bool:
    """Tell whether a letter inside the word is lost, or two have changed places; not Fryday, Octobeer."""
    if len(word) == len(meant):
        return sorted(word) == sorted(meant)
    return _SHORTEST <= len(word) < len(meant) and word[-1] == meant[-1]


@lru_cache(16384)
def _meant(word: str) -> str:
    """The day or month that a word is a slip for; empty if none."""
    if not 4 < len(word) < 11 or not word[1:].isalpha() or not word[1:].islower() or not word[0].isupper():
        return ""
    if word in CALENDAR or word in _OTHERS:
        return ""
    meant = next((name for name in _NAMES if OSA.distance(word, name, score_cutoff=1) == 1), "")
    return "" if not meant or is_word(word) or is_forename(word) or is_proper(word) else meant
