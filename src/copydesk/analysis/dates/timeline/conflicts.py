"""Conflicts: one beginning that an article dates in two years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import is_small, tokens, without_year_word
from copydesk.analysis.dates.timeline.statements import BORN, BUILT, CLOSED, DIED, OPENED, OWN, Statement
from copydesk.analysis.dates.timeline.subjects import is_form
from copydesk.analysis.language.languages import Language, language_data
from copydesk.findings import Span

_FEW_DAYS, _LETTERS = 8, 5
"""An article with more days is a calendar; a noun of an event has so many letters."""
_FUSED = frozenset(
    "der dem den am zum zur beim del al della dell' dello alla all' da do na no ao à du au des".split()
)
"""Articles of other cases, and those that are joined to a preposition."""
_MOVED = frozenset(
    "postponed moved adjourned rescheduled delayed changed again until from verschoben verlegt vertagt".split()
)
_STEM = 4
"""So many letters of a noun stay when it is inflected."""
_REACH = 60
"""So far before a year, in code points, the noun is looked for that is from then."""
_SAME = 6
"""Two spellings of a name are taken for one if so many letters at their beginning agree."""


def conflicts(
    text: str, told: Sequence[Statement], sentence_at: Callable[[int], Span]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield two statements of the same beginning with different years, if an article has only these of its subject."""
    for index, two in enumerate(told):
        if two.kind in (DIED, CLOSED):
            continue
        same = [
            one
            for one in told[:index]
            if (one.kind == two.kind or _is_built_later(one, two) or _is_built_later(two, one))
            and one.date.year != two.date.year
            and _is_same(text, one, two, sentence_at)
        ]
        if len(same) == 1 and (OWN not in (same[0].subject, two.subject) or _is_alone(told)):
            yield same[0], two


def _is_alone(told: Sequence[Statement]) -> bool:
    """Tell whether an article tells of the beginning of one thing only, so that “its foundation” is that one's."""
    things = {each.subject.head for each in told if each.kind not in (BORN, DIED) and each.subject != OWN}
    return len(things) == 1


def _is_built_later(one: Statement, two: Statement) -> bool:
    """Tell whether something is said to have been built after it was opened."""
    return one.kind == BUILT and two.kind == OPENED and (one.date.year or 0) > (two.date.year or 0) + 1


def origins(
    text: str, dates: Sequence[DateMention], told: Sequence[Statement], code: str
) -> Iterator[tuple[DateMention, Statement]]:
    """Yield the years from which a thing is said to be, where it was built in another: “an inn from 1886”."""
    language = language_data(code)
    has_words = bool(language.origin_words)
    built = [each for each in told if each.kind == BUILT and each.subject.kind == "noun"] if has_words else []
    for date in dates if built else ():
        noun = _noun_before(text, date, language) if date.precision == "year" and date.is_plain else ""
        others = (
            each
            for each in built
            if date.start < each.date.start  # behind it, “an inn from 1650” may be another one
            and each.date.year != date.year
            and is_form(noun, each.subject.head)
        )
        if noun and (other := next(others, None)):
            yield date, other


def slipped_days(
    text: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span], code: str
) -> Iterator[tuple[DateMention, DateMention]]:
    """Yield two days of one month that differ by a slip of the finger, with the same noun: “the hearing begins on
    3 June” and “the hearing on 13 June”.
    """
    language = language_data(code)
    days = [each for each in dates if each.month and each.day and each.is_plain and each.precision == "day"]
    if not 1 < len(days) <= _FEW_DAYS:
        return
    for one, two in combinations(days, 2):
        if one.month != two.month or not _is_slip(one.day or 0, two.day or 0):
            continue
        if one.year and two.year and one.year != two.year:
            continue
        here, there = sentence_at(one.start), sentence_at(two.start)
        noun = "" if here == there else _noun_of(text, there, two, language)
        if noun == _noun_of(text, here, one, language):
            continue  # nothing, or two of a kind: the concert on 2 May, the concert on 12 May
        told = [word.word for word in tokens(text, here.start, one.start)]
        others = language.which_ones | language.first_words | language.last_words
        near = {word.word for part in (here, there) for word in tokens(text, *part)}
        if _names(told, noun, language) and (others | _MOVED).isdisjoint(near):
            yield one, two


def _names(words: Sequence[str], noun: str, language: Language) -> bool:
    """Tell whether a noun is among words, in Polish in another case as well."""
    if not language.surnames_decline or not noun:
        return bool(noun) and noun in words
    stem = noun[: max(_STEM, len(noun) - 2)]
    return any(word.startswith(stem) for word in words)


def _noun_of(text: str, sentence: Span, date: DateMention, language: Language) -> str:
    """Return the noun directly before a day: “the hearing on 13 June”, with an article or in the Scandinavian form."""
    words = tokens(text, max(sentence.start, date.start - _REACH), date.start)
    while words and (is_small(words[-1], language) or words[-1].word in language.before_dates):
        words.pop()
    if not words or len(words[-1].word) < _LETTERS or not words[-1].text.isalpha():
        return ""
    before = words[-2].word if len(words) > 1 else ""
    is_definite = not language.definite_articles or before in language.definite_articles or before in _FUSED
    return words[-1].word if is_definite else ""


def _is_slip(one: int, two: int) -> bool:
    """Tell whether two days differ by a digit that was added or lost, or by two swapped ones: 3 and 13, 12 and 21."""
    short, long = sorted((str(one), str(two)), key=len)
    return long == short[::-1] != short or (len(short) == 1 and len(long) == 2 and long[1] == short)


def _noun_before(text: str, date: DateMention, language: Language) -> str:
    """Return the noun that is from a year, in lower case: “aus dem Jahr”, “uit het jaar” may stand between them."""
    before = text[max(0, date.start - _REACH) : date.start].lower().replace("\0", " ").split()
    before = without_year_word(before, language)
    return before[-2] if len(before) > 1 and before[-1] in language.origin_words else ""


def _is_same(text: str, one: Statement, two: Statement, sentence_at: Callable[[int], Span]) -> bool:
    """Tell whether two statements have the same subject."""
    if "person" in (one.subject.kind, two.subject.kind):
        return False
    if one.subject.kind == two.subject.kind == "pronoun":
        return False
    if OWN in (one.subject, two.subject):
        return {one.subject.kind, two.subject.kind} <= {"own", "noun", "name"} and one.kind == two.kind
    for pronoun, other in ((one, two), (two, one)):
        if pronoun.subject.kind == "pronoun":
            if pronoun.kind == BORN or other.subject.kind != "name":
                return False
            sentence = sentence_at(pronoun.date.start)
            words = text[sentence.start : pronoun.subject.start].lower().split()
            return any(word[:_SAME] == other.subject.head[:_SAME] for word in words)
    return _names_the_same(one, two)


def _names_the_same(one: Statement, two: Statement) -> bool:
    """Tell whether two subjects are the same: “Harrow's Bakery” and later “the bakery”, but no people."""
    mine, its = one.subject, two.subject
    if mine.words == its.words:
        return mine.head == its.head
    if BORN in (one.kind, two.kind):
        return False
    short, long = sorted((mine, its), key=lambda subject: len(subject.words))
    return short.kind == "noun" and short.words <= long.words and long.words - short.words <= long.names
