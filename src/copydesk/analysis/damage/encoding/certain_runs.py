"""Certain runs: what can be nothing but misread in a block of which the rest was read rightly, or is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from copydesk.analysis.damage.encoding.misreadings import codecs_of, sequences_of
from copydesk.analysis.damage.encoding.plausibility import judge, scripts_of
from copydesk.analysis.damage.encoding.readings import (
    BYTE_ORDER_MARK,
    MISREAD_SIGN,
    MisreadRun,
    Suspects,
    Undone,
    likeliest,
    put_back_in,
    runs_misread,
)
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later, regex_later

_QUOTES = "‘’“”…–—›‹„‚"
_TYPOGRAPHIC = f"{_QUOTES}«»\xa0®°"
_FOREIGN_LETTER = regex_later(r"(?![\0-\x7f])[\p{L}\p{M}]")
_CONTROL = compile_later("[\x80-\x9f]")
_BEFORE_SIGN = compile_later("[ÂÃ][\xa0-\xbf€†‡ˆ‰Š‹ŒŽ•˜™š›œžŸƒ]")
_NOT_SIGNS = frozenset("°£©®«»½¼¾\xa0")
"""Signs that begin with ¬ or a line where their UTF-8 was read as Mac Roman or as an encoding of DOS: 180¬∞, ┬░."""
_FORMULA = compile_later(r"√[πµΩ∑∏∫∂∞±≤≥]")
_ASCII_BEFORE = compile_later(r"(?<![\1-\x7f])[\1-\x7f]*\Z")
_ASCII_AFTER = compile_later(r"[\1-\x7f]*")
_CONTEXT = 40
"""Code points to either side that may belong to the same word."""


def certain_runs(text: str, start: int, end: int, suspects: Suspects) -> list[MisreadRun]:
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
    chosen: list[MisreadRun] = []
    taken = bytearray(end - start)
    for way in sorted(weights, key=lambda way: (-weights[way], -len(way))):
        for reading in runs_misread(text, start, end, [way]):
            first, last, (this, *_) = reading
            if any(taken[first - start : last - start]):
                continue
            if not (MISREAD_SIGN.search(text, first, last) or scripts_of(this.was) <= scripts):
                continue  # more likely a word in another script, which happens to be UTF-8
            undone = convincing.get((first, last), ())
            if this.was in [each.was for each in undone]:
                others = [
                    each for each in undone if each.was != this.was and weights[each.codecs] == weights[way]
                ]
                reading = MisreadRun(first, last, [this, *others])
            elif not _may_be(text, start, end, reading):
                continue
            chosen.append(reading)
            taken[first - start : last - start] = b"1" * (last - first)
    return sorted(chosen)


def _is_formula(before: str, garbled: str, after: str) -> bool:
    """Tell whether it is a root with what it is taken of, and not a letter within a word: peque√±o."""
    return _FORMULA.fullmatch(garbled) is not None and not (before.isalpha() and after.isalpha())


def _ways(garbled: str, undone: Sequence[Undone]) -> Iterator[tuple[str, ...]]:
    """Yield all ways of misreading that may have made a run out of what it probably was."""
    for codec in codecs_of(garbled):
        for each in undone:
            way = (codec, *each.codecs[1:])
            if put_back_in(garbled, way) == each.was:
                yield way


def _may_be(text: str, start: int, end: int, reading: MisreadRun) -> bool:
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


def _convincing(text: str, start: int, end: int, suspects: Suspects) -> Iterator[MisreadRun]:
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
            undone = likeliest(garbled, same, *_ascii_beside(text, start, end, first, last))
            if undone and not undone[0].evidence.odd:
                tried[first - run[0] : last - run[0]] = b"1" * (last - first)
            if undone and _is_certain(undone[0], before, garbled, after):
                yield MisreadRun(first, last, undone)


def _is_certain(undone: Undone, before: str, garbled: str, after: str) -> bool:
    """Tell whether a run can be nothing but misread, whatever else its block holds."""
    if undone.was == BYTE_ORDER_MARK:
        return True
    if (
        undone.evidence.odd
        or _is_capital_before_mark(before, garbled, after)
        or _is_formula(before, garbled, after)
    ):
        return False
    if (_CONTROL.search(garbled) or (_BEFORE_SIGN.match(garbled) and after != "»")) and (
        scripts_of(undone.was) <= {"LATIN"}
    ):
        return True  # nobody writes controls, and no language has these letters before a sign
    if garbled[0] in "¬┬" and undone.was in _NOT_SIGNS:
        return True
    is_part = _FOREIGN_LETTER.search(before + after) and _FOREIGN_LETTER.search(undone.was)
    return undone.evidence.convinces and not is_part


def _is_capital_before_mark(before: str, garbled: str, after: str) -> bool:
    """Tell whether it is the end of a word in capitals before a mark, such as “MAÇÔ or “DÉJÀ®”."""
    if len(garbled) != 2 or not garbled[0].isupper() or garbled[1] not in _TYPOGRAPHIC:
        return False
    if garbled[0] in "ÂÃ":
        return before.isupper() and not after.islower()
    return not (before.islower() or after.islower())  # only a small letter beside it makes a letter of it
