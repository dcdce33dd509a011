"""What an article is held to: which files, which of many, and what came of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from copydesk.config.settings import Source
from copydesk.findings import Outcome
from copydesk.run.discovery import find_files
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_dates import claimed_dates, hold_dates
from copydesk.stories.comparing.compare_quotations import hold_quotations
from copydesk.stories.comparing.quoted import MIN_WORDS, quoted_sentences
from copydesk.stories.grouping.inverted_index import HashIndex
from copydesk.stories.grouping.sketch import Sketch
from copydesk.stories.story import Story

_FEW = 8
"""So many sources are all compared with an article; of more, those that share most with it."""


class DeclaredReferences(NamedTuple):
    """The sources declared for one article.

    Attributes:
        sources: those that are files, folders or globs.
        elsewhere: how many are none, such as addresses in the web, which are not read.
    """

    sources: tuple[Source, ...]
    elsewhere: int = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of the sources, as they are declared."""
        return tuple(source.path for source in self.sources)


def declared_references(file: Path, sketch: Sketch, others: tuple[Source, ...]) -> DeclaredReferences:
    """What an article (an absolute path) declares in its front matter, and `others`."""
    own = [Source(file.parent / text, text, file) for text in sketch.sources if "://" not in text]
    return DeclaredReferences((*others, *own), len(sketch.sources) - len(own))


def expand_each(paths: Iterable[Path]) -> dict[Path, tuple[Path, ...]]:
    """The files that each of these files, folders and globs stands for; what stands for none is given as it is."""
    return {path: tuple(_expand(path)) for path in set(paths)}


def _expand(path: Path) -> list[Path]:
    text = os.path.abspath(path)
    found = sorted(glob(text, recursive=True)) if has_magic(text) and not path.exists() else []  # noqa: PTH207 - an absolute pattern
    return find_files(map(Path, found) if found else [Path(text)], lambda _file: False) or [Path(text)]


class ReferenceIndex:
    """Sources that articles share, with an index of their runs once they are many.

    `outlines` has, by file, the path that findings show and the outline of each that could be read.
    """

    def __init__(self, files: Collection[Path], outlines: Mapping[Path, tuple[str, Sketch]]) -> None:
        self._files = frozenset(files)
        self._missing = self._files - outlines.keys()
        self._there = [file for file in dict.fromkeys(files) if file in outlines]
        self._outlines = outlines
        self._index = HashIndex(self._places() if len(self._there) > _FEW + 1 else ())

    def _places(self) -> Iterator[tuple[int, int]]:
        for number, file in enumerate(self._there):
            for key in _keys(self._outlines[file][1]):
                yield key, number

    def is_empty(self, file: Path) -> bool:
        """Whether there is no source for the article in this file; it is none of its own."""
        return self._files <= {file}

    def is_complete(self, file: Path) -> bool:
        """Whether all sources of the article in this file could be read."""
        return self._missing <= {file}

    def for_article(self, file: Path, sketch: Sketch) -> tuple[str, ...]:
        """The paths of the sources to compare an article with: all, or of many those that share most with it."""
        best: Iterable[int] = range(len(self._there))
        if len(self._there) > _FEW + 1:
            shared = Counter(number for key in _keys(sketch) for number in self._index.numbers(key))
            best = sorted(shared, key=lambda number: (-shared[number], number))[: _FEW + 1]
        chosen = [self._there[number] for number in best if self._there[number] != file]
        return tuple(self._outlines[each][0] for each in chosen[:_FEW])


def _keys(sketch: Sketch) -> set[int]:
    return {*sketch.runs, *sketch.quotes}


class CheckedPassage(NamedTuple):
    """A quotation or a date of an article (`thing` says which), its place, and the outcome of its comparison."""

    start: int
    end: int
    thing: str
    outcome: Outcome


def checked_passages(story: Story | None, article: Article, *, complete: bool) -> list[CheckedPassage]:
    """The quotations and dates of one article with their outcomes.

    `story` is None if none of the article's sources could be read. If not all could be read (`complete`), what the
    others do not have was not checked.
    """
    if story is None:
        quoted = [each for each in quoted_sentences(article) if len(each.words) >= MIN_WORDS]
        return [
            *(CheckedPassage(each.start, each.end, "quotation", Outcome.NOT_CHECKED) for each in quoted),
            *(
                CheckedPassage(each.start, each.end, "date", Outcome.NOT_CHECKED)
                for each in claimed_dates(article)
            ),
        ]
    told = {} if complete else {Outcome.NOT_FOUND: Outcome.NOT_CHECKED}
    return [
        *(
            CheckedPassage(held.start, held.end, "quotation", told.get(held.outcome, held.outcome))
            for held, _ in story.once(hold_quotations)
        ),
        *(
            CheckedPassage(
                held.mention.start,
                held.mention.end,
                "date",
                told.get(held.relation.outcome, held.relation.outcome),
            )
            for held in story.once(hold_dates)
        ),
    ]
