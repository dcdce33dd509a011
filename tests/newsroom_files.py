"""Specimens of the formats of newsrooms; nobody in them exists."""

from __future__ import annotations

RSS_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)
WORDPRESS_NAMESPACES = (
    'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
)
NEWS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
DOUBLED = "The mill at Orrest stands on the the weir."


def rss(*items, head="<language>en</language>", prolog='<?xml version="1.0" encoding="UTF-8"?>\n'):
    inner = "\n".join(f"<item>{item}</item>" for item in items)
    return (
        f'{prolog}<rss version="2.0" {RSS_NAMESPACES} {WORDPRESS_NAMESPACES}>\n<channel><title>The the Voice</title>'
        f"{head}\n{inner}\n</channel></rss>\n"
    )


def atom(*entries):
    inner = "\n".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n<title>The Voice</title>\n{inner}\n</feed>\n'


def post(content, *, kind="post", status="publish", more=""):
    """A post in a WordPress export."""
    return (
        f"<title><![CDATA[Kites over Orrest]]></title><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_date><![CDATA[2026-03-18 09:30:00]]></wp:post_date><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>{status}</wp:status>{more}"
    )


def news_item(content, headline="Ferry strike ends"):
    return (
        f'<newsItem xml:lang="en"><itemMeta><versionCreated>2026-03-18T09:30:00Z</versionCreated></itemMeta>'
        f"<contentMeta><headline>{headline}</headline><by>Ines Okafor</by></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def news_message(*items):
    return f"<newsMessage {NEWS}><itemSet>\n" + "\n".join(items) + "\n</itemSet></newsMessage>\n"


def nitf(content, *, head="", prolog=""):
    return (
        f'{prolog}<nitf><head><docdata><date.issue norm="20260318T093000Z"/></docdata></head><body>'
        f"<body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>\n"
    )
