"""quotes/missing-speech-dash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.language.languages import Language, language_data, languages
from copydesk.analysis.quotes.speech_lines import lines_of
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import Count, rule
from copydesk.support.patterns import compile_later

_DASHES = ("–", "—", "―")
_MARKS = frozenset("\"“”„«»:")
_WORDS = compile_later(r"[^\W\d_]+")
_LEAST_SPEECHES = 3
_AROUND = 3
_ENDS = (".", "?", "!", "…")


@rule(needs=_DASHES)
def missing_speech_dash(doc: Document, *, most_words: Count = 30) -> Iterator[Flag]:
    """In dialogue set with dashes, one speech has lost its dash.

    Readers take it for the narrator's words. Flagged is the only line without a dash among at least three others, if it
    speaks to somebody, asks, or begins as an answer does.

    `most_words`: how many words the line may have.

    Bad: – Are you the new baker? ¶ – I am. ¶ Then you had better meet the cat. ¶ – We have met.
    Good: – Are you the new baker? ¶ – I am. ¶ The cat looked at her. ¶ – We have met.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    lines = [*lines_of(doc.text, doc.blocks)] if doc.text.count("–") + doc.text.count("—") + doc.text.count("―") > 2 else []
    speeches = [_speaks(doc.text, line) for line in lines]
    if sum(speeches) < _LEAST_SPEECHES:
        return
    odd = [
        index
        for index in range(1, len(lines) - 1)
        if not speeches[index] and speeches[index - 1] and speeches[index + 1]
    ]
    if len(odd) != 1:
        return  # a story, in which somebody tells what happens between the speeches
    (index,) = odd
    near = sum(speeches[max(0, index - _AROUND) : index + _AROUND + 1])
    line = lines[index]
    block = doc.block_at(line.start)
    if near < _LEAST_SPEECHES or block is None or block.place != "body":
        return
    words = _WORDS.findall(doc.text[line.start : line.end].lower())
    if len(words) <= most_words and any(_is_spoken(doc, line, words, each) for each in _languages(doc.language)):
        yield Flag(line.start, line.end, "the dash before this speech seems to be missing")


def _languages(code: str | None) -> list[Language]:
    """Return the language of a text; if it is not known, those that no text is known to be of."""
    return [language_data(code)] if code else [each for each in languages().values() if not each.stop_words]


def _speaks(text: str, line: Span) -> bool:
    return text[line.start : line.end].lstrip("\0 >")[:1] in _DASHES


def _is_spoken(doc: Document, line: Span, words: Sequence[str], language: Language) -> bool:
    text = doc.text[line.start : line.end].replace("\0", "").strip()
    if not words or not text[0].isupper() or not text.endswith(_ENDS) or not _MARKS.isdisjoint(text):
        return False
    if text.endswith("?") or words[0] in language.reply_words or not language.second_person.isdisjoint(words):
        return True
    return len({*words} & language.first_person) > 0 and len(words) <= _SHORT


_SHORT = 12
