"""Dates held to what the witnesses say at the same place of the story."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.compiled import compile_later
from copydesk.reading.dates.mentions import DateMention
from copydesk.stories.align import hold_sentences
from copydesk.stories.article import Article
from copydesk.stories.quotations import has_quotation, quoted_sentences
from copydesk.stories.readings import Answer, Held
from copydesk.stories.story import Member, Story

MATCHES, DIFFERS, ADDED, NOT_FOUND, NOT_CHECKED = "matches", "differs", "added", "not found", "not checked"

_PARTS = ("year", "month", "day", "weekday")
_SHAPES = ("calendar", "numeric", "iso", "year", "weekday")


_LITTLE, _MUCH = 0.15, 0.5
"""Shares of a sentence that may differ beside a date that only one copy has, and beside one that both have."""

_COPIED = 0.2
"""Share of an article's sentences that others must have before one that they lack counts as put in."""

_QUOTED = 3
"""So many quotations, all of them in one other copy, show that an article is a rewrite of it."""


_CAPTION = compile_later(
    r"\b(?:[Pp]hoto(?:graph)?s?|[Ii]mages?|Getty|[Pp]ictured?|[Ss]creengrab|[Ff]ile picture|AFP|AP)\b"
)
_PLAIN_WORD = compile_later(r"\b[a-z]{2,}")


class HeldDate(NamedTuple):
    """A date of a member, held to its witnesses.

    Attributes:
        outcome: "matches"; "differs" if a sentence that tells the same has another date there; "added" if it has
            that date with less of it; "not found" if no such sentence, or none with a date, has it; "not checked" if it
            cannot be told.
        readings: where witnesses have another date, or the sentence without it.
        between: whether the sentences before and after tell what one witness tells too.
        agreeing: how many witnesses have the same date.
    """

    member: Member
    mention: DateMention
    outcome: str
    readings: tuple[tuple[Member, int, int], ...] = ()
    between: bool = False
    agreeing: int = 0


def hold_dates(story: Story) -> list[HeldDate]:
    """Every date of every member."""
    by_member: dict[str, list[Held]] = {}
    for held in story.once(hold_sentences):
        by_member.setdefault(held.member.path, []).append(held)
    found = []
    for member, witnesses in story.witnesses():
        if not witnesses:
            continue
        sentences = by_member.get(member.path, [])
        starts = [held.start for held in sentences]
        for mention in member.facts.dates:
            index = bisect_left(starts, mention.start + 1) - 1
            inside = index >= 0 and mention.start < sentences[index].end
            if _is_own_date(member.facts, mention) or (not inside and not story.sources):
                continue
            if inside and not story.sources and _is_aside(member.facts, sentences[index], mention):
                continue
            answers = sentences[index].answers if inside else ()
            if answers:
                found.append(_aligned(member, mention, answers, certain=bool(story.sources)))
            else:
                found.append(_alone(member, mention, witnesses, sentences, index))
    return found


def _is_own_date(article: Article, mention: DateMention) -> bool:
    """Whether the date is the article's own, as a page shows it, not one that it tells of."""
    return (
        article.date is not None
        and mention.precision == "day"
        and mention.shape != "weekday"
        and mention.value == article.date
    )


def _is_aside(article: Article, sentence: Held, mention: DateMention) -> bool:
    """Whether the date belongs to a caption, or to a line that begins with a place and a day."""
    if _CAPTION.search(article.text, sentence.start, sentence.end):
        return True
    before = article.text[sentence.start : mention.start]
    return (
        sentence.start <= article.sentences[0].start + 200
        and not _PLAIN_WORD.search(before)
        and "," in before
    )


def _aligned(member: Member, mention: DateMention, answers: Sequence[Answer], *, certain: bool) -> HeldDate:
    """A date in a sentence that witnesses have too; `certain` if they are sources, which are held to any likeness."""
    matching = 0
    differing: list[tuple[Member, int, int]] = []
    adding: list[tuple[Member, int, int]] = []
    lacking: list[tuple[Member, int, int]] = []
    for answer in answers:
        theirs = [
            each for each in answer.witness.facts.dates if answer.their_start <= each.start < answer.their_end
        ]
        ours = [each for each in member.facts.dates if answer.start <= each.start < answer.end]
        outcome, other = _compare(mention, ours, theirs)
        if outcome == MATCHES or (outcome == NOT_FOUND and _has(answer.witness.facts, mention)):
            matching += 1
        elif not certain and not _is_slot(mention, other, answer):
            continue
        elif outcome == DIFFERS and other:
            differing.append((answer.witness, other.start, other.end))
        elif outcome == ADDED and other:
            adding.append((answer.witness, other.start, other.end))
        elif outcome == NOT_FOUND:
            lacking.append((answer.witness, answer.their_start, answer.their_end))
    if matching:
        return HeldDate(member, mention, MATCHES, tuple(differing + adding + lacking), agreeing=matching)
    for outcome, readings in ((DIFFERS, differing), (ADDED, adding), (NOT_FOUND, lacking)):
        if readings:
            return HeldDate(member, mention, outcome, tuple(readings), between=True)
    return HeldDate(member, mention, NOT_CHECKED)


def _is_slot(mention: DateMention, other: DateMention | None, answer: Answer) -> bool:
    """Whether the two sentences differ little, and at the date in nothing but the date."""
    changed = sum(clash.end - clash.start for clash in answer.clashes)
    if other is None:  # a date that is only here: the rest must be the same, and the date worth a claim
        date = mention.end - mention.start
        return mention.shape != "weekday" and changed - date <= _LITTLE * (answer.end - answer.start)
    if _says_more(mention, other):
        return True
    return changed <= _MUCH * (answer.end - answer.start) and any(
        mention.start <= clash.start
        and clash.end <= mention.end
        and other.start <= clash.their_start
        and clash.their_end <= other.end
        for clash in answer.clashes
    )


def _compare(
    mention: DateMention, ours: Sequence[DateMention], theirs: Sequence[DateMention]
) -> tuple[str, DateMention | None]:
    """What a sentence with the dates `theirs` says to one of `ours`, and by which of its dates."""
    compared = [(relation(mention, other), other) for other in theirs]
    for wanted in (MATCHES, ADDED):
        for outcome, other in compared:
            if outcome == wanted:
                return outcome, other
    if mention.shape not in _SHAPES:
        return NOT_CHECKED, None
    # A date of theirs that another of ours answers to is not the one that ours became.
    free = [
        (outcome, other)
        for outcome, other in compared
        if not any(relation(each, other) in (MATCHES, ADDED) for each in ours if each is not mention)
    ]
    if differing := [other for outcome, other in free if outcome == DIFFERS]:
        return DIFFERS, differing[0]
    if free:
        return NOT_CHECKED, None
    return NOT_FOUND, None


def relation(ours: DateMention, theirs: DateMention) -> str:
    """What one date is to another: it matches, says more than it ("added"), differs, or that cannot be told."""
    if _says_more(ours, theirs):
        return ADDED
    if ours.value and theirs.value:
        if ours.value.startswith(theirs.value) or theirs.value.startswith(ours.value):
            return MATCHES
        if {ours.precision, theirs.precision} & {"week", "season", "quarter", "decade", "century"}:
            return NOT_CHECKED
    one, other = _written(ours), _written(theirs)
    shared = [part for part in _PARTS if one[part] is not None and other[part] is not None]
    if shared and all(one[part] == other[part] for part in shared):
        return MATCHES
    if shared and ours.shape in _SHAPES and theirs.shape in _SHAPES:
        return DIFFERS
    return NOT_CHECKED


def _says_more(ours: DateMention, theirs: DateMention) -> bool:
    """Whether ours writes a year or a day that theirs leaves out, and agrees in the rest."""
    one, other = _written(ours), _written(theirs)
    if one["month"] is None or one["month"] != other["month"]:
        return False
    more = [part for part in ("year", "day") if one[part] is not None and other[part] is None]
    agree = all(
        one[part] == other[part]
        for part in ("year", "day")
        if one[part] is not None and other[part] is not None
    )
    if more == ["year"] and theirs.precision == "day":
        return False  # “March 3” and “March 3, 2025” are two styles
    return bool(more) and agree


def _written(mention: DateMention) -> dict[str, int | None]:
    """The parts of a date as they are written; a year that only the article's own date tells is left out."""
    parts = {part: getattr(mention, part, None) for part in _PARTS}
    if not getattr(mention, "complete", False) and mention.shape != "year":
        parts["year"] = None
    return parts


def _has(article: Article, mention: DateMention) -> bool:
    """Whether an article has such a date anywhere, no part of it less."""
    wanted = [part for part, value in _written(mention).items() if value is not None and part != "weekday"]
    return any(
        relation(mention, other) == MATCHES
        and (
            (mention.value and other.value and other.value.startswith(mention.value))
            or all(_written(other)[part] is not None for part in wanted)
        )
        for other in article.dates
    )


def _alone(
    member: Member,
    mention: DateMention,
    witnesses: Sequence[Member],
    sentences: Sequence[Held],
    index: int,
) -> HeldDate:
    """A date in a sentence that no witness has."""
    agreeing = sum(_has(witness.facts, mention) for witness in witnesses)
    if agreeing:
        return HeldDate(member, mention, MATCHES, agreeing=agreeing)
    if mention.shape not in _SHAPES or mention.shape == "weekday":
        return HeldDate(member, mention, NOT_CHECKED)
    put_in = (
        mention.shape != "year" and _is_between(sentences, index) and _is_rewrite(member.facts, witnesses)
    )
    return HeldDate(member, mention, NOT_FOUND, between=put_in)


def _is_between(sentences: Sequence[Held], index: int) -> bool:
    """Whether witnesses tell much of the article, and a sentence right before this one or after it."""
    told = [bool(held.answers) for held in sentences]
    near = told[max(0, index - 2) : index] + told[index + 1 : index + 3]
    return sum(told) >= _COPIED * len(told) and any(near)


def _is_rewrite(article: Article, witnesses: Sequence[Member]) -> bool:
    """Whether all that an article quotes, and that is something, stands in one witness: nothing in it is its own."""
    quoted = [each for each in quoted_sentences(article) if len(each.words) > 1]
    return len(quoted) >= _QUOTED and any(
        all(has_quotation(witness.facts, each) for each in quoted) for witness in witnesses
    )


def unborne(story: Story) -> Iterator[HeldDate]:
    """The dates that no witness bears out and most would have."""
    for held in story.once(hold_dates):
        told = story.complete if story.sources else held.between
        if held.outcome in (DIFFERS, ADDED) or (held.outcome == NOT_FOUND and (held.readings or told)):
            yield held
