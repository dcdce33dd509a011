"""Numbers of a fact sheet: those that stand in no date and in no quotation, which have entries of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.wording.normal_forms import SMALL_WORDS
from copydesk.analysis.wording.number_mentions import NumberMention, find_numbers
from copydesk.findings import Extended, Outcome, is_inside
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.compare_numbers import (
    compare_numbers,
    is_one_amount,
    is_rounded,
    turned_directions,
)
from copydesk.stories.comparing.differences import Counterpart, Difference, one_line
from copydesk.stories.comparing.quoted_text import compared_quotations
from copydesk.stories.fact_sheet.aligned import counterparts_at
from copydesk.stories.fact_sheet.entries import (
    FactEntry,
    FactKind,
    SourcePlace,
    how_it_differs,
    not_found,
    places_of,
    unchecked,
)
from copydesk.stories.fact_sheet.stretches import merged
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

_OF_SOMETHING_ELSE = "the source has this number in another sentence; check whether it means the same"
_MOST_PLACES = 10
"""Of so many places of a number a sheet tells: in a table of a thousand rows one number may stand a thousand times."""
_YEAR_DIGITS = 4
_NEXT_WORD = compile_later(r"[\s\0]+([^\W\d_]+)")
_MOST_ALIKE = 200
"""So many numbers of the same value in a source are looked at."""


def number_entries(story: Story) -> Iterator[FactEntry]:
    """Yield the numbers of the article of a story."""
    differing = deque(sorted(story.once(compare_numbers), key=lambda each: each.start))
    turned = _turned(story)
    for mention in numbers_of(story.members[0].facts):
        while differing and differing[0].end <= mention.start:
            differing.popleft()
        if differing and differing[0].start < mention.end:
            places = places_of(place for reading in differing[0].readings for place in reading.places)
            yield _entry(mention, Outcome.DIFFERS, how_it_differs(differing[0]), places)
        elif mention.start in turned:
            difference = turned[mention.start]
            places = places_of(place for reading in difference.readings for place in reading.places)
            yield _entry(mention, Outcome.DIFFERS, how_it_differs(difference), places)
        else:
            yield _not_differing(story, mention)


def _turned(story: Story) -> dict[int, Difference]:
    """Return the words of direction that are turned round, by the place of the number next to each."""
    found: dict[int, Difference] = {}
    article = story.members[0].facts
    for difference in story.once(turned_directions):
        sentence = next(each for each in article.sentences if each[0] <= difference.start < each[1])
        near = [each for each in numbers_of(article) if sentence[0] <= each.start < sentence[1]]
        if near:
            found[min(near, key=lambda each: abs(each.start - difference.end)).start] = difference
    return found


def unchecked_numbers(article: Article) -> Iterator[FactEntry]:
    """Yield the numbers of an article without a source."""
    for mention in numbers_of(article):
        yield unchecked(FactKind.NUMBER, mention.start, mention.end)


@once
def numbers_of(article: Article) -> tuple[NumberMention, ...]:
    """Return the numbers in the sentences of an article, but for those of its dates and its compared quotations."""
    return tuple(_outside(article, compared_quotations(article)))


@once
def _all_numbers(article: Article) -> tuple[NumberMention, ...]:
    """Return all numbers in the sentences of a source, quoted or not, but for those of its dates."""
    return tuple(_outside(article, ()))


@once
def _by_value(article: Article) -> dict[float, list[NumberMention]]:
    found: dict[float, list[NumberMention]] = {}
    for mention in _all_numbers(article):
        found.setdefault(mention.value, []).append(mention)
    return found


def _outside(article: Article, quotations: Iterable[Extended]) -> Iterator[NumberMention]:
    """Yield the numbers that stand neither in a date nor in one of these quotations."""
    apart = merged([*quotations, *article.dates])
    for sentence in article.sentences:
        for mention in find_numbers(article.text, *sentence):
            if not (is_inside(apart, mention.start) or is_inside(apart, mention.end - 1)):
                yield mention


def _not_differing(story: Story, mention: NumberMention) -> FactEntry:
    """Return the entry of a number for which no aligned sentence has another one."""
    counterparts = counterparts_at(story, mention.start)
    for counterpart in counterparts:
        for other in _numbers_in(counterpart.witness.facts, counterpart.their_start, counterpart.their_end):
            if other.value == mention.value:
                place = SourcePlace(counterpart.witness.path, other.start, other.end)
                return _entry(mention, Outcome.MATCHES, places=(place,))
    for counterpart in counterparts:
        if found := _in_slot(story, mention, counterpart):
            return _in_other_form(mention, found, counterpart.witness)
    same: list[SourcePlace] = []
    likely: list[SourcePlace] = []
    for source in story.sources:
        for other in _by_value(source.facts).get(mention.value, ())[:_MOST_ALIKE]:
            places = same if mention.is_same(other) else likely
            if len(places) < _MOST_PLACES:
                places.append(SourcePlace(source.path, other.start, other.end))
    if not same and _may_be_year(story.members[0].facts, mention):
        same = [at for source in story.sources if (at := _year(source, int(mention.value)))]
    if same:
        return _entry(mention, Outcome.MATCHES, places=tuple(same))
    if likely:
        return _entry(mention, Outcome.NOT_CHECKED, _OF_SOMETHING_ELSE, tuple(likely))
    return _entry(mention, *not_found(story))


def _may_be_year(article: Article, mention: NumberMention) -> bool:
    """Tell whether four digits may be a year: nothing that they count follows, as a noun would."""
    written = article.text[mention.start : mention.end]
    if not (len(written) == _YEAR_DIGITS and written.isdigit()):
        return False
    following = _NEXT_WORD.match(article.text, mention.end)
    return following is None or following[1] in language_data(article.language).stop_words | SMALL_WORDS


def _year(source: Member, year: int) -> SourcePlace | None:
    """Return where a source has a date of a year, written with all its digits."""
    for date in source.facts.dates:
        at = source.facts.text.find(str(year), date.start, date.end)
        if at >= 0 and not source.facts.text[max(date.start, at - 1) : at].isdigit():
            return SourcePlace(source.path, date.start, date.end)
    return None


def _numbers_in(article: Article, start: int, end: int) -> Sequence[NumberMention]:
    """Return the numbers of a source that begin between two offsets."""
    numbers = _all_numbers(article)
    first = bisect_left(numbers, start, key=attrgetter("start"))
    return numbers[first : bisect_left(numbers, end, lo=first, key=attrgetter("start"))]


def _in_slot(story: Story, mention: NumberMention, counterpart: Counterpart) -> NumberMention | None:
    """Return the number in the same slot of a source's sentence, where the rule for numbers takes both for the same."""
    member, witness = story.members[0], counterpart.witness
    for clash in counterpart.clashes:
        if clash.start <= mention.start < clash.end:
            theirs = _numbers_in(witness.facts, clash.their_start, clash.their_end)
            if len(theirs) == 1 and (
                is_one_amount(member, clash, witness) or _is_round(member, mention, witness, theirs[0])
            ):
                return theirs[0]
    return None


def _is_round(member: Member, mention: NumberMention, witness: Member, other: NumberMention) -> bool:
    """Tell whether one of two numbers is the other in round figures: “about 2 million”, “1.95 million”."""
    return mention.currency == other.currency and is_rounded(
        (member.facts, mention.start, mention.value), (witness.facts, other.start, other.value)
    )


def _in_other_form(mention: NumberMention, other: NumberMention, witness: Member) -> FactEntry:
    place = SourcePlace(witness.path, other.start, other.end)
    theirs = one_line(witness, other.start, other.end)
    if mention.currency and other.currency and mention.currency != other.currency:
        how = f"in another currency: “{theirs}” {other.currency} in the source"
        return _entry(mention, Outcome.NOT_CHECKED, how, (place,))
    return _entry(mention, Outcome.MATCHES, f"a round figure: “{theirs}” in the source", (place,))


def _entry(
    mention: NumberMention, outcome: Outcome, how: str = "", places: tuple[SourcePlace, ...] = ()
) -> FactEntry:
    return FactEntry(FactKind.NUMBER, mention.start, mention.end, outcome, how, places=places)
