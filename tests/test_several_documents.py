"""Files that hold several documents: places, suppressions, fixes, cache and comparisons are right in each of them."""

from __future__ import annotations

import json

import pytest

from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.run.fixes.loop import fix
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support import limits
from several_documents import SEPARATOR

DOUBLED = "The mill at Orrest stands on the the weir, where it was built in 1871.\n"
CLEAN = "A baker from Altdorf has won the spelling bee with the word for his own trade.\n"
STORY = (
    "The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors.\n\n"
    "“We heard the roof go before we saw any {} at all,” said Tamsin Orde, who lives across the weir.\n\n"
    "Nobody was hurt, and the owner, Piers Hallam, said that all of the looms on both floors were insured.\n"
)


@pytest.fixture
def wire(tmp_path, monkeypatch):
    """Writes a file of several articles, and returns its path."""
    monkeypatch.chdir(tmp_path)

    def write(*articles, name="a.wire"):
        (tmp_path / name).write_text(SEPARATOR.join(articles), "utf-8", newline="")
        return tmp_path / name

    return write


def session(**options):
    return Session(RunOptions(plugins=("several_documents",), **options))


def found(*files, **options):
    return run(session(**options), files).findings


def test_places_are_those_of_the_file(wire):
    file = wire(CLEAN, "\r\n\r\n" + DOUBLED, DOUBLED)
    findings = found(file)
    text = file.read_bytes().decode()
    assert [(each.rule, each.line, each.column) for each in findings] == [
        ("doubled-word", 5, 30),
        ("doubled-word", 7, 30),
    ]
    assert [text[each.start : each.end] for each in findings] == ["the the", "the the"]


def test_findings_that_look_the_same_have_ids_of_their_own_that_last(wire):
    first, second = found(wire(DOUBLED, DOUBLED))
    assert first.id != second.id
    assert [each.id for each in found(wire(CLEAN, DOUBLED, CLEAN, DOUBLED))] == [first.id, second.id]


def test_a_suppression_holds_in_its_own_document(wire):
    comment = "<!-- copydesk-disable-file doubled-word -->\n\n"
    assert [each.line for each in found(wire(DOUBLED, comment + DOUBLED, DOUBLED))] == [1, 7]
    unused = found(wire(DOUBLED, "<!-- copydesk-disable-next-block doubled-word -->\n\n" + CLEAN))
    assert [(each.rule, each.line) for each in unused] == [("doubled-word", 1), ("unused-suppression", 3)]


def test_fixes_change_their_own_document_alone(wire):
    file = wire(DOUBLED, "\r\n" + CLEAN, DOUBLED + DOUBLED.replace("weir", "wear"))
    result = fix(session(), [file], suggested=True)
    assert result.fixed.total() == 3
    assert not result.after.findings
    assert result.contents[file] == file.read_bytes().replace(b"the the", b"the")


def test_results_are_kept(wire, monkeypatch):
    file = wire(STORY.format("smoke"), DOUBLED, STORY.format("flames"))
    first = found(file)
    assert {each.rule for each in first} == {"altered-quote", "doubled-word"}
    monkeypatch.setattr(Session, "_documents", lambda *_: pytest.fail("read again"))
    assert found(file) == first


def test_documents_of_one_file_are_compared(wire):
    findings = found(wire(STORY.format("smoke"), CLEAN, STORY.format("flames")))
    assert [(each.rule, each.line, each.excerpt) for each in findings] == [
        ("altered-quote", 3, "smoke"),
        ("altered-quote", 11, "flames"),
    ]
    assert [(where.path, where.line) for each in findings for where in each.related] == [
        ("a.wire", 11),
        ("a.wire", 3),
    ]


def test_documents_are_compared_with_other_files(wire, tmp_path):
    (tmp_path / "copy.md").write_text(STORY.format("flames"), "utf-8")
    findings = found(wire(CLEAN, STORY.format("smoke")), tmp_path / "copy.md")
    assert [(each.path, each.line, each.excerpt) for each in findings] == [
        ("a.wire", 5, "smoke"),
        ("copy.md", 3, "flames"),
    ]


def test_a_line_that_many_documents_have_is_flagged_in_each_but_not_twice(wire):
    own = [
        "The council voted on Monday to build a second bridge.",
        "A baker from Altdorf has won the spelling bee.",
        "Two ducks held up the express to the coast for an hour.",
        "The school will stay shut until the roof is mended.",
    ]
    support = "Support the Voice and get a mug of its own making."
    findings = found(wire(*(f"{line}\n\n{support}\n" for line in own)))
    assert [(each.rule, each.line, each.excerpt) for each in findings] == [
        ("repeated-line", line, support) for line in (3, 7, 11, 15)
    ]
    feed = "The post The Mill appeared first on The Voice."
    findings = found(wire(*(f"{line}\n\n{feed}\n" for line in own), name="b.wire"))
    assert {each.rule for each in findings} == {"feed-footer"}


def test_documents_are_held_to_sources_of_which_one_file_has_several(wire):
    wire(CLEAN, STORY.format("smoke"), name="sources.wire")
    held = "---\nsources: sources.wire\n---\n" + STORY.format("flames")
    missing = "---\nsources: gone.wire\n---\n" + CLEAN
    findings = found(wire(CLEAN, held, missing))
    assert [(each.rule, each.line, each.excerpt) for each in findings] == [
        ("altered-quote", 8, "flames"),
        ("unreadable-source", 13, "gone.wire"),
    ]
    assert [(where.path, where.line) for where in findings[0].related] == [("sources.wire", 5)]


def test_workers_compare_them_too(wire, monkeypatch):
    monkeypatch.setattr("copydesk.run.cross_file.check._TASKS_PER_WORKER", 1)
    stories = [f"---\nstory: {number}\n---\n{STORY.format('smoke')}" for number in range(3)]
    stories += [STORY.format("flames").replace("mill", "barn")]
    held = "---\nsources: sources.md\n---\n" + STORY.format("flames")
    (wire(*stories, held, held).parent / "sources.md").write_text(STORY.format("smoke"), "utf-8")
    here, there = (found(wire(*stories, held, held), jobs=jobs, use_cache=False) for jobs in (1, 2))
    assert [(each.line, each.id) for each in here] == [(each.line, each.id) for each in there]
    assert sum(each.rule == "altered-quote" for each in here) >= 3


def test_each_document_has_the_time_of_a_file(wire, monkeypatch):
    left = []
    original = limits.rule_begins

    def rule_begins(*seconds):
        if not seconds:  # a rule for one document
            left.append(limits._of_thread.budget.file_processor)
        return original(*seconds)

    monkeypatch.setattr(limits, "rule_begins", rule_begins)
    found(wire(DOUBLED, CLEAN, CLEAN), use_cache=False)
    assert len(left) > 3
    assert max(left) <= limits.FILE_SECONDS * 1.001  # what is left of a clock is rounded


def test_reports_and_inspect_show_the_file(wire, capsys):
    file = str(wire(CLEAN, DOUBLED))
    plugin = ("--plugin", "several_documents")
    assert main(["check", file, *plugin]) == 1
    out = capsys.readouterr().out
    assert "a.wire:3:30" in out
    assert f"3 | {DOUBLED}" in out
    assert main(["inspect", file, *plugin, "--output-format", "json"]) == 0
    assert [each["path"] for each in json.loads(capsys.readouterr().out)] == ["a.wire", "a.wire"]


def test_a_baseline_knows_each_of_them(wire, tmp_path, capsys):
    arguments = [str(wire(DOUBLED, DOUBLED)), "--plugin", "several_documents", "--baseline", "known.tsv"]
    assert main(["baseline", "write", *arguments]) == 0
    assert main(["check", *arguments]) == 0
    assert "2 findings listed in known.tsv" in capsys.readouterr().out
    wire(DOUBLED, DOUBLED, DOUBLED)
    assert main(["check", *arguments]) == 1
