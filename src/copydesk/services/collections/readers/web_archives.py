"""WARC and WET: what a crawler fetched, and the plain text made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from copydesk.formats.decoding.encodings import NotText, decode
from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of

_LARGEST = 20_000_000
"""Bytes of a page from which on it is not read."""
_KINDS = {"response": "html", "conversion": "text"}
"""The kinds of records that hold texts, and their format."""


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the pages of a crawl, and plain texts made of them; a record's id is its address."""
    from warcio.archiveiterator import ArchiveIterator

    for number, page in enumerate(ArchiveIterator(stream), 1):
        form = _KINDS.get(page.rec_type)
        kind = page.http_headers.get_header("Content-Type") if page.http_headers else None
        if form is None or (form == "html" and "html" not in (kind or "").lower()):
            continue
        address = page.rec_headers.get_header("WARC-Target-URI") or f"{name}:{number}"
        content = page.content_stream().read(_LARGEST + 1)
        if page.raw_stream.limit and len(content) <= _LARGEST:
            yield CollectionRecord(number, address, problem="the file breaks off in this page")
            continue
        if len(content) > _LARGEST:
            yield CollectionRecord(number, address, problem=f"the page is larger than {_LARGEST:,} bytes")
            continue
        try:
            text, _ = decode(content, address)
        except NotText as error:
            yield CollectionRecord(number, address, problem=str(error))
            continue
        data = {fields.id: address, "url": address, fields.text: text}
        record = record_of(data, fields, name, number)
        yield replace(record, format=form)
