"""Titled slips: a surname behind the title or the role of somebody whose own is a letter or an accent off.

Councillor Ada Tressick, Coun Tresick; Zbigniew Kosz, kapitan; Kapitan Kósz.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.context import is_called_relative, role_before, stand_side_by_side
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    is_forename,
    is_place_or_people,
    is_proper,
    is_role,
    is_small_title,
)
from copydesk.analysis.names.spelling.inflection import are_of_family, may_be_case
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, OF_ONE_PLACE, ONE_LETTER, SOUND_ALIKE, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.support.patterns import regex_later

_MOST, _FEW = 200, 40
"""Of more people, or of one person's more surnames, nothing is compared: it is a register."""
_SHORTEST, _LONGER = 4, 6
_ABBREVIATED = 5
"""So many letters has an abbreviation of a title at most, and at least one less the title."""
_ROLE_BEHIND = regex_later(
    r"[ \0]?(?:,|–|—|\()[ \0]?(?:(?:the|an?|der|die|le|la|el|il|o|de|den|det|en|eine?|une?|una|uma?|l')[ \0]?)?"
    r"(?P<role>\p{Ll}{4,})(?!\p{L})"
)
"""Somebody's role behind the name: Zbigniew Kosz, kapitan; Ada Tressick, the curator."""
_INTRODUCED = regex_later(r",[ \0]\d|[ \0]\(|,[ \0](?:an?|eine?|une?|una|uma?|en|een|et)[ \0]")


class _Bearer(NamedTuple):
    """Somebody who is named in full: the title before the name, the role before or behind it in lower case."""

    surname: Word
    title: str
    roles: frozenset[str]


def titled_slips(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find the surnames that stand once, behind the title or role of somebody named in full whom they nearly name."""
    people = list(_bearers(text, capitals))
    if not 0 < len(people) <= _MOST:
        return
    known = {person.surname.text for person in people}
    done: set[str] = set()
    for one, two in pairwise(capitals.words):
        if (
            two.text in known
            or two.text in done
            or not _may_be_surname(two.text)
            or not _are_joined(text, one, two)
        ):
            continue
        title = one.text
        near = [each for each in people if _is_called_so(each, title, language)]
        for person in near[:_FEW]:
            why = _why(person.surname.text, two.text, language)
            if why and not _may_be_another(text, capitals, person, two, language):
                done.add(two.text)
                reason = f"{why}, and {person.surname.text} is called “{title}” here"
                here = tuple(word.span for word in capitals.by_text[two.text])
                better = tuple(word.span for word in capitals.by_text[person.surname.text])
                kind = VariantKind.SURNAME
                yield Variant(kind, two.text, person.surname.text, here, better, reason)
                break


def _bearers(text: str, capitals: CapitalWords) -> Iterator[_Bearer]:
    words = capitals.words
    for at, (given, surname) in enumerate(pairwise(words)):
        if not _are_joined(text, given, surname) or not _may_be_surname(surname.text):
            continue
        follows = words[at + 2] if at + 2 < len(words) else None
        if follows is not None and _are_joined(text, surname, follows):
            continue
        before = words[at - 1] if at else None
        title = before.text if before is not None and _are_joined(text, before, given) else ""
        if title and not _may_be_title(title, given.text):
            continue
        roles = {role_before(text, given.start)} - {""} if not title else set()
        if match := _ROLE_BEHIND.match(text, surname.end):
            roles.add(match["role"])
        if (title or roles) and (is_forename(given.text) or is_role(title)):
            yield _Bearer(surname, title, frozenset(roles))


def _may_be_surname(word: str) -> bool:
    """Tell whether a word is long enough, and no genitive: Rudd's."""
    return len(word) >= _SHORTEST and word[-2:-1] not in ("'", "’") and word[-1] not in "'’"


def _are_joined(text: str, one: Word, two: Word) -> bool:
    return 1 <= two.start - one.end <= _GAP and text[one.end : two.start].strip(" \0\xa0\n") in ("", ".")


_GAP = 3


def _may_be_title(word: str, given: str) -> bool:
    """Tell whether a word before a full name is a title that not everybody bears: one that is known, or no name."""
    if word in HONORIFICS and not is_role(word):
        return False
    return is_role(word) or (is_forename(given) and not (is_forename(word) or is_proper(word)))


def _is_called_so(person: _Bearer, title: str, language: str | None) -> bool:
    """Tell whether a title is that of somebody, or short for it, or the role in a capital."""
    if title == person.title:
        return True
    if title.lower() in person.roles:
        return is_role(title) or is_small_title(title.lower(), language)
    return _is_short_for(title, person.title)


def _is_short_for(short: str, title: str) -> bool:
    """Tell whether a word shortens a title: Coun, Cllr, of Councillor; Sgt of Sergeant."""
    if len(short) > _ABBREVIATED or len(title) <= len(short) + 1 or short[0] != title[0]:
        return False
    letters = iter(title.lower())
    return len(short) > 1 and all(letter in letters for letter in short.lower()) and is_role(title)


def _why(right: str, wrong: str, language: str | None) -> str | None:
    """Say how two surnames differ, if it is in one place; None also for what may be two cases or two of a family."""
    if are_of_family(right, wrong) or wrong in (right + "s", right + "es"):
        return None
    declines = language_data(language).surnames_decline if language else True
    why = slip(right, wrong)
    if why == MARKS_DIFFER:
        return why
    if declines and (may_be_case(right, wrong) or right[:-1] == wrong[:-1]):
        return None
    if why == ONE_LETTER:
        return why if min(len(right), len(wrong)) >= _LONGER else None
    return why if why in OF_ONE_PLACE or why == SOUND_ALIKE else None


def _may_be_another(
    text: str, capitals: CapitalWords, person: _Bearer, word: Word, language: str | None
) -> bool:
    """Tell whether a surname may be that of somebody else, or a word or place."""
    places = [each.span for each in capitals.by_text[word.text]]
    others = [each.span for each in capitals.by_text[person.surname.text]]
    if len(places) > 1 and len(places) >= len(others):
        return True
    if word.start < person.surname.start or is_place_or_people(word.text) or is_forename(word.text):
        return True
    if _INTRODUCED.match(text, word.end) or is_called_relative(text, word.start, language):
        return True
    after = capitals.between(word.end, word.end + _GAP)
    if after and _are_joined(text, word, after[0]):
        return True
    if stand_side_by_side(text, person.surname.text, word.text) or stand_together(text, places, others):
        return True
    return is_spelling_meant(text, places[:1], others, language)
