"""Record scanner: checks the records of a file in order, in as many processes as are wanted, with bounded memory."""

from __future__ import annotations

import difflib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, Protocol

from copydesk.analysis.dates.dateline import is_readable_date
from copydesk.engine.failures import not_checked_at
from copydesk.findings import SEVERITIES, UNREADABLE_SOURCE, Finding
from copydesk.services.collections.collection_records import CollectionRecord
from copydesk.services.in_python.batches import in_order
from copydesk.services.in_python.desk import Desk

Edit = tuple[int, int, str]
"""Where a cleaned text differs, in code points of the cleaned text, and what stood there before."""


class Cleaned(NamedTuple):
    """A text without what could be mended or deleted.

    Attributes:
        text: the text.
        edits: what undoes the changes, in order and apart.
    """

    text: str
    edits: tuple[Edit, ...]


class ScannedRecord(NamedTuple):
    """What is found in a record.

    Attributes:
        record: the record.
        findings: sorted by place; offsets are those of its text, in code points.
        language: the two-letter code of its language; None if it is not known.
        cleaned: its cleaned text, where one was asked for and anything changed.
    """

    record: CollectionRecord
    findings: tuple[Finding, ...]
    language: str | None = None
    cleaned: Cleaned | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether everything was checked."""
        return not any(each.is_failure or each.rule == UNREADABLE_SOURCE for each in self.findings)

    def why_dropped(self, most: int) -> str:
        """Return why the record is dropped if so many findings are let pass; empty if it is kept.

        It is the rule of the most severe finding, the first of several, or what could not be checked.
        """
        if self.is_complete and len(self.findings) <= most:
            return ""
        failures = [each for each in self.findings if each.is_failure]
        return max(failures or self.findings, key=lambda each: SEVERITIES.index(each.severity)).rule


@dataclass(frozen=True)
class Scanner:
    """Checks records, and cleans them if it is told to; it can be pickled.

    Attributes:
        desk: what checks the texts.
        cleans: whether the texts are also cleaned: fixes and single suggestions applied, leftovers deleted.
    """

    desk: Desk
    cleans: bool = False

    def scan(self, records: Iterable[CollectionRecord], *, jobs: int = 0) -> Iterator[ScannedRecord]:
        """Yield what is found in each record, in their order. They are asked for in batches.

        Args:
            records: the records; one with a problem has a finding that says so.
            jobs: the number of processes; 0 for one on each core, 1 for none but this.
        """
        waiting: deque[CollectionRecord] = deque()

        def texts() -> Iterator[_Text]:
            for record in records:
                waiting.append(record)
                yield _text_of(record)

        found = in_order(
            texts(),
            self._check,
            _lost,
            jobs=jobs,
            size_of=lambda task: len(task.text),
            prepare=self.desk.prepare,
        )
        for findings, language, cleaned in found:
            yield ScannedRecord(waiting.popleft(), findings, language, cleaned)

    def scan_one(self, record: CollectionRecord) -> ScannedRecord:
        """Return what is found in one record, in this process: for engines that have processes of their own."""
        return ScannedRecord(record, *self._check(_text_of(record)))

    def _check(self, task: _Text) -> _Found:
        if task.problem:
            return _lost(task, task.problem)
        checked = self.desk.check(task.text, task.name, format=task.format, date=task.date)
        return checked.findings, checked.language, self.clean(task) if self.cleans else None

    def clean(self, task: _Named) -> Cleaned | None:
        """Return the text of a record without what can be mended or deleted; None if nothing can."""
        fixed = self.desk.fix(task.text, task.name, format=task.format, date=task.date, suggested=True)
        return Cleaned(fixed.text, tuple(undoing(fixed.text, task.text))) if fixed.fixed else None


class _Named(Protocol):
    """A text with its name, and the format and date that its record gives it."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def date(self) -> str: ...


class _Text(NamedTuple):
    """What a process needs of a record."""

    name: str
    text: str
    format: str
    date: str
    problem: str


_Found = tuple[tuple[Finding, ...], str | None, Cleaned | None]


def _text_of(record: CollectionRecord) -> _Text:
    date = record.date if is_readable_date(record.date) else ""
    return _Text(record.name, record.text, record.format, date, record.problem)


def _lost(task: _Text, reason: str) -> _Found:
    return not_checked_at(task.name, reason), None, None


def undoing(new: str, old: str) -> Iterator[Edit]:
    """Yield what makes the old text of the new one, in whole lines, in order."""
    ours, theirs = new.splitlines(keepends=True), old.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, ours))]
    shorter = min(len(ours), len(theirs))
    head = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    tail = next((n for n in range(shorter - head) if ours[-1 - n] != theirs[-1 - n]), shorter - head)
    changed, before = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if max(len(changed), len(before)) > _MOST_LINES:
        yield starts[head], starts[len(ours) - tail], "".join(before)
        return
    matcher = difflib.SequenceMatcher(None, changed, before, autojunk=False)
    for kind, first, last, other, end in matcher.get_opcodes():
        if kind != "equal":
            yield starts[head + first], starts[head + last], "".join(before[other:end])


_MOST_LINES = 1_000
"""Of so many lines between the first and the last change, the single changes are told; more are one change."""
