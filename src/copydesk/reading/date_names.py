"""Dates that hold the name of a month or a weekday, and what only looks like one: Theresa May, the march, Sun."""

from __future__ import annotations

import re

from copydesk.reading.date_grammar import GAP, Grammar
from copydesk.reading.date_parts import Parts, YearMonthDay, words_before
from copydesk.reading.date_values import full_year, is_possible

_NAMES_TOO = frozenset(("april", "may", "june", "august", "march", "mai", "avril", "juin", "mars"))
"""Months whose names are also names of people, or words that open a sentence."""

_SURE = frozenset(
    "in since until till during last next this early late mid each every throughout im seit ende anfang mitte en em"
    " fin finales a depuis à sinds eind begin".split()
)
_UNSURE = frozenset("by from to of after before for between around through and or".split())
_DETERMINERS = frozenset("the a its his her their our that this last next each every".split())
_NO_NOUN = frozenset(
    "on to for of against in from was is and has had with by at he she it they we i you".split()
)
_AS_SUBJECT = re.compile(rf"{GAP}(?:was|is|saw|marks|marked|brought|sees)\b")
_WHICH = frozenset(("last", "next", "this", "past", "coming", "previous", "following", "same", "that"))
_RECURRING = frozenset("every each any most".split())
_EPITHETS = frozenset(
    "black good super ash cyber palm easter bloody giving ruby fat shrove maundy whit freaky throwback casual joe robinson"
    " t.g.i tgi holy".split()
)
_AFTER_WEEKDAY = re.compile(
    rf"{GAP}(?:Times|Telegraph|Mirror|Herald|Post|Night{GAP}(?:Live|Lights|Football)|Mail|Express|Review|Sun|World|People|Star|Addams)\b"
    rf"|{GAP}the{GAP}13th"
)
_BRACKETED_WEEKDAY = r"(?:[\s\0]*\([\s\0]*|\0*,[\s\0]*(?:an?{GAP})?)(?P<weekday>{names})\b"
_EN_DAY_OF = re.compile(rf"\b[Tt]he{GAP}\Z")
_MODIFIED = re.compile(rf"\b(?:early|late|mid)(?:-|{GAP})(?:in{GAP})?\Z", re.IGNORECASE)
_WEEKDAY_JOINED = re.compile(
    r"(?:day|\b(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?)s?[\s\0]*(?:[-–—‑/&,]|,?[\s\0](?:and|or|to|through|thru|until))[\s\0]*\Z",
    re.IGNORECASE,
)
_AFTER_IN = re.compile(
    rf"{GAP}(?!(?:the|and|to|at|in|for|when|as|after|before|but|or|a|an|with|by|from|on|of|it|he|she|they|we)\b)[a-z]"
)
_COUNT_NEXT = re.compile(rf"{GAP}(?:[a-z]+{GAP})?[a-z]+s\b")


class NameReader:
    """Reads the dates of one text that begin with, or hold, a name that the grammar knows."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar
        self._people: dict[str, bool] = {}
        names = "|".join(sorted(("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()))
        self._weekday_after = (
            re.compile(_BRACKETED_WEEKDAY.format(names=names, GAP=GAP))
            if not grammar.day_first.flags & re.IGNORECASE
            else None
        )

    def calendar(self, at: int, first: int, last: int) -> Parts | None:
        """The date with a day or a year that begins at `at`."""
        text, grammar = self._text, self._grammar
        if grammar.month_first and (match := grammar.month_first.match(text, at, last)):
            if parts := self._days(match, first, last):
                return parts
        elif match := grammar.day_first.match(text, at, last):
            return self._days(match, first, last)
        if match := grammar.month_year.match(text, at, last):
            name = match["month"] or match["m"]
            year = int(match["year"]) if match["year"] else full_year(int(match["short"]))
            start = self._with_modifier(at, first)
            return Parts(start, match.end(), "month", year, grammar.month_number(name))
        return None

    def _days(self, match: re.Match[str], first: int, last: int) -> Parts | None:
        text = self._text
        month, day = self._grammar.month_number(match["month"]), int(match["day"])
        year = int(match["year"]) if match["year"] else None
        start, end = match.span()
        until: YearMonthDay | None = None
        month_leads = match.start("month") < match.start("day")
        if match["day2"]:
            second = int(match["day2"])
            listed = text[match.end("day") : match.start("day2")].strip("\0 \t\r\n") in ("and", "or", "&")
            if listed and year is None and month_leads and _COUNT_NEXT.match(text, end, last):
                end = match.end("ordinal") if match["ordinal"] else match.end("day")
            elif second > 31 and text[match.end("day") : match.start("day2")].strip("\0 \t\r\n").isalpha():
                end = match.end("ordinal") if match["ordinal"] else match.end("day")
            elif second >= 1:
                until = (year, month, second)
        if year is None and until is None and month_leads and not match["ordinal"]:
            before = [word.lower() for word in words_before(text, first, start, 12)]
            if before and before[-1] in ("in", "during", "of", "since") and _AFTER_IN.match(text, end, last):
                return None  # "In May 12 people died": the number counts
        if not is_possible(year, month, day) and not self._meant_as_day(match, year, day, first, last):
            return None
        if not month_leads:
            name = match["month"]
            if len(name.rstrip(".")) < 3:
                return None
            if before_the := _EN_DAY_OF.search(text, max(first, start - 5), start):
                start = before_the.start() if match["ordinal"] else start
        if text[end - 1] == "." and (len(match["month"]) > 4 or match["month"].lower() in ("may", "june", "july")):
            end -= 1  # a full name takes no point: it is the sentence's
        weekday = None
        after = self._weekday_after and self._weekday_after.match(text, end, last)
        if after and (
            text[end : after.end()].lstrip("\0")[:1] == "(" or " a" in text[end : after.start("weekday")]
        ):
            weekday = self._grammar.weekday_number(after["weekday"])
            closing = text[after.end() : after.end() + 1] == ")"
            end = after.end() + closing
        return Parts(start, end, "day", year, month, day, weekday, until)

    def _meant_as_day(self, match: re.Match[str], year: int | None, day: int, first: int, last: int) -> bool:
        """Whether an impossible day is a day that is wrong, and not a number that counts something."""
        text = self._text
        if year is not None or match["ordinal"]:
            return 1000 <= (year or 2000) and (day <= 99)
        before = [word.lower() for word in words_before(text, first, match.start(), 16)]
        word = before[-1].strip("(,") if before else ""
        if word in ("on", "dated") or word.rstrip(".")[:3] in (
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun",
        ):
            return True
        if word in (
            "in",
            "during",
            "of",
            "last",
            "this",
            "since",
            "late",
            "early",
            "mid",
        ) and _AFTER_IN.match(text, match.end(), last):
            return False
        return 28 < day <= 31 or (
            day > 31 and word in ("until", "by", "from", "to", "since", "before", "after")
        )

    def weekday_lead(self, at: int, last: int) -> int | None:
        """Where a date begins that the weekday at `at` belongs to, or None."""
        match = self._grammar.weekday_lead.match(self._text, at, last)
        return match.end() if match else None

    def joins_weekdays(self, at: int, first: int) -> bool:
        """Whether another weekday stands before this one ("Friday and Saturday, May 1 and 2")."""
        return _WEEKDAY_JOINED.search(self._text, max(first, at - 28), at) is not None

    def weekday_of(self, hit: re.Match[str]) -> int:
        """From 0 for Monday."""
        return self._grammar.weekday_number(hit.group())

    def bare_month(self, at: int, end: int, first: int, last: int) -> Parts | None:
        """The month that a name without day or year means, or None where it is no month."""
        text = self._text
        name = text[at:end]
        words = words_before(text, first, at)
        before = words[-1].lower().strip('(“"') if words else ""
        lower = name.lower()
        point = text[end : end + 1] == "." and text[end + 1 : end + 2] in " \n\0"
        if len(name) <= 4 and lower not in (
            "may",
            "june",
            "july",
            "mai",
            "juin",
            "mars",
            "août",
            "juli",
            "juni",
        ):
            if not (point and before in _SURE):
                return None
            end += 1
        sure = before in _SURE or _MODIFIED.search(text, max(first, at - 8), at) is not None
        if lower in _NAMES_TOO and not sure and not self._is_month_anyway(name, at, end, first, last, before):
            return None
        if (
            lower in ("may", "march")
            and sure
            and text[at - 1 : at] == "-"
            and not before.endswith(("mid-", "late-", "early-"))
        ):
            return None
        if self._grammar.capitals and not name[:1].isupper():
            return None
        if (
            text[end : end + 1] == "-"
            and text[end + 1 : end + 2].isalpha()
            and not text[end + 1 : end + 2].isupper()
        ):
            return None
        if lower in _NAMES_TOO and before in ("last", "this", "a") and text[end : end + 2] == "'s":
            return None
        which = before if before in _WHICH else ""
        start = self._with_modifier(at, first)
        if which in ("last", "next", "this"):
            start = text.rindex(words[-1][-len(which) :], first, at)
        return Parts(start, end, "month", None, self._grammar.month_number(name), which=which)

    def _is_month_anyway(self, name: str, at: int, end: int, first: int, last: int, before: str) -> bool:
        text = self._text
        following = text[end : min(end + 24, last)].replace("\0", " ").split()
        after = following[0] if following and text[end : end + 1].isspace() else ""
        if self._is_person(name):
            return False
        if before in _UNSURE and not after[:1].isupper():
            return True
        if before in _DETERMINERS and after[:1].islower() and after.strip(",.;") not in _NO_NOUN:
            return name.lower() != "march" or after.isalpha()
        return before == "" and name.lower() == "april" and _AS_SUBJECT.match(text, end, last) is not None

    def _is_person(self, name: str) -> bool:
        """Whether the text also uses a month's name as somebody's."""
        if name not in self._people:
            self._people[name] = bool(
                re.search(
                    rf"\b(?!(?:In|On|By|Since|Until|From|To|Of|After|Before|For|Last|Next|This|The|Early|Late|Mid|And|Through|Between|Every|Each|During)\b)[A-Z][a-z]+\.?{GAP}{name}\b(?!{GAP}\d)"
                    rf"|\b{name}{GAP}(?!(?:and|to)\b)[A-Z][a-z]+(?<!ary)\b",
                    self._text,
                )
            )
        return self._people[name]

    def bare_weekday(self, at: int, end: int, first: int, last: int) -> Parts | None:
        """The day that a weekday's name means, or None where it means every such day or something else."""
        text = self._text
        name = text[at:end]
        if len(name) < 6 and not (self._grammar.capitals is False and len(name) > 4):
            return None
        if self._grammar.capitals != name[:1].isupper() or _AFTER_WEEKDAY.match(text, end, last):
            return None
        words = words_before(text, first, at)
        before = words[-1].lower().strip('(“"') if words else ""
        if before in _EPITHETS or before in _RECURRING or (before == "wednesday" and words[-1][:1].isupper()):
            return None
        which = before if before in _WHICH else ""
        start = at
        if which in ("last", "next", "this", "past", "coming"):
            start = text.rindex(words[-1][-len(which) :], first, at)
            if which in ("past", "coming") and len(words) > 1 and words[-2].lower() in ("this", "the"):
                start = text.rindex(words[-2], first, start)
        return Parts(
            start,
            end,
            "day",
            weekday=self._grammar.weekday_number(name),
            which=which or before,
            shape="weekday",
        )

    def _with_modifier(self, at: int, first: int) -> int:
        match = _MODIFIED.search(self._text, max(first, at - 9), at)
        return match.start() if match else at
