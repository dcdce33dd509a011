"""Mentions of names in several words, by the words that they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.lexicon import HONORIFICS, function_words, is_forename, is_role
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_LONGEST, _LOOSE = 6, 8
_MOST = 400
"""A text with more runs of capitals than this is a register, whose names resemble one another."""
_SENTENCE_END = compile_later(r"[.!?:…][”\"»“'’)*]{0,2}(?:[\s\0](?![\s\0]*[a-zß-ÿ])|\n)|\n")
"""What parts two sentences; no full stop before a word in lower case, as in “Leadwell LLC. and”."""
_NEAR = 250


class Mention(NamedTuple):
    """A name of several words where it stands, without articles, titles and roles before it.

    Attributes:
        words: its words as they are written.
        start, end: its place.
        titled: whether a title or a role with a capital was cut off.
    """

    words: tuple[str, ...]
    start: int
    end: int
    titled: bool

    @property
    def span(self) -> Span:
        """Return the place alone."""
        return Span(self.start, self.end)

    @property
    def name(self) -> str:
        """Return the words in a row."""
        return " ".join(self.words)


Change = tuple[list[Mention], list[Mention], int]
"""The mentions of one name, those of another, and the index of the word in which they differ."""


def read_mentions(capitals: Capitals) -> list[Mention]:
    """List the names of several words, in order."""
    if len(capitals.runs) > _MOST:
        return []
    mentions = [mention for run in capitals.runs if (mention := _mention(run.words))]
    mentions += [shorter for mention in mentions if (shorter := _without_first(mention))]
    mentions += [mention for loose in capitals.loose if len(loose) <= _LOOSE and (mention := _mention(loose))]
    return mentions


def _mention(words: Sequence[CapitalWord]) -> Mention | None:
    at, titled = (_behind_article(words) if len(words) > _FEW else 0), False
    last = len(words) - 1
    while at < last:
        word = words[at].text
        if (
            (word.lower() in function_words() or len(word) == 1)
            and not word.isupper()
            and not is_forename(word)
        ):
            at += 1
        elif word.rstrip(".") in HONORIFICS or (at < last - 1 and is_role(word)):
            at, titled = at + 1, True
        else:
            break
    if at >= last or last - at >= _LONGEST:
        return None
    kept = words[at:]
    return Mention(tuple([_without_article(word.text) for word in kept]), kept[0].start, kept[-1].end, titled)


def _behind_article(words: Sequence[CapitalWord]) -> int:
    """Return where a name begins whose article follows another noun: Monteur der Firma Grothe."""
    return next(
        (
            at
            for at in range(len(words) - 2, 0, -1)
            if words[at].text in _ARTICLES and not is_forename(words[0].text)
        ),
        0,
    )


_FEW = 3
_ARTICLES = frozenset("der des dem den vom zum".split())


def _without_first(mention: Mention) -> Mention | None:
    """Return a name of three words or more without its first one, which may say what it is: Keeper, Firma."""
    words = mention.words
    if not _TWO < len(words) < _LONGEST or is_forename(words[0]):
        return None
    rest = words[1:]
    if not rest[0][0].isupper():
        rest = rest[1:]  # Oggi al Cavallo Bianco
        if len(rest) < _TWO or not rest[0][0].isupper():
            return None
    while len(rest) > _TWO and rest[0].lower() in function_words():
        rest = rest[1:]  # Molen De Goede Hoop
    start = mention.end - len(" ".join(rest))
    return Mention(rest, start, mention.end, titled=True)


_TWO = 2


def _without_article(word: str) -> str:
    """Return letters that a club or a body is called by without the article before them: l'US."""
    return word[2:] if word[1:2] in ("'", "’") and word[2:].isupper() and len(word) > _ELIDED else word


_ELIDED = 3


Groups = list[tuple[int, dict[str, list[Mention]]]]
"""Names that differ in nothing but the word at an index, by that word."""


def changes(alike_names: Groups) -> Iterator[Change]:
    """Find two names that differ in one word, if there is no third one of that kind; the first one to stand first."""
    for index, alike in alike_names:
        if len(alike) == _TWO:
            one, other = alike.values()
            if one[0].start > other[0].start:
                one, other = other, one
            yield one, other, index


def groups(mentions: Sequence[Mention]) -> Groups:
    """List the names that differ in one word."""
    by_rest: dict[tuple[int, tuple[str, ...]], dict[str, list[Mention]]] = {}
    for mention in mentions:
        words = mention.words
        for index, word in enumerate(words):
            if word[0].isupper():
                alike = by_rest.setdefault((index, words[:index] + words[index + 1 :]), {})
                alike.setdefault(word, []).append(mention)
    return [(index, alike) for (index, _), alike in by_rest.items() if len(alike) > 1]


def stand_together(
    text: str, ones: Sequence[Span | Mention], others: Sequence[Span | Mention], near: int = _NEAR
) -> bool:
    """Tell whether two names stand in one sentence, as nobody names one thing twice."""
    return any(
        abs(one.start - other.start) < near
        and not _SENTENCE_END.search(text, min(one.end, other.end), max(one.start, other.start))
        for one in ones
        for other in others
    )
