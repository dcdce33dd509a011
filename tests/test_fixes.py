"""Fixes: what is changed, and that nothing else is."""

from __future__ import annotations

import codecs
import os
import subprocess
from pathlib import Path

import pytest

import copydesk
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.decoding.kept_encoding import misread_as
from copydesk.run.cache_keys import CacheKeys
from copydesk.run.fixes import loop
from copydesk.run.fixes.edits import NotRoundTrippable, _glues, edited, edits_of
from copydesk.run.session import Session

FOOTER = "The post A b c appeared first on D."


@pytest.fixture
def fixed(rules):
    """A text after one round of fixes."""

    def fix(text, name="a.md", *, suggested=False, select=("ligature", "feed-footer", "share-prompt")):
        document = Document(text, name)
        findings = lint(document, [rules[each] for each in select]).findings
        data = text.encode("utf-8", "surrogatepass")
        return edited(document, data, edits_of(document, findings, suggested=suggested)).decode()

    return fix


def test_a_safe_fix(fixed):
    assert fixed("Ä 🚀 the ﬁrst pier, and ﬁsh.\r\n\r\nEnd.") == "Ä 🚀 the first pier, and fish.\r\n\r\nEnd."


@pytest.mark.parametrize(
    "text",
    [
        "He sat on the ﬁ**rst** pier.\n",
        "`the ﬁrst` is code.\n",
        "He wrote [on the ﬁrst pier][] of it.\n\n[on the ﬁrst pier]: /a\n",
        '<blockquote class="twitter-tweet"><p>He sat on the ﬁrst pier.</p></blockquote>\n',
        "cafe = function(sugar) { say the ﬁrst sugar }\n",
        "He was at nora@ﬁrst.example of it.\n",
        f"Text.\n\n{FOOTER}\n",
    ],
)
def test_markup_is_never_touched_and_nothing_is_cut(fixed, text):
    assert fixed(text) == text


def test_html(fixed):
    assert fixed("<p>On the ﬁrst pier &amp; the ﬁ<b>rst</b> on.</p>", "a.html") == (
        "<p>On the first pier &amp; the ﬁ<b>rst</b> on.</p>"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Text.\n\n{FOOTER}\n", "Text.\n"),
        (f"Text.\n\n{FOOTER}\n\nMore.\n", "Text.\n\nMore.\n"),
        (f"Text.\r\n\r\n{FOOTER}\r\n\r\nMore.\r\n", "Text.\r\n\r\nMore.\r\n"),
        (f"{FOOTER}\n\nMore.\n", "More.\n"),
        ("Text.\n\nThe post [A b c](/a) appeared first on [D](/d).\n", "Text.\n"),
        (f"Text.\n\n*{FOOTER}*\n", "Text.\n"),
        (f"- One\n- {FOOTER}\n- Two\n", "- One\n- Two\n"),
        (f"Text.\n\n{FOOTER}\n---\n\nMore.\n", f"Text.\n\n{FOOTER}\n---\n\nMore.\n"),
        (f"Text.\n\n{FOOTER}", "Text.\n"),
        (f"Text.  \r\n \r\n\r\n{FOOTER}\r\n\r\n", "Text.  \r\n"),
        (f"Text.\n\n{FOOTER}\n\n{FOOTER}\n", "Text.\n"),
        (f"\n\n{FOOTER}\n", ""),
    ],
)
def test_boilerplate_is_cut_when_asked_for(fixed, text, left):
    assert fixed(text, suggested=True) == left


def test_a_line_that_two_findings_fill_is_cut(fixed):
    text = "Text.\n\nI hope this helps! Let me know if you would like me to change the tone.\n\nMore.\n"
    assert fixed(text, "a.txt", suggested=True, select=("chatbot-reply",)) == "Text.\n\nMore.\n"


@pytest.mark.parametrize(
    "line",
    [
        "- \\[[`ce48936077`](https://git.example/commit/ce48936077)] - **src**: close the ﬁrst file (Mara Vint)",
        "- close the ﬁrst file [#12](https://git.example/pull/12)",
    ],
)
def test_a_title_of_a_commit_is_quoted_as_it_was(fixed, line):
    assert fixed(f"{line}\n") == f"{line}\n"
    assert fixed(f"{line}\n", suggested=True) == f"{line}\n".replace("ﬁ", "fi")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"<p>Text.</p>\n<p>{FOOTER}</p>\n", "<p>Text.</p>\n"),
        (f"<div>\n<p class='x'>{FOOTER}</p>\n</div>\n", ""),
        (f"<div><p>{FOOTER}</p>\n</div>\n", ""),
        (f"<div><p>{FOOTER}</p>\n<p>Text.</p></div>\n", "<div>\n<p>Text.</p></div>\n"),
        (f"<div>\n<p><a href='/a'>{FOOTER}</a></p>\n<p>Text.</p>\n</div>\n", "<div>\n<p>Text.</p>\n</div>\n"),
        (f"<ul>\n<li>\n<a href='/a'>{FOOTER}</a>\n</li>\n</ul>\n", ""),
        (f"<article>\n<p>{FOOTER}</p>\n</article>\n", "<article>\n</article>\n"),
        (f"<p>\nText,\n<a href='/a'>{FOOTER}</a>\n</p>\n", None),
        (f"<p>Text.</p><p>{FOOTER}</p>\n", "<p>Text.</p>\n"),
        (
            f"<p>Text.</p><div class='x'><p><a href='/s'>{FOOTER}</a></p></div><p>More.</p>",
            "<p>Text.</p><p>More.</p>",
        ),
        (
            f"<p>Text.</p><p>{FOOTER}</p><p>{FOOTER}</p><ul><li>One</li></ul>",
            "<p>Text.</p><ul><li>One</li></ul>",
        ),
        (f"<p>Text.</p><ul><li>{FOOTER}</li> <li>{FOOTER}</li></ul><p>More.</p>", "<p>Text.</p><p>More.</p>"),
        (f"<p>Text.</p><ul>\n<li>{FOOTER}</li>\n<li>{FOOTER}</li>\n</ul>\n", "<p>Text.</p>\n"),
        (f"<ul><li>One</li><li>{FOOTER}</li><li>{FOOTER}</li></ul>", "<ul><li>One</li></ul>"),
        (f"<article><p>Text.</p><P>{FOOTER}</P ></article>", "<article><p>Text.</p></article>"),
        (f"<article><p>{FOOTER}</p></article>", "<article></article>"),
        (f"<p>Text.</p><p>More. <span>{FOOTER}</span></p>", None),
        (
            f"<p>Text.</p><div><img src='a.png'><p>{FOOTER}</p></div>",
            "<p>Text.</p><div><img src='a.png'></div>",
        ),
        (f"<p>Text.</p><p title='a > b'>{FOOTER}</p>", None),
        (f"<p>Text.</p><p>{FOOTER}<p>More.</p>", None),
        (f"<p>\n{FOOTER}\n</p>\n", ""),
        ("<p>The post <a href='/a'>A bridge</a> appeared first on <a href='/'>D</a>.</p>\n", ""),
    ],
)
def test_html_stays_balanced(fixed, text, left):
    assert fixed(text, "a.html", suggested=True) == (text if left is None else left)


@pytest.mark.parametrize(
    ("encoding", "mark", "codec"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("windows-1252", b"", "cp1252"),
    ],
)
def test_bytes_elsewhere_are_kept(rules, encoding, mark, codec):
    text = "Der Müller “says” so.\r\n\r\nHe sat on the pier of the town , he says.\r\n\r\nOr so.\rEnd.  \r\n"
    document = Document(text, "a.txt", encoding=encoding)
    data = mark + text.encode(codec)
    edits = edits_of(document, lint(document, [rules["stray-space"]]).findings, suggested=False)
    assert edited(document, data, edits) == mark + text.replace(" ,", ",").encode(codec)


def test_what_cannot_be_kept_is_refused(rules):
    document = Document("He sat on the pier , he says.", "a.txt")
    edits = edits_of(document, lint(document, [rules["stray-space"]]).findings, suggested=False)
    with pytest.raises(NotRoundTrippable, match="its bytes are not what utf-8 makes of its text"):
        edited(document, b"He sat on the pier  , he says.", edits)
    document = Document("He sat on the pier , he says.", "a.txt", encoding="cp1252")
    with pytest.raises(NotRoundTrippable, match="“Ω” cannot be written in cp1252"):
        edited(document, b"He sat on the pier , he says.", [edits[0]._replace(text="Ω")])


@pytest.fixture
def desk(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        status = main(list(arguments))
        output = capsysbinary.readouterr()
        return status, output.out, output.err.decode()

    return call


def test_what_is_only_information_is_deleted_if_its_rule_is_named(desk, tmp_path):
    text = (
        "The mayor of Tolmouth opened the new pier on Monday, and a choir sang for an hour.\n\n"
        "(Reporting by Ines Okafor; Editing by Tom Abel)\n"
    )
    (tmp_path / "a.txt").write_text(text)
    _, out, _ = desk("check", "a.txt", "--output-format", "concise")
    assert (b"info:" in out, b"warning" in out, b"Next:" in out) == (True, False, False)
    rule = out.partition(b"[")[2].partition(b"]")[0].decode()
    for options in ((), ("--select", "boilerplate")):
        _, _, err = desk("fix", "--suggested", "a.txt", *options)
        assert (tmp_path / "a.txt").read_text() == text
        assert "not deleted" not in err
    assert b"shows what could be changed" in desk("check", "a.txt", "--select", rule)[1]
    assert copydesk.Desk().fix(text, "a.txt", suggested=True).text == text
    desk("fix", "--suggested", "a.txt", "--extend-select", rule)
    assert "Reporting by" not in (tmp_path / "a.txt").read_text()


def test_what_is_left_may_pass(desk, tmp_path):
    (tmp_path / "a.txt").write_text(f"{FOOTER}\n")
    assert desk("fix", "a.txt")[0] == 1
    assert desk("fix", "--exit-zero", "a.txt")[0] == 0
    assert desk("fix", "--exit-zero", "missing.txt")[0] == 2


def test_fix_writes_settles_and_says_what_is_left(desk, tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(f"Ä the ﬁrst pier, and ﬁsh.\r\n\r\n{FOOTER}\r\n".encode("utf-8-sig"))
    file.chmod(0o640)
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "clean.txt").write_text("Text.\n")
    before = (tmp_path / "clean.txt").stat()
    status, out, _ = desk("fix", "link.txt", "clean.txt")
    assert status == 1
    assert file.read_bytes() == f"Ä the first pier, and fish.\r\n\r\n{FOOTER}\r\n".encode("utf-8-sig")
    assert file.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.txt").is_symlink()
    after = (tmp_path / "clean.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert b"link.txt:3:1: warning:" in out
    assert (
        b"in 1 file; 1 finding left. \xe2\x80\x9ccopydesk fix --diff --suggested link.txt clean.txt\xe2\x80\x9d shows changes"
        in out
    )
    assert desk("fix", "--suggested", "a.txt")[0] == 0
    assert file.read_bytes() == "Ä the first pier, and fish.\r\n".encode("utf-8-sig")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.txt", "clean.txt", "link.txt"]


def test_diff_writes_nothing_and_can_be_applied(desk, tmp_path):
    (tmp_path / "posts").mkdir()
    for name, data in (
        ("a b.md", "One.\r\n\r\nIt is the ﬁrst pier.\r\n".encode()),
        ("c.txt", "The caf\xe9 is the ﬁrst in town.".encode()),
    ):
        (tmp_path / "posts" / name).write_bytes(data)
    before = [file.read_bytes() for file in sorted((tmp_path / "posts").iterdir())]
    status, diff, err = desk("fix", "--diff")
    assert status == 1
    assert "2 fixes would be made in 2 files" in err
    assert [file.read_bytes() for file in sorted((tmp_path / "posts").iterdir())] == before
    subprocess.run(["git", "apply", "-"], input=diff, check=True, cwd=tmp_path)
    applied = [file.read_bytes() for file in sorted((tmp_path / "posts").iterdir())]
    assert applied == [data.replace("ﬁ".encode(), b"fi") for data in before]
    assert desk("fix", "--diff")[:2] == (0, b"")


def test_a_diff_of_files_above_the_working_folder_says_where_it_applies(desk, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("On the ﬁrst pier.\n", "utf-8")
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    _, diff, err = desk("fix", "--diff", "..")
    assert f"begin at {tmp_path}: apply it there" in err
    subprocess.run(["git", "apply", "-"], input=diff, check=True, cwd=tmp_path)
    assert (tmp_path / "a.txt").read_text("utf-8") == "On the first pier.\n"


@pytest.mark.parametrize("aim", ["#the-ﬁrst-pier", "#the-last-pier"])
def test_a_heading_is_left_because_links_may_lead_to_it(desk, tmp_path, aim):
    text = f"See [it]({aim}).\n\n## The ﬁrst pier\n\nIt was built of wood.\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    desk("fix", "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == text


def test_many_equal_faults_are_told_and_mended_when_asked_for(desk, tmp_path):
    many = (
        "The ﬁsh and ﬁve ﬂags, ﬁelds, ﬂoors and ﬁles, and the har\xadbours of the coun\xadtry, "
        + "a pi\xader, " * 9
    )
    file = tmp_path / "a.md"
    file.write_text(f"{many}said the board.\n", "utf-8")
    status, out, _ = desk("fix", "--isolated", "--select", "ligature,invisible-character", ".")
    assert (status, file.read_text("utf-8")) == (1, f"{many}said the board.\n")
    assert "--isolated .” shows changes for 2 of them." in out.decode()
    assert desk("fix", "--isolated", "--suggested", "--select", "ligature,invisible-character", ".")[0] == 0
    assert file.read_text("utf-8").startswith(
        "The fish and five flags, fields, floors and files, and the harbours of"
    )
    assert "\xad" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.csv",
            'name,text\nRuth,"She said ""no"" and left the ﬁrst pier"\n\nOn the ﬁrst pier of the town they all sat until it was late.\n',
        ),
        ("a.lua", 'local s = "The ﬁrst board" .. " met" ; print(s)\n'),
        (
            "a.diff",
            "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-The board met , on the pier.\n+The board met.\n\nOn the ﬁrst pier of the town they all sat until it was late.\n",
        ),
        ("report", "#!/bin/sh\necho On the ﬁrst pier\n"),
        ("Makefile", "all:\n\nOn the ﬁrst pier of the town they all sat until it was late.\n"),
        (".notes", "On the ﬁrst pier.\n"),
    ],
)
def test_a_file_that_may_be_no_text_is_not_fixed_unless_its_format_is_given(desk, tmp_path, name, text):
    file, article = tmp_path / name, tmp_path / "b.txt"
    file.write_text(text, "utf-8")
    article.write_text("On the ﬁrst pier.\n", "utf-8")
    for option in ("--diff", "--quiet"):
        status, _, err = desk("fix", "--isolated", option, str(file), str(article))
        assert (status, f"copydesk: {name}: not fixed: " in err) == (2, True)
        assert file.read_text("utf-8") == text
    assert article.read_text("utf-8") == "On the first pier.\n"
    desk("fix", "--isolated", "--format", "text", "--select", "ligature", str(file))
    assert ("\nOn the first pier of" in file.read_text("utf-8")) == (
        "\nOn the" in text
    )  # the others look like code


def test_a_file_without_a_suffix_is_plain_text(desk, tmp_path):
    (tmp_path / "README").write_text("On the ﬁrst pier.\n", "utf-8")
    assert desk("fix", "--isolated", "README")[0] == 0
    assert (tmp_path / "README").read_text("utf-8") == "On the first pier.\n"


def test_a_format_that_is_given_goes_before_the_suffix(desk, tmp_path):
    (tmp_path / "a.txt").write_text("He saw the pier.\n", "utf-8")
    for command in (["inspect"], ["inspect", "--format", "rst"]):
        out = desk(*command, "--isolated", "--output-format", "json", "a.txt")[1]
        assert f'"format": "{command[-1].replace("inspect", "text")}"'.encode() in out


@pytest.mark.parametrize("options", [["--diff"], ["-q"], ["--diff", "-q"], []])
def test_why_a_file_could_not_be_read_is_told_once(desk, tmp_path, options):
    (tmp_path / "b.md").write_bytes(b"a\0b\n")
    status, out, err = desk("fix", "--isolated", *options, ".")
    told = out.decode() + err
    assert (status, told.count("b.md"), told.count("not checked: ")) == (2, 1, 1)


def test_a_reader_that_fails_does_not_stop_the_others(desk, tmp_path, monkeypatch):
    (tmp_path / "failing_reader.py").write_text(
        "from copydesk.hookspecs import hookimpl\n\n@hookimpl\ndef copydesk_read(path, data):\n"
        "    if path.endswith('.xyz'):\n        raise KeyError('no such part')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "a.xyz").write_text("On the pier.\n")
    (tmp_path / "b.txt").write_text("On the ﬁrst pier.\n", "utf-8")
    status, _, err = desk("fix", "--suggested", "-q", "--plugin", "failing_reader", "a.xyz", "b.txt")
    assert (status, "a.xyz: not checked: its reader failed" in err) == (2, True)
    assert (tmp_path / "b.txt").read_text("utf-8") == "On the first pier.\n"


def test_suppressed_findings_are_left_alone(desk, tmp_path):
    text = "<!-- copydesk-disable-file ligature -->\n\nthe ﬁrst\n"
    (tmp_path / "a.md").write_text(text)
    assert desk("fix")[0] == 0
    assert (tmp_path / "a.md").read_text() == text


def test_what_cannot_be_read_or_written(desk, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff\x00\x00\xfe" * 9)
    (tmp_path / "b.txt").write_text("It is the ﬁrst.\n")
    assert desk("fix")[0] == 2
    assert (tmp_path / "b.txt").read_text() == "It is the first.\n"


def test_a_file_that_somebody_changed_meanwhile_is_left(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("It is the ﬁrst.\n")
    fixes = loop.fix(Session(RunOptions()), [tmp_path])
    (tmp_path / "a.txt").write_text("mine\n")
    assert "changed meanwhile" in fixes.write()[0][1]
    assert (tmp_path / "a.txt").read_text() == "mine\n"


def test_rules_that_undo_each_other_end(desk, tmp_path):
    (tmp_path / "packs" / "house").mkdir(parents=True)
    for one, other in (("grey", "gray"), ("gray", "grey")):
        (tmp_path / "packs" / "house" / f"{one}.yaml").write_text(
            f"summary: Spelling.\nprefer: {{{one}: {other}}}\nfixable: true\nbad: So {one}.\ngood: Blue.\n"
        )
    (tmp_path / "copydesk.yaml").write_text("packs: [packs]\n")
    (tmp_path / "a.txt").write_text("A grey day.\n")
    status, out, err = desk("fix")
    assert (status, "0 fixes made" in (out + err.encode()).decode()) == (1, True)
    assert (tmp_path / "a.txt").read_text() == "A grey day.\n"
    fixed = copydesk.Desk(tmp_path / "copydesk.yaml").fix("A grey day.\n", "a.txt")
    assert (fixed.text, fixed.fixed, [each.excerpt for each in fixed.left]) == ("A grey day.\n", (), ["grey"])


def test_a_better_phrase_that_contains_the_phrase_is_put_in_once(desk, tmp_path):
    (tmp_path / "packs" / "house").mkdir(parents=True)
    (tmp_path / "packs" / "house" / "title.yaml").write_text(
        "summary: Give titles.\nprefer: {Okafor: Mayor Okafor}\nfixable: true\nbad: Okafor spoke.\ngood: She spoke.\n"
    )
    (tmp_path / "copydesk.yaml").write_text("packs: [packs]\n")
    (tmp_path / "a.txt").write_text("The bridge is open, Okafor said.\n")
    assert desk("fix")[0] == 0
    assert (tmp_path / "a.txt").read_text() == "The bridge is open, Mayor Okafor said.\n"
    assert desk("check")[0] == 0


def test_a_file_that_cannot_be_written_is_not_fixed(desk, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("He sat on the ﬁrst pier.\n")
    (tmp_path / "a.txt").chmod(0o444)
    status, out, err = desk("fix", ".")
    assert (status, err) == (2, "copydesk: a.txt: not written: it is read-only; allow writing to it first\n")
    assert out.startswith(b"a.txt:1:")
    assert b"1 fix made in 1 file; 1 finding left." in out


def test_a_mark_too_many_is_not_replaced_unseen(fixed):
    """To make it like its partner would leave three straight marks."""
    text = '"The organisers "...did a fine job and stayed to the end.” She left.\n'
    assert fixed(text, select=("mixed-quote-marks",)) == text


@pytest.fixture
def meanwhile(monkeypatch):
    """Let something happen once between the check and the fixes."""

    def let(act):
        def run_then_act(*arguments, **options):
            result = run(*arguments, **options)
            while acts:
                acts.pop()()
            return result

        acts = [act]
        run = loop.run
        monkeypatch.setattr(loop, "run", run_then_act)

    return let


@pytest.mark.parametrize(
    "edit",
    [
        "EDITED BY A PERSON: the edit stays.\n\nHe sat on the ﬁrst pier.\n",
        "He sat on the ﬁrst pier of Aldery.\n",  # the flagged words are where they were
        "",
    ],
)
def test_an_edit_between_check_and_fix_is_kept(desk, tmp_path, meanwhile, edit):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("He sat on the ﬁrst pier.\n")
    meanwhile(lambda: (tmp_path / "a.txt").write_text(edit))
    status, _, err = desk("fix", ".")
    assert (status, (tmp_path / "a.txt").read_text()) == (2, edit)
    assert "a.txt: not fixed: it was changed while it was checked; run the command again" in err
    assert (tmp_path / "b.txt").read_text() == "He sat on the first pier.\n"


def test_a_finding_is_fixed_only_where_its_words_are(desk, tmp_path, monkeypatch, meanwhile):
    """Even if nothing else tells that the text is another one."""
    monkeypatch.setattr(CacheKeys, "of_file", lambda *_arguments, **_options: b"")
    (tmp_path / "a.txt").write_text("He sat on the ﬁrst pier.\n")
    edit = "EDITED BY A PERSON. He sat on the ﬁrst pier.\n"
    meanwhile(lambda: (tmp_path / "a.txt").write_text(edit))
    assert desk("fix", ".")[0] == 2
    assert (tmp_path / "a.txt").read_text() == edit


@pytest.mark.parametrize("put", [lambda _file: None, Path.mkdir, os.mkfifo])
def test_a_file_that_vanishes_is_told_and_the_others_are_fixed(desk, tmp_path, meanwhile, put):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("He sat on the ﬁrst pier.\n")

    def act():
        (tmp_path / "a.txt").unlink()
        put(tmp_path / "a.txt")

    meanwhile(act)
    status, _, err = desk("fix", ".")
    assert status == 2
    assert "copydesk: a.txt: not fixed: " in err
    assert (tmp_path / "b.txt").read_text() == "He sat on the first pier.\n"


def test_two_runs_that_make_the_same_fixes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("He sat on the ﬁrst pier.\n")
    one, other = (loop.fix(Session(RunOptions()), [tmp_path]) for _ in range(2))
    assert one.write() == other.write() == []
    assert (tmp_path / "a.txt").read_text() == "He sat on the first pier.\n"


@pytest.fixture
def repo(tmp_path, monkeypatch, forget_settings):
    """A repository with articles in two folders, and a file outside it."""
    for name in ("repo/.git/MESSAGE", "repo/posts/a.txt", "repo/legal/b.txt", "outside/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("He sat on the ﬁrst pier.\n")
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


def fixed_files(repo):
    return sorted(each.name for each in repo.parent.rglob("?.txt") if "ﬁ" not in each.read_text())


@pytest.mark.parametrize(
    ("link", "target", "paths", "status", "fixed"),
    [
        # Found in a folder: never followed, but the file itself may be in the folder too.
        ("posts/l.txt", "../../outside/c.txt", ["."], 2, ["a.txt", "b.txt"]),
        ("posts/l.txt", "../legal/b.txt", ["posts"], 2, ["a.txt"]),
        ("posts/l.txt", "../.git/MESSAGE", ["posts"], 2, ["a.txt"]),
        ("posts/l.txt", "a.txt", ["posts"], 0, ["a.txt", "l.txt"]),
        # Named: followed in the project.
        ("posts/l.txt", "../legal/b.txt", ["posts/l.txt"], 0, ["b.txt", "l.txt"]),
        ("posts/l.txt", "../legal/b.txt", ["posts/l.txt", "legal/b.txt"], 0, ["b.txt", "l.txt"]),
        ("posts/l.txt", "../../outside/c.txt", ["posts/l.txt"], 2, []),
        ("posts/l.txt", "../.git/MESSAGE", ["posts/l.txt"], 2, []),
        # A folder.
        ("posts/more", "../../outside", ["posts/more"], 2, []),
        ("posts/more", "../../outside", ["posts/more/c.txt"], 2, []),
        ("posts/more", "../../outside", ["posts/more/c.txt", "posts/a.txt"], 2, ["a.txt"]),
        ("../here", "repo", ["../here/posts/a.txt"], 0, ["a.txt"]),
    ],
)
def test_no_link_leads_out_of_what_was_named(desk, repo, link, target, paths, status, fixed):
    (repo / link).symlink_to(target)
    assert desk("fix", "--diff", *paths)[0] in (1, 2)
    got, out, err = desk("fix", *paths)
    assert (got, fixed_files(repo)) == (status, fixed), err
    assert (status == 2) == ("name that file itself" in out.decode() + err)
    assert "ﬁ" in (repo / ".git/MESSAGE").read_text()


@pytest.mark.parametrize("replaced", ["posts", "posts/deep"])
@pytest.mark.parametrize("is_late", [False, True])
def test_a_folder_that_becomes_a_link_meanwhile_leads_nowhere(
    desk, repo, monkeypatch, meanwhile, replaced, is_late
):
    """Whether it does so while the files are checked, or before they are written, and though the text is the same."""
    for name in ("posts/deep/d.txt", "legal/d.txt", "legal/deep/d.txt"):
        (repo / name).parent.mkdir(exist_ok=True)
        (repo / name).write_text("He sat on the ﬁrst pier.\n")

    def replace():
        (repo / replaced).rename(repo / "moved")
        (repo / replaced).symlink_to(repo / "legal")

    if is_late:
        write = loop.FixResult.write
        monkeypatch.setattr(loop.FixResult, "write", lambda fixes: (replace(), write(fixes))[1])
    else:
        meanwhile(replace)
    status, _, err = desk("fix", "posts")
    assert (status, fixed_files(repo)) == (2, ["a.txt"] if replaced == "posts/deep" else [])
    assert "its folder was replaced by a link, or moved, meanwhile; run the command again" in err


def test_a_diff_has_a_file_once_and_nothing_from_outside(desk, repo):
    (repo / "posts/l.txt").symlink_to("a.txt")
    (repo / "posts/out.txt").symlink_to("../../outside/c.txt")
    status, diff, _ = desk("fix", "--diff", "posts")
    assert (status, diff.count(b"+++")) == (2, 1)


@pytest.mark.parametrize(
    ("source", "old", "new", "glues"),
    [
        ("They waited,“ he said.", "“ ", "“", True),
        ("They waited ,yes.", " ,", ",", True),
        ("They waited , yes.", " ,", ",", False),
        ("They said “ yes ” to it.", "“ ", "“", False),
        ("It ' s late.", " ' ", "'", False),
        ("T he ferry.", "T he", "The", False),
    ],
)
def test_no_mark_in_the_place_of_a_space_glues_two_words(source, old, new, glues):
    at = source.index(old)
    assert _glues(source, at, at + len(old), new) is glues


OLD = """# The ferry

The ﬁrst men of the board , and their wives as well , met .

```
the code ,
```

- Paris in the the spring, said
  the ﬁrst man.

<p>It is the ﬁrst of them that has come to the town since May.</p>
"""


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.rst", "a.html", "a.txt"])
def test_lines_that_end_in_a_carriage_return_are_read_and_mended_as_others(desk, tmp_path, name):
    said = []
    for folder, text in (("lf", OLD), ("cr", OLD.replace("\n", "\r"))):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / name
        file.write_bytes(text.encode())
        said.append(
            desk("check", "--isolated", "--output-format", "concise", str(file))[1].replace(b"cr/", b"lf/")
        )
        desk("fix", "--isolated", str(file))
    new, old = ((tmp_path / folder / name).read_bytes() for folder in ("lf", "cr"))
    assert said[0] == said[1]
    assert old.replace(b"\r", b"\n") == new != OLD.encode()
    assert b"\n" not in old


def test_front_matter_with_carriage_returns_names_sources(desk, tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(
        b'---\rsources: [missing.txt]\r---\rHe said "we all go home today now", Ann Bell said.\r'
    )
    assert b"missing.txt" in desk("check", "--isolated", str(file))[1]


SHARED = (
    "The council of Harwick met on Tuesday to talk about the bridge, which will cost four million crowns."
)
SPOKEN = "Mayor Ann Bell said the town could not wait. “We have waited ten years,” she said."


@pytest.mark.parametrize(
    ("shared", "own", "is_cut"),
    [
        ([SHARED, SPOKEN], 0, False),
        ([SHARED, SPOKEN], 12, False),
        ([SHARED, SPOKEN, "He left."], 12, False),
        ([SHARED], 3, False),
        (["Support the Voice and get a mug."], 3, True),
    ],
)
def test_no_paragraph_of_a_story_in_several_files_is_cut(desk, tmp_path, shared, own, is_cut):
    texts = {}
    for edition in range(8):
        told = [
            f"It is the day {edition} of the month {line} and of all that came with it."
            for line in range(own)
        ]
        texts[tmp_path / f"{edition}.md"] = "\n\n".join(
            [f"# Edition {edition}", *told, *shared, f"Day {edition}."]
        )
    for file, text in texts.items():
        file.write_text(f"{text}\n", "utf-8")
    desk("fix", "--isolated", "--suggested", "--select", "repeated-line", str(tmp_path))
    kept = [shared[-1] in file.read_text("utf-8") for file in texts]
    assert kept == [not is_cut] * 8


def test_what_a_baseline_lists_is_not_mended(desk, tmp_path):
    (tmp_path / "a.txt").write_text("On the ﬁrst pier.\n", "utf-8")
    desk("baseline", "write", "--isolated", "a.txt")
    (tmp_path / "a.txt").write_text("On the ﬁrst pier.\n\nThe oﬃce is closed.\n", "utf-8")
    status, out, err = desk("fix", "--isolated", "--quiet", "--baseline", "copydesk-baseline.tsv", "a.txt")
    assert (status, out, err) == (0, b"", "")
    assert (tmp_path / "a.txt").read_text("utf-8") == "On the ﬁrst pier.\n\nThe office is closed.\n"


def test_quiet_prints_only_what_could_not_be_done(desk, tmp_path):
    (tmp_path / "a.txt").write_text("On the ﬁrst pier.\nWe saw the the boat.\n", "utf-8")
    status, out, err = desk("fix", "--isolated", "--quiet", "a.txt")
    assert (status, out, err) == (1, b"", "")
    status, _, err = desk("fix", "--isolated", "--quiet", "nowhere.txt")
    assert (status, "nowhere.txt: not checked: no such file" in err) == (2, True)


def test_what_is_refused_has_one_reason(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("The cat , sat.\n")
    assert main(["fix", "--isolated", "a.csv"]) == 2
    out, err = capsys.readouterr()
    assert "“.csv” is the suffix of no text" in err
    assert "gitignore" not in out + err


SAYS = "The council of Orrest met on Monday. &#8220;We are tired,&#8220; he said. &#8220;No,&#8221; she said. &#8220;We will go.&#8221;"
FEED = '<?xml version="1.0"{}?>\n<rss version="2.0"><channel><title>c</title><item><title>t</title><description>{}</description></item></channel></rss>\n'
MIXED = "<html><head>{}</head><body><p>{}</p></body></html>\n"
PLAIN = "<p>{1}</p><!-- {0} -->\n"


@pytest.mark.parametrize(
    ("name", "form", "declaration", "is_mended"),
    [
        *(
            ("a.rss", FEED, f' encoding="{each}"', False)
            for each in ("us-ascii", "windows-1252", "iso-8859-1", "koi8-r")
        ),
        ("a.rss", FEED, "", True),
        ("a.rss", FEED, ' encoding="UTF-8"', True),
        ("a.html", MIXED, '<meta charset="iso-8859-1">', False),
        (
            "a.html",
            MIXED,
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
            False,
        ),
        ("a.html", MIXED, "", False),
        ("a.html", MIXED, '<meta charset="utf-8">', True),
        ("a.html", MIXED, '<meta charset="iso-8859-1"><title>Caf\u00e9</title>', False),
        ("a.html", MIXED, '<meta charset="UTF-16"><title>Caf\u00e9</title>', True),  # browsers read UTF-8
        ("a.html", MIXED, '<!-- <meta charset="utf-8"> --><meta charset=koi8-r><title>\u00e9</title>', False),
        ("a.htm", MIXED, "<META HTTP-EQUIV=content-type CONTENT='text/html;charset=gb2312'>\u00e9", False),
        ("a.html", PLAIN, "part of a page", True),
    ],
)
def test_no_utf_8_is_put_into_what_declares_another_encoding(
    desk, tmp_path, name, form, declaration, is_mended
):
    file = tmp_path / name
    file.write_text(form.format(declaration, SAYS), "utf-8")
    before = file.read_bytes()
    desk("fix", "--suggested", name)
    assert ("\u201d" in file.read_text("utf-8")) == is_mended
    assert (file.read_bytes() == before) == (not is_mended)


LATE = "The mayor of Orr\xe9 didn’t come, and the clerk wasn’t there. It\xb4s late."


@pytest.mark.parametrize("name", ["iso-8859-1", "latin1", "ISO-8859-15", "us-ascii", "x-unknown", ""])
def test_xml_is_written_in_the_encoding_that_it_names(desk, tmp_path, name):
    text = LATE.replace("’", "&#8217;")
    declaration = f' encoding="{name}"' if name else ""
    data = FEED.format(declaration, text).encode("cp1252")
    (tmp_path / "a.rss").write_bytes(data)
    desk("fix", "a.rss")
    assert (tmp_path / "a.rss").read_bytes() == data


@pytest.mark.parametrize(
    ("data", "codec", "new", "kinds", "name"),
    [
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "cp1252", "”", "xml", "iso-8859-1"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "cp1252", "é", "xml", ""),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "utf-8", "”", "xml", "iso-8859-1"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "cp1252", "'", "xml", ""),
        (b'<?xml version="1.0" encoding="windows-1252"?>', "cp1252", "”", "xml", ""),
        (b'<?xml version="1.0"?>', "cp1252", "”", "xml", "utf-8"),
        (b'<?xml version="1.0"?>', "utf-8", "”", "xml", ""),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><html>', "cp1252", "”", "page", "iso-8859-1"),
        (b'<meta charset="iso-8859-1">', "cp1252", "”", "page", ""),
        (b'<meta charset="shift_jis">', "shift_jis", "¥", "page", "shift_jis"),
        (b'<meta charset="iso-8859-1">', "utf-8", "”", "page", "iso-8859-1"),
        (b'<meta charset="x-unknown">', "utf-8", "”", "page", "x-unknown"),
        (b'\xef\xbb\xbf<meta charset="iso-8859-1">', "utf-8", "”", "page", ""),
        (b".. -*- coding: latin-1 -*-", "cp1252", "”", "", "iso8859-1"),
        (b"---\nencoding: 'latin-1'\n---\n", "utf-8", "”", "", "iso8859-1"),
        (b"\xff\xfe", "utf-16-le", "”", "xml", ""),
    ],
)
def test_who_would_misread_what_is_written(data, codec, new, kinds, name):
    assert misread_as(data, codec, new, is_page=kinds == "page", is_xml=kinds == "xml") == name
