"""Organisations: the full names of agencies, companies and the like, and the acronyms in brackets beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.capitals import CapitalRun, upper_class
from copydesk.analysis.names.lexicon import BODY_HEADS, function_words, is_word
from copydesk.analysis.names.spelling.slips import slip
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_SPACE = r"(?:[ \t\u00a0\u202f\0]{1,3}|[ \t\0]?\r?\n[ \t\0]{0,3})"
_ARTICLE = rf"(?:(?:the|der|die|la|les|los){_SPACE})?"
_ACRONYM = compile_later(r"\([\s\0“\"]{0,2}([A-Z][A-Za-z&]{0,7}[A-Z])s?[\s\0”\"]{0,2}\)")
_EXPANDED = compile_later(r"\((?:the[\s\0])?(?=[A-Z][a-z])([^()\n]{6,80})\)")
_ACRONYM_BEFORE = compile_later(r"(?<![\w-])[A-Z][A-Z&]{1,7}(?=[\s\0]{1,2}\Z)")
_LONGEST_NAME = 110
"""How far before a bracket its name may begin, in code points."""
_ABBREVIATED = frozenset("US UK EU UN U.S. U.K.".split())


@dataclass(slots=True, eq=False)
class Organisation:
    """An organisation that the text names in full.

    Attributes:
        words: the words of its name, small ones included, an article in front left out.
        mentions: every place of the full name in this spelling, in order.
        acronym: the letters that stand in brackets behind it (or before it), first; empty if none do.
        acronym_place: where such letters stand last.
    """

    words: tuple[str, ...]
    mentions: list[Span] = field(default_factory=list)
    acronym: str = ""
    acronym_place: Span = field(default=Span(0, 0))
    _known: set[Span] = field(default_factory=set)

    def mention(self, place: Span) -> None:
        """Note a mention, unless it is known."""
        if place not in self._known:
            self._known.add(place)
            self.mentions.append(place)

    @property
    def name(self) -> str:
        """Return the name as written, one space between words."""
        return " ".join(self.words)

    @property
    def content(self) -> tuple[str, ...]:
        """Return the words that carry the name: those with a capital."""
        return tuple(word for word in self.words if word[0].isupper())

    @property
    def has_head(self) -> bool:
        """Tell whether a word such as Agency says that this is an organisation."""
        return bool(self.acronym) or any(word in BODY_HEADS for word in self.words)

    def call(self, acronym: str, place: Span) -> None:
        """Note an acronym that stands beside the name; the place of the last one counts."""
        self.acronym, self.acronym_place = self.acronym or acronym, place


_BySpelling = dict[tuple[str, ...], Organisation]


@cache
def _phrase() -> re.Pattern[str]:
    upper = upper_class()
    word = rf"{upper}(?>(?:[^\s\0()\[\],;:.!?“”\"™®©…]|[.'’](?=\w))*)"
    joining = rf"(?:of|for|on|in|und|für|de|des|du|del|di|d['’]){_SPACE}{_ARTICLE}|(?:and|&){_SPACE}"
    return compile_later(rf"{word}(?>(?:{_SPACE}(?:{joining})?{word})*)")


@cache
def _left_part() -> re.Pattern[str]:
    word = rf"{upper_class()}[^\s\0()\[\],;:.!?“”\"…]{{0,50}}+"
    return compile_later(
        rf"{word}(?>(?:{_SPACE}{word}){{0,20}}){_SPACE}(?:of|for|und|für|and|&){_SPACE}{_ARTICLE}$"
    )


def read_organisations(
    text: str, blocks: Sequence[Block], runs: Sequence[CapitalRun], singles: Mapping[str, Sequence[int]]
) -> list[Organisation]:
    """Find the organisations of a text, in order of their first mention; none crosses a block's end.

    `runs` are the runs of capitalised words that name no person, `singles` the capitalised words that stand alone.
    """
    organisations: _BySpelling = {}
    _read_phrases(organisations, text, _starts(text, runs, singles))
    if "(" in text:
        _read_acronyms(organisations, text)
        _read_explanations(organisations, text)
    edges = [block.start for block in blocks]
    for each in organisations.values():
        if "\n" in text[each.mentions[0].start : each.mentions[0].end]:
            each.mentions = [place for place in each.mentions if _in_one_block(edges, place)]
    return sorted(
        (each for each in organisations.values() if each.mentions), key=lambda each: each.mentions[0]
    )


def _read_phrases(organisations: _BySpelling, text: str, starts: Iterable[int]) -> None:
    """Read the names that begin at these offsets, none inside another."""
    end = 0
    for start in sorted(set(starts)):
        if start >= end and (match := _phrase().match(text, start)):
            end = match.end()
            _add(organisations, text, Span(*match.span()))


def _read_acronyms(organisations: _BySpelling, text: str) -> None:
    """Read acronyms in brackets behind a name: Marvik Harbour Trust (MHT)."""
    for match in kept_matches(_ACRONYM, text):
        phrase = _before(text, match.start())
        organisation = phrase and _add(organisations, text, _trimmed(text, phrase, match[1]))
        if organisation:
            organisation.call(match[1], Span(*match.span(1)))


def _read_explanations(organisations: _BySpelling, text: str) -> None:
    """Read names in brackets behind an acronym: the MHT (Marvik Harbour Trust)."""
    for match in kept_matches(_EXPANDED, text):
        letters = _ACRONYM_BEFORE.search(text, max(0, match.start() - 12), match.start())
        if letters is None or _phrase().fullmatch(match[1]) is None:
            continue
        if organisation := _add(organisations, text, Span(*match.span(1))):
            organisation.call(letters[0], Span(*letters.span()))


def _in_one_block(edges: Sequence[int], place: Span) -> bool:
    return bisect_right(edges, place.start) == bisect_right(edges, place.end - 1)


def _starts(text: str, runs: Sequence[CapitalRun], singles: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Yield where names of organisations may start: at runs, and at heads and joined words before them."""
    for run in runs:
        if run.loose:
            continue
        joined = text[run.start - 4 : run.start - 1].strip() in ("and", "of", "for", "&", "the")
        left = _left_part().search(text, max(0, run.start - 50), run.start) if joined else None
        if left:
            yield left.start()
        elif (
            len(run.words) > 2
            or not BODY_HEADS.isdisjoint([word.text for word in run.words])
            or text.startswith(("of ", "for ", "and "), run.end + 1)
        ):
            yield run.start
    heads = BODY_HEADS.intersection(singles)
    for head in heads | {word for word in singles if _may_be_head(word, heads)}:
        for start in singles[head]:
            if text.startswith(("of", "for", "für"), start + len(head) + 1):
                yield start


def _may_be_head(word: str, heads: Set[str]) -> bool:
    """Tell whether a word's letters are those of a head that the text uses, but for one: Univeristy, Deparment."""
    return (
        len(word) > 5
        and not is_word(word)
        and any(word[0] == head[0] and abs(len(word) - len(head)) < 2 and slip(head, word) for head in heads)
    )


def _trimmed(text: str, span: Span, acronym: str) -> Span:
    """Return a name without the words in front that give its acronym no letter ("Agents of …")."""
    words = [
        match for match in re.finditer(r"[^\s\0]+", text[span.start : span.end]) if match.group()[0].isupper()
    ]
    for index in range(1, len(words)):
        rest = [word.group() for word in words[index:]]
        if len(name_parts(rest)) == len(acronym) and fits(acronym, rest):
            return Span(span.start + words[index].start(), span.end)
    return span


def name_parts(words: Sequence[str]) -> list[str]:
    """Return words with their parts behind hyphens and inner capitals (PlayStation) as words of their own."""
    return [part for word in words for part in re.split(r"[-‐‑/]|(?<=[a-z])(?=[A-Z])", word) if part]


def fits(acronym: str, content: Sequence[str]) -> bool:
    """Tell whether an acronym is the first letters of a name or of its end; abbreviations inside (UK) may give none."""
    letters = acronym.replace("&", "").upper()
    without = [word for word in content if not word.isupper()]
    return any(
        "".join(part[0] for part in name_parts(words)).upper().endswith(letters)
        for words in (content, without)
    )


def spells(acronym: str, content: Sequence[str]) -> bool:
    """Tell whether a name's last words spell an acronym, each with its first letter and perhaps others in order."""
    letters = acronym.replace("&", "").upper()
    variants = (name_parts(content), [word for word in content if not word.isupper()], list(content))
    return any(
        _taken(letters, [word.upper() for word in words[start:]])
        for words in variants
        for start in range(len(words))
    )


def take_letters(acronym: str, name: str) -> bool:
    """Tell whether all letters of an acronym stand in a name in their order, wherever they stand."""
    rest = iter(name.upper())
    return all(letter in rest for letter in acronym)


def _taken(letters: str, words: Sequence[str]) -> bool:
    if not letters or not words:
        return not letters and not words
    if words[0][0] != letters[0]:
        return False
    position = 1
    for taken in range(1, len(letters) + 1):
        if _taken(letters[taken:], words[1:]):
            return True
        if taken == len(letters) or not (position := words[0].find(letters[taken], position) + 1):
            return False
    return False


def _before(text: str, end: int) -> Span | None:
    """Return the name that ends where a bracket opens."""
    limit = max(0, end - _LONGEST_NAME)
    stop = limit + len(text[limit:end].rstrip(" \0\n\r\t\u00a0"))
    for match in _phrase().finditer(text, limit, end):
        if match.end() == stop:
            return Span(*match.span())
    return None


def _add(organisations: _BySpelling, text: str, span: Span) -> Organisation | None:
    start, end = span
    words = list(re.finditer(r"[^\s\0]+", text[start:end]))
    while words and (words[0].group().lower() in function_words() or words[0].group() in _ABBREVIATED):
        words = words[1:]
    if len(words) < 2 or all(word.group().isupper() for word in words):
        return None
    place = Span(
        start + words[0].start(), start + _end_without_possessive(words[-1].group(), words[-1].end())
    )
    spelling = tuple(text[start + word.start() : start + word.end()] for word in words[:-1])
    spelling += (text[start + words[-1].start() : place.end],)
    organisation = organisations.setdefault(spelling, Organisation(spelling))
    organisation.mention(place)
    return organisation


def _end_without_possessive(word: str, end: int) -> int:
    if word.endswith(("'s", "’s")):
        return end - 2
    return end - len(word) + len(word.rstrip("'’-")) if word[-1] in "'’-" else end
