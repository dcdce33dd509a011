"""Dates: compare each date of an article with the dates that its witnesses have at the same place of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from copydesk.analysis.dates.claims.notes import heads_a_note
from copydesk.analysis.dates.mentions import DateMention
from copydesk.stories.article import Article, claimed_dates, once
from copydesk.stories.comparing.alignment import compare_sentences
from copydesk.stories.comparing.compare_quotations import find_quotation
from copydesk.stories.comparing.date_relations import (
    COMPARABLE_SHAPES,
    DateRelation,
    KnownDates,
    match_date,
    relation_of,
    written_parts,
)
from copydesk.stories.comparing.differences import ComparedPassage, Counterpart, one_line
from copydesk.stories.comparing.identifiers import is_entry
from copydesk.stories.comparing.quoted_text import quoted_sentences
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

_LITTLE, _MUCH = 0.15, 0.5
"""The largest share of a sentence that may differ: beside a date that only one copy has; beside a date that both
have.
"""

_COPIED = 0.2
"""The least share of an article's sentences that witnesses must have; only then is a date that they lack an addition.
"""

_QUOTED = 3
"""An article with at least so many quotations, all of which stand in one other copy, is a rewrite of that copy."""

_CONTRADICTED = frozenset({DateRelation.DIFFERS, DateRelation.ADDED})
"""The relations in which an aligned sentence of a witness has another date, or the date with fewer parts."""

_MAY_STAND_ELSEWHERE = frozenset({DateRelation.NOT_FOUND, DateRelation.ADDED})
"""The relations in which the witness may still have the date in another sentence."""

_CAPTION = compile_later(
    r"\b(?:[Pp]hoto(?:graph)?s?|[Ii]mages?|Getty|[Pp]ictured?|[Ss]creengrab|[Ff]ile picture|AFP|AP)\b"
)
_CREDIT = compile_later(
    r"[^\n]*\((?=[^()\n]*\)[ \t]*(?:\n|$))[^()\n]*\b(?:Photos?|Images?|Getty|AFP|AP|Reuters)\b"
)
_LABEL = compile_later(
    r"(?i)(?:(?:last\s+)?(?:up-?dated?|modified|published|posted|created)|last\s+(?:changed|edited|reviewed|revised))"
    r"(?:\s+(?:on|at))?\s*(?::\s*)?$"
)
_HANDLE = compile_later(r"\(@\w+\)\s*$")
_PLAIN_WORD = compile_later(r"\b[a-z]{2,}")

_RELATIVE_YEAR = compile_later(r",?\s+(?:of\s+)?(?:that|the same|this|last|next|the following)\s+year\b")
_WEEK_OF = compile_later(r"\bweek\s+(?:of|beginning|ending|starting)\W*$")
_BEFORE = 20


class ComparedDate(NamedTuple):
    """A date of a member, compared with its witnesses.

    Attributes:
        relation: DIFFERS if an aligned sentence has another date there; ADDED if an aligned sentence has the date with
            fewer parts; NOT_FOUND if no aligned sentence has it; NOT_CHECKED if it cannot be decided.
        readings: where the witnesses have another date, or the sentence without a date: (witness, start, end).
        between: whether the sentences before and after have counterparts in a witness.
        agreeing: where the witnesses have the same date: (witness, start, end).
    """

    member: Member
    mention: DateMention
    relation: DateRelation
    readings: tuple[tuple[Member, int, int], ...] = ()
    between: bool = False
    agreeing: tuple[tuple[Member, int, int], ...] = ()


def compare_dates(story: Story) -> list[ComparedDate]:
    """Return every date of every member, compared with the member's witnesses."""
    by_member: dict[str, list[ComparedPassage]] = {}
    for passage in story.once(compare_sentences):
        by_member.setdefault(passage.member.path, []).append(passage)
    found = []
    for member, witnesses in story.witnesses():
        if not witnesses:
            continue
        sentences = by_member.get(member.path, [])
        starts = [passage.start for passage in sentences]
        rewrite = _Rewrite(member.facts, witnesses, sentences)
        stamped: set[int] = (
            set()
        )  # sentences in which a page's date differs: when it was created or when changed, once
        for mention in claimed_dates(member.facts):
            index = bisect_left(starts, mention.start + 1) - 1
            inside = index >= 0 and mention.start < sentences[index].end
            if not inside and not story.sources:
                continue
            if inside and not story.sources and _is_aside(member.facts, sentences[index], mention):
                continue
            counterparts = sentences[index].counterparts if inside else ()
            if counterparts:
                held_date = _compare_aligned(member, mention, counterparts, certain=bool(story.sources))
            else:
                held_date = _compare_unaligned(member, mention, witnesses, rewrite, index)
            is_stamp = _is_stamp(member.facts, mention)
            if is_stamp and (held_date.relation is not DateRelation.DIFFERS or index in stamped):
                continue
            if is_stamp and inside:
                stamped.add(index)
            found.append(held_date)
    return found


def _is_stamp(article: Article, mention: DateMention) -> bool:
    """Tell whether a date says when a page was changed, a note added or a message sent; it is no claim then."""
    before = article.text[max(0, mention.start - _BEFORE) : mention.start]
    return mention.precision == "day" and bool(
        _LABEL.search(before) or _HANDLE.search(before) or heads_a_note(article.text, mention.start)
    )


def _is_aside(article: Article, sentence: ComparedPassage, mention: DateMention) -> bool:
    """Tell whether a date belongs to a caption, an entry of a list, or a line that begins with a place and a day."""
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


def _compare_aligned(
    member: Member, mention: DateMention, counterparts: Sequence[Counterpart], *, certain: bool
) -> ComparedDate:
    """Compare a date with the dates of the sentences aligned with its own.

    Args:
        member: the article that has the date.
        mention: the date.
        counterparts: the aligned sentences of the witnesses.
        certain: whether the witnesses are sources; then even sentences that differ much are compared.
    """
    matching: list[tuple[Member, int, int]] = []
    differing: list[tuple[Member, int, int]] = []
    adding: list[tuple[Member, int, int]] = []
    lacking: list[tuple[Member, int, int]] = []
    for counterpart in counterparts:
        theirs = _dates_in(counterpart.witness.facts, counterpart.their_start, counterpart.their_end)
        ours = _dates_in(member.facts, counterpart.start, counterpart.end)
        relation, other = match_date(mention, ours, theirs)
        same = other if relation is DateRelation.MATCHES else None
        if relation in _MAY_STAND_ELSEWHERE:
            same = _known_dates(counterpart.witness.facts).find(mention)
        if other and relation is DateRelation.ADDED and _tells_elsewhere(counterpart, mention, other):
            same = other
        if relation is DateRelation.NOT_CHECKED and certain:
            same = _in_the_same_words(member, mention, counterpart.witness, theirs)
        if same:
            matching.append((counterpart.witness, same.start, same.end))
        elif not certain and not _is_slot(mention, other, counterpart):
            continue
        elif relation is DateRelation.DIFFERS and other:
            there = _in_its_place(mention, theirs, counterpart) or other
            differing.append((counterpart.witness, there.start, there.end))
        elif (
            relation is DateRelation.ADDED
            and other
            and not _WEEK_OF.search(member.facts.text, counterpart.start, mention.start)
        ):
            adding.append((counterpart.witness, other.start, other.end))
        elif relation is DateRelation.NOT_FOUND:
            lacking.append((counterpart.witness, counterpart.their_start, counterpart.their_end))
    if matching:
        return ComparedDate(
            member,
            mention,
            DateRelation.MATCHES,
            tuple(differing + adding + lacking),
            agreeing=tuple(matching),
        )
    for relation, readings in (
        (DateRelation.DIFFERS, differing),
        (DateRelation.ADDED, adding),
        (DateRelation.NOT_FOUND, lacking),
    ):
        if readings:
            return ComparedDate(member, mention, relation, tuple(readings), between=True)
    return ComparedDate(member, mention, DateRelation.NOT_CHECKED)


def _in_its_place(
    mention: DateMention, theirs: Sequence[DateMention], counterpart: Counterpart
) -> DateMention | None:
    """Return the date that stands where ours does: of two dates of a sentence, the second for our second one."""
    for clash in counterpart.clashes:
        if clash.start < mention.end and mention.start < clash.end:
            for other in theirs:
                if clash.their_start < other.end and other.start < clash.their_end:
                    is_other = relation_of(mention, other) is DateRelation.DIFFERS
                    return other if is_other else None
    return None


def _in_the_same_words(
    member: Member, mention: DateMention, witness: Member, theirs: Sequence[DateMention]
) -> DateMention | None:
    """Return the date of an aligned sentence that has the same words, such as “last year”, and no other value."""
    words = one_line(member, mention.start, mention.end).casefold()
    for other in theirs:
        if (
            None in (mention.value, other.value)
            and words == one_line(witness, other.start, other.end).casefold()
        ):
            return other
    return None


def _is_slot(mention: DateMention, other: DateMention | None, counterpart: Counterpart) -> bool:
    """Tell whether two sentences differ little, and whether the date is the only difference at its place."""
    if other is None:  # only we have a date: the rest must be the same, and a weekday is too little
        date = (mention.end - mention.start) / (counterpart.end - counterpart.start)
        return mention.shape != "weekday" and counterpart.changed - date <= _LITTLE
    if relation_of(mention, other) is DateRelation.ADDED:
        return other.precision != "year"  # a copy that adds the month to a year is merely longer
    return counterpart.changed <= _MUCH and any(
        mention.start <= clash.start
        and clash.end <= mention.end
        and other.start <= clash.their_start
        and clash.their_end <= other.end
        for clash in counterpart.clashes
    )


def _tells_elsewhere(counterpart: Counterpart, mention: DateMention, other: DateMention) -> bool:
    """Tell whether a witness has the missing part beside its date: “the 16th, in May”, “May of that year”."""
    text = counterpart.witness.facts.text
    if written_parts(other)["year"] is None and written_parts(mention)["year"] is not None:
        return _RELATIVE_YEAR.match(text, other.end) is not None
    day = re.compile(rf"\b{mention.day}(?:st|nd|rd|th)?\b")
    return (
        mention.day is not None
        and day.search(text, counterpart.their_start, counterpart.their_end) is not None
    )


def _compare_unaligned(
    member: Member,
    mention: DateMention,
    witnesses: Sequence[Member],
    rewrite: _Rewrite,
    index: int,
) -> ComparedDate:
    """Compare a date whose sentence has no counterpart with all dates of the witnesses."""
    agreeing = tuple(
        (witness, same.start, same.end)
        for witness in witnesses
        if (same := _known_dates(witness.facts).find(mention))
    )
    if agreeing:
        return ComparedDate(member, mention, DateRelation.MATCHES, agreeing=agreeing)
    if mention.shape not in COMPARABLE_SHAPES or mention.shape == "weekday":
        return ComparedDate(member, mention, DateRelation.NOT_CHECKED)
    put_in = mention.shape != "year" and rewrite.is_between(index) and rewrite.has_all_quotations
    return ComparedDate(member, mention, DateRelation.NOT_FOUND, between=put_in)


@once
def _known_dates(article: Article) -> KnownDates:
    return KnownDates(article.dates)


def _dates_in(article: Article, start: int, end: int) -> Sequence[DateMention]:
    """Return the dates of an article that begin between two offsets."""
    first = bisect_left(article.dates, start, key=attrgetter("start"))
    return article.dates[first : bisect_left(article.dates, end, lo=first, key=attrgetter("start"))]


class _Rewrite:
    """What of one article its witnesses have."""

    def __init__(
        self, article: Article, witnesses: Sequence[Member], sentences: Sequence[ComparedPassage]
    ) -> None:
        self._article = article
        self._witnesses = witnesses
        self._told = [bool(passage.counterparts) for passage in sentences]
        self._has_much = sum(self._told) >= _COPIED * len(self._told)

    def is_between(self, index: int) -> bool:
        """Tell whether they have much of the article, and a sentence just before or after this one."""
        near = self._told[max(0, index - 2) : index] + self._told[index + 1 : index + 3]
        return self._has_much and any(near)

    @cached_property
    def has_all_quotations(self) -> bool:
        """Tell whether one of them has everything that the article quotes, and that is not little."""
        quoted = [each for each in quoted_sentences(self._article) if len(each.words) > 1]
        return len(quoted) >= _QUOTED and any(
            all(find_quotation(witness.facts, each) for each in quoted) for witness in self._witnesses
        )


def unsupported_dates(story: Story) -> Iterator[ComparedDate]:
    """Yield the dates that no witness supports, where witnesses would probably have them."""
    for passage in story.once(compare_dates):
        told = story.tells_all if story.sources else passage.between
        if passage.relation in _CONTRADICTED or (
            passage.relation is DateRelation.NOT_FOUND and (passage.readings or told)
        ):
            yield passage
