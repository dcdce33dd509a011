"""Changed surnames: somebody speaks who is never introduced, and whose name looks somewhat like that of one who is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.context import is_called_relative, is_someone_elses, says
from copydesk.analysis.names.lexicon import HONORIFICS, function_words, is_forename, is_proper, is_role
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.spelling.inflection import is_declined, is_longer_form
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_TITLE_BEFORE = compile_later(r"(?<![\w-])([^\W\d_]+)\.?[\s\0]{1,2}\Z")
_START, _END, _BOTH = 3, 5, 6


def changed_surnames(
    text: str, names: Sequence[Name], singles: Mapping[str, Sequence[int]], language: str | None
) -> Iterator[Variant]:
    """Find surnames that stand once beside a verb of saying or a title, and are like an introduced one."""
    people = [name for name in names if name.kind == "person" and " " in name.name]
    by_letter: dict[str, list[tuple[str, Name]]] = {}
    declines = language_data(language).surnames_decline
    known = {word for name in names for word in name.name.split()}
    for person in people:
        surname = person.name.rsplit(" ", 1)[1]
        if len(surname) > _START:
            by_letter.setdefault(surname[0], []).append((surname, person))
    yield from _behind_titles(text, people, names, singles, language)
    for token, places in singles.items():
        if len(places) > 1 or token[0] not in by_letter or len(token) <= _START or token in known:
            continue
        near = [pair for pair in by_letter[token[0]] if _are_alike(pair[0], token, language)]
        if len(near) != 1 or not _is_surname(
            text, token, places[0], is_next=_is_next(text, near[0], people, places[0])
        ):
            continue
        if declines and any(is_declined(other, token) for other, _ in by_letter[token[0]]):
            continue
        ((surname, person),) = near
        place = Span(places[0], places[0] + len(token))
        better = person.mentions
        if person.mentions[0].start > place.start or any(
            place.start <= at.start < place.end for at in better
        ):
            continue
        if is_someone_elses(text, place.start) or is_called_relative(text, place.start, language):
            continue
        if is_spelling_meant(text, (place,), better, language):
            continue
        why = f"the text introduces {person.name} but nobody by the other name"
        yield Variant(VariantKind.SURNAME, token, surname, (place,), better, why)


def _behind_titles(
    text: str,
    people: Sequence[Name],
    names: Sequence[Name],
    singles: Mapping[str, Sequence[int]],
    language: str | None,
) -> Iterator[Variant]:
    """Find a name behind a title that ends as the only introduced one does, which has the same title: Mrs Holroyd.

    The beginnings differ, in two letters at most.
    """
    known = {word for name in names for word in name.name.split() if " " in name.name}
    alone = {name.name: [at.start for at in name.mentions] for name in names if " " not in name.name}
    for token, places in {**alone, **singles}.items():
        if len(places) != 1 or len(token) < _END or token in known or not token[1:].islower():
            continue
        title = _TITLE_BEFORE.search(text, max(0, places[0] - 24), places[0])
        if title is None or title[1] not in HONORIFICS or text[places[0] + len(token)] == ",":
            continue
        near = [
            (surname, person)
            for person in people
            if (surname := person.name.rsplit(" ", 1)[1])[0] != token[0]
            and abs(len(surname) - len(token)) <= 1
            and shared_ends(surname, token)[1] >= max(_START + 1, min(len(surname), len(token)) - _APART)
        ]
        if len(near) != 1:
            continue
        ((surname, person),) = near
        place = Span(places[0], places[0] + len(token))
        titled = [
            at
            for at in person.mentions
            if (before := _TITLE_BEFORE.search(text, max(0, at.start - 24), at.start))
            and before[1] == title[1]
        ]
        if not titled or person.mentions[0].start > place.start:
            continue
        if is_called_relative(text, place.start, language) or is_spelling_meant(
            text, (place,), person.mentions, language
        ):
            continue
        why = f"behind “{title[1]}”, and the text introduces {person.name} but nobody by the other name"
        yield Variant(VariantKind.SURNAME, token, surname, (place,), person.mentions, why)


_APART = 3


def _are_alike(surname: str, token: str, language: str | None) -> bool:
    start, end = shared_ends(surname, token)
    if start < 1 or not (start > _START or end >= _END or (start == _START and start + end >= _BOTH - 1)):
        return False
    one, other = fold(surname), fold(token)
    if one == other or is_longer_form(one, other) or other + "s" == one:
        return False
    return not (language_data(language).surnames_decline and is_declined(surname, token))


def _is_next(text: str, near: tuple[str, Name], people: Sequence[Name], at: int) -> bool:
    """Tell whether the person is named before a place in its paragraph, nobody else is, and surnames begin alike."""
    surname, person = near
    start = text.rfind("\n", 0, at) + 1
    here = [each for each in people if any(start <= place.start < at for place in each.mentions)]
    return here == [person] and surname[:_LONG_START] == text[at : at + _LONG_START]


_LONG_START = 5


def _is_surname(text: str, token: str, at: int, *, is_next: bool = False) -> bool:
    """Tell whether a word can only be somebody's: beside a verb of saying or behind a title, and no known name.

    A known name counts where the person is the only one of its paragraph (`is_next`).
    """
    if (
        (is_proper(token) and not is_next)
        or is_role(token)
        or is_forename(token)
        or sum(map(str.isupper, token[1:])) > 1
        or token.lower() in function_words()
    ):
        return False
    before = _TITLE_BEFORE.search(text, max(0, at - 24), at)
    if before and before[1] in HONORIFICS:
        return True
    return says(text, CapitalWord(token, at, at + len(token)))
