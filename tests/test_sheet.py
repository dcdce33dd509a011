"""`copydesk compare`: what comes of each quotation, date, number and name, which source is chosen, and what is allowed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from copydesk.__main__ import main
from copydesk.analysis.wording.number_mentions import find_numbers
from copydesk.config.settings import ConfigError
from copydesk.findings import Outcome
from copydesk.report.recognition import SHEET_COLUMNS, is_report
from copydesk.run.cross_file.sheets.allowances import DEFAULT, Allowances
from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet, SheetRow, TextPlace
from copydesk.run.cross_file.sheets.nearest_source import Likeness
from copydesk.run.cross_file.sheets.source_map import SourceMap
from copydesk.stories.fact_sheet.entries import FactKind
from copydesk.stories.grounds import wording_share

WIRE = """\
The ferry pier will close on Tuesday until the summer, Ottilie Dannecker, the harbour warden of Tarnwick, said on 3 March 2026. Some 240 boats will move to the inner basin.

“We found rust that no paint will cover,” Dannecker said. “The pier has stood for 118 years, and it will stand again.”

The council voted 7 to 4 for the works, which cost 2.4 million crowns. “Nobody here has asked the eel fishers about it,” said Piet Halvorsen, who has fished from the pier since 1987.

The Brennholt Trust will lend the town a crane.
"""
DRAFT = """\
The ferry pier will close on Tuesday until the summer, harbour warden Ottilie Daneker said on 5 March 2026. About 240 boats will move to the inner basin.

“We found rust that no paint can cover,” said Daneker. Daneker has been the warden for nine years.

The council voted 8 to 4 for the works, which cost 2.4 million crowns. “Nobody here has asked the eel fishers about it,” said Ottilie Daneker. “It is the end of a long era,” said Jorun Vik on Friday. She spoke of “inner basin” and “cold iron”.
"""
OTHER = """\
The lamp fair of Orrest will move to the quarry, where 40 stalls will stand. “It is the end of a long era,” said Jorun Vik. “We will miss the pier and its gulls,” Vik said.
"""


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys, forget_settings):
    """Files by name, and calls of `copydesk compare`: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def write(**files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")

    def call(*arguments, command="compare"):
        capsys.readouterr()
        status = main([command, *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, out, err

    def sheets(*arguments):
        status, out, _ = call(*arguments, "--output-format", "json")
        return status, json.loads(out)["drafts"]

    call.write, call.sheets, call.folder = write, sheets, tmp_path
    write(**{"wire/pier.txt": WIRE, "wire/fair.txt": OTHER, "press/pier.txt": DRAFT})
    return call


def outcomes(sheet):
    return {(row["kind"], row["text"]): row["outcome"] for row in sheet["rows"]}


def test_every_fact_has_its_outcome(desk):
    status, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    assert status == 1
    assert outcomes(sheet) == {
        ("date", "Tuesday"): "matches",
        ("name", "Ottilie Daneker"): "differs",
        ("date", "5 March 2026"): "differs",
        ("number", "240"): "matches",
        ("quotation", "We found rust that no paint can cover"): "differs",
        ("number", "nine"): "not found",
        ("number", "8"): "differs",
        ("number", "4"): "matches",
        ("number", "2.4 million"): "matches",
        ("quotation", "Nobody here has asked the eel fishers about it"): "said by another",
        ("quotation", "It is the end of a long era"): "not found",
        ("name", "Jorun Vik"): "not found",
        ("date", "Friday"): "not checked",
        ("quotation", "inner basin"): "matches",
        ("quotation", "cold iron"): "not checked",
    }


def test_each_row_tells_how_and_where(desk):
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    rows = {row["text"]: row for row in sheet["rows"]}
    quotation = rows["We found rust that no paint can cover"]
    assert quotation["how"] == "“can” is “will” in the source"
    assert quotation["speaker"] == "Ottilie Daneker"
    (place,) = quotation["sources"]
    assert (place["path"], place["line"], place["column"]) == ("wire/pier.txt", 3, 2)
    assert (
        WIRE[place["offset"] : place["end_offset"]]
        == place["text"]
        == "We found rust that no paint will cover"
    )
    assert place["sentence"] == "“We found rust that no paint will cover,” Dannecker said."
    assert rows["5 March 2026"]["how"] == "“5 March 2026” is “3 March 2026” in the source"
    assert (
        rows["Nobody here has asked the eel fishers about it"]["how"]
        == "in the source Piet Halvorsen says it"
    )
    assert DRAFT[rows["8"]["offset"] : rows["8"]["end_offset"]] == "8"


def test_what_is_left_out_and_added(desk):
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    assert [(each["line"], each["text"][:20]) for each in sheet["left_out"]] == [
        (3, "“The pier has stood "),
        (7, "The Brennholt Trust "),
    ]
    assert [each["text"][:20] for each in sheet["added"]] == [
        "Daneker has been the",
        "“It is the end of a ",
        "She spoke of “inner ",
    ]


DANNECKER = "Ottilie Dannecker, the harbour warden, came late."
RUST = "“We found rust that no paint will cover,”"


@pytest.mark.parametrize(
    ("source", "draft", "doubt"),
    [
        (f"{DANNECKER} {RUST} she said.", "Piet Halvorsen said", "says only “she”, and names Ottilie Dannecker last"),
        (f"{DANNECKER} {RUST} she said.", "said Ottilie Dannecker", None),
        (f"{DANNECKER} {RUST} the warden said.", "Piet Halvorsen said", "says only “the warden”, and names"),
        (f"{DANNECKER}\n\nIt rained.\n\n{RUST} she said.", "said Ottilie Dannecker", None),
        (f"Ottilie Dannecker met Piet Halvorsen. {RUST} she said.", "said Ottilie Dannecker", "may mean Piet Halvorsen"),
        (f"The warden came late. {RUST} she said.", "said Piet Halvorsen", "does not name Piet Halvorsen before it"),
        (f"The warden came late. {RUST}", "said Piet Halvorsen", "the source does not name Piet Halvorsen"),
        (f"“Halvorsen is right,” said Jorun Vik. {RUST} she said.", "said Piet Halvorsen", "names Jorun Vik last"),
        (f"{DANNECKER} {RUST} she said.", "she said", None),
        (f"{DANNECKER} {RUST} Ms Dannecker said.", "said Ottilie Dannecker", None),
        (f"Piet Halvorsen came. “It fell,” the warden, Dannecker, said. {RUST}", "said Ottilie Dannecker", None),
    ],
)  # fmt: skip
def test_a_speaker_whom_the_source_does_not_name_is_not_checked(desk, source, draft, doubt):
    """A quotation of somebody else, of whom the source says only “she”, must not pass as matching."""
    desk.write(a=f"The pier is old. {RUST} {draft}.", b=f"The pier is old. {source}")
    _, (sheet,) = desk.sheets("a", "--with", "b")
    (row,) = [row for row in sheet["rows"] if row["kind"] == "quotation"]
    assert row["outcome"] == ("not checked" if doubt else "matches"), row
    if doubt:
        assert row["how"].startswith("the words match, but the speaker is not checked: the source ")
        assert doubt in row["how"]
        assert row["sources"], "the place in the source is shown"


def test_the_speaker_of_a_short_or_changed_quotation_is_not_checked_either(desk):
    source = f"{DANNECKER} “We found rust that no paint will cover,” she said. “Wait and see,” she said."
    draft = (
        "“We found rust that no paint can cover,” Piet Halvorsen said. “Wait and see,” Piet Halvorsen said."
    )
    desk.write(a=draft, b=source)
    _, (sheet,) = desk.sheets("a", "--with", "b")
    rows = {row["text"]: row for row in sheet["rows"]}
    assert rows["We found rust that no paint can cover"]["outcome"] == "differs"
    assert (
        "; the speaker is not checked: the source says only “she”"
        in rows["We found rust that no paint can cover"]["how"]
    )
    assert rows["Wait and see"]["outcome"] == "not checked"


RULES = {
    "altered-quote": "quotation",
    "quote-not-in-source": "quotation",
    "misattributed-quote": "quotation",
    "date-differs-from-source": "date",
    "date-added": "date",
    "number-differs-from-source": "number",
    "name-differs-from-source": "name",
}
SEEDS = Path(__file__).parent.parent / "seeds"
PAIRS = [
    *((SEEDS / f"ferry-{one}.txt", SEEDS / f"ferry-{two}.txt") for one in ("rewrite", "spin", "syndicated") for two in ("wire", "spin") if one != two),
    (Path("press/pier.txt"), Path("wire/pier.txt")),
    (Path("press/pier.txt"), Path("wire/fair.txt")),
    (Path("wire/pier.txt"), Path("press/pier.txt")),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source"), PAIRS, ids=lambda path: path.stem + path.parent.name)
def test_the_sheet_and_the_findings_agree(desk, draft, source):
    """What a rule flags is no match in the sheet, and what differs in the sheet is flagged."""
    _, (sheet,) = desk.sheets("--isolated", draft, "--with", source)
    _, out, _ = desk(
        *("--isolated", "--select", ",".join(RULES), "--no-copies", draft, "--against", source),
        *("--output-format", "json"),
        command="check",
    )
    flagged = [(RULES[each["rule"]], each) for each in json.loads(out)]
    by_rule = {each["rule"] for _, each in flagged}
    for kind, finding in flagged:
        rows = [row for row in sheet["rows"] if row["kind"] == kind and row["outcome"] != "matches"]
        if finding["rule"] == "misattributed-quote":
            assert [row for row in rows if row["outcome"] == "said by another"]
        elif kind == "name":
            assert [row for row in rows if f"“{finding['excerpt']}”" in row["how"]]
        else:
            assert [
                row
                for row in rows
                if row["offset"] < finding["end_offset"] and finding["offset"] < row["end_offset"]
            ]
    for row in sheet["rows"]:
        is_flagged = any(
            kind == row["kind"] and row["offset"] < each["end_offset"] and each["offset"] < row["end_offset"]
            for kind, each in flagged
        )
        if row["outcome"] == "differs" or (
            row["outcome"] == "not found" and row["kind"] in ("quotation", "date")
        ):
            assert is_flagged or (row["kind"] == "name" and "name-differs-from-source" in by_rule), row
        if row["outcome"] == "matches":
            assert not is_flagged, row


def test_a_source_of_another_draft_does_not_bear_out_a_quotation(desk):
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire")
    row = next(row for row in sheet["rows"] if row["text"] == "It is the end of a long era")
    assert row["outcome"] == "not found"
    assert row["how"] == "only another source has these words"
    assert row["sources"][0]["path"] == "wire/fair.txt"


def test_several_declared_sources_count_together(desk):
    front = "---\nsources: [../wire/pier.txt, ../wire/fair.txt]\n---\n"
    desk.write(**{"press/pier.md": front + DRAFT})
    _, (sheet,) = desk.sheets("press/pier.md")
    assert [source["path"] for source in sheet["sources"]] == ["wire/pier.txt", "wire/fair.txt"]
    assert outcomes(sheet)["quotation", "It is the end of a long era"] == "matches"


def test_entities_of_a_page_are_the_letters_that_they_stand_for(desk):
    page = "<p>&ldquo;It isn&rsquo;t often that a builder proves us wrong,&rdquo; Henrike Lauwe said in the hall.</p>"
    desk.write(
        **{
            "source.html": page,
            "draft.txt": "“It is not often that a builder proves us wrong,” said Henrike Lauwe.\n",
        }
    )
    _, (sheet,) = desk.sheets("draft.txt", "--with", "source.html")
    assert set(outcomes(sheet).values()) == {"matches"}


# --- which source ---


def chosen(sheet):
    return [(source["path"], source["confidence"]) for source in sheet["sources"]]


def test_the_nearest_source_is_chosen(desk):
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/*.txt")
    assert chosen(sheet) == [("wire/pier.txt", "likely")]
    assert "the nearest of 2 sources: they share " in sheet["sources"][0]["why"]


def test_two_sources_that_are_alike_leave_a_doubt(desk):
    desk.write(**{"wire/copy.txt": WIRE})
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire")
    assert sheet["sources"][0]["confidence"] == "doubtful"


def test_a_draft_is_no_source_of_its_own(desk):
    _, sheets = desk.sheets("press", "wire", "--with", "press", "--with", "wire")
    assert [chosen(sheet)[:1] for sheet in sheets] == [
        [("wire/pier.txt", "likely")],
        [("press/pier.txt", "doubtful")],
        [("press/pier.txt", "likely")],
    ]


def test_the_only_source_may_be_the_wrong_one(desk):
    desk.write(**{"wire/kites.txt": "Kites of tissue hang above the bakery in Orrest every autumn.\n"})
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/kites.txt")
    assert chosen(sheet) == [("wire/kites.txt", "doubtful")]


def test_the_only_source_is_not_certain_because_of_a_name(desk):
    """Two stories may have the same people."""
    desk.write(
        a="The choir of Tarnwick sings again. Ottilie Dannecker and Piet Halvorsen have tickets for the first evening.",
        b="A boat was found on the sand. Piet Halvorsen called Ottilie Dannecker, and they went down to look at it.",
    )
    _, (sheet,) = desk.sheets("a", "--with", "b")
    (source,) = sheet["sources"]
    assert source["confidence"] == "doubtful"
    assert source["why"] == "the only source given; they share 2 names"


def test_the_front_matter_counts_more_than_the_nearest(desk):
    desk.write(**{"press/pier.md": f"---\nsources: ../wire/fair.txt\n---\n{DRAFT}"})
    _, (sheet,) = desk.sheets("press/pier.md", "--with", "wire")
    assert chosen(sheet) == [("wire/fair.txt", "certain")]
    assert sheet["sources"][0]["why"] == "declared in its front matter"


def test_the_configuration_names_sources(desk):
    desk.write(**{"copydesk.yaml": "sources:\n  - {paths: [press/**], from: [wire/fair.txt]}\n"})
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    assert chosen(sheet) == [("wire/fair.txt", "certain")]
    assert sheet["sources"][0]["why"] == "named by the configuration"


@pytest.mark.parametrize("pattern", ["wire/{stem}.txt", "wire/{name}", "{folder}/../wire/{name}"])
def test_a_pattern_tells_the_source(desk, pattern):
    desk.write(**{"press/pier.md": "---\nsources: ../wire/fair.txt\n---\n"})
    _, (sheet,) = desk.sheets("press/pier.txt", "--map", pattern)
    assert chosen(sheet) == [("wire/pier.txt", "certain")]


@pytest.mark.parametrize("head", ["", "draft,source\n", "\ufeffDraft,Source\r\n"])
def test_a_table_tells_the_source(desk, head):
    desk.write(**{"pairs.csv": f"{head}press/pier.txt,wire/fair.txt\n\npress/pier.txt, wire/pier.txt\n"})
    _, (sheet,) = desk.sheets("press/pier.txt", "--map", "pairs.csv")
    assert chosen(sheet) == [("wire/fair.txt", "certain"), ("wire/pier.txt", "certain")]


def test_of_a_folder_with_many_sources_the_nearest_count(desk):
    for number in range(12):
        desk.write(
            **{f"wire/more/{number}.txt": f"{WIRE}\nThe eel fishers of house {number} have their own pier.\n"}
        )
    desk.write(**{"press/pier.md": f"---\nsources: ../wire\n---\n{DRAFT}"})
    _, (sheet,) = desk.sheets("press/pier.md")
    assert len(sheet["sources"]) == 8
    assert sheet["sources"][0]["why"] == "declared in its front matter: one of the 8 nearest of 14"
    desk.write(
        **{
            "press/pier.md": "---\nsources: ../wire\n---\nKites of tissue hang above the bakery every autumn.\n"
        }
    )
    status, (sheet,) = desk.sheets("press/pier.md")
    assert status == 2
    assert sheet["problem"] == "none of its 14 sources shares anything with it"


def test_a_draft_that_no_table_names_gets_the_nearest(desk):
    desk.write(**{"pairs.csv": "press/other.txt,wire/fair.txt\n", "press/other.txt": OTHER})
    _, (sheet,) = desk.sheets("press/pier.txt", "--map", "pairs.csv", "--with", "wire")
    assert chosen(sheet) == [("wire/pier.txt", "likely")]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("wire/pier.txt", "would be the source of every draft"),
        ("none.csv", "cannot be read: No such file"),
        ("three.csv", "three.csv:2: write two columns"),
        ("bytes.csv", "is no CSV file in UTF-8"),
    ],
)
def test_a_map_that_cannot_be_used(desk, given, problem):
    desk.write(**{"three.csv": "a,b\na,b,c\n"})
    (desk.folder / "bytes.csv").write_bytes(b"a,\xff\n")
    status, _, err = desk("press/pier.txt", "--map", given)
    assert status == 2
    assert problem in err


def test_a_row_of_a_table_whose_draft_does_not_exist(desk):
    desk.write(**{"pairs.csv": "draft,source\npress/pier.txt,wire/pier.txt\npress/peir.txt,wire/fair.txt\n"})
    status, out, err = desk("press", "--map", "pairs.csv")
    assert (status, out) == (2, "")
    assert "--map: pairs.csv:3: there is no draft “press/peir.txt”" in err
    assert "pairs.csv:2" not in err


def test_a_name_full_of_fields_is_no_pattern(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source_map = SourceMap(["wire/{stem}.txt", "{folder}/{name}.orig"])
    (one, two) = source_map.sources(tmp_path / "press" / "{name}{stem}.md")
    assert one.path == tmp_path / "wire" / "{name}{stem}.txt"
    assert two.path == tmp_path / "press" / "{name}{stem}.md.orig"
    assert source_map.sources(tmp_path / "...txt") == ()


def test_a_table_names_no_file_outside_the_project(desk, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(WIRE)
    desk.write(**{"copydesk.yaml": "copies: off\n", "pairs.csv": f"press/pier.txt,{outside}\n"})
    status, (sheet,) = desk.sheets("press/pier.txt", "--map", "pairs.csv")
    assert status == 2
    assert "it lies outside the project" in sheet["problem"]
    assert not sheet["sources"]
    _, (sheet,) = desk.sheets("press/pier.txt", "--map", "pairs.csv", "--allow-read", outside.parent)
    assert chosen(sheet) == [(str(outside), "certain")]


# --- what cannot be compared ---


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["press/pier.txt"], "it has no source; name one with --with or --map"),
        (["press/none.txt", "--with", "wire"], "no such file or directory"),
        (["press/pier.txt", "--map", "none/{stem}.txt"], "a source cannot be read: none/pier.txt: no such"),
        (["press/lost.md", "--with", "wire"], "a source cannot be read: press/gone.txt: no such file"),
        (["press/own.md", "--with", "wire"], "it names only itself as its source"),
        (["kites.txt", "--with", "wire"], "none of the 2 sources shares anything with it"),
    ],
)
def test_a_draft_that_cannot_be_compared_is_no_pass(desk, arguments, problem):
    desk.write(
        **{
            "press/lost.md": f"---\nsources: gone.txt\n---\n{DRAFT}",
            "press/own.md": f"---\nsources: own.md\n---\n{DRAFT}",
            "kites.txt": "Kites of tissue hang above the bakery in Orrest every autumn.\n",
        }
    )
    status, (sheet,) = desk.sheets(*arguments, "--allow", "not-checked=any")
    assert status == 2
    assert problem in sheet["problem"]
    assert {row["outcome"] for row in sheet["rows"]} <= {"not checked"}


def test_what_an_unread_source_may_have_is_not_checked(desk):
    desk.write(**{"press/pier.md": f"---\nsources: [../wire/pier.txt, https://example.org/a]\n---\n{DRAFT}"})
    status, (sheet,) = desk.sheets("press/pier.md")
    found = outcomes(sheet)
    assert found["quotation", "It is the end of a long era"] == "not checked"
    assert found["name", "Jorun Vik"] == found["number", "nine"] == "not checked"
    assert status == 1, "what differs from the source that was read does differ"


def test_what_a_source_in_another_language_may_have_is_not_checked(desk):
    german = """\
Der Fährsteg bleibt bis zum Sommer geschlossen, sagte die Hafenmeisterin Ottilie Dannecker am 3. März 2026. Rund 240 Boote ziehen in das innere Becken um.

„Wir haben Rost gefunden, den keine Farbe mehr verdeckt“, sagte Dannecker. Der Stadtrat von Tarnwick hat mit 7 zu 4 Stimmen dafür gestimmt.
"""
    desk.write(**{"wire/steg.txt": german, "press/steg.md": f"---\nsources: ../wire/steg.txt\n---\n{WIRE}"})
    status, (sheet,) = desk.sheets("press/steg.md", "--allow", "not-checked=any")
    found = outcomes(sheet)
    assert found["quotation", "We found rust that no paint will cover"] == "not checked"
    assert found["name", "Ottilie Dannecker"] == found["number", "240"] == "matches"
    assert (status, sheet["left_out"], sheet["added"]) == (0, [], [])
    assert sheet["notes"][0].startswith(
        "wire/steg.txt is in another language (de) than the draft (en): only what"
    )
    assert desk("press/steg.md", command="check")[0] == 0, "nor is anything of it a finding"


def test_only_a_web_address_is_declared(desk):
    desk.write(**{"press/pier.md": f"---\nsources: https://example.org/a\n---\n{DRAFT}"})
    _, (sheet,) = desk.sheets("press/pier.md", "--with", "wire")
    assert chosen(sheet) == [("wire/pier.txt", "likely")]
    assert sheet["notes"] == ["the draft declares 1 web address, which copydesk does not fetch"]
    assert outcomes(sheet)["quotation", "It is the end of a long era"] == "not checked"


def test_without_drafts_there_is_nothing_to_compare(desk):
    (desk.folder / "empty").mkdir()
    status, _, err = desk("empty", "--with", "wire")
    assert status == 2
    assert "there are no drafts to compare" in err


def test_standard_input(desk, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    _, (sheet,) = desk.sheets("-", "--stdin-filename", "press/new.txt", "--with", "wire/pier.txt")
    assert sheet["draft"] == "press/new.txt"
    assert outcomes(sheet)["number", "8"] == "differs"


# --- what is allowed ---


@pytest.mark.parametrize(
    ("allowed", "status"),
    [
        ([], 1),
        (["differs=any,said-by-another=any,not-found=any"], 0),
        (["differs=4,said-by-another=1,not-found=3"], 0),
        (["differs=4,said-by-another=1,not-found=2"], 1),
        (
            [
                "differs=4",
                "said-by-another=1",
                "not-found=0,name.not-found=any,number.not-found=1,quotation.not-found=1",
            ],
            0,
        ),
        (["differs=any,said-by-another=any,not-found=any,not-checked=1"], 1),
        (["differs=any,said-by-another=any,not-found=any,added=2"], 1),
        (["differs=any,said-by-another=any,not-found=any,left-out=1"], 1),
    ],
)
def test_the_policy_decides(desk, allowed, status):
    options = [each for text in allowed for each in ("--allow", text)]
    assert desk("press/pier.txt", "--with", "wire/pier.txt", *options)[0] == status


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("difers=0", "there is no “difers”; did you mean “differs”?"),
        ("differs", "“differs” is not NAME=NUMBER"),
        ("differs=-1", "is not NAME=NUMBER"),
        ("differs=²", "is not NAME=NUMBER"),
        ("matches=0", "there is no “matches”"),
    ],
)
def test_a_policy_that_is_none(text, problem):
    with pytest.raises(ConfigError, match=problem.replace("?", r"\?")):
        Allowances([text])


def test_excess_is_told(desk):
    _, out, _ = desk("press/pier.txt", "--with", "wire/pier.txt", "--allow", "differs=any")
    assert out.rstrip().endswith(
        "Does not pass: said by another: 1 (none allowed), not found: 3 (none allowed). --allow sets how many are allowed."
    )
    _, out, err = desk("press/pier.txt", "--with", "wire/pier.txt", "--output-format", "csv")
    assert err.startswith("Does not pass: differs: 4 (none allowed),")


# --- the original in git ---


@pytest.fixture
def history(git_repo):
    git_repo.write("press/pier.md", DRAFT)
    git_repo.write("press/same.md", OTHER)
    git_repo.commit()
    git_repo.git("checkout", "-qb", "edit")
    return git_repo


def base_sheets(history, *arguments):
    status, out, err = history.call("compare", "press", *arguments, "--output-format", "json")
    assert out, err
    return status, json.loads(out)["drafts"]


def test_against_the_last_revision(history):
    history.write(
        "press/pier.md", DRAFT.replace("8 to 4", "9 to 4").replace("end of a long", "end of one long")
    )
    status, (sheet,) = base_sheets(history, "--against-base", "main")
    commit = history.git("rev-parse", "HEAD")[:10]
    assert status == 1
    assert chosen(sheet) == [(f"press/pier@{commit}.md", "certain")]
    assert sheet["sources"][0]["why"] == f"its own text at main ({commit})"
    assert {text for (_, text), outcome in outcomes(sheet).items() if outcome != "matches"} == {
        "9",
        "It is the end of one long era",
    }


def test_a_renamed_draft_and_a_new_one(history):
    history.git("mv", "press/pier.md", "press/wall.md")
    history.write("press/wall.md", DRAFT.replace("8 to 4", "9 to 4"))
    history.write("press/new.md", WIRE)
    history.git("add", "-A")
    status, (new, renamed) = base_sheets(history, "--against-base", "main")
    assert status == 1
    assert new["rows"] == []
    assert new["notes"][0].startswith("it is new: there is no text of it at main")
    assert [row["text"] for row in renamed["rows"] if row["outcome"] == "differs"] == ["9"]


@pytest.mark.parametrize("known", [True, False])
def test_a_draft_that_was_renamed_and_edited_is_held_to_its_old_text(history, known):
    """Whether git knows of the new file yet or not, and if more was edited than git takes for a renaming."""
    (history.folder / "press" / "pier.md").unlink()
    lines = [f"{line} It rained." if line else line for line in DRAFT.splitlines()]
    history.write("press/wall.md", "\n".join(lines).replace("8 to 4", "9 to 4"))
    if known:
        history.git("add", "-A")
    _, (sheet,) = base_sheets(history, "--against-base", "main")
    commit = history.git("rev-parse", "HEAD")[:10]
    assert sheet["sources"][0]["why"] == f"its own text at main ({commit}), when it was press/pier.md"
    assert [row["text"] for row in sheet["rows"] if row["outcome"] == "differs"] == ["9"]


def test_what_is_no_longer_like_the_old_text_is_new_and_the_way_is_told(history):
    (history.folder / "press" / "pier.md").unlink()
    history.write("press/wall.md", WIRE.replace("the", "a"))
    _, (sheet,) = base_sheets(history, "--against-base", "main")
    assert sheet["rows"] == []
    assert (
        "git show REV:OLD-NAME > old.md”, then “copydesk compare press/wall.md --with old.md”"
        in sheet["notes"][0]
    )


def test_a_copy_of_a_draft_that_is_still_there_is_new(history):
    history.write("press/wall.md", DRAFT.replace("8 to 4", "9 to 4"))
    _, (sheet,) = base_sheets(history, "--against-base", "main")
    assert sheet["notes"][0].startswith("it is new")


def test_nothing_has_changed(history):
    status, out, _ = history.call("compare", "press", "--against-base", "main")
    assert (status, out) == (0, "No draft has changed: there is nothing to compare.\n")


@pytest.mark.parametrize("name", ["press/none.md", "press/same.md"])
def test_a_draft_that_cannot_be_read_has_not_passed(history, name):
    (history.folder / "press" / "same.md").unlink()
    status, out, _ = history.call("compare", name, "--against-base", "main")
    assert status == 2
    assert "not compared: no such file or directory" in out


def test_the_base_is_where_the_branch_left(history):
    history.git("checkout", "-q", "main")
    history.write("press/pier.md", DRAFT.replace("8 to 4", "1 to 4"))
    history.commit()
    history.git("checkout", "-q", "edit")
    assert base_sheets(history, "--against-base", "main") == (0, [])


@pytest.mark.parametrize("revision", ["nowhere", "--all"])
def test_a_revision_that_there_is_not(history, revision):
    status, _, err = history.call("compare", "press", f"--against-base={revision}")
    assert status == 2
    assert "git knows no revision" in err


def test_the_base_excludes_other_sources(desk):
    status, _, err = desk("press", "--against-base", "main", "--with", "wire")
    assert status == 2
    assert "leave out --with and --map" in err


# --- reports ---


@pytest.mark.parametrize("columns", [50, 80, 100, 160])
def test_the_table_breaks_no_word(desk, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    _, out, _ = desk("press/pier.txt", "--with", "wire/pier.txt")
    words = set(out.replace("“", " ").replace("”", " ").split())
    for row in sheet["rows"]:
        assert set(row["text"].split()) <= words
        assert set(row["outcome"].split()) <= words
    assert max(map(len, out.splitlines()[:-2])) <= columns


def test_a_word_longer_than_the_column_is_kept_whole(desk, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    word = "Fähr" + "anleger" * 9
    desk.write(**{"press/pier.txt": f"“We found {word} under the old pier,” said Jorun Vik.\n"})
    _, out, _ = desk("press/pier.txt", "--with", "wire/pier.txt")
    assert word in out


def test_colour_marks_the_outcomes(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = desk("press/pier.txt", "--with", "wire/pier.txt", "--color", "always")
    assert "\x1b[31mdiffers" in out
    assert "\x1b[32mmatches" in out


def test_csv_has_a_row_for_each_fact(desk):
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    _, out, _ = desk("press/pier.txt", "--with", "wire/pier.txt", "--output-format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == SHEET_COLUMNS
    assert [row["text"] for row in rows if row["kind"] != "sentence"] == [
        row["text"] for row in sheet["rows"]
    ]
    assert [row["source_text"][:10] for row in rows if row["outcome"] == "left out"] == [
        "“The pier ",
        "The Brennh",
    ]
    assert sum(row["outcome"] == "added" for row in rows) == 3


def test_no_cell_is_a_formula(desk):
    name = "=HYPERLINK(1).txt"
    desk.write(**{name: "“=SUM of all the eels we counted,” said Jorun Vik.\n"})
    _, out, _ = desk(name, "--with", "wire", "--output-format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]
    assert "'" + name in cells


@pytest.mark.parametrize("name", ["json", "csv", "html"])
def test_a_report_takes_the_place_of_an_earlier_one_only(desk, name):
    command = ["press/pier.txt", "--with", "wire/pier.txt", "--output-format", f"{name}=sheet"]
    assert desk(*command)[0] == 1
    written = (desk.folder / "sheet").read_bytes()
    assert is_report(written, ())
    assert desk(*command)[0] == 1
    (desk.folder / "sheet").write_bytes(written + b"\nseen by me\n")
    status, _, err = desk(*command)
    assert status == 2
    assert "it holds something else than a report of copydesk" in err


def test_the_written_report_is_told(desk):
    _, _, err = desk("press", "--with", "wire", "--output-format", "html=press/sheet.html")
    assert "copydesk: report written to press/sheet.html\n" in err
    _, _, err = desk("press", "--with", "wire")
    assert "copydesk: not compared: press/sheet.html is a report of copydesk" in err


def test_the_sheet_is_opened(desk, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    desk("press/pier.txt", "--with", "wire/pier.txt", "--open", "--output-format", "html=sheet.html")
    assert opened == [(desk.folder / "sheet.html").as_uri()]


def test_the_page_of_the_command_describes_every_field(desk):
    page = (Path(__file__).parent.parent / "docs" / "sheet.md").read_text("utf-8")
    _, out, _ = desk("press/pier.txt", "--with", "wire/pier.txt", "--output-format", "json")
    whole = json.loads(out)
    draft = whole["drafts"][0]
    fields = {
        *whole,
        *whole["exceeded"][0],
        *draft,
        *draft["sources"][0],
        *draft["rows"][0],
        *draft["added"][0],
    }
    assert not [each for each in (*fields, *SHEET_COLUMNS) if f"`{each}`" not in page]
    assert DEFAULT in page
    assert all(f"| {outcome} |" in page for outcome in Outcome)


# --- numbers ---


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It cost $2.4 million in all.", [("$2.4 million", 2.4e6)]),
        ("Two hundred and ten boats and 3 nets", [("Two hundred and ten", 210), ("3", 3)]),
        ("One of the four, the first of May, at 10:30", [("four", 4)]),
        ("twenty-one boats, 1,500 eels, 12 per cent", [("twenty-one", 21), ("1,500", 1500), ("12", 12)]),
        ("a million, half a dozen", []),
    ],
)
def test_numbers_are_found(text, numbers):
    assert [(text[each.start : each.end], each.value) for each in find_numbers(text, 0, len(text))] == numbers


def pair(desk, source, draft):
    desk.write(**{"source.txt": source, "draft.txt": draft})
    _, (sheet,) = desk.sheets("draft.txt", "--with", "source.txt")
    return {row["text"]: (row["outcome"], row["how"]) for row in sheet["rows"]}


def test_a_number_elsewhere_in_the_source_counts_only_of_the_same_thing(desk):
    found = pair(
        desk,
        "The trust owns 14 boats and a crane in the inner basin of the port. The wall is 6 metres high.",
        "A keeper lives near the lamp. He once owned 14 boats. He keeps 6 goats. It was built of 3 layers.",
    )
    assert found["14"] == ("matches", "")
    assert found["6"][0] == "not checked"
    assert found["3"] == ("not found", "")


def test_a_round_figure_is_the_same_number(desk):
    found = pair(
        desk,
        "The works on the old ferry pier of the town will cost 1.95 million crowns.",
        "The works on the old ferry pier of the town will cost about 2 million crowns.",
    )
    assert found["2 million"] == ("matches", "a round figure: “1.95 million” in the source")


# --- names ---


def test_a_first_name_that_the_source_has_not(desk):
    found = pair(
        desk,
        "The warden Dannecker has seen the pier. The pier is closed for the winter.",
        "The warden Ottilie Dannecker has seen the pier. “It is closed,” said Ottilie Dannecker.",
    )
    assert found["Ottilie Dannecker"] == ("not found", "the source has no “Ottilie”")


def test_an_initial_more_is_the_same_name(desk):
    found = pair(
        desk,
        "The warden Ottilie R. Dannecker has seen the pier. The pier is closed for the winter.",
        "The warden Ottilie Dannecker has seen the pier. “It is closed,” said Ottilie Dannecker.",
    )
    assert found["Ottilie Dannecker"] == ("matches", "")


def test_places_and_other_names_are_listed(desk):
    found = pair(
        desk,
        "The ferry from Orrest stops at the Tarnwick Lamp Museum. The council in the town hall has paid for it.",
        "The ferry from Orrest stops at Tarnwick Lamp Museum and at Velsund. Velsund has paid. Council Pays For New"
        " Ferry From Orrest. “We never saw Brennholt,” she said. The Council of the town has paid, too.",
    )
    assert {text: outcome for text, (outcome, _) in found.items()} == {
        "Orrest": "matches",
        "Tarnwick Lamp Museum": "matches",
        "Velsund": "not found",
        "We never saw Brennholt": "not found",
    }


def test_nouns_in_capitals_are_no_names(desk):
    found = pair(
        desk,
        "Die Fähre nach Orrest fährt heute nicht, weil das Wasser im Hafen zu niedrig ist.",
        "Die Fähre fährt heute nicht, weil das Wasser und der Wind im Hafen nicht gut sind, sagt der Kapitän.",
    )
    assert found == {}


def test_the_roster_counts_more_than_the_source(desk):
    desk.write(**{"copydesk.yaml": "names: {prefer: [Ottilie Daneker]}\n"})
    _, (sheet,) = desk.sheets("press/pier.txt", "--with", "wire/pier.txt")
    assert outcomes(sheet)["name", "Ottilie Daneker"] != "differs"


def test_the_source_decides_what_fix_suggests(desk):
    text = "Ottilie Dannecker closed the pier. Daneker has a plan. Daneker will pay. “It is old,” Daneker said.\n"
    desk.write(**{"a.txt": text})
    desk(
        *("a.txt", "--suggested", "--isolated", "--against", "wire/pier.txt", "--select", "names", "--quiet"),
        command="fix",
    )
    assert (desk.folder / "a.txt").read_text() == text.replace("Daneker", "Dannecker")


def test_a_large_number_of_drafts_is_compared_in_processes(desk, monkeypatch):
    monkeypatch.setattr("copydesk.run.cross_file.sheets.make_sheets._TASKS_PER_WORKER", 1)
    for number in range(4):
        desk.write(**{f"many/{number}.txt": DRAFT})
    _, sheets = desk.sheets("many", "--with", "wire/pier.txt", "--jobs", "2")
    assert [sheet["draft"] for sheet in sheets] == [f"many/{number}.txt" for number in range(4)]
    assert len({str(outcomes(sheet)) for sheet in sheets}) == 1


def test_the_counts_are_those_of_the_rows():
    place = TextPlace("a", 1, 1, 0, 1, "x")
    sheet = DraftSheet("a", rows=(SheetRow(FactKind.NAME, Outcome.NOT_FOUND, "", "", place, ()),) * 2)
    assert [str(each) for each in Allowances(["not-found=1"]).exceeded_by([sheet])] == [
        "not found: 2 (at most 1 allowed)"
    ]
    assert not Allowances(["not-found=0,name.not-found=2"]).exceeded_by([sheet])


def test_nothing_is_shared_in_percent_that_rounds_to_none():
    assert str(Likeness(0.0, 0, 2)) == "2 names"
    assert str(Likeness(0.0, 0, 0)) == "0% of the wording"
    assert str(Likeness(0.004, 1, 0)) == "less than 1% of the wording and 1 quotation"
    assert wording_share(0.1, 0.24) == "10% to 24% of the wording"


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("", "the draft holds no text"),
        ("\n \n", "the draft holds no text"),
        ("All is well here today.\n", "holds no quotation, date, number, name or sentence of wire/pier.txt"),
    ],
)
def test_a_draft_with_nothing_of_its_source_is_no_pass(desk, draft, told):
    desk.write(**{"press/pier.txt": draft})
    status, (sheet,) = desk.sheets("press/pier.txt", "--map", "wire/{name}")
    assert (status, told in sheet["problem"]) == (2, True)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The Brennholt Trust will lend the town a crane.\n", WIRE),
        ("It rained.\n", "The sun shone for a while.\n"),
    ],
)
def test_a_draft_may_be_short(desk, draft, source):
    desk.write(**{"press/pier.txt": draft, "wire/pier.txt": source})
    status, (sheet,) = desk.sheets("press/pier.txt", "--map", "wire/{name}")
    assert (status, sheet["problem"]) == (0, None)
