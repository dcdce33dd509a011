"""Fix loop: apply fixes and check the result again, until nothing is left to fix."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from copydesk.document import Document
from copydesk.findings import Finding
from copydesk.formats.parsed import Parsed
from copydesk.run.fixes.edits import Edit, NotRoundTrippable, edited, edits_of
from copydesk.run.result import RunResult
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support.paths import display_path, write_atomically

ROUNDS = 10
"""After so many rounds, two rules undo each other's fixes: the fixes made so far stay, and the loop stops."""


@dataclass(frozen=True, slots=True)
class FixResult:
    """The changes of all fixes; no file has been written yet.

    Attributes:
        before, after: the runs over the files as they are, and as they would be.
        originals, contents: by file, its bytes as they are and as they would be; only files that change.
        fixed: the number of fixed findings by path and rule.
        refused: by path, the reason why a file could not be changed.
    """

    before: RunResult
    after: RunResult
    originals: Mapping[Path, bytes]
    contents: Mapping[Path, bytes]
    fixed: Counter[tuple[str, str]]
    refused: Mapping[str, str]

    def without(self, files: Iterable[Path]) -> FixResult:
        """Return the result if these files stay as they are."""
        kept = set(files)
        paths = {display_path(file) for file in kept}
        left = [
            *(finding for finding in self.before.findings if finding.path in paths),
            *(finding for finding in self.after.findings if finding.path not in paths),
        ]
        return replace(
            self,
            after=replace(self.after, findings=tuple(sorted(left))),
            contents={file: data for file, data in self.contents.items() if file not in kept},
            fixed=Counter({key: number for key, number in self.fixed.items() if key[0] not in paths}),
        )

    def write(self) -> list[tuple[Path, str]]:
        """Write the files, each completely or not at all; return those that could not be written, with the reason."""
        failed = []
        for file, data in self.contents.items():
            try:
                if file.read_bytes() != self.originals[file]:
                    failed.append(
                        (file, "it was changed meanwhile by somebody else, so the fixes were not written")
                    )
                    continue
                write_atomically(file, data)
            except OSError as error:
                failed.append((file, error.strerror or str(error)))
        return failed


def fix(session: Session, paths: Iterable[Path], *, suggested: bool = False) -> FixResult:
    """Compute the fixes of all named files: the safe ones, and with `suggested` the others too.

    The session then reads the fixed contents instead of the files.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong.
    """
    paths = tuple(paths)
    originals: dict[Path, bytes] = {}
    contents: dict[Path, bytes] = {}
    fixed: Counter[tuple[str, str]] = Counter()
    refused: dict[str, str] = {}
    before = after = run(session, paths)
    for _ in range(ROUNDS):
        changed = _round(session, after.findings, fixed, refused, suggested=suggested)
        if not changed:
            break
        for file, (old, new) in changed.items():
            originals.setdefault(file, old)
            contents[file] = new
        session.replace_contents(contents)
        after = run(session, paths)
    return FixResult(before, after, originals, contents, fixed, refused)


def _round(
    session: Session,
    findings: Iterable[Finding],
    fixed: Counter[tuple[str, str]],
    refused: dict[str, str],
    *,
    suggested: bool,
) -> dict[Path, tuple[bytes, bytes]]:
    """Return, by file, its bytes before and after one round; count the fixes, and note files that cannot be fixed."""
    changed = {}
    for path, group in groupby(findings, key=lambda finding: finding.path):
        of_file = [each for each in group if not each.is_failure]
        if path in refused or not any(each.fixable or suggested for each in of_file):
            continue
        file = Path(os.path.abspath(path))
        documents = session.read(file)
        edits = [edit for each in documents for edit in _edits_in(each, of_file, suggested=suggested)]
        if edits:
            data = session.data(file)
            try:
                changed[file] = data, edited(_whole(documents[0]), data, edits)
            except NotRoundTrippable as reason:
                refused[path] = str(reason)
                continue
            fixed.update((path, edit.finding.rule) for edit in edits)
    return changed


def _edits_in(document: Document, findings: Iterable[Finding], *, suggested: bool) -> Iterator[Edit]:
    """Yield the edits of one of a file's documents, with offsets of the file."""
    first, last = document.start, document.start + len(document.source)
    own = [
        replace(each, start=each.start - first, end=each.end - first)
        for each in findings
        if first <= each.start and each.end <= last
    ]
    for edit in edits_of(document, own, suggested=suggested):
        yield edit._replace(start=edit.start + first, end=edit.end + first)


def _whole(document: Document) -> Document:
    """Return the file that a document is in, as one document."""
    if document.source is document.file_text.text:
        return document
    text = document.file_text.text
    return Document(text, document.path, parsed=Parsed(text, (), {}), encoding=document.encoding)
