"""What holds of fixes and of lists of known findings whatever the text and whatever the findings."""

from __future__ import annotations

import re
from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Finding
from copydesk.run.fixes.edits import edited, edits_of
from copydesk.run.fixes.loop import ROUNDS
from copydesk.run.narrowing.baseline import Baseline, prune_baseline, write_baseline
from copydesk.run.narrowing.known_findings import entry_of, stale, subtract

few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

# --- fixes ---

LINE_END = re.compile(r"\r\n|\n|\r")
PIECES = st.sampled_from(
    ["the ", "the the ", "and and ", "the **the** ", "“a pier\" ", "\"a pier” ", "” a boat “ ", "« oui\" ", "a  weir ", "pier ,",
     "(a mill ) ", "Ä🚀 ", "i\u0307 ", "\u200b", "\u00ad", "\ufeff", "\0", "Ã©", "caf\u00c3\u00a9 ", "don?t ", "Mara Vint said. ",
     "2 May 2024 ", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "> ", "- ", "# ", "`the the` ", "&ldquo;a\" ", "<p>", "</p>", "{{ the the }}"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@pytest.fixture(scope="module")
def fix(rules):
    """One round of the safe fixes: the text before and after, and what was put in which places."""
    fixable = [rule for rule in rules.values() if rule.fixable and rule.scope == "document"]

    def once(text, name):
        document = Document(text, name)
        edits = edits_of(document, lint(document, fixable).findings, suggested=False)
        return edited(document, text.encode(), edits).decode(), edits

    return once


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@few
@example(text="\r\u200b\n")
@given(text=TEXTS)
def test_a_fix_changes_the_flagged_characters_and_no_line_end(fix, name, text):
    fixed, edits = fix(text, name)
    at = shift = 0
    for edit in edits:
        assert text[at : edit.start] == fixed[at + shift : edit.start + shift]
        assert not LINE_END.search(text, edit.start, edit.end) or LINE_END.search(edit.text)
        shift += len(edit.text) - (edit.end - edit.start)
        at = edit.end
    assert text[at:] == fixed[at + shift :]
    assert LINE_END.findall(fixed) == LINE_END.findall(text)
    event(f"{min(len(edits), 3)} fixes")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@few
@given(text=TEXTS)
def test_fixing_what_is_fixed_changes_nothing(fix, name, text):
    for _ in range(ROUNDS):
        text, edits = fix(text, name)
        if not edits:
            return
    pytest.fail("two rules undo each other's fixes")


# --- lists of known findings ---

PLACES = st.tuples(
    st.sampled_from("abcdef"), st.integers(0, 3), st.sampled_from(["damage", "damage", "engine"])
)


def finding(letter, number, family):
    name = f"{letter}.md"
    return Finding(
        path=name, start=number, end=number + 1, line=1, column=number + 1, end_line=1, end_column=number + 2,
        rule=f"rule-{letter}", family=family, severity="warning", message="m", excerpt=f"{letter}\t\n“x”", id=(letter * 16)
    )  # fmt: skip


FINDINGS = st.lists(PLACES.map(lambda place: finding(*place)), max_size=12)


def ids(findings):
    return Counter(each.id for each in findings)


def of_articles(findings):
    return [each for each in findings if each.family != "engine"]


@few
@given(before=FINDINGS, now=FINDINGS)
def test_each_entry_stands_for_one_finding(before, now):
    entries = [entry_of(each, each.path) for each in before]
    new, pairs, over = subtract(now, entries)
    known = [each for each, _ in pairs]
    assert sorted([*new, *known]) == sorted(now)
    assert ids(known) == ids(of_articles(now)) & ids(entries)
    assert ids(of_articles(new)) == ids(of_articles(now)) - ids(entries)
    assert ids(over) == ids(entries) - ids(of_articles(now))
    assert [each for each in now if each.family == "engine"] == [
        each for each in new if each.family == "engine"
    ]


class FullCoverage:
    """All rules ran on all files that there are."""

    checked = {f"{letter}.md": frozenset({f"rule-{letter}"}) for letter in "abcdef"}  # noqa: RUF012

    def stale(self, left_over, _beside):
        return stale(left_over, self.checked, lambda _name: False)


@pytest.fixture
def baseline(tmp_path):
    """A baseline of certain findings, and what it leaves of others."""
    file = tmp_path / "baseline.tsv"

    def write(findings):
        file.unlink(missing_ok=True)
        write_baseline(file, findings, {}, FullCoverage())

    return SimpleNamespace(
        file=file,
        write=write,
        left=lambda findings: tuple(Baseline(file).drop_known(findings)),
        prune=lambda findings: prune_baseline(file, findings, FullCoverage()),
    )


@few
@given(before=FINDINGS, more=FINDINGS)
def test_a_baseline_swallows_its_run_and_nothing_more(baseline, before, more):
    baseline.write(before)
    assert not of_articles(baseline.left(before))
    assert ids(baseline.left([*before, *more])) == ids([*before, *more]) - ids(of_articles(before))
    written = baseline.file.read_bytes()
    write_baseline(baseline.file, before, {}, FullCoverage())
    assert baseline.file.read_bytes() == written


@few
@given(before=FINDINGS, now=FINDINGS)
def test_pruning_takes_out_what_is_mended_and_swallows_nothing_new(baseline, before, now):
    baseline.write(before)
    new = baseline.left(now)
    mended = ids(of_articles(before)) - ids(of_articles(now))
    change = baseline.prune(now)
    assert baseline.left(now) == new
    assert change.removed == mended.total()
    assert change.left == len(of_articles(before)) - change.removed
    assert ids(of_articles(baseline.left(before))) == mended
    assert baseline.prune(now).removed == 0
