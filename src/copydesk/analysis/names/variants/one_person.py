"""One person or two: whether two full names that differ in one word are a name and a slip for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.context import (
    is_called_relative,
    is_someone_elses,
    role_before,
    shows_person,
    word_before,
    words_of,
)
from copydesk.analysis.names.lexicon import (
    are_man_and_woman,
    is_forename,
    is_proper,
    kin_words,
    may_know_words_of,
)
from copydesk.analysis.names.people import Person
from copydesk.analysis.names.spelling.inflection import is_inflected
from copydesk.analysis.names.spelling.meanings import REWORDED
from copydesk.analysis.names.spelling.rarity import are_rare, are_rare_names, are_unknown, is_rare_surname
from copydesk.analysis.names.spelling.slips import (
    BEGIN_ALIKE,
    FAINT,
    MARKS_DIFFER,
    OF_ONE_PLACE,
    ONE_LETTER,
    SOUND_ALIKE,
    phonetic_key,
)
from copydesk.analysis.names.variants.offices import share_office
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

GIVEN = 0
SURNAME = -1
"""Which word of a name differs, as an index into its words."""

SAME_ROLE = "both are called by one role"

_PARTS = compile_later(r"[.!?;:\n“”\"]")
_WORD = compile_later(r"[^\W\d_]+")
_NEAR = 30
"""How far from a name a word of kinship speaks of its bearer, in code points."""


@dataclass(frozen=True)
class NamePair:
    """Two full names that differ in one word.

    Attributes:
        better, other: the better attested person first.
        part: which word differs: GIVEN or SURNAME.
        why: how the words differ, as `slip` says.
        right_count, wrong_count: how often either spelling stands in the text.
        language: the article's two-letter code, where known.
    """

    text: str
    better: Person
    other: Person
    part: int
    why: str
    right_count: int
    wrong_count: int
    language: str | None

    @cached_property
    def right(self) -> str:
        """Return the word of the better name."""
        return self.better.words[self.part].text

    @cached_property
    def wrong(self) -> str:
        """Return the word of the other name."""
        return self.other.words[self.part].text

    @cached_property
    def is_no_name(self) -> bool:
        """Tell whether nobody is likely to be called so."""
        return self.why != ONE_LETTER and are_rare(self.wrong)


def are_one_person(pair: NamePair) -> bool:
    """Tell whether the other name is likely to be a slip for the better one."""
    if any(veto(pair) for veto in _VETOES):
        return False
    if pair.why == MARKS_DIFFER:
        return True
    if _is_used_often(pair):
        return False
    if pair.why == REWORDED:
        return _is_reworded(pair)
    if pair.why == SAME_ROLE:
        return _is_called_otherwise(pair)
    if pair.part == SURNAME:
        return _is_slip_for_surname(pair)
    return _is_slip_into_first_name(pair) if is_forename(pair.wrong) else _is_slip_for_first_name(pair)


# --- vetoes: what makes two people of them, however alike their names ---


def _may_be_no_person(pair: NamePair) -> bool:
    """Tell whether the name may be no person's, and the two words two forms of one, or two words."""
    if shows_person(pair.text, pair.better, pair.language):
        return False
    if pair.part == SURNAME and shows_person(pair.text, pair.other, pair.language):
        return False
    return (
        not may_know_words_of(pair.language)
        or is_inflected(pair.right, pair.wrong)
        or not are_rare_names(pair.right, pair.wrong, pair.why)
    )


def _is_half_of_hyphenated(pair: NamePair) -> bool:
    """Kim Jong-il, Kim Yong-hui."""
    return any(
        pair.text[words[pair.part].end : words[pair.part].end + 1] in "-‐‑"
        for words in (pair.better.words, pair.other.words)
    )


def _stand_side_by_side(pair: NamePair) -> bool:
    return are_side_by_side(pair.text, pair.better, pair.other)


def _are_relatives(pair: NamePair) -> bool:
    """Tove Hallin, Tone Hallin, and the text speaks of a sister."""
    if pair.part != GIVEN:
        return False
    if any(is_called_relative(pair.text, words[0].start, pair.language) for words in pair.other.full):
        return True
    if not pair.is_no_name:
        return are_kin(pair.text, pair.better, pair.other, pair.language)
    return _is_kin_of(pair.text, pair.better, pair.language)


def _is_kin_of(text: str, person: Person, language: str | None) -> bool:
    """Tell whether somebody is called a relative of this person: the wife of Franco Olmi."""
    kin = kin_words(language)
    return any(
        (told := _KIN_OF.search(text, max(0, words[0].start - _NEAR), words[0].start)) and told[1] in kin
        for words in person.full
    )


_KIN_OF = compile_later(r"(?<![^\W\d_])([^\W\d_]{1,40})[\s\0][a-zà-ÿ]{1,3}[\s\0]\Z")


def _is_introduced_apart(pair: NamePair) -> bool:
    """His cousin Sven Krog, su sucesor, Juan Olmos: with the same first name, somebody else is introduced."""
    if pair.part != SURNAME:
        return False
    return any(
        is_someone_elses(pair.text, words[0].start)
        or _CALLED.search(pair.text, max(0, words[0].start - _NEAR), words[0].start)
        for words in pair.other.full
    )


_CALLED = compile_later(
    r"(?<!\w)(?:chamava-se|chama-se|se llama(?:ba)?|si chiama(?:va)?|s['’]appel(?:le|ait)|hei(?:ß|ss)t|hie(?:ß|ss)"
    r"|heet(?:te)?|hette|heter|hedder|hed|het|jmenoval[ao]? se|nazywała? się|was called|was named|is called|is named"
    r"|звали|зовут)[\s\0]+\Z"
)


def _are_man_and_woman(pair: NamePair) -> bool:
    """Tell whether one first name is a man's and the other a woman's: John and Joan are two."""
    return pair.part == GIVEN and are_man_and_woman(pair.right, pair.wrong)


def _is_another_holder(pair: NamePair) -> bool:
    """Tell whether one of two with like first names had a role before or after the other: the former treasurer."""
    if pair.part != GIVEN:
        return False
    one, other = (_is_of_other_time(pair.text, person, pair.language) for person in (pair.better, pair.other))
    return one is not other


def _is_of_other_time(text: str, person: Person, language: str | None) -> bool:
    """Tell whether a word of time stands before a role, and the name behind it: last year's captain, Ellen Krog."""
    which = language_data(language).which_ones
    clauses = (_PARTS.split(text[max(0, full[0].start - _NEAR) : full[0].start])[-1] for full in person.full)
    return any(not which.isdisjoint(_WORD.findall(clause.lower())[:-1]) for clause in clauses)


def _are_both_introduced(pair: NamePair) -> bool:
    """Tove Hallin, who rows, and Tove Hallen, 41: nobody is introduced twice."""
    return is_introduced(pair.text, pair.better) and is_introduced(pair.text, pair.other)


def _stand_in_like_sentences(pair: NamePair) -> bool:
    return stand_in_like_sentences(pair.text, full_spans(pair.better), full_spans(pair.other))


def stand_in_like_sentences(text: str, ones: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether two names stand behind the same words of one paragraph, as those of two people do.

    The text is by Tove Hallin. The music is by Tove Hallen.
    """
    return any(
        right.start - left.end < _PARAGRAPH
        and "\n" not in text[left.end : right.start]
        and (before := _TWO_WORDS.search(text, max(0, left.start - _NEAR), left.start)) is not None
        and text.endswith(before[0], 0, right.start)
        for left, right in neighbours(ones, others)
    )


_PARAGRAPH = 300
_TWO_WORDS = compile_later(r"(?<!\w)[a-zà-ÿ]+[\s\0][a-zà-ÿ]+[\s\0]\Z")

_VETOES = (
    _are_man_and_woman,
    _is_another_holder,
    _is_introduced_apart,
    _are_both_introduced,
    _stand_in_like_sentences,
    _may_be_no_person,
    _is_half_of_hyphenated,
    _stand_side_by_side,
    _are_relatives,
)


def _is_used_often(pair: NamePair) -> bool:
    """Tell whether the other spelling stands more than once, and in more than a third of the places."""
    return pair.wrong_count > 1 and pair.wrong_count * 3 > pair.right_count


# --- what makes one person of them ---


def _is_slip_into_first_name(pair: NamePair) -> bool:
    """Tell whether a usual first name is a slip here: it stands once, and sounds alike or names nobody else."""
    return pair.wrong_count == 1 and (
        _sounds_like_known_person(pair)
        or _leaves_nobody_else(pair)
        or _shares_title(pair)
        or _shares_role(pair)
    )


def _shares_title(pair: NamePair) -> bool:
    """Tell whether one title that goes with a first name stands before both full names."""
    return share_given_title(pair.text, pair.better, pair.other, pair.language)


def _shares_role(pair: NamePair) -> bool:
    """Tell whether one role stands before both full names, which plainly are a name and a slip for it."""
    return pair.why in OF_ONE_PLACE | {SOUND_ALIKE} and (
        share_role(pair.text, pair.better, pair.other)
        or share_office(pair.text, pair.better, pair.other, pair.language)
    )


def _sounds_like_known_person(pair: NamePair) -> bool:
    is_known = (pair.right_count > 1 and pair.better.count > 2) or is_rare_surname(pair.better)
    return is_known and phonetic_key(pair.right) == phonetic_key(pair.wrong)


def _leaves_nobody_else(pair: NamePair) -> bool:
    """Tell whether the surname is rare, more than the last letter differs (Mario, Maria), and no family is named."""
    return (
        are_rare(pair.better.surname)
        and pair.right[:-1] != pair.wrong[:-1]
        and kin_words(pair.language).isdisjoint(words_of(pair.text))
    )


def _is_slip_for_first_name(pair: NamePair) -> bool:
    """Tell whether a word that is no usual first name stands for one."""
    if pair.why in FAINT:
        return is_forename(pair.right) and are_rare(pair.better.surname)
    return (
        is_forename(pair.right)
        or pair.is_no_name
        or pair.right_count + len(pair.better.bare) > 1
        or is_rare_surname(pair.better)
    )


def _is_reworded(pair: NamePair) -> bool:
    """Tell whether the shared word is a name, and so is one of the two that mean the same."""
    if pair.part == SURNAME:
        return is_forename(pair.better.given)
    return is_forename(pair.right) and not is_forename(pair.wrong)


def _is_called_otherwise(pair: NamePair) -> bool:
    """Tell whether the mayor Anna Dellwood and the mayor Berta Dellwood are one: the surname is rare, none is kin."""
    return pair.wrong_count == 1 and (
        _shares_title(pair)
        or (
            are_rare(pair.better.surname)
            and (
                kin_words(pair.language).isdisjoint(words_of(pair.text))
                or share_office(pair.text, pair.better, pair.other, pair.language)
            )
        )
    )


def _is_slip_for_surname(pair: NamePair) -> bool:
    right, wrong = pair.right, pair.wrong
    if pair.why == BEGIN_ALIKE:
        return pair.wrong_count == 1
    if pair.why in FAINT:
        return is_forename(pair.better.given) and pair.wrong_count == 1 and are_rare(right, wrong)
    if pair.why == ONE_LETTER and min(len(right), len(wrong)) < 6:
        return False
    return (
        (pair.right_count > pair.wrong_count and pair.better.count > 1)
        or (is_forename(pair.better.given) and pair.why != ONE_LETTER and are_unknown(5, right, wrong))
        or are_rare(right, wrong)
        or (phonetic_key(right) == phonetic_key(wrong) and not is_proper(wrong))
    )


# --- what stands around two names ---


def are_kin(text: str, first: Person, second: Person, language: str | None) -> bool:
    """Tell whether a word of kinship stands near either name, since a family shares its surname."""
    for person in (first, second):
        for words in person.full[:3]:
            around = text[max(0, words[0].start - _NEAR) : words[-1].end + _NEAR]
            if not kin_words(language).isdisjoint(_WORD.findall(around)):
                return True
    return False


def is_introduced(text: str, person: Person) -> bool:
    """Tell whether an age or a clause that says who somebody is follows the full name somewhere."""
    return any(_INTRODUCED.match(text, words[-1].end) for words in person.full)


_INTRODUCED = compile_later(
    r",[\s\0]+(?:\d\d[,.]|(?:who|an?|the|der|die|eine?|qui|une?|que|un|una|uma?|che|een|som|en|ett|et|joka|który|która|který|která)\b)"
)
"""Behind a name, what tells who it is: people of whom both are introduced so are two."""


def share_role(text: str, first: Person, second: Person) -> bool:
    """Tell whether the same word that may be a role stands before both names, as in “the mayor”."""
    roles = {role_before(text, words[0].start) for words in first.full[:3]} - {""}
    return bool(roles) and any(role_before(text, words[0].start) in roles for words in second.full[:3])


_TWO = 2


def share_given_title(text: str, first: Person, second: Person, language: str | None) -> bool:
    """Tell whether one title that goes with a first name stands before both names: don Ezio Orrin, don Enzo Orrin.

    One family has hardly two priests, unless a word of kinship stands nearby. The first names begin and end alike.
    """
    titles = {title.lower() for title in language_data(language).given_titles}
    one, other = first.given, second.given
    if not titles or one[:1] + one[-1:] != other[:1] + other[-1:] or OSA.distance(one, other) > _TWO:
        return False
    ones, others = (
        {word_before(text, words[0]).lower() for words in person.full} & titles for person in (first, second)
    )
    return bool(ones & others)


def are_side_by_side(text: str, first: Person, second: Person) -> bool:
    """Tell whether the two are named together, as nobody names one person twice."""
    # Of all places of the other, only the next one can stand beside a place.
    return any(
        0 <= right.start - left.end <= 30 and not _PARTS.search(text, left.end, right.start)
        for left, right in neighbours(full_spans(first), full_spans(second))
    )


def neighbours(ones: Sequence[Span], others: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield a place of the ones and one of the others, the left first, that stand next to each other in a text."""
    marked = sorted([*((place, True) for place in ones), *((place, False) for place in others)])
    for (left, is_one), (right, is_also) in pairwise(marked):
        if is_one != is_also:
            yield left, right


def full_spans(person: Person) -> list[Span]:
    """List the places of a person's full name."""
    return [Span(words[0].start, words[-1].end) for words in person.full]
