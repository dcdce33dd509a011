"""Shapes of attributions in one language: the pieces of patterns for a verb of saying, a name and a speaker.

A verb has its auxiliary with it, and in French the pronoun that a hyphen joins: ha detto, a-t-elle déclaré, dit-il.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import nouns_have_capitals

GAP = r"[\s\0]+"
TO = r"[,?!]?[\s\0]*(?:[–—-][\s\0]+)?"
"""What may stand between a closing mark and the attribution; Polish and Russian put a dash there."""
CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ŽĄĆČĎĐĘĚĞŁŃŇŐŘŚŠŤŮŰŹŻŽЀ-Я]"
"""A letter that begins a name, in Latin or Cyrillic."""
_CAPITALISED = rf"{CAPITAL}[\w'’-]+(?:\.[\w'’-]+)*"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Sgt|Capt|Col|Rev|St)\."
TITLE_OR_NAME = rf"(?:{_TITLE}|{CAPITAL}\.(?:{CAPITAL}\.)*|{_CAPITALISED})"
"""A word of a name, with a full stop only where it ends no sentence."""


class Shapes(NamedTuple):
    """Pieces of patterns.

    Attributes:
        verb: a finite verb of saying.
        says: only forms of “say” and “add”.
        inverted: a verb with the pronoun of its speaker behind it: sagte sie, a-t-elle déclaré.
        pronoun: somebody who is not named.
        name: a name, with the small words inside it and a title before it.
        role: an article and what it belongs to: the mayor, a former mayor.
        title: the same of one word.
        described: a name behind words in lower case that say who it is: head gardener Ida Holm.
    """

    verb: str
    says: str
    inverted: str
    pronoun: str
    name: str
    role: str
    title: str
    described: str

    @property
    def speaker(self) -> str:
        """Somebody by pronoun or name."""
        return rf"(?:{self.pronoun}|{self.name})"


@cache
def shapes_of(language: Language) -> Shapes:
    """Return the shapes of a language."""
    pronoun = rf"{either(language.pronouns)}(?!\w)"
    auxiliary = either(language.verb_auxiliaries)
    joined = rf"(?:-t)?-{pronoun}"
    titles = either(word.lower() for word in language.honorifics)
    small = rf"(?:{either(language.name_particles)}{GAP}){{0,2}}"

    def verb_of(forms: frozenset[str]) -> str:
        return rf"(?:(?:{auxiliary}(?:{joined})?{GAP})?{either(forms)}(?:{joined})?(?![\w-]))"

    verb = either(language.tag_verbs)
    name = rf"(?:(?:{titles}{GAP})?{TITLE_OR_NAME}(?:{GAP}{small}{TITLE_OR_NAME}){{0,3}})"
    noun = r"[^\W\d_]" if nouns_have_capitals(language.code) else r"[^\W\d_A-Z]"
    return Shapes(
        verb=verb_of(language.tag_verbs),
        says=verb_of(language.saying_verbs | language.adding_verbs),
        inverted=rf"(?:{auxiliary}{joined}{GAP}{verb}|{verb}{joined}(?![\w-])|(?:{auxiliary}{GAP})?{verb}{GAP}{pronoun})",
        pronoun=pronoun,
        name=name,
        role=rf"(?:{either(language.determiners)}(?:{GAP}(?:\d{{1,3}}-)?{noun}[\w'’-]*){{1,2}})",
        title=rf"(?:{either(language.determiners)}{GAP}{noun}[\w'’-]*)",
        described=rf"(?:(?:[a-zß-ÿ][a-zß-ÿ'’-]{{2,}}{GAP}){{1,3}}{name})",
    )
