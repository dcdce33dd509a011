"""damage/lost-letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import is_word, knows_words_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_INSIDE = regex_later(
    r"\?(?<=(?<![\p{L}\p{N}/.=&@_-])(?P<before>\p{L}{1,20}).)(?=(?P<after>\p{Ll}{1,20})(?![\p{L}\p{N}=_&/\[(-]))"
)
_AT_END = regex_later(
    r"\?(?<=(?<![\p{L}\p{N}/.=&@_'’-])(?P<before>\p{Ll}{3,20}).)(?=[ \u00a0]\p{Ll}{2,20}[ \u00a0,.])"
)
_OF_COMMON_WORD = regex_later(
    r"\?(?<=(?<![\p{L}\p{N}/.=&@_'’-])(?P<before>\p{L}\p{Ll}{2,20}).)(?=[ \u00a0]\p{L}{2,20}[ \u00a0,.])"
)
_SENTENCE_START = regex_later(r"(?r)(?:\A|[.!?\n“\":;])[\s\0]*(?P<first>[^\W\d_]+)")
_ASKED_TO_ITS_END = regex_later(r"[^.!?\n]*(?:\?[ \u00a0]\p{Ll}[^.!?\n]*)*+\?(?![ \u00a0]\p{Ll})")
"""The rest of questions in a row: (a rack? a bell? or both?)"""
_WESTERN = frozenset("áàâäãåçéèêëíñóôöøúüß")
_TAKEN_IN = frozenset(
    ("attaché", "café", "cliché", "communiqué", "fiancé", "jalapeño", "pâté", "protégé", "résumé", "soufflé")
)
"""Words with an accent that many languages have."""
_ASKING = language_data("en").question_starts


@rule(needs=["?"], front_matter="alone")
def lost_letter(doc: Document) -> Iterator[Flag]:
    """A question mark stands where a letter or an apostrophe was.

    A program that knew the letters of English only wrote “fa?ade” for “façade” and “M?ller” for “Müller”. At a word's
    end a question mark is a letter's only in English, if the word is none without it and the sentence asks nothing:
    “the caf? door”.

    Bad: The fa?ade was painted by Ren?e Dahl.
    Good: Is it so?Yes, he said, and left? nobody knew.
    Measured: 2 of 2 findings right in 5,630 articles; no finding in 2,020 files of ten content repositories.
    """
    found = [
        match
        for match in kept_matches(_INSIDE, doc.text)
        if not _are_two_words(match["before"], match["after"])
    ]
    if knows_words_of(doc.language):
        found += [match for match in kept_matches(_AT_END, doc.text) if _is_cut(doc, match)]
    told = {match.start() for match in found}
    found += [
        match
        for match in kept_matches(_OF_COMMON_WORD, doc.text)
        if match.start() not in told and _lacks_a_letter(doc, match)
    ]
    in_code = cache(partial(looks_like_code, doc.text))
    for match in found:
        block = doc.block_at(match.start())
        if block and not in_code(block.start, block.end):
            start, end = match.span("before")[0], match.end() + len(match.groupdict().get("after") or "")
            yield Flag(start, end, f"a letter or an apostrophe was lost in “{doc.text[start:end]}”")


def _are_two_words(before: str, after: str) -> bool:
    """Tell whether a question mark parts two words, between which only the space is missing."""
    return len(after) > 1 and is_word(before) and is_word(after)


def _is_cut(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether what stands before a question mark is no word, and the question mark ends no question."""
    if (
        is_word(match["before"])
        or _asks(doc.text, match.start())
        or _ASKED_TO_ITS_END.match(doc.text, match.end())
    ):
        return False
    block = doc.block_at(match.start())
    if block and doc.text.find("¿", block.start, block.end) >= 0:
        return False
    return doc.is_in_its_language(match.start())


def _lacks_a_letter(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether what stands before a question mark is no word, and with a letter of the language a common one.

    “Sind es f?”: at a sentence's end the mark may be its own, and the word one that is not known.
    """
    language = doc.language or ""
    common, word = common_words(language), match["before"].lower()
    letters = language_data(language).accented_letters or _WESTERN
    if not common or word in common or (knows_words_of(language) and is_word(word)):
        return False
    if not any(
        word + letter in common or word + letter in _TAKEN_IN for letter in letters if letter.islower()
    ):
        return False
    behind = doc.text[match.end() + 1]
    is_taken_in = any(word + letter in _TAKEN_IN for letter in letters)
    if behind.isupper() and not is_taken_in and _asks(doc.text, match.start()):
        return False
    return doc.is_in_its_language(match.start())


def _asks(text: str, mark: int) -> bool:
    """Tell whether the sentence that a question mark may end begins as questions do."""
    start = _SENTENCE_START.search(text, max(0, mark - 200), mark)
    return start is None or start["first"].lower() in _ASKING
