"""Cards: what the page says of one finding, beside its place."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import BOILERPLATE, Finding, Location
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.report.escaping import uri
from copydesk.report.html_page.shown_articles import Numbered, article_name
from copydesk.report.html_page.what_to_do import Advice
from copydesk.report.html_page.wording_changes import Wording, side_by_side
from copydesk.run.narrowing.known_findings import entry_of
from copydesk.support.patterns import compile_later
from copydesk.support.plurals import beginning
from copydesk.support.source_text import LINE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.document import Document
    from copydesk.report.base import Report

_SPACE = compile_later(r"\s+")
_WORDLIKE = compile_later(r"\w\w")
_WORD_BEFORE = compile_later(r"[^\s]*[^\S\n]?\Z")
_WORD_AFTER = compile_later(r"[^\S\n]?[^\s]*")
_AROUND_MARK = 25
"""Code points shown at most on each side of a mark that is to be changed."""

_LONGEST_TITLE = 40

_LONGEST_SENTENCE = 600
"""Code points of a quoted sentence; a list without full stops may be one of thousands."""


class Quoted(NamedTuple):
    """Another place that belongs to a finding.

    Attributes:
        where: its file, line and column; in the file of the finding only its line.
        message: what is there.
        before, marked, after: its sentence, with the place in it; empty if the file cannot be read again.
        link: where the place opens in an editor.
    """

    where: str
    message: str
    before: str
    marked: str
    after: str
    link: str


class Suggested(NamedTuple):
    """A suggestion: the flagged text and the suggested one, in stretches; `new` empty to delete it.

    `before` and `after` are the words around a mark or a space, which nobody could read alone.
    """

    old: tuple[Wording, ...]
    new: tuple[Wording, ...]
    before: str = ""
    after: str = ""


class Columns(NamedTuple):
    """The sentence of a finding and that of its place in another text, with the words that differ."""

    here: tuple[Wording, ...]
    there: tuple[Wording, ...]
    place: Quoted


class Snippet(NamedTuple):
    """A line to copy, and what it is for."""

    label: str
    text: str


class Card(NamedTuple):
    """Everything that the page says of a finding."""

    number: int
    finding: Finding
    where: str
    place: str
    to_do: str
    is_leftover: bool
    changes: tuple[Suggested, ...]
    others: tuple[Quoted, ...]
    columns: Columns | None
    snippets: tuple[Snippet, ...]
    editor_link: str
    forge_link: str


class CardMaker:
    """Makes the cards of a report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._starts: dict[str, list[int]] = {}
        self._advice = Advice(report)

    def card(self, numbered: Numbered) -> Card:
        """Return the card of a finding."""
        finding = numbered.finding
        columns = self._columns(finding)
        beside = _elsewhere(finding) if columns else None  # the columns show it
        others = tuple(self._quoted(each, finding.path) for each in finding.related if each is not beside)
        return Card(
            number=numbered.number,
            finding=finding,
            where=f"{finding.path}:{finding.line}:{finding.column}",
            place=self._place(finding),
            to_do=self._advice.on(finding),
            is_leftover=finding.family == BOILERPLATE and not finding.suggestions,
            changes=tuple(self._suggested(finding, text) for text in finding.suggestions),
            others=others,
            columns=columns,
            snippets=tuple(self._snippets(finding)),
            editor_link=editor_link(finding.path, finding.line, finding.column),
            forge_link=self._forge_link(finding),
        )

    def _place(self, finding: Finding) -> str:
        """Return how a link to the place is called: a line tells nothing where a file holds several articles, or is
        written in one line.
        """
        documents = self._report.documents(finding.path)
        document = self._document(finding.path, finding.start)
        if document is not None and len(documents) > 1:
            number = next(number for number, each in enumerate(documents, 1) if each is document)
            return beginning(article_name(document), _LONGEST_TITLE) or f"article {number}"
        if document is not None and not LINE_END.search(document.source.rstrip()):
            return f"column {finding.column:,}"
        return f"line {finding.line}"

    def _suggested(self, finding: Finding, text: str) -> Suggested:
        changed = side_by_side(finding.excerpt, text)
        document = self._document(finding.path, finding.start)
        if document is None or _WORDLIKE.search(finding.excerpt):
            return Suggested(*changed)
        start, end = finding.start - document.start, finding.end - document.start
        before = _WORD_BEFORE.findall(document.text, max(0, start - _AROUND_MARK), start)[0]
        after = _WORD_AFTER.findall(document.text, end, end + _AROUND_MARK)[0]
        return Suggested(
            *changed,
            _visible(document, start - len(before), start),
            _visible(document, end, end + len(after)),
        )

    def _quoted(self, place: Location, here: str = "") -> Quoted:
        where = f"{place.path}:{place.line}:{place.column}" if place.path != here else f"line {place.line}"
        link = editor_link(place.path, place.line, place.column)
        document = self._document(place.path, place.start)
        if document is None or place.end <= place.start:
            return Quoted(where, place.message, "", "", "", link)
        start, end = place.start - document.start, place.end - document.start
        sentence = document.sentence_at(start)
        before = _visible(document, sentence.start, start, keeps_end=True)
        marked = _visible(document, start, end)
        after = _visible(document, end, max(end, sentence.end))
        return Quoted(where, place.message, before, marked, after, link)

    def _columns(self, finding: Finding) -> Columns | None:
        """Return the two sentences of a finding about another text; None where there is none, or no likeness."""
        elsewhere = _elsewhere(finding)
        if elsewhere is None:
            return None
        here = self._sentence(finding.path, finding.start)
        there = self._sentence(elsewhere.path, elsewhere.start)
        left, right = side_by_side(here, there)
        if not (here and there) or not any(each.differs for each in left + right):
            return None
        return Columns(left, right, self._quoted(elsewhere))

    def _sentence(self, path: str, offset: int) -> str:
        document = self._document(path, offset)
        if document is None:
            return ""
        start, end = document.sentence_at(offset - document.start)
        return _visible(document, start, end)

    def _document(self, path: str, offset: int) -> Document | None:
        """Return the document of a file that holds an offset."""
        documents = self._report.documents(path)
        if not documents:
            return None
        if path not in self._starts:
            self._starts[path] = [document.start for document in documents]
        return documents[max(0, bisect_right(self._starts[path], offset) - 1)]

    def _snippets(self, finding: Finding) -> Sequence[Snippet]:
        if finding.is_failure:
            return ()
        anchor = self._report.anchors.get(finding.path, finding.path)
        snippets = [
            Snippet("Line for the accept list, with tabs between its fields", str(entry_of(finding, anchor)))
        ]
        documents = self._report.documents(finding.path)
        if documents and (form := documents[0].syntax.comment_form):
            comment = form.replace("…", f"copydesk-disable-next-block {finding.rule}")
            snippets.append(Snippet("Comment to suppress it, before the paragraph", comment))
        rule = self._report.rules.get(finding.rule)
        if rule and "two_people" in rule.options and finding.suggestions:
            pair = json.dumps([finding.excerpt, finding.suggestions[0]], ensure_ascii=False)
            snippets.append(Snippet("Entry for names.two_people, if both are right", f"- {pair}"))
        return snippets

    def _forge_link(self, finding: Finding) -> str:
        template = self._report.link_template
        path = self._report.anchors.get(finding.path, finding.path)
        fields = {"path": uri(path), "line": str(finding.line), "column": str(finding.column)}
        for name, value in fields.items():
            template = template.replace(f"{{{name}}}", value)
        return template


def _elsewhere(finding: Finding) -> Location | None:
    """Return the first place in another file that belongs to a finding."""
    return next((each for each in finding.related if each.path != finding.path), None)


def editor_link(path: str, line: int, column: int) -> str:
    """Return an address that opens a place in Visual Studio Code (its documentation: “Opening VS Code with URLs”)."""
    return f"vscode://file{_address(path)}:{line}:{column}"


@lru_cache(maxsize=100)
def _address(path: str) -> str:
    return uri(Path(path).absolute().as_posix()).removeprefix("file://")


def _visible(document: Document, start: int, end: int, *, keeps_end: bool = False) -> str:
    """Return what a reader sees between two offsets; of very much the first words, or the last, and an ellipsis."""
    start, end = (
        max(start, end - 2 * _LONGEST_SENTENCE) if keeps_end else start,
        end if keeps_end else min(end, start + 2 * _LONGEST_SENTENCE),
    )
    text = _SPACE.sub(" ", document.text[start:end].replace(MARKUP, "").replace(OBJECT, "▪"))
    if keeps_end:
        return beginning(text[::-1], _LONGEST_SENTENCE)[::-1]
    return beginning(text, _LONGEST_SENTENCE)
