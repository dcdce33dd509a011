"""Whether two quotations are one utterance, and which words of it both of two copies quote."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.wording.same_words import same_words
from copydesk.analysis.wording.spelling_conventions import BREAK, EDIT, GAP, SMALL_WORDS
from copydesk.analysis.wording.word_diff import Hunk, Match
from copydesk.stories.comparing.quoted import MIN_WORDS, QuotedSentence

_ENOUGH = 0.55
_ENOUGH_SHORT = 0.7
_ENOUGH_NEXT = 0.5
_ENOUGH_OF_LONGER = 0.42
_NEARLY_ALL = 0.8
"""Share of a quotation's words that must have an equal counterpart for two to be one utterance: of long ones,
of short ones, of those that come next after one that has been found, of the longer of two, and of one in which nearly
all words are small."""

_ENOUGH_TELLING = 0.5
_ENOUGH_TELLING_OF_SOURCE = 0.33
"""The same share, small words and names aside: of what both of two copies go on with, of what is held to a source."""

_SHORT = 7
_MANY = 3
_LONGEST_AT_EDGE = 4
_LONGEST_ACROSS = 3
_FEW = 2
_LEAD = 3
"""So many words one copy may put before what both begin with: “Well, you see …”."""


class Shared(NamedTuple):
    """Words `first` to `last` of ours, and the hunks where theirs has others.

    Attributes:
        against: how many weighty words speak against one utterance: those cut off at the ends although theirs goes on
            there too, with others; and one if the two do not begin together.
    """

    first: int
    last: int
    hunks: tuple[Hunk, ...]
    against: int = 0


def shared_part(quoted: QuotedSentence, forms: Sequence[str], theirs: Sequence[str], match: Match) -> Shared:
    """What both quote. Where either merely quotes less, or goes on with another utterance, nothing is compared.

    `theirs` are whole sentences, `match` lies in them.
    """
    inside = 0 if quoted.capital else _LONGEST_AT_EDGE
    first, torn, hunks = _cut_head(forms, theirs, match.hunks, inside)
    size, their_size = len(forms), len(theirs)
    cut, torn_behind, turned = _cut_head(
        forms[::-1], theirs[::-1], [_turned(hunk, size, their_size) for hunk in reversed(hunks)], 1
    )
    kept = (_between_breaks(theirs, _turned(hunk, size, their_size)) for hunk in reversed(turned))
    return Shared(
        first,
        max(size - cut, first),
        tuple(hunk for hunk in kept if hunk),
        torn + torn_behind + (first > 0 or _lead(theirs, match.start) > 0),
    )


def is_same_utterance(
    quoted: QuotedSentence,
    forms: Sequence[str],
    shared: Shared,
    match: Match,
    *,
    follows: bool,
    by_chance: bool,
) -> bool:
    """Whether enough of our words have equal counterparts, weighty ones among them.

    Less is asked of a sentence that `follows` one found before it; more `by_chance`, where nobody says that theirs is
    the source of ours.
    """
    counts = _count(quoted, forms, shared, match)
    if counts.words < MIN_WORDS or counts.equal < _ENOUGH_OF_LONGER * counts.words:
        return False
    is_next = follows and not shared.against
    if not is_next and not _tells_the_same(counts, shared.against, by_chance=by_chance):
        return False
    # Where theirs is the shorter, its words must be there; but half of ours too.
    theirs = max([match.end, *(hunk.their_last for hunk in shared.hunks)]) - match.start
    share = counts.equal / max(MIN_WORDS, min(counts.words, theirs))
    if follows:
        return share >= _ENOUGH_NEXT
    is_short = counts.words <= _SHORT
    if 2 * (shared.last - shared.first) < len(forms) and (is_short or counts.equal_weighty < _MANY):
        return False
    return share >= _least_share(counts)


class _Counts(NamedTuple):
    """How many of our words there are, and how many of them theirs has: all, the weighty, and the telling ones."""

    words: int
    equal: int
    equal_weighty: int
    telling: int
    equal_telling: int


def _count(quoted: QuotedSentence, forms: Sequence[str], shared: Shared, match: Match) -> _Counts:
    changed = {index for hunk in match.hunks for index in range(hunk.first, hunk.last)}
    words = [index for index in range(shared.first, shared.last) if forms[index] not in (GAP, EDIT)]
    equal = [index for index in words if index not in changed]
    return _Counts(
        words=len(words),
        equal=len(equal),
        equal_weighty=sum(forms[index] not in SMALL_WORDS for index in equal),
        telling=sum(index in quoted.telling for index in words),
        equal_telling=sum(index in quoted.telling for index in equal),
    )


def _tells_the_same(counts: _Counts, against: int, *, by_chance: bool) -> bool:
    """Whether enough of our telling words are there; words that speak against it count as missing."""
    enough = _ENOUGH_TELLING if by_chance else _ENOUGH_TELLING_OF_SOURCE
    if by_chance and counts.equal < MIN_WORDS:
        return False
    return counts.equal_telling >= enough * (counts.telling + against)


def _least_share(counts: _Counts) -> float:
    """Tell which share of the words must be equal: the less they say, the more of them; more than all if nothing."""
    if counts.words <= _SHORT:
        return _ENOUGH_SHORT if counts.equal_weighty else math.inf
    if counts.equal_weighty < _FEW:
        return _NEARLY_ALL
    return _ENOUGH if counts.equal_weighty < _MANY else _ENOUGH_NEXT


def _cut_head(
    ours: Sequence[str], theirs: Sequence[str], hunks: Sequence[Hunk], inside: int
) -> tuple[int, int, list[Hunk]]:
    """How many of our first words answer nothing of theirs, how many of them are torn, and the hunks that are left.

    All that stands before two weighty words in common, or one next to it, may be chance: it is kept only where both
    begin together. `inside` is how many first words may be altered where theirs is in the middle of a sentence.
    """
    left = list(hunks)
    if left and left[0].first == 0:
        left[0] = _widened(theirs, left[0])
        if same_words(ours[: left[0].last], theirs[left[0].their_first : left[0].their_last]):
            del left[0]
    # Where theirs has our first word that is not cut off.
    begins = left[0].their_first - left[0].first if left else 0
    cut = torn = kept = run = weighty = ours_changed = theirs_changed = 0
    for number, hunk in enumerate(left):
        weighty += sum(form not in SMALL_WORDS for form in ours[run : hunk.first])
        parts = _parts(theirs, hunk)
        if weighty >= _FEW or (weighty and not parts):
            break
        run = hunk.last
        ours_changed += run - hunk.first
        theirs_changed += hunk.their_last - hunk.their_first
        if _lead(theirs, begins) <= (_LEAD if hunk.first else 0):
            limit = max(_LONGEST_AT_EDGE, run - cut - ours_changed + 1)
        else:
            limit = 0 if cut else inside
        is_only_ours = hunk.first == cut and hunk.their_first == hunk.their_last
        crosses = BREAK in theirs[hunk.their_first : hunk.their_last]
        if crosses or is_only_ours or max(ours_changed, theirs_changed) > limit:
            words = sum(form not in SMALL_WORDS for form in ours[cut:run])
            torn += min(words, _lead(theirs, hunk.their_last))
            cut, kept, begins = run, number + 1, hunk.their_last
            weighty = ours_changed = theirs_changed = 0
    return cut, torn, left[kept:]


def _widened(theirs: Sequence[str], hunk: Hunk) -> Hunk:
    """A first hunk, from where the sentence that it is in begins if that is near."""
    inner = theirs[hunk.their_first : hunk.their_last]
    at = hunk.their_first
    if BREAK in inner:
        at = hunk.their_last - inner[::-1].index(BREAK)
    opening = at - _lead(theirs, at)
    near = hunk.their_last - opening <= _LONGEST_AT_EDGE
    return hunk._replace(their_first=opening if near and at < hunk.their_last else at)


def _lead(theirs: Sequence[str], at: int) -> int:
    """How many words of its sentence stand before a place of theirs."""
    before = theirs[:at]
    return before[::-1].index(BREAK) if BREAK in before else at


def _parts(theirs: Sequence[str], hunk: Hunk) -> bool:
    """Whether theirs is interrupted there; what one quotes in one go the other may then leave out."""
    inner = theirs[hunk.their_first : hunk.their_last]
    ours, others = hunk.last - hunk.first, len(inner) - inner.count(BREAK)
    return BREAK in inner and (ours != others or ours > _LONGEST_ACROSS)


def _between_breaks(theirs: Sequence[str], hunk: Hunk) -> Hunk | None:
    """A hunk without a BREAK at its ends; None if theirs is interrupted there and may leave out what it likes."""
    first, last = hunk.their_first, hunk.their_last
    if BREAK not in theirs[first:last]:
        return hunk
    if _parts(theirs, hunk) or hunk.first == hunk.last:
        return None
    first, last = first + (theirs[first] == BREAK), last - (theirs[last - 1] == BREAK)
    return None if BREAK in theirs[first:last] else hunk._replace(their_first=first, their_last=last)


def _turned(hunk: Hunk, size: int, their_size: int) -> Hunk:
    """A hunk as it stands in both texts read backwards."""
    return Hunk(
        size - hunk.last, size - hunk.first, their_size - hunk.their_last, their_size - hunk.their_first
    )
