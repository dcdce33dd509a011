"""damage/lowercase-sentence."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.lowercase_names import is_name_of_thing, names_of_things
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.abbreviations import ABBREVIATIONS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import is_place_or_people, is_word, knows_words_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, regex_later

_LOWER = regex_later(
    r"(?<=[\s\0](?P<last>\p{L}\p{Ll}{2,}))\.[ \u00a0]\0*(?P<word>\p{Ll}{2,}|a(?=[ \u00a0]\p{Ll}{3}))(?=[\s\0,])"
)
_ENGLISH = language_data("en")
_AUXILIARY = "was|is|were|are|has|had|have|would|will|could|can|should|must|may|might|did|does|am|think|want"
_SAID = either(_ENGLISH.saying_verbs | _ENGLISH.adding_verbs | _ENGLISH.telling_verbs)
_FINITE = f"{_AUXILIARY}|{_SAID}"
_QUOTED = regex_later(
    rf"(?<=\p{{Ll}}:[ \u00a0])[“\"](?P<word>{_FINITE})(?=[ \u00a0]\p{{Ll}})(?![^”\"\n]{{0,200}}[”\"]?\?)"
)
_AFTER_NAME = regex_later(
    rf"(?<=[\s\0]\p{{Lu}}\p{{Ll}}{{5,}})\.[ \u00a0]\0*(?P<word>{_FINITE})(?=[ \u00a0]\p{{Ll}})"
)
_BY_FINITE_VERB = {"en": (_AFTER_NAME, _QUOTED)}
"""By language: starts of sentences that their verb gives away."""
_MAY_BE_LOWER = compile_later(r"[a-zß-ÿ]\.[ \xa0]\0*[a-zß-ÿ]|:[ \xa0][“\"][a-z]")
_STYLE = 3


@rule(places=("body", "quote"))
def lowercase_sentence(doc: Document) -> Iterator[Flag]:
    """A sentence within a paragraph starts in lower case.

    Either its first words are lost, or the full stop before it is one too many. The word before the stop must be one
    that is no abbreviation, and the word behind it no name in lower case, such as npm. A quotation that a colon leads up to and that starts with a verb has lost its
    subject likewise: He said: “would like to thank her.” Texts that start more than three sentences so do it always.

    Bad: The board met again on Tuesday. members left without a word to the press.
    Bad: The lawyer said: “would like to thank the town for its help.”
    Good: The board met again on Tuesday. Members left without a word to the press, approx. forty of them.
    Good: It “was a mistake”, he said. “But is it?”
    Measured: 20 of 21 findings right in 5,630 articles, four of them in messages quoted as they were written.
    """
    if not any(kept_matches(_MAY_BE_LOWER, doc.text)):
        return
    found = {place for block in doc.blocks for place in _starts(doc, block.start, block.end)}
    if not 0 < len(found) <= _STYLE:
        return
    things = names_of_things(doc.source, doc.code)
    for start, end in sorted(found):
        if is_name_of_thing(doc.text[start:end], things):
            continue
        yield Flag(start, end, f"the sentence starts in lower case with “{doc.text[start:end]}”")


def _starts(doc: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield from _behind_words(doc, start, end)
    for pattern in _BY_FINITE_VERB.get(doc.language or "", ()):
        yield from (match.span("word") for match in pattern.finditer(doc.text, start, end))


def _behind_words(doc: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The words in lower case behind a full stop that ends no abbreviation; none where there is code."""
    found: list[tuple[int, int]] = []
    for match in _LOWER.finditer(doc.text, start, end):
        last, word = match["last"], match["word"]
        if knows_words_of(doc.language):
            is_known = is_word(word) and (is_word(last) if last.islower() else _is_day(last))
        else:
            is_known = last.islower() and len(last) > 4
        if is_known and last not in ABBREVIATIONS and last not in _ENGLISH.clipped_nouns:
            found.append(match.span("word"))
    return [] if found and looks_like_code(doc.text, start, end) else found


def _is_day(last: str) -> bool:
    """Tell whether a capitalised word is one that no abbreviation looks like: a day, a month, a people."""
    return len(last) > 5 and is_place_or_people(last)
