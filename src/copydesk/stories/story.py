"""Story: the articles that a rule compares, and the comparisons that several rules share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, cast

from copydesk.stories.article import Article

T = TypeVar("T")


class Member(NamedTuple):
    """One document of a story: its path, and what the rule at hand gathered from it."""

    path: str
    facts: Any


@dataclass(frozen=True, eq=False)
class Story:
    """Documents that a rule compares. Every flag it yields names its document in `path`.

    Attributes:
        members: for the scope "story" copies of one story, or one article that has sources; for "run" all documents.
        sources: what the one member is to be held to; they are right, and nothing is flagged in them.
        complete: whether all that is declared as a source could be read; else what the others lack was not checked.
        nearest: for each member, by index, those whose copy of the story is nearest to its own.
    """

    members: tuple[Member, ...]
    sources: tuple[Member, ...] = ()
    nearest: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    complete: bool = True
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

    @property
    def earliest(self) -> str | None:
        """The path of the copy that bears the earliest date, if at least two bear one and it stands alone."""
        dated = sorted(
            (article.date, path)
            for path, article in self.members
            if isinstance(article, Article) and article.date
        )
        return dated[0][1] if len(dated) > 1 and dated[0][0] < dated[1][0] else None
