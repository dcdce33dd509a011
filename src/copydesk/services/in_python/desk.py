"""Desk: copydesk for programs that have texts in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import copydesk
from copydesk.config.rule_sources.built_in_rules import import_checks
from copydesk.engine.failures import describe_error, not_checked_at
from copydesk.findings import Finding
from copydesk.rules import Rule
from copydesk.services.in_python import text_work
from copydesk.services.in_python.batches import in_order
from copydesk.services.in_python.desk_settings import (
    ConfigLike,
    DeskSettings,
    check_date,
    check_format,
    check_jobs,
    check_switch,
    read_settings,
    selector_of,
)
from copydesk.services.in_python.naming import NO_NAME, PathLike, name_of, named
from copydesk.services.in_python.results import CheckedText, ComparedText, FixedText, ReadText
from copydesk.support import limits
from copydesk.support.plurals import shown_value
from copydesk.support.untrusted import watchdog  # noqa: F401 - at once, and not while another thread may fork

T = TypeVar("T")

NamedText = tuple[str | os.PathLike[str], str | bytes]
"""A path, or another name, and a text."""

_uses: set[tuple[str, str]] = set()
"""What has been done in this process: kinds of work and names of formats."""


class Desk:
    """Checks texts, fixes them, reads them, and compares them with their sources.

    A desk is made once and used for any number of texts, in any number of threads; it can be pickled. It reads a file
    only while it is made: the configuration that it is given, and what that names. It writes none. Whatever a text is,
    no method raises an error for it: what could not be done is a finding of the family "engine", or a `problem`.

    Args:
        config: a configuration: the path of a file, or a mapping with the same keys. Without one, none is searched.
            Settings that are about several files (`sources`, `copies`, `names.index`, `exclude`) have no effect.
        preset: "recommended", or "strict" for every rule; else as the configuration says.
        select: ids and families of the only rules to run; one may be given as it is.
        ignore: ids and families of rules to leave out, likewise.
        format: the name of the format of all texts, such as "markdown"; else the suffix of a text's path tells it, and
            a text without a path, or with a web address for one, is plain text.
        suppressions: whether comments in a text can suppress findings; say False for texts of strangers.
        max_megabytes: a text of more UTF-8 bytes is not checked, and a finding says so; 10 unless configured.

    Raises:
        ValueError: the configuration is wrong, or there is no such rule, family, preset or format.
        RuntimeError: Python was told to drop docstrings, which describe the rules.
    """

    def __init__(
        self,
        config: ConfigLike = None,
        *,
        preset: str | None = None,
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        format: str = "",  # noqa: A002 - as `Document` calls it
        suppressions: bool = True,
        max_megabytes: float | None = None,
    ) -> None:
        with copydesk.loading:
            self._settings = read_settings(
                config,
                preset=preset,
                select=select,
                ignore=ignore,
                format=format,
                suppressions=suppressions,
                max_megabytes=max_megabytes,
            )

    def __getstate__(self) -> DeskSettings:
        return self._settings

    def __setstate__(self, settings: DeskSettings) -> None:
        self._settings = settings

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Return the rules that the configuration knows, by id."""
        return selector_of(self._settings).catalogue

    def check(
        self,
        text: str | bytes,
        path: PathLike = NO_NAME,
        *,
        format: str = "",  # noqa: A002
        date: str = "",
    ) -> CheckedText:
        """Check one text.

        Args:
            text: the text; bytes are decoded as files are. What is no text, such as None, becomes a finding that says
                so.
            path: names it in findings, and tells its format and which settings of the configuration hold for it. No
                file with this name is read.
            format: the name of its format.
            date: its own date, as front matter may write it, if that is known from elsewhere.

        Raises:
            ValueError: there is no such format, or the date cannot be read.
        """
        check_format(format)
        check_date(date)
        path = name_of(path)

        def check() -> CheckedText:
            document = text_work.read_document(text, path, self._settings, format=format, date=date)
            findings = text_work.check_document(document, self._settings)
            return CheckedText(path, findings, document.language)

        return self.in_time(
            "check", path, format, check, lambda reason: CheckedText(path, _not_checked(path, reason))
        )

    def fix(
        self,
        text: str | bytes,
        path: PathLike = NO_NAME,
        *,
        suggested: bool = False,
        format: str = "",  # noqa: A002
        date: str = "",
    ) -> FixedText:
        """Apply the safe fixes of one text; with `suggested` also single suggestions, and delete boilerplate.

        If anything goes wrong, the text is returned as it was, and a finding says why; of bytes that are no text, what
        can be shown of them. The other arguments, and what is
        raised, are those of `check`.
        """
        check_format(format)
        check_date(date)
        check_switch("suggested", suggested)
        path = name_of(path)
        return self.in_time(
            "fix",
            path,
            format,
            lambda: text_work.fix_text(
                text, path, self._settings, format=format, suggested=suggested, date=date
            ),
            lambda reason: FixedText(path, text_work.as_it_was(text), left=_not_checked(path, reason)),
        )

    def read(self, text: str | bytes, path: PathLike = NO_NAME, *, format: str = "") -> ReadText:  # noqa: A002
        """Read one text: its language and date, and the names, quotations and dates in it.

        The arguments, and what is raised, are those of `check`.
        """
        check_format(format)
        path = name_of(path)

        def read() -> ReadText:
            return text_work.read_in(text_work.read_document(text, path, self._settings, format=format))

        return self.in_time("read", path, format, read, lambda reason: ReadText(path, problem=reason))

    def compare(
        self,
        draft: str | bytes,
        sources: str | bytes | Iterable[str | bytes | NamedText],
        path: PathLike = "draft",
        *,
        format: str = "",  # noqa: A002
    ) -> ComparedText:
        """Hold a text to its sources: what comes of each quotation, date, number and name.

        Args:
            draft: the text.
            sources: one text, or several; each as it is, or as a pair of a path and a text.
            path: names the draft, and tells its format.
            format: the name of the draft's format.

        Raises:
            ValueError: there is no such format.
        """
        # Imported only where texts are compared.
        from copydesk.run.cross_file.sheets.draft_sheets import DraftSheet
        from copydesk.services.in_python.text_sheets import sheet_of, with_names

        check_format(format)
        path = name_of(path)
        given = [sources] if isinstance(sources, str | bytes) else sources

        def compare() -> ComparedText:
            if not isinstance(given, Iterable):
                raise text_work.NoTextError(f"the sources are no texts, but {type(given).__name__}")
            document = text_work.read_document(draft, path, self._settings, format=format)
            read = [
                text_work.read_document(text, f"{name} (source)" if name == path else name, self._settings)
                for name, text in with_names(given)
            ]
            return ComparedText(sheet_of(document, read, self._settings))

        return self.in_time(
            "compare", path, format, compare, lambda reason: ComparedText(DraftSheet(path, problem=reason))
        )

    def check_many(self, texts: Iterable[str | bytes | NamedText], *, jobs: int = 0) -> Iterator[CheckedText]:
        """Check any number of texts, and yield their results in the same order.

        The texts may come from a stream: they are asked for in batches, and only one batch is in memory. A process that
        a text brings down costs that text alone.

        Args:
            texts: each as it is, or as a pair of a path and a text.
            jobs: the number of processes; 0 for one on each core, 1 for none but this. A script that uses several calls
                this below `if __name__ == "__main__":`, as for every use of processes in Python.

        Raises:
            ValueError: this is a single text or no sequence, or no number of processes.
        """
        check_jobs(jobs)
        if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
            raise ValueError(
                f"texts: {shown_value(texts)} is no sequence of texts; put a single one in a list"
            )
        return in_order(
            texts,
            self._check_named,
            _lost,
            jobs=jobs,
            size_of=_size_of,
            prepare=self.prepare,
        )

    def _check_named(self, given: str | bytes | NamedText) -> CheckedText:
        path, text = named(given)
        return self.check(text, path)

    def prepare(self) -> None:
        """Load what every process needs, so that processes that are forked later need not."""
        import_checks(selector_of(self._settings).rules_for(Path("any")).rules)

    def in_time(
        self, kind: str, path: str, form: str, work: Callable[[], T], failed: Callable[[str], T]
    ) -> T:
        """Return what `work` returns, or if it fails or takes too long, what `failed` returns of the reason.

        The first work of a kind on a text of a format imports modules, so it is done while nothing else is loaded and
        this process is not forked.
        """
        with copydesk.loading:
            use = kind, text_work.format_name(path, form, self._settings)
            if use not in _uses:
                _uses.add(use)
                return self._guarded(work, failed)
        return self._guarded(work, failed)

    def _guarded(self, work: Callable[[], T], failed: Callable[[str], T]) -> T:
        try:
            with limits.interrupting_as_guest(), limits.file_time():
                return work()
        except limits.TooSlow as error:
            return failed(describe_error(error))
        except MemoryError:
            return failed("there is not enough memory for it")
        except text_work.NoTextError as error:
            return failed(str(error))
        except Exception as error:
            if limits.is_from_signal(error):
                raise
            return failed(describe_error(error))


def _not_checked(path: str, reason: str) -> tuple[Finding, ...]:
    return not_checked_at(path, reason)


def _size_of(given: str | bytes | NamedText) -> int:
    text = named(given)[1]
    return len(text) if isinstance(text, str | bytes) else 0


def _lost(given: str | bytes | NamedText, reason: str) -> CheckedText:
    path = name_of(named(given)[0])
    return CheckedText(path, _not_checked(path, reason))
