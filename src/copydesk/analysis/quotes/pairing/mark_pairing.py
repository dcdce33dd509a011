"""Pairing of marks: which opens, which closes which, and which stands alone, by the cheapest reading.

Every mark has a price for opening, for closing and for standing alone; every pair has a price. A search over stacks of
open marks finds the reading that costs least, so that a fault is laid at the mark whose being wrong explains the most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from copydesk.analysis.quotes.pairing.marks import Mark

FAULT = 1.0
"""A mark that stands alone at this price or more is a fault; below, it is an apostrophe, an inch, a list's bracket."""

_BEAM = 32
_NARROWEST = 4
"""So many stacks are followed; fewer, as their number grows, in a row of more marks than any paragraph has."""

_MANY = 2_000
_DEPTH = 4


class Token(NamedTuple):
    """A mark with its prices."""

    mark: Mark
    opens: float
    closes: float
    lone: float


class PairingState(NamedTuple):
    """One reading of the tokens, as indices into them.

    Attributes:
        pairs: (opening, closing).
        resumed: (opening, the next opening): the first is never closed because the second takes its quotation up again.
        lone: tokens in no pair that should be in one.
        open_end: the token whose quotation runs on past the last one.
    """

    cost: float
    pairs: tuple[tuple[int, int], ...] = ()
    resumed: tuple[tuple[int, int], ...] = ()
    lone: tuple[int, ...] = ()
    open_end: int | None = None


_Step = tuple[str, int, int, object]
"""What was done ("lone", "open", "pair" or "resume"), with which two tokens, and the step before."""
_Path = tuple[float, _Step | None]
_Stack = tuple[int, ...]


class _Search:
    """The cheapest path to every stack of open marks that a row of tokens can leave."""

    def __init__(
        self,
        tokens: Sequence[Token],
        match: Callable[[int, int], float | None],
        nest: Callable[[int, int], float],
        resume: Callable[[int, int], float | None],
    ) -> None:
        self._tokens = tokens
        self._match, self._nest, self._resume = match, nest, resume
        self._beam = max(_NARROWEST, min(_BEAM, _BEAM * _MANY // max(1, len(tokens))))
        self._following: dict[_Stack, _Path] = {}
        self.paths: dict[_Stack, _Path] = {(): (0.0, None)}

    def run(self) -> None:
        """Go through all tokens."""
        for index, token in enumerate(self._tokens):
            self._following = {}
            for stack, (cost, trail) in self.paths.items():
                self._offer(stack, cost + token.lone, ("lone", index, index, trail))
                self._open(stack, cost, index, trail)
                if stack:
                    self._close_or_resume(stack, cost, index, trail)
            self.paths = self._cheapest()

    def _offer(self, stack: _Stack, cost: float, step: _Step) -> None:
        known = self._following.get(stack)
        if known is None or cost < known[0]:
            self._following[stack] = (cost, step)

    def _open(self, stack: _Stack, cost: float, index: int, trail: _Step | None) -> None:
        if len(stack) < _DEPTH:
            nesting = self._nest(stack[-1], index) if stack else 0.0
            deeper = cost + self._tokens[index].opens + nesting
            self._offer((*stack, index), deeper, ("open", index, index, trail))

    def _close_or_resume(self, stack: _Stack, cost: float, index: int, trail: _Step | None) -> None:
        top, token = stack[-1], self._tokens[index]
        if (price := self._match(top, index)) is not None:
            self._offer(stack[:-1], cost + token.closes + price, ("pair", top, index, trail))
        if (price := self._resume(top, index)) is not None:
            self._offer((*stack[:-1], index), cost + token.opens + price, ("resume", top, index, trail))
        elif trail and trail[0] == "resume" and len(stack) == 1:
            # The last of several paragraphs lacks its closing mark; those before it are in order.
            unclosed = ("lone", top, top, trail)
            reopened = cost + self._tokens[top].lone + token.opens
            self._offer((index,), reopened, ("open", index, index, unclosed))

    def _cheapest(self) -> dict[_Stack, _Path]:
        """Keep the cheapest paths, and always one that leaves nothing open."""
        following = self._following
        if len(following) <= self._beam:
            return following
        kept = dict(sorted(following.items(), key=lambda item: item[1][0])[: self._beam])
        return kept if () in kept else {**kept, (): following[()]}


def pair(
    tokens: Sequence[Token],
    match: Callable[[int, int], float | None],
    nest: Callable[[int, int], float] = lambda _outer, _inner: 0.0,
    resume: Callable[[int, int], float | None] = lambda _first, _second: None,
) -> tuple[PairingState, PairingState | None]:
    """Find the cheapest reading in which all is closed, and the cheapest that ends in an open quotation, if any.

    Args:
        tokens: in order.
        match: the price of a pair (opening, closing), None if they cannot be one.
        nest: the price of opening the second inside the first.
        resume: the price of the second taking up the first's quotation without its having been closed, or None.
    """
    search = _Search(tokens, match, nest, resume)
    search.run()
    closed = _unfold(tokens, search.paths[()])
    ends = [(path, stack[0]) for stack, path in search.paths.items() if len(stack) == 1]
    if not ends:
        return closed, None
    path, end = min(ends, key=lambda item: (item[0][0], item[1]))
    open_ended = _unfold(tokens, path, end)
    if open_ended.resumed and open_ended.cost + tokens[end].lone < closed.cost:
        lone = tuple(sorted((*open_ended.lone, end)))
        closed = open_ended._replace(cost=open_ended.cost + tokens[end].lone, lone=lone, open_end=None)
    return closed, open_ended


def counts_before(text: str, character: str, start: int, offsets: Iterable[int]) -> list[int]:
    """Count how often a character stands between `start` and each of the offsets, which rise."""
    counts, count = [], 0
    for offset in offsets:
        count += text.count(character, start, offset)
        counts.append(count)
        start = offset
    return counts


def _unfold(tokens: Sequence[Token], path: _Path, open_end: int | None = None) -> PairingState:
    steps: dict[str, list[tuple[int, int]]] = {"lone": [], "open": [], "pair": [], "resume": []}
    cost, trail = path
    while trail is not None:
        kind, first, second, rest = trail
        steps[kind].append((first, second))
        trail = rest  # type: ignore[assignment]
    return PairingState(
        cost,
        tuple(reversed(steps["pair"])),
        tuple(reversed(steps["resume"])),
        tuple(index for index, _ in reversed(steps["lone"]) if tokens[index].lone >= FAULT),
        open_end,
    )
