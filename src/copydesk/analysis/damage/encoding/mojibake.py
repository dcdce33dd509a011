"""Mojibake: text that has been read in the wrong encoding, where it stands, and what it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from copydesk.analysis.damage.encoding.lost_bytes import find_lost
from copydesk.analysis.damage.encoding.misreadings import Garbled
from copydesk.analysis.damage.encoding.old_encodings import find_misread_marks
from copydesk.analysis.damage.encoding.readings import SUSPECT
from copydesk.analysis.damage.encoding.undoing import undo_block
from copydesk.analysis.language.mentioned_words import is_spoken_of
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_ENCODING = compile_later(
    r"\b(?:mojibake|utf-?8|unicode|charset|character sets?|encodings?|iso[- ]?8859|latin-?1"
    r"|(?:windows|cp)[- ]?125\d|code ?page|zeichen(?:satz|[ck]odierung)|[kc]odierung|encodage|codificaci[óo]n"
    r"|codificação|codifica dei caratteri|кодиров\w+)\b",
    re.IGNORECASE,
)
"""Words of a text that shows what wrong encodings make of another."""
_LETTER_AND_MARK = compile_later(r"(?:[À-Þ][’‘“”«»‹›–—…™]|[ÂÄ-Þ][¹²³])+")
_OFTEN = 2
_SHORT = 8
_LONGEST_WORD = 40
_BESIDE = 60
"""In code points: how far from each other what a text compares stands."""
_MARKS = ("“”", "«»", "„“", "‘’", "»«")
_AGAINST = compile_later(
    r"(?i:\b(?:instead|for|becom\w+|became|turn\w+|should|meant|where|not|rather|appear\w*|shown|written|reads?|as"
    r"|statt|anstatt|anstelle|wird|wurde|sollte|lieu|devient|deviennent|lugar|invece|diventa|vez|plaats|wordt|zamiast"
    r"|istället|blir)\b|[=→])"
)
"""What a text puts between a word and what a wrong encoding makes of it."""
_ENTITY = compile_later(r"&#?\w+;?")
_SOFT_HYPHEN = compile_later("&(?:shy|#173|#[xX][aA][dD]);")
_LINE_END = compile_later(r"[\r\n]")


def find_garbled(text: str, blocks: Sequence[Block] = (), source: str = "") -> list[Garbled]:
    """Return what has been read in the wrong encoding, in order; but not what a text shows of it.

    A block that can be put back as a whole is; in others, what cannot be anything else. `source` is what the text was
    made of, if that has entities.
    """
    text = _with_soft_hyphens(text, source)
    found = [*find_lost(text), *find_misread_marks(text)]
    if not text.isascii():
        found += [each for start, end in _suspects(text, blocks) for each in undo_block(text, start, end)]
    if all(map(partial(_may_be_right, text), found)):
        found = [each for each in found if _is_inside_word(text, each)]
    is_about_it = bool(found) and len(_ENCODING.findall(text)) >= _OFTEN
    garbled: list[Garbled] = []
    for extent, group in groupby(_apart(found), key=lambda each: extent_at(text, blocks, each.start)):
        block = list(group)
        if not _ENCODING.search(text, *extent) and not all(
            _is_shown(text, extent, each, block) for each in block
        ):
            # Where something is lost nothing is sure: somebody may still have the original.
            is_sure = not is_about_it and all(
                each.is_sure and len(each.was) == 1 and not _may_be_shown(text, extent, each, block)
                for each in block
            )
            for each in block:
                _append(garbled, each._replace(end=_entity_end(source, each.end), is_sure=is_sure))
    return garbled


def _may_be_right(text: str, garbled: Garbled) -> bool:
    """Tell whether it may be a capital letter and a mark behind it, as in “the Å’s”, “BLÅ–HVIT” and “«Ã»”."""
    return _LETTER_AND_MARK.fullmatch(text, garbled.start, garbled.end) is not None


def _is_inside_word(text: str, garbled: Garbled) -> bool:
    """Tell whether small letters stand beside it as in one word: Ã–sterreich, NoÃ«l."""
    before = text[max(0, garbled.start - 1) : garbled.start]
    behind = text[garbled.end : garbled.end + 2]
    return before.islower() or (
        len(behind) > 1 and behind.isalpha() and behind.islower() and not before.isalpha()
    )


def _suspects(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the blocks, and the lines outside them, in which something may be misread."""
    at = 0
    while match := SUSPECT.search(text, at):
        extent = extent_at(text, blocks, match.start())
        yield extent
        at = max(extent.end, match.end())


def extent_at(text: str, blocks: Sequence[Block], offset: int) -> Span:
    """Return the block that holds an offset, or else its line."""
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    if index >= 0 and offset < blocks[index].end:
        return Span(blocks[index].start, blocks[index].end)
    line_end = _LINE_END.search(text, offset)
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return Span(start, line_end.start() if line_end else len(text))


def _apart(found: Iterable[Garbled]) -> list[Garbled]:
    """Return them in order, without those that overlap one before; of two that begin together the longer stays."""
    apart: list[Garbled] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def _append(garbled: list[Garbled], each: Garbled) -> None:
    """Append it, or make one of it and the last if they touch: of fixes that touch only one is made at a time."""
    last = garbled[-1] if garbled else None
    if last and last.end == each.start and len(last.was) == len(each.was) == 1:
        garbled[-1] = last._replace(end=each.end, was=(last.was[0] + each.was[0],))
    else:
        garbled.append(each)


def _with_soft_hyphens(text: str, source: str) -> str:
    """Return the text with the soft hyphens that the source has as entities; else it has only fillers for them."""
    pieces, at = [], 0
    for match in _SOFT_HYPHEN.finditer(source) if "&" in source else ():
        pieces += [text[at : match.start()], "\xad"]
        at = match.start() + 1
    return "".join((*pieces, text[at:]))


def _entity_end(source: str, end: int) -> int:
    """Return the offset behind the entity that an offset lies in; of which the text has a character, and fillers."""
    entity = _ENTITY.match(source, end - 1)
    return entity.end() if entity else end


def _is_shown(text: str, extent: Span, garbled: Garbled, block: Sequence[Garbled]) -> bool:
    """Tell whether it stands alone in quotation marks, or, if it is short, in markup; or its word does, and what that
    was stands beside it: “didnâ€™t” for “didn’t”.
    """
    start, end = garbled.start, garbled.end
    word = _word_around(text, garbled)
    if _stands_beside(text, extent, garbled) and is_spoken_of(text, *word):
        return True
    if _is_shown_beside(text, word, block):
        return True
    if text[start - 1 : start] == MARKUP == text[end : end + 1] and end - start > _SHORT:
        return False
    return is_spoken_of(text, start, end)


def _is_shown_beside(text: str, word: Span, block: Sequence[Garbled]) -> bool:
    """Tell whether a few quoted words hold it, and others nearby the word as it was, or the next cell."""
    right, end = "", word.start
    for each in block:
        if word.start <= each.start < word.end:
            if len(each.was) != 1:
                return False
            right, end = right + text[end : each.start] + each.was[0], each.end
    right += text[end : word.end]
    at = text.find(right, max(0, word.start - _BESIDE), word.end + _BESIDE)
    if at < 0 or len(right) < _SHORTEST_WORD:
        return False
    other = Span(at, at + len(right))
    first, second = sorted((word, other))
    if _CELLS.fullmatch(text, first.end, second.start):
        return True
    return _are_in_marks(text, word) and _are_in_marks(text, other)


def _are_in_marks(text: str, words: Span) -> bool:
    return (
        _OPENED.search(text, max(0, words.start - _BESIDE), words.start) is not None
        and _CLOSED.match(text, words.end) is not None
    )


_SHORTEST_WORD = 4
_CELLS = compile_later(r"[ |]*[|\0][ |\0]*[|\0][ |\0]*")
_OPENED = compile_later(r"[“„«»‘\"'][^“”„«»\"\n]{0,30}\Z")
_CLOSED = compile_later(r"[^“”„«»\"\n]{0,30}[”“»«’\"']")


def _may_be_shown(text: str, extent: Span, garbled: Garbled, block: Sequence[Garbled]) -> bool:
    """Tell whether its word stands alone in marks that are not garbled themselves, or beside what that was."""
    start, end = _word_around(text, garbled)
    if text[start - 1 : start] + text[end : end + 1] in _MARKS:
        return not any(each.start < start <= each.end or each.start <= end < each.end for each in block)
    return _stands_beside(text, extent, garbled)


def _stands_beside(text: str, extent: Span, garbled: Garbled) -> bool:
    """Tell whether the word as it was stands nearby, and a word that sets the two against each other between them."""
    start, end = _word_around(text, garbled)
    before, behind = text[start : garbled.start], text[garbled.end : end]
    if len(garbled.was) != 1 or not garbled.was[0]:
        return False
    at = text.find(before + garbled.was[0] + behind, max(extent.start, start - _BESIDE), end + _BESIDE)
    return at >= 0 and _AGAINST.search(text, min(at, end), max(at, end)) is not None


def _word_around(text: str, garbled: Garbled) -> Span:
    """Return the place of a garbled character with the letters that touch it."""
    start, end = garbled.start, garbled.end
    while start > max(0, garbled.start - _LONGEST_WORD) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), garbled.end + _LONGEST_WORD) and text[end].isalpha():
        end += 1
    return Span(start, end)
