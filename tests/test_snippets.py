"""No snippet of the README and the docs fails as printed: each is run, or held to what reads it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import NamedTuple

import check_jsonschema
import click
import jinja2
import jsonschema
import pytest
import yaml

import copydesk
from copydesk.__main__ import main
from copydesk.cli.group import copydesk as main_group
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.config.schema import config_schema, pack_schema
from copydesk.engine.suppressions import SUPPRESSION_RULES
from newsroom_files import rss

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
ADDRESS = "https://github.com/OWNER/copydesk"
PUBLISHED = "# once it is published\n"
"""How a block begins that does not work yet."""


class Snippet(NamedTuple):
    document: str
    number: int
    language: str
    text: str

    def __str__(self):
        return f"{self.document} {self.number}"


def snippets_of(path):
    found = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", path.read_text("utf-8"))
    name = path.relative_to(ROOT).as_posix()
    return [Snippet(name, number, language, text) for number, (language, text) in enumerate(found, 1)]


DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SNIPPETS = [each for document in DOCUMENTS for each in snippets_of(document)]


ENGINES = "docs/engines.md"
"""Its programs need engines, and are run by test_engines.py where these are installed."""


def written_in(*languages, apart_from=""):
    found = [each for each in SNIPPETS if each.language in languages and each.document != apart_from]
    assert found
    return pytest.mark.parametrize("snippet", found, ids=str)


def test_every_language_is_checked_below():
    checked = {"sh", "console", "yaml", "json", "toml", "python", "markdown", "rst", "jinja"}
    shown = {"text", "lua", "elisp"}
    assert {each.language for each in SNIPPETS} <= checked | shown


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_one_placeholder_stands_for_the_address_everywhere(document):
    text = document.read_text("utf-8")
    named = re.findall(r"(?:https?://|git\+|uses: )\S*copydesk[\w./@-]*", text)
    assert not [each for each in named if "OWNER/copydesk" not in each]


# --- commands of a shell ---


def commands_of(text):
    """The simple commands of a script, each as its words."""
    lexer = shlex.shlex(
        text.replace("\\\n", " ").replace("\n", " ; "), posix=True, punctuation_chars="();<>|&"
    )
    lexer.whitespace_split = True
    lexer.commenters = ""
    words = []
    for word in lexer:
        if set(word) <= set(";|&"):
            yield from [words] if words else []
            words = []
        else:
            words.append(word)
    yield from [words] if words else []


def script_of(snippet):
    if snippet.language == "console":
        return "".join(f"{line[2:]}\n" for line in snippet.text.splitlines() if line.startswith("$ "))
    return re.sub(r"(?m)(?:^|\s+)#\s.*$", "", snippet.text)


COMMANDS = [
    pytest.param(words, snippet.text.startswith(PUBLISHED), id=f"{snippet}: {' '.join(words)[:60]}")
    for snippet in SNIPPETS
    if snippet.language in {"sh", "console"}
    for words in commands_of(script_of(snippet))
]
OTHERS = {"docker", "jq", "git", "rewrite", "publish", "eval", "curl", "cd", "npm", "code"}
"""Programs in snippets that are neither ours nor install ours; two of them are the reader's own."""


def ours_in(words):
    """The part of a command that copydesk reads; None if there is none."""
    names = [word.rpartition("/")[2] for word in words]
    program = names[0]
    if program == "copydesk":
        return words[1:]
    if program in {"pipx", "uvx"} and "copydesk" in names[1:]:
        at = max(n for n, word in enumerate(words) if word == "copydesk") if "copydesk" in words else None
        return words[at + 1 :] if at is not None and "install" not in words else None
    if words[:2] == ["docker", "run"]:
        return words[words.index("copydesk") + 1 :]
    return None


def read_by_click(arguments):
    """Let click read a command line, without running it."""
    command, context = main_group, None
    while isinstance(command, click.Group):
        context = click.Context(command, parent=context)
        _, command, arguments = command.resolve_command(context, list(arguments))
    command.make_context(command.name, list(arguments), parent=context)


@pytest.mark.parametrize(("words", "later"), COMMANDS)
def test_each_command_is_one_that_is_there(words, later):
    if (arguments := ours_in(words)) is not None:
        read_by_click(arguments[: arguments.index(">")] if ">" in arguments else arguments)
    program = words[0].rpartition("/")[2]
    if program in OTHERS | {"copydesk"}:
        return
    assert program in {"python", "python3", "pip", "pipx", "uv", "uvx"}
    if "venv" in words or "pytest" in words:
        return
    what = [re.sub(r"^copydesk\[\w+\] @ ", "", word) for word in words]
    assert later or {".", ".[test]", f"git+{ADDRESS}"} & set(what), "it would ask the index for a copydesk"


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_scripts_are_well_formed():
    for snippet in (each for each in SNIPPETS if each.language == "sh"):
        done = subprocess.run(["bash", "-n"], input=snippet.text, text=True, capture_output=True)
        assert done.returncode == 0, f"{snippet}: {done.stderr}"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    """A repository with the files that the snippets name."""
    folder = tmp_path_factory.mktemp("newsroom")
    article = "# A harbour\n\nThe harbour opened on 3 May 2024, the mayor said.\n"
    for name in (
        "content/post.md",
        "draft.md",
        "rewrite.txt",
        "press/a.md",
        "in/a.md",
        "out/a.md",
        "wire/original.txt",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(article)
    (folder / "wire" / "a.md").write_text(article)
    (folder / "crawl").mkdir()
    (folder / "crawl" / "a.jsonl").write_text(
        '{"url": "https://example.org/", "content": "The harbour opened."}\n'
    )
    (folder / "articles.jsonl").write_text('{"id": "a", "text": "The harbour opened."}\n')
    for name in ("export/site.xml", "wire/message.xml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(
            rss("<title>A harbour</title><description>It opened on 3 May 2024.</description>")
        )
    (folder / "report.j2").write_text("{{ summary }}\n")
    rule = next(each.text for each in SNIPPETS if each.text.startswith("# desk/rules/"))
    (folder / "desk" / "rules" / "house").mkdir(parents=True)
    (folder / "desk" / "rules" / "house" / "weasel-words.yaml").write_text(rule)
    identity = ["-c", "user.name=A Writer", "-c", "user.email=writer@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Articles"]):
        subprocess.run(["git", *identity, *command], cwd=folder, check=True)
    subprocess.run(["git", "update-ref", "refs/remotes/origin/main", "HEAD"], cwd=folder, check=True)
    return folder


WAITING = {"review", "serve", "server", "mcp", "--watch"}


@pytest.mark.parametrize(
    "words",
    [each.values[0] for each in COMMANDS if each.values[0][0] == "copydesk" and "seeds" not in str(each)],
    ids=" ".join,
)
def test_each_command_of_ours_runs(words, newsroom, monkeypatch, capsys, forget_settings):
    monkeypatch.chdir(newsroom)
    if WAITING & {*words}:
        pytest.skip("it waits for somebody")
    arguments = [each for each in words[1:] if each != "--open"]
    for redirected in (">", "2>"):
        arguments = arguments[: arguments.index(redirected)] if redirected in arguments else arguments
    status = main(arguments)
    assert status in {0, 1}, capsys.readouterr().err


# --- other languages ---


@pytest.fixture(scope="module")
def readers():
    """The kinds of YAML that snippets hold, each with what reads it."""

    def by_schema(schema):
        return jsonschema.Draft7Validator(schema).validate

    def vendored(name):
        return by_schema(json.loads((SCHEMAS / name).read_text("utf-8")))

    return {
        "workflow": vendored("github-workflows.json"),
        "pipeline": vendored("gitlab-ci.json"),
        "configuration": by_schema(config_schema(all_rules(plugin_manager()) | SUPPRESSION_RULES)),
        "rule": by_schema(pack_schema()),
        "hooks": holds_hooks,
        "front matter": holds_front_matter,
    }


def kind_of(text, value):
    if text.startswith("# .github/workflows/"):
        return "workflow"
    if text.startswith("# .gitlab-ci.yml"):
        return "pipeline"
    if "repos" in value:
        return "hooks"
    if "summary" in value:
        return "rule"
    if "copydesk" in value or all(isinstance(each, str) for each in value.get("sources", [None])):
        return "front matter"
    return "configuration"


def holds_hooks(value):
    offered = {each["id"] for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    for repository in value["repos"]:
        assert repository["repo"] == ADDRESS
        assert {each["id"] for each in repository["hooks"]} <= offered


def holds_front_matter(value):
    text = f"---\n{yaml.safe_dump(value)}---\n\n# A day\n\nThe council met.\n"
    assert [each.rule for each in copydesk.lint(text, path="a.md")] in ([], ["unused-suppression"])


@written_in("yaml")
def test_yaml(snippet, readers):
    value = {"on" if key is True else key: each for key, each in yaml.safe_load(snippet.text).items()}
    readers[kind_of(snippet.text, value)](value)


def test_the_services_are_given_inputs_that_there_are():
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    template = next(yaml.safe_load_all((ROOT / "templates" / "copydesk.yml").read_text("utf-8")))
    steps = [
        step
        for each in SNIPPETS
        if each.text.startswith("# .github/")
        for step in yaml.safe_load(each.text)["jobs"]["copydesk"]["steps"]
    ]
    (ours,) = [step for step in steps if "OWNER" in step.get("uses", "")]
    assert ours["with"].keys() <= action["inputs"].keys()
    used = re.findall(r"steps\.copydesk\.outputs\.([\w-]+)", str(steps))
    assert used
    assert set(used) <= action["outputs"].keys()
    table = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert not [
        each
        for each in (*action["inputs"], *action["outputs"])
        if f"`{each}`" not in table and each != "token"
    ]
    (included,) = [
        included
        for each in SNIPPETS
        if "component:" in each.text
        for included in yaml.safe_load(each.text)["include"]
    ]
    assert included["component"].endswith("/OWNER/copydesk/copydesk@main")
    assert included["inputs"].keys() <= template["spec"]["inputs"].keys()


@written_in("json")
def test_json(snippet):
    json.loads(snippet.text)


@written_in("toml")
def test_toml(snippet):
    tomllib.loads(snippet.text)


@written_in("python", apart_from=ENGINES)
def test_python(snippet, newsroom, monkeypatch, tmp_path):
    folder = tmp_path / "newsroom"
    shutil.copytree(newsroom, folder)
    (folder / "copydesk.yaml").touch()
    monkeypatch.chdir(folder)
    if "import duckdb" in snippet.text:
        pytest.importorskip("duckdb", reason="tests/test_engines.py runs it where it is installed")
    exec(compile(snippet.text, str(snippet), "exec"), {"__name__": "snippet"})


@written_in("markdown", "rst")
def test_suppressions_are_well_formed(snippet):
    text = f"A day.\n\n{snippet.text}\nThe council met on the the pier.\n"
    found = {
        each.rule for each in copydesk.lint(text, path=f"a.{snippet.language.replace('markdown', 'md')}")
    }
    assert not found & {"malformed-suppression", "unknown-suppression"}


@written_in("jinja")
def test_templates_can_be_read(snippet):
    jinja2.Environment().parse(snippet.text)
