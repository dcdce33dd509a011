"""copydesk scan of WARC files: what cannot be read of them is told, and what is not read is counted."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib

import pytest

from copydesk.__main__ import main

pytest.importorskip("warcio", reason="the extra “collections” brings it")

PAGE = b"<html><body><p>The old weir of Aldery is the the oldest.</p></body></html>"
FLAGGED = ("doubled-word", "the the")


def record(block, kind="response", media_type="application/http; msgtype=response", *more):
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Target-URI: https://example.org/a",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(block)}",
        *more,
    )
    return "\r\n".join((*head, "", "")).encode() + block + b"\r\n\r\n"


def answer(body, *headers, status="HTTP/1.1 200 OK"):
    return "\r\n".join((status, *headers, "", "")).encode() + body


HTML = "Content-Type: text/html; charset=utf-8"


@pytest.fixture
def scan(tmp_path, capfd):
    """A scan of a file with these bytes: its status, its findings as pairs, their messages, and the last lines."""

    def scan_bytes(data, name="a.warc", *options):
        (tmp_path / name).write_bytes(data)
        status = main(["scan", str(tmp_path / name), "--jobs", "1", "--select", "doubled-word", *options])
        out, err = capfd.readouterr()
        found = [json.loads(line) for line in out.splitlines()]
        return (
            status,
            [(each["rule"], each["excerpt"]) for each in found],
            " ".join(each["message"] for each in found),
            err,
        )

    return scan_bytes


def chunked(body, size=20):
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(body):
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(body) + made.flush()


def packed(body):
    return gzip.compress(body, mtime=0)


CHUNKED, GZIP, DEFLATE = "Transfer-Encoding: chunked", "Content-Encoding: gzip", "Content-Encoding: deflate"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, ()),
        (chunked(PAGE), (CHUNKED,)),
        (packed(PAGE), (GZIP,)),
        (packed(PAGE[:30]) + packed(PAGE[30:]), ("Content-Encoding: x-gzip",)),
        (chunked(packed(PAGE)), (CHUNKED, GZIP)),
        (zlib.compress(PAGE), (DEFLATE,)),
        (raw_deflate(PAGE), (DEFLATE,)),
        (packed(zlib.compress(PAGE)), ("Content-Encoding: deflate, gzip",)),
        (PAGE, (GZIP, CHUNKED)),
        (PAGE, ("Content-Encoding: br",)),
        (PAGE, ("Content-Encoding: identity",)),
    ],
    ids="plain chunked gzip pieces both deflate raw-deflate twice unpacked unpacked-br identity".split(),
)
def test_bodies_are_unpacked(scan, body, headers):
    status, found, _, err = scan(record(answer(body, HTML, *headers)))
    assert (status, found) == (1, [FLAGGED])
    assert "Not read" not in err


@pytest.mark.parametrize(
    ("body", "headers", "told"),
    [
        (packed(PAGE)[:40], (GZIP,), "its compressed content breaks off"),
        (packed(PAGE)[:-8] + b"\xff" * 8, (GZIP,), "its compressed content is damaged"),
        (zlib.compress(PAGE)[:-6], (DEFLATE,), "its compressed content breaks off"),
        (packed(PAGE) + packed(PAGE)[:20], (GZIP,), "its compressed content breaks off"),
        (PAGE[:-5], (f"Content-Length: {len(PAGE)}",), "its content breaks off: it has 69 bytes of 74"),
        (b"5\r\nabc", (CHUNKED,), "breaks off within its chunks"),
        (chunked(PAGE)[:-5], (CHUNKED,), "breaks off within its chunks"),
        (chunked(PAGE)[:60] + b"\xff" + chunked(PAGE)[60:], (CHUNKED,), "damaged"),
        (b"(\xb5/\xfd", ("Content-Encoding: zstd",), "(Content-Encoding: zstd)"),
        (packed(b" " * 21_000_000), (GZIP,), "larger than 20,000,000 bytes"),
    ],
    ids="cut damaged cut-deflate cut-piece short broken-chunk cut-chunks damaged-chunks zstd bomb".split(),
)
def test_lost_content_is_told(scan, body, headers, told):
    status, found, message, _ = scan(record(answer(body, HTML, *headers)))
    assert (status, [rule for rule, _ in found]) == (2, ["unreadable-file"])
    assert told in message


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (b"\r\n" + PAGE, "does not begin with a status line"),
        (answer(PAGE, HTML, *(f"X-{number}: a" for number in range(200))), "too long or too many"),
        (answer(PAGE, HTML, "X: " + "a" * 70_000), "too long or too many"),
    ],
    ids=["no status", "too many", "too long"],
)
def test_answers_that_are_none_are_told(scan, block, told):
    status, _, message, _ = scan(record(block))
    assert status == 2
    assert told in message


@pytest.mark.parametrize(
    "data",
    [
        record(answer(PAGE)),
        record(answer(b"\n<!DOCTYPE html>" + PAGE)),
        record(answer(PAGE, HTML, status="HTTP/2 200")),
        record(answer(PAGE, "content-type: application/xhtml+xml")),
        record(PAGE, "resource", "text/html"),
        record(PAGE, "response", "text/html"),
        record(b"The weir is the the oldest.", "resource", "text/plain"),
        record(b"The weir is the the oldest.", "conversion", "text/plain"),
        record(answer(b"The weir is the the oldest.", "Content-Type: text/plain; charset=utf-8")),
        record(answer(b"The weir is the the oldest.", "Content-Type: text/markdown")),
    ],
)
def test_what_holds_a_page_or_a_text_is_read(scan, data):
    status, found, _, err = scan(data)
    assert (status, found) == (1, [FLAGGED])
    assert "Not read" not in err


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (record(b"GET / HTTP/1.1\r\n\r\n", "request"), "records of kind request"),
        (record(PAGE, "revisit"), "records of kind revisit"),
        (record(PAGE, "house\x1b[31m"), "records of an unknown kind"),
        (record(answer(b"\x89PNG", "Content-Type: image/png")), "what is neither a page nor a text"),
        (record(PAGE, "resource", "application/pdf"), "what is neither a page nor a text"),
        (record(answer(b"Rain.")), "what does not say what it is"),
        (record(b""), "empty answers"),
    ],
)
def test_what_is_not_read_is_counted(scan, data, kind):
    told = f"0 records checked, 0 with findings. Not read: {kind}: 1.\n"
    assert scan(data) == (2, [], "", f"{told}error: no record in what was named holds a text\n")
    assert scan(data + record(answer(PAGE, HTML)))[:2] == (1, [FLAGGED])


def test_a_file_without_a_record_is_no_pass(scan):
    status, _, _, err = scan(b"")
    assert status == 2
    assert (
        "0 records checked, 0 with findings. Not read: files without a record: 1.\nerror: there is no record"
        in err
    )


def test_the_data_card_has_what_is_not_read(scan, tmp_path):
    records = [record(answer(PAGE, HTML)), record(PAGE, "revisit"), record(b"", "request")]
    for _ in range(2):  # the second time from the card of the file
        _, _, _, err = scan(b"".join(records), "a.warc", "-o", str(tmp_path / "results"))
        assert "1 record checked" in err
        assert err.endswith("Not read: records of kind revisit: 1, records of kind request: 1.\n")
    assert "Not read: records of kind revisit: 1" in (tmp_path / "results/card.md").read_text("utf-8")
    card = json.loads((tmp_path / "results/card.json").read_bytes())
    assert card["skipped"] == {"records of kind revisit": 1, "records of kind request": 1}


def test_a_page_that_the_crawler_cut_off_is_checked_and_counted(scan):
    whole = f"Content-Length: {2 * len(PAGE)}"
    cut = record(answer(PAGE, HTML, whole), "response", "application/http", "WARC-Truncated: length")
    status, found, _, err = scan(cut)
    assert (status, found) == (1, [FLAGGED])
    assert "Not read: ends of pages that the crawler cut off: 1." in err


def test_what_stands_between_records_is_told_and_not_printed(scan):
    one = record(answer(PAGE, HTML))
    stray = b"##[error]pwned \x1b[31m\r\n\r\n"
    status, found, message, err = scan(one.removesuffix(b"\r\n\r\n") + stray + one)
    assert (status, found) == (2, [FLAGGED, ("unreadable-file", ""), FLAGGED])
    assert "no record" in message
    assert "pwned" not in message + err
    status, found, message, err = scan(one + stray + one)
    assert (status, found) == (2, [FLAGGED, ("unreadable-file", "")])
    assert "cannot be read from here on" in message
    assert "pwned" not in message + err


def test_an_address_with_spaces_is_not_printed(scan):
    data = record(answer(PAGE, HTML)).replace(b"example.org/a", b"example.org/a ##[error]pwned")
    status, found, _, err = scan(data)
    assert (status, found) == (1, [FLAGGED])
    assert "pwned" not in err


@pytest.mark.parametrize("cut", [5, 30, 130, -8, -60])
@pytest.mark.parametrize("kind", ["response", "metadata"])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "packed.warc"])
def test_a_file_that_breaks_off_is_told(scan, cut, kind, name):
    data = record(answer(PAGE, HTML))
    last = record(answer(PAGE, HTML), kind)
    whole = data + last[:cut]
    if name != "a.warc":
        whole = packed(data) + packed(last)[:cut]
    status, _, message, err = scan(whole, name)
    assert status == 2
    assert "Error" not in message + err


def test_compressed_records_may_have_no_suffix_that_says_so(scan):
    data = packed(record(answer(PAGE, HTML)))
    assert scan(data + data, "packed.warc")[:2] == (1, [FLAGGED, FLAGGED])


@pytest.mark.parametrize(
    "missing", [b"WARC-Target-URI: https://example.org/a\r\n", b"WARC-Type: response\r\n"]
)
def test_records_without_an_address_or_a_kind(scan, missing):
    data = record(answer(PAGE, HTML)).replace(missing, b"")
    status, _, message, err = scan(data)
    assert status == 1 or "unknown kind: 1" in err
    assert "Error" not in message + err


@pytest.mark.parametrize("length", [b"", b"Content-Length: -5\r\n", b"Content-Length: x\r\n"])
def test_records_without_a_length(scan, length):
    data = record(answer(PAGE, HTML))
    start = data.index(b"Content-Length")
    data = data[:start] + length + data[data.index(b"\n", start) + 1 :]
    status, _, message, err = scan(data)
    assert status == 2
    assert "Error" not in message + err


def test_what_is_no_archive(scan):
    status, _, message, _ = scan(b"Rain.\nRain.\n")
    assert status == 2
    assert "what stands here is no record of a web archive" in message


def without_type(data):
    return b"\r\n".join(line for line in data.split(b"\r\n") if not line.startswith(b"Content-Type: "))


@pytest.mark.parametrize(
    "data",
    [
        record(answer(PAGE, HTML), "Response"),
        without_type(record(PAGE, "resource")),
        without_type(record(b"The old weir of Aldery is the the oldest.", "conversion")),
    ],
)
def test_a_kind_in_capitals_and_no_type_are_read(scan, data):
    assert scan(data)[1] == [FLAGGED]


def digest(data, algorithm="sha1", written=base64.b32encode):
    return f"{algorithm}:{written(hashlib.new(algorithm, data).digest()).decode().rstrip('=')}"


def with_digests(block, **digests):
    """A record with these digests, and one whose last letter is another than when they were made."""
    headers = [f"WARC-{name}-Digest: {value}" for name, value in digests.items()]
    kind = ("response", "application/http; msgtype=response")
    return [
        record(each, *kind, *headers) for each in (block, block.replace(b"the the oldest", b"the old oldest"))
    ]


DAMAGED = "it is damaged: WARC-Block-Digest is not that of its bytes"


@pytest.mark.parametrize(
    ("algorithm", "written"),
    [
        ("sha1", base64.b32encode),
        ("sha1", base64.b16encode),
        ("SHA-256", base64.b64encode),
        ("sha256", lambda value: value.hex().encode()),
        ("md5", base64.b16encode),
        ("md5", base64.b32encode),
        ("sha512", base64.urlsafe_b64encode),
    ],
)
def test_the_digest_of_a_block_is_verified(scan, algorithm, written):
    block = answer(PAGE, HTML)
    value = digest(block, algorithm.lower().replace("-", ""), written).partition(":")[2]
    whole, damaged = with_digests(block, Block=f"{algorithm}:{value}")
    assert scan(whole)[:2] == (1, [FLAGGED])
    status, found, message, _ = scan(damaged + whole)
    assert (status, found) == (2, [("unreadable-file", ""), FLAGGED])
    assert DAMAGED in message


@pytest.mark.parametrize("form", ["sent", "without chunks", "unpacked"])
def test_a_payload_is_verified_as_any_crawler_makes_its_digest(scan, form):
    sent = chunked(packed(PAGE))
    payload = {"sent": sent, "without chunks": packed(PAGE), "unpacked": PAGE}[form]
    block = answer(sent, HTML, CHUNKED, GZIP)
    whole, _ = with_digests(block, Payload=digest(payload))
    assert scan(whole)[:2] == (1, [FLAGGED])
    other, _ = with_digests(block, Payload=digest(b"another"))
    status, _, message, _ = scan(other)
    assert status == 2
    assert "WARC-Payload-Digest is not that of its bytes" in message


def test_one_digest_that_fits_proves_the_content_whole(scan):
    block = answer(PAGE, HTML)
    fits, other = digest, digest(b"another")
    for digests in (
        {"Block": other, "Payload": fits(PAGE)},  # as archives that were written anew have them
        {"Block": fits(block), "Payload": other},
    ):
        assert scan(with_digests(block, **digests)[0])[:2] == (1, [FLAGGED])
    _, damaged = with_digests(block, Block=fits(block), Payload=fits(PAGE))
    assert DAMAGED in scan(damaged)[2]


@pytest.mark.parametrize(
    "value", ["crc32:12345678", "sha1:short", "sha1", "", "blake3:" + "A" * 52, "sha1:\xe9"]
)
def test_a_digest_of_an_unknown_kind_proves_nothing(scan, value):
    assert scan(with_digests(answer(PAGE, HTML), Block=value)[0])[:2] == (1, [FLAGGED])


@pytest.mark.parametrize(
    ("block", "kind", "media_type"),
    [
        (b"", "response", "application/http"),
        (answer(PAGE, "Content-Type: textahtml"), "response", "application/http"),
        (PAGE, "resource", "text/html"),
        (b"The weir is the the oldest.", "conversion", "text/plain"),
        (PAGE, "resource", ""),
    ],
    ids="empty its-type resource conversion untyped".split(),
)
def test_whatever_may_hold_a_text_is_verified(scan, block, kind, media_type):
    assert DAMAGED in scan(record(block, kind, media_type, f"WARC-Block-Digest: {digest(b'another')}"))[2]
    assert DAMAGED not in scan(record(block, kind, media_type, f"WARC-Block-Digest: {digest(block)}"))[2]


def test_the_payload_of_what_the_crawler_cut_off_is_not_verified(scan):
    more = (f"WARC-Payload-Digest: {digest(PAGE + PAGE)}", "WARC-Truncated: length")
    assert scan(record(answer(PAGE, HTML), "response", "application/http", *more))[:2] == (1, [FLAGGED])
