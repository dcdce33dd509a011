"""Run options: the options of the command line for a run."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.config.selection import CliOverrides

ReportTests = tuple[Callable[[bytes], bool], Callable[[bytes, Container[str]], bool]]


@dataclass(frozen=True, slots=True)
class RunOptions:
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

    choices: CliOverrides = field(default_factory=CliOverrides)
    config: Path | None = None
    settings: tuple[tuple[str, str], ...] = ()
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    contents: Mapping[Path, bytes] = field(default_factory=dict)
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
