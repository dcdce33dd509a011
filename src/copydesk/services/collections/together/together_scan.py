"""Together scan: scan the files of a collection, and compare all their texts with one another before anything is said.

Each text is checked once, and what is compared of it is kept in a store. A scan that is interrupted goes on with the
files that are not read to their end. When all are, their texts are compared, and the files are read again for the
results.
"""

from __future__ import annotations

import shutil
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from copydesk.engine.failures import not_checked_at
from copydesk.engine.overlaps import MarkedPlace, places_meant
from copydesk.findings import Finding
from copydesk.run.parallel import Progress
from copydesk.services.collections.collection_records import CollectionRecord
from copydesk.services.collections.data_card import DataCard
from copydesk.services.collections.record_scanner import Cleaned, ScannedRecord
from copydesk.services.collections.shards import STANDARD_INPUT, ScanError, Shard
from copydesk.services.collections.together.fact_store import (
    FactStore,
    GatheredRecord,
    StoredRecord,
    TextReader,
)
from copydesk.services.collections.together.ranked_records import RankedRecords
from copydesk.services.collections.together.record_facts import CollectionText, RecordFacts, pack_findings
from copydesk.services.collections.together.steps import CollectionSteps
from copydesk.services.collections.together.whole_comparison import WholeComparison
from copydesk.services.collections.whole_scan import CollectionScan, readable_records, told
from copydesk.services.in_python.batches import in_order
from copydesk.support.persistence.hash_functions import blake2b

_STORE = "together.sqlite"


class TogetherScan(CollectionScan):
    """Scans collections whose texts are compared with one another."""

    def run(self, shards: Sequence[Shard], progress: Progress) -> DataCard:
        """Scan the files, and return the card of all.

        Raises:
            ScanError, OSError, sqlite3.Error: the results cannot be written, or a file has changed meanwhile.
        """
        if card := self._finished(shards):
            return card
        with ExitStack() as stack:
            folder = (
                self.output.folder
                if self.output
                else Path(stack.enter_context(TemporaryDirectory(prefix="copydesk-")))
            )
            spool = Path(stack.enter_context(TemporaryDirectory(prefix="copydesk-")))
            shards = [_spooled(shard, spool) if shard.path == STANDARD_INPUT else shard for shard in shards]
            store = FactStore(folder / _STORE)
            stack.callback(store.close)
            self._gather(store, shards, progress)
            store.end_writing()
            records = RankedRecords(store)
            stack.callback(records.close)
            comparison = WholeComparison(records, self._steps, TextReader(store.file), self.jobs)
            compared = comparison.run(progress)._asdict()
            results = _Results(store, records, comparison.settled)
            card = self._write(results, shards, compared, progress)
        store.delete()
        return card

    @property
    def _steps(self) -> CollectionSteps:
        return CollectionSteps(self.scanner.desk)

    def _finished(self, shards: Sequence[Shard]) -> DataCard | None:
        """Return the card of all if all is written already."""
        if self.output and all(self.output.finished(shard) for shard in shards):
            return self.output.whole()
        return None

    def _gather(self, store: FactStore, shards: Sequence[Shard], progress: Progress) -> None:
        """Read the files that are not in the store yet, and gather what is compared."""
        store.keep_only(shards)
        whole, before = sum(shard.size for shard in shards), 0
        for shard in shards:
            if not store.is_finished(shard):
                on_bytes = partial(told, progress, before, whole)
                is_whole = store.add_shard(
                    shard, self._gathered(readable_records(shard, self.fields, on_bytes))
                )
                if is_whole:
                    store.finish_shard(shard)
            before += shard.size
            told(progress, before, whole, 0)

    def _gathered(self, records: Iterable[CollectionRecord]) -> Iterator[GatheredRecord]:
        waiting: deque[CollectionRecord] = deque()

        def texts() -> Iterator[tuple[CollectionText, str]]:
            for record in _with_text(records, []):
                waiting.append(record)
                yield collection_text(record), record.problem

        gathered = in_order(
            texts(),
            self._gather_one,
            _not_gathered,
            jobs=self.jobs,
            size_of=lambda task: len(task[0].text),
            prepare=self.scanner.desk.prepare,
        )
        for facts in gathered:
            record = waiting.popleft()
            yield GatheredRecord(record.number, collection_text(record), facts, record.is_end)

    def _gather_one(self, task: tuple[CollectionText, str]) -> RecordFacts:
        given, problem = task
        return _not_gathered(task, problem) if problem else self._steps.gather(given)

    def _write(
        self, results: _Results, shards: Sequence[Shard], compared: Mapping[str, int], progress: Progress
    ) -> DataCard:
        """Read the files again, and write or print the results."""
        cards: list[DataCard] = []
        for done, shard in enumerate(shards, 1):
            card = self.output.finished(shard) if self.output else None
            if card is None:
                if not results.store.is_same(shard):
                    raise ScanError(f"{shard.name}: it has changed since it was read; start again")
                skipped: list[CollectionRecord] = []
                again = _with_text(readable_records(shard, self.fields, lambda _bytes: None), skipped)
                settled = self._settled(shard, again, results)
                scanned = chain(settled, (ScannedRecord(each, ()) for each in skipped))
                card = self.put_out(shard, scanned)
            cards.append(card)
            progress("writing", done, len(shards))
        return self.finish(cards, compared)

    def _settled(
        self, shard: Shard, records: Iterable[CollectionRecord], results: _Results
    ) -> Iterator[ScannedRecord]:
        waiting: deque[tuple[CollectionRecord, RecordFacts]] = deque()

        def tasks() -> Iterator[_Settling]:
            for record, stored in zip_longest(records, results.store.records_of(shard)):
                if not (record and stored and stored.is_of(record)):
                    raise ScanError(f"{shard.name}: it has changed since it was read; start again")
                waiting.append((record, stored.facts))
                text = record if self.scanner.cleans and not record.problem else None
                yield _Settling(stored.facts, *results.of(stored), text)

        settled = in_order(
            tasks(),
            self._settle,
            _not_settled,
            jobs=self.jobs if self.scanner.cleans else 1,
            size_of=lambda task: len(task.record.text) if task.record else 0,
            prepare=self.scanner.desk.prepare,
        )
        for findings, cleaned in settled:
            record, facts = waiting.popleft()
            yield ScannedRecord(record, findings, facts.language or None, cleaned)

    def _settle(self, task: _Settling) -> tuple[tuple[Finding, ...], Cleaned | None]:
        findings = self._steps.settle(task.facts, task.found, task.settled)
        return findings, self.scanner.clean(task.record) if task.record else None


def _with_text(
    records: Iterable[CollectionRecord], skipped: list[CollectionRecord]
) -> Iterator[CollectionRecord]:
    """Yield the records that hold a text, or should; the others are put into a list."""
    for record in records:
        if record.skipped:
            skipped.append(record)
        else:
            yield record


def collection_identity(shards: Iterable[Shard]) -> str:
    """Return what tells whether any file of a collection has changed, or there are others."""
    return blake2b(
        "\n".join(sorted(f"{each.name} {each.identity}" for each in shards)).encode("utf-8", "surrogatepass"),
        digest_size=16,
    ).hexdigest()


class _Results(NamedTuple):
    """What was gathered and found of all records."""

    store: FactStore
    records: RankedRecords
    settled: Mapping[MarkedPlace, tuple[str, ...]]

    def of(self, stored: StoredRecord) -> tuple[list[Finding], dict[MarkedPlace, tuple[str, ...]]]:
        """Return what was found of one record, and the settled places that it means."""
        found = self.records.found(stored.place)
        meant = {place for finding in found for place in places_meant(finding)}
        return found, {place: self.settled[place] for place in meant if place in self.settled}


class _Settling(NamedTuple):
    """What was gathered and found of a record; the record itself if it is cleaned."""

    facts: RecordFacts
    found: list[Finding]
    settled: dict[MarkedPlace, tuple[str, ...]]
    record: CollectionRecord | None


def collection_text(record: CollectionRecord) -> CollectionText:
    """Return a record as a text to compare."""
    return CollectionText(record.name, record.text, record.group, record.date, record.format)


def _not_gathered(task: tuple[CollectionText, str], reason: str) -> RecordFacts:
    name = task[0].id
    return RecordFacts(name, task[0].group, pack_findings(not_checked_at(name, reason)))


def _not_settled(task: _Settling, reason: str) -> tuple[tuple[Finding, ...], None]:
    return not_checked_at(task.facts.id, reason), None


def _spooled(shard: Shard, folder: Path) -> Shard:
    """Return standard input as a file, since it is read twice."""
    file = folder / "input.jsonl"
    with file.open("wb") as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return Shard(file, shard.name)
