"""quotes/stray-quote-space."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from copydesk.analysis.damage.fixability import unless_often
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.quotes.code_signs import is_among_code_signs
from copydesk.analysis.quotes.pairing.not_quotes import is_character
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_MARKS = frozenset("\"“”„‘’‚'«»")
_ANGLES = frozenset("«»‹›")
_TORN = (' "', " “")
_FIRST = compile_later(
    r"[B-HJ-NP-TW] .(?:(?<=W..)(?:e|hen|hat|ho|hy|here|ell|as|ould|ith|hile|ill)"
    r"|(?<![WVSKZ]..)(?:e|he|o|ou|ut|ur|ell|here|his|hat|ook|ome|any|ow|ever|ot|hen|aybe|eople|ever))[ ]"
)
"""What a large first letter leaves behind that was read before its mark: T “he pond is frozen.”"""
_ANY_MARK = compile_later('["“”„«»]')
_ENDS = frozenset(".,!?…")
_BEFORE_OPENING = frozenset(" \n(—–\0")
_REACH = 100
"""How much markup before a mark is looked through, in code points."""
_LEADS_IN = frozenset("([{-–—/\"“„‘‚«'¿¡*_")
_JOINING = frozenset(
    "and or with not to into by et ou und oder mit y o con e ou com ed of en och i и или".split()
)
"""What stands between two marks that are spoken of: “ and ”."""
_STRING = compile_later(r"[-=/<\\|_.~].*|.*[-:=/>|]|[^\w\0]+")
"""Words in straight marks that look like a string of code, whose spaces are meant: "-----BEGIN ", ", "."""

_SPOKEN = 4
"""The least words of what somebody surely says; of fewer a text may say that they begin or end with a space."""


@rule(fixable=True, front_matter="alone")
def stray_quote_space(doc: Document) -> Iterator[Flag]:
    """A space stands between a quotation mark and the words that it encloses.

    It is left over from pasting or from markup, and can push the mark to the end of a line. The spaces of French
    marks, a thin space between two marks, and marks that an article speaks of as characters are in order. Mended unseen
    is one space at one end of a longer quotation in ordinary prose, if all other marks of the paragraph tell whether
    they open or close. Spaces at both ends, or in many quotations, may be meant.

    Bad: The sign said “ closed ” in red.
    Good: The sign said “closed” in red.
    Good: Le panneau disait « fermé ».
    Good: The header begins with "-----BEGIN " and a name.
    Measured: 29 findings in 3,065 news articles, none of them judged false (python -m bench quotes)
    """
    yield from unless_often(_stray_spaces(doc))


def _stray_spaces(doc: Document) -> Iterator[Flag]:
    text = doc.text
    is_french = language_data(doc.language).guillemets_are_spaced
    for block in doc.blocks:
        if text[block.start + 1 : block.start + 3] in _TORN and _FIRST.match(text, block.start, block.end):
            message = "the quotation's first letter stands before its mark"
            yield Flag(block.start, block.start + 3, message)
    for quotation in doc.quotations.pairs:
        start, end = quotation.start, quotation.end
        if text[start] in _ANGLES or text[end - 1] in _ANGLES:
            continue
        inner = text[start + 1 : end - 1]
        body = inner.strip()
        left = len(inner) - len(inner.lstrip())
        right = len(inner) - len(inner.rstrip())
        if not (left or right) or not body:
            continue
        if not {"\n", "\r"}.isdisjoint(inner[:left] + inner[len(inner) - right :]):
            continue
        if left and right and text[start - 1 : start] in _ENDS:
            continue  # the marks of two quotations around what stands between them, such as “, she said, ”
        if (is_french and left and right) or _is_meant(doc, start, end, body):
            continue
        is_sure = left + right == 1 and _is_surely_speech(doc, start, end, body)
        if left and body[0] not in _MARKS and not body.startswith(("…", "...")):
            message = "a space after the opening mark"
            apart = "" if _may_stand_before(text[max(0, start - _REACH) : start].rstrip("\0")[-1:]) else " "
            mark = apart + doc.source[start]
            yield Flag(start, start + 1 + left, message, (mark,), is_sure=is_sure and not apart)
        if right and body[-1] not in _MARKS and not quotation.runs_on:
            message = "a space before the closing mark"
            apart = " " if text[end : end + 1].isalnum() else ""
            mark = doc.source[end - 1] + apart
            yield Flag(end - 1 - right, end, message, (mark,), is_sure=is_sure and not apart)


def _may_stand_before(character: str) -> bool:
    """Tell whether a quotation may open right behind a character, "" at the start."""
    return not character or character.isspace() or character in _LEADS_IN


def _is_surely_speech(doc: Document, start: int, end: int, body: str) -> bool:
    """Tell whether two marks enclose several words of ordinary prose, and all others of the block stand where they
    belong, so that no mark can be another one's partner.
    """
    if len(body.split()) < _SPOKEN or not _MARKS.isdisjoint(body):
        return False
    if body[-1] not in _ENDS and not _is_announced(doc, start):
        return False
    block = doc.block_at(start)
    if block is None or not doc.once(_marks_are_clear)(block.start, block.end, start, end):
        return False
    return all(doc.is_plain_prose(at, at + 1, in_quotations=True) for at in (start, end - 1))


def _is_announced(doc: Document, start: int) -> bool:
    """Tell whether a verb of saying stands right before a quotation."""
    words = doc.text[max(0, start - _REACH) : start].replace("\0", "").split()
    return bool(words) and words[-1].strip(",:").lower() in language_data(doc.language or "en").tag_verbs


def _marks_are_clear(doc: Document) -> Callable[[int, int, int, int], bool]:
    """Return what tells whether all marks of a block, but for those of one quotation, are pairs that touch the words
    inside and no word outside.
    """
    text = doc.text

    @cache
    def are_clear(first: int, last: int, start: int, end: int) -> bool:
        opens = False
        for match in _ANY_MARK.finditer(text, first, last):
            at = match.start()
            before, behind = (text[at - 1 : at] if at > first else ""), text[at + 1 : at + 2]
            opens = not opens
            if at in (start, end - 1):
                is_right = opens == (at == start)
            elif opens:
                is_right = (not before or before in _BEFORE_OPENING) and behind.isalnum()
            else:
                is_right = bool(before.strip()) and not behind.isalnum()
            if not is_right or match.group() in ("”" if opens else "“"):
                return False
        return not opens

    return are_clear


def _is_meant(doc: Document, start: int, end: int, body: str) -> bool:
    """Tell whether the marks belong to a string of code, or are characters that the text speaks of."""
    text = doc.text
    if _JOINING.issuperset(body.lower().split()):
        return True
    if text[start] in "\"'" and _STRING.fullmatch(body):
        return True
    if is_among_code_signs(text, start, start + 1) or is_among_code_signs(text, end - 1, end):
        return True
    return is_character(text, start, start + 1) or is_character(text, end - 1, end)
