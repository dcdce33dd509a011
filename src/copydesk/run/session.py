"""Session: read files, and check each with the configuration that applies to it, for one command."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.project import ProjectConfig
from copydesk.findings import FileResult
from copydesk.run.cache_keys import CacheKeys
from copydesk.run.narrowing.working_tree.submodules import Submodules, unfetched_reason
from copydesk.support import limits
from copydesk.support.lazy import LazySequence
from copydesk.support.paths import display_path
from copydesk.support.persistence.storage import fingerprint

if TYPE_CHECKING:
    from copydesk.config.request import RunOptions
    from copydesk.document import Document
    from copydesk.stories.grouping.sketch import Sketch

_KEPT_FILES = 16
"""The number of files whose documents stay in memory, for findings elsewhere that refer to places in them."""


_HEAD = 20_000
"""Bytes that tell whether a file may be a report."""
_LARGE = 1_000_000
"""Bytes from which on a text may need so much memory that a library ends the process instead of raising an error."""


class FileSketches(NamedTuple):
    """The sketches of a file's documents, each with its key; or the reason why the file could not be read."""

    file: Path
    sketches: tuple[tuple[str, Sketch], ...] = ()
    reason: str = ""


class Session:
    """Reads and checks files. The command line creates one session, and passes it to everything that works on files.

    Attributes:
        options: the options of the command line.
        config: the plugins, and the settings and rules of each file.
        keys: computes the cache keys of results.
        reports: the reports of copydesk in named folders, which were left out.

    A session that `remembers`, as an editor's does, goes on reporting the leftovers of a text in which they once
    counted: while some are mended, the others stay. Results of such a session are not kept, for they do not depend on
    contents alone.

    A session may share what another one has read of plugins, settings and rules, if their options differ in the
    contents only.
    """

    def __init__(
        self, options: RunOptions, shared: ProjectConfig | None = None, *, remembers: bool = False
    ) -> None:
        self.options = options
        self.config = shared or ProjectConfig(options)
        self.keys = CacheKeys(self.config)
        self.reports: set[Path] = set()
        self._contents = dict(options.contents)
        self._reread: dict[Path, Sequence[Document]] = {}
        self._remembers = remembers
        self._counted: set[tuple[Path, int]] = set()

    def __reduce__(self) -> tuple[type[Session], tuple[RunOptions]]:
        return Session, (self.options._replace(contents=self._contents),)

    def replace_contents(self, contents: Mapping[Path, bytes]) -> None:
        """Read these bytes from now on instead of the contents of the files (absolute paths)."""
        self._contents.update(contents)
        self._reread.clear()

    def data(self, file: Path) -> bytes:
        """Return a file's content, or the bytes that replace it.

        Raises:
            OSError, limits.TooLarge: it cannot be read, or is too large.
        """
        if (data := self._contents.get(file)) is not None:
            if data is self.options.contents.get(file):  # what fixes make of a text may be longer than it was
                limits.check_size(data, self.config.max_file_size(file))
            return data
        if file in self.options.removed:
            raise FileNotFoundError(0, "the next commit removes it (git add puts it back)")
        if objection := self.config.objection_to_link(file):
            raise OSError(
                0,
                f"a link leads from here to a file that is not read: {objection}; name that file itself, or allow it"
                " with --allow-read",
            )
        if (behind := self._behind_link(file)) in self._contents or behind in self.options.removed:
            return self.data(behind)  # what is staged of the file that the link leads to
        try:
            return limits.read_bounded(file, self.config.max_file_size(file), may_be_article=True)
        except (IsADirectoryError, FileNotFoundError):
            if Submodules().is_unfetched(file):
                raise OSError(0, unfetched_reason(file, self.config.settings_for(file))) from None
            raise

    def _behind_link(self, file: Path) -> Path:
        is_asked = bool(self._contents or self.options.removed) and file.is_symlink()
        return Path(os.path.realpath(file)) if is_asked else file

    def is_report(self, file: Path, data: bytes | None = None) -> bool:
        """Tell whether a file, which may hold `data`, is a report that copydesk has written."""
        if self.options.report_tests is None:
            return False
        begins, is_whole = self.options.report_tests
        try:
            is_on_disk = data is None and file not in self._contents
            if is_on_disk and (
                self.config.objection_to_link(file) or not begins(limits.read_head(file, _HEAD))
            ):
                return False
            data = self.data(file) if data is None else data
            return begins(data[:_HEAD]) and is_whole(data, self.known_rules(file))
        except (OSError, limits.TooLarge):  # reported when it is checked
            return False

    def known_rules(self, file: Path) -> Container[str]:
        """Return the ids of all rules that a report in a file may name."""
        config = self.config
        from copydesk.engine.failures import ENGINE_RULES  # imported only where a report may stand

        return {rule.id for rule in ENGINE_RULES} | config.catalogue(config.settings_for(file)).keys()

    def leaves_out(self, file: Path) -> bool:
        """Tell whether a file is not checked: the configuration excludes it, or the next commit removes it."""
        return file in self.options.removed or self.config.excludes(file)

    def is_large(self, file: Path) -> bool:
        """Tell whether a file is so large that it should be read in a process of its own."""
        try:
            return (
                len(self._contents[file]) >= _LARGE
                if file in self._contents
                else file.stat().st_size >= _LARGE
            )
        except OSError:
            return False

    def read(self, file: Path, data: bytes | None = None) -> Sequence[Document]:
        """Return the documents in a file: one, unless a plugin reads several from it.

        `data` is the file's content, for a caller that needs the bytes too: they may change from one reading to the
        next.

        Raises:
            OSError: it cannot be read.
            NotText, TooLarge: its content is not text, or is too large.
        """
        return self._documents(file, self.data(file) if data is None else data)

    def _documents(self, file: Path, data: bytes) -> Sequence[Document]:
        read = self._read(file, data)
        documents: Sequence[Document] = read if isinstance(read, Sequence) else (read,)
        settings = self.config.settings_for(file)
        name = self.config.project_path(file)
        has_references = self.config.may_have_references(file)
        level = self.config.text_of(file)
        number = len(documents)

        def document(index: int) -> Document:
            return (
                documents[index]
                .without(settings.html_skip)
                .in_project(
                    name,
                    index + 1 if number > 1 else 0,
                    has_references=has_references,
                    level=level,
                    shows_each_fault=self.options.shows_each_fault,
                    text_keys=settings.text_keys,
                )
            )

        return LazySequence(number, document)

    def _read(self, file: Path, data: bytes) -> Document | Sequence[Document]:
        path, name = display_path(file), self.options.format
        if name:
            from copydesk.document import Document
            from copydesk.formats.decoding.encodings import decode

            source, encoding = decode(data)
            return Document.all_in(source, path, name, encoding=encoding)
        read: Document | Sequence[Document] = self.config.manager.hook.copydesk_read(path=path, data=data)
        return read

    def check(self, file: Path, *, single_file: bool = False) -> FileResult:
        """Check one file. If it cannot be read, the result is an `unreadable-file` finding.

        For a `single_file` without references and without an index of the archive no facts are gathered, because there
        is nothing to compare it with.
        """
        from copydesk.engine.failures import unreadable  # imported only where a file is read

        with limits.file_time():
            try:
                data = self.data(file)
                documents = self._documents(file, data)
            except (Exception, limits.TooSlow) as error:
                return unreadable(file, error)
            has_index = self.config.settings_for(file).archive_index is not None
            is_spared = single_file and len(documents) == 1 and not has_index
            results = [
                self._lint_in_time(file, documents, index, is_spared=is_spared)
                for index in range(len(documents))
            ]
        key = self.keys.of_file(file, data, single_file=single_file)
        return _joined(display_path(file), results, key)

    def _lint_in_time(
        self, file: Path, documents: Sequence[Document], index: int, *, is_spared: bool
    ) -> FileResult:
        """Check one of a file's documents. If that takes too long, the others are checked all the same."""
        from copydesk.engine.failures import unreadable

        if index:
            limits.document_begins()
        try:
            return self._lint(file, documents[index], is_spared=is_spared)
        except limits.TooSlow as error:  # raised between two rules, or behind them
            return unreadable(file, error)

    def _lint(self, file: Path, document: Document, *, is_spared: bool) -> FileResult:
        from copydesk.engine.linter import lint, without_comparing
        from copydesk.engine.suppressions import collect_suppressions

        active = self.config.rules_for(file).rules
        rules = without_comparing(document, active) if is_spared else active
        selector = self.config.selector_for(file)
        text = file, document.part
        result = lint(document, rules, _story_facts, selector.witnesses, counted=text in self._counted)
        if result.counts and self._remembers:
            self._counted.add(text)
        if document.fault:  # whether its suppressions are of use is not known
            return result
        return collect_suppressions(result, document, active, selector.catalogue)

    def current_key(self, file: Path, *, single_file: bool = False) -> bytes:
        """Return the key of a file's result for its present content; empty if it cannot be read."""
        if not self.options.use_cache:
            return b""
        try:
            return self.keys.of_file(file, self.data(file), single_file=single_file)
        except (OSError, ValueError):
            return b""

    def content_key(self, file: Path) -> bytes:
        """Return the key of a file's present content, whatever rules run on it; empty if it cannot be read."""
        try:
            return fingerprint(self.data(file))
        except (OSError, ValueError):
            return b""

    def content_keys(self, expanded: Mapping[Path, Iterable[Path]]) -> dict[str, dict[str, bytes]]:
        """Return the keys of the contents of files, by file, by the path that stands for them."""
        keys = {file: self.content_key(file) for files in expanded.values() for file in files}
        return {str(path): {str(file): keys[file] for file in files} for path, files in expanded.items()}

    def sketch(self, file: Path) -> FileSketches:
        """Sketch the documents of a reference, which is not checked itself."""
        from copydesk.engine.failures import describe_error

        with limits.file_time():
            try:
                documents = self.read(file)
                faults = [each.fault for each in documents if each.fault]
                if faults and len(faults) == len(documents):
                    return FileSketches(file, reason=faults[0].reason)
                readable = (each for each in documents if not each.fault)
                return FileSketches(file, tuple((each.key, _story_facts(each)) for each in readable))
            except (Exception, limits.TooSlow) as error:
                return FileSketches(file, reason=describe_error(error))

    def reread(self, file: Path) -> Sequence[Document]:
        """Return the documents in a file that was read before; those of the last few files are kept in memory.

        Raises: as `read`.
        """
        if file not in self._reread:
            self._reread[file] = self.read(file)
            if len(self._reread) > _KEPT_FILES:
                del self._reread[next(iter(self._reread))]
        return self._reread[file]


def _joined(path: str, results: Iterable[FileResult], key: bytes) -> FileResult:
    """Join the results of a file's documents."""
    results = list(results)
    if len(results) == 1:
        return results[0]._replace(fingerprint=key)
    return FileResult(
        path,
        tuple(sorted(finding for each in results for finding in each.findings)),
        {name: facts for each in results for name, facts in each.facts.items()},
        key,
        tuple(suppression for each in results for suppression in each.suppressions),
        sum(each.silent for each in results),
    )


def _story_facts(document: Document) -> Sketch:
    from copydesk.stories.grouping.sketch import read_sketch  # imported only in runs that compare articles

    return read_sketch(document)
