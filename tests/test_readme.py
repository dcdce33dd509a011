"""The README shows what the tool says today; `pytest --accept` rewrites its transcripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk.__main__ import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TRANSCRIPT = re.compile(r"(?s)```console\n\$ copydesk ([^\n]+)\n(.*?)```\n")


def test_transcripts_are_real(request, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")

    def rerun(match):
        main(match[1].split())
        return f"```console\n$ copydesk {match[1]}\n{capsys.readouterr().out}```\n"

    text = README.read_text("utf-8")
    assert TRANSCRIPT.search(text), "no transcript"
    actual = TRANSCRIPT.sub(rerun, text)
    if request.config.getoption("accept"):
        README.write_text(actual, "utf-8")
    assert README.read_text("utf-8") == actual


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8")))
def test_links_lead_somewhere(link):
    assert (ROOT / link).exists()


def test_every_promise_of_security_names_tests_that_exist():
    named = set(re.findall(r"`(test_\w+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8")))
    assert named
    assert named <= {path.name for path in (ROOT / "tests").glob("test_*.py")}
