"""Records that are compared with each other have the findings of check on the same texts as files."""

from __future__ import annotations

import io
import json
import random
from collections import Counter
from itertools import combinations, count, islice

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.services.collections.together.steps import (
    CollectionSteps,
    CollectionText,
    OtherVersion,
    SharedCounts,
    may_be_copies,
    size_of,
    weigh,
)
from copydesk.services.collections.together.whole_comparison import WholeComparison
from copydesk.stories.grouping.candidates import MOST_SHARING, following, neighbours
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


def found_by_engine(texts, seed):
    records = [CollectionText(name, text) for name, text in texts.items()]
    return Engine(Desk(format="markdown"), records, seed).run()


def test_an_engine_that_shuffles_finds_what_check_finds(of_files):
    texts = collection(24)
    assert as_rows(found_by_engine(texts, seed=1)) == as_rows(of_files(texts))


@pytest.mark.slow
def test_an_engine_that_shuffles_four_hundred_articles(of_files):
    texts = collection(400)
    expected = of_files(texts)
    assert {each.rule for each in expected} >= COMPARING
    assert Counter(each.rule for each in expected)["altered-quote"] > 10
    assert as_rows(found_by_engine(texts, seed=2)) == as_rows(expected)


def test_a_scan_finds_what_check_finds(of_files, tmp_path, capsys):
    texts = without_comments(collection(24))
    expected = of_files(texts)
    write_shards(tmp_path / "some", texts, 3)
    _, found, err = scanned(capsys, tmp_path / "some", "--together", "--format", "markdown", "--jobs", 1)
    assert as_rows(found) == as_rows(expected)
    assert {each["rule"] for each in found} >= {"repeated-line", "number-differs-from-source"}
    assert "24 texts compared with each other" in err


@pytest.mark.slow
def test_no_partition_and_no_order_makes_a_difference(of_files, tmp_path, capsys):
    texts = without_comments(collection(160))
    expected = as_rows(of_files(texts))
    for jobs, shards in ((1, 1), (2, 3), (2, 7)):
        folder = tmp_path / f"{shards} files"
        write_shards(folder, texts, shards, seed=shards)
        found = scanned(capsys, folder, "--together", "--format", "markdown", "--jobs", jobs)[1]
        assert as_rows(found) == expected


STORY = (
    "“We heard the {} go before anybody on the other bank had seen a light,” said Tamsin Halloway in Orrest. Engineers"
    " from Skelby measured the foundations twice and found cracks in the northern pillars of the old footbridge."
)
FEW = ("--select", "altered-quote", "--select", "repeated-line", "--jobs", "1")


@pytest.fixture
def two(tmp_path, monkeypatch):
    """Two files with a copy each, of which a word was altered."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all").mkdir()
    for name, word in (("a", "roof"), ("b", "chimney")):
        record = {"id": name, "text": STORY.format(word), "url": f"https://{name}.example.org/x"}
        (tmp_path / "all" / f"{name}.jsonl").write_text(json.dumps(record) + "\n")
    return tmp_path


def test_a_scan_goes_on_where_it_was_interrupted(two, capsys, monkeypatch):
    gathered, gather = [], CollectionSteps.gather

    def interrupted(self, given):
        gathered.append(given.id)
        if gathered == ["a", "b"]:
            raise KeyboardInterrupt
        return gather(self, given)

    monkeypatch.setattr(CollectionSteps, "gather", interrupted)
    arguments = ("all", "--together", "-o", "out", *FEW)
    main(["scan", *arguments])
    assert gathered == ["a", "b"]
    assert not list((two / "out").glob("*.findings.jsonl"))
    assert scanned(capsys, *arguments)[0] == 1
    assert gathered == ["a", "b", "b"], "what was finished is not checked again"
    rules = [json.loads((two / "out" / f"{name}.jsonl.findings.jsonl").read_text())["rule"] for name in "ab"]
    assert rules == ["altered-quote"] * 2
    assert not list((two / "out").glob("together*")), "texts are not left behind"
    card = (two / "out" / "card.json").read_text()
    assert json.loads(card)["compared"]["copies"] == 2
    assert scanned(capsys, *arguments)[0] == 1
    assert gathered == ["a", "b", "b"]
    assert (two / "out" / "card.json").read_text() == card


def test_another_file_changes_what_is_found_in_the_first(two, capsys):
    arguments = ("all", "--together", "-o", "out", *FEW)
    (two / "all" / "b.jsonl").rename(two / "b.jsonl")
    assert scanned(capsys, *arguments)[0] == 0
    (two / "b.jsonl").rename(two / "all" / "b.jsonl")
    assert scanned(capsys, *arguments)[0] == 1
    assert (two / "out" / "a.jsonl.findings.jsonl").read_text()


def test_annotated_and_cleaned_records_have_what_comparing_found(two, capsys):
    assert scanned(capsys, "all", "--together", "-o", "out", "--annotate", "--clean", *FEW)[0] == 1
    (annotated,) = (two / "out" / "a.jsonl.annotated.jsonl").read_text().splitlines()
    assert json.loads(annotated)["copydesk"]["findings"][0]["rule"] == "altered-quote"
    assert json.loads((two / "out" / "a.jsonl.cleaned.jsonl").read_text())["text"] == STORY.format("roof")


def test_standard_input_is_compared_too(two, capsys, monkeypatch):
    data = b"".join(file.read_bytes() for file in sorted((two / "all").iterdir()))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    status, found, _ = scanned(capsys, "-", "--together", *FEW)
    assert status == 1
    assert [(each["shard"], each["record"], each["path"]) for each in found] == [
        ("standard input", 1, "a"), ("standard input", 2, "b"),
    ]  # fmt: skip


def test_texts_with_one_id_are_not_compared_and_that_is_told(two, capsys):
    (two / "all" / "c.jsonl").write_bytes((two / "all" / "a.jsonl").read_bytes())
    status, found, err = scanned(capsys, "all", "--together", *FEW)
    assert status == 2
    assert [(each["shard"], each["rule"]) for each in found] == [
        ("a.jsonl", "unreadable-file"), ("c.jsonl", "unreadable-file"),
    ]  # fmt: skip
    assert "another text of the collection has the same id" in found[0]["message"]
    assert "1 text compared" in err
    assert "2 were not compared" in err


def test_lines_are_those_of_a_source(two, capsys):
    lines = ("Letters reach our editors in the green box.", "Become a friend of the Lantern")
    records = [
        {
            "id": f"{source}{n}",
            "text": f"Nothing is the same in number {n} {source}, again.\n\n{line}",
            "from": source,
        }
        for source, line in zip("xy", lines, strict=True)
        for n in range(4 if source == "x" else 40)
    ]
    (two / "all" / "lines.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records))

    def flagged(*more):
        found = scanned(capsys, "all/lines.jsonl", "--together", *FEW, *more)[1]
        return Counter((each["path"][0], each["message"]) for each in found)

    assert flagged() == {("y", "stands in 40 of 44 files"): 40}
    assert flagged("--group-field", "from") == {
        ("x", "stands in 4 of 4 files"): 4, ("y", "stands in 40 of 40 files"): 40,
    }  # fmt: skip


def test_copies_appear_within_days_of_each_other(two, capsys):
    for name, day in (("a", "2024-05-01"), ("b", "2024-09-01")):
        file = two / "all" / f"{name}.jsonl"
        file.write_text(json.dumps({**json.loads(file.read_text()), "day": day}))
    assert len(scanned(capsys, "all", "--together", *FEW)[1]) == 2
    assert not scanned(capsys, "all", "--together", *FEW, "--date-field", "day")[1]


def test_the_cap_is_told(two, capsys):
    records = [{"id": f"n{n}", "text": STORY.format("roof")} for n in range(MOST_SHARING + 1)]
    (two / "all" / "c.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records))
    _, _, err = scanned(capsys, "all", "--together", "-o", "out", *FEW)
    assert f"stood in more than {MOST_SHARING} texts" in err
    compared = json.loads((two / "out" / "card.json").read_text())["compared"]
    assert compared["most_sharing"] == MOST_SHARING
    assert compared["crowded_hashes"] > 5
    assert "each text was held only to the next few" in (two / "out" / "card.md").read_text()


def test_a_file_that_changes_meanwhile_is_an_error(two, capsys, monkeypatch):
    run_comparison = WholeComparison.run

    def change(self, progress):
        (two / "all" / "b.jsonl").write_text('{"id": "b", "text": "Another."}\n')
        return run_comparison(self, progress)

    monkeypatch.setattr(WholeComparison, "run", change)
    assert main(["scan", "all", "--together", "-o", "out", *FEW]) == 2
    assert "b.jsonl: it has changed since it was read; start again" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.chdir(two)
    assert scanned(capsys, "all", "--together", "-o", "out", *FEW)[0] == 0


def test_facts_of_another_version_are_refused():
    steps = CollectionSteps(Desk(select=["altered-quote"]))
    sketch = steps.gather(CollectionText("a", STORY)).sketch
    head, _, rest = sketch.partition(b"\n")
    for other in (b"copydesk 0.0.0 facts 0", b"", b"something else"):
        with pytest.raises(OtherVersion, match="gather those of all texts"):
            weigh(sketch, other + b"\n" + rest)
    assert head.startswith(b"copydesk ")
    assert weigh(sketch, sketch)


@pytest.mark.parametrize("number", [0, 1, 2, MOST_SHARING, MOST_SHARING + 1, 40])
def test_neighbours_are_those_that_follow(number):
    texts = range(number)
    made = list(neighbours(texts))
    pairs = {(one, other) for one in texts for other in following(texts, one)}
    crowd = {(each, None) for each in texts if number > MOST_SHARING}
    assert Counter(made) == Counter(pairs | crowd)


def test_neighbours_in_a_crowd_without_end():
    assert (50_000, 50_003) in islice(neighbours(count()), 200_020)


def test_the_bound_loses_no_copy():
    rng = random.Random(5)
    steps = CollectionSteps(Desk(format="markdown", select=["altered-quote"]))
    texts = [CollectionText(name, text) for name, text in collection(60, seed=3).items()]
    sketches = sorted((each.id, steps.gather(each).sketch) for each in texts)
    hashes = {name: set(steps.hashes(sketch)) for name, sketch in sketches}
    kept = dropped = 0
    for (one, ours), (other, theirs) in combinations(sketches, 2):
        runs, quotes, people = (
            sum(kind == each for each, _ in hashes[one] & hashes[other]) for kind in range(3)
        )
        hidden = rng.randint(0, max(0, runs - 2))  # in crowded hashes, where the two are no neighbours
        crowded = SharedCounts(hidden), SharedCounts(hidden + rng.randint(0, 2))
        may_be = may_be_copies(
            SharedCounts(runs - hidden, quotes, people), (size_of(ours), size_of(theirs)), crowded
        )
        is_candidate = runs >= 2 or quotes >= 1 or people >= 2
        if is_candidate and weigh(ours, theirs):
            assert may_be
            kept += 1
        dropped += is_candidate and not may_be
    assert kept > 50
    assert dropped > 10


def test_plugins_that_compare_all_files_are_told(two, capsys, monkeypatch):
    monkeypatch.setattr(CollectionSteps, "left_out", ["same-title"])
    assert "same-title" in scanned(capsys, "all", "--together", *FEW)[2]
