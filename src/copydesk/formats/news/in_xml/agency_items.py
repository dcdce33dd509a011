"""Agency items: articles in NITF, and news items of NewsML-G2, which may hold NITF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.news.composing import Composer, read_either, read_html, read_line, read_plain
from copydesk.formats.news.in_xml.contents import html_in, markup_in, words_of
from copydesk.formats.news.publication_dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.formats.news.in_xml.xml_tree import XmlElement

_NITF_TO_HTML = {
    **{
        name: name
        for name in "p ul ol li dl dt dd table tr td th caption pre hr br em strong sub sup q a".split()
    },
    "hl1": "h1",
    "hl2": "h2",
    "block": "div",
    "bq": "blockquote",
    "credit": "p",
    "media": "figure",
    "media-caption": "figcaption",
    "note": "aside",
    "fn": "aside",
}
_NITF_WITHOUT_TEXT = frozenset(
    "media-reference media-metadata media-object media-producer datasource nitf-table-metadata".split()
)

_PARTS_OF_BODY = frozenset(("body.head", "body.content", "body.end"))


def read_nitf(source: str, nitf: XmlElement, composer: Composer) -> None:
    """Read an article in NITF."""
    head = [*nitf.at("body", "body.head")]
    headlines = [
        each for top in head for hedline in top.named("hedline") for each in hedline.named("hl1", "hl2")
    ]
    for headline in headlines or nitf.at("head", "title"):
        composer.add_title(words_of(source, headline), read_line)
    for content in nitf.at("body", "body.content"):
        composer.add_body(markup_in(source, content, _NITF_TO_HTML, _NITF_WITHOUT_TEXT), read_html)
    if not composer.has_body:  # against the rules, it stands in the body itself
        for body in nitf.named("body"):
            skipped = _NITF_WITHOUT_TEXT | _PARTS_OF_BODY
            composer.add_body(markup_in(source, body, _NITF_TO_HTML, skipped), read_html)
    for abstract in (each for top in head for each in top.named("abstract")):
        composer.add_summary(markup_in(source, abstract, _NITF_TO_HTML, _NITF_WITHOUT_TEXT), read_html)
    for byline in (each for top in head for each in top.named("byline")):
        _read_byline(source, byline, composer)
    for tagline in nitf.at("body", "body.end", "tagline"):
        composer.add_beside(words_of(source, tagline), read_line, "body")
    for date in nitf.at("head", "docdata", "date.issue"):
        _tell_date(source, date, composer, date.attribute("norm"))
    for date in (each for top in head for each in top.at("dateline", "story.date")):
        _tell_date(source, date, composer, date.attribute("norm"))
    composer.tell_language(nitf.language)


def read_news_item(source: str, item: XmlElement, composer: Composer) -> None:
    """Read a news item of NewsML-G2: a text, or what is said of a picture."""
    about = [*item.named("nar:contentMeta")]
    for headline in (each for meta in about for each in meta.named("nar:headline")):
        composer.add_title(words_of(source, headline), read_line)
    for byline in (each for meta in about for each in meta.named("nar:by")):
        _read_byline(source, byline, composer)
    for content in item.at("nar:contentSet", "nar:inlineXML"):
        _read_inline(source, content, composer)
    for content in item.at("nar:contentSet", "nar:inlineData"):
        is_html = "html" in content.attribute("contenttype")
        spelled = html_in(source, content) if is_html else words_of(source, content)
        composer.add_body(spelled, read_html if is_html else read_plain)
    for description in (each for meta in about for each in meta.named("nar:description")):
        if "caption" in description.attribute("role") and composer.has_body:
            composer.add_beside(words_of(source, description), read_either, "caption")
        else:
            composer.add_summary(words_of(source, description), read_either)
    dates = (
        *item.at("nar:contentMeta", "nar:contentCreated"),
        *item.at("nar:itemMeta", "nar:firstCreated"),
        *item.at("nar:itemMeta", "nar:versionCreated"),
    )
    for date in dates:
        _tell_date(source, date, composer)
    tags = (each.attribute("tag") for meta in about for each in meta.named("nar:language"))
    composer.tell_language(next(tags, "") or item.language)


def _read_inline(source: str, content: XmlElement, composer: Composer) -> None:
    nested = content.children[:1]
    if nested and nested[0].name == "nitf":
        read_nitf(source, nested[0], composer)
        return
    bodies: Iterable[XmlElement] = [each for each in content.all() if each.name == "html:body"][:1] or [
        content
    ]
    for body in bodies:
        composer.add_body(markup_in(source, body), read_html)


def _read_byline(source: str, byline: XmlElement, composer: Composer) -> None:
    composer.add_author(words_of(source, byline))


def _tell_date(source: str, date: XmlElement, composer: Composer, norm: str = "") -> None:
    spelled = (
        words_of(source, date)
        if not norm
        else html_in(source, date._replace(first=date.start, last=date.end))
    )
    composer.tell("date", read_date(norm or spelled.text), spelled)
