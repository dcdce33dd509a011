"""Replaced given names: a machine that rewords a text puts another word for a given name that is a word as well."""

from __future__ import annotations

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.changes.name_mentions import Mention
from copydesk.analysis.names.context import is_in_lower_case, starts_sentence, word_before
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    function_words,
    is_forename,
    is_place_or_people,
    is_proper,
    is_role,
    is_word,
    knows_words_of,
)
from copydesk.analysis.names.person_shape import is_no_surname
from copydesk.analysis.names.spelling.meanings import mean_the_same
from copydesk.support.patterns import compile_later

_HONORIFIC = compile_later(rf"\b(?:{'|'.join(sorted(HONORIFICS))})\.?[\s\0]{{1,2}}\Z")
_BEFORE = 16
_SHORTEST = 4
_LONG = 6
"""A shorter word at the start of a sentence may be one that stands before any name: Même Vasseur."""
_NOUN_ENDINGS = ("ness", "ance", "ence", "ity", "tion", "ment", "ism", "ship", "hood", "cy", "sion", "tude")


def is_word_for_given(text: str, first: Mention, second: Mention, language: str | None) -> bool:
    """Tell whether an ordinary word stands for the first one's given name: Grace Penrose, Elegance Penrose."""
    right, wrong, surname = first.words[0], second.words[0], first.words[-1]
    if any(_has_article(text, mention) for mention in (first, second)):
        return False  # the Royal Ballet, the National Ballet
    if not _is_word_and_given(right, language) or not _may_be_put_for_name(text, wrong):
        return False
    is_titled = _HONORIFIC.search(text, max(0, second.start - _BEFORE), second.start) is not None
    if (is_word(surname) and not is_titled) or is_proper(surname) or is_no_surname(surname):
        return False  # Grace Church, Elegance Church
    if knows_words_of(language) and not is_word(wrong):
        return False
    if is_titled or not starts_sentence(text, second.start):
        return True
    if mean_the_same(right, wrong, language):
        return True
    return wrong.endswith(_NOUN_ENDINGS) if knows_words_of(language) else len(wrong) >= _LONG


def _has_article(text: str, mention: Mention) -> bool:
    """Tell whether an article or a possessive stands before a name, as before a thing's."""
    before = word_before(text, CapitalWord(mention.name, mention.start, mention.end))
    return before.lower() in _DETERMINERS


_DETERMINERS = in_all_languages("determiners")


def _is_word_and_given(name: str, language: str | None) -> bool:
    """Tell whether a given name is a word of the language, too."""
    if knows_words_of(language):
        return is_forename(name) and (is_word(name) or name.lower() in language_data(language).word_forenames)
    return name.lower() in language_data(language).word_forenames


def _may_be_put_for_name(text: str, word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and word[1:].islower()
        and word.lower() not in function_words()
        and not (is_forename(word) or is_proper(word) or is_place_or_people(word) or is_role(word))
        and not is_in_lower_case(text, word)
    )
