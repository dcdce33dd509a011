"""Finding rows: findings and suppressions as lists of simple types, for what is stored or sent; checked when read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.findings import SEVERITIES, Finding, Location, Suppression

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELDS = Finding.__match_args__
_TYPES = [str, *[int] * 6, *[str] * 5, list, bool, list, str, bool, str]
"""The types of a finding's fields, as they are stored."""


def finding_row(finding: Finding) -> list[Any]:
    """Return the fields of a finding, in their order."""
    return [getattr(finding, name) for name in _FIELDS]


def finding_of_row(row: Sequence[Any]) -> Finding:
    """Return the finding with these fields.

    Raises:
        TypeError, ValueError: this is no row of a finding.
    """
    _expect(_TYPES, row)
    finding = dict(zip(_FIELDS, row, strict=True))
    _expect([str] * len(finding["suggestions"]), finding["suggestions"])
    if finding["severity"] not in SEVERITIES:
        raise ValueError(f"{finding['severity']} is no severity")
    places = {
        "suggestions": tuple(finding["suggestions"]),
        "related": tuple(map(_location_of_row, finding["related"])),
    }
    return Finding(**(finding | places))


def _location_of_row(row: Sequence[Any]) -> Location:
    _expect([str, int, int, int, int, str], row)
    return Location(*row)


def suppression_row(suppression: Suppression) -> list[Any]:
    """Return the fields of a suppression, in their order."""
    target, start, end, unused, wide = suppression
    return [target, start, end, unused and finding_row(unused), wide]


def suppression_of_row(row: Sequence[Any]) -> Suppression:
    """Return the suppression with these fields.

    Raises:
        TypeError, ValueError: this is no row of a suppression.
    """
    target, start, end, unused, wide = row
    _expect([str, int, int, bool], [target, start, end, wide])
    return Suppression(target, start, end, unused and finding_of_row(unused), wide)


def _expect(types: list[type], values: Sequence[Any]) -> None:
    """Check the types of stored values.

    Raises:
        TypeError: they are not what was stored.
    """
    if list(map(type, values)) != types:
        raise TypeError("these are no stored values of ours")
