from __future__ import annotations

import datetime

import pytest

from copydesk.document import Document
from copydesk.formats.parsed import MARKUP, OBJECT


def blocks(source):
    document = Document(source, "a.html")
    assert len(document.text) == len(source)
    shown = [document.text[block.start : block.end].replace(MARKUP, "") for block in document.blocks]
    return list(zip((block.place for block in document.blocks), shown, strict=True))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h2>The <em>head</em></h2><p>A&nbsp;&ldquo;b&rdquo;<p>Next", [("heading", "The head"), ("body", "A\xa0“b”"), ("body", "Next")]),
        ("<ul><li>One<li>Two</ul>", [("list", "One"), ("list", "Two")]),
        ("<blockquote><p>Said</p></blockquote>", [("quote", "Said")]),
        ("<table><tr><td>a</td><td>b</td></table>", [("table", "a"), ("table", "b")]),
        ('<p>a</p><p class="code">b</p><div class="post code entry">c</div>', [("body", "a"), ("body", "c")]),
        ("<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></table>", [("table", "a"), ("body", "b"), ("body", "c")]),
        ("<figure><img alt=x><figcaption>Cap</figcaption></figure>", [("caption", "Cap")]),
        ("<p><code>\nrun</code> it</p>", [("body", f"{OBJECT} it")]),
        ("<p>a</p><code> <p>b</p></code>", [("body", "a"), ("body", OBJECT)]),
        ("<nav><a>Home</a></nav><footer>© A</footer>", [("chrome", "Home"), ("chrome", "© A")]),
        ("<article><footer>By A</footer></article>", [("body", "By A")]),
        ("<form><label>Name</label></form>", [("chrome", "Name")]),
        (f"<form><p>{'Word ' * 200}</p></form>", [("body", ("Word " * 200).strip())]),
        ("a<br>b<br/><br>c", [("body", "a\nb"), ("body", "c")]),
        ("<p>x < 5 & y > 3</p>", [("body", "x < 5 & y > 3")]),
        ("<script>\"<p>\"</script><style>p{}</style><!-- <p> --><p>t</p><noscript>n</noscript>", [("body", "t")]),
        ("<p>a <code>x=\"1\"</code> b</p><pre>code</pre>", [("body", f"a {OBJECT} b")]),
        ("<p>a</p><listing>a  , b</listing><p>b</p>", [("body", "a"), ("body", "b")]),
        ("<p>a</p><plaintext>a  , b", [("body", "a")]),
        ("<p>a <code><span>x</span> <b>y</b></code>, <kbd><kbd>z</kbd></kbd></p>", [("body", f"a {OBJECT}, {OBJECT}")]),
        ("<p><img>a <img src=b> c<img></p>", [("body", f"a {OBJECT} c")]),
        ("<p>See http://a.b/c.</p>", [("body", f"See {OBJECT}.")]),
        ("<p>a <span hidden>no</span><i style='display: none'>no</i> b</p>", [("body", "a  b")]),
        ("<p title=\"a > b\">t</p>", [("body", "t")]),
        ("<head><title>T</title><body><p>t", [("body", "t")]),
        ("<div hidden><p>All of it</p></div>", [("body", "All of it")]),
        ("<p>so&shy;ft <wbr>x&copy;y &bogus; &#8217;</p>", [("body", "soft x©y &bogus; ’")]),
        ("<div><![CDATA[<p>One</p><p>Two</p>]]></div><p>Three ]]></p>", [("body", "One"), ("body", "Two"), ("body", "Three ]]>")]),
        ("<p>One</p><svg><style/><script/><title/></svg><p>Two</p>", [("body", "One"), ("body", "Two")]),
        ("<p>One</p><svg/><script src='a'/>let a</script><p>Two</p>", [("body", "One"), ("body", "Two")]),
        ("text only", [("body", "text only")]),
        ("<p>cut <a href=\"x", [("body", "cut")]),
    ],
)  # fmt: skip
def test_blocks(source, expected):
    assert blocks(source) == expected


def test_hints_name_the_surroundings():
    document = Document('<body class="home"><aside class="Related box" id="more"><p>t</p></aside>', "a.html")
    assert document.blocks[0].hints == ("aside", "more", "related", "box")


def test_metadata():
    document = Document(
        '<html lang="en-GB"><head><title>A &amp; B</title><meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2025-03-01T10:00:00Z">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "dateModified": "2025-03-02"}]}</script>',
        "a.html",
    )
    assert document.meta == {
        "author": "Ann Lee",
        "date": datetime.datetime(2025, 3, 1, 10, tzinfo=datetime.UTC),
        "modified": datetime.date(2025, 3, 2),
        "title": "A & B",
        "lang": "en-GB",
    }


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ('<time datetime="2025-03-01">1 March</time>', datetime.date(2025, 3, 1)),
        ('<meta itemprop="datePublished" content="1 March 2025">', "1 March 2025"),
        (
            '<script type="application/ld+json">{"datePublished": "2025-03-01"}</script>',
            datetime.date(2025, 3, 1),
        ),
        ('<script type="application/ld+json">{broken</script>', None),
    ],
)
def test_date(source, date):
    assert Document(source, "a.html").meta.get("date") == date


def test_a_button_behind_words_of_a_paragraph_is_read_with_them():
    assert blocks("<p>Press the <button>Send</button> key.</p><p><button>Share</button></p>") == [
        ("body", "Press the Send key."), ("chrome", "Share")
    ]  # fmt: skip


SITE = (
    "<header><h1>Harbour News</h1></header><nav>Home\nBoats</nav>"
    "<main><article><h1>The ferry is late</h1><p>It was the the fog.</p><aside><p>Fog the the sea.</p></aside></article></main>"
    '<div role="contentinfo"><p>© Harbour</p></div><form><p>Your the the name</p></form>'
    f"<form><p>{'The fog is a form. ' * 40}</p></form>"
)


@pytest.mark.parametrize(
    ("parts", "left_out"),
    [
        ((), ()),
        (("nav",), ("Home\nBoats",)),
        (("aside", "header"), ("Harbour News", "Fog the the sea.")),
        (("footer", "form"), ("© Harbour", "Your the the name")),
    ],
)
def test_parts_of_a_page_can_be_left_out(parts, left_out):
    whole = Document(SITE, "a.html")
    document = whole.without(parts)
    texts = [whole.text[block.start : block.end] for block in whole.blocks]
    kept = [document.text[block.start : block.end] for block in document.blocks]
    assert kept == [text for text in texts if text not in left_out]
    assert len(document.text) == len(SITE)
    assert document.text.count("\n") == whole.text.count("\n")
    assert all(text.split("\n")[0] not in document.text for text in left_out)


def test_an_element_in_markdown_is_a_part_too():
    document = Document("It was fog.\n\n<aside>\n<p>The sea.</p>\n</aside>\n\nAll day.\n", "a.md")
    assert [block.within for block in document.blocks] == [frozenset(), frozenset({"aside"}), frozenset()]


_PROSE = "<p>" + "The council voted on Monday to build a second bridge over the river. " * 4 + "</p>"


def parts(source):
    document = Document(source, "a.html")
    return [block.part for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f'<div id=a>{_PROSE}{_PROSE}</div><div class="post-author">Mara Vint writes.</div>', ["article", "article", "page"]),
        (f'<div id=a>{_PROSE}<div class="shareBar">Send it</div>{_PROSE}</div><p>x', ["article", "page", "article", "outside"]),
        (f'<div id=a>{_PROSE}<p class="shareholders">Send it</p>{_PROSE}</div>', ["article", "article", "article"]),
        (f'<div class="has-sidebar">{_PROSE}<div class="no-ads">Send it</div>{_PROSE}</div>', ["article"] * 3),
        (f'<div class="sidebar">{_PROSE}{_PROSE}</div>', ["article", "article"]),
        (f'<main>{_PROSE}<h2 id="related-laws">Laws</h2>{_PROSE}</main>', ["article"] * 3),
        (f'<div id=a><p class="byline">By Mara Vint</p>{_PROSE}{_PROSE}</div>', ["article"] * 3),
        ('<p>Short</p><div class="share">Send it</div>', ["", ""]),
    ],
)  # fmt: skip
def test_parts_of_the_page(source, expected):
    assert parts(source) == expected


def test_the_share_of_links():
    document = Document('<p><a href="/a">Half</a>here</p><p><a name=b>None</a></p>', "a.html")
    assert [block.linked for block in document.blocks] == [0.5, 0.0]


def test_front_matter_above_a_page():
    source = "---\ntitle: The ferry\nsources: [a.txt]\n---\n<title>A page</title>\n<p>It was late.</p>\n"
    document = Document(source, "a.html")
    assert (document.meta["title"], document.meta["sources"]) == ("The ferry", ["a.txt"])
    assert [source[block.start : block.end] for block in document.blocks] == ["It was late."]
    assert "ferry" not in document.text


@pytest.mark.parametrize(
    "source", ["---\n<p>It was late.</p>\n---\n<p>He left.</p>\n", "--- <p>He left.</p>\n"]
)
def test_two_rules_above_a_page_are_no_front_matter(source):
    assert "He left." in [source[block.start : block.end] for block in Document(source, "a.html").blocks]
