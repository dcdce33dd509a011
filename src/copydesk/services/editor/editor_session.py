"""Editor session: check the articles that an editor has open, with the settings that hold for their files.

The text in the editor counts, not the file. Everything here runs in one thread, one thing after another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.config import files as configuration_files
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.findings import Finding
from copydesk.packs.rule_files import pack_files
from copydesk.rules import Rule
from copydesk.run.fixes.decisions import Decisions
from copydesk.run.fixes.kept_decisions import KeptDecisions
from copydesk.run.fixes.loop import fix
from copydesk.run.fixes.reach import Reach
from copydesk.run.result import RunResult
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support import limits, paths
from copydesk.support.source_text import with_whole_characters

if TYPE_CHECKING:  # only what holds an article to its sources needs it
    from copydesk.run.cross_file.sheets.draft_sheets import SheetRow

_SAMPLE = "# The pier\n\n“We will go on Monday,” said Ines Okafor of Aldery on 3 May 2001. It cost £3.\n"

_Signature = tuple[tuple[str, int, int], ...]


class EditorSession:
    """Checks open articles; files are absolute paths."""

    def __init__(self, config: Path | None = None) -> None:
        self._options = RunOptions(config=config, use_cache=False, jobs=1)
        self._session = Session(self._options, remembers=True)
        self._signature: _Signature = ()

    def check(self, file: Path, text: str) -> RunResult:
        """Return what is found in a text that is open under the name of a file.

        Raises:
            ConfigError, PackError, PluginError: the settings are wrong.
            TooLarge: the text is larger than the settings allow.
        """
        self._look_for_new_settings(file)
        self.take(file, text)
        return run(self._session, [file])

    def warm_up(self, folder: Path) -> None:
        """Load what most articles need, so that the first one that is opened need not wait for it."""
        with suppress(ValueError):  # a mistake in the settings is reported at the first article
            self.check(folder / "warm-up.md", _SAMPLE)

    def take(self, file: Path, text: str) -> None:
        """Read this text instead of the file from now on.

        Raises:
            ConfigError, TooLarge: as `check`.
        """
        data = _bytes(text)
        limits.check_size(data, self._session.config.max_file_size(file))
        self._session.replace_contents({file: data})

    def _look_for_new_settings(self, file: Path) -> None:
        """Begin anew if a file of settings has come, gone or changed since the last check."""
        signature = tuple(self._files_of_settings(file))
        if signature != self._signature:
            self.forget_settings()
            self._signature = tuple(self._files_of_settings(file))

    def _files_of_settings(self, file: Path) -> Iterator[tuple[str, int, int]]:
        named = [self._options.config] if self._options.config else []
        above = [folder / name for folder in file.parents for name in configuration_files.FILE_NAMES]
        for each in (*(named or above), *self._files_of_packs(file)):
            try:
                status = os.stat(each)  # noqa: PTH116 - asked at each check
            except (OSError, ValueError):
                continue
            yield str(each), status.st_mtime_ns, status.st_size

    def _files_of_packs(self, file: Path) -> Iterator[Path]:
        with suppress(ValueError):  # a mistake in the settings is reported at the article
            for pack in self._session.config.settings_for(file).packs:
                yield from pack_files(pack)

    def holds_rule(self, file: Path) -> bool:
        """Tell whether a file lies in a pack of its project, so that it is a rule if it is YAML."""
        self._look_for_new_settings(file)
        try:
            packs = self._session.config.settings_for(file).packs
        except ValueError:
            return False
        return any(file.is_relative_to(os.path.normpath(pack)) for pack in packs)

    def forget_settings(self) -> None:
        """Read all settings anew at the next check: they were changed."""
        for cached in (
            configuration_files._config_in,
            configuration_files.read_config,
            paths.repository,
        ):
            cached.cache_clear()
        self._session = Session(self._options, remembers=True)

    def rules(self, file: Path) -> Mapping[str, Rule]:
        """Return all rules that there are for a file, by id."""
        return self._session.config.selector_for(file).catalogue

    def options_of(self, file: Path, rule: str) -> Mapping[str, object]:
        """Return the options with which a rule runs on a file; none if it does not run."""
        found = self._session.config.rules_for(file).by_id.get(rule)
        return found.options if found else {}

    def documents(self, file: Path) -> Sequence[Document]:
        """Return what was read in the text that was checked last.

        Raises:
            OSError, ValueError: it cannot be read.
        """
        return self._session.reread(file)

    def held_to_sources(self, file: Path) -> list[SheetRow]:
        """Return what comes of each quotation, date, number and name of the text that was checked last, held to the
        sources that it declares; nothing if it declares none.
        """
        # Few articles have sources, so what reads them is imported here.
        from copydesk.run.cross_file.sheets.sheet_maker import SheetMaker
        from copydesk.run.cross_file.sheets.sheet_plan import SheetSources, plan_sheets

        plan = plan_sheets(self._session, [file], SheetSources())
        maker = SheetMaker(self._session, plan.documents)
        return [row for task in plan.tasks if task.sources for row in maker.work(task).rows]

    def project(self, file: Path) -> Path:
        """Return the top folder of a file's project."""
        return self._session.config.root_of(file)

    def decisions(self, file: Path, result: RunResult) -> Decisions:
        """Return what can be decided about the findings of a file; nothing is written by it."""
        path = next(path for path, each in result.paths.items() if each == file)
        return Decisions(self._session, result, Reach([], {}, self._session.config.root_of), path)

    def kept(self, result: RunResult) -> KeptDecisions:
        """Return what writes decisions to the lists of the project."""
        return KeptDecisions(self._session, result.paths)

    def fixed(self, file: Path, text: str) -> str:
        """Return a text after its safe fixes; as it was if it cannot be fixed."""
        session = Session(self._options._replace(contents={file: _bytes(text)}), self._session.config)
        result = fix(session, [file])
        return result.contents[file].decode("utf-8") if file in result.contents else text


def _bytes(text: str) -> bytes:
    return with_whole_characters(text).encode("utf-8")


def other_names(finding: Finding, texts: Mapping[str, str], options: Mapping[str, object]) -> list[str]:
    """Return the names of other people that a finding may have taken for the flagged one: suggested, or seen elsewhere.

    Args:
        finding: the finding.
        texts: the decoded texts of files, by path as in findings.
        options: those of its rule.
    """
    if "two_people" not in options:
        return []
    seen = [
        texts.get(place.path, "")[place.start : place.end]
        for place in finding.related
        if place.end > place.start
    ]
    return [each for each in dict.fromkeys((*finding.suggestions, *seen)) if each and each != finding.excerpt]
