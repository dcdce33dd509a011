"""Dates held to what the witnesses say at the same place of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.claims.notes import heads_a_note
from copydesk.analysis.dates.mentions import DateMention
from copydesk.stories.article import Article
from copydesk.stories.comparing.alignment import hold_sentences
from copydesk.stories.comparing.compare_quotations import has_quotation
from copydesk.stories.comparing.date_relations import (
    SHAPES,
    DateRelation,
    compare,
    has_date,
    relation_of,
    written,
)
from copydesk.stories.comparing.differences import Answer, Held
from copydesk.stories.comparing.identifiers import is_entry
from copydesk.stories.comparing.quoted import quoted_sentences
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

_LITTLE, _MUCH = 0.15, 0.5
"""Shares of a sentence that may differ beside a date that only one copy has, and beside one that both have."""

_COPIED = 0.2
"""Share of an article's sentences that others must have before one that they lack counts as put in."""

_QUOTED = 3
"""So many quotations, all of them in one other copy, show that an article is a rewrite of it."""

_CONTRADICTED = frozenset({DateRelation.DIFFERS, DateRelation.ADDED})
"""Where a witness has the sentence with another date, or with less of it."""

_MAY_STAND_ELSEWHERE = frozenset({DateRelation.NOT_FOUND, DateRelation.ADDED})
"""Where the rest of the witness may still have the date."""

_CAPTION = compile_later(
    r"\b(?:[Pp]hoto(?:graph)?s?|[Ii]mages?|Getty|[Pp]ictured?|[Ss]creengrab|[Ff]ile picture|AFP|AP)\b"
)
_CREDIT = compile_later(
    r"[^\n]*\([^()\n]*\b(?:Photos?|Images?|Getty|AFP|AP|Reuters)\b[^()\n]*\)[ \t]*(?:\n|$)"
)
_LABEL = compile_later(
    r"(?i)(?:last\s+)?(?:up-?dated?|modified|published|posted|created)(?:\s+(?:on|at))?\s*:?\s*$"
)
_HANDLE = compile_later(r"\(@\w+\)\s*$")
_PLAIN_WORD = compile_later(r"\b[a-z]{2,}")

_RELATIVE_YEAR = compile_later(r",?\s+(?:of\s+)?(?:that|the same|this|last|next|the following)\s+year\b")
_WEEK_OF = compile_later(r"\bweek\s+(?:of|beginning|ending|starting)\W*$")
_BEFORE = 20


class HeldDate(NamedTuple):
    """A date of a member, held to its witnesses.

    Attributes:
        relation: differs if a sentence that tells the same has another date there; added if it has that date with less
            of it; not found if no such sentence, or none with a date, has it; not checked if it cannot be told.
        readings: where witnesses have another date, or the sentence without it.
        between: whether the sentences before and after tell what one witness tells too.
        agreeing: how many witnesses have the same date.
    """

    member: Member
    mention: DateMention
    relation: DateRelation
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
        for mention in claimed_dates(member.facts):
            index = bisect_left(starts, mention.start + 1) - 1
            inside = index >= 0 and mention.start < sentences[index].end
            if not inside and not story.sources:
                continue
            if inside and not story.sources and _is_aside(member.facts, sentences[index], mention):
                continue
            answers = sentences[index].answers if inside else ()
            if answers:
                held_date = _aligned(member, mention, answers, certain=bool(story.sources))
            else:
                held_date = _alone(member, mention, witnesses, sentences, index)
            if held_date.relation is DateRelation.DIFFERS or not _is_stamp(member.facts, mention):
                found.append(held_date)
    return found


def claimed_dates(article: Article) -> list[DateMention]:
    """The dates that an article tells of: all but its own."""
    return [mention for mention in article.dates if not _is_own_date(article, mention)]


def _is_own_date(article: Article, mention: DateMention) -> bool:
    """Whether the date is the article's own, as a page shows it, not one that it tells of."""
    return (
        article.date is not None
        and mention.precision == "day"
        and mention.shape != "weekday"
        and mention.value == article.date
    )


def _is_stamp(article: Article, mention: DateMention) -> bool:
    """Whether the date says when a page was changed, a note added or a message sent: no claim of the article."""
    before = article.text[max(0, mention.start - _BEFORE) : mention.start]
    return mention.precision == "day" and bool(
        _LABEL.search(before) or _HANDLE.search(before) or heads_a_note(article.text, mention.start)
    )


def _is_aside(article: Article, sentence: Held, mention: DateMention) -> bool:
    """Whether the date belongs to a caption, an entry of a list, or a line that begins with a place and a day."""
    if is_entry(article, mention.start):
        return True
    if _CAPTION.search(article.text, sentence.start, sentence.end) or _CREDIT.match(
        article.text, mention.end
    ):
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
        relation, other = compare(mention, ours, theirs)
        elsewhere = relation in _MAY_STAND_ELSEWHERE and has_date(answer.witness.facts.dates, mention)
        if (
            relation is DateRelation.MATCHES
            or elsewhere
            or (other and relation is DateRelation.ADDED and _tells(answer, mention, other))
        ):
            matching += 1
        elif not certain and not _is_slot(mention, other, answer):
            continue
        elif relation is DateRelation.DIFFERS and other:
            differing.append((answer.witness, other.start, other.end))
        elif (
            relation is DateRelation.ADDED
            and other
            and not _WEEK_OF.search(member.facts.text, answer.start, mention.start)
        ):
            adding.append((answer.witness, other.start, other.end))
        elif relation is DateRelation.NOT_FOUND:
            lacking.append((answer.witness, answer.their_start, answer.their_end))
    if matching:
        return HeldDate(
            member, mention, DateRelation.MATCHES, tuple(differing + adding + lacking), agreeing=matching
        )
    for relation, readings in (
        (DateRelation.DIFFERS, differing),
        (DateRelation.ADDED, adding),
        (DateRelation.NOT_FOUND, lacking),
    ):
        if readings:
            return HeldDate(member, mention, relation, tuple(readings), between=True)
    return HeldDate(member, mention, DateRelation.NOT_CHECKED)


def _is_slot(mention: DateMention, other: DateMention | None, answer: Answer) -> bool:
    """Whether the two sentences differ little, and at the date in nothing but the date."""
    if other is None:  # a date that is only here: the rest must be the same, and the date worth a claim
        date = (mention.end - mention.start) / (answer.end - answer.start)
        return mention.shape != "weekday" and answer.changed - date <= _LITTLE
    if relation_of(mention, other) is DateRelation.ADDED:
        return other.precision != "year"  # which copy tells the month as well is a matter of length
    return answer.changed <= _MUCH and any(
        mention.start <= clash.start
        and clash.end <= mention.end
        and other.start <= clash.their_start
        and clash.their_end <= other.end
        for clash in answer.clashes
    )


def _tells(answer: Answer, mention: DateMention, other: DateMention) -> bool:
    """Whether a witness tells what its date leaves out, only not in it: “the 16th, in May”, “May of that year”."""
    text = answer.witness.facts.text
    if written(other)["year"] is None and written(mention)["year"] is not None:
        return _RELATIVE_YEAR.match(text, other.end) is not None
    day = re.compile(rf"\b{mention.day}(?:st|nd|rd|th)?\b")
    return mention.day is not None and day.search(text, answer.their_start, answer.their_end) is not None


def _alone(
    member: Member,
    mention: DateMention,
    witnesses: Sequence[Member],
    sentences: Sequence[Held],
    index: int,
) -> HeldDate:
    """A date in a sentence that no witness has."""
    agreeing = sum(has_date(witness.facts.dates, mention) for witness in witnesses)
    if agreeing:
        return HeldDate(member, mention, DateRelation.MATCHES, agreeing=agreeing)
    if mention.shape not in SHAPES or mention.shape == "weekday":
        return HeldDate(member, mention, DateRelation.NOT_CHECKED)
    put_in = (
        mention.shape != "year" and _is_between(sentences, index) and _is_rewrite(member.facts, witnesses)
    )
    return HeldDate(member, mention, DateRelation.NOT_FOUND, between=put_in)


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
        if held.relation in _CONTRADICTED or (
            held.relation is DateRelation.NOT_FOUND and (held.readings or told)
        ):
            yield held
