"""Run options: the options of the command line for a run."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

ReportTests = tuple[Callable[[bytes], bool], Callable[[bytes, Container[str]], bool]]


class CliOverrides(NamedTuple):
    """The settings of rules on the command line; they override every configuration. Ids and families can be named.

    Attributes:
        preset: the preset; None for that of the configuration.
        select: run only these rules, whatever preset and configuration say; empty for no such limit.
        extend_select: run these rules too.
        ignore: do not run these rules.
        severity: pairs of rule or family and severity.
        fail_on: the lowest severity that makes a run fail; None for that of the configuration.
    """

    preset: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    fail_on: str | None = None

    @property
    def named(self) -> frozenset[str]:
        """Return the names that are selected, of rules and of families."""
        return frozenset((*self.select, *self.extend_select))


class RunOptions(NamedTuple):
    """The options of a run. They can be pickled, and contain everything that a worker process needs.

    Attributes:
        config: the one configuration file to use; None to use the nearest one for each file.
        settings: settings that override those of every configuration, as keys with dots and values in YAML.
        isolated: whether to use no configuration file at all.
        plugins: modules to load as plugins, besides the installed ones.
        jobs: the number of processes; 0 for as many as the machine has cores.
        contents: contents to read instead of certain files (absolute paths): standard input, staged content.
        removed: files (absolute paths) that count as missing: the next commit no longer has them.
        use_cache: whether to use stored results of earlier runs.
        allowed: files and folders outside the project that its articles and its configuration may name.
        against: sources, files or folders, that every article is compared with.
        exclude: patterns of files that are not checked, instead of those of the configurations; None: as configured.
        extend_exclude: patterns of further files that are not checked. Both start from the working folder.
        force_exclude: whether files that .gitignore excludes are not even checked if they are named.
        creates_baseline: whether the findings are written to a list, so that this list need not exist yet.
        baseline_written: the list (an absolute path) that the run writes or prunes; it hides no finding.
        compare_copies: whether articles are compared with others that read like copies; None: as configured.
        format: the name of the format that all files are read in; empty: each as its suffix says.
        shows_each_fault: whether none of many equal faults in a file stands for all of them.
        max_file_size: in megabytes; None: as configured.
        report_tests: tell of the beginning of a file whether it may be a report of copydesk, and of all of it, with the
            ids of all rules, whether it is one: such files are checked only if they are named, and never fixed.
        require_sources: whether a passage that is not checked against a source is an error.
    """

    choices: CliOverrides = CliOverrides()
    config: Path | None = None
    settings: tuple[tuple[str, str], ...] = ()
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    contents: Mapping[Path, bytes] = {}
    removed: Set[Path] = frozenset()
    use_cache: bool = True
    allowed: tuple[Path, ...] = ()
    against: tuple[Path, ...] = ()
    creates_baseline: bool = False
    baseline_written: Path | None = None
    require_sources: bool = False
    compare_copies: bool | None = None
    max_file_size: float | None = None
    format: str = ""
    shows_each_fault: bool = False
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    report_tests: ReportTests | None = None
