"""Planted faults in a copy of an article: a word of a quotation, a negation, a name, a date, a number.

Words in brackets are left alone, because an editor may change them; so are quotations of several paragraphs, whose
marks do not pair after a paragraph is moved.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from copydesk.document import Document
from copydesk.findings import Span

Injection = Callable[[random.Random, Document], tuple[str, int, int] | None]

_WORD = re.compile(r"[a-z]{4,}")
_NEGATION = re.compile(r" (?:not|never)\b|n['’]t\b")
_EDITED = re.compile(r"\[[^\]\n]*\]|\([^)\n]*\)")
_VOWELS = "aeiou"


def _quotations(document: Document) -> Iterator[Span]:
    runs_on = False
    for each in document.quotations.spans:
        if not runs_on and not each.runs_on:
            yield Span(each.start, each.end)
        runs_on = each.runs_on


def _quoted_words(document: Document) -> list[re.Match[str]]:
    found = []
    for start, end in _quotations(document):
        edited = [match.span() for match in _EDITED.finditer(document.text, start, end)]
        words = list(_WORD.finditer(document.text, start, end))
        if len(words) > 5 and document.text[start:end].count(" ") > 8:
            found += [
                word
                for word in words[1:-1]
                if not any(first <= word.start() < last for first, last in edited)
            ]
    return found


def quote_word_replaced(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Replace a word of a quotation."""
    words = _quoted_words(document)
    if not words:
        return None
    word = chance.choice(words)
    other = chance.choice(
        [each for each in ("lantern", "seldom", "orchard", "borrow") if each != word.group()]
    )
    return other, *word.span()


def quote_word_dropped(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Delete a word of a quotation."""
    words = _quoted_words(document)
    if not words:
        return None
    word = chance.choice(words)
    return "", word.start(), word.end() + 1


def negation_removed(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Delete the “not” of a quotation."""
    spans = [span for span in _quotations(document) if document.text[span.start : span.end].count(" ") > 6]
    hits = [hit for span in spans for hit in _NEGATION.finditer(document.text, span.start + 1, span.end)]
    if not hits:
        return None
    return "", *chance.choice(hits).span()


def name_misspelled(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Change a vowel in the last name of a person."""
    people = [name for name in document.names if name.kind == "person" and " " in name.name]
    tokens = [name.name.split()[-1] for name in people]
    tokens = [each for each in tokens if len(each) > 4 and re.search("[aeiou]", each[1:-1])]
    if not tokens:
        return None
    token = chance.choice(tokens)
    places = [match.start() for match in re.finditer(rf"\b{re.escape(token)}\b", document.text)]
    if not places:
        return None
    at = re.search("[aeiou]", token[1:-1])
    assert at is not None
    vowel = chance.choice([each for each in _VOWELS if each != at.group()])
    wrong = token[: at.start() + 1] + vowel + token[at.start() + 2 :]
    return f"\0{token}\0{wrong}", places[0], places[0] + len(token)


def date_changed(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Change a month, a weekday or a year."""
    choices = []
    for pattern, others in (
        (
            r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
            ["May"],
        ),
        (r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday)\b", ["Sunday", "Saturday"]),
        (r"\b(?:19|20)\d\d\b", ["1974", "1981"]),
    ):
        dates = [(date.start, date.end) for date in document.dates]
        for hit in re.finditer(pattern, document.text):
            if any(start <= hit.start() < end for start, end in dates):
                other = chance.choice([each for each in others if each != hit.group()])
                choices.append((other, *hit.span()))
    choices = [
        each
        for each in choices
        if document.sentence_at(each[1]).end - document.sentence_at(each[1]).start > 60
    ]
    return chance.choice(choices) if choices else None


def number_changed(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Change a number."""
    dates = [(date.start, date.end) for date in document.dates]
    quoted = [(span.start, span.end) for span in document.quotations.spans]
    hits = [
        hit
        for hit in re.finditer(r"(?<![\w.,:$£€-])\d{1,3}(?:,\d{3})*(?![\w:-]|[.,]\d)", document.text)
        if not any(start <= hit.start() < end for start, end in [*dates, *quoted])
        and document.sentence_at(hit.start()).end - document.sentence_at(hit.start()).start > 60
    ]
    if not hits:
        return None
    hit = chance.choice(hits)
    value = int(hit.group().replace(",", ""))
    return f"{value * 3 + 7:,}", *hit.span()


INJECTIONS: dict[str, tuple[Injection, frozenset[str]]] = {
    "a quoted word replaced": (quote_word_replaced, frozenset(["altered-quote"])),
    "a quoted word dropped": (quote_word_dropped, frozenset(["altered-quote"])),
    "a quoted negation removed": (negation_removed, frozenset(["altered-quote"])),
    "a name misspelled": (name_misspelled, frozenset(["name-differs-from-source"])),
    "a date changed": (date_changed, frozenset(["date-differs-from-source", "date-added"])),
    "a number changed": (number_changed, frozenset(["number-differs-from-source"])),
}


def shuffled(chance: random.Random, text: str, start: int, end: int) -> str:
    """Return a copy with two paragraphs exchanged and one left out, but not the one with the fault."""
    paragraphs, at = [], 0
    for piece in re.split(r"(\n\s*\n)", text):
        paragraphs.append((piece, at <= start < at + len(piece) + 1 or at < end <= at + len(piece)))
        at += len(piece)
    bodies = [index for index, (piece, _) in enumerate(paragraphs) if piece.strip()]
    if len(bodies) > 4:
        first, second = chance.sample(bodies[1:], 2)
        paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
        dropped = next((index for index in reversed(bodies[1:]) if not paragraphs[index][1]), None)
        if dropped is not None:
            paragraphs[dropped] = ("", False)
    return "".join(piece for piece, _ in paragraphs)
