"""Session: checks files one by one, each by the configuration that holds for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.project import ProjectConfig
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.engine.failures import describe_error, unreadable
from copydesk.engine.linter import lint
from copydesk.engine.locating import locate
from copydesk.engine.suppressions import collect_suppressions
from copydesk.findings import FileResult, Finding, Flag
from copydesk.rules import Rule
from copydesk.support import limits
from copydesk.support.paths import display_path
from copydesk.support.storage import fingerprint

if TYPE_CHECKING:
    from copydesk.stories.grouping.sketch import Sketch

_KEPT = 16
"""So many documents are kept in memory for the places in them that findings elsewhere refer to."""


class ReferenceSketch(NamedTuple):
    """A source in outline, or why it has none."""

    file: Path
    sketch: Sketch | None
    reason: str = ""


class Session(ProjectConfig):
    """Checks files one by one, by the rules that hold for each.

    `alone` is set for a run of one file, which is spared what wider rules would gather: there is nothing to compare it
    with, unless it has sources.
    """

    def __init__(self, request: RunOptions) -> None:
        super().__init__(request)
        self.alone = False
        self._again: dict[Path, Document] = {}

    def data(self, file: Path) -> bytes:
        """What a file holds, or what the request puts in its place.

        Raises:
            OSError, limits.TooLarge: it cannot be read, or should not.
        """
        if file in self.request.contents:
            return self.request.contents[file]
        return limits.read_bounded(file, self.config(file).max_file_size)

    def read(self, file: Path) -> Document:
        """The document in a file.

        Raises:
            OSError: it cannot be read.
            NotText, TooLarge: what it holds is no text, or too much.
        """
        return self._document(file, self.data(file))

    def _document(self, file: Path, data: bytes) -> Document:
        document: Document = self.manager.hook.copydesk_read(path=display_path(file), data=data)
        if skipped := self.config(file).html_skip:
            document = document.without(skipped)
        document.project_path = self.project_path(file)
        return document

    def __reduce__(self) -> tuple[type[Session], tuple[RunOptions]]:
        return Session, (self.request,)

    def check(self, file: Path) -> FileResult:
        """Lint one file. One that cannot be read gives a finding of `unreadable-file`."""
        limits.file_begins()
        try:
            data = self.data(file)
            document = self._document(file, data)
        except (Exception, limits.TooSlow) as error:
            return unreadable(file, error)
        rules = active = self.plan(file).rules
        document.has_references = document.has_references or self.may_have_references(file)
        if self.alone and not document.has_references:
            rules = tuple(rule for rule in active if not rule.compares)
        try:
            result = collect_suppressions(
                lint(document, rules, _story_facts), document, active, self.selector(file).catalogue
            )
        except limits.TooSlow as error:  # between two rules
            return unreadable(file, error)
        return replace(result, fingerprint=self.fingerprint(file, data))

    def outline(self, file: Path) -> ReferenceSketch:
        """The outline of a source, which is not itself checked."""
        limits.file_begins()
        try:
            return ReferenceSketch(file, _story_facts(self.read(file)))
        except (Exception, limits.TooSlow) as error:
            return ReferenceSketch(file, None, describe_error(error))

    def fingerprint(self, file: Path, data: bytes) -> bytes:
        """A digest of all that the result of a file with this content depends on; empty where nobody wants it."""
        if not self.request.use_cache:
            return b""
        is_spared = self.alone and not self.may_have_references(file)  # front matter is part of the data
        names = f"{display_path(file)}\0{self.project_path(file)}\0{is_spared}".encode("utf-8", "replace")
        return fingerprint(self.rules_key(file), names, data)

    def current_fingerprint(self, file: Path) -> bytes:
        """The fingerprint of a file as it is now; empty for one that cannot be read, which checking it will tell."""
        try:
            return self.fingerprint(file, self.data(file)) if self.request.use_cache else b""
        except (OSError, ValueError):
            return b""

    def reread(self, file: Path) -> Document:
        """The document in a file that has been read before; the latest few are kept.

        Raises: as `read`.
        """
        if file not in self._again:
            self._again[file] = self.read(file)
            if len(self._again) > _KEPT:
                del self._again[next(iter(self._again))]
        return self._again[file]

    def locate(self, file: Path, flagged: Iterable[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Findings of flags that came from facts: the file is read once more, for their places."""
        try:
            return locate(self.reread(file), list(flagged), self._related)
        except (Exception, limits.TooSlow) as error:
            return unreadable(file, error).findings

    def _related(self, path: str) -> Document | None:
        try:
            return self.reread(Path(path).absolute())
        except (OSError, ValueError):
            return None


def _story_facts(document: Document) -> Sketch:
    from copydesk.stories.grouping.sketch import read_sketch  # few runs compare articles

    return read_sketch(document)
