"""Sources as a user declares them, what comes of each quotation and date, and what is said of mistakes."""

from __future__ import annotations

import json

import pytest

from copydesk.__main__ import main

WIRE = (
    "The harbour wall will be closed until spring, the port said on 3 March 2026. “We found cracks that no paint will"
    " cover,” said harbour master Ilka Brandvold.\n"
)
COPY = (
    "{front}The port has closed the harbour wall. “We found cracks that no paint can cover,” said Ilka Brandvold.\n\n"
    "“My grandfather would have wept at the sight of it,” she said on 3 March 2026.\n"
)
RULES = "altered-quote,quote-not-in-source,date-added"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """Files by name, and a call of `copydesk check` on them: exit status, findings, standard error."""
    monkeypatch.chdir(tmp_path)

    def write(front="", **files):
        for name, text in {"wire/a.txt": WIRE, "press/copy.md": COPY.format(front=front), **files}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")

    def check(*arguments):
        capsys.readouterr()
        status = main(["check", "--select", RULES, "--output-format", "json", *map(str, arguments)])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else [], err

    check.write = write
    return check


def rules_of(findings):
    return [(finding["path"], finding["rule"]) for finding in findings]


FOUND = [("press/copy.md", "altered-quote"), ("press/copy.md", "quote-not-in-source")]


@pytest.mark.parametrize("against", ["wire/a.txt", "wire"])
def test_against_a_file_or_a_folder(desk, against):
    desk.write()
    status, findings, err = desk("press", "--against", against)
    assert status == 1
    assert rules_of(findings) == FOUND
    assert "matches: 1, differs: 1, not found: 1, not checked: 0" in err


@pytest.mark.parametrize("path", ["../wire/a.txt", "../wire", "../wire/*.txt"])
def test_sources_in_the_front_matter_start_from_the_article(desk, path):
    desk.write(front=f"---\nsources: ['{path}']\n---\n")
    assert rules_of(desk("press")[1]) == FOUND


@pytest.mark.parametrize(
    "config", ["{paths: press/**, from: wire/*.txt}", "{paths: [copy.md], from: [wire]}"]
)
def test_sources_in_the_configuration(desk, config):
    desk.write(**{"copydesk.yaml": f"sources: [{config}]"})
    assert rules_of(desk("press")[1]) == FOUND


def test_a_source_in_the_run_is_not_itself_at_fault(desk):
    desk.write()
    assert rules_of(desk(".", "--against", "wire/a.txt")[1]) == FOUND


def test_the_place_in_the_source_has_its_line_and_column(desk):
    desk.write(**{"wire/a.txt": "A headline\r\n\r\n" + WIRE})
    related = desk("press", "--against", "wire")[1][0]["related"]
    assert [(each["path"], each["line"]) for each in related] == [("wire/a.txt", 3)]
    assert WIRE[related[0]["column"] - 1 :].startswith("will cover")


def test_a_missing_source_is_an_error_and_what_hangs_on_it_is_not_checked(desk):
    desk.write()
    status, findings, err = desk("press", "--against", "wire/b.txt")
    assert status == 2
    assert rules_of(findings) == [("wire/b.txt", "unreadable-file")]
    assert "matches: 0, differs: 0, not found: 0, not checked: 3" in err


def test_what_a_readable_source_lacks_the_missing_one_may_have(desk):
    desk.write()
    status, findings, err = desk("press", "--against", "wire/a.txt", "--against", "wire/b.txt")
    assert status == 2
    assert rules_of(findings) == [FOUND[0], ("wire/b.txt", "unreadable-file")]
    assert "matches: 1, differs: 1, not found: 0, not checked: 1" in err


def test_an_address_in_the_web_is_not_read(desk):
    desk.write(front="---\nsources: [https://port.example/wall]\n---\n")
    status, findings, err = desk("press")
    assert (status, findings) == (0, [])
    assert "matches: 0, differs: 0, not found: 0, not checked: 3" in err


@pytest.mark.parametrize(
    "address", ["file:///nowhere/wall.txt", "FILE://localhost/wall.txt", " file:///etc/wall.txt"]
)
def test_an_address_of_a_file_is_no_address_in_the_web(desk, address):
    for source in (f"'{address}'", f"{{title: The wall, url: '{address}'}}"):
        desk.write(front=f"---\nsources: [{source}]\n---\n")
        status, findings, _ = desk("press")
        assert (status, rules_of(findings)) == (2, [("press/copy.md", "unreadable-source")])


def test_required_sources(desk):
    desk.write()
    status, findings, _ = desk("press", "--require-sources")
    assert status == 1
    assert [(each["rule"], each["line"], each["excerpt"]) for each in findings] == [
        ("not-checked-against-source", 1, "We found cracks that no paint can cover"),
        ("not-checked-against-source", 3, "My grandfather would have wept at the sight of it"),
        ("not-checked-against-source", 3, "3 March 2026"),
    ]
    assert findings[0]["message"].endswith("the article has none that could be read")
    assert rules_of(desk("press", "--require-sources", "--against", "wire")[1]) == FOUND


def test_sources_that_are_checked_themselves_need_none(desk):
    desk.write(front="---\nsources: ../wire\n---\n")
    assert rules_of(desk(".", "--require-sources")[1]) == FOUND


def test_what_need_not_be_checked_is_let_pass_where_it_stands(desk):
    comment = "<!-- copydesk-disable-next-block not-checked-against-source: said to us -->\n\n"
    desk.write(front=comment)
    assert len(desk("press", "--require-sources")[1]) == 2


def test_nothing_is_counted_where_nothing_is_declared(desk):
    desk.write()
    assert desk("press")[2] == ""


@pytest.mark.parametrize("options", [("--against", "wire"), ("--require-sources",)])
def test_one_article_checked_before_without_sources_is_held_to_them(desk, options):
    desk.write()
    assert desk("press/copy.md")[::2] == (0, "")
    status, findings, err = desk("press/copy.md", *options)
    assert status
    assert findings
    assert "not checked" in err


def test_a_source_that_joins_a_declared_folder_is_read(desk):
    files = {
        "front": "---\nsources: ../wire\n---\n",
        "wire/a.txt": "The market moves to the quay on Saturdays.\n",
    }
    desk.write(**files)
    assert ("press/copy.md", "altered-quote") not in rules_of(desk("press")[1])
    desk.write(**files, **{"wire/b.txt": WIRE})
    assert rules_of(desk("press")[1]) == FOUND


def test_a_source_that_changes_is_read_again(desk):
    desk.write()
    assert rules_of(desk("press", "--against", "wire")[1]) == FOUND
    desk.write(**{"wire/a.txt": WIRE.replace("paint will", "paint can")})
    assert rules_of(desk("press", "--against", "wire")[1]) == FOUND[1:]
    desk.write(front="---\nsources: [../wire/a.txt]\n---\n")
    assert rules_of(desk("press")[1]) == FOUND
    desk.write(
        front="---\nsources: [../wire/a.txt]\n---\n",
        **{"wire/a.txt": WIRE.replace("paint will", "paint can")},
    )
    assert rules_of(desk("press")[1]) == FOUND[1:]


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("sources: 3", "sources: must be a mapping, or a list of mappings"),
        ("sources: [{paths: press/**}]", "sources[0]: needs both paths and from"),
        (
            "sources: [{paths: press/**, form: wire}]",
            "sources[0].form: is not a setting; did you mean “from”?",
        ),
        ("sources: [{paths: press/**, from: 3}]", "sources[0].from: must be a text or a list of texts"),
        ("source: []", "source: is not a setting; did you mean “sources”?"),
    ],
)
def test_mistakes_in_the_configuration(desk, config, says):
    desk.write(**{"copydesk.yaml": config})
    status, _, err = desk("press")
    assert status == 2
    assert says in err


def test_the_summary_counts_outcomes(desk, capsys):
    desk.write()
    main(["check", "press", "--select", RULES, "--against", "wire", "--output-format", "concise"])
    assert capsys.readouterr().out.endswith(
        "Quotations and dates against their sources: matches: 1, differs: 1, not found: 1, not checked: 0.\n"
    )


@pytest.mark.parametrize(
    "name", ["json", "sarif", "gitlab", "junit", "checkstyle", "rdjsonl", "sarif=log.sarif"]
)
def test_formats_for_machines_leave_the_outcomes_to_the_log(desk, name, capsys):
    desk.write()
    main(["check", "press", "--select", RULES, "--against", "wire", "--output-format", name])
    assert "matches: 1, differs: 1, not found: 1, not checked: 0." in capsys.readouterr().err
    main(["check", "press", "--select", RULES, "--against", "wire", "--output-format", name, "--quiet"])
    assert "matches" not in capsys.readouterr().err


def test_a_folder_without_a_file_is_no_source(desk, tmp_path):
    desk.write()
    (tmp_path / "empty").mkdir()
    status, findings, _ = desk("press", "--against", "empty")
    assert (status, rules_of(findings)) == (2, [("empty", "unreadable-file")])
    assert findings[0]["message"].endswith("; an option names it as a source")


@pytest.mark.parametrize(
    ("sources", "rules", "status"),
    [
        ("{path: ../wire/a.txt}", FOUND, 1),
        ("[{title: The wall, url: 'https://wire.example/wall'}]", [], 0),
        ("{wire: gone.txt}", [("press/copy.md", "unreadable-source")], 2),
    ],
)
def test_sources_with_titles_and_dates(desk, sources, rules, status):
    desk.write(front=f"---\nsources: {sources}\n---\n")
    found = desk("press")
    assert (found[0], rules_of(found[1])) == (status, rules)


@pytest.mark.parametrize("tail", ["Reply", "Leave a comment"])
def test_what_reads_like_a_page_around_it_is_accounted_for(desk, tail):
    chrome = f"Advertisement\n\n{{}}\n\nFiled under\n\n3 Comments\n\n{tail}\n"
    desk.write(**{"press/copy.md": chrome.format(COPY.format(front=""))})
    assert "matches: 1, differs: 1, not found: 1, not checked: 0" in desk("press", "--against", "wire")[2]


def test_a_source_that_is_no_text_is_looked_for(desk):
    desk.write(front="---\nsources: 3\n---\n")
    status, findings, _ = desk("press")
    assert status == 2
    assert rules_of(findings) == [("press/copy.md", "unreadable-source")]
    assert findings[0]["excerpt"] == "3"


@pytest.mark.parametrize(
    "front",
    [
        "title: !site A\nsources: [gone.txt]",
        "sources: !site [gone.txt]",
        "sources: [!site gone.txt]",
        "sources: [[gone.txt]]",
        "sources: {wire: {file: [gone.txt]}}",
        "sources: !!set {gone.txt}",
        "sources: !!pairs [wire: gone.txt]",
        "sources: 2026-03-03",
        "sources: [true]",
    ],
)
def test_no_kind_of_value_hides_a_source(desk, front):
    desk.write(front=f"---\n{front}\n---\n")
    status, findings, _ = desk("press")
    assert (status, {finding["rule"] for finding in findings}) == (2, {"unreadable-source"})


@pytest.mark.parametrize("source", ["copy.md", "*.md", "**", ".", "link.md", "more/../copy.md"])
def test_an_article_is_no_source_of_its_own(desk, tmp_path, source):
    desk.write(front=f"---\nsources: ['{source}']\n---\n")
    (tmp_path / "press/link.md").symlink_to("copy.md")
    status, findings, _ = desk("press/copy.md", "--require-sources")
    assert (status, findings[0]["rule"], findings[0]["excerpt"]) == (2, "unreadable-source", source)
    assert "it is the article itself" in findings[0]["message"]
    assert {each["rule"] for each in findings[1:]} == {"not-checked-against-source"}
    assert rules_of(desk("press/copy.md")[1]) == [("press/copy.md", "unreadable-source")]


def test_the_only_article_is_no_source_that_is_named_for_it(desk):
    desk.write(front="")
    status, findings, _ = desk("press/copy.md", "--against", "press/copy.md")
    assert (status, "it is the article itself" in findings[0]["message"]) == (2, True)


def test_a_source_of_others_need_not_have_sources(desk):
    """The configuration names it for all articles, so it is not told that it is one of them."""
    desk.write(**{"copydesk.yaml": "sources: [{paths: '**', from: [wire/a.txt]}]"})
    assert rules_of(desk("press", "wire", "--require-sources")[1]) == FOUND
    status, findings, _ = desk("wire", "--require-sources")
    assert (status, {each["rule"] for each in findings}) == (1, {"not-checked-against-source"})


def test_a_source_that_cannot_be_read_is_shown_where_the_article_declares_it(desk):
    desk.write(front="---\ntitle: Sources of ../wire\nsources:\n  - ../wire/a.txt\n  - ../wire/b.txt\n---\n")
    status, findings, err = desk("press")
    assert (status, rules_of(findings)) == (2, [("press/copy.md", "unreadable-source"), FOUND[0]])
    assert (findings[0]["line"], findings[0]["excerpt"]) == (5, "../wire/b.txt")
    assert findings[0]["message"] == "the source “../wire/b.txt” cannot be read: no such file or directory"
    assert [each["path"] for each in findings[0]["related"]] == ["wire/b.txt"]
    assert "not checked: 1" in err


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (
            "copydesk.yaml",
            "fail-on: error\nsources:\n- paths: press/**\n  from: [wire/a.txt, wire/*.doc]\n",
            4,
        ),
        ("pyproject.toml", "[[tool.copydesk.sources]]\npaths = ['press/**']\nfrom = 'wire/*.doc'\n", 3),
    ],
)
def test_a_source_that_cannot_be_read_is_shown_where_the_configuration_declares_it(desk, name, text, line):
    desk.write(**{name: text, "press/other.md": "“We found cracks that no paint can cover,” he said.\n"})
    status, findings, _ = desk("press")
    assert status == 2
    [finding] = [each for each in findings if each["rule"] == "unreadable-source"]
    assert (finding["path"], finding["line"], finding["excerpt"]) == (name, line, "wire/*.doc")
    assert finding["message"].endswith("no such file or directory; 2 articles are held to it")


def test_a_folder_with_a_file_that_is_no_text(desk, tmp_path):
    desk.write(front="---\nsources: ../wire\n---\n")
    (tmp_path / "wire" / "b.txt").write_bytes(b"\xff\x00\x00\xfe" * 9)
    status, findings, _ = desk("press")
    assert (status, findings[0]["excerpt"]) == (2, "../wire")
    assert "cannot be read: wire/b.txt: " in findings[0]["message"]


def test_a_source_that_cannot_be_read_may_be_let_pass(desk):
    desk.write(front="---\nsources: gone.txt\ncopydesk: {disable: [unreadable-source]}\n---\n")
    assert desk("press")[:2] == (0, [])


@pytest.mark.parametrize("place", ["configuration", "front matter"])
def test_the_id_of_a_source_that_cannot_be_read_holds_while_lines_beside_it_change(desk, place):
    ids = set()
    for beside in ("", "fail-on: error\n", "# a remark\n"):
        if place == "configuration":
            text = f"{beside}sources: [{{paths: press/**, from: gone.txt}}]\n{beside}"
            desk.write(**{"copydesk.yaml": text})
        else:
            desk.write(front=f"---\n{beside}sources: gone.txt\n{beside}---\n")
        ids |= {each["id"] for each in desk("press")[1] if each["rule"] == "unreadable-source"}
    assert len(ids) == 1


@pytest.mark.parametrize("text", ["", " \n\n", "---\ntitle: The port\n---\n"])
def test_a_source_without_text_confirms_nothing(desk, text):
    desk.write(**{"empty/a.md": text})
    for against in ("empty/a.md", "empty"):
        status, findings, _ = desk("press", "--against", against)
        assert status == 2
        assert [each["message"] for each in findings] == [
            "not checked: it holds no text to compare with; an option names it as a source"
        ]
    desk.write(front="---\nsources: ../empty\n---\n")
    status, findings, _ = desk("press")
    assert (status, rules_of(findings)) == (2, [("press/copy.md", "unreadable-source")])


def test_an_empty_file_among_sources_costs_nothing(desk):
    desk.write(**{"wire/b.md": "---\ntitle: x\n---\n", "wire/c.md": "| a | b |\n|---|---|\n| 3 | 4 |\n"})
    status, findings, _ = desk("press", "--against", "wire")
    assert (status, rules_of(findings)) == (1, FOUND)
    assert desk("press", "--against", "wire/c.md")[0] == 1


@pytest.mark.parametrize("value", ['""', "' '", '[""]', "['', ~]"])
def test_sources_that_name_none(desk, value):
    desk.write(front=f"---\nsources: {value}\n---\n")
    status, findings, _ = desk("press")
    assert status == 2
    assert [each["message"] for each in findings] == ["“sources” names no source: its text is empty"]


@pytest.mark.parametrize("value", ["", "[]", "~", "{}", "[~]"])
def test_no_sources_are_no_mistake(desk, value):
    desk.write(front=f"---\nsources: {value}\n---\n")
    assert desk("press")[:2] == (0, [])
