"""Allowances: how many rows of each outcome a sheet may have for the command to succeed (`--allow`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.settings import ConfigError, nearest
from copydesk.findings import Outcome
from copydesk.stories.fact_sheet.entries import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet

LEFT_OUT, ADDED = "left-out", "added"
_ANY = "any"
DEFAULT = "differs=0,said-by-another=0,not-found=0,not-checked=any,left-out=any,added=any"
"""What holds where `--allow` says nothing else."""


class Excess(NamedTuple):
    """More of something than is allowed: its key, how many there are, and how many may be."""

    key: str
    number: int
    allowed: int

    def __str__(self) -> str:
        what, most = self.key.replace("-", " ").replace(".", " "), self.allowed
        return f"{what}: {self.number:,} ({f'at most {most:,}' if most else 'none'} allowed)"


class Allowances:
    """The numbers that are allowed, over all drafts.

    Args:
        given: texts such as `differs=0,not-found=2`. A key is an outcome with hyphens, `left-out` or `added`. Before an
            outcome may stand what it is about, `name.not-found=3`: such a key counts instead of the general one. A
            value is a number, or `any`. Later texts replace earlier ones, and all replace the default.

    Raises:
        ConfigError: one of them is no such text.
    """

    def __init__(self, given: Sequence[str] = ()) -> None:
        self._allowed: dict[str, int | None] = {}
        for text in (DEFAULT, *given):
            for part in filter(None, (each.strip() for each in text.split(","))):
                key, equals, value = (each.strip() for each in part.partition("="))
                if not equals or not (value == _ANY or (value.isascii() and value.isdigit())):
                    raise ConfigError(f"--allow: “{part}” is not NAME=NUMBER or NAME={_ANY}, as in differs=0")
                if key not in _KEYS:
                    raise ConfigError(
                        f"--allow: there is no “{key}”{nearest(key, _KEYS) or '; there are ' + ', '.join(_PLAIN_KEYS)}"
                    )
                self._allowed[key] = None if value == _ANY else int(value)

    def exceeded_by(self, sheets: Iterable[DraftSheet]) -> list[Excess]:
        """Return what the sheets have more of than is allowed."""
        counts = self._counts(sheets)
        return [
            Excess(key, counts[key], allowed)
            for key, allowed in self._allowed.items()
            if allowed is not None and counts.get(key, 0) > allowed
        ]

    def _counts(self, sheets: Iterable[DraftSheet]) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for sheet in sheets:
            for row in sheet.rows:
                specific = f"{row.kind}.{_key(row.outcome)}"
                key = specific if specific in self._allowed else _key(row.outcome)
                counts[key] = counts.get(key, 0) + 1
            counts[LEFT_OUT] = counts.get(LEFT_OUT, 0) + len(sheet.left_out)
            counts[ADDED] = counts.get(ADDED, 0) + len(sheet.added)
        return counts


def _key(outcome: Outcome) -> str:
    return outcome.value.replace(" ", "-")


_PLAIN_KEYS = (*(_key(each) for each in Outcome if each is not Outcome.MATCHES), LEFT_OUT, ADDED)
_KEYS = (
    *_PLAIN_KEYS,
    *(f"{kind}.{_key(each)}" for kind in FactKind for each in Outcome if each is not Outcome.MATCHES),
)
