"""Clauses of dates: the words around a date that tell what happens then, and the noun that they tell it of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import Language
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_TOKEN = compile_later(
    r"(?:[dljmnstcDLJMNSTC]|[Dd]ell|[Nn]ell|[Dd]all|[Ss]ull|[Aa]ll|[Qq]uell)['’](?=\w)"
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?|\d+|[,;:.()—–«»„“”\"]"
)
BREAKS = frozenset(',;:.()—–«»„“”"')
_REACH = 160
"""How far from a date, in code points, its clause is read."""
_PRECISIONS = ("year", "month", "day", "season")
_SHORT = 4
"""So many words has what a relative clause or an aside tells of."""
_LONG = 7
"""So many words may stand before an aside with an attribute: “The tower at Fallow Head, built in 1871, …”."""


class Piece(NamedTuple):
    """A word or mark, in lower case as `word`."""

    text: str
    word: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Tell whether it has a capital."""
        return self.text[:1].isupper()


DATE = Piece("#", "#", 0, 0)
"""It stands for the date of a clause."""


class Clause(NamedTuple):
    """The words of a clause with a date, without those of the date.

    Attributes:
        before, after: the words before the date and behind it.
        opens: whether the clause stands first in its sentence.
        when: the words of the next clause, if it directly follows the date: “in 1911, when the school …”.
    """

    before: Sequence[Piece]
    after: Sequence[Piece]
    opens: bool
    when: Sequence[Piece] = ()

    @property
    def words(self) -> list[Piece]:
        """Return all words, with a token for the date."""
        return [*self.before, DATE, *self.after]


def tokens(text: str, start: int, end: int) -> list[Piece]:
    """Return the words and marks between two offsets."""
    return [
        Piece(match.group(), match.group().lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    ]


def dates_with_years(dates: Sequence[DateMention]) -> list[DateMention]:
    """Return the complete dates that name a year, or a part of one."""
    return [each for each in dates if each.complete and each.year and each.precision in _PRECISIONS]


def own_words(
    text: str, date: DateMention, dates: Sequence[DateMention], sentence: Span, reach: int
) -> frozenset[str]:
    """Return the words of its sentence that are within `reach` code points of a date, with no other date between."""
    first, last = max(sentence.start, date.start - reach), min(sentence.end, date.end + reach)
    for other in dates:
        if first <= other.start < date.start:
            first = other.end
        elif date.start < other.start < last:
            last = other.start
    return frozenset(each.word for each in tokens(text, first, last))


def clause_of(text: str, sentence: Span, date: DateMention, language: Language) -> Clause:
    """Return the clause of a date. A date that a comma parts from its clause, “In 1928, …”, belongs to the next."""
    first = max(sentence.start, date.start - _REACH)
    before = tokens(text, first, date.start)
    after = tokens(text, date.end, min(sentence.end, date.end + _REACH))
    left = next((at + 1 for at in reversed(range(len(before))) if before[at].text in BREAKS), 0)
    lead, opens = before[left:], left == 0 and first == sentence.start
    right = next((at for at, token in enumerate(after) if token.text in BREAKS), len(after))
    tail = after[:right]
    if left and before[left - 1].text == ",":
        if lead and _is_relative(lead, language):
            lead = [*_antecedent(before[: left - 1], language), *lead[1:]]
        elif not tail and (told := _told_before(before[: left - 1], lead, language)):
            return Clause([*told, *lead], tail, opens)
        elif lead or (tail and tail[0].word in language.foundings):
            lead = [*_before_aside(before[: left - 1]), *lead]
    lead = _after_who(lead, language)
    if right < len(after) and after[right].text == "," and _is_adverbial([*lead, *tail], language):
        rest = after[right + 1 :]
        right = next((at for at, token in enumerate(rest) if token.text in BREAKS), len(rest))
        tail = rest[:right]
    return Clause(lead, tail, opens, _next_clause(after, language))


def is_small(token: Piece, language: Language) -> bool:
    """Tell whether a token is no word of weight: an article, an auxiliary, an adverb of time."""
    word = token.word
    return (
        word in language.stop_words
        or word in language.prepositions
        or word in language.definite_articles
        or word in language.passives
        or word in language.before_years
        or word in language.year_leads
        or word in language.time_adverbs
    )


def without_year_word(words: list[str], language: Language) -> list[str]:
    """Return the words before a year without a word for the year: “uit”, not “uit het jaar”."""
    kept = language.origin_words | language.belonging_words
    years = language.year_units | language.the_year_words | language.before_years
    if not words or words[-1] in kept or words[-1] not in years:
        return words
    has_article = len(words) > 1 and words[-2] in language.stop_words - kept
    return words[: -2 if has_article else -1]


def _told_before(words: Sequence[Piece], lead: Sequence[Piece], language: Language) -> Sequence[Piece]:
    """Return the clause that a date between two commas belongs to: “When the bakery was founded, in 1927, …”."""
    leads = language.year_leads | language.before_years | language.before_dates
    if not all(word.word in leads for word in lead):
        return ()
    start = next((at + 1 for at in reversed(range(len(words))) if words[at].text in BREAKS), 0)
    verbs = language.foundings | language.founding_nouns | language.opening_nouns
    clause = words[start:]
    return clause if any(word.word in verbs for word in clause) else ()


def _next_clause(after: Sequence[Piece], language: Language) -> Sequence[Piece]:
    words = after[1:] if after and after[0].text == "," else after
    if not words or words[0].word not in language.when_words:
        return ()
    end = next((at for at, token in enumerate(words) if token.text in BREAKS), len(words))
    return words[:end]


def _after_who(words: list[Piece], language: Language) -> list[Piece]:
    """Return a clause from the antecedent of a relative clause without a comma: “bought a map that was drawn in”."""
    who = next((at for at in reversed(range(1, len(words))) if words[at].word in language.relatives), None)
    if who is None or language.nouns_have_capitals:
        return words
    return [*_antecedent(words[:who], language), *words[who + 1 :]]


def _is_relative(words: Sequence[Piece], language: Language) -> bool:
    """Tell whether a clause begins with “who”; the German word is an article as well, before a noun."""
    if words[0].word not in language.relatives:
        return False
    return not (language.nouns_have_capitals and len(words) > 1 and words[1].is_name)


def _antecedent(words: Sequence[Piece], language: Language) -> Sequence[Piece]:
    """Return the name or noun before a relative clause: “read the poems of Ada Lunn, who in 1928 gave”."""
    start = len(words)
    while start and words[start - 1].text not in BREAKS and not is_small(words[start - 1], language):
        start -= 1
        if len(words) - start > _SHORT:
            return ()
    if start < len(words) and words[-1].is_name and not language.nouns_have_capitals:
        names = (at for at in range(start, len(words)) if words[at].is_name)
        start = next(at for at in names if all(word.is_name for word in words[at:]))
    elif start and words[start - 1].word in language.definite_articles:
        start -= 1
    if 1 < start < len(words) and words[start].is_name and words[start - 1].word in language.prepositions:
        end = start - 1  # the tower at Fallow Head, which …
        first = end
        while first and words[first - 1].text not in BREAKS and not is_small(words[first - 1], language):
            first -= 1
        if first == end - 1 and first and words[first - 1].word in language.definite_articles:
            return words[first - 1 :]
    return words[start:]


def _before_aside(words: Sequence[Piece]) -> Sequence[Piece]:
    """Return the few words that open a sentence before an aside: “Ada Lunn, who was a smith, built …”."""
    comma = next((at for at, token in enumerate(words) if token.text in BREAKS), len(words))
    if comma > _LONG or comma == len(words) or words[comma].text != ",":
        return ()
    return words[:comma] if all(token.text not in BREAKS for token in words[comma + 1 :]) else ()


def _is_adverbial(words: Sequence[Piece], language: Language) -> bool:
    """Tell whether words beside a date only place it in time: “In the summer of”."""
    return len(words) < 6 and not any(
        token.word in language.foundings or token.word in language.death_words or token.is_name
        for token in words[1:]
    )
