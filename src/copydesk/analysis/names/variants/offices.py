"""Offices: a role that only one person has, which the text gives before one full name and behind another.

Moira Dellow, the company's chief engineer; its chief engineer, Morag Dellow.
"""

from __future__ import annotations

import re
from functools import cache

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import kin_words
from copydesk.analysis.names.people import Person
from copydesk.support.patterns import compile_later

_NEAR = 60
_FEW = 3
"""So many places of a name, the first, are looked at."""
_SHORTEST = 5
_ROLE = r"(?:[^\W\d_A-Z]+['’]s[\s\0]+){0,2}((?:[^\W\d_A-Z][^\W\d_]*-?[\s\0]){0,2}[^\W\d_A-Z][^\W\d_]*)"


def share_office(text: str, first: Person, second: Person, language: str | None) -> bool:
    """Tell whether two people have one office: the same words behind an article or an owner, beside either name."""
    return not _offices(text, first, language).isdisjoint(_offices(text, second, language))


def _offices(text: str, person: Person, language: str | None) -> set[str]:
    before, behind = _patterns(language)
    found = set()
    for words in person.full[:_FEW]:
        start = words[0].start
        for match in (before.search(text, max(0, start - _NEAR), start), behind.match(text, words[-1].end)):
            role = match[1].replace("\0", " ").lower() if match else ""
            if len(role) >= _SHORTEST and kin_words(language).isdisjoint(role.split()):
                found.add(role)
    return found


_INDEFINITE = frozenset("a an een ein eine en et ett un una une um uma".split())
"""Who is introduced so has a role that others have, too."""


@cache
def _patterns(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make the patterns of an office before a name, up to a comma, and of one behind it."""
    data = language_data(language)
    own = data.definite_articles | data.possessives | (data.determiners - _INDEFINITE)
    led = own or in_all_languages("definite_articles")
    lead = rf"(?<!\w)(?i:{either(led)})[\s\0]+{_ROLE}"
    return compile_later(rf"{lead},[\s\0]+\Z"), compile_later(
        rf",[\s\0]+{lead}(?=[,.;”\"»]|[\s\0]+(?:of|for|at|in)\b)"
    )
