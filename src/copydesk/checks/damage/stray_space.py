"""damage/stray-space."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from copydesk.analysis.damage.fixability import unless_often
from copydesk.analysis.damage.spaced_marks import (
    DATE_WORDS,
    FUNCTION_WORDS,
    SpacedMark,
    is_laid_out,
    looks_like_code,
    may_have_spaced_marks,
    spaced_marks,
)
from copydesk.analysis.dates.lost_dates.empty_dates import find_gaps, touches
from copydesk.analysis.language.detection import STOP_WORDS, detect_language
from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.names.lexicon import CALENDAR, is_known
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_MARKS = {
    ",": "comma",
    ".": "full stop",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
}
_SPACES_ITS_MARKS = frozenset({"fr"})
"""Languages that put a space before tall marks: ; : ! ?"""
_SHORT_LINE = 60
_FEW = 3
_KEEPS_APART = ("#", "@")
_NAME = regex_later(r"\p{Lu}\p{Ll}{2,}")
_SMALL_WORD = regex_later(r"[ \u00a0]\p{Ll}")
_CLOSES = regex_later(
    r"[ \t\u00a0]+(?:[*_~]|\]\((?:[^()\n]|\([^()\n]*\))*+\)|\](?:\[[^\]\n]*\])?|</\p{L}+\s*>)++"
)
"""Markup that ends in front of a mark; any other, such as a footnote's number, stands there itself."""
_NEVER_BEFORE_A_COLON = FUNCTION_WORDS | language_data("en").question_starts
_SPACED_GUILLEMETS = regex_later(r"«[ \u00a0\u202f]\P{Z}|(?<=\P{Z})[ \u00a0\u202f]»")
_TALL_WITHOUT_SPACE = regex_later(r"(?<=\p{L})[;:!?](?=\s|\Z)")
_OPENS = regex_later(r"\p{L}|[“„‘‚«‹(\[]|[\"'](?=\p{L})")
"""What begins a word, or what is quoted or in brackets."""
_WORDS = regex_later(r"\p{L}+")
_NEW_SENTENCE = regex_later(r"[\0”’\")]*+(?:\Z|\s*+[\0\"'“„‘«(]*+(?:\Z|\p{Lu}))")
_ANOTHER_MARK = regex_later(r"[ \u00a0]+(?![“„‘«\"'(\[])[\p{P}\p{S}](?:\s|\Z)|[ \u00a0](?:-\p{L}|/\w)")
_COMMAND = regex_later(
    r"(?<![^\s\0])(?:-\p{L}|--\p{L}[\p{L}\d-]*+|\$|~?/[\w.-]++/[\w./-]*+|\.{1,2}/)(?![^\s\0.,])"
)
"""An option or a path, as in what is typed at a prompt."""
_WORDS_OF_COMMAND = 4
_LONGEST_WORDS = 60
"""So many words before a dot may be the command that it belongs to, and so many code points are read for them."""
_NAMED_BY = in_all_languages("marks_named_by")


@rule(fixable=True, places=("body", "list", "quote", "caption"), front_matter="alone")
def stray_space(doc: Document) -> Iterator[Flag]:
    """A space stands before a comma, full stop or other mark.

    It is left where a scraper took a link or a footnote apart. French puts spaces before some marks, and these are left
    alone there; so are ellipses, decimals (.5), file names (.txt), emoticons, and marks behind a hashtag, a formula, a
    footnote's number or a tag that a sentence names, and columns and drawings in plain text. Where a word seems to be missing before the mark, `missing-word`
    says so. Mended unseen are only one or two commas and full stops behind ordinary words in prose, outside quotations:
    who has more may space them so, as old books and lists of tokens do.

    Bad: The harbour board met on Tuesday , and nobody came .
    Good: The harbour board met on Tuesday, and nobody came ... or so they say :)
    Measured: 57 of 57 findings right in 3,065 news articles; about 3 in 4 in 791 web articles, where code is read as prose (python -m bench damage); 70 of 72 in 2,020 files of ten content repositories.
    """
    if may_have_spaced_marks(doc.text):
        yield from unless_often(_spaced_marks(doc))


def _spaced_marks(doc: Document) -> Iterator[Flag]:
    marks = ",." if doc.language in _SPACES_ITS_MARKS else _MARKS
    gaps = None
    for block in doc.blocks:
        has_code: bool | None = None
        found = list(spaced_marks(doc.text, block.start, block.end))
        # Who has two in a paragraph may hear a rest there.
        has_pauses = sum(each.mark == "," for each in found) > 1
        for spaced in found:
            _, start, end, _word, mark = spaced
            if mark not in marks or _is_right(doc, spaced, is_short=block.end - block.start < _SHORT_LINE):
                continue
            if has_code is None:
                has_code = (
                    looks_like_code(doc.text, block.start, block.end)
                    or _COMMAND.search(doc.text, block.start, block.end) is not None
                    or (not doc.syntax.is_markup and is_laid_out(doc.text, block.start, block.end))
                )
            if has_code:
                break
            if gaps is None:
                gaps = find_gaps(doc.plain, doc.blocks, doc.dates)
            if touches(gaps, start, end):
                continue  # the date that is missing there is another rule's
            is_glued = _OPENS.match(doc.text, end) is not None  # the space stands on the wrong side
            suggestions = () if "\0" in doc.text[start:end] else (f"{mark} " if is_glued else mark,)
            # Taller marks stand apart in French, and in what its speakers write in other languages.
            is_sure = (
                mark in ",."
                and (not has_pauses if mark == "," else _ends_a_sentence(doc.text, end))
                and _is_ordinary(doc, spaced)
                and doc.is_plain_prose(start, end)
                and spaced.word.lower() not in FUNCTION_WORDS
                and spaced.word.lower() not in _NAMED_BY
                and not (mark == "." and _may_be_folder(doc.text, block.start, start))
            )
            yield Flag(
                start, end, f"there is a space before the {_MARKS[mark]}", suggestions, is_sure=is_sure
            )


def _ends_a_sentence(text: str, end: int) -> bool:
    """Tell whether nothing, or what can begin a sentence, follows a mark."""
    return _NEW_SENTENCE.match(text, end) is not None


def _is_ordinary(doc: Document, spaced: SpacedMark) -> bool:
    """Tell whether a mark stands behind a word of the language, or a name with which a part of the sentence ends.

    In front of another capital a comma may belong to a name or a title, with its space.
    """
    word = spaced.word
    if word in CALENDAR or (word.islower() and is_known(word, doc.language)):
        return True
    return _NAME.fullmatch(word) is not None and (spaced.mark == "." or _goes_on(doc.text, spaced.end))


def _goes_on(text: str, end: int) -> bool:
    return _SMALL_WORD.match(text, end) is not None


def _is_named(text: str, spaced: SpacedMark) -> bool:
    """Tell whether a mark is named instead of used: a word for such things, or another mark, stands beside it."""
    return (spaced.mark not in ",." and spaced.word.lower() in _NAMED_BY) or _ANOTHER_MARK.match(
        text, spaced.end
    ) is not None


def _may_be_folder(text: str, begin: int, dot: int) -> bool:
    """Tell whether a dot may be the last word of a command, the folder that one is in, as in “docker build .”."""
    words = _WORDS.findall(text, max(begin, dot - _LONGEST_WORDS), dot)[-_WORDS_OF_COMMAND:]
    return not in_all_languages("command_words").isdisjoint(map(str.lower, words))


def _is_right(doc: Document, spaced: SpacedMark, *, is_short: bool) -> bool:
    """Tell whether a mark may stand apart from the word before it, or a word is missing there."""
    word_start, start, end, word, mark = spaced
    if mark in ",." and (word.lower() in FUNCTION_WORDS or word.lower() in DATE_WORDS):
        return True
    if _is_named(doc.text, spaced) or (mark not in ",." and _is_typography(doc, start)):
        return True
    # "3 : 1"; and headlines set their colons apart
    if mark in ":;" and (word.isdigit() or is_short):
        return True
    is_inside = _SMALL_WORD.match(doc.text, end) is not None
    if is_inside and (mark in ".?!" or (mark in ":;" and word.lower() in _NEVER_BEFORE_A_COLON)):
        return True  # the mark is spoken of: “the handling of ? in addresses”
    if doc.text[word_start - 1 : word_start] in _KEEPS_APART:
        return True  # what follows a hashtag or an account's name at once may become part of it
    between = doc.source[start : end - 1]
    return "\0" in doc.text[start:end] and (word.isdigit() or not _CLOSES.fullmatch(between))


def _is_typography(doc: Document, space: int) -> bool:
    """Tell whether a space before a tall mark belongs there: one that does not break, or among French."""
    if doc.text[space] == "\xa0" or doc.language in _SPACES_ITS_MARKS:
        return True
    block = doc.block_at(space)
    if block is None:
        return False
    return doc.once(_spacing_blocks)(block.start, block.end) or (
        doc.language is None and doc.once(_speaks_french)
    )


def _spacing_blocks(doc: Document) -> Callable[[int, int], bool]:
    """Return what tells whether a block's language or its quotation marks keep such spaces; each is read once."""

    @cache
    def spaces(start: int, end: int) -> bool:
        words = doc.text[start:end]
        return _SPACED_GUILLEMETS.search(words) is not None or detect_language(words) in _SPACES_ITS_MARKS

    return spaces


def _speaks_french(doc: Document) -> bool:
    """Tell whether a text too short to tell its language has words of French, and a space before every tall mark."""
    words = set(_WORDS.findall(doc.text.lower()))
    is_like_it = any(len(words & STOP_WORDS[code]) >= _FEW for code in _SPACES_ITS_MARKS)
    return is_like_it and not _TALL_WITHOUT_SPACE.search(doc.text)
