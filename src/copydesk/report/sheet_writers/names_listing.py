"""Names listing: write who is named in an archive, as a table for people, as JSON, or as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import harmless, json_text
from copydesk.report.sheet_writers.csv import cell
from copydesk.report.terminal import has_colour, paint, width, write_line
from copydesk.stories.grouping.name_archive.listing import ListedName, Listing
from copydesk.support.patterns import compile_later
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from copydesk.stories.grouping.name_archive.near_names import NearName

COLUMNS = "name", "articles", "mentions", "since", "article", "near"
_NUMBERS = "articles", "mentions"
_MOST_NEAR = 3
"""So many near spellings a line of the table shows."""

_LISTING = "copydesk names"
_PROPOSALS = "Proposals for copydesk.yaml; keep the lines that are right:"
_TABLE_HEAD = compile_later(r" *articles +mentions  since +name +near")
_TABLE_LINE = compile_later(
    rf" *\d[\d,]* +\d[\d,]*  (?:\d{{4}}-\d\d-\d\d| {{10}})  \S.*|{_PROPOSALS}|names:|  (?:prefer|two_people):|    - .*"
)
"""What a table of names consists of."""

ListingWriter = Callable[[Listing, TextIO], None]


def write_table(listing: Listing, stream: TextIO) -> None:
    """Write a line for each name, then the proposals, as lines for copydesk.yaml."""
    names = listing.names
    if not names:
        return
    widths = [max(map(len, (title, *(f"{getattr(each, title):,}" for each in names)))) for title in _NUMBERS]
    longest = max((width(each.name) for each in names), default=0)
    heads = "  ".join(title.rjust(size) for title, size in zip(_NUMBERS, widths, strict=True))
    colour = has_colour(stream)
    write_line(stream, paint(f"{heads}  {'since':<10}  {'name':<{longest}}  near", "dim", colour=colour))
    for each in names:
        numbers = "  ".join(
            f"{getattr(each, title):,}".rjust(size) for title, size in zip(_NUMBERS, widths, strict=True)
        )
        padding = " " * (longest - width(each.name))
        line = f"{numbers}  {each.since:<10}  {each.name}{padding}  {_near(each)}"
        write_line(stream, harmless(line.rstrip()))
    for line in _proposed(listing):
        write_line(stream, harmless(line))


def _near(name: ListedName) -> str:
    near = sorted(name.near)
    more = f" and {len(near) - _MOST_NEAR} more" if len(near) > _MOST_NEAR else ""
    return ", ".join(near[:_MOST_NEAR]) + more


def _proposed(listing: Listing) -> Iterator[str]:
    """Yield the proposals as lines of YAML; comments say what speaks for each."""
    prefer, two_people = listing.proposals
    if not (prefer or two_people):
        return
    yield ""
    yield _PROPOSALS
    yield "names:"
    if prefer:
        yield "  prefer:"
        yield from (f"    - {_text(pair.often)}  # {_counts(pair)}: {pair.why}" for pair in prefer)
    if two_people:
        yield "  two_people:"
        yield from (
            f"    - [{_text(pair.rare)}, {_text(pair.often)}]  # {_counts(pair)}; only if they are two people"
            for pair in two_people
        )


def _counts(pair: NearName) -> str:
    often = count(pair.often_articles, "article")
    return f"“{pair.often}” in {often}, “{pair.rare}” in {pair.rare_articles:,}"


def _text(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def write_json(listing: Listing, stream: TextIO) -> None:
    """Write one object: the names, and the proposals with the counts that speak for them."""
    proposals = {key: [_pair(pair) for pair in pairs] for key, pairs in listing.proposals._asdict().items()}
    data = {"listing": _LISTING, "names": list(map(_as_dict, listing.names)), "proposals": proposals}
    stream.write(json_text(data, indent=1))


def _as_dict(name: ListedName) -> dict[str, object]:
    values = {title: getattr(name, title) for title in COLUMNS}
    return {**values, "near": sorted(name.near)}


def _pair(pair: NearName) -> dict[str, object]:
    return {
        "names": [pair.often, pair.rare],
        "articles": [pair.often_articles, pair.rare_articles],
        "why": pair.why,
    }


def write_csv(listing: Listing, stream: TextIO) -> None:
    """Write a line for each name under a line of titles; several near spellings are separated by semicolons."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(map(_row, listing.names))


def _row(name: ListedName) -> Sequence[object]:
    near = "; ".join(sorted(name.near))
    values: tuple[str | int, ...] = (
        name.name, name.articles, name.mentions, name.since, name.article, near,
    )  # fmt: skip
    return list(map(cell, values))


def is_listing(data: bytes) -> bool:
    """Tell whether these bytes are a listing of names and nothing else, so that a new one may replace it."""
    text = data.decode("utf-8", "replace")
    if text.startswith("{"):
        return _is_json_listing(text)
    lines = [line for line in text.split("\n") if line]
    if lines[:1] == [",".join(COLUMNS)]:
        return all(len(row) == len(COLUMNS) and row[1].isdecimal() for row in csv.reader(lines[1:]))
    is_table = bool(lines) and _TABLE_HEAD.fullmatch(lines[0]) is not None
    return is_table and all(map(_TABLE_LINE.fullmatch, lines[1:]))


def _is_json_listing(text: str) -> bool:
    try:
        data = json.loads(text)
        return bool(data["listing"] == _LISTING)
    except (ValueError, LookupError, RecursionError):
        return False


WRITERS: dict[str, ListingWriter] = {"table": write_table, "json": write_json, "csv": write_csv}
"""The formats of the listing, by name."""
