"""Imprint: read the marks of a printed page in a line: its number, an issue's, the gap between title and number."""

from __future__ import annotations

from copydesk.analysis.language.languages import in_all_languages
from copydesk.support.patterns import regex_later

_LONGEST = 110
"""In code points; what is longer is a sentence."""
_ENOUGH = 2
"""So many marks make a running head of a line."""

# “Title      17” and “48     Title”: what a printer sets at both ends of a line.
_GAP = regex_later(
    r"\A(?:(?:\d{1,4}|[ivxlc]{1,7})(?:[ ]{4,}|[ ]?\t+[ ]?)(?=.{0,20}\p{L}{3})"
    r"|(?=.{0,40}\p{L}{3})[^\t]{1,90}?(?:[ ]{4,}|\t+[ ]?)(?=[^ \t])(?:.{0,30}[ ./])?\d{1,4}\W{0,3}\Z)"
)
# “No. 12”, “p. 48”, “vol. XIV”: a number and the word before it.
_NUMBERED = regex_later(
    r"(?<![\p{L}\d])(?P<word>\p{L}{1,10})[.]?[ ]?[°º]?[ ]?(?:\d{1,5}|[IVXLC]{1,7})(?![\p{L}\d])"
)
# “57 | Title”, “Title · 17”.
_EDGE = regex_later(r"\A\W{0,3}\d{1,4}[ ]?[|·•—–][ ]?\p{L}|\p{L}[ .]{0,2}[|·•—–][ ]?\d{1,4}\W{0,3}\Z")
# “18 (2)”, “3(14)/2011”, and with the pages of an article: “14 (3): 201–219”.
_VOLUME = regex_later(r"(?<![\w.,])\d{1,3}[ ]?\(\d{1,3}\)(?![\w.])")
_PAGES = regex_later(r"\d\)?[ ]?:[ ]?\d{1,4}[–-]\d{1,4}(?!\w)")
_YEAR = regex_later(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d|[.,]\d|[%€$£])")
_DIVIDED = regex_later(r"[|·•—–;/()]|[ ]-[ ]")
_SENTENCE = regex_later(r"[!?;:…]\W{0,3}\Z|\p{Ll}{3}[.]\W{0,3}\Z|\A\W{0,3}\p{Ll}|[\"“”«»„]|\A[ ]?[—–-][ ]")
_MUSIC = regex_later(
    r"(?i)\b(?:conc[eè]rt|konzert|s[iy][nm][fp]h?on|sonat|opus|quartet|quatuor|prelud|étude|suite|walzer|waltz|op\b)"
)
_DIGIT = regex_later(r"\d")
_CAPITAL = regex_later(r"\p{Lu}")


def is_running_head(line: str) -> bool:
    """Tell whether a line bears enough marks of a printed page, and is no sentence."""
    if len(line) > _LONGEST or not _DIGIT.search(line) or _SENTENCE.search(line) or not _CAPITAL.search(line):
        return False
    return _marks(line) >= _ENOUGH and not _MUSIC.search(line)


def _marks(line: str) -> int:
    """Count the marks; one of a year or at the edge alone counts only beside a page's or an issue's."""
    numbered = {match["word"].lower().rstrip("º") for match in _NUMBERED.finditer(line)}
    has_page = not numbered.isdisjoint(in_all_languages("page_words"))
    sure = (
        2 * (_GAP.search(line) is not None)
        + has_page
        + (not numbered.isdisjoint(in_all_languages("issue_words")))
        + (_VOLUME.search(line) is not None)
        + (_PAGES.search(line) is not None)
    )
    if not sure or sure >= _ENOUGH:
        return sure
    is_dated = _YEAR.search(line) is not None and (
        _DIVIDED.search(line) is not None or (has_page and "," in line)
    )
    return sure + is_dated + (_EDGE.search(line) is not None)
