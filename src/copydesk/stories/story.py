"""Story: the articles that a rule compares, and the comparisons that several rules share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")


class Member(NamedTuple):
    """One document of a story: its key, and the facts that the rules need of it.

    `path` is its `Document.key`: the path of its file, with a number if the file holds several documents.
    """

    path: str
    facts: Any


@dataclass(frozen=True, eq=False)
class Story:
    """The documents that a rule compares. Every flag that the rule yields names its document in `path`.

    Attributes:
        members: for the scope "story" the copies of one story, or one article that has sources; for "run" all
            documents.
        sources: the sources of the one member; they are taken as correct, and nothing is flagged in them. For the scope
            "run" the indexes of the archive that the configuration names; the facts of each are its `KeptName`s.
        nearest: for each member, by index, the members whose copies are nearest to its own. A story of many copies is
            checked in parts: only some copies are members, and only some of these have an entry here.
        complete: whether all declared sources could be read; if not, what the others lack is not reported
            (`tells_all`).
        earliest: the path of the copy with the earliest date, if that can be decided.
    """

    members: tuple[Member, ...]
    sources: tuple[Member, ...] = ()
    nearest: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    complete: bool = True
    earliest: str | None = None
    _shared: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def in_another_language(self) -> tuple[Member, ...]:
        """The sources of the one member that are in another language than it, as far as the languages are known."""
        ours = self.members[0].facts.language if self.sources else None
        return tuple(each for each in self.sources if ours and each.facts.language not in (ours, None))

    @property
    def tells_all(self) -> bool:
        """Whether what the sources do not have is in none: all can be read, and are in the language of the member."""
        return self.complete and not self.in_another_language

    def once(self, comparison: Callable[[Story], T]) -> T:
        """Return the result of a comparison of this story; it runs at the first call only, so that rules can share
        it.
        """
        if comparison not in self._shared:
            self._shared[comparison] = comparison(self)
        return cast(T, self._shared[comparison])

    def witnesses(self) -> Iterator[tuple[Member, tuple[Member, ...]]]:
        """Yield each member with the documents that it is compared with: its sources, or else the nearest other
        copies.
        """
        for index, member in enumerate(self.members):
            yield member, self.sources or tuple(self.members[other] for other in self.nearest.get(index, ()))
