"""Provenance: tell whether an article is the site's own text, or was copied from elsewhere.

A call to subscribe or a picture's credit is a leftover in a copy; in the repository where the article was written it
is the author's own. A site's own article has front matter, live links and pictures; a copy has the other page around
it, or says where it comes from. Of 2,020 articles in ten content repositories 2,008 have front matter, and in 4 at
least a tenth of the blocks read as a page around them; of 80 whole web pages converted to Markdown, in 77.

Front matter alone says little: whoever takes in copy writes it, too. 122 of the 2,020 articles have it, and neither a
link nor an address nor a picture. None of these has a call to subscribe or to follow, to which a link would belong.

A program that summarizes or rewrites rounds off what it tells: “in conclusion”, “a testament to”, “remains to be seen”.
A reporter writes one of these phrases now and then. Two different ones stand in none of 3,065 news articles, and in one
of thirty pages of the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.chrome import find_chrome
from copydesk.analysis.boilerplate.page import Page
from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_LINK = compile_later(r"(?<!\\)\]\(\s*<?[^)\s]|<a\s[^<>]*\bhref\s*=|`_{1,2}(?!\w)")
_PICTURE = compile_later(
    r"!\[[^\]\n]{0,300}\]\(\s*<?(?!https?:|data:)|<img\b[^<>]*\bsrc\s*=\s*[\"']?(?!https?:|data:)|\{\{[<%]-?\s*(?:figure|img|image)\b"
    r"|\.\. (?:figure|image)::\s*(?!https?:)"
)
_FOLLOWED = compile_later(r"(?<!\\)\]\s?[(\[]|<(?:a|img)\s|https?://|\bwww\.|\{\{-?[<%]|`_{1,2}(?!\w)")
"""What leads somewhere, or shows a picture."""
_SHARE = 0.1
_LEAST = 4
"""A page stands around an article if at least this share, and this number, of the blocks are chrome."""


_ROUNDED_OFF = 2
"""So many different phrases of a summary has a text that a program wrote anew."""


class Level(StrEnum):
    """Where an article comes from; `UNKNOWN` if nothing shows it."""

    OWN = "own"
    TAKEN_IN = "taken-in"
    UNKNOWN = "unknown"


KINDS_OF_LEFTOVERS = {Level.OWN: 4, Level.UNKNOWN: 2, Level.TAKEN_IN: 1}
"""How many kinds of leftovers an article must have before they count; `engine.leftovers` says what a kind is.

An author writes one call to subscribe, or a credit; what has many kinds came with a page, whatever else the article
shows. None of 2,020 articles in ten content repositories has four. In plain text and HTML one is enough: few articles
are written so by hand.
"""


class Provenance(NamedTuple):
    """Whether an article is the site's own, and the evidence, in plain words.

    Attributes:
        level: where it comes from.
        evidence: what shows it.
        is_bare: whether only front matter shows it, and nothing in the text leads anywhere.
    """

    level: Level
    evidence: tuple[str, ...] = ()
    is_bare: bool = False

    @property
    def kinds_of_leftovers(self) -> int:
        """How many kinds of leftovers there must be before they count."""
        return KINDS_OF_LEFTOVERS[Level.UNKNOWN if self.is_bare else self.level]


DECLARED = {level.value: Provenance(level, ("the configuration says so",)) for level in Level}


def read_provenance(
    source: str,
    text: str,
    blocks: Sequence[Block],
    meta: Mapping[str, Any],
    page: Page,
    *,
    is_own_markup: bool,
) -> Provenance:
    """Tell where an article comes from.

    Args:
        source: the file as it is written.
        text: the same with fillers for markup, as long as the source.
        blocks: the blocks of the text.
        meta: its front matter, or the head of a page.
        page: the result of the page model.
        is_own_markup: whether links, pictures and front matter are the author's own; in an HTML page they may be
            anybody's.
    """
    if taken := tuple(_signs_of_taking(text, blocks, meta, page)):
        return Provenance(Level.TAKEN_IN, taken)
    own = tuple(signs_of_own(source, text, blocks, meta)) if is_own_markup else ()
    if not own:
        return Provenance(Level.UNKNOWN)
    body = min((block.start for block in blocks), default=0)
    return Provenance(Level.OWN, own, is_bare=bool(meta) and not _FOLLOWED.search(source, body))


def _signs_of_taking(
    text: str, blocks: Sequence[Block], meta: Mapping[str, Any], page: Page
) -> Iterator[str]:
    for key in sorted(in_all_languages("source_keys").intersection(meta)):
        if meta[key]:
            yield f"its front matter has “{key}”"
    around = sum(region.blocks for region in find_chrome(text, blocks, page))
    if around >= max(_LEAST, _SHARE * len(blocks)):
        yield f"{around} of its {len(blocks)} blocks read as a page around it"


def signs_of_own(source: str, text: str, blocks: Sequence[Block], meta: Mapping[str, Any]) -> Iterator[str]:
    """Find what only an article that its own site keeps has, as a rule, in plain words.

    Beside front matter a link in a sentence is the author's; one that stands alone or in a list may be a menu's.
    Without front matter it shows nothing, for newsletters and chatbots write links, too. A picture that lies beside the
    article is the site's.
    """
    if meta:
        yield "it has front matter"
    if meta and any(
        block.place == "body" and is_sentence(text, block) and _LINK.search(source, block.start, block.end)
        for block in blocks
    ):
        yield "it has live links in its sentences"
    if _PICTURE.search(source):
        yield "it has pictures of its own"


def sounds_rewritten(plain: str, language: str | None) -> bool:
    """Tell whether a text, in the form of `Document.plain`, rounds off what it tells as a rewriting program does."""
    found = (match.group().lower() for match in _summary_phrases(language).finditer(plain))
    return len(set(found)) >= _ROUNDED_OFF


@cache
def _summary_phrases(language: str | None) -> re.Pattern[str]:
    """Make the pattern of a language's phrases; of a text whose language is not known, those of all."""
    phrases = language_data(language).summary_phrases if language else in_all_languages("summary_phrases")
    return compile_later(rf"(?<!\w){either(phrases)}(?!\w)", re.IGNORECASE)
