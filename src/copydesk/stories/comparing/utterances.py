"""Utterances: tell whether two quotations are one utterance, and which words of it both copies quote."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.wording.normal_forms import BREAK, EDIT, GAP, SMALL_WORDS
from copydesk.analysis.wording.same_words import same_words
from copydesk.analysis.wording.word_diff import Hunk, Match
from copydesk.stories.comparing.quoted_text import MIN_WORDS, QuotedSentence

# Shares of a quotation's words that must have an equal counterpart for two quotations to be one utterance.
_ENOUGH = 0.55
"""For a long quotation."""

_ENOUGH_SHORT = 0.7
"""For a quotation of at most `_SHORT` words."""

_ENOUGH_NEXT = 0.5
"""For a quotation right after one that was found, and for a long one with at least `_MANY` equal weighty words."""

_ENOUGH_OF_LONGER = 0.42
"""For the longer of the two."""

_NEARLY_ALL = 0.8
"""For a quotation with fewer than `_FEW` equal weighty words."""

_ENOUGH_TELLING = 0.5
"""Between two copies, of the words that are neither small words nor names."""

_ENOUGH_TELLING_OF_SOURCE = 0.33
"""The same, where the other document is a declared source."""

# Numbers of words.
_SHORT = 7
_MANY = 3
_FEW = 2
_LONGEST_AT_EDGE = 4
"""The longest hunk at the beginning or end that still belongs to the shared part."""

_LONGEST_ACROSS = 3
"""The longest change over a sentence break that is compared."""

_LONGEST_LEAD = 3
"""The longest lead of one copy before the words with which both begin: “Well, you see …”."""


class SharedPart(NamedTuple):
    """The part of our quotation that a copy quotes too.

    Attributes:
        first, last: the indexes of its first word and after its last word in ours.
        hunks: where the other copy has other words in this part.
        against: how many weighty words speak against one utterance: words that were cut off at an end where the other
            copy goes on with different words; and one more if the two quotations do not begin together.
    """

    first: int
    last: int
    hunks: tuple[Hunk, ...]
    against: int = 0


def shared_part(
    quoted: QuotedSentence, forms: Sequence[str], theirs: Sequence[str], match: Match
) -> SharedPart:
    """Return the part that two copies both quote: neither is blamed for quoting less, or for going on with something
    else.

    Args:
        quoted: our quoted sentence.
        forms: its words as normal forms.
        theirs: the forms of whole sentences of the other copy.
        match: where our words stand in `theirs`.
    """
    inside = 0 if quoted.capital else _LONGEST_AT_EDGE
    first, torn, hunks = _unshared_head(forms, theirs, match.hunks, inside)
    size, their_size = len(forms), len(theirs)
    cut, torn_behind, turned = _unshared_head(
        forms[::-1], theirs[::-1], [_mirrored(hunk, size, their_size) for hunk in reversed(hunks)], 1
    )
    kept = (_without_breaks(theirs, _mirrored(hunk, size, their_size)) for hunk in reversed(turned))
    return SharedPart(
        first,
        max(size - cut, first),
        tuple(hunk for hunk in kept if hunk),
        torn + torn_behind + (first > 0 or _words_before(theirs, match.start) > 0),
    )


def is_same_utterance(
    quoted: QuotedSentence,
    forms: Sequence[str],
    shared: SharedPart,
    match: Match,
    *,
    follows: bool,
    by_chance: bool,
) -> bool:
    """Tell whether enough of our words have equal counterparts, weighty words among them, for one utterance.

    Args:
        quoted: our quoted sentence.
        forms: its words as normal forms.
        shared: the part of it that is compared.
        match: where our words stand in the witness.
        follows: whether it comes right after a sentence that was found; then fewer equal words are enough.
        by_chance: whether the other document is a copy, not a declared source; then more equal words are needed.
    """
    counts = _count(quoted, forms, shared, match)
    if counts.words < MIN_WORDS or counts.equal < _ENOUGH_OF_LONGER * counts.words:
        return False
    is_next = follows and not shared.against
    if not is_next and not _tells_the_same(counts, shared.against, by_chance=by_chance):
        return False
    # If theirs is shorter, the share is of its words; but half of ours must be in the shared part too.
    theirs = max([match.end, *(hunk.their_last for hunk in shared.hunks)]) - match.start
    share = counts.equal / max(MIN_WORDS, min(counts.words, theirs))
    if follows:
        return share >= _ENOUGH_NEXT
    is_short = counts.words <= _SHORT
    if 2 * (shared.last - shared.first) < len(forms) and (is_short or counts.equal_weighty < _MANY):
        return False
    return share >= _least_share(counts)


class _Counts(NamedTuple):
    """The number of our words, and how many of them theirs has: all words, the weighty ones, the telling ones."""

    words: int
    equal: int
    equal_weighty: int
    telling: int
    equal_telling: int


def _count(quoted: QuotedSentence, forms: Sequence[str], shared: SharedPart, match: Match) -> _Counts:
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
    """Tell whether theirs has enough of our telling words; words that contradict it count as missing."""
    enough = _ENOUGH_TELLING if by_chance else _ENOUGH_TELLING_OF_SOURCE
    if by_chance and counts.equal < MIN_WORDS:
        return False
    return counts.equal_telling >= enough * (counts.telling + against)


def _least_share(counts: _Counts) -> float:
    """Return the share of words that must be equal: larger if the words say little, more than 1 if they say nothing."""
    if counts.words <= _SHORT:
        return _ENOUGH_SHORT if counts.equal_weighty else math.inf
    if counts.equal_weighty < _FEW:
        return _NEARLY_ALL
    return _ENOUGH if counts.equal_weighty < _MANY else _ENOUGH_NEXT


def _unshared_head(
    ours: Sequence[str], theirs: Sequence[str], hunks: Sequence[Hunk], inside: int
) -> tuple[int, int, list[Hunk]]:
    """Remove words at the beginning that the two quotations do not share.

    Words before the first two weighty words in common (or one next to a common word) may be equal by chance: they are
    kept only where both quotations begin together. `inside` is how many first words may be altered where theirs
    begins in the middle of a sentence.

    Returns:
        the number of words removed, how many weighty ones of them stand against words of theirs, and the other hunks.
    """
    left = list(hunks)
    if left and left[0].first == 0:
        left[0] = _widened(theirs, left[0])
        if same_words(ours[: left[0].last], theirs[left[0].their_first : left[0].their_last]):
            del left[0]
    # The index in theirs that corresponds to our first word that is not removed.
    begins = left[0].their_first - left[0].first if left else 0
    cut = torn = kept = run = weighty = ours_changed = theirs_changed = 0
    for number, hunk in enumerate(left):
        weighty += sum(form not in SMALL_WORDS for form in ours[run : hunk.first])
        parts = _is_interrupted(theirs, hunk)
        if weighty >= _FEW or (weighty and not parts):
            break
        run = hunk.last
        ours_changed += run - hunk.first
        theirs_changed += hunk.their_last - hunk.their_first
        if _words_before(theirs, begins) <= (_LONGEST_LEAD if hunk.first else 0):
            limit = max(_LONGEST_AT_EDGE, run - cut - ours_changed + 1)
        else:
            limit = 0 if cut else inside
        is_only_ours = hunk.first == cut and hunk.their_first == hunk.their_last
        crosses = BREAK in theirs[hunk.their_first : hunk.their_last]
        if crosses or is_only_ours or max(ours_changed, theirs_changed) > limit:
            words = sum(form not in SMALL_WORDS for form in ours[cut:run])
            torn += min(words, _words_before(theirs, hunk.their_last))
            cut, kept, begins = run, number + 1, hunk.their_last
            weighty = ours_changed = theirs_changed = 0
    return cut, torn, left[kept:]


def _widened(theirs: Sequence[str], hunk: Hunk) -> Hunk:
    """Return a first hunk that begins where its sentence begins, if that is near."""
    inner = theirs[hunk.their_first : hunk.their_last]
    at = hunk.their_first
    if BREAK in inner:
        at = hunk.their_last - inner[::-1].index(BREAK)
    opening = at - _words_before(theirs, at)
    near = hunk.their_last - opening <= _LONGEST_AT_EDGE
    return hunk._replace(their_first=opening if near and at < hunk.their_last else at)


def _words_before(theirs: Sequence[str], at: int) -> int:
    """Return how many words of its sentence stand before a word of theirs."""
    before = theirs[:at]
    return before[::-1].index(BREAK) if BREAK in before else at


def _is_interrupted(theirs: Sequence[str], hunk: Hunk) -> bool:
    """Tell whether their quotation is interrupted there; one of them may then leave out what the other quotes."""
    inner = theirs[hunk.their_first : hunk.their_last]
    ours, others = hunk.last - hunk.first, len(inner) - inner.count(BREAK)
    return BREAK in inner and (ours != others or ours > _LONGEST_ACROSS)


def _without_breaks(theirs: Sequence[str], hunk: Hunk) -> Hunk | None:
    """Return a hunk without a BREAK at its ends; None if theirs is interrupted there and may leave out words."""
    first, last = hunk.their_first, hunk.their_last
    if BREAK not in theirs[first:last]:
        return hunk
    if _is_interrupted(theirs, hunk) or hunk.first == hunk.last:
        return None
    first, last = first + (theirs[first] == BREAK), last - (theirs[last - 1] == BREAK)
    return None if BREAK in theirs[first:last] else hunk._replace(their_first=first, their_last=last)


def _mirrored(hunk: Hunk, size: int, their_size: int) -> Hunk:
    """Return a hunk as it stands when both texts are read backwards."""
    return Hunk(
        size - hunk.last, size - hunk.first, their_size - hunk.their_last, their_size - hunk.their_first
    )
