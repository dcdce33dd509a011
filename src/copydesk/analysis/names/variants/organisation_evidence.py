"""Evidence on two organisation names: whether one is a mistake for the other, and what the reader is told.

The first kind of mistake that applies decides, unless one of its vetoes is true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from copydesk.analysis.names.lexicon import is_forename, is_word
from copydesk.analysis.names.organisations import Organisation
from copydesk.analysis.names.person_shape import is_no_surname
from copydesk.analysis.names.spelling.inflection import is_inflected
from copydesk.analysis.names.spelling.meanings import REWORDED, are_reworded
from copydesk.analysis.names.spelling.scanning import length_of_same_start
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, ONE_LETTER, slip
from copydesk.analysis.names.variants.one_person import neighbours
from copydesk.support.patterns import compile_later

_HEADS_OF_LIKE_LETTER = (
    frozenset("Agency Administration Authority Association Alliance Academy".split()),
    frozenset("Commission Committee Council Commissariat Conference Congress Company Corporation".split()),
    frozenset("Bureau Board".split()),
    frozenset("Department Directorate Division".split()),
    frozenset("Institute Institution Initiative".split()),
    frozenset("Foundation Federation Fund".split()),
    frozenset("Organisation Organization Office".split()),
    frozenset("Service Services Society School System".split()),
    frozenset("Program Programme Project Partnership".split()),
)
"""Head words that writers mix up, as the acronym stays the same."""

_SPELLED_BY_COUNTRY = [
    set(pair.split("/"))
    for pair in "Center/Centre Theater/Theatre Defense/Defence Labor/Labour Harbor/Harbour".split()
]


_SENTENCE_END = compile_later(r"[.!?][”\"]?\s|\n")
_IC_ENDING = compile_later(r"(?:ical|ics?|ies|y|s)$")


@dataclass(frozen=True)
class OrganisationPair:
    """Two names that are the same but for one word.

    Attributes:
        better, other: the better attested name first.
        index: which of the words with a capital differs.
        shared: how many such words are the same.
        attested: how often the better name or its acronym stands in the text.
    """

    text: str
    better: Organisation
    other: Organisation
    index: int
    shared: int
    attested: float

    @cached_property
    def right(self) -> str:
        """Return the differing word of the better name."""
        return self.better.content[self.index]

    @cached_property
    def wrong(self) -> str:
        """Return the differing word of the other name."""
        return self.other.content[self.index]

    @cached_property
    def together(self) -> bool:
        """Tell whether both names stand in one sentence somewhere, as nobody varies a name so soon."""
        return _share_sentence(self.text, self.better, self.other)

    @cached_property
    def slip(self) -> str | None:
        """Return how the differing words look like a slip of the pen; None if they do not."""
        return slip(self.right, self.wrong)


def explain(pair: OrganisationPair) -> str | None:
    """Say why one name is a mistake for the other; None if they may be two organisations."""
    if pair.right == pair.wrong or len(pair.other.mentions) > max(1, pair.attested / 2):
        return None
    kind = next((each for each in _KINDS if each.applies(pair)), None)
    if kind is None or any(veto(pair) for veto in kind.vetoes):
        return None
    return kind.reason(pair)


def _heads_are_alike(pair: OrganisationPair) -> bool:
    """National Health Authority, National Health Agency."""
    return (
        pair.shared > 1
        and pair.attested > 1
        and any(pair.right in heads and pair.wrong in heads for heads in _HEADS_OF_LIKE_LETTER)
    )


def _is_spelled_by_country(pair: OrganisationPair) -> bool:
    """Harbour Trust, Harbor Trust."""
    return {pair.right, pair.wrong} in _SPELLED_BY_COUNTRY and not pair.together


def _is_plural(pair: OrganisationPair) -> bool:
    """Lake Districts Trust, Lake District Trust."""
    return pair.right + "s" == pair.wrong or pair.wrong + "s" == pair.right


def _is_slip(pair: OrganisationPair) -> bool:
    """Marvik Shiping Office."""
    return pair.slip not in (None, ONE_LETTER)


def _is_slip_of_word(pair: OrganisationPair) -> bool:
    """World Heath Organization: both are words, so the name must say much else."""
    return _is_slip(pair) and is_word(pair.right) and (is_word(pair.wrong) or is_forename(pair.wrong))


def _is_derived(pair: OrganisationPair) -> bool:
    """Coastal Research Council, Coast Research Council: one word in two forms, in a long name of a body."""
    shorter, longer = sorted((pair.right, pair.wrong), key=len)
    same = length_of_same_start(shorter, longer)
    return (
        pair.shared > 1
        and pair.index < pair.shared
        and same >= max(_STEM, len(shorter) - 1)
        and 1 < len(longer) - same < _STEM
        and pair.better.has_head
        and pair.other.has_head
        and not longer.endswith("ing")
    )


_STEM = 5


def _is_reworded(pair: OrganisationPair) -> bool:
    """Blue Harbour Foods, Azure Harbour Foods: a machine has put other words for those of the text."""
    return pair.shared > 1 and len(pair.other.mentions) == 1 and are_reworded(pair.right, pair.wrong)


# --- vetoes ---


def _stand_together(pair: OrganisationPair) -> bool:
    """Tell whether both names stand in one sentence."""
    return pair.together


def _is_written_both_ways(pair: OrganisationPair) -> bool:
    """Organisation, Organization: one word in two spellings."""
    return {pair.right, pair.wrong} == {"Organisation", "Organization"}


def _has_acronym_of_its_own(pair: OrganisationPair) -> bool:
    return bool(pair.other.acronym) and pair.other.acronym != pair.better.acronym


def _share_one_word(pair: OrganisationPair) -> bool:
    return pair.shared < 2


def _is_many_organisations(pair: OrganisationPair) -> bool:
    """Tell whether the plural of the head word means several organisations: Endowments for the Arts."""
    small = next((i for i, word in enumerate(pair.better.words) if word.islower()), len(pair.better.words))
    return pair.better.words[small - 1] == pair.right


def _ends_rare_name(pair: OrganisationPair) -> bool:
    return pair.index == pair.shared and pair.attested < 2


def _is_adjective_of_place(pair: OrganisationPair) -> bool:
    """Cumbria Police, Cumbrian Police."""
    return pair.index == 0 and bool({pair.right + "n", pair.wrong + "n"} & {pair.right, pair.wrong})


def _is_adjective_in_ic(pair: OrganisationPair) -> bool:
    """House Democrats, House Democratic leaders; Marvik Academy, Marvik Academic Board."""
    words = pair.right, pair.wrong
    if sum(word.endswith(("ic", "ical")) for word in words) != 1:
        return False
    stems = {_IC_ENDING.sub("", word) for word in words}
    return len(stems) == 1


def _is_inflected_word(pair: OrganisationPair) -> bool:
    """Ministry of Trade, Minister of Trade."""
    words = pair.right, pair.wrong
    return is_inflected(*words) and all(is_word(word) or is_no_surname(word) for word in words)


def _says_too_little(pair: OrganisationPair) -> bool:
    """Tell whether the name is short or rare, or the two words are short or of one length."""
    lengths = len(pair.right), len(pair.wrong)
    return pair.shared < 2 or pair.attested <= 1 or lengths[0] == lengths[1] or min(lengths) < 5


def _may_be_person(pair: OrganisationPair) -> bool:
    return is_forename(pair.wrong) or not (pair.better.has_head or pair.shared > 1)


def _is_used_as_word(pair: OrganisationPair) -> bool:
    return is_word(pair.wrong) or pair.wrong.lower() in pair.text


# --- reasons ---


def _same_initials(pair: OrganisationPair) -> str:
    return f"only “{pair.right}” and “{pair.wrong}” differ, and the initials are the same"


def _two_countries(pair: OrganisationPair) -> str:
    return f"“{pair.right}” and “{pair.wrong}” are one word, spelled for two countries"


def _mean_the_same(pair: OrganisationPair) -> str:
    return f"only “{pair.right}” and “{pair.wrong}” differ, and {REWORDED}"


def _only_these_differ(pair: OrganisationPair) -> str:
    return f"only “{pair.right}” and “{pair.wrong}” differ"


def _how_it_slipped(pair: OrganisationPair) -> str:
    if pair.slip == MARKS_DIFFER and not _is_slip_of_word(pair):
        return f"only marks differ in “{pair.right}” and “{pair.wrong}”"
    return f"“{pair.right}” and “{pair.wrong}”: {pair.slip}"


_Test = Callable[[OrganisationPair], bool]


class _Kind(NamedTuple):
    """One kind of mistake: when it applies, what speaks against it, and what the reader is told."""

    applies: _Test
    vetoes: tuple[_Test, ...]
    reason: Callable[[OrganisationPair], str]


_KINDS = (
    _Kind(
        _heads_are_alike, (_stand_together, _is_written_both_ways, _has_acronym_of_its_own), _same_initials
    ),
    _Kind(_is_spelled_by_country, (), _two_countries),
    _Kind(_is_reworded, (_stand_together, _has_acronym_of_its_own), _mean_the_same),
    _Kind(
        _is_plural,
        (_share_one_word, _is_many_organisations, _stand_together, _ends_rare_name),
        _only_these_differ,
    ),
    _Kind(
        _is_derived,
        (_stand_together, _has_acronym_of_its_own, _is_adjective_in_ic, _is_adjective_of_place),
        _only_these_differ,
    ),
    _Kind(
        _is_slip_of_word,
        (_is_adjective_of_place, _is_adjective_in_ic, _is_inflected_word, _says_too_little, _stand_together),
        _how_it_slipped,
    ),
    _Kind(
        _is_slip,
        (_is_adjective_of_place, _is_adjective_in_ic, _is_inflected_word, _may_be_person, _is_used_as_word),
        _how_it_slipped,
    ),
)


def _share_sentence(text: str, first: Organisation, second: Organisation) -> bool:
    return any(
        right.start - left.start < 250 and not _SENTENCE_END.search(text, left.start, right.start)
        for left, right in neighbours(first.mentions, second.mentions)
    )
