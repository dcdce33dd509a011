"""Reading: the records of a file in XML, each with what reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from copydesk.formats.news.composing import Composer
from copydesk.formats.news.in_xml.agency_items import read_news_item, read_nitf
from copydesk.formats.news.in_xml.feeds import read_entry, read_item
from copydesk.formats.news.in_xml.skeleton import Surroundings, read_skeleton
from copydesk.formats.news.in_xml.splitting import find_records, record_name
from copydesk.formats.news.in_xml.well_formed import fault_in
from copydesk.formats.news.in_xml.xml_tree import XmlElement, read_tree
from copydesk.formats.news.record import Record, broken, first_records, unread
from copydesk.formats.parsed import Fault, Parsed

_READERS: dict[str, Callable[[str, XmlElement, Composer], None]] = {
    "item": read_item,
    "entry": read_entry,
    "newsItem": read_news_item,
    "nitf": read_nitf,
}


def split(source: str) -> list[Record]:
    """Return the articles of a file: a feed, a WordPress export, NewsML-G2 or NITF.

    Raises:
        NotText: it is none, or declares entities.
    """
    name = record_name(source)
    stretches = find_records(source, name)
    skeleton = read_skeleton(source, stretches)
    records = [
        Record(start, end, partial(read_record, around=around, read=_READERS[name]))
        for (start, end), around in zip(stretches, skeleton.around, strict=True)
    ]
    kept = first_records(records)
    is_cut_off = bool(stretches) and stretches[-1].end == len(source)  # which its last record reports
    if skeleton.fault and not is_cut_off:
        kept = sorted([*kept, unread(*skeleton.fault)], key=lambda each: each.start)
    return kept


def read_record(
    source: str, around: Surroundings, read: Callable[[str, XmlElement, Composer], None]
) -> Parsed:
    """Read one record."""
    if fault := fault_in(source, around.opening, "</r>"):
        return broken(source, fault)
    tree = read_tree(source, around.namespaces, around.language)
    if isinstance(tree, Fault):
        return broken(source, tree)
    composer = Composer(source)
    read(source, tree, composer)
    return composer.parsed()
