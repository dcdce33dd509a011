"""quotes/overlapping-quote."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.language.languages import language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_CLAUSE_WORDS = frozenset("who dass daß que qui che że att".split())
"""Words that begin a clause, and never stand twice in a row."""
_WITH_SUBJECT = {
    "that": frozenset(
        "I he she it we they you nobody no everyone everybody nothing the a an his her their our my there".split()
    ),
    "dat": frozenset("ik hij zij ze wij we jullie het er niemand iedereen de een men deze".split()),
}
"""Words that may also point to a thing (“that “that man” lies”), and what shows that they begin a clause."""
_LEAST_WORDS = 3
_REACH = 24


@rule(front_matter="alone")
def overlapping_quote(doc: Document) -> Iterator[Flag]:
    """The word before a quotation mark stands behind it once more.

    The quotation was put into a sentence that had its first word already. Only articles, possessives and words such as
    “who” and “that” are meant. Others may well stand on both sides: a reference to “to be or not to be”.

    Bad: She said that “that nobody had asked her about it”.
    Good: She said that “nobody had asked her about it”.
    Good: She said that “that man” was lying.
    Measured: 2 findings in 3,065 news articles and none in 2,020 files of ten content repositories, both true.
    """
    language = language_data(doc.language)
    small = (language.determiners - language.may_repeat) | _CLAUSE_WORDS | _WITH_SUBJECT.keys()
    if not language.stop_words:
        return
    text = doc.text
    for quotation in doc.quotations.spans:
        start, end = quotation.start, quotation.end
        before = text[max(0, start - _REACH) : start]
        if before[-1:] not in (" ", "\0", "\n") or quotation.runs_on:
            continue
        words = before.replace("\0", "").split()
        inner = text[start + 1 : start + 1 + _REACH].replace("\0", "").split()
        if not words or not inner or words[-1] not in small or inner[0] != words[-1]:
            continue
        if len(text[start:end].split()) < _LEAST_WORDS:
            continue
        if inner[0] in _WITH_SUBJECT and _WITH_SUBJECT[inner[0]].isdisjoint(inner[1:2]):
            continue
        first = before.rindex(words[-1]) + max(0, start - _REACH)
        last = text.find(inner[0], start) + len(inner[0])
        if doc.block_at(first) is doc.block_at(last):
            yield Flag(first, last, f"“{words[-1]}” stands before the quotation mark and behind it")
