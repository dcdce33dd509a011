"""Reading: the records of a file in XML, each with what reads it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.news.composing import Composer
from copydesk.formats.news.in_xml.agency_items import read_news_item, read_nitf
from copydesk.formats.news.in_xml.feeds import read_entry, read_item
from copydesk.formats.news.in_xml.skeleton import Surroundings, read_skeleton
from copydesk.formats.news.in_xml.splitting import find_records, namespace_of_root, none_found, record_name
from copydesk.formats.news.in_xml.unread_text import unread_text
from copydesk.formats.news.in_xml.well_formed import fault_in, unknown_entity_in
from copydesk.formats.news.in_xml.xml_tree import XmlElement, read_tree
from copydesk.formats.news.record import Record, broken, not_too_many, unread
from copydesk.formats.parsed import Fault, Parsed

if TYPE_CHECKING:
    from collections.abc import Callable

_READERS: dict[str, Callable[[str, XmlElement, Composer], None]] = {
    "item": read_item,
    "entry": read_entry,
    "newsItem": read_news_item,
    "nitf": read_nitf,
}


def split(source: str) -> list[Record]:
    """Return the articles of a file: a feed, a WordPress export, NewsML-G2 or NITF.

    Raises:
        NotText: it is none, declares entities, or holds too many articles.
    """
    name = record_name(source)
    stretches = not_too_many(find_records(source, name))
    if not stretches and (why := none_found(source, name)):
        raise NotText(why)
    own = namespace_of_root(source)
    skeleton = read_skeleton(source, stretches)
    records = [
        Record(start, end, partial(read_record, around=around, read=_READERS[name], own=own))
        for (start, end), around in zip(stretches, skeleton.around, strict=True)
    ]
    if skeleton.fault and not (records and _tells_the_end(source, records[-1], skeleton.around[-1])):
        return sorted([*records, unread(*skeleton.fault)], key=lambda each: each.start)
    return records


def _tells_the_end(source: str, last: Record, around: Surroundings) -> bool:
    """Tell whether a file breaks off in its last record, which reports it."""
    return last.end == len(source) and fault_in(source[last.start :], around.opening, "</r>") is not None


def read_record(
    source: str,
    around: Surroundings,
    read: Callable[[str, XmlElement, Composer], None],
    own: str = "",
) -> Parsed:
    """Read one record; `own` is a namespace that counts as none."""
    fault = fault_in(source, around.opening, "</r>")
    if not fault and around.has_outer_rules:
        fault = unknown_entity_in(source)
    if fault:
        return broken(source, fault)
    tree = read_tree(source, around.namespaces, around.language, own)
    if isinstance(tree, Fault):
        return broken(source, tree)
    if inner := next((each for each in tree.all() if each.name == tree.name and each is not tree), None):
        name = tree.name.rpartition(":")[2]
        reason = (
            f"this “{name}” stands inside another one, and neither is read; close the outer one before it"
        )
        return broken(source, Fault(inner.start, reason))
    composer = Composer(source)
    read(source, tree, composer)
    unread_words = unread_text(source, tree, composer)
    return broken(source, unread_words) if unread_words else composer.parsed()
