"""Where a member and its witnesses read differently, and which readings are better attested."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.wording.spelling_conventions import SpelledWord
from copydesk.analysis.wording.word_diff import Hunk, join_hunks
from copydesk.findings import Flag, Outcome, Related
from copydesk.stories.grounds import name_among
from copydesk.stories.story import Member, Story


class Clash(NamedTuple):
    """A place where two documents differ: ours and theirs, as offsets in code points, half-open."""

    start: int
    end: int
    their_start: int
    their_end: int


class Answer(NamedTuple):
    """What one witness has for a stretch of ours.

    Attributes:
        witness: the other document.
        start, end: the stretch of ours that is answered.
        their_start, their_end: the stretch of theirs that answers it.
        clashes: where the two differ; none if they say the same.
    """

    witness: Member
    start: int
    end: int
    their_start: int
    their_end: int
    clashes: tuple[Clash, ...] = ()

    @property
    def changed(self) -> float:
        """Share of our stretch that differs."""
        return sum(clash.end - clash.start for clash in self.clashes) / max(1, self.end - self.start)


class Held(NamedTuple):
    """A stretch of a member's text (a quoted sentence, a sentence), held to its witnesses."""

    member: Member
    start: int
    end: int
    answers: tuple[Answer, ...]

    @property
    def outcome(self) -> Outcome:
        """Whether a witness has the same, only something else, or nothing that answers it."""
        if not self.answers:
            return Outcome.NOT_FOUND
        return Outcome.DIFFERS if all(answer.clashes for answer in self.answers) else Outcome.MATCHES

    def by_alike(self, much: float) -> Held:
        """The same, held only to witnesses of which at most so much differs."""
        return self._replace(answers=tuple(answer for answer in self.answers if answer.changed <= much))


class VariantReading(NamedTuple):
    """What others have in the place of ours: their words, and where each of them has it."""

    text: str
    places: tuple[tuple[Member, int, int], ...]


class Difference(NamedTuple):
    """A place of a member's text that others read otherwise; their readings, the most attested first."""

    member: Member
    start: int
    end: int
    readings: tuple[VariantReading, ...]

    @property
    def ours(self) -> str:
        """Our words, on one line."""
        return shown(self.member, self.start, self.end)


def shown(member: Member, start: int, end: int) -> str:
    """A stretch of a document on one line, without markup."""
    text: str = member.facts.text
    return " ".join(text[start:end].replace("\0", "").split())


def clashes_of(
    ours: Sequence[SpelledWord], theirs: Sequence[SpelledWord], hunks: Iterable[Hunk], *, join: int = 2
) -> tuple[Clash, ...]:
    """The places of hunks. Where one side has nothing, both are shown with a word before and after."""
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


def differences(story: Story, held: Held, wanted: Wanted = lambda *_: True) -> Iterator[Difference]:
    """The differences that matter: from a source, those that no source bears out; between copies, those where ours is
    not the reading of most.
    """
    clashes = sorted(
        (clash, number)
        for number, answer in enumerate(held.answers)
        for clash in answer.clashes
        if wanted(held.member, clash, answer.witness)
    )
    while clashes:
        group = [clashes.pop(0)]
        while clashes and clashes[0][0].start < max(clash.end for clash, _ in group):
            group.append(clashes.pop(0))
        difference = _difference(held, group)
        if _is_minority(story, held, difference, {number for _, number in group}):
            yield difference
        # A long difference from one may bridge two from another: what is not told yet is looked at again.
        clashes = [
            each for each in group if each[0].end <= difference.start or difference.end <= each[0].start
        ] + clashes


def _difference(held: Held, group: Sequence[tuple[Clash, int]]) -> Difference:
    """What others read in one place, most of them first; the place is where those differ."""
    readings: dict[tuple[int, int, str], list[tuple[Member, int, int]]] = {}
    texts: dict[tuple[int, int, str], str] = {}
    for clash, number in group:
        witness = held.answers[number].witness
        text = shown(witness, clash.their_start, clash.their_end)
        key = (clash.start, clash.end, text.casefold())
        texts.setdefault(key, text)
        readings.setdefault(key, []).append((witness, clash.their_start, clash.their_end))
    ordered = sorted(readings, key=lambda key: (-len(readings[key]), key))
    start, end, _ = ordered[0]
    return Difference(
        held.member, start, end, tuple(VariantReading(texts[key], tuple(readings[key])) for key in ordered)
    )


def _is_minority(story: Story, held: Held, difference: Difference, differing: Container[int]) -> bool:
    """Whether no source reads as ours, or, of copies, fewer than read otherwise in one way."""
    start, end = difference.start, difference.end
    agreeing = sum(
        answer.start <= start and end <= answer.end
        and not any(clash.start < end and start < clash.end for clash in answer.clashes)
        for number, answer in enumerate(held.answers)
        if number not in differing
    )  # fmt: skip
    most = len({place[0].path for place in difference.readings[0].places})
    return not agreeing or (not story.sources and agreeing + 1 <= most)


def flag(story: Story, difference: Difference, suffix: str = "") -> Flag:
    """The flag of a difference: both wordings, who has the other, and where."""
    reading = difference.readings[0]
    where = whose(story, reading)
    message = f"“{_short(difference.ours)}” is “{_short(reading.text)}” in {where}{suffix}"
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
    """Who has a reading, in words."""
    paths = sorted({member.path for member, _, _ in reading.places})
    if story.sources:
        return "the source"
    return name_among(story, paths[0]) if len(paths) == 1 else f"{len(paths)} other copies"


def related(story: Story, difference: Difference, limit: int = 4) -> tuple[Related, ...]:
    """The places of all readings, the most attested first."""
    earliest = None if story.sources else story.earliest
    places = []
    for reading in difference.readings:
        for member, start, end in reading.places:
            note = ", the earliest copy" if member.path == earliest else ""
            places.append(Related(start, end, f"“{_short(reading.text)}” here{note}", member.path))
    return tuple(places[:limit])


def _short(text: str, limit: int = 90) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
