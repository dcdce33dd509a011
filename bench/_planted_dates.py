"""Planted faults of dates in clean articles, and attributions cut from dated sentences."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from copydesk.document import Document

Planted = tuple[str, datetime.date | None, int, int]
"""The text with its fault, the article's date, and the place of the fault."""
Plant = Callable[[str, str | None, random.Random], Planted | None]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ANY_MONTH = "|".join(_MONTHS)
_IN_YEAR = re.compile(r"\b([Ii]n|[Ss]ince) ((?:19|20)\d\d)(,?)(?= )")
_WEEKDAY = re.compile(rf"\b[Oo]n ({'|'.join(_DAYS)})\b(?!,? (?:{_ANY_MONTH}|[A-Z]))")


def _day(published: str | None, chance: random.Random) -> datetime.date:
    base = (
        datetime.date.fromisoformat(published)
        if published and len(published) == 10
        else datetime.date(2004, 9, 1)
    )
    return base - datetime.timedelta(days=chance.randrange(1, 120))


def _replaced(text: str, match: re.Match[str], new: str, fault: str) -> tuple[str, int, int]:
    changed = text[: match.start()] + new + text[match.end() :]
    start = match.start() + new.index(fault)
    return changed, start, start + len(fault)


def _instead_of_weekday(
    make: Callable[[datetime.date, random.Random], tuple[str, str]], *, dated: bool = False
) -> Plant:
    """Return a function that writes a date where the article says “on Tuesday”; `make` gives the phrase and its
    faulty part.
    """

    def plant(text: str, published: str | None, chance: random.Random) -> Planted | None:
        matches = list(_WEEKDAY.finditer(text))
        if not matches:
            return None
        day = _day(published, chance)
        phrase, fault = make(day, chance)
        dateline = day + datetime.timedelta(days=chance.randrange(0, 30)) if dated else None
        changed, start, end = _replaced(text, chance.choice(matches), phrase, fault)
        return changed, dateline, start, end

    return plant


def _written(day: datetime.date, chance: random.Random) -> str:
    month = _MONTHS[day.month - 1]
    return chance.choice((f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}"))


def _wrong_weekday(day: datetime.date, chance: random.Random) -> tuple[str, str]:
    wrong = _DAYS[(day.weekday() + chance.randrange(1, 7)) % 7]
    phrase = f"{wrong}, {_written(day, chance)}"
    return f"on {phrase}", phrase


def _wrong_weekday_without_year(day: datetime.date, chance: random.Random) -> tuple[str, str]:
    wrong = _DAYS[(day.weekday() + chance.randrange(1, 7)) % 7]
    phrase = f"{wrong}, {_MONTHS[day.month - 1]} {day.day}"
    return f"on {phrase}", phrase


def _impossible(_day: datetime.date, chance: random.Random) -> tuple[str, str]:
    month, day = chance.choice(
        (("February", 30), ("April", 31), ("June", 31), ("September", 31), ("November", 31), ("May", 32))
    )
    year = chance.choice(("", ", 2014"))
    phrase = chance.choice((f"{month} {day}{year}", f"{day} {month}{year.replace(',', '')}"))
    return f"on {phrase}", phrase


def _year_cut(day: datetime.date, _chance: random.Random) -> tuple[str, str]:
    month = _MONTHS[day.month - 1]
    return f"in {month} ,", f"{month} ,"


def _day_cut(day: datetime.date, chance: random.Random) -> tuple[str, str]:
    month = _MONTHS[day.month - 1]
    return chance.choice(
        (
            (f"on {month} , {day.year},", f"{month} ,"),
            (f"on , {day.year},", "on ,"),
            (f"on the of {month}", "the of"),
            (f"in of {day.year}", "in of"),
            (f"on {month} {day.day}, ,", ", ,"),
        )
    )


def _range_cut(day: datetime.date, chance: random.Random) -> tuple[str, str]:
    return chance.choice(((f"from to {day.year}", "from to"), (f"between and {day.year}", "between and")))


def _timestamp(day: datetime.date, chance: random.Random) -> tuple[str, str]:
    moment = datetime.datetime(day.year, day.month, day.day, 5, 16, 26, tzinfo=datetime.UTC)
    stamp = chance.choice(
        (
            str(int(moment.timestamp())),
            str(int(moment.timestamp() * 1000)),
            f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            moment.isoformat(),
            f"{moment:%Y-%m-%d %H:%M:%S}",
        )
    )
    return f"on {stamp}", stamp


def _reversed(day: datetime.date, chance: random.Random) -> tuple[str, str]:
    month, earlier = _MONTHS[day.month - 1], max(1, day.day // 2)
    later = earlier + chance.randrange(1, 12)
    return chance.choice(
        (
            (f"from {day.year} to {day.year - 3}", f"{day.year} to"),
            (f"({day.year}–{day.year - 2})", f"{day.year}–"),
            (f"from {month} {later} to {month} {earlier}", f"{month} {later} to"),
            (f"on {month} {later}–{earlier}, {day.year}", f"{month} {later}–"),
            (f"between {day.year} and {day.year - 4}", f"{day.year} and"),
        )
    )


def _future(text: str, published: str | None, chance: random.Random) -> Planted | None:
    """Date the whole article before an event that it tells, in a plain sentence at the head of a paragraph."""
    breaks = [match.end() for match in re.finditer(r"\n\n", text)]
    if not breaks:
        return None
    day = _day(published, chance)
    verbs = ("rejected the offer", "closed the bridge", "was fined", "elected a chair", "met in the old hall")
    written = _written(day, chance)
    told = f"The council {chance.choice(verbs)} on {written}. "
    told = chance.choice((told, f"On {written}, the council {chance.choice(verbs)}. "))
    at = chance.choice(breaks)
    start = at + told.index(written)
    dateline = day - datetime.timedelta(days=chance.randrange(3, 300))
    return text[:at] + told + text[at:], dateline, start, start + len(written)


def _opening_cut(text: str, _published: str | None, chance: random.Random) -> Planted | None:
    matches = [match for match in _IN_YEAR.finditer(text) if match[3]]
    if not matches:
        return None
    match = chance.choice(matches)
    return (*_cut(text, match, f"{match[1]} ,"),)


def _cut(text: str, match: re.Match[str], new: str) -> Planted:
    changed, start, end = _replaced(text, match, new, new)
    return changed, None, start, end


KINDS: dict[str, tuple[str, Plant]] = {
    "weekday changed": ("weekday-mismatch", _instead_of_weekday(_wrong_weekday)),
    "weekday changed, no year": (
        "weekday-mismatch",
        _instead_of_weekday(_wrong_weekday_without_year, dated=True),
    ),
    "day made impossible": ("impossible-date", _instead_of_weekday(_impossible)),
    "year cut out after a month": ("date-gap", _instead_of_weekday(_year_cut)),
    "day or more cut out": ("date-gap", _instead_of_weekday(_day_cut)),
    "end of a range cut out": ("date-gap", _instead_of_weekday(_range_cut)),
    "year of an “In 2019,” cut out": ("date-gap", _opening_cut),
    "timestamp for a date": ("raw-timestamp", _instead_of_weekday(_timestamp)),
    "range reversed": ("backwards-range", _instead_of_weekday(_reversed)),
    "dated before a past event": ("future-past", _future),
}
"""For each kind of fault: the rule that must find it, and the function that plants it."""

_SAYS = re.compile(
    r"\b(?:said|says|told|according|reported|wrote|report|statement|records|documents|study|filing)\b"
)
_STATEMENT = re.compile(
    r"(?:the |an? |it |he |she |they |his |her |its |their |[A-Z]|[0-9]|about |more |some )"
    r"(?=.*\b(?:was|were|had|did|\w+ed|made|took|gave|held"
    r"|met|sent|spent|ran|fell|rose|began|paid|won|lost|left|went|came|got|saw|told)\b)"
)
_TENTATIVE = re.compile(
    r"\b(?:will|would|could|should|may|might|can|plans?|planned|expected|elections?|Sept\. 11)\b"
)
_NAMES_A_DATE = ("day", "month")


def without_attribution(doc: Document, attributions: list[dict[str, Any]]) -> Iterator[tuple[str, int, int]]:
    """Yield texts in which one dated sentence has lost its source and its verb of saying, and where the date stands.

    Only sentences with a day or a month in the past count, which lie wholly in one attribution without quoted words,
    and have no other attribution or quotation in the sentence or beside it in the paragraph.
    """
    spans = [
        {part: [tuple(each) for each in found.get(part, ())] for part in ("source", "cue", "content")}
        for found in attributions
    ]
    sentences = doc.sentences
    for index, sentence in enumerate(sentences):
        here = [each for each in spans if each["content"] and _within(each, sentence)]
        touching = [
            each
            for each in spans
            for part in each.values()
            for start, end in part
            if start < sentence.end and sentence.start < end
        ]
        if len(here) != 1 or any(each is not here[0] for each in touching):
            continue
        start = min(start for start, _ in here[0]["content"])
        end = max(end for _, end in here[0]["content"])
        content = doc.text[start:end].strip(" ,.")
        if re.search(r"[“”\"]|^that\b|\bI\b", content) or len(here[0]["content"]) > 1:
            continue
        dates = [
            date
            for date in doc.dates
            if start <= date.start < end
            and date.precision in _NAMES_A_DATE
            and date.shape == "calendar"
            and date.value
            and doc.dateline
            and date.value < str(doc.dateline.value - datetime.timedelta(days=31))
        ]
        if not dates or not _STATEMENT.match(content) or _TENTATIVE.search(content) or _beside(doc, index):
            continue
        if not re.search(r"\b(?:on|in|since|between|through) \Z", doc.text[start : dates[0].start]):
            continue
        told = content[0].upper() + content[1:] + "."
        text = doc.source[: sentence.start] + told + doc.source[sentence.end :]
        at = text.index(doc.source[dates[0].start : dates[0].end], sentence.start)
        yield text, at, at + dates[0].end - dates[0].start


def _within(attribution: dict[str, list[tuple[int, ...]]], sentence: tuple[int, int]) -> bool:
    return all(
        sentence[0] <= start and end <= sentence[1] + 1
        for part in attribution.values()
        for start, end in part
    )


def _beside(doc: Document, index: int) -> bool:
    block = doc.block_at(doc.sentences[index].start)
    for other in (index - 1, index + 1):
        if (
            0 <= other < len(doc.sentences)
            and block
            and block.start <= doc.sentences[other].start < block.end
        ):
            beside = doc.text[slice(*doc.sentences[other])]
            if _SAYS.search(beside) or re.search(r"[“”\"]", beside):
                return True
    return False
