"""Runs over several files: what is read again for comparing them, when, and what comes of it."""

from __future__ import annotations

import pytest

from copydesk.analysis.wording.recurrence_filter import RecurrenceFilter
from copydesk.config.request import RunOptions
from copydesk.run.cross_file import comparison_plan
from copydesk.run.cross_file.compare import Comparer
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.stories.grouping.inverted_index import HashIndex, InvertedIndex

STORY = (
    "The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors.\n\n"
    "“We heard the roof go before we saw any {} at all,” said Tamsin Orde, who lives across the weir.\n\n"
    "Nobody was hurt, and the owner, Piers Hallam, said that all of the looms on both floors were insured.\n"
)
OTHER = (
    "The harbour wall at Skelby will stay closed until spring because it has moved by an inch since the autumn.\n\n"
    "“We found cracks that no {} will cover,” said Ilka Brandvold, the harbour master, on the quay.\n\n"
    "Ferries will leave from the northern pier, and the herring boats may tie up behind the old customs house.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two stories of two copies, each with a word that differs, and an article that is none."""
    monkeypatch.chdir(tmp_path)
    files = {
        "a.txt": STORY.format("smoke"), "b.txt": STORY.format("flames"),
        "c.txt": OTHER.format("paint"), "d.txt": OTHER.format("plaster"),
        "e.txt": "A baker from Altdorf has won the spelling bee with the word for his own trade.\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def read_again(monkeypatch):
    """The names of the files that were read again."""
    names = []
    original = Session.reread
    monkeypatch.setattr(
        Session, "reread", lambda session, file: names.append(file.name) or original(session, file)
    )
    return names


def altered(folder):
    findings = run(Session(RunOptions()), [folder]).findings
    assert {each.rule for each in findings} <= {"altered-quote"}
    return [(each.path, each.excerpt) for each in findings]


FOUND = [("a.txt", "smoke"), ("b.txt", "flames"), ("c.txt", "paint"), ("d.txt", "plaster")]


def test_copies_are_read_again_and_nothing_else(folder, read_again):
    assert altered(folder) == FOUND
    assert set(read_again) == {"a.txt", "b.txt", "c.txt", "d.txt"}


def test_nothing_is_read_again_where_nothing_changed(folder, read_again):
    altered(folder)
    read_again.clear()
    assert altered(folder) == FOUND
    assert not read_again


def test_progress_names_the_phase_and_counts(folder):
    seen = []
    run(
        Session(RunOptions(isolated=True, use_cache=False)),
        [folder],
        progress=lambda *step: seen.append(step),
    )
    files = len(list(folder.iterdir()))
    assert seen[:files] == [("checking", done, files) for done in range(1, files + 1)]
    comparisons = len(seen) - files
    assert comparisons
    assert seen[files:] == [("comparing", done, comparisons) for done in range(1, comparisons + 1)]


def test_a_change_concerns_its_own_story(folder, read_again):
    altered(folder)
    (folder / "d.txt").write_text(OTHER.format("tar"))
    read_again.clear()
    assert altered(folder) == [*FOUND[:3], ("d.txt", "tar")]
    assert set(read_again) == {"c.txt", "d.txt"}


def test_findings_are_graded_as_each_file_has_it(folder, forget_settings):
    (folder / "copydesk.yaml").write_text(
        "files: [{paths: a.txt, rules: {altered-quote: error}}, {paths: b.txt, rules: {altered-quote: off}}]\n"
    )
    forget_settings()
    findings = run(Session(RunOptions()), [folder]).findings
    assert [(each.path, each.severity) for each in findings] == [
        ("a.txt", "error"), ("c.txt", "warning"), ("d.txt", "warning")
    ]  # fmt: skip


def test_a_copy_that_is_gone_by_then_is_named(folder, monkeypatch):
    compare = Comparer.work
    monkeypatch.setattr(
        Comparer, "work", lambda self, task: (folder / "a.txt").unlink(missing_ok=True) or compare(self, task)
    )
    findings = run(Session(RunOptions()), [folder]).findings
    assert [(each.path, each.rule) for each in findings if each.family == "engine"] == [
        ("a.txt", "unreadable-file")
    ]
    assert [each.path for each in findings if each.rule == "altered-quote"] == ["c.txt", "d.txt"]


def test_a_source_counts_as_it_is_staged(folder):
    source, article = folder / "wire.txt", folder / "article.md"
    source.write_text(STORY.format("smoke"))
    article.write_text("---\nsources: wire.txt\n---\n" + STORY.format("smoke"))
    staged = {source: STORY.format("flames").encode()}
    found = [
        [each.rule for each in run(Session(RunOptions(contents=contents)), [article]).findings]
        for contents in ({}, staged, {})
    ]
    assert found == [[], ["altered-quote"], []]


def test_workers_find_what_one_process_finds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(40):
        for name, word in (("one", "smoke"), ("two", "flames")):
            text = f"---\nstory: {number}\n---\n{STORY.format(word)}"
            (tmp_path / f"{number}-{name}.md").write_text(text)
    here, there = (
        run(Session(RunOptions(jobs=jobs, use_cache=False)), [tmp_path]).findings for jobs in (1, 2)
    )
    assert [(each.path, each.excerpt, each.id) for each in here] == [
        (each.path, each.excerpt, each.id) for each in there
    ]
    assert sum(each.rule == "altered-quote" for each in here) == 80


def test_a_hash_index_tells_the_numbers_in_order():
    last = 2**63 - 1
    index = HashIndex([(7, 3), (last, 1), (7, 1), (0, 2), (-last, 4)])
    assert [list(index.numbers(key)) for key in (-last, 0, 7, 8, last)] == [[4], [2], [1, 3], [], [1]]


def test_what_recurs_is_told_and_what_stands_once_in_a_set_is_not():
    recurring = RecurrenceFilter(10)
    for numbers in ([1, 1, 2], [2, 3], [4]):
        recurring.add(numbers)
    assert sorted(recurring.among([1, 2, 3, 4, 5])) == [2]


def test_postings_pair_articles_that_share_a_hash_each_once():
    sets = [[number, 9] for number in (5, 6, 5)]
    postings = InvertedIndex(len(sets), sets.__getitem__)
    found = [sorted(map(list, postings.sharing(index))) for index in range(3)]
    assert found == [[[0, 1, 2], [0, 2]], [[0, 1, 2]], [[0, 1, 2], [0, 2]]]


@pytest.fixture
def held(tmp_path, monkeypatch):
    """An article with a source, which has another word, and an article that is none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire.txt").write_text(STORY.format("smoke"))
    (tmp_path / "b.md").write_text("---\nsources: [wire.txt]\n---\n" + STORY.format("flames"))
    (tmp_path / "c.md").write_text("A baker from Altdorf has won the spelling bee.\n")

    def findings(**options):
        return run(Session(RunOptions(**options)), [tmp_path / "b.md", tmp_path / "c.md"]).findings

    return findings


@pytest.mark.parametrize(("owner", "method"), [(Comparer, "work"), (comparison_plan, "plan_run")])
@pytest.mark.parametrize("name", ["wire.txt", "b.md"])
def test_what_changes_meanwhile_is_compared_anew(held, tmp_path, monkeypatch, owner, method, name):
    file = tmp_path / name
    before = file.read_text()
    after = before.replace("smoke", "sparks").replace("flames", "sparks")
    original = getattr(owner, method)

    def change_after_it(*arguments):
        result = original(*arguments)
        file.write_text(after)
        return result

    with monkeypatch.context() as patch:
        patch.setattr(owner, method, change_after_it)
        held()
    for text in (before, after):
        file.write_text(text)
        assert held() == held(use_cache=False)
