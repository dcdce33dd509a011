"""Story: the articles that a rule compares, and the comparisons that several rules share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")


class Member(NamedTuple):
    """One document of a story, and what the rule at hand gathered from it.

    `path` is its `Document.key`: the path of its file, with a number where the file holds several documents.
    """

    path: str
    facts: Any


@dataclass(frozen=True, eq=False)
class Story:
    """Documents that a rule compares. Every flag it yields names its document in `path`.

    Attributes:
        members: for the scope "story" copies of one story, or one article that has sources; for "run" all documents.
        sources: what the one member is to be held to; they are right, and nothing is flagged in them.
        complete: whether all that is declared as a source could be read; else what the others lack was not checked.
        nearest: for each member, by index, those whose copy of the story is nearest to its own. Of a story of many
            copies only some are members, and only some of these are compared: it is checked part by part.
        earliest: the path of the copy that bears the earliest date, if that can be told.
    """

    members: tuple[Member, ...]
    sources: tuple[Member, ...] = ()
    nearest: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    complete: bool = True
    earliest: str | None = None
    _shared: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def once(self, comparison: Callable[[Story], T]) -> T:
        """The result of a comparison of this story, worked out at the first call: for rules that share work."""
        if comparison not in self._shared:
            self._shared[comparison] = comparison(self)
        return cast(T, self._shared[comparison])

    def witnesses(self) -> Iterator[tuple[Member, tuple[Member, ...]]]:
        """Each member with the documents that it is held to: its sources, or else the nearest other copies."""
        for index, member in enumerate(self.members):
            yield member, self.sources or tuple(self.members[other] for other in self.nearest.get(index, ()))
