"""Missing marks: beside which words the partner of a lone quotation mark belongs, and whether the text tells it.

A closing mark is missing before “, she said”, else before what looks like an attribution with an unusual verb (“,
ironised the spokesman”), else before a sentence that reports (“She added that”), else where the paragraph ends or the
next quotation begins; an opening one where the sentence begins that another quotation's attribution does not end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import HONORIFICS, is_forename, is_word, nouns_have_capitals
from copydesk.analysis.quotes.dialogue_tags import find_reports, find_tags
from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.analysis.quotes.tag_shapes import CAPITAL, GAP, shapes_of
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_NEAR = 8
_SHOWN = 4
"""So many words are shown beside the place."""
_LONGEST_SENTENCE = 2_000
"""So far behind a quotation, in code points, its attribution is looked for: there may be many lone marks behind it."""
_LONGEST_PARAGRAPH = 3_000
"""So much of a paragraph is read behind a mark, in code points: it may have a lone mark in every word."""
_REACH = 120
"""In so many code points they are looked for."""
_CAPITAL = compile_later(r"(?<=[a-zß-ÿ])[ \0](?P<word>[A-Z][a-z]+)(?=[ \0][a-zß-ÿ])")
_SHORTEST = 4
_ANY_MARK = compile_later('["“”„«»]')
_ONLY_MARKS = "‹›‚‛「『"
"""Marks that stand inside other quotations, and are no apostrophes either: one of them ends only its own kind."""
_WORD = compile_later(r"[^\W_](?:[^\s]*[^\W_])?")
_LETTERS = compile_later(r"[^\W\d_]+")
_OF_US = ("iamo", "remo")
"""Endings of Italian verbs whose subject is “we”, and need not stand."""
_ENGLISH = "en"
_BEGINS = frozenset(("", ".", "!", "?", "…", ":", ",", *'”“»«"'))
"""What stands before a quotation of a whole sentence; nothing, where it begins a paragraph."""
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
    block = block._replace(end=min(block.end, mark.end + _LONGEST_PARAGRAPH))
    following = _ANY_MARK.search(text, mark.end, block.end)
    stop = following.start() if following else block.end
    if mark.glyph in _ONLY_MARKS and (again := text.find(mark.glyph, mark.end, stop)) >= 0:
        stop = again
    end, is_told = _end(text, mark.end, stop, language)
    is_told = is_told or (
        end == block.end
        and (
            _fills(text, block, mark)
            or _is_verse(text, block, mark)
            or _speaks_to_the_end(text, block, mark, language)
        )
    )
    is_told = is_told and (_begins_sentence(text, block, mark) or _resumes(text, block, mark, language))
    going_on = _SENTENCE_END.search(text, end, stop) if language_data(language).tags_stand_inside else None
    if going_on and (end == stop or _speaks(text, going_on.end(), stop, language)):
        is_told = is_told and not following
        end = stop
    words = list(_WORD.finditer(text, max(mark.end, end - _REACH), end))[-_SHOWN:]
    return MissingMark(words[0].start(), words[-1].end(), is_told) if words else None


def _end(text: str, start: int, stop: int, language: str | None) -> tuple[int, bool]:
    """Return where the words of a quotation seem to end, and whether an attribution or a report tells so.

    An attribution tells it that ends its sentence or goes on with no quotation of its own, behind the first sentence or
    one in which somebody speaks of himself.
    """
    tags = find_tags(text, start, stop, language)
    if not tags:
        if narrated := _narrated(text, start, stop, language):
            return narrated, True
        end, is_told = _likely_end(text, start, stop, language)
        return end, is_told and _is_spoken(text, start, end, language)
    end, behind = tags[0]
    verb = _LETTERS.findall(text[end:behind])[-1].lower()
    rest = _SENTENCE_END.search(text, behind, stop)
    leads_on = rest is not None and rest[0].startswith(":")
    is_participle = verb in language_data(language or _ENGLISH).tag_participles
    return end, not (leads_on or is_participle) and _is_spoken(text, start, end, language)


def _is_spoken(text: str, start: int, end: int, language: str | None) -> bool:
    """Tell whether a stretch is one sentence, or its last sentence is somebody's who speaks of himself."""
    last = start
    for match in _SENTENCE_END.finditer(text, start, end - 1):
        last = match.end()
    return last == start or _speaks(text, last, end, language)


def _begins_sentence(text: str, block: Block, mark: Mark) -> bool:
    """Tell whether a mark opens the words of a whole sentence, behind another one or a colon."""
    lead = text[max(block.start, mark.start - _NEAR) : mark.start].rstrip(" \0\u00a0\u202f")
    first = _WORD.search(text, mark.end, block.end)
    return lead[-1:] in _BEGINS and first is not None and not first[0][0].islower()


def _resumes(text: str, block: Block, mark: Mark, language: str | None) -> bool:
    """Tell whether a mark opens the second part of a quotation, behind its attribution: “…,” she said, “and then …”."""
    if text[max(block.start, mark.start - _NEAR) : mark.start].rstrip(" \0\u00a0\u202f")[-1:] != ",":
        return False
    first = max(block.start, mark.start - _REACH)
    closing = next(
        (at for at in range(mark.start - 1, first - 1, -1) if _ANY_MARK.match(text, at, at + 1)), None
    )
    if closing is None:
        return False
    between = "," + text[closing + 1 : mark.start].removeprefix(",")
    return bool(find_tags(between, 0, len(between), language))


def _is_verse(text: str, block: Block, mark: Mark) -> bool:
    """Tell whether a mark begins a block of short lines that ends as a sentence does: a poem or an inscription."""
    if mark.start - block.start > _REACH or text[block.start : mark.start].strip("\0 "):
        return False
    lines = text[block.start : block.end].split("\n")
    return len(lines) > 1 and max(map(len, lines)) <= _LONGEST_VERSE and lines[-1][-1:] in (".", "!", "?")


_LONGEST_VERSE = 60


def _fills(text: str, block: Block, mark: Mark) -> bool:
    """Tell whether a quotation that begins a paragraph's sentence is its last one."""
    lead = text[max(block.start, mark.start - _NEAR) : mark.start].rstrip(" \0\u00a0\u202f")
    return (
        (lead[-1:] != ":" or "(" not in text[mark.end : block.end])
        and _SENTENCE_END.search(text, mark.end, block.end) is None
        and text[mark.end : block.end].rstrip(" \0\n").endswith((".", "!", "?"))
    )


def _speaks_to_the_end(text: str, block: Block, mark: Mark, language: str | None) -> bool:
    """Tell whether somebody speaks of himself in the paragraph's last sentence, so that all of it is the quotation."""
    last = mark.end
    for match in _SENTENCE_END.finditer(text, mark.end, block.end):
        last = match.end()
    ends_sentence = text[mark.end : block.end].rstrip(" \0\n").endswith((".", "!", "?"))
    return ends_sentence and _speaks(text, last, block.end, language)


def _speaks(text: str, start: int, stop: int, language: str | None) -> bool:
    """Tell whether somebody who speaks of himself is heard in a stretch, as in « …, dit-elle. On a ri. »."""
    words = [match.group().lower() for match in _LETTERS.finditer(text, start, stop)]
    spoken = language_data(language or _ENGLISH).first_person
    return not spoken.isdisjoint(words) or any(word.endswith(_OF_US) for word in words)


def _narrated(text: str, start: int, stop: int, language: str | None) -> int:
    """Return where somebody who speaks of himself stops speaking, if all behind it tells of a person by full name."""
    spoken = language_data(language or _ENGLISH).first_person
    if not spoken:
        return 0
    for match in _SENTENCE_END.finditer(text, start, stop):
        person = _PERSON.match(text, match.end(), stop)
        if (
            person
            and (is_forename(person["first"]) or person["first"].rstrip(".") in HONORIFICS)
            and _speaks(text, start, match.start(), language)
            and not _speaks(text, match.end(), stop, language)
        ):
            return match.start() + 1
    return 0


_PERSON = compile_later(
    rf"(?P<first>{CAPITAL}[\w'’-]+\.?){GAP}{CAPITAL}[\w'’-]+(?:{GAP}{CAPITAL}[\w'’-]+)?{GAP}[^\W\d_A-Z]{{2,}}"
)
"""The full name that a sentence begins with, and its verb."""


def _likely_end(text: str, start: int, stop: int, language: str | None) -> tuple[int, bool]:
    """Return where narration seems to begin behind a quotation, and whether that is sure; `stop` if nothing tells."""
    known = STOP_WORDS.get(language or "")
    if not known:
        return stop, False
    if inverted := inverted_tags(text, start, stop, language):
        return inverted[-1], True
    if language_data(language).speaker_before_verb:
        for at, _ in find_reports(text, start, stop):
            return at, True
        if glued := _glued(text, start, stop, known):
            return glued, False
    for narration in _narration(language).finditer(text, start, stop):
        if not _speaks(text, *narration.span(), language):
            return narration.start(), False
    return stop, False


def inverted_tags(text: str, start: int, stop: int, language: str | None) -> list[int]:
    """Return where what looks like an attribution with any verb begins: “, ironizó el portavoz”."""
    known = STOP_WORDS.get(language or "")
    if not known:
        return []
    found = _inverted(language).finditer(text, start, stop)
    return [match.start() for match in found if match["verb"].lower() not in known]


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


def mark_ends(text: str) -> list[int]:
    """Return where each quotation mark of a text ends, for `words_after_opening`."""
    return [match.end() for match in _ANY_MARK.finditer(text)]


def words_after_opening(
    text: str, block: Block, mark: Mark, language: str | None, ends: Sequence[int]
) -> MissingMark | None:
    """Return the first words of the quotation that a mark closes and nothing opens; `ends` are those of all marks."""
    before = bisect_right(ends, mark.start) - 1
    start = max(block.start, ends[before]) if before >= 0 else block.start
    if start > block.start:
        # Behind another quotation, its attribution ends the sentence.
        stop = min(mark.start, start + _LONGEST_SENTENCE)
        tags = find_tags(text, max(block.start, start - 2), stop, language)
        ended = _SENTENCE_END.search(text, tags[0][1] if tags else start, stop)
        start = ended.end() if ended else start
    last, is_told = _first_spoken(text, max(start, mark.start - _LONGEST_SENTENCE), mark, block, language)
    start = last if is_told else start
    words = list(islice(_WORD.finditer(text, start, min(mark.start, start + _REACH)), _SHOWN))
    return MissingMark(words[0].start(), words[-1].end(), is_told) if words else None


def _first_spoken(text: str, start: int, mark: Mark, block: Block, language: str | None) -> tuple[int, bool]:
    """Return where the last sentence before a closing mark begins, or those before it in which its speaker speaks of
    himself, and whether the mark surely ends a quotation of whole sentences.
    """
    inner = text[max(start, mark.start - 3) : mark.start].rstrip(" \0\u00a0\u202f")[-1:]
    behind = text[mark.end : mark.end + 1]
    if inner in ".!?…" and behind == ",":
        return start, False  # … the club. », he said: what was said is lost
    ends_speech = inner in _STOPS or behind == ","
    ends_block = not text[mark.end : block.end].strip(" \0\n.,")
    if not ends_speech or (
        inner not in _STOPS and not find_tags(text, mark.end - 1, mark.end + _REACH, language)
    ):
        return start, False
    begins = [start, *(match.end() for match in _SENTENCE_END.finditer(text, start, mark.start - 1))]
    bounds = [*begins, mark.start]
    index = len(begins) - 1
    while index and _speaks(text, bounds[index - 1], bounds[index], language):
        index -= 1
    first = begins[index]
    tagged = bool(find_tags(text, max(first, mark.start - 2), min(block.end, mark.end + _REACH), language))
    is_whole = text[first : first + 2].lstrip("\0")[:1].isupper() or text[first : first + 1] in "¿¡"
    is_whole = is_whole and text[max(block.start, first - 2) : first].strip("\0 ")[-1:] not in _QUOTES
    ends_sentence = inner in ".!?…" and _NEXT_SENTENCE.match(text, mark.end, block.end) is not None
    return first, is_whole and (tagged or ends_block or ends_sentence)


_NEXT_SENTENCE = compile_later(r"[\s\0]+[\"“„«]?[^\W\d_a-zß-ÿ]")
_STOPS = frozenset(",.!?…")
_QUOTES = frozenset("'\"‘’“”„«»")
