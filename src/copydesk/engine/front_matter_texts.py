"""Front matter texts: the title, the description, the captions … of an article as documents that rules read.

They are read by themselves: an article with its title put before its text would have two headlines. Only rules about
names read both together, so that a name in the title is held to the body's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.formats.features.spoken_settings.spoken_texts import SpokenText, find_spoken_texts
from copydesk.formats.parsed import MARKUP, Block
from copydesk.support.patterns import compile_later

_NOT_LINE_END = compile_later(r"[^\r\n]+")
_NAME = compile_later(r"[^\W\d_][\w'’-]{3,}")
_LIKE = 70
"""How alike two words must be, of 100, for the one to be a slip for the other, or its other spelling."""


class FrontMatter(NamedTuple):
    """The texts in the front matter of a document.

    Attributes:
        passages: the values that are text, in order.
        alone: a document that holds them and nothing else, with the offsets of the whole one.
    """

    passages: Sequence[SpokenText]
    alone: Document


def read_front_matter_texts(document: Document) -> FrontMatter | None:
    """Return the texts in a document's front matter; None if there are none."""
    passages = find_spoken_texts(document.source, document.meta, document.text_keys)
    if not passages:
        return None
    pieces, at = [], 0
    for passage in passages:
        pieces += [_fillers(document.source[at : passage.start]), passage.text]
        at = passage.end
    blocks = [block for passage in passages for block in _blocks(passage)]
    return FrontMatter(passages, document.with_other_text("".join(pieces), blocks))


def spoken_text_at(passages: Iterable[SpokenText], start: int, end: int) -> SpokenText | None:
    """Return the passage that holds everything between two offsets."""
    return next((each for each in passages if each.start <= start and end <= each.end), None)


def with_article(document: Document, front: FrontMatter) -> Document | None:
    """Return a document with both texts; None if no name in front matter is like another one in the article.

    To read the names of an article a second time takes long, and is of use for one article in many.
    """
    if not _has_other_spelling(front.alone, document):
        return None
    length = len(front.alone.text)
    blocks = [*front.alone.blocks, *(block for block in document.blocks if block.start >= length)]
    return document.with_other_text(front.alone.text + document.text[length:], blocks)


def is_about_front_matter(flag: Flag, front: FrontMatter) -> bool:
    """Tell whether a flag lies in front matter, or is explained by something there; else it is of the article alone."""
    end = len(front.alone.text)
    return flag.start < end or any(each.start < end and not each.path for each in flag.related)


def _has_other_spelling(front: Document, article: Document) -> bool:
    here = {word for word in _NAME.findall(front.text) if word[0].isupper()} - article.spellings
    if not here:
        return False
    from rapidfuzz import fuzz, process  # imported only where a word of the title is not in the text

    there = [word for word in article.spellings if word[:1].isupper() and len(word) > 3]
    return any(
        process.extractOne(word, there, scorer=fuzz.ratio, score_cutoff=_LIKE) for word in sorted(here)
    )


def _blocks(passage: SpokenText) -> Iterator[Block]:
    """Yield the paragraphs of a passage."""
    start = passage.start
    for paragraph in passage.text.split("\n\n"):
        words = paragraph.strip(f"{MARKUP} \t\r\n")
        if words:
            first = start + paragraph.index(words)
            yield Block(first, first + len(words), passage.place, int(passage.place == "heading"))
        start += len(paragraph) + 2


def _fillers(text: str) -> str:
    return _NOT_LINE_END.sub(lambda line: MARKUP * len(line.group()), text)
