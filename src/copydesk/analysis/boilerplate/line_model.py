"""Line model: estimate from a line's own words whether the page speaks it, or the article.

A page speaks to its reader: of buttons, accounts, other stories, itself. The model is a logistic regression over
words, pairs of neighbouring words, beginnings of long words and the shape of the line; each result is a sum of
weights, so that it can be explained. Each language that lines were written for has its own table, all others share
one. bench/train_lines.py learns the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, repeat
from math import sqrt
from pathlib import Path

from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later

TABLES = Path(__file__).parents[1] / "data" / "lines"
SHARED = "any"
"""The table of the languages that no lines were written for."""
BIAS = ""
"""The key of a table's constant."""
_MOST_CHARACTERS = 10_000
MOST_WORDS = 60
"""Lines with more words are paragraphs; the model has not learnt from them and says nothing about them."""

_TOKEN = compile_later(
    r"(?P<address>https?://\S+|www\.\S+|[\w.+-]{1,40}@[\w-]{1,40}\.\w[\w.-]{0,40})"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>[|·•→←»›«‹▶►▾▼↑↓★☆✓✔©®#@%€$£\[\]{}<>()!?:…*=+_])"
    r"|(?P<emoji>[\U0001F000-\U0001FAFF\u2600-\u27BF])"
)
_BAR = compile_later(r" [|·•/] |[›>]")
_DASH = compile_later(r" [–—-] ")
_LABEL = compile_later(r"(?:^|[|·•;.,–—-] {0,2})\W{0,2}[^\W\d][^\W\d_]*(?: [\w()./]+){0,3} ?: ?\S")
"""A label and what it says: “Status: in work”."""
_NUMBERS = compile_later(
    r"(?P<clock>\b\d{1,2}[:.h]\d\d\b(?![.:]\d))"
    r"|(?P<date>\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b)"
    r"|(?P<share>\d ?%)"
    r"|(?P<degrees>\d ?°)"
    r"|(?P<unit>\d [a-zµ]{1,3}\b)"
    r"|(?P<count>\(\d+\))"
    r"|(?P<thousands>\b\d{1,3}[ .,]\d{3}\b)"
)
"""Kinds of numbers: a widget's, a record's and a counter's are others than an article's."""
_MOST_SIGNS = 3
BUILT = frozenset(
    (
        "~bars 2",
        "~bars 3",
        "~dashes 2",
        "~dashes 3",
        "~labels 2",
        "~labels 3",
        "~label divided",
        "~arrow",
        "~degrees",
    )
)
"""What a line is built of as those of a page are: several parts or labels in one line, an arrow before it."""
_TELLING = 1.0
_LONG = 7
"""Words of so many letters also count by their beginning, so that inflected forms are known."""
_BEGINNING = 5
_SENTENCE_ENDS = ".!?…。！？؟।"
_LENGTHS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40)


def weigh(weights: Mapping[str, float], found: Sequence[str]) -> float:
    """Return the log odds that a line with these features belongs to the page. `found` must not be empty."""
    return weights[BIAS] + sum(map(weights.get, found, repeat(0.0))) / sqrt(len(found))


@cache
def table(language: str) -> Mapping[str, float]:
    """Return the weight of each feature for a language (two-letter code; SHARED if it is unknown)."""
    file = TABLES / f"{language}.json"
    if language != SHARED and not file.exists():
        return table(SHARED)
    weights: dict[str, float] = json.loads(file.read_text("utf-8"))
    return weights


@cache
def telling_words(language: str) -> frozenset[str]:
    """Return the words that speak for the page in a language, each by itself."""
    return frozenset(key for key, weight in table(language).items() if weight >= _TELLING and key.isalpha())


@lru_cache(1024)
def features(line: str) -> tuple[str, ...]:
    """Return the features of a line, each once; none for a paragraph or a line without words or numbers.

    They are remembered, because editors ask again after each key.
    """
    if len(line) > _MOST_CHARACTERS:
        return ()
    bare = line.replace(MARKUP, "").replace(OBJECT, " ").strip()
    found = list(_TOKEN.finditer(bare))
    words = [each.group() for each in found if each.lastgroup == "word"]
    if not words and not any(each.lastgroup in ("number", "address", "emoji") for each in found):
        return ()
    if len(words) > MOST_WORDS:
        return ()
    tokens = [_token(each.lastgroup or "", each.group()) for each in found]
    beginnings = (f"{word[:_BEGINNING].lower()}*" for word in words if len(word) >= _LONG)
    pairs = map(" ".join, pairwise(["^", *tokens, "$"]))
    return tuple(dict.fromkeys([*tokens, *pairs, *beginnings, *_shape(bare, words), *_build(bare)]))


def _token(kind: str, text: str) -> str:
    return {"word": text.lower(), "number": "0", "address": "@@", "emoji": "☺"}.get(kind, text)


def _shape(line: str, words: list[str]) -> Iterable[str]:
    """Return features of the look of a line. They begin with two spaces, as no word does."""
    length = sum(len(words) >= least for least in _LENGTHS)
    end = line.rstrip("\"'”’»“)*_ ")[-1:]
    kind = "." if end in _SENTENCE_ENDS else ":" if end in ":;,-–—" else "a" if end.isalpha() else "0"
    yield f"  words {length}"
    yield f"  end {kind}"
    yield f"  end {kind} words {length // 2}"
    if line[:1].islower():
        yield "  lower start"
    if words:
        capitals = sum(word[0].isupper() for word in words)
        if len(words) > 1 and "".join(words).isupper():
            yield "  all capitals"
        elif len(words) > 2 and capitals >= 0.8 * len(words):
            yield "  title case"
        elif capitals <= 1:
            yield "  no names"
    if len(words) and sum(map(str.isdigit, line)) > 0.3 * len(line):
        yield "  digits"


def _build(line: str) -> Iterable[str]:
    """Return features of the parts that a line is made of. They begin with a tilde, as no word does."""
    is_sentence = line.rstrip("\"'”’»“)*_ ")[-1:] in _SENTENCE_ENDS
    signs = set(line)  # a cheap test before each pattern
    bars = len(_BAR.findall(line)) if not signs.isdisjoint("|·•/›>") else 0
    dashes = len(_DASH.findall(line)) if not signs.isdisjoint("–—-") else 0
    labels = len(_LABEL.findall(line)) if ":" in line else 0
    if bars:
        yield f"~bars {min(bars, _MOST_SIGNS)}"
    if dashes:  # those of a sentence enclose a remark
        yield "  dashes" if is_sentence else f"~dashes {min(dashes, _MOST_SIGNS)}"
    if labels:
        yield "  labels" if is_sentence else f"~labels {min(labels, _MOST_SIGNS)}"
    if labels == 1 and bars + dashes and not is_sentence:
        yield "~label divided"
    if not signs.isdisjoint("0123456789"):
        yield from sorted({f"~{found.lastgroup}" for found in _NUMBERS.finditer(line)})
    if line[0] in "«»←→‹›" and not ("«" in line and "»" in line):
        yield "~arrow"  # to the post before or after; a quotation in such marks has both
