"""Records that are compared with each other have the findings of check on the same texts as files."""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.services.collections.together.steps import ComparedText
from invented_collection import collection
from shuffling_engine import Engine

COMPARING = {
    "altered-quote", "date-differs-from-source", "name-differs-from-archive", "name-differs-from-source",
    "number-differs-from-source", "repeated-line", "unreadable-source",
}  # fmt: skip
"""What the invented articles have, all of it found by comparing them."""


@pytest.fixture
def of_files(tmp_path, monkeypatch):
    """Return what check finds in texts, which are files of the working folder."""
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def findings(texts):
        for name, text in texts.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return list(run(Session(RunOptions(isolated=True, use_cache=False)), [folder]).findings)

    return findings


def write_shards(folder, texts, number, seed=1):
    folder.mkdir()
    names = sorted(texts)
    random.Random(seed).shuffle(names)
    for shard in range(number):
        with (folder / f"{shard}.jsonl").open("w") as stream:
            stream.writelines(
                json.dumps({"id": name, "text": texts[name]}) + "\n" for name in names[shard::number]
            )


def as_rows(findings):
    """Findings as the JSON report has them, without the file and the number of a record."""
    from copydesk.report.writers.json import as_dict

    rows = [each if isinstance(each, dict) else as_dict(each) for each in findings]
    return sorted(json.dumps(kept(row), sort_keys=True) for row in rows)


def kept(row):
    """A row without what must differ: the place of its record, and why there is no file or text for a source."""
    differing = {"shard", "record"}
    if row["rule"] == "unreadable-source":
        differing |= {"message", "related"}
    return {key: value for key, value in row.items() if key not in differing}


def scanned(capsys, *arguments):
    status = main(["scan", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def without_comments(texts):
    """Texts that suppress nothing: of those in a collection nothing is suppressed."""
    return {name: text.replace("<!-- copydesk-", "<!-- ") for name, text in texts.items()}


@pytest.mark.parametrize("number", [60, pytest.param(400, marks=pytest.mark.slow)])
@pytest.mark.parametrize("seed", [1, 2])
def test_an_engine_that_shuffles_finds_what_check_finds(of_files, number, seed):
    texts = collection(number)
    expected = of_files(texts)
    records = [ComparedText(name, text) for name, text in texts.items()]
    assert as_rows(Engine(Desk(format="markdown"), records, seed).run()) == as_rows(expected)
    if number == 400:
        assert {each.rule for each in expected} >= COMPARING
        assert Counter(each.rule for each in expected)["altered-quote"] > 10


def test_a_scan_finds_what_check_finds(of_files, tmp_path, capsys):
    texts = without_comments(collection(60))
    expected = of_files(texts)
    write_shards(tmp_path / "one", texts, 3)
    status, found, err = scanned(capsys, tmp_path / "one", "--together", "--format", "markdown", "--jobs", 1)
    assert status == 2, "a source is missing"
    assert as_rows(found) == as_rows(expected)
    assert "60 texts compared with each other" in err


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("shards", [1, 3, 7])
def test_no_partition_and_no_order_makes_a_difference(of_files, tmp_path, capsys, jobs, shards):
    texts = without_comments(collection(400))
    expected = of_files(texts)
    write_shards(tmp_path / "some", texts, shards, seed=shards)
    found = scanned(capsys, tmp_path / "some", "--together", "--format", "markdown", "--jobs", jobs)[1]
    assert as_rows(found) == as_rows(expected)
    assert {each["rule"] for each in found} >= COMPARING
