"""Introductions: who speaks in a text without ever being named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.capitals import upper_class
from copydesk.analysis.names.lexicon import HONORIFICS, ROLES, function_words, is_forename, is_proper, is_word
from copydesk.analysis.names.named_entities import Name
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_HONORIFIC_BEFORE = compile_later(rf"\b({'|'.join(sorted(HONORIFICS))})\.?[\s\0]{{1,3}}$")
_WORD = compile_later(r"(?<![\w'’-])[^\W\d_]+(?!\w)")
_NAME_BEFORE = compile_later(r"(?<![^\W\d_])[^\W\d_]+[\s\0]{1,3}$")


@cache
def _speaker() -> re.Pattern[str]:
    verbs = either(language_data("en").reporting_verbs)
    word = rf"(?<![\w'’-]){upper_class()}[^\W\d_]{{2,}}"
    return compile_later(
        rf"({word})[\s\0]{{1,3}}{verbs}\b|\b{verbs}[\s\0]{{1,3}}({word})(?![\w'’-]|[\s\0]+[A-Z])"
    )


def unintroduced(text: str, names: Sequence[Name]) -> Iterator[Span]:
    """Find the first place of each bare surname beside a verb of saying or an honorific that has no full name."""
    introduced = {word for name in names if " " in name.name for word in name.name.split()}
    introduced |= {
        text[place.start : place.end] for name in names if " " in name.name for place in name.mentions
    }
    speakers = _speakers(text)
    for surname, place in _addressed(text, names):
        speakers.setdefault(surname, place)
    strangers = {word for word in speakers if word not in introduced and not _is_known(word)}
    first: dict[str, Span] = {}
    for match in _WORD.finditer(text) if strangers else ():
        if match.group() in strangers:
            first.setdefault(match.group(), Span(*match.span()))
    for surname, place in sorted(speakers.items(), key=lambda pair: pair[1]):
        if surname in strangers:
            yield first.get(surname, place)


def _speakers(text: str) -> dict[str, Span]:
    """Find the words with a capital beside a verb of saying, with the first place of each."""
    first: dict[str, Span] = {}
    for match in kept_matches(_speaker(), text):
        group = 1 if match[1] else 2
        if _stands_alone(text, match.start(group)):
            first.setdefault(match[group], Span(*match.span(group)))
    return first


def _addressed(text: str, names: Sequence[Name]) -> Iterator[tuple[str, Span]]:
    """Find the people known by one word that an honorific stands before."""
    for name in names:
        if name.kind == "person" and " " not in name.name:
            for place in name.mentions[:3]:
                if _HONORIFIC_BEFORE.search(text, max(0, place.start - 12), place.start):
                    yield name.name, place


def _is_known(word: str) -> bool:
    """Tell whether a word needs no introduction: it is no surname, or everybody's."""
    return (
        word.isupper()
        or word in HONORIFICS
        or word in ROLES
        or is_proper(word)
        or is_forename(word)
        or is_word(word)
        or word.lower() in function_words()
    )


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether no capitalised word but an honorific, and no article, stands before a word in its sentence."""
    before = _NAME_BEFORE.search(text, max(0, start - 30), start)
    if before is None:
        return True
    word = before.group().strip(" \0\n\r\t")
    return word in HONORIFICS or (word.islower() and word not in ("the", "a", "an"))
