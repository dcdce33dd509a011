"""dates/zone-mismatch."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.clock import DAY, hour_of_day
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_ZONES = {
    "GMT": 0,
    "UTC": 0,
    "WET": 0,
    "BST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
}
_ZONES |= {"EST": -5, "EDT": -4, "CDT": -5, "PST": -8, "PDT": -7, "JST": 9, "KST": 9, "MSK": 3}
_TIME = r"(?P<hour#>\d{1,2})(?:[:.](?P<minute#>[0-5]\d))?(?: ?(?P<half#>[ap])\.?m\.?)?(?: ?h| hours| Uhr)? ?"
_NAME = "|".join(sorted(_ZONES, key=len, reverse=True))
_FIRST, _SECOND = (_TIME.replace("#", number) for number in "12")
_BOTH = regex_later(
    rf"(?<![\d:.,]){_FIRST}(?P<zone1>{_NAME})(?:,? ?[(/]|,? or |,? ){_SECOND}(?P<zone2>{_NAME})(?!\w)"
)
_LOOSE = frozenset("EST EDT CDT PST PDT BST".split())
"""Names that many use for the summer's time and the winter's alike."""


@rule(preset="strict", in_quotations=False)
def zone_mismatch(doc: Document) -> Iterator[Flag]:
    """One moment is told in two time zones, and the two do not agree.

    14:00 GMT is 15:00 in Central European Time. An hour more or less stays where one name serves for summer and winter.

    Bad: The launch is at 14:00 GMT (12:00 CET).
    Good: The launch is at 14:00 GMT (15:00 CET).
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for match in kept_matches(_BOTH, doc.plain) if not _ZONES.keys().isdisjoint(doc.spellings) else ():
        one, two = (_minutes(match, number) for number in "12")
        apart = (one - two) % DAY
        apart = min(apart, DAY - apart)
        zones = {match["zone1"], match["zone2"]}
        if len(zones) > 1 and apart > (0 if _LOOSE.isdisjoint(zones) else 60):
            yield Flag(*match.span(), f"“{match.group()}”: the two times are not the same moment")


def _minutes(match: regex.Match[str], number: str) -> int:
    hour = hour_of_day(int(match[f"hour{number}"]), match[f"half{number}"])
    return hour * 60 + int(match[f"minute{number}"] or 0) - _ZONES[match[f"zone{number}"]] * 60
