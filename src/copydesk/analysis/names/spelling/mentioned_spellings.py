"""Spellings that a text speaks of: marked as the source's, given as another form of a name, or corrected."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import function_words, spelling_words
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.spelling.told_apart import are_told_apart
from copydesk.analysis.shown.signs import speaks_of_signs
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_SIC = compile_later(r"['’]?s?[\s\0]{0,2}[\[(]\s*sic\b", re.IGNORECASE)
_OFFERED = compile_later(
    r"[^.!?;\n]{0,80}?(?:\([^()\n]{0,60}|\b(?:or|also|alias|ou|aussi|oder|auch|también|anche|oppure|ook|spelt|spell?ed|"
    r"written|rendered|pinyin|called|known)\b[^.!?;()\"“”«»\n]{0,40})"
)


_COUNT = (
    r"(?:an?|one|two|no|eine?[mn]?|zwei|une?|deux|una|dos|due|uma?|dois|duas|een|twee|ett?|två|to|"
    r"double|doppel|doble|dubbel)"
)
_SPELLED_OUT = compile_later(
    rf"[\s\0]?,?[\s\0]{{1,2}}(?:with|mit|avec|con|com|met|med|z)[\s\0](?:{_COUNT}[\s\0-])?[‘'“\"]?[^\W\d_]{{1,2}}"
    r"(?:['’]s|s)?(?=[,.;:!?)”\"’'»])"
)
"""How a name is told from its like: “Maud Stobb, with two b’s”."""
_DISMISSING = compile_later(
    r"[\"“”‘’'»«*_\0]{0,4},?[\s\0]{1,2}(?:and[\s\0])?(?:not|nicht|pas|et[\s\0]non|y[\s\0]no|e[\s\0]não)[\s\0]{1,2}"
    r"(?:[^\W\d_]+[\s\0])?[\"“”‘’'»«*_\0]{0,4}"
)
_LISTED_AS = compile_later(
    r"\b(?:as|als|comme|como|come|jako|som)[\s\0]+[^\W\d_a-z][\w'’-]*[^.!?;\n\"“”«»]{0,60},[\s\0]+(?:[^\W\d_a-z][\w'’-]*[\s\0]+)?$"
)
"""Behind these words stand wrong spellings in a row: it appeared as Anna Fallon, Anna Falcon and Anna Felon."""
_MARK_BEFORE = compile_later(r"[\"“„«»‘][\s\0]?(?:[^\W\d_][\w'’.-]*[\s\0]){0,2}$")
_MARK_BEHIND = compile_later(r"(?:[\s\0][^\W\d_][\w'-]*){0,2}[\s\0]?[\"”“«»’]")
_SHOWN_BEFORE = compile_later(r"[\"“„«»‘\0][\s\0]?(?:[^\W\d_][\w'’.-]*[\s\0]){0,5}$")
_SHOWN_BEHIND = compile_later(r"(?:[\s\0][^\W\d_][\w'-]*){0,3}[\s\0]?[\"”“«»’\0]")
_OF_FAULTS, _HEADLINE = 200, 100
"""How far before a spelling that is shown, and how far from the beginning, words of misprints stand, in code points."""
_NAME = 40
"""How far from a word of a name the marks around the whole name stand at most, in code points."""
_LIST_BEFORE = compile_later(r"\b(?:as|als|comme|como|come|jako|som)[\s\0]+(?:[^\W\d_a-z][\w'’-]*[\s\0]+)?$")
_LIST_BEHIND = compile_later(r",[\s\0]+[^\W\d_a-z]\w")
"""The first of such a row."""
_LISTED = 90
"""How far before a spelling such words are looked for, in code points."""
_WORD = compile_later(r"[^\W\d_]+")
_SENTENCE = 200
"""How far from a spelling, in code points, the words that speak of it stand at most."""
_SENTENCE_END = compile_later(r"[.!?][\"”»]?[\s\0]|\n")


def is_spelling_meant(
    text: str,
    one: Sequence[Span],
    other: Sequence[Span],
    language: str | None = None,
    *,
    are_marked: bool = False,
) -> bool:
    """Tell whether the text knows that a name stands in two spellings, given the places of both.

    `are_marked`: the name, as a ship's, stands in quotation marks wherever it stands, so that they say nothing.
    """
    return (
        _is_marked_sic(text, one)
        or _is_marked_sic(text, other)
        or _is_spelled_out(text, one)
        or _is_spelled_out(text, other)
        or (not are_marked and (_is_cited(text, one) or _is_cited(text, other)))
        or any(_is_shown_fault(text, each, language, is_near=are_marked) for each in (one, other))
        or _is_called_a_fault(text, one, language)
        or _is_called_a_fault(text, other, language)
        or _speaks_of_their_marks(text, one, other, language)
        or _is_listed_as(text, one)
        or _is_offered(text, one, other)
        or _is_offered(text, other, one)
        or _is_dismissed(text, one, other)
        or _is_dismissed(text, other, one)
        or _speaks_of_spelling(text, one, language)
        or _speaks_of_spelling(text, other, language)
        or _tells_letter(text, one, other)
        or _share_a_row(text, one, other)
        or _stand_in_like_clauses(text, one, other)
        or _stand_in_like_clauses(text, other, one)
        or _are_called_so(text, one, other)
        or are_called_unrelated(text, (*one[:_FEW], *other[:_FEW]), language)
        or _are_two_in_a_sentence(text, one, other)
        or are_told_apart(text, one, other, language)
    )


def are_named_together(text: str, one: str, other: str) -> bool:
    """Tell whether two names stand side by side anywhere, as those of two people do: Maud Orrin and Mara Orrin."""
    return any(
        text.startswith(last, joint.end())
        for first, last in ((one, other), (other, one))
        if first in text and last in text
        for joint in _joints(text, first)
    )


def _joints(text: str, name: str) -> Iterator[re.Match[str]]:
    at = text.find(name)
    while at >= 0:
        if joint := _JOINT.match(text, at + len(name)):
            yield joint
        at = text.find(name, at + 1)


_JOINT = compile_later(r"[\s\0]?(?:,|[,\s\0][^\W\d_]{1,4}|&|/|[–—])[\s\0]{1,2}")


def _stand_in_like_clauses(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether a sentence says that a name is now one word and now the other: once Orrin, once Orren."""
    return any(
        (between := _BETWEEN.fullmatch(text, left.end, right.start)) is not None
        and (before := _WORD_BEFORE.search(text, max(0, left.start - _NAME), left.start)) is not None
        and before[1].lower() == between[1].lower()
        for left in places[:_FEW]
        for right in others[:_FEW]
        if left.end < right.start < left.end + _NAME
    )


_BETWEEN = compile_later(r"[”“»\"’']?[,;]?[\s\0]+(?:[^\W\d_]{1,4}[\s\0]+)?([^\W\d_]+)[\s\0]+[„“«\"‘']?")
_WORD_BEFORE = compile_later(r"(?<!\w)([^\W\d_]+)[\s\0]+[„“«\"‘']?\Z")


def _is_offered(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether a sentence gives both spellings side by side as forms of one name: Kovak, also Kovač."""
    return any(
        (offered := _OFFERED.match(text, other.end)) and _starts_behind(places, other.end, offered.end())
        for other in others
    )


def _is_spelled_out(text: str, places: Sequence[Span]) -> bool:
    """Tell whether letters of the name are named behind it."""
    return any(_SPELLED_OUT.match(text, place.end) for place in places)


def _is_cited(text: str, places: Sequence[Span]) -> bool:
    """Tell whether a name stands only between quotation marks that hold nothing else: “Anna Delwood” on the poster."""
    return bool(places) and all(
        _MARK_BEFORE.search(text, max(0, place.start - _NAME), place.start)
        and _MARK_BEHIND.match(text, place.end, place.end + _NAME)
        for place in places
    )


def _is_shown_fault(text: str, places: Sequence[Span], language: str | None, *, is_near: bool) -> bool:
    """Tell whether a spelling stands once, in marks or emphasis, where the text speaks of misprints.

    `is_near`: it does so before the spelling; a headline is not enough.
    """
    if len(places) != 1 or not language_data(language).fault_phrases:
        return False
    ((start, end),) = places
    if not _SHOWN_BEFORE.search(text, max(0, start - 2 * _NAME), start) or not _SHOWN_BEHIND.match(text, end):
        return False
    faults = _faults(language)
    if faults.search(text, max(0, start - _OF_FAULTS), start):
        return True
    return not is_near and faults.search(text, 0, _HEADLINE) is not None


def _is_called_a_fault(text: str, places: Sequence[Span], language: str | None) -> bool:
    """Tell whether a spelling stands once, and brackets behind it say whose it is: (on the medal, by mistake)."""
    if len(places) != 1 or not language_data(language).fault_phrases:
        return False
    remark = _REMARK.match(text, places[0].end)
    return remark is not None and _faults(language).search(text, *remark.span(1)) is not None


_REMARK = compile_later(r"[\"”»’*_\0]{0,3}[\s\0]{1,2}(?:[^\W\d_][\w'’-]*[\s\0])?\(([^()\n]{4,80})\)")


def _speaks_of_their_marks(
    text: str, places: Sequence[Span], others: Sequence[Span], language: str | None
) -> bool:
    """Tell whether two spellings differ in accents alone, and the text speaks of these where one stands: the ogonek."""
    if len(places) != 1 or not others:
        return False
    one, other = (text[each[0].start : each[0].end] for each in (places, others))
    if one == other or fold(one) != fold(other):
        return False
    start = max(text.rfind("\n", 0, places[0].start) + 1, places[0].start - _SENTENCE)
    ends = [match.start() for match in _SENTENCE_END.finditer(text, start, places[0].start)]
    return any(speaks_of_signs(text, at, at, language) for at in (places[0].start, *ends))


@cache
def _faults(language: str | None) -> re.Pattern[str]:
    """Make the pattern of a language's words for mistakes and jokes."""
    return compile_later(rf"(?<!\w){either(language_data(language).fault_phrases)}(?!\w)", re.IGNORECASE)


def _is_listed_as(text: str, places: Sequence[Span]) -> bool:
    """Tell whether a spelling stands only where a sentence lists how the name was written."""
    return bool(places) and all(
        _LISTED_AS.search(text, max(0, place.start - _LISTED), place.start)
        or (
            _LIST_BEFORE.search(text, max(0, place.start - _LISTED), place.start)
            and _LIST_BEHIND.match(text, place.end)
        )
        for place in places
    )


def _is_marked_sic(text: str, places: Sequence[Span]) -> bool:
    """Tell whether the text itself marks a spelling as its source's, where it stands first."""
    return bool(places) and _SIC.match(text, places[0].end) is not None


def _is_dismissed(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether a sentence says which of two spellings is right: “is Ellingham, not Elingham”."""
    return any(
        (dismissing := _DISMISSING.match(text, other.end))
        and _starts_behind(places, other.end, dismissing.end())
        for other in others
    )


def _starts_behind(places: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether one of these places, which are in order, starts behind an offset and not behind another."""
    index = bisect_right(places, start, key=attrgetter("start"))
    return index < len(places) and places[index].start <= end


def _speaks_of_spelling(text: str, places: Sequence[Span], language: str | None) -> bool:
    """Tell whether a spelling stands only in sentences about spelling, as in the note of a correction."""
    words = spelling_words(language)
    return bool(places) and all(
        not words.isdisjoint(_WORD.findall(_sentence(text, place).lower())) for place in places
    )


def _tells_letter(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether the text names a letter that only one spelling has: he put the e in, with an i."""
    if not places or not others:
        return False
    one, other = (text[each[0].start : each[0].end].lower() for each in (places, others))
    letters = {letter for letter in one + other if one.count(letter) != other.count(letter)} - {"a"}
    if not letters:
        return False
    return any(
        letter[2].lower() in letters and (letter[1] in _ARTICLES or letter[2] not in function_words())
        for place in (*places[:_FEW], *others[:_FEW])
        for letter in _LETTER.finditer(text, max(0, place.start - _SENTENCE), place.end + _SENTENCE)
    )


_FEW = 6
_ARTICLES = frozenset("the an un une ein einem".split())
"""Behind these a letter is no word: com o rio."""
_LETTER = compile_later(
    r"\b(the|an?|une?|ein|einem|mit|ohne|avec|sans|con|sin|senza|com|sem|met|zonder|med|uten|utan|uden|bez)"
    r"[\s\0][‘'“\"«„]?([^\W\d_])[’'”\"»]?(?![\w.’'-])"
)


def _share_a_row(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether both spellings stand in one row of a table, which compares them."""
    if "\0\0\n" not in text:
        return False
    rows = [{text.rfind("\n", 0, place.start) for place in each[:_FEW]} for each in (places, others)]
    return any(
        text.startswith(_CELL, row + 1)
        and text.startswith(_CELL, (end := text.find("\n", row + 1)) - len(_CELL))
        and not _PROSE.search(text, row + 1, end)
        for row in rows[0] & rows[1]
    )


_PROSE = compile_later(r"[^\W\d_]{2}[.!?,][”\"»’]?[\s\0]+(?:[“„«\"‘][\s\0]*)?[^\W\d_]")
"""What a paragraph has, which also begins and ends with markup in HTML, and the cells of a table have not."""


_CELL = "\0\0"
"""What the text has at the start and the end of a row, for a bar and a space."""


def _are_called_so(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether each sentence with one spelling says that somebody is called so, and holds the other one, too."""
    if not places or not others:
        return False
    other = text[others[0].start : others[0].end]
    sentences = [_sentence(text, place) for place in places[:_FEW]]
    return all(
        other in sentence and not _CALLING.isdisjoint(_WORD.findall(sentence)) for sentence in sentences
    )


_CALLING = frozenset(
    "heter het heißt hieß heet heette hedder hed signed wrote assinava assina firmaba firma signait signe "
    "chiamava chiama llamaba llama".split()
)


def _are_two_in_a_sentence(text: str, places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether both spellings come more than once, and stand together in a sentence, as two people do."""
    if min(len(places), len(others)) < _SEVERAL:
        return False
    names = {text[place.start : place.end] for place in others}
    return any(name in _sentence(text, place) for place in places[:_FEW] for name in names)


_SEVERAL = 2


def are_called_unrelated(text: str, places: Sequence[Span], language: str | None) -> bool:
    """Tell whether the text says near one of these spellings that people of like names are two."""
    phrases = language_data(language).unrelated_phrases
    if not phrases:
        return False
    near = [text[max(0, place.start - _SENTENCE) : place.end + _SENTENCE].lower() for place in places]
    return any(phrase in each for each in near for phrase in phrases)


def open_neighbouring_sentences(text: str, places: Sequence[Span]) -> bool:
    """Tell whether two names, each told once, begin a sentence and the next: nobody gives a whole name twice so soon.

    The cricket club won by four wickets. The croquet club lost by three hoops.
    """
    if len(places) != _SEVERAL:
        return False
    first, second = sorted(places)
    if not first.end < second.start < first.end + _SENTENCE:
        return False
    between = text[first.end : second.start]
    ends = list(_NEXT.finditer(between))
    return len(ends) == 1 and "\n" not in between and all(_leads(text, each) for each in (first, second))


_NEXT = compile_later(r"\w[.!?][\s\0]+")


def _leads(text: str, place: Span) -> bool:
    """Tell whether no more than an article or a small word stands before a name in its sentence."""
    before = text[max(0, place.start - _NAME) : place.start]
    lead = _LEAD.search(before)
    return lead is not None and lead[1].strip().lower() in {"", *function_words(), *_ARTICLES_OF_NAMES}


_LEAD = compile_later(r"(?:\A|\n|[.!?][\s\0]+)((?:[^\W\d_]{1,5}[\s\0]+)?)\Z")
_ARTICLES_OF_NAMES = in_all_languages("definite_articles") | in_all_languages("prepositions")


def _sentence(text: str, place: Span) -> str:
    """Return what stands around a place as far as its sentence goes."""
    before = text[max(0, place.start - _SENTENCE) : place.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    end = _SENTENCE_END.search(text, place.end, place.end + _SENTENCE)
    return before[ends[-1] if ends else 0 :] + text[place.end : end.start() if end else place.end + _SENTENCE]
