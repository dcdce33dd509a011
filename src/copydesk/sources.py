"""What an article is held to: which files, which of many, and what came of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from copydesk.stories.article import Article
from copydesk.stories.dates import claimed_dates, hold_dates
from copydesk.stories.postings import HashIndex
from copydesk.stories.quotations import hold_quotations
from copydesk.stories.quoted import MIN_WORDS, quoted_sentences
from copydesk.stories.sketch import Sketch
from copydesk.stories.story import Story
from copydesk.walk import find_files

_FEW = 8
"""So many sources are all compared with an article; of more, those that share most with it."""


class Declared(NamedTuple):
    """The sources declared for one article.

    Attributes:
        paths: files, folders and globs, absolute, whether they exist or not.
        elsewhere: how many are no files, such as addresses in the web, which are not read.
    """

    paths: tuple[Path, ...]
    elsewhere: int = 0


def declared_sources(file: Path, sketch: Sketch, others: tuple[Path, ...]) -> Declared:
    """What an article (an absolute path) declares in its front matter, and `others`."""
    texts = [text for text in sketch.sources if "://" not in text]
    return Declared((*others, *(file.parent / text for text in texts)), len(sketch.sources) - len(texts))


def expand_each(given: Iterable[tuple[Path, ...]]) -> dict[tuple[Path, ...], tuple[Path, ...]]:
    """The files that paths stand for, looked up once for all articles that are held to the same."""
    return {paths: tuple(dict.fromkeys(_expand(paths))) for paths in set(given) if paths}


def _expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that files, folders and globs stand for; what stands for none is given as it is, to be reported."""
    for path in paths:
        text = os.path.abspath(path)
        found = sorted(glob(text, recursive=True)) if has_magic(text) and not path.exists() else []  # noqa: PTH207 - an absolute pattern
        files = find_files(map(Path, found) if found else [Path(text)], lambda _file: False)
        yield from files or [Path(text)]


class Shelf:
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


def outcomes_of(story: Story | None, article: Article, *, complete: bool) -> Counter[str]:
    """What came of the quotations and dates of one article; `story` is None if none of its sources could be read.

    If not all sources could be read (`complete`), what the others do not have was not checked.
    """
    counts: Counter[str] = Counter()
    if story is None:
        quoted = sum(len(each.words) >= MIN_WORDS for each in quoted_sentences(article))
        counts["not checked"] = quoted + len(claimed_dates(article))
        return counts
    counts.update(held.outcome for held, _ in story.once(hold_quotations))
    counts.update("differs" if held.outcome == "added" else held.outcome for held in story.once(hold_dates))
    if not complete:
        counts["not checked"] += counts.pop("not found", 0)
    return counts
