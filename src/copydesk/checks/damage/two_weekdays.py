"""damage/two-weekdays."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_NEXT = regex_later(
    r"[ \u00a0](?:(?P<again>\p{L}{2,3})[ \u00a0])?(?P<second>[\p{L}-]{4,15})(?!['’])(?P<third>,?[ \u00a0][\p{L}-]+)?"
)
_LAST = regex_later(r"(?<![\p{L}-])(?P<word>[\p{L}-]+)(?P<comma>,?)[ \u00a0]\Z")
_SHORTEST = 5
_NAMED = frozenset("black good easter holy cyber ash palm".split())
"""Words before a day that make a name of it: Black Friday."""
_JOINING = frozenset("and or to und et y e o en och og i a w ou oder bis".split())


@rule(places=("body", "quote", "caption"), in_mentions=False)
def two_weekdays(doc: Document) -> Iterator[Flag]:
    """Two days of the week stand side by side.

    The day was changed, and the old one was not taken out: “on Friday Saturday morning”, “on Wednesday on Thursday”.
    Rows of three days are lists.

    Bad: The board meets on Friday Saturday morning.
    Bad: Drivers will strike on Wednesday on Thursday.
    Good: The shop is open Friday, Saturday and Sunday.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    weekdays = language_data(doc.language or "en").weekdays
    named = {word for line in weekdays for word in line.split() if len(word) >= _SHORTEST}
    days = {name.lower() for name in named}
    for name in sorted((named | {name.capitalize() for name in named}) & doc.spellings):
        at = doc.text.find(f"{name} ")
        while at >= 0:
            end = at + len(name)
            following = _NEXT.match(doc.text, end)
            if (
                following
                and following["second"].lower() in days
                and not _is_list(doc.text, at, days, following)
            ):
                found = doc.text[at : following.end("second")]
                yield Flag(at, following.end("second"), f"“{found}” names two days; which is meant?")
            at = doc.text.find(f"{name} ", end)


def _is_list(text: str, at: int, days: set[str], following: regex.Match[str]) -> bool:
    """Tell whether more days stand beside the two, or a word that joins them or makes a name of the first.

    A word between the two must be the one before the first: “on Friday on Saturday”.
    """
    last = _LAST.search(text, max(0, at - 20), at)
    before = last["word"].lower() if last else ""
    after = (following["third"] or "").strip(", \u00a0").lower()
    if following["again"] and (following["again"] != before or following["again"] in _JOINING):
        return True
    return before in days | _NAMED | _JOINING or after in days | _JOINING or bool(last and last["comma"])
