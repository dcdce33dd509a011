"""One Session a command, and one list of filters for all who show findings."""

from __future__ import annotations

import ast
import pickle
from collections import Counter

import pytest

import copydesk
from copydesk.__main__ import main
from copydesk.config import plugins
from copydesk.config.request import RunOptions
from copydesk.run.narrowing import filters
from copydesk.run.session import Session
from own_modules import nodes, trees

TEXT = "Paris in the ﬁrst spring.\n"
SUPPRESSED = f"<!-- copydesk-disable-file ligature -->\n\n{TEXT}"


@pytest.fixture
def made(monkeypatch):
    """Counts the sessions and plugin managers that are made, and how often the rules are loaded."""
    counts = Counter()

    def count(owner, name):
        original = getattr(owner, name)

        def counted(*arguments, **options):
            counts[name] += 1
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, counted)

    count(Session, "__init__")
    count(plugins, "plugin_manager")
    count(plugins, "all_rules")
    return counts


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--no-cache"),
        ("check", "--no-cache", "--output-format", "sarif"),
        ("fix", "--diff"),
        ("fix",),
        ("baseline", "write"),
    ],
    ids=" ".join,
)
def test_a_command_makes_one_session_and_loads_the_rules_once(arguments, made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT + "a b c\n")
    main([*arguments, "."])
    assert made == {"__init__": 1, "plugin_manager": 1, "all_rules": 1}


def test_inspect_makes_one_session_and_loads_no_rule(made, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert main(["inspect", str(tmp_path)]) == 0
    assert made == {"__init__": 1, "plugin_manager": 1}


def test_replaced_contents_are_read_by_workers_too(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    session = Session(RunOptions(isolated=True))
    assert session.reread(file)[0].source == "old"
    session.replace_contents({file: b"new"})
    for each in (session, pickle.loads(pickle.dumps(session))):
        assert each.reread(file)[0].source == "new"


def test_nothing_is_set_from_outside():
    """Whoever makes a session, a document or a result gives it all that it needs; nobody sets an attribute later."""
    whole = {"doc", "document", "session", "config", "session.config", "rule", "result", "options"}
    for name, tree in trees().items():
        if name == "services/engines/datatrove.py":
            continue  # a step of datatrove changes documents, which are not ours
        for node in nodes(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                assert ast.unparse(node.value) not in whole, f"{name}:{node.lineno}: {ast.unparse(node)}"


# --- filters ---


def test_the_filters_stand_in_their_order():
    assert [name for name, _ in filters.FILTERS] == [
        "suppressions", "accept list", "refuted", "subsumed", "baseline", "changed lines"
    ]  # fmt: skip


def test_check_and_fix_use_the_same_filters(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.md"
    file.write_text(SUPPRESSED)
    assert main(["check"]) == 0
    assert copydesk.lint(SUPPRESSED, path="a.md") == []
    assert main(["fix"]) == 0
    assert file.read_text() == SUPPRESSED
    monkeypatch.setattr(filters, "FILTERS", filters.FILTERS[1:])
    monkeypatch.setattr("copydesk.cli.commands.check.left_out_note", lambda *_: "")
    assert main(["check"]) == 1
    assert main(["fix"]) == 0
    assert file.read_text() == SUPPRESSED.replace("ﬁ", "fi")


def test_lint_uses_the_filters_too(monkeypatch):
    assert copydesk.lint("A ﬁrst day.\n", path="a.md") != []
    monkeypatch.setattr(filters, "FILTERS", (("none", lambda _findings, _inputs: ()),))
    assert copydesk.lint("A ﬁrst day.\n", path="a.md") == []


def test_what_is_accepted_explains_nothing_and_what_a_baseline_knows_does(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The mill ä¸\xadæ\x96\x87 turns.\n", "utf-8")

    def found(*arguments):
        capsys.readouterr()
        main(["check", "a.txt", "--output-format", "ledger", *arguments])
        return capsys.readouterr().out

    mojibake = found()
    assert [line.split("\t")[1] for line in mojibake.splitlines()] == ["mojibake"]
    (tmp_path / "known.tsv").write_text(mojibake)
    assert not found("--baseline", "known.tsv")
    (tmp_path / "copydesk.yaml").write_text("accept: known.tsv\n")
    accepted = found("--config", "copydesk.yaml")
    assert accepted
    assert "mojibake" not in accepted
