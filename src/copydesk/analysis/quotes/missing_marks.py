"""Missing marks: beside which words the partner of a lone quotation mark belongs, and whether the text tells it.

A closing mark is missing before “, she said”, else before what looks like an attribution with an unusual verb (“,
ironised the spokesman”), else before a sentence that reports (“She added that”), else where the paragraph ends or the
next quotation begins; an opening one where the sentence begins that another quotation's attribution does not end.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import is_word, nouns_have_capitals
from copydesk.analysis.quotes.dialogue_tags import find_reports, find_tags
from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.analysis.quotes.tag_shapes import CAPITAL, GAP, shapes_of
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_NEAR = 8
_SHOWN = 4
"""So many words are shown beside the place."""
_REACH = 120
"""In so many code points they are looked for."""
_CAPITAL = compile_later(r"(?<=[a-zß-ÿ])[ \0](?P<word>[A-Z][a-z]+)(?=[ \0][a-zß-ÿ])")
_SHORTEST = 4
_ANY_MARK = compile_later('["“”„«»]')
_WORD = compile_later(r"[^\W_](?:[^\s]*[^\W_])?")
_LETTERS = compile_later(r"[^\W\d_]+")
_SPEAKING = frozenset(
    "je nous on vous notre nos mon ma mes io noi mi ci mio nostra nostro yo nosotros nuestra nuestro nós minha".split()
)
"""Words by which a sentence is still somebody's who speaks, behind an attribution inside a quotation."""
_OF_US = ("iamo", "remo")
"""Endings of Italian verbs whose subject is “we”, and need not stand."""
_BEGINS = frozenset(("", ".", "!", "?", "…"))
"""What stands before a quotation that begins a sentence; nothing, where it begins a paragraph."""
_SENTENCE_END = compile_later(r"[.!?…][)\]\"”’»]*[\s\0]+(?=[\"“„«'‘]?[^\W\d_a-zß-ÿ])|:[\s\0]+")


class MissingMark(NamedTuple):
    """Where the partner of a lone mark belongs.

    Attributes:
        start, end: the words at whose end the closing mark is missing, or at whose start the opening one.
        is_told: whether the text tells so, by an attribution, say; otherwise this is where it is most likely.
    """

    start: int
    end: int
    is_told: bool = False


def words_before_closing(text: str, block: Block, mark: Mark, language: str | None) -> MissingMark | None:
    """Return the last words of the quotation that a mark opens and nothing closes."""
    following = _ANY_MARK.search(text, mark.end, block.end)
    stop = following.start() if following else block.end
    tags = find_tags(text, mark.end, stop, language)
    end = tags[0][0] if tags else _likely_end(text, mark.end, stop, language)
    is_told = end < stop or (not following and _fills(text, block, mark))
    going_on = _SENTENCE_END.search(text, end, stop) if language_data(language).tags_stand_inside else None
    if going_on and (not tags or _speaks(text, going_on.end(), stop)):
        is_told = bool(tags) and not following
        end = stop
    words = list(_WORD.finditer(text, max(mark.end, end - _REACH), end))[-_SHOWN:]
    return MissingMark(words[0].start(), words[-1].end(), is_told) if words else None


def _fills(text: str, block: Block, mark: Mark) -> bool:
    """Tell whether a quotation is the one sentence from its mark, which begins it, to the end of the paragraph."""
    lead = text[max(block.start, mark.start - _NEAR) : mark.start].rstrip(" \0\u00a0\u202f")
    first = _WORD.search(text, mark.end, block.end)
    return (
        lead[-1:] in _BEGINS
        and first is not None
        and first[0][0].isupper()
        and _SENTENCE_END.search(text, mark.end, block.end) is None
        and text[mark.end : block.end].rstrip(" \0\n").endswith((".", "!", "?"))
    )


def _speaks(text: str, start: int, stop: int) -> bool:
    """Tell whether somebody who speaks is heard in a stretch: « …, dit-elle. On a ri. »"""
    words = [match.group().lower() for match in _LETTERS.finditer(text, start, stop)]
    return not _SPEAKING.isdisjoint(words) or any(word.endswith(_OF_US) for word in words)


def _likely_end(text: str, start: int, stop: int, language: str | None) -> int:
    """Return where narration seems to begin behind a quotation; `stop` if nothing tells."""
    known = STOP_WORDS.get(language or "")
    if not known:
        return stop
    inverted = [
        match.start()
        for match in _inverted(language).finditer(text, start, stop)
        if match["verb"].lower() not in known
    ]
    if inverted:
        return inverted[-1]
    if language_data(language).speaker_before_verb:
        for at, _ in find_reports(text, start, stop):
            return at
        if glued := _glued(text, start, stop, known):
            return glued
    narration = _narration(language).search(text, start, stop)
    return narration.start() if narration else stop


def _glued(text: str, start: int, stop: int, known: frozenset[str]) -> int | None:
    """Return where a sentence begins without a stop before it: “… and we told them so Members pay a fee”."""
    for match in _CAPITAL.finditer(text, start, stop):
        word = match["word"].lower()
        if word in known or (len(word) > _SHORTEST and is_word(word)):
            return match.start("word")
    return None


@cache
def _inverted(language: str | None) -> re.Pattern[str]:
    """A comma, a word in lower case and a speaker: “, ironizó el portavoz”, “, gab sie”."""
    named = language_data(language)
    shapes = shapes_of(named)
    noun = CAPITAL if nouns_have_capitals(language) else r"[^\W\d_A-Z]"
    determiner = rf"(?:{either(named.determiners)}{GAP}|l['’])" if named.determiners else r"(?:l['’])"
    auxiliary = rf"(?:{either(named.verb_auxiliaries)}{GAP})?" if named.verb_auxiliaries else ""
    speaker = rf"(?:{shapes.pronoun}|{determiner}{noun}|{CAPITAL}[^\W\d_])"
    return compile_later(rf"[,?!]{GAP}{auxiliary}(?P<verb>[^\W\d_A-Z][^\W\d_A-Z]{{2,}}){GAP}{speaker}")


@cache
def _narration(language: str | None) -> re.Pattern[str]:
    """A new sentence with a speaker and a verb of saying, or a verb with its auxiliary: “La presidente ha poi”."""
    named = language_data(language)
    shapes = shapes_of(named)
    verbs = named.reporting_verbs | named.verb_auxiliaries
    speaker = rf"(?:{shapes.pronoun}|{shapes.role}|{shapes.name})"
    return compile_later(rf"(?<=[.!?…]){GAP}(?i:{speaker})(?:{GAP}[^\W\d_]+)?{GAP}{either(verbs)}(?!\w)")


def words_after_opening(text: str, block: Block, mark: Mark, language: str | None) -> MissingMark | None:
    """Return the first words of the quotation that a mark closes and nothing opens."""
    start = block.start
    for match in _ANY_MARK.finditer(text, block.start, mark.start):
        start = match.end()
    if start > block.start:
        # Behind another quotation, its attribution ends the sentence.
        tags = find_tags(text, max(block.start, start - 2), mark.start, language)
        ended = _SENTENCE_END.search(text, tags[0][1] if tags else start, mark.start)
        start = ended.end() if ended else start
    words = list(islice(_WORD.finditer(text, start, min(mark.start, start + _REACH)), _SHOWN))
    return MissingMark(words[0].start(), words[-1].end()) if words else None
