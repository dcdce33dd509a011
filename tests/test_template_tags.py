"""Tags of templates are never deleted, whatever the system and the format: what they hide would be shown."""

from __future__ import annotations

import pytest

from copydesk import Desk
from copydesk.__main__ import main

P = "The harbour board met on Tuesday in the old hall and heard the report of the engineer on the bridge."
Q = "Mayor Ruth Amdahl thanked the engineer and said that the repair of the pier would begin in the spring."
CALL = "Subscribe to our newsletter for the latest news."
DESK = Desk({"files": [{"paths": ["*"], "text": "taken-in"}]})
PAIRS = [
    ("{% if members %}", "{% endif %}"),
    ("{%- comment -%}", "{%- endcomment -%}"),
    ("{% block body %}", "{% endblock %}"),
    ("<% if members %>", "<% end %>"),
    ("<?php if ($members): ?>", "<?php endif; ?>"),
    ("{{#if members}}", "{{/if}}"),
    ("{{^members}}", "{{/members}}"),
    ("{{!-- a note --}}", "{{> footer}}"),
    ("{{ if .Members }}", "{{ end }}"),
    ("{if $members}", "{/if}"),
    ("{#if members}", "{/if}"),
    ("[caption id=\"pier\" width=\"300\"]", "[/caption]"),
    ("[box wide=\"1\"]", "[/box]"),
    ("[% IF members %]", "[% END %]"),
    ("<#if members>", "</#if>"),
    ("*|IF:MEMBER|*", "*|END:IF|*"),
    ("%%IF_MEMBER%%", "%%END_IF%%"),
    ("@if (members)", "@endif"),
    ("#if ($members)", "#end"),
    ("$if(members)$", "$endif$"),
    ("<!-- wp:group {\"hidden\":true} -->", "<!-- /wp:group -->"),
    ("{loadposition members}", "{/members}"),
    ("{{ title }}", "{{ date }}"),
    ("[gallery]", "##NAME_OF_PIER##"),
]  # fmt: skip


def fixed(name, text):
    return DESK.fix(text, name, suggested=True).text


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.rst"])
@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_no_tag_of_a_template_is_deleted(name, opening, closing):
    secret = "Nobody is to read this note of the mayor before the board has met."
    form = "<p>{}</p>" if name == "a.html" else "{}\n"
    lines = [form.format(P), opening, "", form.format(secret), closing, "", form.format(Q)]
    left = fixed(name, "\n".join(lines) + "\n")
    assert [left.count(each) for each in (opening, closing, secret)] == [1, 1, 1]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.rst"])
@pytest.mark.parametrize("tag", ["{% if members %}", "{{ name }}", "<% end %>", "[/box]"])
@pytest.mark.parametrize("form", ["{} {}", "{}\n{}", "{1} {0}"])
def test_a_tag_in_the_middle_of_leftovers_stays(name, tag, form):
    text = f"{P}\n\n{form.format(CALL, tag)} Share this article on Facebook\n\n{Q}\n"
    assert tag in fixed(name, text)


@pytest.mark.parametrize(
    "tag",
    [
        "{% extends 'page' %}",
        '<ul class="{{ kind }}"></ul>',
        "<title>{{ title }}</title>",
        "<?php the_title(); ?>",
    ],
)
def test_nothing_is_deleted_from_the_template_of_a_page(tag):
    text = f"{tag}\n<p>{P}</p>\n<p>{CALL}</p>\n<p>{Q}</p>\n"
    assert fixed("a.html", text) == text


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "<script>var a = '{% if b %}', c = {d: {}};</script>",
        "<!-- {{ a }} -->",
        "<style>a {b: c}</style>",
    ],
)
def test_a_page_that_is_no_template_loses_its_leftovers(beside):
    assert CALL not in fixed("a.html", f"<p>{P}</p>\n{beside}\n<p>{CALL}</p>\n<p>{Q}</p>\n")


@pytest.mark.parametrize("line", ["[ad_1]", "… [+2310 chars]"])
def test_what_only_looks_like_a_tag_goes(line):
    assert line not in fixed("a.txt", f"{P}\n\n{line}\n\n{Q}\n")


def test_it_is_said_why_a_tag_stays(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = f"<p>{P}</p>\n{{% if members %}}\n<p>{Q}</p>\n<p>{CALL}</p>\n<p>{P}</p>\n{{% endif %}}\n"
    (tmp_path / "a.html").write_text(text, "utf-8")
    main(["fix", "--isolated", "--suggested", "."])
    told = capsys.readouterr().err
    assert "a.html:2:1: “{% if members %}” is not deleted: a tag of a template stands in it" in told
    assert (
        "a.html:4:4: “Subscribe to our newsletter for the…” is not deleted: the file is the template of a page"
        in told
    )
