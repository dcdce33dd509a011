"""The names of an archive: the list, the index, and a single article that is held to it."""

from __future__ import annotations

import csv
import json
import re

import pytest

from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.stories.grouping.name_archive.attestations import Attestations
from copydesk.stories.grouping.name_archive.kept_index import HEAD, index_text, kept_names, read_index
from copydesk.stories.grouping.name_archive.listing import list_names, reads_as_person
from copydesk.stories.grouping.name_archive.name_facts import gather_names

RIGHT, WRONG = "Marta Dellwood", "Marta Dellwod"
ARTICLES = {
    "one.md": f"---\ndate: 2021-04-02\n---\n\nThe harbour was closed. {WRONG}, who runs the archive, was there.\n",
    "two.md": f"---\ndate: 2019-06-03\n---\n\nNobody came but {RIGHT}. In the end {RIGHT} went home.\n",
    "three.md": f"The keys are with {RIGHT} and with Marta D. Dellwood. The rooms are open from nine to five.\n",
    "four.md": f"{RIGHT} wrote the catalogue, and Halina Vodrin has printed it.\n",
}


@pytest.fixture
def archive(tmp_path, monkeypatch, capsys, forget_settings):
    """A project with an archive; returns a function that calls the command."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "posts" / name).write_text(text)

    def call(*arguments):
        forget_settings()
        status = main(list(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


def facts(*texts):
    return [gather_names(Document(text, f"{number}.md")) for number, text in enumerate(texts)]


def test_a_name_is_gathered_with_the_places_of_its_words():
    text = "The keys are with **Marta** D. Dellwood.\n\nMarta Dellwood and Seán O&#39;Marvik went home. Dellwood slept."
    (found,) = facts(text)
    people = list(found.people())
    assert [(each.name, each.times) for each in people] == [("Marta Dellwood", 2), ("Seán O'Marvik", 1)]
    assert [[text[slice(*place)] for place in each.given] for each in people] == [["Marta"] * 2, ["Seán"]]
    assert [[text[slice(*place)] for place in each.surname] for each in people] == (
        [["Dellwood"] * 3, ["O&#39;Marvik"]]
    )


def test_facts_are_small():
    (found,) = facts(*[" ".join(f"Marta Dell{end}wood was there." for end in "abcdefghij")])
    assert len(found.names) + len(found.places) < 500


def test_the_list_says_who_how_often_and_since_when(archive):
    status, out, err = archive("names", "posts", "--output-format", "json", "--least", "1")
    assert status == 0
    listed = {each.pop("name"): each for each in json.loads(out)["names"]}
    assert listed[RIGHT] == {
        "articles": 3, "mentions": 5, "since": "2019-06-03", "article": "posts/two.md", "near": [WRONG],
    }  # fmt: skip
    assert listed[WRONG]["articles"] == 1
    assert "Halina Vodrin" in listed
    assert err == "4 files read: 3 names listed.\n"


def test_the_table_proposes_lines_for_the_configuration(archive):
    status, out, err = archive("names", "posts")
    assert status == 0
    assert (
        f'  prefer:\n    - "{RIGHT}"  # “{RIGHT}” in 3 articles, “{WRONG}” in 1: a letter is doubled' in out
    )
    assert "Vodrin" not in out
    assert "2 more in fewer articles, which --least 1 lists" in err


def test_two_well_attested_names_may_be_two_people(archive, tmp_path):
    (tmp_path / "posts" / "five.md").write_text(f"The boat belongs to {WRONG}, and she will not sell it.\n")
    _, out, _ = archive("names", "posts", "--output-format", "json")
    proposals = json.loads(out)["proposals"]
    assert proposals["prefer"] == []
    assert [each["names"] for each in proposals["two_people"]] == [[RIGHT, WRONG]]


@pytest.mark.parametrize("name", ["table", "json", "csv"])
def test_a_list_is_written_to_a_file_and_replaces_only_an_earlier_one(archive, tmp_path, name):
    file = tmp_path / "list.txt"
    assert archive("names", "posts", "--output-format", f"{name}={file}")[:2] == (0, "")
    assert archive("names", "posts", "--least", "1", "--output-format", f"{name}={file}")[0] == 0
    assert "Vodrin" in file.read_text()
    file.write_text("My own notes\n")
    status, _, err = archive("names", "posts", "--output-format", f"{name}={file}")
    assert (status, file.read_text()) == (2, "My own notes\n")
    assert "it holds something else" in err


def test_csv_has_a_line_for_each_name(archive):
    _, out, _ = archive("names", "posts", "--output-format", "csv")
    assert list(csv.DictReader(out.splitlines())) == [
        {
            "name": RIGHT, "articles": "3", "mentions": "5", "since": "2019-06-03", "article": "posts/two.md", "near": WRONG,
        }
    ]  # fmt: skip


def test_unknown_formats_and_shared_places_are_mistakes(archive):
    assert "did you mean “csv”" in archive("names", "--output-format", "cvs")[2]
    assert "run together" in archive("names", "--output-format", "csv", "--output-format", "json")[2]


def test_a_file_that_cannot_be_read_is_named(archive, tmp_path):
    (tmp_path / "posts" / "broken.md").write_bytes(b"\xff\xfe\0\0\xff" * 9)
    status, out, err = archive("names", "posts")
    assert status == 2
    assert RIGHT in out
    assert "broken.md" in err


def test_an_archive_of_one_article_has_names_too(archive):
    assert RIGHT in archive("names", "posts/two.md", "--least", "1")[1]


def test_a_single_article_is_held_to_the_index(archive, tmp_path):
    assert archive("check", "posts/one.md")[0] == 0
    assert archive("names", "posts", "--write-index", "names.tsv")[:2] == (0, "")
    (tmp_path / "copydesk.yaml").write_text("names: {index: names.tsv}\n")
    status, out, _ = archive("check", "posts/one.md", "--output-format", "concise", "-q")
    assert status == 1
    assert f"“{WRONG}” stands in this article only, and 3 others have “{RIGHT}”" in out
    assert archive("check", "posts/two.md")[0] == 0


def test_all_mentions_are_mended_at_once(archive, tmp_path):
    archive("names", "posts", "--write-index", "names.tsv")
    (tmp_path / "copydesk.yaml").write_text("names: {index: names.tsv}\n")
    article = tmp_path / "posts" / "one.md"
    article.write_text(
        f"{WRONG} runs the archive. Dellwod said so.\n\nLater {WRONG} went home, and Dellwod slept.\n"
    )
    assert archive("fix", "--suggested", "posts/one.md")[0] == 0
    assert article.read_text() == (
        f"{RIGHT} runs the archive. Dellwood said so.\n\nLater {RIGHT} went home, and Dellwood slept.\n"
    )


def test_a_damaged_index_can_be_written_anew(archive, tmp_path):
    (tmp_path / "copydesk.yaml").write_text("names: {index: names.tsv}\n")
    assert archive("check", "posts")[0] == 2
    assert archive("names", "posts", "--write-index", "names.tsv")[0] == 0
    assert archive("check", "posts/one.md")[0] == 1


def test_a_changed_index_counts_at_once(archive, tmp_path):
    archive("names", "posts", "--write-index", "names.tsv")
    (tmp_path / "copydesk.yaml").write_text("names: {index: names.tsv}\n")
    assert archive("check", "posts/one.md")[0] == 1
    (tmp_path / "names.tsv").write_text(f"{HEAD}\n{WRONG}\ten\t7\t\t\n{RIGHT}\ten\t9\t\t\n")
    assert archive("check", "posts/one.md")[0] == 0


def test_an_article_that_the_index_has_counted_is_counted_once():
    (article, *others) = facts(*ARTICLES.values())
    kept = kept_names([article, *others])
    assert Attestations([article], kept).counts()["en"][WRONG] == 1
    moved = article._replace(article="elsewhere.md")
    assert Attestations([moved], kept).counts()["en"][WRONG] == 2


def test_an_index_comes_back_as_it_was_written():
    kept = kept_names(facts(*ARTICLES.values()))
    assert read_index(index_text(kept).encode()) == tuple(kept)


@pytest.mark.parametrize(
    "line",
    [
        "Marta Dellwood\ten\t0\t\t",
        "Marta Dellwood\ten\t-4\t\t",
        "Marta Dellwood\ten\t4\t\t\tmore",
        "Marta Dellwood\ten\t4",
        "Marta\x1b Dellwood\ten\t4\t\t",
        "Marta\ten\t4\t\t",
        f"Marta {'l' * 300}\ten\t4\t\t",
        "Marta Dellwood\t../..\t4\t\t",
        "Marta Dellwood\ten\t4\tyesterday\t",
        "Marta Dellwood\ten\t4\t\t/etc/passwd",
    ],
)
def test_a_line_that_is_none_of_an_index_is_an_error(archive, tmp_path, line):
    (tmp_path / "names.tsv").write_text(f"{HEAD}\n{line}\n")
    (tmp_path / "copydesk.yaml").write_text("names: {index: names.tsv}\n")
    status, _, err = archive("check", "posts/one.md")
    assert status == 2
    assert "line 2 is no line of an index" in err


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"# some other list\n"])
def test_an_index_that_cannot_be_read_is_an_error(archive, tmp_path, content):
    if content is not None:
        (tmp_path / "names.tsv").write_bytes(content)
    (tmp_path / "copydesk.yaml").write_text("names: {index: names.tsv}\n")
    status, _, err = archive("check", "posts/one.md")
    assert status == 2
    assert "copydesk names ARCHIVE --write-index FILE" in err


def test_an_index_outside_the_project_is_not_read(archive, tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    (project / "a.md").write_text(ARTICLES["one.md"])
    (tmp_path / "secret.tsv").write_text("nothing for you\n")
    (project / "copydesk.yaml").write_text("names: {index: ../secret.tsv}\n")
    status, out, err = archive("check", "project/a.md", "--config", "project/copydesk.yaml")
    assert (status, out) == (2, "")
    assert "nothing for you" not in err


def test_an_index_takes_the_place_of_an_index_only(archive, tmp_path):
    archive("names", "posts", "--write-index", "names.tsv")
    assert archive("names", "posts", "--write-index", "names.tsv")[0] == 0
    assert archive("names", "posts", "--write-index", "posts/one.md")[0] == 2
    assert archive("names", "posts", "--write-index", "copydesk.yaml")[0] == 2
    assert (tmp_path / "posts" / "one.md").read_text() == ARTICLES["one.md"]
    assert not (tmp_path / "copydesk.yaml").exists()


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("Marta Dellwood", True),
        ("Maria José da Silva", True),
        ("Tobi Lütke", True),
        ("Zhian Kamvar", True),
        ("Mastodon Server Covenant", False),
        ("Gobierno de la Nación", False),
        ("Elsa Cabria y Ximena Villagrán", False),
        ("Meike Wocken von Code", False),
        ("I'm Mastodon", False),
        ("GSK España", False),
    ],
)
def test_what_reads_as_a_person(name, reads):
    assert reads_as_person(name.split()) is reads


def test_near_names_of_one_article_each_are_shown_but_not_proposed(archive, tmp_path):
    (tmp_path / "few").mkdir()
    for name in (RIGHT, WRONG):
        (tmp_path / "few" / f"{name}.md").write_text(
            f"The hall is kept by {name}. “It is ours,” said {name}.\n"
        )
    out = archive("names", "few", "--least", "1")[1]
    assert re.search(rf"{RIGHT} +{WRONG}\n", out)
    assert re.search(rf"{WRONG} +{RIGHT}\n", out)
    assert "Proposals" not in out


def test_a_list_without_names_says_why(archive, tmp_path):
    (tmp_path / "few").mkdir()
    assert archive("names", "few")[2].startswith("No files to read")
    (tmp_path / "few" / "a.md").write_text("The hall is new.\n")
    status, out, err = archive("names", "few")
    assert (status, out) == (0, "")
    assert err == "1 file read: nobody is named in full, with given name and surname, in a sentence.\n"
    (tmp_path / "few" / "a.md").write_text(f"The hall is kept by {RIGHT}. “It is ours,” said {RIGHT}.\n")
    assert (
        archive("names", "few")[2] == "1 file read: 1 name, none in several articles; --least 1 lists all.\n"
    )


def near_of(*texts):
    listing = list_names(facts(*texts))
    return {each.name: each.near for each in listing.names}, listing.proposals


def test_short_names_that_differ_in_a_letter_are_near():
    near, proposals = near_of(
        "The choir was led by Hanne Mo.", "The prize went to Hanne Moe.", "Hanne Vik sang."
    )
    assert near == {"Hanne Mo": {"Hanne Moe"}, "Hanne Moe": {"Hanne Mo"}, "Hanne Vik": set()}
    assert proposals == ((), ())


def thanked(name, *streets):
    """Texts that differ, since copies of one count once."""
    return [f"The council of {street} Street thanked {name} on Monday for the lamps." for street in streets]


TWICE = [*thanked("Marta Oldendal", "Mill", "Quay"), *thanked("Marta Oldendel", "Tower", "Lock")]


@pytest.mark.parametrize(
    "others",
    [["Peter Oldendal slept."], thanked("Marta Oldendal", "Port", "Weir", "Kiln")],
    ids=["family", "often"],
)
def test_a_misspelling_in_two_articles_is_proposed(others):
    _, (prefer, two_people) = near_of(*TWICE, *others)
    assert [(each.often, each.rare) for each in prefer] == [("Marta Oldendal", "Marta Oldendel")]
    assert two_people == ()


@pytest.mark.parametrize(
    "others",
    [[], ["Peter Oldendal slept.", "Anna Oldendel slept."], ["Marta Oldendel met Marta Oldendal."]],
    ids=["even", "two families", "together"],
)
def test_two_names_in_two_articles_may_be_two_people(others):
    _, (prefer, two_people) = near_of(*TWICE, *others)
    assert prefer == ()
    assert [{each.often, each.rare} for each in two_people] == [{"Marta Oldendal", "Marta Oldendel"}]
