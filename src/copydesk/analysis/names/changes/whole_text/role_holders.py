"""Role holders: another one's name behind somebody's role, or behind a title that the bearer's first name rules out.

Le comptable Marc Aubrelle, le comptable, M. Sornet; Harold Pym, Mrs Pym.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.changes.whole_text.capital_words import may_decline
from copydesk.analysis.names.context import role_before, words_of
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    is_role,
    is_small_title,
    kin_words,
    mens_names,
    womens_names,
)
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.spelling.inflection import VOWELS, are_of_family, is_other_gender, may_be_case
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

if TYPE_CHECKING:
    import regex

_TITLE_BEFORE = regex_later(r"(?<![\p{L}'’-])(\p{L}{1,12})\.?[ \0\u00a0]{1,2}$")
_ROLE_AND_TITLE = regex_later(r"(?<![\p{L}'’-])(\p{Ll}{4,}),?[ \0]\p{Lu}\p{L}{0,11}\.?[ \0\u00a0]{1,2}$")
_DETERMINER = regex_later(r"(?<![\p{L}'’-])(\p{Ll}+['’]?)[ \0]?$")
_MOST = 60


def role_holders(text: str, names: Sequence[Name], language: str | None) -> Iterator[Variant]:
    """Find surnames behind a title for the other sex, or behind the role of somebody else, that stand once so."""
    people = [name for name in names if name.kind == "person" and " " in name.name]
    if not people or len(people) >= _MOST:
        return
    yield from _titled_slips(text, people, language)
    if len(people) == 1:
        return
    surnames = [name.name.rsplit(" ", 1)[1] for name in people]
    alone = [
        (name, surname, place)
        for name, surname in zip(people, surnames, strict=True)
        if surnames.count(surname) == 1
        for place in name.mentions
        if text[place.start : place.end] == surname
    ]
    if not alone:
        return
    yield from _other_sex(text, people, alone, language)
    yield from _other_roles(text, people, alone, language)


_Alone = Sequence[tuple[Name, str, Span]]


def _titled_slips(text: str, people: Sequence[Name], language: str | None) -> Iterator[Variant]:
    """Find a surname behind the title of somebody whose own begins alike: Judge Helen Briscott, Judge Brisket."""
    known = {word for name in people for word in name.name.split()}
    for name in people:
        place = name.mentions[0]
        before = _TITLE_BEFORE.search(text, max(0, place.start - 16), place.start)
        words = text[place.start : place.end].split()
        title = before[1] if before else words[0] if len(words) > _TWO else ""
        surname = name.name.rsplit(" ", 1)[1]
        if not title or not title[0].isupper() or not (is_role(title) or title in HONORIFICS):
            continue
        found = [
            match
            for match in _behind(title, text, place.end)
            if match[1] == title and match[2] not in known and match[2] != surname
        ]
        if len(found) != 1 or not _begin_alike(surname, found[0][2]):
            continue
        if are_of_family(surname, found[0][2]) or is_other_gender(surname, found[0][2]):
            continue
        if may_decline(language) and may_be_case(surname, found[0][2]):
            continue
        here = (Span(*found[0].span(2)),)
        if not is_spelling_meant(text, here, name.mentions, language):
            why = f"the text introduces {title} {name.name}, and nobody of the other name"
            yield Variant(VariantKind.SURNAME, found[0][2], surname, here, name.mentions[:1], why)


def _behind(title: str, text: str, start: int) -> Iterator[regex.Match[str]]:
    """Yield where a title stands before a name, from an offset on."""
    at = text.find(title, start)
    while at >= 0:
        match = _TITLED.match(text, at)
        if match:
            yield match
        at = text.find(title, match.end() if match else at + 1)


_TITLED = regex_later(r"(?<![\p{L}'’-])(\p{Lu}\p{L}+)[ \0](\p{Lu}\p{Ll}{3,})(?![\p{L}'’-]|[ \0]\p{Lu})")
_TWO, _SAME_START = 2, 4


def _begin_alike(one: str, other: str) -> bool:
    start, _ = shared_ends(one, other)
    shorter, longer = sorted((one, other), key=len)
    return start >= _SAME_START and start * 2 >= len(longer) and not longer.startswith(shorter)


def _other_sex(text: str, people: Sequence[Name], alone: _Alone, language: str | None) -> Iterator[Variant]:
    data = language_data(language)
    women, men = data.honorifics_of_women, data.honorifics_of_men
    if not women or not kin_words(language).isdisjoint(words_of(text)):
        return
    found: dict[str, list[tuple[Name, str, Span, str]]] = {}
    for name, surname, place in alone:
        before = _TITLE_BEFORE.search(text, max(0, place.start - 16), place.start)
        title = before[1] if before else ""
        given = _given(name)
        if (title in women and given in mens_names()) or (title in men and given in womens_names()):
            found.setdefault(surname, []).append((name, surname, place, title))
    for cases in found.values():
        (name, surname, place, title), *more = cases
        bearers = womens_names() if title in women else mens_names()
        if more or not any(other is not name and _given(other) in bearers for other in people):
            continue
        why = f"the text introduces {name.name}, and nobody whom “{title} {surname}” can mean"
        start = text.rfind(title, 0, place.start)
        here = (Span(start, place.end),)
        yield Variant(VariantKind.SURNAME, f"{title} {surname}", name.name, here, name.mentions[:1], why)


def _given(name: Name) -> str:
    """Return the first name of somebody, before which a role may stand: Kassenwart Horst Villbrandt."""
    words = name.name.split()
    return next((word for word in words[:-1] if word in mens_names() or word in womens_names()), words[0])


def _other_roles(text: str, people: Sequence[Name], alone: _Alone, language: str | None) -> Iterator[Variant]:
    roles: dict[str, list[Name]] = {}
    own: dict[int, set[str]] = {}
    for name in people:
        for place in name.mentions:
            if " " in text[place.start : place.end]:
                role = role_before(text, place.start)
                is_apposed = text[place.start - 2 : place.start - 1] == "," != text[place.end : place.end + 1]
                if role and (not is_apposed or is_small_title(role, language)):
                    roles.setdefault(role, []).append(name)
                    own.setdefault(id(name), set()).add(role)
    determiners = language_data(language).determiners | language_data(language).definite_articles
    for name, surname, place in alone:
        role, start, is_titled = _role(text, place)
        is_title = bool(role) and is_role(text[start : start + len(role)])
        holders = roles.get(role, [])
        if not role or len(set(map(id, holders))) != 1 or holders[0] is name:
            continue
        before = _DETERMINER.search(text, max(0, start - 12), start)
        is_definite = before is not None and before[1] in determiners
        if not (is_definite or is_title) or not own.get(id(name)) or role in own[id(name)]:
            continue
        if not is_title and not is_titled and not is_small_title(role, language):
            continue  # her compatriot Kim Dell
        holder = holders[0]
        if _is_borne_by_several(text, role):
            continue
        if place.start < holder.mentions[0].start or is_spelling_meant(
            text, (place,), holder.mentions, language
        ):
            continue
        why = f"the text calls {holder.name} “{role}”, and nobody else"
        yield Variant(
            VariantKind.SURNAME, surname, holder.name.rsplit(" ", 1)[1], (place,), holder.mentions[:1], why
        )


def _is_borne_by_several(text: str, title: str) -> bool:
    """Tell whether another form of a title stands before a name, as a plural does: Cllrs A. Orrin and B. Pym."""
    stem = title[:-1] if title[-1] in VOWELS else title
    return any(
        (word := before[1].lower()).startswith(stem) and word != title and len(word) <= len(stem) + _ENDING
        for before in _BEFORE_NAME.finditer(text)
    )


_BEFORE_NAME = regex_later(r"(?<![\p{L}'’-])(\p{L}{4,})[.:]?[ \0]{1,3}(?=\p{Lu})")
_ENDING = 3


def _role(text: str, place: Span) -> tuple[str, int, bool]:
    """Return the role before a surname, where it stands, and whether a title stands between the two."""
    titled = _ROLE_AND_TITLE.search(text, max(0, place.start - 50), place.start)
    if titled:
        return titled[1], titled.start(), True
    role = role_before(text, place.start)
    start = _lowered(text).rfind(role, 0, place.start) if role else -1
    return (role, start, False) if start >= 0 else ("", 0, False)


_lowered = lru_cache(1)(str.lower)
"""Asked for each surname that stands alone."""
