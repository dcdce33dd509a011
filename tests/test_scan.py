"""copydesk scan: collections, read as a stream, with the findings of `check`."""

from __future__ import annotations

import gzip
import json
import os

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.services.collections import shards

TEXTS = {
    "a": "The the mill at Orrest stood for a hundred years, and nobody knew who had built it.",
    "b": "Nothing is wrong here. The mill is old, and the weir is older than the mill.",
    "c": "Tamsin Halloway keeps the mill. Halloway likes it. Halloway said so, and Haloway was glad.",
    "d": "A ﬁne day at the weir.\n\nShare on Facebook\n\nIt rained on the mill all the same, and the weir was full.",
}


@pytest.fixture
def collection(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "collection"
    folder.mkdir()
    return folder


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write(path, records):
    data = "".join(json.dumps(each) + "\n" for each in records).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def scanned(capsys, *arguments):
    status = main(["scan", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def short(found):
    return [(each["id"], each["path"], each["rule"], each["offset"], each["end_offset"]) for each in found]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_findings_are_those_of_a_desk_whatever_the_number_of_processes(collection, capsys, jobs):
    write(collection / "one.jsonl", ({"id": key, "text": text} for key, text in TEXTS.items()))
    write(collection / "two.jsonl.gz", ({"id": f"{n}", "text": TEXTS["a"]} for n in range(3)))
    status, found, err = scanned(capsys, collection, "--jobs", jobs)
    assert status == 1
    assert "7 records checked" in err
    desk = Desk(format="text", suppressions=False)
    ours = [each for key, text in TEXTS.items() for each in desk.check(text, key).to_dict()["findings"]]
    assert short(found)[: len(ours)] == short(ours)
    assert {each["rule"] for each in ours} >= {"doubled-word", "name-variant", "ligature"}
    assert [each["shard"] for each in found[len(ours) :]] == ["two.jsonl.gz"] * 3
    assert [each["record"] for each in found[len(ours) :]] == [1, 2, 3]


def test_a_broken_record_is_a_finding_at_its_line_and_stops_nothing(collection, capsys):
    file = collection / "a.jsonl"
    file.write_bytes(
        b'{"text": 5}\n{nonsense\n\n["x"]\n{"text": "caf\xe9"}\n' + json.dumps({"text": TEXTS["a"]}).encode()
    )
    status, found, _ = scanned(capsys, file)
    assert status == 2
    assert [(each["record"], each["rule"]) for each in found] == [
        (1, "unreadable-file"), (2, "unreadable-file"), (4, "unreadable-file"), (5, "unreadable-file"), (6, "doubled-word"),
    ]  # fmt: skip
    assert "no JSON" in found[1]["message"]
    assert "not UTF-8" in found[3]["message"]


def test_a_file_that_breaks_off_is_not_clean(collection, capsys):
    file = collection / "a.jsonl.gz"
    write(file, [{"text": f"{TEXTS['b']} {n}"} for n in range(60)])
    file.write_bytes(file.read_bytes()[:-20])
    write(collection / "b.jsonl", [{"text": TEXTS["a"]}])
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert "cannot be read from here on" in found[0]["message"]
    assert found[-1]["rule"] == "doubled-word"


def test_other_fields_are_named_at_once(collection, capsys):
    write(collection / "a.jsonl", ({"body": TEXTS["a"], "key": n} for n in range(120)))
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert len(found) == 101
    assert "fields with text: body (--text-field names one)" in found[0]["message"]
    status, found, _ = scanned(capsys, collection, "--text-field", "body", "--id-field", "key")
    assert status == 1
    assert [each["path"] for each in found[:3]] == ["0", "1", "2"]


def test_a_field_that_was_named_and_that_no_record_has_is_told(collection, capsys, monkeypatch):
    monkeypatch.chdir(collection)
    (collection / "a.jsonl").write_text('{"text": "Fine.", "day": "2025-03-01"}\n{"text": "Fine."}\n')
    assert main(["scan", "a.jsonl", "--group-field", "site", "--date-field", "day"]) == 0
    assert "no record has a value in the field “site” (--group-field)" in (told := capsys.readouterr().err)
    assert "--date-field" not in told
    main(["scan", "a.jsonl", "--date-field", "date"])
    assert "no record has a value in the field “date” (--date-field)" in capsys.readouterr().err


def test_dates_that_cannot_be_read_are_told(collection, capsys, monkeypatch):
    monkeypatch.chdir(collection)
    days = ["2025-03-01", "31.02.2025", 1_740_787_200, None, "", "soon", {"y": 1}]
    write(
        collection / "a.jsonl", ({"text": "Fine.", "id": f"r{n}", "day": day} for n, day in enumerate(days))
    )
    assert main(["scan", "a.jsonl", "--date-field", "day", "-o", "out", "--annotate"]) == 0
    told = "4 records with a date that cannot be read, such as “31.02.2025” (a.jsonl:2), “1740787200” (a.jsonl:3), "
    assert f"--date-field day: {told}“soon” (a.jsonl:6)." in capsys.readouterr().err
    found = map(json.loads, (collection / "out/a.jsonl.annotated.jsonl").read_text().splitlines())
    unread = [each["copydesk"].get("unread_date") for each in found]
    assert unread == [None, "31.02.2025", "1740787200", None, None, "soon", "dict"]
    card = json.loads((collection / "out/card.json").read_text())
    assert (card["dated"], card["unread_dates"]) == (1, 4)
    assert "4 records with a date that cannot be read" in (collection / "out/card.md").read_text()
    assert main(["scan", "a.jsonl", "--date-field", "day", "-o", "out", "--annotate"]) == 0
    assert told in capsys.readouterr().err


def test_rows_that_are_broken_stop_no_table(collection, capsys):
    (collection / "a.csv").write_bytes(b'id,text\n\n\nx,"The "the mill."\ny,caf\xe9\n\nz,The the mill.\n')
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert [(each["record"], each["rule"]) for each in found] == [
        (4, "unreadable-file"), (5, "unreadable-file"), (7, "doubled-word"),
    ]  # fmt: skip
    assert "UTF-8" in found[1]["message"]


def test_another_file_of_one_name_and_size_is_read(collection, capsys):
    for folder, text in (("a", "The the mill."), ("b", "The old mill.")):
        (collection / folder).mkdir()
        write(collection / folder / "x.jsonl", [{"text": text}])
    output = collection.parent / "out"
    assert scanned(capsys, collection / "a" / "x.jsonl", "-o", output)[0] == 1
    assert scanned(capsys, collection / "b" / "x.jsonl", "-o", output)[0] == 0
    assert scanned(capsys, collection / "b" / "x.jsonl", "-o", output, "--annotate")[0] == 0
    assert (output / "x.jsonl.annotated.jsonl").exists()


def test_records_without_a_text_are_among_the_cleaned_ones(collection):
    write(collection / "a.jsonl", [{"text": None, "id": 1}])
    output = collection.parent / "out"
    assert main(["scan", str(collection), "-o", str(output), "--clean"]) == 2
    assert lines(output / "a.jsonl.cleaned.jsonl") == [{"text": None, "id": 1}]


def test_a_record_that_is_nested_too_deep_is_broken(collection, capsys):
    deep = 900 * "[" + 900 * "]"
    (collection / "a.jsonl").write_text(f'{{"text": "a", "deep": {deep}}}\n{{"text": "The the mill."}}\n')
    status, found, _ = scanned(capsys, collection, "-o", collection.parent / "out", "--annotate", "--clean")
    assert (status, found) == (2, [])
    assert len(lines(collection.parent / "out" / "a.jsonl.annotated.jsonl")) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_no_pipe_is_waited_for(collection, capsys):
    os.mkfifo(collection / "a.jsonl")
    assert main(["scan", str(collection / "a.jsonl")]) == 2
    assert "no regular file" in capsys.readouterr().err


def test_a_table(collection, capsys):
    (collection / "a.csv").write_text(
        'id,text,url\nx,"The the mill,\nand the weir.",https://example.org/a\ny,Fine.,\n'
    )
    status, found, _ = scanned(capsys, collection)
    assert status == 1
    assert [(each["path"], each["record"], each["rule"]) for each in found] == [("x", 2, "doubled-word")]


def test_annotated_and_cleaned_records_and_the_card(collection, capsys):
    (collection / "deep").mkdir()
    write(
        collection / "deep" / "a.jsonl",
        ({"id": key, "text": text, "url": f"https://{key}.example.org/"} for key, text in TEXTS.items()),
    )
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--annotate", "--clean")[0] == 1
    annotated, cleaned = (
        lines(output / "deep" / f"a.jsonl.{kind}.jsonl") for kind in ("annotated", "cleaned")
    )
    assert [each["id"] for each in annotated] == [each["id"] for each in cleaned] == list(TEXTS)
    assert annotated[0]["copydesk"]["findings"][0]["rule"] == "doubled-word"
    assert cleaned[1] == {"id": "b", "text": TEXTS["b"], "url": "https://b.example.org/"}
    assert cleaned[3]["text"].startswith("A fine day")
    for each in cleaned:
        text = each["text"]
        for start, end, before in reversed(each.get("copydesk", {"undo": []})["undo"]):
            text = text[:start] + before + text[end:]
        assert text == TEXTS[each["id"]]
    card = json.loads((output / "card.json").read_text("utf-8"))
    assert card["records"] == 4
    assert card["rules"]["doubled-word"]["examples"][0]["id"] == "a"
    assert card["groups"]["a.example.org"] == {"records": 1, "flagged": 1}
    assert "| doubled-word | 1 | 1 | 25.0% |" in (output / "card.md").read_text("utf-8")


def test_dropped_records_have_their_reason(collection, capsys):
    records = [{"id": key, "text": text} for key, text in TEXTS.items()] + [{"id": "e", "text": None}]
    write(collection / "a.jsonl", records)
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--drop", 1, "--clean")[0] == 2
    kept, dropped, cleaned = (
        lines(output / f"a.jsonl.{kind}.jsonl") for kind in ("kept", "dropped", "cleaned")
    )
    assert kept == records[:3]
    assert [(each["id"], each["copydesk"]["reason"]) for each in dropped] == [
        ("d", "ligature"),
        ("e", "unreadable-file"),
    ]
    assert dropped[0]["text"] == TEXTS["d"]
    assert {each["rule"] for each in dropped[0]["copydesk"]["findings"]} == {"ligature", "share-prompt"}
    assert [each["id"] for each in cleaned] == ["a", "b", "c"]
    assert scanned(capsys, collection, "-o", output, "--drop", 2)[0] == 2
    assert (output / "a.jsonl.dropped.jsonl").exists()  # results of other settings are not touched


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json.gz"])
def test_attributes_are_those_of_dolma(collection, capsys, name):
    write(collection / name, [{"id": key, "text": text} for key, text in TEXTS.items()])
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--attributes")[0] == 1
    data = (output / "attributes" / name).read_bytes()
    rows = list(map(json.loads, (gzip.decompress(data) if name.endswith("gz") else data).splitlines()))
    assert [each["id"] for each in rows] == list(TEXTS)
    assert rows[1] == {"id": "b", "attributes": {}}
    ((start, end, score),) = rows[3]["attributes"]["copydesk__copydesk__share_prompt"]
    assert (TEXTS["d"][start:end], score) == ("Share on Facebook", 1)


def test_attributes_of_other_files_are_lines(collection, capsys):
    (collection / "a.csv").write_text("id,text\nx,The the mill.\n")
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--attributes")[0] == 1
    assert lines(output / "attributes" / "a.csv.jsonl")[0]["id"] == "x"


def test_a_table_has_a_row_for_each_record(collection, capsys):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'copydesk[collections]' to run this")
    from copydesk.services.engines.checked_table import CHECKED_RECORDS

    texts = {**TEXTS, "half \ud800": "A mark \udc00 of the the mill."}
    (collection / "a.jsonl").write_text(
        "".join(json.dumps({"id": k, "text": t}) + "\n" for k, t in texts.items())
    )
    output = collection.parent / "out"
    status, _, _ = scanned(capsys, collection, "-o", output, "--parquet")
    assert status == 1
    table = parquet.read_table(output / "a.jsonl.checked.parquet")
    assert table.schema == CHECKED_RECORDS
    rows = table.to_pylist()
    assert [each["path"] for each in rows] == [*TEXTS, "half ?"]
    assert [each["record"] for each in rows] == [1, 2, 3, 4, 5]
    desk = Desk(format="text", suppressions=False)
    for row in rows[:-1]:
        assert row["findings"] == desk.check(TEXTS[row["path"]], row["path"]).to_dict()["findings"]


def test_what_is_finished_is_not_read_again(collection, capsys, monkeypatch):
    for name in "ab":
        write(collection / f"{name}.jsonl", [{"id": name, "text": TEXTS["a"]}])
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output)[0] == 1
    before = (output / "card.json").read_text("utf-8")
    (output / "b.jsonl.card.json").unlink()  # it was interrupted there
    read = []
    monkeypatch.setattr(
        "copydesk.services.collections.whole_scan.records_of",
        lambda shard, *_: read.append(shard.name) or iter(()),
    )
    scanned(capsys, collection, "-o", output)
    assert read == ["b.jsonl"]
    monkeypatch.undo()
    (output / "b.jsonl.card.json").unlink()
    assert scanned(capsys, collection, "-o", output)[0] == 1
    assert (output / "card.json").read_text("utf-8") == before


@pytest.mark.parametrize("together", [[], ["--together"]])
def test_a_file_that_changes_is_read_again_though_its_size_and_time_stay(collection, capsys, together):
    file, output = collection / "a.jsonl", collection.parent / "out"
    write(file, [{"id": "a", "text": "The the mill."}])
    assert scanned(capsys, collection, "-o", output, *together)[0] == 1
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    write(file, [{"id": "a", "text": "The old mill."}])
    os.utime(file, ns=times)
    shards._digest.cache_clear()  # as in another process
    assert scanned(capsys, collection, "-o", output, *together)[0] == 0
    os.utime(file)
    before = (output / "a.jsonl.card.json").stat().st_mtime_ns
    assert scanned(capsys, collection, "-o", output, *together)[0] == 0
    assert (output / "a.jsonl.card.json").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.jsonl"], "there is no such file"),
        (["article.md"], "“copydesk check” reads articles"),
        (["empty"], "no file here is one of a collection"),
        (["a.jsonl", "collection/a.jsonl"], "2 files are called a.jsonl; name the folder above them"),
        (["-", "-"], "give “-” once"),
        (["a.jsonl", "-o", "collection"], "it holds something else"),
        (["a.jsonl", "-o", "article.md"], "it is a file"),
        (["a.jsonl", "--clean"], "--output-dir"),
        (["a.jsonl", "--drop", "0"], "--output-dir"),
        (["a.jsonl", "--attributes"], "--output-dir"),
        (["a.jsonl", "-o", ".git/out"], "belongs to git"),
    ],
)
def test_mistakes_are_told(collection, capsys, arguments, message):
    for place in (collection, collection.parent):
        write(place / "a.jsonl", [{"text": "x"}])
    (collection.parent / "empty").mkdir()
    (collection.parent / "article.md").write_text("x")
    assert main(["scan", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_results_of_other_settings_are_kept_apart(collection, capsys):
    write(collection / "a.jsonl", [{"text": TEXTS["a"]}])
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output)[0] == 1
    assert main(["scan", str(collection), "-o", str(output), "--ignore", "doubled-word"]) == 2
    assert "other settings" in capsys.readouterr().err


def test_a_text_cannot_suppress_findings(collection, capsys):
    write(collection / "a.jsonl", [{"text": "<!-- copydesk: disable-file -->\n\nThe the mill."}])
    assert scanned(capsys, collection, "--format", "markdown")[1][0]["rule"] == "doubled-word"


def test_a_row_with_more_cells_than_names_is_broken(collection, capsys):
    (collection / "a.csv").write_text("id,text\nx,It rained, and the the mill stood.\ny,The the mill.\n")
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert [(each["record"], each["rule"]) for each in found] == [(2, "unreadable-file"), (3, "doubled-word")]
    assert "3 cells" in found[0]["message"]
    (collection / "a.csv").write_text("text,text\nThe mill.,The the mill.\n")
    assert "2 columns are called “text”" in scanned(capsys, collection)[1][0]["message"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_an_empty_compressed_file_is_no_clean_one(collection, capsys, name):
    (collection / name).write_bytes(b"")
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert "the file breaks off" in found[0]["message"]


@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", "It is the the end.\n"), ("a.jsonl", ""), ("a.csv", "")]
)
def test_a_collection_of_no_records_is_no_clean_one(collection, capsys, name, text):
    (collection / name).write_text(text)
    status, found, err = scanned(capsys, collection)
    assert (status, found) == (2, [])
    assert "error: there is no record in what was named" in err
    write(collection / "b.jsonl", [{"text": "It rained."}])
    assert scanned(capsys, collection)[0] == 0


def test_a_record_with_a_key_twice_is_broken(collection, capsys):
    (collection / "a.jsonl").write_text('{"text": "It is the the end.", "text": "It rained."}\n')
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert 'the key "text" twice' in found[0]["message"]


def test_a_field_of_ours_that_a_record_has_is_kept_under_another_name(collection):
    write(
        collection / "a.jsonl",
        [{"text": TEXTS["b"], "copydesk": {"undo": [[0, 1, "x"]]}, "much": float("inf")}],
    )
    output = collection.parent / "out"
    assert main(["scan", str(collection), "-o", str(output), "--annotate", "--clean"]) == 0
    for kind in ("annotated", "cleaned"):
        (record,) = lines(output / f"a.jsonl.{kind}.jsonl")
        assert record["copydesk_before"] == {"undo": [[0, 1, "x"]]}
        assert record["much"] == "inf"
    assert "copydesk" not in record


def test_the_output_folder_is_no_part_of_the_collection(collection, capsys):
    write(collection / "a.jsonl", [{"text": TEXTS["a"]}])
    for _ in range(2):
        assert scanned(capsys, collection, "-o", collection / "out", "--annotate")[0] == 1
    assert json.loads((collection / "out" / "card.json").read_text("utf-8"))["records"] == 1


def test_links_in_the_output_folder_are_not_followed(collection, capsys):
    write(collection / "a.jsonl", [{"text": TEXTS["a"]}])
    (collection / "deep").mkdir()
    write(collection / "deep" / "b.jsonl", [{"text": TEXTS["a"]}])
    output, precious = collection.parent / "out", collection.parent / "precious"
    assert scanned(capsys, collection / "a.jsonl", "-o", output)[0] == 1
    (output / "a.jsonl.card.json").unlink()
    precious.write_text("precious")
    for name in ("a.jsonl.findings.jsonl.part", "card.md.part"):
        (output / name).symlink_to(precious)
    assert scanned(capsys, collection / "a.jsonl", "-o", output)[0] == 1
    assert precious.read_text() == "precious"
    (output / "deep").symlink_to(collection.parent)
    assert main(["scan", str(collection), "-o", str(output)]) == 2
    assert "a link leads out" in capsys.readouterr().err
    assert not (collection.parent / "b.jsonl.findings.jsonl").exists()


@pytest.mark.parametrize("below", ["", "/new"])
def test_no_results_go_through_a_link_out_of_the_project(collection, capsys, tmp_path, monkeypatch, below):
    write(collection / "a.jsonl", [{"text": TEXTS["a"]}])
    outside = tmp_path / "outside"
    outside.mkdir()
    (collection / "results").symlink_to(outside)
    monkeypatch.chdir(collection)
    assert main(["scan", "a.jsonl", "-o", f"results{below}"]) == 2
    assert f"results{below}: nothing is written there" in capsys.readouterr().err
    assert not list(outside.iterdir())


def test_nothing_of_a_record_is_markup_in_the_card(collection, capsys):
    hostile = {"text": "The the \ud800 <b>mill</b>.", "source": "x | y\n\n# Head <script>alert(1)</script>"}
    write(collection / "a.jsonl", [hostile])
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--group-field", "source")[0] == 1
    page = (output / "card.md").read_text("utf-8")
    assert "<script>" not in page
    assert "\n# Head" not in page


def test_parquet_and_arrow(collection, capsys):
    pyarrow = pytest.importorskip("pyarrow", reason="the extra “collections” brings it")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"id": list(TEXTS), "text": list(TEXTS.values()), "day": [None, 1, 2, 3]})
    parquet.write_table(table, collection / "a.parquet")
    with (
        pyarrow.OSFile(str(collection / "a.arrow"), "wb") as sink,
        pyarrow.ipc.new_file(sink, table.schema) as writer,
    ):
        writer.write_table(table)
    status, found, _ = scanned(capsys, collection)
    assert status == 1
    in_arrow, in_parquet = (
        [(e["path"], e["rule"]) for e in found if e["shard"] == f"a.{kind}"] for kind in ("arrow", "parquet")
    )
    assert in_arrow == in_parquet
    assert ("a", "doubled-word") in in_arrow


def test_times_that_python_cannot_hold_are_text(collection, capsys):
    pyarrow = pytest.importorskip("pyarrow", reason="the extra “collections” brings it")
    parquet = pytest.importorskip("pyarrow.parquet")
    nanoseconds, seconds = pyarrow.timestamp("ns"), pyarrow.timestamp("s")
    columns = {
        "id": ["a", "b"],
        "text": [TEXTS["a"], TEXTS["b"]],
        "seen": pyarrow.array([1_714_564_800_123_456_789, None], nanoseconds),
        "inside": pyarrow.array(
            [{"at": [1_714_564_800_123_456_789]}, None], pyarrow.struct({"at": pyarrow.list_(nanoseconds)})
        ),
        "far": pyarrow.array([1_714_564_800, 253_402_300_800], seconds),
    }
    parquet.write_table(pyarrow.table(columns), collection / "a.parquet")
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--annotate", "--date-field", "seen")[0] == 1
    first, second = lines(output / "a.parquet.annotated.jsonl")
    assert [each["rule"] for each in first["copydesk"]["findings"]] == ["doubled-word"]
    assert first["seen"] == "2024-05-01 12:00:00.123456789"
    assert first["inside"] == {"at": ["2024-05-01 12:00:00.123456789"]}
    assert (first["far"], second["far"]) == ("2024-05-01 12:00:00", "10000-01-01 00:00:00.000")
    assert (second["id"], second["seen"], second["inside"]) == ("b", None, None)


PAGE = """HTTP/1.1 200 OK\r
Content-Type: text/html; charset=utf-8\r
\r
<!doctype html><html lang="en"><head><title>The mill</title></head><body><nav><a href="/">Home</a></nav><article>
<h1>The mill</h1><p>The sails of the the mill at Orrest stood for a hundred years, and nobody knew who had built it.</p>
<p>It stands beside the weir, which is older, and it turns on Sundays for whoever comes.</p></article></body></html>"""


def warc_record(kind, content):
    data = content.encode()
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{kind}\r\n"
    return (
        f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(data)}\r\n\r\n".encode()
        + (data + b"\r\n\r\n")
    )


def test_web_archives(collection, capsys):
    pytest.importorskip("warcio", reason="the extra “collections” brings it")
    records = (
        ("response", PAGE),
        ("response", ""),
        ("conversion", "The weir is is old."),
        ("metadata", "The the rest."),
    )
    (collection / "a.warc.gz").write_bytes(b"".join(gzip.compress(warc_record(*each)) for each in records))
    status, found, _ = scanned(capsys, collection)
    assert status == 1
    assert [(each["path"], each["rule"], each["excerpt"]) for each in found] == [
        ("https://example.org/response", "doubled-word", "the the"),
        ("https://example.org/conversion", "doubled-word", "is is"),
    ]


def test_a_crawl_that_breaks_off_is_not_clean(collection, capsys):
    pytest.importorskip("warcio", reason="the extra “collections” brings it")
    (collection / "a.warc").write_bytes(warc_record("response", PAGE)[:-60])
    (collection / "b.warc.gz").write_bytes(gzip.compress(warc_record("response", PAGE))[:-40])
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert {each["shard"] for each in found if each["rule"] == "unreadable-file"} == {"a.warc", "b.warc.gz"}


def test_zstandard(collection, capsys):
    zstandard = pytest.importorskip("zstandard", reason="the extra “collections” brings it")
    (collection / "a.jsonl.zst").write_bytes(zstandard.compress(json.dumps({"text": TEXTS["a"]}).encode()))
    assert scanned(capsys, collection)[0] == 1
    whole = b"".join(zstandard.compress(f'{{"text": "{n} The the mill."}}\n'.encode()) for n in range(3))
    (collection / "b.jsonl.zst").write_bytes(whole)
    assert [each["record"] for each in scanned(capsys, collection / "b.jsonl.zst")[1]] == [1, 2, 3]
    (collection / "b.jsonl.zst").write_bytes(whole[:-5])
    status, found, _ = scanned(capsys, collection / "b.jsonl.zst")
    assert status == 2
    assert "breaks off" in found[-1]["message"]


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Orrest Post</title>
<item><title>The mill &amp; the the weir</title><link>https://orrest.example/mill?a=1&amp;b=2</link>
<pubDate>Wed, 11 Mar 2026 08:00:00 +0000</pubDate>
<content:encoded><![CDATA[<p>The <b>mill</b> is old.</p><p>Share on Facebook</p>]]></content:encoded></item>
<item><title>The ferry</title><description>Nobody saw the ferry leave on 31 June 2026.</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Orrest</title>
<entry><title>Bells</title><link rel="alternate" href="https://orrest.example/bells"/><updated>2026-03-11T08:00:00Z</updated>
<content type="html">&lt;p&gt;The bells bells rang.&lt;/p&gt;</content></entry></feed>
"""


def test_articles_of_feeds_are_records(collection, capsys):
    (collection / "a.rss").write_text(FEED, "utf-8")
    (collection / "b.atom").write_text(ATOM, "utf-8")
    output = collection.parent / "out"
    assert scanned(capsys, collection, "-o", output, "--clean", "--drop", 0)[0] == 1
    first, second = lines(output / "a.rss.dropped.jsonl")
    assert (first["id"], first["url"]) == ("https://orrest.example/mill?a=1&b=2",) * 2
    assert first["date"].startswith("2026-03-11")
    assert first["text"] == "The mill & the the weir\n\nThe mill is old.\n\nShare on Facebook"
    assert [each["rule"] for each in first["copydesk"]["findings"]] == ["doubled-word", "share-prompt"]
    assert second["id"] == "a.rss:2"
    assert second["copydesk"]["reason"] == "impossible-date"
    (bells,) = lines(output / "b.atom.dropped.jsonl")
    assert (bells["id"], bells["text"]) == ("https://orrest.example/bells", "Bells\n\nThe bells bells rang.")
    card = json.loads((output / "card.json").read_text("utf-8"))
    assert card["groups"]["orrest.example"]["records"] == 2


@pytest.mark.parametrize(
    ("feed", "says"),
    [
        ("<rss><channel><item><title>The mill</title></channel></rss>", "unreadable-file"),
        ("no feed at all", "unreadable-file"),
        (
            FEED.replace("<b>mill</b>", "<b>mill").replace("</item>\n<item>", "</itm>\n<item>"),
            "unreadable-file",
        ),
    ],
)
def test_a_broken_feed_is_a_finding(collection, capsys, feed, says):
    (collection / "a.rss").write_text(feed, "utf-8")
    status, found, _ = scanned(capsys, collection)
    assert status == 2
    assert says in {each["rule"] for each in found}


def test_kept_records_stand_as_they_are(collection, capsys):
    line = '{"text": "The mill is shut.", "price": 12345678901234567.89, "far": 1e400}'
    (collection / "a.jsonl").write_text(f"\ufeff{line}\n", "utf-8")
    output = collection.parent / "out"
    assert main(["scan", str(collection), "-o", str(output), "--drop", "0"]) == 0
    assert (output / "a.jsonl.kept.jsonl").read_text("utf-8") == f"{line}\n"


def test_what_is_not_read_is_counted(collection, capsys):
    write(collection / "a.jsonl", [{"text": "The mill is shut."}])
    (collection / "b.txt").write_text("The the mill.")
    (collection / "c.jsonl").symlink_to(collection / "a.jsonl")
    assert main(["scan", str(collection)]) == 0
    assert "note: 2 files not read, such as" in capsys.readouterr().err


def test_a_folder_with_the_name_of_results_is_refused(collection, capsys):
    (collection / "attributes").mkdir()
    write(collection / "attributes" / "a.jsonl", [{"text": "The mill is shut."}])
    output = str(collection.parent / "out")
    assert main(["scan", str(collection), "-o", output, "--attributes"]) == 2
    assert "is called attributes" in capsys.readouterr().err
    assert main(["scan", str(collection), "-o", output]) == 0


def test_results_of_a_pack_that_has_changed_are_refused(collection, capsys):
    write(collection / "a.jsonl", [{"text": "The mill is shut."}])
    pack = collection.parent / "house" / "words"
    pack.mkdir(parents=True)
    rule = (
        "summary: A word.\nwhy: Not here.\nseverity: warning\nphrases: [{0}]\nbad: It {0}.\ngood: It runs.\n"
    )
    (pack / "no-shut.yaml").write_text(rule.format("closed"))
    settings = collection.parent / "house.yaml"
    settings.write_text("packs: [house]\n")
    arguments = ["scan", str(collection), "--config", str(settings), "-o", str(collection.parent / "out")]
    assert main(arguments) == 0
    (pack / "no-shut.yaml").write_text(rule.format("is shut"))
    assert main(arguments) == 2
    assert "other settings" in capsys.readouterr().err
