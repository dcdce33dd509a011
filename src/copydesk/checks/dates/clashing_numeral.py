"""dates/clashing-numeral."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_ROMAN = r"(?P<roman>M[MDCLXVI]{3,14}|D[CLXVI]{3,12})"
_YEAR = r"(?P<year>1\d\d\d|20\d\d)"
_THAT_IS = one_of(
    r"that is|i\.e\.|or|namely|meaning|which is|also|das heißt|d\. ?h\.|das ist|sprich|c'est-à-dire|soit|es decir|o sea|cioè|ossia|ou seja|isto é",
    r"dat is|oftewel|d\.v\.s\.|det vill säga|det vil sige|dvs\.|czyli|tj\.|=",
)
_BESIDE = regex_later(
    rf"(?<![\p{{L}}\p{{N}}.-]){_ROMAN}[”\"'»“*_]?(?: \(|,? ?{_THAT_IS},? | [–—] )(?:the year |das Jahr |l'année |anno |in )?{_YEAR}(?![\d%])"
)
_BEHIND = regex_later(rf"(?<![\d.,]){_YEAR} \([“\"„«]?{_ROMAN}[”\"“»]?\)")


@rule(places=("body", "list", "caption"), needs=["M", "D"])
def clashing_numeral(doc: Document) -> Iterator[Flag]:
    """A year in Roman numerals and the same year in figures beside it are not the same.

    Bad: The bell bears the date MDCXLVIII (1748).
    Bad: Über der Tür steht MDCCCXII, also 1912, und sonst nichts; 1912 (MDCCCXII) ist es auch im Buch.
    Good: The bell bears the date MDCCXLVIII (1748).
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for pattern in (_BESIDE, _BEHIND):
        for match in kept_matches(pattern, doc.plain):
            value, year = _value(match["roman"]), int(match["year"])
            if value != year:
                message = f"“{match['roman']}” is {value}, not {year}"
                related = Related(*match.span("roman"), "the Roman numerals are here")
                yield Flag(*match.span(), message, related=(related,))


def _value(roman: str) -> int:
    """Return the number that Roman numerals stand for."""
    values = [_VALUES[letter] for letter in roman] + [0]
    return sum(-one if one < two else one for one, two in pairwise(values))
