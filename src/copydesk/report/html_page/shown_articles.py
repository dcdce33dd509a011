"""Shown articles: an article as a reader sees it, in passages, with the flagged characters told apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import BOILERPLATE, SEVERITIES, Finding, Span
from copydesk.formats.features.frontmatter import read_front_matter
from copydesk.formats.parsed import MARKUP, OBJECT, Block
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.document import Document

_OBJECT = compile_later(rf"{OBJECT}{MARKUP}*")
_LINE_END = compile_later(r"\r\n|\n|\r")
_HARD_BREAK = compile_later(r"(?:  |\\)[\r\n]|[\r\n]\|")
"""A line end that readers see: spaces or a backslash before it, or a line of verse behind it."""
_FEWEST_FOLDED = 3
"""So many passages without findings are folded; fewer are read as quickly as a line that stands for them."""
_LONGEST_EXCERPT = 2_000
"""Code points shown of a stretch that belongs to no passage; a flagged data URL may have a million."""

_LEFTOVERS_SHOWN = 3
_FEWEST_LEFTOVERS = 6
"""So many leftovers in a row are folded behind the first ones."""

_ELEMENTS = {"quote": "blockquote", "list": "li", "caption": "figcaption", "table": "td"}
_SHOWN_AS_PARAGRAPHS = frozenset(["li", "td", "figcaption"])
"""Elements that HTML allows in certain others only; a passage stands in a row of its own."""

_RANK_OF_FILE = 2
_LOWEST_RANK = 6
_HEADINGS = frozenset(f"h{rank}" for rank in range(1, _LOWEST_RANK + 1))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report, which its card and its marks share."""

    number: int
    finding: Finding


class ShownPiece(NamedTuple):
    """A stretch of a passage with the same findings throughout.

    Attributes:
        text: what a reader sees.
        findings: those that flag it, the gravest first; none for most of an article.
        begins: the numbers of those whose first mark this is.
        is_object: whether it is code, an address or a template's tag, shown as it stands in the source.
    """

    text: str
    findings: tuple[Numbered, ...] = ()
    begins: tuple[int, ...] = ()
    is_object: bool = False

    @property
    def severity(self) -> str:
        """Return the severity of the gravest finding here."""
        return self.findings[0].finding.severity

    @property
    def numbers(self) -> str:
        """Return the numbers of the findings, separated by spaces."""
        return " ".join(str(each.number) for each in self.findings)


class Passage(NamedTuple):
    """A block of an article, or a stretch of its source between blocks, with the findings that begin in it.

    `element` is that of HTML whose looks it has, `level` its depth, from 1 for a heading; `rank` is that of a heading
    among those of the page, where no level is left out.
    """

    element: str
    level: int
    pieces: tuple[ShownPiece, ...]
    findings: tuple[Numbered, ...]
    rank: int = 0

    @property
    def tag(self) -> str:
        """Return the element of HTML in which it is shown."""
        if self.rank:
            return f"h{min(self.rank, _LOWEST_RANK)}"
        return "p" if self.element in _SHOWN_AS_PARAGRAPHS else self.element

    def by_rule(self) -> list[list[Numbered]]:
        """Return the findings in groups of one rule, in the order of the first of each."""
        groups: dict[str, list[Numbered]] = {}
        for each in self.findings:
            groups.setdefault(each.finding.rule, []).append(each)
        return list(groups.values())

    @property
    def is_leftover(self) -> bool:
        """Tell whether all that is found here are leftovers of a page."""
        found = [*self.findings, *(each for piece in self.pieces for each in piece.findings)]
        return bool(found) and all(
            each.finding.family == BOILERPLATE and not each.finding.suggestions for each in found
        )


class PassageRun(NamedTuple):
    """Passages in a row, and whether they are folded: as nothing is found in or beside them, or as they go on with a
    long run of leftovers, of which the first are shown.
    """

    passages: tuple[Passage, ...]
    is_folded: bool
    is_leftovers: bool = False


class ShownArticle(NamedTuple):
    """One document of a file, with its number there, from 1, if there are several, else 0. `folded` is what stands
    outside its text: front matter, and code where it is flagged.

    `title` is that of the front matter, or of a page's head, if the text has none of its own.
    """

    number: int
    language: str
    title: str
    passages: tuple[Passage, ...]
    folded: tuple[Passage, ...]

    @property
    def stretches(self) -> list[PassageRun]:
        """Return the passages in stretches: those with findings and their neighbours, long ones without any, and the
        rest of long runs of leftovers, such as the menu of a saved page.
        """
        parts = [part for each in self._unfolded for part in _with_leftovers_folded(each)]
        return list(_with_ranks(parts, _RANK_OF_FILE + bool(self.title)))

    @property
    def _unfolded(self) -> list[PassageRun]:
        flagged = [
            number
            for number, each in enumerate(self.passages)
            if each.findings or any(piece.findings for piece in each.pieces)
        ]
        near = {0} | {number + by for number in flagged for by in (-1, 0, 1)}
        groups = groupby(enumerate(self.passages), key=lambda each: each[0] in near)
        found: list[PassageRun] = []
        for is_near, group in groups:
            passages = tuple(passage for _, passage in group)
            is_folded = not is_near and len(passages) >= _FEWEST_FOLDED
            if found and not is_folded and not found[-1].is_folded:
                found[-1] = PassageRun((*found[-1].passages, *passages), False)
            else:
                found.append(PassageRun(passages, is_folded))
        return found

    @property
    def is_flagged_outside(self) -> bool:
        """Tell whether something outside the text is flagged."""
        return any(each.findings for each in self.folded)


def _with_leftovers_folded(run: PassageRun) -> Iterator[PassageRun]:
    if run.is_folded:
        yield run
        return
    open_ones: list[Passage] = []
    for is_leftover, group in groupby(run.passages, key=lambda each: each.is_leftover):
        passages = list(group)
        shown = _LEFTOVERS_SHOWN if is_leftover and len(passages) >= _FEWEST_LEFTOVERS else len(passages)
        open_ones += passages[:shown]
        if passages[shown:]:
            yield PassageRun(tuple(open_ones), False)
            yield PassageRun(tuple(passages[shown:]), True, True)
            open_ones = []
    if open_ones:
        yield PassageRun(tuple(open_ones), False)


def _with_ranks(runs: Iterable[PassageRun], above: int) -> Iterator[PassageRun]:
    """Yield the passages with the ranks of their headings on the page, below that of the heading above them.

    Articles begin with any level and leave some out. A heading ranks below the nearest one that it belongs to and that
    can be seen whenever it can: of the headings that are folded only those of its own fold count.
    """
    open_ones: list[_Opened] = []
    for run in runs:
        passages = []
        for each in run.passages:
            if each.element in _HEADINGS:
                while open_ones and open_ones[-1].level >= each.level:
                    open_ones.pop()
                seen = (one for one in reversed(open_ones) if not one.run.is_folded or one.run is run)
                rank = next((one.rank for one in seen), above) + 1
                open_ones.append(_Opened(each.level, rank, run))
                passages.append(each._replace(rank=rank))
            else:
                passages.append(each)
        yield run._replace(passages=tuple(passages))


class _Opened(NamedTuple):
    """A heading under which the text stands: its level in the article, its rank on the page, and where it is."""

    level: int
    rank: int
    run: PassageRun


def article_name(document: Document) -> str:
    """Return what an article is called: its title, or the heading above it; empty if it has neither."""
    document = _with_texts_beside(document)
    if title := _title(document):
        return title
    headings = (each for each in document.blocks if each.place == "heading" and each.level == 1)
    first = next(headings, None)
    return " ".join(_visible(document.text, first).split()) if first else ""


def _visible(text: str, block: Block) -> str:
    return text[block.start : block.end].replace(MARKUP, "").replace(OBJECT, "")


def read_article(document: Document, findings: Sequence[Numbered], number: int = 0) -> ShownArticle:
    """Return a document in passages, with findings that lie in it (their offsets are those of its file).

    A title that its format keeps apart from the text is a heading.
    """
    document = _with_texts_beside(document)
    passages = _Passages(document, findings)
    return ShownArticle(
        number,
        document.language or "",
        _title(document) or (f"Article {number}" if number and not article_name(document) else ""),
        tuple(passages.in_blocks()),
        tuple(passages.elsewhere()),
    )


def _with_texts_beside(document: Document) -> Document:
    if not document.beside:
        return document
    # A byline, which rules read as an item of a list, is none to readers.
    beside = (
        Block(
            each.start, each.end, "body" if each.place == "list" else each.place, int(each.place == "heading")
        )
        for each in document.beside
    )
    return document.with_other_text(document.whole_text, sorted([*beside, *document.blocks]))


def _title(document: Document) -> str:
    title = document.meta.get("title")
    has_own = any(each.place == "heading" and each.level == 1 for each in document.blocks)
    return " ".join(title.split()) if isinstance(title, str) and not has_own else ""


class _Passages:
    """Cuts a document into passages. Every finding begins in exactly one of them."""

    def __init__(self, document: Document, findings: Sequence[Numbered]) -> None:
        self.document = document
        self._findings = [(self._span(each.finding), each) for each in findings]
        self._begun: set[int] = set()

    def _span(self, finding: Finding) -> Span:
        start, length = self.document.start, len(self.document.source)
        return Span(min(max(finding.start - start, 0), length), min(max(finding.end - start, 0), length))

    def in_blocks(self) -> Iterator[Passage]:
        """Return a passage for each block."""
        pending = sorted(self._findings, key=lambda each: each[0])
        for block in self.document.blocks:
            touching = [each for each in pending if _touch(each[0], block)]
            yield self._passage(block, _element(block), block.level, touching)
            pending = [each for each in pending if each[0].end > block.end or each[0].start > block.end]

    def elsewhere(self) -> Iterator[Passage]:
        """Return passages for the front matter and for findings that begin in no block; `in_blocks` comes first."""
        if front := self._front_matter():
            yield self._passage(
                front,
                "pre",
                0,
                [each for each in self._findings if front.start <= each[0].start < front.end],
                is_source=True,
            )
        for span, each in self._findings:
            if each.number not in self._begun:
                lines = self._lines(span)
                yield self._passage(lines, "pre", 0, [(span, each)], is_source=True)

    def _front_matter(self) -> Span | None:
        document = self.document
        end = read_front_matter(document.source)[1] if document.syntax.has_front_matter else 0
        return Span(0, len(document.source[:end].rstrip())) if end else None

    def _lines(self, span: Span) -> Span:
        """Return the lines that hold a stretch, no more of them than can be shown."""
        source = self.document.source
        start = max(source.rfind("\n", 0, span.start) + 1, span.start - _LONGEST_EXCERPT)
        line_end = source.find("\n", span.end)
        end = min(line_end if line_end >= 0 else len(source), span.start + _LONGEST_EXCERPT)
        return Span(start, max(end, span.start))

    def _passage(
        self,
        stretch: Block | Span,
        element: str,
        level: int,
        touching: list[tuple[Span, Numbered]],
        *,
        is_source: bool = False,
    ) -> Passage:
        text = self.document.source if is_source else self.document.text
        first = tuple(each for _, each in touching if each.number not in self._begun)
        pieces = tuple(self._pieces(text, Span(stretch.start, stretch.end), touching))
        return Passage(element, level, pieces, first)

    def _pieces(
        self, text: str, stretch: Span, touching: list[tuple[Span, Numbered]]
    ) -> Iterator[ShownPiece]:
        spans = [
            (Span(max(span.start, stretch.start), min(span.end, stretch.end)), each)
            for span, each in touching
        ]
        places = {span for span, _ in spans if span.start == span.end}
        cuts = sorted({*stretch, *(offset for span, _ in spans for offset in span)})
        for start, end in pairwise(cuts):
            if Span(start, start) in places:
                yield self._marked("", [each for span, each in spans if span == (start, start)])
            here = [each for span, each in spans if span.start <= start and end <= span.end]
            yield from self._shown(text, Span(start, end), here)
        last = cuts[-1]
        if Span(last, last) in places or len(cuts) == 1:
            yield self._marked("", [each for span, each in spans if span == (last, last)])

    def _shown(self, text: str, span: Span, findings: list[Numbered]) -> Iterator[ShownPiece]:
        """Return the pieces of a stretch: one, unless there are objects in it."""
        at = span.start
        if text is self.document.text and self.document.syntax.is_markup:
            text = self._unwrapped(span)
        for match in _OBJECT.finditer(text, *span):
            if visible := text[at : match.start()].replace(MARKUP, ""):
                yield self._marked(visible, findings)
            yield self._marked(self.document.source[slice(*match.span())], findings, is_object=True)
            at = match.end()
        visible = text[at : span.end].replace(MARKUP, "")
        if visible or any(each.number not in self._begun for each in findings):
            yield self._marked(visible, findings)

    def _unwrapped(self, span: Span) -> str:
        """Return the text with spaces for the line ends in a stretch that only wrap lines, as in markup most do."""
        text, source = self.document.text, self.document.source
        parts, at = [text[: span.start]], span.start
        for match in _LINE_END.finditer(text, *span):
            is_tag = source[match.start()] not in "\r\n"
            if not is_tag and not _HARD_BREAK.search(source, max(0, match.start() - 2), match.end() + 1):
                parts += (text[at : match.start()], " " * len(match.group()))
                at = match.end()
        return "".join((*parts, text[at:]))

    def _marked(self, text: str, findings: Iterable[Numbered], *, is_object: bool = False) -> ShownPiece:
        gravest_first = sorted(findings, key=lambda each: -SEVERITIES.index(each.finding.severity))
        begins = tuple(each.number for each in gravest_first if each.number not in self._begun)
        self._begun.update(begins)
        return ShownPiece(text, tuple(gravest_first), begins, is_object)


def _touch(span: Span, block: Block) -> bool:
    if span.start == span.end:
        return block.start <= span.start <= block.end
    return span.start < block.end and block.start < span.end


def _element(block: Block) -> str:
    if block.place == "heading":
        # The report's own title and the file's name come above.
        return f"h{min(block.level + _RANK_OF_FILE, _LOWEST_RANK)}"
    return _ELEMENTS.get(block.place, "p")
