"""Near names: pairs of names in an archive that differ in one word, and little."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from copydesk.analysis.names.person_shape import same_given
from copydesk.analysis.names.spelling.near_words import may_be_one_word, near_word
from copydesk.analysis.names.spelling.slips import FAINT

GIVEN, SURNAME = 0, -1
"""Which word of a name differs, as an index into its words."""

_FARTHEST = 3
"""Letters in which two spellings of one word differ at most."""
_SHORT = 4
"""Letters of a word of which one more or less is shown, whoever the two names are."""
_MOST = 2_000
"""Of more names that share all but one word, a register's, the most frequent ones are compared."""


class NearName(NamedTuple):
    """Two names of which one may be a slip for the other.

    Attributes:
        rare, often: the names, the one in fewer articles first.
        rare_articles, often_articles: in how many articles they stand.
        part: which word differs: GIVEN or SURNAME.
        why: how the two words differ, in words.
    """

    rare: str
    often: str
    rare_articles: int
    often_articles: int
    part: int
    why: str

    @property
    def wrong(self) -> str:
        """Return the differing word of the rare name."""
        return self.rare.split()[self.part]

    @property
    def right(self) -> str:
        """Return the differing word of the frequent name."""
        return self.often.split()[self.part]


def near_names(
    counts: Mapping[str, int], language: str, least: int, doubted: Collection[str]
) -> Iterator[NearName]:
    """Yield the pairs of names in articles of one language.

    Args:
        counts: in how many articles each name stands.
        language: the two-letter code of the articles' language; may be empty.
        least: in how many articles the frequent name of a pair stands at least.
        doubted: the names that may be the rare one of a pair.
    """
    for part in (GIVEN, SURNAME):
        for names in _sharing(counts, part, doubted):
            yield from near_in_group(names, part, language, least, doubted)


def near_in_group(
    counts: Mapping[str, int], part: int, language: str, least: int, doubted: Collection[str]
) -> Iterator[NearName]:
    """Yield the pairs among names of which all `words_but` one part are the same; the arguments are those above."""
    often, rare = _often_and_rare(counts, least, doubted)
    for better in often if rare else ():
        for name in _near(better, rare, part):
            if counts[name] <= counts[better] and (why := _why(better, name, part, language)):
                yield NearName(name, better, counts[name], counts[better], part, why)


def words_but(part: int, name: str) -> str:
    """Return the words of a name without the given name or without the surname: what near names have in common."""
    return name.partition(" ")[2] if part == GIVEN else name.rpartition(" ")[0]


def differing_little(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that differ in one letter of a short word: too little to be called a slip, but enough to
    be shown.
    """
    for part in (GIVEN, SURNAME):
        for group in _sharing(counts, part, counts.keys()):
            names, _ = _often_and_rare(group, 1, ())
            # The words of a group are different ones, since all else is the same.
            short = {word: name for name in names if len(word := _word(name, part)) <= _SHORT}
            words = list(short) if len(short) > 1 else []
            for word in words:
                for other, _, _ in extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=None):
                    if other > word:
                        yield short[word], short[other]


def standing_together(articles: Iterable[Collection[str]], pairs: Iterable[NearName]) -> set[NearName]:
    """Return the pairs of which one article has both names, given the names of each article."""
    by_name: dict[str, list[NearName]] = {}
    for pair in pairs:
        by_name.setdefault(pair.rare, []).append(pair)
    return {
        pair for names in articles for name in names for pair in by_name.get(name, ()) if pair.often in names
    }


def _sharing(counts: Mapping[str, int], part: int, doubted: Collection[str]) -> Iterator[dict[str, int]]:
    """Yield the names that have all words but this one in common, where one of them is doubted."""
    groups: dict[str, dict[str, int]] = {words_but(part, name): {} for name in sorted(doubted)}
    for name, count in counts.items():
        if (group := groups.get(words_but(part, name))) is not None:
            group[name] = count
    yield from groups.values()


def _often_and_rare(
    counts: Mapping[str, int], least: int, doubted: Collection[str]
) -> tuple[list[str], list[str]]:
    """Return the frequent names of a group, the most frequent first, and the doubted ones, the rarest first."""
    often = sorted(
        (name for name, count in counts.items() if count >= least), key=lambda name: (-counts[name], name)
    )
    rare = sorted((name for name in counts if name in doubted), key=lambda name: (counts[name], name))
    return often[:_MOST], rare[:_MOST]


def _word(name: str, part: int) -> str:
    return name.partition(" ")[0] if part == GIVEN else name.rpartition(" ")[2]


def _near(better: str, names: Sequence[str], part: int) -> list[str]:
    """Return the names whose differing word is a few letters from that of the frequent one."""
    words = {name: _word(name, part) for name in names if name != better}
    found = extract(_word(better, part), words, scorer=OSA.distance, score_cutoff=_FARTHEST, limit=None)
    return [name for _, _, name in sorted(found, key=itemgetter(2))]


def _why(better: str, name: str, part: int, language: str) -> str | None:
    """Say how the differing words are alike; None if they are forms of one name, or two people may well have both."""
    one, two = _word(better, part), _word(name, part)
    if not may_be_one_word(one, two) or (part == GIVEN and same_given(one, two)):
        return None
    why = near_word(one, two, is_given=part == GIVEN, language=language or None)
    return None if why in FAINT else why
