"""Tokens: split HTML into tags, text and character references, with their offsets.

Python's own HTMLParser gives lines and columns where offsets are needed, and is several times slower than the one
regular expression that finds the tags here. It takes for a tag what the HTML standard's tokenizer does: quotes count
only after an equals sign, and a "<" before anything but a letter, "/", "!" or "?" is text. What a CDATA section holds
is read, as feeds put whole articles into one.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = compile_later(
    r"<(?:!--(?:>|->|[\s\S]*?(?:--!?>|\Z))|!\[CDATA\[|[!?][^>]*(?:>|\Z)"
    r"|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?>(?:[^=>]+|=\s*\"[^\"]*\"|=\s*'[^']*'|=)*))(?:>|\Z))"
)
_SECTION, _SECTION_END = "<![CDATA[", "]]>"
_RAW_TEXT = frozenset(("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"))
_FOREIGN = frozenset(("svg", "math"))
"""Elements in which a slash at a tag's end closes it."""
_ATTRIBUTE = compile_later(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_REFERENCE = compile_later(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


class Tag(NamedTuple):
    """A start tag, an end tag (`closes`), or, if it has no name, a comment or declaration; offsets in code points.

    `raw` is the text that the parser must not look into (a script, a title), of which the end tag is part as well;
    None for other tags.
    """

    start: int
    end: int
    name: str = ""
    closes: bool = False
    attributes: str = ""
    raw: str | None = None


def read_tags(source: str, start: int = 0) -> Iterator[Tag]:
    """Yield all tags, comments and declarations, in order. Everything between two of them is text."""
    search = _TAG.search
    unclosed: set[str] = set()
    is_foreign = False
    section_end = 0  # of the CDATA section that is open; -1 once none closes any more
    while match := search(source, start):
        name = match["name"]
        if 0 < section_end <= match.start():
            if section_end >= start:  # not in a script
                yield Tag(section_end, section_end + len(_SECTION_END))
            section_end = 0
        if name is None:
            yield Tag(*match.span())
            start = match.end()
            if not section_end and match.group() == _SECTION:
                section_end = source.find(_SECTION_END, start)
            continue
        name = name.lower()
        start = match.end()
        raw = None
        is_slashed = match["attributes"].endswith("/")
        if name in _FOREIGN:
            is_foreign = not (match["close"] or is_slashed)
        is_empty = is_foreign and is_slashed
        if name in _RAW_TEXT and not (match["close"] or is_empty) and name not in unclosed:
            closing = re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE).search(source, start)
            if closing:
                raw, start = source[start : closing.start()], closing.end()
            elif name != "title":
                raw, start = source[start:], len(source)
            else:
                unclosed.add(name)  # so that the rest is not gone through again for each further one
        yield Tag(match.start(), start, name, bool(match["close"]), match["attributes"], raw)
    if section_end > 0 and section_end >= start:
        yield Tag(section_end, section_end + len(_SECTION_END))


def attributes_of(tag: Tag) -> dict[str, str]:
    """Return a tag's attributes, the names in lower case; of equal ones the first. A missing value is empty."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(tag.attributes):
        value = next(filter(None, values), "")
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def decode_references(text: str, filler: str) -> str:
    """Put what character references stand for at their "&", and fillers after it. The length stays.

    Soft hyphens and other characters that only tell where a word may break are left out.
    """

    def decoded(match: re.Match[str]) -> str:
        reference = match.group()
        characters = unescape(reference)
        if characters == reference:
            return reference
        return characters.replace("\xad", "").replace("\u200b", "").ljust(len(reference), filler)

    return _REFERENCE.sub(decoded, text)
