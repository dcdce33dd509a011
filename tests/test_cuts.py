"""Deleted boilerplate: exactly what a finding marks goes, and the lines around it stay what they were."""

from __future__ import annotations

import pytest
from bench.mojibake import fixed

from copydesk.__main__ import main

P = "The harbour board met on Tuesday in the old hall and heard the report of the engineer on the bridge."
Q = "Mayor Ruth Amdahl thanked the engineer and said that the repair of the pier would begin in the spring."
U = "Three fishermen told the paper that their boats had been damaged in the storm."
CALL = "Subscribe to our newsletter for the latest news."
SHARE = "Share this article on Facebook"


def article(*lines):
    return "\n".join(["The board", "*********", "", P, "", *lines, "", Q, ""])


def page(element):
    return f"<!doctype html>\n<body>\n<div>\n<h1>The board</h1>\n<p>{P}</p>\n{element}\n<p>{Q}</p>\n</div></body>\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", article(f"{CALL} {U}")),
        ("a.txt", article(f"{CALL}\n{U}")),
        ("a.md", article(f"{CALL} {U}")),
        ("a.mdx", article(f"<p>{CALL}</p>", f"<p>{U}</p>")),
        ("a.html", page(f"<p>{CALL} {U}</p>")),
        ("a.html", page(f"<p>{CALL}<br>{U}</p>")),
        ("a.html", page(f"<div>{CALL}<img src=map.png>{U}</div>")),
    ],
)
def test_a_sentence_of_the_article_beside_a_call_stays(name, text):
    assert U in fixed(text, name, suggested=True)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.rst", [f"1. {P}", f"2. {SHARE}", f"3. {U}"]),
        ("a.rst", [".. note::", "", f"   {CALL}"]),
        ("a.rst", [".. note::", "   :class: x", "", f"   {CALL}"]),
        ("a.rst", [U, "", "----", "", CALL, "", "----"]),
        ("a.rst", ["term", f"   {CALL}", "other", f"   {U}"]),
        ("a.rst", [f"* {CALL}", "", f"  {U}", "", f"* {P}"]),
        ("a.rst", [f"* {P}", "", CALL, "", f"  {U}"]),
        ("a.rst", [f"#. {P}", "", CALL, "", f"#. {U}"]),
        ("a.md", [f"1.  {CALL}", "", f"    {U}"]),
        ("a.md", [f"* {P}", "", CALL, "", f"    {U}"]),
        ("a.md", [f"1. {P}", "", CALL, "", f"1. {U}"]),
        ("a.md", ["!!! note", f"    {CALL}"]),
        ("a.md", ["-", f"  {CALL}"]),
    ],
)
def test_what_would_leave_other_markup_stays(name, lines):
    text = article(*lines)
    assert fixed(text, name, suggested=True) == text


@pytest.mark.parametrize(
    ("name", "lines", "left"),
    [
        ("a.md", ["{% if x %}", CALL, "{% endif %}", "", "{{< box >}}", CALL, "{{< /box >}}"],
         ["{% if x %}", "{% endif %}", "", "{{< box >}}", "{{< /box >}}"]),
        ("a.md", ["{% include a.html %}", CALL, "{% include b.html %}", SHARE],
         ["{% include a.html %}", "{% include b.html %}"]),
        ("a.md", [f"<p>{CALL}</p>", f"<p>{U}</p>"], [f"<p>{U}</p>"]),
        ("a.md", [f"- {U}", f"- {CALL}", f"- {P}"], [f"- {U}", f"- {P}"]),
        ("a.rst", [f"* {U}", f"* {CALL}", f"* {P}"], [f"* {U}", f"* {P}"]),
        ("a.rst", [".. note::", "", f"   {U}", "", f"   {CALL}"], [".. note::", "", f"   {U}"]),
        ("a.rst", [U, "", "----", "", CALL], [U, "", "----"]),
    ],
)  # fmt: skip
def test_only_what_is_marked_goes(name, lines, left):
    assert fixed(article(*lines), name, suggested=True) == article(*left)


def test_what_is_not_deleted_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(article(f"1. {P}", "", CALL, "", f"1. {U}"), "utf-8")
    assert main(["fix", "--isolated", "--suggested", "."]) == 1
    assert "a.md: not deleted, line 8: the markup around it would be broken" in capsys.readouterr().err
    assert main(["fix", "--isolated", "."]) == 1
    assert "--suggested" not in capsys.readouterr().err  # it would change nothing
