"""damage/missing-word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.clause_grammar.lone_modals import find_lone_modals
from copydesk.analysis.damage.spaced_marks import (
    FUNCTION_WORDS,
    looks_like_code,
    may_have_spaced_marks,
    spaced_marks,
)
from copydesk.analysis.damage.stranded_marks import find_stranded_marks
from copydesk.analysis.dates.lost_dates.empty_dates import find_gaps, touches
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.mentioned_words import is_spoken_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_FUNCTION_WORD_BEFORE = compile_later(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(FUNCTION_WORDS)))}|like) \Z", re.IGNORECASE
)
_LAST = r"(?<=\p{Ll}[ \n])(?<!\b[Pp]arce )(?<!\b[Pp]or )(?P<word>\L<words>)(?P<mark>\.)(?=[”\"’»)]?[\s\0]+[\p{Lu}\d„“«»]|[”\"’»)]?\s*\Z)"
_RETORT, _FEW_WORDS = 60, 6
"""Code points and words of a sentence that somebody says to tease another: fewer than these."""
_ALL = 10
"""So many times as many marks that stand apart as there are holes tell that all marks of the text do."""


@rule(places=("body", "list", "quote", "caption"))
def missing_word(doc: Document) -> Iterator[Flag]:
    """Nothing stands where a word must.

    A scraper that drops links, a cleaning step that drops names or numbers, or an edit broken off leaves “the ,”,
    “( )” or “,,” behind. It does not claim to know the word. A sign that the text speaks of, an address and a file's
    suffix stay. Nor can a sentence end in “und”, “aux” or “att”, or in a modal
    verb whose other verb is lost: “before the money can be.”

    Bad: Talks with the , which began in spring, have ended.
    Bad: The port ( ) was closed.
    Good: Talks with the union, which began in spring, have ended (for now).
    Measured: 8 of 8 findings in 3,856 articles are faults, three of them marks too many (python -m bench damage).
    """
    gaps = None
    for start, end, message in _holes(doc):
        if gaps is None:
            gaps = find_gaps(doc.plain, doc.blocks, doc.dates)
        if not touches(gaps, start, end):  # what is missing of a date is another rule's
            yield Flag(start, end, message)


def _holes(doc: Document) -> Iterator[tuple[int, int, str]]:
    yield from _without_words(doc)
    yield from _after_last_words(doc)
    for modal in find_lone_modals(doc.plain, doc.language):
        if not is_spoken_of(doc.text, *modal):
            yield *modal, f"the verb that belongs to “{doc.text[modal.start : modal.end - 1]}” is missing"
    for start, end in find_stranded_marks(doc.text):
        if looks_like_code(doc.text, max(0, start - 80), end + 40):
            continue
        if " " not in doc.text[start:end] and _FUNCTION_WORD_BEFORE.search(
            doc.plain, max(0, start - 20), start
        ):
            continue  # fields with () in them: the brackets are spoken of
        found = " ".join(doc.source[start:end].split())
        more = ", or a mark is one too many" if found[0] in ",.;:" else ""
        yield start, end, f"something is missing at “{found}”{more}"


def _after_last_words(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Sentences that end in a word behind which another must stand: in order to., with her brother and the."""
    words = language_data(doc.language).never_last
    if words.isdisjoint(piece.rpartition(" ")[2] for piece in doc.text.split(".")):
        return
    pattern = regex.compile(_LAST, cache_pattern=True, words=list(words))
    for match in kept_matches(pattern, doc.text):
        if (
            not is_spoken_of(doc.text, *match.span("word"))
            and not looks_like_code(doc.text, max(0, match.start() - 60), match.end())
            and not _is_a_retort(doc, match.start("word"))
        ):
            yield *match.span(), f"a word is missing between “{match['word']}” and “{match['mark']}”"


def _is_a_retort(doc: Document, offset: int) -> bool:
    """Whether a word ends a sentence of few words that somebody says, as in “You always say and”."""
    if not doc.is_quoted(offset):
        return False
    sentence = re.split(r"[.!?“”«»„\"]", doc.text[max(0, offset - _RETORT) : offset])[-1]
    return len(sentence.split()) < _FEW_WORDS and len(sentence) < _RETORT


def _without_words(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Marks that stand apart behind an article or the like, unless all marks of the text do, as where it was taken apart."""
    if not may_have_spaced_marks(doc.text):
        return
    spaced = [mark for block in doc.blocks for mark in spaced_marks(doc.text, block.start, block.end)]
    holes = [
        (word_start, end, f"a word is missing between “{word}” and “{mark}”")
        for word_start, start, end, word, mark in spaced
        if word in FUNCTION_WORDS and mark in ",." and not _is_explained(doc, word_start, word, start, end)
    ]
    if len(spaced) < _ALL * max(2, len(holes)):
        yield from holes


def _is_explained(doc: Document, word_start: int, word: str, start: int, end: int) -> bool:
    """Whether what stands around the gap explains it: an address, a code of a language, a field or tag, a file's suffix."""
    word_end = word_start + len(word)
    return (
        ")" in doc.text[word_end:start]  # (en)
        or doc.source[word_start - 1 : word_start] in tuple(".@/_-")  # info@tern.example .
        or "<" in doc.source[word_end:end]  # with <input …>, <q>.
        or doc.source[end : end + 1].isalnum()  # of .Rd files
    )
