"""Unread text: find the text of a record that stands in an element which its reader does not know.

A feed whose articles are in a namespace with a slip in it, or under names of its own, would else be a feed without
words, in which nothing can be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.news.composing import Composer, read_either, read_html
from copydesk.formats.news.in_xml.contents import html_in
from copydesk.formats.parsed import Fault

if TYPE_CHECKING:
    from copydesk.formats.news.in_xml.xml_tree import XmlElement

_TITLES = frozenset("title headline hl1 hl2".split())
_TEXTS = frozenset(
    """abstract article body body.content content description encoded full-text fulltext inlinedata inlinexml p story
    summary text""".split()
)
_KNOWN = frozenset(
    """title description content:encoded excerpt:encoded atom:title atom:summary atom:content nar:title nar:description
    hl1 hl2 abstract""".split()
)
"""The elements that are read, or left out on purpose, by the names that `xml_tree` gives them."""
_KNOWN_PREFIXES = ("html:", "media:", "wp:")
_AROUND_TEXT = frozenset("hedline byline distributor dateline rights series tagline bibliography".split())
"""What NITF has above and below the text: an alert may be no more than a headline."""
_IN_FEEDS = ("item", "entry")
_ADVICE = (
    "see that its namespace (xmlns) and its place are those of the format, or leave the file out (exclude)"
)


def unread_text(source: str, record: XmlElement, composer: Composer) -> Fault | None:
    """Return where a record without a text has words that were not read; None if it has none."""
    if composer.has_body or composer.is_left_out:
        return None
    looked_for = _TEXTS if composer.has_texts_beside else _TEXTS | _TITLES
    is_known_kind = record.name.rpartition(":")[2] not in _IN_FEEDS or record.name in ("item", "atom:entry")
    for element in record.all():
        if element.name.rpartition(":")[2].lower() not in looked_for:
            continue
        if is_known_kind and (element.name in _KNOWN or element.name.startswith(_KNOWN_PREFIXES)):
            continue
        words = _without_surroundings(source, element) if composer.has_texts_beside else source
        read = read_html if element.children else read_either  # a name such as “body.head” looks like no tag
        if read(html_in(words, element).text)[1]:
            written = source[element.start + 1 : element.first - 1].split()[0]
            return Fault(element.start, f"the words in “{written}” are not read here; {_ADVICE}")
    return None


def _without_surroundings(source: str, element: XmlElement) -> str:
    """Return the source with fillers for what stands above and below the text in an element of NITF."""
    for each in element.all():
        if each.name in _AROUND_TEXT:
            source = source[: each.start] + " " * (each.end - each.start) + source[each.end :]
    return source
