"""Differences: find where an article and its witnesses read differently, and which reading more of them have."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.wording.normal_forms import SpelledWord
from copydesk.analysis.wording.word_diff import Hunk, join_hunks
from copydesk.findings import Flag, Outcome, Related
from copydesk.stories.grounds import name_among
from copydesk.stories.story import Member, Story
from copydesk.support.plurals import beginning


class Clash(NamedTuple):
    """A place where two documents differ: our offsets and theirs, in code points; the end is the first code point
    after it.
    """

    start: int
    end: int
    their_start: int
    their_end: int


class Counterpart(NamedTuple):
    """The passage of one witness that says the same as a passage of ours.

    Attributes:
        witness: the other document.
        start, end: our passage, in code points.
        their_start, their_end: the passage of the witness, in code points.
        clashes: the places where the two differ; empty if they say the same.
    """

    witness: Member
    start: int
    end: int
    their_start: int
    their_end: int
    clashes: tuple[Clash, ...] = ()

    @property
    def changed(self) -> float:
        """Return the share of our passage that differs, 0 to 1."""
        return sum(clash.end - clash.start for clash in self.clashes) / max(1, self.end - self.start)


class ComparedPassage(NamedTuple):
    """A passage of a member (a sentence, or a quoted sentence) with its counterparts in the witnesses."""

    member: Member
    start: int
    end: int
    counterparts: tuple[Counterpart, ...]

    @property
    def outcome(self) -> Outcome:
        """Return MATCHES if a witness says the same, DIFFERS if each counterpart differs, NOT_FOUND without a
        counterpart.
        """
        if not self.counterparts:
            return Outcome.NOT_FOUND
        return (
            Outcome.DIFFERS
            if all(counterpart.clashes for counterpart in self.counterparts)
            else Outcome.MATCHES
        )

    def by_similarity(self, much: float) -> ComparedPassage:
        """Return the passage with only those counterparts of which at most the share `much` (0 to 1) differs."""
        return self._replace(
            counterparts=tuple(
                counterpart for counterpart in self.counterparts if counterpart.changed <= much
            )
        )


class VariantReading(NamedTuple):
    """The words that other documents have in the place of ours, and where each of them has these words."""

    text: str
    places: tuple[tuple[Member, int, int], ...]


class Difference(NamedTuple):
    """A place of a member's text where others have another reading; the readings, the most frequent first."""

    member: Member
    start: int
    end: int
    readings: tuple[VariantReading, ...]

    @property
    def ours(self) -> str:
        """Return our words on one line."""
        return one_line(self.member, self.start, self.end)


def one_line(member: Member, start: int, end: int) -> str:
    """Return a stretch of a document on one line, without markup."""
    text: str = member.facts.text
    return " ".join(text[start:end].replace("\0", "").split())


def find_clashes(
    ours: Sequence[SpelledWord], theirs: Sequence[SpelledWord], hunks: Iterable[Hunk], *, join: int = 2
) -> tuple[Clash, ...]:
    """Return the places of hunks; where one side has no words, a word before and after is included on both sides.

    Args:
        ours: the words of one document.
        theirs: the words of the other.
        hunks: where they differ, as indexes of words.
        join: hunks with at most so many words between them count as one.
    """
    clashes = []
    for hunk in join_hunks(list(hunks), join):
        first, last, their_first, their_last = hunk
        if first == last or their_first == their_last:
            before = 1 if first > 0 and their_first > 0 else 0
            after = 1 if last < len(ours) and their_last < len(theirs) else 0
            first, their_first, last, their_last = (
                first - before,
                their_first - before,
                last + after,
                their_last + after,
            )
        if first < last and their_first < their_last:
            clashes.append(
                Clash(
                    ours[first].start,
                    ours[last - 1].end,
                    theirs[their_first].start,
                    theirs[their_last - 1].end,
                )
            )
    return tuple(clashes)


Wanted = Callable[[Member, Clash, Member], bool]


def differences(
    story: Story, passage: ComparedPassage, wanted: Wanted = lambda *_: True
) -> Iterator[Difference]:
    """Yield the differences that matter.

    From sources: those where no source reads as ours. Between copies: those where fewer copies read as ours than
    otherwise. `wanted` chooses among the clashes.
    """
    clashes = sorted(
        (clash, number)
        for number, counterpart in enumerate(passage.counterparts)
        for clash in counterpart.clashes
        if wanted(passage.member, clash, counterpart.witness)
    )
    while clashes:
        group = [clashes.pop(0)]
        while clashes and clashes[0][0].start < max(clash.end for clash, _ in group):
            group.append(clashes.pop(0))
        difference = _difference(passage, group)
        if _is_minority(story, passage, difference, {number for _, number in group}):
            yield difference
        # A long difference from one witness may span two from another: clashes outside it are grouped again.
        clashes = [
            each for each in group if each[0].end <= difference.start or difference.end <= each[0].start
        ] + clashes


def _difference(passage: ComparedPassage, group: Sequence[tuple[Clash, int]]) -> Difference:
    """Join the clashes at one place to a difference; its place is where the most frequent reading differs."""
    readings: dict[tuple[int, int, str], list[tuple[Member, int, int]]] = {}
    texts: dict[tuple[int, int, str], str] = {}
    for clash, number in group:
        witness = passage.counterparts[number].witness
        text = one_line(witness, clash.their_start, clash.their_end)
        key = (clash.start, clash.end, text.casefold())
        texts.setdefault(key, text)
        readings.setdefault(key, []).append((witness, clash.their_start, clash.their_end))
    ordered = sorted(readings, key=lambda key: (-len(readings[key]), key))
    start, end, _ = ordered[0]
    return Difference(
        passage.member, start, end, tuple(VariantReading(texts[key], tuple(readings[key])) for key in ordered)
    )


def _is_minority(
    story: Story, passage: ComparedPassage, difference: Difference, differing: Container[int]
) -> bool:
    """Tell whether no source reads as ours, or fewer copies than have one other reading."""
    start, end = difference.start, difference.end
    agreeing = sum(
        counterpart.start <= start and end <= counterpart.end
        and not any(clash.start < end and start < clash.end for clash in counterpart.clashes)
        for number, counterpart in enumerate(passage.counterparts)
        if number not in differing
    )  # fmt: skip
    most = len({place[0].path for place in difference.readings[0].places})
    return not agreeing or (not story.sources and agreeing + 1 <= most)


def lies_in_original(story: Story, difference: Difference) -> bool:
    """Tell whether a single other copy differs from the earliest one: that copy was changed, not the original."""
    return (
        not story.sources
        and story.earliest == difference.member.path
        and len({path for reading in difference.readings for (path, _), _, _ in reading.places}) == 1
    )


def flag(story: Story, difference: Difference, suffix: str = "") -> Flag:
    """Return the flag of a difference: our wording, the other one, who has it, and where."""
    reading = difference.readings[0]
    where = whose(story, reading)
    message = f"“{shortened(difference.ours)}” is “{shortened(reading.text)}” in {where}{suffix}"
    if not story.sources and story.earliest == difference.member.path:
        message += "; this is the earliest copy"
    return Flag(
        difference.start,
        difference.end,
        message,
        related=related(story, difference),
        path=difference.member.path,
    )


def whose(story: Story, reading: VariantReading) -> str:
    """Return a phrase that names who has a reading."""
    paths = sorted({member.path for member, _, _ in reading.places})
    if story.sources:
        return "the source"
    return name_among(story, paths[0]) if len(paths) == 1 else f"{len(paths)} other copies"


def related(story: Story, difference: Difference, limit: int = 4) -> tuple[Related, ...]:
    """Return the places of all readings, the most frequent first, at most `limit`."""
    earliest = None if story.sources else story.earliest
    places = []
    for reading in difference.readings:
        for member, start, end in reading.places:
            note = ", the earliest copy" if member.path == earliest else ""
            places.append(Related(start, end, f"“{shortened(reading.text)}” here{note}", member.path))
    return tuple(places[:limit])


def shortened(text: str, limit: int = 90) -> str:
    """Return a text as messages quote it: of more than `limit` code points the beginning, and an ellipsis."""
    return beginning(text, limit)
