"""Present ages: how old an article says that somebody is, beside the name: “Ada Lunn, 54, was born in 1963”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from copydesk.analysis.dates.claims.ages import Age
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import BREAKS, Piece, is_small, tokens
from copydesk.analysis.dates.timeline.lengths import Length
from copydesk.analysis.dates.timeline.statements import BORN, Statement
from copydesk.analysis.dates.timeline.subjects import name_before
from copydesk.analysis.language.languages import Language, language_data
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

UNITS_OF_AGES = (
    r"years? old|Jahre(?: alt)?|ans|años|anni|anos|jaar(?: oud)?|år(?: gammal| gammel)?|lata?|let|vuotta|éves|ani|лет"
    r"|года?|років|роки"
)
_AGED = compile_later(rf"[,(] ?(?P<age>[1-9]\d)(?: (?:{UNITS_OF_AGES}))?(?=[,;.)])")
"""An age between commas or in brackets, and the marks around it."""
_NAME = compile_later(r"(?<![\w’'-])(?P<last>[^\W\d_][\w’'-]+) ?\Z")
_REACH, _NAME_REACH = 30, 60
AGE = "age"
"""The origin of a birth's date that was reckoned from an age."""
_FEW = 3
_GAP = 3
"""So many code points stand at most between two sentences of a paragraph."""


def births_by_age(plain: str, told: Sequence[Statement], today: int, code: str) -> list[Statement]:
    """Return the births of the people whose age an article tells behind their names, at the earliest."""
    language = language_data(code)
    known = {statement.subject.head for statement in told if statement.kind == BORN}
    found: dict[str, Statement] = {}
    for match in _AGED.finditer(plain) if language.foundings else ():
        start = max(plain.rfind("\n", 0, match.start()), match.start() - _NAME_REACH)
        name = name_before(tokens(plain, start + 1, match.start()), language)
        if name and name.head not in known:
            year = today - int(match["age"]) - 1
            date = DateMention(*match.span("age"), None, "year", AGE, year, complete=True)
            found[name.head] = Statement(name, BORN, date)
    return list(found.values()) if len(found) <= _FEW else []


def present_ages(
    plain: str, births: Sequence[Statement], sentence_at: Callable[[int], Span], today: int
) -> Iterator[Age]:
    """Yield the ages behind a name in the sentence of a birth, or behind the name of somebody whose birth is told.

    They are those of the article's year.
    """
    if not 0 < len(births) <= _FEW:
        return
    for match in _AGED.finditer(plain):
        name = _NAME.search(plain, max(0, match.start() - _REACH), match.start())
        if name is None or not name["last"][0].isupper():
            continue
        sentence = sentence_at(match.start())
        for born in births:
            here = sentence.start <= born.date.start < sentence.end
            if name["last"].lower() == born.subject.head or (here and len(births) == 1):
                yield Age(*match.span("age"), int(match["age"]), born.date, today)
                break


def celebrated_ages(
    plain: str,
    births: Sequence[Statement],
    told: Sequence[Length],
    sentence_at: Callable[[int], Span],
    today: int,
    code: str,
) -> Iterator[Age]:
    """Yield the age that somebody reached, in the sentence before or behind that of the only birth: cumplió 58 años."""
    language = language_data(code)
    for length in told if len(births) == 1 else ():
        words = plain[max(0, length.start - _REACH) : length.start].lower().split()
        if words and words[-1] in language.feast_words | language.reaching_words:
            (born,) = births
            sentence = sentence_at(length.start)
            one, two = sorted((sentence, sentence_at(born.date.start)))
            lead = tokens(plain, sentence.start, length.start)
            if (
                two.start - one.end <= _GAP
                and "\n" not in plain[one.start : two.end].strip()
                and _names_no_other(lead[:-1], born, language)
            ):
                yield Age(length.start, length.end, length.years, born.date, today)


def _names_no_other(words: Sequence[Piece], born: Statement, language: Language) -> bool:
    """Tell whether the words before a verb name nobody and nothing but the one whose birth is told."""
    return all(
        is_small(word, language)
        or word.word in born.subject.words
        or word.word in language.pronouns
        or word.word.isdigit()
        or word.text in BREAKS
        for word in words
    )
