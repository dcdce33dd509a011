"""Provenance: whether an article is the site's own text, or was taken in from elsewhere.

What is a leftover in a copy (a call to subscribe, a picture's credit) is the author's own in the repository where the
article was written. An article that its own site keeps has front matter, live links and pictures; one that was taken
in has the other page around it, or says where it comes from. Of 2,020 articles in ten content repositories 2,008 have
front matter, and 4 read as if a tenth of their blocks or more were a page around them; of 80 whole web pages put into
Markdown, 77 do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from copydesk.analysis.boilerplate.chrome import find_chrome
from copydesk.analysis.boilerplate.page import Page
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_LINK = compile_later(r"(?<!\\)\]\(\s*<?[^)\s]|<a\s[^<>]*\bhref\s*=|`_{1,2}(?!\w)")
_PICTURE = compile_later(
    r"!\[[^\]\n]*\]\(|<img\b|\{\{[<%]-?\s*(?:figure|img|image)\b|\.\. (?:figure|image)::"
)
_TAKEN_FROM = (
    "source_url", "original_url", "original_link", "originally_published", "source_link", "syndicated_from",
    "syndication_source", "imported_from", "republished_from",
)  # fmt: skip
"""Keys of front matter that name the page an article comes from."""

_SHARE = 0.1
_LEAST = 4
"""From this share, and this number, of its blocks on, a page stands around an article."""


class Level(StrEnum):
    """How an article came here; `UNKNOWN` where nothing tells."""

    OWN = "own"
    TAKEN_IN = "taken-in"
    UNKNOWN = "unknown"


class Provenance(NamedTuple):
    """Whether an article is the site's own, and what tells so, in plain words."""

    level: Level
    evidence: tuple[str, ...] = ()


DECLARED = {level.value: Provenance(level, ("the configuration says so",)) for level in Level}


def read_provenance(
    source: str,
    text: str,
    blocks: Sequence[Block],
    meta: Mapping[str, Any],
    page: Callable[[], Page],
    *,
    is_own_markup: bool,
) -> Provenance:
    """Read off how an article came here.

    Args:
        source: the file as it is written.
        text: the same with markup filled, as long as the source.
        blocks: the blocks of the text.
        meta: its front matter, or the head of a page.
        page: gives the reading of its blocks as article and page.
        is_own_markup: whether links, pictures and front matter of the markup are an author's own; those of an HTML page
            may be anybody's.
    """
    if taken := tuple(_signs_of_taking(text, blocks, meta, page())):
        return Provenance(Level.TAKEN_IN, taken)
    own = tuple(signs_of_own(source, meta)) if is_own_markup else ()
    return Provenance(Level.OWN, own) if own else Provenance(Level.UNKNOWN)


def _signs_of_taking(
    text: str, blocks: Sequence[Block], meta: Mapping[str, Any], page: Page
) -> Iterator[str]:
    for key in _TAKEN_FROM:
        if meta.get(key):
            yield f"its front matter has “{key}”"
    around = sum(region.blocks for region in find_chrome(text, blocks, page))
    if around >= max(_LEAST, _SHARE * len(blocks)):
        yield f"{around} of its {len(blocks)} blocks read as a page around it"


def signs_of_own(source: str, meta: Mapping[str, Any]) -> Iterator[str]:
    """Find what only an article that its own site keeps has, as a rule, in plain words."""
    if meta:
        yield "it has front matter"
    for pattern, thing in ((_LINK, "live links"), (_PICTURE, "pictures")):
        if pattern.search(source):
            yield f"it has {thing} in its markup"
