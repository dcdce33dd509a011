"""damage/doubled-phrase."""

from __future__ import annotations

from collections.abc import Iterator
from operator import and_, eq

import regex

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.damage.breaks.free_relatives import ends_free_relative
from copydesk.analysis.damage.breaks.said_again import SUBJECTS, find_said_again, find_verb_again
from copydesk.analysis.damage.fixability import is_in_one_piece
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import function_words, nouns_have_capitals
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_WORD = r"\p{L}+(?:['’]\p{L}+)?"
_LONGEST = 6
_LONG = 5
_STEP = 3
"""Of four words in a row and more one that is not the last stands at a multiple of this."""
_FEWEST = 7
"""Fewer words hold no three twice with one between."""
_MARKS = ".,;:!?…)\"”’'"
_APART = str.maketrans(dict.fromkeys('\0“„«"‘([—–/…*_', " "))
"""What may stand right before a word."""
_WORDS = regex_later(_WORD)
_GAP = r"[ \u00a0\0]*(?:\r?\n[ \u00a0\0]*)?"
_TWICE = regex_later(
    rf"(?<![\p{{L}}\p{{N}}'’\-])(?P<said>{_WORD}(?:[ \u00a0]{_GAP}{_WORD}){{1,5}}?)[ \u00a0\r\n]{_GAP}(?P<again>(?P=said))"
    r"(?![\p{L}\p{N}'’\-])",
    regex.IGNORECASE,
)
_JOINING = frozenset("and or but by after upon in for then um für und nach et y e en in of con por à".split())
"""What stands between a word and itself: again and again and, day by day by."""
_PAIRED = frozenset("time face end door back wall coast side head hand day year point port".split())
"""What goes from itself to itself: time to time to."""
_STARTS = frozenset("and or but after und et y a an ein eine un une".split())
"""What begins “and more and more”, and makes a rose a rose."""
_BE = frozenset("is was must will has est doit è deve es debe está é ist war muss".split())
_WHAT = frozenset("what whatever qui que che quel was".split())
"""With a form of be behind them: what is done is done, ce qui est fait est fait."""
_RELATIVE = frozenset("that which who whom que qui quem dass was welche".split())
_RELATIVE_BEFORE = regex_later(r"\b(?:that|which|who|whoever|que|qui)\b[^.!?,;]*\Z")
_SUPERLATIVES = frozenset("best worst brightest greatest richest poorest".split())
_CLAUSE = 40
_DIGIT = regex_later(r"\d")
_PROSE = ("body", "list", "quote", "caption")


@rule(explains=True, front_matter="alone")
def doubled_phrase(doc: Document) -> Iterator[Flag]:
    """The same two to six words are typed twice in a row.

    It is what doubled words are, one size larger: a line was pasted again, or a sentence begun anew. Names, numbers,
    and words that go on and on and on are left alone, and so is what ends one clause and begins another: “all that was
    added was added for him”. Three words and more are also flagged where one word stands between the first time and the
    second: “the next weeks bring the next weeks”. Since a few of them are meant, the fix is a suggestion only.

    Bad: The room in which in which he slept was cold.
    Bad: It lost more than the year the year before.
    Bad: The club has sold more than 400 tickets sold in two days.
    Good: They rang again and again and again, in New York New York, and side by side by side.
    Measured: 10 of 10 findings right in 5,630 articles, 8 of 8 in 2,020 files of ten content repositories.
    """
    told: list[int] = []
    for block in doc.blocks:
        if not _may_be_doubled(doc.text[block.start : block.end]):
            continue
        for match in _TWICE.finditer(doc.text, block.start, block.end):
            if not _is_meant(doc, match):
                told.append(match.start("again"))
                suggestions = (match["said"],) if is_in_one_piece(match.group()) else ()
                yield Flag(*match.span(), f"“{' '.join(match['said'].split())}” is repeated", suggestions)
    for block in doc.blocks:
        if block.place in _PROSE and _may_be_said_again(doc.text[block.start : block.end]):
            for first, again in find_said_again(doc.text, block.start, block.end, doc.language):
                if doc.is_quoted(again.start) or any(first.start <= at <= again.end for at in told):
                    continue  # people say things twice
                said = " ".join(doc.text[slice(*again)].split())
                related = (Related(*first, "the first time"),)
                yield Flag(*again, f"“{said}” stands twice in this sentence", related=related)
    for block in doc.blocks:
        if block.place in _PROSE and _DIGIT.search(doc.text, block.start, block.end):
            for first, again in find_verb_again(doc.text, block.start, block.end, doc.language):
                if not doc.is_quoted(again.start):
                    message = f"“{doc.text[slice(*again)]}” stands before the amount and behind it"
                    yield Flag(*again, message, related=(Related(*first, "the first time"),))


@kept_by_text
def _may_be_said_again(text: str) -> bool:
    """Tell whether any three words in a row stand twice; quick to tell."""
    words = text.lower().split()
    long = [word for word in words if len(word) >= _LONG]
    if len(set(long)) == len(long):
        return False
    return len(words) >= _FEWEST and len(set(zip(words, words[1:], words[2:], strict=False))) < len(words) - 2


@kept_by_text
def _may_be_doubled(text: str) -> bool:
    """Tell whether some words stand where they stood a few words before; quick to tell."""
    words = text.translate(_APART).lower().split()
    return any(_stand_again(words, length) for length in range(2, _LONGEST + 1))


def _stand_again(words: list[str], length: int) -> bool:
    """Tell whether so many words stand twice in a row; marks may follow the last."""
    if length >= _LONG:  # most often not, as a part of them shows
        first = map(eq, words[::_STEP], words[length::_STEP])
        second = map(eq, words[1::_STEP], words[length + 1 :: _STEP])
        if not any(map(and_, first, second)):
            return False
    same = bytes(map(eq, words, words[length:]))
    run = b"\1" * (length - 1)
    at = same.find(run)
    while at >= 0:
        last = at + length - 1
        if words[last + length : last + length + 1] and words[last + length].strip(_MARKS) == words[last]:
            return True
        at = same.find(run, at + 1)
    return False


def _ends_a_clause(words: list[str], before: list[str], clause: str) -> bool:
    """Whether the first of the two may end a clause, of which the second is no part, or both belong to one saying."""
    if words == ["to", "be"] or (words[0] in _RELATIVE and len(words) > 2):
        return True  # what it needs to be to be sold; things that you don't know that you don't know
    if words[0] == "of" and words[-1] in _SUPERLATIVES:
        return True  # the best of the best
    if before == ["to"] and words[0] not in function_words():
        return True  # those who went to work there work there
    return words[0] in _BE and _RELATIVE_BEFORE.search(clause.lower()) is not None


def _small_words(doc: Document) -> frozenset[str]:
    return function_words() | language_data(doc.language).stop_words


def _is_meant(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether it is a name, a song, one word that goes on and on, or what makes a rose a rose."""
    words = match["said"].lower().split()
    if len(set(words)) == 1:
        return True
    has_nouns = nouns_have_capitals(doc.language or "") and len(words) > 2 and match["said"] == match["again"]
    if not (has_nouns or (match["said"][1:].islower() and match["again"].islower())):
        return True
    if len(words) <= 2 and _small_words(doc).isdisjoint(words):
        return True
    if words == ["to", "have"]:
        return True
    before = _WORDS.findall(doc.text[max(0, match.start() - 20) : match.start()].lower())[-1:]
    behind = doc.text[match.end() : match.end() + 20].lower()
    after = _WORDS.findall(behind)[:1] if behind[:1].isspace() else []
    if words[:1] == after or words[-1:] == before or (words[0] in _STARTS and len(words) <= 2):
        return True
    if (
        words[0] in SUBJECTS.get(doc.language or "en", ())
        or before == ["from"]
        or (words[0] in _BE and not _WHAT.isdisjoint(before))
    ):
        return True
    if ends_free_relative(doc.text, match.start(), words, doc.language):
        return True  # the ones that stood out stood out by their shoes
    if _ends_a_clause(words, before, doc.text[max(0, match.start() - _CLAUSE) : match.start()]):
        return True
    if len(words) > 2:
        return False
    first, second = words
    return (
        second in _JOINING or (second == "to" and first in _PAIRED) or (first == "to" and second in _PAIRED)
    )
