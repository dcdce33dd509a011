"""Fix loop: apply fixes and check the result again, until nothing is left to fix."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.document import Document
from copydesk.engine.failures import describe_error
from copydesk.findings import BOILERPLATE, Finding, is_only_shown
from copydesk.formats.parsed import Parsed
from copydesk.run.fixes.cutting.cuts import cuts_of
from copydesk.run.fixes.edits import Edit, NotRoundTrippable, by_document, edited, edits_of
from copydesk.run.fixes.kinds import objection_to_kind
from copydesk.run.fixes.reach import OutOfReach, Reach, places_of
from copydesk.run.runner import run
from copydesk.support.atomic_write import MOVED, NotReplaced, replace_content
from copydesk.support.paths import display_path, real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from copydesk.run.result import RunResult
    from copydesk.run.session import Session

ROUNDS = 10
"""After so many rounds, two rules undo each other's fixes: the fixes made so far stay, and the loop stops."""


class Outdated(ValueError):
    """A file that does not hold any more what was checked."""

    def __init__(self) -> None:
        super().__init__("it was changed while it was checked; run the command again")


class Unchecked(Outdated):
    """A file of which a part could not be checked."""

    def __init__(self) -> None:
        ValueError.__init__(self, "something in it could not be checked; mend that first")


class ReportNotFixed(Outdated):
    """A report that copydesk has written: it shows what was found, and its faults are those of other files."""

    def __init__(self) -> None:
        ValueError.__init__(
            self, "it is a report of copydesk; mend the files that it tells of, and write it anew"
        )


class Undeleted(NamedTuple):
    """A passage of boilerplate that cannot be deleted without harm: its finding, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class FixResult:
    """The changes of all fixes; no file has been written yet.

    Attributes:
        before, after: the runs over the files as they are, and as they would be.
        originals, contents: by path, the bytes of the files that change, as they are and as they would be.
        targets: by path, the file itself, if the path is a link.
        fixed: the number of fixed findings by path and rule.
        refused: by path, the reason why a file could not be changed.
        undeleted: the boilerplate that is left although it was asked to be deleted.
        offered: how many fixes `suggested` would make in what is left.
    """

    before: RunResult
    after: RunResult
    originals: Mapping[Path, bytes]
    contents: Mapping[Path, bytes]
    targets: Mapping[Path, Path]
    fixed: Counter[tuple[str, str]]
    refused: Mapping[str, str]
    undeleted: Sequence[Undeleted] = ()
    offered: int = 0

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
            after=self.after._replace(findings=tuple(sorted(left))),
            contents={file: data for file, data in self.contents.items() if file not in kept},
            fixed=Counter({key: number for key, number in self.fixed.items() if key[0] not in paths}),
        )

    def write(self) -> list[tuple[Path, str]]:
        """Write the files, each completely or not at all, and only if it still holds what was checked.

        Return those that could not be written, with the reason.
        """
        failed = []
        for file, data in self.contents.items():
            target = self.targets[file]
            try:
                if real_path(target) != target:
                    raise NotReplaced(MOVED)
                replace_content(target, self.originals[file], data)
            except OSError as error:
                failed.append((file, describe_error(error)))
        return failed


def fix(
    session: Session, paths: Iterable[Path], *, suggested: bool = False, baseline: Path | None = None
) -> FixResult:
    """Compute the fixes of all named files: the safe ones, and with `suggested` the others too.

    What the `baseline` lists stays as it is. The session then reads the fixed contents instead of the files.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong.
    """
    files = {path: Path(os.path.abspath(path)) for path in paths}
    refused = {path: reason for path, file in files.items() if (reason := objection_to_kind(session, file))}
    paths = [path for path in files if path not in refused]
    # What links lead to counts as it is now, whatever becomes of them while the files are checked.
    named = places_of(paths)
    before = after = run(session, paths, baseline=baseline)
    reach = Reach(before.paths.values(), named, session.config.root_of)
    fixes = _Fixes(session, reach, suggested=suggested)
    fixes.refused.update((display_path(files[path]), reason) for path, reason in refused.items())
    for _ in range(ROUNDS):
        if not fixes.add(after):
            break
        session.replace_contents(fixes.with_links())
        after = run(session, paths, baseline=baseline)
    return FixResult(
        before,
        after,
        fixes.originals,
        fixes.contents,
        fixes.targets,
        fixes.fixed,
        fixes.refused,
        undeleted=list(fixes.undeleted(after)) if suggested else (),
        offered=0 if suggested else fixes.offered(after),
    )


class _Fixes:
    """The fixes of all rounds so far; the attributes are those of `FixResult`."""

    def __init__(self, session: Session, reach: Reach, *, suggested: bool) -> None:
        self._session = session
        self._reach = reach
        self._suggested = suggested
        self.originals: dict[Path, bytes] = {}
        self.contents: dict[Path, bytes] = {}
        self.targets: dict[Path, Path] = {}
        self.fixed: Counter[tuple[str, str]] = Counter()
        self.refused: dict[str, str] = {}
        self._seen: dict[Path, dict[bytes, Counter[tuple[str, str]]]] = {}
        self._circling: set[Path] = set()

    def with_links(self) -> dict[Path, bytes]:
        """Return, by path, what the files and the links to them would hold."""
        links = self._reach.other_names.items()
        return self.contents | {link: self.contents[file] for link, file in links if file in self.contents}

    def add(self, result: RunResult) -> bool:
        """Add the fixes of one round, and note the files that cannot be fixed; return whether anything changes."""
        has_changed = False
        for path, file, findings in self._fixable_files(result):
            if not any(each.fixable or self._suggested for each in findings):
                continue
            try:
                has_changed |= self._add_file(file, findings, result)
            except (NotRoundTrippable, OutOfReach, Outdated) as reason:
                self.refused[path] = str(reason)
            except Exception as error:  # whatever has become of one file, the others are fixed
                self.refused[path] = describe_error(error)
        return has_changed

    def undeleted(self, result: RunResult) -> Iterator[Undeleted]:
        """Yield the passages that are left because their deletion would do harm."""
        for _, file, findings in self._fixable_files(result):
            if not any(each.family == BOILERPLATE for each in findings):
                continue
            with suppress(OSError, ValueError):  # the run has told why it cannot be read
                for document, own in by_document(self._session.read(file), findings):
                    cuts = cuts_of(document, own)
                    # Lines of tags may part a passage: it is told once.
                    refused = {cut.finding.id: cut for cut in reversed(cuts) if cut.refused}
                    for cut in sorted(refused.values()):
                        yield Undeleted(cut.finding, cut.refused)

    def offered(self, result: RunResult) -> int:
        """Count the fixes of what is left that would be made if suggestions were asked for."""
        number = 0
        for path, file, findings in self._fixable_files(result):
            if result.keys.get(path) == b"":  # something in it could not be checked: it would be refused
                continue
            if not any(len(each.suggestions) == 1 or each.family == BOILERPLATE for each in findings):
                continue
            with suppress(OSError, ValueError):
                for document, own in by_document(self._session.read(file), findings):
                    number += len(edits_of(document, own, suggested=True))
        return number

    def _fixable_files(self, result: RunResult) -> Iterator[tuple[str, Path, list[Finding]]]:
        """Yield the files that fixes may change, with their findings, but for leftovers that are not to be deleted."""
        named = self._session.options.choices.named
        for path, group in groupby(result.findings, key=lambda finding: finding.path):
            file = result.paths.get(path)  # None for a list of accepted findings
            if file is not None and path not in self.refused and file not in self._reach.other_names:
                yield (
                    path,
                    file,
                    [each for each in group if not each.is_failure and not is_only_shown(each, named)],
                )

    def _add_file(self, file: Path, findings: Iterable[Finding], result: RunResult) -> bool:
        if file in self._circling:
            return False
        session = self._session
        data = session.data(file)
        refuse_outdated(session, result, file, data)
        documents = session.read(file, data)
        edits = [edit for each, own in by_document(documents, findings) for edit in self._edits(each, own)]
        if not edits:
            return False
        is_file = file not in session.options.contents  # else it is standard input, and nothing is written
        self.targets[file] = self._reach.target(file) if is_file else file
        self.originals.setdefault(file, data)
        self.fixed.update((display_path(file), edit.finding.rule) for edit in edits)
        self._set(file, data, edited(whole(documents[0]), data, edits))
        return True

    def _set(self, file: Path, before: bytes, after: bytes) -> None:
        """Set what a file would hold. Where that was there before, two rules undo each other: their fixes do not count,
        and no more are made in it.
        """
        path = display_path(file)
        seen = self._seen.setdefault(file, {before: Counter()})
        if after in seen:
            self._circling.add(file)
            others = {key: number for key, number in self.fixed.items() if key[0] != path}
            self.fixed = Counter({**others, **seen[after]})
        else:
            seen[after] = Counter({key: number for key, number in self.fixed.items() if key[0] == path})
        self.contents[file] = after
        if after == self.originals[file]:
            del self.contents[file]

    def _edits(self, document: Document, own: Sequence[Finding]) -> Iterator[Edit]:
        """Yield the edits of one of a file's documents, with offsets of the file, for what was found in it.

        Raises:
            Outdated: the findings are those of another text.
        """
        if any(document.source[each.start : each.end] != each.excerpt for each in own):
            raise Outdated
        for edit in edits_of(document, own, suggested=self._suggested):
            yield edit.moved(document.start)


def refuse_outdated(session: Session, result: RunResult, file: Path, data: bytes) -> None:
    """Refuse a file that held something else when it was checked than it holds now, or that is a report of copydesk.

    Raises:
        ReportNotFixed: it is one.
        Outdated: it does.
        Unchecked: something in it could not be checked, so that nobody knows what it held.
    """
    if session.is_report(file, data):
        raise ReportNotFixed
    known = result.keys.get(display_path(file))
    key = session.keys.of_file(file, data, single_file=len(result.paths) == 1)
    if key != known:
        raise Unchecked if known == b"" else Outdated


def whole(document: Document) -> Document:
    """Return the file that a document is in, as one document."""
    if document.source is document.file_text.text:
        return document
    text = document.file_text.text
    return Document(text, document.path, parsed=Parsed(text, (), {}), encoding=document.encoding)
