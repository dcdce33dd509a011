"""Undoing: put back UTF-8 that was read in another encoding, once or several times over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.damage.encoding.misreadings import (
    OF_TWO_BYTES,
    SPOKEN,
    Garbled,
    sequences_of,
    unread,
)
from copydesk.analysis.damage.encoding.plausibility import Evidence, judge
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later

# Small letters, and the signs of scripts without capitals. What is misread contains something else, beside another
# character beyond ASCII: so a text in Greek or Cyrillic is searched as quickly as one in French.
_SMALL = "α-ώа-џ\u0590-\u05ff\u0620-\u064a\u0900-\u0dff\u3040-\u30ff"
_SYLLABLES = "\u3400-\u9fff\uac00-\ud7af\uff61-\uff9f"
_SIGNS = "\xa0¬«»√ƒ≈∆…ŒœŸ÷–—“”‘’◊⁄€‹›‚ﬁﬂ\u2500-\u259f"
SUSPECT = compile_later(
    rf"[^\0-\x7f{_SMALL}](?:(?<=[^\1-\x7f][^à-ÿ{_SYLLABLES}])|(?<=[{_SIGNS}][à-ÿ])|(?<=[A-Za-z][Ͱ-ӿ])|(?<=[{_SYLLABLES}]))"
)
"""Finds a place where something may be misread; where there is none, nothing is."""

_EAST_ASIAN = compile_later(f"[{_SYLLABLES}]")
_BEYOND_ASCII = compile_later(r"[^\0-\x7f](?:\0*[^\0-\x7f])+")
_BETWEEN_WORDS = compile_later(r"[ .,;:!?'\"()%/\d-]{1,12}")
_QUOTES = "‘’“”…–—›‹„‚"
_TYPOGRAPHIC = f"{_QUOTES}«»\xa0®°"
_DEFINED_CONTROL = compile_later(r"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Shows that a text was read as Latin-1, because windows-1252 has other characters there."""
_CONTROL = compile_later("[\x80-\x9f]")
_FORMULA = compile_later(r"√[πµΩ∑∏∫∂∞±≤≥]")
_WITH_NEXT = compile_later(r"([^\0-\x7f\ufffc]+)[@-~]?")
_MARK = compile_later(r"[\u2010-\u203a\u20ac][A-Za-z]?")
_ASCII_BEFORE = compile_later(r"[\1-\x7f]*\Z")
_ASCII_AFTER = compile_later(r"[\1-\x7f]*")
_CONTEXT = 40
"""Code points to either side that may belong to the same word."""
_DEEPEST = 4
"""So often at most a text may have been misread, one time after the other."""


class _Undone(NamedTuple):
    """What a text was, the encodings that it was misread in, the latest first, and what speaks for that."""

    was: str
    codecs: tuple[str, ...]
    evidence: Evidence


class _Reading(NamedTuple):
    """A run of characters that may be garbled, and what it may have been, the likeliest first."""

    start: int
    end: int
    undone: Sequence[_Undone]


def undo_block(text: str, start: int, end: int) -> list[Garbled]:
    """Return what is garbled between two offsets of a text, and what it was.

    The whole is put back if it can be; otherwise each run of characters that can be nothing else.
    """
    bare = text[start:end].replace(MARKUP, "").replace(OBJECT, " ")
    whole = _undone(bare)
    if whole and whole[0].evidence.convinces and whole[0].evidence.likely > 1:
        return _joined(text, list(_runs(text, start, end, [each.codecs for each in whole])))
    swallowed, is_whole = _swallowed(text, start, end) if _EAST_ASIAN.search(bare) else ([], False)
    if is_whole:
        return swallowed
    readings = _certain(text, start, end)
    found = swallowed + _joined(text, readings)
    return found if _leaves_nothing(text, start, end, readings) else [each._replace(is_sure=False) for each in found]


def _leaves_nothing(text: str, start: int, end: int, readings: Sequence[_Reading]) -> bool:
    """Tell whether no other character looks garbled once these are put back."""
    pieces, at = [], start
    for reading in readings:
        pieces += [text[at : reading.start], reading.undone[0].was]
        at = reading.end
    repaired = "".join((*pieces, text[at:end])).replace(MARKUP, "").replace(OBJECT, " ")
    return not judge(repaired, 0, len(repaired)).odd


def _undone(garbled: str, before: str = "", after: str = "", deepest: int = _DEEPEST) -> Sequence[_Undone]:
    """Return what a text between two others may have been, if it is UTF-8 in some encoding; more only if equally likely.
    """
    found: dict[str, _Undone] = {}
    for codec in SPOKEN:
        was = unread(garbled, codec)
        if was is None or was in found or was == garbled:
            continue
        evidence = judge(before + was + after, len(before), len(before) + len(was))
        found[was] = _Undone(was, (codec,), evidence)
        deeper = _undone(was, before, after, deepest - 1) if deepest > 1 and not was.isascii() else ()
        if deeper and deeper[0].evidence.convinces:
            found[was] = deeper[0]._replace(codecs=(codec, *deeper[0].codecs))
    by_text = {each.was: each for each in reversed(found.values())}
    likeliest = min((each.evidence.doubts for each in by_text.values()), default=None)
    return [each for each in reversed(by_text.values()) if each.evidence.doubts == likeliest]


def _runs(text: str, start: int, end: int, ways: Sequence[tuple[str, ...]]) -> Iterator[_Reading]:
    """Yield each run of misread characters in a text of which it is known how the whole was misread."""
    for match in sequences_of(ways[0][0]).finditer(text, start, end):
        garbled = match.group().replace(MARKUP, "")
        undone = [_Undone(was, way, Evidence(0, 0)) for way in ways if (was := _undone_so(garbled, way)) is not None]
        if undone:
            yield _Reading(*match.span(), undone)


def _undone_so(garbled: str, way: tuple[str, ...]) -> str | None:
    was: str | None = garbled
    for codec in way:
        was = None if was is None else unread(was, codec)
    return was


def _certain(text: str, start: int, end: int) -> list[_Reading]:
    """Return the runs that can be nothing else, and whatever was misread in the same way as these."""
    chosen: list[_Reading] = []
    for each in sorted(_convincing(text, start, end), key=lambda each: (each.start - each.end, each.undone[0].evidence.doubts)):
        _add(chosen, each)
    for way in dict.fromkeys(each.undone[0].codecs for each in chosen):
        for each in _runs(text, start, end, [way]):
            was = each.undone[0].was
            if not judge(was, 0, len(was)).odd:
                _add(chosen, each)
    return sorted(chosen)


def _add(chosen: list[_Reading], reading: _Reading) -> None:
    if all(reading.end <= each.start or each.end <= reading.start for each in chosen):
        chosen.append(reading)


def _convincing(text: str, start: int, end: int) -> Iterator[_Reading]:
    """Yield every run that is UTF-8 in some encoding, and stands for what people write."""
    for run in _BEYOND_ASCII.finditer(text, start, end):
        if not SUSPECT.search(text, *run.span()):
            continue
        spans = {match.span() for codec in SPOKEN for match in sequences_of(codec).finditer(text, *run.span())}
        for first, last in spans:
            before = text[max(start, first - _CONTEXT) : first].replace(MARKUP, "")
            after = text[last : min(end, last + _CONTEXT)].replace(MARKUP, "")
            garbled = text[first:last].replace(MARKUP, "")
            beside = _ASCII_BEFORE.search(before)[0], _ASCII_AFTER.match(after)[0]
            undone = _undone(garbled, *beside)
            if undone and _is_certain(undone[0], before[-1:], garbled, after[:1]):
                yield _Reading(first, last, undone)


def _is_certain(undone: _Undone, before: str, garbled: str, after: str) -> bool:
    """Tell whether a run can be nothing but misread, whatever else its block holds."""
    if undone.evidence.odd or _is_capital_before_mark(before, garbled, after) or _FORMULA.fullmatch(garbled):
        return False
    if _CONTROL.search(garbled) or (garbled[0] in "ÂÃ" and garbled[1] not in _QUOTES and after != "»"):
        return True  # nobody writes controls, and no language has these letters before a sign
    beside = before + after
    is_part = any(map(str.isalpha, beside)) and not beside.isascii() and any(map(str.isalpha, undone.was))
    return undone.evidence.convinces and not is_part


def _is_capital_before_mark(before: str, garbled: str, after: str) -> bool:
    """Tell whether it is the end of a word in capitals before a mark, such as “MAÇÔ or “DÉJÀ®”."""
    if len(garbled) != 2 or not garbled[0].isupper() or garbled[1] not in _TYPOGRAPHIC:
        return False
    if garbled[0] in "ÂÃ":
        return before.isupper() and not after.islower()
    return not (before.islower() or after.islower())  # only a small letter beside it makes a letter of it


def _swallowed(text: str, start: int, end: int) -> tuple[list[Garbled], bool]:
    """Return what was misread in an encoding of two bytes a character, where a letter may be garbled with a mark.

    Also return whether it is everything that may be; if not, it is only the marks in what has Latin letters.
    """
    for codec in OF_TWO_BYTES:
        found: list[Garbled] = []
        is_whole = True
        for run in _WITH_NEXT.finditer(text, start, end):
            for last in (run.end(1), run.end()):
                if (was := unread(text[run.start() : last], codec)) is not None:
                    found.append(Garbled(run.start(), last, (was,), _how((codec,))))
                    break
            else:
                is_whole = False
        bare = "".join(each.was[0] for each in found)
        if is_whole and judge(bare, 0, len(bare)).convinces:
            return found, True
        if marks := [each for each in found if _MARK.fullmatch(each.was[0])]:
            return marks, False
    return [], False


def _joined(text: str, readings: Sequence[_Reading]) -> list[Garbled]:
    """Return readings as one where only spaces and punctuation stand between words of a script without ASCII letters."""
    joined: list[Garbled] = []
    for start, end, undone in readings:
        how = _how(undone[0].codecs, is_latin_1=_DEFINED_CONTROL.search(text, start, end) is not None)
        each = Garbled(start, end, tuple(dict.fromkeys(one.was.removeprefix("\ufeff") for one in undone)), how)
        last = joined[-1] if joined else each
        between = text[last.end : start]
        if last.how == how and _BETWEEN_WORDS.fullmatch(between) and _is_foreign(last) and _is_foreign(each):
            joined[-1] = Garbled(last.start, end, (last.was[0] + between + each.was[0],), how)
        else:
            joined.append(each)
    return joined


def _is_foreign(garbled: Garbled) -> bool:
    return len(garbled.was) == 1 and any(each.isalpha() and each > "\u036f" for each in garbled.was[0])


def _how(codecs: Sequence[str], *, is_latin_1: bool = False) -> str:
    """Return in words how a text was misread; of several times the latest is the first in `codecs`."""
    names = [SPOKEN.get(codec) or OF_TWO_BYTES[codec] for codec in reversed(codecs)]
    if is_latin_1 and codecs[0] == "cp1252":
        names[-1] = "Latin-1"
    if len(set(names)) == 1:
        times = ("", " twice", " three times", " four times")[len(names) - 1]
        return f"UTF-8 was read as {names[0]}{times}"
    return f"UTF-8 was read as {', and that as '.join(names)}"
