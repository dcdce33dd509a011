"""Letters: whether a text is a letter, or a page of letters: its reader is spoken to as a page speaks to readers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from copydesk.analysis.language.languages import Language, language_data
from copydesk.formats.parsed import Block
from copydesk.support.patterns import one_of, regex_later

_LINES = 4
"""A salutation is one of so many lines that a text begins with: a date, a place or a title may stand before it."""
_LONGEST = 60
_WORD = regex_later(r"\p{L}+")
_ENGLISH = one_of(
    "all|colleagues|customers?|editors?|friends? of|members?|readers?|subscribers?|supporters?|team|users?"
)
_BEGINNINGS = one_of(
    "abonn|assinant|client|cliente|iscritt|kund|lecteur|lectrice|lector|leitor|leser|lettor|lettric|lezer|läsar|læser",
    "mitglied|suscriptor|czytelni|čtenář|читател|читач",
)
_MANY = regex_later(rf"(?i)\b(?:{_ENGLISH}|freund\p{{L}}* (?:der|des)|{_BEGINNINGS}\p{{L}}*)\b")
"""Words for those whom a newsletter speaks to."""


def begins_as_letter(text: str, language: str | None) -> bool:
    """Tell whether a text begins with a salutation (“Dear Tom,”), but not to the readers of a newsletter."""
    data = language_data(language)
    return any(
        line.endswith((",", ":", "!")) and _opens(line, data) and not _MANY.search(line)
        for line in islice(_first_lines(text), _LINES)
    )


def holds_letters(text: str, blocks: Iterable[Block], language: str | None) -> bool:
    """Tell whether several paragraphs begin with a salutation, as on a page of letters to a newspaper."""
    data = language_data(language)
    openings = (
        text[block.start : block.start + _LONGEST].lstrip(' \0\t*_“„«"').partition(",")[0]
        for block in blocks
        if block.place in ("body", "quote")
    )
    opened = (len(each) < _SALUTATION and _opens(each, data) and not _MANY.search(each) for each in openings)
    return sum(opened) >= _SEVERAL


_SALUTATION, _SEVERAL = 40, 2


def _opens(line: str, data: Language) -> bool:
    """Tell whether a line begins with a word for a salutation, perhaps behind another one: Sehr geehrter Herr."""
    first, second = [*_WORD.findall(line.lower())[:2], "", ""][:2]
    if first in data.salutations:
        return bool(second)
    return second in data.salutations and first not in data.determiners | data.definite_articles


def _first_lines(text: str) -> Iterable[str]:
    """Yield the first lines of a text that are short, without white space and emphasis around them."""
    for line in text[: _LINES * _LONGEST * 2].splitlines():
        bare = line.strip(" \0\t*_#")
        if bare:
            if len(bare) > _LONGEST:
                return
            yield bare
