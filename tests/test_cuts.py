"""Deleted boilerplate: exactly what a finding marks goes, and the lines around it stay what they were."""

from __future__ import annotations

import random

import pytest

from copydesk import Desk
from copydesk.__main__ import main

P = "The harbour board met on Tuesday in the old hall and heard the report of the engineer on the bridge."
Q = "Mayor Ruth Amdahl thanked the engineer and said that the repair of the pier would begin in the spring."
U = "Three fishermen told the paper that their boats had been damaged in the storm."
CALL = "Subscribe to our newsletter for the latest news."
SHARE = "Share this article on Facebook"
RIGHTS = "Copyright © 2021 Acme. All rights reserved."


TAKEN_IN = "files: [{paths: ['*'], text: taken-in}]"
DESK = Desk({"files": [{"paths": ["*"], "text": "taken-in"}]})


def fixed(text, name):
    return DESK.fix(text, name, suggested=True).text


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
        ("a.md", article(f"Certainly! Here is the rewritten article: {U}")),
        ("a.md", article(f"[photo: council.jpg] {U}")),
        ("a.html", page(f"<p>{CALL} {U}</p>")),
        ("a.html", page(f"<p>{CALL}<br>{U}</p>")),
        ("a.html", page(f"<div>{CALL}<img src=map.png>{U}</div>")),
    ],
)
def test_a_sentence_of_the_article_beside_a_call_stays(name, text):
    assert U in fixed(text, name)


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
        ("a.md", [f"- {P}", "", CALL, "", "      code of the board"]),
        ("a.md", [f"1. {P}", "", CALL, "", "      <div>the board</div>"]),
        ("a.rst", [f"* {P}", "", CALL, "", "      a quotation of the board"]),
        ("a.rst", [".. note::", "", f"   {P}", "", CALL, "", "   a quotation"]),
        ("a.rst", ["Board::", "", "   code", "", CALL, "", "   a quotation"]),
        ("a.rst", [".. unknown:: x", "", "   content", "", CALL, "", "   a quotation"]),
        ("a.md", [f"Sign up for our newsletter\n{U[0].lower()}{U[1:]}"]),
        ("a.md", ["Sign up for our newsletter", "    board news of the week"]),
    ],
)
def test_what_would_leave_other_markup_stays(name, lines):
    text = article(*lines)
    assert fixed(text, name) == text


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
    assert fixed(article(*lines), name) == article(*left)


def test_what_is_not_deleted_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.yaml").write_text(TAKEN_IN)
    (tmp_path / "a.md").write_text(article(SHARE, "", f"1. {P}", "", CALL, "", f"1. {U}"), "utf-8")
    reason = "“Subscribe to our newsletter for the…” is not deleted: without it the markup around it would be broken"
    assert main(["fix", "--suggested", "--diff", "."]) == 1
    assert (
        f"a.md:10:1: {reason}" in capsys.readouterr().err
    )  # where it stands now, not after the other deletion
    assert main(["fix", "--suggested", "."]) == 1
    assert f"a.md:8:1: {reason}" in capsys.readouterr().err
    assert main(["fix", "."]) == 1
    assert "--suggested" not in capsys.readouterr().err  # it would change nothing


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        (
            "a.html",
            page(f"<p>{CALL} <img src=map.png></p>"),
            "other text or a picture stands in the same paragraph of the page",
        ),
        (
            "a.html",
            page(f"<p>{U}\nSubscribe to <b>our newsletter</b> for the latest news.\n</p>"),
            "the paragraph around it goes on",
        ),
        ("a.txt", article(f"{CALL} {U}"), "one of its sentences may belong to the article"),
        (
            "a.md",
            "---\nsource: https://a.example/b\n---\n" + article("`make` ADVERTISEMENT"),
            "a picture, code or a tag of a template stands among its words",
        ),
    ],
)
def test_the_reason_is_true(tmp_path, monkeypatch, capsys, name, line, reason):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(line, "utf-8")
    main(["fix", "--isolated", "--suggested", "--select", "boilerplate", "."])
    assert f"is not deleted: {reason}" in capsys.readouterr().err


def test_a_leftover_that_stays_is_told_once_and_without_tags(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = page("<p>Subscribe to <b>our newsletter</b> for the news. <img src=map.png></p>")
    (tmp_path / "a.html").write_text(text, "utf-8")
    main(["fix", "--isolated", "--suggested", "--select", "newsletter-prompt", "."])
    told = [line for line in capsys.readouterr().err.splitlines() if "is not deleted" in line]
    assert len(told) == 1
    assert "“Subscribe to our newsletter for the" in told[0]


def test_many_leftovers_that_stay_are_counted(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for number in range(14):
        (tmp_path / f"{number}.txt").write_text(article(f"{CALL} {U}"), "utf-8")
    main(["fix", "--isolated", "--suggested", "--select", "newsletter-prompt", "."])
    error = capsys.readouterr().err
    assert error.count("is not deleted") == 10
    assert (
        "4 more leftovers not deleted; “copydesk review --select newsletter-prompt --isolated .” goes"
        in error
    )


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.md", ["![A map of the pier](map.png) Photo: Getty Images"]),
        ("a.md", ["![Map](map.png) *Photo: Getty Images*"]),
        ("a.md", ["[![Map](map.png)](https://a.example) ADVERTISEMENT"]),
        ("a.md", ["`make all` ADVERTISEMENT"]),
        ("a.md", ["$E=mc^2$ ADVERTISEMENT"]),
        ("a.md", ["{% include map.html %} ADVERTISEMENT"]),
        ("a.md", ["{{< map pier >}} ADVERTISEMENT"]),
        ("a.md", ["- ![Map](map.png) ADVERTISEMENT"]),
        ("a.md", ["> ![Map](map.png) ADVERTISEMENT"]),
        ("a.md", ["## ![Map](map.png) ADVERTISEMENT"]),
        ("a.html", ["<p>ADVERTISEMENT</p>", "<p><img src='map.png'/>ADVERTISEMENT</p>"]),
        ("a.html", ["<p>ADVERTISEMENT</p><p><img src='map.png'/></p><p>ADVERTISEMENT</p>"]),
        ("a.html", ["<p>ADVERTISEMENT</p><p><code>make</code></p><p>ADVERTISEMENT</p>"]),
        ("a.html", ["<p>ADVERTISEMENT</p><iframe src=map></iframe><p>ADVERTISEMENT</p>"]),
        ("a.html", ["<p>Werbung</p><p><svg><path d=M0/></svg></p><p>Werbung</p>"]),
        ("a.rst", ["``make all`` ADVERTISEMENT"]),
    ],
)
def test_a_picture_code_or_template_tag_stays(name, lines):
    text = page("\n".join(lines)) if name == "a.html" else article(*lines)
    assert fixed(text, name) == text


def test_an_address_goes_with_its_leftover():
    assert fixed(article("Read the original article at https://a.example/b."), "a.md") == article().replace(
        "\n\n\n", "\n\n"
    )


@pytest.mark.parametrize(("name", "between"), [("a.txt", " "), ("a.md", "\n"), ("a.html", "<br>\n")])
@pytest.mark.parametrize(
    ("own", "leftover"),
    [
        ("Our ferry sank in May.", RIGHTS),
        ("You can still hear the horn in the harbour.", RIGHTS),
        ("It’s a thing that we don’t see at all in this port.", RIGHTS),
        ("Nuestro barco se hundió en mayo.", "Todos los derechos reservados."),
        ("Wir blieben zum Essen.", "Alle Rechte vorbehalten."),
    ],
)
def test_a_short_sentence_in_the_same_paragraph_stays(name, between, own, leftover):
    text = own + between + leftover
    assert own in fixed(page(f"<p>{text}</p>") if name == "a.html" else article(text), name)


@pytest.mark.parametrize("leftover", ["Photo: Getty Images", "Sign up for our newsletter"])
def test_a_short_sentence_below_a_leftover_stays(leftover):
    own = "Our ferry sank in May."
    assert own in fixed(article(leftover, own), "a.md")
    assert own in fixed(page(f"<p>{leftover}<br>\n{own}</p>"), "a.html")
    assert own[:-1] in fixed(article(f"{leftover}. {own[:-1]}"), "a.txt")


@pytest.mark.parametrize("line", [RIGHTS, "Already a subscriber? Log in to comment."])
def test_leftovers_of_several_sentences_go(line):
    assert fixed(article(line), "a.txt") == article().replace("\n\n\n", "\n\n")
    assert line not in fixed(page(f"<p>{line}</p>"), "a.html")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.md", ["- ADVERTISEMENT", "", "      make all"]),
        ("a.md", ["- ADVERTISEMENT", "", "  ```", "  make all", "  ```"]),
        ("a.md", ["- ADVERTISEMENT", "", "  | a | b |", "  |---|---|", "  | c | d |"]),
        ("a.md", ["- ADVERTISEMENT", "", "  ![Map](map.png)"]),
        ("a.md", ["- ADVERTISEMENT", "", "  ## The pier"]),
        ("a.md", ["- > ADVERTISEMENT", f"  > {U}"]),
        ("a.md", ["> - ADVERTISEMENT", f">   {U}"]),
        ("a.md", ["> - ADVERTISEMENT", ">", f">   {U}"]),
        ("a.md", ["1. ADVERTISEMENT", "   ```", "   make all", "   ```", f"2. {U}"]),
        ("a.md", [f"- {U}", "  - ADVERTISEMENT", "", "\tmake all"]),
        ("a.txt", ["- ADVERTISEMENT", "", f"  {U}"]),
        ("a.html", [f"<ul><li>ADVERTISEMENT<p>{U}</p></li></ul>"]),
    ],
)
def test_an_item_with_more_in_it_stays(name, lines):
    text = page("\n".join(lines)) if name == "a.html" else article(*lines)
    assert fixed(text, name) == text


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["- ADVERTISEMENT", f"- {U}"], [f"- {U}"]),
        ([f"- {U}", "  - ADVERTISEMENT", f"- {P}"], [f"- {U}", f"- {P}"]),
        (["> - ADVERTISEMENT", f"> - {U}"], [f"> - {U}"]),
    ],
)
def test_an_item_of_its_own_goes(lines, left):
    assert fixed(article(*lines), "a.md") == article(*left)


LINK = f"<a class=x href='https://a.example/(b)'>{CALL}</a>"


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("a.html", page(f"<p>{LINK}</p>"), ""),
        ("a.html", page(f"<div class=box><p><strong>{LINK}</strong></p></div>"), ""),
        ("a.html", page(f"<p>\n  {LINK}\n</p>"), ""),
        ("a.html", page(f"<ul>\n  <li>\n    {LINK}\n  </li>\n</ul>"), ""),
        ("a.html", page(f"<p>{LINK} {U}</p>"), None),
        ("a.html", page(f"<p>{LINK} <code>x</code></p>"), None),
        ("a.md", article(f"[{CALL}](https://a.example/b_(c))"), ""),
        ("a.md", article(f"- **[{CALL}](https://a.example)**"), ""),
        (
            "a.md",
            article(f"[{CALL}][letter]", "", "[letter]: https://a.example"),
            "\n\n[letter]: https://a.example",
        ),
        ("a.md", article(f"[{CALL}](https://a.example) ![A map](map.png)"), None),
    ],
)
def test_a_leftover_that_is_a_link_goes_with_its_link(tmp_path, monkeypatch, name, text, left):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.yaml").write_text(TAKEN_IN)
    (tmp_path / name).write_text(text, "utf-8")
    main(["fix", "--suggested", "-q", "--select", "newsletter-prompt", name])
    result = (tmp_path / name).read_text("utf-8")
    assert (CALL in result, "a.example" in result) == ((True, True) if left is None else (False, bool(left)))
    assert (P in result, Q in result) == (True, True)
    if left is None:
        assert result == text


def test_leftovers_below_each_other_go_together():
    """One alone would not be flagged in what may be the site's own text."""
    text = article("Read more: [The lamp that nobody lit](https://a.example/b)", "", CALL, "", SHARE)
    left = Desk().fix(text, "a.md", suggested=True).text
    assert left == article().replace("\n\n\n", "\n\n")


FRAMES = {
    "a.txt": ["{}\n\n", "{}\n", "- {}\n", "    {}\n\n"],
    "a.md": ["{}\n\n", "- {}\n", "1. {}\n", "> {}\n\n", "- {}\n\n  ", "| {} | b |\n|---|---|\n\n", "<p>{}</p>\n",
             "{{% if a %}}\n{}\n{{% endif %}}\n\n", ":::note\n{}\n:::\n\n", "!!! note\n    {}\n\n", "    {}\n\n"],
    "a.mdx": ["{}\n\n", "<Note>\n{}\n</Note>\n\n", "<p>{}</p>\n", "{}\n<Map />\n\n"],
    "a.html": ["<p>{}</p>\n", "<ul>\n<li>{}</li>\n</ul>\n", "<p>{}<br>\n", "{}<br>\n", "<tr><td>{}</td></tr>\n"],
    "a.rst": ["{}\n\n", "* {}\n\n", "#. {}\n", "   {}\n\n", ".. note::\n\n   {}\n\n", "term\n   {}\n\n", "| {}\n",
              "----\n\n{}\n\n", "* a\n\n  {}\n\n"],
}  # fmt: skip
LEFT_OVER = [CALL, SHARE, "Advertisement", "Click here to read more", "Leave a comment", f"{CALL} {U}"]
MARKS = ["{% if", "{% end", ":::", "!!!", "<Map", "|---", "----", ".. note", "term"]
SIGNS = [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")]


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("seed", range(6))
def test_nothing_but_leftovers_goes_and_a_second_run_changes_nothing(tmp_path, monkeypatch, name, seed):
    monkeypatch.chdir(tmp_path)
    draw = random.Random(f"{name} {seed}")
    pieces = (draw.choice(draw.choice([[P, Q, U], LEFT_OVER])) for _ in range(8))
    text = "".join(draw.choice(FRAMES[name]).format(piece) for piece in pieces)
    text = text.replace("\n", draw.choice(["\n", "\r\n"]))
    text = text.rstrip() if draw.random() < 0.3 else text
    codec, mark = draw.choice(SIGNS)
    (tmp_path / name).write_bytes(mark + text.encode(codec))
    runs = []
    for _ in range(2):
        main(["fix", "--isolated", "--suggested", "-q", "--select", "boilerplate", name])
        runs.append((tmp_path / name).read_bytes())
    assert runs[0] == runs[1]
    assert runs[0].startswith(mark)
    left = runs[0].removeprefix(mark).decode(codec)
    assert [left.count(each) for each in (P, Q, U)] == [text.count(each) for each in (P, Q, U)]
    assert [left.count(each) for each in MARKS] == [text.count(each) for each in MARKS]
    for tag in ("p", "li"):
        assert left.count(f"<{tag}>") - left.count(f"</{tag}>") == text.count(f"<{tag}>") - text.count(
            f"</{tag}>"
        )
    lines = iter(text.splitlines())
    assert all(line in lines for line in left.splitlines())  # whole lines are left, in order
