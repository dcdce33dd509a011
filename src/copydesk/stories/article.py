"""Article: the facts of one document that are compared with those of others.

A document is read a second time for them, when it is known with which others it is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.chrome import find_chrome
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.names.changes.all_changes import read_changes
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.variants.name_variants import Variant
from copydesk.analysis.quotes.attributions import Attribution
from copydesk.document import Document
from copydesk.findings import Span, is_inside
from copydesk.formats.parsed import Block

T = TypeVar("T")

_CHROME = 0.5
_EXCLUDED_PLACES = frozenset({"chrome", "table", "caption"})
_EXCLUDED_WITH_SOURCES = frozenset({"chrome"})


@dataclass(frozen=True, eq=False, slots=True)
class Article:
    """The facts of one article. Offsets are those of the document, in code points.

    Attributes:
        text: the document's text, as long as its source; fillers stand for markup.
        sentences: the sentences of the article itself, without page chrome, in order.
        attributions: its quotations; they have their speakers only if sources are declared, for nobody else asks for
            them.
        names: the names of people and organisations.
        dates: the dates that it mentions.
        date: the article's own date, ISO 8601; None if it is not known.
        story: the key in its front matter, if any; articles of one key are one story.
        entries: the items of its lists that are no sentences, as those of catalogues and agendas.
        language: its two-letter code; None if it is not known.
        changed_names: the names that come back changed; read only if sources are declared, which decide.
        analyses: the results kept by `once`.
    """

    text: str
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]
    dates: tuple[DateMention, ...]
    date: str | None = None
    story: str | None = None
    entries: tuple[Span, ...] = ()
    language: str | None = None
    changed_names: tuple[Variant, ...] = ()
    analyses: dict[Hashable, Any] = field(default_factory=dict, repr=False)


def once(analysis: Callable[[Article], T]) -> Callable[[Article], T]:
    """Decorate an analysis so that it runs once for each article; the result is kept as long as the article."""

    @wraps(analysis)
    def get(article: Article) -> T:
        if analysis not in article.analyses:
            article.analyses[analysis] = analysis(article)
        return cast(T, article.analyses[analysis])

    return get


def read_article(doc: Document) -> Article:
    """Return the facts of a document."""
    return _article(doc, doc.once(own_blocks), doc.once(own_sentences))


def read_all_blocks(doc: Document) -> Article:
    """Return the facts of a document all of whose blocks are text: titles and captions are no page chrome."""
    return _article(doc, doc.blocks, tuple(doc.sentences))


def _article(doc: Document, blocks: Sequence[Block], sentences: tuple[Span, ...]) -> Article:
    return Article(
        doc.text,
        sentences,
        tuple(each for each in _attributions(doc) if is_inside(blocks, each.quotation.start)),
        doc.names,
        tuple(each for each in doc.dates if is_inside(blocks, each.start)),
        own_date(doc),
        story_key(doc),
        tuple(_entries(doc.text, blocks)),
        doc.language,
        _changes(doc) if doc.has_references else (),
    )


def _changes(doc: Document) -> tuple[Variant, ...]:
    quoted = [(quotation.start + 1, quotation.end - 1) for quotation in doc.quotations.spans]
    return tuple(read_changes(doc.text, doc.source, doc.capitals, doc.names, quoted, doc.language))


def own_date(doc: Document) -> str | None:
    """Return the article's own date, ISO 8601; None if it is not known."""
    return doc.dateline.value.isoformat() if doc.dateline else None


def claimed_dates(article: Article) -> list[DateMention]:
    """Return the dates that an article mentions, without its own date of publication."""
    return [mention for mention in article.dates if not _is_own_date(article, mention)]


def _is_own_date(article: Article, mention: DateMention) -> bool:
    """Tell whether a date is the article's own date, as a page shows it."""
    return (
        article.date is not None
        and mention.precision == "day"
        and mention.shape != "weekday"
        and mention.value == article.date
    )


def _entries(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    """Yield the items of lists that are no sentences."""
    for block in blocks:
        if block.place == "list" and not is_sentence(text, block):
            yield Span(block.start, block.end)


def story_key(doc: Document) -> str | None:
    """Return the key in the front matter that names the story; None if there is none."""
    value = doc.meta.get("story")
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else None


def own_blocks(doc: Document) -> list[Block]:
    """Return the blocks of the article itself, without page chrome.

    Tables and captions are left out too, unless there are sources, to which everything is held.
    """
    excluded = _EXCLUDED_WITH_SOURCES if doc.has_references else _EXCLUDED_PLACES
    return [
        block
        for block, share in zip(doc.blocks, _chrome(doc), strict=True)
        if share <= _CHROME and block.place not in excluded
    ]


def own_sentences(doc: Document) -> tuple[Span, ...]:
    """Return the sentences of the article itself, in order."""
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


def _chrome(doc: Document) -> Sequence[float]:
    """Return for each block the probability that it is page chrome, 0 to 1.

    A document with one line that is no sentence is a headline and its paragraphs: the page model is not needed. Where
    sources are declared, every quotation and date counts, so only what would be flagged as chrome is left out.
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
    """Return the quotations, with their speakers only if sources are declared: finding speakers takes time."""
    if doc.has_references:
        return doc.attributions
    return (Attribution(quotation, None, None, None) for quotation in doc.quotations.spans)
