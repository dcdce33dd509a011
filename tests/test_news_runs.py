"""Runs over feeds and news items: fixes, suppressions, comparisons, reports, the cache and programs."""

from __future__ import annotations

import json

import pytest

from copydesk import lint
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.run.fixes.loop import fix
from copydesk.run.runner import run
from copydesk.run.session import Session
from newsroom_files import DOUBLED, HTML, atom, news_item, news_message, nitf, post, rss

STORY = (
    "<p>The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors.</p>"
    "<p>“We heard the roof go before we saw any {} at all,” said Tamsin Orde, who lives across the weir.</p>"
    "<p>Nobody was hurt, and the owner, Piers Hallam, said that all of the looms on both floors were insured.</p>"
)


def session(**options):
    return Session(RunOptions(**options))


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes a file, and returns its path."""
    monkeypatch.chdir(tmp_path)

    def write(content, name="a.rss"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name

    return write


def found(*files, **options):
    return [(each.rule, each.line, each.excerpt) for each in run(session(**options), files).findings]


MENDABLE = [
    (
        "a.rss",
        rss(
            f"<title>A {DOUBLED}</title><description>&lt;p&gt;é 😀 &amp;amp; {DOUBLED}&lt;/p&gt;</description>"
        ),
    ),
    (
        "b.rss",
        rss(
            f"<description>\r\n<![CDATA[<p>{DOUBLED}</p>\r\n<p>Tea &amp; {DOUBLED}</p>]]></description>",
            f"<title>{DOUBLED}</title>",
        ),
    ),
    ("a.wxr", rss(post(f"{DOUBLED}\n\n<!-- wp:more -->{DOUBLED} Mr. &lt;b&gt;"))),
    ("a.atom", atom(f'<content type="xhtml"><div {HTML}><p>{DOUBLED}</p></div></content>')),
    ("a.nitf", nitf(f"<p>{DOUBLED}</p>", head=f"<hedline><hl1>{DOUBLED}</hl1></hedline>")),
    ("a.newsml", news_message(news_item(f"<inlineXML><p>{DOUBLED}</p></inlineXML>", headline=DOUBLED))),
    ("a.json", json.dumps({"uri": "a", "headline": DOUBLED, "body_text": f"“Oh,”\n\t{DOUBLED}"}, indent=1)),
    ("a.jsonl", "\n".join(json.dumps({"text": f"“Oh,” \\ {DOUBLED}"}) for _ in range(3))),
]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(("name", "content"), MENDABLE, ids=[name for name, _ in MENDABLE])
def test_a_fix_changes_the_words_alone(write, name, content, codec):
    content = content.replace('encoding="UTF-8"', f'encoding="{codec[:6].rstrip("-")}"')
    file = write(content.encode(codec), name)
    result = fix(session(), [file], suggested=True)
    assert not result.refused
    assert result.contents[file].decode(codec) == content.replace("the the", "the")


@pytest.mark.parametrize(
    ("field", "suggestion"),
    [
        ("<description>{}</description>", "a & b"),
        ("<description>{}</description>", "a < b"),
        ("<description><![CDATA[<p>{}</p>]]></description>", "]]>"),
        ("<description><![CDATA[<p>{}</p>]]></description>", "<b>"),
    ],
)
def test_no_fix_writes_markup(write, field, suggestion):
    rules = write("packs: [pack]\n", "copydesk.yaml").parent / "pack" / "house"
    rules.mkdir(parents=True)
    (rules / "mill.yaml").write_text(
        f"summary: A mill.\nprefer: {{weirmill: {json.dumps(suggestion)}}}\nbad: The weirmill.\ngood: The mill.\n",
        "utf-8",
    )
    file = write(rss(field.format("It is a weirmill here.")))
    result = fix(session(), [file], suggested=True)
    assert [each.rule for each in result.before.findings] == ["mill"]
    assert not result.contents


def test_a_file_with_a_broken_item_is_left_as_it_is(write):
    file = write(rss(f"<title>{DOUBLED}</title>", "<title>A & B</title>"))
    result = fix(session(), [file], suggested=True)
    assert "could not be checked; mend that first" in result.refused["a.rss"]
    assert not result.contents


def test_comments_suppress_in_their_own_item(write):
    comment = "<!-- copydesk-disable-file doubled-word -->"
    in_xml = f"{comment}<description>{DOUBLED}</description>"
    in_html = f"<description><![CDATA[{comment}<p>{DOUBLED}</p>]]></description>"
    assert found(write(rss(in_xml, in_html, f"<description>{DOUBLED}</description>"))) == [
        ("doubled-word", 6, "the the")
    ]


def test_a_suppression_in_a_broken_item_is_not_called_unused(write):
    comment = "<!-- copydesk-disable-file doubled-word -->"
    assert [each[0] for each in found(write(rss(f"{comment}<title>A & B</title>")))] == ["unreadable-file"]


def test_items_are_compared_with_each_other(write):
    smoke, flames = (
        f"<description><![CDATA[{STORY.format(word)}]]></description>" for word in ("smoke", "flames")
    )
    file = write(rss(smoke, "<title>Another</title>", flames))
    expected = [("altered-quote", 4, "smoke"), ("altered-quote", 6, "flames")]
    assert found(file) == expected
    assert found(file) == expected  # from the cache
    assert run(session(), [file]).findings[0].related[0].line == 6


def test_a_draft_is_held_to_an_item(write):
    draft = write(f"---\nsources: wire.rss\n---\n{STORY.format('flames')}", "draft.html")
    write(
        rss("<title>Another</title>", f"<description><![CDATA[{STORY.format('smoke')}]]></description>"),
        "wire.rss",
    )
    (finding,) = run(session(), [draft]).findings
    assert (finding.rule, finding.excerpt, finding.related[0].path, finding.related[0].line) == (
        "altered-quote",
        "flames",
        "wire.rss",
        5,
    )


def test_a_source_of_which_nothing_can_be_read_is_an_error(write):
    write(rss("<title>A & B</title>"), "wire.rss")
    draft = write(f"---\nsources: wire.rss\n---\n{STORY.format('flames')}", "draft.html")
    (finding,) = run(session(), [draft]).findings
    assert (finding.rule, finding.excerpt) == ("unreadable-source", "wire.rss")
    assert "“&” that is text is written &amp;" in finding.message


def test_dates_are_held_to_the_day_of_the_item(write):
    text = "<description>The council met last Monday, March 17, 2026, at Orrest.</description>"
    date = "<pubDate>Wed, 18 Mar 2026 09:30:00 +0000</pubDate>"
    assert ("weekday-mismatch", 4, "Monday, March 17, 2026") in found(write(rss(date + text)))
    impossible = write(rss("<pubDate>2026-02-30</pubDate><description>One.</description>"))
    assert found(impossible) == [("impossible-date", 4, "2026-02-30")]


def test_names_in_a_title_are_held_to_those_of_the_text(write):
    text = "<p>Halina Vedrin sold the mill.</p><p>“I am glad,” Vedrin said. Vedrin, 61, will stay. Halina Vedrin left.</p>"
    item = (
        f"<content:encoded><![CDATA[{text}]]></content:encoded><title>Halina Vedrinn sells the mill</title>"
    )
    assert [each[::2] for each in found(write(rss(item)))] == [("name-variant", "Vedrinn")]


def test_alt_texts_in_a_post_are_read(write):
    content = f'<p><img src="a.jpg" alt="{DOUBLED}"> A kite over a hill.</p>'
    assert found(write(rss(post(content)), "a.wxr")) == [("doubled-word", 4, "the the")]


def test_the_report_shows_each_item_with_its_title(write, capsys):
    file = write(
        rss(
            f"<title>Orrest &amp;amp; its mill</title><description>{DOUBLED}</description>",
            "<title>Silent item</title>",
        )
    )
    assert main(["check", str(file), "--output-format", "html=report.html", "--quiet"]) == 1
    page = (file.parent / "report.html").read_text("utf-8")
    assert ">Orrest &amp; its mill</h3>" in page
    assert "Silent item" not in page


def test_inspect_tells_which_item_is_which(write, capsys):
    file = write(
        rss(
            "<title>One</title><description>A mill.</description>",
            "<title>A & B</title>",
            "<title>Two</title>",
        )
    )
    assert main(["inspect", str(file)]) == 2
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if "newsxml" in line] == [
        "a.rss:4 “One” (newsxml)",
        "a.rss:6 “Two” (newsxml)",
    ]
    assert "a.rss:5:16: this is not well-formed XML" in err


def test_a_baseline_knows_the_findings_of_items(write, capsys):
    item = f"<description>{DOUBLED}</description>"
    file = str(write(rss(item, item)))
    assert main(["baseline", "write", file, "--baseline", "known.tsv"]) == 0
    assert main(["check", file, "--baseline", "known.tsv"]) == 0
    write(rss(item, item, item))
    assert main(["check", file, "--baseline", "known.tsv"]) == 1


def test_a_folder_gives_its_feeds_and_no_other_xml(write, capsys):
    write(rss(f"<title>{DOUBLED}</title>"))
    write(rss(f"<title>{DOUBLED}</title>"), "feed.xml")
    write("<project/>", "pom.xml")
    write('{"name": "x"}', "package.json")
    assert main(["check", "--show-files"]) == 0
    assert capsys.readouterr().out.split() == ["a.rss"]
    assert main(["check", "feed.xml"]) == 1
    assert main(["check", "pom.xml"]) == 2
    assert "its root element is “project”" in capsys.readouterr().out
    assert main(["check", "pom.xml", "--format", "text"]) == 0


def test_a_format_may_be_named(write, capsys):
    write(rss(f"<title>{DOUBLED}</title>"), "feed.txt")
    assert main(["check", "feed.txt", "--format", "newsxml"]) == 1
    write(json.dumps({"text": DOUBLED}) + "\n", "articles.txt")
    assert main(["check", "articles.txt", "--format", "jsonl"]) == 1


def test_programs_get_the_findings_of_all_items():
    item = f"<description>{DOUBLED}</description>"
    source = rss(item, item)
    doubled = [each for each in lint(source, path="feed.xml") if each.rule == "doubled-word"]
    assert [source[each.start : each.end] for each in doubled] == ["the the", "the the"]
    assert [each.is_failure for each in lint(rss(item, "<title>A & B</title>"), path="a.rss")] == [True]


def test_only_some_documents_are_in_memory(write):
    documents = session().read(write(rss(*["<title>A mill</title>"] * 50)))
    assert len(documents) == 50
    assert documents[49] is documents[-1]
    first = documents[0]
    list(documents)
    assert documents[0] is not first
    assert documents[0].key == first.key == "a.rss#1"
