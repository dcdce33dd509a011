"""Capitals: words with a capital and the runs they stand in, from which names are made; found in one pass."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_PARTICLE = (
    r"(?:van|von|vom|de|dem|der|den|del|dei|degli|della|dal|di|da|dos|du|la|le|el|al|bin|bint|ibn|ben|ter|ten|zu|zum|y|e|st"
    r"|['’]t|d['’])"
)
_PREFIX = r"(?:(?:al|el|ul|an|ad|as|ash|at|ar)[-‐‑]|[dDlL]['’]\0*)"
_SPACE = r"(?:[ \u00a0\u202f\0]{1,4}|[ \t\0]{0,2}\r?\n[ \t\0]{0,4})"
# An apostrophe belongs to a name (O'Neill), a possessive does not; a hyphen does if a capital follows (Smith-Jones).
# Fillers follow an apostrophe that is written as an entity.
_TAIL = r"[^\W\d_]*+(?>(?:(?:\0|['’]\0*+(?![sS]\b)|[-‐‑](?={upper}))(?=[^\W\d_])[^\W\d_]*+)*)"

LONGEST = 5
"""Runs of more words than this are titles or headlines, not names of people."""
_LONGEST_HEADLINE = 20
"""Runs of more words than this are rolls of people, of whom nobody can tell who is called what."""


class CapitalWord(NamedTuple):
    """A capitalised word: its text without fillers, and its place."""

    text: str
    start: int
    end: int


class CapitalRun(NamedTuple):
    """Capitalised words that follow one another, particles between them included; one word at least.

    `loose` runs stand in a headline or are longer than a name: their words need not belong together.
    """

    words: tuple[CapitalWord, ...]
    loose: bool

    @property
    def start(self) -> int:
        """Return where the first word starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where the last word ends."""
        return self.words[-1].end


class Capitals(NamedTuple):
    """What stands in capitals.

    Attributes:
        singles: single words by their spelling, with where they start.
        runs: several words in a row.
        loose: the words of headlines, and of runs too long for a name, as they follow one another.
        ends: for words with markup inside, where they end, by their start.
    """

    singles: dict[str, list[int]]
    runs: list[CapitalRun]
    loose: list[tuple[CapitalWord, ...]]
    ends: dict[int, int]


@cache
def upper_class() -> str:
    """Return a pattern for one capital letter of a Latin alphabet."""
    letters = (chr(code) for code in [*range(0x41, 0x250), *range(0x1E00, 0x1F00)])
    return "[" + "".join(letter for letter in letters if unicodedata.category(letter) == "Lu") + "]"


@cache
def _run_pattern() -> re.Pattern[str]:
    # The set of capitals comes first and is tested alone, so that the search skips from capital to capital.
    upper = upper_class()
    tail = _TAIL.format(upper=upper)
    initials = rf"\.(?>(?:[ \u00a0-]?{upper}\.)*)"
    particles = rf"(?:{_PARTICLE}(?:{_SPACE}|(?<=['’]))){{0,3}}"
    rest = rf"(?:(?:{_SPACE}|(?<=\.)){particles}{_PREFIX}?{upper}(?:{initials}|{tail}))*"
    return compile_later(rf"{upper}(?<!\w\w)(?<![@#].)(?:{initials}|{tail}){rest}")


@cache
def _word_pattern() -> re.Pattern[str]:
    upper = upper_class()
    return compile_later(rf"{upper}\.(?:-?{upper}\.)*|{_PREFIX}?{upper}{_TAIL.format(upper=upper)}|[^\W\d_]+")


def find_capitals(text: str, blocks: Sequence[Block]) -> Capitals:
    """Sort the capitalised words of a text. Words that a block's end parts do not run together."""
    found = Capitals({}, [], [], {})
    singles = found.singles
    starts = [block.start for block in blocks]
    headlines = {index for index, block in enumerate(blocks) if _is_headline(text, block)}
    for match in kept_matches(_run_pattern(), text):
        run = match.group()
        if run.isalpha():
            if run in singles:
                singles[run].append(match.start())
            elif len(run) > 1:
                singles[run] = [match.start()]
        elif run.replace(" ", "").isalpha():
            _sort(found, _spaced(run, match.start()), bisect_right(starts, match.start()) - 1 in headlines)
        else:
            for words in _split(text, run, match.start(), starts):
                _sort(found, words, bisect_right(starts, words[0].start) - 1 in headlines)
    if "l-" in text:
        _prefix(text, singles)
    return found


def _prefix(text: str, singles: dict[str, list[int]]) -> None:
    """Give a single word the article in front of it that is part of the name: al-Masrawi, el-Sayed."""
    prefixed: dict[str, set[int]] = {}
    for match in re.finditer(r"(?<![\w-])(?:al|el|ul)-(?=([^\W\d_]+)(?!\w|[ \0\u00a0\n][A-Z]))", text):
        name, start = match[1], match.end()
        places = singles.get(name, [])
        index = bisect_left(places, start)
        if index < len(places) and places[index] == start:
            prefixed.setdefault(name, set()).add(start)
            singles.setdefault(match.group() + name, []).append(match.start())
    remove_places(singles, prefixed)


def remove_places(singles: dict[str, list[int]], places: Mapping[str, Set[int]]) -> None:
    """Take places off single words, and words without any place away."""
    for word, removed in places.items():
        singles[word] = [place for place in singles[word] if place not in removed]
        if not singles[word]:
            del singles[word]


def _sort(found: Capitals, words: tuple[CapitalWord, ...], is_headline: bool) -> None:
    if len(words) > _LONGEST_HEADLINE:
        return
    if len(words) > LONGEST or (is_headline and len(words) > 2):
        found.loose.append(words)
    elif len(words) > 1:
        found.runs.append(CapitalRun(words, is_headline))
    elif len(words[0].text) > 1 and "." not in words[0].text:
        text, start, end = words[0]
        found.singles.setdefault(text, []).append(start)
        if end - start != len(text):
            found.ends[start] = end


def _spaced(run: str, offset: int) -> tuple[CapitalWord, ...]:
    words = []
    for text in run.split(" "):
        end = offset + len(text)
        if text:
            words.append(CapitalWord(text, offset, end))
        offset = end + 1
    return tuple(words)


def _split(text: str, run: str, offset: int, starts: Sequence[int]) -> Iterator[tuple[CapitalWord, ...]]:
    words = [
        CapitalWord(match.group().replace("\0", ""), match.start(), match.end())
        for match in _word_pattern().finditer(text, offset, offset + len(run))
    ]
    if "\n" not in run:
        yield tuple(words)
        return
    piece: list[CapitalWord] = []
    for word in words:
        if piece and bisect_right(starts, piece[-1].start) != bisect_right(starts, word.start):
            yield tuple(piece)
            piece = []
        piece.append(word)
    yield tuple(piece)


def _is_headline(text: str, block: Block) -> bool:
    """Tell whether most words of a short block have a capital, so that a capital says nothing."""
    if block.end - block.start > 200:
        return False
    line = text[block.start : block.end].replace("\0", " ").strip()
    if line.endswith((".", ";")) or line.count(",") > 2:
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
