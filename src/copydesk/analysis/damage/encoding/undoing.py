"""Undoing: put back UTF-8 that was read in another encoding, once or several times over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.analysis.damage.encoding.lost_bytes import find_lost
from copydesk.analysis.damage.encoding.misreadings import (
    OF_TWO_BYTES,
    SPOKEN,
    Garbled,
    codecs_of,
    sequences_of,
    unread,
)
from copydesk.analysis.damage.encoding.old_encodings import find_misread_script, untold
from copydesk.analysis.damage.encoding.plausibility import Evidence, judge, scripts_of
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later, regex_later

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
_SUSPECT = compile_later(rf"[^\0-\x7f{_SMALL}{_SYLLABLES}](?:{_MISREAD})")
SUSPECT = compile_later(rf"[^\0-\x7f{_SMALL}](?:{_MISREAD}|(?<=[{_SYLLABLES}]))")
"""Finds a place where something may be misread; where there is none, nothing is."""

_EAST_ASIAN = compile_later(f"[{_SYLLABLES}]")
_BEYOND_ASCII = compile_later(r"[^\0-\x7f](?:\0*[^\0-\x7f])+")
_BETWEEN_WORDS = compile_later(r"[ .,;:!?'\"()%/\d-]{1,12}")
_QUOTES = "‘’“”…–—›‹„‚"
_TYPOGRAPHIC = f"{_QUOTES}«»\xa0®°"
_DEFINED_CONTROL = compile_later(r"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Shows that a text was read as Latin-1, because windows-1252 has other characters there."""
_FOREIGN_LETTER = regex_later(r"(?![\0-\x7f])[\p{L}\p{M}]")
_CONTROL = compile_later("[\x80-\x9f]")
_RAW_BYTES = compile_later(r"(?:[\x80-\x9f][^\0-\x7f]){3}")
"""A control character in every second place: an encoding of two bytes a character was read as Latin-1."""
_BEFORE_SIGN = compile_later("[ÂÃ][\xa0-\xbf€†‡ˆ‰Š‹ŒŽ•˜™š›œžŸƒ]")
_FORMULA = compile_later(r"√[πµΩ∑∏∫∂∞±≤≥]")
_WITH_NEXT = compile_later(r"([^\0-\x7f\ufffc]+)[@-~]?")
_PAIR = compile_later("([鈥鈧窶竄][^\0-\x7f\ufffc])[A-Za-z]?")
"""What begins with two bytes of a mark in GB 18030 or Shift JIS."""
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


_Suspects = Mapping[tuple[int, int], Sequence[str]]
"""By the offsets of a run of characters beyond ASCII, the encodings in which it may hold UTF-8."""


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
    suspects = {
        run.span(): codecs_of(run.group().replace(MARKUP, ""))
        for run in _BEYOND_ASCII.finditer(text, start, end)
        if _SUSPECT.search(text, *run.span())
    }
    common = [codec for codec in SPOKEN if suspects and all(codec in each for each in suspects.values())]
    whole = _undone(bare, common)
    if whole and whole[0].evidence.convinces and whole[0].evidence.likely > 1:
        return _joined(text, list(_runs(text, start, end, [each.codecs for each in whole])))
    swallowed, is_whole = _swallowed(text, start, end, bare) if _EAST_ASIAN.search(bare) else ([], False)
    if is_whole:
        return swallowed
    if misread := find_misread_script(text, start, end):
        return misread
    readings = _certain(text, start, end, suspects)
    found = [*swallowed, *_joined(text, readings)]
    restored = _put_back(text, start, end, [(each.start, each.end, each.undone[0].was) for each in readings])
    if _RAW_BYTES.search(restored):
        return untold(text, start, end)
    if found and (judge(restored, 0, len(restored)).odd or any(find_lost(restored))):
        return [each._replace(is_sure=False) for each in found]
    return found


def _put_back(text: str, start: int, end: int, put: Iterable[tuple[int, int, str]]) -> str:
    """Return a block in which some characters were put back, without markup; `put` has their places in order."""
    pieces, at = [], start
    for first, last, was in put:
        pieces += [text[at:first], was]
        at = last
    return "".join((*pieces, text[at:end])).replace(MARKUP, "").replace(OBJECT, " ")


def _undone(
    garbled: str, codecs: Sequence[str], before: str = "", after: str = "", deepest: int = _DEEPEST
) -> Sequence[_Undone]:
    """Return what a text between two others was if it is UTF-8 in one of some encodings; more only if equally likely."""
    found: dict[str, _Undone] = {}
    for codec in codecs:
        was = unread(garbled, codec)
        if was is None or was in found or was == garbled:
            continue
        evidence = judge(before + was + after, len(before), len(before) + len(was))
        found[was] = _Undone(was, (codec,), evidence)
        may_be_deeper = deepest > 1 and _SUSPECT.search(before + was, len(before))
        deeper = _undone(was, codecs_of(was), before, after, deepest - 1) if may_be_deeper else ()
        if deeper and (deeper[0].evidence.convinces or deeper[0].evidence.doubts < evidence.doubts):
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


def _certain(text: str, start: int, end: int, suspects: _Suspects) -> list[_Reading]:
    """Return the runs that can be nothing else, and whatever was misread in the same way as these.

    What most of a block tells counts for all of it, because a block is seldom misread in several ways.
    """
    convincing = {(first, last): undone for first, last, undone in _convincing(text, start, end, suspects)}
    weights: Counter[tuple[str, ...]] = Counter()
    for (first, last), undone in convincing.items():
        garbled = text[first:last].replace(MARKUP, "")
        for way in _ways(garbled, undone):
            weights[way] += last - first
    scripts = scripts_of("".join(undone[0].was for undone in convincing.values())) | {"LATIN"}
    chosen: list[_Reading] = []
    taken = bytearray(end - start)
    for way in sorted(weights, key=lambda way: (-weights[way], -len(way))):
        for reading in _runs(text, start, end, [way]):
            first, last, (this, *_) = reading
            if any(taken[first - start : last - start]):
                continue
            if not (_SUSPECT.search(text, first, last) or scripts_of(this.was) <= scripts):
                continue  # more likely a word in another script, which happens to be UTF-8
            undone = convincing.get((first, last), ())
            if this.was in [each.was for each in undone]:
                others = [each for each in undone if each.was != this.was and weights[each.codecs] == weights[way]]
                reading = _Reading(first, last, [this, *others])
            elif not _may_be(text, start, end, reading):
                continue
            chosen.append(reading)
            taken[first - start : last - start] = b"1" * (last - first)
    return sorted(chosen)


def _ways(garbled: str, undone: Sequence[_Undone]) -> Iterator[tuple[str, ...]]:
    """Yield all ways of misreading that may have made a run out of what it probably was."""
    for codec in codecs_of(garbled):
        for each in undone:
            way = (codec, *each.codecs[1:])
            if _undone_so(garbled, way) == each.was:
                yield way


def _may_be(text: str, start: int, end: int, reading: _Reading) -> bool:
    """Tell whether a run may have been something, if the block is known to be misread so."""
    was = reading.undone[0].was
    before, after = _ascii_beside(text, start, end, reading.start, reading.end)
    likely, odd, _ = judge(before + was + after, len(before), len(before) + len(was))
    beside = text[reading.start - 1 : reading.start] + text[reading.end : reading.end + 1]
    return not odd and (likely > 0 or not _FOREIGN_LETTER.search(beside))


def _ascii_beside(text: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
    """Return what stands in ASCII before and behind a run: the other letters of its word may be garbled themselves."""
    before = _ASCII_BEFORE.search(text[max(start, first - _CONTEXT) : first].replace(MARKUP, ""))
    after = _ASCII_AFTER.match(text[last : min(end, last + _CONTEXT)].replace(MARKUP, ""))
    return (before[0] if before else "", after[0] if after else "")


def _convincing(text: str, start: int, end: int, suspects: _Suspects) -> Iterator[_Reading]:
    """Yield every run that is UTF-8 in some encoding, and stands for what people write."""
    for run, codecs in suspects.items():
        spans: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for codec in codecs:
            for match in sequences_of(codec).finditer(text, *run):
                spans[match.span()].append(codec)
        tried = bytearray(run[1] - run[0])
        for (first, last), same in sorted(spans.items(), key=lambda each: (each[0][0] - each[0][1], each[0])):
            before, after = text[first - 1 : first], text[last : last + 1]
            if last - first == 2 and _FOREIGN_LETTER.search(before + after):
                continue  # a part of a word in another script: most of them are
            if all(tried[first - run[0] : last - run[0]]):
                continue  # a part of a longer one
            garbled = text[first:last].replace(MARKUP, "")
            undone = _undone(garbled, same, *_ascii_beside(text, start, end, first, last))
            if undone and not undone[0].evidence.odd:
                tried[first - run[0] : last - run[0]] = b"1" * (last - first)
            if undone and _is_certain(undone[0], before, garbled, after):
                yield _Reading(first, last, undone)


def _is_certain(undone: _Undone, before: str, garbled: str, after: str) -> bool:
    """Tell whether a run can be nothing but misread, whatever else its block holds."""
    if undone.evidence.odd or _is_capital_before_mark(before, garbled, after) or _FORMULA.fullmatch(garbled):
        return False
    if (_CONTROL.search(garbled) or (_BEFORE_SIGN.match(garbled) and after != "»")) and (
        scripts_of(undone.was) <= {"LATIN"}
    ):
        return True  # nobody writes controls, and no language has these letters before a sign
    is_part = _FOREIGN_LETTER.search(before + after) and _FOREIGN_LETTER.search(undone.was)
    return undone.evidence.convinces and not is_part


def _is_capital_before_mark(before: str, garbled: str, after: str) -> bool:
    """Tell whether it is the end of a word in capitals before a mark, such as “MAÇÔ or “DÉJÀ®”."""
    if len(garbled) != 2 or not garbled[0].isupper() or garbled[1] not in _TYPOGRAPHIC:
        return False
    if garbled[0] in "ÂÃ":
        return before.isupper() and not after.islower()
    return not (before.islower() or after.islower())  # only a small letter beside it makes a letter of it


def _swallowed(text: str, start: int, end: int, bare: str) -> tuple[list[Garbled], bool]:
    """Return what was misread in an encoding of two bytes a character, where a letter may be garbled with a mark.

    Also return whether it is all that the block has; if not, it is only the marks in what has Latin letters.
    """
    for codec in OF_TWO_BYTES:
        is_whole = unread(bare, codec) is not None
        found: list[Garbled] = []
        for run in (_WITH_NEXT if is_whole else _PAIR).finditer(text, start, end):
            for last in (run.end(1), run.end()):
                if (was := unread(text[run.start() : last], codec)) is not None:
                    found.append(Garbled(run.start(), last, (was,), _how((codec,))))
                    break
        restored = _put_back(text, start, end, [(first, last, was[0]) for first, last, was, *_ in found])
        if is_whole and judge(restored, 0, len(restored)).convinces:
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
