"""Evidence on a stray name: what speaks for and against a single word's being a misspelt name."""

from __future__ import annotations

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.names.context import (
    is_called_place,
    is_called_relative,
    is_described,
    is_in_lower_case,
    is_inverted_name_of_another,
    is_listed,
    is_someone_elses,
    is_surely_human,
    may_be_call,
    role_before,
    stand_side_by_side,
    stands_as_thing,
    stands_for_place,
    word_before,
)
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    function_words,
    is_forename,
    is_place_or_people,
    is_proper,
    is_word,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.inflection import is_declined, is_inflected, may_be_case
from copydesk.analysis.names.spelling.rarity import are_rare, are_unknown
from copydesk.analysis.names.spelling.slips import (
    FAINT,
    MARKS_DIFFER,
    OF_ONE_PLACE,
    ONE_LETTER,
    SOUND_ALIKE,
    TWO_LETTERS,
    fold,
    is_of_marks,
    is_pet_form,
)
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind, kind_of
from copydesk.analysis.names.variants.strays.other_roles import are_called_by_other_roles
from copydesk.analysis.names.variants.strays.stray import Stray
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_SAYING = in_all_languages("reporting_verbs")
_SURNAME = -1
_TWICE = 2
_SHORT = 4
"""Of fewer letters many surnames are near each other."""
_LONG = 7
"""A word of so many letters is hardly by chance another's slip."""


def weigh(stray: Stray) -> Variant | None:
    """Say which of the two words is misspelt, and why; None if the stray may be right."""
    if any(veto(stray) for veto in _VETOES):
        return None
    places = tuple(Span(word.start, word.end) for word in stray.words)
    others = tuple(stray.person.spelled(stray.anchor))
    if _is_full_name_wrong(stray):
        reason = f"{stray.why}, and nobody else is introduced"
        return Variant(VariantKind.SURNAME, stray.anchor, stray.token, others, places, reason)
    if any(veto(stray) for veto in _SLIP_VETOES) or not _is_slip(stray):
        return None
    kind = kind_of(stray.part, differs_in_marks=is_of_marks(stray.anchor, stray.token, stray.why))
    reason = f"{stray.why}, and the text introduces {stray.person.name} but nobody by the other name"
    return Variant(kind, stray.token, stray.anchor, places, others, reason)


# --- vetoes: the stray is no misspelt name, and the name is not misspelt either ---


def _may_be_common_noun(stray: Stray) -> bool:
    """Bürger beside Roland Berger: where every noun has a capital, a capital makes no name."""
    return nouns_have_capitals(stray.language) and not (stray.named or stray.rare)


def _may_only_start_sentences(stray: Stray) -> bool:
    """Contudo: an unlisted word that stands at the start of sentences only, where every word has a capital."""
    if stray.words_are_known or stray.named or stray.in_sentence:
        return False
    return not (stray.rare and len(stray.token) >= _LONG and stray.human)


def _is_other_author(stray: Stray) -> bool:
    """“Maloney, K. O.” in a list of references: somebody else, for the initial is another one."""
    return all(is_inverted_name_of_another(stray.text, word, stray.person.given) for word in stray.words)


def _is_part_of_longer_name(stray: Stray) -> bool:
    return stray.token in stray.cast.inside


def _is_anothers_plural(stray: Stray) -> bool:
    """The Brandriths, where a Harold Brandrith is introduced beside Walter Brandreth."""
    return stray.token.endswith("s") and any(
        person.surname == stray.token[:-1] and person.surname != stray.anchor for person in stray.cast.people
    )


def _is_anothers_case(stray: Stray) -> bool:
    """Anna Kuusisalmeen, Kuusisalmi: a form of another's surname, in a language whose surnames have cases."""
    if stray.part != _SURNAME or not language_data(stray.language).surnames_decline:
        return False
    others = {person.surname for person in stray.cast.people} - {stray.anchor}
    return any(
        is_declined(other, stray.token) and not is_declined(other, stray.anchor)
        for other in others
        if other[:_SHORT] == stray.token[:_SHORT]
    )


def is_introduced_apart(stray: Stray) -> bool:
    """Le boulanger Clausier, que rien n'apparente à l'horloger: somebody else, by his role and what is said of him."""
    if any(
        is_someone_elses(stray.text, word.start) or is_called_relative(stray.text, word.start, stray.language)
        for word in stray.words
    ):
        return True
    if any(_APPOSITION.match(stray.text, word.end) for word in stray.words[:1]):
        return True
    if stray.part == _SURNAME and _is_called_by_another_role(stray):
        return True
    return not stray.shares_role and any(
        word_before(stray.text, word).islower()
        and role_before(stray.text, word.start)
        and is_described(stray.text, word)
        for word in stray.words
    )


def _is_called_by_another_role(stray: Stray) -> bool:
    named = [Span(words[-1].start, words[-1].end) for words in stray.person.full]
    places = [Span(word.start, word.end) for word in stray.words]
    return are_called_by_other_roles(
        stray.text, places, [*named, *stray.person.spelled(stray.anchor)], stray.language
    )


_APPOSITION = compile_later(
    r",[\s\0]+(?:the|an?|eine?|une?|una|uma?|een|en|ett|et)[\s\0]+[a-zà-ÿ]+(?:[\s\0][a-zà-ÿ]+)?[,.;]"
)
"""Somebody is introduced: Ms Thackray, the committee clerk, took it."""


def _is_common_word(stray: Stray) -> bool:
    return is_in_lower_case(stray.text, stray.token)


def _stands_beside_name(stray: Stray) -> bool:
    """“Hallin and Hallen”: two people."""
    return stand_side_by_side(stray.text, stray.anchor, stray.token)


def _stands_in_list(stray: Stray) -> bool:
    return not stray.titled and any(is_listed(stray.text, word) for word in stray.words)


def _is_place(stray: Stray) -> bool:
    if any(is_called_place(stray.text, word) for word in stray.words):
        return True
    return not stray.named and any(stands_for_place(stray.text, word) for word in stray.words)


def _is_thing(stray: Stray) -> bool:
    return not stray.named and any(stands_as_thing(stray.text, word) for word in stray.words)


def _is_people_of_place(stray: Stray) -> bool:
    """Arizona, Arizonan."""
    return is_proper(stray.anchor) and stray.anchor.endswith("a") and stray.token == stray.anchor + "n"


def _may_be_no_person(stray: Stray) -> bool:
    return not stray.human and not (stray.named or stray.rare)


def _is_inflected(stray: Stray) -> bool:
    """Tell whether the words are two forms of one, and the anchor may be no person."""
    return is_inflected(stray.anchor, stray.token) and not (
        stray.human and is_surely_human(stray.text, stray.person, stray.language)
    )


def _is_one_of_several(stray: Stray) -> bool:
    """Le due Lucie: the plural of a first name, behind a number."""
    return stray.part == 0 and all(word_before(stray.text, word).lower() in _SEVERAL for word in stray.words)


_SEVERAL = frozenset(
    "due tre quattro dos tres deux trois duas dois três zwei drei dwie trzy dvě tři две три två both "
    "beide entrambe".split()
)


def _may_be_call(stray: Stray) -> bool:
    """«Fale, que eu ouço»: the first word of what somebody says, behind which a mark stands, may be any word."""
    return stray.why == MARKS_DIFFER and all(
        may_be_call(stray.text, word.start, word.end) for word in stray.words
    )


_VETOES = (
    _is_one_of_several,
    _may_be_call,
    _may_be_common_noun,
    _may_only_start_sentences,
    _is_other_author,
    _is_part_of_longer_name,
    _is_common_word,
    _is_anothers_plural,
    _is_anothers_case,
    is_introduced_apart,
    _stands_beside_name,
    _stands_in_list,
    _is_place,
    _is_thing,
    _is_people_of_place,
    _may_be_no_person,
    _is_inflected,
)


# --- the one full mention is misspelt ---


def _is_full_name_wrong(stray: Stray) -> bool:
    """Tell whether the one full mention is the slip: everywhere else the name is spelled as the stray."""
    person, anchor, token = stray.person, stray.anchor, stray.token
    is_only_there = len(stray.words) > 1 and len(person.spelled(anchor)) <= 1
    if stray.part != _SURNAME or not is_only_there or stray.why in FAINT:
        return False
    if stray.why == ONE_LETTER or fold(anchor) == fold(token) + "s" or is_word(person.surname):
        return False
    is_rare = are_rare(anchor)
    if not stray.named and (not is_rare or not stray.words_are_known):
        return False
    if (is_proper(token) or is_forename(token)) and not (stray.named and is_rare):
        return False
    return is_forename(person.given) or person.titled or are_rare(anchor, token)


# --- the stray is misspelt ---


def _is_person_in_doubt(stray: Stray) -> bool:
    if stray.part == 0 and stray.why == ONE_LETTER and not (stray.human or stray.named):
        return True  # Wikimedia Österreich, Wikipedia
    is_first_name = stray.part == 0 and stray.human and is_forename(stray.token)
    return not (stray.person.is_sure or stray.named or stray.rare or is_first_name)


def _is_used_often(stray: Stray) -> bool:
    """Tell whether it stands more than twice, and more than a third as often as the person is mentioned."""
    return len(stray.words) > 2 and len(stray.words) * 3 > stray.person.count


def _is_pet_form(stray: Stray) -> bool:
    """Robert, Rob."""
    return stray.part == 0 and is_pet_form(stray.anchor, stray.token)


def _is_only_first_name(stray: Stray) -> bool:
    """Tell whether nobody calls the person by the first name alone, so that the word may well be somebody else.

    Then it must be plainly the same, stand once, and behind the name.
    """
    if stray.part != 0 or any(word.text == stray.anchor for word in stray.person.bare):
        return False
    return nouns_have_capitals(stray.language) or (
        stray.why not in OF_ONE_PLACE
        or not stray.same_start
        or len(stray.words) > 1
        or stray.words[0].start < stray.person.words[0].start
        or not is_forename(stray.token)
        or not stray.human
    )


def _alternates(stray: Stray) -> bool:
    """Tell whether both spellings stand twice and take turns: one person, who is not introduced a second time."""
    places = stray.person.spelled(stray.anchor)
    return len(stray.words) == len(places) == _TWICE and stray.words[0].start < places[-1].start


def _is_used_as_often(stray: Stray) -> bool:
    """Tell whether both spellings are as frequent, as of two people; rare ones that follow each other may be."""
    if len(stray.words) < max(stray.person.count, _count_of_family(stray)):
        return False
    if stray.part == 0 and not any(word.text == stray.anchor for word in stray.person.bare):
        return False  # another veto asks more of it
    if len(stray.words) == 1 and stray.shares_role and _is_clear(stray) and len(stray.token) > _SHORT:
        return False  # my aunt Rosalba, Aunt Rosalva
    if len(stray.words) == 1 and stray.says and _is_clear(stray) and _is_alone_in_paragraph(stray):
        return False  # Anna Seel drove it. “It was full,” Seal said.
    if _speaks_unintroduced(stray):
        return False
    is_named = stray.named or (
        (stray.why != ONE_LETTER or stray.rare) and (stray.human or is_forename(stray.person.given))
    )
    return not (
        (len(stray.words) == 1 or _alternates(stray))
        and is_named
        and stray.words[0].start > stray.person.words[0].start
        and (
            are_rare(stray.anchor, stray.token)
            or (is_alike_and_rare(stray) and (stray.named or _is_surely_name(stray)))
        )
    )


def _speaks_unintroduced(stray: Stray) -> bool:
    """Tell whether a surname that speaks or has a title once is introduced nowhere, and one much like it was before.

    So it is where everybody who speaks has a given name somewhere, but this one: Heike Rahnert; Frau Rehnert.
    """
    return (
        stray.part == _SURNAME
        and len(stray.words) == 1
        and (stray.says or _has_bare_title(stray))
        and _is_clear(stray)
        and (min(len(stray.anchor), len(stray.token)) > _SHORT or stray.why == SOUND_ALIKE)
        and stray.human
        and stray.words[0].start > stray.person.words[0].start
        and not is_place_or_people(stray.token)
        and (not is_word(stray.token) or _has_bare_title(stray))
    )


def _has_bare_title(stray: Stray) -> bool:
    """Tell whether a title stands before it that no role precedes, and no other title before the person's name.

    Who is introduced by a role is somebody else: her colleague Mr Pym; the mayor, Ms Pym.
    """
    at = stray.words[0].start
    title = _TITLE.search(stray.text, max(0, at - _TITLE_NEAR), at)
    if at not in stray.cast.titled or title is None:
        return False
    if title["lead"] and title["lead"] not in _SAYING and title["lead"].lower() not in function_words():
        return False
    if title["comma"] and not title["lead"]:
        return False
    others = {
        found["title"]
        for place in stray.person.spelled(stray.anchor)
        if (found := _TITLE.search(stray.text, max(0, place.start - _TITLE_NEAR), place.start))
        and found["title"] in HONORIFICS
    }
    return not others or title["title"] in others


_TITLE = compile_later(
    r"(?:(?<!\w)(?P<lead>[a-zà-ÿ]+)[\s\0]+|(?P<comma>,)[\s\0]+)?(?<!\w)(?P<title>[^\W\d_]+)\.?[\s\0]+\Z"
)
_TITLE_NEAR = 32


def _is_alone_in_paragraph(stray: Stray) -> bool:
    """Tell whether the person is named before the stray in its paragraph, and nobody else is there."""
    at = stray.words[0].start
    start = stray.text.rfind("\n", 0, at) + 1
    end = stray.text.find("\n", at)
    here = [
        person
        for person in stray.cast.people
        if any(start <= words[0].start < (len(stray.text) if end < 0 else end) for words in person.full)
    ]
    return here == [stray.person] and any(start <= words[0].start < at for words in stray.person.full)


def _is_surely_name(stray: Stray) -> bool:
    """Tell whether a capital within a sentence makes a name of a word of five letters and more."""
    return (
        stray.in_sentence
        and not nouns_have_capitals(stray.language)
        and not stray.words_are_known
        and min(len(stray.anchor), len(stray.token)) > _SHORT
    )


def is_alike_and_rare(stray: Stray) -> bool:
    """Tell whether two words that hardly anybody is called sound alike or differ in one place, behind one start."""
    return _is_clear(stray) and are_unknown(_SHORT, stray.anchor, stray.token)


def _is_clear(stray: Stray) -> bool:
    return (stray.why in OF_ONE_PLACE or stray.why == SOUND_ALIKE) and stray.same_start


def _count_of_family(stray: Stray) -> int:
    """Count the mentions of all who bear the surname: where a family is spoken of, each is named once."""
    if stray.part != _SURNAME:
        return 0
    return sum(person.count for person in stray.cast.people if person.surname == stray.anchor)


_SLIP_VETOES = (_is_person_in_doubt, _is_used_often, _is_pet_form, _is_only_first_name, _is_used_as_often)


def _is_slip(stray: Stray) -> bool:
    """Tell whether the two words are near enough for what the stray is otherwise.

    Known words and given names need a title or a verb of saying beside them; a lone letter that neither looks nor
    sounds alike needs a long name.
    """
    if stray.why in FAINT:
        return _is_faint_slip(stray)
    token, is_clear = stray.token, stray.why != ONE_LETTER
    length = min(len(stray.anchor), len(token))
    if is_place_or_people(token):
        return stray.titled and stray.same_start and is_clear
    if stray.part == 0 and is_forename(token) and not is_word(token):
        return stray.same_start and is_clear and stray.person.words[0].text != stray.person.surname
    if is_word(token) or is_forename(token) or is_proper(token):
        return stray.part == _SURNAME and stray.same_start and is_clear and length > 3 and stray.named
    if length == 3 and not set(fold(token)) & set("aeiouy"):
        return stray.same_start
    if length == 3 or not is_clear:
        return stray.same_start and (length > 5 or stray.named)
    return True


def _is_faint_slip(stray: Stray) -> bool:
    """Tell whether a name that is no more than alike must be the person's: Mayor Dellhausen, who was Mayor Dellhaus.

    A title or the same role stands before it; or it is long, begins alike, and names nobody else by a word.
    """
    if stray.part != _SURNAME or not stray.human or len(stray.words) > 1:
        return False
    if not are_unknown(5, stray.anchor, stray.token) or _may_be_declined(stray):
        return False
    if stray.titled or ((stray.says or stray.described) and are_unknown(_LONG, stray.anchor, stray.token)):
        return stray.why != TWO_LETTERS or fold(stray.anchor)[:3] == fold(stray.token)[:3]
    return (
        stray.why == TWO_LETTERS
        and stray.words_are_known
        and are_unknown(_LONG, stray.anchor, stray.token)
        and stray.anchor[:_SAME_START] == stray.token[:_SAME_START]
        and not is_inflected(stray.anchor, stray.token)
    )


_SAME_START = 4


def _may_be_declined(stray: Stray) -> bool:
    """Tell whether the words may be two cases of one surname, in a language whose surnames have cases."""
    return language_data(stray.language).surnames_decline and may_be_case(stray.anchor, stray.token)
