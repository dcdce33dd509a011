"""Months and weekdays without a day or a year, and what only looks like one: Theresa May, the march, the Sun."""

from __future__ import annotations

import re

from copydesk.analysis.dates.notations.calendar import MODIFIED
from copydesk.analysis.dates.notations.grammar import GAP, Grammar
from copydesk.analysis.dates.parts import Parts, words_before
from copydesk.analysis.language.languages import in_all_languages
from copydesk.support.patterns import compile_later

_NAMES_TOO = frozenset(("april", "may", "june", "august", "march", "mai", "avril", "juin", "mars"))
"""Months whose names are also names of people, or words that open a sentence."""

_SHORT_NAMES = frozenset("may june july mai juin mars août juli juni märz mayo maio mei".split())
"""Full names that are no longer than an abbreviation."""

_SURE = in_all_languages("before_months")
_UNSURE = frozenset("by from to of after before for between around through and or".split())
_DETERMINERS = frozenset("the a its his her their our that this last next each every".split())
_NO_NOUN = frozenset(
    "on to for of against in from was is and has had with by at he she it they we i you".split()
)
_AS_SUBJECT = compile_later(rf"{GAP}(?:was|is|saw|marks|marked|brought|sees)\b")
_WHICH = frozenset(("last", "next", "this", "past", "coming", "previous", "following", "same", "that"))
_RECURRING = frozenset("every each any most".split())
_EPITHETS = frozenset(
    "black good super ash cyber palm easter bloody giving ruby fat shrove maundy whit freaky throwback casual joe"
    " robinson t.g.i tgi holy".split()
)
_AFTER_WEEKDAY = compile_later(
    rf"{GAP}(?:Times|Telegraph|Mirror|Herald|Post|Night{GAP}(?:Live|Lights|Football)|Mail|Express|Review|Sun|World|People"
    rf"|Star|Addams)\b|{GAP}the{GAP}13th"
)
_NO_FORENAME = (
    "In|On|By|Since|Until|From|To|Of|After|Before|For|Last|Next|This|The|Early|Late|Mid|And|Through|Between|Every|Each"
    "|During"
)


class BareNames:
    """Reads the months and weekdays of one text that stand alone."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar
        self._people: dict[str, bool] = {}

    def month(self, at: int, end: int, first: int, last: int) -> Parts | None:
        """Return the month that a name without day or year means, or None where it is no month."""
        text = self._text
        name = text[at:end]
        words = words_before(text, first, at)
        before = words[-1].lower().strip('(“"') if words else ""
        if len(name) <= 4 and name.lower() not in _SHORT_NAMES:
            if before not in _SURE or text[end : end + 1] != "." or text[end + 1 : end + 2] not in " \n\0":
                return None
            end += 1
        modifier = MODIFIED.search(text, max(first, at - 9), at)
        sure = before in _SURE or modifier is not None
        if name.lower() in _NAMES_TOO and not (sure or self._is_month_anyway(name, end, last, before)):
            return None
        if (self._grammar.capitals and not name[:1].isupper()) or re.match(r"-[a-z]", text[end : end + 2]):
            return None
        if name.lower() in _NAMES_TOO and before in ("last", "this", "a") and text[end : end + 2] == "'s":
            return None
        start = modifier.start() if modifier else at
        if before in ("last", "next", "this"):
            start = text.rindex(words[-1][-len(before) :], first, at)
        which = before if before in _WHICH else ""
        return Parts(start, end, "month", None, self._grammar.month_number(name), which=which)

    def weekday(self, at: int, end: int, first: int, last: int) -> Parts | None:
        """Return the day that a weekday's name means, or None where it means every such day or something else."""
        text = self._text
        name = text[at:end]
        if len(name) < (6 if self._grammar.capitals else 5):
            return None
        if self._grammar.capitals != name[:1].isupper() or _AFTER_WEEKDAY.match(text, end, last):
            return None
        words = words_before(text, first, at)
        before = words[-1].lower().strip('(“"') if words else ""
        if before in _EPITHETS or before in _RECURRING:
            return None
        start = at
        if before in ("last", "next", "this", "past", "coming"):
            start = text.rindex(words[-1][-len(before) :], first, at)
            if before in ("past", "coming") and len(words) > 1 and words[-2].lower() in ("this", "the"):
                start = text.rindex(words[-2], first, start)
        weekday = self._grammar.weekday_number(name)
        return Parts(start, end, "day", weekday=weekday, which=before, shape="weekday")

    def _is_month_anyway(self, name: str, end: int, last: int, before: str) -> bool:
        """Tell whether a name that is also somebody's means the month, though no word before it makes that sure."""
        following = self._text[end : min(end + 24, last)].replace("\0", " ").split()
        after = following[0] if following and self._text[end : end + 1].isspace() else ""
        if self._is_person(name):
            return False
        if before in _UNSURE and not after[:1].isupper():
            return True
        if before in _DETERMINERS and after[:1].islower() and after.strip(",.;") not in _NO_NOUN:
            return True
        return not before and name.lower() == "april" and _AS_SUBJECT.match(self._text, end, last) is not None

    def _is_person(self, name: str) -> bool:
        """Tell whether the text also uses a month's name as somebody's."""
        if name not in self._people:
            forename = rf"\b(?!(?:{_NO_FORENAME})\b)[A-Z][a-z]+\.?{GAP}{name}\b(?!{GAP}\d)"
            surname = rf"\b{name}{GAP}(?!(?:and|to)\b)[A-Z][a-z]+(?<!ary)\b"
            self._people[name] = re.search(f"{forename}|{surname}", self._text) is not None
        return self._people[name]
