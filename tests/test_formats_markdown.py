from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.document import Document
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.formats.templating.templates import mask_templates
from copydesk.support.source_text import with_line_feeds
from timing import is_quick


def read(source, path="a.md"):
    document = Document(source, path)
    assert len(document.text) == len(source)
    return document


def blocks(source, path="a.md"):
    document = read(source, path)
    shown = [document.text[block.start : block.end].replace(MARKUP, "") for block in document.blocks]
    return list(zip((block.place for block in document.blocks), shown, strict=True))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One <!--> two <!---> three <!-- four -->", [("body", "One  two  three ")]),
        ("# Bridges {#top}\n\nA *b*.", [("heading", "Bridges "), ("body", "A b.")]),
        ("One\n===\ntwo", [("heading", "One"), ("body", "two")]),
        ("- tight\n- two\n  lines", [("list", "tight"), ("list", "two\nlines")]),
        ("- loose\n\n- [x] task", [("list", "loose"), ("list", "task")]),
        ("- a\n  - b", [("list", "a"), ("list", "b")]),
        ("> said\n> she", [("quote", "said\nshe")]),
        ("|A|B|\n|-|-|\n|c|`d`|", [("table", "A"), ("table", "B"), ("table", "c")]),
        ("See[^1].\n\n[^1]: The note.", [("body", "See."), ("body", "The note.")]),
        ("Term\n: What it is", [("list", "Term"), ("list", "What it is")]),
        ("![A dog in a field](dog.png)", [("caption", "A dog in a field")]),
        ("![dog](dog.png)", []),
        (
            "![A dog ![in](a.png) a ![wet ![old](b.png)](c.png) field](d.png)",
            [("caption", f"A dog {OBJECT} a {OBJECT} field")],
        ),
        ("A ![dog ![in](a.png) a field](d.png).", [("body", f"A {OBJECT}.")]),
        ("![The tag <mark>, too](a.png)", [("caption", "The tag , too")]),
        ("# ![A dog](a.png) `code`", [("heading", f"{OBJECT} {OBJECT}")]),
        ("Press ![the key](k.png) now", [("body", f"Press {OBJECT} now")]),
        ('[Text *here*](/to "T") and <http://a.b>', [("body", f"Text here and {OBJECT}")]),
        ("Go to https://a.org/x_y_z.", [("body", f"Go to {OBJECT}.")]),
        ("[![Fig](https://a.org/x.svg?y=(z))](https://b.org/c) t", [("body", f"{OBJECT} t")]),
        ("# `open`\n\nt", [("heading", OBJECT), ("body", "t")]),
        ("(see https://a.org/x_(y))", [("body", f"(see {OBJECT})")]),
        ('`x = "1"` is', [("body", f"{OBJECT} is")]),
        ('```\ncode "\n```\n\n    more code\n\nText', [("body", "Text")]),
        ("It rose from $5-$10 to $1bn/$2bn.", [("body", "It rose from $5-$10 to $1bn/$2bn.")]),
        ("Where $x^2$ is", [("body", f"Where {OBJECT} is")]),
        ("A &amp; B&nbsp;C \\* D so&shy;ft", [("body", "A & B\xa0C * D soft")]),
        ("one<br>two", [("body", "one\ntwo")]),
        ('<div class="x">\n<p>In &lt;HTML&gt;</p>\n</div>', [("body", "In <HTML>")]),
        ("Before <!-- not \n\n this --> after", [("body", "Before \n\n after")]),
        ("[^9] and [sic] stay [the]", [("body", "[^9] and [sic] stay [the]")]),
    ],
)
def test_blocks(source, expected):
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% if a == "%}" %}\nText.\n{% endif %}', ["Text."]),
        ('Dear {{ name | default: "}}" }},', [f"Dear {OBJECT},"]),
        ('{{< figure src="a"\n  caption="it\'s" >}}\n\nText.', ["Text."]),
        ("A {{% note %}}b{{% /note %}} c", [f"A {OBJECT}b c"]),
        ("Text.\n{: .lead}\n\n## H {#id .c}", ["Text.", "H "]),
        ('A [link](x){target="_blank"} b', ["A link b"]),
        ('[caption id="3"]A view[/caption] and [gallery ids="1,2"].', [f"A view and {OBJECT}."]),
        ("[Link]({{ site.url }}/a) {# note #} x", ["Link  x"]),
        ("Line one ends with\n{{ name }}\nand goes on.", [f"Line one ends with\n{OBJECT}\nand goes on."]),
        ("::: tip\nText.\n:::", ["Text."]),
        ("[b]bold[/b] stays", ["[b]bold[/b] stays"]),
        ('<a href="{{ "x" | url }}">t</a>', ["t"]),
    ],
)
def test_templates_are_masked(source, expected):
    assert [shown for _, shown in blocks(source)] == expected


def test_mdx_masks_code_and_keeps_prose():
    source = "import A from 'a'\nexport const b = {\n  c: 1 }\n\n# Hi\n\n<A b={c => \"{}\"}>Text {d.e} here.</A>\n\n{/* no */}\nEnd.\n"
    assert blocks(source, "a.mdx") == [("heading", "Hi"), ("body", f"Text {OBJECT} here."), ("body", "End.")]


def test_an_import_in_prose_stays():
    assert blocks("import duties rose.\nexport fell.", "a.mdx") == [
        ("body", "import duties rose.\nexport fell.")
    ]


@pytest.mark.parametrize(
    ("source", "meta"),
    [
        ("---\nTitle: A\ndate: 2025-02-01\n---\nText", {"title": "A", "date": datetime.date(2025, 2, 1)}),
        ("---\r\nTitle: A\r\n---\r\nText", {"title": "A"}),
        ("---\ndate: 2025-02-30\n---\nText", {"date": "2025-02-30"}),
        ('+++\ntitle = "A"\n+++\nText', {"title": "A"}),
        ('{\n"Title": "A"\n}\nText', {"title": "A"}),
        ("---\ntitle: A: B\n---\nText", {}),
        ("---\ntitle: !site A\nlist: !site [1, !site B]\n---\nText", {"title": "A", "list": ["1", "B"]}),
        ("---\n!site title: A\nday: !!timestamp B\n---\nText", {"title": "A", "day": "B"}),
        (
            "---\n<<: &a {title: A}\nmore: {<<: *a}\nday: !site B\n---\nText",
            {"title": "A", "more": {"title": "A"}, "day": "B"},
        ),
        ("---\n---\nText", {}),
    ],
)
def test_front_matter(source, meta):
    document = read(source)
    assert document.meta == meta
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Text"]


def test_two_rules_are_no_front_matter():
    assert [shown for _, shown in blocks("---\nSome prose.\n\n---\nText")] == ["Some prose.", "Text"]


SNIPPETS = ["*", "**", "`", "“a”", "é", "🚀", "\n", "\n\n", "# ", "- ", "> ", "|a|b|\n|-|-|\n", "[x](y)", "{{ a }}", "{%",
            "%}", "<b>", "</b>", "<!--", "-->", "&amp;", "$1", "http://a.b", "![a b](c)", "\r\n", "    ", "\t", "\x01", "word", "---\n"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(SNIPPETS), max_size=25).map("".join) | st.text(max_size=60),
    st.sampled_from([".md", ".mdx", ".html", ".txt"]),
)
def test_every_place_holds_its_character_or_a_filler(source, suffix):
    source = with_line_feeds(source)
    document = read(source, "a" + suffix)
    for index, (shown, written) in enumerate(zip(document.text, source, strict=True)):
        assert shown in (written, MARKUP, OBJECT, "\n") or "&" in source[max(0, index - 2) : index + 1]
        assert written not in "\r\n" or shown == written
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(source[block.start : block.end].strip() for block in document.blocks)


@pytest.mark.parametrize("tail", ["", "\n}} %} #} >}} *} -->", "'\n\n}}"])
@pytest.mark.parametrize(
    "opening",
    ["{{ a ", "{% b ", "{# c ", "{{< d ", "{% comment %} ", "<!-- ", "{/* ", '[a b="c"] ', "{{ x }}\n"],
)
def test_tags_that_do_not_close_take_their_time_once(opening, tail):
    assert is_quick(lambda: mask_templates(opening * 5_000 + tail), 0.3)


def test_a_value_in_three_braces_is_one():
    source = "It is {{{ a }}} and {{ b }} or {c: {{ d }}}."
    masked, _ = mask_templates(source)
    assert masked == "It is xxxxxxxxx and xxxxxxx or {c: xxxxxxx}."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bare_lines_of_metadata(end):
    source = end.join(
        ("Title: The loom", "Date: 2024-02-07", "Category: News", "", "It began the the day.", "")
    )
    document = Document(source, "a.md")
    assert document.meta == {"title": "The loom", "date": "2024-02-07", "category": "News"}
    assert document.dateline.value.isoformat() == "2024-02-07"
    assert [source[block.start : block.end] for block in document.blocks] == ["It began the the day."]
    assert len(document.text) == len(source)
    assert document.is_own


@pytest.mark.parametrize(
    "source",
    [
        "Title: The loom\n\nIt began.\n",  # a line alone may be a heading
        "Flour: 200 g\nSugar: 100 g\n\nMix it.\n",
        "Note: this is\nTitle: not one, for it goes on\nwithout an empty line.\n",
    ],
)
def test_lines_that_are_no_metadata(source):
    assert Document(source, "a.md").meta == {}


@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
@pytest.mark.parametrize(
    "name", ["script", "style", "pre", "code", "kbd", "samp", "textarea", "svg", "math", "SVG"]
)
@pytest.mark.parametrize(
    "form",
    [
        "Text before <{0}>its , a</{0}> and after.",
        "<{0}>its , a</{0}>",
        "<{0} class='a'>\nits , a\n\nits , b\n</{0}>",
        "- item <{0}>its , a</{0}> more",
        "<div>\n<{0}>its , a</{0}>\n</div>",
    ],
)
def test_elements_whose_content_is_no_prose_are_none(path, name, form):
    document = read("Intro.\n\n" + form.format(name) + "\n\nThe end.\n", path)
    assert "its" not in document.text
    assert blocks(document.source, path)[-1] == ("body", "The end.")


@pytest.mark.parametrize(
    "code",
    [
        "<Card a={{b: {c: {d: {e: {f: 'its , a'}}}}}} />",
        "<Card a={'}'} b='its , a' />",
        "export const a = `one\n\nits , a`",
        "export const a = {\n b: 'its , a',\n\n c: 'its , b'\n}",
    ],
)
def test_expressions_of_mdx_are_no_prose_however_deep(code):
    document = read(f"Intro.\n\n{code}\n\nThe end.\n", "a.mdx")
    assert "its" not in document.text
    assert "The end." in document.text


def test_a_table_with_more_cells_than_pyromark_takes():
    source = "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b|\n" * 2000 + "\n\nThe mayor came.\n"
    text = Document(source, "a.md").text
    assert len(text) == len(source)
    assert "The mayor came." in text
