"""Sheet maker: read a draft and its sources, compare them, and tell every place as file, line and sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.engine.above_the_text.shown_texts import read_shown_texts
from copydesk.engine.failures import describe_error
from copydesk.findings import Outcome, Span
from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet, SentencePair, SheetRow, TextPlace
from copydesk.stories.article import Article, read_all_blocks, read_article
from copydesk.stories.fact_sheet.aligned import counterparts_at
from copydesk.stories.fact_sheet.entries import FactEntry, FactKind, SourcePlace
from copydesk.stories.fact_sheet.whole_sheet import (
    FactSheet,
    entries_above,
    make_sheet,
    make_unchecked_sheet,
)
from copydesk.stories.story import Member, Story
from copydesk.support import limits
from copydesk.support.paths import display_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from copydesk.document import Document
    from copydesk.run.cross_file.documents import FileDocuments
    from copydesk.run.cross_file.sheets.sheet_plan import SheetTask
    from copydesk.run.session import Session

_ABOVE = "#above"
"""Marks the key of a source's own title, captions …."""

_LONGEST = 600
"""Code points of a sentence on either side of a place; a list without full stops may be one of thousands."""


class SheetMaker:
    """Makes the sheets of drafts, one after another, in a worker process if there is one."""

    def __init__(self, session: Session, documents: FileDocuments) -> None:
        self._session = session
        self._documents = documents

    def work(self, task: SheetTask) -> DraftSheet:
        """Make one sheet; whatever cannot be read becomes its problem."""
        path = display_path(task.file)
        if not task.key:
            return DraftSheet(path, notes=task.notes, problem=task.problem)
        with limits.file_time():
            try:
                return self._sheet(task, path)
            except (Exception, limits.TooSlow) as error:
                if limits.is_from_signal(error) and not isinstance(error, limits.TooSlow):
                    raise
                return DraftSheet(path, notes=task.notes, problem=describe_error(error))

    def lost(self, task: SheetTask, reason: str) -> DraftSheet:
        """Return the sheet of a draft that no process could compare."""
        return DraftSheet(display_path(task.file), notes=task.notes, problem=reason)

    def _sheet(self, task: SheetTask, path: str) -> DraftSheet:
        documents = {key: self._read(key) for key in (task.key, *task.sources, *task.others)}
        return located_sheet(documents, task, self._session.config.settings_for(task.file).names, path)

    def _read(self, key: str) -> Document:
        return self._documents.read(key, has_references=True)


def located_sheet(
    documents: Mapping[str, Document], task: SheetTask, names: Mapping[str, Any], path: str
) -> DraftSheet:
    """Return the sheet of a draft.

    Args:
        documents: the draft and its sources, by `Document.key`, each read as one that has references.
        task: which of them is the draft, and which are its sources.
        names: the names of the configuration, `prefer` and `two_people`.
        path: the draft, as reports name it.
    """
    members = {key: Member(key, read_article(document)) for key, document in documents.items()}
    draft, article = documents[task.key], members[task.key].facts
    story = Story((members[task.key],), tuple(members[key] for key in task.sources), {0: ()}, task.complete)
    if story.sources:
        others = tuple(members[key] for key in task.others)
        sheet = make_sheet(story, others, names.get("prefer", ()), names.get("two_people", ()))
    else:
        sheet = make_unchecked_sheet(article)
    located = _Located(documents)
    rows = [located.row(task.key, entry) for entry in sheet.entries]
    sentences = list(located.sentences(task.key, article, story, sheet))
    above = _above(documents, members, task, names)
    rows = sorted([*rows, *above.rows], key=lambda each: (each.here.start, each.here.end))
    sentences = sorted([*sentences, *above.sentences], key=lambda each: each.here.start)
    has_anything = any(each.outcome is not Outcome.NOT_CHECKED for each in rows) or any(
        each.there for each in sentences
    )
    return DraftSheet(
        path,
        draft.language or "",
        task.chosen,
        tuple(rows),
        tuple(located.place(*place) for place in sheet.left_out),
        tuple(located.place(task.key, *span) for span in sheet.added),
        tuple(sentences),
        (*task.notes, *_of_other_languages(story, documents)),
        task.problem
        or _without_text([documents[key] for key in task.sources])
        or ("" if has_anything else _without_anything(draft, story, documents)),
    )


class _Above(NamedTuple):
    """What a sheet has of the texts above and beside a draft's own, such as its title."""

    rows: list[SheetRow]
    sentences: list[SentencePair]


def _above(
    documents: Mapping[str, Document],
    members: Mapping[str, Member],
    task: SheetTask,
    names: Mapping[str, Any],
) -> _Above:
    """Hold the texts above a draft to its sources, whose own texts above are read as well: see `located_sheet`."""
    draft = read_shown_texts(documents[task.key])
    if draft is None:
        return _Above([], [])
    article = read_all_blocks(draft)
    shown, sources = {**documents, task.key: draft}, []
    for key in task.sources:
        sources.append(members[key])
        if (text := read_shown_texts(documents[key])) is not None:
            shown[key + _ABOVE] = text
            sources.append(Member(key + _ABOVE, read_all_blocks(text)))
    story = Story((Member(task.key, article),), tuple(sources), {0: ()}, task.complete)
    if sources:
        others = tuple(members[key] for key in task.others)
        listed = names.get("prefer", ()), names.get("two_people", ())
        texts = [Span(block.start, block.end) for block in draft.blocks]
        entries = entries_above(story, members[task.key].facts, texts, others, *listed)
    else:
        entries = list(make_unchecked_sheet(article).entries)
    located = _Located(shown)
    return _Above(
        [located.row(task.key, entry) for entry in entries],
        list(located.sentences(task.key, article, story, FactSheet(tuple(entries)))),
    )


def _of_other_languages(story: Story, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield a note on each source that is in another language than the draft."""
    for source in story.in_another_language:
        ours, theirs = story.members[0].facts.language, source.facts.language
        yield (
            f"{documents[source.path].path} is in another language ({theirs}) than the draft ({ours}): only what both"
            " write alike is found"
        )


def _without_text(sources: Sequence[Document]) -> str:
    """Return that none of the sources holds a text with which anything could be compared; empty if one does."""
    if not sources or any(each.plain.replace("\0", " ").strip() for each in sources):
        return ""
    names = " and ".join(each.path for each in sources)
    return f"{names} {'holds' if len(sources) == 1 else 'hold'} no text to compare with"


def _without_anything(draft: Document, story: Story, documents: Mapping[str, Document]) -> str:
    """Return that a draft in which nothing could be compared holds nothing of its sources; empty if they, too, hold
    nothing that could be: then there is nothing to lose.
    """
    if not any(make_unchecked_sheet(source.facts).entries for source in story.sources):
        return ""
    if not draft.plain.strip():
        return "the draft holds no text, so nothing was compared"
    names = " and ".join(documents[source.path].path for source in story.sources)
    return f"the draft holds no quotation, date, number, name or sentence of {names}, so nothing was compared"


class _Located:
    """Places in documents, by key."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def row(self, key: str, entry: FactEntry) -> SheetRow:
        there = tuple(self.place(*place) for place in entry.places)
        here = self.place(key, entry.start, entry.end)
        return SheetRow(entry.kind, entry.outcome, entry.how, entry.speaker, here, there)

    def place(self, key: str, start: int, end: int) -> TextPlace:
        document = self._documents[key]
        line, column = document.position(start)
        first, last = document.sentence_at(start)
        return TextPlace(
            document.path,
            line,
            column,
            document.start + start,
            document.start + end,
            _visible(document, start, end).strip(),
            _visible(document, max(first, start - _LONGEST), start).lstrip(),
            _visible(document, end, min(max(last, end), end + _LONGEST)).rstrip(),
        )

    def sentences(self, key: str, article: Article, story: Story, sheet: FactSheet) -> Iterator[SentencePair]:
        """Yield the sentences of a draft, each with that of a source."""
        document, block = self._documents[key], -1
        starts = [each.start for each in document.blocks]
        quotations = [each for each in sheet.entries if each.kind is FactKind.QUOTATION and each.places]
        for sentence in article.sentences:
            index = bisect_right(starts, sentence.start) - 1
            there = _counterpart(story, sentence) or _first_inside(quotations, sentence)
            yield SentencePair(
                self._sentence(key, sentence),
                self._sentence(there.key, self._documents[there.key].sentence_at(there.start))
                if there
                else None,
                document.place(sentence.start),
                index != block,
            )
            block = index

    def _sentence(self, key: str, span: Span) -> TextPlace:
        return self.place(key, *span)._replace(before="", after="")


def _counterpart(story: Story, sentence: Span) -> SourcePlace | None:
    """Return where a source tells a sentence with the fewest changes."""
    counterparts = counterparts_at(story, sentence.start)
    best = min(counterparts, key=lambda each: each.changed, default=None)
    return SourcePlace(best.witness.path, best.their_start, best.their_end) if best else None


def _first_inside(quotations: Sequence[FactEntry], sentence: Span) -> SourcePlace | None:
    """Return where a source has the first of these quotations, which are in order, that begins in a sentence."""
    index = bisect_left(quotations, sentence.start, key=attrgetter("start"))
    first = quotations[index : index + 1]
    return first[0].places[0] if first and first[0].start < sentence.end else None


def _visible(document: Document, start: int, end: int) -> str:
    """Return what a reader sees between two offsets, on one line; white space at the ends stays one space."""
    text = document.text[start:end].replace("\0", "").replace("\ufffc", "…")
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}"
