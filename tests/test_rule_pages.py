"""The pages about rules of one's own: their examples are files of a project, and hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk import hookspecs
from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.packs.loader import KEYS
from copydesk.packs.matcher_kinds import KINDS, MODIFIERS

DOCS = Path(__file__).parent.parent / "docs"
RULES = (DOCS / "rules.md").read_text("utf-8")
PLUGINS = (DOCS / "plugins.md").read_text("utf-8")
NAMED = re.compile(r"(?ms)^```\w+\n# (\S+/\S+|house_rules\.py)\n(.*?)^```$")
UNDER_NAME = re.compile(r"(?ms)^<!-- file: (\S+) -->\n```text\n(.*?)^```$")
ARTICLE = "An email says that 5 % of NATO stay. What a day! What a night!\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with all files that the pages show."""
    for pattern in (NAMED, UNDER_NAME):
        for name, content in pattern.findall(RULES + PLUGINS):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "copydesk.yaml").write_text("packs: [desk/rules]\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").write_text(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_rule_and_fixture_of_the_page_passes(project, capsys):
    shown = [*project.glob("desk/rules/house/*.yaml")]
    status = main(["pack", "test", "desk/rules"])
    out = capsys.readouterr().out
    assert (status, out.splitlines()[-1]) == (0, f"{len(shown)} rules: {len(shown)} passed, 0 failed"), out
    used = "".join(each.read_text("utf-8") for each in shown)
    assert not [
        kind
        for kind in (*KINDS, *MODIFIERS)
        if f"\n{kind}:" not in used and kind not in ("lines", "parts", "per")
    ]


def test_accepting_changes_nothing_in_the_fixture_of_the_page(project):
    fixture = project / "desk" / "rules" / "house" / "per-cent.md"
    before = fixture.read_text("utf-8")
    assert main(["pack", "test", "desk/rules", "--accept"]) == 0
    assert fixture.read_text("utf-8") == before


def test_the_rules_of_the_page_find_what_they_should(project, capsys):
    main(["check", "content/", "--select", "house", "--output-format", "concise"])
    found = re.findall(r"\[([\w-]+)\]\n", capsys.readouterr().out)
    assert found == ["house-terms", "per-cent", "first-use", "exclamation-marks"]


def test_the_plugin_of_the_page_runs_and_is_tested(project, capsys):
    assert main(["pack", "test", "house_rules.py"]) == 0
    status = main(["check", "content/", "--plugin", "house_rules.py", "--select", "house-rules", "-q"])
    assert (status, "long-paragraph" in capsys.readouterr().err) == (0, False)
    setting = "rules.long-paragraph={most: 9}"
    main(["check", "content/", "--plugin", "house_rules.py", "-o", "concise", "--config", setting])
    assert "this paragraph has 15 words; 9 are enough [long-paragraph]" in capsys.readouterr().out


def test_every_key_stands_on_the_page():
    assert not [key for key in KEYS if f"`{key}" not in RULES]


def test_what_the_page_says_of_documents_and_hooks_is_there():
    table = PLUGINS[PLUGINS.index("## Document") : PLUGINS.index("## Hooks")]
    names = [name for row in re.findall(r"(?m)^\| (`.*?) \|", table) for name in re.findall(r"`(\w+)", row)]
    document = Document("A text.")
    assert len(names) > 20
    assert not [name for name in names if not hasattr(document, name)]
    assert not [
        name for name in vars(hookspecs) if name.startswith("copydesk_") and f"`{name}(" not in PLUGINS
    ]
