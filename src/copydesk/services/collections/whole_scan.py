"""Whole scan: one file of a collection after the other, whatever happens in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from copydesk.engine.failures import describe_error
from copydesk.run.parallel import Progress
from copydesk.services.collections.collection_records import CollectionRecord, Fields
from copydesk.services.collections.data_card import EMPTY_FILES, DataCard
from copydesk.services.collections.output_folder import OutputFolder
from copydesk.services.collections.record_scanner import ScannedRecord, Scanner
from copydesk.services.collections.shards import Shard, records_of
from copydesk.services.collections.written_records.record_lines import finding_lines
from copydesk.support import limits

_TRIED = 100
"""If none of so many records at the start of a file has a text, the file has other fields."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class CollectionScan:
    """What every scan of collections is given.

    Attributes:
        scanner: checks the records.
        fields: the fields of a record that count.
        jobs: the number of processes; 0 for one on each core.
        output: where results are written; without it they are printed.
        print_line: prints a finding.
    """

    scanner: Scanner
    fields: Fields
    jobs: int
    output: OutputFolder | None
    print_line: Callable[[str], object]

    def put_out(self, shard: Shard, scanned: Iterable[ScannedRecord]) -> DataCard:
        """Write or print what was found in a file as it comes, and return its card."""
        if self.output:
            return self.output.write(shard, scanned)
        card = DataCard()
        for each in scanned:
            card.count(shard.name, each)
            for line in finding_lines(shard, each):
                self.print_line(line)
        return card

    def finish(
        self, cards: Sequence[DataCard], compared: Mapping[str, int] = MappingProxyType({})
    ) -> DataCard:
        """Write the card of all files if there is an output folder, and return it; `compared` is as in the card."""
        return self.output.finish(cards, compared) if self.output else DataCard.of_all(cards, compared)


class WholeScan(CollectionScan):
    """Checks the records of collections, each by itself."""

    def run(self, shards: Sequence[Shard], progress: Progress) -> DataCard:
        """Scan the files, and return the card of all. What is finished in the output folder is not read again.

        Raises:
            ScanError, OSError: the results cannot be written.
        """
        whole, cards, before = sum(shard.size for shard in shards), [], 0
        for shard in shards:
            card = self.output.finished(shard) if self.output else None
            if card is None:
                records = readable_records(shard, self.fields, partial(told, progress, before, whole))
                scanned = self.scanner.scan(records, jobs=self.jobs)
                card = self.put_out(shard, scanned)
            cards.append(card)
            before += shard.size
            told(progress, before, whole, 0)
        return self.finish(cards)


def readable_records(
    shard: Shard, fields: Fields, on_bytes: Callable[[int], None]
) -> Iterator[CollectionRecord]:
    """Yield the records of a file; what cannot be read is a record with a problem.

    Args:
        shard: the file.
        fields: the fields of a record that count.
        on_bytes: is told after each record how many bytes have been read.
    """
    number = missing = 0
    try:
        for record in records_of(shard, fields, on_bytes):
            number += 1
            missing += record.problem != "" and record.data is not None
            yield record
            if missing == number == _TRIED:
                problem = (
                    f"none of the first {_TRIED} records has a text; the rest is not read: {record.problem}"
                )
                yield CollectionRecord(number + 1, f"{shard.name}:{number + 1}", problem=problem)
                return
        if not number:
            yield CollectionRecord(1, shard.name, skipped=EMPTY_FILES)
    except Exception as error:  # one file never stops the others
        if limits.is_from_signal(error):
            raise
        yield CollectionRecord(
            number + 1,
            f"{shard.name}:{number + 1}",
            problem=f"the file cannot be read from here on: {_reason(error)}",
            is_end=True,
        )


def told(progress: Progress, before: int, whole: int, read: int) -> None:
    """Tell of the bytes read in one file, behind those of the files before it."""
    progress("megabytes", (before + read) // _MEGABYTE, whole // _MEGABYTE)


def _reason(error: Exception) -> str:
    """Return what went wrong in a file. A reader raises ValueError with a message of its own."""
    return str(error) if isinstance(error, ValueError) else describe_error(error)
