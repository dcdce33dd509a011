"""Acronym slips: letters that the text explains once, and that come back as nearly the same letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.spelling.exchanged_neighbours import are_exchanged
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.support.patterns import regex_later

_SHORTEST, _LONGEST = 3, 7
_MOST = 60
"""A text with more kinds of acronyms is a list of them."""
_BEFORE = 140
_WORDS = regex_later(r"[\p{L}\p{M}]+")
_LINE_OF_CAPITALS = regex_later(r"\p{Lu}{2,}[ \t,:'’-]+\p{Lu}{2,}[ \t,:'’-]+\p{Lu}{2,}")
_IN_BRACKETS = regex_later(r"\(\p{Lu}{2,7}\)")
_FEWEST_INITIALS = 0.6
_FEW = 3
_LONG = 4


class _Explained(NamedTuple):
    """An acronym in brackets behind its name; the initials of the words before it."""

    word: Word
    initials: str


def acronym_slips(text: str, capitals: CapitalWords) -> Iterator[Variant]:
    """Find acronyms that stand once, unexplained, and are an explained one with a letter changed or two swapped."""
    letters = {
        token: words
        for token, words in capitals.by_text.items()
        if _SHORTEST <= len(token) <= _LONGEST and token.isupper() and token.isalpha()
    }
    if not 1 < len(letters) < _MOST:
        return
    explained = {
        token: known
        for token, words in letters.items()
        for word in words
        if (known := _explained(text, word)) is not None
    }
    is_only = len(explained) == 1 and len(letters) <= _FEW and len(_IN_BRACKETS.findall(text)) == 1
    for token, words in letters.items():
        if len(words) > 1 or token in explained or _is_shouted(text, words[0]):
            continue
        word = words[0]
        near = [
            known
            for right, known in explained.items()
            if known.word.start < word.start
            and _is_slip(right, token, len(letters[right]), is_only=is_only)
            and not stand_together(text, (known.word.span,), (word.span,))
            and not _is_named(token, capitals, known)
            and (not _is_well_known(token) or are_exchanged(right, token) or _fits_better(token, known))
        ]
        if len(near) == 1:
            yield _variant(near[0], word, letters[near[0].word.text])
            continue
        if near or _is_well_known(token):
            continue
        twins = [right for right in letters if right not in explained and are_exchanged(right, token)]
        if len(twins) == 1 and len(token) >= _LONG and letters[twins[0]][0].start < word.start:
            others = letters[twins[0]]
            if not _is_shouted(text, others[0]) and not stand_together(
                text, [other.span for other in others], (word.span,)
            ):
                places = tuple(other.span for other in others)
                yield Variant(
                    VariantKind.ACRONYM, token, twins[0], (word.span,), places, "two letters are exchanged"
                )


def _variant(known: _Explained, word: Word, others: Sequence[Word]) -> Variant:
    """Put the spelling in doubt that does not fit the name; the one without explanation if both or none do."""
    right = known.word
    if _fits_better(word.text, known) and len(others) == 1:
        why = f"the text goes on with {word.text}, which fits the name"
        return Variant(VariantKind.ACRONYM, right.text, word.text, (right.span,), (word.span,), why)
    why = f"the text explains {right.text}, and no other letters"
    places = tuple(other.span for other in others)
    return Variant(VariantKind.ACRONYM, word.text, right.text, (word.span,), places, why)


def _explained(text: str, word: Word) -> _Explained | None:
    """Return an acronym in brackets if most of its letters begin words before the bracket, in their order."""
    if text[word.start - 1 : word.start] != "(" or text[word.end : word.end + 1] not in (")", ",", ";"):
        return None
    line = text[max(0, word.start - _BEFORE) : word.start].rpartition("\n")[2]
    initials = "".join([each[0][0] for each in _WORDS.finditer(line)][-_LONGEST * 2 :]).upper()
    if _in_order(word.text, initials) < len(word.text) * _FEWEST_INITIALS:
        return None
    return _Explained(word, initials)


def _in_order(letters: str, initials: str) -> int:
    """Count how many letters stand among the initials in their order (the longest common subsequence)."""
    row = [0] * (len(initials) + 1)
    for letter in letters:
        previous = 0
        for index, initial in enumerate(initials, 1):
            previous, row[index] = (
                row[index],
                (previous + 1 if letter == initial else max(row[index], row[index - 1])),
            )
    return row[-1]


def _is_well_known(letters: str) -> bool:
    """Tell whether everybody uses these letters: NHL, BBC, CDU."""
    return any(letters.lower() in common_words(language) for language in _LANGUAGES)


_LANGUAGES = ("en", "de", "fr", "es", "it")


def _fits(letters: str, initials: str) -> bool:
    return _in_order(letters, initials) == len(letters)


def _fits_better(letters: str, known: _Explained) -> bool:
    return _fits(letters, known.initials) and not _fits(known.word.text, known.initials)


def _is_slip(right: str, wrong: str, count: int, *, is_only: bool) -> bool:
    """Tell whether two neighbours are swapped, or one letter differs in a text that has hardly any other acronyms.

    Three letters are soon another body's, and so are those with another letter: there the explained ones must not come
    again.
    """
    if len(right) != len(wrong) or (len(right) == _SHORTEST and count > 1):
        return False
    if are_exchanged(right, wrong):
        return True
    if right[0] != wrong[0]:
        return False
    differing = sum(a != b for a, b in zip(right, wrong, strict=True))
    if differing == 1:
        return len(right) > _SHORTEST and count == 1 and is_only
    return differing < len(right) and count == 1 and set(right) == set(wrong)


def _is_named(token: str, capitals: CapitalWords, known: _Explained) -> bool:
    """Tell whether words with capitals elsewhere begin with these letters: another body, named in full."""
    words = [word for word in capitals.words if len(word.text) > 1 and not word.text.isupper()]
    for at in range(len(words) - len(token) + 1):
        run = words[at : at + len(token)]
        if (
            run[-1].end - run[0].start > _BEFORE
            or known.word.start - _BEFORE < run[0].start < known.word.start
        ):
            continue
        if "".join(word.text[0] for word in run) == token:
            return True
    return False


def _is_shouted(text: str, word: Word) -> bool:
    """Tell whether a line is written in capitals, as headings and signs are, or the letters fill their line."""
    start = text.rfind("\n", 0, word.start) + 1
    end = text.find("\n", word.end)
    line = text[start : end if end >= 0 else len(text)]
    return _LINE_OF_CAPITALS.search(line) is not None or line.strip(" \0*#:.") == word.text
