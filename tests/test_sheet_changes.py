"""`copydesk compare`: what a draft has changed in a sentence that it otherwise copies, and what only looks changed."""

from __future__ import annotations

import json

import pytest

from copydesk.__main__ import main


@pytest.fixture
def rows(tmp_path, monkeypatch, capsys, forget_settings):
    """The rows of the sheet of a draft and its source: (kind, text) to (outcome, how)."""
    monkeypatch.chdir(tmp_path)

    def call(draft, source):
        (tmp_path / "draft.txt").write_text(draft, "utf-8")
        (tmp_path / "source.txt").write_text(source, "utf-8")
        capsys.readouterr()
        main(["compare", "draft.txt", "--with", "source.txt", "--output-format", "json"])
        (sheet,) = json.loads(capsys.readouterr().out)["drafts"]
        return {(row["kind"], row["text"]): (row["outcome"], row["how"]) for row in sheet["rows"]}

    return call


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        ("Traffic in the harbour of Marvik rose 4% over 2024, the council said.", "date"),
        ("Traffic in the harbour of Marvik was higher by 4 percent than 2024, the council said.", "date"),
        (
            "Traffic in the harbour of Marvik was no more over 2024 with 4 percent, the council said.",
            "number",
        ),
    ],
)
def test_a_year_is_a_year_behind_whatever_word(rows, draft, kind):
    source = "Traffic in the harbour of Marvik rose by 4 percent compared with 2024, the council said.\n"
    assert rows(draft, source)[kind, "2024"][0] == "matches"


def test_what_four_digits_count_is_no_year(rows):
    source = "Traffic in the harbour of Marvik rose by 4 percent compared with 2024, the council said.\n"
    found = rows("Over 2024 people walked along the harbour of Marvik, the council said.\n", source)
    assert found["number", "2024"][0] == "not found"
