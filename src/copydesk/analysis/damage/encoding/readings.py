"""Readings: what a text that is UTF-8 in another encoding may have been, and the likeliest of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.analysis.damage.encoding.misreadings import codecs_of, sequences_of, unread
from copydesk.analysis.damage.encoding.plausibility import Evidence, judge
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

# Small letters, and the signs of scripts without capitals. What is misread contains something else, beside another
# character beyond ASCII: so a text in Greek or Cyrillic is searched nearly as quickly as one in French.
_SMALL = "α-ώа-џ\u0590-\u05ff\u0620-\u064a\u0900-\u0dff\u3040-\u30ff"
_THAI = "\u0e00-\u0e7f"
_SYLLABLES = "\u3400-\u9fff\uac00-\ud7af\uff61-\uff9f"
_SIGNS = "\xa0¬«»√ƒ≈∆…ŒœŸ÷–—“”‘’◊⁄€‹›‚ﬁﬂ\u2500-\u259f"
_MISREAD = (
    rf"(?<=[^\1-\x7f][^à-ÿ{_THAI}{_SYLLABLES}])|(?<=[{_SIGNS}][à-ÿ])|(?<=[A-Za-z][Ͱ-ӿ{_THAI}])"
    r"|(?<=[\u2500-\u259f])(?=\0*[^\0-\x7f])|(?<=[À-ÖØ-öø-ÿ]{4})"
)
MISREAD_SIGN = compile_later(rf"[^\0-\x7f{_SMALL}{_SYLLABLES}](?:{_MISREAD})")
EAST_ASIAN = compile_later(f"[{_SYLLABLES}]")
SUSPECT = compile_later(rf"[^\0-\x7f{_SMALL}](?:{_MISREAD}|(?<=[{_SYLLABLES}]))")
"""Finds a place where something may be misread; where there is none, nothing is."""

BYTE_ORDER_MARK = "\ufeff"
_DEEPEST = 4
"""So often at most a text may have been misread, one time after the other."""

Suspects = Mapping[tuple[int, int], Sequence[str]]
"""By the offsets of a run of characters beyond ASCII, the encodings in which it may hold UTF-8."""


class Undone(NamedTuple):
    """What a text was, the encodings that it was misread in, the latest first, and what speaks for that."""

    was: str
    codecs: tuple[str, ...]
    evidence: Evidence


class MisreadRun(NamedTuple):
    """A run of characters that may be garbled, and what it may have been, the likeliest first."""

    start: int
    end: int
    undone: Sequence[Undone]


def likeliest(
    garbled: str, codecs: Sequence[str], before: str = "", after: str = "", deepest: int = _DEEPEST
) -> Sequence[Undone]:
    """Return what a text between two others was, if it is UTF-8 in some encoding; several texts if none is likelier."""
    found: dict[str, Undone] = {}
    for codec in codecs:
        was = unread(garbled, codec)
        if was is None or was in found or was == garbled:
            continue
        evidence = judge(before + was + after, len(before), len(before) + len(was))
        found[was] = Undone(was, (codec,), evidence)
        may_be_deeper = deepest > 1 and MISREAD_SIGN.search(before + was, len(before))
        deeper = likeliest(was, codecs_of(was), before, after, deepest - 1) if may_be_deeper else ()
        if deeper and (deeper[0].evidence.convinces or deeper[0].evidence.doubts < evidence.doubts):
            found[was] = deeper[0]._replace(codecs=(codec, *deeper[0].codecs))
    by_text = {each.was: each for each in reversed(found.values())}
    least = min((each.evidence.doubts for each in by_text.values()), default=None)
    return [each for each in reversed(by_text.values()) if each.evidence.doubts == least]


def runs_misread(text: str, start: int, end: int, ways: Sequence[tuple[str, ...]]) -> Iterator[MisreadRun]:
    """Yield each run of misread characters in a text of which it is known how the whole was misread."""
    for match in sequences_of(ways[0][0]).finditer(text, start, end):
        garbled = match.group().replace(MARKUP, "")
        undone = [
            Undone(was, way, Evidence(0, 0)) for way in ways if (was := put_back_in(garbled, way)) is not None
        ]
        if undone:
            yield MisreadRun(*match.span(), undone)


def put_back_in(garbled: str, way: tuple[str, ...]) -> str | None:
    """Return what a text was if it was misread in these encodings, the latest first; None if it cannot be."""
    was: str | None = garbled
    for codec in way:
        was = None if was is None else unread(was, codec)
    return was
