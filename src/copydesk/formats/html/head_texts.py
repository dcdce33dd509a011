"""Head texts: the title and the descriptions in the head of an HTML page, which search engines and other sites show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.features.spoken_settings.inline_marks import without_marks
from copydesk.formats.parsed import Beside
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_BODY = compile_later(r"(?i)<body[\s>]|<article[\s>]|<p[\s>]")
_COMMENT = compile_later(r"<!--[\s\S]*?-->")
_TITLE = compile_later(r"(?i)<title(?:\s[^<>]{0,200})?>([^<>]{3,2000})</title")
_META = compile_later(r"(?i)<meta\s[^<>]{1,4000}>")
_NAME = compile_later(r"(?i)\s(?:name|property|itemprop)\s*=\s*[\"']?([\w.:-]+)")
_CONTENT = compile_later(r"(?i)\scontent\s*=\s*(?:\"([^\"]{3,3000})\"|'([^']{3,3000})')")
_PLACES = {
    **dict.fromkeys(("og:title", "twitter:title", "dc.title", "headline"), "heading"),
    **dict.fromkeys(("description", "og:description", "twitter:description"), "body"),
    **dict.fromkeys(("og:image:alt", "twitter:image:alt"), "caption"),
}
_SITE = compile_later(
    r"\s(?:[|·•»]|::)\s{1,9}[^|·•»\s][^|·•»]{0,200}$|\s[-–—]\s{1,9}(?:[^\W\da-z_][\w.'’&]{0,40}(?:\s{1,9}|$)){1,4}$"
)
"""The name of the site behind the headline of a page."""


def find_head_texts(source: str) -> list[Beside]:
    """Return the texts in the head of a page, in order. The name of the site at the end of a title is left out."""
    begins = _BODY.search(source)
    head = source[: begins.start()] if begins else source
    head = _COMMENT.sub(lambda comment: " " * len(comment.group()), head)
    return sorted(_head_texts(head))


def _head_texts(head: str) -> Iterator[Beside]:
    if title := _TITLE.search(head):
        yield Beside(title.start(1), without_marks(_without_site(title[1])), "heading")
    for meta in _META.finditer(head):
        name, content = _NAME.search(meta.group()), _CONTENT.search(meta.group())
        place = _PLACES.get(name[1].lower(), "") if name else ""
        if place and content:
            group = content.lastindex or 0
            text = content[group]
            written = _without_site(text) if place == "heading" else text
            yield Beside(meta.start() + content.start(group), without_marks(written), place)


def _without_site(title: str) -> str:
    """Return a title without the name of the site; one that has nothing before it is whole."""
    site = _SITE.search(title)
    return title[: site.start()].rstrip() if site and " " in title[: site.start()].strip() else title
