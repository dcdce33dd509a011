"""Kept index: the names of an archive as lines of text, so that one article can be held to all others.

The index lies in the repository, where whoever sends a change can change it too. It is data: each line is checked when
it is read, and nothing in it is a path or a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.stories.grouping.name_archive.attestations import KeptName, article_digest
from copydesk.stories.grouping.name_archive.name_facts import NameFacts
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import with_line_feeds

HEAD = "# copydesk names, index 1: name, language, articles, since, the only article as a digest"
"""The first line of an index, by which it is recognised."""
_LONGEST = 200
_LINE = compile_later(
    r"(\S+(?: \S+)+)\t((?:[a-z]{2,3})?)\t([1-9]\d{0,8})\t((?:\d{4}-\d\d-\d\d)?)\t((?:[0-9a-f]{16})?)"
)
"""The fields of a `KeptName`, in their order."""


def kept_names(articles: Iterable[NameFacts]) -> list[KeptName]:
    """Return the names of these articles as an index keeps them, sorted, so that two indexes differ where names do."""
    kept: dict[tuple[str, str], KeptName] = {}
    for facts in articles:
        for name in facts.spellings:
            before = kept.get((name, facts.language))
            dates = [date for date in (facts.date, before.since if before else "") if date]
            kept[name, facts.language] = KeptName(
                name,
                facts.language,
                before.articles + 1 if before else 1,
                min(dates, default=""),
                "" if before else article_digest(facts.article),
            )
    return sorted(each for each in kept.values() if _name_of(_line(each)))


def index_text(names: Iterable[KeptName]) -> str:
    """Return the text of an index."""
    return "\n".join((HEAD, *map(_line, names), ""))


def read_index(data: bytes) -> tuple[KeptName, ...]:
    """Return the names of an index with this content.

    Raises:
        ValueError: it is not UTF-8 or no index; the message names the first line that is wrong.
    """
    return tuple(_names(with_line_feeds(data.decode("utf-8-sig")).split("\n")))


def is_index(data: bytes) -> bool:
    """Tell whether these bytes are an index, so that a new one may replace it."""
    try:
        read_index(data)
    except ValueError:
        return False
    return True


def _names(lines: Iterable[str]) -> Iterator[KeptName]:
    for number, line in enumerate(lines, 1):
        if number == 1:
            if line != HEAD:
                raise ValueError("its first line is not that of an index")
        elif line:
            if not (name := _name_of(line)):
                raise ValueError(f"line {number} is no line of an index")
            yield name


def _name_of(line: str) -> KeptName | None:
    """Return the name that a line keeps; None if the line is no line of an index."""
    fields = _LINE.fullmatch(line)
    if not fields or len(fields[1]) > _LONGEST or not fields[1].isprintable():
        return None
    return KeptName(fields[1], fields[2], int(fields[3]), fields[4], fields[5])


def _line(name: KeptName) -> str:
    return "\t".join(map(str, name))
