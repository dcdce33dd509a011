"""Spaces before marks, and what is missing there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.language.languages import in_all_languages
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

FUNCTION_WORDS = in_all_languages("never_before_a_mark")
"""Articles, prepositions and conjunctions that nothing but a missing word parts from a mark."""

DATE_WORDS = frozenset(
    "january february march april may june july august september october november december in on since until".split()
)
"""Words after which a gap is most often a date's: the family “dates” looks there."""

_MAY_BE_SPACED = compile_later(r"[,.;:!?](?<=[ \t\xa0\0].)")
_CODE = compile_later(r"[{}_\\|]|[=:&]{2}|;;| = |\w\.\w+\(")
_SPACE_BEFORE_MARK = compile_later(
    r"(?<![ \t\xa0])[ \t\xa0]+\0*(?:(?:[,.:!?]|(?<!  [ \0])(?<!   );)(?=[\s\0”’\")]|\Z)(?![ \0]*[.)(])"
    r"|(?<=[a-z] )(?:,(?=[a-z]{2})|\.(?=(?!Net\b)[A-Z][a-z]+ [a-z])))"
)
_WIDE = compile_later(r"(?: (?<=[^ \t\r\n.!?:…”’\"'].) |\t(?<=[^ \t\r\n].))(?=[ \t]{0,200}[^\s])")
"""Spaces inside a line that part more than words; after a sentence some put two."""
_LEAST_WIDE = 2
_LAST_WORD = compile_later(r"(?<![^\W_])([^\W_]+)[”’\"%)]?\0*\Z")


class SpacedMark(NamedTuple):
    """A mark with white space before it: offsets of the word, of the space and behind the mark, and the two as read."""

    word_start: int
    start: int
    end: int
    word: str
    mark: str


def spaced_marks(text: str, start: int, end: int) -> Iterator[SpacedMark]:
    """The commas, full stops and other marks between two offsets that stand apart from the word before them.

    A mark alone in its own markup is spoken of as a character, and left out.
    """
    for match in _SPACE_BEFORE_MARK.finditer(text, start, end):
        if match.group()[-2] == MARKUP == text[match.end() : match.end() + 1]:
            continue
        at = max(start, match.start() - 40)
        if word := _LAST_WORD.search(text[at : match.start()]):
            yield SpacedMark(at + word.start(1), match.start(), match.end(), word[1], match.group()[-1])


def may_have_spaced_marks(text: str) -> bool:
    """False if no mark in the text has a space before it; quick to tell."""
    return _MAY_BE_SPACED.search(text) is not None


def is_laid_out(text: str, start: int, end: int) -> bool:
    """Tell whether spaces draw columns or a picture between two offsets: wide ones stand inside the lines, more than
    once.
    """
    return len(list(islice(_WIDE.finditer(text, start, end), _LEAST_WIDE))) == _LEAST_WIDE


def looks_like_code(text: str, start: int, end: int) -> bool:
    """Tell whether what lies between two offsets has signs that programs have and prose has not."""
    return _has_signs_of_code(text[start:end])


@kept_by_text
def _has_signs_of_code(passage: str) -> bool:
    return _CODE.search(passage) is not None
