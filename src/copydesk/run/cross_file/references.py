"""References: find the sources of an article, and among many sources those that share most with it."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.settings import Source
from copydesk.stories.grouping.inverted_index import HashIndex
from copydesk.stories.grouping.sketch import Sketch
from copydesk.support.paths import FileIdentity, file_identity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
    from pathlib import Path

FEW = 8
"""Up to so many sources are all compared with an article; of more, those that share most with it."""


MOST_DECLARED = 200
"""The number of sources that an article may declare; a folder counts as one."""


class DeclaredReferences(NamedTuple):
    """The sources declared for one article.

    Attributes:
        sources: those that are files, folders or globs.
        elsewhere: the number of others, which are not read: web addresses, and those beyond MOST_DECLARED.
    """

    sources: tuple[Source, ...]
    elsewhere: int = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the paths of the sources, as they are declared."""
        return tuple(source.path for source in self.sources)


def declared_references(file: Path, sketch: Sketch, others: tuple[Source, ...]) -> DeclaredReferences:
    """Return the sources that an article (in a file, an absolute path) declares in its front matter, and `others`.

    More than MOST_DECLARED are not read.
    """
    texts = list(dict.fromkeys(text for text in sketch.sources if not _is_web_address(text)))
    own = [Source(file.parent / text, text, file) for text in texts[:MOST_DECLARED]]
    return DeclaredReferences((*others, *own), len(sketch.sources) - len(own))


def _is_web_address(text: str) -> bool:
    """Tell whether a source is in the web; one that begins with “file:” names a file here, which can be missing."""
    return "://" in text and not text.lstrip().lower().startswith("file:")


KeyedSketch = tuple[str, Sketch]
"""The key of a document, and its sketch."""


class ReferenceIndex:
    """Sources that articles share; if they are many, with an index of their runs of words.

    `sketches` has, by file, the documents of each file that could be read.
    """

    def __init__(self, files: Collection[Path], sketches: Mapping[Path, Sequence[KeyedSketch]]) -> None:
        self._files = frozenset(files)
        self._same: dict[FileIdentity, set[Path]] = {}
        for file in self._files:
            self._same.setdefault(file_identity(file), set()).add(file)
        self._sketches = sketches
        self._missing = self._files - sketches.keys()
        self._documents = [
            (file, key, sketch) for file in dict.fromkeys(files) for key, sketch in sketches.get(file, ())
        ]
        self._has_many = len(self._documents) > FEW + 1
        self._index = HashIndex(self._places() if self._has_many else ())

    def _places(self) -> Iterator[tuple[int, int]]:
        for number, (_, _, sketch) in enumerate(self._documents):
            for hashed in _hashes(sketch):
                yield hashed, number

    def is_empty(self, file: Path) -> bool:
        """Tell whether there is no source for the article in this file; an article is no source of its own."""
        return self._files <= self._itself(file)

    def number(self, file: Path) -> int:
        """Return how many documents could be read that may be sources of the article in this file."""
        itself = self._itself(file)
        return len(self._documents) - sum(len(self._sketches.get(each, ())) for each in itself)

    def is_complete(self, file: Path) -> bool:
        """Tell whether all sources of the article in this file could be read."""
        return self._missing <= self._itself(file)

    def _itself(self, file: Path) -> Set[Path]:
        """Return all names that the sources have for the file of an article, those of links among them."""
        return self._same.get(file_identity(file), frozenset())

    def for_article(self, file: Path, sketch: Sketch) -> tuple[str, ...]:
        """Return the keys of the sources to compare an article with: all, or of many those that share most with it."""
        best: Iterable[int] = range(len(self._documents))
        if self._has_many:
            shared = Counter(number for hashed in _hashes(sketch) for number in self._index.numbers(hashed))
            best = sorted(shared, key=lambda number: (-shared[number], number))
        itself = self._itself(file)
        chosen = (self._documents[number] for number in best)
        return tuple(islice((key for source, key, _ in chosen if source not in itself), FEW))


def _hashes(sketch: Sketch) -> set[int]:
    return {*sketch.runs, *sketch.quotes}
