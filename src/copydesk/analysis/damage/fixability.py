"""What a rule offers its reader: which of many equal faults it shows, and which of them a fix can mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar

from copydesk.findings import Flag
from copydesk.support.patterns import compile_later

_SHOWN = 5
_OFTEN = 3
Fault = TypeVar("Fault")
_BREAK = compile_later(r"[\0\r\n]")


def limit_faults(found: Sequence[Fault], *, each: bool) -> tuple[Sequence[Fault], str]:
    """The faults to show, and what their message says of the rest: of more than five the first stands for all.

    With `each`, all are shown (see `Document.shows_each_fault`).
    """
    if len(found) <= _SHOWN or each:
        return found, ""
    return found[:1], f", and {len(found) - 1} more in this file"


def unless_often(flags: Iterable[Flag]) -> Iterator[Flag]:
    """Yield the flags of a rule; none is sure if they are so many that the author may mean it so."""
    rest = iter(flags)
    first = list(islice(rest, _OFTEN))  # not all of them: a text may have thousands, of which few are shown
    for flag in chain(first, rest):
        yield replace(flag, is_sure=False) if flag.is_sure and len(first) >= _OFTEN else flag


def is_in_one_piece(text: str) -> bool:
    """Tell whether neither markup nor a line end stands within; a fix would change it."""
    return not _BREAK.search(text)
