"""Kept index: the names of an archive as lines of text, so that one article can be held to all others.

The index lies in the repository, where whoever sends a change can change it too. It is data: each line is checked when
it is read, and nothing in it is a path or a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.stories.archive.attestations import KeptName, article_digest
from copydesk.stories.archive.name_facts import NameFacts
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import with_line_feeds

HEAD = "# copydesk names, index 1: name, language, articles, since, the only article as a digest"
"""The first line of an index, by which it is recognised."""
_FIELDS = len(KeptName._fields)
_LONGEST = 200
_NAME = compile_later(r"\S+(?: \S+)+")
_LANGUAGE = compile_later(r"(?:[a-z]{2,3})?")
_COUNT = compile_later(r"[1-9]\d{0,8}")
_DATE = compile_later(r"(?:\d{4}-\d\d-\d\d)?")
_DIGEST = compile_later(r"(?:[0-9a-f]{16})?")


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
    return sorted(each for each in kept.values() if _is_line(each))


def index_text(names: Iterable[KeptName]) -> str:
    """Return the text of an index."""
    return "\n".join((HEAD, *("\t".join(map(str, each)) for each in names), ""))


def read_index(data: bytes) -> tuple[KeptName, ...]:
    """Return the names of an index with this content.

    Raises:
        ValueError: it is not UTF-8 or no index; the message names the first line that is wrong.
    """
    return tuple(_names(with_line_feeds(data.decode("utf-8-sig")).split("\n")))


def is_index(data: bytes) -> bool:
    """Tell whether these bytes are an index, so that a new one may replace it."""
    try:
        return bool(read_index(data)) or data.decode().startswith(HEAD)
    except ValueError:
        return False


def _names(lines: Iterable[str]) -> Iterator[KeptName]:
    for number, line in enumerate(lines, 1):
        if number == 1 and line != HEAD:
            raise ValueError("its first line is not that of an index")
        if line and number > 1:
            name, language, articles, since, article = fields = (line.split("\t") + [""] * _FIELDS)[:_FIELDS]
            if line.count("\t") != _FIELDS - 1 or not _are_valid(fields):
                raise ValueError(f"line {number} is no line of an index")
            yield KeptName(name, language, int(articles), since, article)


def _is_line(name: KeptName) -> bool:
    return _are_valid([str(each) for each in name])


def _are_valid(fields: list[str]) -> bool:
    patterns = (_NAME, _LANGUAGE, _COUNT, _DATE, _DIGEST)
    return (
        fields[0].isprintable()
        and len(fields[0]) <= _LONGEST
        and all(pattern.fullmatch(field) for pattern, field in zip(patterns, fields, strict=True))
    )
