"""Articles and configuration name only files of their project, and nothing is told of others."""

from __future__ import annotations

import json
import os

import pytest

from copydesk.__main__ import main

pytestmark = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")

SECRET = "quillon"
HIDDEN = f"The mooring list of Aldery has the word {SECRET} and the number 88412 in it, said Mara Vint."
ARTICLE = (
    "---\nsources: ['{source}']\n---\n\n“The mooring list of Aldery has the word unknown and the number 88411 in it,”"
    " said Mara Vint.\n"
)
RULE = "summary: Rain.\nbad: rain\ngood: sun\nphrases: [rained]\n"
WET = "It rained in Aldery.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys, forget_settings):
    """A repository, a folder beside it, and a call of copydesk in the repository: exit status, and all it says."""
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    monkeypatch.chdir(project)

    def write(name, text):
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def link(name, target):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).symlink_to(target)

    def check(*arguments):
        forget_settings()
        capsys.readouterr()
        try:
            status = main(["check", "--output-format", "json", *map(str, arguments)])
        except SystemExit as error:
            status = error.code
        out, err = capsys.readouterr()
        return status, out + err

    check.write, check.link, check.folder = write, link, tmp_path
    return check


def findings(said):
    return [(each["path"], each["rule"]) for each in json.loads(said[: said.rindex("]") + 1])]


SOURCES = [
    "../outside/list.txt", "{folder}/outside/list.txt", "../outside", "../outside/*.txt", "../**", "/", "/**",
    ".git/list.txt", ".git", ".g*/*.txt", "*/../.git/list.txt", ".env", "credentials.json", "*.json",
]  # fmt: skip


@pytest.mark.parametrize("place", ["front matter", "configuration"])
def test_sources_lie_in_the_project_and_are_articles(desk, place):
    for name in ("../outside/list.txt", ".git/list.txt", ".env", "credentials.json"):
        desk.write(name, HIDDEN)
    for number, source in enumerate(each.format(folder=desk.folder) for each in SOURCES):
        desk.write(f"{number}.md", ARTICLE.format(source=source if place == "front matter" else "more.txt"))
    desk.write("more.txt", WET)
    if place == "configuration":
        pairs = [f"{{paths: {number}.md, from: '{source}'}}" for number, source in enumerate(SOURCES)]
        desk.write("copydesk.yaml", f"sources: [{', '.join(pairs)}]\n".replace("{folder}", str(desk.folder)))
    status, said = desk(".", "--no-copies")
    assert status == 2
    assert said.count("unreadable-source") == len(SOURCES)
    assert SECRET not in said
    assert "88412" not in said


def test_a_source_outside_is_not_told_from_one_that_is_missing(desk):
    desk.write("../outside/list.txt", HIDDEN)
    said = []
    for name in ("list.txt", "none.txt"):
        desk.write("a.md", ARTICLE.format(source=f"../outside/{name}"))
        [found] = json.loads(desk("a.md")[1].partition("\nQuot")[0])
        said.append(found["message"].replace(name, ""))
        assert not found["related"]
    assert said[0] == said[1]
    assert "outside the project" in said[0]


@pytest.mark.parametrize("place", ["front matter", "configuration", "command line"])
@pytest.mark.parametrize("hidden", ["wire/.list.txt", "wire/.more/list.txt"])
def test_what_is_hidden_in_a_folder_of_sources_is_not_read(desk, place, hidden):
    desk.write(hidden, HIDDEN)
    desk.write("wire/seen.txt", WET)
    desk.write("a.md", ARTICLE.format(source="wire") if place == "front matter" else ARTICLE.split("\n\n")[1])
    if place == "configuration":
        desk.write("copydesk.yaml", "sources: [{paths: a.md, from: wire}]\n")
    status, said = desk("a.md", *(["--against", "wire"] if place == "command line" else []))
    assert (status, findings(said)) == (1, [("a.md", "quote-not-in-source")])
    assert SECRET not in said


@pytest.mark.parametrize("start", [".", "..", "/"])
@pytest.mark.parametrize("config", ["copydesk.yaml", "notes.yaml"])
def test_the_home_folder_is_no_project(desk, monkeypatch, start, config):
    """Nor is a folder above it, though copydesk is started there, or has a configuration there."""
    (desk.folder / "project/.git").rmdir()
    monkeypatch.setenv("HOME", str(desk.folder / "project"))
    desk.write("letters/list.txt", HIDDEN)
    desk.write("downloads/near.txt", HIDDEN.replace(SECRET, "known"))
    desk.write(config, "{}")
    for source in ("../letters/list.txt", "near.txt"):
        article = desk.write("downloads/a.md", ARTICLE.format(source=source))
        monkeypatch.chdir(desk.folder / "project" / start)
        status, said = desk(article)
        assert ("outside the project" in said) == (status == 2) == (source != "near.txt")
        assert SECRET not in said


@pytest.mark.parametrize("source", ["wire/list.txt", "wire/*.txt", "w*/li*", "**", "**/list.txt"])
def test_sources_in_the_project_are_compared(desk, source):
    desk.write("wire/list.txt", HIDDEN)
    desk.write("wire/picture.json", "{}")
    desk.write("a.md", ARTICLE.format(source=source))
    assert findings(desk("a.md")[1]) == [("a.md", "altered-quote")]


@pytest.mark.parametrize(
    ("link", "source"),
    [
        ("wire/list.txt", "wire/list.txt"),
        ("wire/list.txt", "wire/*.txt"),
        ("wire/list.txt", "wire"),
        ("wire", "wire/*"),
    ],
)
def test_sources_are_not_followed_out_of_the_project(desk, link, source):
    desk.write("../outside/list.txt", HIDDEN)
    desk.link(link, desk.folder / "outside" / link.partition("/")[2])
    desk.write("a.md", ARTICLE.format(source=source))
    status, said = desk("a.md")
    assert (status, SECRET in said) == (2, False)


def test_who_runs_the_command_may_name_any_source(desk):
    desk.write("../outside/list.txt", HIDDEN)
    desk.write("a.md", ARTICLE.format(source="../outside/list.txt"))
    assert findings(desk("a.md", "--allow-read", "../outside")[1]) == [("a.md", "altered-quote")]
    assert findings(desk("a.md", "--against", "../outside/list.txt")[1]) == [("a.md", "altered-quote")]
    assert desk("a.md")[0] == 2, "what was allowed once is not remembered"


def test_what_is_allowed_does_not_change_by_a_link_in_the_project(desk):
    desk.write("../outside/list.txt", HIDDEN)
    desk.link("wire", desk.folder / "outside")
    desk.write("a.md", ARTICLE.format(source="../outside/list.txt"))
    for option in ("--allow-read", "--against"):
        status, said = desk("a.md", option, "wire")
        assert (status, SECRET in said) == (2, False)


def test_sources_may_have_the_suffix_of_their_article(desk):
    desk.write("list.wire", HIDDEN)
    for name, status in (("a.wire", 1), ("a.md", 2)):
        desk.write(name, ARTICLE.partition("---\n\n")[2])
        desk.write("copydesk.yaml", f"sources: [{{paths: {name}, from: list.wire}}]\n")
        assert desk(name)[0] == status


def test_a_comparison_with_the_files_of_a_glob_is_remembered(desk, monkeypatch):
    desk.write("wire/list.txt", HIDDEN)
    desk.write("wire/picture.json", "{}")
    for name in ("a.md", "b.md"):
        desk.write(name, ARTICLE.format(source="wire/*"))
    first = desk("a.md", "b.md")
    monkeypatch.setattr("copydesk.run.cross_file.comparison_plan.plan_run", None)
    assert desk("a.md", "b.md") == first


def test_the_users_own_configuration_may_name_any_file(desk):
    desk.write("../outside/list.txt", HIDDEN)
    desk.write("../rules/house/rain.yaml", RULE)
    own = desk.write("../own.yaml", "sources: [{paths: '*.md', from: outside/list.txt}]\npacks: [rules]\n")
    desk.write("a.md", ARTICLE.partition("---\n\n")[2] + "\n" + WET)
    assert {rule for _, rule in findings(desk("a.md", "--config", own)[1])} == {"altered-quote", "rain"}


@pytest.mark.parametrize("arguments", [["."], ["a.md", "b.md", "c.md", "d.md", "e.md"]])
def test_articles_are_not_followed_out_of_the_project(desk, arguments):
    targets = {"a.md": "../outside/list.txt", "c.md": ".git/list.txt", "d.md": ".env", "e.md": "key"}
    for name, target in targets.items():
        desk.write(target, f"{SECRET} {SECRET}")
        desk.link(name, target)
    desk.link("b.md", "../outside/none.txt")
    status, said = desk(*arguments)
    assert (status, SECRET in said) == (2, False)
    assert findings(said) == [(f"{name}.md", "unreadable-file") for name in "abcde"]
    assert said.count("a link leads from here to a file that is not read") == 5


def test_an_article_is_followed_within_the_project(desk):
    desk.write("shared/a.md", "It was the the rain.\n")
    desk.link("press/b.md", "../shared/a.md")
    assert findings(desk("press")[1]) == [("press/b.md", "doubled-word")]


def test_a_folder_is_not_followed_out_of_the_repository(desk):
    desk.write("../outside/a.md", f"{SECRET} {SECRET}")
    desk.link("press", desk.folder / "outside")
    status, said = desk("press")
    assert (status, SECRET in said, "a.md" in said) == (2, False, False)
    assert desk(desk.folder / "outside")[0] == 1


@pytest.mark.parametrize("key", ["accept", "packs"])
@pytest.mark.parametrize(
    "path", ["../outside/f.yaml", "{folder}/outside/f.yaml", "../outside", "link", ".git/f.yaml"]
)
def test_accept_lists_and_packs_lie_in_the_project(desk, key, path):
    for name in ("../outside/f.yaml", ".git/f.yaml"):
        desk.write(name, f"{SECRET}: {SECRET}\n")
    desk.link("link", desk.folder / "outside" / "f.yaml")
    path = path.format(folder=desk.folder)
    desk.write("copydesk.yaml", f"{key}: {path}\n" if key == "accept" else f"{key}: ['{path}']\n")
    desk.write("a.md", WET)
    status, said = desk("a.md")
    assert status == 2
    assert SECRET not in said
    assert f"copydesk.yaml: {key}: " in said
    assert "--allow-read" in said


HIDDEN_FILES = [".env", "wire/.list", ".private/list.yaml", "link"]


@pytest.mark.parametrize("setting", ["accept: {}", "packs: ['{}']", "names: {{index: {}}}"])
@pytest.mark.parametrize("path", HIDDEN_FILES)
def test_a_configuration_names_no_hidden_file(desk, setting, path):
    """Nor does the message tell whether there is one, or what kind of file it is."""
    desk.write("a.md", WET)
    desk.write("copydesk.yaml", setting.format(path))
    desk.link("link", ".env")
    said = []
    for content in (None, f"{SECRET}: {SECRET}\n", f"deadbeefdeadbeef\t{SECRET}\tx\ty\n"):
        if content:
            for name in HIDDEN_FILES[:-1]:
                desk.write(name, content)
        said.append(desk("."))
    assert said[0] == said[1] == said[2]
    status, text = said[0]
    assert (status, SECRET in text) == (2, False)
    assert (
        "it is hidden, or lies in a hidden folder; move it into the project, or allow it with --allow-read"
        in text
    )


def test_hidden_lists_that_are_allowed_are_read_and_so_are_those_made_for_copydesk(desk):
    desk.write("a.md", WET)
    for folder, options in ((".desk", ["--allow-read", ".desk"]), (".copydesk", [])):
        desk.write(f"{folder}/rules/house/rain.yaml", RULE)
        desk.write(f"{folder}/accepted.tsv", "")
        desk.write("copydesk.yaml", f"packs: [{folder}/rules]\naccept: {folder}/accepted.tsv\n")
        assert findings(desk("a.md", *options)[1]) == [("a.md", "rain")]


def test_lists_beside_a_hidden_configuration_that_is_named_are_read(desk):
    desk.write("a.md", WET)
    desk.write(".desk/rules/house/rain.yaml", RULE)
    own = desk.write(".desk/own.yaml", "packs: [rules]\n")
    assert findings(desk("a.md", "--config", own)[1]) == [("a.md", "rain")]
    own.write_text("packs: [../.env]\n", "utf-8")
    assert "it is hidden" in desk("a.md", "--config", own)[1]


def test_a_pack_has_no_hidden_rule_files(desk):
    desk.write("rules/house/rain.yaml", RULE)
    desk.write("rules/.secrets.yaml", f"{SECRET}: {SECRET}\n")
    desk.write("copydesk.yaml", "packs: [rules]\n")
    desk.write("a.md", WET)
    assert findings(desk("a.md")[1]) == [("a.md", "rain")]


def test_a_pack_that_is_allowed_is_read(desk):
    desk.write("../rules/house/rain.yaml", RULE)
    desk.write("copydesk.yaml", "packs: [../rules]\n")
    desk.write("a.md", WET)
    assert desk("a.md")[0] == 2
    assert findings(desk("a.md", "--allow-read", "../rules")[1]) == [("a.md", "rain")]


def test_rule_files_are_not_followed_out_of_the_project(desk):
    desk.write("../outside/rain.yaml", f"{SECRET}: {SECRET}\n")
    desk.link("rules/house/rain.yaml", desk.folder / "outside" / "rain.yaml")
    desk.write("copydesk.yaml", "packs: [rules]\n")
    desk.write("a.md", WET)
    status, said = desk("a.md")
    assert (status, SECRET in said) == (2, False)
    assert "rain.yaml: this link is not followed" in said


def test_links_in_a_pack_that_lead_in_circles_are_not_followed(desk):
    desk.write("rules/house/rain.yaml", RULE)
    for name in "abc":
        desk.link(f"rules/{name}", ".")
    desk.write("copydesk.yaml", "packs: [rules]\n")
    desk.write("a.md", WET)
    assert findings(desk("a.md")[1]) == [("a.md", "rain")]


@pytest.mark.parametrize("target", ["shared", "rules/.copydesk-shared"])
def test_a_folder_of_a_pack_that_is_a_link_in_the_project_is_read(desk, target):
    shared = desk.write(f"{target}/rain.yaml", RULE).parent
    desk.write("rules/house/zap.yaml", RULE.replace("rain", "zap"))
    desk.link("rules/weather", shared)
    desk.write("copydesk.yaml", "packs: [rules]\n")
    desk.write("a.md", WET)
    assert findings(desk("a.md")[1]) == [("a.md", "rain")]


@pytest.mark.parametrize("name", ["weather", "weather.d"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_of_a_pack_that_is_a_link_out_of_the_project_is_told(desk, name, is_there):
    if is_there:
        desk.write("../outside/rain.yaml", f"{SECRET}: {SECRET}\n")
    desk.write("rules/house/rain.yaml", RULE)
    desk.link(f"rules/{name}", desk.folder / "outside")
    desk.write("copydesk.yaml", "packs: [rules]\n")
    desk.write("a.md", WET)
    status, said = desk("a.md")
    assert (status, SECRET in said) == (2, False)
    assert f"{name}: this link is not followed: it lies outside the project" in said


@pytest.mark.parametrize("name", ["copydesk.yaml", "pyproject.toml"])
@pytest.mark.parametrize("options", [[], ["--config", "{name}"]])
@pytest.mark.parametrize("target", ["../outside/f", ".env"])
def test_a_configuration_is_not_followed_out_of_the_project_or_to_a_hidden_file(desk, name, options, target):
    desk.link(name, desk.write(target, f"{SECRET}: {SECRET}\n[tool.copydesk]\n"))
    desk.write("a.md", WET)
    status, said = desk("a.md", *(option.format(name=name) for option in options))
    assert (status, SECRET in said) == (2, False)
    assert f"{name}: this link leads out of the project" in said


def test_an_accept_list_that_is_none_is_not_quoted(desk):
    desk.write("secrets.txt", f"{SECRET} is the word\n")
    desk.write("copydesk.yaml", "accept: secrets.txt\n")
    desk.write("a.md", WET)
    status, said = desk("a.md")
    assert (status, SECRET in said) == (2, False)
    assert "secrets.txt:1: this line does not begin with a finding's id" in said


def test_an_article_that_is_named_as_accept_list_is_no_pass(desk):
    desk.write("a.md", "It was the the rain.\n")
    desk.write("copydesk.yaml", "accept: a.md\n")
    for path in (".", "a.md"):
        assert desk(path)[0] == 2


def test_lists_do_not_tell_which_files_exist_outside(desk):
    there = desk.write("../outside/a.md", WET)
    names = [
        there,
        there.with_name("none.md"),
        "../outside/a.md",
        "../outside/none.md",
        "gone.md",
        "x" * 5_000,
    ]
    desk.write(
        "list.tsv", "".join(f"{number:016x}\tdoubled-word\t{name}\tx\n" for number, name in enumerate(names))
    )
    desk.write("copydesk.yaml", "accept: list.tsv\n")
    desk.write("a.md", WET)
    found = json.loads(desk(".")[1])
    assert [each["line"] for each in found if each["rule"] == "unused-suppression"] == [5, 6]


@pytest.fixture
def linked(desk):
    """A link in the project to a folder outside with names, mistakes in settings and files that git ignores."""
    desk.write("../plans/2031/closures.md", HIDDEN)
    desk.write("../plans/merger.txt", HIDDEN)
    desk.write("../plans/copydesk.yaml", "fail-on: hidden-value\n")
    desk.write("../plans/.gitignore", "2031\n")
    desk.write("wires/one.txt", WET)
    desk.link("wires/d", "../../plans")
    desk.link("wires/void", "../../nowhere")
    return desk


TOLD = ("merger", "closures", "hidden-value", "2031", SECRET)


@pytest.mark.parametrize(
    "source", ["wires/*", "wires/*/", "wires/d*", "*/d", "*/*", "wires/**/*", "wires/d/../*", "w*/?"]
)
def test_a_glob_that_matches_a_link_out_of_the_project_does_not_enter_it(linked, source):
    linked.write("a.md", ARTICLE.format(source=source))
    status, said = linked("a.md")
    assert (status, "unreadable-source" in said) == (2, True)
    assert not any(each in said for each in TOLD)


def test_links_out_of_the_project_look_alike_whatever_they_lead_to(linked):
    said = []
    for name in ("d", "void"):
        linked.write("a.md", ARTICLE.format(source=f"wires/[{name[0]}]*"))
        said.append(linked("a.md")[1].partition("wires/" + name)[2].partition('"')[0])
    assert said[0] == said[1] != ""


@pytest.mark.parametrize(
    "name", ["wires/d", "wires/d/merger.txt", "wires/d/2031", "wires/d/2031/closures.md"]
)
@pytest.mark.parametrize("option", ["--force-exclude", "--show-files", "--quiet"])
def test_nothing_behind_a_link_out_of_the_project_configures_a_run(linked, name, option):
    linked.write("a.md", "It was late in in Aldery.\n")
    said = linked(option, name, "a.md")[1].replace(name, "")
    assert not any(each in said for each in TOLD)
    assert option == "--show-files" or "doubled-word" in said
