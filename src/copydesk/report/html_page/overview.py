"""Overview: the files of a report with their articles and cards, and how many findings there are of each kind."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import SEVERITIES, Finding
from copydesk.formats.registry import format_of
from copydesk.report.html_page.cards import Card, CardMaker
from copydesk.report.html_page.shown_articles import (
    Numbered,
    ShownArticle,
    article_name,
    read_article,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.document import Document
    from copydesk.report.base import Report

_WEIGHTS = {"error": 100, "warning": 10, "info": 1}
"""How much a finding counts when files are put in order, the worst first."""


_SEVERAL = 2


class Facet(NamedTuple):
    """One value by which the page can be filtered, and how many findings have it."""

    kind: str
    value: str
    number: int
    share: float


class Tick(NamedTuple):
    """A finding's place in its file, as a share of the file's length, 0 to 1."""

    number: int
    severity: str
    at: float


class FileEntry(NamedTuple):
    """A file in the list of files."""

    number: int
    path: str
    findings: tuple[Numbered, ...]

    @property
    def counts(self) -> Sequence[tuple[str, int]]:
        """Return the number of findings by severity, the gravest first, without those of which there are none."""
        counts = Counter(each.finding.severity for each in self.findings)
        return [(each, counts[each]) for each in reversed(SEVERITIES) if counts[each]]


class ArticleEntry(NamedTuple):
    """An article of a file of several, in the list of files: its number in the file, its title, and how many findings
    it has.
    """

    number: int
    title: str
    findings: int


class FileView(NamedTuple):
    """A file as the page shows it; `unplaced` are the cards of findings that no passage shows."""

    entry: FileEntry
    articles: tuple[ShownArticle, ...]
    cards: dict[int, Card]
    unplaced: tuple[Card, ...]
    ticks: tuple[Tick, ...]


def files_worst_first(findings: Sequence[Finding]) -> list[FileEntry]:
    """Return the files with findings, those with the gravest findings first."""
    numbered = [Numbered(number, finding) for number, finding in enumerate(findings, 1)]
    by_path = groupby(numbered, key=lambda each: each.finding.path)
    groups = [(path, tuple(group)) for path, group in by_path]
    groups.sort(key=lambda each: (-sum(_WEIGHTS[one.finding.severity] for one in each[1]), each[0]))
    return [FileEntry(number, *group) for number, group in enumerate(groups, 1)]


def facets(findings: Sequence[Finding]) -> dict[str, list[Facet]]:
    """Return the severities (the gravest first), families and rules that occur (the most frequent first)."""
    total = max(1, len(findings))

    def counted(kind: str) -> list[Facet]:
        counts = Counter(getattr(each, kind) for each in findings)
        order = sorted(counts, key=lambda value: (-counts[value], value))
        if kind == "severity":
            order.sort(key=SEVERITIES.index, reverse=True)
        return [Facet(kind, value, counts[value], counts[value] / total) for value in order]

    return {kind: counted(kind) for kind in ("severity", "family", "rule")}


def views(report: Report, files: Sequence[FileEntry]) -> Iterator[FileView]:
    """Yield the files one after the other, so that the texts of thousands are not in memory at once."""
    maker = CardMaker(report)
    for entry in files:
        documents = report.documents(entry.path)
        cards = {each.number: maker.card(each) for each in entry.findings}
        starts = [document.start for document in documents]
        articles = tuple(_articles(entry, documents, starts))
        placed = {
            each.number
            for article in articles
            for passage in (*article.passages, *article.folded)
            for each in passage.findings
        }
        yield FileView(
            entry,
            articles,
            cards,
            tuple(card for number, card in cards.items() if number not in placed),
            tuple(_ticks(entry, len(documents[-1].file_text.text) if documents else 0)),
        )


def article_entries(report: Report, entry: FileEntry) -> list[ArticleEntry]:
    """Return the articles with findings of a file that may hold several; none of one with a single article."""
    if format_of(entry.path).split is None:
        return []
    documents = report.documents(entry.path)
    if len(documents) < _SEVERAL:
        return []
    starts = [document.start for document in documents]
    return [
        ArticleEntry(number + 1, article_name(documents[number]) or f"Article {number + 1}", len(held))
        for number, held in sorted(_by_article(entry, starts).items())
    ]


def _articles(
    entry: FileEntry, documents: Sequence[Document], starts: Sequence[int]
) -> Iterator[ShownArticle]:
    """Yield the articles of a file; of several those with findings."""
    held = _by_article(entry, starts)
    are_several = len(starts) >= _SEVERAL
    for number in sorted(held) if are_several else range(len(starts)):
        yield read_article(documents[number], held.get(number, []), number + 1 if are_several else 0)


def _by_article(entry: FileEntry, starts: Sequence[int]) -> dict[int, list[Numbered]]:
    """Return the findings of a file by the index of the document that holds them."""
    held: dict[int, list[Numbered]] = {}
    for each in entry.findings:
        if not each.finding.is_failure:  # else it has no place
            held.setdefault(max(0, bisect_right(starts, each.finding.start) - 1), []).append(each)
    return held


def _ticks(entry: FileEntry, length: int) -> Iterator[Tick]:
    for number, finding in ((each.number, each.finding) for each in entry.findings):
        if length and not finding.is_failure:
            yield Tick(number, finding.severity, min(finding.start / length, 1))
