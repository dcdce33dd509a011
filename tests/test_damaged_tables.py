"""Parquet and Arrow whose metadata tell of other rows than there are, or whose bytes are damaged: never a pass."""

from __future__ import annotations

import io
import itertools
import struct
from types import SimpleNamespace

import pytest

from copydesk.services.collections.collection_records import Fields
from copydesk.services.collections.readers import parquet
from copydesk.services.collections.readers.parquet_pages import check_numbers

pyarrow = pytest.importorskip("pyarrow", reason="the extra “collections” brings it")
pytest.importorskip("pyarrow.parquet")

TEXTS = ["The pier is old.", "The mill is older.", "The weir is the the oldest."]
TABLE = pyarrow.table({"id": ["a", "b", "c"], "text": TEXTS})


def read_by(reader, data):
    """The texts that are read, and the error behind them."""
    texts = []
    try:
        texts.extend(each.text for each in reader(io.BufferedReader(io.BytesIO(data)), Fields(), "a"))
    except (ValueError, OSError) as error:
        texts.append(str(error))
    return texts


def in_parquet(table=TABLE, **options):
    sink = io.BytesIO()
    plain = {"compression": "none", "use_dictionary": False, "write_statistics": False, "store_schema": False}
    pyarrow.parquet.write_table(table, sink, **{**plain, **options})
    return bytearray(sink.getvalue())


def parquet_that_lies(*claims):
    """Three rows, of which these claim that they are one: “file”, “group”, “columns”, “pages”."""
    data = in_parquet()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")

    def found(before, start, end):
        """Where the number 3 stands behind these bytes."""
        sought = before + b"\x06"
        return [at + len(before) for at in range(start, end) if data.startswith(sought, at)]

    in_footer = found(b"\x16", footer, len(data))
    places = {
        "file": in_footer[:1],
        "group": in_footer[-1:],
        "columns": found(b"\x15\x00\x16", footer, len(data)),  # behind how they are compressed
        "pages": found(b"\x2c\x15", 0, footer),  # the first field of the table with them
    }
    assert [len(each) for each in places.values()] == [1, 1, 2, 2]
    for at in itertools.chain.from_iterable(places[claim] for claim in claims):
        data[at] = 2
    return bytes(data)


@pytest.mark.parametrize(
    "claims",
    [
        each
        for number in (1, 2, 3)
        for each in itertools.combinations(("file", "group", "columns", "pages"), number)
    ],
    ids="-".join,
)
def test_parquet_that_tells_of_fewer_rows_than_it_holds(claims):
    assert read_by(parquet.read, parquet_that_lies()) == TEXTS
    (told,) = read_by(parquet.read, parquet_that_lies(*claims))
    assert "damaged" in told


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("options", [{}, {"use_dictionary": True}, {"compression": "zstd"}], ids=str)
def test_checksums_of_pages_are_verified(version, options):
    table = pyarrow.table({"text": TEXTS * 20})
    options = {"data_page_version": version, "write_page_checksum": True, **options}
    data = in_parquet(table, **options)
    assert read_by(parquet.read, data) == TEXTS * 20
    at = data.find(b"oldest") if "compression" not in options else 60
    data[at] ^= 2
    assert "CRC checksum verification failed" in read_by(parquet.read, data)[-1]


def test_pages_of_every_kind_are_counted():
    nested = [[{"b": 1}] * (number % 3) if number % 4 else None for number in range(300)]
    rows = {"text": [None, "The pier. " * 30, "The mill."] * 100, "in": nested, "none": pyarrow.nulls(300)}
    kinds = {
        "compression": ("none", "zstd"),
        "data_page_version": ("1.0", "2.0"),
        "use_dictionary": (True, False),
        "write_statistics": (True, False),
        "data_page_size": (100, None),
        "row_group_size": (70, None),
    }
    tables = (
        pyarrow.table(rows),
        pyarrow.table({"text": pyarrow.array([], pyarrow.string())}),
        pyarrow.table({}),
    )
    for table, *values in itertools.product(tables, *kinds.values()):
        data = io.BytesIO(in_parquet(table, write_batch_size=10, **dict(zip(kinds, values, strict=True))))
        check_numbers(data, pyarrow.parquet.ParquetFile(data).metadata)


def page(head):
    """The metadata of a file with one column, whose only page has this head."""
    column = SimpleNamespace(
        num_values=1, path_in_schema="text", has_dictionary_page=False, data_page_offset=1,
        total_compressed_size=len(head),
    )  # fmt: skip
    group = SimpleNamespace(num_rows=1, num_columns=1, column=lambda _: column)
    schema = SimpleNamespace(column=lambda _: SimpleNamespace(max_repetition_level=0))
    metadata = SimpleNamespace(num_rows=1, num_row_groups=1, row_group=lambda _: group, schema=schema)
    return io.BytesIO(b"\0" + head), metadata


def test_heads_may_have_what_is_not_known_yet():
    known = b"\x15\x00\x15\x00\x15\x00", b"\x2c\x15\x02\x00"  # a page of 0 bytes, with one value
    unknown = [
        b"\x11\x12",  # true, false
        b"\x13\x01\x17" + b"a" * 8 + b"\x1d" + b"a" * 16,
        b"\x18\x02ab\x19\x21\x01\x02\x1a\x26\x02\x02\x19\xf5\x10" + b"\x02" * 16,
        b"\x1b\x00\x1b\x01\x85\x01a\x02\x1c\x15\x02\x00\x05\x80\x02\x02",
    ]
    for each in (b"", *unknown, b"".join(unknown)):
        check_numbers(*page(known[0] + known[1] + each + b"\0"))


@pytest.mark.parametrize(
    "head",
    [
        b"\x15\x00\x15\x00\x15\x01\x2c\x15\x02\x00\x00",  # a size below nothing
        b"\x15\x00\x15\x00\x18\x01a\x2c\x15\x02\x00\x00",  # a size that is a text
        b"\x15\x00\x15\x00\x15\x00\x25\x02\x00",  # a number where a table should be
        b"\x15\x00\x15\x00\x15\x00\x2c\x00\x00",
        b"\x15\x00\x15\x00\x15\x00",
        b"\x15" + b"\xff" * 20,
        b"\x1e",
        b"\x1c" * 200 + b"\0" * 200,
        b"\x19\xfc\xff\xff\xff\x7f" + b"\0" * 5_000,
        b"\x18\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
        b"",
    ],
)
def test_heads_that_are_damaged_are_told(head):
    with pytest.raises(ValueError, match=r"damaged|breaks off"):
        check_numbers(*page(head))


def in_arrow(table=TABLE, *, is_file=False, batches=1):
    sink = io.BytesIO()
    with (pyarrow.ipc.new_file if is_file else pyarrow.ipc.new_stream)(sink, table.schema) as writer:
        for _ in range(batches):
            writer.write_table(table)
    return sink.getvalue()


END = b"\xff\xff\xff\xff\0\0\0\0"


@pytest.mark.parametrize("is_file", [False, True])
def test_arrow_that_ends_before_its_last_batch_is_told(is_file):
    data = in_arrow(is_file=is_file, batches=3)
    assert read_by(parquet.read_arrow, data) == TEXTS * 3
    for start in [at for at in range(len(data)) if data.startswith(END[:4], at)][1:4]:  # the batches
        early = data[:start] + END + data[start + 8 :]
        (told,) = read_by(parquet.read_arrow, early)
        assert "its index names 3 record batches" in told if is_file else "more follows" in told


def test_two_streams_of_arrow_in_one_file_are_told():
    (told,) = read_by(parquet.read_arrow, in_arrow() + in_arrow())
    assert "more follows behind the end of its records, which is not read" in told
    assert read_by(parquet.read_arrow, in_arrow() + bytes(40)) == TEXTS


def test_batches_that_no_index_names_are_told():
    data = in_arrow(is_file=True)
    size = int.from_bytes(data[-10:-6], "little")
    start = len(data) - 10 - size
    hidden = data[:start] + in_arrow() + data[start:]
    (told,) = read_by(parquet.read_arrow, hidden)
    assert "more follows" in told
    for index in (b"", b"\xff" * 40, bytes(size - 1)):
        broken = data[:start] + index + struct.pack("<i", len(index)) + data[-6:]
        assert (
            "damaged" in read_by(parquet.read_arrow, broken)[0]
            or read_by(parquet.read_arrow, broken) == TEXTS
        )


def test_batches_that_tell_of_other_rows_than_they_hold_are_told():
    data = bytearray(in_arrow())
    at = data.index(struct.pack("<q", 3))
    data[at] = 1
    assert "did not match" in read_by(parquet.read_arrow, bytes(data))[0]
