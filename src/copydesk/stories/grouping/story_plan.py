"""Plans: list the articles to compare, by key, before any of them is read again."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.stories.grouping.clustering import group_stories
from copydesk.stories.grouping.sketch import Sketch

_TOGETHER = 12
"""The most articles that are compared as one part; they and their nearest articles are in memory at the same time."""


class StoryPlan(NamedTuple):
    """A story, or a part of a large one, by the keys of its articles. The attributes are those of `Story`.

    `has_references` says that it is one article with its sources, or with none that can be read.
    """

    members: tuple[str, ...]
    nearest: Mapping[int, tuple[int, ...]]
    sources: tuple[str, ...] = ()
    complete: bool = True
    earliest: str | None = None
    has_references: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all documents that must be read for it."""
        return (*self.members, *self.sources)


def plan_with_sources(path: str, sources: Sequence[str], *, complete: bool = True) -> StoryPlan:
    """Return the plan of one article and its sources; `complete` is false if some of these could not be read."""
    return StoryPlan((path,), {0: ()}, tuple(sources), complete, has_references=True)


def plan_copies(
    sketches: Mapping[str, Sketch], text_of: Callable[[str], str], sources: Mapping[str, Sequence[str]]
) -> Iterator[StoryPlan]:
    """Yield the plans of all stories with two or more copies.

    An article with sources is compared with these only. It still serves as a witness for other copies, but not for
    its own sources.

    Args:
        sketches: all articles, by path.
        text_of: reads the text of an article again, by its path.
        sources: the paths of the sources of an article, by its path.
    """
    paths = sorted(sketches)
    for story in group_stories([sketches[path] for path in paths], lambda index: text_of(paths[index])):
        nearest = {paths[index]: [paths[other] for other in others] for index, others in story.items()}
        yield from plans_of_story(nearest, {path: sketches[path].date for path in nearest}, sources)


def plans_of_story(
    nearest: Mapping[str, Sequence[str]],
    dates: Mapping[str, str | None],
    sources: Mapping[str, Sequence[str]],
) -> Iterator[StoryPlan]:
    """Yield the plans of one story: one, or several if it has many copies.

    Args:
        nearest: of each article, in order, the others that are nearest (see `clustering.nearest_by_story`).
        dates: their own dates, ISO 8601, as far as they are known.
        sources: the paths of the sources of an article, by its path.
    """
    witnesses = {
        path: [other for other in others if path not in sources.get(other, ())]
        for path, others in nearest.items()
    }
    dated = sorted((date, path) for path in nearest if (date := dates.get(path)))
    earliest = dated[0][1] if len(dated) > 1 and dated[0][0] < dated[1][0] else None
    yield from _parts(witnesses, sources, earliest)


def _parts(
    nearest: Mapping[str, Sequence[str]], with_sources: Container[str], earliest: str | None
) -> Iterator[StoryPlan]:
    """Yield a story as one plan, or as several if it has many copies."""
    subjects = [path for path in nearest if path not in with_sources]
    for some in (subjects[start : start + _TOGETHER] for start in range(0, len(subjects), _TOGETHER)):
        needed = [*some, *(other for path in some for other in nearest[path])]
        members = tuple(nearest) if len(nearest) <= _TOGETHER else tuple(dict.fromkeys(needed))
        places = {path: place for place, path in enumerate(members)}
        others = {places[path]: tuple(places[other] for other in nearest[path]) for path in some}
        yield StoryPlan(members, others, earliest=earliest)
