"""Collections that a stranger has made: each line, row, head, article and compressed block that is read has a bound."""

from __future__ import annotations

import gzip
import io
import tracemalloc

import pytest

from copydesk.services.collections import compressed_streams
from copydesk.services.collections.collection_records import Fields
from copydesk.services.collections.compressed_streams import Inflated, unpacked
from copydesk.services.collections.readers import (
    arrow_messages,
    csv_tables,
    json_objects,
    news_feeds,
    parquet,
    web_archives,
)

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
    "line",
    [
        b"[" + b"{}," * 40 + b"{}]",
        b'{"text": [' + b"[]," * 40 + b"1]}",
        b'{"text": "The pier.", "tokens": [' + b"1," * 40 + b"1]}",
        b'{"text": "The \\\\", "tokens": [' + b'"\\",",' * 40 + b"1]}",
        b'{"text": "' + b"The pier, the mill" * 9 + b'", "a": {' + b'"a": {},' * 40 + b'"b": 1}}',
        '{"text": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}'.encode("utf-16-le"),
    ],
)
def test_a_line_of_json_has_a_bound_of_values(monkeypatch, line):
    monkeypatch.setattr(json_objects, "_MOST_VALUES", 20)
    problem = "the line has more than 20 values"
    assert told(json_objects.read, line + b'\n{"text": "The pier."}\n') == [
        (1, problem, False),
        (2, "", False),
    ]


def test_signs_in_a_text_are_no_values(monkeypatch):
    monkeypatch.setattr(json_objects, "_MOST_VALUES", 20)
    for text in (b"a, [b], " * 20, b'The \\"old\\" pier, ' * 20, b"a, \\\\" * 20):
        assert told(json_objects.read, b'{"text": "%s", "n": 1}\n' % text) == [(1, "", False)]


def test_a_row_has_a_bound_of_cells(monkeypatch):
    monkeypatch.setattr(csv_tables, "_MOST_CELLS", 20)
    head, row, wide = b"id,text\n", b"1,The pier.\n", b"1," * 30 + b"\n"
    problem = "the row has more than 20 cells"
    assert told(csv_tables.read, wide) == [f"{problem}, which the record of a text has not"]
    assert told(csv_tables.read, head + wide + row) == [(2, problem, False), (3, "", False)]
    assert told(csv_tables.read, head + b'1,"' + b'Old, "", the\n' * 30 + b'pier"\n' + row)[0][1] == ""
    assert told(csv_tables.read, head + b'1,"a\nb",' + wide + row)[0] == (2, problem, True)
    monkeypatch.setattr(csv_tables, "_MOST_MARKS", 20)
    assert told(csv_tables.read, head + b'"1",' * 30 + b"\n" + row) == [(2, problem, False), (3, "", False)]


@pytest.fixture
def arrow():
    pyarrow = pytest.importorskip("pyarrow", reason="the extra “collections” brings it")
    pytest.importorskip("pyarrow.parquet")
    return pyarrow


def in_arrow(arrow, columns, *, compression=None, is_file=False):
    table, sink = arrow.table(columns), io.BytesIO()
    options = arrow.ipc.IpcWriteOptions(compression=compression)
    with (arrow.ipc.new_file if is_file else arrow.ipc.new_stream)(
        sink, table.schema, options=options
    ) as writer:
        writer.write_table(table)
    return sink.getvalue()


def in_parquet(arrow, columns, **options):
    sink = io.BytesIO()
    arrow.parquet.write_table(arrow.table(columns), sink, **options)
    return sink.getvalue()


def test_rows_of_columns_are_read_as_they_are(arrow):
    columns = {
        "text": ["The pier.", "The mill."],
        "in": [[{"a": [1]}], None],
        "pairs": arrow.array([[("a", 1)], None], arrow.map_(arrow.string(), arrow.int64())),
        "kind": arrow.array(["x", "x"]).dictionary_encode(),
        "none": arrow.nulls(2),
    }
    for compression in (None, "lz4", "zstd"):
        for is_file in (False, True):
            data = in_arrow(arrow, columns, compression=compression, is_file=is_file)
            assert told(parquet.read_arrow, data) == [(1, "", False), (2, "", False)]
    assert told(parquet.read, in_parquet(arrow, columns)) == [(1, "", False), (2, "", False)]
    for end in range(0, len(data), 97):  # whatever breaks off is told, and breaks nothing
        assert isinstance(told(parquet.read_arrow, data[:end])[-1], str)


def test_what_arrow_unpacks_to_has_a_bound(arrow, monkeypatch):
    monkeypatch.setattr(arrow_messages, "_LARGEST", 100_000)
    monkeypatch.setattr(arrow_messages, "_MOST_TIMES", 50)
    monkeypatch.setattr(arrow_messages, "_FREE_ROWS", 50)
    large = "record batch 1 has 0 MB, and more than 0.1 MB are not read at once; write it in smaller batches"
    assert told(parquet.read_arrow, in_arrow(arrow, {"text": ["a" * 200_000]})) == [large]
    assert told(parquet.read_arrow, in_arrow(arrow, {"text": ["a" * 200_000]}, compression="zstd")) == [large]
    packed = in_arrow(arrow, {"text": ["a" * 50_000]}, compression="zstd", is_file=True)
    assert told(parquet.read_arrow, packed)[0].startswith(
        "record batch 1 unpacks to more than 50 times its size"
    )
    rows = "record batch 1 has 90 rows in 0 bytes, which no texts do"
    assert told(parquet.read_arrow, in_arrow(arrow, {"text": arrow.nulls(90)})) == [rows]


def test_what_a_row_of_arrow_holds_has_a_bound(arrow, monkeypatch):
    monkeypatch.setattr(parquet, "_MOST_VALUES", 50)
    monkeypatch.setattr(parquet, "_LARGE", 1_000)
    monkeypatch.setattr(parquet, "_LARGEST_ROW", 3_000)
    problem = "the row has more than 50 values or 0.003 MB"
    empty = arrow.FixedSizeListArray.from_arrays(arrow.nulls(120), 60)
    pairs = arrow.array([[("a", n) for n in range(60)], []], arrow.map_(arrow.string(), arrow.int64()))
    for inside in (empty, pairs, [{"a": list(range(60))}, {"a": []}], ["a" * 5_000, "b"]):
        found = told(parquet.read_arrow, in_arrow(arrow, {"text": ["a", "b"], "inside": inside}))
        assert found[0] == (1, problem, False)
        assert found[1][1] == (problem if inside is empty else "")
    monkeypatch.setattr(parquet, "_FREE", 100_000)
    monkeypatch.setattr(parquet, "_MOST_TIMES", 50)
    shared = arrow.DictionaryArray.from_arrays(arrow.array([0] * 900), ["a " * 2_000])
    assert told(parquet.read_arrow, in_arrow(arrow, {"text": shared}))[-1].startswith(
        "its texts have more than 50 times"
    )


def test_what_parquet_unpacks_to_has_a_bound(arrow, monkeypatch):
    monkeypatch.setattr(parquet, "_LONGEST", 10_000)
    monkeypatch.setattr(parquet, "_FREE_VALUES", 100)
    monkeypatch.setattr(parquet, "_FREE_ROWS", 5_000)
    monkeypatch.setattr(parquet, "_MOST_VALUES_A_BYTE", 5)
    monkeypatch.setattr(parquet, "_MOST_VALUES", 300)
    monkeypatch.setattr(parquet, "_MOST_COLUMNS", 20)
    monkeypatch.setattr(parquet, "_LONGEST_FOOTER", 9_000)

    def problem(columns, **options):
        (found,) = told(parquet.read, in_parquet(arrow, columns, **options))
        return found

    assert problem({"text": ["a" * 30_000]}).startswith(
        "row group 1, column “text”: 1 rows have 0 MB, and a cell"
    )
    assert problem({f"c{n}": ["a"] for n in range(30)}).startswith("it has 30 columns, and more than 20")
    assert "bytes stand for 4,001 values" in problem({"text": ["a", "b"], "n": [[0] * 4_000, []]})
    assert "2 rows have 801 values" in problem({"text": ["a", "b"], "n": [list(range(800)), []]})
    assert "bytes stand for 6,000 rows" in problem({"text": [None] * 6_000})
    assert problem({"a" * 9_000: ["a"]}).startswith("its metadata have 0 MB")


@pytest.mark.parametrize("reader", [parquet.read, parquet.read_arrow])
def test_a_table_that_is_compressed_once_more_is_told_of(arrow, reader):
    data = in_parquet(arrow, {"text": ["The pier."]})
    with pytest.raises(ValueError, match="it is compressed once more"):
        list(reader(unpacked(io.BufferedReader(io.BytesIO(gzip.compress(data))), ".gz"), FIELDS, "a"))


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
