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


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("about 600,000", "about 640,000", "differs"),
        ("more than 600,000", "more than 640,000", "differs"),
        ("600,000", "about 640,000", "differs"),
        ("some 600,000", "640,000", "matches"),
        ("more than 600,000", "some 640,000", "matches"),
    ],
)
def test_behind_the_same_word_another_number_is_no_round_figure(rows, ours, theirs, outcome):
    sentence = "The ferries of Marvik carried {} passengers to the islands this summer, the council said.\n"
    assert rows(sentence.format(ours), sentence.format(theirs))["number", "600,000"][0] == outcome


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The number of ferries in Marvik rose by 7 percent.", "The number of ferries in Marvik fell by 7 percent."),
        ("Traffic in Marvik is up 7 percent this year.", "Traffic in Marvik is down 7 percent this year."),
        ("Der Verkehr in der kleinen Stadt ist um 7 Prozent gestiegen, und die Bürger von Marvik sind damit nicht zufrieden.",
         "Der Verkehr in der kleinen Stadt ist um 7 Prozent gesunken, und die Bürger von Marvik sind damit nicht zufrieden."),
        ("Le trafic du port de Marvik est en hausse de 7 pour cent depuis le début de la saison, dit la mairie.",
         "Le trafic du port de Marvik est en baisse de 7 pour cent depuis le début de la saison, dit la mairie."),
    ],
)  # fmt: skip
def test_a_word_of_direction_is_turned_round(rows, draft, source):
    outcome, how = rows(f"{draft}\n", f"{source}\n")["number", "7"]
    assert (outcome, how.endswith("in the source")) == ("differs", True)
    assert rows(f"{source}\n", f"{source}\n")["number", "7"][0] == "matches"


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Ferries rose by 7 percent and trams fell by 7 percent.", "Trams fell by 7 percent and ferries rose by 7 percent."),
        ("The number of ferries in Marvik grew by 7 percent.", "The number of ferries in Marvik rose by 7 percent."),
    ],
)  # fmt: skip
def test_the_same_direction_in_other_words(rows, draft, source):
    assert rows(f"{draft}\n", f"{source}\n")["number", "7"][0] == "matches"


def test_a_short_quotation_is_altered_in_a_sentence_that_is_copied(rows):
    source = "The cuts were “painful but unavoidable”, Famke Oldendal told the council of Marvik.\n"
    found = rows(
        "The cuts were “welcome but avoidable”, Famke Oldendal told the council of Marvik.\n", source
    )
    how = "“welcome but avoidable” is “painful but unavoidable” in the source"
    assert found["quotation", "welcome but avoidable"] == ("differs", how)


def test_a_short_quotation_in_a_sentence_of_its_own_is_not_compared(rows):
    source = "The cuts were “painful but unavoidable”, Famke Oldendal told the council of Marvik.\n"
    found = rows("Nobody in the harbour thinks that this is a “welcome but avoidable” change.\n", source)
    assert found["quotation", "welcome but avoidable"][0] == "not checked"
