"""Evidence on two mentions: whether the text introduces what it names, and whether it speaks of a family."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.changes.name_mentions import Mention
from copydesk.analysis.names.context import role_before, word_before
from copydesk.analysis.names.lexicon import is_small_title, kin_words
from copydesk.support.patterns import compile_later

_INTRODUCED = compile_later(
    r"[\s\0]?(?:,[\s\0]+(?:(?P<word>[a-zà-ÿ]+)|\d)|\(|[\s\0]who\b|[\s\0][–—-][\s\0]+[a-zà-ÿ])"
)
"""What follows a name that the text introduces: an age, a role, a place, a party."""


def is_introduced(text: str, mention: Mention) -> bool:
    """Tell whether something tells the reader behind a name who or what it is."""
    behind = _INTRODUCED.match(text, mention.end)
    return behind is not None and behind["word"] not in _GOING_ON


_GOING_ON = in_all_languages("pronouns") | frozenset(
    "and but et mais lui und aber y pero e ma mas en maar och men og".split()
)
"""What goes on with the sentence, and tells of nobody who he is: Odile Varnoux, elle, était rentrée."""


def share_a_role(text: str, one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Tell whether the same word that may be a role stands before both."""
    roles = {_role(text, mention) for mention in one} - {""}
    return any(_role(text, mention) in roles for mention in other)


def has_other_role(text: str, one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Tell whether a word that may be a role stands before a name, and not before the other."""
    roles = {_role(text, mention) for mention in one} | {""}
    return any(
        (role := _role(text, mention)) not in roles and _is_surely_role(text, role, mention.start)
        for mention in other
    )


def _is_surely_role(text: str, role: str, end: int) -> bool:
    """Tell whether a word before a name is a known role, or a determiner stands before it: the miller, not “came”."""
    if is_small_title(role, None):
        return True
    clause = _CLAUSE_END.split(text[max(0, end - _CLAUSE) : end])[-1]
    return not _DETERMINERS.isdisjoint(_WORD.findall(clause.lower())[-_WORDS:-1])


_CLAUSE_END = compile_later(r"[.,;:!?\n]")
_CLAUSE, _WORDS = 60, 5


def _role(text: str, mention: Mention) -> str:
    """Return the word before a name that may be a role, of the same sentence."""
    if _STOP.search(text[max(0, mention.start - 4) : mention.start]):
        return ""
    role = role_before(text, mention.start)
    return "" if role and (role in _CREDITING or _ends_clause(text, role, mention.start)) else role


def _ends_clause(text: str, word: str, end: int) -> bool:
    """Tell whether a comma parts a word from a name, and it is no role of somebody: if they lead, Tom Dell says."""
    first = max(0, end - len(word) - 4)
    before = text[first:end].rstrip(" \0\n")
    if not before.endswith(","):
        return False
    start = first + len(before) - 1 - len(word)
    return word_before(text, CapitalWord(word, start, start + len(word))).lower() not in _DETERMINERS


_DETERMINERS = in_all_languages("determiners")
_CREDITING = in_all_languages("crediting_words")
_STOP = compile_later(r"[.\n]")


def speaks_of_kin(text: str, mentions: Sequence[Mention], language: str | None) -> bool:
    """Tell whether a word of kinship stands near one of these mentions."""
    kin = kin_words(language)
    return any(not kin.isdisjoint(_WORD.findall(_around(text, mention))) for mention in mentions[:_FEW])


def _around(text: str, mention: Mention) -> str:
    """Return what stands near a mention in its sentence."""
    before = _STOP.split(text[max(0, mention.start - _NEAR) : mention.start])[-1]
    return before + text[mention.start : mention.end + _NEAR]


_WORD = compile_later(r"[^\W\d_]+")
_NEAR, _FEW = 35, 4


LEGAL_FORMS = frozenset("AG GmbH KG KGaA Limited Ltd OHG PLC Plc SARL SE SpA Srl UG".split())
"""What stands behind the name of a firm and of hardly anything else."""
STREETS = frozenset("Lane Road Street Avenue Drive Close Crescent Terrace".split())
_STREET = compile_later(r"[\s\0][Tt]he[\s\0]([A-Z][a-z]+)(?!\w|[\s\0]+[A-Z])")


def are_told_apart(text: str, one: str, other: str) -> bool:
    """Tell whether the text calls one of two streets of a name by its kind alone: outside the Close."""
    return {one, other} <= STREETS and any(each[1] in (one, other) for each in _STREET.finditer(text))
