"""Collections that a stranger has made: each line, row, head, article and compressed block that is read has a bound."""

from __future__ import annotations

import gzip
import io
import tracemalloc

import pytest

from copydesk.services.collections import compressed_streams
from copydesk.services.collections.collection_records import Fields
from copydesk.services.collections.compressed_streams import Inflated, unpacked
from copydesk.services.collections.readers import csv_tables, json_objects, news_feeds, web_archives

FIELDS = Fields()
ROW = b"1,The pier is old.\n"


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Limits that small files exceed."""
    monkeypatch.setattr(csv_tables, "_LONGEST", 1_000)
    monkeypatch.setattr(csv_tables, "_MOST_EMPTY", 50)
    monkeypatch.setattr(json_objects, "_LONGEST", 1_000)
    monkeypatch.setattr(json_objects, "_MOST_EMPTY", 50)
    monkeypatch.setattr(web_archives, "_LONGEST_HEAD", 20_000)
    monkeypatch.setattr(news_feeds, "_LARGEST_ARTICLE", 1_000)
    monkeypatch.setattr(news_feeds, "_MOST_TAGS", 50)


def told(reader, data):
    """What becomes of each record: its line, its problem, whether it is the end; and the error behind them."""
    found = []
    try:
        found.extend(
            (each.number, each.problem.partition(",")[0], each.is_end)
            for each in reader(io.BufferedReader(io.BytesIO(data)), FIELDS, "a")
        )
    except ValueError as error:
        found.append(str(error))
    return found


@pytest.mark.parametrize("reader", [csv_tables.read, csv_tables.read_tabs])
def test_a_row_has_a_bound(reader):
    sign = b"\t" if reader is csv_tables.read_tabs else b","
    head, row = b"id" + sign + b"text\n", ROW.replace(b",", sign)
    long = b"x" * 3_000
    assert told(reader, head + row + long + b"\n" + row) == [
        (2, "", False),
        (3, "the row is longer than 1", False),
        (4, "", False),
    ]
    assert told(reader, head + b"x" * 90_000 + b"\n" + row) == [(2, "the row is longer than 1", True)]
    assert told(reader, long) == ["the row is longer than 1,000 characters"]
    many_lines = b'1%s"' % sign + b"The pier.\n" * 400 + b'"\n'
    assert told(reader, head + row + many_lines + row) == [
        (2, "", False),
        (3, "the row is longer than 1", True),
    ]
    assert told(reader, head + b'1%s"' % sign + long)[-1] == (2, "the row is longer than 1", False)


def test_rows_of_several_lines_keep_their_numbers():
    data = b'id,text\n1,"The pier.\nIt is old."\n\n2,The mill.\r3,The weir.\r\n4,"b\n'
    assert [each[0] for each in told(csv_tables.read, data)] == [2, 5, 6, 7]


def test_a_line_of_json_has_a_bound():
    record = b'{"text": "The pier is old."}\n'
    assert told(json_objects.read, b"[" * 3_000 + b"\n" + record) == [
        (1, "the line is longer than 1", False),
        (2, "", False),
    ]
    assert told(json_objects.read, b"[" * 90_000 + b"\n" + record) == [(1, "the line is longer than 1", True)]


@pytest.mark.parametrize(
    ("reader", "head", "record"),
    [(json_objects.read, b"", b'{"text": "The pier."}\n'), (csv_tables.read, b"id,text\n", ROW)],
)
def test_empty_lines_have_a_bound(reader, head, record):
    assert [each[1:] for each in told(reader, head + (b"\n" * 40 + record) * 3)] == [("", False)] * 3
    assert told(reader, head + b"\n" * 60 + record) == ["it has more than 50 empty lines in a row"]


@pytest.mark.parametrize(
    "head",
    [b"X: a\r\n" * 9_000, b"X: " + b"a" * 90_000, b"X: a\r\n" + b" a\r\n" * 90_000],
    ids="many long folded".split(),
)
def test_the_head_of_an_archived_page_has_a_bound(head):
    pytest.importorskip("warcio", reason="the extra “collections” brings it")
    content = b"Content-Type: text/plain\r\nContent-Length: 17\r\n\r\nThe pier is old.\n\r\n\r\n"
    begin = b"WARC/1.0\r\nWARC-Type: conversion\r\n"
    too_long = "the headers of a record are longer than 20,000 bytes"
    assert told(web_archives.read, begin + content + begin + head + content) == [(1, "", False), too_long]
    large = begin + b"Content-Length: 90000\r\n\r\n" + b"a " * 45_000 + b"\r\n\r\n"
    assert [each[1] for each in told(web_archives.read, large + begin + content)] == ["", ""]
    assert told(web_archives.read, begin + content + b"\r\n" * 90_000)[-1] == too_long


def test_an_article_of_a_feed_has_a_bound():
    def item(text):
        return f"<item><title>T</title><description>{text}</description></item>"

    feed = f"<rss><channel>{item('a ' * 900)}{item('&lt;b&gt;' * 60)}{item('The pier.')}</channel></rss>"
    assert told(news_feeds.read, feed.encode()) == [
        (1, "the article is longer than 1", False),
        (2, "the article has more than 50 tags", False),
        (3, "", False),
    ]


def packed(data, suffix):
    if suffix == ".gz":
        return gzip.compress(data)
    return pytest.importorskip("zstandard", reason="the extra “collections” brings it").compress(data)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_what_is_unpacked_has_a_bound(suffix, monkeypatch):
    monkeypatch.setattr(compressed_streams, "_FREE", 100_000)
    monkeypatch.setattr(compressed_streams, "_MOST_TIMES", 50)
    small = b"The pier is old. " * 5_000
    assert unpacked(io.BufferedReader(io.BytesIO(packed(small, suffix))), suffix).read() == small
    with pytest.raises(Inflated, match="50 times its size"):
        unpacked(io.BufferedReader(io.BytesIO(packed(b"a" * 3_000_000, suffix))), suffix).read()


def test_little_is_unpacked_at_once():
    data = packed(b"a" * 150_000_000, ".zst")
    stream = unpacked(io.BufferedReader(io.BytesIO(data)), ".zst")
    tracemalloc.start()
    try:
        assert stream.read(1) == b"a"
        assert tracemalloc.get_traced_memory()[1] < 140_000_000
    finally:
        tracemalloc.stop()
