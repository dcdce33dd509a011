"""copydesk review: decisions on findings, one after the other."""

from __future__ import annotations

import os
import signal

import pytest
import yaml
from click.testing import CliRunner

from copydesk.__main__ import main
from copydesk.cli.group import copydesk
from copydesk.cli.guidance.change_wording import change
from copydesk.cli.guidance.other_spellings import other_spellings
from copydesk.findings import Finding, Location

ARTICLE = """# The pier

Ines Okafor said the the pier would open soon. Ines Okaffor was glad.

The post The pier appeared first on Tolmouth Echo.

It was on 31 June 2020.
"""
RULES = "doubled-word,name-variant,feed-footer,impossible-date"


@pytest.fixture
def desk(tmp_path, monkeypatch, forget_settings):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE)

    def review(*answers, path="a.md"):
        forget_settings()
        result = CliRunner().invoke(
            copydesk,
            ["review", "--select", RULES, path],
            input="".join(f"{each}\n" for each in answers),
            standalone_mode=False,
        )
        assert result.exception is None, result.exception
        return result.return_value, result.output

    return review


def test_every_decision(desk, tmp_path):
    status, said = desk("m", "t", "d", "n")
    assert status == 0
    assert (tmp_path / "a.md").read_text() == (
        "# The pier\n\nInes Okafor said the pier would open soon. Ines Okaffor was glad.\n\n"
        "<!-- copydesk-disable-next-block impossible-date -->\n\nIt was on 31 June 2020.\n"
    )
    assert yaml.safe_load((tmp_path / "copydesk.yaml").read_text()) == {
        "names": {"two_people": [["Okaffor", "Okafor"]]}
    }
    assert "a.md: changed in 3 places" in said
    assert "Nothing to review: nothing found." in desk()[1]


def test_what_is_let_pass_is_accepted(desk, tmp_path):
    (tmp_path / "copydesk.yaml").write_text("exclude: []  # ours\n")
    desk("a", "a", "s", "s")
    assert (tmp_path / "copydesk.yaml").read_text() == (
        'exclude: []  # ours\naccept: "copydesk-accepted.tsv"\n'
    )
    assert (tmp_path / "copydesk-accepted.tsv").read_text().count("\n") == 2
    assert "[1 of 2]" in desk("q")[1]
    desk("a", "q")
    assert (tmp_path / "copydesk-accepted.tsv").read_text().count("\n") == 3
    assert (tmp_path / "a.md").read_text() == ARTICLE


@pytest.mark.parametrize("answers", [("m", "q"), ("m",)], ids=["stopped", "the input ends"])
def test_what_was_decided_before_the_end_is_written(desk, tmp_path, answers):
    desk(*answers)
    assert (tmp_path / "a.md").read_text() == ARTICLE.replace("the the", "the")


def test_what_can_be_decided_is_explained(desk):
    _, said = desk("?", "q")
    assert "m   mend it: “the the” becomes “the”" in said
    assert "q   stop here" in said


def test_a_name_can_be_written_as_elsewhere_though_nothing_is_suggested(tmp_path, monkeypatch, capsys):
    text = (
        "# The fare\n\nThe Tolmouth Ferry Authority met on Monday. The Tolmouth Ferry Authority owns three boats.\n\n"
        "In June the Tolmouth Ferry Agency raised the fare.\n"
    )
    (tmp_path / "a.md").write_text(text)
    monkeypatch.chdir(tmp_path)
    arguments = ["review", "--isolated", "--select", "organisation-variant", "a.md"]
    said = CliRunner().invoke(copydesk, arguments, input="?\nm\n", standalone_mode=False).output
    assert "m   mend it: “Tolmouth Ferry Agency” becomes “Tolmouth Ferry Authority”" in said
    assert "of two people, bodies or places" in said
    assert "[m]end" in said
    assert (tmp_path / "a.md").read_text() == text.replace("Agency", "Authority")


def _choir(folder, others):
    for number in range(others):
        (folder / f"{number}.md").write_text(
            f"# Concert {number}\n\nThe tenor Ingrid Solbakken sang in hall {number}. Solbakken left at nine.\n"
        )
    text = "# Choir\n\nThe choir met. It said Ingrid Solbaken would sing. Then Solbaken left.\n"
    (folder / "choir.md").write_text(text)
    return text


def test_a_surname_is_mended_with_a_surname(tmp_path, monkeypatch):
    text = _choir(tmp_path, others=2)
    monkeypatch.chdir(tmp_path)
    arguments = ["review", "--isolated", "--select", "name-differs-from-archive"]
    said = CliRunner().invoke(copydesk, arguments, input="m\nm\n", standalone_mode=False).output
    assert "[1 of 2] [m]end" in said
    assert (tmp_path / "choir.md").read_text() == text.replace("Solbaken", "Solbakken")


@pytest.mark.parametrize(
    ("excerpt", "message", "place", "text"),
    [
        (
            "Solbaken",
            "“Ingrid Solbaken” stands here only",
            "spelled “Ingrid Solbakken” here",
            "Ingrid Solbakken",
        ),
        ("Ingrid Solbaken", "“Solbaken” (once)", "spelled “Solbakken” here", "Solbakken"),
        (
            "Solbaken’s",
            "“Solbaken” (once), but “Solbakken” (twice)",
            "first spelled “Solbaken” here",
            "Solbaken",
        ),
        ("Solbaken", "“Solbaken” (once), but “Solbakken” (twice)", "spelled “Solbakken” here", "Solbakkens"),
    ],
)
def test_what_does_not_correspond_is_not_offered(excerpt, message, place, text):
    finding = Finding(
        "a.md", 0, len(excerpt), 1, 1, 1, 1, "name-variant", "names", "warning", message, excerpt,
        related=(Location("b.md", 1, 1, 0, len(text), place),),
    )  # fmt: skip
    assert other_spellings(finding, lambda path: text) == []


def test_two_decisions_for_one_place(desk, tmp_path):
    (tmp_path / "a.md").write_text("We saw the the boat on 31 June 2020.\n")
    desk("n", "n")
    assert (tmp_path / "a.md").read_text().count("copydesk-disable") == 1


def test_an_article_that_changed_meanwhile_is_left_alone(desk, tmp_path, monkeypatch):
    from copydesk.run.fixes.decisions import Decisions

    take = Decisions.take

    def take_and_change(self, edit):
        (tmp_path / "a.md").write_text("Somebody wrote something else.\n")
        return take(self, edit)

    monkeypatch.setattr(Decisions, "take", take_and_change)
    status, said = desk("m", "q")
    assert (status, (tmp_path / "a.md").read_text()) == (2, "Somebody wrote something else.\n")
    assert "a.md: not changed: it was changed while it was checked" in said
    assert "4 findings: 4 left as they are, 1 of them because the change could not be written." in said


def test_settings_that_cannot_be_changed_are_named(desk, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.copydesk]\nexclude = []\n")
    status, said = desk("s", "t", "q")
    assert status == 0  # as told, that is for a person to do
    assert "what you decided holds once the lines above are in your configuration" in said
    assert "could not be written" not in said
    assert 'add this under [tool.copydesk.names]: two_people = [["Okaffor", "Okafor"]]' in said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", ".. note::\n\n   We saw the the boat.\n"),
        ("a.md", "<div>\nWe saw the the *boat* and\n# left\n</div>\n"),
        ("a.md", "- We saw the the boat.\n"),
        ("a.md", "{: .lead}\nWe saw the the boat.\n"),
        (
            "a.rst",
            "Guide\n=====\n\nText, see lab_.\n\n.. _lab:\n\nWe saw the the boat\n-------------------\n\nText.\n",
        ),
    ],
)
def test_no_comment_is_offered_where_it_would_break_the_markup(desk, tmp_path, name, text):
    (tmp_path / name).write_text(text)
    _, said = desk("?", "q", path=name)
    assert "[1 of 1]" in said
    assert "never here" not in said


def test_line_ends_stay_as_they_are(desk, tmp_path):
    (tmp_path / "a.md").write_bytes(b"We saw the the boat.\r\n\r\nIt sank.\r\n")
    desk("n")
    data = (tmp_path / "a.md").read_bytes()
    assert data.startswith(b"<!-- copydesk-disable-next-block doubled-word -->\r\n\r\nWe saw")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize("kind", ["another list", "folder"])
def test_what_is_no_list_is_left_alone(desk, tmp_path, kind):
    file = tmp_path / "copydesk-accepted.tsv"
    if kind == "folder":
        file.mkdir()
    else:
        file.write_text("name\tprice\n")
    status, said = desk("a", "q")
    assert (status, "copydesk-accepted.tsv: not changed" in said) == (2, True)
    assert not (tmp_path / "copydesk.yaml").exists()
    assert kind == "folder" or file.read_text() == "name\tprice\n"


@pytest.mark.parametrize(
    ("link", "answers"), [("site/a.md", "sm"), ("copydesk-accepted.tsv", "a"), ("copydesk.yaml", "t")]
)
def test_no_link_is_followed(desk, tmp_path, link, answers):
    text = "Ines Okafor spoke. Ines Okaffor was glad of the the pier.\n"
    is_article = link.startswith("site")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.md").write_text(text)
    other = tmp_path / "other.md"
    other.write_text(text if is_article else "")
    (tmp_path / link).unlink(missing_ok=True)
    (tmp_path / link).symlink_to(other)
    _, said = desk(*answers, path="site")
    assert f"{link}: not changed" in said
    assert other.read_text() == (text if is_article else "")


@pytest.mark.parametrize("answers", [("m", "a"), ("a", "m")])
def test_a_finding_is_let_pass_as_it_stands_after_the_others_are_mended(desk, tmp_path, answers):
    (tmp_path / "a.md").write_text("We saw the the boat in in the harbour.\n")
    desk(*answers)
    assert "Nothing to review: nothing found." in desk()[1]


def test_lists_are_kept_in_the_project_of_the_article(desk, tmp_path, monkeypatch):
    (tmp_path / "site" / ".git").mkdir(parents=True)
    (tmp_path / "site" / "a.md").write_text(ARTICLE)
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    desk("a", "q", path="../site/a.md")
    assert sorted(path.name for path in (tmp_path / "site").glob("copydesk*")) == [
        "copydesk-accepted.tsv",
        "copydesk.yaml",
    ]
    assert not list((tmp_path / "desk").iterdir())


def test_ctrl_c_writes_what_was_decided_and_ends_with_its_status(desk, tmp_path, monkeypatch):
    answers = iter(["m\n"])

    class Terminal:
        def readline(self):
            try:
                return next(answers)
            except StopIteration:
                raise KeyboardInterrupt from None

    monkeypatch.setattr("sys.stdin", Terminal())
    assert main(["review", "--select", RULES, "a.md"]) == 130
    assert (tmp_path / "a.md").read_text() == ARTICLE.replace("the the", "the")


def test_line_ends_of_the_settings_stay(desk, tmp_path):
    (tmp_path / "copydesk.yaml").write_bytes(b"exclude: []\r\n")
    desk("s", "t", "q")
    data = (tmp_path / "copydesk.yaml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 1


def test_what_may_be_code_or_data_is_not_changed(desk, tmp_path, monkeypatch):
    monkeypatch.setenv("VISUAL", "cat")
    (tmp_path / "a.csv").write_text("We saw the the boat.\n")
    _, said = desk("?", "q", path="a.csv")
    assert "[1 of 1] [a]ccept, [e]dit, [s]kip, [q]uit, [?] (Enter: skip): " in said


def test_plain_text_has_no_comments(desk, tmp_path):
    (tmp_path / "a.txt").write_text("We saw the the boat.\n")
    _, said = desk("?", "q", path="a.txt")
    assert "never here" not in said


def test_what_is_not_offered_is_named_and_the_end_is_summed_up(desk):
    _, said = desk("x", "m", "q")
    assert "“x” is not offered here. These are:" in said
    assert "1 mended" in said
    assert ("left as they are." in said) == ("1 left as it is." not in said)


def test_what_was_decided_before_the_input_ended_is_told(desk):
    _, said = desk("m")
    assert "the input has ended; what was decided before is written" in said
    assert "1 mended" in said


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a.", "b", "“a.” becomes “b”"),
        ("“", "”", "“ (left double quotation mark) becomes ” (right double quotation mark)"),
        (",,Yes", "„Yes", "“,,Yes” becomes |„Yes|"),
        ("..", ".\u00a0", "“..” becomes “.⍽”"),
        ("  ", " ", "(white space) becomes (space)"),
        ("word", "", "“word” is deleted"),
        ("we go", "we go”", "put ” (right double quotation mark) behind “we go”"),
        ("go,", "go”,", "put ” (right double quotation mark) behind “go”"),
    ],
)
def test_a_change_is_shown_so_that_it_can_be_seen(old, new, shown):
    assert change(old, new) == shown


def test_a_missing_mark_is_put_where_it_belongs(tmp_path, monkeypatch):
    text = "“We sail at noon, said Ines Okafor of the Tolmouth ferry. The boat was full.\n"
    (tmp_path / "a.txt").write_text(text)
    monkeypatch.chdir(tmp_path)
    arguments = ["review", "--isolated", "--select", "unclosed-quote", "a.txt"]
    said = CliRunner().invoke(copydesk, arguments, input="?\nm\n", standalone_mode=False).output
    assert "put ” (right double quotation mark) behind" in said
    assert "m2  mend it: put ” (right double quotation mark) behind “noon”" in said
    assert (tmp_path / "a.txt").read_text() == text.replace("noon,", "noon,”")


def test_back_takes_the_last_decision_back(desk, tmp_path):
    _, said = desk("m", "b", "a", "t", "b", "m", "q")
    assert "b   go back" not in said
    assert "1 mended, 1 accepted" in said or "1 accepted" in said
    text = (tmp_path / "a.md").read_text()
    assert "the the pier" in text
    assert "Okaffor" not in text
    assert (
        not (tmp_path / "copydesk.yaml").exists()
        or "two_people" not in (tmp_path / "copydesk.yaml").read_text()
    )


def test_a_line_is_mended_in_the_editor(desk, tmp_path, monkeypatch):
    script = tmp_path / "vi"
    script.write_text('#!/bin/sh\necho "$1" > told\nsed -i "s/31 June/30 June/; s/Okaffor/Okafor/" "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    _, said = desk("m", "e", "s")
    assert (tmp_path / "told").read_text() == "+3\n"
    text = (tmp_path / "a.md").read_text()
    assert ("the the" in text, "Okaffor" in text, "31 June" in text) == (False, False, False)
    assert "1 mended, 1 edited, 1 left as it is" in said


def test_what_was_decided_before_the_terminal_is_closed_is_written(desk, tmp_path, monkeypatch):
    from copydesk.cli.commands import review

    asked = iter(["m"])

    def answer(_question):
        for each in asked:
            return each
        os.kill(os.getpid(), signal.SIGHUP)
        return "s"

    monkeypatch.setattr(review, "_answer", answer)
    desk()
    assert (tmp_path / "a.md").read_text() == ARTICLE.replace("the the", "the")
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_list_that_is_begun_is_not_said_to_be_changed(desk):
    _, said = desk("a", "q")
    assert "copydesk-accepted.tsv: 1 line written to a new file" in said
    assert "copydesk.yaml: created" in said


def test_findings_that_need_a_source_are_asked_about_too(desk, tmp_path, monkeypatch):
    (tmp_path / "b.md").write_text("# The pier\n\n“We saw the boat at the pier,” Ines Okafor said.\n")
    (tmp_path / "wire.md").write_text("# The pier\n\n“We saw the boat on the pier,” Ines Okafor said.\n")
    result = CliRunner().invoke(
        copydesk, ["review", "--isolated", "b.md", "--against", "wire.md"], input="q\n", standalone_mode=False
    )
    assert "“at” is “on” in the source" in result.output
