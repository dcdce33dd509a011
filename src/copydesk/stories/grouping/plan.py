"""Plans: which articles are compared with which, before any of them is read again."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.stories.grouping.clustering import group
from copydesk.stories.grouping.sketch import Sketch

_TOGETHER = 12
"""Articles that are compared as one part: with those nearest to them they are all in memory at once."""


class StoryPlan(NamedTuple):
    """A story, or a part of a large one, by the keys of its articles: see `Story`, whose attributes these are.

    `has_references` says that it is one article and its sources, if it has any that can be read.
    """

    members: tuple[str, ...]
    nearest: Mapping[int, tuple[int, ...]]
    sources: tuple[str, ...] = ()
    complete: bool = True
    earliest: str | None = None
    has_references: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The documents that are read for it."""
        return (*self.members, *self.sources)


def plan_held(path: str, sources: Sequence[str], *, complete: bool = True) -> StoryPlan:
    """One article and its sources; not `complete` if some of these could not be read."""
    return StoryPlan((path,), {0: ()}, tuple(sources), complete, has_references=True)


def plan_copies(
    sketches: Mapping[str, Sketch], text_of: Callable[[str], str], sources: Mapping[str, Sequence[str]]
) -> Iterator[StoryPlan]:
    """The copies among all articles; `text_of` reads the text of one once more, by its path.

    A copy with `sources` of its own (paths, by path) still bears witness for others, but not against its sources; it is
    itself held to these alone.
    """
    paths = sorted(sketches)
    for story in group([sketches[path] for path in paths], lambda index: text_of(paths[index])):
        nearest = {
            paths[index]: [
                paths[other] for other in others if paths[index] not in sources.get(paths[other], ())
            ]
            for index, others in story.items()
        }
        dates = sorted((date, path) for path in nearest if (date := sketches[path].date))
        earliest = dates[0][1] if len(dates) > 1 and dates[0][0] < dates[1][0] else None
        yield from _parts(nearest, sources, earliest)


def _parts(
    nearest: Mapping[str, Sequence[str]], with_sources: Container[str], earliest: str | None
) -> Iterator[StoryPlan]:
    """A story as one plan, or as several if it has many copies."""
    subjects = [path for path in nearest if path not in with_sources]
    for some in (subjects[start : start + _TOGETHER] for start in range(0, len(subjects), _TOGETHER)):
        needed = [*some, *(other for path in some for other in nearest[path])]
        members = tuple(nearest) if len(nearest) <= _TOGETHER else tuple(dict.fromkeys(needed))
        places = {path: place for place, path in enumerate(members)}
        others = {places[path]: tuple(places[other] for other in nearest[path]) for path in some}
        yield StoryPlan(members, others, earliest=earliest)
