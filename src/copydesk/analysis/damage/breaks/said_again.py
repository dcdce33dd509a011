"""Said again: words that stand a second time in their sentence, with one word between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"[\p{L}\p{N}]+(?:['’\-]\p{L}+)*")
_LEAST = 3
"""Of fewer words in a row, sayings are made: the end of the day, the end of the road."""
_LONGEST = 16
_LONG = 14
"""So many letters have the words together at least."""
SUBJECTS = {
    "en": frozenset("i we you he she they it".split()),
    "de": frozenset(("ich", "wir")),
    "fr": frozenset(("je", "nous", "on")),
}
"""Pronouns that begin a clause, by language: they are small words of other kinds elsewhere."""
_END = regex_later(r"[.,!?;:…\n\"“”„«»(){}\[\]|–—•*_/<>=]")


def find_said_again(text: str, start: int, stop: int, language: str | None) -> Iterator[tuple[Span, Span]]:
    """Yield what stands twice in a sentence, word for word: the first place, and the second.

    De komende maanden speelt de komende maanden. Between the two stands one word and no mark.
    """
    data = language_data(language)
    small, pronouns = data.stop_words, data.pronouns | SUBJECTS.get(language or "en", frozenset())
    for first, last in _pieces(text, start, stop):
        matches = list(_WORD.finditer(text, first, last))
        if len(matches) < 2 * _LEAST + 1:
            continue
        words = [match.group().lower() for match in matches]
        if len(words) - len(set(words)) < _LEAST:
            continue
        found = _row(words)
        if found is None:
            continue
        at, length = found
        again = at + length + 1
        row, between = words[at : at + length], words[at + length]
        if sum(map(len, row)) < _LONG or small.issuperset(row) or _is_meant(row, between, pronouns):
            continue
        yield (
            Span(matches[at].start(), matches[at + length - 1].end()),
            Span(matches[again].start(), matches[again + length - 1].end()),
        )


_VERB_AGAIN_ENGLISH = regex_later(
    r"(?<!\p{L})(?:has|have|had|having)(?: (?:also|already|now|so far|just))?[ \u00a0](?P<verb>\p{Ll}{4,16})"
    r"(?:[ \u00a0]\p{Ll}{1,10}){0,4}[ \u00a0][£$€]?\d(?:[\d.,]*\d)?(?:[ \u00a0\-]\p{Ll}{1,15}){0,3}"
    r"[ \u00a0](?P<again>(?P=verb))[ \u00a0]"
    r"(?=(?:through|from|by|via|along|across|for|since|during|to|at|in|on|with)\b)"
)
_VERB_AGAIN = regex_later(
    r"(?<!\p{L})(?:a|ont|avait|avaient|ha|han|había|hanno|aveva|tem|têm|tinha)"
    r"(?: (?:déjà|aussi|ya|già|já))?[ \u00a0](?P<verb>\p{Ll}{4,16}?)(?:[eoa]?s?|i)?"
    r"(?P<amount>(?:[ \u00a0]\p{Ll}{1,10}){0,4}[ \u00a0](?:[£$€]|R\$ ?)?\d(?:[\d.,]*\d)?"
    r"(?:[ \u00a0\-]\p{Ll}{1,15}){0,3})"
    r"[ \u00a0](?P<again>(?P=verb)(?:[eoa]?s?|i)?)[ \u00a0]"
    r"(?=(?:par|grâce|dans|à|pour|con|por|para|en|em|com|da|a)\b)"
)
_ROMANCE = frozenset(("es", "fr", "it", "pt"))


def find_verb_again(text: str, start: int, stop: int, language: str | None) -> Iterator[tuple[Span, Span]]:
    """Yield a participle that an edit left twice, before an amount and behind it: has raised £400 raised through."""
    pattern = _VERB_AGAIN_ENGLISH if language == "en" else _VERB_AGAIN if language in _ROMANCE else None
    for match in pattern.finditer(text, start, stop) if pattern else ():
        yield Span(*match.span("verb")), Span(*match.span("again"))


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between marks that end sentences or set words apart."""
    at = start
    for match in _END.finditer(text, start, stop):
        yield at, match.start()
        at = match.end()
    yield at, stop


def _row(words: Sequence[str]) -> tuple[int, int] | None:
    """Return where a row of words begins that stands again behind one word, and how long it is; the longest first."""
    for length in range(min(_LONGEST, len(words) // 2), _LEAST - 1, -1):
        run = 0
        for index in range(len(words) - length - 1):
            run = run + 1 if words[index] == words[index + length + 1] else 0
            if run == length:
                return index - length + 1, length
    return None


def _is_meant(row: Sequence[str], between: str, pronouns: frozenset[str]) -> bool:
    """Tell whether it is a count, a chant, or a clause: what she wanted to read when she wanted to read."""
    return (
        any(word[0].isdigit() for word in (*row, between)) or len(set(row)) < len(row) or row[0] in pronouns
    )
