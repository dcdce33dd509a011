"""Named people: read who is named in the articles of an archive, in several processes and with the cache of `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.request import CliOverrides
from copydesk.run.parallel import Progress, unwatched
from copydesk.run.runner import check_files, files_of
from copydesk.support import limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from copydesk.config.request import RunOptions
    from copydesk.findings import Finding
    from copydesk.run.session import Session
    from copydesk.stories.grouping.name_archive.name_facts import NameFacts

_RULE = "name-differs-from-archive"
"""The rule whose facts are the names."""


class ArchiveNames(NamedTuple):
    """The names of an archive.

    Attributes:
        articles: the names of each article, in the order of the articles' names.
        files: how many files were to be read.
        unread: a finding for each file that could not be read.
    """

    articles: tuple[NameFacts, ...]
    files: int
    unread: tuple[Finding, ...]


def gathering(options: RunOptions) -> RunOptions:
    """Return the options of a run that gathers names and checks nothing else."""
    return options._replace(choices=CliOverrides(select=(_RULE,)))


def read_archive(session: Session, paths: Iterable[Path], progress: Progress = unwatched) -> ArchiveNames:
    """Read who is named in files and folders; `session` has the options of `gathering`.

    `progress` is called after each file.

    Raises:
        ConfigError, PackError, PluginError: a configuration, pack or plugin is wrong; then nothing is read.
    """
    files = files_of(session, paths)
    articles: list[NameFacts] = []
    unread: list[Finding] = []
    with limits.interrupting():
        for done, result in enumerate(check_files(session, files, gathers=True), 1):
            articles += (facts.by_name[_RULE] for facts in result.facts.values() if _RULE in facts.by_name)
            unread += (finding for finding in result.findings if finding.is_failure)
            progress("reading", done, len(files))
    return ArchiveNames(tuple(sorted(articles)), len(files), tuple(sorted(unread)))
