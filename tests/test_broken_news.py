"""Feeds and news items that are broken or hostile: what is wrong is told at its place, and stops nothing else."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.news import record
from copydesk.run.runner import run
from copydesk.run.session import Session
from newsroom_files import DOUBLED, atom, rss
from timing import is_quick

GOOD = f"<description>{DOUBLED}</description>"


def findings(tmp_path, content, name="a.rss"):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run(Session(RunOptions(use_cache=False)), [file]).findings


def told(tmp_path, content, name="a.rss"):
    """What is found: the rule, and for what could not be read the characters there and the reason."""
    text = content if isinstance(content, str) else content.decode()
    return [
        (each.rule, text[each.start : each.start + 6], each.message.partition(": ")[2])
        if each.is_failure
        else (each.rule, text[each.start : each.end], "")
        for each in findings(tmp_path, content, name)
    ]


DOUBLED_WORD = ("doubled-word", "the the", "")


@pytest.mark.parametrize(
    ("item", "place", "reason"),
    [
        ("<title>Mill & weir</title>", "& weir", "is written &amp;"),
        ("<link>https://a.example/?a=1&b=2</link>", "&b=2</", "is written &amp;"),
        ("<title>Five < six</title>", "< six<", "is written &lt;"),
        ("<title>A&nbsp;mill</title>", "&nbsp;", "“&nbsp;” means; write the character itself"),
        ("<title>A mill\x0b</title>", "\x0b</tit", "U+000B is not allowed"),
        ("<title>A mill</titel>", "</tite", "“</titel>” closes another element"),
        ("<y:title>A mill</y:title>", "<y:tit", "prefix of a name is not declared"),
        ("<title>A mill</title><description>", "</item", "“</item>” closes another element"),
        ("<a>" * 300 + "</a>" * 300, "<a><a>", "nested more than 200 deep"),
    ],
)
def test_a_broken_item_is_told_at_its_place_and_the_others_are_checked(tmp_path, item, place, reason):
    before, broken, behind = told(tmp_path, rss(GOOD, item, GOOD))
    assert before == behind == DOUBLED_WORD
    assert broken[:2] == ("unreadable-file", place)
    assert reason in broken[2]


def test_no_next_step_is_told_that_cannot_work(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.rss").write_text(rss(GOOD, "<title>Mill & weir</title>", GOOD))
    assert main(["check", "a.rss"]) == 2
    said = capsys.readouterr().out
    assert "\n1 file checked, 1 article of a.rss could not be read: 1 error, 2 warnings.\n" in said
    assert "Next:" not in said
    main(["fix", "a.rss"])
    assert "--suggested" not in capsys.readouterr().out
    (tmp_path / "b.rss").write_text(rss(GOOD, "<title>Mill & weir</title>", "<title>A < b</title>"))
    (tmp_path / "c.md").write_text("They sat on the the pier.\n")
    main(["check", ".", "gone.md"])
    said = capsys.readouterr().out
    assert (
        "\n3 files checked, 1 could not be read, 3 articles of 2 files could not be read: 4 errors," in said
    )
    assert "Next:" in said


def test_an_end_tag_that_is_missing_stops_no_other_item(tmp_path):
    source = rss(GOOD, "<title>A mill</title>", GOOD).replace(
        "<title>A mill</title></item>", "<title>A mill</title></itme>"
    )
    assert [each[0] for each in told(tmp_path, source)] == ["doubled-word", "unreadable-file", "doubled-word"]


@pytest.mark.parametrize(
    "left",
    ["</channel></rss>", "</rss>", "</item>\n</channel></rss>", "description></item>\n</channel></rss>"],
)
def test_a_file_that_ends_too_early_never_passes(tmp_path, left):
    source = rss(GOOD, "<description>The weir.</description>")
    cut = source[: source.rindex(left)]
    found = findings(tmp_path, cut)
    assert [each.rule for each in found] == ["doubled-word", "unreadable-file"]
    assert found[1].start >= len(cut) - len("</")
    assert "ends too early" in found[1].message or "does not end" in found[1].message


def test_what_is_broken_around_the_items_is_told_too(tmp_path):
    source = rss(GOOD, GOOD, head="<title>A & B</title>")
    assert [each[:2] for each in told(tmp_path, source)] == [
        ("unreadable-file", "& B</t"),
        DOUBLED_WORD[:2],
        DOUBLED_WORD[:2],
    ]
    behind = rss(GOOD).replace("</channel>", "<a></b></channel>")
    assert [each[:2] for each in told(tmp_path, behind)] == [DOUBLED_WORD[:2], ("unreadable-file", "</b></")]


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        "<!ENTITY % a \"<!ENTITY b SYSTEM 'a.txt'>\"> %a;",
    ],
)
def test_no_entity_is_expanded(tmp_path, declarations):
    source = rss(
        "<title>&b; a mill</title>", prolog=f'<?xml version="1.0"?>\n<!DOCTYPE rss [{declarations}]>\n'
    )
    (found,) = findings(tmp_path, source)
    assert found.is_failure
    assert "line 2 declares the entity" in found.message


@pytest.mark.parametrize(
    "rules",
    [
        'PUBLIC "-//IPTC//DTD NITF 3.4//EN" "http://127.0.0.1/nitf.dtd"',
        '[<!ENTITY % names SYSTEM "http://127.0.0.1/names.ent"> %names;]',
    ],
)
def test_what_another_file_may_declare_is_left_alone(tmp_path, rules):
    outside = "<!-- &a; --><![CDATA[ &b; ]]><?c &d; ?> &#xe9; &amp;e;"
    source = rss(f"<title>caf&eacute;{outside}</title>{GOOD}", prolog=f"<!DOCTYPE rss {rules}>\n")
    assert told(tmp_path, source) == [DOUBLED_WORD]
    (document,) = Document.all_in(source, "a.rss")
    assert "café" in document.beside[0].text
    source = source.replace("</item>", f"</item><item><title>a &unknown; café</title>{GOOD}</item>")
    assert [each[:2] for each in told(tmp_path, source)] == [DOUBLED_WORD[:2], ("unreadable-file", "&unkno")]


@pytest.mark.parametrize("inner", ["<item>{}</item>", "<x><item>{}</item></x>", "<item/>"])
def test_an_item_inside_another_is_told(tmp_path, inner):
    found = told(tmp_path, rss(GOOD + inner.format(GOOD), GOOD))
    assert [each[:2] for each in found] == [
        ("unreadable-file", "<item>" if "/>" not in inner else "<item/"),
        DOUBLED_WORD[:2],
    ]


def test_an_entry_inside_another_is_told_and_items_of_other_namespaces_are_none(tmp_path):
    inside = atom(f"<summary>{DOUBLED}</summary><entry><title>A</title></entry>")
    assert [each[:2] for each in told(tmp_path, inside, "a.atom")] == [("unreadable-file", "<entry")]
    other = rss(f"{GOOD}<y:item xmlns:y='urn:a'>a</y:item>")
    assert told(tmp_path, other) == [DOUBLED_WORD]


def test_texts_of_associated_items_are_read(tmp_path):
    item = {"uri": "a", "headline": "Weir", "associations": {"x": {"body_text": DOUBLED}}}
    assert [each[:2] for each in told(tmp_path, json.dumps(item), "a.json")] == [DOUBLED_WORD[:2]]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.rss", rss(GOOD, GOOD, GOOD)),
        ("a.atom", atom("<title>A</title>", "<title>B</title>", "<title>C</title>")),
        ("a.jsonl", '{"text": "a"}\n' * 3),
        ("a.json", json.dumps([{"uri": "a", "headline": "A"}] * 3)),
    ],
)
def test_a_file_with_too_many_articles_is_not_read(tmp_path, monkeypatch, name, source):
    monkeypatch.setattr(record, "MOST_RECORDS", 2)
    monkeypatch.setattr("copydesk.formats.news.in_xml.splitting.MOST_RECORDS", 2)
    (found,) = findings(tmp_path, source, name)
    assert found.is_failure
    assert "more than 2 articles; split it" in found.message


def test_too_many_articles_are_refused_at_once(tmp_path):
    assert is_quick(lambda: findings(tmp_path, rss(*[""] * 20_001)), 2.5)


@pytest.mark.parametrize(
    "piece",
    ["<item>", "<item/>", '<item a="', "<!--", "<![CDATA[", "<?", "<item></item>", "</item>", "<entry ", "&"],
)
@pytest.mark.parametrize("around", ["{}", "<item><description>{}</description></item>"])
def test_hostile_files_take_no_longer_than_they_are_long(piece, around, monkeypatch):
    monkeypatch.setattr("copydesk.formats.news.in_xml.splitting.MOST_RECORDS", 100)
    monkeypatch.setattr(record, "MOST_RECORDS", 100)
    source = f"<rss><channel>{around.format(piece * 50_000)}</channel></rss>"

    def read():
        with suppress(NotText):
            for document in Document.all_in(source, "a.rss"):
                assert len(document.text) == len(document.source)

    assert is_quick(read, 2.5)


ENCODED = rss("<description>Caf\u00e9 and mill: the the weir.</description>", prolog="")


@pytest.mark.parametrize(
    ("declared", "codec", "rules"),
    [
        ("UTF-8", "utf-8", ["doubled-word"]),
        ("UTF-8", "utf-8-sig", ["doubled-word"]),
        ("UTF-16", "utf-16", ["doubled-word"]),
        ("ISO-8859-1", "latin-1", ["doubled-word"]),
        ("ISO-8859-1", "utf-8", ["doubled-word", "legacy-encoding"]),
        ("windows-1252", "utf-16", ["doubled-word"]),
    ],
)
def test_encodings(tmp_path, declared, codec, rules):
    source = f'<?xml version="1.0" encoding="{declared}"?>\n{ENCODED}'
    found = findings(tmp_path, source.encode(codec))
    assert sorted(each.rule for each in found) == rules
    assert [source[each.start : each.end] for each in found if each.rule == "doubled-word"] == ["the the"]


def test_a_broken_line_of_json_stops_no_other(tmp_path):
    good = json.dumps({"text": DOUBLED})
    source = "\n".join([good, '{"text": ', '{"id": 3}', '["text"]', '{"text": "a"} {}', "[" * 5_000, good])
    assert [each[0] for each in told(tmp_path, source, "a.jsonl")] == [
        "doubled-word",
        *["unreadable-file"] * 5,
        "doubled-word",
    ]


def test_a_broken_list_of_news_items_is_read_so_far(tmp_path):
    item = json.dumps({"uri": "a", "body_text": DOUBLED})
    found = told(tmp_path, f'[{item}, {{"uri": "b", "body_text": oops}}, {item}]', "a.json")
    assert [each[:2] for each in found] == [DOUBLED_WORD[:2], ("unreadable-file", "oops},")]
    assert "behind it is not read" in found[1][2]
    deep = '{"uri": "a", "headline": "x", "y": ' + "[" * 150 + "]" * 150 + "}"
    assert [each[0] for each in told(tmp_path, deep, "a.json")] == ["unreadable-file"]


def test_an_empty_feed_has_no_fault(tmp_path):
    assert not told(tmp_path, rss())
    assert not told(tmp_path, atom(), "a.atom")


P = f"<p>{DOUBLED}</p>"
CONTENT = "http://purl.org/rss/1.0/modules/content/"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.nitf", f'<nitf xmlns="urn:x"><body><body.content>{P}</body.content></body></nitf>'),
        (
            "a.nitf",
            f'<y:nitf xmlns:y="urn:y"><y:body><y:body.content>{P}</y:body.content></y:body></y:nitf>',
        ),
        (
            "a.nitf",
            f'<nitf xmlns="https://iptc.org/std/NITF/2006-10-18"><body><body.content>{P}</body.content></body></nitf>',
        ),
        ("a.nitf", f"<nitf><body>{P}</body></nitf>"),
        (
            "a.nitf",
            f"<nitf><body><body.head><byline>Ada Hollin</byline></body.head><block>{P}</block></body></nitf>",
        ),
        (
            "a.rss",
            f'<x:rss xmlns:x="urn:x"><x:channel><x:item><x:description>{DOUBLED}</x:description></x:item></x:channel></x:rss>',
        ),
        ("a.rss", f'<rss xmlns="urn:a&amp;b"><channel><item>{GOOD}</item></channel></rss>'),
        (
            "a.rss",
            rss(
                f"<c:encoded xmlns:c='{CONTENT.replace('http:', 'https:').rstrip('/')}'>{DOUBLED}</c:encoded>"
            ),
        ),
        ("a.rss", rss(f"<title>A</title><content:encoded xmlns:content='urn:x'>{DOUBLED}</content:encoded>")),
        (
            "a.rss",
            rss(f"<title>A</title><y:full-text xmlns:y='http://news.yandex.ru'>{DOUBLED}</y:full-text>"),
        ),
        (
            "a.rss",
            rss(
                f"<i:summary xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>{DOUBLED}</i:summary><title>A</title>"
            ),
        ),
        (
            "a.rss",
            rss(
                "<title>A</title><g:description xmlns:g='http://www.google.com/schemas/play-podcasts/1.0'>"
                f"{DOUBLED}</g:description>"
            ),
        ),
        ("a.rss", rss(f"<title>A</title><body xmlns='http://www.w3.org/1999/xhtml'>{P}</body>")),
        (
            "a.atom",
            f'<feed xmlns="https://www.w3.org/2005/Atom/"><entry><summary>{DOUBLED}</summary></entry></feed>',
        ),
    ],
)
def test_a_namespace_with_a_slip_or_a_text_in_an_unusual_place_is_read(tmp_path, name, source):
    assert DOUBLED_WORD in told(tmp_path, source, name)


@pytest.mark.parametrize(
    ("name", "source", "place"),
    [
        (
            "a.atom",
            f'<feed xmlns="urn:x" xmlns:a="http://www.w3.org/2005/Atom"><entry><summary>{DOUBLED}</summary></entry></feed>',
            "<summa",
        ),
        (
            "a.newsml",
            f'<newsItem xmlns="urn:x" xmlns:n="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>{DOUBLED}</headline></contentMeta></newsItem>',
            "<headl",
        ),
        (
            "a.newsml",
            f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><content><inlineXML>{P}</inlineXML></content></newsItem>',
            "<conte",
        ),
        ("a.nitf", f"<nitf>{P}</nitf>", f"{P[:6]}"),
        (
            "a.nitf",
            f"<nitf><head><title>The mill</title></head><text>{DOUBLED}</text></nitf>",
            "<text>",
        ),
        ("a.rss", rss(f"<title>A</title><y:content xmlns:y='urn:a'>{DOUBLED}</y:content>"), "<y:con"),
        ("a.rss", rss(f"<y:title xmlns:y='urn:a'>{DOUBLED}</y:title>"), "<y:tit"),
        ("a.rss", rss(f"<title>A</title><content>{DOUBLED}</content>"), "<conte"),
        (
            "a.rss",
            f"<rss><channel><y:item xmlns:y='urn:a'><y:description>{DOUBLED}</y:description></y:item></channel></rss>",
            "<y:des",
        ),
        ("a.rss", f"<rss><channel><entry><title>{DOUBLED}</title></entry></channel></rss>", "<rss><"),
        ("a.rss", f"<rss><channel><article>{P}</article></channel></rss>", "<rss><"),
        ("a.atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><item>{GOOD}</item></feed>', "<feed "),
        (
            "a.newsml",
            '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet/></newsMessage>',
            "<newsM",
        ),
    ],
)
def test_words_that_are_not_read_are_told(tmp_path, name, source, place):
    (found,) = told(tmp_path, source, name)
    assert found[:2] == ("unreadable-file", place)
    assert "not read" in found[2] or "nothing is read" in found[2]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.rss", "<rss><channel><title>Hollin news</title><link>a</link></channel></rss>"),
        ("a.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><title>Hollin news</title></feed>'),
        ("a.rss", rss("<description>&lt;img src='a.jpg' alt=''&gt;</description>")),
        ("a.rss", rss("<guid>a</guid><y:rating xmlns:y='urn:a'>good</y:rating>")),
        ("a.rss", rss("<title>A</title><y:content xmlns:y='urn:a'> </y:content>")),
        ("a.rss", rss("<title>The mill</title><media:content xmlns:media='http://search.yahoo.com/mrss/'/>")),
        ("a.atom", atom("<title>The mill</title><content type='html' src='a.html'/>")),
    ],
)
def test_a_record_that_has_no_words_is_none_that_is_unread(tmp_path, name, source):
    assert told(tmp_path, source, name) == []


LONG = "The board met in the the hall on Monday and spoke of the weir."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a.jsonl", {"text": "", "content": LONG}),
        ("a.jsonl", {"text": " \n", "content": None, "body": LONG}),
        ("a.jsonl", {"text": "<p> </p>", "article": LONG}),
        ("a.jsonl", {"text": "", "summary": LONG}),
        ("a.jsonl", {"text": "The mill.", "title": " ", "headline": LONG}),
        ("a.json", {"uri": "a", "body_html5": "", "body_html": "<p> </p>", "body_text": LONG}),
        ("a.json", {"uri": "a", "bodies": [{"value": ""}, {"value": LONG}]}),
    ],
)
def test_an_empty_text_does_not_hide_a_full_one(tmp_path, name, value):
    assert told(tmp_path, json.dumps(value), name) == [DOUBLED_WORD]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a.jsonl", {"text": "", "markdown": LONG}),
        ("a.jsonl", {"text": {"value": LONG}, "title": "The mill"}),
        ("a.jsonl", {"title": "The mill", "content": [{"type": "p", "value": LONG}]}),
        ("a.json", {"uri": "a", "headline": "The mill", "body": LONG}),
        ("a.json", {"uri": "a", "headline": "The mill", "body_html": {"value": LONG}}),
    ],
)
def test_words_under_unknown_keys_are_told(tmp_path, name, value):
    ((rule, place, reason),) = told(tmp_path, json.dumps(value), name)
    assert (rule, place) == ("unreadable-file", LONG[:6])
    assert "not read; write them" in reason


@pytest.mark.parametrize(("name", "source"), [("a.json", "[ ]"), ("a.jsonl", ""), ("a.ndjson", "\n \r\n")])
def test_a_list_without_articles_is_no_pass(tmp_path, name, source):
    ((rule, _, reason),) = told(tmp_path, source, name)
    assert (rule, reason[:20]) == ("unreadable-file", "it holds no article,")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a.jsonl", {"text": "", "license": LONG}),
        ("a.jsonl", {"text": "", "source": "The Hollin Echo"}),
        ("a.jsonl", {"title": "The mill", "tags": [LONG]}),
        ("a.json", {"uri": "a", "headline": "The mill", "copyrightnotice": LONG}),
    ],
)
def test_what_is_no_text_of_an_article_is_not_asked_for(tmp_path, name, value):
    assert told(tmp_path, json.dumps(value), name) == []


@pytest.mark.parametrize(
    "source",
    [
        "<rss><channel><item><title>Weir</title></item>",
        "<rss><channel><item><title>Weir</title></item>\n",
        "<rss><channel><item><title>Weir</title></item><item/>",
        "<rss><channel><item><title>A &amp; B</title></item></channel>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Weir</title></entry>',
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Weir</a:title></a:entry>\r\n',
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem/>',
    ],
)
def test_a_file_that_ends_behind_a_whole_record_never_passes(tmp_path, source):
    (found,) = findings(tmp_path, source)
    assert found.is_failure
    assert "ends too early" in found.message
    file = tmp_path / "b.rss"
    file.write_text(source)
    assert main(["scan", str(file)]) == 2
    assert not Desk().check(source, "b.rss").is_complete
