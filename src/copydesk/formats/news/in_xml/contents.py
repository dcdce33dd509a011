"""Contents: spell out what an element of XML holds: its words, or the HTML that it stands for."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from copydesk.formats.news.in_xml.xml_tree import MARKUP_TOKEN, XmlElement
from copydesk.formats.news.spelled import Spelled
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator, Mapping

_REFERENCE = compile_later(r"&(?:#\d{1,8}|#x[0-9a-fA-F]{1,7}|[\w.-]{1,40});")
_SIGN = compile_later(r"[<&]")
_ESCAPES = {"<": "&lt;", "&": "&amp;"}


def words_of(source: str, element: XmlElement) -> Spelled:
    """Return the words in an element, without the tags in it."""
    return _spelled_out(source, element, keeps_tags=False)


def html_in(source: str, element: XmlElement) -> Spelled:
    """Return the HTML that an element holds: escaped, in CDATA sections, or, against the rules, as elements."""
    return _spelled_out(source, element, keeps_tags=True)


def _spelled_out(source: str, element: XmlElement, *, keeps_tags: bool) -> Spelled:
    spelled = Spelled(source)
    for start, end, token in _parts(source, element):
        if token is None:
            _decode(spelled, source, start, end)
        elif token["section"] is not None:
            spelled.copy(*token.span("section"))
        elif token["name"]:
            spelled.put(source[start:end] if keeps_tags else MARKUP, start, end)
    return spelled


def markup_in(
    source: str,
    element: XmlElement,
    names: Mapping[str, str] | None = None,
    skipped: Collection[str] = (),
) -> Spelled:
    """Return the elements in an element as HTML.

    Args:
        source: of the record.
        element: which holds them.
        names: what the elements are called in HTML, by their own name; those without an entry are left out, and their
            words stay. Without `names` all are called as they are, without a prefix.
        skipped: the elements that are left out with all that they hold.
    """
    spelled = Spelled(source)
    skipping, depth = "", 0
    for start, end, token in _parts(source, element):
        name = token["name"].rpartition(":")[2] if token and token["name"] else ""
        is_empty = bool(token and name and token["attributes"].endswith("/"))
        if skipping or (name in skipped and token and not token["close"]):
            if not skipping:
                skipping, depth = (name, 1) if not is_empty else ("", 0)
            elif name == skipping and token and not is_empty:
                depth += -1 if token["close"] else 1
                skipping = skipping if depth else ""
            continue
        if token is None:
            spelled.copy(start, end)  # HTML knows these references too
        elif token["section"] is not None:
            _escape(spelled, source, *token.span("section"))
        elif name:
            html = name if names is None else names.get(name, "")
            attributes = token["attributes"] if names is None else ""
            spelled.put(f"<{token['close']}{html}{attributes}>" if html else MARKUP, start, end)
    return spelled


def _parts(source: str, element: XmlElement) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Yield text and tokens of markup in turn, each with its offsets."""
    at = element.first
    for token in MARKUP_TOKEN.finditer(source, element.first, element.last):
        if token.start() > at:
            yield at, token.start(), None
        yield token.start(), token.end(), token
        at = token.end()
    if at < element.last:
        yield at, element.last, None


def _decode(spelled: Spelled, source: str, start: int, end: int) -> None:
    """Add a text with the characters that its references stand for."""
    for reference in _REFERENCE.finditer(source, start, end):
        spelled.copy(start, reference.start())
        spelled.put(unescape(reference.group()), *reference.span())
        start = reference.end()
    spelled.copy(start, end)


def _escape(spelled: Spelled, source: str, start: int, end: int) -> None:
    """Add a text in which nothing is markup."""
    for sign in _SIGN.finditer(source, start, end):
        spelled.copy(start, sign.start())
        spelled.put(_ESCAPES[sign.group()], *sign.span())
        start = sign.end()
    spelled.copy(start, end)
