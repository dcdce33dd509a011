"""Feeds: items of RSS, entries of Atom, and posts of WordPress exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.news.composing import MOST_CAPTIONS, Composer, read_either, read_html, read_line
from copydesk.formats.news.in_xml.contents import html_in, markup_in, words_of
from copydesk.formats.news.in_xml.wordpress import has_text, read_post
from copydesk.formats.news.publication_dates import read_date

if TYPE_CHECKING:
    from copydesk.formats.news.in_xml.xml_tree import XmlElement
    from copydesk.formats.news.spelled import Spelled

_DATES = ("wp:post_date", "pubDate", "dc:date")
_PUBLISHED = ("atom:published", "atom:issued", "atom:created")
"""The second and third are those of Atom 0.3."""
_UPDATED = ("atom:updated", "atom:modified")
"""The second is that of Atom 0.3."""


def read_item(source: str, item: XmlElement, composer: Composer) -> None:
    """Read an item of RSS, or a post of a WordPress export."""
    is_post = any(item.named("wp:post_type"))
    if is_post and not has_text(source, item):
        composer.is_left_out = True
        return
    for title in item.named("title"):
        composer.add_title(html_in(source, title), read_html)
    for content in item.named("content:encoded"):
        composer.add_body(html_in(source, content), read_post if is_post else read_either)
    for content in item.named("html:body", "html:div"):
        if not composer.has_body:  # else the same once more
            composer.add_body(markup_in(source, content), read_html)
    for content in item.named("yandex:full-text", "turbo:content"):
        if not composer.has_body:
            composer.add_body(html_in(source, content), read_either)
    for summary in item.named("excerpt:encoded", "description"):
        composer.add_summary(html_in(source, summary), read_either)
    for summary in item.named("itunes:summary", "googleplay:description"):
        if not composer.has_body:
            composer.add_body(html_in(source, summary), read_either)
    for author in item.named("dc:creator", "author"):
        spelled = words_of(source, author)
        if "@" not in spelled.text:  # of an address no name is known
            composer.add_beside(spelled, read_line, "list")
        composer.tell("author", spelled.words, spelled)
    _read_captions(source, item, composer)
    for date in item.named(*_DATES):
        spelled = words_of(source, date)
        composer.tell("date", read_date(spelled.text), spelled)
    language = next((words_of(source, each).text.strip() for each in item.named("dc:language")), "")
    composer.tell_language(language or item.language)


def read_entry(source: str, entry: XmlElement, composer: Composer) -> None:
    """Read an entry of Atom."""
    for title in entry.named("atom:title"):
        composer.add_title(_construct(source, title)[0], read_html)
    for content in entry.named("atom:content"):
        spelled, is_text = _construct(source, content)
        composer.add_body(spelled, read_either if is_text else read_html)
    for summary in entry.named("atom:summary"):
        composer.add_summary(_construct(source, summary)[0], read_either)
    for author in entry.at("atom:author", "atom:name"):
        composer.add_author(words_of(source, author))
    _read_captions(source, entry, composer)
    for key, names in (("date", _PUBLISHED), ("updated", _UPDATED)):
        for date in entry.named(*names):
            spelled = words_of(source, date)
            composer.tell(key, read_date(spelled.text), spelled)
    composer.tell_language(entry.language)


def _construct(source: str, element: XmlElement) -> tuple[Spelled, bool]:
    """Return a text of Atom as HTML, and whether it is written as plain text."""
    kind = element.attribute("type")
    if "xhtml" in kind:
        return markup_in(source, element), False
    if "html" in kind:
        return html_in(source, element), False
    return words_of(source, element), True


def _read_captions(source: str, item: XmlElement, composer: Composer) -> None:
    """Read what is said of pictures."""
    for number, each in enumerate(each for each in item.all() if each.name == "media:description"):
        if number == MOST_CAPTIONS:
            return
        read = html_in if each.attribute("type") == "html" else words_of
        composer.add_beside(read(source, each), read_either, "caption")


def _words(spelled: Spelled) -> str:
    return " ".join(spelled.text.replace("\0", "").split())
