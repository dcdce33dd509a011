"""Undoing: put back UTF-8 that was read in another encoding, once or several times over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.analysis.damage.encoding.certain_runs import certain_runs
from copydesk.analysis.damage.encoding.certainty import is_beyond_doubt
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
from copydesk.analysis.damage.encoding.plausibility import judge, scripts_of
from copydesk.analysis.damage.encoding.readings import (
    BYTE_ORDER_MARK,
    EAST_ASIAN,
    MISREAD_SIGN,
    MisreadRun,
    likeliest,
    runs_misread,
)
from copydesk.analysis.language.common_words import common_words
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later, regex_later

_BEYOND_ASCII = compile_later(r"[^\0-\x7f](?:\0*[^\0-\x7f])+")
_ASCII = compile_later(r"[\0-\x7f]+")
_HALF = regex_later(
    r"(?![\0-\x7f])\p{L}[¡-ª¬-º¼-¿€‚ƒ†‡ˆ‰‹•˜™›\u2500-\u259f]|\p{L}[√≈∆◊≥\u2500-\u259f]\p{L}|[\x80-\x9f]"
)
"""A letter beyond ASCII before a sign that stands behind none."""
_LONE_FIRST = regex_later(
    r"(?<!\w)(?![A-Z])\p{Lu}(?=[a-z ])|(?:(?![A-Z])\p{Lu}|[\u2500-\u259f√])(?=[^\0-\x7f])|[\u2500-\u259f√â](?=[€”])"
)
"""What may be the first of two characters that one became, where the second is lost or of another encoding."""
_LONE_A = compile_later(r"(?<!\w)Ã(?: (?= )|(?= \w))")
_WESTERN = "cp1252"
_REPLACEMENT = "\ufffd"
_PUT_BACK = "\ue000"
"""Stands for what is put back."""
_LEADS = frozenset("ÂÃâ")
"""With these most of what windows-1252 and Latin-1 garble begins."""
_CONTROL = compile_later(r"[\x80-\x9f]")
_WORD = regex_later(r"[^\s\0-\x40]+")
_WITH_SUCH_LETTERS = ("fr", "pt", "ro", "tr")
"""Languages with common words that have the letters â or ã."""
_BETWEEN_WORDS = compile_later(r"[ .,;:!?'\"()%/\d-]{1,12}")
_DEFINED_CONTROL = compile_later(r"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Shows that a text was read as Latin-1, because windows-1252 has other characters there."""
_RAW_BYTES = compile_later(r"(?:[\x80-\x9f][^\0-\x7f]){3}")
"""A control character in every second place: an encoding of two bytes a character was read as Latin-1."""
_WITH_NEXT = compile_later(r"([^\0-\x7f\ufffc]+)[@-~]?")
_PAIR = compile_later("([鈥鈧窶竄][^\0-\x7f\ufffc])[A-Za-z]?")
"""What begins with two bytes of a mark in GB 18030 or Shift JIS."""
_MARK = compile_later(r"[\u2010-\u203a\u20ac][A-Za-z]?")


def undo_block(text: str, start: int, end: int) -> list[Garbled]:
    """Return what is garbled between two offsets of a text, and what it was.

    The whole is put back if it can be; otherwise each run of characters that can be nothing else.
    """
    bare = text[start:end].replace(MARKUP, "").replace(OBJECT, " ")
    suspects = {
        run.span(): codecs_of(run.group().replace(MARKUP, ""))
        for run in _BEYOND_ASCII.finditer(text, start, end)
        if MISREAD_SIGN.search(text, *run.span())
    }
    common = [codec for codec in SPOKEN if suspects and all(codec in each for each in suspects.values())]
    whole = likeliest(bare, common)
    if whole and whole[0].evidence.convinces and whole[0].evidence.likely > 1:
        found = _joined(text, list(runs_misread(text, start, end, [each.codecs for each in whole])))
        is_sure = not _HALF.search(whole[0].was) and is_beyond_doubt(bare, whole[0].was, [whole[0].codecs])
        return [each._replace(is_sure=is_sure) for each in found]
    swallowed, is_whole = _swallowed(text, start, end, bare) if EAST_ASIAN.search(bare) else ([], False)
    if is_whole:
        return swallowed
    if misread := find_misread_script(text, start, end):
        return misread
    readings = certain_runs(text, start, end, suspects)
    found = [*swallowed, *_joined(text, readings)]
    found += _with_lost_space(text, start, end, readings)
    restored = _put_back(text, start, end, [(each.start, each.end, each.undone[0].was) for each in readings])
    if _RAW_BYTES.search(restored):
        return untold(text, start, end)
    if found and _is_something_left(text, start, end, found):
        return [each._replace(is_sure=False, may_be_put_back=False) for each in found]
    if found and (
        swallowed
        or not is_beyond_doubt(
            bare,
            restored,
            [each.undone[0].codecs for each in readings],
            is_whole=_put_back(text, start, end, [(each.start, each.end, "") for each in readings]).isascii(),
        )
        or judge(restored, 0, len(restored)).odd
        or any(find_lost(restored))
        or _is_rest_garbled(text, start, end, [*readings, *swallowed], restored)
    ):
        return [each._replace(is_sure=False) for each in found]
    return found


def _with_lost_space(text: str, start: int, end: int, readings: Sequence[MisreadRun]) -> Iterator[Garbled]:
    """Yield each “à” that stands as Ã beside other garbled letters, because its second byte, a no-break space in
    windows-1252, has become a space or was joined with the one behind it.
    """
    if any(each.undone[0].codecs == (_WESTERN,) for each in readings):
        for match in _LONE_A.finditer(text, start, end):
            yield Garbled(*match.span(), ("à",), _how((_WESTERN,)), is_sure=False)


def _is_something_left(text: str, start: int, end: int, found: Sequence[Garbled]) -> bool:
    """Tell whether characters would stay in a block that no reading puts back: replaced or control characters, or those
    with which others begin, such as Ã or √, unless they stand in a common word (âge).
    """
    told = (each for each in find_lost(text[start:end]) if each.was)
    places = sorted(
        {(each.start, each.end) for each in found} | {(start + each[0], start + each[1]) for each in told}
    )
    left = _put_back(text, start, end, [(first, last, _PUT_BACK) for first, last in places])
    if _REPLACEMENT in left or _CONTROL.search(left):
        return True
    firsts = _LEADS | {text[first] for first, _ in places}
    return any(
        not firsts.isdisjoint(word.group()) and not _is_common(word.group()) for word in _WORD.finditer(left)
    )


def _is_common(word: str) -> bool:
    return any(word.lower() in common_words(language) for language in _WITH_SUCH_LETTERS)


def _is_rest_garbled(
    text: str, start: int, end: int, put: Sequence[MisreadRun | Garbled], restored: str
) -> bool:
    """Tell whether what cannot be put back of a block looks misread itself, as where bytes of it were lost."""
    rest = _put_back(text, start, end, sorted((each[0], each[1], " ") for each in put))
    if _HALF.search(rest):
        return True
    codecs = {each.undone[0].codecs[0] for each in put if isinstance(each, MisreadRun)}
    if any(sequences_of(codec).search(rest) for codec in codecs):
        return True
    firsts = {text[each[0]] for each in put}
    if any(each.group() in firsts for each in _LONE_FIRST.finditer(rest)):
        return True
    return not scripts_of(restored) <= {"LATIN"} and "LATIN" in scripts_of(_ASCII.sub("", rest))


def _put_back(text: str, start: int, end: int, put: Iterable[tuple[int, int, str]]) -> str:
    """Return a block in which some characters were put back, without markup; `put` has their places in order."""
    pieces, at = [], start
    for first, last, was in put:
        pieces += [text[at:first], was]
        at = last
    return "".join((*pieces, text[at:end])).replace(MARKUP, "").replace(OBJECT, " ")


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
            # Of UTF-8 the others cannot read all: a text has only lost by it what they left out.
            return [each._replace(is_sure=False) for each in found], True
        if marks := [each for each in found if _MARK.fullmatch(each.was[0])]:
            return marks, False
    return [], False


def _joined(text: str, readings: Sequence[MisreadRun]) -> list[Garbled]:
    """Return the runs; as one where only spaces and punctuation stand between words without Latin letters."""
    joined: list[Garbled] = []
    for start, end, undone in readings:
        how = _how(undone[0].codecs, is_latin_1=_DEFINED_CONTROL.search(text, start, end) is not None)
        each = Garbled(
            start, end, tuple(dict.fromkeys(one.was.removeprefix(BYTE_ORDER_MARK) for one in undone)), how
        )
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
