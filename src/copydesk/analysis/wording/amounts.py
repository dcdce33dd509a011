"""Amounts: read numbers in words, digits or both: “2 million”, “two hundred and ten”."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.support.patterns import compile_later

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "k": 1e3,
}  # fmt: skip

_NUMBER = compile_later(r"\d+(?:\.\d+)?")
_ONE = ("a", "an")


def read_amount(forms: Sequence[str]) -> float | None:
    """Return the number that a run of forms (see `normal_forms`) stands for; None if the run is anything else."""
    total, part = 0.0, None
    for index, form in enumerate(forms):
        if _NUMBER.fullmatch(form):
            if part is not None and (part % 100 or float(form) >= 100):
                return None
            part = (part or 0.0) + float(form)
        elif form == "hundred":
            part = _counted(part) * SCALES[form]
        elif form in SCALES and (part is not None or (index == 1 and forms[0] in _ONE)):
            total, part = total + _counted(part) * SCALES[form], None
        elif not _joins(forms, index):
            return None
    if part is None and not total:
        return None
    return total + (part or 0.0)


def _counted(part: float | None) -> float:
    """Return how many hundreds or millions there are: one if no number comes before the word."""
    return 1.0 if part is None else part


def _joins(forms: Sequence[str], index: int) -> bool:
    """Tell whether a form is part of a number without a value of its own: “a” before it, “and” inside it."""
    if index == 0:
        return forms[0] in _ONE
    return forms[index] == "and" and index < len(forms) - 1
