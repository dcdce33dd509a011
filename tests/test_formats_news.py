"""Feeds and news items: what is read of each format, and that every finding lies at its exact place in the file."""

from __future__ import annotations

import datetime
import json

import pytest

from copydesk.document import Document
from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.parsed import MARKUP
from copydesk.formats.registry import suffixes
from newsroom_files import DOUBLED, HTML, atom, news_item, news_message, nitf, post, rss


def documents(source, name="a.rss"):
    return list(Document.all_in(source, name))


def words(document):
    """The blocks of a document as a reader sees them, each with its place."""
    return [(block.place, visible(document.text, block)) for block in document.blocks]


def beside(document):
    return [(each.place, each.text.replace(MARKUP, "")) for each in document.beside]


def visible(text, block):
    return text[block.start : block.end].replace(MARKUP, "")


def written(document):
    """The blocks as they are written in the file."""
    return [document.source[block.start : block.end] for block in document.blocks]


def test_an_item_of_rss():
    (document,) = documents(
        rss(
            "<title>A mill &amp;amp; its weir</title><dc:creator><![CDATA[Tamsin Orde]]></dc:creator>"
            "<pubDate>Wed, 18 Mar 2026 09:30:00 +0000</pubDate>"
            "<description>Crews put out a fire at Orrest.</description>"
            "<media:content><media:description>The weir at dusk.</media:description></media:content>"
            "<content:encoded><![CDATA[<p>It burned &mdash; for six hours.</p><p>Nobody was hurt.</p>]]></content:encoded>"
        )
    )
    assert words(document) == [("body", "It burned — for six hours."), ("body", "Nobody was hurt.")]
    assert beside(document) == [
        ("heading", "A mill & its weir"),
        ("list", "Tamsin Orde"),
        ("body", "Crews put out a fire at Orrest."),
        ("caption", "The weir at dusk."),
    ]
    assert document.meta["title"] == "A mill &amp; its weir"
    assert document.language == "en"
    assert document.day_of_writing == datetime.date(2026, 3, 18)
    assert document.source[slice(*document.meta_at("date"))] == "Wed, 18 Mar 2026 09:30:00 +0000"


def test_html_that_is_escaped_is_read_through_both_spellings():
    source = rss(
        "<description>&lt;p&gt;It&amp;rsquo;s &amp;amp; was.&lt;/p&gt;&lt;p&gt;Gone &#8220;now&#8221;.&lt;/p&gt;</description>"
    )
    (document,) = documents(source)
    assert words(document) == [("body", "It’s & was."), ("body", "Gone “now”.")]
    assert written(document) == ["It&amp;rsquo;s &amp;amp; was.", "Gone &#8220;now&#8221;."]
    assert len(document.text) == len(document.source)


def test_a_summary_that_is_cut_out_of_the_text_is_not_read_again():
    content = "<content:encoded><![CDATA[<p>The mill burned for six hours on Monday before crews could reach it.</p>]]></content:encoded>"
    cut = "The mill burned for six hours on Monday before [&#8230;]"
    own = "“Everything is gone,” says the owner of a mill in the valley."
    assert not documents(rss(f"<description>{cut}</description>{content}"))[0].beside
    assert beside(documents(rss(f"<description>{own}</description>{content}"))[0]) == [("body", own)]


def test_the_title_of_the_feed_is_no_article():
    assert [words(each) for each in documents(rss("<description>One mill.</description>"))] == [
        [("body", "One mill.")]
    ]


def test_entries_of_atom():
    plain, escaped, xhtml = documents(
        atom(
            "<title>Bells</title><updated>2026-03-18T09:30:00Z</updated><content>a &lt; b, he wrote.</content>",
            '<title type="html">A &amp;amp; B</title><content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>',
            '<author><name>Piers Hallam</name></author><published>2026-03-17T23:00:00+01:00</published><content type="xhtml">'
            f"<div {HTML}><p>One &amp; two.</p>\n<ul><li>Three.</li></ul></div></content>",
        ),
        "a.atom",
    )
    assert words(plain) == [("body", "a < b, he wrote.")]
    assert plain.meta["updated"].date() == datetime.date(2026, 3, 18)
    assert beside(escaped) == [("heading", "A & B")]
    assert words(escaped) == [("body", "One."), ("body", "Two.")]
    assert words(xhtml) == [("body", "One & two."), ("list", "Three.")]
    assert beside(xhtml) == [("list", "Piers Hallam")]
    assert (xhtml.language, xhtml.meta["lang"]) == ("en", "en")


def test_an_entry_of_the_old_atom():
    source = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Bells</title><issued>2004-03-18T09:30:00Z</issued>'
        '<content type="text/html" mode="escaped">&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>'
    )
    (document,) = documents(source)
    assert (words(document), beside(document)) == ([("body", "One.")], [("heading", "Bells")])
    assert document.meta["date"].year == 2004


def test_a_prefix_may_have_any_name():
    source = (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:content type="xhtml">'
        '<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>One.</h:p><h:p>Two.</h:p></h:div></a:content></a:entry></a:feed>'
    )
    assert words(documents(source)[0]) == [("body", "One."), ("body", "Two.")]
    foreign = rss('<x:title xmlns:x="urn:other">No title</x:title><description>One.</description>')
    assert not documents(foreign)[0].beside


def test_posts_of_wordpress():
    text = (
        "Kites flew over Orrest.\n\nThe second\nparagraph.\n\n"
        '[caption id="a5" width="300"]<img src="a.jpg" alt="A kite over a hill" /> A kite maker at work.[/caption]\n\n'
        '[gallery ids="1,2"]\n\n<!-- wp:paragraph -->\n<h2>Wind</h2>\n<!-- /wp:paragraph -->'
    )
    comment = "<wp:comment><wp:comment_content>the the comment</wp:comment_content></wp:comment>"
    (document,) = documents(rss(post(text, more=comment)), "a.wxr")
    assert [each for each in words(document) if each[1].strip("\ufffc ")] == [
        ("body", "Kites flew over Orrest."),
        ("body", "The second\nparagraph."),
        ("caption", "A kite maker at work."),
        ("heading", "Wind"),
    ]
    assert document.day_of_writing == datetime.date(2026, 3, 18)


@pytest.mark.parametrize(
    ("kind", "status"), [("nav_menu_item", "publish"), ("wp_template", "publish"), ("post", "trash")]
)
def test_what_is_no_post_is_not_read(kind, status):
    (document,) = documents(rss(post("The the menu.", kind=kind, status=status)))
    assert (document.blocks, document.beside) == ((), ())


def test_news_items():
    text, picture, in_nitf, plain = documents(
        news_message(
            news_item(
                f"<inlineXML><html {HTML}><head><title>no</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>"
            ),
            '<newsItem><contentMeta><headline>Quay</headline><description role="drol:caption">A ferry at the quay.</description>'
            "</contentMeta><contentSet><remoteContent/></contentSet></newsItem>",
            news_item(
                f"<inlineXML>{nitf('<p>In NITF.</p>').strip()}</inlineXML>".replace(
                    "<nitf>", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
                )
            ),
            news_item('<inlineData contenttype="text/plain">One line.\n\nAnother line.</inlineData>'),
        ),
        "a.newsml",
    )
    assert words(text) == [("body", "One."), ("body", "Two.")]
    assert beside(text) == [("heading", "Ferry strike ends"), ("list", "Ines Okafor")]
    assert text.day_of_writing == datetime.date(2026, 3, 18)
    assert words(picture) == [("body", "A ferry at the quay.")]
    assert words(in_nitf) == [("body", "In NITF.")]
    assert words(plain) == [("body", "One line."), ("body", "Another line.")]


def test_an_article_in_nitf():
    (document,) = documents(
        nitf(
            "<p>At <location>Orrest</location> it burned.</p><hl2>After the fire</hl2>"
            '<media media-type="image"><media-reference source="x"/><media-caption>The weir at dusk.</media-caption>'
            "<media-producer>Nobody</media-producer></media><p>Caf&eacute; &amp; mill.</p>",
            head="<hedline><hl1>Mill burns</hl1></hedline><byline>By <person>Tamsin Orde</person></byline>"
            "<abstract><p>Crews came from three valleys.</p></abstract>",
            prolog='<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">\n',
        ),
        "a.nitf",
    )
    assert words(document) == [
        ("body", "At Orrest it burned."),
        ("heading", "After the fire"),
        ("caption", "The weir at dusk."),
        ("body", "Café & mill."),
    ]
    assert beside(document) == [
        ("heading", "Mill burns"),
        ("list", "By Tamsin Orde"),
        ("body", "Crews came from three valleys."),
    ]
    assert document.meta["date"] == datetime.date(2026, 3, 18)


NINJS = {
    "uri": "urn:orrest:1",
    "type": "text",
    "versioncreated": "2026-03-18T09:30:00Z",
    "language": "en",
    "headline": "Ferry strike ends",
    "byline": "Ines Okafor",
    "body_text": "“We go,” she said.\n\nIt was over.",
    "description_text": "Crews return to work.",
    "associations": {"picture": {"uri": "urn:orrest:2", "description_text": "A quay at dusk."}},
}


@pytest.mark.parametrize("ascii_only", [True, False])
def test_items_of_ninjs(ascii_only):
    source = json.dumps(
        [NINJS, {"uri": "b", "headline": "B", "body_xhtml": "<p>One.</p><p>\ud83d\ude00 Two.</p>"}],
        ensure_ascii=ascii_only,
    )
    first, second = documents(source.encode("utf-16", "surrogatepass").decode("utf-16"), "a.json")
    assert words(first) == [("body", "“We go,” she said."), ("body", "It was over.")]
    assert beside(first) == [
        ("heading", "Ferry strike ends"),
        ("list", "Ines Okafor"),
        ("body", "Crews return to work."),
        ("caption", "A quay at dusk."),
    ]
    assert (first.day_of_writing, first.language) == (datetime.date(2026, 3, 18), "en")
    assert words(second) == [("body", "One."), ("body", "😀 Two.")]


def test_lines_of_json():
    source = (
        '{"id": 1, "title": "One", "text": "The mill.\\n\\nThe weir.", "date": "2026-03-18", "lang": "en"}\n\n'
        '{"content": "<p>The mill.</p><p>The weir.</p>", "tags": ["the the"]}\r\n'
    )
    first, second = documents(source, "a.jsonl")
    assert words(first) == words(second) == [("body", "The mill."), ("body", "The weir.")]
    assert beside(first) == [("heading", "One")]
    assert first.day_of_writing == datetime.date(2026, 3, 18)
    assert (second.start, second.position(0)) == (source.index('{"content'), (3, 1))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "a.rss",
            rss(f"<title>{DOUBLED}</title>", f"<description>\r\n<![CDATA[é 😀 {DOUBLED}]]></description>"),
        ),
        ("a.rss", rss(f"<description>&lt;p&gt;&amp;amp; {DOUBLED}&lt;/p&gt;</description>")),
        ("a.atom", atom(f"<summary>&#x1F600; &lt; {DOUBLED}</summary>")),
        ("a.nitf", nitf(f"<p>é <em>{DOUBLED}</em></p>")),
        ("a.json", json.dumps({**NINJS, "body_text": f"\u201cé\u201d \\ \t\n{DOUBLED}"})),
    ],
)
def test_every_character_keeps_its_place(name, source):
    found = [
        (document.start + document.whole_text.index("the the"), document)
        for document in documents(source, name)
        if "the the" in document.whole_text
    ]
    assert found
    for offset, document in found:
        assert source[offset : offset + 7] == "the the"
        line, column = document.position(offset - document.start)
        lines = source.replace("\r\n", "\n").split("\n")
        assert lines[line - 1][column - 1 :].startswith("the the")
        assert len(document.text) == len(document.source)


@pytest.mark.parametrize(
    ("name", "source", "why"),
    [
        ("pom.xml", '<project xmlns="http://maven.apache.org/POM/4.0.0"/>', "root element is “project”"),
        ("a.xml", "<feed><entry>no Atom</entry></feed>", "root element is “feed”"),
        ("a.rss", "---\n---\n<rss>", "no XML begins here"),
        ("a.xml", "", "no XML begins here"),
        ("package.json", '{"name": "x", "version": "1.0.0"}', "no news items"),
        ("a.json", '[{"name": "x"}]', "something else than news items"),
    ],
)
def test_what_is_no_news_says_what_is_read(name, source, why):
    with pytest.raises(NotText, match=why) as error:
        documents(source, name)
    assert "read" in str(error.value)


def test_a_folder_holds_feeds_but_no_xml_that_may_be_anything():
    assert {".rss", ".atom", ".wxr", ".newsml", ".nitf"} <= suffixes()
    assert not {".xml", ".json", ".jsonl", ".ndjson"} & suffixes()


def test_a_text_in_memory_is_read_as_one():
    document = Document(
        rss("<title>One</title><description>The mill.</description>", "<description>The weir.</description>"),
        "feed.xml",
    )
    assert words(document) == [("body", "The mill."), ("body", "The weir.")]
    assert beside(document) == [("heading", "One")]


def test_rss_0_90_is_read():
    source = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Quay</title></channel>'
        f"<item><title>A ferry</title><description>{DOUBLED}</description></item></rdf:RDF>"
    )
    (item,) = documents(source, "a.rss")
    assert words(item) == [("body", DOUBLED)]
    assert item.meta["title"] == "A ferry"


HEDLINE = "<hedline><hl1>Mayor Orvala resigns</hl1></hedline>"


@pytest.mark.parametrize(
    "body",
    [
        f"<body.head>{HEDLINE}</body.head><body.content/>",
        f"<body.head>{HEDLINE}</body.head>",
        f"<body.head>{HEDLINE}<byline>By Ines Okafor</byline><dateline>QUAY</dateline></body.head>"
        "<body.content> </body.content><body.end><tagline>Ines Okafor</tagline></body.end>",
        f"<body.head>{HEDLINE}<rights>Orrest Press</rights><distributor>OP</distributor></body.head>",
    ],
)
def test_an_alert_in_nitf_is_a_headline_only(body):
    (alert,) = documents(f"<nitf><body>{body}</body></nitf>", "a.nitf")
    assert alert.fault is None
    assert next(each.text.strip("\0 ") for each in alert.beside) == "Mayor Orvala resigns"


@pytest.mark.parametrize(
    "body",
    [
        f"<body.head>{HEDLINE}<p>He was tired.</p></body.head>",
        f"<body.head>{HEDLINE}<note><body.content><p>He was tired.</p></body.content></note></body.head>",
        f"<body.head>{HEDLINE}</body.head><x:body.content xmlns:x='urn:x'><x:p>He was tired.</x:p></x:body.content>",
    ],
)
def test_words_beside_the_parts_of_nitf_are_told(body):
    (alert,) = documents(f"<nitf><body>{body}</body></nitf>", "a.nitf")
    assert alert.fault is not None or alert.blocks
