"""Same words: tell whether two short runs of words differ only in spelling, hyphens, initials, masks or omissions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from copydesk.analysis.wording.amounts import read_amount
from copydesk.analysis.wording.normal_forms import EDIT, GAP, NEGATIONS, SMALL_WORDS, SPELLED_OUT
from copydesk.support.patterns import compile_later

_SPELLINGS = tuple(
    (compile_later(pattern), replacement)
    for pattern, replacement in (
        (r"is(e|ed|es|er|ers|ing|ation|ations|able)$", r"iz\1"), (r"ys(e|ed|es|ing)$", r"yz\1"), (r"our", "or"),
        (r"tre(s?)$", r"ter\1"), (r"bre$", "ber"), (r"ll", "l"), (r"ence$", "ense"), (r"ogue", "og"), (r"mme$", "m"),
        (r"ae|oe", "e"), (r"que(s?)$", r"ck\1"), (r"ey$", "y"), (r"gement", "gment"), (r"grey", "gray"),
        (r"^scep", "skep"), (r"^tyre", "tire"), (r"^kerb", "curb"), (r"^plough", "plow"), (r"^aluminium$", "aluminum"),
        (r"ould(er|ers|ering|ered|y)$", r"old\1"), (r"^mum(s|my)?$", r"mom\1"), (r"^pyjama", "pajama"),
    )
)  # fmt: skip

_BODIES = {
    "us": "unitedstates", "un": "unitednations", "eu": "europeanunion", "uae": "unitedarabemirates",
    "usa": "unitedstates", "unitedstatesofamerica": "unitedstates", "nkorea": "northkorea", "skorea": "southkorea",
}  # fmt: skip
"""Countries and organisations that newspapers abbreviate differently, written without spaces."""

_UNITS = {
    "feet": "foot", "inches": "inch",
    **{f"{unit}s": unit for unit in (
        "meter", "kilometer", "mile", "yard", "acre", "hectare", "pound", "ton", "tonne", "kilogram", "gram", "liter",
        "gallon", "year", "month", "week", "day", "hour", "minute", "second", "degree", "dollar", "euro",
    )},
}  # fmt: skip


_FEW = 3


def same_words(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether two short runs of forms mean the same words.

    Differences that do not count: British and American spelling, words written together or apart, countries and
    organisations by their initials, numbers in words, masked letters, words that an ellipsis or a bracket stands for.
    """
    if not hides_negation(ours, theirs) and _stands_for(ours, theirs):
        return True
    if _stands_for(theirs, ours) or (len(ours) == len(theirs) == 1 and _same_word(ours[0], theirs[0])):
        return True
    if not ours or not theirs:
        return False
    if "".join(ours) == "".join(theirs) or _in_words(ours) == _in_words(theirs):
        return True
    return (value := read_amount(ours)) is not None and value == read_amount(theirs)


def _stands_for(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether an ellipsis or a bracket in one run of forms can stand for the words that only the other run has."""
    rest = [form for form in one if form not in (GAP, EDIT)]
    all_there = all(form in other for form in rest)
    if GAP in one and (all_there or _is_faltered(one, rest)):
        return True
    if EDIT not in one:
        return False
    is_within_reach = len(other) <= 8 * one.count(EDIT) + len(one)
    return (is_within_reach and all_there) or (bool(rest) and _in_words(rest) == _in_words(other))


def hides_negation(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether a bracket of ours, or an ellipsis for a few words, stands where theirs has a negation."""
    if not any(form in NEGATIONS and form not in ours for form in theirs):
        return False
    return EDIT in ours or (GAP in ours and len(theirs) <= _FEW)


def same_unit(one: str, other: str) -> bool:
    """Tell whether two forms are one unit of measure, as in “30 feet high” and “a 30-foot-high rock”."""
    one, other = (_UNITS.get(_folded(form), _folded(form)) for form in (one, other))
    return one == other and one in _UNITS.values()


def _is_faltered(forms: Sequence[str], rest: Sequence[str]) -> bool:
    """Tell whether a speaker only hesitates, with a small word between two pauses: “with … a … smile”."""
    return forms.count(GAP) > 1 and len(rest) == 1 and rest[0] in SMALL_WORDS


def _same_word(one: str, other: str) -> bool:
    if "*" in one or "*" in other:
        masked, plain = (one, other) if "*" in one else (other, one)
        return masked[:1] == plain[:1]
    if "'d" in (one, other) and {one, other} & {"would", "had"}:
        return True
    return min(len(one), len(other)) > 3 and _folded(one) == _folded(other)


def _in_words(forms: Sequence[str]) -> str:
    joined = "".join(SPELLED_OUT.get(form, form) for form in forms)
    return _BODIES.get(joined, joined)


@lru_cache(10_000)
def _folded(form: str) -> str:
    for pattern, replacement in _SPELLINGS:
        form = pattern.sub(replacement, form)
    return form
