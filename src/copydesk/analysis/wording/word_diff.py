"""Word diff: find where two runs of words differ; the first may correspond to only a part of the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.wording.normal_forms import BREAK, EDIT, GAP
from copydesk.analysis.wording.same_words import hides_negation, same_unit, same_words

_EQUAL = -0.5
_CHANGED = 0.78
_ALIKE = 0.6
_ADDED = 0.8
_MISSING = 0.55
_FREE = 0.02
_NEVER = 9.0
_SHARED_START = 4
"""Words that share so many first letters are more probably counterparts of each other than other words."""

_JOIN = 2
"""Differences with at most so many equal words between them are joined."""


class Hunk(NamedTuple):
    """Our words `first` to `last`, which correspond to their words `their_first` to `their_last`; the end is not
    included.
    """

    first: int
    last: int
    their_first: int
    their_last: int


class Match(NamedTuple):
    """How ours lies in theirs.

    Attributes:
        equal: how many of our words have an equal counterpart.
        start, end: the words of theirs that correspond to ours; the end is not included.
        hunks: where the two differ, in order.
    """

    equal: int
    start: int
    end: int
    hunks: tuple[Hunk, ...]


def match_words(ours: Sequence[str], theirs: Sequence[str]) -> Match:
    """Align ours with the stretch of theirs that it fits best: semi-global alignment (Sellers 1980).

    The time is proportional to the product of the lengths: pass short stretches, not documents.
    """
    width = len(theirs)
    rows = [[0.0] * (width + 1)]
    steps: list[list[int]] = [[3] * (width + 1)]
    for word in ours:
        above = rows[-1]
        added = _FREE if word in (GAP, EDIT) else _ADDED
        missing = _FREE if word == GAP else _MISSING
        left = above[0] + added
        row, step = [left], [1]
        stem = word[:_SHARED_START]
        for column, other in enumerate(theirs, 1):
            if word == other:
                best, how = above[column - 1] + _EQUAL, 0
            else:
                alike = other != BREAK and len(stem) == _SHARED_START and other.startswith(stem)
                best, how = (
                    above[column - 1] + (_ALIKE if alike else _CHANGED if other != BREAK else _NEVER),
                    0,
                )
            if above[column] + added < best:
                best, how = above[column] + added, 1
            gap = _FREE if other in (GAP, EDIT, BREAK) else missing
            if left + gap < best:
                best, how = left + gap, 2
            row.append(best)
            step.append(how)
            left = best
        rows.append(row)
        steps.append(step)
    last = rows[-1]
    column = min(range(width + 1), key=last.__getitem__)
    return _read_back(ours, theirs, steps, column)


def diff_words(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Hunk, ...]:
    """Return where two whole sentences differ, in order: their Levenshtein alignment, faster than `match_words`."""
    from rapidfuzz.distance import Levenshtein

    edits = [
        Hunk(op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(ours, theirs)
        if op.tag != "equal"
    ]
    return tuple(_real_differences(ours, theirs, edits))


def _read_back(
    ours: Sequence[str], theirs: Sequence[str], steps: Sequence[Sequence[int]], column: int
) -> Match:
    row, end, equal = len(ours), column, 0
    edits: list[Hunk] = []
    while row and steps[row][column] != 3:
        how = steps[row][column]
        if how == 0:
            row, column = row - 1, column - 1
            if ours[row] == theirs[column]:
                equal += 1
            else:
                edits.append(Hunk(row, row + 1, column, column + 1))
        elif how == 1:
            row -= 1
            edits.append(Hunk(row, row + 1, column, column))
        else:
            column -= 1
            edits.append(Hunk(row, row, column, column + 1))
    return Match(equal, column, end, tuple(_real_differences(ours, theirs, edits[::-1])))


def _real_differences(ours: Sequence[str], theirs: Sequence[str], edits: Sequence[Hunk]) -> list[Hunk]:
    """Join edits that touch to hunks, and leave out those that make no difference."""
    runs: list[Hunk] = []
    for edit in edits:
        if runs and runs[-1].last == edit.first and runs[-1].their_last == edit.their_first:
            runs[-1] = Hunk(runs[-1].first, edit.last, runs[-1].their_first, edit.their_last)
        else:
            runs.append(edit)
    return [
        run
        for run in runs
        if not _reaches_on(ours, theirs, run)
        and not _is_measured(ours, theirs, run)
        and not _is_nothing(ours[run.first : run.last], theirs[run.their_first : run.their_last])
    ]


def _reaches_on(ours: Sequence[str], theirs: Sequence[str], hunk: Hunk) -> bool:
    """Tell whether our last word is two words of theirs, of which the alignment took only one because its end is
    free.
    """
    if hunk.last != len(ours) or not hunk.first < hunk.last or hunk.their_last >= len(theirs):
        return False
    return "".join(ours[hunk.first :]) == "".join(theirs[hunk.their_first : hunk.their_last + 1])


def _is_measured(ours: Sequence[str], theirs: Sequence[str], hunk: Hunk) -> bool:
    """Tell whether a number is followed by one unit in two grammatical forms: “30-foot”, “30 feet”."""
    first, last, their_first, their_last = hunk
    return (
        first > 0
        and their_first > 0
        and last - first == their_last - their_first == 1
        and ours[first - 1][:1].isdigit()
        and theirs[their_first - 1][:1].isdigit()
        and same_unit(ours[first], theirs[their_first])
    )


def _is_nothing(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if all(form in (GAP, EDIT) for form in (*ours, *theirs)):
        return True
    return same_words(ours, theirs) or (
        len(ours) == len(theirs)
        and all(one == other or same_words([one], [other]) for one, other in zip(ours, theirs, strict=True))
    )


def join_hunks(hunks: Sequence[Hunk], gap: int = _JOIN) -> list[Hunk]:
    """Return the hunks, those with at most `gap` equal words between them joined."""
    joined: list[Hunk] = []
    for hunk in hunks:
        if joined and hunk.first - joined[-1].last <= gap:
            joined[-1] = Hunk(joined[-1].first, hunk.last, joined[-1].their_first, hunk.their_last)
        else:
            joined.append(hunk)
    return joined


def find_words(ours: Sequence[str], theirs: Sequence[str], joined: str = "") -> tuple[int, int] | None:
    """Return the indexes of the first word and after the last word of theirs that are ours word for word; None if
    absent.

    Ellipses and bracketed words in ours may stand for up to 40 words of theirs, but not for a negation.

    Args:
        ours: the forms to find.
        theirs: the forms to search.
        joined: the forms of theirs joined by spaces, with a space at both ends; made here if empty.
    """
    joined = joined or f" {' '.join(theirs)} "
    pieces: list[list[str]] = [[]]
    marks: list[str] = []
    for form in ours:
        if form not in (GAP, EDIT):
            pieces[-1].append(form)
        elif pieces[-1]:
            pieces.append([])
            marks.append(form)
    if not pieces[-1]:
        pieces.pop()
    if not pieces:
        return None
    longest = f" {' '.join(pieces[0])} "
    at = joined.find(longest)
    while at >= 0:
        start = joined.count(" ", 0, at)
        end = start + len(pieces[0])
        for mark, piece in zip(marks, pieces[1:], strict=False):
            reach = end + 40 + len(piece)
            found = next(
                (i for i in range(end, min(reach, len(theirs))) if theirs[i : i + len(piece)] == piece), None
            )
            if found is None or hides_negation([mark], theirs[end:found]):
                break
            end = found + len(piece)
        else:
            return start, end
        at = joined.find(longest, at + 1)
    return None


def candidate_windows(
    ours: Sequence[str], places: dict[str, list[int]], length: int, limit: int = 3
) -> list[tuple[int, int]]:
    """Return the stretches of theirs, as pairs of indexes, that share most words with ours; the best first.

    Words vote for the place where ours would begin; rare words count more.

    Args:
        ours: the forms to find.
        places: the indexes of each form of theirs.
        length: how many forms theirs has.
        limit: the most stretches to return.
    """
    slack = max(4, len(ours) // 2)
    votes: dict[int, float] = {}
    for index, form in enumerate(ours):
        found = places.get(form, ())
        if not found or len(found) > 60:
            continue
        weight = 1.0 / len(found)
        for place in found:
            bucket = (place - index) // slack
            votes[bucket] = votes.get(bucket, 0.0) + weight
    scores = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in votes}
    best = sorted(scores, key=lambda bucket: (-scores[bucket], bucket))[:limit]
    return [
        (max(0, bucket * slack - slack), min(length, bucket * slack + len(ours) + 3 * slack))
        for bucket in best
    ]
