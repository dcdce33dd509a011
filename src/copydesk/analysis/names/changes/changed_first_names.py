"""Changed first names: a character called by a first name, who once has another that looks like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.changes.evidence import is_introduced, speaks_of_kin
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.changes.mentions import Mention, stand_together
from copydesk.analysis.names.context import is_in_lower_case, word_before
from copydesk.analysis.names.lexicon import (
    are_nicknames,
    function_words,
    is_forename,
    is_place_or_people,
    is_proper,
    is_word,
)
from copydesk.analysis.names.spelling.inflection import is_declined
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind


def changed_first_names(text: str, capitals: Capitals, language: str | None) -> Iterator[Variant]:
    """Find first names that stand once and alone, and are like one by which somebody is called twice or more."""
    if language_data(language).surnames_decline:
        return
    called: dict[str, list[str]] = {}
    lone: list[str] = []
    singles = dict(capitals.singles)
    joined = [run.words[1] for run in capitals.runs if len(run.words) == _TWO and _opens(run.words[0].text)]
    for name in joined:
        singles[name.text] = [*singles.get(name.text, ()), name.start]
    for word, places in singles.items():
        if is_forename(word) and _is_first_name(word):
            if len(places) > 1:
                called.setdefault(word[0], []).append(word)
            else:
                lone.append(word)
    if not called or not lone:
        return
    in_runs = {word.text for run in capitals.runs if not _opens(run.words[0].text) for word in run.words}
    surnames = {run.words[-1].text for run in capitals.runs if not _opens(run.words[0].text)}
    for token in lone:
        near = [word for word in called.get(token[0], ()) if _are_alike(word, token)]
        if len(near) != 1 or token in in_runs or near[0] in surnames:
            continue
        first, (second,) = _mentions(near[0], singles), _mentions(token, singles)
        if (
            first[0].start > second.start
            or is_introduced(text, second)
            or stand_together(text, first, [second])
        ):
            continue
        before = word_before(text, CapitalWord(token, second.start, second.end))
        if before in _NO_SUBJECT or speaks_of_kin(text, [second], language) or is_in_lower_case(text, token):
            continue
        better = tuple(mention.span for mention in first)
        why = "the text calls somebody by the one, and introduces nobody by the other"
        yield Variant(VariantKind.FIRST_NAME, token, near[0], (second.span,), better, why)


def _is_first_name(word: str) -> bool:
    return (
        len(word) > _SHORT
        and not is_proper(word)
        and not is_place_or_people(word)
        and not is_word(word)
        and word.lower() not in function_words()
    )


def _opens(word: str) -> bool:
    """Tell whether a word only opens a sentence before a name: When Martha."""
    return word.lower() in function_words() and not is_forename(word)


_SHORT, _TWO = 3, 2
_NO_SUBJECT = frozenset("in at near from to of against beat the The".split())
"""What stands before a place, a club or a thing rather than somebody who is known by a first name."""


def _are_alike(called: str, other: str) -> bool:
    start, end = shared_ends(called, other)
    if are_nicknames(called, other) or is_declined(called, other):
        return False
    return start > 1 or (start > 0 and end > 1)


def _mentions(word: str, singles: Mapping[str, Sequence[int]]) -> list[Mention]:
    return [Mention((word,), at, at + len(word), titled=False) for at in sorted(singles[word])]
