"""`python -m bench repositories`: what it counts in two small repositories, its form for readers, and their verdicts."""

from __future__ import annotations

import shutil
import tarfile

import pytest
from bench import _verdicts, repositories
from bench._checked_repositories import Checked, Found, check
from bench._reading_forms import BadForm, filled_in, form
from bench._repository_figures import COMPARING, ELSE, PAGES, REPEATED, group_of, lost_ones, report, tally

# Eleven words: front matter, code and the target of the link are not counted.
FERRY = """---
title: The ferry
---

The ﬁrst ferry to [Norby](https://norby.example/timetable) leaves at noon.

Says the `harbour_office` master.

    leaves(at, noon)
"""
BRIDGE = "The bridge over the Alm was opened on Monday.\n"


@pytest.fixture
def folder(tmp_path):
    """Two repositories, an archive with a folder of its own name in it and a folder, and what is no repository."""
    files = tmp_path / "files" / "alm" / "posts"
    files.mkdir(parents=True)
    (files / "ferry.md").write_text(FERRY, "utf-8")
    folder = tmp_path / "repositories"
    (folder / "bergen" / "news").mkdir(parents=True)
    (folder / "bergen" / "news" / "bridge.md").write_text(BRIDGE, "utf-8")
    (folder / ".cache").mkdir()
    (folder / "README").write_text("Two repositories.\n")
    with tarfile.open(folder / "alm.tar.gz", "w:gz") as archive:
        archive.add(files.parent, "alm")
    return folder


@pytest.fixture
def ferry_only(folder):
    """The same folder without the repository in which nothing is found."""
    shutil.rmtree(folder / "bergen")
    return folder


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """The list of verdicts, with one true finding that is no longer made and one in a repository not here."""
    monkeypatch.setattr(_verdicts, "FOLDER", tmp_path)
    file = tmp_path / "repositories.tsv"
    file.write_text(
        "# rule, document, offset, verdict\n"
        "ligature\talm/posts/ferry.md\t400\ttrue\n"
        "ligature\televen/posts/ferry.md\t5\ttrue\n"
    )
    return file


def found(rule, document, start=0, *, fixable=False):
    return Found(document, start, start + 3, rule, "", (), fixable)


def test_figures(folder, judged, capsys):
    assert repositories.main([str(folder)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["2", "repositories,", "2", "files,", "20", "words"] in lines
    assert ["alm", "11", "0", "0.000", "0", "0.000", "0", "0.000", "1", "90.909"] in lines
    assert ["bergen", "9", *["0", "0.000"] * 4] in lines
    assert ["all", "20", *["0", "0.000"] * 3, "1", "50.000"] in lines
    assert ["ligature", "1", "50.000", "1", "0", "0", "0", "1", "-", "1", "alm", "1"] in lines
    assert ["lost:", "ligature", "alm/posts/ferry.md", "400"] in lines


def test_what_cannot_be_read_is_named_and_the_others_are_measured(folder, judged, capsys):
    (folder / "broken.tar.gz").write_bytes((folder / "alm.tar.gz").read_bytes()[:40])
    (folder / "bergen" / "news" / "picture.md").write_bytes(b"\x89PNG\r\n\0")
    assert repositories.main([str(folder)]) == 2
    printed = capsys.readouterr()
    assert "2 repositories, 2 files, 20 words" in printed.out
    assert "not read: broken.tar.gz: " in printed.err
    assert "not read: bergen/news/picture.md: " in printed.err


def test_an_archive_writes_nowhere_else(folder, judged, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text(BRIDGE, "utf-8")
    with tarfile.open(folder / "odd.tar.gz", "w:gz") as archive:
        archive.add(outside, "../../outside-again.md")
        archive.add(outside, "posts/bridge.md")
    odd = check(folder / "odd.tar.gz", tmp_path / "repositories")
    assert list(odd.texts) == ["odd/posts/bridge.md"]
    assert not list(tmp_path.rglob("outside-again.md"))


def test_a_folder_without_repositories(tmp_path, capsys):
    assert repositories.main([str(tmp_path)]) == 2
    assert "holds no repository" in capsys.readouterr().err


def test_a_reader_fills_in_the_form(ferry_only, judged, tmp_path, capsys):
    file = tmp_path / "form.tsv"
    assert repositories.main([str(ferry_only), "--sample", "5", "--seed", "3", "--to", str(file)]) == 0
    _, line = file.read_text("utf-8").splitlines()
    rule, document, offset, verdict, _, text = line.split("\t")
    assert (rule, document, verdict) == ("ligature", "alm/posts/ferry.md", "")
    assert text.startswith("---⏎title: The ferry⏎---⏎⏎The ⟦ﬁrst⟧ ferry")
    assert repositories.main(["--take", str(file)]) == 0
    assert "0 new verdicts, 0 changed, 1 lines without one" in capsys.readouterr().out
    file.write_text(file.read_text("utf-8").replace(f"{offset}\t\t", f"{offset}\ttrue\t"), "utf-8")
    assert repositories.main(["--take", str(file)]) == 0
    assert judged.read_text() == (
        "# rule, document, offset, verdict\n"
        f"ligature\talm/posts/ferry.md\t{offset}\ttrue\n"
        "ligature\talm/posts/ferry.md\t400\ttrue\n"
        "ligature\televen/posts/ferry.md\t5\ttrue\n"
    )
    repositories.main([str(ferry_only)])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["ligature", "1", "90.909", "1", "1", "0", "0", "0", "1.00", "1", "alm", "1"] in lines


def test_a_verdict_replaces_an_earlier_one(judged, tmp_path, capsys):
    file = tmp_path / "form.tsv"
    file.write_text("ligature\televen/posts/ferry.md\t5\tfalse\n")
    assert repositories.main(["--take", str(file)]) == 0
    assert "0 new verdicts, 1 changed" in capsys.readouterr().out
    assert judged.read_text().endswith("eleven/posts/ferry.md\t5\tfalse\n")


def test_a_form_with_a_mistake_is_not_taken(judged, tmp_path, capsys):
    before = judged.read_text()
    file = tmp_path / "form.tsv"
    file.write_text("ligature\ta/b.md\t5\ttrue\nligature\ta/b.md\t9\tperhaps\n")
    assert repositories.main(["--take", str(file)]) == 2
    assert "line 2: “perhaps” is not one of true, harmless, false" in capsys.readouterr().err
    assert judged.read_text() == before
    with pytest.raises(BadForm, match="line 1"):
        filled_in("ligature a/b.md 5 true")


def test_every_fix_is_listed(ferry_only, judged, capsys):
    assert repositories.main([str(ferry_only), "--fixes"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("ligature\talm/posts/ferry.md\t")
    assert "⟦ﬁrst⟧ → ⟦first⟧" in line


def test_what_cannot_be_seen_is_shown_in_the_form():
    (_, line) = form([(found("a-rule", "alm/a.md", 2), "a\tb\u200bc\r\nd")]).splitlines()
    assert line == "a-rule\talm/a.md\t2\t\t\ta⇥⟦b<200B>c⟧⏎d"


def test_groups(rules):
    assert group_of(rules["altered-quote"]) == COMPARING
    assert group_of(rules["repeated-line"]) == REPEATED
    assert group_of(rules["page-chrome"]) == PAGES
    assert group_of(rules["placeholder"]) == ELSE
    assert group_of(rules["ligature"]) == ELSE
    assert group_of(None) == ELSE


def test_counting(rules):
    findings = (
        found("altered-quote", "alm/a.md"),
        found("page-chrome", "alm/a.md"),
        found("repeated-line", "alm/a.md", 9),
        found("ligature", "alm/b.md", fixable=True),
        found("ligature", "alm/b.md", 7),
    )
    judged = {
        ("ligature", "alm/b.md", 0): "true",
        ("ligature", "alm/b.md", 7): "harmless",
        ("page-chrome", "alm/a.md", 0): "false",
        ("ligature", "alm/c.md", 0): "true",
        ("ligature", "alm/c.md", 5): "false",
    }
    checked = [Checked("alm", 1000, findings, {"alm/a.md": "", "alm/b.md": ""}, ())]
    assert lost_ones(checked, judged) == [("ligature", "alm/c.md", 0)]
    counts = tally(findings, judged)
    assert (counts.found, counts.fixable, counts.judged, counts.share) == (5, 1, 3, "0.33")
    lines = [line.split() for line in report(checked, rules, judged)]
    assert ["alm", "1,000", "1", "1.000", "1", "1.000", "1", "1.000", "2", "2.000"] in lines
    assert ["ligature", "2", "2.000", "1", "1", "1", "0", "0", "0.50", "1", "alm", "2"] in lines
    assert ["everything", "else", "2", "2.000", "1", "1", "1", "0", "0", "0.50", "1"] in lines
    assert ["boilerplate", "but", "residue", "1", "1.000", "0", "0", "0", "1", "0", "0.00", "0"] in lines
    assert ["all", "5", "5.000", "1", "1", "1", "1", "2", "0.33", "1"] in lines
