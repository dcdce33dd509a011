"""What an article says between quotations: “, he said”, “Greene said he”, and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.support.patterns import compile_later

_GAP = r"[\s\0]+"
_WORD = r"(?>[^\W\d_][\w.'’-]*(?:\0+[\w.'’-]+)*)"
"""A word with the markup inside it; atomic, because markup also stands between words."""
_ENGLISH = language_data("en")
_REPORTS = either(_ENGLISH.retelling_verbs)
_SUBJECT = rf"(?:(?:He|She|They|It)|(?:[^\W\d_][\w.'’-]*{_GAP}){{0,6}}?[A-Z][\w.'’-]+)"
_REPORT = compile_later(
    rf"(?<=[.!?…])[\"'”’)]*{_GAP}{_SUBJECT}{_GAP}(?:also{_GAP}|later{_GAP})?(?:{_REPORTS}|went on)\b[^.!?\"“”„«»]*"
)
_REPORTED = compile_later(rf"\b(?:{_REPORTS}|went)\b")
_SPEAKING = compile_later(
    r"(?<![\w])(?:I|me|my|we|us|our|you|your|nobody|everybody|somebody|people|no one)(?![\w])", re.IGNORECASE
)
_WORDS = compile_later(r"[^\W_]+")
SPEECH = compile_later(
    r"[–—](?:(?<=[.!?…:][\s\0].)|(?<=\n.)|(?<=^.))[\s\0]*(?=[¿¡«\"„“]?[^\W\d_a-zß-ÿ])", re.MULTILINE
)
"""A dash that a speech begins with, at the start of a paragraph or behind another sentence."""
_TO_WHOM = rf"(?:(?:s|m|nous|me|se|si|mi|ci|le|les|lui|sich|mij|ons|oss|mig|meg)(?:{_GAP}|['’]))?"
"""What may stand before a verb that leads its speaker: nous dit-elle, se souvient Brandt."""
_NO_TAG = frozenset("i we you who that which and but as so because when if whoever what".split())


class Places:
    """Stretches of a text that come in order and do not overlap, so that any of them is found at once."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = list(spans)

    def any_within(self, start: int, end: int) -> bool:
        """Tell whether one of them lies between two offsets."""
        index = bisect_left(self._spans, (start,))
        return index < len(self._spans) and self._spans[index][1] <= end


@cache
def _tag(language: str | None) -> re.Pattern[str]:
    """What begins like “, he said” or “, Ole Brandt of the harbour office said”.

    Where a language's speaker stands behind the verb, it is no more than “, sagte” and “, a expliqué”.
    """
    named = language_data(language)
    english = either(_ENGLISH.tag_verbs | _ENGLISH.tag_participles)
    speaker_first = rf"(?P<lead>(?:{_WORD}{_GAP}){{0,5}}?){english}"
    verbs, auxiliaries = named.tag_verbs, named.verb_auxiliaries
    if not verbs:
        verbs, auxiliaries = in_all_languages("tag_verbs"), in_all_languages("verb_auxiliaries")
    auxiliary = rf"(?:{either(auxiliaries)}(?:-t-(?:elle|il|on)|-(?:elle|il))?{_GAP})?" if auxiliaries else ""
    verb_first = rf"{_TO_WHOM}{auxiliary}{either(verbs)}"
    if named.speaker_before_verb:
        speaker_first = rf"(?P<lead>(?:{_WORD}{_GAP}){{0,5}}?){either(verbs | named.tag_participles)}"
    kinds = [speaker_first] * (named.speaker_before_verb or not named.tag_verbs)
    kinds += [verb_first] * (not named.speaker_before_verb)
    return compile_later(rf"[,?!—–][\"'”’]?{_GAP}(?:{'|'.join(kinds)})\b", re.IGNORECASE)


def reports(text: str, start: int, end: int, language: str | None) -> bool:
    """Tell whether a stretch tells what others say, as an article does between quotations: “, he said”, “Greene said
    he”. `language` is a two-letter code where known.
    """
    return bool(find_tags(text, start, end, language) or find_reports(text, start, end))


def find_tags(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    """Return where something like “, he said” stands: words outside a quotation that say whose it is."""
    pattern = _tag(language)
    if "lead" not in pattern.groupindex:
        return [match.span() for match in pattern.finditer(text, start, end)]
    return [
        match.span()
        for match in pattern.finditer(text, start, end)
        if not _NO_TAG.intersection(_WORDS.findall((match["lead"] or "").lower()))
    ]


def find_reports(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where a sentence reports somebody's words and does not itself sound spoken."""
    if not _REPORTED.search(text, start, end):
        return []
    return [match.span() for match in _REPORT.finditer(text, start, end) if not _SPEAKING.search(match[0])]
