"""Word classes: read an English text as a string with one letter for the class of each word.

A word's class is the set of all parts of speech that it is used as: N singular noun, P plural noun, B base form of a
verb, Z third person, D past, E past participle, G -ing form, J adjective, R adverb; “want” is B, “walk” is BN. Each
small word and each mark is a class of its own. A group of words that are built alike is a part of its class: “want” is
B.to, “able” is J.to. Nothing is guessed from the words around: a tagger would choose a class that fits there, and so
hide what does not fit. `python -m bench word_classes` learns the table; what it learns from is named there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from copydesk.analysis.language.wordlists import listed_words, read_list
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

TOKEN = compile_later(r"\w+(?:['\-]\w+)*|[^\w\s\0]")
NUMBER, NAME, UNKNOWN, MARK, POSSESSIVE = (
    "#",
    "Name",
    "?",
    "mark",
    "'s",
)  # the last one: what ends as a possessive or a short form
_SHORTENED = ("'s", "'ve", "'d", "'ll", "'re")
_CAPITALISED = (".many", ".number", ".of", ".to_noun")
"""Groups whose words are also read at the beginning of a sentence."""
_NAMES_TOO = ("will", "may")
"""Small words that are names with a capital."""
_CLASS = compile_later(r"<(?P<not>\^?)(?P<names>[^<>]+)>")
_FIRST_LETTER = 0x4E00
_OTHER_MARKS = "\"“”'*/%$£€"
_MARKS = {mark: mark for mark in ",;:()"} | dict.fromkeys(".?!", ".") | dict.fromkeys("-–—", "-")


class _Table(dict[str, str]):
    """The letter of each word; that of a word it does not hold goes by its first character."""

    def __missing__(self, word: str) -> str:
        first = word[0]
        if word.endswith(_SHORTENED):
            return letter(POSSESSIVE)
        if first.isdigit():
            return letter(NUMBER)
        if first.isalpha():
            return letter(UNKNOWN if first.islower() else NAME)
        return letter(_MARKS.get(word, MARK))


@cache
def small_words() -> frozenset[str]:
    """Return the words that are classes of their own."""
    return listed_words("english/small_words")


@cache
def _letters() -> dict[str, str]:
    """Return the letter of each class."""
    names = [*sorted(small_words()), *_classes(), NUMBER, NAME, UNKNOWN, MARK, POSSESSIVE]
    names += sorted(set(_MARKS.values()))
    return {name: chr(_FIRST_LETTER + number) for number, name in enumerate(dict.fromkeys(names))}


@cache
def _classes() -> dict[str, list[str]]:
    """Return the words of each class; a class that is part of another one has a point in its name."""
    rows = (line.split(" ") for line in read_list("english/classes").splitlines())
    classes = {name: words for name, *words in rows}
    groups = (line.split(": ") for line in read_list("english/word_groups").splitlines())
    of_word = {word: group for group, words in groups for word in words.split()}
    for name, words in list(classes.items()):
        for word in words:
            if word in of_word:
                classes.setdefault(f"{name}.{of_word[word]}", []).append(word)
    return classes


def letter(name: str) -> str:
    """Return the letter of a class, or of a small word. Raises KeyError if there is none of that name."""
    return _letters()[name]


@cache
def _letters_of() -> dict[str, str]:
    """Return what a name stands for: B for the letters of B and B.to, .to for those of all classes in this group."""
    found: defaultdict[str, str] = defaultdict(str)
    for name, its_letter in _letters().items():
        base, point, group = name.partition(".")
        for asked in {name, base or name, f".{group}"} if point and group else {name}:
            found[asked] += its_letter
    return found


def letters(names: str) -> str:
    """Return the letters of several classes, given with spaces between them; a class without words has none."""
    found = _letters_of()
    return "".join(dict.fromkeys("".join(found.get(name, "") for name in names.split())))


@cache
def _table() -> _Table:
    table = _Table((mark, letter(_MARKS.get(mark, MARK))) for mark in (*_MARKS, *_OTHER_MARKS))
    for name, words in _classes().items():
        table.update(dict.fromkeys(words, letter(name)))
        if name.endswith(_CAPITALISED):
            table.update((word.capitalize(), letter(name)) for word in words)
    for word in small_words():
        table[word] = letter(word)
        if word != "i" and word not in _NAMES_TOO:
            table[word.capitalize()] = letter(word)
    for word in ("i", "i'm", "i've", "i'd", "i'll"):
        table[word.capitalize()] = letter(word)
    return table


def read_letters(plain: str, stretch: Span) -> str:
    """Return the letters of the words and marks of a stretch of text in which every apostrophe is typed."""
    return "".join(map(_table().__getitem__, TOKEN.findall(plain, *stretch)))


def spans_of(plain: str, stretch: Span) -> list[Span]:
    """Return where these words and marks stand; only needed for the few stretches in which something is found."""
    return [Span(*match.span()) for match in TOKEN.finditer(plain, *stretch)]


def class_pattern(classes: str) -> str:
    """Return a pattern for letters of classes: <a the> stands for one of these classes, <^a the> for any other."""

    def one_class(match: re.Match[str]) -> str:
        return f"[{match['not']}{letters(match['names'])}]"

    return _CLASS.sub(one_class, classes).replace(" ", "")
