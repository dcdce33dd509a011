"""WARC and WET: what a crawler fetched, and the plain text made of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader
from typing import Any

from copydesk.formats.decoding.encodings import NotText, decode
from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of
from copydesk.services.collections.compressed_streams import GZIP, Inflated, unpacked
from copydesk.services.collections.readers.http_bodies import BrokenBody, HttpAnswer
from copydesk.services.collections.readers.record_digests import require_whole
from copydesk.support import limits
from copydesk.support.patterns import compile_later

_LARGEST = 20_000_000
"""Bytes of a page from which on it is not read."""
_LONGEST_HEAD = 1_000_000
"""Bytes of a record's headers, and of what stands before them, from which on a file is not read."""
_HEAD = 1_000
"""Bytes at the beginning of a page that tell whether it is one."""
_TOO_LARGE = f"the page is larger than {_LARGEST:,} bytes"
_NO_RECORD = "what stands here is no record; perhaps the one before it is longer than it says"
_TEXTS = ("response", "resource", "conversion")
"""The kinds of records that may hold a text."""
_OTHER_KINDS = ("warcinfo", "request", "metadata", "revisit", "continuation")
_NO_TEXTS, _UNTYPED = "what is neither a page nor a text", "what does not say what it is"
_PLAIN = {"text/plain": "text", "text/markdown": "markdown", "text/x-markdown": "markdown"}
"""The formats of what is no page and yet an article."""
_BEGINS_AS_PAGE = compile_later(
    r"(?i)(?:\xef\xbb\xbf)?\s*+(?:<!--|<!doctype html|<(?:html|head|body|title)\b)"
)


class _Skipped(Exception):
    """A record that holds no text; its argument says of which kind it is."""


class _BreaksOff(Exception):
    """The file breaks off in a record."""


class _HeadTooLong(ValueError):
    """What stands between two contents is longer than any headers."""


class _Bounded:
    """Reads a file; where there is a limit, up to it."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._at = 0
        self._left: int | None = None

    def tell(self) -> int:
        """Return how many bytes have been read."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(size)
        self._at += len(data)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise _HeadTooLong(f"the headers of a record are longer than {_LONGEST_HEAD:,} bytes")
        return data

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Raise _HeadTooLong inside this context for more bytes than headers may have."""
        self._left = _LONGEST_HEAD
        try:
            yield
        finally:
            self._left = None


def read(stream: BufferedReader, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the pages of a crawl, and plain texts made of them; a record's id is its address. Records without a text
    are skipped ones.
    """
    for number, page in enumerate(_pages(stream), 1):
        place = f"{name}:{number}"
        if page is None:
            yield CollectionRecord(number, place, problem=_NO_RECORD)
            continue
        address = page.rec_headers.get_header("WARC-Target-URI") or place
        try:
            form, content = _content(page)
            text, _ = decode(content, address)
        except _Skipped as kind:
            yield CollectionRecord(number, address, skipped=str(kind))
            continue
        except (BrokenBody, NotText) as error:
            yield CollectionRecord(number, address, problem=str(error))
            continue
        except _BreaksOff:
            yield CollectionRecord(number, address, problem="the file breaks off in this page", is_end=True)
            return
        data = {fields.id: address, "url": address, fields.text: text}
        yield replace(record_of(data, fields, name, number), format=form)
        if page.rec_headers.get_header("WARC-Truncated"):
            yield CollectionRecord(number, address, skipped="ends of pages that the crawler cut off")


def _pages(stream: BufferedReader) -> Iterator[Any]:
    """Yield the records, and None for what stands between them and is none.

    Raises:
        ValueError: something else than a record follows, or the file breaks off in one that holds no text.
    """
    from warcio.archiveiterator import ArchiveIterator

    class Records(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # what would be printed has bytes of the file in it

        def _next_record(self, next_line: Any) -> Any:
            with bounded.limit():
                return super()._next_record(next_line)

        def _consume_blanklines(self) -> Any:
            with bounded.limit():
                return super()._consume_blanklines()

    logging.getLogger("warcio").addHandler(logging.NullHandler())  # so have its warnings
    # warcio itself takes damaged compressed data for the end of the file.
    whole = unpacked(stream, ".gz") if stream.peek(2).startswith(GZIP) else stream
    bounded = _Bounded(whole)
    records = Records(bounded, no_record_parse=True, arc2warc=True)
    page, strays = None, 0
    while True:
        before = page
        try:
            page = next(records, None)
        except Exception as error:
            if limits.is_from_signal(error) or isinstance(error, OSError | _HeadTooLong | Inflated):
                raise
            raise ValueError("what stands here is no record of a web archive") from error
        if records.err_count > strays:
            strays = records.err_count
            yield None
        if page is None:
            if getattr(before and before.raw_stream, "limit", 0):
                raise ValueError("it breaks off within its last record")
            return
        yield page


def _content(page: Any) -> tuple[str, bytes]:
    """Return the format of a record's text, and its bytes.

    Raises:
        BrokenBody, _BreaksOff: its text cannot be had.
        _Skipped: it has none.
    """
    kind, media_type = (page.rec_type or "").lower(), _media_type(page.rec_headers.get_header("Content-Type"))
    if page.length is None:
        raise BrokenBody("its record does not say how long it is; perhaps the file breaks off here")
    if kind not in _TEXTS:
        raise _Skipped(f"records of kind {kind}" if kind in _OTHER_KINDS else "records of an unknown kind")
    if page.rec_headers.get_header("WARC-Segment-Number"):
        raise BrokenBody("the page goes on in another record, which is not put together with this one")
    if kind == "response" and media_type in ("application/http", ""):
        return _page(page)
    if "html" in media_type:
        return "html", _whole_block(page)
    if form := _PLAIN.get(media_type):
        return form, _whole_block(page)
    if kind == "conversion" and media_type.startswith(("text/", "application/http")):
        return "text", _whole_block(page)
    if media_type:
        raise _Skipped(_NO_TEXTS)
    block = _whole_block(page)
    if _BEGINS_AS_PAGE.match(block[:_HEAD].decode("latin-1")):
        return "html", block
    if kind == "conversion":  # plain text is what pages are made to
        return "text", block
    raise _Skipped(_UNTYPED)


def _page(page: Any) -> tuple[str, bytes]:
    """Return the page or the text that an answer of a server holds, and its format before it.

    Raises:
        BrokenBody, _BreaksOff: it cannot be had.
        _Skipped: the answer holds none.
    """
    block = _block(page)
    if not block:
        require_whole(page.rec_headers, block, [block])
        raise _Skipped("empty answers")
    answer, was_cut_off = HttpAnswer(block), bool(page.rec_headers.get_header("WARC-Truncated"))
    # Before its type is asked for: where the answer is damaged, its own headers may be.
    require_whole(page.rec_headers, block, answer.forms(_LARGEST), was_cut_off=was_cut_off)
    media_type = _media_type(answer.headers.get("Content-Type"))
    form = "html" if "html" in media_type or not media_type else _PLAIN.get(media_type)
    if form is None:
        raise _Skipped(_NO_TEXTS)
    if answer.lacks and not was_cut_off:
        raise BrokenBody(f"its content breaks off: {answer.lacks}")
    content = answer.body(_LARGEST)
    if len(content) > _LARGEST:
        raise BrokenBody(_TOO_LARGE)
    if not media_type and not _BEGINS_AS_PAGE.match(content[:_HEAD].decode("latin-1")):
        raise _Skipped(_UNTYPED)
    return form, content


def _whole_block(page: Any) -> bytes:
    """Return the bytes of a record that are a text.

    Raises:
        BrokenBody, _BreaksOff: they cannot be had, or are damaged.
    """
    block = _block(page)
    was_cut_off = bool(page.rec_headers.get_header("WARC-Truncated"))
    require_whole(page.rec_headers, block, [block], was_cut_off=was_cut_off)
    return block


def _block(page: Any) -> bytes:
    """Return the bytes of a record.

    Raises:
        BrokenBody, _BreaksOff: they cannot be had.
    """
    block: bytes = page.raw_stream.read(_LARGEST + 1)
    if len(block) > _LARGEST:
        raise BrokenBody(_TOO_LARGE)
    if page.raw_stream.limit:
        raise _BreaksOff
    return block


def _media_type(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()
