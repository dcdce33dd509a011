"""Names and texts that are out to disturb a terminal, a log or a format, through every command and every format."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import click
import pyromark
import pytest

from copydesk.__main__ import main
from copydesk.cli.group import copydesk
from copydesk.report import FORMATS
from copydesk.report.sheet_report import SHEET_FORMATS
from copydesk.report.sheet_writers.names_listing import WRITERS

PIECES = [
    "\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "\x08\x08back", "\x7f", "\r::error::return", "\n::error file=x::line",
    "\n  ::set-output name=a::b", "\u2028::error::separator", "\x85::error::next", "::error file=x::first",
    " ::error::blank", "##[error]azure", "##vso[task.complete]", "\u202eright to left", "\u2066apart\u2069", "\u200bnone",
    "<script>alert(1)<", "]]>&lt;", "`a` | b |", "@someone", "#12", "GH-12", "www.example.org", "a@example.org", "%0A::error::c",
    '"quoted"', "back\\slash", "https:example.org", "$a$ [x](y) ![z](z)",
]  # fmt: skip
ALL = "".join(PIECES)
BARE = "::error file=x::bare"
NAMES = [
    f"{BARE}\x1b[31m",
    "\n::error::x\r::error::y",
    " ::error::z \x9b31m",
    "\x1b]0;t\x07##[error]`|<b>@you#12",
    "\u202ewww.e.org\udcff",
]
NEVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
OUR_COMMAND = re.compile(r"::(error|warning|notice) file=[^:]*,title=copydesk%3A [\w-]+::")


def assert_obeyed_by_nobody(*outputs):
    for output in outputs:
        text = output.decode("utf-8")
        assert not NEVER.search(text)
        assert not re.search(r"##\w*\[", text)
        orders = [line for line in text.split("\n") if line.lstrip().startswith("::")]
        assert not [line for line in orders if not OUR_COMMAND.match(line)]


@pytest.fixture
def call(capsysbinary):
    def run(*arguments):
        status = main(list(arguments))
        output = capsysbinary.readouterr()
        return status, output.out, output.err

    return run


def fill(tmp_path):
    """Write articles with hostile names and texts, and a pack, a baseline and a configuration that are no better."""
    (tmp_path / "posts").mkdir()
    text = "".join(
        f"“We saw {piece} it all from here,” said Ines Okafor.\n\nIn the the {piece} [spring of 12 May.\n\n"
        for piece in [*PIECES, ALL]
    )
    for name in NAMES:
        try:
            (tmp_path / "posts" / f"{name}.md").write_text("In the the spring.\n")
        except OSError:
            pytest.skip("this file system does not take every name")
    (tmp_path / "posts" / "texts.md").write_text(text, "utf-8", newline="")
    (tmp_path / "posts" / "unread\n::error::x.txt").write_bytes(b"\xff\xfe\xff\0\0" * 9)
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "weasel.yaml").write_text(
        json.dumps({"summary": ALL, "why": ALL, "phrases": ["some say"], "bad": "Some say.", "good": ALL})
    )
    (tmp_path / "house" / "wrong.yml").write_text(json.dumps({ALL: ALL, "summary": [ALL]}))
    (tmp_path / "house" / "weasel.md").write_text(f"=== {ALL}\n{ALL}\n^^^\n", newline="")
    (tmp_path / "copydesk.yaml").write_text(
        json.dumps({"packs": ["house/weasel.yaml"], "exclude": ["*.txt"]})
    )
    (tmp_path / "wrong.yaml").write_text(json.dumps({f"key {ALL}": 1, f"other {ALL}": 2}))
    (tmp_path / "off.yaml").write_text(json.dumps({"rules": {f"rule {ALL}": "off"}, "exclude": [f"!{ALL}"]}))
    (tmp_path / "known.tsv").write_text(
        f"{1:016x}\tdoubled-word\tgone{ALL.replace(chr(10), '')}\t{ALL!r}\x1b\n"
    )
    (tmp_path / "known.csv").write_text(f"posts/texts.md,posts/{BARE}\x1b[31m.md\n::error::x,##[error]y\n")
    (tmp_path / "accept.tsv").write_text(f"{ALL}\n")


@pytest.fixture
def folder(tmp_path, monkeypatch, forget_settings):
    monkeypatch.chdir(tmp_path)
    fill(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def _one_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    fill(folder)
    return folder


@pytest.fixture
def unchanged_folder(_one_folder, monkeypatch, forget_settings):
    """The same for many tests, which change nothing in it: what was found there is kept."""
    monkeypatch.chdir(_one_folder)


RUNS = {
    ("check",): [
        ["."], ["--statistics", "--baseline", "known.tsv", "."], ["--baseline", "accept.tsv", "."],
        ["posts/unread\n::error::x.txt"], ["--config", "wrong.yaml", "."], ["--config", "off.yaml", "."],
        ["--isolated", "posts/unread\n::error::x.txt"], ["-", "--stdin-filename", BARE + ALL],
    ],
    ("fix",): [["--diff", "--suggested", "."], ["--suggested", "."]],
    ("review",): [["."]],
    ("compare",): [
        [".", "--with", "posts/texts.md"], ["posts", "--map", "posts/{stem}.txt"], ["posts", "--map", "known.csv"],
        ["-", "--stdin-filename", BARE + ALL.replace("/", "_"), "--with", "posts/texts.md"], ["."],
        ["posts", "--config", "wrong.yaml"], ["posts", "--against-base", BARE], ["posts", "--with", "posts"],
    ],
    ("explain",): [["weasel"], ["weasel", "--config", "wrong.yaml"]],
    ("rules",): [[]],
    ("inspect",): [["."], ["--isolated", "."], ["-", "--stdin-filename", BARE + ALL]],
    ("scan",): [["."], ["-"], ["posts"], [f"{BARE}.jsonl"], ["-", "--text-field", BARE + ALL]],
    ("names",): [["."], ["--least", "1", "--output-format", "csv", "."], ["--output-format", "json", "."]],
    ("baseline", "write"): [["--isolated", "."]],
    ("baseline", "prune"): [["--isolated", "--baseline", "known.tsv", "."]],
    ("baseline", "show"): [["--baseline", "known.tsv"], ["--baseline", "accept.tsv"]],
    ("pack", "test"): [["house"]],
    ("config", "show"): [[f"posts/{BARE}.md"]],
    ("init",): [[]],
    ("schema",): [["config"], ["pack"], ["report"]],
    ("serve",): [[BARE]],
    ("server",): [[BARE]],
    ("mcp",): [[BARE]],
    ("completion",): [["bash"], ["zsh"], ["fish"]],
    ("help",): [["check"], [BARE]],
}  # fmt: skip
"""For each command, calls in which it meets what is hostile."""


def commands(group=copydesk, path=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands())
SERVERS = {("serve",), ("server",), ("mcp",)}
"""They do not end by themselves once their options are right."""


def formats_of(command):
    """The values of --output-format; those that are registered, for commands that take a file with each."""
    own = {"compare": SHEET_FORMATS, "names": WRITERS}
    for parameter in command.params:
        if "--output-format" in parameter.opts:
            return getattr(parameter.type, "choices", own.get(command.name, FORMATS))
    return []


def test_every_command_is_called_here():
    assert RUNS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_nothing_in_a_name_or_a_text_is_obeyed(folder, call, monkeypatch, path):
    if path == ("init",):
        (folder / "copydesk.yaml").unlink()
    for arguments in RUNS[path]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"In the the {ALL}.".encode())))
        status, *output = call(*path, *arguments)
        assert status in (0, 1, 2)
        assert any(output)
        assert_obeyed_by_nobody(*output)


@pytest.mark.parametrize("path", [path for path in COMMANDS if path not in SERVERS], ids=" ".join)
def test_nothing_in_an_option_is_obeyed(tmp_path, monkeypatch, call, path):
    """Each option and each argument that takes a value is given a hostile one: the command may refuse it."""
    monkeypatch.chdir(tmp_path)
    for parameter in COMMANDS[path].params:
        if getattr(parameter, "is_flag", False):
            continue
        name = [] if isinstance(parameter, click.Argument) else [parameter.opts[0]]
        assert_obeyed_by_nobody(*call(*path, *name, BARE + ALL.replace("/", "_"))[1:])
    assert_obeyed_by_nobody(*call(*path, f"--{ALL}")[1:], *call(*path[:-1], BARE + ALL)[1:])


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self):
        super().__init__()
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)


def tags(page):
    parser = Tags()
    parser.feed(page)
    return parser.seen


def read_html(page):
    """What a text or a name holds is shown, and becomes no element."""
    assert tags(page) <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "script",
            "body",
            "header",
            "nav",
            "main",
            "section",
            "button",
            "article",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "p",
            "div",
            "dl",
            "dt",
            "dd",
            "ul",
            "ol",
            "li",
            "form",
            "label",
            "input",
            "details",
            "summary",
        ),
        *(
            "svg",
            "rect",
            "a",
            "span",
            "code",
            "kbd",
            "mark",
            "del",
            "ins",
            "b",
            "blockquote",
            "strong",
            "wbr",
            "pre",
        ),
    }
    assert page.count("<script") == 1


def read_markdown(text):
    """GitHub makes links of names, numbers and addresses, even of those with backslashes."""
    assert tags(pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)) == (
        {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code"}
    )
    assert not re.search(r"(?i)\\?[@#]\w|:\\?//|www\.|gh\\?-\d", text)


READERS = {
    **dict.fromkeys(["json", "sarif", "gitlab"], json.loads),
    **dict.fromkeys(["jsonl", "rdjsonl"], lambda text: [json.loads(line) for line in text.splitlines()]),
    **dict.fromkeys(["junit", "checkstyle"], ET.fromstring),
    "html": read_html,
    "csv": lambda text: list(csv.reader(io.StringIO(text), strict=True)),
    "markdown": read_markdown,
}
CHOICES = [(path, name) for path, command in COMMANDS.items() for name in formats_of(command)]


@pytest.mark.parametrize(
    ("path", "name"), CHOICES, ids=lambda each: " ".join([each] if isinstance(each, str) else each)
)
def test_nothing_in_a_report_is_obeyed_and_it_can_be_read(unchanged_folder, call, path, name):
    rest = {
        ("rules",): [],
        ("compare",): ["--isolated", ".", "--with", "posts/texts.md"],
        ("names",): ["--isolated", "--least", "1", "."],
    }
    _, out, err = call(*path, "--output-format", name, *rest.get(path, ["--isolated", "."]))
    assert len(out) > (60 if path == ("names",) else 500)
    assert_obeyed_by_nobody(out, err)
    READERS.get(name, str)(out.decode())


def test_each_mistake_of_a_configuration_is_one_line(tmp_path, call):
    file = tmp_path / "copydesk.yaml"
    file.write_text(json.dumps({"key\n::error::x": 1, "other\r\n::error::y": 2}))
    status, out, err = call("check", "--config", str(file), str(tmp_path))
    assert (status, out) == (2, b"")
    place = f"{file}: "
    assert err.decode().splitlines() == [
        f"Error: {place}key ::error::x: is not a setting",
        f"{place}other  ::error::y: is not a setting",
    ]
