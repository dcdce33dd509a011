"""Elements: the tree of a record in well-formed XML, with the place of each element in the source."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.parsed import Fault
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

MARKUP_TOKEN = compile_later(
    r"<!--[\s\S]*?(?:-->|\Z)|<!\[CDATA\[(?P<section>[\s\S]*?)(?:\]\]>|\Z)|<\?[\s\S]*?(?:\?>|\Z)"
    r"|<(?P<close>/?)(?P<name>(?>[^\s<>/!?\"']+))(?P<attributes>(?>(?:[^<>\"']+|\"[^\"<]*\"|'[^'<]*')*))>"
)
_ATTRIBUTE = compile_later(r"(?<![^\s\"'])((?>[^\s=\"'/]+))\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MOST_DEPTH = 200
_SHORT = {
    "": "",
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "backend.userland.com/rss2": "",
    "iptc.org/std/nitf/2006-10-18": "",
    "w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements/1.1": "dc",
    "search.yahoo.com/mrss": "media",
    "itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "google.com/schemas/play-podcasts/1.0": "googleplay",
    "news.yandex.ru": "yandex",
    "turbo.yandex.ru": "turbo",
    "iptc.org/std/nar/2006-10-01": "nar",
    "w3.org/1999/xhtml": "html",
    "w3.org/xml/1998/namespace": "xml",
}
"""Prefixes by namespace, whatever prefix a file gives it. Namespaces are in lower case here, without their beginning
and a sign at their end: files leave these out, and put https there.
"""
_USUAL = frozenset(("excerpt", "wp", *_SHORT.values())) - {""}
"""Prefixes that mean what they usually do if their namespace is not known."""
_BEFORE_NAMESPACE = compile_later(r"\A(?:https?://)?(?:www\.)?")
_WORDPRESS = compile_later(r"wordpress\.org/export/[\d.]+(?:/(excerpt))?")


class XmlElement(NamedTuple):
    """An element; offsets are code points of its record.

    Attributes:
        name: with the prefix of its namespace as this package calls it, such as “dc:creator”.
        attributes: as they are written.
        start, end: of the whole element.
        first, last: of what it holds.
        language: that it or an element around it declares.
        children: the elements in it.
    """

    name: str
    attributes: str
    start: int
    first: int
    last: int
    end: int
    language: str
    children: list[XmlElement]

    def attribute(self, name: str) -> str:
        """Return an attribute; empty if there is none."""
        return _attributes(self.attributes).get(name, "")

    def named(self, *names: str) -> Iterator[XmlElement]:
        """Yield the children with one of some names, those of the first name first."""
        for name in names:
            yield from (each for each in self.children if each.name == name)

    def all(self) -> Iterator[XmlElement]:
        """Yield the element and all in it, in order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(element.children))

    def at(self, *path: str) -> Iterator[XmlElement]:
        """Yield what a path of names leads to."""
        if not path:
            yield self
            return
        for child in self.named(path[0]):
            yield from child.at(*path[1:])


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape(value or other) for name, value, other in _ATTRIBUTE.findall(written)}


def read_tree(source: str, namespaces: Mapping[str, str], language: str, own: str = "") -> XmlElement | Fault:
    """Return the only element of a well-formed source; a fault if elements are nested too deep.

    Names of the namespace `own` get no prefix.
    """
    scopes: list[Mapping[str, str]] = [namespaces]
    root = XmlElement("", "", 0, 0, len(source), len(source), language, [])
    stack = [root]
    for token in MARKUP_TOKEN.finditer(source):
        if token["name"] is None:
            continue
        if token["close"]:
            scopes.pop()
            element = stack.pop()._replace(last=token.start(), end=token.end())
            stack[-1].children.append(element)
            continue
        if len(stack) > _MOST_DEPTH:
            return Fault(token.start(), f"elements are nested more than {_MOST_DEPTH} deep; no article is")
        element, scope = _begun(token, scopes[-1], stack[-1].language, own)
        if token["attributes"].endswith("/"):
            stack[-1].children.append(element)
        else:
            stack.append(element)
            scopes.append(scope)
    return root.children[0] if root.children else root


def _begun(
    token: re.Match[str], scope: Mapping[str, str], language: str, own: str
) -> tuple[XmlElement, Mapping[str, str]]:
    """Return the element that a tag begins, and the namespaces in it."""
    attributes = token["attributes"]
    if "xmlns" in attributes or "xml:lang" in attributes:
        found = _attributes(attributes)
        language = found.get("xml:lang", language)
        new = {name.partition(":")[2]: uri for name, uri in found.items() if name.split(":")[0] == "xmlns"}
        scope = {**scope, **new} if new else scope
    name = _named(token["name"], scope, own)
    return XmlElement(
        name, attributes, token.start(), token.end(), token.end(), token.end(), language, []
    ), scope


def _named(written: str, scope: Mapping[str, str], own: str) -> str:
    prefix, _, local = written.rpartition(":")
    uri = scope.get(prefix, "")
    short = _short_of(uri)
    if short is None:
        short = "" if uri == own else prefix if prefix in _USUAL else "other"
    return f"{short}:{local}" if short else local


@lru_cache(maxsize=256)
def _short_of(uri: str) -> str | None:
    """Return the prefix that stands for a namespace; None if it is not known."""
    key = _BEFORE_NAMESPACE.sub("", uri.lower()).rstrip("/# \t\r\n")
    wordpress = _WORDPRESS.fullmatch(key)
    return (wordpress[1] or "wp") if wordpress else _SHORT.get(key)
