"""Front matter texts: the title, the description, the captions … of an article as documents that rules read.

They are read by themselves: an article with its title put before its text would have two headlines. Only rules about
names read both together, so that a name in the title is held to the body's.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import Flag, Span, is_inside
from copydesk.formats.features.spoken_settings.attribute_texts import AttributeText, find_attribute_texts
from copydesk.formats.features.spoken_settings.spoken_texts import SpokenText, find_spoken_texts
from copydesk.formats.parsed import MARKUP, Beside, Block, filled, overlaid
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.document import Document

_NAME = compile_later(r"[^\W\d_][\w-]{3,}")
BYLINE = "list"
"""The place of authors' names."""

_LONG = 7
"""In code points: in words of this length two letters may differ for the one to be another spelling of the other."""


class FrontMatter(NamedTuple):
    """The texts in the front matter of a document.

    Attributes:
        texts: the values of front matter that are text, in order.
        alone: a document that holds them, the texts that a format keeps beside the article's, and the alt texts and
            titles of pictures and links, and nothing else, with the offsets of the whole one.
        passages: the texts without those of pictures and links, in order.
    """

    texts: Sequence[SpokenText]
    alone: Document
    passages: Sequence[SpokenText | Beside]

    def holds(self, offset: int) -> bool:
        """Tell whether an offset lies in a text that is no attribute of a picture or a link."""
        index = bisect_right(self.passages, offset, key=lambda each: each.start) - 1
        return index >= 0 and offset <= self.passages[index].end


def read_front_matter_texts(document: Document) -> FrontMatter | None:
    """Return the texts beside a document's own, in its front matter and its attributes; None if there are none."""
    syntax, source = document.syntax, document.source
    texts = find_spoken_texts(source, document.meta, document.text_keys) if syntax.has_front_matter else []
    end = texts[-1].end if texts else 0
    passages: list[SpokenText | Beside] = [*texts, *document.beside]
    attributes = (
        find_attribute_texts(
            source, document.whole_text, end, lambda offset: is_inside(document.code, offset)
        )
        if syntax.is_page or syntax.has_markdown
        else ()
    )
    beside = sorted([*passages, *attributes], key=lambda each: each.start)
    if not beside:
        return None
    pieces, at = [], 0
    for each in beside:
        pieces += [filled(source[at : each.start]), each.text]
        at = each.end
    blocks = [block for each in beside for block in blocks_of(each)]
    return FrontMatter(texts, document.with_other_text("".join(pieces), blocks), passages)


def spoken_text_at(texts: Iterable[SpokenText], start: int, end: int) -> SpokenText | None:
    """Return the text that holds everything between two offsets."""
    return next((each for each in texts if each.start <= start and end <= each.end), None)


def with_article(document: Document, front: FrontMatter) -> Document | None:
    """Return a document with both texts; None if no name in front matter is like another one in the article.

    To read the names of an article a second time takes long, and is of use for one article in many.
    """
    if not front.passages or not _has_other_spelling(front, document):
        return None
    text = overlaid(document.text, ((each.start, each.text) for each in front.passages))
    own = [block for block in front.alone.blocks if front.holds(block.start)]
    both = document.with_other_text(text, sorted([*own, *document.blocks], key=lambda each: each.start))
    both.above = tuple(Span(each.start, each.end) for each in own if each.place != BYLINE)
    return both


def is_about_front_matter(flag: Flag, front: FrontMatter) -> bool:
    """Tell whether a flag lies in front matter, or is explained by something there; else it is of the article alone.

    An author's name explains nothing: the article may be about somebody else with a name like it.
    """
    return front.holds(flag.start) or any(
        front.holds(each.start) and not each.path and front.alone.place(each.start) != BYLINE
        for each in flag.related
    )


def _has_other_spelling(front: FrontMatter, article: Document) -> bool:
    spellings = article.spellings
    here = {
        word
        for passage in front.passages
        for word in _NAME.findall(passage.text)
        if word not in spellings and _is_name(word, spellings)
    }
    if not here:
        return False
    folded = {word.casefold() for word in here}
    if any(word.casefold() in folded for word in spellings if word[:1].isupper()):
        return True
    from rapidfuzz.distance import Levenshtein  # imported only where a name of the title is not in the text
    from rapidfuzz.process import extractOne

    named = {word.casefold() for name in article.names for word in _NAME.findall(name.name)}
    return any(
        extractOne(word.casefold(), named, scorer=Levenshtein.distance, score_cutoff=_most_changes(word))
        for word in here
    )


def _is_name(word: str, spellings: frozenset[str]) -> bool:
    """Tell whether a word has a capital and does not stand in lower case in the article as well."""
    return word[0].isupper() and word.lower() not in spellings


def _most_changes(word: str) -> int:
    return 2 if len(word) >= _LONG else 1


def blocks_of(spoken: SpokenText | Beside | AttributeText) -> Iterator[Block]:
    """Yield the paragraphs of a text."""
    start = spoken.start
    for paragraph in spoken.text.split("\n\n"):
        words = paragraph.strip(f"{MARKUP} \t\r\n")
        if words:
            first = start + paragraph.index(words)
            yield Block(first, first + len(words), spoken.place, int(spoken.place == "heading"))
        start += len(paragraph) + 2
