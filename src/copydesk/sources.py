"""What an article is held to: which files, which of many, and what came of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from glob import glob
from pathlib import Path
from typing import NamedTuple

from copydesk.stories.article import Article
from copydesk.stories.dates import claimed_dates, hold_dates
from copydesk.stories.quotations import hold_quotations
from copydesk.stories.quoted import MIN_WORDS, quoted_sentences
from copydesk.stories.story import Member, Story
from copydesk.walk import find_files

_FEW = 8
"""So many sources are all compared with an article; of more, those that share most with it."""


class Declared(NamedTuple):
    """The sources declared for one article.

    Attributes:
        files: absolute paths, whether they exist or not.
        elsewhere: how many are no files, such as addresses in the web, which are not read.
    """

    files: tuple[Path, ...]
    elsewhere: int = 0


def declared_sources(file: Path, article: Article, others: Iterable[Path]) -> Declared:
    """What an article (an absolute path) declares in its front matter, and `others`; the article itself left out."""
    texts = [text for text in article.sources if "://" not in text]
    wanted = [*others, *(file.parent / text for text in texts)]
    files = [each for each in expand(wanted) if each != file]
    return Declared(tuple(dict.fromkeys(files)), len(article.sources) - len(texts))


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that files, folders and globs stand for; what stands for none is given as it is, to be reported."""
    for path in paths:
        text = os.path.abspath(path)
        found = sorted(glob(text, recursive=True))  # noqa: PTH207 - an absolute pattern if has_magic(text) and not path.exists() else []
        files = find_files(map(Path, found) if found else [Path(text)], lambda _file: False)
        yield from files or [Path(text)]


class Shelf:
    """Sources that articles share, with an index of their runs once they are many."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = tuple(members)
        self._index: dict[int, list[int]] = {}
        if len(members) > _FEW:
            for number, member in enumerate(members):
                for run in {*member.facts.runs, *member.facts.quotes}:
                    self._index.setdefault(run, []).append(number)

    def for_article(self, article: Article) -> tuple[Member, ...]:
        """The sources to compare an article with: all, or of many those that share most with it, maybe none."""
        if len(self._members) <= _FEW:
            return self._members
        shared: Counter[int] = Counter()
        for run in {*article.runs, *article.quotes}:
            shared.update(self._index.get(run, ()))
        best = sorted(shared, key=lambda number: (-shared[number], number))[:_FEW]
        return tuple(self._members[number] for number in best)


def shelve(
    declared: Mapping[str, Declared], articles: Mapping[str, Article], texts: Mapping[Path, Member]
) -> dict[str, tuple[Member, ...]]:
    """For each article that declares sources, those of them that were read and are to be compared."""
    shelves: dict[tuple[Path, ...], Shelf] = {}
    chosen = {}
    for path, each in declared.items():
        if each.files not in shelves:
            shelves[each.files] = Shelf([texts[file] for file in each.files if file in texts])
        chosen[path] = shelves[each.files].for_article(articles[path])
    return chosen


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
