"""Data card: what a collection is like, by rule, language and source, with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from copydesk.report.escaping import markdown
from copydesk.services.collections.collection_records import CollectionRecord
from copydesk.services.collections.record_scanner import ScannedRecord
from copydesk.support.plurals import count

_EXAMPLES = 3
_EXCERPT = 120
"""The longest excerpt of an example, in code points."""
_MOST_GROUPS = 10_000
"""So many groups are counted; more are counted together."""
_SHOWN = 50
"""So many groups are in the page; the JSON has all."""
_OTHERS = "(all others)"
_UNKNOWN = "(unknown)"

EMPTY_FILES = "files without a record"
"""What is counted for each file that holds no record."""


@dataclass(slots=True)
class DataCard:
    """Counts of a collection; cards of its files can be added up.

    Attributes:
        records: all records.
        not_checked: those that could not be checked, or not fully.
        flagged: those with findings.
        findings, by rule: how many there are.
        flagged_by_rule: how many records have any of a rule.
        by_language, by_group: pairs of all records and flagged ones.
        examples: some findings of each rule.
        compared: what comparing the texts with one another was made of; empty if they were not compared.
        skipped, by kind: how many records hold no text; they do not count among all records.
        dated: how many records have a date of their own.
        unread_dates: how many have something in the field with their date that cannot be read as one.
        unread_date_examples: some of these.
    """

    records: int = 0
    not_checked: int = 0
    flagged: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    flagged_by_rule: Counter[str] = field(default_factory=Counter)
    by_language: dict[str, list[int]] = field(default_factory=dict)
    by_group: dict[str, list[int]] = field(default_factory=dict)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    dated: int = 0
    unread_dates: int = 0
    unread_date_examples: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of_all(
        cls, cards: Iterable[DataCard], compared: Mapping[str, int] = MappingProxyType({})
    ) -> DataCard:
        """Return the card of all files, given those of each."""
        whole = cls(compared=dict(compared))
        for card in cards:
            whole.add(card)
        return whole

    @property
    def is_of_nothing(self) -> bool:
        """Tell whether there was no text at all, only empty files and what holds none."""
        return not self.records

    def why_of_nothing(self) -> str:
        """Say why there was no text at all."""
        if self.skipped.keys() - {EMPTY_FILES}:
            return "no record in what was named holds a text"
        return "there is no record in what was named; the first line of a table only names its columns"

    def count(self, shard: str, scanned: ScannedRecord) -> None:
        """Count one record of a file."""
        if scanned.record.skipped:
            self.skipped[scanned.record.skipped] += 1
            return
        self.records += 1
        self.dated += bool(scanned.record.date)
        if scanned.record.unread_date:
            self._count_unread_date(shard, scanned.record)
        self.not_checked += not scanned.is_complete
        found = [each for each in scanned.findings if not each.is_failure]
        self.flagged += bool(found)
        self.findings.update(each.rule for each in found)
        self.flagged_by_rule.update({each.rule for each in found})
        _count(self.by_language, scanned.language or _UNKNOWN, bool(found))
        if scanned.record.group:
            _count(self.by_group, scanned.record.group, bool(found))
        for each in found:
            examples = self.examples.setdefault(each.rule, [])
            if len(examples) < _EXAMPLES:
                examples.append(
                    {
                        "shard": shard,
                        "record": scanned.record.number,
                        "id": scanned.record.name,
                        "excerpt": each.excerpt[:_EXCERPT],
                        "message": each.message,
                    }
                )

    def _count_unread_date(self, shard: str, record: CollectionRecord) -> None:
        self.unread_dates += 1
        if len(self.unread_date_examples) < _EXAMPLES:
            self.unread_date_examples.append(
                {"shard": shard, "record": record.number, "id": record.name, "date": record.unread_date}
            )

    def add(self, other: DataCard) -> None:
        """Add the counts of another card."""
        self.records += other.records
        self.dated += other.dated
        self.unread_dates += other.unread_dates
        self.unread_date_examples += other.unread_date_examples[: _EXAMPLES - len(self.unread_date_examples)]
        self.not_checked += other.not_checked
        self.flagged += other.flagged
        self.findings += other.findings
        self.skipped += other.skipped
        self.flagged_by_rule += other.flagged_by_rule
        for ours, theirs in ((self.by_language, other.by_language), (self.by_group, other.by_group)):
            for key, (all_of_it, flagged) in theirs.items():
                pair = _pair(ours, key)
                pair[0] += all_of_it
                pair[1] += flagged
        for rule, examples in other.examples.items():
            known = self.examples.setdefault(rule, [])
            known += examples[: _EXAMPLES - len(known)]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "records": self.records,
            "dated": self.dated,
            "unread_dates": self.unread_dates,
            "unread_date_examples": self.unread_date_examples,
            "not_checked": self.not_checked,
            "flagged": self.flagged,
            "rules": {
                rule: {
                    "findings": number,
                    "records": self.flagged_by_rule[rule],
                    "examples": self.examples.get(rule, []),
                }
                for rule, number in self.findings.most_common()
            },
            "languages": _pairs(self.by_language),
            "groups": _pairs(self.by_group),
            "compared": dict(self.compared),
            "skipped": dict(self.skipped),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> DataCard:
        """Return the card that `to_dict` was called on.

        Raises:
            KeyError, TypeError: it is none.
        """
        rules = data["rules"]
        return cls(
            data["records"],
            data["not_checked"],
            data["flagged"],
            Counter({rule: each["findings"] for rule, each in rules.items()}),
            Counter({rule: each["records"] for rule, each in rules.items()}),
            {key: [each["records"], each["flagged"]] for key, each in data["languages"].items()},
            {key: [each["records"], each["flagged"]] for key, each in data["groups"].items()},
            {rule: list(each["examples"]) for rule, each in rules.items()},
            dict(data["compared"]),
            skipped=Counter(data["skipped"]),
            dated=data["dated"],
            unread_dates=data["unread_dates"],
            unread_date_examples=list(data["unread_date_examples"]),
        )

    def as_markdown(self) -> str:
        """Return it as a page to read."""
        return "\n".join((*self._head(), *self._rules(), *self._shares("language", self.by_language),
                          *self._shares("source", self.by_group), ""))  # fmt: skip

    def _head(self) -> Iterator[str]:
        yield "# What copydesk found in this collection\n"
        share = _share(self.flagged, self.records)
        yield f"{count(self.records, 'record')}, {self.flagged:,} of them with findings ({share})."
        if self.not_checked:
            yield f"\n{self.not_checked:,} could not be checked, or not fully."
        if self.unread_dates:
            yield f"\n{markdown(self.dates_not_read())}"
        if self.skipped:
            yield f"\n{self.not_read()}"
        if self.compared:
            yield f"\n{self.comparison()}"

    def not_read(self) -> str:
        """Tell what was not read because it holds no text; empty if there was nothing of the kind."""
        kinds = ", ".join(f"{kind}: {number:,}" for kind, number in self.skipped.most_common())
        return f"Not read: {kinds}." if kinds else ""

    def dates_not_read(self) -> str:
        """Tell of the dates that could not be read; empty if there are none."""
        if not self.unread_dates:
            return ""
        examples = ", ".join(
            f"“{each['date']}” ({each['shard']}:{each['record']})" for each in self.unread_date_examples
        )
        return f"{count(self.unread_dates, 'record')} with a date that cannot be read, such as {examples}."

    def comparison(self) -> str:
        """Say what came of comparing the texts with one another."""
        told = self.compared
        said = f"{count(told['texts'], 'text')} compared with each other: {told['copies']:,} copies in"
        said += f" {count(told['stories'], 'story', 'stories')}."
        if told["repeated_ids"]:
            said += f" {told['repeated_ids']:,} were not compared, as they share their id with another."
        if told["crowded_hashes"]:
            said += (
                f" {count(told['crowded_hashes'], 'wording')} stood in more than {told['most_sharing']} texts; by"
                " such a one each text was held only to the next few."
            )
        return said

    def _rules(self) -> Iterator[str]:
        if self.findings:
            yield "\n| rule | findings | records | share | for example |\n| --- | --: | --: | --: | --- |"
        for rule, number in self.findings.most_common():
            records = self.flagged_by_rule[rule]
            example = next(iter(self.examples.get(rule, ())), {"excerpt": ""})["excerpt"]
            share = _share(records, self.records)
            yield f"| {rule} | {number:,} | {records:,} | {share} | {markdown(example)} |"

    def _shares(self, title: str, counts: Mapping[str, list[int]]) -> Iterator[str]:
        if not counts:
            return
        yield f"\n| {title} | records | with findings | share |\n| --- | --: | --: | --: |"
        for key, (records, flagged) in sorted(counts.items(), key=lambda each: -each[1][0])[:_SHOWN]:
            yield f"| {markdown(key)} | {records:,} | {flagged:,} | {_share(flagged, records)} |"
        if len(counts) > _SHOWN:
            yield f"| ({len(counts) - _SHOWN:,} more) | | | |"


def _count(counts: dict[str, list[int]], key: str, flagged: bool) -> None:
    pair = _pair(counts, key)
    pair[0] += 1
    pair[1] += flagged


def _pair(counts: dict[str, list[int]], key: str) -> list[int]:
    if key not in counts and len(counts) >= _MOST_GROUPS:
        key = _OTHERS
    return counts.setdefault(key, [0, 0])


def _pairs(counts: Mapping[str, list[int]]) -> dict[str, dict[str, int]]:
    return {key: {"records": records, "flagged": flagged} for key, (records, flagged) in counts.items()}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
