"""Context of names: what stands around a capitalised word, and what that says of it."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.analysis.block_texts import by_line
from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.lexicon import (
    function_words,
    is_forename,
    is_given,
    is_place_or_people,
    is_small_title,
    kin_words,
    may_know_words_of,
)
from copydesk.analysis.names.people import Person
from copydesk.support.patterns import compile_later

_SAYING = in_all_languages("reporting_verbs")
_NEXT_WORD = compile_later(r"[\s\0,]{1,3}(?:(?:has|have|had|also|then|later|once|and)[\s\0]+)?([a-zà-ÿ]+)")
_ACCORDING = compile_later(r"ccording[\s\0]{1,3}to[\s\0]{1,3}$")
_LAST_WORD = compile_later(r"(?<![^\W\d_])([^\W\d_]+)[\s\0]{1,3}$")
_PLAIN_WORDS_BEFORE = compile_later(r"(?:(?<![\w'’-])[a-zà-ÿ][\w'’-]*[\s\0]{1,3}){2,7}$")
_NO_ROLE = frozenset("that he she they it we i you there is are was were has had".split())
_APPOSITION = compile_later(
    r"(?:,[\s\0]+(?:who\b|whose\b|\d\d\b|an?\b|the\b|his\b|her\b)|[\s\0]+who\b|[\s\0]\(\d\d\))"
)
_PRONOUN_AFTER = compile_later(r"[^\n]{0,120}?\b(?:he|she|his|her|himself|herself|He|She|His|Her)\b")
_ARTICLES = frozenset("the The a A an An".split())
_PLACE_PREPOSITIONS = frozenset("in at near across throughout In At Near Across Throughout".split())
_LISTED_BEFORE = compile_later(
    r"(?:[^\W\d_]|[)\]])[\s\0]?(?:[,;:]|\.[\s\0]?:?)[\s\0]*(?:[A-Z]{1,2}[. ]{1,2})?$"
)
_LISTED_AFTER = compile_later(
    r"[\s\0]*(?:\([^)\n]{1,30}\)[\s\0]*)?[,;.][\s\0]*(?:[A-ZÀ-Þ][\w'’-]*[\s\0]){0,2}[A-ZÀ-Þ][\w'’-]*[\s\0]?(?:\([^)\n]{1,30}\))?[,;.]"
)
_JOINING = r"[\s\0]*(?:,|/|-|and|or|und|oder|et|ou|y|o|&)[\s\0]*"
_JOINED, _JOINED_BEFORE = compile_later(_JOINING), compile_later(rf"(?<![\s\0]){_JOINING}\Z")
_JOINT = 40
"""The most code points that are looked through before a name for what joins it to another; there may be markup."""
_WORD = compile_later(r"\w+")


def is_human(text: str, person: Person) -> bool:
    """Tell whether something tells a person from a product: a given name, a title, a verb of saying, an age, “she”."""
    if person.titled or "." in person.given:
        return True
    if is_forename(person.given) and not is_place_or_people(person.given):
        return True
    words = [words[-1] for words in person.full[:5]] + person.bare[:8]
    if any(says(text, word) or _APPOSITION.match(text, word.end) for word in words):
        return True
    if any(_speaks_by_role(text, words[0]) for words in person.full[:5]):
        return True
    return _PRONOUN_AFTER.match(text, person.full[0][-1].end) is not None


def is_surely_human(text: str, person: Person, language: str | None) -> bool:
    """Tell whether a given name, a title or a verb of saying tells of somebody; an age or “she” is not enough."""
    if person.titled or is_given(person.given):
        return True
    if any(is_called_by_title(text, words[0].start, language) for words in person.full[:5]):
        return True
    words = [words[-1] for words in person.full[:5]] + person.bare[:8]
    if any(says(text, word) or is_described(text, word) for word in words):
        return True
    return any(_AGE.match(text, words[-1].end) or _is_apposed(text, words) for words in person.full[:5])


_AGE = compile_later(
    r"[\s\0]\(\d\d\)|,[\s\0](?:de[\s\0])?\d{2,3},|,[\s\0](?:de[\s\0])?\d{2,3}[\s\0](?:años|anys|anni|ans|anos|Jahre|jaar|år|lat|let)\b"
)
_NOUN_AND_COMMA = compile_later(r"(?<![\w'’-])[a-zà-ÿ]{5,},[\s\0]\Z")


def _is_apposed(text: str, words: tuple[CapitalWord, ...]) -> bool:
    """Tell whether a name of two words stands between commas behind a noun: the old miller, Ole Krog, showed him."""
    start, end = words[0].start, words[-1].end
    return (
        len(words) > 1
        and text[end : end + 1] == ","
        and text[end + 1 : end + 3].strip()[:1].islower()
        and _NOUN_AND_COMMA.search(text, max(0, start - 24), start) is not None
    )


def shows_person(text: str, person: Person, language: str | None) -> bool:
    """Tell whether something tells a person from a thing, by what can be relied on in this language.

    “She” and an age are looked for in English only.
    """
    return is_human(text, person) if may_know_words_of(language) else is_surely_human(text, person, language)


def says(text: str, word: CapitalWord) -> bool:
    """Tell whether a verb of saying stands beside a word that no article precedes."""
    before = word_before(text, word)
    if before in _ARTICLES:
        return False
    if before == "to" and _ACCORDING.search(text, max(0, word.start - 20), word.start):
        return True
    following = _NEXT_WORD.match(text, word.end)
    return before in _SAYING or bool(
        following and following[1] in _SAYING and not _is_infinitive(following[1])
    )


def _is_infinitive(verb: str) -> bool:
    """Tell whether a verb takes an s behind one person's name, as it would have: “Please note” names nobody."""
    return verb + "s" in _SAYING


def _speaks_by_role(text: str, word: CapitalWord) -> bool:
    """Tell whether a verb of saying and a role precede a name, as in “said the station’s editor”."""
    before = text[max(0, word.start - 80) : word.start].rstrip(" \n\0")
    plain = _PLAIN_WORDS_BEFORE.search(before.removesuffix(",") + " ")
    words = plain[0].split() if plain else []
    verbs = [place for place, each in enumerate(words[:-1]) if each in _SAYING]
    return bool(verbs) and _NO_ROLE.isdisjoint(words[verbs[-1] :])


def word_before(text: str, word: CapitalWord) -> str:
    """Return the word that only white space parts from this one; empty if none does."""
    before = _LAST_WORD.search(text, max(0, word.start - 20), word.start)
    return before[1] if before else ""


_ROLE_BEFORE = compile_later(r"(?<![\w'’-])([^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*)\.?,?[\s\0]{1,3}$")
_SHORTEST_ROLE = 4


def role_before(text: str, start: int) -> str:
    """Return the word before a name that may be a role, in lower case: the mayor, prefetta; empty if none can be."""
    before = _ROLE_BEFORE.search(text, max(0, start - 30), start)
    word = before[1].lower() if before else ""
    if len(word) < _SHORTEST_ROLE or word in function_words() or word in _SAYING:
        return ""
    return word


def is_called_by_title(text: str, start: int, language: str | None) -> bool:
    """Tell whether a title or a role in lower case stands before a name: signora Dellini, the mayor Dellwood."""
    before = _ROLE_BEFORE.search(text, max(0, start - 30), start)
    return before is not None and is_small_title(before[1], language)


def is_described(text: str, word: CapitalWord) -> bool:
    """Tell whether a relative clause follows a name, as it follows somebody's: Myrhaug, som har seilt."""
    return _RELATIVE.match(text, word.end) is not None


_RELATIVE = compile_later(r",[\s\0]+(?:som|who|whose|qui|que|che|der|die|który|która)\b")


def is_called_relative(text: str, start: int, language: str | None) -> bool:
    """Tell whether a word of kinship stands right before a name: his cousin Sven Krog, o irmão, Juan Olmos."""
    before = _ROLE_BEFORE.search(text, max(0, start - 30), start)
    if before is None or "." in text[before.end(1) : start]:
        return False
    return before[1] in kin_words(language) or _ends_as_kin(before[1], language)


def _ends_as_kin(word: str, language: str | None) -> bool:
    """Tell whether a word is a compound of one of kinship: tvillingbroren, Zwillingsbruder."""
    lower = word.lower()
    return len(word) > _SHORTEST_COMPOUND and any(
        lower.endswith(kin.lower())
        for kin in kin_words(language)
        if len(kin) >= _SHORTEST_ROLE and kin.lower() not in _MEN_AND_WOMEN
    )


_MEN_AND_WOMEN = frozenset("frau kone konen mand manden mann mannen".split())
"""Words for husband and wife of whose compounds trades are made: formanden, Kaufmann."""
_SHORTEST_COMPOUND = 7


def stands_for_place(text: str, word: CapitalWord) -> bool:
    """Tell whether a word follows “in”, “at” or “near”, as places do, and owns nothing."""
    return word_before(text, word) in _PLACE_PREPOSITIONS and text[word.end : word.end + 1] not in ("'", "’")


def is_someone_elses(text: str, start: int) -> bool:
    """Tell whether the text says whose the next name is: his deputy, Sven Krog; its sequel, “The Salt Letter”.

    Between the two may stand what the first one is: his neighbour, the smith Ole Garsdale.
    """
    whose = _WHOSE.search(text, max(0, start - 40), start)
    return whose is not None and whose[1].lower() not in function_words()


_WHOSE = compile_later(
    r"(?<!\w)(?i:his|her|their|its|another|hans|hendes|hennes|su|seine?|ihre?|son|sa|suo|sua|seu|zijn|haar|jego|jej)"
    r"[\s\0]+([^\W\d_]{3,})(?:[\s\0]+[a-zà-ÿ]{3,}"
    r"|,[\s\0]+(?:the|der|die|de|het|el|la|le|il|lo|o|a)[\s\0]+[^\W\d_]{3,})?,?[\s\0]+[“”\"„«»‘*_]?[\s\0]?\Z"
)
_OF_PLACE = compile_later(
    r"\b(?:borough|city|community|county|hamlet|island|municipality|parish|region|suburb|town|township|village)"
    r"[\s\0]{1,3}of[\s\0]{1,3}$"
)
_INVERTED = compile_later(r",[\s\0]{1,2}([A-Z])\.")
_NO_NOUN_AFTER = compile_later(r"[\s\0]*(?:[,.;:!?)\]–—”]|(?:and|or|is|was)\b|\Z)")
_SENTENCE_START = compile_later(r"(?:^|[.!?:;…\n|•*#](?:[\0\"“”‘’(\[–—-]|[^\S\n])*)$")


def is_called_place(text: str, word: CapitalWord) -> bool:
    """Tell whether the text says that a word is a place: the town of Newville."""
    return _OF_PLACE.search(text, max(0, word.start - 40), word.start) is not None


def stands_as_thing(text: str, word: CapitalWord) -> bool:
    """Tell whether an article stands before a word and no noun behind it: Rocky the Moose, but the Dellwood report."""
    return word_before(text, word) in _ARTICLES and _NO_NOUN_AFTER.match(text, word.end) is not None


def may_be_call(text: str, start: int, end: int) -> bool:
    """Tell whether a word begins what somebody says, and a mark stands behind it: «Come, it is late»."""
    return _CALL.match(text, end) is not None and _CALLED.search(text, max(0, start - 4), start) is not None


_CALL = compile_later(r"[,!?]")
_CALLED = compile_later(r"(?:[.!?…][\s\0]|[«“„\"—–][\s\0]?)\Z")


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether nothing stands before an offset in its sentence or its line."""
    return _SENTENCE_START.search(text, max(0, start - 12), start) is not None


def is_inverted_name_of_another(text: str, word: CapitalWord, given: str) -> bool:
    """Tell whether initials follow a surname, as in a reference (“Maloney, K. O.”), and not those of a given name."""
    initial = _INVERTED.match(text, word.end)
    return initial is not None and initial[1] != given[:1]


def is_in_lower_case(text: str, token: str) -> bool:
    """Tell whether the same word stands in lower case somewhere."""
    lower = token.lower()
    words = words_of(text)
    if lower in words or _WORD.fullmatch(lower):
        return lower in words
    return lower in text and re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", text) is not None


@lru_cache(1)
def words_of(text: str) -> frozenset[str]:
    """Return all runs of letters, digits and underscores in a text."""
    return frozenset().union(*(words for _, words in by_line(_words_of, text)))


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def is_listed(text: str, word: CapitalWord) -> bool:
    """Tell whether a word stands in an enumeration of names, such as a team sheet."""
    return bool(
        _LISTED_BEFORE.search(text, max(0, word.start - 8), word.start)
        and _LISTED_AFTER.match(text, word.end)
    )


def stand_side_by_side(text: str, anchor: str, token: str) -> bool:
    """Tell whether both spellings are joined by “and” or a comma: then they mean two people.

    The token is the rarer of the two, so that few places are looked at.
    """
    at = text.find(token)
    while at >= 0:
        end = at + len(token)
        behind = _JOINED.match(text, end)
        if (
            behind
            and text.startswith(anchor, behind.end())
            and not _WORD.match(text, behind.end() + len(anchor))
        ):
            return True
        before = text[max(0, at - _JOINT - len(anchor)) : at]
        joint = _JOINED_BEFORE.search(before)
        if joint and before.endswith(anchor, 0, joint.start()) and not _WORD.match(text, end):
            return True
        at = text.find(token, end)
    return False
