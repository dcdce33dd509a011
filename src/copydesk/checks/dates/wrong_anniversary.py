"""dates/wrong-anniversary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from copydesk.analysis.dates.claims.anniversaries import Anniversary, anniversaries
from copydesk.analysis.dates.claims.sequences import dates_a_beginning
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.ago import is_ago
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.lifespans.ages_of_things import ThingAge
from copydesk.analysis.dates.timeline.lifespans.feast_owners import is_of_another
from copydesk.analysis.dates.timeline.milestones import Milestone, feasts, founded_then, milestones
from copydesk.analysis.dates.timeline.statements import BUILT, FOUNDED, OPENED
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words_between import word_set, words
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_BEGINNINGS = (FOUNDED, BUILT, OPENED)
_NEAR = 40
"""So far from a date, in code points, its verb stands."""
_ROUGHLY = 1
_PAUSES = ",;:()"
_TOO_SHORT = 3
_ROUND, _LATE = 50, 2
"""From fifty years on, a feast may be held two years late."""
_TIMES, _MORE = 2, 30
"""A number of years that is so many times that since the founding, and so much more, is that of something else."""
_FARTHEST = 300
"""How far before an anniversary, in code points, the beginning that it counts from is told."""


@rule(in_quotations=False, places=("body", "caption"))
def wrong_anniversary(doc: Document) -> Iterator[Flag]:
    """The number of an anniversary does not fit the years.

    What was founded in 1962 had its fiftieth anniversary in 2012. Compared are an anniversary with a date in its
    sentence, and the last date before it in its paragraph at which something was founded, built, opened or born. Silent
    where the anniversary is that of something else (“of the battle”, “its choir”, “the organist”), and where the two
    differ by one year, or round ones by two.

    Bad: The firm was founded in 1962 and celebrated its fiftieth anniversary in 2002.
    Good: The firm was founded in 1962 and celebrated its fortieth anniversary in 2002.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if not doc.dates:
        return
    told_at = set()
    for finder in (_with_their_date, _of_milestones, _of_ages, _beside_the_only_year):
        for flag in finder(doc):
            if flag.start not in told_at and not _is_of_another(doc, flag):
                told_at.add(flag.start)
                yield flag


def _is_of_another(doc: Document, flag: Flag) -> bool:
    """Tell whether a sentence says that a feast is that of another than what was founded."""
    begun = next((date for date in doc.dates if date.start == flag.related[0].start), None)
    if begun is None:
        return False
    sentences = doc.sentence_at(flag.start), doc.sentence_at(begun.start)
    feast = Span(flag.start, flag.end)
    return is_of_another(doc.plain, feast, begun, sentences, language_data(doc.language))


def _of_milestones(doc: Document) -> Iterator[Flag]:
    """Find anniversaries that do not fit their own year, or the article's."""
    begun_at = frozenset(told.date.start for told in doc.beginnings)
    for milestone in milestones(
        doc.plain, doc.dates, doc.lengths, begun_at, doc.sentence_at, doc.language or ""
    ):
        if beside := _beside_a_founding(doc, milestone):
            yield beside
            continue
        year = milestone.date.year if milestone.date else doc.years_of_writing[0] + milestone.later
        latest = doc.years_of_writing[1] + milestone.later
        if year is None:
            continue
        begun = None if milestone.date else _elsewhere(doc, milestone, latest)
        if begun and milestone.years > _TIMES * (latest - (begun.year or 0)) + _MORE:
            continue  # 800 years of something else
        if begun and (begun.year or 0) + milestone.years > latest + 1:
            quoted = shown(doc.text, milestone.start, milestone.end)
            message = f"“{quoted}”: {milestone.years} years after {begun.year} is {(begun.year or 0) + milestone.years}"
            related = Related(begun.start, begun.end, "the beginning is dated here")
            yield Flag(milestone.start, milestone.end, message, related=(related,))
            continue
        begun = _elsewhere(doc, milestone, year)
        if (
            begun
            and not _is_leap_day(begun)
            and (milestone.date or doc.year_of_writing or year - (begun.year or 0) > milestone.years)
        ):
            quoted = shown(doc.text, milestone.start, milestone.end)
            message = f"“{quoted}”, but from {begun.year} to {year} it is {year - (begun.year or 0)} years"
            related = Related(begun.start, begun.end, "the beginning is dated here")
            yield Flag(milestone.start, milestone.end, message, related=(related,))


def _beside_the_only_year(doc: Document) -> Iterator[Flag]:
    """Find anniversaries that do not fit the only earlier year of their paragraph, nor any other that is told.

    That year makes another round number (1974 and 2014, but “sixtieth”), or has “since” or “first” beside it.
    """
    begun_at = frozenset(told.date.start for told in doc.beginnings)
    language = language_data(doc.language)
    first, last = doc.years_of_writing
    for milestone in milestones(
        doc.plain, doc.dates, doc.lengths, begun_at, doc.sentence_at, doc.language or ""
    ):
        block, own = doc.block_at(milestone.start), milestone.date
        if block is None or milestone.may_be_a_birthday:
            continue
        then = (own.year or 0) if own else last + milestone.later
        told = {date.year or 0 for date in doc.dates if date.complete and date.year}
        slack = _slack(milestone.years)
        if any(abs(then - milestone.years - year) <= slack for year in told):
            continue
        earlier = [
            date
            for date in doc.dates_between(block.start, block.end)
            if date.complete and date.year and date.is_plain and date.year != then
        ]
        if len({date.year for date in earlier}) != 1 or (earlier[0].year or then) >= then - 1:
            continue
        if own is None and first != last and (earlier[0].year or 0) + milestone.years <= last + 1:
            continue
        begun, apart = earlier[0], then - (earlier[0].year or 0)
        is_round = apart % _FIVE == 0 and milestone.years % _FIVE == 0 and apart >= _TWENTY
        sentence = doc.sentence_at(begun.start)
        firsts = language.first_words.intersection(words(doc.plain, sentence.start, begun.start))
        is_since = _EXISTS_SINCE.search(doc.plain, max(sentence.start, begun.start - _NEAR), begun.start)
        if (is_round and firsts) or is_since or (is_round and _dates_a_feast(doc, begun, language)):
            quoted = shown(doc.text, milestone.start, milestone.end)
            message = f"“{quoted}”, but from {begun.year} to {then} it is {apart} years"
            if own is None and first != last:
                message = f"“{quoted}”: {milestone.years} years after {begun.year} is {last - apart + milestone.years}"
            related = Related(begun.start, begun.end, "the beginning is dated here")
            yield Flag(milestone.start, milestone.end, message, related=(related,))


_FIVE, _TWENTY = 5, 20
_EXISTS_SINCE = compile_later(
    r"(?i)(?<!\w)"
    + one_of(
        r"(?:has|have) (?:existed|operated|been (?:running|open|trading))|exist(?:s|ing)|operating|open|trading|besteht|bestehen|existiert|gibt es|geöffnet",
        r"existe|fonctionne|ouverte?|funciona|abiert[oa]|esiste|è attiv[oa]|attiv[oa]|apert[oa]|abert[oa]|bestaat|funnits|finns|har funnets|eksisteret|bestått",
        r"działa|istnieje|funkcjonuje|czynna|działająca",
    )
    + r" (?:since|already since|schon seit|bereits seit|seit|depuis|desde|dal|sinds|al sinds|sedan|siden|od)(?: the year| dem Jahr| l'année| el año| roku)? \Z"
)


def _of_ages(doc: Document) -> Iterator[Flag]:
    """Find anniversaries that fit no founding of which a sentence nearby tells, and no other year."""
    held = list(feasts(doc.plain, doc.lengths, doc.sentence_at, doc.language or ""))
    for age in doc.thing_ages.wrong(held, ()):
        late = abs(age.then - (age.begun.year or 0) - age.years) if age.then else None
        if not _is_leap_day(age.begun) and (late is None or late > _slack(age.years)):
            yield _flag_of_age(doc, age)


def _flag_of_age(doc: Document, age: ThingAge) -> Flag:
    message = age.contradiction(shown(doc.text, age.start, age.end))
    related = Related(age.begun.start, age.begun.end, "the beginning is dated here")
    return Flag(age.start, age.end, message, related=(related,))


def _with_their_date(doc: Document) -> Iterator[Flag]:
    """Find anniversaries that do not fit the last beginning before them in their paragraph."""
    for told in anniversaries(doc.text, doc.sentence_at, doc.dates_between, doc.language or ""):
        begun = _beginning(doc, told)
        if begun is None or begun.year is None or told.date.year is None or _is_leap_day(begun):
            continue
        years = told.date.year - begun.year
        if years > 1 and abs(years - told.years) > _slack(told.years):
            quoted, date = shown(doc.text, told.start, told.end), shown(doc.text, begun.start, begun.end)
            message = f"“{quoted}”, but from {begun.year} to {told.date.year} it is {years} years"
            related = Related(begun.start, begun.end, f"“{date}” is the beginning")
            yield Flag(told.start, told.end, message, related=(related,))


def _beside_a_founding(doc: Document, milestone: Milestone) -> Flag | None:
    """Find a milestone of this year in a paragraph that tells another number of years since the founding."""
    language, block = language_data(doc.language), doc.block_at(milestone.start)
    if milestone.date or milestone.later or block is None:
        return None
    founded = [
        length
        for length in doc.lengths
        if block.start <= length.start < block.end
        and not milestone.start <= length.start < milestone.end
        and is_ago(doc.plain, length.start, length.end, language)
        and founded_then(doc.plain, length, language)
        and _tells_of_the_same(doc, milestone, length, language)
    ]
    if len(founded) != 1 or abs(founded[0].years - milestone.years) <= _ROUGHLY or founded[0].unit > 1:
        return None
    quoted, other = (shown(doc.text, each.start, each.end) for each in (milestone, founded[0]))
    related = Related(founded[0].start, founded[0].end, "the founding is told here")
    message = f"“{quoted}”, but the founding was “{other}” ago"
    return Flag(milestone.start, milestone.end, message, related=(related,))


def _tells_of_the_same(doc: Document, milestone: Milestone, length: Length, language: Language) -> bool:
    """Tell whether the clause of a founding has the subject of the sentence of a milestone: a pronoun, or its noun."""
    start = doc.sentence_at(length.start).start
    before = doc.plain[start : length.start]
    for mark in _PAUSES:
        before = before.rpartition(mark)[2]
    clause = words(before, 0, len(before))
    if not clause:  # twelve years ago it was founded
        clause = words(doc.plain, length.end, length.end + _NEAR)
        clause = clause[1:] if clause[:1] and clause[0] in language.ago_words else clause
    same = language.same_subject | language.pronouns | language.foundings | language.looking_back
    if not clause or clause[0] in same:
        return True
    articles = language.definite_articles | language.determiners
    if len(clause[0]) <= _TOO_SHORT and not (language.passives | language.foundings).isdisjoint(clause[1:2]):
        return True  # Den grundades
    if language.may_omit_subject and articles.isdisjoint(clause):
        return True
    sentence = doc.sentence_at(milestone.start)
    told = word_set(doc.plain[sentence.start : milestone.start]) - language.stop_words
    return any(len(word) > _TOO_SHORT and word in told for word in clause)


def _elsewhere(doc: Document, milestone: Milestone, year: int) -> DateMention | None:
    """Return the beginning that a milestone contradicts; None if it fits any year of the article.

    The beginning stands in the milestone's paragraph, or the article tells of no other and names its subject again.
    """
    language, block = language_data(doc.language), doc.block_at(milestone.start)
    if block is None:
        return None
    opening = words(doc.plain, doc.sentence_at(milestone.start).start, milestone.start)[:2]
    if len(opening) > 1 and opening[0] in language.possessives | language.own_words:
        return None  # its president celebrates fifty years
    lives = {told.date.start for told in doc.beginnings if told.kind not in _BEGINNINGS}
    for date in doc.dates:
        if date.complete and date.year and date.start not in lives:
            slack = _slack(milestone.years) if block.start <= date.start < block.end else 0
            if abs(year - milestone.years - date.year) <= slack:
                return None
    begun = [
        each for each in doc.beginnings if each.kind in _BEGINNINGS and (each.date.year or year) < year - 1
    ]
    near = [each.date for each in begun if block.start <= each.date.start < block.end]
    if not near:
        near = [
            date
            for date in doc.dates_between(block.start, milestone.start)
            if date.is_plain
            and date.complete
            and (date.year or year) < year - 1
            and _dates_a_feast(doc, date, language)
        ]
    if near:
        return min(near, key=lambda date: abs(date.start - milestone.start))
    if len({each.date.year for each in begun}) != 1:
        return None
    sentence = doc.sentence_at(milestone.start)
    told = word_set(doc.plain[sentence.start : sentence.end])
    head = begun[0].subject.head
    its = frozenset() if milestone.may_be_a_birthday else _its(language)
    return begun[0].date if head in told or told & its else None


def _slack(years: int) -> int:
    """Return by how many years an anniversary may differ: one with a round number of many may be held late."""
    return _LATE if years >= _ROUND and years % _ROUND == 0 else 1


def _is_leap_day(date: DateMention) -> bool:
    """Tell whether a day comes every four years, so that some count its anniversaries so."""
    return date.month == 2 and date.day == 29


def _its(language: Language) -> frozenset[str]:
    return language.own_words - language.pronouns


def _dates_a_feast(doc: Document, date: DateMention, language: Language) -> bool:
    """Tell whether a date stands near a verb of a beginning or a marriage."""
    sentence = doc.sentence_at(date.start)
    if dates_a_beginning(doc.text, *sentence, date, language):
        return True
    near = doc.plain[max(sentence.start, date.start - _NEAR) : min(sentence.end, date.end + _NEAR)]
    return not (language.marriage_words | language.delivery_words).isdisjoint(
        near.lower().replace(",", " ").split()
    )


def _beginning(doc: Document, told: Anniversary) -> DateMention | None:
    """Return the last date before an anniversary in its paragraph that dates a beginning."""
    language, block = language_data(doc.language), doc.block_at(told.start)
    index = bisect_left(doc.dates, told.start, key=lambda date: date.start)
    for date in reversed(doc.dates[:index]):
        if block is None or date.start < max(block.start, told.start - _FARTHEST):
            return None
        if date != told.date and date.complete and not date.impossible:
            sentence = doc.sentence_at(date.start)
            if dates_a_beginning(doc.text, *sentence, date, language):
                return date
    return None
