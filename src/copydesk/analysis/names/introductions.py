"""Who speaks in a text without ever being introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.language.reporting_verbs import REPORTING_VERBS
from copydesk.analysis.names.capitals import upper_class
from copydesk.analysis.names.lexicon import HONORIFICS, function_words, is_forename, is_proper, is_word
from copydesk.analysis.names.named_entities import Name
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_HONORIFIC_BEFORE = compile_later(rf"\b({'|'.join(sorted(HONORIFICS))})\.?[\s\0]{{1,3}}$")
_NAME_BEFORE = compile_later(r"[^\W\d_]+[\s\0]{1,3}$")


@cache
def _speaker() -> re.Pattern[str]:
    verbs = "|".join(sorted(REPORTING_VERBS))
    word = rf"(?<![\w'’-]){upper_class()}[^\W\d_]{{2,}}"
    return re.compile(
        rf"({word})[\s\0]{{1,3}}(?:{verbs})\b|\b(?:{verbs})[\s\0]{{1,3}}({word})(?![\w'’-]|[\s\0]+[A-Z])"
    )


def unintroduced(text: str, names: Sequence[Name]) -> Iterator[Span]:
    """The first place of each bare surname that has a verb of saying or an honorific beside it and no full name."""
    introduced = {word for name in names if " " in name.name for word in name.name.split()}
    introduced |= {
        text[place.start : place.end] for name in names if " " in name.name for place in name.mentions
    }
    first: dict[str, Span] = {}
    for match in _speaker().finditer(text):
        group = 1 if match[1] else 2
        if _stands_alone(text, match.start(group)):
            first.setdefault(match[group], Span(*match.span(group)))
    for name in names:
        if name.kind == "person" and " " not in name.name:
            for place in name.mentions[:3]:
                if _HONORIFIC_BEFORE.search(text, max(0, place.start - 12), place.start):
                    first.setdefault(name.name, place)
    for surname, place in sorted(first.items(), key=lambda pair: pair[1]):
        known = surname in introduced or surname.isupper() or is_proper(surname) or is_forename(surname)
        if not known and not is_word(surname) and surname.lower() not in function_words():
            at = re.search(rf"(?<![\w'’-]){surname}(?!\w)", text)
            yield Span(*at.span()) if at else place


def _stands_alone(text: str, start: int) -> bool:
    """Whether no capitalised word but an honorific, and no article, stands before a word in its sentence."""
    before = _NAME_BEFORE.search(text, max(0, start - 30), start)
    if before is None:
        return True
    word = before.group().strip(" \0\n\r\t")
    return word in HONORIFICS or (word.islower() and word not in ("the", "a", "an"))
