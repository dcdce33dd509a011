"""boilerplate/running-head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import regex

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.damage.scans.imprint import is_running_head
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_CAPITALS = r"\p{Lu}[\p{Lu}\d .,:;'’&()–—-]{5,80}"
_HEAD = regex_later(
    rf"[\s\0*_\[|–—-]*(?:(?P<first>\d{{1,4}}|[ivxlc]{{1,7}})[ .|–—]{{1,4}}(?P<behind>{_CAPITALS})"
    rf"|(?P<before>{_CAPITALS}?)[ .,|–—]{{1,4}}(?P<last>\d{{1,4}}|[ivxlc]{{1,7}}))[\s\0*_\]|.]*\Z"
)
# A page's number alone, with dashes around it or without.
_NUMBER = regex_later(r"[\s\0*_\[(|–—-]{0,6}\d{1,4}[\s\0*_\])|–—-]{0,6}\Z")
# What a scanner makes of print: a word that a line's end has cut in two, a letter for a digit.
_OF_SCAN = regex_later(
    r"(?<=\p{Ll}{2})- (?!(?:and|or|und|oder|bzw|et|ou|y|o|e|en|of|i|lub|och|eller|og)\b)\p{Ll}{2}|\b[lI]\d{1,3}\b|\b\d[lO]\d\b"
)
_INDENTED = 8
"""A page's number stands so many columns from the margin or more, in the middle of the line."""
_LONE = range(1, 4)
"""So many lines with a number alone may be pages' numbers; more are a count of sections."""
_ENDED = regex_later(r"[.!?:;…\"”»“’)\]][\s\0*_]*\Z")
_GOES_ON = regex_later(r"[\s\0*_]*\p{Ll}")
# What papers and books are called that have been scanned.
_PERIODICAL = regex_later(
    r"[\p{Lu}.]: ?\p{Lu}|\. [—–] ?\p{Lu}|\b"
    + one_of(
        "MISCELLANY|ANTIQUARY|GAZETTE|JOURNAL|REVIEW|MAGAZINE|CHRONICLE|HERALD|ANNALS|BULLETIN|TRANSACTIONS",
        "PROCEEDINGS|QUARTERLY|ALMANAC|MEMOIRS|HISTORY OF|ZEITSCHRIFT|JAHRBUCH|ANNALEN|MITTEILUNGEN|BLÄTTER",
        "ANALES|BOLETÍN|REVISTA|REVUE|ANNALES|MÉMOIRES|BOLLETTINO|RIVISTA|ATTI|ANAIS|BOLETIM|JAARBOEK|TIJDSCHRIFT",
        "MERCURY|TIMES|POST|COURIER|NEWS|ECHO|STAR|TRIBUNE|OBSERVER|ADVERTISER|ARGUS|EXAMINER|STANDARD|INDEPENDENT",
        "ZEITUNG|TAGEBLATT|BOTE|KURIER|ANZEIGER|NACHRICHTEN|COURRIER|ÉCHO|DÉPÊCHE|MONITEUR|DIARIO|HERALDO|GACETA|CORREO",
        "CORRIERE|GAZZETTA|GIORNALE|DIÁRIO|JORNAL|GAZETA|CORREIO|COURANT|BODE|KURJER|TIDNING|TIDENDE|AVIS|NOVINY|LISTY",
        "ROCZNIK|TIDSKRIFT|TIDSSKRIFT|ÅRSBOK|ÅRBOG|PREFACE|VORWORT|PRÉFACE|INTRODUCTION|EINLEITUNG",
    )
    + r"\b"
)
_OF_TEXT = 40
"""The least length of a paragraph of the article, in code points."""
_SENTENCE_ENDS = "!?:;…”“»"
"""What no running head ends in; a full stop may end an abbreviation."""
_LONGEST = 120
"""The greatest length of a running head, in code points."""
_OF_NUMBER = 12
"""The greatest length of a line with a page's number, in code points."""
_YEARS = range(1000, 2101)


@rule(places=("body", "list"), generality=1)
def running_head(doc: Document) -> Iterator[Flag]:
    """The running head of a scanned page, with its number, stands between two paragraphs or within a sentence.

    “THE TARN QUARTERLY 47” was printed over the page; a scanner reads it as a line of the text. It is known by capitals
    with a number beside them, and by one more sign: a sentence that it cuts in two, the same words with other numbers
    elsewhere, or the name of a periodical or a preface. In other letters it is known by several marks of print: an issue's
    number, a page's, a wide gap before it. A number alone is a page's where it cuts a sentence in two, stands in the
    middle of its line, or where a scanner has left other traces.

    Bad: The keeper of the lock rowed out at dawn, and when the fog had lifted he saw that the ¶ THE TARN QUARTERLY 47 ¶ gate had been open all night, so that the pound above it lay dry.
    Good: The keeper of the lock rowed out at dawn, and the fog lifted. ¶ TOP 10 ¶ The gate had been open all night, so that the pound above it lay dry.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if doc.syntax.is_page:
        return
    numbered = [
        index
        for index, block in enumerate(doc.blocks)
        if block.end - block.start <= _OF_NUMBER and _NUMBER.match(_text(doc, index)) and _around(doc, index)
    ]
    for index in numbered:
        block = doc.blocks[index]
        if _cuts(doc, index):
            yield Flag(block.start, block.end, "a page's number stands within a sentence")
        elif len(numbered) in _LONE and (_is_centred(doc, block.start) or _OF_SCAN.search(doc.text)):
            yield Flag(block.start, block.end, "a page's number stands between two paragraphs")
    yield from _printed(doc)
    heads = [(index, match) for index in range(len(doc.blocks)) if (match := _match(doc, index))]
    if not heads:
        return
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for _, match in heads:
        numbers[(match["behind"] or match["before"]).strip(" .,")].add(match["first"] or match["last"] or "")
    for index, match in heads:
        words = (match["behind"] or match["before"]).strip(" .,")
        if len(numbers[words]) > 1 or _is_between(doc, index, named=_PERIODICAL.search(words) is not None):
            block = doc.blocks[index]
            yield Flag(block.start, block.end, f"“{words}” with a page's number: a running head of a scan")


def _printed(doc: Document) -> Iterator[Flag]:
    """Yield the lines between two paragraphs that bear the marks of a printed page."""
    for index, block in enumerate(doc.blocks):
        if block.end - block.start > _LONGEST or doc.text[block.end - 1] in _SENTENCE_ENDS:
            continue
        if not is_running_head(_text(doc, index).strip("\0*_ ")):
            continue
        if _cuts(doc, index) or (
            _around(doc, index) and all(_is_paragraph(doc, at) for at in (index - 1, index + 1))
        ):
            yield Flag(block.start, block.end, "a running head or foot of a printed page, with its number")


def _is_paragraph(doc: Document, index: int) -> bool:
    block = doc.blocks[index]
    return block.end - block.start > 2 * _OF_TEXT or is_sentence(doc.text, block)


def _is_centred(doc: Document, start: int) -> bool:
    """Tell whether an offset is far from its line's start, with nothing before it."""
    before = doc.source[doc.source.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and len(before.expandtabs()) >= _INDENTED


def _match(doc: Document, index: int) -> regex.Match[str] | None:
    block = doc.blocks[index]
    if block.end - block.start > 2 * _OF_TEXT + 20:
        return None
    match = _HEAD.match(doc.text[block.start : block.end])
    if match is None or (
        (match["last"] or match["first"] or "").isdigit() and (int(match["last"] or match["first"]) in _YEARS)
    ):
        return None
    return match


def _is_between(doc: Document, index: int, *, named: bool) -> bool:
    """Tell whether a block stands between paragraphs: of one sentence, or of any if it is named like a periodical."""
    around = _around(doc, index)
    if around is None:
        return False
    before, behind = around
    if _ENDED.search(before) is None:
        return named or _GOES_ON.match(behind) is not None or len(before) > 2 * _OF_TEXT
    return (
        named
        and is_sentence(doc.text, doc.blocks[index - 1])
        and is_sentence(doc.text, doc.blocks[index + 1])
    )


def _cuts(doc: Document, index: int) -> bool:
    """Tell whether a block stands within a sentence of two paragraphs."""
    around = _around(doc, index)
    return around is not None and _ENDED.search(around[0]) is None and _GOES_ON.match(around[1]) is not None


def _around(doc: Document, index: int) -> tuple[str, str] | None:
    """Return the paragraphs before and behind a block; None if one is too short to be the article's, or missing."""
    if not 0 < index < len(doc.blocks) - 1:
        return None
    before, behind = _text(doc, index - 1), _text(doc, index + 1)
    is_rest = _ENDED.search(before) is None and _GOES_ON.match(behind) is not None
    return (before, behind) if len(before) >= _OF_TEXT and (is_rest or len(behind) >= _OF_TEXT) else None


def _text(doc: Document, index: int) -> str:
    block = doc.blocks[index]
    return doc.text[block.start : block.end]
