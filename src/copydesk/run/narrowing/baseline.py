"""Baselines: list the findings of today, so that later runs show only new ones."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.settings import ConfigError
from copydesk.run.narrowing.known_findings import (
    Entry,
    entries_of,
    entry_of,
    read_ledger,
    read_list,
    subtract,
    text_of,
)
from copydesk.support.atomic_write import replace_content
from copydesk.support.paths import display_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from copydesk.findings import Finding
    from copydesk.run.narrowing.coverage import Coverage

DEFAULT_FILE = Path("copydesk-baseline.tsv")

HEADER = """\
# Findings that the articles had when this list was written, one on each line: id, rule, path, start of the text, and
# what is around it.
# “copydesk check --baseline FILE” does not show them. “copydesk baseline prune” removes those that are mended.
"""
_EARLIER_START = (
    "# Findings that were here before copydesk was; one a line: id, rule, path, how the text begins"
)
_EARLIER = (
    f"{_EARLIER_START}.",
    f"{_EARLIER_START}, what is around it.",
)
_BEGINNINGS = HEADER.partition(",")[0].encode(), _EARLIER_START.encode()
_HEADER_LINES = frozenset({*HEADER.splitlines(), *_EARLIER})
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


class Change(NamedTuple):
    """The result of writing or pruning: numbers of lines added, removed, and left."""

    added: int
    removed: int
    left: int


class Baseline:
    """A baseline whose findings a run does not show, read before the first file is checked.

    Raises:
        ConfigError: it cannot be read.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._entries = read_ledger(file)

    def drop_known(self, findings: Iterable[Finding]) -> list[Finding]:
        """Drop the findings that are in the baseline."""
        return subtract(_of_articles(findings, self._file), self._entries).new

    def left_over(self, findings: Iterable[Finding]) -> list[Entry]:
        """Return the entries without a finding among these."""
        return subtract(_of_articles(findings, self._file), self._entries).left_over


def write_baseline(
    file: Path, findings: Iterable[Finding], anchors: Mapping[str, str], coverage: Coverage
) -> Change:
    """Write all findings to the baseline; its lines for files that were not checked stay, and so do comments above
    lines, and what people wrote behind them.

    `anchors` has, by path, the name of each file in ids.

    Raises:
        ConfigError: there is a file with this name that is not a baseline.
        OSError: it cannot be written.
    """
    data = read_list(file) if os.path.lexists(file) else None
    old = [] if data is None else entries_of(file, data)
    if data and not old and not data.isspace() and not data.startswith(_BEGINNINGS):
        raise ConfigError(
            f"{file}: it holds something else than a list of known findings, and is not overwritten;"
            " name another file, or delete it first"
        )
    listed = [each for each in _of_articles(findings, file) if not each.is_failure]
    new, known, left_over = subtract(listed, old)
    entry_for = dict(known)
    gone = set(coverage.stale(left_over, file.absolute().parent))
    entries = []
    for each in listed:
        written = entry_for.get(each, Entry(""))
        entry = entry_of(each, anchors.get(each.path, each.path))
        entries.append(entry._replace(line=written.line, note=written.note))
    entries += [entry for entry in left_over if entry not in gone]
    comments, last = _comments(text_of(file, data or b""), old, {entry.line for entry in entries})
    replace_content(file, data, (HEADER + _lines(entries, comments) + last).encode())
    return Change(len(new), len(gone), len(entries))


def prune_baseline(
    file: Path, findings: Iterable[Finding], coverage: Coverage, *, may_be_by_hand: bool = False
) -> Change:
    """Remove the entries that certainly have no finding any more; no entry is ever added.

    Raises:
        ConfigError: the baseline cannot be read; or entries would be removed, and it does not begin like one that
            copydesk wrote, unless it `may_be_by_hand`.
        OSError: it cannot be written.
    """
    data = read_list(file)
    old = entries_of(file, data)
    _, _, left_over = subtract(findings, old)
    gone = {entry.line for entry in coverage.stale(left_over, file.absolute().parent)}
    if gone and not may_be_by_hand and not data.removeprefix(BOM_UTF8).startswith(_BEGINNINGS):
        raise ConfigError(
            f"{file}: nothing is removed, though {count(len(gone), 'line')} of it would be: this list does not begin as"
            " “copydesk baseline write” begins one, so people may have written it, to say what they accept; --by-hand"
            " removes lines from it all the same"
        )
    if gone:
        kept = [line for number, line in enumerate(_LINE.findall(data), 1) if number not in gone]
        replace_content(file, data, b"".join(kept))
    return Change(0, len(gone), len(old) - len(gone))


def _lines(entries: Iterable[Entry], comments: Mapping[int, str]) -> str:
    ordered = sorted(entries, key=lambda entry: (entry.path, entry.rule, entry.excerpt, entry.id))
    return "".join(f"{comments.get(entry.line, '')}{entry}\n" for entry in ordered)


def _comments(text: str, old: Iterable[Entry], kept: Set[int]) -> tuple[dict[int, str], str]:
    """Return the comments in a list, but for its header: by the number of the kept line that follows, and the last."""
    lines = {entry.line for entry in old} & kept
    above, found = "", {}
    for number, line in enumerate(text.split("\n"), 1):
        if number in lines:
            found[number], above = above, ""
        elif line.startswith("#") and line.rstrip() not in _HEADER_LINES:
            above += f"{line.rstrip()}\n"
    return found, above


def _of_articles(findings: Iterable[Finding], file: Path) -> list[Finding]:
    """Drop the findings in the baseline itself: with a name in .txt or .md it is one of the checked files."""
    baseline = display_path(Path(os.path.abspath(file)))
    return [finding for finding in findings if finding.path != baseline]
