"""Feeds and exports: the articles of RSS, Atom, WordPress, NewsML-G2 and NITF, as plain text.

Their markup is left out: the title is the first paragraph, and the paragraphs of the article follow.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from copydesk.formats.decoding.encodings import decode
from copydesk.formats.known import newsxml
from copydesk.formats.parsed import Parsed
from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of
from copydesk.support.patterns import compile_later

SUFFIXES = newsxml.FORMAT.suffixes
_LARGEST = 50_000_000
"""Bytes of a file from which on it is not read: all of it is in memory."""
_LARGEST_ARTICLE = 10_000_000
_MOST_TAGS = 500_000
"""Code points and tags of an article from which on it is not taken apart."""
_ADDRESS = compile_later(
    r"<link>\s{0,99}(?:<!\[CDATA\[\s{0,99})?(https?://[^\s<>\]]{1,2000})"  # RSS: <link>https://example.org/a</link>
    r"|<link\s[^<>]{0,200}?\bhref=[\"'](https?://[^\s<>\"']{1,2000})"  # Atom: <link href="https://example.org/a"/>
)


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the articles of a file, in order.

    Raises:
        ValueError: the file is too large, no text, none of these formats, or holds too many articles.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST:,} bytes; split it")
    source, _ = decode(data)
    for number, record in enumerate(newsxml.split(source), 1):
        stretch = source[record.start : record.end]
        if problem := _too_large(stretch):
            yield CollectionRecord(number, f"{name}:{number}", problem=problem)
            continue
        parsed = record.parse(stretch)
        if parsed.fault:
            yield CollectionRecord(number, f"{name}:{number}", problem=parsed.fault.reason)
        else:
            yield _record(parsed, stretch, fields, name, number)


def _too_large(stretch: str) -> str:
    """Return why an article is not taken apart; empty if it is."""
    if len(stretch) > _LARGEST_ARTICLE:
        return f"the article is longer than {_LARGEST_ARTICLE:,} characters"
    if stretch.count("<") + stretch.count("&lt;") > _MOST_TAGS:
        return f"the article has more than {_MOST_TAGS:,} tags"
    return ""


def _record(parsed: Parsed, stretch: str, fields: Fields, name: str, number: int) -> CollectionRecord:
    titles = [each.text for each in parsed.beside if each.place == "heading"]
    paragraphs = [parsed.text[block.start : block.end] for block in parsed.blocks]
    text = "\n\n".join(each for part in (*titles, *paragraphs) if (each := part.replace("\0", "").strip()))
    data: dict[str, Any] = {fields.id: f"{name}:{number}"}
    if address := _ADDRESS.search(stretch):
        data["url"] = data[fields.id] = html.unescape(address[1] or address[2])
    day = parsed.meta.get("date")
    if isinstance(day, date):
        data["date"] = day.isoformat()
    record = record_of({**data, fields.text: text}, fields, name, number)
    return replace(record, date=record.date or data.get("date", ""), format="text")
