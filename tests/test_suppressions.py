"""Suppressions as a writer meets them: comments, front matter, accept list; and what is said of bad ones."""

from __future__ import annotations

import json
import sys

import pytest

import copydesk
from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.engine.suppressions import SUPPRESSION_RULES, apply_suppressions, collect_suppressions

FAULT = "He sat on the the pier."
DOUBLED = ("doubled-word", "the the")


@pytest.fixture
def found(rules):
    """The rules and excerpts that one document comes to, with the rules of these ids and families running."""
    catalogue = rules | SUPPRESSION_RULES

    def check(text, name="a.md", active=("doubled-word", "suppression"), ignore=()):
        running = [
            rule
            for rule in catalogue.values()
            if {rule.id, rule.family, rule.preset} & set(active) and rule.id not in ignore
        ]
        document = Document(text, name)
        result = collect_suppressions(lint(document, running), document, running, catalogue)
        return [
            (each.rule, each.excerpt)
            for each in sorted(apply_suppressions(result.findings, {result.path: result.suppressions}))
        ]

    return check


@pytest.mark.parametrize(
    ("before", "is_code"), [("Write it so:\n\n    ", True), ("- Write it so:\n\n  ", False)]
)
def test_a_comment_that_indented_code_shows_is_none(found, before, is_code):
    text = f"{before}<!-- copydesk-disable doubled-word -->\n\n{FAULT}\n"
    assert found(text) == ([DOUBLED] if is_code else [])


@pytest.mark.parametrize(
    "shown",
    [
        "{{/* {} */}}",  # a comment in MDX alone
        '[a](x "<!-- {} -->")',
        "[a](x (<!-- {} -->))",
        '[a](<x y> "<!-- {} -->")',
        '[a](x(y)\n"Lo que\nsigue: <!-- {} -->")',
        '[a](x "das \\"Wehr\\" <!-- {} -->")',
        "[a](<x<!-- {} -->>)",
        '[a]: x "<!-- {} -->"',
        "[le pont]: <x y>\n  '<!-- {} -->'",
        "> [//]: # (<!-- {} -->)",
        "![<!-- {} -->](x.png)",
        "He writes \\<!-- {} --> there.",
        "{{% highlight html %}}\n<!-- {} -->\n{{% endhighlight %}}",
        "{{{{< highlight html >}}}}\n<!-- {} -->\n{{{{< /highlight >}}}}",
        "{{% raw %}}{{# {} #}}{{% endraw %}}",
        '---\ntitle: "How to write <!-- {} --> in a page"\n---',
    ],
)
def test_a_comment_that_an_article_shows_is_none(found, shown):
    directive = "copydesk-disable-file doubled-word"
    assert found(f"{shown.format(directive)}\n\n{FAULT}\n") == [DOUBLED]


@pytest.mark.parametrize(
    ("name", "opening"),
    [("a.md", "<!--"), ("a.html", "<!--"), ("a.md", "{#"), ("a.mdx", "{/*"), ("a.html", "{% comment %}")],
)
@pytest.mark.parametrize("behind", ["", ": a song", "\n\nHe sat there."])
def test_a_comment_that_nothing_closes_is_told(found, name, opening, behind):
    comment = f"{opening} copydesk-disable doubled-word"
    assert found(f"The weir.\n\n{comment}{behind}\n", name) == [
        ("malformed-suppression", comment + behind.partition("\n")[0])
    ]


@pytest.mark.parametrize(
    "shown", ["`<!-- copydesk-disable`", "```\n<!-- copydesk-disable x\n```", "    <!-- copydesk-disable x"]
)
def test_a_comment_that_nothing_closes_may_be_shown(found, shown):
    assert found(f"Write so:\n\n{shown}\n\nThe weir.\n") == []


@pytest.mark.parametrize(
    "before",
    [
        '[a](x "The weir") ',
        "[a](x) (as told) ",
        '[a]: x "The weir"\n\n',
        "[^1]: See (there) ",
        '[a](x "not closed\n\n',
        "He said [sic]: the weir (an old one) ",
        "> A note [here](x).\n>\n> ",
    ],
)
def test_a_comment_behind_a_link_counts(found, before):
    assert found(f"{before}<!-- copydesk-disable-file doubled-word -->\n\n{FAULT}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- copydesk-disable-next-block doubled-word -->\n{FAULT}\n",
        f"<!-- copydesk-disable-next-block doubled-word: a song, as: sung -->\n\n{FAULT}\n",
        f"<!-- copydesk-disable-next-block damage -->\n\n{FAULT}\n",
        f"<!--copydesk-disable-next-block damage-->{FAULT}\n",
        f"<!-- copydesk-disable-next-block\n     doubled-word:\n     a reason -->\n\n{FAULT}\n",
        f"<!-- copydesk-disable-next-block doubled-word -->\r\n\r\n{FAULT}\r\n",
        f"<!-- copydesk-disable-next-block doubled-word -->\n\n## {FAULT}\n",
        f"<!-- copydesk-disable-next-block doubled-word -->\n\n- {FAULT}\n",
        f"{{# copydesk-disable-next-block doubled-word: ok #}}\n\n{FAULT}\n",
        f"{{% comment %}}copydesk-disable-next-block doubled-word{{% endcomment %}}\n\n{FAULT}\n",
        f"<!-- copydesk-disable doubled-word -->\n\n{FAULT}\n\n{FAULT}\n\n<!-- copydesk-enable doubled-word -->\n",
        f"<!-- copydesk-disable doubled-word -->\n\n{FAULT}\n\n{FAULT}\n",
        f"{FAULT}\n\n<!-- copydesk-disable-file doubled-word: old spelling -->\n",
        f"---\ncopydesk: {{disable: [doubled-word]}}\n---\n{FAULT}\n",
        f"---\ntitle: A\ncopydesk:\n  disable: damage\n---\n{FAULT}\n",
        f"+++\n[copydesk]\ndisable = ['doubled-word']\n+++\n{FAULT}\n",
        "He sat. <!-- copydesk-disable doubled-word -->On the the pier<!-- copydesk-enable doubled-word -->.\n",
    ],
)
def test_what_is_let_pass(found, text):
    assert found(text) == []


def test_mdx_and_html(found):
    assert found(f"{{/* copydesk-disable-next-block doubled-word: ok */}}\n\n{FAULT}\n", "a.mdx") == []
    page = f"<p>\n<!-- copydesk-disable-next-block doubled-word -->\n<b>{FAULT}</b></p><p>{FAULT}</p>"
    assert found(page, "a.html") == [DOUBLED]


@pytest.mark.parametrize(
    "text",
    [
        f".. copydesk-disable-next-block doubled-word: a song\n\n{FAULT}\n",
        f".. copydesk-disable-next-block\n   doubled-word,\n   names: a song\n\n- {FAULT}\n",
        f"..\n   copydesk-disable-next-block damage\n\n{FAULT}\n{'=' * 30}\n",
        f"- An item.\n\n  .. copydesk-disable-next-block damage\n\n  {FAULT}\n",
        f".. copydesk-disable damage\n\n{FAULT}\n\n{FAULT}\n\n.. copydesk-enable damage\n\nMore.\n",
        f".. note::\n\n   {FAULT}\n\n.. copydesk-disable-file doubled-word\n",
    ],
)
def test_what_is_let_pass_in_restructuredtext(found, text):
    assert [rule for rule, _ in found(text, "a.rst") if rule != "unused-suppression"] == []


def test_restructuredtext_has_no_other_comments_and_none_in_code(found):
    assert found(f"<!-- copydesk-disable-file damage -->\n\n{FAULT}\n", "a.rst") == [DOUBLED]
    assert found(f"::\n\n  .. copydesk-disable-file damage\n\n{FAULT}\n", "a.rst") == [DOUBLED]
    text = f".. copydesk-disable-next-block damage\n\n{FAULT}\n\n{FAULT}\n"
    assert found(text, "a.rst") == [DOUBLED]


@pytest.mark.parametrize(
    "comment", ["copydesk-disable:: damage", "copydesk: disable damage", "copydesk-disabel damage"]
)
def test_what_cannot_work_in_restructuredtext_is_told(found, comment):
    assert [rule for rule, _ in found(f".. {comment}\n\n{FAULT}\n", "a.rst")] == [
        "malformed-suppression",
        "doubled-word",
    ]


def test_what_lets_nothing_pass_in_restructuredtext_is_told(found):
    assert found(
        ".. copydesk-disable-file damage\n\nNo fault.\n", "a.rst", ["recommended", "suppression"]
    ) == [("unused-suppression", "damage")]


def test_only_what_is_named_and_only_there(found):
    comment = "<!-- copydesk-disable-next-block doubled-word -->"
    assert found(f"{comment}\n\n{FAULT}\n\n{FAULT}\n") == [DOUBLED]
    assert found(f"{FAULT}\n\n{comment}\n\n{FAULT}\n") == [DOUBLED]
    assert found(
        f"<!-- copydesk-disable doubled-word -->\n{FAULT}\n\n<!-- copydesk-enable doubled-word -->\n{FAULT}"
    ) == [DOUBLED]
    assert found(f"<!-- copydesk-disable-file feed-footer -->\n{FAULT}") == [DOUBLED]


@pytest.mark.parametrize(
    "text",
    [
        "Write `<!-- copydesk-disable-file doubled-word -->` at the top.",
        "```\n<!-- copydesk-disable-file doubled-word -->\n```",
        "~~~html\n<!-- copydesk-disable-nothing -->\n~~~",
        "<!-- copydesk is a linter -->",
        "The copydesk-disable comment is explained elsewhere.",
    ],
)
def test_what_is_no_suppression(found, text):
    assert found(f"{text}\n\n{FAULT}\n") == [DOUBLED]


@pytest.mark.parametrize(
    ("comment", "rule", "excerpt"),
    [
        ("<!-- copydesk-disable-file doubled-wrod -->", "unknown-suppression", "doubled-wrod"),
        ("<!-- copydesk-disable-file -->", "malformed-suppression", None),
        ("<!-- copydesk-disable-next-block: reason -->", "malformed-suppression", None),
        ("<!-- copydesk-disable-next-line doubled-word -->", "malformed-suppression", None),
        ("<!-- copydesk: disable doubled-word -->", "malformed-suppression", None),
        ("<!-- copydesk ignore doubled-word -->", "malformed-suppression", None),
        ("<!-- copydesk-disable-file doubled-word as it is sung -->", "malformed-suppression", None),
        ("<!-- copydesk-enable doubled-word -->", "malformed-suppression", "doubled-word"),
        ("<!-- copydesk-disable-file engine -->", "unknown-suppression", "engine"),
    ],
)
def test_what_is_said_of_bad_ones(found, comment, rule, excerpt):
    assert found(f"{comment}\n\n{FAULT}\n") == [(rule, excerpt or comment), DOUBLED]


def test_a_block_must_follow(found):
    assert found("Text.\n\n<!-- copydesk-disable-next-block doubled-word -->\n") == [
        ("malformed-suppression", "doubled-word")
    ]


def test_front_matter_must_be_right(found):
    assert found("---\ncopydesk: off\n---\nText.\n") == [("malformed-suppression", "copydesk")]
    assert found("---\ncopydesk: {disable: [names, wrong]}\n---\nText.\n")[-1] == (
        "unknown-suppression",
        "wrong",
    )


def test_unused_ones_are_found(found):
    text = "<!-- copydesk-disable-file doubled-word, feed-footer -->\n\nText.\n"
    assert found(text) == [("unused-suppression", "doubled-word")]  # feed-footer has not run
    assert found(text, "a.md", ["recommended"]) == [
        ("unused-suppression", "doubled-word"),
        ("unused-suppression", "feed-footer"),
    ]
    assert found(text, ignore=["unused-suppression"]) == []


def test_an_unused_family_is_found_only_if_all_of_it_has_run(found):
    text = "<!-- copydesk-disable-file damage -->\n\nText.\n"
    assert found(text, "a.md", ["recommended"]) == [("unused-suppression", "damage")]
    assert found(text, "a.md", ["recommended"], ["doubled-word"]) == []


def test_plain_text_is_told_of_the_accept_list(found):
    comment = "<!-- copydesk-disable-file doubled-word -->"
    assert found(f"{comment}\n\n{FAULT}\n", "a.txt") == [("malformed-suppression", comment), DOUBLED]


def test_rules_that_compare_documents_are_let_pass_too(tmp_path, monkeypatch, capsys):
    (tmp_path / "twice.py").write_text(
        "from copydesk.findings import Flag\nfrom copydesk.hookspecs import hookimpl\n"
        "from copydesk.rules import rule\n"
        "@rule(family='test', scope='run', gather=lambda doc: doc.source.index('Same'))\n"
        "def same(story):\n    '''Same.'''\n"
        "    for member in story.members:\n"
        "        yield Flag(member.facts, member.facts + 4, 'same', path=member.path)\n"
        "@hookimpl\ndef copydesk_rules():\n    return [same]\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    for name in "abc":
        (tmp_path / "posts" / f"{name}.md").write_text("Same.\n")
    (tmp_path / "posts" / "a.md").write_text("<!-- copydesk-disable-next-block same -->\n\nSame.\n")
    (tmp_path / "posts" / "b.md").write_text("<!-- copydesk-disable-next-block doubled-word -->\n\nSame.\n")
    main(["check", "--plugin", "twice", "--output-format", "json"])
    findings = [(each["path"], each["rule"]) for each in json.loads(capsys.readouterr().out)]
    assert findings == [("b.md", "unused-suppression"), ("b.md", "same"), ("c.md", "same")]
    # A hook on one file cannot tell that such a suppression is not used.
    (tmp_path / "twice.py").write_text((tmp_path / "twice.py").read_text().replace("story.members", "()"))
    sys.modules.pop("twice")
    assert main(["check", "--plugin", "twice", "a.md"]) == 0
    for _ in ("checked", "kept"):
        assert main(["check", "--plugin", "twice"]) == 1
        assert "no finding of “same” here" in capsys.readouterr().out


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys, forget_settings):
    """A repository with one plain text, and a call of the command line from one of its folders."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.txt").write_text(f"{FAULT}\n\nOn and and on.\n")

    def call(*arguments, folder="."):
        forget_settings()
        monkeypatch.chdir(tmp_path / folder)
        status = main(list(arguments))
        output = capsys.readouterr()
        return status, output.out, output.err

    return call


@pytest.mark.parametrize("target", ["repeated-line", "altered-quote", "names"])
def test_what_only_the_whole_project_can_tell(desk, tmp_path, target):
    """However many files the project has: of one file among others, and of one text, nobody can know."""
    text = f"<!-- copydesk-disable-file {target} -->\n\nThe ferry was late.\n"
    (tmp_path / "posts" / "a.txt").write_text(text)
    (tmp_path / "posts" / "a.txt").rename(tmp_path / "posts" / "a.md")
    for others in range(2):
        status, out, _ = desk("check", "--no-cache")
        assert (status, f"no finding of “{target}” here, with all articles" in out) == (1, True)
        assert desk("check", "posts/a.md", "--no-cache")[0] == 0
        assert not copydesk.lint(text, path="a.md")
        (tmp_path / "posts" / f"{others}.md").write_text("The bus was late.\n")


def test_status_severity_and_switch(desk, tmp_path):
    (tmp_path / "posts" / "a.md").write_text("<!-- copydesk-disable-file doubled-word -->\n\nText.\n")
    assert desk("check", "posts/a.md")[0] == 1
    assert desk("check", "posts/a.md", "--severity", "suppression=info")[0] == 0
    (tmp_path / "copydesk.yaml").write_text("rules: {unused-suppression: off}\n")
    assert desk("check", "posts/a.md")[0] == 0


def test_the_accept_list(desk, tmp_path):
    _, lines, _ = desk("check", "--output-format", "ledger")
    first, second = lines.splitlines()
    assert first.split("\t")[1:4] == ["doubled-word", "posts/a.txt", "and and"]
    (tmp_path / "accepted.txt").write_text(f"# agreed with the author\n{second}\n")
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.txt\n")
    for folder in (".", "posts"):
        status, out, _ = desk("check", "--output-format", "json", folder=folder)
        assert (status, [each["excerpt"] for each in json.loads(out)]) == (1, ["and and"])
    (tmp_path / "accepted.txt").write_text(f"{second.split()[0]}  # an id alone\n{first}\n")
    assert desk("check")[0] == 0


def test_a_line_of_the_accept_list_that_is_not_used(desk, tmp_path):
    _, lines, _ = desk("check", "--output-format", "ledger")
    (tmp_path / "accepted.txt").write_text(lines)
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.txt\n")
    (tmp_path / "posts" / "a.txt").write_text(f"{FAULT}\n")
    status, out, _ = desk("check", "--output-format", "json")
    (unused,) = json.loads(out)
    assert status == 1
    assert (unused["path"], unused["line"], unused["rule"]) == ("accepted.txt", 1, "unused-suppression")
    assert unused["excerpt"] == lines.splitlines()[0]
    (tmp_path / "posts" / "b.txt").write_text("Text.\n")
    assert desk("check", "posts/b.txt")[0] == 0  # its file was not checked
    assert desk("check", "--select", "feed-footer,suppression")[0] == 0  # its rule did not run


def test_the_accept_list_is_made_by_what_is_advised_where_it_is_missing(desk, tmp_path):
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.txt\n")
    assert "copydesk.yaml: accept: there is no " in desk("check")[2]
    status, lines, _ = desk("check", "--output-format", "ledger")
    assert (status, len(lines.splitlines())) == (1, 2)
    status, out, _ = desk("baseline", "write", "--baseline", "accepted.txt")
    assert (status, "accepted.txt: 2 findings listed" in out) == (0, True)
    assert desk("check")[0] == 0
    assert (
        desk("baseline", "write", "--baseline", "accepted.txt")[0] == 2
    )  # a second time it would take its place
    assert desk("check")[0] == 0
    assert "2 findings listed (0 removed)" in desk("baseline", "prune", "--baseline", "accepted.txt")[1]


def test_mistakes_in_the_accept_list(desk, tmp_path):
    (tmp_path / "copydesk.yaml").write_text("accept: accepted.txt\n")
    (tmp_path / "accepted.txt").write_text("posts/a.txt doubled-word\n")
    status, _, err = desk("check")
    assert status == 2
    assert "accepted.txt:1: this line does not begin with a finding's id" in err


def test_advice_silences_no_more_than_was_meant(rules):
    document = Document("<!-- copydesk-disable-line doubled-word -->\n\nThe the mill.\n", "a.md")
    catalogue = rules | SUPPRESSION_RULES
    result = collect_suppressions(lint(document, []), document, list(catalogue.values()), catalogue)
    assert "did you mean copydesk-disable-next-block?" in result.findings[0].message


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>/* {} */</script>",
        '<p title="{}">x</p>',
        "<style>/* {} */</style>",
        "<textarea>{}</textarea>",
        "<!-- an example: {}",
    ],
)
def test_what_browsers_take_for_no_comment_suppresses_nothing(found, hidden):
    comment = "<!-- copydesk-disable-file damage -->"
    page = f"{hidden.format(comment)}<p>{FAULT}</p>\n"
    assert found(page, "a.html") == [DOUBLED]
    assert found(f"{comment}{page}", "a.html") == []


def test_front_matter_above_a_page_suppresses(found):
    assert found(f"---\ncopydesk: {{disable: [doubled-word]}}\n---\n<p>{FAULT}</p>\n", "a.html") == []


@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_an_attribute_in_markdown_holds_no_comment(found, name):
    hidden = '<p title="<!-- copydesk-disable-file damage -->">x</p>'
    assert found(f"{hidden}\n\n{FAULT}\n", name) == [DOUBLED]


@pytest.mark.parametrize(
    ("name", "text", "indent"),
    [
        ("a.md", "Text[^1].\n\n[^1]: A note.\n\n    He sat on the the pier.\n\n    A third one.\n", "    "),
        ("a.rst", ".. note::\n\n   A note.\n\n   He sat on the the pier.\n\n   A third one.\n", "   "),
        ("a.html", "<body>\n  <p>\n  He sat on the the pier.</p>\n</body>\n", "  "),
    ],
)
def test_a_comment_stands_as_deep_as_its_block(name, text, indent, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    article = tmp_path / name
    article.write_text(text)
    main(["check", "--isolated", "--add-suppressions", name])
    comment = next(line for line in article.read_text().split("\n") if "copydesk-disable" in line)
    assert comment[: len(indent) + 1].rstrip("<.") == indent
    assert article.read_text().replace(f"{comment}\n\n", "") == text
    assert main(["check", "--isolated", name]) == 0


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.html", "<p>The mill.</p>\n\n<p>{}</p>\n", "<p>The mill.</p>\n\n# \n\n<p>{}</p>\n"),
        ("a.html", "<body><p>The mill.</p><p>{}</p></body>", "<body><p>The mill.</p># <p>{}</p></body>"),
        ("a.html", "<ul><li>The mill.<li>{}</ul>", "<ul><li>The mill.# <li>{}</ul>"),
        ("a.html", "<table><tr><td>a<td><i>{}</i></table>", "<table><tr><td>a# <td><i>{}</i></table>"),
        ("a.html", "  <div class='a'>\n    <p>\n  {}</p></div>\n", "  <div class='a'>\n    <p>\n  # \n\n  {}</p></div>\n"),
        ("a.md", "The mill.\n\n<p>{}</p>\n", "The mill.\n\n# \n\n<p>{}</p>\n"),
        ("a.mdx", "<p>{}</p>\n", "# \n\n<p>{}</p>\n"),
    ],
)  # fmt: skip
def test_a_comment_is_put_before_an_element(tmp_path, monkeypatch, name, before, after):
    monkeypatch.chdir(tmp_path)
    fault = "The the weir broke at noon, and the miller went home."
    (tmp_path / name).write_text(before.format(fault), "utf-8")
    arguments = ["--isolated", "--select", "doubled-word", name]
    assert main(["check", "--add-suppressions", *arguments]) == 0
    form = "{/* … */}" if name == "a.mdx" else "<!-- … -->"
    comment = form.replace("…", "copydesk-disable-next-block doubled-word")
    assert (tmp_path / name).read_text("utf-8") == after.format(fault).replace("# ", comment)
    assert main(["check", *arguments]) == 0


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- COPYDESK-DISABLE-FILE doubled-word -->",
        "<!-- Copydesk-disable-file doubled-word -->",
        "<!-- copydesk-DISABLE-FILE doubled-word -->",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_suppression_in_capitals_is_told(comment, name):
    found = copydesk.lint(f"{comment}\n\n<p>The the weir.</p>\n", path=name)
    assert {each.rule for each in found} == {"malformed-suppression", "doubled-word"}
