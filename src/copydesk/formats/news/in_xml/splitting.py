"""Splitting: find the records of a file in XML, without reading them.

So a broken record stops none of the others, and no more than one of them is in memory.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.news.record import MOST_RECORDS
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDS_OF_ROOTS = {
    "rss": "item",
    "RDF": "item",
    "feed": "entry",
    "entry": "entry",
    "newsMessage": "newsItem",
    "newsItem": "newsItem",
    "nitf": "nitf",
}
"""The element that holds one article, by the root element."""
_ATOM = ("w3.org/2005/Atom", "purl.org/atom/ns#")
_NAMESPACES_OF_ROOTS = {
    "RDF": ("purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9"),
    "feed": _ATOM,
    "entry": _ATOM,
    "newsMessage": ("iptc.org",),
    "newsItem": ("iptc.org",),
}
"""What stands in the tag of a root element that other formats have too."""
_READS = "of XML, RSS and Atom feeds, WordPress exports, NewsML-G2 and NITF are read"
_WITH_ONE_NAMESPACE = ("rss", "nitf")
"""The roots of formats that have no namespace, or whose namespace no other format with this root has."""
_SPACE = compile_later(r"\s*")
_ROOT = compile_later(r"<(?:([\w.-]+):)?([\w.-]+)([^<>]*)>?")
_NAMESPACE = compile_later(r"(?<!\S)xmlns(?::([\w.-]+))?\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_OTHER_TEXT = compile_later(
    r"<(?:[\w.-]+:)?(?:item|entry|newsItem|nitf|article|story|post|content|encoded|body|p)(?=[\s/>])"
)
_OPENINGS = (("<?", "?>"), ("<!--", "-->"))
_SECTIONS = r"<!--[\s\S]*?(?:-->|\Z)|<!\[CDATA\[[\s\S]*?(?:\]\]>|\Z)|<\?[\s\S]*?(?:\?>|\Z)"
_TAG = (
    r"<(?P<close>/?)(?:[\w.-]+:)?(?P<name>item|entry|newsItem|nitf)(?=[\s/>])"
    r"(?>(?:[^<>\"']+|\"[^\"<]*\"|'[^'<]*')*)>"
)
_RECORD_TAG = compile_later(_TAG)
_RECORD_TAG_OUTSIDE = compile_later(rf"{_SECTIONS}|{_TAG}")


class RecordPlace(NamedTuple):
    """Where a record stands, in code points; one that is not closed ends where the next begins."""

    start: int
    end: int


def record_name(source: str) -> str:
    """Return the name of the element that holds one article.

    Raises:
        NotText: the file is no XML that is read; the message says what is.
    """
    _, root, attributes = _root(source)
    if not root:
        raise NotText(
            f"no XML begins here; {_READS}, and other text with --format (or leave the file out: exclude)"
        )
    namespaces = _NAMESPACES_OF_ROOTS.get(root, ("",))
    if root not in RECORDS_OF_ROOTS or not any(each in attributes for each in namespaces):
        raise NotText(
            f"its root element is “{root}”: {_READS}; --format html or text reads other XML, exclude leaves it out"
        )
    return RECORDS_OF_ROOTS[root]


def namespace_of_root(source: str) -> str:
    """Return the namespace of a root element that is the same format in whatever namespace; empty for others."""
    prefix, root, attributes = _root(source)
    if root not in _WITH_ONE_NAMESPACE:
        return ""
    declared = {
        found[1] or "": unescape(found[2] or found[3] or "") for found in _NAMESPACE.finditer(attributes)
    }
    return declared.get(prefix, "")


def none_found(source: str, name: str) -> str:
    """Return what is wrong with a file in which no record has this name; empty if it has no words either."""
    if name != "newsItem" and not _OTHER_TEXT.search(source):
        return ""  # the feed of a site that has published nothing yet
    why = f"its root element holds its articles in “{name}”, and there is none: nothing is read"
    return f"{why}; mend it, or leave it out (exclude)"


def _root(source: str) -> tuple[str, str, str]:
    """Return the prefix, the name and the attributes of the root element; empty texts if none comes first."""
    at = _behind_space(source, 0)
    while opening := next((pair for pair in _OPENINGS if source.startswith(pair[0], at)), None):
        end = source.find(opening[1], at)
        if end < 0:
            return "", "", ""
        at = _behind_space(source, end + len(opening[1]))
    if source[at : at + 9].upper() == "<!DOCTYPE":
        bracket, end = source.find("[", at), source.find(">", at)
        if 0 <= bracket < end:
            end = source.find(">", source.find("]", bracket))
        at = _behind_space(source, end + 1) if end > 0 else at
    while source.startswith("<!--", at) and (end := source.find("-->", at)) > 0:
        at = _behind_space(source, end + 3)
    match = _ROOT.match(source, at)
    return (match[1] or "", match[2], match[3]) if match else ("", "", "")


def _behind_space(source: str, at: int) -> int:
    match = _SPACE.match(source, at)
    return match.end() if match else at


def find_records(source: str, name: str) -> list[RecordPlace]:
    """Return the stretches of the elements with a name; one inside another belongs to it. There may be further ones
    behind one more than MOST_RECORDS.

    If not all of them are closed, each of them begins a record, whatever stands around it.
    """
    found: list[RecordPlace] = []
    depth, start = 0, -1
    for match in _tags(source, name):
        if len(found) > MOST_RECORDS:
            return found
        if match[0]:
            depth = max(0, depth - 1)
            if not depth and start >= 0:
                found.append(RecordPlace(start, match[2]))
                start = -1
        elif match[3]:
            if not depth:
                found.append(RecordPlace(match[1], match[2]))
        else:
            start = match[1] if not depth else start
            depth += 1
    return found if not depth else _each_beginning(source, name)


def _tags(source: str, name: str) -> Iterator[tuple[bool, int, int, bool]]:
    """Yield of each tag with a name whether it closes, where it begins and ends, and whether it is empty."""
    for match in _RECORD_TAG_OUTSIDE.finditer(source):
        if match["name"] == name:
            yield bool(match["close"]), match.start(), match.end(), match.group().endswith("/>")


def _each_beginning(source: str, name: str) -> list[RecordPlace]:
    found: list[RecordPlace] = []
    start = -1
    for match in _RECORD_TAG.finditer(source):
        if len(found) > MOST_RECORDS:
            return found
        if match["name"] != name:
            continue
        if match["close"]:
            if start >= 0:
                found.append(RecordPlace(start, match.end()))
            start = -1
            continue
        if start >= 0:
            found.append(RecordPlace(start, match.start()))
        start = match.start()
        if match.group().endswith("/>"):
            found.append(RecordPlace(start, match.end()))
            start = -1
    if start >= 0:
        found.append(RecordPlace(start, len(source)))
    return found
