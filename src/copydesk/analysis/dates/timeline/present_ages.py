"""Present ages: how old an article says that somebody is, beside the name: “Ada Lunn, 54, was born in 1963”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.timeline.lives import Statement
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_AGED = compile_later(
    r"(?:,|\() ?(?P<age>[1-9]\d)(?: (?:years? old|Jahre alt|ans|años|anni|anos|jaar(?: oud)?|år(?: gammal| gammel)?|lat))?(?=[,;.)])"
)
"""An age between commas or in brackets, and the marks around it."""
_NAME = compile_later(r"(?P<last>[^\W\d_][\w’'-]+) ?\Z")
_REACH = 30
_FEW = 3


class PresentAge(NamedTuple):
    """An age and where it is told, and the birth of the same person."""

    start: int
    end: int
    years: int
    born: Statement

    def fits(self, year: int) -> bool:
        """Tell whether somebody born then is so old in a year."""
        return year - (self.born.date.year or 0) - self.years in (0, 1)


def present_ages(
    plain: str, births: Sequence[Statement], sentence_at: Callable[[int], Span]
) -> Iterator[PresentAge]:
    """Yield the ages behind a name in the sentence of a birth, or behind the name of somebody whose birth is told."""
    if not 0 < len(births) <= _FEW:
        return
    for match in _AGED.finditer(plain):
        name = _NAME.search(plain, max(0, match.start() - _REACH), match.start())
        if name is None or not name["last"][0].isupper():
            continue
        sentence = sentence_at(match.start())
        for born in births:
            here = sentence.start <= born.date.start < sentence.end
            if name["last"].lower() == born.subject.head or (here and len(births) == 1):
                yield PresentAge(*match.span("age"), int(match["age"]), born)
                break
