"""Changed names: a name of several words, of a person or a thing, that comes back with one of its words changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import OSA

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.evidence import (
    STREETS,
    are_told_apart,
    has_other_role,
    is_introduced,
    share_a_role,
    speaks_of_kin,
)
from copydesk.analysis.names.changes.likeness import shared_ends, weight
from copydesk.analysis.names.changes.name_mentions import (
    Change,
    Groups,
    Mention,
    changes,
    groups,
    stand_together,
)
from copydesk.analysis.names.changes.rewordings.replaced_given import is_word_for_given
from copydesk.analysis.names.context import is_called_relative, is_someone_elses
from copydesk.analysis.names.lexicon import (
    are_man_and_woman,
    are_nicknames,
    function_words,
    is_acronym,
    is_forename,
    is_place_or_people,
    is_proper,
    is_role,
    is_word,
    may_know_words_of,
    nouns_have_capitals,
)
from copydesk.analysis.names.person_shape import is_no_surname
from copydesk.analysis.names.spelling.inflection import is_declined
from copydesk.analysis.names.spelling.meanings import REWORDED, mean_the_same_inflected
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.rarity import are_unknown
from copydesk.analysis.names.spelling.slips import fold, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.analysis.names.variants.one_person import stand_in_like_sentences
from copydesk.support.patterns import compile_later

_TYPES = (
    frozenset("GmbH AG KG SE OHG UG KGaA".split()),
    frozenset("Ltd Limited Plc PLC LLP LLC Inc".split()),
    frozenset("SA SAS SARL SpA Srl SL SNC".split()),
    STREETS,
    frozenset("US AS FC SC SV TSV TuS VfB VfL VfR ASD GS US RC AC SSD SD CD CF BK IK IF IL FK".split()),
    frozenset(("Little", "Great")),
    frozenset(("Upper", "Lower")),
    frozenset(("Saint", "Sainte", "San", "Santa", "Sant")),
    frozenset(("House", "Home", "Hall")),
)
"""What tells the kind of a firm, a street or a club, which writers exchange: whoever bears the same rare name twice is
hardly two."""


def changed_names(text: str, mentions: Sequence[Mention], language: str | None) -> Iterator[Variant]:
    """Find names that stand once, and are another, introduced before, with one word changed."""
    alike = groups(mentions)
    for change in chain(changes(alike), _changes_in_families(text, alike, language)):
        first, second, index = change
        right, wrong = first[0].words[index], second[0].words[index]
        if len(second) > 1 or "." in right + wrong:
            continue
        if not _are_names(right, wrong) and not mean_the_same_inflected(right, wrong, language):
            continue
        if any(text.startswith("&#", mention.end) for mention in first + second):
            continue  # the rest of the word is written as a code: Pap&#233;
        why = _reason(text, change, language)
        if why is None or stand_together(text, first, second) or _are_forms(right, wrong, language):
            continue
        places, better = (second[0].span,), tuple(mention.span for mention in first)
        if not is_spelling_meant(text, places, better, language):
            yield Variant(VariantKind.ORGANISATION, second[0].name, first[0].name, places, better, why)


_LARGEST_FAMILY = 8


def _changes_in_families(text: str, alike_names: Groups, language: str | None) -> Iterator[Change]:
    """Find a word in place of a given name where several bear the surname, and one of their names is a word."""
    for index, alike in alike_names:
        if index or not _TWO < len(alike) < _LARGEST_FAMILY:
            continue
        for second in alike.values():
            firsts = [
                first
                for first in alike.values()
                if first[0].start < second[0].start and is_word_for_given(text, first[0], second[0], language)
            ]
            if len(firsts) == 1:
                yield firsts[0], second, index


def _are_names(right: str, wrong: str) -> bool:
    return any(right in kind and wrong in kind for kind in _TYPES) or not any(
        is_proper(word)
        or word.endswith(_COMPASS)
        or is_role(word)
        or is_place_or_people(word)
        or word.lower() in function_words()
        for word in (right, wrong)
    )


_COMPASS = ("eastern", "western", "northern", "southern")


def _are_forms(right: str, wrong: str, language: str | None) -> bool:
    """Tell whether two words may be forms of one: two cases, a plural, an adjective."""
    in_capitals = right.lower() == wrong.lower() and (right.isupper() or wrong.isupper())
    if in_capitals or right.replace("’", "'") == wrong.replace("’", "'"):
        return True
    shorter, longer = sorted((right, wrong), key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return True
    if longer.startswith(_GENITIVE.sub("", shorter) + "-"):
        return True  # St Alda's Day, St Alda-by-the-Weir
    if "-" in longer[len(shorter) :] or longer.endswith("-" + shorter) or longer == shorter[:-1] + "ies":
        return True
    if not language_data(language).surnames_decline:
        return False
    return is_declined(right, wrong)


_GENITIVE = compile_later(r"['’]s?\Z")
_ENDINGS = frozenset("s es er ers ern ian an n".split())


def _reason(text: str, change: Change, language: str | None) -> str | None:
    """Say what speaks for one name; None if nothing does."""
    first, second, index = change
    right, wrong = first[0].words[index], second[0].words[index]
    if any(right in kind and wrong in kind for kind in _TYPES):
        rest = [word for place, word in enumerate(first[0].words) if place != index]
        is_kind = index in (0, len(rest)) and any(
            _is_distinctive(word) and not is_word(word) for word in rest
        )
        if _JOINED.search(text, max(0, second[0].start - _NEAR_JOINT), second[0].start):
            return None  # crews from Hexley and Upper Marl
        if is_introduced(text, second[0]) or are_told_apart(text, right, wrong):
            return None
        return _ONLY.format(right, wrong) if is_kind else None  # not of a school in Hexley Lane
    if mean_the_same_inflected(right, wrong, language) and not (is_forename(right) and is_forename(wrong)):
        return None if _is_another(text, first, second[0], language) else REWORDED
    if _is_person(first[0]) or (not index and _may_be_given(first[0], wrong, language)):
        return _reason_of_person(text, change, language)
    if is_acronym(right) or is_acronym(wrong):
        return None
    if nouns_have_capitals(language) or _is_another(text, first, second[0], language):
        return None
    return _reason_of_thing(first[0], right, wrong)


_NEAR_JOINT = 40
_JOINED = compile_later(r"[A-ZÀ-Þ][\w'’-]{2,25},?[\s\0](?:and|or|und|oder|et|y|e|en|og|och|i)[\s\0]\Z")
"""What names a place or a body together with another one: that is one more."""


def _is_another(text: str, first: Sequence[Mention], second: Mention, language: str | None) -> bool:
    """Tell whether the text introduces a thing as another one: a rival, the Red Lion; the Red Lion in Marl."""
    return (
        is_someone_elses(text, second.start)
        or is_called_relative(text, second.start, language)
        or _is_placed_apart(text, first, second)
    )


def _is_placed_apart(text: str, first: Sequence[Mention], second: Mention) -> bool:
    """Tell whether words behind the second name tell where or what it is, and do not stand behind the first."""
    told = _ANOTHER.match(text, second.end)
    if told is None:
        return False
    ours = text[told.start() : told.end() + _WORDS]
    return not any(text.startswith(ours, mention.end) for mention in first)


_WORDS = 4
_ANOTHER = compile_later(
    r"(?:,?[\s\0]+(?:in|im|en|em|à|a|w|i)[\s\0]+[A-ZÀ-Þ]"
    r"|,[\s\0]+(?:an?|une?|eine?|una|uma?|un|um|een|et|in|im|dans|en|no|na|nel|nella|w|i)[\s\0])"
)
"""Behind a name, what tells where it is, or what it is: the reader has not met it yet."""
_ONLY = "only “{}” and “{}” differ"


def _may_be_given(first: Mention, wrong: str, language: str | None) -> bool:
    """Tell whether a first word that differs is a given name: it is a usual one, or nothing else is likely."""
    if len(first.words) != _TWO or "-" in first.words[0] or nouns_have_capitals(language):
        return False
    return is_forename(wrong) or (
        not may_know_words_of(language) and are_unknown(_SHORT, *first.words, wrong)
    )


_TWO = 2


def _is_person(mention: Mention) -> bool:
    return is_forename(mention.words[0]) and not is_place_or_people(mention.words[0])


def _is_distinctive(word: str) -> bool:
    """Tell whether a word names hardly anything but this: no word, no well-known name."""
    return len(word) > _SHORT and not is_proper(word) and not is_forename(word)


_SHORT = 3


def _reason_of_thing(first: Mention, right: str, wrong: str) -> str | None:
    start, end = shared_ends(right, wrong)
    rest = [word for word in first.words if word != right]
    if not any(map(_is_distinctive, rest)):
        return None
    if start >= _STEM and (len(rest) == 1 or (start > _STEM and is_word(right) and is_word(wrong))):
        return None  # Stress Tests, Stress Testing: two words of one stem
    if len(rest) == 1 and fold(max(right, wrong, key=len)).endswith(fold(min(right, wrong, key=len))):
        return None  # Compatible Browsers, Incompatible Browsers
    length = max(len(right), len(wrong))
    if slip(right, wrong) is not None and min(len(right), len(wrong)) > _SHORT:
        return _ONLY.format(right, wrong)
    if start and OSA.distance(fold(right), fold(wrong)) <= length * _LESS:
        return _ONLY.format(right, wrong)
    if start > 2 and len(rest) > 1 and OSA.distance(fold(right), fold(wrong)) <= length * _HALF:
        return _ONLY.format(right, wrong)
    if start > 1 and weight(right, wrong) > _HALF and not all(map(is_word, rest)):
        return _ONLY.format(right, wrong)
    if end > _LONG_END and length > _LONG_WORD and not all(map(is_word, rest)) and end >= length * _LESS:
        return _ONLY.format(right, wrong)
    return None


_HALF, _LESS = 0.5, 0.4
_LONG_END, _LONG_WORD = 4, 8
_STEM = 4


def _is_replaced(text: str, first: Mention, second: Mention, language: str | None) -> bool:
    """Tell whether a machine put a word for a given name; a relative would be introduced as one."""
    return (
        is_word_for_given(text, first, second, language)
        and not is_introduced(text, second)
        and not is_called_relative(text, second.start, language)
        and not is_someone_elses(text, second.start)
    )


def _reason_of_person(text: str, change: Change, language: str | None) -> str | None:
    """Say why somebody is one who was introduced: he comes without a word on who he is, and his name looks alike."""
    first, second, index = change
    right, wrong = first[0].words[index], second[0].words[index]
    if index == 0 and _is_replaced(text, first[0], second[0], language):
        return f"“{wrong}” is a word and no first name, and the surname “{first[0].words[-1]}” is the same"
    if (
        is_introduced(text, second[0])
        or is_someone_elses(text, second[0].start)
        or speaks_of_kin(text, first + second, language)
        or stand_in_like_sentences(text, [each.span for each in first], [each.span for each in second])
    ):
        return None
    if (
        has_other_role(text, first, second)
        or are_nicknames(right, wrong)
        or min(len(right), len(wrong)) < _SHORT
    ):
        return None
    if index == 0 and (right.startswith(wrong) or wrong.startswith(right) or are_man_and_woman(right, wrong)):
        return None
    if index == 0 and _stands_alone(text, wrong, second[0].words[1]):
        return None
    if any(is_word(word) and not is_forename(word) for word in (right, wrong)) or is_no_surname(
        first[0].words[-1]
    ):
        return None
    start, end = shared_ends(right, wrong)
    if index == 0:
        is_like = start > 1 or (start > 0 and end > 1) or end >= min(_SHORT, len(right) - 1)
        is_like = is_like or share_a_role(text, first, second)
        name = "surname", first[0].words[-1]
    else:
        is_like = weight(right, wrong) >= _SURNAME and (start >= _SHORT or end > _LONG_END)
        name = "first name", first[0].words[0]
    if not is_like:
        return None
    return "the {} “{}” is the same, and the text introduces nobody else".format(*name)


_SURNAME = 0.35


def _stands_alone(text: str, given: str, behind: str) -> bool:
    """Tell whether somebody is called by a first name elsewhere, without the name that stands behind it here."""
    at = text.find(given)
    while at >= 0:
        end = at + len(given)
        is_word_here = not (text[max(0, at - 1) : at].isalpha() or text[end : end + 1].isalpha())
        if is_word_here and text[end : end + 1 + len(behind)].lstrip("\0 \n") != behind:
            return True
        at = text.find(given, end)
    return False
