"""What is compared of an article. It is read a second time for it, once it is known with which others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.chrome import find_chrome
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.quotes.attributions import Attribution
from copydesk.document import Document
from copydesk.findings import Span
from copydesk.formats.parsed import Block

T = TypeVar("T")

_CHROME = 0.5
_OUTSIDE = ("chrome", "table", "caption")


@dataclass(frozen=True, eq=False, slots=True)
class Article:
    """The facts of one article. Offsets are those of the document, in code points.

    Attributes:
        text: the document's text, markup filled.
        sentences: those of the article itself; page chrome is left out.
        attributions: its quotations, with their speakers if the document is held to a source or is one.
        date: the article's own date, ISO 8601, if it tells.
        story: the key that its front matter gives, if any; articles of one key are one story.
        entries: the items of its lists that are no sentences, as those of catalogues and agendas.
        analyses: what was worked out `once`.
    """

    text: str
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]
    dates: tuple[DateMention, ...]
    date: str | None = None
    story: str | None = None
    entries: tuple[Span, ...] = ()
    analyses: dict[Hashable, Any] = field(default_factory=dict, repr=False)


def once(analysis: Callable[[Article], T]) -> Callable[[Article], T]:
    """Work out an analysis of an article at the first call only; the result is kept, and gone, with the article."""

    @wraps(analysis)
    def get(article: Article) -> T:
        if analysis not in article.analyses:
            article.analyses[analysis] = analysis(article)
        return cast(T, article.analyses[analysis])

    return get


def read_article(doc: Document) -> Article:
    """The facts of a document."""
    blocks = doc.once(own_blocks)
    return Article(
        doc.text,
        doc.once(own_sentences),
        tuple(each for each in _attributions(doc) if holds(blocks, each.quotation.start)),
        doc.names,
        tuple(each for each in doc.dates if holds(blocks, each.start)),
        own_date(doc),
        story_key(doc),
        tuple(_entries(doc.text, blocks)),
    )


def own_date(doc: Document) -> str | None:
    """The article's own date, ISO 8601."""
    return doc.dateline.value.isoformat() if doc.dateline else None


def _entries(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    """The items of lists that are no sentences."""
    for block in blocks:
        if block.place == "list" and not is_sentence(text, block):
            yield Span(block.start, block.end)


def story_key(doc: Document) -> str | None:
    """The key by which the front matter says which story the article tells."""
    value = doc.meta.get("story")
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else None


def own_blocks(doc: Document) -> list[Block]:
    """The blocks that are the article, not the page around it."""
    return [
        block
        for block, share in zip(doc.blocks, _chrome(doc), strict=True)
        if share <= _CHROME and block.place not in _OUTSIDE
    ]


def own_sentences(doc: Document) -> tuple[Span, ...]:
    """The sentences of the article itself."""
    kept, following = [], iter(doc.once(own_blocks))
    block = next(following, None)
    for sentence in doc.sentences:
        while block and block.end <= sentence.start:
            block = next(following, None)
        if block is None:
            break
        if sentence.start >= block.start:
            kept.append(sentence)
    return tuple(kept)


def holds(blocks: Sequence[Block], offset: int) -> bool:
    """Whether one of the blocks, which are in order, has a character at this offset."""
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return index >= 0 and offset < blocks[index].end


def _chrome(doc: Document) -> Sequence[float]:
    """How sure each block is to be chrome. Of a headline and its paragraphs the page need not be read.

    Where every quotation and date is to be accounted for, only what would be flagged as chrome is left out.
    """
    lines = sum(not is_sentence(doc.text, block) for block in doc.blocks)
    if lines <= 1:
        return (0.0,) * len(doc.blocks)
    if not doc.has_references:
        return doc.page.chrome
    chances = [0.0] * len(doc.blocks)
    for region in find_chrome(doc.text, doc.blocks, doc.page):
        chances[region.first : region.last + 1] = doc.page.chrome[region.first : region.last + 1]
    return chances


def _attributions(doc: Document) -> Iterable[Attribution]:
    """The quotations, and who says them if that will be asked: only copies that are held to a source are."""
    if doc.has_references:
        return doc.attributions
    return (Attribution(quotation, None, None, None) for quotation in doc.quotations.spans)
